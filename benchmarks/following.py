"""What follows a meeting, over ten years: the next one made, the table of directives, the search (`following`)."""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.measure import Row, in_turn, milliseconds, process
from giaoban_desktop.domain.directives import Deadline, DirectiveState
from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.domain.meetings import MeetingKind
from giaoban_desktop.domain.periods import days, half, month, quarter, whole_year
from giaoban_desktop.domain.text import fold, marked
from giaoban_desktop.services import history, meetings, sample, series
from giaoban_desktop.services import search as searching
from giaoban_desktop.storage import directives, figures, indicators, search, units
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.ui import screens
from giaoban_desktop.ui.directives.page import DirectivesPage
from tests.builders import directive, meeting, new_book, observation, record

TODAY = date(2026, 6, 10)
YEARS, MEETINGS, DIRECTIVES, FIGURES = 10, 600, 5_000, 60_000
CARRIED, CARRIED_WITHIN = 1_000, 0.200
FRAME = 1 / 60
LIMIT = 30
RATIO = 1.5
WORDS = ("tuần tra đêm", "phòng cháy", "bến đò", "camera", "họp khóm")
FILTERED = 'quá hạn đơn vị:"Công an" phòng cháy'


def run(folder: Path) -> list[Row]:
    """All of them; the book of ten years is built in a process of its own."""
    if not (folder / sample.DATABASE_NAME).exists():
        process([sys.executable, "-m", "benchmarks.following", str(folder)])()
    file = folder / sample.DATABASE_NAME
    rows = [carried_over(folder), *table(file)]
    with Database.open(file) as db:
        rows += [searched(db, words) for words in WORDS]
        rows.append(sifted(db))
    return rows


def build(folder: Path) -> None:
    """Ten years of five meetings a month, with their directives and figures; one figure in ten has a note."""
    source = random.Random(7)
    texts = [entry["text"] for name in ("2026-02", "2026-Q1", "years") for entry in sample.read(name)["directives"]]
    with new_book(folder) as db:
        reporters = [None, *(unit.id for unit in units.list_units(db) if unit.is_force)]
        codes = [one.code for one in indicators.list_indicators(db) if not one.is_computed]
        months = [month(TODAY.year - YEARS + n // 12, n % 12 + 1) for n in range(12 * YEARS)]
        years = range(TODAY.year - YEARS, TODAY.year)
        periods = [*months, *(quarter(year, n) for year in years for n in range(1, 5))]
        periods += [half(year, n) for year in years for n in (1, 2)] + [whole_year(year) for year in years]
        held = []
        with db.act("meeting.save", "benchmark"):
            for n in range(MEETINGS):
                period, again = months[n % len(months)], n // len(months)
                is_usual = again == 0
                told_of = period if is_usual else days(period.first_on, period.last_on - timedelta(days=again))
                made = meeting(
                    kind=MeetingKind.MONTH if is_usual else MeetingKind.EXTRAORDINARY,
                    period=told_of,
                    held_on=told_of.last_on,
                    counted_to=told_of.last_on,
                    conclusion=" ".join(source.choices(texts, k=4)),
                )
                meeting_rows.save_meeting(db, made)
                held.append(made)
        with db.act("directive.save", "benchmark"):
            for n in range(DIRECTIVES):
                given = held[n % MEETINGS]
                is_open = n % 10 == 0
                due_on = given.held_on + timedelta(days=source.randrange(5, 120))
                made_of = {"state": DirectiveState.DONE, "closed_on": due_on} if not is_open else {}
                directives.save_directive(
                    db,
                    directive(
                        text=f"{source.choice(texts)} {' '.join(source.choices(texts, k=1))}",
                        given_on=given.held_on,
                        meeting_id=given.id,
                        lead_id=source.choice(reporters),
                        deadline=Deadline(due_on) if n % 3 else None,
                        **made_of,
                    ),
                )
        with db.act("figure.record", "benchmark"):
            for n, (period, (code, reporter)) in enumerate(
                islice(product(periods, product(codes, reporters)), FIGURES)
            ):
                note = source.choice(texts) if n % 10 == 0 else ""
                value = number_value(source.randrange(1, 400))
                kept = observation(code, value, unit_id=reporter, period=period, note=note)
                figures.save_observation(db, kept)
            assert n + 1 == FIGURES, n


def carried_over(folder: Path) -> Row:
    """A new meeting with its review read, where 1.000 directives are open; made and taken back."""
    taken = []
    with new_book(folder, "carried.db") as db:
        given = record(db)
        with db.act("directive.save", "benchmark"):
            for n in range(CARRIED):
                directives.save_directive(db, directive(text=f"Việc {n} cần làm trong kỳ này.", meeting_id=given))
        for _run in range(15):
            start = time.perf_counter()
            _changes, made = series.start_next(db, today=TODAY)
            reviewed = series.under_review(db, meetings.get(db, made))
            taken.append(time.perf_counter() - start)
            assert len(reviewed) >= CARRIED
            act = history.undoable(db)
            assert act is not None
            history.undo(db, act.seq)
    median, longest = statistics.median(taken), max(taken)
    what = f"new meeting with {CARRIED} open directives to review, median of 15"
    told = f"longest {milliseconds(longest)}"
    return Row(what, milliseconds(median), told, "–", "below 200 ms", median < CARRIED_WITHIN)


def table(file: Path) -> list[Row]:
    """The page of 5.000 directives: loaded until painted, and one view after the other until painted."""
    with screens.open_window(file, today=TODAY) as window:
        window.show_page("directives")
        page = window.page
        assert isinstance(page, DirectivesPage)
        page.open_row("")

        raw = sqlite3.connect(f"file:{file}?mode=ro", uri=True)

        def query() -> None:
            raw.execute(directives.LINES_SQL).fetchall()

        def opened_page() -> None:
            page.load()
            _paint(page)

        opened, queried, _ratio = in_turn(opened_page, query, runs=15, warm_up=2)
        views = ("open", "overdue", "closed", "all", "soon")
        taken = []
        for n in range(25):
            view = views[n % len(views)]
            start = time.perf_counter()
            page._choose_view(view)
            _paint(page)
            taken.append(time.perf_counter() - start)
        shown = len(page._all)
        raw.close()
    over = opened - queried
    told = f"{milliseconds(opened)} in all, its bare query {milliseconds(queried)}"
    longest = max(taken)
    return [
        Row(
            f"table of {shown} directives opened, over its query",
            milliseconds(over),
            told,
            "–",
            "two frames, 33.3 ms",
            over <= 2 * FRAME,
        ),
        Row(
            f"table of {shown} directives filtered until painted, longest of 25",
            milliseconds(longest),
            f"median {milliseconds(statistics.median(taken))}",
            "–",
            "one frame, 16.7 ms",
            longest <= FRAME,
        ),
    ]


def searched(db: Database, words: str) -> Row:
    """One search, with the words around each hit, against the statements that it comes down to."""
    found = searching.find(db, words, today=TODAY, limit=LIMIT)
    bare = _bare(db.connection, words, LIMIT)
    ours, other, ratio = in_turn(lambda: searching.find(db, words, today=TODAY, limit=LIMIT), bare, runs=41, warm_up=3)
    what = f"«{words}» in ten years, {len(found)} hits"
    return Row(
        what,
        milliseconds(ours),
        f"bare FTS5 {milliseconds(other)}",
        f"{ratio:.2f}×",
        f"at most {RATIO}×",
        ratio <= RATIO,
    )


def sifted(db: Database) -> Row:
    """A search with filters, which reads the directives beside the hits; told without a target."""
    taken = []
    for _run in range(11):
        start = time.perf_counter()
        found = searching.find(db, FILTERED, today=TODAY, limit=LIMIT)
        taken.append(time.perf_counter() - start)
    told = f"longest {milliseconds(max(taken))}"
    return Row(
        f"«{FILTERED}» in ten years, {len(found)} hits", milliseconds(statistics.median(taken)), told, "–", "–", None
    )


def _bare(connection: sqlite3.Connection, words: str, limit: int) -> Callable[[], None]:
    exact = search.match_expression("marked", marked(words))
    loose = search.match_expression("folded", fold(words))
    has_marks = marked(words) != fold(words)
    first = connection.execute(search.FIND_SQL, (exact, limit)).fetchall() if has_marks else []
    wanted = [one for one, is_run in ((exact, has_marks), (loose, len(first) < limit)) if is_run]

    def run_bare() -> None:
        for expression in wanted:
            connection.execute(search.FIND_SQL, (expression, limit)).fetchall()

    return run_bare


def _paint(page: DirectivesPage) -> None:
    QApplication.sendPostedEvents()
    page.table.viewport().repaint()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
