"""A write-ahead log left by a program that was cut off: taken in when it belongs to the file, refused when it does not.

SQLite replays any `-wal` it finds beside a file. When somebody put a backup over the file and the log of the old file
still lay there, that would ruin it; SQLite's own check cannot see it (sqlite.org/howtocorrupt.html, section 1.4).
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from giaoban_desktop.errors import StorageError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import change_log


def is_left(path: Path) -> bool:
    """True when a write-ahead log with something in it lies beside the file."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def recover(path: Path) -> None:
    """Nothing when no log was left, or when it fits; SQLite then takes it in at the next opening.

    It is tried on a copy first. Raises: StorageError when file and log do not belong together.
    """
    if not is_left(path):
        return
    log = path.with_name(path.name + "-wal")
    alone = _newest_act_alone(path)
    with tempfile.TemporaryDirectory(prefix="giaoban-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        if not _fits(copy, alone):
            raise StorageError(
                "{log} beside {file} belongs to another file: it may have been left there when {file} was replaced."
                " Nothing was changed. Move {log} to another folder, then open {file} again.",
                log=log.name,
                file=path.name,
            )
    logger.info("taking in a journal that was left beside %s", path.name)


def _newest_act_alone(path: Path) -> change_log.ActRecord:
    """The newest act in the file itself, its log left aside; `NO_ACT` when the file alone cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return change_log.last(connection)
    except sqlite3.Error:
        return change_log.NO_ACT


def _fits(copy: Path, alone: change_log.ActRecord) -> bool:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return False
            if change_log.first_broken(connection) is not None:
                return False
            return alone.seq == 0 or change_log.get(connection, alone.seq).digest == alone.digest
    except Exception:  # noqa: BLE001 - whatever a wrong log does to the copy, it does not fit
        return False
