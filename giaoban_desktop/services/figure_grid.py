"""The year's figures as a grid: indicators by who reports them, months and quarters; and typing into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.figures import (
    NOT_REPORTED,
    Disaggregation,
    Observation,
    Status,
    Value,
    check_against,
    choose_parts,
    known_months,
    over_periods,
    parse_value,
    ratio,
)
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator, IndicatorGroup, IndicatorKind
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import Period, PeriodKind, days, month, quarter
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, figures
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database


class CellOrigin(StrEnum):
    """How what a cell says came about; a derived one is not typed into."""

    EMPTY = "empty"
    TYPED = "typed"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known for one row and period; of a derived quarter, for how many of its months nothing is known."""

    value: Value = NOT_REPORTED
    origin: CellOrigin = CellOrigin.EMPTY
    note: str = ""
    is_frozen: bool = False
    """True when the minutes it was put before are frozen or issued."""
    missing: int = 0

    @property
    def is_editable(self) -> bool:
        """True when it may be typed into."""
        return not self.is_frozen and self.origin is not CellOrigin.DERIVED


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of the grid is about; `unit_id` None is the joint work of the forces (row "chung")."""

    indicator: str
    unit_id: str | None
    part: Disaggregation | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: an indicator as one unit reports it."""

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
    """A year's grid. The cells reach back over the year before too, to compare with."""

    year: int
    groups: tuple[GridGroup, ...]
    units: tuple[Unit, ...]
    """The units that have rows of their own."""
    cells: Mapping[tuple[RowKey, str], Cell]

    @property
    def columns(self) -> tuple[Period, ...]:
        """The months of the year, each quarter behind its third month."""
        return columns(self.year)

    def cell(self, key: RowKey, period: Period) -> Cell:
        """What is known for a row and a period of this year or the year before."""
        return self.cells.get((key, period.code), EMPTY)


@dataclass(frozen=True, slots=True)
class Entry:
    """Text typed or pasted into a cell."""

    key: RowKey
    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an entry cannot be kept."""

    entry: Entry
    error: UserError


def columns(year: int) -> tuple[Period, ...]:
    """The months of a year, each quarter behind its third month."""
    found: list[Period] = []
    for n in range(1, 13):
        found.append(month(year, n))
        if n % 3 == 0:
            found.append(quarter(year, n // 3))
    return tuple(found)


def grid(db: Database, year: int) -> Grid:
    """The grid of a year with every indicator of the catalogue."""
    with db.snapshot():
        indicators = indicator_rows.list_indicators(db)
        units = unit_rows.list_units(db)
        by_code = {indicator.code: indicator for indicator in indicators}
        cells = _cells(db, by_code, days(date(year - 1, 1, 1), date(year, 12, 31)))
        headings = indicator_rows.list_groups(db)
    keys: defaultdict[str, set[RowKey]] = defaultdict(set)
    for key, _code in cells:
        keys[key.indicator].add(key)
    rows: defaultdict[str, list[GridRow]] = defaultdict(list)
    for indicator in indicators:
        rows[indicator.group].extend(_rows_of(indicator, keys[indicator.code], units))
    groups = tuple(GridGroup(heading, tuple(rows[heading.code])) for heading in headings if rows[heading.code])
    used = {row.key.unit_id for group in groups for row in group.rows}
    return Grid(year, groups, tuple(unit for unit in units if unit.id in used), cells)


def refreshed(db: Database, known: Grid, periods: Iterable[Period]) -> Grid:
    """The grid with the quarters around these periods read again; for when only figures were typed."""
    indicators = {row.indicator.code: row.indicator for group in known.groups for row in group.rows}
    cells = dict(known.cells)
    for found in {_quarter_of(period) for period in periods}:
        codes = {found.code, *(one.code for one in found.months())}
        cells = {place: cell for place, cell in cells.items() if place[1] not in codes}
        cells |= _cells(db, indicators, found)
    return replace(known, cells=cells)


def refusals(db: Database, entries: Sequence[Entry]) -> list[Refusal]:
    """Which of these entries cannot be kept, and why, in their order; nothing is changed."""
    plan = _Plan(db)
    found = []
    for entry in entries:
        try:
            plan.observation(entry)
        except UserError as error:
            found.append(Refusal(entry, error))
    return found


def type_value(
    db: Database,
    indicator_code: str,
    unit_id: str | None,
    period: Period,
    text: str,
    *,
    part: Disaggregation | None = None,
) -> Changes:
    """Keep what was typed into a cell; empty takes the figure back, so that it is not reported.

    The days counted are those of the figure that stands there, else of the meeting about the period, else the period's.
    Raises: InputError for text that is no figure of this indicator; UserError where the minutes are frozen.
    """
    return type_block(db, [Entry(RowKey(indicator_code, unit_id, part), period, text)])


def type_block(db: Database, entries: Sequence[Entry]) -> Changes:
    """Keep the entries of a block as one act, or none of them.

    Raises: InputError or UserError of the first that cannot be kept.
    """
    plan = _Plan(db)
    planned = [plan.observation(entry) for entry in entries]
    names = list(dict.fromkeys(plan.indicators[entry.key.indicator].name for entry in entries))
    summary = f"{names[0]} …" if len(names) > 1 else "".join(names)
    with db.act("figure.record", summary):
        for observation in planned:
            if observation is None:
                continue
            if observation.value.status is Status.NOT_REPORTED:
                figures.withdraw(db, observation)
            else:
                figures.record(db, observation)
    return changes.of(Kind.FIGURES, summary=summary)


class _Plan:
    """What entries would do, each period and the meetings read once."""

    def __init__(self, db: Database) -> None:
        self.indicators = {indicator.code: indicator for indicator in indicator_rows.list_indicators(db)}
        self._db = db
        self._meetings = {found.id: found for found in meeting_rows.list_meetings(db)}
        self._kept: dict[str, dict[RowKey, Observation]] = {}
        self._derived: dict[Period, set[RowKey]] = {}

    def observation(self, entry: Entry) -> Observation | None:
        """The figure to keep, or with `NOT_REPORTED` to take back; None when nothing changes. Raises: UserError."""
        value = parse_value(entry.text, field="")
        kept = self._kept_for(entry.period).get(entry.key)
        if kept is None and value.status is Status.NOT_REPORTED:
            return None
        if kept is not None and kept.value == value:
            return None
        if kept is None:
            self._refuse_derived(entry)
            observation = self._new(entry, value)
        else:
            self._refuse_frozen(kept)
            observation = replace(kept, value=value)
        if value.status is not Status.NOT_REPORTED:
            check_against(self.indicators[entry.key.indicator], observation)
        return observation

    def _kept_for(self, period: Period) -> dict[RowKey, Observation]:
        if period.code not in self._kept:
            found = figures.latest(figure_rows.list_of_period(self._db, period))
            self._kept[period.code] = {_key(one): one for one in found}
        return self._kept[period.code]

    def _new(self, entry: Entry, value: Value) -> Observation:
        meeting = _meeting_about(self._meetings.values(), entry.period)
        return Observation(
            id=new_id(),
            indicator=entry.key.indicator,
            unit_id=entry.key.unit_id,
            period=entry.period,
            counted_from=meeting.counted_from if meeting else entry.period.first_on,
            counted_to=meeting.counted_to if meeting else entry.period.last_on,
            value=value,
            disaggregation=entry.key.part,
            # What is typed while the minutes are being written belongs to them, and is printed in them.
            meeting_id=meeting.id if meeting and meeting.state is MeetingState.DRAFT else None,
        )

    def _refuse_derived(self, entry: Entry) -> None:
        period = entry.period
        if period.kind is not PeriodKind.QUARTER:
            return
        if period not in self._derived:
            cells = _cells(self._db, self.indicators, period)
            self._derived[period] = {key for (key, code), cell in cells.items() if code == period.code}
        if entry.key in self._derived[period]:
            raise UserError("This is put together from its months. Type into the months instead.")

    def _refuse_frozen(self, kept: Observation) -> None:
        meeting = self._meetings.get(kept.meeting_id or "")
        if meeting is not None and meeting.state is not MeetingState.DRAFT:
            raise UserError(
                "The minutes of {meeting} are {state}; this figure is frozen and was not changed.",
                meeting=meeting.title,
                state=meeting.state,
            )


def _meeting_about(meetings: Iterable[Meeting], period: Period) -> Meeting | None:
    about = [one for one in meetings if one.period == period and one.state is not MeetingState.WITHDRAWN]
    return max(about, key=lambda one: (one.counted_to, one.id), default=None)


def _key(observation: Observation) -> RowKey:
    return RowKey(observation.indicator, observation.unit_id, observation.disaggregation)


def _quarter_of(period: Period) -> Period:
    return quarter(period.year, (period.first_on.month + 2) // 3)


def _rows_of(indicator: Indicator, found: set[RowKey], units: Sequence[Unit]) -> Iterator[GridRow]:
    """Joint work, then unit by unit: those that belong to its forces and those that have figures, parts behind."""
    by_unit: defaultdict[str | None, set[RowKey]] = defaultdict(set)
    for key in found:
        by_unit[key.unit_id].add(key)
    wanted: list[Unit | None] = [unit for unit in units if (unit.force and unit.force in indicator.forces)]
    wanted += [unit for unit in units if unit.id in by_unit and unit not in wanted]
    if indicator.joint or None in by_unit or not wanted:
        wanted.insert(0, None)
    for unit in wanted:
        unit_id = unit.id if unit else None
        whole = RowKey(indicator.code, unit_id)
        parts = sorted(by_unit[unit_id] - {whole}, key=lambda key: str(key.part))
        for key in (whole, *parts):
            yield GridRow(key, indicator, unit)


def _cells(db: Database, indicators: Mapping[str, Indicator], span: Period) -> dict[tuple[RowKey, str], Cell]:
    """The cells of the months and quarters that lie in a span of days."""
    within = figures.latest(figure_rows.list_within(db, span))
    frozen = {
        found.id for found in meeting_rows.list_meetings(db) if found.state in (MeetingState.READY, MeetingState.ISSUED)
    }
    cells: dict[tuple[RowKey, str], Cell] = {}
    parts: defaultdict[tuple[Period, RowKey], list[Observation]] = defaultdict(list)
    for found in within:
        if found.period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            is_frozen = found.meeting_id in frozen
            cells[_key(found), found.period.code] = Cell(found.value, CellOrigin.TYPED, found.note, is_frozen)
        around = _quarter_of(found.period)
        if around.contains(found.period) and around != found.period:
            parts[around, _key(found)].append(found)
    known: dict[tuple[RowKey, str], frozenset[date]] = {}
    # Ratios last: they are computed from what was found for their parts.
    ordered = sorted(parts.items(), key=lambda item: indicators[item[0][1].indicator].kind is IndicatorKind.RATIO)
    for (period, key), observations in ordered:
        if (key, period.code) not in cells and any(found.value.is_number for found in observations):
            _derive(cells, known, indicators[key.indicator], key, period, observations)
    return cells


def _derive(
    cells: dict[tuple[RowKey, str], Cell],
    known: dict[tuple[RowKey, str], frozenset[date]],
    indicator: Indicator,
    key: RowKey,
    period: Period,
    observations: list[Observation],
) -> None:
    """Put a quarter together from its parts, as `figures.report` does."""
    months = len(period.month_spans())
    if indicator.kind is IndicatorKind.RATIO:
        above, below = ((replace(key, indicator=code), period.code) for code in _parts_of(indicator))
        whole = known_months(period, [period])
        told = known.get(above, whole)
        if above not in cells or below not in cells or told != known.get(below, whole):
            return
        value = ratio(indicator, cells[above].value, cells[below].value)
    else:
        chosen = choose_parts(indicator.kind, period, observations)
        if indicator.kind is IndicatorKind.STOCK:
            told = known_months(period, [days(period.first_on, chosen[-1].period.last_on)])
        else:
            idle = [one.period for one in observations if one.value.status is Status.NOT_APPLICABLE]
            told = known_months(period, [*(one.period for one in chosen), *idle])
        value = over_periods(indicator.kind, (one.value for one in chosen)).value
    if value.is_number:
        known[key, period.code] = told
        cells[key, period.code] = Cell(value, CellOrigin.DERIVED, missing=months - len(told))


def _parts_of(indicator: Indicator) -> tuple[str, str]:
    return indicator.numerator, indicator.denominator
