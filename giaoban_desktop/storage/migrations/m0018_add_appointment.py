"""Who appointed the chair or the secretary of a meeting, where the attendance does not name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPOINTMENT = """
CREATE TABLE appointment (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('chair', 'secretary')),
    appointed_by TEXT NOT NULL CHECK (appointed_by <> ''),
    position INTEGER NOT NULL,
    UNIQUE (meeting_id, role)
) STRICT
"""


def apply(db: Database) -> None:
    """Make the table."""
    db.execute(APPOINTMENT)
