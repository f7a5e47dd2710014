"""The line that tells what a directive was made from, with the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.widgets import button, text_label

ROOM = 80
"""Letters of what is told."""


class OriginLine(QWidget):
    """Hidden for a directive that was written as such. `wanted` asks for the place of what it was made from."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._place = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.words, self.see_button = text_label("", "secondary"), button("", look="link")
        self.see_button.clicked.connect(lambda: self.wanted.emit(self._place))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.see_button)

    def show_origin(self, directive: Directive | None, meeting: Meeting | None) -> None:
        """Tell what was said that a directive of the meeting was made from, else the item that it came out of."""
        self._place = ""
        if directive is not None and meeting is not None:
            self._show_item(directive, meeting)
            self._show_statement(directive, meeting)
        self.setVisible(bool(self._place))

    def _show_statement(self, directive: Directive, meeting: Meeting) -> None:
        said = next((one for one in meeting.statements if one.id == directive.statement_id), None)
        if said is None:
            return
        who = f"{said.speaker}: " if said.speaker else ""
        words = shorten(f"{who}{' '.join(said.text.split())}", ROOM)
        self._tell(
            _("Said in the discussion – {words}").format(words=words), _("See what was said"), f"entry.{said.id}"
        )

    def _show_item(self, directive: Directive, meeting: Meeting) -> None:
        outcome = next((one for one in meeting.outcomes if one.directive_id == directive.id), None)
        if outcome is None:
            return
        item = next(one for one in meeting.agenda if one.id == outcome.agenda_item_id)
        words = _("Came out of the item – {words}").format(words=shorten(item.title, ROOM))
        self._tell(words, _("See the outcome"), f"outcome.{outcome.id}")

    def _tell(self, words: str, way: str, entry: str) -> None:
        self.words.setText(words)
        self.see_button.setText(way)
        self._place = f"{entry}.text"
