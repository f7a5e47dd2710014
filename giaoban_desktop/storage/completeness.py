"""Which periods are complete or locked, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.completeness import Completeness, CompletenessState
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import period_columns, read_day, read_period


def save_completeness(db: Database, completeness: Completeness) -> None:
    """Keep what was said of a period; inside an act."""
    db.save(
        "completeness",
        {
            "id": completeness.id,
            **period_columns(completeness.period),
            "state": completeness.state.value,
            "noted_on": completeness.noted_on.isoformat(),
            "reason": completeness.reason,
        },
    )


@stored
def find_completeness(db: Database, period: Period) -> Completeness | None:
    """What was said of exactly this period, or None."""
    row = db.row("SELECT * FROM completeness WHERE owner_id = ? AND period = ?", (db.owner_id, period.code))
    return _completeness(row) if row else None


@stored
def locked_over(db: Database, period: Period) -> Period | None:
    """A locked period in which this one lies, or None."""
    row = db.row(
        "SELECT period FROM completeness WHERE owner_id = ? AND state = 'locked'"
        " AND period_first_on <= ? AND period_last_on >= ? ORDER BY period LIMIT 1",
        (db.owner_id, period.first_on.isoformat(), period.last_on.isoformat()),
    )
    return read_period(row["period"]) if row else None


def _completeness(row: Row) -> Completeness:
    return Completeness(
        row["id"],
        read_period(row["period"]),
        CompletenessState(row["state"]),
        read_day(row["noted_on"]),
        row["reason"],
    )
