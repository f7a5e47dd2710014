"""Writing a package, verified, against SQLite's backup API with a SHA-256 over the copy."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Row, in_turn, milliseconds
from giaoban_desktop.domain.periods import Period, days, quarter
from giaoban_desktop.exchange import exporter
from giaoban_desktop.services import sample
from giaoban_desktop.storage import units
from giaoban_desktop.storage.backups import flush
from giaoban_desktop.storage.database import Database

TARGET = 3.0


def run(folder: Path) -> list[Row]:
    """The sample office's newest quarter, and everything it has."""
    sample.make(folder / "demo")
    book = folder / "demo" / sample.DATABASE_NAME
    everything = days(quarter(2021, 2).first_on, quarter(2026, 1).last_on)
    return [
        compared("package of one quarter", folder, book, quarter(2026, 1)),
        compared("package of five years", folder, book, everything),
    ]


def compared(what: str, folder: Path, book: Path, period: Period) -> Row:
    """One export against one backup of the whole book."""
    with Database.open_read_only(book) as db:
        office = units.get_office(db)
        order = exporter.Order(office, units.get_unit(db, office.unit_id), None, period, 1, db.clock())
        output, copy = folder / "package.gbn", folder / "copy.db"

        def ours() -> None:
            exporter.export(book, output, order, overwrite=True)

        def other() -> None:
            copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(copy)) as target:
                db.connection.backup(target)
            flush(copy)
            hashlib.sha256(copy.read_bytes()).hexdigest()

        seconds, against, ratio = in_turn(ours, other, runs=15)
    size = output.stat().st_size / 1e6, copy.stat().st_size / 1e6
    return Row(
        f"{what}, written and read back ({size[0]:.1f} MB)",
        milliseconds(seconds),
        f"backup API + SHA-256 of the book ({size[1]:.1f} MB) {milliseconds(against)}",
        f"{ratio:.2f}×",
        f"at most {TARGET:g}×",
        ratio <= TARGET,
    )
