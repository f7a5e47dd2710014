"""Asks why minutes that were frozen for signature go back to draft."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import documents, papers
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import field, set_look, text_label

WIDTH = 440


class ReopenDialog(KeepDialog):
    """What was printed is kept with the reason; the meeting can be written on."""

    def __init__(self, parent: QWidget, session: Session, paper: Paper) -> None:
        super().__init__(parent, _("Back to draft"), paper.meeting.title)
        self._session, self._paper = session, paper
        self.setMinimumWidth(WIDTH)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("what is put right, as “sai số liệu tuần tra”"))
        self.column.addWidget(
            text_label(_("The print for signature is kept, but does not hold any more. Do not sign it."), "secondary")
        )
        self.column.addWidget(field(_("&Reason"), self.reason))
        self.finish()
        self.reason.setFocus()

    def accept(self) -> None:
        """Close when a reason was given and it was kept; else say what is missing."""
        reason = self.reason.text()
        try:
            documents.check_reason(reason)
        except InputError as error:
            self.say_wrong(sentence_of(error))
            set_look(self.reason, "wrong")
            self.reason.setFocus()
            return
        session, paper = self._session, self._paper
        if session.do(lambda book: papers.reopen(book, paper, reason=reason, on=session.today)):
            super().accept()
