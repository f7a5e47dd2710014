"""The deadline of a directive as it is typed, how it is understood, and which day "trước ngày X" means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.deadlines import is_inclusive, meant_days, parse_when
from giaoban_desktop.domain.directives import Directive, When
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.fields import line, sentence_of, show_line
from giaoban_desktop.ui.views.meant_day import meant_words
from giaoban_desktop.ui.widgets import button, field, set_look, text_label

STANDING = "thường xuyên"


class DeadlineField(QWidget):
    """`left` tells that the line was left, or that it was said which day is meant."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._kept, self._given_on = "", When(), date.min
        self._is_inclusive = self._was_inclusive = self._went_on = False
        self.line, self.understood, self.meant = line(), text_label(""), button("", look="link")
        self.line.setPlaceholderText(_("a day, a period or “thường xuyên”"))
        self.line.editingFinished.connect(self.left)
        self.line.textEdited.connect(lambda _text: self._forget_meaning())
        self.line.textChanged.connect(lambda _text: self.understand())
        self.meant.clicked.connect(self._mean_other_day)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        inner.addWidget(field(_("Deadl&ine"), self.line))
        inner.addWidget(self.understood)
        inner.addWidget(self.meant)
        self.meant.hide()

    def show_deadline(self, found: Directive | None, given_on: date, *, refused: str = "") -> None:
        """Show the deadline of a directive, or none; `refused` is what was typed for it and waits to be put right."""
        self._given_on = found.given_on if found else given_on
        self._kept = found.when if found else When()
        self._shown = _words(found) if found else ""
        self._is_inclusive = self._was_inclusive = found is not None and is_inclusive(found)
        self._went_on = found is not None and bool(found.extensions or found.occurrences)
        show_line(self.line, refused or self._shown)
        self.understand()

    def read_by(self, given_on: date) -> None:
        """Read what is typed by another day on which it was said."""
        self._given_on = given_on
        self.understand()

    def keep(self, when: When) -> None:
        """What stands in the line was kept."""
        self._kept, self._shown, self._was_inclusive = when, self.line.text(), self._is_inclusive

    @property
    def wrong(self) -> str:
        """What is wrong with it; empty while nothing is."""
        return "" if self.is_right else self.understood.text()

    @property
    def is_right(self) -> bool:
        """True unless what is typed cannot be understood."""
        return bool(self.line.property("look") != "wrong")

    def typed(self) -> When:
        """By when, as it is typed; what was not touched stays as it is kept. Raises: InputError."""
        text = self.line.text()
        if text == self._shown and self._is_inclusive == self._was_inclusive:
            return self._kept
        return parse_when(text, given_on=self._given_on, inclusive=self._is_inclusive)

    def understand(self) -> None:
        """Say below the line how it is understood, or what is wrong with it."""
        set_look(self.line, "")
        self.understood.setText("")
        self.meant.hide()
        if not self.line.text().strip() or self._given_on == date.min:
            return
        try:
            found = self.typed()
            if found.deadline is not None and found.deadline.due_on < self._given_on:
                raise InputError("This day lies before the meeting. Check the year.", field="deadline")
        except InputError as error:
            self.understood.setText(sentence_of(error))
            set_look(self.understood, "over")
            set_look(self.line, "wrong")
            self._ask_meaning()
            return
        words = _("Standing, without a last day.")
        if found.deadline is not None:
            again = _("Comes again; next due on {day}. Printed in these words.")
            words = again if found.recurrence else _("Counted as {day}; printed in these words.")
            words = words.format(day=short_date(found.deadline.due_on))
        self.understood.setText(words)
        set_look(self.understood, "done")
        self._ask_meaning()

    def _ask_meaning(self) -> None:
        """Ask which day is meant, where the words leave it open."""
        days = meant_days(self.line.text(), given_on=self._given_on)
        if days is None or (self._went_on and self.line.text() == self._shown):
            return
        self.meant.setText(meant_words(self._is_inclusive, short_date(days[not self._is_inclusive])))
        self.meant.setEnabled(not self.line.isReadOnly())
        self.meant.show()

    def _mean_other_day(self) -> None:
        self._is_inclusive = not self._is_inclusive
        self.understand()
        self.left.emit()

    def _forget_meaning(self) -> None:
        self._is_inclusive = False


def _words(found: Directive) -> str:
    if found.standing:
        return STANDING
    if found.deadline is None:
        return ""
    return found.deadline.words or short_date(found.deadline.due_on)
