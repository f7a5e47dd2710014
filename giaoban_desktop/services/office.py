"""The office that keeps the book: set up once, then read by everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.units import Office, Unit
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.catalogue import shipped_catalogue, shipped_fields
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import people as people_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage import usage
from giaoban_desktop.storage.database import Database


def set_up(db: Database, office: Office, units: Sequence[Unit], people: Sequence[Person] = ()) -> Changes:
    """Make the office of a new book: its units, its people and the catalogue that ships with the program.

    Raises: UserError when the book has an office already.
    """
    if unit_rows.find_office(db) is not None:
        raise UserError("This book has an office already. Make a new book for another office.")
    catalogue = shipped_catalogue()
    own = next(unit for unit in units if unit.id == office.unit_id)
    with db.act("office.create", own.label):
        unit_rows.save_office(db, office, catalogue_version=catalogue.version)
        for unit in units:
            unit_rows.save_unit(db, unit)
        for person in people:
            people_rows.save_person(db, person)
        for position, group in enumerate(catalogue.groups):
            indicator_rows.save_group(db, group, position)
        for indicator in catalogue.indicators:
            indicator_rows.save_indicator(db, indicator)
        for position, field in enumerate(shipped_fields()):
            indicator_rows.save_field(db, field, position)
    return changes.of(Kind.OFFICE, Kind.PEOPLE, Kind.INDICATORS, summary=own.label)


def get(db: Database) -> Office:
    """The office that keeps the book."""
    return unit_rows.get_office(db)


def units(db: Database) -> list[Unit]:
    """All units of the book in their order."""
    return unit_rows.list_units(db)


def save(db: Database, office: Office) -> Changes:
    """Keep who keeps the book, who is above, and how papers are signed."""
    own = unit_rows.get_unit(db, office.unit_id)
    with db.act("office.save", own.label):
        unit_rows.save_office(db, office, catalogue_version=unit_rows.catalogue_version(db))
    return changes.of(Kind.OFFICE, summary=own.label)


def save_unit(db: Database, unit: Unit) -> Changes:
    """Keep a unit, new or changed; a new one comes last. Papers that are frozen keep the names they have.

    Raises: InputError when its code is another unit's, or it would stand above itself.
    """
    with db.act("unit.save", unit.label):
        present = unit_rows.units_by_id(db)
        if any(other.code == unit.code and other.id != unit.id for other in present.values()):
            raise InputError("Two units have the same code. Give each its own.", field="code")
        _refuse_circle(unit, present)
        if unit.id not in present:
            unit = replace(unit, position=1 + max((other.position for other in present.values()), default=-1))
        unit_rows.save_unit(db, unit)
    return changes.of(Kind.OFFICE, summary=unit.label)


def remove_unit(db: Database, unit_id: str) -> Changes:
    """Take a unit out of the book. Raises: UserError when it is named somewhere."""
    with db.act("unit.remove", "") as act:
        unit = unit_rows.get_unit(db, unit_id)
        act.summary = unit.label
        if usage.is_used(db, "unit", unit_id, apart_from=frozenset({"unit_level"})):
            raise UserError("{unit} is named in the book and cannot be taken out. Rename it instead.", unit=unit.label)
        db.save_children("unit_level", "unit_id", unit_id, [])
        db.delete("unit", unit_id)
    return changes.of(Kind.OFFICE, summary=unit.label)


def arrange_units(db: Database, unit_ids: Sequence[str]) -> Changes:
    """Put the units into the order of their ids; lists, choices and the turn of hosts follow it."""
    with db.act("unit.arrange", "") as act:
        act.summary = unit_rows.get_unit(db, unit_rows.get_office(db).unit_id).label
        for unit in unit_rows.list_units(db):
            unit_rows.save_unit(db, replace(unit, position=unit_ids.index(unit.id)))
    return changes.of(Kind.OFFICE, summary=act.summary)


def _refuse_circle(unit: Unit, present: dict[str, Unit]) -> None:
    above, seen = unit.parent_id, {unit.id}
    while above is not None:
        if above in seen:
            raise InputError("A unit cannot stand above itself. Choose another superior.", field="parent")
        seen.add(above)
        above = present[above].parent_id if above in present else None
