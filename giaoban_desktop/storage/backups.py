"""Backups: whole copies of the office file, each opened and checked after it was written, thinned by age."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from giaoban_desktop.errors import StorageError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import attachment_file, change_log, faults
from giaoban_desktop.storage.backup_files import Backup, is_good, listed, read_only

ATTACHMENTS = "attachments"
"""The one file of a backup folder that holds the attachments of all its backups, each once."""
KEEP_ALL = timedelta(days=2)
KEEP_DAILY = timedelta(days=31)


def make(database: Path, folder: Path, *, reason: str, now: datetime | None = None) -> Path | None:
    """A new, verified backup of a database file in `folder`; None when the newest one already holds the same.

    `reason` is one lower-case word. Raises: StorageError when it cannot be written or does not open again.
    """
    newest = _newest_act(database)
    present = listed(folder)
    if present and is_good(present[0].file) and _newest_act(present[0].file) == newest:
        back_up_attachments(database, folder)
        return None
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    stamp = f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03d}"
    target = folder / f"{stamp}Z-{newest.seq}-{reason}.db"
    _make_folder(folder)
    copy(database, target)
    thin(folder, moment)
    logger.info("backup %s", target.name)
    back_up_attachments(database, folder)  # last, so that whatever is wrong with them the book is safe
    return target


def back_up_attachments(database: Path, folder: Path) -> None:
    """Add to a backup folder the attachments that it does not hold yet. Raises: StorageError."""
    source = attachment_file.beside(database)
    if source.is_file():
        _make_folder(folder)
        attachment_file.copy_new(source, folder / ATTACHMENTS)


def restore_attachments(source: Path, database: Path) -> None:
    """Bring beside a book what the attachments of a backup or copy hold and it does not. Raises: StorageError."""
    for held in (attachment_file.beside(source), source.parent / ATTACHMENTS):
        if attachment_file.is_companion(held):
            attachment_file.copy_new(held, attachment_file.beside(database), repair=True)


def copy(database: Path, target: Path, *, told_as: Path | None = None) -> None:
    """A whole, verified copy at `target`, written beside it and renamed, which replaces nothing.

    Messages name `told_as` where the target is only a step on the way to it.

    Raises: StorageError when `target` exists, cannot be written, or what was written does not open.
    """
    named = told_as or target
    partial = target.with_name(f".{target.name}.partial")
    try:
        if target.exists():
            raise StorageError("{file} exists already. Choose another name; it was not touched.", file=target)
        partial.unlink(missing_ok=True)
        with faults.plain_words(named), closing(read_only(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(partial),))
        if not is_good(partial):
            raise StorageError("The copy {file} did not read back. It was removed; try another disk.", file=named)
        flush(partial)
        partial.replace(target)
        flush(target.parent)
    except OSError as error:
        raise StorageError("{file} could not be written: {error}", file=named, error=error.strerror or error) from error
    finally:
        for left in (partial, partial.with_name(partial.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def thin(folder: Path, now: datetime) -> None:
    """Remove what age no longer needs: all of two days are kept, then one a day for a month, then one a month."""
    for backup in superfluous(listed(folder), now):
        backup.file.unlink(missing_ok=True)
    for left in folder.glob(".*.partial*"):  # of a program that was cut off; its lock is held by us now
        with suppress(OSError):
            left.unlink()


def superfluous(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """The backups that may go; of each day or month the newest stays. Those made before a migration stay."""
    kept: set[str] = set()
    going: list[Backup] = []
    for backup in backups:
        age = now - backup.made_at
        if age <= KEEP_ALL or backup.reason == "migration":
            continue
        slot = f"{backup.made_at:%Y-%m-%d}" if age <= KEEP_DAILY else f"{backup.made_at:%Y-%m}"
        if slot in kept:
            going.append(backup)
        kept.add(slot)
    return going


def flush(path: Path) -> None:
    """Make sure that a file (or the names in a folder) is on the disk. Folders cannot be flushed on Windows."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("The backup folder {folder} cannot be made: {error}", folder=folder, error=error) from error


def _newest_act(database: Path) -> change_log.ActRecord:
    # The act itself, digest and all: after a restore the numbers start again from an older act.
    with faults.plain_words(database), closing(read_only(database)) as connection:
        return change_log.last(connection)
