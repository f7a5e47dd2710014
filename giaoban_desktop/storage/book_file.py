"""The file of a book: recognised, made, brought up to date, or refused in plain words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import change_log, faults, wal
from giaoban_desktop.storage.lock import FileLock
from giaoban_desktop.storage.migrations import STEPS

APPLICATION_ID = 0x47424E31
"""Marks our file in its header ("GBN1"), so that no other program's database is taken for it."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection as every book has it: foreign keys on, each commit on the disk."""
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5.0)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def make_empty(path: Path) -> None:
    """A book without an office, made beside its place and renamed: it is there whole or not at all."""
    from giaoban_desktop.storage import migrations

    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        connection = connect(partial)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.apply_pending(connection)
        finally:
            connection.close()
        partial.rename(path)
    except OSError as error:
        raise StorageError("{file} could not be written: {error}", file=path, error=error.strerror or error) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def check_left_journal(path: Path) -> None:
    """Refuse a journal of another book, unless a program has the book open and the journal is that program's."""
    if not wal.is_left(path):
        return
    try:
        lock = FileLock.take(path)
    except StorageError:
        return
    try:
        wal.recover(path)
    finally:
        lock.release()


def check_is_book(file: Path) -> None:
    """Refuse what is no book of this program, or one of a newer version. Raises: StorageError."""
    check_readable(file)
    with faults.plain_words(file), closing(connect(file, read_only=True)) as connection:
        check_identity(connection, file)


def is_book(file: Path) -> bool:
    """True when the file bears the mark of a book of this program in its header."""
    try:
        with file.open("rb") as opened:
            return opened.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        return False


def check_readable(path: Path) -> None:
    """Refuse what is missing, empty, no file or not to be read. Raises: StorageError."""
    try:
        _check_is_file(path)
    except OSError as error:
        raise StorageError("{file} cannot be read: {error}", file=path, error=error.strerror or error) from error


def _check_is_file(path: Path) -> None:
    if not path.exists():
        raise StorageError(
            "{file} does not exist. Check the name. {backup}", file=path, backup=faults.backup_hint(path)
        )
    if not path.is_file() or not os.access(path, os.R_OK):
        raise StorageError("{file} cannot be read. Check that it is a file and that you may read it.", file=path)
    if path.stat().st_size == 0:
        raise StorageError(
            "{file} is empty. Nothing was changed. {backup}", file=path.name, backup=faults.backup_hint(path)
        )


def check_identity(connection: sqlite3.Connection, path: Path) -> int:
    """The count of steps the file's schema has taken. Raises: StorageError when it is foreign or newer."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application_id != APPLICATION_ID:
        raise StorageError(
            "{file} is not a book of this program. Nothing was changed. Choose another file.", file=path.name
        )
    if version > len(STEPS):
        raise StorageError(
            "{file} was written by a newer version of the program (schema {found}, this one knows {known})."
            " Nothing was changed. Install the newer version.",
            file=path.name,
            found=version,
            known=len(STEPS),
        )
    return version


def check_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Read every table's first row; the full check is a command of its own."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    last = change_log.last(connection)
    if last.seq and connection.execute("SELECT count(*) FROM office").fetchone()[0] != 1:
        raise StorageError(
            "{file} is damaged. Nothing was changed. {backup}", file=path.name, backup=faults.backup_hint(path)
        )


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date, after a verified backup; the search is written anew, as it may have been stale."""
    from giaoban_desktop.storage import backups, migrations, search

    connection.commit()
    backups.make(path, paths.backups(path), reason="migration")
    migrations.apply_pending(connection)
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        search.rebuild(connection)
    logger.info("migrated %s to schema %d", path.name, len(STEPS))


def file_id(path: Path) -> tuple[int, int] | None:
    """What tells this file from another of the same name; None when it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
