"""Reading a package without trusting it: nothing in it is believed before its bytes, tables and digests agree."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from giaoban_desktop.errors import StorageError, UserError
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
    _check_seal(file, content)
    uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            _check_format(file, connection)
            _check_tables(file, connection)
            manifest = _check_manifest(file, connection)
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


def _check_seal(file: Path, content: bytes) -> None:
    if int.from_bytes(content[68:72], "big") != package.APPLICATION_ID:
        raise _foreign(file)
    found = list(package.SEAL.finditer(content))
    if len(found) != 1 or package.file_digest(content, found[0].start(1)).encode() != found[0][1]:
        raise _changed(file, "seal")


def _check_format(file: Path, connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != package.FORMAT:
        raise UserError(
            "{file} has the package format {found}; this program reads {known}. Install the newer version.",
            file=file.name,
            found=version,
            known=package.FORMAT,
        )


def _check_tables(file: Path, connection: sqlite3.Connection) -> None:
    present = {
        (kind, name): sql
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    if present != {("table", name): sql for name, sql in package.TABLES.items()}:
        raise _changed(file, "tables")
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


def _foreign(file: Path) -> UserError:
    return UserError("{file} is not a package of this program. Choose another file.", file=file.name)


def _changed(file: Path, where: str) -> UserError:
    return UserError(
        "{file} was changed or damaged after it was written ({where}). Nothing was taken from it. Ask for it again.",
        file=file.name,
        where=where,
    )
