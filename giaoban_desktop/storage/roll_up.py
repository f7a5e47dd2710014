"""Figures of many units added up in one query."""

from __future__ import annotations

import json
from collections.abc import Collection

from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    Qualifier,
    Total,
    Value,
    number_value,
    weakest,
)
from giaoban_desktop.domain.numbers import ZERO, Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored

_SUPERSEDED = """
WITH RECURSIVE
wanted (period) AS (SELECT value FROM json_each(:periods)),
gone (id) AS (SELECT id FROM meeting WHERE state = 'withdrawn'),
owner (id) AS (
    SELECT min(owner_id) FROM observation
    UNION ALL SELECT (SELECT min(owner_id) FROM observation WHERE owner_id > owner.id) FROM owner WHERE id IS NOT NULL
),
place (owner_id, period, usual) AS MATERIALIZED (
    SELECT owner.id, wanted.period, (
        SELECT counted_to FROM observation WHERE owner_id = owner.id AND period = wanted.period LIMIT 1
    ) FROM owner CROSS JOIN wanted WHERE owner.id IS NOT NULL
),
odd (at) AS MATERIALIZED (
    SELECT one.rowid FROM place CROSS JOIN observation AS one INDEXED BY observation_key
    ON one.owner_id = place.owner_id AND one.period = place.period
    WHERE one.counted_to <> place.usual OR coalesce(one.dimension, '') <> ''
),
pair AS MATERIALIZED (
    SELECT one.rowid AS at, one.counted_to, one.dimension, one.member, one.meeting_id NOT IN gone AS stands,
        other.rowid AS other_at, other.counted_to AS other_to, other.dimension AS other_dimension,
        other.member AS other_member, other.meeting_id NOT IN gone AS other_stands
    FROM odd CROSS JOIN observation AS one ON one.rowid = odd.at
    CROSS JOIN observation AS other INDEXED BY observation_key
    ON other.owner_id = one.owner_id AND other.period = one.period AND other.indicator_id = one.indicator_id
    AND coalesce(other.unit_id, '') = coalesce(one.unit_id, '') AND other.rowid <> one.rowid
),
superseded (at) AS MATERIALIZED (
    SELECT at FROM pair WHERE coalesce(other_stands, 1) AND (
        (other_to > counted_to AND other_dimension IS dimension AND other_member IS member)
        OR (dimension IS NOT NULL AND other_dimension IS NULL)
    )
    UNION ALL
    SELECT other_at FROM pair WHERE coalesce(stands, 1) AND (
        (counted_to > other_to AND other_dimension IS dimension AND other_member IS member)
        OR (other_dimension IS NOT NULL AND dimension IS NULL)
    )
)
"""
"""The figures of which a later one or the whole is known: `superseded`. Nearly all figures of an office and period have
the same cut-off, so that only the odd ones are held against others."""

_SUMS = f"""{_SUPERSEDED}
SELECT indicator_id, period_first_on, max(scale) AS scale, count(*) AS parts, sum(amount) AS amount,
    max(provisional) AS provisional, sum(CASE status WHEN 'value' THEN 1 WHEN 'zero' THEN 1 ELSE 0 END) AS numbers,
    sum(status = 'not_applicable') AS idle, group_concat(DISTINCT qualifier) AS words
FROM observation INDEXED BY observation_indicator
WHERE period IN wanted AND rowid NOT IN superseded AND (meeting_id IS NULL OR meeting_id NOT IN gone)
"""
_WHOLE = f"{_SUMS} GROUP BY indicator_id, period_first_on"
_BY_SCALE = f"""{_SUMS} AND indicator_id IN (SELECT value FROM json_each(:codes))
GROUP BY indicator_id, period_first_on, scale"""
"""The same for numbers of which some have digits behind the comma."""


_TELLERS = f"""{_SUPERSEDED}
SELECT DISTINCT indicator_id, period_first_on, owner_id, coalesce(unit_id, '') AS unit FROM observation
WHERE period IN wanted AND indicator_id IN (SELECT value FROM json_each(:codes)) AND rowid NOT IN superseded
    AND status IN ('value', 'zero') AND (meeting_id IS NULL OR meeting_id NOT IN gone)
"""
"""Who told a number: the sums of two indicators make a ratio only where it is the same units."""


@stored
def tellers(
    db: Database, periods: Collection[Period], codes: Collection[str]
) -> dict[tuple[str, Period], frozenset[tuple[str, str]]]:
    """Which offices and units told a number of these indicators, by indicator code and period."""
    by_day = {period.first_on.isoformat(): period for period in periods}
    parameters = {"periods": json.dumps([period.code for period in periods]), "codes": json.dumps(sorted(codes))}
    found: dict[tuple[str, Period], set[tuple[str, str]]] = {}
    for row in db.rows(_TELLERS, parameters):
        key = (row["indicator_id"], by_day[row["period_first_on"]])
        found.setdefault(key, set()).add((row["owner_id"], row["unit"]))
    return {key: frozenset(units) for key, units in found.items()}


@stored
def sums(db: Database, periods: Collection[Period]) -> dict[tuple[str, Period], Total]:
    """What all units of the book reported for each of some periods that do not overlap, by indicator code and period.

    Only figures that were reported for just these periods; none is put together from shorter ones.
    """
    by_day = {period.first_on.isoformat(): period for period in periods}
    parameters = {"periods": json.dumps([period.code for period in periods])}
    rows = db.rows(_WHOLE, parameters)
    scaled = {row["indicator_id"] for row in rows if row["scale"]}
    if scaled:
        rows = [row for row in rows if row["indicator_id"] not in scaled]
        rows += db.rows(_BY_SCALE, {**parameters, "codes": json.dumps(sorted(scaled))})
    grouped: dict[tuple[str, Period], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["indicator_id"], by_day[row["period_first_on"]]), []).append(row)
    return {key: _total(found) for key, found in grouped.items()}


def _total(rows: Collection[Row]) -> Total:
    """The sum of the rows of one indicator and period, one for each number of digits behind the comma."""
    parts = sum(row["parts"] - row["idle"] for row in rows)
    numbers = sum(row["numbers"] for row in rows)
    if not parts:
        return Total(NOT_APPLICABLE, 0, 0)
    return Total(_value(rows) if numbers else NOT_REPORTED, parts, parts - numbers)


def _value(rows: Collection[Row]) -> Value:
    amount = ZERO
    for row in rows:
        if row["amount"] is not None:
            amount = amount + Quantity(row["amount"], row["scale"])
    word = weakest(Qualifier(word) for row in rows if row["words"] for word in row["words"].split(","))
    return number_value(amount, word, provisional=any(row["provisional"] for row in rows))
