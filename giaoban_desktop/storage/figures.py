"""Observations, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.figures import Disaggregation, Observation, Qualifier, Status, Value
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import period_columns, read_day, read_period

STANDS = "coalesce((SELECT state FROM meeting WHERE meeting.id = meeting_id), '') <> 'withdrawn'"
"""True for a row whose meeting, if it has one, was not withdrawn: with the meeting goes what was said in it."""


def save_observation(db: Database, observation: Observation) -> None:
    """Keep an observation; inside an act."""
    value, part = observation.value, observation.disaggregation
    db.save(
        "observation",
        {
            "id": observation.id,
            "indicator_id": observation.indicator,
            "unit_id": observation.unit_id,
            **period_columns(observation.period),
            "counted_from": observation.counted_from.isoformat(),
            "counted_to": observation.counted_to.isoformat(),
            "status": value.status.value,
            "amount": value.quantity.amount if value.quantity else None,
            "scale": value.quantity.scale if value.quantity else None,
            "qualifier": value.qualifier.value if value.qualifier else None,
            "provisional": int(value.provisional),
            "dimension": part.dimension if part else None,
            "member": part.member if part else None,
            "meeting_id": observation.meeting_id,
            "unit_word": observation.unit_word,
            "note": observation.note,
        },
    )


def delete_observation(db: Database, observation_id: str) -> None:
    """Take an observation back; inside an act, which keeps what it was."""
    db.delete("observation", observation_id)


@stored
def find_by_key(db: Database, observation: Observation) -> Observation | None:
    """The observation that is already kept about the same thing (`Observation.key`), or None."""
    part = observation.disaggregation
    row = db.row(
        "SELECT * FROM observation WHERE owner_id = ? AND period = ? AND indicator_id = ?"
        " AND coalesce(unit_id, '') = ? AND counted_to = ?"
        " AND coalesce(dimension, '') = ? AND coalesce(member, '') = ?",
        (
            db.owner_id,
            observation.period.code,
            observation.indicator,
            observation.unit_id or "",
            observation.counted_to.isoformat(),
            part.dimension if part else "",
            part.member if part else "",
        ),
    )
    return _observation(row) if row else None


def is_withdrawn(db: Database, observation: Observation) -> bool:
    """True when the meeting that the figure was put before has been withdrawn."""
    row = db.row("SELECT state FROM meeting WHERE id = ?", (observation.meeting_id,))
    return row is not None and row["state"] == "withdrawn"


@stored
def list_of_meeting(db: Database, meeting_id: str) -> list[Observation]:
    """The figures that were put before a meeting."""
    return _listed(db, "meeting_id = ?", (meeting_id,))


@stored
def list_of_period(db: Database, period: Period) -> list[Observation]:
    """The figures that were reported for exactly this period."""
    return _listed(db, "period = ?", (period.code,))


@stored
def list_within(db: Database, period: Period) -> list[Observation]:
    """The figures of all periods that lie within this one, itself included."""
    return _listed(
        db, "period_first_on >= ? AND period_last_on <= ?", (period.first_on.isoformat(), period.last_on.isoformat())
    )


@stored
def list_all(db: Database) -> list[Observation]:
    """Every figure that stands."""
    return _listed(db, "1", ())


def _listed(db: Database, condition: str, parameters: tuple[str, ...]) -> list[Observation]:
    rows = db.rows(
        f"SELECT * FROM observation WHERE {condition} AND {STANDS} ORDER BY period_first_on, counted_to, id", parameters
    )
    return [_observation(row) for row in rows]


def _observation(row: Row) -> Observation:
    quantity = None if row["amount"] is None else Quantity(row["amount"], row["scale"])
    return Observation(
        id=row["id"],
        indicator=row["indicator_id"],
        unit_id=row["unit_id"],
        period=read_period(row["period"]),
        counted_from=read_day(row["counted_from"]),
        counted_to=read_day(row["counted_to"]),
        value=Value(
            Status(row["status"]),
            quantity,
            Qualifier(row["qualifier"]) if row["qualifier"] else None,
            bool(row["provisional"]),
        ),
        disaggregation=Disaggregation(row["dimension"], row["member"]) if row["dimension"] else None,
        meeting_id=row["meeting_id"],
        unit_word=row["unit_word"],
        note=row["note"],
    )
