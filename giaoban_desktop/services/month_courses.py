"""The months of a year of one indicator: by unit, of all, of all a year ago, and summed since January."""

from __future__ import annotations

from collections.abc import Iterable

from giaoban_desktop.domain.figures import NOT_REPORTED, Total, Value, total
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import Period, month
from giaoban_desktop.papers.annex_facts import MonthCourse
from giaoban_desktop.services import figures
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database


def course(db: Database, indicator: Indicator, period: Period) -> MonthCourse:
    """The months of the period's year up to its end, and those of the year before."""
    year = period.last_on.year
    shown = [month(year, n) if month(year, n).last_on <= period.last_on else None for n in range(1, 13)]
    now = [_of_month(db, indicator, one) for one in shown]
    ago = [_of_month(db, indicator, month(year - 1, n)) for n in range(1, 13)]
    units = sorted({unit_id for values in now for unit_id in values}, key=lambda one: (one is None, one or ""))
    order = [unit_id for unit_id in (*unit_rows.units_by_id(db), None) if unit_id in units]
    totals = [total(values.values()) for values in now]
    sums = [_until(totals[: n + 1]) if shown[n] else Total(NOT_REPORTED, 0, 0) for n in range(12)]
    return MonthCourse(
        indicator,
        {unit_id: [values.get(unit_id, NOT_REPORTED) for values in now] for unit_id in order},
        [one if values else Total(NOT_REPORTED, 0, 0) for one, values in zip(totals, now, strict=True)],
        [total(values.values()) if values else Total(NOT_REPORTED, 0, 0) for values in ago],
        sums,
    )


def _of_month(db: Database, indicator: Indicator, period: Period | None) -> dict[str | None, Value]:
    if period is None:
        return {}
    latest = figures.latest(one for one in figure_rows.list_of(db, period, {indicator.code}) if one.period == period)
    whole = {one.unit_id: one.value for one in latest if one.disaggregation is None}
    parts: dict[str | None, list[Value]] = {}
    for one in latest:
        if one.unit_id not in whole:
            parts.setdefault(one.unit_id, []).append(one.value)
    return whole | {unit_id: total(values).value for unit_id, values in parts.items()}


def _until(months: Iterable[Total]) -> Total:
    """The months so far as one sum; a month of which nothing is known is missing."""
    given = list(months)
    return total(one.value if one.parts else NOT_REPORTED for one in given)
