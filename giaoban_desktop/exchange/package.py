"""The package: the database file that goes up. Its format, which docs/package.md describes for readers with any tool.

The format is frozen by its number and independent of the tables in which an office keeps its book.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable

APPLICATION_ID = 0x47424E50
"""Marks a package in its header ("GBNP")."""
FORMAT = 1
SEAL_PREFIX = "giaoban-seal:"
SEAL = re.compile(rb"giaoban-seal:([0-9a-f]{64})")
BLANK_SEAL = SEAL_PREFIX + "0" * 64
SEAL_PAGE = 2
"""The page that holds the seal and nothing else: the first table that is made gets the page after the schema's."""

TABLES: dict[str, str] = {
    "seal": """CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL
) STRICT""",
    "manifest": """CREATE TABLE manifest (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT""",
    "unit": """CREATE TABLE unit (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    force TEXT NOT NULL,
    parent_id TEXT,
    position INTEGER NOT NULL
) STRICT""",
    "field": """CREATE TABLE field (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "indicator": """CREATE TABLE indicator (
    id TEXT NOT NULL PRIMARY KEY,
    group_name TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('flow', 'stock', 'ratio')),
    decimals INTEGER NOT NULL
) STRICT""",
    "meeting": """CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('month', 'quarter', 'half', 'year', 'extraordinary')),
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL,
    period_last_on TEXT NOT NULL,
    counted_from TEXT NOT NULL,
    counted_to TEXT NOT NULL,
    held_on TEXT NOT NULL,
    starts_at TEXT,
    ends_at TEXT,
    ends_on TEXT,
    number INTEGER,
    title TEXT NOT NULL,
    host_id TEXT NOT NULL REFERENCES unit (id),
    place TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    next_meeting TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'issued'))
) STRICT""",
    "meeting_person": """CREATE TABLE meeting_person (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    role TEXT NOT NULL CHECK (role IN ('leader', 'chair', 'secretary')),
    name TEXT NOT NULL,
    honorific TEXT NOT NULL,
    rank TEXT NOT NULL,
    position TEXT NOT NULL,
    unit_id TEXT REFERENCES unit (id)
) STRICT""",
    "co_organiser": """CREATE TABLE co_organiser (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    position INTEGER NOT NULL
) STRICT""",
    "legal_basis": """CREATE TABLE legal_basis (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    document_type TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "agenda_item": """CREATE TABLE agenda_item (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    title TEXT NOT NULL,
    presenter TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "attendance": """CREATE TABLE attendance (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    unit_id TEXT REFERENCES unit (id),
    presence TEXT NOT NULL CHECK (presence IN ('present', 'absent', 'represented')),
    head_count INTEGER,
    name TEXT,
    honorific TEXT NOT NULL,
    rank TEXT NOT NULL,
    person_position TEXT NOT NULL,
    reason TEXT NOT NULL,
    represented_by TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "narrative": """CREATE TABLE narrative (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    unit_id TEXT REFERENCES unit (id),
    field_id TEXT NOT NULL REFERENCES field (id),
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "statement": """CREATE TABLE statement (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    unit_id TEXT REFERENCES unit (id),
    speaker TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "commendation": """CREATE TABLE commendation (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT""",
    "observation": """CREATE TABLE observation (
    id TEXT NOT NULL PRIMARY KEY,
    indicator_id TEXT NOT NULL REFERENCES indicator (id),
    unit_id TEXT REFERENCES unit (id),
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL,
    period_last_on TEXT NOT NULL,
    counted_from TEXT NOT NULL,
    counted_to TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('value', 'zero', 'not_reported', 'not_applicable')),
    amount INTEGER CHECK (amount > 0),
    scale INTEGER CHECK (scale BETWEEN 0 AND 6),
    qualifier TEXT CHECK (qualifier IN ('gần', 'hơn', 'trên', 'khoảng')),
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    dimension TEXT,
    member TEXT,
    meeting_id TEXT REFERENCES meeting (id),
    unit_word TEXT NOT NULL,
    note TEXT NOT NULL,
    CHECK ((status = 'value') = (amount IS NOT NULL)),
    CHECK ((amount IS NULL) = (scale IS NULL))
) STRICT""",
    "directive": """CREATE TABLE directive (
    id TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    given_on TEXT NOT NULL,
    given_by TEXT NOT NULL,
    meeting_id TEXT REFERENCES meeting (id),
    origin TEXT NOT NULL,
    lead_id TEXT REFERENCES unit (id),
    all_forces INTEGER NOT NULL CHECK (all_forces IN (0, 1)),
    due_on TEXT,
    deadline_words TEXT NOT NULL,
    deadline_period TEXT,
    standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('not_started', 'under_way', 'done', 'handed_over', 'withdrawn')),
    closed_on TEXT,
    position INTEGER NOT NULL
) STRICT""",
    "directive_coordinator": """CREATE TABLE directive_coordinator (
    id TEXT NOT NULL PRIMARY KEY,
    directive_id TEXT NOT NULL REFERENCES directive (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    position INTEGER NOT NULL
) STRICT""",
    "progress_note": """CREATE TABLE progress_note (
    id TEXT NOT NULL PRIMARY KEY,
    directive_id TEXT NOT NULL REFERENCES directive (id),
    noted_on TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT,
    position INTEGER NOT NULL
) STRICT""",
    "document": """CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    document_type TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    symbol TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'issued')),
    number TEXT NOT NULL,
    issued_on TEXT,
    pdf_digest TEXT NOT NULL,
    pdf BLOB NOT NULL
) STRICT""",
}
"""The tables in the order in which they are made, the seal first, with the exact text of their CREATE statements."""

CONTENT_TABLES = tuple(name for name in TABLES if name not in ("manifest", "seal"))


def table_digest(connection: sqlite3.Connection, table: str) -> tuple[int, str]:
    """The count of rows of a table and the digest over its CREATE text, its columns with their types, and its values.

    SHA-256 in hex over lines of UTF-8, each ended by a line feed: the CREATE text; a line "name type" for each column;
    for each row, in the order of its key, SQL's own `quote()` of each value, joined by commas.
    """
    columns = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]
    found = hashlib.sha256(f"{TABLES[table]}\n".encode())
    for name, kind in columns:
        found.update(f"{name} {kind}\n".encode())
    quoted = " || ',' || ".join(f"quote({name})" for name, _ in columns)
    count = 0
    for (line,) in connection.execute(f"SELECT {quoted} FROM {table} ORDER BY {columns[0][0]}"):
        found.update(line.encode() + b"\n")
        count += 1
    return count, found.hexdigest()


def whole_digest(rows: Iterable[tuple[str, str]]) -> str:
    """SHA-256 in hex over the manifest rows other than `digest`, sorted by key, as lines "key=value"."""
    found = hashlib.sha256()
    for key, value in sorted(rows):
        if key != "digest":
            found.update(f"{key}={value}\n".encode())
    return found.hexdigest()


def seal_place(content: bytes) -> int | None:
    """Where in a package's bytes the 64 digits of its seal begin; None when its page does not hold exactly one.

    Only the seal's own page is looked at: what was said in a meeting may look like a seal and stands elsewhere.
    """
    page_size = int.from_bytes(content[16:18], "big")
    if page_size == 1:  # how the header writes 65536, which does not fit two bytes
        page_size = 65536
    if page_size < 512 or page_size & (page_size - 1) or len(content) < SEAL_PAGE * page_size:
        return None
    found = list(SEAL.finditer(content, (SEAL_PAGE - 1) * page_size, SEAL_PAGE * page_size))
    return found[0].start(1) if len(found) == 1 else None


def file_digest(content: bytes, place: int) -> str:
    """SHA-256 in hex over a package's bytes, the 64 digits of its seal at `place` read as zeros."""
    found = hashlib.sha256(memoryview(content)[:place])
    found.update(b"0" * 64)
    found.update(memoryview(content)[place + 64 :])
    return found.hexdigest()
