"""The search box of the top bar: words anywhere in the book, hits grouped by kind, Enter opens the place."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from giaoban_desktop.domain.text import fold
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import N_, _, translate
from giaoban_desktop.services import search
from giaoban_desktop.services.search import Found
from giaoban_desktop.ui.session import Session

PAUSE_MS = 120
KINDS = {
    "meeting": (N_("Meetings"), "meetings", "{row}"),
    "directive": (N_("Directives"), "directives", "{row}"),
    "progress_note": (N_("Progress"), "directives", "{parent}"),
    "document": (N_("Papers"), "documents", "{parent}"),
    "narrative": (N_("Reports"), "meetings", "{parent}#entry.{row}.text"),
    "statement": (N_("Discussion"), "meetings", "{parent}#entry.{row}.text"),
    "outcome": (N_("Outcomes of the agenda"), "meetings", "{parent}#outcome.{row}.text"),
    "observation": (N_("Figures"), "meetings", "{parent}#figures"),
    "person": (N_("Officials"), "settings", "PeoplePart"),
}
"""For each kind of hit: its heading, the page on which it is opened, and its place there."""


class SearchBox(QLineEdit):
    """Typing searches after a moment of rest; Down goes into the hits, Enter opens, Esc closes."""

    open_requested = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setPlaceholderText(_("Find meetings, directives, people, papers (Ctrl+K)"))
        self.setAccessibleName(_("Find"))
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.find_now)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.installEventFilter(self)

    @cached_property
    def _popup(self) -> QFrame:
        """What the hits stand in, made for the first search."""
        made = QFrame(self)
        made.setObjectName("searchPopup")
        made.hide()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.hits)
        return made

    @cached_property
    def hits(self) -> QListWidget:
        """What was found, under the heading of its kind."""
        made = QListWidget()
        made.setAccessibleName(_("Hits"))
        made.setWordWrap(True)
        made.itemClicked.connect(self._open)
        return made

    def find_now(self) -> None:
        """Search for what stands in the box."""
        self._pause.stop()
        words = self.text().strip()
        self.hits.clear()
        if not words:
            self._popup.hide()
            return
        today = self.session.today
        try:
            found = self.session.read(lambda book: search.find(book, words, today=today))
        except InputError as error:
            self._add_heading(translate(error))
            self._show()
            return
        for kind, (heading, _page, _place) in KINDS.items():
            of_kind = [hit for hit in found if hit.kind == kind]
            if of_kind:
                self._add_heading(_(heading))
                for hit in of_kind:
                    self._add(hit)
        if not found:
            self._add_heading(_("Nothing was found."))
        self._choose(1)
        self._show()

    def chosen(self) -> Found | None:
        """The hit that Enter opens."""
        found = self.hits.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Found) else None

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        self.hits.addItem(item)

    def _add(self, hit: Found) -> None:
        words = search.read_query(self.text()).words
        title = search.context(hit.title, words)
        is_told = hit.kind == "directive" and all(fold(word) in fold(hit.title) for word in words.split())
        text = title if is_told or not hit.context or hit.title in hit.context else f"{title}\n{hit.context}"
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, hit)
        self.hits.addItem(item)

    def _choose(self, step: int) -> None:
        row = self.hits.currentRow()
        count = self.hits.count()
        for _try in range(count):
            row = (row + step) % count
            if self.hits.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.hits.setCurrentRow(row)
                return

    def _show(self) -> None:
        # A part of the window laid over the page: no window of its own that could take the keyboard.
        window = self.window()
        self._popup.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        self._popup.setGeometry(QRect(corner.x(), corner.y(), max(self.width(), 480), min(420, window.height() - 80)))
        self._popup.show()
        self._popup.raise_()

    def _open(self, *_item: object) -> None:
        hit = self.chosen()
        if hit is None:
            return
        self._popup.hide()
        _heading, page, place = KINDS[hit.kind]
        if hit.kind == "observation" and not hit.parent_id:
            page, place = "figures", ""  # a figure outside any meeting
        self.open_requested.emit(page, place.format(row=hit.row_id, parent=hit.parent_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the box: Down and Up choose, Enter opens, Esc closes; leaving the box closes too."""
        if event.type() is QEvent.Type.FocusOut and "_popup" in self.__dict__:
            self._popup.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Down:
                self._choose(1)
            case Qt.Key.Key_Up:
                self._choose(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self.find_now()
                self._open()
            case Qt.Key.Key_Escape:
                self._popup.hide()
                self.clear()
            case _:
                return False
        return True
