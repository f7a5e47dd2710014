"""Putting off a deadline: the new one as it was said, why, and who agreed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.domain.dates import parse_date, parse_past_date, short_date
from giaoban_desktop.domain.deadlines import meant_days, parse_deadline
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.meant_day import meant_words
from giaoban_desktop.ui.widgets import button, field, set_look, text_label

WIDTH = 460


class ExtendDialog(KeepDialog):
    """The old deadline stands above and is kept; below the new one stands which day is understood."""

    def __init__(self, parent: QWidget, session: Session, about: Directive) -> None:
        super().__init__(parent, _("Put off the deadline"), shorten(about.text, 200))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.fields = {name: QLineEdit() for name in ("deadline", "reason", "agreed_by", "day")}
        self.meant, self.other_day = text_label("", "secondary"), button("", look="link")
        self.other_day.hide()
        self.other_day.clicked.connect(self._mean_other_day)
        self._is_inclusive = False
        before = about.deadline
        if before is not None:
            words = f" ({before.words})" if before.words else ""
            until = _("Deadline now: {day}{words}. It is kept.").format(day=short_date(before.due_on), words=words)
            self.column.addWidget(text_label(until, "secondary"))
        self.fields["agreed_by"].setText(about.given_by)
        self.fields["day"].setText(short_date(session.today))
        self.column.addWidget(field(_("&New deadline"), self.fields["deadline"]))
        self.column.addWidget(self.meant)
        self.column.addWidget(self.other_day)
        self.column.addWidget(field(_("&Reason"), self.fields["reason"]))
        self.column.addWidget(field(_("&Who agreed"), self.fields["agreed_by"]))
        self.column.addWidget(field(_("&Agreed on"), self.fields["day"]))
        for name in ("deadline", "day"):
            self.fields[name].textChanged.connect(lambda _text: self._tell_meant())
        self.finish()
        self.fields["deadline"].setFocus()

    def accept(self) -> None:
        """Close when it was kept; else say which field is wrong."""
        texts = {name: one.text().strip() for name, one in self.fields.items()}
        try:
            on = parse_past_date(texts["day"], today=self._session.today, field="day")
            self._session.read(
                lambda _book: directives.check_extension(
                    self._about,
                    texts["deadline"],
                    on=on,
                    reason=texts["reason"],
                    agreed_by=texts["agreed_by"],
                    inclusive=self._is_inclusive,
                )
            )
        except InputError as error:
            self.say_wrong(sentence_of(error))
            for name, one in self.fields.items():
                set_look(one, "wrong" if name == error.field else "")
            self.fields.get(error.field, self.fields["deadline"]).setFocus()
            return
        if self._session.do(
            lambda book: directives.put_off(
                book,
                self._about.id,
                texts["deadline"],
                on=on,
                reason=texts["reason"],
                agreed_by=texts["agreed_by"],
                inclusive=self._is_inclusive,
            )
        ):
            super().accept()

    def _tell_meant(self) -> None:
        """Which day the words mean; nothing while they mean none. Of "trước ngày X" it is asked which."""
        words, on = self.fields["deadline"].text(), self._agreed_on()
        days = meant_days(words, given_on=on)
        self._is_inclusive = self._is_inclusive and days is not None
        self.other_day.setVisible(days is not None)
        if days is not None:
            self.other_day.setText(meant_words(self._is_inclusive, short_date(days[not self._is_inclusive])))
        try:
            found = parse_deadline(words, given_on=on, inclusive=self._is_inclusive)
        except InputError:
            found = None
        self.meant.setText(_("Until {day}").format(day=short_date(found.due_on)) if found else "")

    def _agreed_on(self) -> date:
        """The day on which it was agreed; today while that is not typed."""
        try:
            return parse_date(self.fields["day"].text(), today=self._session.today)
        except InputError:
            return self._session.today

    def _mean_other_day(self) -> None:
        self._is_inclusive = not self._is_inclusive
        self._tell_meant()
