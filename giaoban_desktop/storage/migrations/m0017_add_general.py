"""Directives that are meant for everybody, and so need no lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

GENERAL = """
CREATE TABLE general (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    directive_id TEXT NOT NULL UNIQUE REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT
"""


def apply(db: Database) -> None:
    """Make the table."""
    db.execute(GENERAL)
