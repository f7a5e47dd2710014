"""Deadlines that were put off: the one before, why, and who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

EXTENSION = """
CREATE TABLE extension (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    directive_id TEXT NOT NULL REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on)),
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
    deadline_words TEXT NOT NULL,
    deadline_period TEXT,
    reason TEXT NOT NULL CHECK (reason <> ''),
    agreed_by TEXT NOT NULL CHECK (agreed_by <> ''),
    position INTEGER NOT NULL
) STRICT
"""

OF_DIRECTIVE = "CREATE INDEX extension_directive ON extension (directive_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (EXTENSION, OF_DIRECTIVE):
        db.execute(statement)
