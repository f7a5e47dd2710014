"""The last periods of a figure as a chart, and the sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.services.figure_grid import Grid, GridRow

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Course:
    """The last periods of a row in the order of time, the chosen one last; None for what is no number."""

    periods: tuple[Period, ...]
    numbers: tuple[Quantity | None, ...]
    last_year: Quantity | None
    """The same period of the year before."""

    @property
    def earlier(self) -> list[Quantity]:
        """The numbers before the chosen one."""
        return [number for number in self.numbers[:-1] if number is not None]


def course(grid: Grid, row: GridRow, period: Period) -> Course:
    """The course of a row up to a period."""
    periods = [period]
    while len(periods) < SHOWN:
        periods.insert(0, periods[0].previous())
    cells = [grid.cell(row.key, one).value for one in periods]
    before = grid.cell(row.key, period.last_year()).value
    return Course(
        tuple(periods),
        tuple(value.number if value.is_number else None for value in cells),
        before.number if before.is_number else None,
    )


def svg(
    found: Course, labels: tuple[str, ...], width: int, height: int, colors: tuple[str, str, str, str, str]
) -> bytes:
    """The chart of a course as an SVG file. `colors`: bar, chosen bar, line, label, ground, as #RRGGBB."""
    from giaoban_desktop.papers import charts  # draws with a library that the first page does not need

    drawn = charts.Bars(
        tuple(_float(number) for number in found.numbers),
        labels,
        chosen=len(found.numbers) - 1,
        line=_float(found.last_year),
    )
    return charts.svg(charts.bars(drawn, width, height, charts.Colors(*colors)))


def _float(number: Quantity | None) -> float | None:
    return None if number is None else number.amount / 10**number.scale
