"""A durable save of one figure, with its act, changes and digest, against a raw commit with the same pragmas."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.measure import ROOT, Row, in_turn, milliseconds
from giaoban_desktop.domain.periods import month
from giaoban_desktop.services import figures
from giaoban_desktop.storage.database import Database
from tests.builders import new_book, observation

SAVES = 400


def run(folder: Path) -> list[Row]:
    """Milliseconds and fsyncs of a save."""
    with new_book(folder) as db, closing(raw(folder / "raw.db")) as connection:
        ours, other, ratio = in_turn(Saver(db), RawSaver(connection), runs=SAVES, warm_up=20)
    more = ours - other
    syncs = fsyncs(folder)
    return [
        Row(
            "save of one figure, median",
            milliseconds(ours),
            f"raw commit {milliseconds(other)}",
            f"{ratio:.1f}×, {more * 1000:+.2f} ms",
            "at most 1 ms more",
            more <= 0.001,
        ),
        Row(
            "fsyncs of a save",
            "not counted" if syncs is None else f"{syncs:.2f}",
            "strace is absent" if syncs is None else "–",
            "–",
            "at most 2",
            None if syncs is None else syncs <= 2,
        ),
    ]


class Saver:
    """Saves another value of one of 36 figures at each call."""

    def __init__(self, db: Database) -> None:
        self.db, self.count = db, 0

    def __call__(self) -> None:
        self.count += 1
        period = month(2024 + self.count % 3, self.count // 3 % 12 + 1)
        figures.record(self.db, observation(value=self.count, period=period))


class RawSaver:
    """Writes one row and commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection, self.count = connection, 0

    def __call__(self) -> None:
        self.count += 1
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(
            "INSERT INTO figure VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET amount = excluded.amount",
            (f"figure {self.count % 36}", self.count),
        )
        self.connection.execute("COMMIT")


def raw(file: Path) -> sqlite3.Connection:
    """A bare database with the pragmas of ours."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE figure (id TEXT PRIMARY KEY, amount INTEGER) STRICT")
    return connection


def fsyncs(folder: Path) -> float | None:
    """fsync and fdatasync calls of one save: those of a process with 200 saves less those of one with none."""
    if shutil.which("strace") is None:
        return None
    counts = []
    for saves in (0, 200):
        book = folder / f"syncs-{saves}"
        book.mkdir()
        command = ["strace", "-f", "-e", "trace=fsync,fdatasync", sys.executable, "-m", "benchmarks.saving", str(book)]
        result = subprocess.run([*command, str(saves)], cwd=ROOT, capture_output=True, text=True, check=True)
        counts.append(len(re.findall(r"\b(?:fsync|fdatasync)\(", result.stderr)))
    return (counts[1] - counts[0]) / 200


if __name__ == "__main__":
    with new_book(Path(sys.argv[1])) as book:
        saver = Saver(book)
        for _ in range(int(sys.argv[2])):
            saver()
