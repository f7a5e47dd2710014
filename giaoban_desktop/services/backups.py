"""Backups of the book, and bringing one back."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import backup_files, backups, usage
from giaoban_desktop.storage.backup_files import Backup as Backup
from giaoban_desktop.storage.book_file import check_is_book
from giaoban_desktop.storage.database import Database, utc_now
from giaoban_desktop.storage.lock import FileLock


def make(database: Path, output: Path) -> None:
    """A whole, verified copy of the book at `output`. Raises: StorageError; nothing is replaced."""
    with Database.open_read_only(database):
        pass
    if not output.parent.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=output.parent)
    backups.copy(database, output)
    backups.restore_attachments(database, output)


def make_regular(database: Path) -> Path | None:
    """A backup beside work, through a connection of its own; None when nothing changed since the last one."""
    return backups.make(database, paths.backups(database), reason="regular")


def newest(database: Path) -> Backup | None:
    """The backup that was made last; None when there is none."""
    return next(iter(backup_files.listed(paths.backups(database))), None)


def newest_good(database: Path) -> Path | None:
    """The newest backup of a book that opens and is sound; None when there is none."""
    return backup_files.newest_good(paths.backups(database))


def on_close(db: Database) -> Path | None:
    """The backup that is made when the book is closed; None when nothing changed since the last one."""
    if db.is_read_only or not db.acts_done:
        return None
    return backups.make(db.path, paths.backups(db.path), reason="close")


def restore(database: Path, source: Path) -> Path | None:
    """Put the backup `source` in the place of the book. What stood there is kept; gives the file that keeps it.

    Backups of older versions are taken too; the next opening brings them up to date. Raises: UserError when `source` is
    no sound book; StorageError when the book is open or cannot be written, and then the book stands where it stood.
    """
    database, source = database.resolve(), source.resolve()
    check_is_book(source)
    if not backup_files.is_good(source):
        raise UserError("{file} is damaged and cannot be restored. Choose another backup.", file=source.name)
    if database.exists() and database.samefile(source):
        raise UserError("The backup and the book are the same file. Choose another backup.")
    lock = FileLock.take(database)
    staged = database.with_name(f".{database.name}.restored")
    try:
        staged.unlink(missing_ok=True)
        backups.copy(source, staged, told_as=database)
        backups.restore_attachments(source, database)
        kept = _put_in_place(staged, database)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=database, error=error.strerror or error
        ) from error
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        lock.release()
    logger.info("restored %s from %s", database.name, source.name)
    return kept


def _put_in_place(staged: Path, database: Path) -> Path | None:
    """Move what stands there aside, journals and all, and the restored book in; all of it or nothing."""
    aside = _free_name(database)
    moved: list[tuple[Path, Path]] = []
    try:
        # The book first: were the program cut off here, its journal would still lie where the next try finds it.
        for suffix in ("", "-wal", "-shm", "-journal"):
            old = database.with_name(database.name + suffix)
            if old.exists():
                new = aside.with_name(aside.name + suffix)
                old.replace(new)
                moved.append((old, new))
        staged.replace(database)
    except OSError:
        for old, new in moved:
            new.replace(old)
        raise
    return aside if aside.exists() else None


def _free_name(database: Path) -> Path:
    """A name beside the book that says when, and that nothing bears yet."""
    stem = f"{database.stem}-{utc_now():%Y%m%dT%H%M%S}"
    names = (f"{stem}{f'-{n}' if n else ''}{database.suffix}.old" for n in range(1000))
    return next(file for file in map(database.with_name, names) if not file.exists())


def listed(database: Path) -> list[Backup]:
    """The backups of a book, newest first."""
    return backup_files.listed(paths.backups(database))


def is_sound(file: Path) -> bool:
    """True when a backup opens, its pages are whole and its log is an unbroken chain."""
    return backup_files.is_good(file)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a backup would bring back, found by restoring it beside the book."""

    meetings: int
    figures: int
    directives: int
    problems: tuple[UserError, ...]


def rehearse(source: Path) -> Rehearsal:
    """Restore a backup into a folder of its own, open and check it as a book, and throw it away again.

    Raises: UserError when it cannot be restored.
    """
    from giaoban_desktop.services import checks  # reads every kind of row; the window starts without it

    with tempfile.TemporaryDirectory() as place:
        restored = Path(place) / "giaoban.db"
        restore(restored, source)
        with Database.open(restored) as db:
            meetings, figures, directives = (
                usage.count(db, table) for table in ("meeting", "observation", "directive")
            )
        return Rehearsal(meetings, figures, directives, tuple(checks.check(restored)))
