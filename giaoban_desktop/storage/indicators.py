"""The catalogue of indicators and the fields of coordination, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from giaoban_desktop.domain.indicators import Field, Indicator, IndicatorGroup, IndicatorKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage import usage
from giaoban_desktop.storage.database import Database, Row, SqlValue
from giaoban_desktop.storage.faults import stored

_LISTS = ("forces", "aliases", "unit_aliases")
_RENAMED = {"code": "id", "group": "group_id"}
_REFERENCES = ("part_of", "pairs_with", "at_least", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Extent:
    """What the figures of an indicator need: so many there are, with so many digits behind the comma, so divided."""

    count: int
    scale: int
    dimensions: tuple[str, ...]


@stored
def list_groups(db: Database) -> list[IndicatorGroup]:
    """The headings of the catalogue in their order."""
    return [
        IndicatorGroup(row["id"], row["name"]) for row in db.rows("SELECT * FROM indicator_group ORDER BY position")
    ]


@stored
def list_indicators(db: Database) -> list[Indicator]:
    """All indicators by item and measure."""
    return sorted((_indicator(row) for row in db.rows("SELECT * FROM indicator")), key=lambda found: found.order)


@stored
def indicators_of(db: Database, codes: Iterable[str]) -> dict[str, Indicator]:
    """The indicators of these codes, by item and measure."""
    wanted = json.dumps(sorted(set(codes)))
    rows = db.rows("SELECT * FROM indicator WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {found.code: found for found in sorted(map(_indicator, rows), key=lambda found: found.order)}


@stored
def get_indicator(db: Database, code: str) -> Indicator:
    """One indicator. Raises: UserError when the catalogue has none of that code."""
    row = db.row("SELECT * FROM indicator WHERE id = ?", (code,))
    if row is None:
        raise UserError("There is no indicator {code} in the catalogue.", code=code[:40])
    return _indicator(row)


@stored
def extents(db: Database) -> dict[str, Extent]:
    """What the figures need of each indicator that has any, also those of withdrawn meetings, by its code."""
    rows = db.rows(
        "SELECT indicator_id, count(*) AS count, coalesce(max(scale), 0) AS scale,"
        " json_group_array(DISTINCT dimension) AS dimensions FROM observation GROUP BY indicator_id"
    )
    return {
        row["indicator_id"]: Extent(
            row["count"], row["scale"], tuple(sorted(filter(None, json.loads(row["dimensions"]))))
        )
        for row in rows
    }


@stored
def list_fields(db: Database) -> list[Field]:
    """The fields of coordination in their order."""
    return [Field(row["id"], row["name"]) for row in db.rows("SELECT * FROM field ORDER BY position")]


def save_group(db: Database, group: IndicatorGroup, position: int) -> None:
    """Keep a heading; inside an act."""
    db.save("indicator_group", {"id": group.code, "name": group.name, "position": position})


def save_field(db: Database, field: Field, position: int) -> None:
    """Keep a field of coordination; inside an act."""
    db.save("field", {"id": field.code, "name": field.name, "position": position})


def save_indicator(db: Database, indicator: Indicator) -> None:
    """Keep an indicator; inside an act."""
    row: dict[str, SqlValue] = {}
    for attribute in fields(indicator):
        value = getattr(indicator, attribute.name)
        name = _RENAMED.get(attribute.name, attribute.name)
        if attribute.name in _LISTS:
            row[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, bool):
            row[name] = int(value)
        else:
            row[name] = value.value if isinstance(value, IndicatorKind) else value
    db.save("indicator", row)


def renumber(db: Database, indicator: Indicator, code: str) -> None:
    """Give an indicator another code; its figures, and the indicators that name it, go with it; inside an act."""
    before = indicator.code
    for other in list_indicators(db):
        named = {name: code for name in _REFERENCES if getattr(other, name) == before}
        if named:
            save_indicator(db, replace(other, **named))  # type: ignore[arg-type]  # all of them are texts
    save_indicator(db, replace(indicator, code=code))
    for table, column in usage.references(db, "indicator"):
        db.connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (code, before))
    db.delete("indicator", before)


def _indicator(row: Row) -> Indicator:
    return Indicator(
        code=row["id"],
        group=row["group_id"],
        name=row["name"],
        unit=row["unit"],
        noun=row["noun"],
        verb=row["verb"],
        zero=row["zero"],
        zero_verb=row["zero_verb"],
        kind=IndicatorKind(row["kind"]),
        forces=_list(row["forces"]),
        joint=bool(row["joint"]),
        decimals=row["decimals"],
        aliases=_list(row["aliases"]),
        unit_aliases=_list(row["unit_aliases"]),
        part_of=row["part_of"],
        pairs_with=row["pairs_with"],
        at_least=row["at_least"],
        disaggregation=row["disaggregation"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        own=bool(row["own"]),
    )


def _list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))
