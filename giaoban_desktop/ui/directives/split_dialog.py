"""Splitting a directive: which units get one of their own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from giaoban_desktop.domain.directives import LEAST_PARTS, Directive
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import field

WIDTH, LEAST_ROWS = 460, 8


class SplitDialog(KeepDialog):
    """The units that lead and help it are chosen at first; of "all forces" the forces are."""

    def __init__(self, parent: QWidget, session: Session, about: Directive, units: Mapping[str, Unit]) -> None:
        super().__init__(parent, _("Split by unit"), shorten(about.text, 200))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.units, self.words = QListWidget(), QLineEdit(_("Split, one for each unit"))
        named = {about.lead_id, *about.coordinating_ids}
        for unit in units.values():
            item = QListWidgetItem(unit.label, self.units)
            item.setData(Qt.ItemDataRole.UserRole, unit.id)
            is_in = unit.id in named or (about.all_forces and unit.is_force)
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        self.units.setMinimumHeight(LEAST_ROWS * (self.fontMetrics().lineSpacing() + 4))
        self.column.addWidget(field(_("&Units, each gets a directive of its own"), self.units))
        self.column.addWidget(field(_("&Note"), self.words))
        self.finish(_("Words, day and deadline stay the same; this one is handed over. Undo takes it back."))
        self.units.setFocus()

    def accept(self) -> None:
        """Close when it was split; else say what is wrong."""
        items = [self.units.item(at) for at in range(self.units.count())]
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
        words = self.words.text().strip() or _("Split, one for each unit")
        if len(chosen) < LEAST_PARTS:
            wrong = InputError("Choose at least two units; each gets a directive of its own.", field="units")
            self.say_wrong(sentence_of(wrong))
            self.units.setFocus()
            return
        today = self._session.today
        if self._session.do(lambda book: directives.split_by_unit(book, self._about.id, chosen, on=today, words=words)):
            super().accept()
