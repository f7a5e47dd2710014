"""Tabs that go on in a second line where one is not enough, so that none is ever out of sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from giaoban_desktop.ui.flow import Flow


class Tabs(QWidget):
    """One is in front; `currentChanged` tells its place. Alt and its letter or the arrow keys choose another.

    In the stead of Qt's bar, which hides what does not fit behind two small arrows. The chosen one is not bold: bold
    words are an eighth wider, and would need a third line where the text is large.
    """

    currentChanged = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._flow = Flow(spacing=0)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda at, is_on: self.currentChanged.emit(at) if is_on else None)

    def addTab(self, words: str) -> None:
        """Another tab behind the others; the first is in front."""
        at, made = self.count(), QPushButton(words)
        made.setProperty("look", "tab")
        made.setAutoDefault(False)
        made.setShortcut(QKeySequence())  # else Qt would press it a tenth of a second later and move the keyboard
        made.setCheckable(True)
        letter = QShortcut(QKeySequence.mnemonic(words), self)
        letter.activated.connect(lambda: self.setCurrentIndex(at))
        self._group.addButton(made, at)
        self._flow.addWidget(made)
        if at == 0:
            made.setChecked(True)

    def count(self) -> int:
        """How many there are."""
        return len(self._group.buttons())

    def tabText(self, at: int) -> str:
        """The words of a tab, with the mark of its letter."""
        return self._button(at).text()

    def currentIndex(self) -> int:
        """The place of the tab in front."""
        return self._group.checkedId()

    def setCurrentIndex(self, at: int) -> None:
        """Bring a tab to the front."""
        self._button(at).setChecked(True)

    def step(self, step: int) -> None:
        """Bring the tab after (1) or before (-1) to the front; behind the last comes the first."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def _button(self, at: int) -> QAbstractButton:
        return self._group.button(at)
