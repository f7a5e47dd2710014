"""Search over words that were typed: derived from the rows, brought up to date at the end of every act."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from giaoban_desktop.domain.text import fold, marked
from giaoban_desktop.storage.search_filters import Filters

ANY = Filters()

_SOURCES = {
    "meeting": (
        "SELECT id, NULL, held_on, title, place || ' ' || conclusion || ' ' || next_meeting FROM meeting"
        " WHERE state <> 'withdrawn'"
    ),
    "person": "SELECT id, unit_id, '', name, rank || ' ' || position FROM person",
    "directive": (
        "SELECT id, meeting_id, given_on, text, given_by || ' ' || plan || ' ' || deadline_words FROM directive"
    ),
    "narrative": (
        "SELECT narrative.id, meeting_id, held_on, meeting.title, narrative.text FROM narrative"
        " JOIN meeting ON meeting.id = meeting_id"
    ),
    "statement": (
        "SELECT statement.id, meeting_id, held_on, meeting.title, speaker || ': ' || statement.text FROM statement"
        " JOIN meeting ON meeting.id = meeting_id"
    ),
    "outcome": (
        "SELECT outcome.id, meeting_id, held_on, meeting.title, outcome.text FROM outcome"
        " JOIN meeting ON meeting.id = meeting_id"
    ),
    "progress_note": (
        "SELECT progress_note.id, directive_id, noted_on, directive.text, progress_note.text FROM progress_note"
        " JOIN directive ON directive.id = directive_id"
    ),
    "document": (
        "SELECT document.id, coalesce(amendment.id, document.meeting_id), coalesce(document.issued_on, held_on),"
        " meeting.title, document.number || '/' || symbol || coalesce(' Đính chính ' || amendment.reason || ' ' ||"
        " (SELECT group_concat(before || ' ' || after, ' ') FROM replacement WHERE amendment_id = amendment.id), '')"
        " FROM document"
        " JOIN meeting ON meeting.id = document.meeting_id"
        " LEFT JOIN amendment ON amendment.document_id = document.id"
        " WHERE document_type IN ('minutes', 'amendment')"
    ),
    "observation": (
        "SELECT observation.id, meeting_id, counted_to, indicator.name, note FROM observation"
        " JOIN indicator ON indicator.id = indicator_id WHERE note <> ''"
    ),
}
"""For each kind: row id, parent id, day, title and text of what can be found."""


def _of_changed(kind: str, parent: str, table: str, *columns: str) -> str:
    """The rows of a kind whose parent one act changed in these columns."""
    before, after = (
        ", ".join(f"json_extract({side}, '$.{column}')" for column in columns) for side in ("before", "after")
    )
    return (
        f"SELECT {kind}.id FROM change JOIN {kind} ON {parent} = row_id"
        f" WHERE act_seq = ? AND table_name = '{table}' AND ({before}) IS NOT ({after})"
    )


_DEPENDANTS = {
    "meeting": {
        kind: _of_changed(kind, "meeting_id", "meeting", "title", "held_on")
        for kind in ("narrative", "statement", "outcome", "document")
    },
    "directive": {"progress_note": _of_changed("progress_note", "directive_id", "directive", "text")},
    "indicator": {"observation": _of_changed("observation", "indicator_id", "indicator", "name")},
    "amendment": {
        "document": (
            "SELECT document.id FROM change JOIN document ON document.id IN"
            " (json_extract(before, '$.document_id'), json_extract(after, '$.document_id'))"
            " WHERE act_seq = ? AND table_name = 'amendment'"
        )
    },
    "replacement": {
        "document": (
            "SELECT document_id FROM change JOIN amendment ON amendment.id IN"
            " (json_extract(before, '$.amendment_id'), json_extract(after, '$.amendment_id'))"
            " WHERE act_seq = ? AND table_name = 'replacement' AND document_id IS NOT NULL"
        )
    },
}
"""For each table that entries of other kinds tell of: the rows of a kind whose entries one act made stale."""

_COLUMNS = "kind, row_id, parent_id, dated_on, title, text"
_WORD = re.compile(r"[^\W_]+")

FIND_SQL = (
    f"SELECT {_COLUMNS} FROM search_entry JOIN search_entry_fts ON search_entry.id = search_entry_fts.rowid"
    " WHERE search_entry_fts MATCH ? ORDER BY rank LIMIT ?"
)
"""The bare query behind `find`; the benchmark runs it by itself."""
_FOUND_SQL = FIND_SQL.replace("MATCH ?", "MATCH :words AND {condition}").replace("LIMIT ?", "LIMIT :limit")
_NEWEST_SQL = (
    f"SELECT {_COLUMNS} FROM search_entry WHERE kind IN ('directive', 'meeting') AND {{condition}}"
    " ORDER BY dated_on DESC, id DESC LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand; `dated_on` is ISO, "" for what has no day."""

    kind: str
    row_id: str
    parent_id: str | None
    dated_on: str
    title: str
    text: str


def find(connection: sqlite3.Connection, words: str, *, filters: Filters = ANY, limit: int = 50) -> list[Hit]:
    """The best hits for words typed with or without tone marks; those with exactly these marks come first.

    The last word may be unfinished. Empty for words without a letter or digit.
    """
    exact = match_expression("marked", marked(words))
    loose = match_expression("folded", fold(words))
    if not loose:
        return []
    sql, asked = _FOUND_SQL.format(condition=filters.condition), {"limit": limit, **filters.parameters}
    rows: list[tuple[str, ...]] = []
    if marked(words) != fold(words):
        rows = connection.execute(sql, {"words": exact, **asked}).fetchall()
    if len(rows) < limit:
        seen = {(row[0], row[1]) for row in rows}
        more = connection.execute(sql, {"words": loose, **asked}).fetchall()
        rows += [row for row in more if (row[0], row[1]) not in seen][: limit - len(rows)]
    return [Hit(*row) for row in rows]


def newest(connection: sqlite3.Connection, filters: Filters, *, limit: int) -> list[Hit]:
    """The newest directives and meetings that pass."""
    sql = _NEWEST_SQL.format(condition=filters.condition)
    return [Hit(*row) for row in connection.execute(sql, {"limit": limit, **filters.parameters})]


def match_expression(column: str, words: str) -> str:
    """The words as an FTS5 expression: all of them in one column, the last as a prefix; "" when there are none."""
    found = _WORD.findall(words)
    if not found:
        return ""
    return f"{column} : (" + " AND ".join(f'"{word}"' for word in found) + "*)"


def refresh_changed(connection: sqlite3.Connection, act_seq: int) -> int:
    """Bring all entries that tell of rows that an act changed up to date; gives the count of its changes."""
    changed = connection.execute(
        "SELECT table_name, row_id FROM change WHERE act_seq = ? GROUP BY table_name, row_id", (act_seq,)
    ).fetchall()
    stale = {(table, row_id) for table, row_id in changed if table in _SOURCES}
    for table in {table for table, _row_id in changed} & _DEPENDANTS.keys():
        for kind, sql in _DEPENDANTS[table].items():
            stale.update((kind, row_id) for (row_id,) in connection.execute(sql, (act_seq,)))
    for kind, row_id in sorted(stale):
        _refresh(connection, kind, row_id)
    return len(changed)


def rebuild(connection: sqlite3.Connection) -> None:
    """Write all entries anew."""
    connection.execute("DELETE FROM search_entry")
    for kind in _SOURCES:
        for row in expected(connection, kind):
            _insert(connection, row)


def expected(connection: sqlite3.Connection, kind: str) -> list[tuple[str, ...]]:
    """The entries that a kind should have: kind, row id, parent id, day, title, text."""
    return [(kind, *row) for row in connection.execute(f"SELECT * FROM ({_SOURCES[kind]})")]


def stale_kinds(connection: sqlite3.Connection) -> list[str]:
    """The kinds whose entries differ from the rows they are derived from."""
    found = []
    for kind in _SOURCES:
        present = connection.execute(
            f"SELECT {_COLUMNS}, folded, marked FROM search_entry WHERE kind = ?", (kind,)
        ).fetchall()
        wanted = [(*row, *_words(row)) for row in expected(connection, kind)]
        if sorted(map(_comparable, present)) != sorted(map(_comparable, wanted)):
            found.append(kind)
    return found


def is_index_whole(connection: sqlite3.Connection) -> bool:
    """True when the full-text index holds exactly the words of the entries. Needs a connection that may write."""
    try:
        connection.execute("INSERT INTO search_entry_fts (search_entry_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


def _refresh(connection: sqlite3.Connection, kind: str, row_id: str) -> None:
    connection.execute("DELETE FROM search_entry WHERE kind = ? AND row_id = ?", (kind, row_id))
    sql = _SOURCES[kind]
    key = f"{kind}.id" if "JOIN" in sql else "id"
    joined = f"{sql} {'AND' if ' WHERE ' in sql else 'WHERE'} {key} = ?"
    row = connection.execute(joined, (row_id,)).fetchone()
    if row is not None:
        _insert(connection, (kind, *row))


def _insert(connection: sqlite3.Connection, row: tuple[str, ...]) -> None:
    connection.execute(
        f"INSERT INTO search_entry ({_COLUMNS}, folded, marked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, *_words(row))
    )


def _words(row: tuple[str, ...]) -> tuple[str, str]:
    words = f"{row[4]} {row[5]}"
    return fold(words), marked(words)


def _comparable(row: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(value or "" for value in row)
