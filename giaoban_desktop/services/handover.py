"""Handing the book to a successor, moving it to another computer: a verified copy, and what the next one must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.services import backups, checks, directives, meetings
from giaoban_desktop.storage import attachment_file
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.lock import FileLock


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open on a day: minutes that are not issued, directives past their day, directives that go on."""

    unfinished: tuple[Meeting, ...]
    overdue: tuple[Directive, ...]
    open: tuple[Directive, ...]


def standing(db: Database, today: date) -> Standing:
    """What whoever takes over the book has to go on with."""
    waiting = tuple(one for one in meetings.listed(db) if one.state in (MeetingState.DRAFT, MeetingState.READY))
    late = tuple(directives.listed(db, as_of=today, only_overdue=True))
    left = tuple(one for one in directives.listed(db, as_of=today, only_open=True) if one not in late)
    return Standing(waiting, late, left)


def copy_to(database: Path, folder: Path, *, today: date, progress: Callable[[int, int], None]) -> Path:
    """A verified copy of a book in a folder, named by the day; gives the file. The book itself may be open.

    Raises: UserError when the book or the copy is not sound, StorageError when it cannot be written.
    """
    progress(0, 3)
    problems = checks.check(database, with_attachments=False)
    if problems:
        raise UserError("The book is not sound, so no copy was made: {reason}", reason=problems[0])
    progress(1, 3)
    if not folder.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=folder)
    stem = f"{database.stem}-{today:%Y%m%d}"
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.db" for n in range(1, 1000))
    target = next(file for file in map(folder.joinpath, names) if not file.exists())
    backups.make(database, target)
    progress(2, 3)
    problems = checks.check(target, with_attachments=False)
    if problems:
        raise UserError("The copy did not read back: {reason}. Try another disk.", reason=problems[0])
    progress(3, 3)
    return target


def set_aside(database: Path, today: date) -> Path:
    """Rename a book that goes on elsewhere, so that nobody writes on in it by mistake; gives its new place.

    The book must be closed. Raises: StorageError when it is open or cannot be renamed; it stays where it was then.
    """
    lock = FileLock.take(database)
    try:
        names = (f"{database.stem}-da-chuyen-{today:%Y%m%d}{f'-{n}' if n > 1 else ''}.db" for n in range(1, 1000))
        aside = next(file for file in map(database.with_name, names) if not file.exists())
        database.rename(aside)
        held = attachment_file.beside(database)
        if held.exists():
            held.rename(attachment_file.beside(aside))
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=database, error=error.strerror or error
        ) from error
    finally:
        lock.release()
    return aside


def note(db: Database, today: date) -> str:
    """The note for the successor, in Vietnamese as everything on paper: what is open, and where it stands."""
    found = standing(db, today)
    lines = [f"NỘI DUNG BÀN GIAO SỔ GIAO BAN (tính đến ngày {short_date(today)})", f"Tệp sổ: {db.path}", ""]
    lines += [f"1. Hội nghị chưa phát hành biên bản: {len(found.unfinished)}"]
    lines += [f"   - {one.title} ({short_date(one.held_on)})" for one in found.unfinished]
    lines += [f"2. Ý kiến chỉ đạo quá hạn: {len(found.overdue)}"]
    lines += [f"   - {_line(one)}" for one in found.overdue]
    lines += [f"3. Ý kiến chỉ đạo đang theo dõi: {len(found.open)}"]
    lines += [f"   - {_line(one)}" for one in found.open]
    newest = backups.newest(db.path)
    lines += [
        "",
        "Bản sao lưu gần nhất: " + (str(newest.file) if newest else "chưa có"),
        "",
        "Bên giao:",
        "",
        "Bên nhận:",
    ]
    return "\n".join(lines) + "\n"


def _line(directive: Directive) -> str:
    due = f" (hạn {short_date(directive.deadline.due_on)})" if directive.deadline else ""
    return f"{directive.text}{due}"
