"""A dialog that keeps what is typed in it, or closes: a column of fields, what is wrong with them, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.ui.widgets import button, row, text_label


class KeepDialog(QDialog):
    """Enter keeps, Esc closes. `finish` goes last, when all fields stand in `column`."""

    def __init__(self, parent: QWidget, title: str, head: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.wrong = text_label("", "over")
        self.wrong.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(10)
        self.column.addWidget(text_label(head, "section"))

    def finish(self, note: str = "") -> None:
        """Add the place for what is wrong, a note, and the buttons."""
        keep, close = button(_("&Keep"), look="primary"), button(_("C&lose"))
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        close.clicked.connect(self.reject)
        self.column.addWidget(self.wrong)
        if note:
            self.column.addWidget(text_label(note, "secondary"))
        self.column.addLayout(row(close, None, keep))

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
