"""People, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.people import Person
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored


@stored
def list_people(db: Database) -> list[Person]:
    """All people in the order of the office's lists."""
    return [_person(row) for row in db.rows("SELECT * FROM person ORDER BY sort_order, id")]


def save_person(db: Database, person: Person) -> None:
    """Keep a person; inside an act."""
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
