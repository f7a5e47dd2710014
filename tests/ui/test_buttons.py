"""Buttons of the program: their letters act at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop.ui.widgets import button

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def parts(qtbot):
    """A line that has the keyboard, a button, and what stood in the line whenever the button was pressed."""
    window, line, made = QWidget(), QLineEdit(), button("&Done")
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(made)
    seen: list[str] = []
    made.clicked.connect(lambda _checked=False: seen.append(line.text()))
    qtbot.addWidget(window)
    window.show()
    line.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    yield line, made, seen
    window.close()


def test_the_letter_of_a_button_acts_before_the_next_key(parts, qtbot):
    line, _made, seen = parts
    qtbot.keyClick(line, Qt.Key.Key_D, ALT)
    qtbot.keyClicks(line, "typed ahead")
    assert seen == [""]
    assert line.text() == "typed ahead"


def test_the_letter_of_a_disabled_button_does_nothing(parts, qtbot):
    line, made, seen = parts
    made.setEnabled(False)
    qtbot.keyClick(line, Qt.Key.Key_D, ALT)
    assert seen == []
