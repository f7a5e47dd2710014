"""Observations, as rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from giaoban_desktop.domain.figures import Disaggregation, Observation, Qualifier, Status, Value
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import period_columns, read_day, read_period

STANDS = "coalesce((SELECT state FROM meeting WHERE meeting.id = meeting_id), '') <> 'withdrawn'"
"""True for a row whose meeting, if it has one, was not withdrawn: with the meeting goes what was said in it."""

_ABOUT = 4
COLUMNS = (
    "indicator_id, unit_id, dimension, member, id, owner_id, period, counted_from, counted_to, status, amount, scale, "
    "qualifier, provisional, meeting_id, unit_word, note"
)
"""What an observation is made of, the first four what it is about: a year holds thousands of rows, and what nobody
reads of them costs as much as the rest.
"""

Series = tuple[str, str | None, Disaggregation | None]
"""What is counted by whom: an indicator, a unit (None is joint work), the part that it is about."""
_RawSeries = tuple[str, str | None, str | None, str | None]


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


@stored
def list_about(db: Database, series: Series, period: Period) -> list[Observation]:
    """The figures of this office about one thing and period, those counted longest last."""
    code, unit_id, part = series
    rows = db.rows(
        "SELECT * FROM observation WHERE owner_id = ? AND period = ? AND indicator_id = ?"
        " AND coalesce(unit_id, '') = ? AND coalesce(dimension, '') = ? AND coalesce(member, '') = ?"
        f" AND {STANDS} ORDER BY counted_to",
        (
            db.owner_id,
            period.code,
            code,
            unit_id or "",
            part.dimension if part else "",
            part.member if part else "",
        ),
    )
    return [_observation(row) for row in rows]


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
    # The days too, because they are what the index is about.
    days = (period.first_on.isoformat(), period.last_on.isoformat())
    return _listed(db, "period_first_on = ? AND period_last_on = ? AND period = ?", (*days, period.code))


@stored
def list_within(db: Database, period: Period) -> list[Observation]:
    """The figures of all periods that lie within this one, itself included."""
    return _listed(
        db, "period_first_on >= ? AND period_last_on <= ?", (period.first_on.isoformat(), period.last_on.isoformat())
    )


@stored
def years_of(db: Database, codes: Collection[str]) -> list[int]:
    """The first and the last year with figures of these indicators; empty where there are none."""
    row = db.row(
        "SELECT min(period_first_on) AS first, max(period_last_on) AS last FROM observation"
        " WHERE indicator_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(codes)),),
    )
    return [read_day(day).year for day in (row["first"], row["last"]) if day] if row else []


@stored
def any_recorded(db: Database) -> bool:
    """True when there is a figure."""
    return db.row("SELECT 1 FROM observation LIMIT 1") is not None


def is_any_within(db: Database, period: Period) -> bool:
    """True when there is a figure of a period that lies within this one."""
    days = (period.first_on.isoformat(), period.last_on.isoformat())
    condition = f"period_first_on >= ? AND period_last_on <= ? AND {STANDS}"
    return db.row(f"SELECT 1 FROM observation WHERE {condition} LIMIT 1", days) is not None


def is_any_corrected(db: Database, meeting_id: str) -> bool:
    """True when a figure that was put before a meeting was counted again until a later day."""
    return (
        db.row(
            "SELECT 1 FROM observation AS told JOIN observation AS later ON later.owner_id = told.owner_id"
            " AND later.period = told.period AND later.indicator_id = told.indicator_id"
            " AND coalesce(later.unit_id, '') = coalesce(told.unit_id, '') AND later.dimension IS told.dimension"
            " AND later.member IS told.member AND later.counted_to > told.counted_to"
            " WHERE told.meeting_id = ? AND later.meeting_id IS NULL LIMIT 1",
            (meeting_id,),
        )
        is not None
    )


@stored
def list_all(db: Database) -> list[Observation]:
    """Every figure that stands."""
    return _listed(db, "1", ())


@stored
def list_of(db: Database, span: Period, codes: Collection[str] | None = None) -> list[Observation]:
    """The figures of all periods that lie within a span, of these indicators or of all."""
    return [_observation(row) for row in _rows_within(db, span, codes)]


class Shelf:
    """The figures within some years by what they are about, each made of its row when it is first asked for.

    A grid shows the twentieth part of what the years hold; only that much becomes objects.
    """

    def __init__(self, db: Database, rows: Mapping[_RawSeries, Collection[Row]]) -> None:
        self.path = db.path
        self._rows = rows

    @classmethod
    def of(cls, db: Database, span: Period, codes: Collection[str] | None = None) -> Shelf:
        """The figures of all periods that lie within a span, of these indicators or of all."""
        return cls(db, _by_series(_rows_within(db, span, codes)))

    @property
    def series(self) -> frozenset[Series]:
        """What there are figures about."""
        return frozenset(_series(raw) for raw in self._rows)

    @stored
    def list_of(self, series: Series) -> list[Observation]:
        """The figures about one thing, by period, those of one period by cut-off."""
        code, unit_id, part = series
        rows = self._rows.get((code, unit_id, part.dimension if part else None, part.member if part else None), ())
        found = [_observation(row) for row in rows]
        return sorted(found, key=lambda one: (one.period.first_on, one.counted_to, one.id))

    def again(self, db: Database, touched: Collection[tuple[str, Period]]) -> Shelf:
        """The same with what this office has about these indicators and periods read again; nothing else changed."""
        places = {(code, period.code) for code, period in touched}
        codes = {code for code, _period in places}
        rows = {raw: list(kept) for raw, kept in self._rows.items() if raw[0] in codes}
        for raw, kept in rows.items():
            rows[raw] = [row for row in kept if (raw[0], row["period"]) not in places or row["owner_id"] != db.owner_id]
        for code, period in places:
            condition = f"owner_id = ? AND period = ? AND indicator_id = ? AND {STANDS}"
            found = db.rows(f"SELECT {COLUMNS} FROM observation WHERE {condition}", (db.owner_id, period, code))
            for raw, kept in _by_series(found).items():
                rows.setdefault(raw, []).extend(kept)
        others = {raw: kept for raw, kept in self._rows.items() if raw[0] not in codes}
        return Shelf(db, {**others, **{raw: kept for raw, kept in rows.items() if kept}})


def _rows_within(db: Database, span: Period, codes: Collection[str] | None) -> list[Row]:
    days = span.first_on.isoformat(), span.last_on.isoformat()
    condition = "period_first_on BETWEEN ? AND ? AND period_last_on <= ?"
    if codes is None:
        return db.rows(f"SELECT {COLUMNS} FROM observation WHERE {condition} AND {STANDS}", (*days, days[1]))
    condition += " AND indicator_id IN (SELECT value FROM json_each(?))"
    return db.rows(
        f"SELECT {COLUMNS} FROM observation WHERE {condition} AND {STANDS}", (*days, days[1], json.dumps(sorted(codes)))
    )


def _by_series(rows: Iterable[Row]) -> dict[_RawSeries, list[Row]]:
    found: dict[_RawSeries, list[Row]] = {}
    for row in rows:
        found.setdefault(row[:_ABOUT], []).append(row)
    return found


def _series(raw: _RawSeries) -> Series:
    code, unit_id, dimension, member = raw
    return (code, unit_id, Disaggregation(dimension, member) if dimension and member else None)


def _listed(db: Database, condition: str, parameters: tuple[str, ...]) -> list[Observation]:
    rows = db.rows(
        f"SELECT * FROM observation WHERE {condition} AND {STANDS} ORDER BY period_first_on, counted_to, id", parameters
    )
    return [_observation(row) for row in rows]


@lru_cache(maxsize=4096)
def _value(status: str, amount: int | None, scale: int | None, qualifier: str | None, provisional: int) -> Value:
    quantity = None if amount is None else Quantity(amount, scale or 0)
    return Value(Status(status), quantity, Qualifier(qualifier) if qualifier else None, bool(provisional))


def _observation(row: Row) -> Observation:
    return Observation(
        id=row["id"],
        indicator=row["indicator_id"],
        unit_id=row["unit_id"],
        period=read_period(row["period"]),
        counted_from=read_day(row["counted_from"]),
        counted_to=read_day(row["counted_to"]),
        value=_value(row["status"], row["amount"], row["scale"], row["qualifier"], row["provisional"]),
        disaggregation=Disaggregation(row["dimension"], row["member"]) if row["dimension"] else None,
        meeting_id=row["meeting_id"],
        unit_word=row["unit_word"],
        note=row["note"],
    )
