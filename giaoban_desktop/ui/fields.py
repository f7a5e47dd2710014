"""Fields of forms: what stands in them is read when they are left, and what is wrong is told below in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.text import LINE_LIMIT
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.ui.widgets import field, set_look, text_label

_T = TypeVar("_T")


class TextBox(QPlainTextEdit):
    """Text of several lines; Tab goes on to the next field, and pasted text loses its looks."""

    left = Signal()

    def __init__(self, height: int = 0) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        if height:
            self.setFixedHeight(height)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a menu over it does not leave it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only the words of what is pasted."""
        self.insertPlainText(source.text())


class Below(QWidget):
    """The place below fields that stand side by side, where each says its sentence in a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._label = text_label("", "over")
        layout.addWidget(self._label)
        self._sentences: dict[QWidget, str] = {}
        self.hide()

    def say(self, control: QWidget, sentence: str) -> None:
        """What is wrong with a field; empty when nothing is."""
        self._sentences[control] = sentence
        text = "\n".join(dict.fromkeys(said for said in self._sentences.values() if said))
        self._label.setText(text)
        self.setVisible(bool(text))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole sentence in sight; a scroll area does not ask how high text is at a width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._label.setMinimumHeight(self._label.heightForWidth(self.width()) if self._label.text() else 0)


class Told(QWidget):
    """A control under its label, and one sentence below when what stands there is wrong."""

    def __init__(self, label: str, control: QWidget, below: Below | None = None) -> None:
        super().__init__()
        self.control, self.sentence = control, ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(field(label, control))
        self._below = below or Below()
        if below is None:
            layout.addWidget(self._below)
        if not isinstance(control, QPlainTextEdit):
            layout.addStretch(1)

    def tell(self, error: UserError | None) -> None:
        """Say what is wrong, or nothing more."""
        self.sentence = sentence_of(error) if error else ""
        self._below.say(self.control, self.sentence)
        set_look(self.control, "wrong" if error else "")

    def read(self, parse: Callable[[str], _T], otherwise: _T) -> _T:
        """What stands in the control as `parse` understands it; `otherwise`, told below, when it is wrong."""
        try:
            found = parse(self.control.text())  # type: ignore[attr-defined]
        except InputError as error:
            self.tell(error)
            return otherwise
        self.tell(None)
        return found


def sentence_of(error: UserError) -> str:
    """The sentence of an error without the name of the field, which stands beside it."""
    return i18n.translate(UserError(error.message, **error.fields))


def line(width: int = 0) -> QLineEdit:
    """A line to type in; when it is left, its beginning is in sight."""
    made = QLineEdit()
    made.setMaxLength(LINE_LIMIT)
    made.editingFinished.connect(lambda: None if made.hasFocus() else made.setCursorPosition(0))
    if width:
        made.setMaximumWidth(width)
    return made


def show_line(control: QLineEdit, text: str) -> None:
    """Show a text from its beginning; the cursor is not moved when nothing changes."""
    if control.text() != text:
        control.setText(text)
        control.setCursorPosition(0)


def combo_box(minimum: int = 8) -> QComboBox:
    """A choice that may be narrower than its longest entry, and is never turned by the wheel in passing."""
    made = _Combo()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(minimum)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


class _Combo(QComboBox):
    def wheelEvent(self, event: Any) -> None:
        """Let the page scroll instead."""
        event.ignore()


def on_delete(view: QWidget, words: str, run: Callable[[], None]) -> None:
    """Let the Delete key in a list or table remove its chosen row."""
    action = QAction(words, view)
    action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: run())
    view.addAction(action)


def commit_composed() -> None:
    """Finish the syllable that an input method is still composing."""
    QGuiApplication.inputMethod().commit()
