"""The panel beside the grid: what a cell says in words, and what stood there before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from giaoban_desktop.domain.periods import Period, PeriodKind, month
from giaoban_desktop.i18n import _
from giaoban_desktop.services.figure_cells import Cell
from giaoban_desktop.services.figure_grid import Grid, GridRow
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_legend import Notice
from giaoban_desktop.ui.widgets import heading, secondary, text_label, title

PANEL_WIDTH, LEAST, MONTHS, PER_COLUMN = 294, 240, 12, 6


class FigurePanel(QWidget):
    """Tells of one cell; `say` adds a sentence that asks for something to be done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        self.name, self.about = heading(""), text_label("", "secondary")
        self.name.setWordWrap(True)
        self.value, self.remarks = title(""), text_label("", "secondary")
        self.value.setWordWrap(True)
        self.notice = Notice()
        self.sentence = self.notice.sentence
        for part in (self.name, self.about, self.value, self.notice, self.remarks):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(secondary(_("Compared with")))
        layout.addLayout(self._comparisons())
        layout.addSpacing(8)
        self._months_title = secondary("")
        layout.addWidget(self._months_title)
        layout.addLayout(self._months())
        layout.addStretch(1)

    def _comparisons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self.compared: list[tuple[QLabel, QLabel, QLabel]] = []
        for row in range(2):
            labels = (QLabel(), QLabel(), QLabel())
            for column, label in enumerate(labels):
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                grid.addWidget(label, row, column, side | Qt.AlignmentFlag.AlignTop)
            labels[2].setProperty("look", "secondary")
            self.compared.append(labels)
        return grid

    def _months(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.months: list[tuple[QLabel, QLabel]] = []
        for at in range(MONTHS):
            label, number = secondary(""), QLabel()
            column = at // PER_COLUMN * 2
            label.setContentsMargins(16 if column else 0, 0, 0, 0)
            grid.addWidget(label, at % PER_COLUMN, column)
            grid.addWidget(number, at % PER_COLUMN, column + 1, Qt.AlignmentFlag.AlignRight)
            self.months.append((label, number))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def show_cell(self, grid: Grid, row: GridRow, period: Period) -> None:
        """Tell of a cell."""
        cell, today = grid.cell(row.key, period), self._session.today
        self.name.setText(figure_words.row_name(row))
        self.about.setText(f"{period_title(period)}, {figure_words.row_reporter(row)}")
        self.value.setText(figure_words.in_words(cell, row, period, today))
        self._tell(" ".join([*figure_words.remarks(cell), *([cell.note] if cell.note else [])]))
        for labels, before in zip(self.compared, (period.previous(), period.last_year()), strict=True):
            self._compare(labels, cell, grid.cell(row.key, before), before)
        self._show_months(grid, row, period)

    def show_nothing(self, name: str = "", about: str = "") -> None:
        """Tell of a heading, or of nothing."""
        self.name.setText(name)
        self.about.setText(about)
        self.value.setText("")
        self._tell("")
        self._months_title.setText("")
        for label in (
            *(label for labels in self.compared for label in labels),
            *(x for two in self.months for x in two),
        ):
            label.setText("")

    def say(self, sentence: str) -> None:
        """Ask for something in one sentence; "" takes it away."""
        self.notice.say(sentence)

    def _tell(self, words: str) -> None:
        self.remarks.setText(words)
        self.remarks.setVisible(bool(words))

    def _compare(self, labels: tuple[QLabel, QLabel, QLabel], cell: Cell, before: Cell, period: Period) -> None:
        labels[0].setText(f"{figure_words.column_name(period)}/{period.year}")
        labels[1].setText(_number(before))
        labels[2].setText(figure_words.difference(cell.value, before.value))

    def _show_months(self, grid: Grid, row: GridRow, period: Period) -> None:
        last = period if period.kind is PeriodKind.MONTH else month(period.year, period.last_on.month)
        periods = [last]
        while len(periods) < MONTHS:
            periods.insert(0, periods[0].previous())
        self._months_title.setText(_("The last 12 months"))
        for (label, number), one in zip(self.months, periods, strict=True):
            label.setText(f"{figure_words.column_name(one)}/{one.year % 100:02d}")
            number.setText(_number(grid.cell(row.key, one)))


def _number(cell: Cell) -> str:
    return figure_words.exact(cell.value) if cell.value.is_number else (cell.value.text and "×") or "–"
