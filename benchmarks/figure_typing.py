"""Typing figures and turning pages in the window, over a book of five years (`python -m benchmarks typing`).

The module is not called `typing`: `bare_reportlab.py` runs as a script, and would find it in place of Python's own.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.measure import Row, milliseconds, process
from giaoban_desktop.domain.directives import Deadline, DirectiveState
from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.domain.periods import Period, month
from giaoban_desktop.services import changes, sample
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.storage import directives, figures, indicators, meetings, units
from giaoban_desktop.storage.database import Database
from giaoban_desktop.ui import screens
from giaoban_desktop.ui.figures.page import FiguresPage
from giaoban_desktop.ui.garbage import IdleCollection
from giaoban_desktop.ui.main_window import MainWindow
from tests.builders import directive, observation

MEETINGS, FIGURES, DIRECTIVES = 60, 20_000, 1_000
TYPED, TURNS, WARM_UP = 100, 20, 5
TYPED_P95, TURNED_P95 = 0.030, 0.100
TODAY, TYPED_IN = date(2026, 3, 25), month(2026, 2)


def run(folder: Path) -> list[Row]:
    """Figures typed one below the other, each until its cell is painted; then each page, fresh and with news."""
    # Built in a process of its own: the window does not carry what building the book leaves behind.
    process([sys.executable, "-m", "benchmarks.figure_typing", folder])()
    with screens.open_window(folder / "demo" / sample.DATABASE_NAME, today=TODAY) as window:
        IdleCollection(window)  # as the program does when it has started
        rows = [_row("figure typed until painted", _typed(window), TYPED_P95)]
        for entry in window.entries:
            first = _turned(window, entry.name)
            seen = [_turned(window, entry.name) for _ in range(TURNS)]
            news = [_turned(window, entry.name, *Kind) for _ in range(TURNS)]
            rows.append(_row(f"page {entry.name} shown again", seen, TURNED_P95))
            told = f"the first time {milliseconds(first)}"
            rows.append(_row(f"page {entry.name} shown with news", news, TURNED_P95, told))
    return rows


def five_years(folder: Path) -> Path:
    """The sample office with as many figures and directives as five busy years bring."""
    sample.make(folder / "demo")
    file = folder / "demo" / sample.DATABASE_NAME
    source = random.Random(7)
    with Database.open(file) as db:
        reporters = [None, *(unit.id for unit in units.list_units(db) if unit.is_force)]
        reported = [one.code for one in indicators.list_indicators(db) if not one.is_computed]
        series = [(code, unit) for code in reported for unit in reporters]
        months = [month(2021 + (3 + n) // 12, (3 + n) % 12 + 1) for n in range(MEETINGS)]
        kept = {(one.indicator, one.unit_id, one.period) for one in figures.list_all(db)}
        wanted = itertools.product(months, series)
        free = [(period, *key) for period, key in wanted if (*key, period) not in kept]
        with db.act("figure.record", "benchmark"):
            for period, code, unit in source.sample(free, FIGURES - len(kept)):
                value = number_value(source.randrange(1, 400))
                figures.save_observation(db, observation(code, value, unit_id=unit, period=period))
        _give_directives(db, source)
    return file


def _give_directives(db: Database, source: random.Random) -> None:
    """Directives of all years, of which one in ten is still open."""
    texts = [entry["text"] for entry in sample.read("years")["directives"]]
    forces = [unit.id for unit in units.list_units(db) if unit.is_force]
    held = meetings.list_meetings(db)
    with db.act("directive.save", "benchmark"):
        for n in range(DIRECTIVES - len(directives.list_directives(db))):
            given = held[n % len(held)]
            is_open = n % 10 == 0
            made = directive(
                text=source.choice(texts),
                given_on=given.held_on,
                meeting_id=given.id,
                lead_id=source.choice(forces),
                deadline=Deadline(given.held_on + timedelta(days=30)) if n % 2 else None,
                state=DirectiveState.NOT_STARTED if is_open else DirectiveState.DONE,
                closed_on=None if is_open else given.held_on + timedelta(days=20),
            )
            directives.save_directive(db, made)


def free_rows(page: FiguresPage, period: Period) -> list[int]:
    """The rows of the grid that a clerk fills in for a period."""
    model, column = page.model, page.model.column_of(period)
    editable = [at for at in range(model.rowCount()) if model.index(at, column).flags() & Qt.ItemFlag.ItemIsEditable]
    return [at for at in editable if not model.row_at(at).indicator.is_computed]


def _typed(window: MainWindow) -> list[float]:
    """Seconds from the first key of a figure until its cell is painted with what was kept."""
    window.show_page("figures")
    page = window.page
    assert isinstance(page, FiguresPage)
    painted = _Paints(page.table.viewport())
    column = page.model.column_of(TYPED_IN)
    taken = []
    for number, line in enumerate(free_rows(page, TYPED_IN)[: TYPED + WARM_UP]):
        index = page.model.index(line, column)
        page.table.setFocus()
        page.table.go_to(index)
        _rest()
        text = str(401 + number)
        start = time.perf_counter()
        for digit in text:
            QTest.keyClick(page.table.open_editor() or page.table, digit)
        painted.forget()
        QTest.keyClick(page.table.open_editor(), Qt.Key.Key_Return)
        painted.wait_for(page.table, index)
        taken.append(time.perf_counter() - start)
        assert page.model.typed_text(index) == text, f"{text} was not kept"
    return taken[WARM_UP:]


class _Paints(QObject):
    """Which part of a view was painted."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__()
        self._seen = QRegion()
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if isinstance(event, QPaintEvent):
            self._seen = self._seen.united(event.region())
        return False

    def forget(self) -> None:
        """Look from now on."""
        self._seen = QRegion()

    def wait_for(self, view: QTableView, index: QModelIndex) -> None:
        """Let the window work until a cell was painted."""
        while not self._seen.contains(view.visualRect(index).center()):
            QApplication.processEvents()


def _turned(window: MainWindow, name: str, *kinds: Kind) -> float:
    """Seconds until a page stands there; with kinds, these changed while it was hidden."""
    window.show_page(next(entry.name for entry in window.entries if entry.name != name))
    if kinds:
        window.session.changed.emit(changes.of(*kinds), None)
    _rest()
    start = time.perf_counter()
    window.show_page(name)
    _rest()
    return time.perf_counter() - start


def _rest() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _row(what: str, seconds: list[float], target: float, more: str = "") -> Row:
    p50, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    return Row(
        f"{what}, p95 of {len(seconds)}",
        milliseconds(p95),
        ", ".join(filter(None, (f"median {milliseconds(p50)}, longest {milliseconds(max(seconds))}", more))),
        "–",
        f"below {target * 1000:g} ms",
        p95 < target,
    )


if __name__ == "__main__":
    five_years(Path(sys.argv[1]))
