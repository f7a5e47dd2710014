"""A write-ahead log left by a program that was cut off: taken in when it belongs to the file, refused when it does not.

SQLite replays any `-wal` it finds beside a file. When somebody put a backup over the file and the log of the old file
still lay there, that would ruin it; SQLite's own check cannot see it (sqlite.org/howtocorrupt.html, section 1.4).
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
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


_HEADER, _FRAME = 32, 24
"""Bytes of the head of a journal, and of the head of each page in it."""


def _committed_sizes(log: Path) -> set[int]:
    """How many pages the file has after each commit in a journal. Source: sqlite.org/fileformat2.html, section 4."""
    content = log.read_bytes()
    if len(content) < _HEADER:
        return set()
    (page_size,) = struct.unpack_from(">I", content, 8)
    frames = range(_HEADER, len(content) - _FRAME + 1, page_size + _FRAME)
    salt = content[16:24]
    return {struct.unpack_from(">I", content, at + 4)[0] for at in frames if content[at + 8 : at + 16] == salt} - {0}


def _fits(copy: Path, alone: change_log.ActRecord) -> bool:
    try:
        sizes = _committed_sizes(copy.with_name(copy.name + "-wal"))
        with closing(sqlite3.connect(copy)) as connection:
            if sizes and connection.execute("PRAGMA page_count").fetchone()[0] not in sizes:
                return False  # its pages lie in a file of another size, where nothing leads to them
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return False
            if change_log.first_broken(connection) is not None:
                return False
            return alone.seq == 0 or change_log.get(connection, alone.seq).digest == alone.digest
    except Exception:  # noqa: BLE001 - whatever a wrong log does to the copy, it does not fit
        return False
