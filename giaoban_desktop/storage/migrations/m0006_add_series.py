"""How regularly the office meets, and what and who usually belongs to a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

CYCLE = """
CREATE TABLE meeting_cycle (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL UNIQUE,
    cycle TEXT NOT NULL CHECK (cycle IN ('months', 'quarters', 'both', 'replacing'))
) STRICT
"""

AGENDA = """
CREATE TABLE usual_agenda_item (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    presenter TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT
"""

PEOPLE = """
CREATE TABLE usual_participant (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    UNIQUE (owner_id, person_id)
) STRICT
"""


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (CYCLE, AGENDA, PEOPLE):
        db.execute(statement)
