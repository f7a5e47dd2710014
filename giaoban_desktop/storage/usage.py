"""How much a book holds, and whether something in it is named elsewhere, so that taking it out would break a record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from giaoban_desktop.storage.database import Database


def is_used(db: Database, table: str, row_id: str, *, apart_from: frozenset[str] = frozenset()) -> bool:
    """True when a row of another table (not one of `apart_from`, which go with it) refers to this row."""
    return any(name not in apart_from for name in users(db, table, row_id))


def users(db: Database, table: str, row_id: str) -> Iterator[str]:
    """The tables that have a row which refers to this row."""
    for name, column in references(db, table):
        if db.row(f"SELECT 1 FROM {name} WHERE {column} = ? LIMIT 1", (row_id,)) is not None:
            yield name


def digits_of_targets(db: Database, code: str) -> int:
    """With how many digits behind the comma plans ask for an indicator; 0 where none does."""
    return int(db.rows("SELECT coalesce(max(scale), 0) FROM target WHERE indicator_id = ?", (code,))[0][0])


def references(db: Database, table: str) -> list[tuple[str, str]]:
    """The tables that refer to a table, each with the column that does."""
    return [
        (name, key["from"])
        for name in tables(db)
        for key in db.rows(f"PRAGMA foreign_key_list({name})")
        if key["table"] == table
    ]


def count(db: Database, table: str) -> int:
    """How many rows a table has."""
    return int(db.rows(f"SELECT count(*) FROM {table}")[0][0])


def tables(db: Database) -> list[str]:
    """The names of the book's tables."""
    rows = db.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return [row["name"] for row in rows]


def schema(db: Database) -> list[str]:
    """The statements that made the tables, indices and triggers."""
    rows = db.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    return [row["sql"] for row in rows]


def sqlite_version() -> str:
    """The version of SQLite that reads and writes the book."""
    return sqlite3.sqlite_version
