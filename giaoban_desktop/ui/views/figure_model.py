"""The grid of figures as a model: headings and rows down, name, unit of measure, months and quarters across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from giaoban_desktop.domain.periods import Period
from giaoban_desktop.i18n import _
from giaoban_desktop.services.figure_grid import EMPTY, Cell, Entry, Grid, GridGroup, GridRow, RowKey
from giaoban_desktop.ui.views import figure_words

NAME, MEASURE, FIRST = range(3)
_Index = QModelIndex | QPersistentModelIndex
Line = GridGroup | GridRow
Place = tuple[RowKey, str]


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
        self._periods: tuple[Period, ...] = ()
        self._today = date.min
        self.folded: set[str] = set()
        self.drafts: dict[Place, Draft] = {}

    # What is shown

    def set_grid(self, grid: Grid, groups: Sequence[GridGroup], today: date) -> None:
        """Show these groups of a grid; cells only are drawn again where the rows stay the same."""
        lines: list[Line] = []
        for group in groups:
            lines.append(group)
            if group.group.code not in self.folded:
                lines.extend(group.rows)
        same = [_identity(line) for line in lines] == [_identity(line) for line in self._lines]
        if same and self._grid is not None and self._grid.year == grid.year:
            self._grid, self._lines, self._today = grid, lines, today
            self._tell_all()
            return
        self.beginResetModel()
        self._grid, self._lines, self._today, self._periods = grid, lines, today, grid.columns
        self.endResetModel()

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
        return next((at for at, line in enumerate(self._lines) if _identity(line) == what), -1)

    def is_first_of_indicator(self, row: int) -> bool:
        """True where the line above is about something else."""
        line, above = self.row_at(row), self.row_at(row - 1) if row else None
        return line is None or above is None or above.indicator.code != line.indicator.code

    def period(self, column: int) -> Period:
        """The period of a column of figures."""
        return self._periods[column - FIRST]

    def column_of(self, period: Period) -> int:
        """The column of a period; -1 when it has none."""
        return self._periods.index(period) + FIRST if period in self._periods else -1

    def cell(self, index: _Index) -> Cell:
        """What is known in a cell."""
        line = self.row_at(index.row())
        if self._grid is None or line is None or index.column() < FIRST:
            return EMPTY
        return self._grid.cell(line.key, self.period(index.column()))

    def draft(self, index: _Index) -> Draft | None:
        """What was typed into a cell and could not be kept."""
        return self.drafts.get(self._place(index)) if self.row_at(index.row()) and index.column() >= FIRST else None

    def drop_draft(self, index: _Index) -> None:
        """Forget what could not be kept; the figure that stands shows again."""
        if self.draft(index):
            del self.drafts[self._place(index)]
            self.dataChanged.emit(index, index)

    def is_due(self, column: int) -> bool:
        """True where the period of a column has begun."""
        return figure_words.is_due(self.period(column), self._today)

    def entry(self, index: _Index, text: str) -> Entry:
        """Text for a cell."""
        line = self.row_at(index.row())
        assert line is not None
        return Entry(line.key, self.period(index.column()), text)

    def typed_text(self, index: _Index) -> str:
        """A cell as it would be typed, so that what is copied can be pasted again."""
        return self.cell(index).value.text

    # Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else FIRST + 16

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section < FIRST:
                return (_("Indicator"), _("Measure"))[section]
            return figure_words.column_name(self.period(section)) if self._periods else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section >= FIRST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() >= FIRST and self.row_at(index.row()) and self.cell(index).is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

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
            return f"{figure_words.row_name(row)} ({figure_words.reporter_tag(row)})"
        if index.column() == MEASURE:
            return row.indicator.unit
        draft = self.draft(index)
        return draft.text if draft else figure_words.shown(self.cell(index), self.period(index.column()), self._today)

    def _told(self, index: _Index, row: GridRow) -> str:
        name = f"{figure_words.row_name(row)}, {figure_words.reporter(row)}"
        if index.column() < FIRST:
            return name
        draft = self.draft(index)
        if draft:
            return draft.sentence
        cell, period = self.cell(index), self.period(index.column())
        words = figure_words.in_words(cell, row, period, self._today)
        return " ".join([f"{name}, {period.name}: {words}.", *figure_words.remarks(cell)])

    def _place(self, index: _Index) -> Place:
        line = self.row_at(index.row())
        assert line is not None
        return (line.key, self.period(index.column()).code)

    def _tell_all(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, self.columnCount() - 1))


def _identity(line: Line) -> RowKey | str:
    return line.group.code if isinstance(line, GridGroup) else line.key
