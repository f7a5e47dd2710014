"""Why a paper that was frozen went back to draft, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

REOPENING = """
CREATE TABLE reopening (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    document_id TEXT NOT NULL UNIQUE REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL CHECK (reason <> ''),
    reopened_on TEXT NOT NULL CHECK (reopened_on IS date(reopened_on)),
    position INTEGER NOT NULL
) STRICT
"""


def apply(db: Database) -> None:
    """Make the table."""
    db.execute(REOPENING)
