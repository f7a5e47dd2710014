"""How long an item of the agenda was planned to take and took, and whether it waits for the next meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

DETAIL = """
CREATE TABLE agenda_detail (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    agenda_item_id TEXT NOT NULL UNIQUE REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    planned_minutes INTEGER CHECK (planned_minutes BETWEEN 1 AND 1440),
    used_minutes INTEGER CHECK (used_minutes BETWEEN 0 AND 1440),
    postponed INTEGER NOT NULL CHECK (postponed IN (0, 1)),
    position INTEGER NOT NULL
) STRICT
"""

OF_MEETING = "CREATE INDEX agenda_detail_meeting ON agenda_detail (meeting_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (DETAIL, OF_MEETING):
        db.execute(statement)
