"""Directives that come again, that are urgent, that others carry on; the papers that show what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_DIRECTIVE = "directive_id TEXT NOT NULL REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED"

RECURRENCE = f"""
CREATE TABLE recurrence (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    {_OF_DIRECTIVE},
    every TEXT NOT NULL CHECK (every IN ('week', 'month', 'quarter', 'year')),
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
    words TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (directive_id)
) STRICT
"""

OCCURRENCE = f"""
CREATE TABLE occurrence (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    {_OF_DIRECTIVE},
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
    done_on TEXT NOT NULL CHECK (done_on IS date(done_on)),
    position INTEGER NOT NULL
) STRICT
"""

URGENCY = f"""
CREATE TABLE urgency (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    {_OF_DIRECTIVE},
    position INTEGER NOT NULL,
    UNIQUE (directive_id)
) STRICT
"""

SUCCESSION = f"""
CREATE TABLE succession (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    {_OF_DIRECTIVE},
    successor_id TEXT NOT NULL REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    UNIQUE (directive_id, successor_id)
) STRICT
"""

EVIDENCE = f"""
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    {_OF_DIRECTIVE},
    note_id TEXT NOT NULL REFERENCES progress_note (id) DEFERRABLE INITIALLY DEFERRED,
    reference TEXT NOT NULL CHECK (reference <> ''),
    position INTEGER NOT NULL,
    UNIQUE (note_id)
) STRICT
"""

INDEXES = (
    "CREATE INDEX occurrence_directive ON occurrence (directive_id)",
    "CREATE INDEX succession_successor ON succession (successor_id)",
    "CREATE INDEX evidence_directive ON evidence (directive_id)",
)


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (RECURRENCE, OCCURRENCE, URGENCY, SUCCESSION, EVIDENCE, *INDEXES):
        db.execute(statement)
