"""The menu of the window: everything that can be done in it, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import history
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.panes import step_from_focus

if TYPE_CHECKING:
    from giaoban_desktop.ui.main_window import MainWindow


class Menu(QMenu):
    """Makes the actions of the window, and holds them with those of the page in front. Their keys work everywhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._make_actions()
        self._fill()

    def offer(self, page: Page) -> None:
        """Hold the actions of the page that came to the front."""
        self._of_page.clear()
        self._of_page.addActions(page.actions())
        self._of_page.setEnabled(bool(page.actions()))
        self._side.setEnabled(page.side_panel is not None)

    def let_cancel(self, is_offered: bool) -> None:
        """Give Esc to the work that goes on beside, or take it back."""
        self._break_off.setShortcut(QKeySequence("Esc" if is_offered else ""))

    def _make_actions(self) -> None:
        window, action = self._window, self._action
        self._pages = [
            action(_(entry.title), f"Ctrl+{number}", partial(window.show_page, entry.name))
            for number, entry in enumerate(window.entries, start=1)
        ]
        self.before = action(_("Period before"), "Ctrl+PgUp", lambda: window.top.step(-1))
        self.after = action(_("Period after"), "Ctrl+PgDown", lambda: window.top.step(1))
        self._undo = action(_("Undo"), "Ctrl+Z", self._undo_last)
        self._redo = action(_("Redo"), "Ctrl+Y", self._redo_last)
        self._larger = action(_("Larger"), "Ctrl+=", lambda: window.resize_text(1))
        self._smaller = action(_("Smaller"), "Ctrl+-", lambda: window.resize_text(-1))
        self._next_pane = action(_("Next part of the page"), "F6", lambda: step_from_focus(window.panes, 1))
        self._pane_before = action(_("Part of the page before"), "Shift+F6", lambda: step_from_focus(window.panes, -1))
        self._side = action(_("Side panel"), "F4", lambda: window.page.toggle_side_panel())
        self._past = action(_("Past figures from a table…"), "", window.paste_past_figures)
        self._other = action(_("Another book…"), "", lambda: window.leaving.emit(Leaving(None)))
        self._back_up = action(_("Back up now"), "", window.back_up)
        self._quit = action(_("Quit"), "Ctrl+Q", window.close)
        self._find = action(_("Find"), "Ctrl+K", lambda: window.search.setFocus())
        self.help = action(_("Help"), "F1", window.show_help)
        self._keys = action(_("Keys"), "Shift+F1", lambda: window.show_help("keys"))
        self._support = action(_("Save a file for support…"), "", window.ask_for_support_file)
        action(_("Menu"), "F10", lambda: window.top.menu.showMenu())
        self._break_off = action(_("Cancel"), "", lambda: window.status.work.break_off())

    def _action(self, text: str, key: str, run: Callable[[], object]) -> QAction:
        made = QAction(text, self._window)
        made.setShortcut(QKeySequence(key))
        made.triggered.connect(lambda _checked=False: run())
        self._window.addAction(made)
        return made

    def _fill(self) -> None:
        panes = [self._next_pane, self._pane_before, self._side]
        groups = {
            N_("File"): [self._other, self._past, self._back_up, self._quit],
            N_("Edit"): [self._undo, self._redo, self._find],
            N_("View"): [*self._pages, self.before, self.after, *panes, self._larger, self._smaller],
        }
        for name, actions in groups.items():
            self.addMenu(_(name)).addActions(actions)
        self._of_page = self.addMenu(_("This page"))
        self.addMenu(_("Help")).addActions([self.help, self._keys, self._support])
        self.aboutToShow.connect(self._say_what_undo_does)

    def _say_what_undo_does(self) -> None:
        session = self._window.session
        self._undo.setEnabled(session.read(history.undoable) is not None)
        self._redo.setEnabled(session.read(history.redoable) is not None)

    def _undo_last(self) -> None:
        self._window.page.commit_typing()
        self._window.session.undo()

    def _redo_last(self) -> None:
        self._window.page.commit_typing()
        self._window.session.redo()
