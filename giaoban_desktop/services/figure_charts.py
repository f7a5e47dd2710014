"""The last periods of a figure as a chart, and the sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.services.figure_grid import Grid, GridRow
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

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


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """The months of an indicator as they stand in an annex: the chart (SVG, None without figures), a sentence, a table.

    `heads` are the columns of the table, each row of `rows` has one text for each.
    """

    title: str
    sentence: str
    chart: bytes | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def month_picture(book: Path, code: str, period: Period, width: int, height: int) -> MonthPicture:
    """The months of an indicator up to the end of a period, with a connection of its own: for a thread.

    `width` and `height` are those of the chart in points.
    """
    from giaoban_desktop.papers import annex, charts
    from giaoban_desktop.papers.content import MonthChart, Paragraph, Table
    from giaoban_desktop.papers.figure_table import JOINT
    from giaoban_desktop.papers.fonts import default_fonts
    from giaoban_desktop.services import month_courses

    with Database.open_read_only(book) as db, db.snapshot():
        course = month_courses.course(db, indicator_rows.get_indicator(db, code), period)
        units = unit_rows.units_by_id(db)
    blocks = annex.picture(course, period.last_on.year, lambda one: units[one].label if one in units else JOINT)
    title, sentence = (block.text for block in blocks if isinstance(block, Paragraph))
    chart = next((block for block in blocks if isinstance(block, MonthChart)), None)
    table = next((block for block in blocks if isinstance(block, Table)), None)
    if chart is None or table is None:
        return MonthPicture(title, sentence)
    drawn = charts.svg(charts.months(chart, width, height, default_fonts()))
    return MonthPicture(title, sentence, drawn, tuple(column.title for column in table.columns), table.rows)


def _float(number: Quantity | None) -> float | None:
    return None if number is None else number.amount / 10**number.scale
