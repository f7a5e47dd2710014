"""Adding what was not said when a directive was given: who leads, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.domain.dates import parse_date, parse_past_date, short_date
from giaoban_desktop.domain.directives import Directive, When
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives
from giaoban_desktop.ui.fields import combo_box, sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.deadline_field import DeadlineField
from giaoban_desktop.ui.widgets import field

WIDTH = 460


class AssignDialog(KeepDialog):
    """Only what is missing is asked for; the minutes stay as they were signed."""

    def __init__(self, parent: QWidget, session: Session, about: Directive, units: Mapping[str, Unit]) -> None:
        super().__init__(parent, _("Add lead and deadline"), shorten(about.text, 200))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.lead, self.due, self.by, self.day = combo_box(), DeadlineField(), QLineEdit(), QLineEdit()
        self.lead.addItem(_("Not given"), None)
        for unit in units.values():
            self.lead.addItem(unit.label, unit.id)
        self.due.show_deadline(None, session.today)
        self.day.textChanged.connect(lambda _text: self._decide_on())
        self.by.setText(about.given_by)
        self.day.setText(short_date(session.today))
        if about.lead_id is None:
            self.column.addWidget(field(_("&Lead"), self.lead))
        if about.deadline is None and not about.standing:
            self.column.addWidget(self.due)
        self.column.addWidget(field(_("&Who decided"), self.by))
        self.column.addWidget(field(_("&Decided on"), self.day))
        self.finish(_("It is kept in the story of the directive with the day and who decided."))

    def _decide_on(self) -> None:
        """Let the deadline be read by the day on which it was decided."""
        with suppress(InputError):
            self.due.read_by(parse_date(self.day.text(), today=self._session.today))

    def accept(self) -> None:
        """Close when it was kept; else say what is wrong."""
        lead_id, by = self.lead.currentData(), self.by.text().strip()
        try:
            on = parse_past_date(self.day.text(), today=self._session.today, field="day")
            if not self.due.is_right:
                self.say_wrong(self.due.wrong)
                return
            when = self.due.typed() if self.due.line.text().strip() else When()
            self._session.read(lambda book: directives.check_assignment(book, self._about, lead_id, when, on=on, by=by))
        except InputError as error:
            self.say_wrong(sentence_of(error))
            return
        if self._session.do(lambda book: directives.assign(book, self._about.id, lead_id, when, on=on, by=by)):
            super().accept()
