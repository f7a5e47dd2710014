"""In which capacity someone came for another, and when who was late arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

DETAIL = """
CREATE TABLE attendance_detail (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    attendance_id TEXT NOT NULL UNIQUE REFERENCES attendance (id) DEFERRABLE INITIALLY DEFERRED,
    represented_as TEXT NOT NULL,
    arrived_at TEXT,
    position INTEGER NOT NULL
) STRICT
"""

OF_MEETING = "CREATE INDEX attendance_detail_meeting ON attendance_detail (meeting_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (DETAIL, OF_MEETING):
        db.execute(statement)
