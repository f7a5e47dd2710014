"""The rail at the left: the pages in the order of the month's work, each with icon, word and key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme

WIDTH, NARROW = 184, 136
BAR, ICON_LEFT, ICON, WORD_LEFT, ENTRY, KEY_RIGHT = 4, 16, 20, 48, 44, 8


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the rail: its word, its icon, and what makes it when it is first shown."""

    name: str
    title: str
    icon: str
    make: Callable[[Session, Theme], Page]
    at_foot: bool = False


class Rail(QWidget):
    """One entry a page; `chosen` tells the name of the page that is asked for."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        stretched = False
        for number, entry in enumerate(entries, start=1):
            if entry.at_foot and not stretched:
                layout.addStretch(1)
                stretched = True
            made = RailButton(_(entry.title), entry.icon, f"Ctrl+{number}", theme)
            made.clicked.connect(lambda _checked=False, name=entry.name: self.chosen.emit(name))
            self._group.addButton(made)
            self._buttons[entry.name] = made
            layout.addWidget(made)
        if not stretched:
            layout.addStretch(1)

    def mark(self, name: str) -> None:
        """Show which page is in front."""
        self._buttons[name].setChecked(True)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for made in self._buttons.values():
            made.take_theme(theme)

    def fit(self, scale_percent: int, *, narrow: bool) -> None:
        """Be as wide as the words need at a size; in a small window without the keys."""
        buttons = list(self._buttons.values())
        for made in buttons:
            made.fit(scale_percent, with_key=not narrow)
        base = (NARROW if narrow else WIDTH) * scale_percent // 100
        self.setFixedWidth(max(base, *(made.needed_width() for made in buttons)))


class RailButton(QToolButton):
    """An entry of the rail, drawn by itself: bar, icon, word, key."""

    def __init__(self, word: str, icon: str, key: str, theme: Theme) -> None:
        super().__init__()
        self.setCheckable(True)
        self._word, self._icon, self._key, self._theme = word, icon, key, theme
        self._scale, self._with_key = 100, True
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})")

    def take_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self.update()

    def fit(self, scale_percent: int, *, with_key: bool) -> None:
        """Draw at a size, with or without the key."""
        self._scale, self._with_key = scale_percent, with_key
        self.setFixedHeight(self._px(ENTRY))
        self.update()

    def needed_width(self) -> int:
        """Pixels that the bold word and its key take."""
        word = QFontMetrics(self._bold()).horizontalAdvance(self._word)
        key = self.fontMetrics().horizontalAdvance(self._key) + 12 if self._with_key else 0
        return self._px(WORD_LEFT) + word + key + KEY_RIGHT + 4

    def sizeHint(self) -> QSize:
        """As the rail asks."""
        return QSize(self.needed_width(), self._px(ENTRY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and bar tell the chosen page, a frame the keyboard."""
        painter = QPainter(self)
        theme, area = self._theme, self.rect()
        if self.isChecked():
            painter.fillRect(area, theme.color("base"))
            painter.fillRect(0, 0, BAR, area.height(), theme.color("link"))
        elif self.underMouse():
            painter.fillRect(area, theme.color("alt"))
        color = theme.color("link" if self.isChecked() else "text")
        side = self._px(ICON)
        place = area.adjusted(self._px(ICON_LEFT), (area.height() - side) // 2, 0, 0)
        place.setSize(QSize(side, side))
        icons.paint(painter, place, self._icon, color)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(color)
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.drawText(area.adjusted(self._px(WORD_LEFT), 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, self._word)
        if self._with_key:
            painter.setFont(self.font())
            painter.setPen(theme.color("hint"))
            painter.drawText(area.adjusted(0, 0, -KEY_RIGHT, 0), middle | Qt.AlignmentFlag.AlignRight, self._key)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.color("link"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _px(self, at_100: int) -> int:
        return at_100 * self._scale // 100
