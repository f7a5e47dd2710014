"""The officials whom the office knows: offered where names are typed, in the order of its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain.people import Person
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import people as people_rows
from giaoban_desktop.storage import series as series_rows
from giaoban_desktop.storage import usage
from giaoban_desktop.storage.database import Database


def listed(db: Database) -> list[Person]:
    """All people in the order of the office's lists."""
    return people_rows.list_people(db)


def save(db: Database, person: Person) -> Changes:
    """Keep a person, new or changed; a new one comes last. Meetings keep name and position as of their day."""
    with db.act("person.save", person.name):
        present = listed(db)
        if person.id not in {other.id for other in present}:
            person = replace(person, order=1 + max((other.order for other in present), default=-1))
        people_rows.save_person(db, person)
    return changes.of(Kind.PEOPLE, summary=person.name)


def remove(db: Database, person_id: str) -> Changes:
    """Take a person out of the lists. Raises: UserError when he or she stands in a meeting's record."""
    with db.act("person.remove", "") as act:
        person = next((one for one in listed(db) if one.id == person_id), None)
        if person is None:
            raise UserError("This person is no longer in the book.")
        act.summary = person.name
        if usage.is_used(db, "person", person_id, apart_from=frozenset({"usual_participant"})):
            raise UserError(
                "{name} stands in the record of a meeting and stays in the book. Change the position instead.",
                name=person.name,
            )
        series_rows.save_people(db, [one for one in series_rows.list_people(db) if one != person_id])
        db.delete("person", person_id)
    return changes.of(Kind.PEOPLE, summary=act.summary)


def arrange(db: Database, person_ids: Sequence[str]) -> Changes:
    """Put the people into the order of their ids."""
    with db.act("person.arrange", ""):
        for person in listed(db):
            people_rows.save_person(db, replace(person, order=person_ids.index(person.id)))
    return changes.of(Kind.PEOPLE)
