"""What went wrong, told in one way: what happened, what is safe, what to do; details fold open for whoever helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons, style
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.widgets import button, heading, row, text_label, title

WIDTH, SIGN = 600, 32


class ErrorDialog(QDialog):
    """One error: what happened, what is safe, what to do; details fold open and can be copied."""

    def __init__(
        self,
        parent: QWidget | None,
        title_text: str,
        sentence: str,
        details: str = "",
        *,
        safe: str = "",
        steps: Sequence[str] = (),
        again: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        theme = style.system_theme() if parent is None else getattr(parent, "theme", style.system_theme())
        self.setWindowTitle(title_text)
        self.setFixedWidth(WIDTH)
        layout = QGridLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(12)
        sign = QLabel()
        sign.setPixmap(icons.icon("warning-circle", theme.color("over")).pixmap(SIGN, SIGN))
        layout.addWidget(sign, 0, 0, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(title(title_text))
        if safe or steps:
            column.addWidget(heading(_("What happened")))
        column.addWidget(_selectable(sentence))
        if safe:
            column.addWidget(heading(_("Your data")))
            column.addWidget(text_label(f"✓ {safe}", "done"))
        if steps:
            column.addWidget(heading(_("What to do")))
            for number, step in enumerate(steps, start=1):
                column.addWidget(text_label(f"{number}. {step}"))
        layout.addLayout(column, 0, 1)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setVisible(False)
        self._details.setAccessibleName(_("Details for whoever helps"))
        if details:
            layout.addLayout(self._fold(sentence, details), 1, 1)
        layout.addWidget(self._details, 2, 0, 1, 2)
        self.close_button = button(_("Later") if again else _("Close"))
        self.close_button.clicked.connect(self.reject if again else self.accept)
        self.again_button = button(_("&Try again"), look="primary", icon="arrow-clockwise", theme=theme)
        self.again_button.setVisible(again is not None)
        if again is not None:
            self.again_button.clicked.connect(self.accept)
            self.accepted.connect(again)
        default = self.again_button if again else self.close_button
        default.setDefault(True)
        layout.addLayout(row(self.close_button if again else None, None, self.again_button), 3, 0, 1, 2)
        if again is None:
            layout.addWidget(self.close_button, 3, 1, alignment=Qt.AlignmentFlag.AlignRight)
        layout.setColumnStretch(1, 1)
        default.setFocus()

    def _fold(self, sentence: str, details: str) -> QHBoxLayout:
        fold = QToolButton()
        fold.setText(_("Details for whoever helps"))
        fold.setCheckable(True)
        fold.setProperty("look", "flat")
        fold.toggled.connect(self._details.setVisible)
        copy = button(_("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{sentence}\n\n{details}"))
        return row(fold, copy, None)


def show_error(parent: QWidget, error: UserError, again: Callable[[], object] | None = None) -> None:
    """Tell why something was refused; what was typed is kept where it stands. `again` tries the writing once more."""
    is_storage = isinstance(error, StorageError)
    dialog = ErrorDialog(
        parent,
        _("This could not be written") if is_storage else _("This could not be done"),
        sentence_of(error),
        str(error),
        safe=_("Nothing is lost. What was kept before is in the book; what was typed stands in its field.")
        if is_storage
        else "",
        steps=_storage_steps() if is_storage else (),
        again=again if is_storage else None,
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _storage_steps() -> tuple[str, ...]:
    return (
        _("Put right what is said above (make room, plug the disk in, close the other program), then press Try again."),
        _("Do not switch the computer off before the foot of the window says “Saved”."),
    )


def tell(error: UserError) -> None:
    """Tell why something was refused while there is no window, and wait until it is read."""
    ErrorDialog(None, _("This could not be done"), i18n.translate(error), str(error)).exec()


def show_crash(parent: QWidget, details: str) -> None:
    """Tell of a mistake of the program itself."""
    dialog = ErrorDialog(
        parent,
        _("A mistake of the program"),
        _("The program could not finish what it was doing."),
        details,
        safe=_("What was stored is safe."),
        steps=(
            _("Close the program and open it again if it goes on oddly."),
            _("For help by phone: Menu, Help, Save a file for support."),
        ),
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _selectable(sentence: str) -> QLabel:
    text = text_label(sentence)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
