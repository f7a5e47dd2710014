"""Ctrl+Z and Ctrl+Y in a field: the field's own typing first; where it has none, the last act of the book.

Qt's fields take both keys for themselves even when they have nothing to take back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """A filter for the field that has the keyboard; it lets the keys of idle fields through to the window."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give up a key that the field has no use for."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        if not isinstance(watched, QLineEdit | QPlainTextEdit) or event.key() not in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            return False
        own = watched if isinstance(watched, QLineEdit) else watched.document()
        has_own = own.isUndoAvailable() if event.key() == Qt.Key.Key_Z else own.isRedoAvailable()
        if has_own:
            return False
        event.ignore()
        return True
