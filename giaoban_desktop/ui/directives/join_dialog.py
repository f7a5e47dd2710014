"""Joining a directive with another one that says the same: which one goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import field

WIDTH, LEAST_ROWS = 620, 8


class JoinDialog(KeepDialog):
    """The other open directives, those that share most words first; the chosen one goes on, this one is closed."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        about: Directive,
        every: Sequence[Directive],
        units: Mapping[str, Unit],
    ) -> None:
        super().__init__(parent, _("Join with another directive"), shorten(about.text, 200))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.wanted, self.others = QLineEdit(), QListWidget()
        self.words = QLineEdit(_("Joined with another directive that says the same"))
        self.others.setWordWrap(True)
        for one in directives.most_alike(about, every):
            item = QListWidgetItem(_line(one, units), self.others)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
        self.others.setCurrentRow(0)
        self.others.setMinimumHeight(LEAST_ROWS * (self.fontMetrics().lineSpacing() + 4))
        self.wanted.setPlaceholderText(_("words of the other one"))
        self.wanted.textChanged.connect(lambda _text: self._filter())
        self.column.addWidget(field(_("&Find"), self.wanted))
        self.column.addWidget(field(_("&Which one goes on"), self.others))
        self.column.addWidget(field(_("&Note"), self.words))
        self.finish(_("This one is handed over to the other one. Undo takes it back."))
        self.others.setFocus()

    def accept(self) -> None:
        """Close when it was joined; else say what is wrong."""
        chosen = self.others.currentItem()
        if self.others.currentRow() < 0 or chosen.isHidden():
            self.say_wrong(_("Choose the directive that goes on. There is none to choose when no other one is open."))
            return
        other_id, today = chosen.data(Qt.ItemDataRole.UserRole), self._session.today
        words = self.words.text().strip() or _("Joined with another directive that says the same")
        if self._session.do(lambda book: directives.join_with(book, self._about.id, other_id, on=today, words=words)):
            super().accept()

    def _filter(self) -> None:
        wanted = fold(self.wanted.text()).split()
        shown = -1
        for at in range(self.others.count()):
            item = self.others.item(at)
            words = fold(item.text())
            item.setHidden(not all(word in words for word in wanted))
            if shown < 0 and not item.isHidden():
                shown = at
        self.others.setCurrentRow(shown)


def _line(one: Directive, units: Mapping[str, Unit]) -> str:
    """Its words, who leads, when it was given and by when it is to be done."""
    about = [units[one.lead_id].label] if one.lead_id else []
    about.append(_("given on {day}").format(day=short_date(one.given_on)))
    if one.deadline:
        about.append(_("Until {day}").format(day=short_date(one.deadline.due_on)))
    return f"{shorten(one.text, 160)} ({', '.join(about)})"
