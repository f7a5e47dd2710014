"""What came out of an item of the agenda: information taken note of, a decision, or a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

OUTCOME = """
CREATE TABLE outcome (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    agenda_item_id TEXT NOT NULL REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('information', 'decision', 'directive')),
    text TEXT NOT NULL CHECK (text <> ''),
    directive_id TEXT REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    CHECK (directive_id IS NULL OR kind = 'directive')
) STRICT
"""

OF_MEETING = "CREATE INDEX outcome_meeting ON outcome (meeting_id)"
OF_ITEM = "CREATE INDEX outcome_agenda_item ON outcome (agenda_item_id)"
OF_DIRECTIVE = "CREATE INDEX outcome_directive ON outcome (directive_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (OUTCOME, OF_MEETING, OF_ITEM, OF_DIRECTIVE):
        db.execute(statement)
