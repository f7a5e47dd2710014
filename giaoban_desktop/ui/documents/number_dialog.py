"""Asks for the number and the date that the register of the issuing body gave to a signed paper."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import documents, papers, registers
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import field, set_look, text_label

WIDTH = 400


class NumberDialog(QDialog):
    """Closes only when number and date can be understood; else it says beside the field what is wrong.

    A number that another paper bears is told once, and taken when it is given again. In a series of the office's own
    the next number is proposed.
    """

    def __init__(self, parent: QWidget, session: Session, paper: Paper) -> None:
        super().__init__(parent)
        self._session, self._paper = session, paper
        self.issued_on = session.today
        self._proposed, self._told = "", ""
        self.setWindowTitle(_("Number and date of the register"))
        self.setMinimumWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        self.number, self.day, self._secrecy = QLineEdit(), QLineEdit(short_date(session.today)), combo_box()
        for level in Secrecy:
            self._secrecy.addItem(i18n.label(level), level)
        self._secrecy.setCurrentIndex(self._secrecy.findData(paper.secrecy))
        self.day.editingFinished.connect(self._propose)
        self._secrecy.currentIndexChanged.connect(lambda _at: self._propose())
        layout.addWidget(text_label(_("Write in what the register gave after the paper was signed.")))
        self._wrong_number, self._wrong_day = text_label("", "over"), text_label("", "over")
        for made, wrong in (
            (field(_("&Number"), self.number), self._wrong_number),
            (field(_("&Date"), self.day), self._wrong_day),
        ):
            layout.addWidget(made)
            layout.addWidget(wrong)
            wrong.hide()
        layout.addWidget(field(_("&Secrecy"), self._secrecy))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Issue"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._propose()

    @property
    def secrecy(self) -> Secrecy:
        """The chosen level."""
        return Secrecy(self._secrecy.currentData())

    def accept(self) -> None:
        """Close when number and date can be understood; else say beside them what is wrong."""
        QGuiApplication.inputMethod().commit()
        number_error = day_error = None
        try:
            documents.check_number(self.number.text())
        except InputError as error:
            number_error = error
        try:
            self.issued_on = parse_date(self.day.text(), today=self._session.today)
            papers.check_issued_on(self._paper, self.issued_on)
        except InputError as error:
            day_error = error
        _tell(self.number, self._wrong_number, number_error)
        _tell(self.day, self._wrong_day, day_error)
        if number_error or day_error:
            self._grow()
            (self.number if number_error else self.day).setFocus()
        elif not self._is_told_of_another():
            super().accept()

    def _is_told_of_another(self) -> bool:
        """Tell of papers that bear the number already; False where there are none or they were told of before."""
        number, on, secrecy = self.number.text(), self.issued_on, self.secrecy
        found = self._session.read(
            lambda book: registers.bearing(book, self._paper.meeting.id, number, on=on, secrecy=secrecy)
        )
        given = f"{number} {on} {secrecy}"
        if not found or self._told == given:
            return False
        self._told = given
        sentence = _(
            "{reference} of {day} is taken: {title}. Look into the register; press Issue again if it is right."
        )
        other = found[0]
        self._wrong_number.setText(
            sentence.format(reference=other.reference, day=short_date(other.issued_on), title=other.title)
        )
        self._wrong_number.show()
        self._grow()
        self.number.setFocus()
        return True

    def _propose(self) -> None:
        """Fill in the next number of an own series, unless another one was typed."""
        if self.number.text() != self._proposed:
            return
        try:
            on = parse_date(self.day.text(), today=self._session.today)
        except InputError:
            return
        secrecy = self.secrecy
        self._proposed = self._session.read(
            lambda book: registers.proposed_number(book, self._paper.meeting.id, on=on, secrecy=secrecy)
        )
        self.number.setText(self._proposed)
        self.number.selectAll()

    def _grow(self) -> None:
        """Make room for the sentences; a window does not ask how high text is at its width."""
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))


def _tell(control: QLineEdit, label: QLabel, error: InputError | None) -> None:
    sentence = i18n.translate(UserError(error.message, **error.fields)) if error else ""
    label.setText(sentence)
    label.setVisible(bool(sentence))
    set_look(control, "wrong" if sentence else "")
