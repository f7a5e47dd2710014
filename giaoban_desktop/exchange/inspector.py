"""Reading a package without trusting it: nothing in it is believed before its bytes, tables and digests agree.

Whoever changes a package can compute every digest anew, so what it says is checked as well: each value of the manifest
and each row is what the program writes, or the package is refused.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from giaoban_desktop.domain.dates import parse_iso_date
from giaoban_desktop.domain.ids import is_id
from giaoban_desktop.domain.numbers import LIMIT
from giaoban_desktop.domain.periods import parse_code
from giaoban_desktop.domain.text import LINE_LIMIT
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.exchange import package

SIZE_LIMIT = 500_000_000
"""Bytes; a year of one office is about ten million."""
_MANIFEST_KEYS = frozenset(
    {
        "format",
        "office_id",
        "office_code",
        "office_name",
        "superior_name",
        "serial",
        "period",
        "period_first_on",
        "period_last_on",
        "includes_drafts",
        "made_at",
        "program",
        "program_version",
        "digest",
    }
    | {f"count.{table}" for table in package.CONTENT_TABLES}
    | {f"digest.{table}" for table in package.CONTENT_TABLES}
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What no text of the program holds; ESC would let a text write over a terminal, NUL would hide what follows it."""
_CONTROL_OR_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SERIAL = re.compile(r"[1-9][0-9]{0,8}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_CODE = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")
_JOINED = ("meeting_person", "co_organiser", "directive_coordinator")
"""Tables whose ids are made of what the row joins."""
_OUT_OF_PLACE = {
    "meeting": "period_first_on < :first OR period_last_on > :last OR counted_to < counted_from"
    " OR (state = 'draft' AND NOT :drafts)",
    "observation": "period_first_on < :first OR period_last_on > :last OR counted_to < counted_from"
    f" OR amount >= {LIMIT} OR (qualifier IS NOT NULL AND status <> 'value')"
    " OR (provisional AND status NOT IN ('value', 'zero')) OR (dimension IS NULL) <> (member IS NULL)",
    "unit": "parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM unit)",
    "meeting_person": "id <> meeting_id || ':' || role",
    "co_organiser": "id <> meeting_id || ':' || unit_id",
    "directive_coordinator": "id <> directive_id || ':' || unit_id",
    "document": "(state = 'issued') <> (issued_on IS NOT NULL) OR (state = 'issued') <> (number <> '')",
}
"""What no row of a table may say; the CHECKs of the format leave it open."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A package that is whole: its manifest, the rows of each table, and the digest of all (SHA-256 in hex)."""

    manifest: dict[str, str]
    counts: dict[str, int]
    digest: str
    size_bytes: int


def inspect(file: Path) -> Inspection:
    """What is in a package. Raises: UserError, in words, when it is none, of an unknown format, or was changed."""
    content = _read(file)
    seal = _check_seal(file, content)
    try:
        # The bytes themselves are opened, not the file once more: what was sealed is what is read. Nor is a file that
        # is opened read-only as good, because SQLite then leaves the CHECKs unread and integrity_check passes them by.
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(content)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            _check_format(file, connection)
            _check_tables(file, connection, seal)
            manifest = _check_manifest(file, connection)
            _check_values(file, manifest)
            _check_rows(file, connection, manifest)
            _check_papers(file, connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _changed(file, "SQLite") from error
    counts = {table: int(manifest[f"count.{table}"]) for table in package.CONTENT_TABLES}
    return Inspection(manifest, counts, manifest["digest"], len(content))


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > SIZE_LIMIT:
            raise UserError(
                "{file} is larger than {limit} bytes; nothing was read. Check that it is the right file.",
                file=file.name,
                limit=SIZE_LIMIT,
            )
        content = file.read_bytes()
    except OSError as error:
        raise StorageError("{file} cannot be read: {error}", file=file, error=error.strerror or str(error)) from error
    if not content.startswith(b"SQLite format 3\0") or len(content) < 512:
        raise _foreign(file)
    return content


def _check_seal(file: Path, content: bytes) -> str:
    """The seal, whose digits fit the bytes of the file."""
    if int.from_bytes(content[68:72], "big") != package.APPLICATION_ID:
        raise _foreign(file)
    place = package.seal_place(content)
    if place is None or package.file_digest(content, place).encode() != content[place : place + 64]:
        raise _changed(file, "seal")
    return package.SEAL_PREFIX + content[place : place + 64].decode()


def _check_format(file: Path, connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != package.FORMAT:
        raise UserError(
            "{file} has the package format {found}; this program reads {known}. Install the newer version.",
            file=file.name,
            found=version,
            known=package.FORMAT,
        )


def _check_tables(file: Path, connection: sqlite3.Connection, seal: str) -> None:
    present = {
        (kind, name): sql
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    if present != {("table", name): sql for name, sql in package.TABLES.items()}:
        raise _changed(file, "tables")
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()[0]
    # The seal that was found in the bytes is the one that any reader of the table sees.
    if page != package.SEAL_PAGE or connection.execute("SELECT value FROM seal").fetchall() != [(seal,)]:
        raise _changed(file, "seal")
    # This looks at the CHECKs, NOT NULLs and types of every row too, not only at the pages.
    if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
        raise _changed(file, "integrity_check")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _changed(file, "foreign_key_check")


def _check_manifest(file: Path, connection: sqlite3.Connection) -> dict[str, str]:
    manifest = dict(connection.execute("SELECT key, value FROM manifest").fetchall())
    if set(manifest) != _MANIFEST_KEYS:
        raise _changed(file, "manifest")
    for table in package.CONTENT_TABLES:
        count, digest = package.table_digest(connection, table)
        if manifest[f"count.{table}"] != str(count) or manifest[f"digest.{table}"] != digest:
            raise _changed(file, table)
    if manifest["digest"] != package.whole_digest(manifest.items()):
        raise _changed(file, "manifest")
    return manifest


def _check_values(file: Path, manifest: Mapping[str, str]) -> None:
    """Each row of the manifest is of its kind. Counts and digests were compared before."""
    rules: dict[str, Callable[[str], bool]] = {
        "format": lambda value: value == str(package.FORMAT),
        "office_id": is_id,
        "office_code": _is_line,
        "office_name": _is_line,
        "superior_name": lambda value: not value or _is_line(value),
        "serial": lambda value: _SERIAL.fullmatch(value) is not None,
        "period": lambda value: _is_period(value, manifest["period_first_on"], manifest["period_last_on"]),
        "includes_drafts": lambda value: value in ("yes", "no"),
        "made_at": _is_instant,
        "program": lambda value: value == "giaoban",
        "program_version": _is_line,
    }
    for key, holds in rules.items():
        if not holds(manifest[key]):
            raise _changed(file, f"manifest: {key}")


def _check_rows(file: Path, connection: sqlite3.Connection, manifest: Mapping[str, str]) -> None:
    """Each text, id, day, time and period of the content is one, and lies where the manifest says."""
    limits = {
        "first": manifest["period_first_on"],
        "last": manifest["period_last_on"],
        "drafts": manifest["includes_drafts"] == "yes",
    }
    for table in package.CONTENT_TABLES:
        condition = _OUT_OF_PLACE.get(table, "0")
        if (
            not _are_sound(connection, table)
            or connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1", limits).fetchone()
        ):
            raise _changed(file, table)


def _are_sound(connection: sqlite3.Connection, table: str) -> bool:
    """True when every text of a table is what its column is for."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
    free = [name for name in names if _rule_of(table, name) is None]
    for name in names:
        rule = _rule_of(table, name)
        # Days and periods repeat, so that there is little to look at.
        values = connection.execute(f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL")
        if rule is not None and not all(rule(value) for (value,) in values):
            return False
    if free:
        rows = connection.execute(f"SELECT {', '.join(free)} FROM {table}")
        if any(_CONTROL.search("\n".join(filter(None, row))) for row in rows):
            return False
    if "period" not in names:
        return True
    periods = connection.execute(f"SELECT DISTINCT period, period_first_on, period_last_on FROM {table}")
    return all(_is_period(*row) for row in periods)


def _rule_of(table: str, name: str) -> Callable[[str], bool] | None:
    """What each value of a column must be, by the column's name; None for free text, names and words."""
    if name == "id":
        return {"field": _is_line, "indicator": _is_code}.get(table, _is_line if table in _JOINED else is_id)
    if name.endswith("_on") or name in ("counted_from", "counted_to"):
        return _is_day
    return {"starts_at": _is_time, "ends_at": _is_time, "period": _is_period, "deadline_period": _is_period}.get(name)


def _check_papers(file: Path, connection: sqlite3.Connection) -> None:
    for digest, pdf in connection.execute("SELECT pdf_digest, pdf FROM document"):
        if hashlib.sha256(pdf).hexdigest() != digest or not pdf.startswith(b"%PDF-"):
            raise _changed(file, "document")


def _is_line(value: str) -> bool:
    return 0 < len(value) <= LINE_LIMIT and not _CONTROL_OR_BREAK.search(value)


def _is_code(value: str) -> bool:
    return _CODE.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    try:
        parse_iso_date(value)
    except InputError:
        return False
    return True


def _is_time(value: str) -> bool:
    try:
        return _TIME.fullmatch(value) is not None and time.fromisoformat(value).isoformat("minutes") == value
    except ValueError:
        return False


def _is_instant(value: str) -> bool:
    try:
        return _INSTANT.fullmatch(value) is not None and datetime.fromisoformat(value).tzinfo == UTC
    except ValueError:
        return False


def _is_period(value: str, first_on: str | None = None, last_on: str | None = None) -> bool:
    """True for the code of a period, as the program writes it, of these days where they are given."""
    try:
        period = parse_code(value)
    except InputError:
        return False
    first, last = period.first_on.isoformat(), period.last_on.isoformat()
    return period.code == value and first_on in (None, first) and last_on in (None, last)


def _foreign(file: Path) -> UserError:
    return UserError("{file} is not a package of this program. Choose another file.", file=file.name)


def _changed(file: Path, where: str) -> UserError:
    return UserError(
        "{file} was changed or damaged after it was written ({where}). Nothing was taken from it. Ask for it again.",
        file=file.name,
        where=where,
    )
