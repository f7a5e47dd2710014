"""The book of an office as the window holds it: opened, made, folded, closed."""

from __future__ import annotations

from pathlib import Path

from giaoban_desktop.services import backups
from giaoban_desktop.storage.database import Database, utc_now

Book = Database
"""An open book."""


def open_book(file: Path, *, by: str = "") -> Book:
    """The book in a file, for reading and writing. Raises: StorageError."""
    return Database.open(file, by=by, clock=utc_now)


def user_name() -> str:
    """Who works at this machine, as the log of acts names them; empty where the machine does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def close_book(book: Book) -> None:
    """Back the book up when something changed, and make it one file again."""
    try:
        backups.on_close(book)
    finally:
        book.close()
