"""A report beside the period before and the same period of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from giaoban_desktop.domain.comparison import Change, change
from giaoban_desktop.domain.figures import Disaggregation, Value
from giaoban_desktop.domain.periods import Period, to_date
from giaoban_desktop.domain.targets import Reached
from giaoban_desktop.services import figures
from giaoban_desktop.services.figures import Report, ReportRow
from giaoban_desktop.services.targets import Targets
from giaoban_desktop.storage.database import Database

_Key = tuple[str, str | None, Disaggregation | None]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What stood for a row before, a year ago, and since 1 January; None where nothing is known."""

    previous: Value | None
    last_year: Value | None
    cumulated: Value | None
    change_previous: Change | None
    change_last_year: Change | None
    reached: Reached | None = None
    """How much of a plan's target."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other periods of a report, and each of its rows beside them."""

    previous: Period
    last_year: Period
    rows: Mapping[_Key, ComparedRow]

    def of_row(self, row: ReportRow) -> ComparedRow:
        """A row of the report beside the other periods."""
        return self.rows[_key(row)]


def of(db: Database, report: Report) -> Comparison:
    """Put a report beside the period before, the same of the year before, and the year so far."""
    period = report.period
    previous, last_year = period.previous(), period.last_year()
    with db.snapshot():
        before, year_ago = _values(figures.report(db, previous)), _values(figures.report(db, last_year))
        is_whole = (period.first_on.month, period.first_on.day) == (1, 1)
        plan = Targets(db, period)
        cumulated = {} if is_whole else _values(figures.report(db, to_date(period.last_on)))
    forces = {row.indicator.code for row in report.rows if row.unit_id is not None}
    rows = {}
    for row in report.rows:
        key = _key(row)
        then, ago = before.get(key), year_ago.get(key)
        since_january = row.value if is_whole else cumulated.get(key)
        # What all are to reach together is not held against joint work alone.
        is_aimed_at = row.disaggregation is None and (row.unit_id is not None or row.indicator.code not in forces)
        rows[key] = ComparedRow(
            then,
            ago,
            since_january,
            change(row.value, then) if then else None,
            change(row.value, ago) if ago else None,
            plan.reached(row.indicator.code, row.unit_id, row.value, since_january) if is_aimed_at else None,
        )
    return Comparison(previous, last_year, rows)


def _values(report: Report) -> dict[_Key, Value]:
    return {_key(row): row.value for row in report.rows}


def _key(row: ReportRow) -> _Key:
    return (row.indicator.code, row.unit_id, row.disaggregation)
