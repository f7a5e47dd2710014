"""Amendments of issued papers (đính chính): papers of their own, with the words that are put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

AMENDMENT = """
CREATE TABLE amendment (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    amends_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    document_id TEXT UNIQUE REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    made_on TEXT NOT NULL CHECK (made_on IS date(made_on)),
    reason TEXT NOT NULL
) STRICT
"""

REPLACEMENT = """
CREATE TABLE replacement (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    amendment_id TEXT NOT NULL REFERENCES amendment (id) DEFERRABLE INITIALLY DEFERRED,
    place TEXT NOT NULL,
    before TEXT NOT NULL CHECK (before <> ''),
    after TEXT NOT NULL,
    position INTEGER NOT NULL,
    CHECK (before <> after)
) STRICT
"""

INDEXES = (
    "CREATE INDEX amendment_meeting ON amendment (meeting_id)",
    "CREATE INDEX replacement_amendment ON replacement (amendment_id)",
)

ONCE = """
CREATE UNIQUE INDEX document_once_a_meeting ON document (meeting_id, document_type)
WHERE state <> 'withdrawn' AND document_type <> 'amendment'
"""


def apply(db: Database) -> None:
    """Make the tables; a meeting may have several amendments."""
    for statement in (AMENDMENT, REPLACEMENT, *INDEXES, "DROP INDEX document_once_a_meeting", ONCE):
        db.execute(statement)
