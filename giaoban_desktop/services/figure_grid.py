"""Figures as a grid: indicators by who reports them, with their sums; of a year, or of one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from giaoban_desktop.domain.figures import NOT_REPORTED, Status, Value, ratio, total
from giaoban_desktop.domain.indicators import Indicator, IndicatorGroup, IndicatorKind
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.periods import FIRST_YEAR, Period, days, month, quarter
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.services.figure_cells import Cell, CellOrigin, Cells, KnownCells, RowKey
from giaoban_desktop.services.meeting_figures import MeetingCells
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: an indicator as one unit reports it, or the sum of those who do."""

    key: RowKey
    indicator: Indicator
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class GridGroup:
    """A heading of the catalogue with its rows, by indicator, joint work first, then unit by unit."""

    group: IndicatorGroup
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Who reports what, and what is known of it."""

    groups: tuple[GridGroup, ...]
    units: tuple[Unit, ...]
    """The units that have rows of their own; in the grid of a meeting those that report to it."""
    cells: Cells
    indicators: Mapping[str, Indicator]
    keys: Mapping[str, tuple[RowKey, ...]]
    """The rows of each indicator, by its code."""

    def cell(self, key: RowKey, period: Period) -> Cell:
        """What is known for a row and a period; of a year's grid also for the year before, to compare with."""
        return self._sum(key, period) if key.is_sum else self.cells.cell(key, period)

    def of_all(self, row: GridRow) -> GridRow:
        """The row of the sum for the row "chung" of what others report too; else the row itself."""
        several = len({key.unit_id for key in self.keys.get(row.key.indicator, ())}) > 1
        if row.key.unit_id is not None or row.key.is_sum or not several:
            return row
        return GridRow(RowKey(row.key.indicator, None, is_sum=True), row.indicator, None)

    def other_sum(self, key: RowKey, period: Period) -> Value | None:
        """What the months of a longer period give where that is not what was reported for it; else None."""
        typed = self.cell(key, period)
        if typed.origin is not CellOrigin.TYPED or len(period.months()) < 2 or not isinstance(self.cells, KnownCells):
            return None
        parts = self.cells.from_parts(key, period)
        is_whole = parts.value.is_number and not parts.missing
        return parts.value if is_whole and typed.value.is_number and parts.value != typed.value else None

    def is_asked(self, key: RowKey) -> bool:
        """True for what its unit is expected to report, and for what it has reported."""
        return key.is_sum or key in self.keys.get(key.indicator, ())

    def is_wanted(self, key: RowKey, period: Period) -> bool:
        """True where a figure is asked for that is not there, and nobody else has told it.

        What the forces did together is reported once: then no force lacks a figure, nor the joint row when one has.
        """
        if key.is_sum or not self.is_asked(key) or self.cell(key, period).value.status is not Status.NOT_REPORTED:
            return False
        others = (one for one in self.keys.get(key.indicator, ()) if (one.unit_id is None) != (key.unit_id is None))
        return not any(self.cells.cell(one, period).value.is_number for one in others)

    def _sum(self, key: RowKey, period: Period) -> Cell:
        """All that report an indicator together; it lacks those who have not reported, or not whole."""
        indicator = self.indicators[key.indicator]
        if indicator.kind is IndicatorKind.RATIO:
            return self._sum_ratio(indicator, key, period)
        joint = self.cells.cell(RowKey(key.indicator, None), period)
        found = list(self._reported(key.indicator, period))
        value = total(cell.value for _unit_id, cell in found).value
        if not value.is_number:
            return Cell(value, CellOrigin.SUM)
        # Work that was reported together leaves nothing for a single force to report.
        silent = not joint.value.is_number
        missing = sum(
            bool(cell.missing) or (silent and unit_id is not None and cell.value.status is Status.NOT_REPORTED)
            for unit_id, cell in found
        )
        return Cell(value, CellOrigin.SUM, missing=missing)

    def _sum_ratio(self, indicator: Indicator, key: RowKey, period: Period) -> Cell:
        """A ratio is never added: it is computed again from its two sums where these are whole."""
        codes = (indicator.numerator, indicator.denominator)
        above, below = (self._sum(replace(key, indicator=code), period) for code in codes)
        value = NOT_REPORTED if above.missing or below.missing else ratio(indicator, above.value, below.value)
        return Cell(value, CellOrigin.SUM)

    def _reported(self, code: str, period: Period) -> Iterator[tuple[str | None, Cell]]:
        """What each unit reports of an indicator: the whole, or where only parts are known these."""
        by_unit: defaultdict[str | None, list[RowKey]] = defaultdict(list)
        for key in self.keys.get(code, ()):
            by_unit[key.unit_id].append(key)
        for unit_id, keys in by_unit.items():
            whole = self.cells.cell(RowKey(code, unit_id), period)
            parts = [self.cells.cell(key, period) for key in keys if key.part is not None]
            if whole.value.status is Status.NOT_REPORTED and any(part.value.is_number for part in parts):
                yield from ((unit_id, part) for part in parts)
            else:
                yield unit_id, whole


def year_grid(db: Database, year: int) -> Grid:
    """The grid of a year with every indicator of the catalogue."""
    with db.snapshot():
        indicators = _catalogue(db)
        span = days(date(year - 1, 1, 1), date(year, 12, 31))
        found = _grid(db, indicators, unit_rows.list_units(db), KnownCells.of(db, indicators, span))
    reporters = {key.unit_id for keys in found.keys.values() for key in keys}
    return replace(found, units=tuple(unit for unit in found.units if unit.id in reporters))


def indicator_grid(db: Database, code: str, year: int) -> tuple[Grid, range]:
    """The grid with what is known of one indicator in all years with figures of it, and in a year besides; the years.

    The rows of other indicators are there, and empty.
    """
    with db.snapshot():
        indicators = _catalogue(db)
        wanted = {code, indicators[code].numerator, indicators[code].denominator} - {""}
        known = [*figure_rows.years_of(db, wanted), year]
        years = range(max(FIRST_YEAR + 1, min(known)), max(known) + 1)
        span = days(date(years[0] - 1, 1, 1), date(years[-1], 12, 31))
        cells = KnownCells.of(db, indicators, span, wanted)
        return _grid(db, indicators, unit_rows.list_units(db), cells), years


def course_from(book: Path, code: str, year: int) -> tuple[str, Grid]:
    """The code and `indicator_grid` of a book that is read beside work."""
    with Database.open_read_only(book) as db:
        return code, indicator_grid(db, code, year)[0]


def meeting_grid(db: Database, meeting: Meeting) -> Grid:
    """The grid of a meeting's period: joint work and what its forces report, those who came or organise it."""
    with db.snapshot():
        indicators = _catalogue(db)
        cells = MeetingCells.of(db, indicators, meeting)
        there = {meeting.host_id, *meeting.co_organiser_ids, *(one.unit_id for one in meeting.attendances)}
        reported = {key.unit_id for key in cells.own}
        units = unit_rows.list_units(db)
        chosen = [unit for unit in units if unit.id in reported or (unit.is_force and unit.id in there)]
        return _grid(db, indicators, chosen, cells)


def refreshed(db: Database, known: Grid, touched: Iterable[tuple[RowKey, Period]]) -> Grid:
    """The grid with these places, and what follows from them, read again; for when only figures were typed."""
    places = list(touched)
    cells = known.cells.again(db, places)
    if all(known.is_asked(key) for key, _period in places):
        return replace(known, cells=cells)
    return _grid(db, known.indicators, known.units, cells)


def columns(year: int) -> tuple[Period, ...]:
    """The months of a year, each quarter behind its third month."""
    found: list[Period] = []
    for n in range(1, 13):
        found.append(month(year, n))
        if n % 3 == 0:
            found.append(quarter(year, n // 3))
    return tuple(found)


def with_sums(groups: Iterable[GridGroup]) -> tuple[GridGroup, ...]:
    """The groups with a row for the sum behind each indicator that more than one reports."""
    found = []
    for group in groups:
        rows: list[GridRow] = []
        for at, row in enumerate(group.rows):
            rows.append(row)
            following = group.rows[at + 1] if at + 1 < len(group.rows) else None
            if following is None or following.indicator.code != row.indicator.code:
                same = {one.key.unit_id for one in rows if one.indicator.code == row.indicator.code}
                if len(same) > 1:
                    rows.append(GridRow(RowKey(row.indicator.code, None, is_sum=True), row.indicator, None))
        found.append(replace(group, rows=tuple(rows)))
    return tuple(found)


def by_indicator(groups: Iterable[GridGroup]) -> tuple[GridGroup, ...]:
    """The groups with one row an indicator (and part), whoever reports it."""
    found = []
    for group in groups:
        rows = {
            (row.key.indicator, row.key.part): GridRow(replace(row.key, unit_id=None), row.indicator, None)
            for row in group.rows
        }
        found.append(replace(group, rows=tuple(rows.values())))
    return tuple(found)


def _catalogue(db: Database) -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in indicator_rows.list_indicators(db)}


def _grid(db: Database, indicators: Mapping[str, Indicator], units: Sequence[Unit], cells: Cells) -> Grid:
    used: defaultdict[str, set[RowKey]] = defaultdict(set)
    known = {unit.id for unit in units}
    for key in cells.used:
        if key.unit_id is None or key.unit_id in known:
            used[key.indicator].add(key)
    rows: defaultdict[str, list[GridRow]] = defaultdict(list)
    keys: dict[str, tuple[RowKey, ...]] = {}
    for indicator in indicators.values():
        made = list(_rows_of(indicator, used[indicator.code], units))
        rows[indicator.group].extend(made)
        keys[indicator.code] = tuple(row.key for row in made)
    headings = indicator_rows.list_groups(db)
    groups = tuple(GridGroup(heading, tuple(rows[heading.code])) for heading in headings if rows[heading.code])
    return Grid(groups, tuple(units), cells, indicators, keys)


def _rows_of(indicator: Indicator, found: set[RowKey], units: Sequence[Unit]) -> Iterator[GridRow]:
    """Joint work, then unit by unit: those that belong to its forces and those that have figures, parts behind."""
    by_unit: defaultdict[str | None, set[RowKey]] = defaultdict(set)
    for key in found:
        by_unit[key.unit_id].add(key)
    wanted: list[Unit | None] = [unit for unit in units if unit.force and unit.force in indicator.forces]
    asked = {unit.id for unit in wanted if unit}
    wanted += [unit for unit in units if unit.id in by_unit and unit.id not in asked]
    if indicator.joint or None in by_unit or not wanted:
        wanted.insert(0, None)
    for unit in wanted:
        unit_id = unit.id if unit else None
        whole = RowKey(indicator.code, unit_id)
        parts = sorted(by_unit[unit_id] - {whole}, key=lambda key: str(key.part))
        for key in (whole, *parts):
            yield GridRow(key, indicator, unit)
