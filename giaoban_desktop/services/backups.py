"""Backups of the book, and bringing one back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import backup_files, backups
from giaoban_desktop.storage.database import Database, utc_now
from giaoban_desktop.storage.lock import FileLock


def make(database: Path, output: Path) -> None:
    """A whole, verified copy of the book at `output`. Raises: StorageError; nothing is replaced."""
    with Database.open_read_only(database):
        pass
    if not output.parent.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=output.parent)
    backups.copy(database, output)


def on_close(db: Database) -> Path | None:
    """The backup that is made when the book is closed; None when nothing changed since the last one."""
    if db.is_read_only or not db.acts_done:
        return None
    return backups.make(db.path, paths.backups(db.path), reason="close", now=db.clock())


def restore(database: Path, source: Path, *, now: datetime | None = None) -> Path | None:
    """Put the backup `source` in the place of the book. What stood there is kept; gives the file that keeps it.

    Raises: UserError when `source` is no sound book; StorageError when the book is open or cannot be written.
    """
    with Database.open_read_only(source):
        pass
    if not backup_files.is_good(source):
        raise UserError("{file} is damaged and cannot be restored. Choose another backup.", file=source.name)
    if database.exists() and database.samefile(source):
        raise UserError("The backup and the book are the same file. Choose another backup.")
    lock = FileLock.take(database)
    staged = database.with_name(f".{database.name}.restored")
    try:
        staged.unlink(missing_ok=True)
        backups.copy(source, staged)
        kept = _keep_present(database, (now or utc_now())) if database.exists() else None
        staged.replace(database)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=database, error=error.strerror or error
        ) from error
    finally:
        staged.unlink(missing_ok=True)
        lock.release()
    logger.info("restored %s from %s", database.name, source.name)
    return kept


def _keep_present(database: Path, now: datetime) -> Path:
    """Move the book and its journals aside, under a name that says when."""
    kept = database.with_name(f"{database.stem}-{now:%Y%m%dT%H%M%S}{database.suffix}.old")
    for suffix in ("-wal", "-shm", "-journal"):
        journal = database.with_name(database.name + suffix)
        if journal.exists():
            journal.replace(kept.with_name(kept.name + suffix))
    database.replace(kept)
    return kept
