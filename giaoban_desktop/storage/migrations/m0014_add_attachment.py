"""Attachments by their digest (the bytes lie in the companion file), and how large one may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

ATTACHMENT = """
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    document_id TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    note_id TEXT REFERENCES progress_note (id) DEFERRABLE INITIALLY DEFERRED,
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20000000),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    added_on TEXT NOT NULL CHECK (added_on IS date(added_on)),
    CHECK ((document_id IS NOT NULL) + (meeting_id IS NOT NULL) + (note_id IS NOT NULL) = 1)
) STRICT
"""

LIMIT = """
CREATE TABLE attachment_limit (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    megabytes INTEGER NOT NULL CHECK (megabytes BETWEEN 1 AND 20)
) STRICT
"""

INDEXES = tuple(
    f"CREATE INDEX attachment_{holder} ON attachment ({holder}_id)" for holder in ("document", "meeting", "note")
)


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (ATTACHMENT, LIMIT, *INDEXES):
        db.execute(statement)
