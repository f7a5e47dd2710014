"""What is asked and shown about the chosen figure in a window of its own: its target, its correction, its chart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from giaoban_desktop.domain.indicators import IndicatorKind
from giaoban_desktop.domain.periods import Period, month, to_date, whole_year
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import completeness, corrections
from giaoban_desktop.ui.figures.correction import CorrectionDialog
from giaoban_desktop.ui.figures.month_chart import MonthChartDialog
from giaoban_desktop.ui.figures.target_dialog import TargetDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.figure_sheet import FigureSheet


class CellDialogs:
    """Opens them over a page, or says in a sentence why there is none; the keyboard goes back to the figure."""

    def __init__(self, page: QWidget, session: Session, sheet: FigureSheet, say: Callable[[str], None]) -> None:
        self._page, self._session, self._sheet, self._say = page, session, sheet, say

    def ask_target(self) -> None:
        """What a plan asks of the figure."""
        self._sheet.commit_typing()
        row, known = self._sheet.row, self._sheet.known
        if row is None or known is None or row.key.part is not None:
            self._say(_("Choose a figure; what a plan asks of it is typed then."))
            return
        self._open(TargetDialog(self._page, self._session, known.of_all(row), self._period))

    def ask_correction(self) -> None:
        """The figure as it is now, beside the one of its frozen minutes."""
        self._sheet.commit_typing()
        row = self._sheet.row
        if row is not None and not row.key.is_sum:
            period = self._period
            about = self._session.read(lambda book: corrections.find(book, row.key, period))
            if about is not None:
                try:
                    self._session.read(lambda book: completeness.refuse_locked(book, period))
                except UserError as error:
                    self._say(translate(error))
                    return
                self._open(CorrectionDialog(self._page, self._session, row, about))
                return
        self._say(_("Only a figure of frozen minutes is corrected so; type into any other cell."))

    def show_chart(self) -> None:
        """The months of its indicator."""
        row = self._sheet.row
        if row is None or row.indicator.kind is not IndicatorKind.FLOW:
            self._say(_("Choose an indicator that is added up by months; its chart is shown then."))
            return
        year, today = self._period.year, self._session.today
        until = whole_year(year) if year < today.year else to_date(month(year, today.month).last_on)
        self._open(MonthChartDialog(self._page, self._session, row.indicator.code, until))

    @property
    def _period(self) -> Period:
        return self._sheet.model.period(self._sheet.table.currentIndex().column())

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._sheet.table.setFocus)
        dialog.open()
