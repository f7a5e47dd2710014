"""The top of the window: whose book it is, the search box, the period being worked on, the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from giaoban_desktop.domain.periods import PeriodKind, half, month, quarter, whole_year
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.search_box import SearchBox
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme

HEIGHT, UNIT_WIDTH, PERIOD_WIDTH = 48, 304, 192
SEARCH_LEAST, SEARCH_MOST = 200, 416


class TopBar(QWidget):
    """One row; what is said twice elsewhere goes first when it gets narrow."""

    def __init__(self, session: Session, theme: Theme, *, before: QAction, after: QAction, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._theme = session, theme
        self._full_name = ""
        self.unit = QLabel()
        self.unit.setProperty("look", "section")
        self.search = SearchBox(session)
        self.search.setMinimumWidth(SEARCH_LEAST)
        self.period = QComboBox()
        self.period.setAccessibleName(_("Period being worked on"))
        self.period.activated.connect(self._choose)
        self._period_label = QLabel(_("Period being worked on"))
        self._period_label.setProperty("look", "secondary")
        self._before, self._after = _tool(before), _tool(after)
        self.menu = QToolButton()
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setText(_("Menu"))
        self.menu.setToolTip(f"{_('Menu')} (F10)")
        self.menu.setProperty("look", "flat")
        self.menu.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.unit)
        layout.addStretch(1)
        layout.addWidget(self.search, 4)
        layout.addStretch(1)
        for part in (self._period_label, self._before, self.period, self._after, self.menu):
            layout.addWidget(part)
        self.show_periods()
        self.take_theme(theme)

    def show_unit(self, name: str) -> None:
        """Say whose book it is, cut at the right where there is no room."""
        self._full_name = name
        self.unit.setToolTip(name)
        self._fit_name()

    def show_periods(self) -> None:
        """Offer the year's periods around the one being worked on."""
        chosen = self._session.period
        year = chosen.year
        near = [whole_year(year), half(year, 1), half(year, 2)]
        near += [quarter(year, n) for n in range(1, 5)] + [month(year, n) for n in range(1, 13)]
        self._periods = sorted({*near, chosen}, key=lambda one: (one.last_on, one.first_on), reverse=True)
        self.period.clear()
        for period in self._periods:
            self.period.addItem(period_title(period), period.code)
        self.period.setCurrentIndex(self._periods.index(chosen))

    def step(self, step: int) -> None:
        """Work on the period after (1) or before (-1)."""
        period = self._session.period
        if period.kind is not PeriodKind.RANGE:
            self._session.choose_period(period.following() if step > 0 else period.previous())

    def fit(self, scale_percent: int) -> None:
        """Be as high as a size asks."""
        self.setFixedHeight(HEIGHT * scale_percent // 100)
        self.period.setMinimumWidth(PERIOD_WIDTH * scale_percent // 100)
        self.search.setMaximumWidth(SEARCH_MOST * scale_percent // 100)
        self._scale = scale_percent
        self._make_room()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._before.setIcon(icons.icon("caret-left", theme.text, theme.disabled))
        self._after.setIcon(icons.icon("caret-right", theme.text, theme.disabled))
        self.menu.setIcon(icons.icon("list", theme.text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the label of the period first, then part of the name."""
        super().resizeEvent(event)
        self._make_room()

    _scale = 100

    def _make_room(self) -> None:
        self._period_label.setVisible(self.width() * 100 // self._scale >= 1200)
        self._fit_name()

    def _fit_name(self) -> None:
        room = min(UNIT_WIDTH * self._scale // 100, self.width() * 2 // 9)
        metrics = self.unit.fontMetrics()
        self.unit.setText(metrics.elidedText(self._full_name, Qt.TextElideMode.ElideRight, room))

    def _choose(self, index: int) -> None:
        self._session.choose_period(self._periods[index])


def _tool(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setToolTip(f"{action.text()} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
    made.setAccessibleName(action.text())
    made.clicked.connect(action.trigger)
    return made
