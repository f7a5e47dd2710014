"""The grid of a year over 20.000 figures: opened, typed into with its checks, pasted into, its memory (`grid`)."""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.figure_typing import TODAY, TYPED_IN, five_years, free_rows
from benchmarks.measure import ROOT, Row, in_turn, milliseconds, process
from benchmarks.window_shown import most_memory_kb
from giaoban_desktop.domain.periods import month
from giaoban_desktop.services import sample
from giaoban_desktop.ui import screens
from giaoban_desktop.ui.figures.page import FiguresPage
from giaoban_desktop.ui.garbage import IdleCollection
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.views.paste_preview import PastePreview

QUERY = """SELECT * FROM observation WHERE period_first_on BETWEEN ? AND ? AND period_last_on <= ?"""
OPENED, TYPED, WARM_UP, PASTED = 15, 60, 5, 1000
TYPED_P95, PASTED_WITHIN, MEMORY_WITHIN_MB = 0.030, 1.0, 25.0


def run(folder: Path) -> list[Row]:
    """All of them over one book, built in a process of its own."""
    process([sys.executable, "-m", "benchmarks.figure_grid", "build", folder])()
    file = folder / "demo" / sample.DATABASE_NAME
    with screens.open_window(file, today=TODAY) as window:
        IdleCollection(window)  # as the program does when it has started
        window.show_page("figures")
        page = window.page
        assert isinstance(page, FiguresPage)
        page.findings.finish()
        rows = [_opened(page, file), _typed(page), _pasted(page, window)]
    return [*rows, _memory(folder)]


def _opened(page: FiguresPage, file: Path) -> Row:
    """The page's load and one painted frame, against the bare query and one painted frame."""
    raw = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    year = TODAY.year
    span = (f"{year - 1}-01-01", f"{year}-12-31", f"{year}-12-31")
    count = len(raw.execute(QUERY, span).fetchall())

    def query() -> None:
        raw.execute(QUERY, span).fetchall()

    def frame() -> None:
        page.table.viewport().repaint()

    def ours() -> None:
        page.load()
        QApplication.sendPostedEvents()
        frame()

    def bare() -> None:
        query()
        query()
        frame()

    mine, theirs, ratio = in_turn(ours, bare, runs=OPENED, warm_up=3)
    raw.close()
    page.findings.finish()
    told = f"twice the bare query of its {count} rows, and a painted frame {milliseconds(theirs)}"
    what = "grid of a year opened until painted, median of 15"
    return Row(what, milliseconds(mine), told, f"{ratio:.2f}×", "at most 1×", ratio <= 1)


def _typed(page: FiguresPage) -> Row:
    """From the first key of a figure until it is kept, looked over by every rule, and painted."""
    column = page.model.column_of(TYPED_IN)
    taken = []
    for number, line in enumerate(free_rows(page, TYPED_IN)[: TYPED + WARM_UP]):
        index = page.model.index(line, column)
        page.table.setFocus()
        page.table.go_to(index)
        QApplication.processEvents()
        text = str(501 + number)
        start = time.perf_counter()
        for digit in text:
            QTest.keyClick(page.table.open_editor() or page.table, digit)
        QTest.keyClick(page.table.open_editor() or page.table, Qt.Key.Key_Return)
        page.findings.finish()
        QApplication.sendPostedEvents()
        page.table.viewport().repaint(page.table.visualRect(index))
        taken.append(time.perf_counter() - start)
        assert page.model.typed_text(index) == text, f"{text} was not kept"
    seconds = taken[WARM_UP:]
    p95 = statistics.quantiles(seconds, n=20)[-1]
    told = f"median {milliseconds(statistics.median(seconds))}, longest {milliseconds(max(seconds))}"
    what = f"figure typed until painted with its checks, p95 of {TYPED}"
    return Row(what, milliseconds(p95), told, "–", "below 30 ms", p95 < TYPED_P95)


def _pasted(page: FiguresPage, window: MainWindow) -> Row:
    """A block of 1.000 figures pasted, until it is kept and painted; the rules look it over afterwards, beside work."""
    page.only_used.setChecked(False)
    columns = [page.model.column_of(month(TODAY.year, n)) for n in (4, 5, 6)]
    lines, cells = [], 0
    for at in (at for at in range(page.model.rowCount()) if page.model.row_at(at) is not None):
        if cells >= PASTED:
            break
        line = []
        for column in columns:
            cell = page.model.index(at, column)
            is_free = bool(page.model.flags(cell) & Qt.ItemFlag.ItemIsEditable)
            cells += is_free
            line.append("7" if is_free else page.model.typed_text(cell))
        lines.append("\t".join(line))
    QGuiApplication.clipboard().setText("\n".join(lines))
    first = next(at for at in range(page.model.rowCount()) if page.model.row_at(at) is not None)
    page.table.setFocus()
    page.table.go_to(page.model.index(first, columns[0]))
    QApplication.processEvents()
    start = time.perf_counter()
    page.sheet.paste_action.trigger()
    preview = page.sheet.findChild(PastePreview)
    assert isinstance(preview, PastePreview), page.sheet.sentence
    preview.repaint()
    shown = time.perf_counter() - start
    preview.accept()
    QApplication.sendPostedEvents()
    page.table.viewport().repaint()
    taken = time.perf_counter() - start
    kept = page.model.typed_text(page.model.index(first, columns[0])) == "7"
    window.session.undo()
    told = f"kept in one act; shown first after {milliseconds(shown)}" if kept else f"refused: {page.sheet.sentence}"
    what = f"block of {cells} figures pasted: shown first, kept, painted"
    return Row(what, milliseconds(taken), told, "–", "below 1 s", kept and taken < PASTED_WITHIN)


def _memory(folder: Path) -> Row:
    """The most memory of a window with the grid, and of one with a page that shows nothing of the year."""
    with_grid, without = (statistics.median(_peak(folder, page) for _ in range(3)) for page in ("figures", "exchange"))
    more = with_grid - without
    return Row(
        "most memory with the grid, median of 3",
        f"{with_grid:.1f} MB",
        f"with an empty page {without:.1f} MB",
        f"+{more:.1f} MB",
        "within 25 MB",
        more <= MEMORY_WITHIN_MB,
    )


def _peak(folder: Path, page: str) -> float:
    command = [sys.executable, "-m", "benchmarks.figure_grid", page, str(folder)]
    told = subprocess.run(command, check=True, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True)
    return int(told.stdout.split()[-1]) / 1024


def main(arguments: list[str]) -> int:
    """Build the book, or show one page of it and say the most memory that was held (kB)."""
    what, folder = arguments[0], Path(arguments[1])
    if what == "build":
        five_years(folder)
        return 0
    with screens.open_window(folder / "demo" / sample.DATABASE_NAME, today=TODAY) as window:
        window.show_page(what)
        QApplication.processEvents()
        window.grab()
        if isinstance(window.page, FiguresPage):
            window.page.findings.finish()
    print(most_memory_kb())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
