"""Figures: recorded, revised, withdrawn, and put together for a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.figures import (
    NOT_REPORTED,
    Disaggregation,
    Observation,
    Status,
    Total,
    Value,
    check_against,
    choose_parts,
    known_months,
    over_periods,
    ratio,
    total,
)
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import Period, days
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, completeness
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


class Origin(StrEnum):
    """Whether a figure was reported for the period, or put together from its parts."""

    REPORTED = "reported"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One figure of a report: an indicator by one unit (None is joint work), with the days it counts.

    A derived figure tells for how many of its months (`parts`) nothing is known (`missing`); of a stock these are the
    months after the day for which it was reported.
    """

    indicator: Indicator
    unit_id: str | None
    disaggregation: Disaggregation | None
    value: Value
    origin: Origin
    counted_from: date
    counted_to: date
    parts: int = 1
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period by indicator and unit, and the sum over units of each indicator.

    A total counts the parts of its rows: one for a figure that was reported, the months for one that was derived.
    """

    period: Period
    rows: tuple[ReportRow, ...]
    totals: tuple[tuple[Indicator, Total], ...]


def record(db: Database, observation: Observation) -> Changes:
    """Keep a figure, or revise the one that is kept about the same thing (`Observation.key`), in its meeting.

    The id is that of the kept figure or a new one, never the one given, so that no other figure is written over.
    Raises: InputError, UserError.
    """
    indicator = indicator_rows.get_indicator(db, observation.indicator)
    check_against(indicator, observation)
    with db.act("figure.record", indicator.name):
        present = figure_rows.find_by_key(db, observation)
        completeness.refuse_locked(db, observation.period)
        observation = replace(observation, id=present.id if present else new_id())
        if present is not None and _stands(db, present):
            _refuse_frozen(db, present)
            observation = replace(observation, meeting_id=observation.meeting_id or present.meeting_id)
        _refuse_frozen(db, observation)
        figure_rows.save_observation(db, observation)
    return changes.of(Kind.FIGURES, summary=indicator.name)


def withdraw(db: Database, observation: Observation) -> Changes:
    """Take back the figure that is kept about the same thing, so that it is not reported again.

    Raises: UserError when its minutes are frozen, or when it was taken back already.
    """
    indicator = indicator_rows.get_indicator(db, observation.indicator)
    with db.act("figure.withdraw", indicator.name):
        kept = figure_rows.find_by_key(db, observation)
        if kept is None or not _stands(db, kept):
            raise UserError("This figure is not kept any more. Nothing was changed.")
        _refuse_frozen(db, kept)
        completeness.refuse_locked(db, kept.period)
        figure_rows.delete_observation(db, kept.id)
    return changes.of(Kind.FIGURES, summary=indicator.name)


@dataclass(frozen=True, slots=True)
class Typed:
    """Who typed a figure, when (UTC), and until which day it was counted."""

    at: str
    by: str
    counted_to: date


def last_typed(db: Database, series: tuple[str, str | None, Disaggregation | None], period: Period) -> Typed | None:
    """Who last typed the figure that stands for a thing and period; None where there is none."""
    kept = figure_rows.list_about(db, series, period)
    act = change_log.last_about(db.connection, "observation", kept[-1].id) if kept else None
    return Typed(act.at, act.by, kept[-1].counted_to) if act else None


def report(db: Database, period: Period) -> Report:
    """The figures of a period: as reported for it (the latest cut-off), else derived from its months or quarters."""
    with db.snapshot():
        indicators = {indicator.code: indicator for indicator in indicator_rows.list_indicators(db)}
        within = figure_rows.list_within(db, period)
    found = {
        _series(row): _Found(_reported_row(row, indicators), known_months(period, [period]))
        for row in latest(observation for observation in within if observation.period == period)
    }
    parts = _by_series(latest(observation for observation in within if observation.period != period))
    missing = [(series, values) for series, values in parts.items() if series not in found]
    # Ratios last: they are computed from what was found for their parts.
    for series, values in sorted(missing, key=lambda pair: indicators[pair[0][0]].kind is IndicatorKind.RATIO):
        if any(observation.value.is_number for observation in values):
            found[series] = _derived(indicators[series[0]], period, values, found)
    for indicator in indicators.values():
        if indicator.is_computed:
            found |= _computed(indicator, period, found)
    rows = sorted(
        (one.row for one in found.values()),
        key=lambda row: (row.indicator.order, row.unit_id or "", str(row.disaggregation)),
    )
    return Report(period, tuple(rows), tuple(_totals(rows)))


def latest(observations: Iterable[Observation]) -> list[Observation]:
    """Of each thing reported for a period only the figure with the latest cut-off, in the order of time."""
    newest: dict[tuple[object, ...], Observation] = {}
    for observation in observations:
        key = (*_series(observation), observation.period.code)
        if key not in newest or newest[key].counted_to <= observation.counted_to:
            newest[key] = observation
    return sorted(newest.values(), key=lambda found: (found.period.first_on, found.period.last_on))


_Series = tuple[str, str | None, Disaggregation | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row, and the months of the period that it tells about."""

    row: ReportRow
    known: frozenset[date]


def _series(observation: Observation) -> _Series:
    return (observation.indicator, observation.unit_id, observation.disaggregation)


def _by_series(observations: Iterable[Observation]) -> dict[_Series, list[Observation]]:
    found: defaultdict[_Series, list[Observation]] = defaultdict(list)
    for observation in observations:
        found[_series(observation)].append(observation)
    return found


def _reported_row(observation: Observation, indicators: dict[str, Indicator]) -> ReportRow:
    return ReportRow(
        indicator=indicators[observation.indicator],
        unit_id=observation.unit_id,
        disaggregation=observation.disaggregation,
        value=observation.value,
        origin=Origin.REPORTED,
        counted_from=observation.counted_from,
        counted_to=observation.counted_to,
    )


def _derived(
    indicator: Indicator, period: Period, observations: list[Observation], found: dict[_Series, _Found]
) -> _Found:
    """The figure of a period from those of its parts, of which at least one is a number."""
    if indicator.kind is IndicatorKind.RATIO:
        return _derived_ratio(indicator, period, observations, found)
    chosen = choose_parts(indicator.kind, period, observations)
    if indicator.kind is IndicatorKind.STOCK:
        known = known_months(period, [days(period.first_on, chosen[-1].period.last_on)])
    else:
        idle = [one.period for one in observations if one.value.status is Status.NOT_APPLICABLE]
        known = known_months(period, [*(one.period for one in chosen), *idle])
    value = over_periods(indicator.kind, (one.value for one in chosen)).value
    return _found(indicator, period, chosen, value, known)


def _derived_ratio(
    indicator: Indicator, period: Period, observations: list[Observation], found: dict[_Series, _Found]
) -> _Found:
    """A ratio is never added: it is computed again from its two sums where both are known for the same months."""
    _code, unit_id, part = _series(observations[0])
    above, below = (found.get((code, unit_id, part)) for code in (indicator.numerator, indicator.denominator))
    value, known = NOT_REPORTED, frozenset[date]()
    if above is not None and below is not None and above.known == below.known:
        value = ratio(indicator, above.row.value, below.row.value)
        known = above.known if value.status is not Status.NOT_REPORTED else known
    return _found(indicator, period, observations, value, known)


def _computed(indicator: Indicator, period: Period, found: dict[_Series, _Found]) -> dict[_Series, _Found]:
    """What an added indicator with a formula gives for each who told both of its parts, and did not tell it itself."""
    made: dict[_Series, _Found] = {}
    for code, unit_id, part in list(found):
        series, other = (indicator.code, unit_id, part), (indicator.denominator, unit_id, part)
        if code != indicator.numerator or series in found or other not in found:
            continue
        above, below = found[code, unit_id, part], found[other]
        value = ratio(indicator, above.row.value, below.row.value)
        if above.known != below.known or not value.is_number:
            continue
        row = replace(
            above.row,
            indicator=indicator,
            value=value,
            origin=Origin.DERIVED,
            counted_from=min(above.row.counted_from, below.row.counted_from),
            counted_to=max(above.row.counted_to, below.row.counted_to),
            parts=max(above.row.parts, below.row.parts),
            missing=max(above.row.missing, below.row.missing),
        )
        made[series] = _Found(row, above.known)
    return made


def _found(
    indicator: Indicator, period: Period, parts: list[Observation], value: Value, known: frozenset[date]
) -> _Found:
    months = len(period.month_spans())
    row = ReportRow(
        indicator=indicator,
        unit_id=parts[0].unit_id,
        disaggregation=parts[0].disaggregation,
        value=value,
        origin=Origin.DERIVED,
        counted_from=min(part.counted_from for part in parts),
        counted_to=max(part.counted_to for part in parts),
        parts=months,
        missing=months - len(known),
    )
    return _Found(row, known)


def _totals(rows: list[ReportRow]) -> Iterable[tuple[Indicator, Total]]:
    by_indicator: defaultdict[str, list[ReportRow]] = defaultdict(list)
    for row in rows:
        if row.indicator.kind is IndicatorKind.RATIO:
            continue  # a ratio is computed from its parts, never added
        by_indicator[row.indicator.code].append(row)
    for found in by_indicator.values():
        undivided = {row.unit_id for row in found if row.disaggregation is None}
        summed = [row for row in found if row.disaggregation is None or row.unit_id not in undivided]
        value = total(row.value for row in summed).value
        counted = [row for row in summed if row.value.status is not Status.NOT_APPLICABLE]
        parts = sum(row.parts for row in counted)
        missing = sum(row.missing if row.value.is_number else row.parts for row in counted)
        yield found[0].indicator, Total(value, parts, missing)


def _stands(db: Database, kept: Observation) -> bool:
    """False for a figure that went with a withdrawn meeting."""
    return kept.meeting_id is None or not figure_rows.is_withdrawn(db, kept)


def _refuse_frozen(db: Database, observation: Observation) -> None:
    if observation.meeting_id is None:
        return
    meeting = meeting_rows.get_meeting(db, observation.meeting_id)
    if meeting.state is not MeetingState.DRAFT:
        raise UserError(
            "The minutes of {meeting} are {state}; their figures are frozen. Give the corrected figure a later"
            " cut-off, or take the minutes back to draft first.",
            meeting=meeting.title,
            state=meeting.state,
        )
