"""The backup files of a book: found, told apart by age, and opened to see whether they are sound."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from giaoban_desktop.storage import change_log

_NAME = r"(\d{8}T\d{6})(\d{3})Z-(\d+)-([a-z]+)\.db"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: when it was made (UTC), the number of its newest act, and why it was made."""

    file: Path
    made_at: datetime
    act_seq: int
    reason: str


def listed(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; empty when there is none."""
    found: list[Backup] = []
    for file in folder.glob("*.db") if folder.is_dir() else ():
        name = re.fullmatch(_NAME, file.name)
        if name:
            made_at = datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC, microsecond=int(name[2]) * 1000)
            found.append(Backup(file, made_at, int(name[3]), name[4]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.act_seq), reverse=True)


def newest_good(folder: Path) -> Path | None:
    """The newest backup that opens and is sound; None when there is none."""
    return next((backup.file for backup in listed(folder) if is_good(backup.file)), None)


def is_good(file: Path) -> bool:
    """True when the file opens, passes SQLite's quick check and its log is a whole chain."""
    try:
        with closing(read_only(file)) as connection:
            return (
                connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
                and change_log.first_broken(connection) is None
            )
    except (sqlite3.Error, ValueError, TypeError):  # whatever damage does to reading
        return False


def read_only(file: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
