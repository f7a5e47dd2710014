"""The columns of a grid of figures: the months of a year, or those who report about one period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_grid
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.services.figure_grid import Grid, GridRow
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.views import figure_words


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. By forces it says who reports (no unit: joint work), else each row does."""

    period: Period
    is_by_force: bool = False
    unit: Unit | None = None
    is_sum: bool = False
    has_year: bool = False
    """True where the columns are of several years."""

    @property
    def is_strong(self) -> bool:
        """True for a column that adds up others."""
        return self.is_sum or (not self.is_by_force and self.period.kind is PeriodKind.QUARTER)

    @property
    def head(self) -> str:
        """The word above it."""
        if not self.is_by_force:
            year = f"/{self.period.year % 100:02d}" if self.has_year else ""
            return figure_words.column_name(self.period) + year
        return _("sum") if self.is_sum else self.unit.code if self.unit else figure_words.JOINT

    @property
    def told(self) -> str:
        """The same in full."""
        if not self.is_by_force:
            return period_title(self.period)
        return figure_words.reporter(self.unit, is_sum=self.is_sum)

    def row(self, line: GridRow) -> GridRow:
        """What its cell in a line is about."""
        if not self.is_by_force:
            return line
        unit_id = self.unit.id if self.unit else None
        key = RowKey(line.key.indicator, unit_id, None if self.is_sum else line.key.part, self.is_sum)
        return GridRow(key, line.indicator, self.unit)


def by_months(year: int) -> tuple[Column, ...]:
    """The months of a year, each quarter behind its third month."""
    return tuple(Column(period) for period in figure_grid.columns(year))


def by_years(years: Iterable[int]) -> tuple[Column, ...]:
    """The months of some years, each quarter behind its third month."""
    return tuple(Column(period, has_year=True) for year in years for period in figure_grid.columns(year))


def by_forces(grid: Grid, period: Period) -> tuple[Column, ...]:
    """Joint work, each that reports, and their sum, all for one period."""
    single = [Column(period, is_by_force=True, unit=unit) for unit in (None, *grid.units)]
    return (*single, Column(period, is_by_force=True, is_sum=True))
