"""How much a book holds, and whether something in it is named elsewhere, so that taking it out would break a record."""

from __future__ import annotations

from giaoban_desktop.storage.database import Database


def is_used(db: Database, table: str, row_id: str, *, apart_from: frozenset[str] = frozenset()) -> bool:
    """True when a row of another table (not one of `apart_from`, which go with it) refers to this row."""
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in tables:
        if name in apart_from:
            continue
        for key in db.rows(f"PRAGMA foreign_key_list({name})"):
            column = key["from"]
            if key["table"] == table and db.row(f"SELECT 1 FROM {name} WHERE {column} = ? LIMIT 1", (row_id,)):
                return True
    return False


def count(db: Database, table: str) -> int:
    """How many rows a table has."""
    return int(db.rows(f"SELECT count(*) FROM {table}")[0][0])
