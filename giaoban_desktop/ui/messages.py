"""What went wrong, told in one way: what happened, what is safe, what to do; details fold open for whoever helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.widgets import button, heading

WIDTH = 600


class ErrorDialog(QDialog):
    """One error: a title, a sentence, and foldable details that can be copied."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, details: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(title))
        text = QLabel(sentence)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setVisible(False)
        self._details.setAccessibleName(_("Details for whoever helps"))
        row = QHBoxLayout()
        if details:
            fold = QToolButton()
            fold.setText(_("Details for whoever helps"))
            fold.setCheckable(True)
            fold.setProperty("look", "flat")
            fold.toggled.connect(self._details.setVisible)
            copy = button(_("Copy"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{sentence}\n\n{details}"))
            row.addWidget(fold)
            row.addWidget(copy)
        row.addStretch()
        self.close_button = QPushButton(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        layout.addWidget(self._details)
        layout.addLayout(row)


def show_error(parent: QWidget, error: UserError) -> None:
    """Tell why something was refused; what was typed is kept where it stands."""
    dialog = ErrorDialog(parent, _("This could not be done"), i18n.translate(error), str(error))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def tell(error: UserError) -> None:
    """Tell why something was refused while there is no window, and wait until it is read."""
    ErrorDialog(None, _("This could not be done"), i18n.translate(error), str(error)).exec()


def show_crash(parent: QWidget, details: str) -> None:
    """Tell of a mistake of the program itself."""
    sentence = _("The program made a mistake. What was stored is safe. Close and open it again if it goes on oddly.")
    dialog = ErrorDialog(parent, _("A mistake of the program"), sentence, details)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
