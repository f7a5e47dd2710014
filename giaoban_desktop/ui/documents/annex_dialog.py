"""Whether an annex of figures goes with the minutes, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.widgets import text_label

WIDTH, HEIGHT = 560, 520


class AnnexDialog(KeepDialog):
    """`chosen` is what is to go with the minutes; None where nothing is."""

    def __init__(
        self, parent: QWidget, proposed: AttachedAnnex, chartable: Sequence[Indicator], *, goes_with: bool
    ) -> None:
        super().__init__(parent, _("Annex of figures"), _("Annex of figures"))
        self._meeting_id = proposed.meeting_id
        self.resize(WIDTH, HEIGHT)
        self.goes_with = QCheckBox(_("The annex &goes with the minutes, which point to it"))
        self.goes_with.setChecked(goes_with)
        self.check_sheet = QCheckBox(_("&With the check sheet: unusual figures and their reasons"))
        self.check_sheet.setChecked(proposed.has_check_sheet)
        self.charts = QListWidget()
        self.charts.setAccessibleName(_("Charts of the annex"))
        for indicator in chartable:
            item = QListWidgetItem(indicator.name, self.charts)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(Qt.ItemDataRole.UserRole, indicator.code)
            is_shown = indicator.code in proposed.charts
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
        if self.charts.count():
            self.charts.setCurrentRow(0)
        self.goes_with.toggled.connect(self._offer)
        self.column.addWidget(
            text_label(_("It is frozen and numbered together with the minutes, and printed after them."), "secondary")
        )
        self._charts_title = text_label(_("Charts by months of these indicators (Space ticks):"))
        for part in (self.goes_with, self.check_sheet, self._charts_title):
            self.column.addWidget(part)
        self.column.addWidget(self.charts, 1)
        self.finish()
        self._offer(goes_with)

    @property
    def chosen(self) -> AttachedAnnex | None:
        """What is to go with the minutes."""
        if not self.goes_with.isChecked():
            return None
        items = (self.charts.item(at) for at in range(self.charts.count()))
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        codes = tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)
        return AttachedAnnex(self._meeting_id, codes, self.check_sheet.isChecked())

    def _offer(self, goes_with: bool) -> None:
        for part in (self.check_sheet, self.charts, self._charts_title):
            part.setEnabled(goes_with)
