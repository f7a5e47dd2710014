"""Writing an amendment: which words of the issued minutes are wrong, how they must read, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from giaoban_desktop.domain.amendments import Amendment, amended, find_words, with_replacement
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import amendments
from giaoban_desktop.ui.fields import TextBox, sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import button, field, row, set_look, text_label

WIDTH, HEIGHT, LINES = 760, 600, 3
SHOWN = 140
"""Letters of a paragraph that the list shows."""


class AmendDialog(KeepDialog):
    """The paragraphs of the minutes at the top; the chosen one is written anew below, and what differs is added."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        reference: str,
        amendment: Amendment,
        paragraphs: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, _("Amendment"), _("Amend {reference}").format(reference=reference))
        self._session, self._amendment, self._paragraphs = session, amendment, list(paragraphs)
        self._kept, self._is_warned = amendment, False
        self._begun: tuple[str, str] | None = None
        """The paragraph that is written anew."""
        self.resize(WIDTH, HEIGHT)
        self.day, self.reason = QLineEdit(short_date(amendment.made_on)), QLineEdit(amendment.reason)
        self.reason.setPlaceholderText(_("as “sai số liệu tuần tra do nhầm khi tổng hợp”"))
        self.day.setFixedWidth(self.day.fontMetrics().horizontalAdvance("00/00/0000") + 28)
        self.search, self.paragraphs = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(_("words of the paragraph that is wrong"))
        self.paragraphs.setAccessibleName(_("Paragraphs of the minutes"))
        self.paragraphs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search.textChanged.connect(lambda _text: self._sift())
        self.search.installEventFilter(self)
        self.paragraphs.currentRowChanged.connect(lambda _at: self._begin())
        self.right = TextBox(self.fontMetrics().lineSpacing() * LINES + 16)
        self.add = button(_("&Add what differs"))
        self.add.clicked.connect(self._add)
        self.remove = button(_("&Take out"))
        self.remove.clicked.connect(self._remove)
        self.told = QListWidget()
        self.told.setAccessibleName(_("What is put right"))
        self.told.setWordWrap(True)
        self.told.setMaximumHeight(self.fontMetrics().lineSpacing() * 6)
        head = row(field(_("&Reason"), self.reason), field(_("&Day"), self.day))
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(field(_("&Find"), self.search))
        self.column.addWidget(self.paragraphs, 1)
        self.column.addWidget(field(_("It &must read"), self.right))
        self.column.addLayout(row(self.add, None, self.remove))
        self._told_title = text_label(_("What is put right"), "secondary")
        self.column.addWidget(self._told_title)
        self.column.addWidget(self.told)
        self.finish(_("The amendment becomes a paper of its own, which is frozen, signed and numbered like minutes."))
        self._sift()
        self._tell()
        self.reason.setFocus()

    @property
    def amendment(self) -> Amendment:
        """What was written so far."""
        return self._amendment

    def accept(self) -> None:
        """Close when it was kept; else say what is wrong."""
        if not self._add_written():
            return
        try:
            made_on = parse_date(self.day.text(), today=self._session.today)
            written = replace(self._amendment, reason=self.reason.text(), made_on=made_on)
        except InputError as error:
            self._set_wrong(sentence_of(error), self.day)
            return
        if self._session.do(lambda book: amendments.save(book, written)):
            self._amendment = self._kept = written
            super().accept()

    def reject(self) -> None:
        """Close; what was written and not kept is told of once."""
        is_written = self._is_rewritten() or self._amendment != self._kept or self.reason.text() != self._kept.reason
        if is_written and not self._is_warned:
            self._is_warned = True
            self._set_wrong(_("What you wrote is not kept yet. Keep it, or close once more to let it go."))
            return
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the line of words goes on to what was found."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in keys
        if watched is self.search and is_pressed:
            self.paragraphs.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _sift(self) -> None:
        """Show the paragraphs in which the words stand, with or without tone marks."""
        self._add_written()
        words = fold(self.search.text())
        self.paragraphs.clear()
        for at, (place, text) in enumerate(self._paragraphs):
            if words in fold(text):
                item = QListWidgetItem(f"{place}: {shorten(text, SHOWN)}" if place else shorten(text, SHOWN))
                item.setData(Qt.ItemDataRole.UserRole, at)
                item.setToolTip(text)
                self.paragraphs.addItem(item)
        if self.paragraphs.count():
            self.paragraphs.setCurrentRow(0)

    def _begin(self) -> None:
        """Offer the chosen paragraph to be written anew; what was written of another one is added first."""
        self._add_written()
        chosen = self._begun = self._chosen()
        self.right.setPlainText(self._now(chosen) if chosen else "")
        self.add.setEnabled(chosen is not None)

    def _chosen(self) -> tuple[str, str] | None:
        at = self.paragraphs.currentRow()
        return self._paragraphs[int(self.paragraphs.item(at).data(Qt.ItemDataRole.UserRole))] if at >= 0 else None

    def _is_rewritten(self) -> bool:
        return self._begun is not None and self.right.text().strip() != self._now(self._begun).strip()

    def _now(self, paragraph: tuple[str, str]) -> str:
        """A paragraph as it reads with what is put right so far."""
        return amended([paragraph], [self._amendment])[0][1]

    def _add_written(self) -> bool:
        """Add what was written anew, when something was; False when it cannot be."""
        return self._add() if self._is_rewritten() else True

    def _add(self) -> bool:
        if self._begun is None:
            return True
        place, before = self._begun
        others = [one for one in self._amendment.replacements if find_words([self._begun], one) is None]
        whole = replace(self._amendment, replacements=tuple(others))
        is_taken_back = others != list(self._amendment.replacements) and self.right.text().strip() == before.strip()
        try:
            if not is_taken_back:
                whole = with_replacement(whole, amendments.replacement(before, self.right.text(), place))
        except InputError as error:
            self._set_wrong(sentence_of(error), self.right)
            return False
        self._set_wrong("")
        self._amendment = whole
        self.right.setPlainText(self._now(self._begun))
        self._tell()
        return True

    def _remove(self) -> None:
        at = self.told.currentRow()
        if at >= 0:
            kept = [one for number, one in enumerate(self._amendment.replacements) if number != at]
            self._amendment = replace(self._amendment, replacements=tuple(kept))
            self._tell()

    def _tell(self) -> None:
        self.told.clear()
        for one in self._amendment.replacements:
            after = f"“{one.after}”" if one.after else _("left out")
            self.told.addItem(f"{one.place}: “{one.before}” → {after}" if one.place else f"“{one.before}” → {after}")
        if self.told.count():
            self.told.setCurrentRow(self.told.count() - 1)
        for part in (self._told_title, self.told, self.remove):
            part.setVisible(self.told.count() > 0)

    def _set_wrong(self, sentence: str, control: QWidget | None = None) -> None:
        self.say_wrong(sentence)
        for one in (self.day, self.right):
            set_look(one, "wrong" if one is control else "")
        if control is not None:
            control.setFocus()
