"""The frame: rail, top bar, pages built when first shown, status bar, menu and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.domain.periods import Period, PeriodKind, month, quarter
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import history, overview
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.ui import icons, messages, style
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.preferences import DEFAULT_SCALE, Preferences
from giaoban_desktop.ui.search_box import SearchBox
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import DARK, LIGHT, Theme
from giaoban_desktop.ui.widgets import panel

RAIL_WIDTH, RAIL_NARROW, NARROW_BELOW = 184, 136, 1200


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the rail: its word, its icon, and what makes it when it is first shown."""

    name: str
    title: str
    icon: str
    make: Callable[[Session, Theme], Page]
    at_foot: bool = False


class MainWindow(QMainWindow):
    """One window over one open book."""

    def __init__(self, session: Session, preferences: Preferences, entries: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self.session, self.preferences, self.entries = session, preferences, entries
        self.theme = DARK if _is_dark() else LIGHT
        self.pages: dict[str, Page] = {}
        self.scale = preferences.number("scale", DEFAULT_SCALE)
        style.apply(_application(), self.theme, self.scale)
        self._make_actions()
        self._lay_out()
        session.changed.connect(self._when_changed)
        session.period_changed.connect(self._when_period_changed)
        session.saved.connect(self._when_saved)
        session.refused.connect(lambda error: messages.show_error(self, error))
        session.broke.connect(lambda text: messages.show_crash(self, text))
        _application().styleHints().colorSchemeChanged.connect(self._follow_system)
        self._restore_place()
        self.show_page(preferences.text("page", entries[0].name))

    # Pages

    def show_page(self, name: str) -> None:
        """Bring a page to the front, built now if it was not yet."""
        entry = next((one for one in self.entries if one.name == name), self.entries[0])
        page = self.pages.get(entry.name)
        if page is None:
            page = self.pages[entry.name] = entry.make(self.session, self.theme)
            page.open_requested.connect(self.open_place)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._rail_buttons[entry.name].setChecked(True)
        page.refresh_if_stale()
        page.take_focus()
        self.preferences.remember("page", entry.name)
        self._offer_page_actions(page)

    def open_place(self, page_name: str, row_id: str) -> None:
        """Open something where it lives: a meeting, a directive, a paper."""
        self.show_page(page_name)
        self.pages[page_name].open_row(row_id)

    @property
    def page(self) -> Page:
        """The page in front."""
        current = self._stack.currentWidget()
        assert isinstance(current, Page)
        return current

    # Layout

    def _lay_out(self) -> None:
        central = QWidget()
        grid = QGridLayout(central)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self._stack = QStackedWidget()
        grid.addWidget(self._top_bar(), 0, 0, 1, 2)
        grid.addWidget(self._rail(), 1, 0)
        grid.addWidget(self._stack, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self.setCentralWidget(central)
        self._saved = QLabel()
        self._saved.setContentsMargins(12, 0, 0, 0)
        self._place = QLabel(self.session.book.path.name)
        self._place.setContentsMargins(0, 0, 12, 0)
        self._place.setToolTip(str(self.session.book.path))
        self.statusBar().addWidget(self._saved)
        self.statusBar().addPermanentWidget(self._place)
        self.statusBar().setSizeGripEnabled(False)

    def _top_bar(self) -> QWidget:
        bar = panel("topBar")
        bar.setFixedHeight(48)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(16, 0, 16, 0)
        unit = QLabel(self.session.read(overview.office_name))
        unit.setProperty("look", "section")
        self.setWindowTitle(f"{unit.text()} – {_('Sổ Giao ban')}")
        self._period_box = QComboBox()
        self._period_box.setMinimumWidth(192)
        self._period_box.setAccessibleName(_("Period being worked on"))
        self._period_box.activated.connect(self._choose_period)
        before, after = self._tool("caret-left", self._before), self._tool("caret-right", self._after)
        menu_button = QToolButton()
        menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu_button.setText(_("Menu"))
        menu_button.setToolTip(f"{_('Menu')} (F10)")
        menu_button.setProperty("look", "flat")
        menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu_button.setIcon(icons.icon("list", self.theme.text))
        menu_button.setMenu(self._menu())
        self._menu_button = menu_button
        self._menu_key.triggered.connect(menu_button.showMenu)
        period_label = QLabel(_("Period being worked on"))
        period_label.setProperty("look", "secondary")
        self.search = SearchBox(self.session)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(416)
        self.search.open_requested.connect(self.open_place)
        layout.addWidget(unit)
        layout.addStretch(1)
        layout.addWidget(self.search, 4)
        layout.addStretch(1)
        for part in (period_label, before, self._period_box, after, menu_button):
            layout.addWidget(part)
        self._fill_periods()
        return bar

    def _rail(self) -> QWidget:
        self._rail_widget = panel("rail", width=RAIL_WIDTH)
        layout = QVBoxLayout(self._rail_widget)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(0)
        self._rail_group = QButtonGroup(self)
        self._rail_buttons: dict[str, RailButton] = {}
        for number, entry in enumerate(self.entries, start=1):
            if entry.at_foot:
                layout.addStretch(1)
            made = RailButton(_(entry.title), entry.icon, f"Ctrl+{number}", self.theme)
            made.clicked.connect(lambda _checked=False, name=entry.name: self.show_page(name))
            self._rail_group.addButton(made)
            self._rail_buttons[entry.name] = made
            layout.addWidget(made)
        if not any(entry.at_foot for entry in self.entries):
            layout.addStretch(1)
        return self._rail_widget

    def _tool(self, icon: str, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon, self.theme.text))
        made.setToolTip(f"{action.text()} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        made.setAccessibleName(action.text())
        made.clicked.connect(action.trigger)
        return made

    # Actions

    def _make_actions(self) -> None:
        self._page_actions = [
            self._action(_(entry.title), f"Ctrl+{number}", partial(self.show_page, entry.name))
            for number, entry in enumerate(self.entries, start=1)
        ]
        self._before = self._action(_("Period before"), "Ctrl+PgUp", lambda: self._step(-1))
        self._after = self._action(_("Period after"), "Ctrl+PgDown", lambda: self._step(1))
        self._undo = self._action(_("Undo"), "Ctrl+Z", self._undo_last)
        self._redo = self._action(_("Redo"), "Ctrl+Y", self.session.redo)
        self._larger = self._action(_("Larger"), "Ctrl+=", lambda: self._resize_text(1))
        self._smaller = self._action(_("Smaller"), "Ctrl+-", lambda: self._resize_text(-1))
        self._quit = self._action(_("Quit"), "Ctrl+Q", self.close)
        self._find = self._action(_("Find"), "Ctrl+K", lambda: self.search.setFocus())
        self._menu_key = self._action(_("Menu"), "F10", lambda: None)

    def _action(self, text: str, key: str, run: Callable[[], object]) -> QAction:
        made = QAction(text, self)
        made.setShortcut(QKeySequence(key))
        made.triggered.connect(lambda _checked=False: run())
        self.addAction(made)
        return made

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        groups = {
            N_("File"): [self._quit],
            N_("Edit"): [self._undo, self._redo, self._find],
            N_("View"): [*self._page_actions, self._before, self._after, self._larger, self._smaller],
        }
        for name, actions in groups.items():
            part = menu.addMenu(_(name))
            part.addActions(actions)
        self._page_menu = menu.addMenu(_("This page"))
        menu.aboutToShow.connect(self._say_what_undo_does)
        return menu

    def _offer_page_actions(self, page: Page) -> None:
        self._page_menu.clear()
        self._page_menu.addActions(page.actions())
        self._page_menu.setEnabled(bool(page.actions()))

    def _say_what_undo_does(self) -> None:
        self._undo.setEnabled(self.session.read(history.undoable) is not None)
        self._redo.setEnabled(self.session.read(history.redoable) is not None)

    def _undo_last(self) -> None:
        self.page.commit_typing()
        self.session.undo()

    # What happens

    def _when_changed(self, changes: Changes, initiator: object) -> None:
        for page in self.pages.values():
            if page is not initiator and changes.kinds & page.kinds:
                page.mark_stale()
        self.page.refresh_if_stale()

    def _when_saved(self, moment: datetime) -> None:
        self._saved.setText(_("Saved at {time}").format(time=f"{moment:%H:%M}"))

    def _when_period_changed(self, period: Period) -> None:
        self._fill_periods()
        for page in self.pages.values():
            if page.follows_period:
                page.mark_stale()
        self.page.refresh_if_stale()

    def _fill_periods(self) -> None:
        chosen = self.session.period
        near = [quarter(chosen.year, n) for n in range(1, 5)] + [month(chosen.year, n) for n in range(1, 13)]
        periods = sorted({*near, chosen}, key=lambda period: (period.last_on, period.first_on), reverse=True)
        self._period_box.clear()
        for period in periods:
            self._period_box.addItem(period.name[:1].upper() + period.name[1:], period.code)
        self._period_box.setCurrentIndex(periods.index(chosen))
        self._periods = periods

    def _choose_period(self, index: int) -> None:
        self.session.choose_period(self._periods[index])

    def _step(self, step: int) -> None:
        period = self.session.period
        if period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            self.session.choose_period(period.following() if step > 0 else period.previous())

    # Look

    def _resize_text(self, step: int) -> None:
        sizes = style.SCALES
        at = min(range(len(sizes)), key=lambda index: abs(sizes[index] - self.scale))
        self.scale = sizes[max(0, min(len(sizes) - 1, at + step))]
        self.preferences.remember("scale", self.scale)
        style.apply(_application(), self.theme, self.scale)

    def _follow_system(self) -> None:
        theme = DARK if _is_dark() else LIGHT
        if theme is self.theme:
            return
        self.theme = theme
        style.apply(_application(), theme, self.scale)
        for made in self._rail_buttons.values():
            made.take_theme(theme)
        for page in self.pages.values():
            page.take_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        """Commit what is being typed before the window loses the keyboard."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and self.pages:
            self.page.commit_typing()
        super().changeEvent(event)

    def resizeEvent(self, event: QEvent) -> None:
        """Make the rail narrower in a small window."""
        narrow = self.width() < NARROW_BELOW
        self._rail_widget.setFixedWidth(RAIL_NARROW if narrow else RAIL_WIDTH)
        for made in self._rail_buttons.values():
            made.show_key(not narrow)
        super().resizeEvent(event)  # type: ignore[arg-type]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed, remember the place."""
        self.page.commit_typing()
        self.preferences.remember("geometry", self.saveGeometry())
        self.session.stop()
        super().closeEvent(event)

    def _restore_place(self) -> None:
        self.setMinimumSize(QSize(1024, 600))
        if not self.restoreGeometry(self.preferences.state("geometry")):
            self.resize(1366, 768)


class RailButton(QToolButton):
    """An entry of the rail: icon, word, key."""

    def __init__(self, word: str, icon: str, key: str, theme: Theme) -> None:
        super().__init__()
        self.setCheckable(True)
        self._word, self._icon, self._key = word, icon, key
        self.setFixedHeight(44)
        self.setMinimumWidth(RAIL_NARROW)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 20))
        self.setText(f"  {word}")
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})")
        self._hint = QLabel(key, self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.take_theme(theme)

    def take_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.setIcon(icons.icon(self._icon, theme.text))
        self._hint.setStyleSheet(f"color: {theme.hint}; background: transparent;")
        self.setStyleSheet(
            "QToolButton { border: none; border-left: 4px solid transparent; border-radius: 0; text-align: left;"
            " background: transparent; padding-left: 12px; min-height: 42px; }"
            f"QToolButton:hover {{ background: {theme.alt}; }}"
            f"QToolButton:checked {{ background: {theme.base}; border-left: 4px solid {theme.link};"
            f" color: {theme.link}; font-weight: 600; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.link}; border-left: 4px solid {theme.link}; }}"
        )

    def show_key(self, shown: bool) -> None:
        """Show or hide the key behind the word."""
        self._hint.setVisible(shown)

    def resizeEvent(self, event: QEvent) -> None:
        """Keep the key at the right edge."""
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 8, (self.height() - self._hint.height()) // 2)
        super().resizeEvent(event)  # type: ignore[arg-type]


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _is_dark() -> bool:
    return _application().styleHints().colorScheme() is Qt.ColorScheme.Dark
