"""SQLite's errors in plain words: what a person can act upon becomes a StorageError, all else stays a bug."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from giaoban_desktop import paths
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.storage import backup_files

_P = ParamSpec("_P")
_R = TypeVar("_R")

_FULL = N_("The disk is full: {file} could not be written. Nothing was stored half. Make room and try again.")
_READ_ONLY = N_(
    "{file} can only be read here. Nothing was changed. Copy it to a folder in which you may write,"
    " or ask for the right."
)
_BUSY = N_("{file} is being written by another program. Nothing was changed. Close it there and try again.")
_UNREADABLE = N_("{file} could not be read or written (input/output error). Check the disk or the stick. {backup}")
DAMAGED = N_("{file} is damaged. Nothing was changed. {backup}")
_FOREIGN = N_("{file} is not a book of this program. Nothing was changed. Choose another file.")
_CANNOT_OPEN = N_("{file} cannot be opened. Check that the folder exists and that you may write in it.")
NEWEST_BACKUP = N_("The newest good backup is {backup}; the command restore brings it back.")
NO_BACKUP = N_("No backup of it was found on this computer.")

_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _UNREADABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_PERM: _READ_ONLY,
}

_SIGNS_OF_DAMAGE = ("Could not decode to UTF-8", "no such table", "no such column", "malformed")
"""What SQLite and Python say, without a code of its own, when the content of a file is not what was written."""


@contextmanager
def plain_words(file: Path) -> Iterator[None]:
    """Turn the known faults of `file` into a StorageError; leave programming errors as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = explain(error, file)
        if known is None:
            raise
        raise known from error


def explain(error: sqlite3.Error, file: Path) -> StorageError | None:
    """The fault of `file` in plain words, or None when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    message = _BY_CODE.get(code & 0xFF) if code is not None else None
    if message is None and any(sign in str(error) for sign in _SIGNS_OF_DAMAGE):
        message = DAMAGED
    if message is None:
        return None
    return (
        StorageError(message, file=file.name, backup=backup_hint(file))
        if "{backup}" in message
        else StorageError(message, file=file.name)
    )


def backup_hint(file: Path) -> UserError:
    """The sentence that names the newest backup that can be opened, or says that there is none."""
    newest = backup_files.newest_good(paths.backups(file))
    return UserError(NEWEST_BACKUP, backup=newest) if newest else UserError(NO_BACKUP)


def damaged(file: Path) -> StorageError:
    """The sentence for a file whose content is not what was written."""
    return StorageError(DAMAGED, file=file.name, backup=backup_hint(file))


def stored(read: Callable[_P, _R]) -> Callable[_P, _R]:
    """A repository's reading function that tells damage in plain words when a row cannot be what was once stored.

    The first argument of the function is the Database.
    """

    @functools.wraps(read)
    def reading(*arguments: _P.args, **named: _P.kwargs) -> _R:
        try:
            return read(*arguments, **named)
        except (InputError, ValueError, TypeError, KeyError) as error:
            file: Path = arguments[0].path  # type: ignore[attr-defined]
            raise damaged(file) from error

    return reading
