"""The office: which unit keeps the book, who gets its packages, who signs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox

from giaoban_desktop.domain.attachments import DEFAULT_MEGABYTES, MOST_MEGABYTES
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.services import attachments, office
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.widgets import field

WIDTH = 480


class OfficePart(Part):
    """Four choices, each kept at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, _("The office"), _("The name of the unit stands at the top of the window and in each package.")
        )
        self.own, self.superior = combo_box(), combo_box()
        self.heads_sign = QCheckBox(_("The heads of the forces sign the minutes &too"))
        for control in (self.own, self.superior):
            control.setMaximumWidth(WIDTH)
            control.activated.connect(self._save)
        self.heads_sign.clicked.connect(self._save)
        self.column.addWidget(field(_("&Unit that keeps this book"), self.own))
        self.column.addWidget(field(_("&Superior that gets the packages"), self.superior))
        self.column.addWidget(self.heads_sign)
        self.megabytes = combo_box()
        self.megabytes.setMaximumWidth(WIDTH // 4)
        for value in range(DEFAULT_MEGABYTES, MOST_MEGABYTES + 1, DEFAULT_MEGABYTES):
            self.megabytes.addItem(f"{value} MB", value)
        self.megabytes.activated.connect(self._save_limit)
        self.column.addWidget(field(_("&Largest attachment (scan, photograph)"), self.megabytes))
        self.column.addStretch(1)

    def load(self) -> None:
        """Read the office."""
        units, found = self.session.read(office.units), self.session.read(office.get)
        _fill(self.own, units, found.unit_id)
        _fill(self.superior, units, found.superior_id, nobody=_("None"))
        self.heads_sign.setChecked(found.heads_sign)
        self.megabytes.setCurrentIndex(self.megabytes.findData(self.session.read(attachments.megabytes)))

    def _save(self) -> None:
        found = self.session.read(office.get)
        changed = replace(
            found,
            unit_id=self.own.currentData(),
            superior_id=self.superior.currentData(),
            heads_sign=self.heads_sign.isChecked(),
        )
        if changed != found:
            self.session.do(lambda book: office.save(book, changed), initiator=self)

    def _save_limit(self) -> None:
        value = self.megabytes.currentData()
        if value != self.session.read(attachments.megabytes):
            self.session.do(lambda book: attachments.set_megabytes(book, value), initiator=self)


def _fill(combo: QComboBox, units: list[Unit], chosen: str | None, *, nobody: str = "") -> None:
    combo.clear()
    if nobody:
        combo.addItem(nobody, None)
    for unit in units:
        combo.addItem(unit.name, unit.id)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
