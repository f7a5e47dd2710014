"""Buttons of the program: their letters act at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop.ui.widgets import button

ALT = Qt.KeyboardModifier.AltModifier


def test_the_letter_of_a_button_acts_before_the_next_key(qtbot):
    window, line, made = QWidget(), QLineEdit(), button("&Done")
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(made)
    seen = []
    made.clicked.connect(lambda _checked=False: seen.append(line.text()))
    qtbot.addWidget(window)
    window.show()
    line.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(line, Qt.Key.Key_D, ALT)
    qtbot.keyClicks(line, "typed ahead")
    assert seen == [""]
    assert line.text() == "typed ahead"


def test_the_letter_of_a_disabled_button_does_nothing(qtbot):
    made = button("&Done")
    seen = []
    made.clicked.connect(lambda _checked=False: seen.append(1))
    made.setEnabled(False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.keyClick(made, Qt.Key.Key_D, ALT)
    assert seen == []
