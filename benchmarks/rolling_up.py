"""Figures of 200 units added up by indicator and quarter, against a bare GROUP BY over the same rows (`rolling-up`)."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Row, in_turn, milliseconds
from giaoban_desktop.domain.figures import REPORTED_ZERO, Observation, Qualifier, Value, number_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import IndicatorKind
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.storage import figures, indicators, units
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.roll_up import sums
from tests.builders import new_book, observation

UNITS, ITEMS, RUNS = 200, 64, 15
PERIODS = tuple(quarter(2026, n) for n in range(1, 5))
BARE = """
SELECT indicator_id, period, sum(amount), count(*) FROM observation
WHERE period IN (SELECT value FROM json_each(?)) GROUP BY indicator_id, period
"""


def run(folder: Path) -> list[Row]:
    """The sums of a year, of which each figure was told by one unit for one quarter."""
    with new_book(folder) as db:
        count = _fill(db)
        file = db.path
    codes = json.dumps([period.code for period in PERIODS])
    with Database.open_read_only(file) as db, closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as raw:
        mine, bare, ratio = in_turn(
            lambda: sums(db, PERIODS), lambda: raw.execute(BARE, (codes,)).fetchall(), runs=RUNS, warm_up=3
        )
    what = f"roll-up of {UNITS} units × {ITEMS} items × {len(PERIODS)} quarters ({count} figures), median of {RUNS}"
    against = f"bare GROUP BY {milliseconds(bare)}"
    return [Row(what, milliseconds(mine), against, f"{ratio:.2f}×", "at most 2×", ratio <= 2)]


def _fill(db: Database) -> int:
    counted = [one for one in indicators.list_indicators(db) if one.kind is not IndicatorKind.RATIO][:ITEMS]
    made = [Unit(new_id(), f"X{n}", f"Đơn vị {n}") for n in range(UNITS)]
    with db.act("unit.save", "benchmark"):
        for unit in made:
            units.save_unit(db, unit)
    count = 0
    with db.act("figure.record", "benchmark"):
        for one in _observations([one.code for one in counted], [unit.id for unit in made]):
            figures.save_observation(db, one)
            count += 1
    return count


def _observations(codes: list[str], unit_ids: list[str]) -> Iterator[Observation]:
    """A figure each; one in ten a zero, one in twenty with a word, one in fifty counted again later."""
    source = random.Random(11)
    for code in codes:
        for unit_id in unit_ids:
            for period in PERIODS:
                yield observation(code, _value(source), unit_id=unit_id, period=period)
                if source.random() < 0.02:
                    yield observation(
                        code, _value(source), unit_id=unit_id, period=period, counted_to=period.following().first_on
                    )


def _value(source: random.Random) -> Value:
    if source.random() < 0.1:
        return REPORTED_ZERO
    word = source.choice(list(Qualifier)) if source.random() < 0.05 else None
    return number_value(source.randrange(1, 400), word)
