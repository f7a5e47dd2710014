"""The office that keeps the book: set up once, then read by everything."""

from __future__ import annotations

from collections.abc import Sequence

from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.units import Office, Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.catalogue import shipped_catalogue, shipped_fields
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import people as people_rows
from giaoban_desktop.storage import units as unit_rows
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
