"""Which day "trước ngày X" means, asked where a directive was read from words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.deadlines import is_inclusive, other_meaning
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.widgets import button, text_label


class MeantDay(QWidget):
    """Hidden unless the words of the deadline leave the day open. `said` gives the directive with the other day."""

    said = Signal(Directive)

    def __init__(self) -> None:
        super().__init__()
        self._other: Directive | None = None
        self.understood, self.other_day = text_label("", "done"), button("", look="link")
        self.other_day.clicked.connect(lambda: self.said.emit(self._other))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.understood)
        layout.addWidget(self.other_day)
        self.hide()

    def ask(self, directive: Directive | None, *, read_only: bool) -> None:
        """Ask about a directive, or about none."""
        self._other = other_meaning(directive) if directive is not None else None
        self.setVisible(self._other is not None)
        if directive is None or self._other is None or directive.deadline is None or self._other.deadline is None:
            return
        told = _("“{words}” counted as {day}.")
        self.understood.setText(told.format(words=directive.deadline.words, day=short_date(directive.deadline.due_on)))
        self.other_day.setText(meant_words(is_inclusive(directive), short_date(self._other.deadline.due_on)))
        self.other_day.setEnabled(not read_only)


def meant_words(inclusive: bool, other: str) -> str:
    """The question for the other day, by whether the day itself is what counts now."""
    words = _("Or is the day before meant, {day}?") if inclusive else _("Or is {day} itself meant?")
    return words.format(day=other)
