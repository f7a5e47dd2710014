"""People, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.ranks import in_order, joined_by
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored


@stored
def list_people(db: Database) -> list[Person]:
    """All people in the order of the office's lists."""
    return [_person(row) for row in db.rows("SELECT * FROM person ORDER BY sort_order, id")]


@stored
def unit_order(db: Database) -> list[str]:
    """The ids of the units in their order."""
    return [row["id"] for row in db.rows("SELECT id FROM unit ORDER BY position, id")]


def save_person(db: Database, person: Person) -> None:
    """Keep a person; a new one is placed by unit and rank. Inside an act."""
    if db.row("SELECT 1 FROM person WHERE id = ?", (person.id,)):
        _save(db, person)
    else:
        save_order(db, joined_by(list_people(db), person, unit_order(db)))


def save_order(db: Database, people: Sequence[Person]) -> None:
    """Keep people in the order in which they are given; inside an act."""
    for person in in_order(people):
        _save(db, person)


def _save(db: Database, person: Person) -> None:
    db.save(
        "person",
        {
            "id": person.id,
            "name": person.name,
            "honorific": person.honorific,
            "rank": person.rank,
            "position": person.position,
            "unit_id": person.unit_id,
            "sort_order": person.order,
        },
    )


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        honorific=row["honorific"],
        rank=row["rank"],
        position=row["position"],
        unit_id=row["unit_id"],
        order=row["sort_order"],
    )
