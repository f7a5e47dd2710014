"""Putting off a deadline: the new one as it was said, why, and who agreed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import field, set_look, text_label

WIDTH = 460


class ExtendDialog(KeepDialog):
    """The old deadline stands above and is kept; below the new one stands which day is understood."""

    def __init__(self, parent: QWidget, session: Session, about: Directive) -> None:
        super().__init__(parent, _("Put off the deadline"), shorten(about.text, 200))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.fields = {name: QLineEdit() for name in ("deadline", "reason", "agreed_by", "day")}
        self.meant = text_label("", "secondary")
        before = about.deadline
        if before is not None:
            words = f" ({before.words})" if before.words else ""
            until = _("Deadline now: {day}{words}. It is kept.").format(day=short_date(before.due_on), words=words)
            self.column.addWidget(text_label(until, "secondary"))
        self.fields["agreed_by"].setText(about.given_by)
        self.fields["day"].setText(short_date(session.today))
        self.column.addWidget(field(_("&New deadline"), self.fields["deadline"]))
        self.column.addWidget(self.meant)
        self.column.addWidget(field(_("&Reason"), self.fields["reason"]))
        self.column.addWidget(field(_("&Who agreed"), self.fields["agreed_by"]))
        self.column.addWidget(field(_("&Agreed on"), self.fields["day"]))
        self.fields["deadline"].textChanged.connect(lambda _text: self._tell_meant())
        self.finish()
        self.fields["deadline"].setFocus()

    def accept(self) -> None:
        """Close when it was kept; else say which field is wrong."""
        texts = {name: one.text().strip() for name, one in self.fields.items()}
        try:
            on = parse_date(texts["day"], today=self._session.today, field="day")
            self._session.read(
                lambda _book: directives.check_extension(
                    self._about, texts["deadline"], on=on, reason=texts["reason"], agreed_by=texts["agreed_by"]
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
            )
        ):
            super().accept()

    def _tell_meant(self) -> None:
        """Which day the words mean; nothing while they mean none."""
        try:
            found = parse_deadline(self.fields["deadline"].text(), given_on=self._session.today)
        except InputError:
            found = None
        self.meant.setText(_("Until {day}").format(day=short_date(found.due_on)) if found else "")
