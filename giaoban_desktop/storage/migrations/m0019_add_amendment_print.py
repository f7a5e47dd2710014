"""Prints of amendments that were taken back, with the amendment that each was of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

AMENDMENT_PRINT = """
CREATE TABLE amendment_print (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    amendment_id TEXT NOT NULL REFERENCES amendment (id) DEFERRABLE INITIALLY DEFERRED,
    document_id TEXT NOT NULL UNIQUE REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT
"""

INDEX = "CREATE INDEX amendment_print_amendment ON amendment_print (amendment_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (AMENDMENT_PRINT, INDEX):
        db.execute(statement)
