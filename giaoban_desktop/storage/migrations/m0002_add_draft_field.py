"""What is being typed and belongs to no act yet, so that it is offered again when the power went meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

DRAFTS = """
CREATE TABLE draft_field (
    place TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
"""


def apply(db: Database) -> None:
    """Make the table; it is not logged, and no other office ever sees it."""
    db.execute(DRAFTS)
