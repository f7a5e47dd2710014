"""A figure of frozen minutes corrected: what they say, what it is now, until when it was counted, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.figures import Observation
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import corrections
from giaoban_desktop.services.corrections import Corrected
from giaoban_desktop.services.figure_grid import GridRow
from giaoban_desktop.ui.fields import commit_composed, sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.widgets import button, field, row, set_look, text_label

WIDTH = 460


class CorrectionDialog(KeepDialog):
    """Closes only when all three are understood; else it says below them what is wrong."""

    def __init__(self, parent: QWidget, session: Session, row: GridRow, about: Corrected) -> None:
        super().__init__(parent, _("Correct a figure of frozen minutes"), figure_words.row_name(row))
        self._session, self._row, self._about = session, row, about
        self.setMinimumWidth(WIDTH)
        self.value, self.reason = QLineEdit(), QLineEdit()
        self.day = QLineEdit(short_date(corrections.proposed_day(about, session.today)))
        told = _("{reporter}, {period}. The minutes say {value} {unit}, counted until {day}.").format(
            reporter=figure_words.row_reporter(row),
            period=period_words(about.told.period),
            value=figure_words.exact(about.told.value),
            unit=row.indicator.unit,
            day=short_date(about.told.counted_to),
        )
        self.column.addWidget(text_label(told))
        if about.since is not None:
            self._show_earlier(about.since)
        self.column.addWidget(field(_("&Figure as it is now"), self.value))
        self.column.addWidget(field(_("&Counted until"), self.day))
        self.column.addWidget(field(_("&Reason"), self.reason))
        self.finish(_("Both figures stay with the reason; an annex that is not frozen yet prints them."))
        self.value.setFocus()

    def _show_earlier(self, since: Observation) -> None:
        """What it was corrected to before, which may be corrected again or taken back."""
        self.value.setText(figure_words.exact(since.value))
        self.value.selectAll()
        self.reason.setText(since.note)
        words = _("It was corrected to {value}, counted until {day}.")
        told = words.format(value=figure_words.exact(since.value), day=short_date(since.counted_to))
        self.take_back = button(_("&Take the correction back"), look="link")
        self.take_back.clicked.connect(self._take_back)
        self.column.addWidget(text_label(told))
        self.column.addLayout(row(self.take_back, None))

    def _take_back(self) -> None:
        key, period = self._row.key, self._about.told.period
        if self._session.do(lambda book: corrections.take_back(book, key, period)):
            super().accept()

    def accept(self) -> None:
        """Close when the correction can be kept; else say what is wrong and go there."""
        commit_composed()
        text, reason, about, today = self.value.text(), self.reason.text(), self._about, self._session.today
        try:
            until = self._until()
            self._session.read(
                lambda book: corrections.check(book, about, text=text, counted_to=until, reason=reason, today=today)
            )
        except InputError as error:
            self._tell(error)
            return
        key, period = self._row.key, about.told.period
        if self._session.do(
            lambda book: corrections.correct(book, key, period, text=text, counted_to=until, reason=reason, today=today)
        ):
            super().accept()

    def _until(self) -> date:
        try:
            return parse_date(self.day.text(), today=self._session.today)
        except InputError as error:
            raise error.within("counted_to") from None

    def _tell(self, error: InputError) -> None:
        self.say_wrong(sentence_of(error))
        lines = {"value": self.value, "counted_to": self.day, "reason": self.reason}
        for name, line in lines.items():
            set_look(line, "wrong" if error.field.startswith(name) else "")
        lines.get(error.field.partition(".")[0], self.value).setFocus()
