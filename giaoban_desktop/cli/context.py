"""What every command is given, and the book it may write to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.log import logger
from giaoban_desktop.storage.database import Database

DrawScreens = Callable[[Path, Path, date], list[Path]]
"""Draws every page of a book's window into a folder, as of a day; gives the files."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a command may not ask the machine itself."""

    today: date
    clock: Callable[[], datetime]
    draw_screens: DrawScreens


Arguments = argparse.Namespace


@contextmanager
def writing(file: Path, context: Context, *, create: bool = False) -> Iterator[Database]:
    """The book open for writing, backed up when it is closed after a change; with `create` a new one if missing."""
    from giaoban_desktop.services import backups, book

    by = book.user_name()
    make = Database.create if create and not file.exists() else Database.open
    db = make(file, by=by, clock=context.clock)
    try:
        yield db
        try:
            backups.on_close(db)
        except (UserError, OSError) as error:
            logger.warning("no backup on close: %s", error)
            print(_("No backup could be made; the book itself is stored."), file=sys.stderr)
    except BaseException:
        db.discard()  # a book that was only made for a file that was refused
        raise
    finally:
        db.close()
