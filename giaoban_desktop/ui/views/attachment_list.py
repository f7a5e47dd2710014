"""The attachments of one thing: a list with name, size and day, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from giaoban_desktop.domain.attachments import Attachment, safe_name
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.i18n import _
from giaoban_desktop.services import attachments
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.attaching import size_words
from giaoban_desktop.ui.views.opened_files import OpenedFiles
from giaoban_desktop.ui.widgets import button, heading

MOST_ROWS = 3


class AttachmentList(QWidget):
    """Enter opens, Delete takes away (which can be undone). `attach` is the button that adds one more."""

    def __init__(self, session: Session, title: str, attach: QPushButton | None = None) -> None:
        super().__init__()
        self._session, self._title = session, title
        self._files = OpenedFiles(session)
        self._shown: list[Attachment] = []
        self.head, self.list = heading(title), QListWidget()
        self.list.setAccessibleName(title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(1)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self.open_chosen())
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.open, self.remove = button(_("Open the file")), button(_("Remove"))
        self.open.setToolTip(_("Open the file (Enter)"))
        self.remove.setToolTip(_("Remove (Delete); Ctrl+Z brings it back"))
        self.open.clicked.connect(self.open_chosen)
        self.remove.clicked.connect(self._remove_chosen)
        self._buttons = [made for made in (attach, self.open, self.remove) if made is not None]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.list)
        layout.addWidget(flowing(*self._buttons))

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.list, *self._buttons]

    def show_attachments(self, found: Sequence[Attachment]) -> None:
        """Show these; the chosen one stays chosen where it is still there."""
        at = max(0, self.list.currentRow())
        self._shown = list(found)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.file_name}\n{size_words(one.size)}, {short_date(one.added_on)}", self.list)
            item.setToolTip(one.file_name)
        self.head.setText(f"{self._title} ({len(found)})" if found else self._title)
        for part in (self.list, self.open, self.remove):
            part.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(min(at, len(found) - 1))
            rows, gap = min(len(found), MOST_ROWS), 2 * self.list.spacing()
            self.list.setFixedHeight((self.list.sizeHintForRow(0) + gap) * rows + 2 * self.list.frameWidth() + gap)
        self._offer()

    def open_chosen(self) -> None:
        """Show the chosen one in the system's program for it."""
        chosen, path = self._chosen(), self._session.book.path
        if chosen is not None:
            self._session.do_in_background(
                _("Opening the attachment"),
                lambda _progress: attachments.read(path, chosen),
                lambda content: self._files.show(content, safe_name(chosen.file_name, chosen.media_type)),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Delete in the list."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open_chosen()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._remove_chosen()
                return True
        return super().eventFilter(watched, event)

    def _remove_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.do(lambda book: attachments.remove(book, chosen))

    def _chosen(self) -> Attachment | None:
        at = self.list.currentRow()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _offer(self) -> None:
        for made in (self.open, self.remove):
            made.setEnabled(self._chosen() is not None)
