"""What was said in the discussion that a directive was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

ORIGIN = """
CREATE TABLE origin (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    directive_id TEXT NOT NULL UNIQUE REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    statement_id TEXT NOT NULL REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL
) STRICT
"""

OF_STATEMENT = "CREATE INDEX origin_statement ON origin (statement_id)"


def apply(db: Database) -> None:
    """Make the table."""
    for statement in (ORIGIN, OF_STATEMENT):
        db.execute(statement)
