"""The triggers that log every change of an owned row, generated from the schema.

They use built-in SQL only, so that no connection, tool or repository can change an owned row without leaving the row as
it was and as it became. They read the open act from `current_act`; without one the NOT NULL of `change.act_seq` refuses
the write. Rebuilding a table drops its triggers, therefore they are made again after every migration.
"""

from __future__ import annotations

import sqlite3

UNLOGGED = frozenset({"act", "change", "current_act", "blob", "search_entry", "draft_field"})
"""Tables whose rows are not owned: the log itself, bytes that are named by their digest,
what is derived, and what is half typed."""

_EVENTS = {"INSERT": ("NULL", "NEW"), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD", "NULL")}


def owned_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that are logged, by name: every table of ours that is not listed as unlogged."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in rows if name not in UNLOGGED]


def definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and CREATE statement of each trigger that the present tables need."""
    found: dict[str, str] = {}
    for table in owned_tables(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for event, (before, after) in _EVENTS.items():
            name = f"log_{table}_{event.lower()}"
            row = "OLD" if event == "DELETE" else "NEW"
            guard = f" WHEN {_tuple('OLD', columns)} IS NOT {_tuple('NEW', columns)}" if event == "UPDATE" else ""
            found[name] = (
                f"CREATE TRIGGER {name} AFTER {event} ON {table}{guard} BEGIN "
                f"INSERT INTO change (act_seq, n, table_name, row_id, before, after) SELECT act_seq, "
                f"(SELECT coalesce(max(n), 0) + 1 FROM change WHERE act_seq = current_act.act_seq), "
                f"'{table}', {row}.id, {_image(before, columns)}, {_image(after, columns)} "
                f"FROM (SELECT 1) LEFT JOIN current_act; END"
            )
    return found


def create(connection: sqlite3.Connection) -> None:
    """Make the triggers that the present tables need."""
    for statement in definitions(connection).values():
        connection.execute(statement)


def drop(connection: sqlite3.Connection) -> None:
    """Remove the generated triggers, before tables change."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log\\_%' ESCAPE '\\'"
    ).fetchall()
    for (name,) in rows:
        connection.execute(f"DROP TRIGGER {name}")


def _image(row: str, columns: list[str]) -> str:
    if row == "NULL":
        return "NULL"
    return "json_object(" + ", ".join(f"'{column}', {row}.{column}" for column in columns) + ")"


def _tuple(row: str, columns: list[str]) -> str:
    return "(" + ", ".join(f"{row}.{column}" for column in columns) + ")"
