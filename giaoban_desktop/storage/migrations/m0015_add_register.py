"""Series of numbers that the office gives itself, and how secret an issued paper is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

SERIES = """
CREATE TABLE number_series (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    abbreviation TEXT NOT NULL CHECK (abbreviation <> ''),
    is_classified INTEGER NOT NULL CHECK (is_classified IN (0, 1))
) STRICT
"""

SERIES_KEY = "CREATE UNIQUE INDEX number_series_key ON number_series (owner_id, unit_id, abbreviation, is_classified)"

SECRECY = """
CREATE TABLE secrecy (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    document_id TEXT NOT NULL UNIQUE REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    level TEXT NOT NULL CHECK (level IN ('confidential', 'secret', 'top_secret')),
    position INTEGER NOT NULL
) STRICT
"""


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (SERIES, SERIES_KEY, SECRECY):
        db.execute(statement)
