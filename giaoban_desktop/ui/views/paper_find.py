"""Words found in a paper: the field, how many there are, and from one to the next."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import secondary, set_look

ABOVE_PT = 80.0
"""Of the page, what stays in sight above the words that were found."""
FIELD_WIDTH = 180


class FindBar(QWidget):
    """Finds in the paper of a view; Enter goes on, Shift+Enter back, Esc closes."""

    closed = Signal()

    def __init__(self, view: QPdfView, document: QPdfDocument, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._model = QPdfSearchModel(self)
        self._model.setDocument(document)
        view.setSearchModel(self._model)
        self._at = -1
        self.text = QLineEdit()
        self.text.setAccessibleName(_("Find in the paper"))
        self.text.setPlaceholderText(_("Find in the paper"))
        self.text.setMinimumWidth(FIELD_WIDTH)
        self.text.textChanged.connect(self._search)
        self.told = secondary("")
        self.before = self._tool(_("Found before"), "Shift+Enter", lambda: self.step(-1))
        self.after = self._tool(_("Found next"), "Enter", lambda: self.step(1))
        self.close_button = self._tool(_("Close"), "Esc", self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flowing(self.text, self.before, self.after, self.told, self.close_button, last_at_edge=True))
        self._model.countChanged.connect(self._when_counted)
        self._model.statusChanged.connect(lambda _status: self._tell())
        for keys, run in (("Return", 1), ("Enter", 1), ("Shift+Return", -1), ("Shift+Enter", -1)):
            self._key(keys, lambda step=run: self.step(step))
        self._key("Esc", self.leave)
        self.take_theme(theme)
        self.hide()

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.text, self.before, self.after, self.close_button]

    @property
    def count(self) -> int:
        """How many places were found."""
        return self._model.rowCount(QModelIndex())

    @property
    def at(self) -> int:
        """The place that is shown, counted from 0; -1 when there is none."""
        return self._at

    def open(self) -> None:
        """Show the field with the words of before, ready to be replaced."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self._search()

    def leave(self) -> None:
        """Close, and mark nothing more."""
        self.hide()
        self._model.setSearchString("")
        self._choose(-1)
        self.closed.emit()

    def search_again(self) -> None:
        """Another paper is shown: look for the same words in it."""
        self._model.setSearchString("")
        self._choose(-1)
        if self.isVisible():
            self._search()

    def step(self, step: int) -> None:
        """Go to the place found next (1) or before (-1); behind the last follows the first."""
        if self.count:
            self._choose((self._at + step) % self.count)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for made, name in ((self.before, "caret-up"), (self.after, "caret-down"), (self.close_button, "x")):
            made.setIcon(icons.icon(name, theme.text, theme.disabled))

    def _search(self) -> None:
        self._choose(-1)
        self._model.setSearchString(unicodedata.normalize("NFC", self.text.text().strip()))
        self._tell()

    def _when_counted(self) -> None:
        if self._at < 0 and self.count:
            self._choose(0)
        self._tell()

    def _choose(self, at: int) -> None:
        self._at = at
        self._view.setCurrentSearchResultIndex(at)
        if at >= 0:
            found = self._model.resultAtIndex(at)
            above = QPointF(0, max(0.0, found.location().y() - ABOVE_PT))
            self._view.pageNavigator().jump(found.page(), above, 0)
        self._tell()

    def _tell(self) -> None:
        words = ""
        if self.count:
            words = _("{number} of {count}").format(number=self._at + 1, count=self.count)
        elif self._model.searchString() and self._model.status() is QPdfSearchModel.Status.Finished:
            words = _("Not found")
        self.told.setText(words)
        set_look(self.told, "soon" if words and not self.count else "secondary")
        for made in (self.before, self.after):
            made.setEnabled(self.count > 0)

    def _tool(self, name: str, key: str, run: object) -> QToolButton:
        made = QToolButton()
        made.setAccessibleName(name)
        made.setToolTip(f"{name} ({key})")
        made.clicked.connect(run)
        return made

    def _key(self, keys: str, run: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(run)
