"""Figures: recorded, revised, withdrawn, and put together for a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.figures import (
    Disaggregation,
    Observation,
    Total,
    Value,
    check_against,
    over_periods,
    total,
)
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
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

    A derived figure tells for how many of its months (`parts`) nothing is known (`missing`).
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
    """The figures of a period by indicator and unit, and the sum over units of each indicator."""

    period: Period
    rows: tuple[ReportRow, ...]
    totals: tuple[tuple[Indicator, Total], ...]


def record(db: Database, observation: Observation) -> Changes:
    """Keep a figure, or revise the one that is kept about the same thing. Raises: InputError, UserError."""
    indicator = indicator_rows.get_indicator(db, observation.indicator)
    check_against(indicator, observation)
    with db.act("figure.record", indicator.name):
        _refuse_frozen(db, observation)
        present = figure_rows.find_by_key(db, observation)
        if present is not None:
            observation = replace(observation, id=present.id)
        figure_rows.save_observation(db, observation)
    return changes.of(Kind.FIGURES, summary=indicator.name)


def withdraw(db: Database, observation: Observation) -> Changes:
    """Take a figure back, so that it is not reported again. Raises: UserError when its minutes are frozen."""
    indicator = indicator_rows.get_indicator(db, observation.indicator)
    with db.act("figure.withdraw", indicator.name):
        _refuse_frozen(db, observation)
        figure_rows.delete_observation(db, observation.id)
    return changes.of(Kind.FIGURES, summary=indicator.name)


def report(db: Database, period: Period) -> Report:
    """The figures of a period: as reported for it (the latest cut-off), else derived from its months or quarters."""
    with db.snapshot():
        indicators = {indicator.code: indicator for indicator in indicator_rows.list_indicators(db)}
        within = figure_rows.list_within(db, period)
    reported = [observation for observation in within if observation.period == period]
    rows = {_series(row): _reported_row(row, indicators) for row in latest(reported)}
    for series, parts in _by_series(latest(o for o in within if o.period != period)).items():
        if series not in rows:
            derived = _derived_row(indicators[series[0]], period, parts)
            if derived is not None:
                rows[series] = derived
    ordered = sorted(rows.values(), key=lambda row: (row.indicator.order, row.unit_id or "", str(row.disaggregation)))
    return Report(period, tuple(ordered), tuple(_totals(ordered)))


def latest(observations: Iterable[Observation]) -> list[Observation]:
    """Of each thing reported for a period only the figure with the latest cut-off, in the order of time."""
    newest: dict[tuple[object, ...], Observation] = {}
    for observation in observations:
        key = (*_series(observation), observation.period.code)
        if key not in newest or newest[key].counted_to <= observation.counted_to:
            newest[key] = observation
    return sorted(newest.values(), key=lambda found: (found.period.first_on, found.period.last_on))


_Series = tuple[str, str | None, Disaggregation | None]


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


def _derived_row(indicator: Indicator, period: Period, observations: list[Observation]) -> ReportRow | None:
    """The figure of a period from those of its parts; longer parts are taken before the shorter ones they hold."""
    chosen: list[Observation] = []
    for observation in sorted(observations, key=lambda o: (o.period.first_on - o.period.last_on, o.period.first_on)):
        if not any(_overlap(observation.period, other.period) for other in chosen):
            chosen.append(observation)
    chosen.sort(key=lambda observation: observation.period.first_on)
    summed = over_periods(indicator.kind, (observation.value for observation in chosen))
    spans = period.month_spans()
    covered = sum(
        any(o.period.first_on <= first_on and last_on <= o.period.last_on for o in chosen)
        for first_on, last_on in spans
    )
    missing = summed.missing + len(spans) - covered
    if not summed.value.is_number:
        return None
    return ReportRow(
        indicator=indicator,
        unit_id=chosen[0].unit_id,
        disaggregation=chosen[0].disaggregation,
        value=summed.value,
        origin=Origin.DERIVED,
        counted_from=min(observation.counted_from for observation in chosen),
        counted_to=max(observation.counted_to for observation in chosen),
        parts=len(spans),
        missing=missing,
    )


def _overlap(one: Period, other: Period) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on


def _totals(rows: list[ReportRow]) -> Iterable[tuple[Indicator, Total]]:
    by_indicator: defaultdict[str, list[ReportRow]] = defaultdict(list)
    for row in rows:
        if row.indicator.kind is IndicatorKind.RATIO:
            continue  # a ratio is computed from its parts, never added
        by_indicator[row.indicator.code].append(row)
    for found in by_indicator.values():
        whole = [row for row in found if row.disaggregation is None]
        yield found[0].indicator, total(row.value for row in (whole or found))


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
