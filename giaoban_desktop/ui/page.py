"""What every page is: it loads what it shows, marks itself stale while hidden, and opens things for others."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from giaoban_desktop.services.changes import Kind
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a page and a field in it, written `<row id>#<field>`; without a field the row itself."""

    row_id: str
    field: str = ""

    @classmethod
    def of(cls, text: str) -> Place:
        """The place that a text names."""
        row_id, _sign, field = text.partition("#")
        return cls(row_id, field)

    def __str__(self) -> str:
        return f"{self.row_id}#{self.field}" if self.field else self.row_id


DRAFTS = "drafts"
"""Asked for in the stead of a page: what was typed and is not kept."""
NEW = "new"
"""Asked of a page in the stead of a row: begin a new one."""


class Page(QWidget):
    """A page of the window. Subclasses set `kinds` and `follows_period`, and give `load`."""

    open_requested = Signal(str, str)
    """Asks the window to open a place of another page: (page name, `Place` as text)."""
    leaving = Signal(object)
    """Asks the window to close and go on elsewhere (a `Leaving`)."""
    part_built = Signal(QWidget)
    """Tells the window of a part that was built after the page, whose borders and columns have places of their own."""
    kinds: frozenset[Kind] = frozenset()
    follows_period = False

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self._is_stale = True
        self._had_room = True
        self._own_actions: list[QAction] = []

    def load(self) -> None:
        """Read what the page shows, and show it."""
        raise NotImplementedError

    def mark_stale(self) -> None:
        """What is shown may be old; it is loaded again when the page is in front."""
        self._is_stale = True

    def refresh_if_stale(self) -> None:
        """Load again where something changed meanwhile."""
        if self._is_stale:
            self._is_stale = False
            self.load()

    def commit_typing(self) -> None:
        """Finish what is being typed, a syllable still being composed included."""

    def open_row(self, row_id: str) -> None:
        """Show one thing of this page; its id may be a `Place` as text, whose field takes the keyboard."""

    def take_focus(self) -> None:
        """Put the keyboard where work goes on."""
        self.setFocus()

    def panes(self) -> list[QWidget]:
        """The parts of the page that F6 goes through, in reading order."""
        return [self]

    @property
    def side_panel(self) -> QWidget | None:
        """The panel that F4 shows and hides; None where there is none."""
        return None

    def fold_side_panel(self, least: int) -> None:
        """Hide the side panel where the page is narrower than `least` pixels at 100 %; F4 brings it back.

        Only a change of room moves it, so that what F4 did stays.
        """
        has_room = self.width() * HEIGHT_AT_100 >= least * self.fontMetrics().height()
        if self.side_panel is not None and has_room != self._had_room:
            self._had_room = has_room
            self.side_panel.setVisible(has_room)

    def toggle_side_panel(self) -> None:
        """Show the side panel, or hide it."""
        if self.side_panel is not None:
            self.side_panel.setVisible(self.side_panel.isHidden())

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.mark_stale()

    def page_action(self, text: str, key: str, run: object, parent: QObject | None = None) -> QAction:
        """An action of this page, offered in the menu and by its key while the page is in front."""
        action = QAction(text, parent or self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        self.addAction(action)
        self._own_actions.append(action)  # without a name in Python its connection would be lost with it
        return action
