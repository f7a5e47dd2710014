"""Units and the office, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.units import Level, LevelSince, Office, Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import read_day


@stored
def find_office(db: Database) -> Office | None:
    """The office of this book; None before it is set up."""
    row = db.row("SELECT * FROM office")
    return Office(row["id"], row["unit_id"], row["superior_id"], bool(row["heads_sign"])) if row else None


@stored
def get_office(db: Database) -> Office:
    """The office of this book. Raises: UserError before it is set up."""
    office = find_office(db)
    if office is None:
        raise UserError("This book has no office yet. Set it up first.")
    return office


@stored
def catalogue_version(db: Database) -> str:
    """The version of the catalogue that the office works with. Raises: UserError before it is set up."""
    row = db.row("SELECT catalogue_version FROM office")
    if row is None:
        raise UserError("This book has no office yet. Set it up first.")
    return str(row["catalogue_version"])


def save_office(db: Database, office: Office, *, catalogue_version: str) -> None:
    """Keep the office; inside an act."""
    db.found_office(office.id)
    db.save(
        "office",
        {
            "id": office.id,
            "unit_id": office.unit_id,
            "superior_id": office.superior_id,
            "heads_sign": int(office.heads_sign),
            "catalogue_version": catalogue_version,
        },
    )


@stored
def list_units(db: Database) -> list[Unit]:
    """All units in their order."""
    levels: dict[str, list[LevelSince]] = {}
    for row in db.rows("SELECT unit_id, level, since_on FROM unit_level ORDER BY since_on"):
        levels.setdefault(row["unit_id"], []).append(LevelSince(Level(row["level"]), read_day(row["since_on"])))
    return [_unit(row, levels.get(row["id"], [])) for row in db.rows("SELECT * FROM unit ORDER BY position, code")]


@stored
def units_by_code(db: Database) -> dict[str, Unit]:
    """All units by their codes, in their order."""
    return {unit.code: unit for unit in list_units(db)}


@stored
def units_by_id(db: Database) -> dict[str, Unit]:
    """All units by their ids, in their order."""
    return {unit.id: unit for unit in list_units(db)}


@stored
def get_unit(db: Database, unit_id: str) -> Unit:
    """One unit. Raises: UserError when there is none of that id."""
    for unit in list_units(db):
        if unit.id == unit_id:
            return unit
    raise UserError("There is no unit {unit}.", unit=unit_id)


def save_unit(db: Database, unit: Unit) -> None:
    """Keep a unit; inside an act."""
    db.save(
        "unit",
        {
            "id": unit.id,
            "code": unit.code,
            "name": unit.name,
            "short_name": unit.short_name,
            "force": unit.force,
            "parent_id": unit.parent_id,
            "body_above": unit.body_above,
            "issuing_body": unit.issuing_body,
            "symbol": unit.symbol,
            "place": unit.place,
            "position": unit.position,
        },
    )
    rows = [
        {"id": f"{unit.id}:{level.since_on}", "level": level.level.value, "since_on": level.since_on.isoformat()}
        for level in unit.levels
    ]
    db.save_children("unit_level", "unit_id", unit.id, rows)


def _unit(row: Row, levels: list[LevelSince]) -> Unit:
    return Unit(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        force=row["force"],
        parent_id=row["parent_id"],
        levels=tuple(levels),
        body_above=row["body_above"],
        issuing_body=row["issuing_body"],
        symbol=row["symbol"],
        place=row["place"],
        position=row["position"],
    )
