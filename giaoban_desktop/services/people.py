"""The officials whom the office knows: offered where names are typed, in the order of its lists."""

from __future__ import annotations

from collections.abc import Sequence

from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.ranks import by_unit_and_rank, joined_by
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
    """Keep a person, new or changed. Meetings keep name and position as of their day.

    A new one is placed by unit and rank, and so is one whose unit changed, or whose rank did unless the clerk had moved
    him or her by hand; else the place stays.
    """
    with db.act("person.save", person.name):
        present = listed(db)
        before = next((one for one in present if one.id == person.id), None)
        if before is None:
            people_rows.save_person(db, person)
        else:
            people_rows.save_order(db, _with_changed(db, present, before, person))
    return changes.of(Kind.PEOPLE, summary=person.name)


def _with_changed(db: Database, present: Sequence[Person], before: Person, person: Person) -> list[Person]:
    unit_ids, others = people_rows.unit_order(db), [one for one in present if one.id != person.id]
    was_placed = joined_by(others, before, unit_ids) == list(present)
    if person.unit_id != before.unit_id or (person.rank != before.rank and was_placed):
        return joined_by(others, person, unit_ids)
    return [person if one.id == person.id else one for one in present]


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
        people_rows.save_order(db, sorted(listed(db), key=lambda person: person_ids.index(person.id)))
    return changes.of(Kind.PEOPLE)


def sort(db: Database) -> Changes:
    """Put the people into the order of their units, then of their ranks; those of one rank stay as they stood."""
    with db.act("person.arrange", ""):
        people_rows.save_order(db, by_unit_and_rank(listed(db), people_rows.unit_order(db)))
    return changes.of(Kind.PEOPLE)
