"""The grid of figures as a model: headings and rows down, name, unit of measure, months and quarters across."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from giaoban_desktop.domain.figures import Status
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.i18n import _
from giaoban_desktop.services.figure_cells import EMPTY, Cell, RowKey
from giaoban_desktop.services.figure_grid import Grid, GridGroup, GridRow
from giaoban_desktop.services.figure_typing import Entry
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_columns import Column
from giaoban_desktop.ui.views.figure_findings import CellKey, FigureFindings

NAME, MEASURE, FIRST = range(3)
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_Index = QModelIndex | QPersistentModelIndex
Line = GridGroup | GridRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a cell and cannot be kept, and why."""

    text: str
    sentence: str


class FigureModel(QAbstractTableModel):
    """Shows a grid. Typing goes to `keep`, which gives "" or the sentence that says why not; then it stays a draft."""

    def __init__(self, keep: Callable[[Sequence[Entry]], str]) -> None:
        super().__init__()
        self._keep = keep
        self._grid: Grid | None = None
        self._lines: list[Line] = []
        self._places: dict[RowKey | str, int] = {}
        self._columns: tuple[Column, ...] = ()
        self._today = date.min
        self._cells: dict[tuple[int, int], Cell] = {}
        self.is_read_only = False
        self.findings: FigureFindings | None = None
        """What the rules say of the cells; None where nothing is looked over."""
        self.folded: set[str] = set()
        self.drafts: dict[CellKey, Draft] = {}

    # What is shown

    def set_grid(self, grid: Grid, groups: Sequence[GridGroup], columns: tuple[Column, ...], today: date) -> None:
        """Show these groups of a grid; cells only are drawn again where rows and columns stay the same."""
        lines: list[Line] = []
        for group in groups:
            lines.append(group)
            if group.group.code not in self.folded:
                lines.extend(group.rows)
        places = {_identity(line): at for at, line in enumerate(lines)}
        same = columns == self._columns and list(places) == list(self._places)
        if not same:
            self.beginResetModel()
        self._grid, self._lines, self._places, self._columns, self._today = grid, lines, places, columns, today
        self._cells.clear()
        if same:
            self._tell_changed(0, len(lines) - 1)
        else:
            self.endResetModel()

    def set_cells(self, grid: Grid, codes: Collection[str], periods: Collection[Period]) -> None:
        """Show what was typed: only the lines of these indicators, in the columns that hold any of these periods, say
        something else than before.
        """
        self._grid = grid
        columns = [
            at
            for at, column in enumerate(self._columns, start=FIRST)
            if any(column.period.contains(one) or one.contains(column.period) for one in periods)
        ]
        changed = {
            at for at, line in enumerate(self._lines) if isinstance(line, GridRow) and line.indicator.code in codes
        }
        self._cells = {place: cell for place, cell in self._cells.items() if place[0] not in changed}
        self._tell_cells(sorted(changed), columns)

    def tell_findings(self, places: Collection[CellKey]) -> None:
        """Draw the cells of these places again: the rules say something else of them."""
        codes, periods = {key.indicator for key, _period in places}, {period for _key, period in places}
        rows = [at for at, line in enumerate(self._lines) if isinstance(line, GridRow) and line.indicator.code in codes]
        columns = [at for at, column in enumerate(self._columns, start=FIRST) if column.period.code in periods]
        for index in (self.index(row, column) for row in rows for column in columns):
            if self.row_of(index) is not None and self._place(index) in places:
                self.dataChanged.emit(index, index)
        for at, line in enumerate(self._lines):
            if isinstance(line, GridGroup) and line.group.code in self.folded:
                self.dataChanged.emit(self.index(at, NAME), self.index(at, NAME))

    def asked_within(self, group: GridGroup) -> int:
        """Of how many figures of a group something is asked."""
        found = (self._finding(column.row(row), column) for row in group.rows for column in self._columns)
        return sum(one is not None and one.accepted is None for one in found)

    @property
    def lines(self) -> Sequence[Line]:
        """The headings and rows that are shown, from top to bottom."""
        return self._lines

    def group_at(self, row: int) -> GridGroup | None:
        """The heading in a line; None for a row of figures."""
        line = self._lines[row]
        return line if isinstance(line, GridGroup) else None

    def row_at(self, row: int) -> GridRow | None:
        """The row of figures in a line; None for a heading."""
        line = self._lines[row]
        return line if isinstance(line, GridRow) else None

    def line_of(self, what: RowKey | str) -> int:
        """The line of a row or of a heading's code; -1 when it is not shown."""
        return self._places.get(what, -1)

    def is_first_of_indicator(self, row: int) -> bool:
        """True where the line above is about something else."""
        line, above = self.row_at(row), self.row_at(row - 1) if row else None
        return line is None or above is None or above.indicator.code != line.indicator.code

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of figures."""
        return self._columns

    def column(self, column: int) -> Column:
        """What a column of figures is about."""
        return self._columns[column - FIRST]

    def period(self, column: int) -> Period:
        """The period of a column of figures."""
        return self.column(column).period

    def column_of(self, period: Period) -> int:
        """The first column of a period; -1 when it has none."""
        return next((at for at, one in enumerate(self._columns, start=FIRST) if one.period == period), -1)

    def row_of(self, index: _Index) -> GridRow | None:
        """What a cell is about: an indicator as one unit reports it; None in a heading."""
        line = self.row_at(index.row())
        if line is None or index.column() < FIRST:
            return line
        return self.column(index.column()).row(line)

    def cell(self, index: _Index) -> Cell:
        """What is known in a cell."""
        place = (index.row(), index.column())
        found = self._cells.get(place)
        if found is None:
            row = self.row_of(index)
            if self._grid is None or row is None or index.column() < FIRST:
                return EMPTY
            # A view asks a dozen times for one cell that it draws.
            found = self._cells[place] = self._grid.cell(row.key, self.period(index.column()))
        return found

    def finding(self, index: _Index) -> CheckedFinding | None:
        """What the rules say of a cell."""
        if index.column() < FIRST:
            return None
        return self._finding(self.row_of(index), self.column(index.column()))

    def _finding(self, row: GridRow | None, column: Column) -> CheckedFinding | None:
        if self.findings is None or row is None or row.key.is_sum:
            return None
        return self.findings.of(row.key, column.period)

    def draft(self, index: _Index) -> Draft | None:
        """What was typed into a cell and could not be kept."""
        if not self.drafts or index.column() < FIRST or self.row_at(index.row()) is None:
            return None
        return self.drafts.get(self._place(index))

    def drop_draft(self, index: _Index) -> None:
        """Forget what could not be kept; the figure that stands shows again."""
        if self.draft(index):
            del self.drafts[self._place(index)]
            self.dataChanged.emit(index, index)

    def is_late(self, index: _Index) -> bool:
        """True where a figure is wanted although the period has begun."""
        if self.cell(index).value.status is not Status.NOT_REPORTED:
            return False
        row, period = self.row_of(index), self.period(index.column())
        if self._grid is None or row is None or not figure_words.is_due(period, self._today):
            return False
        return self._grid.is_wanted(row.key, period)

    def entry(self, index: _Index, text: str) -> Entry:
        """Text for a cell."""
        row = self.row_of(index)
        assert row is not None
        return Entry(row.key, self.period(index.column()), text)

    def typed_name(self, index: _Index) -> str:
        """The name of the indicator of a cell."""
        row = self.row_of(index)
        return row.indicator.name if row is not None else ""

    def typed_text(self, index: _Index) -> str:
        """A cell as it would be typed, so that what is copied can be pasted again."""
        return self.cell(index).value.text

    # Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else FIRST + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section < FIRST:
                return (self._about, _("Measure"))[section]
            return self.column(section).head
        if role == Qt.ItemDataRole.ToolTipRole and section >= FIRST:
            return self.column(section).told
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section >= FIRST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @property
    def _about(self) -> str:
        """The head of the names; with the year where the columns are its months."""
        if not self._columns or self.is_by_force or self._columns[0].has_year:
            return _("Indicator")
        return _("Indicator ({year})").format(year=self._columns[0].period.year)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_read_only or index.column() < FIRST or self.row_at(index.row()) is None:
            return _SHOWN
        return _TYPED if self.cell(index).is_editable else _SHOWN

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, row = self.group_at(index.row()), self.row_at(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() >= FIRST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if group is not None:
            words = f"{group.group.code}. {group.group.name}" if index.column() == NAME else ""
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        assert row is not None
        if role == Qt.ItemDataRole.EditRole and index.column() >= FIRST:
            draft = self.draft(index)
            return draft.text if draft else self.typed_text(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(index, row)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if (
            role != Qt.ItemDataRole.EditRole
            or not index.isValid()
            or not self.flags(index) & Qt.ItemFlag.ItemIsEditable
        ):
            return False
        place, text = self._place(index), str(value)
        sentence = self._keep([self.entry(index, text)])
        if sentence:
            self.drafts[place] = Draft(text, sentence)
        else:
            self.drafts.pop(place, None)
        self.dataChanged.emit(index, index)
        return not sentence

    def _text(self, index: _Index, row: GridRow) -> str:
        if index.column() == NAME:
            return self._name(row)
        if index.column() == MEASURE:
            return row.indicator.unit
        draft = self.draft(index)
        if draft:
            return draft.text
        return figure_words.shown(self.cell(index), is_late=self.is_late(index))

    def _name(self, row: GridRow) -> str:
        name = figure_words.row_name(row)
        return name if self.is_by_force else f"{name} ({figure_words.reporter_tag(row)})"

    @property
    def is_by_force(self) -> bool:
        """True where the columns are those who report."""
        return bool(self._columns) and self._columns[0].is_by_force

    def _told(self, index: _Index, row: GridRow) -> str:
        about = self.row_of(index)
        assert about is not None
        name = figure_words.row_name(row)
        if index.column() < FIRST:
            return name if self.is_by_force else f"{name}, {figure_words.row_reporter(row)}"
        draft = self.draft(index)
        if draft:
            return draft.sentence
        cell, period = self.cell(index), self.period(index.column())
        words = figure_words.in_words(cell, row, period, self._today)
        told = f"{name}, {figure_words.row_reporter(about)}, {period_words(period)}: {words}."
        return " ".join([told, *figure_words.remarks(cell), *figure_words.asked(self.finding(index))])

    def _place(self, index: _Index) -> CellKey:
        row = self.row_of(index)
        assert row is not None
        return (row.key, self.period(index.column()).code)

    def _tell_cells(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Each cell by itself: for a range of cells a view of Qt draws everything anew."""
        for row in rows:
            for column in columns:
                index = self.index(row, column)
                self.dataChanged.emit(index, index)

    def _tell_changed(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


def _identity(line: Line) -> RowKey | str:
    return line.group.code if isinstance(line, GridGroup) else line.key
