"""Asks for the number and the date that the register of the issuing body gave to a signed paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import documents
from giaoban_desktop.ui.widgets import field, set_look, text_label

WIDTH = 400


class NumberDialog(QDialog):
    """Closes only when number and date can be understood; else it says beside the field what is wrong."""

    def __init__(self, parent: QWidget, meeting: Meeting, today: date) -> None:
        super().__init__(parent)
        self._meeting, self._today = meeting, today
        self.issued_on = today
        self.setWindowTitle(_("Number and date of the register"))
        self.setMinimumWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        self.number, self.day = QLineEdit(), QLineEdit(short_date(today))
        layout.addWidget(text_label(_("Write in what the register gave after the paper was signed.")))
        self._wrong_number, self._wrong_day = text_label("", "over"), text_label("", "over")
        for made, wrong in (
            (field(_("&Number"), self.number), self._wrong_number),
            (field(_("&Date"), self.day), self._wrong_day),
        ):
            layout.addWidget(made)
            layout.addWidget(wrong)
            wrong.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Issue"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Close when number and date can be understood; else say beside them what is wrong."""
        QGuiApplication.inputMethod().commit()
        number_error = day_error = None
        try:
            documents.check_number(self.number.text())
        except InputError as error:
            number_error = error
        try:
            self.issued_on = parse_date(self.day.text(), today=self._today)
            documents.check_issued_on(self.issued_on, self._meeting)
        except InputError as error:
            day_error = error
        _tell(self.number, self._wrong_number, number_error)
        _tell(self.day, self._wrong_day, day_error)
        if number_error or day_error:
            self._grow()
            (self.number if number_error else self.day).setFocus()
            return
        super().accept()

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
