"""From the start of the process to a window that answers, on a book of five years, against a bare window of Qt.

A process is asked to say when its first page is painted and its event loop answers; it closes itself after that. Then a
quarter's briefing is typed by keyboard alone, as in `tests/journeys`: what is pressed, and how soon it is answered.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from benchmarks.figure_typing import TODAY, five_years
from benchmarks.measure import ROOT, Row, milliseconds
from giaoban_desktop.ui import constants
from tests.journeys import quarter

PAIRS, WARM_UP = 15, 2
TIME, MEMORY, STALL = 2.2, 2.0, 0.050
SCRIPT = ROOT / "benchmarks" / "window_shown.py"


class Start(NamedTuple):
    """How long a window took until it answered, and the most memory its process had held by then."""

    seconds: float
    bytes: int


def run(folder: Path) -> list[Row]:
    """Both windows in turn, who goes first changes each time."""
    file = five_years(folder)
    ours = ["ours", "--database", str(file), "--today", TODAY.isoformat()]
    pairs = []
    for number in range(WARM_UP + PAIRS):
        if number % 2:
            bare = _started(["bare"])
            pair = (_started(ours), bare)
        else:
            pair = (_started(ours), _started(["bare"]))
        if number >= WARM_UP:
            pairs.append(pair)
    return [_time_row(pairs), _memory_row(pairs), *_journey_rows(folder / "journey")]


def _journey_rows(folder: Path) -> list[Row]:
    """A briefing from the empty meeting to the package: the keys, and the longest times without an answer."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    constants.keep()
    application = QApplication.instance() or QApplication(["benchmark"])
    folder.mkdir()
    made = quarter.travel(folder)
    assert application is not None
    pressed = f"{made.count.keys} keys, {made.count.commands} commands, {made.count.characters} letters"
    told = f"{made.count.texts} texts; before it the first start: {made.set_up.keys} keys, {made.set_up.commands}"
    told += f" commands, {made.set_up.characters} letters"
    apart = made.announced | made.first_shown
    plain = max(taken for action, taken in made.longest.items() if action not in apart)
    first = max(made.longest[action] for action in made.first_shown)
    announced = max(made.longest[action] for action in made.announced)
    return [
        Row("a quarter's briefing by keyboard, without a click", pressed, told, "–", "–", None),
        Row(
            f"longest of {len(made.longest) - len(apart)} actions until answered",
            milliseconds(plain),
            f"page built when first shown {milliseconds(first)}, announced work {milliseconds(announced)}",
            "–",
            f"below {STALL * 1000:g} ms",
            plain < STALL,
        ),
    ]


def _started(arguments: Sequence[str]) -> Start:
    """Start a window in a process of its own, with nothing remembered from before."""
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "GIAOBAN_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        start = time.perf_counter()
        command = [sys.executable, str(SCRIPT), *arguments]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            taken = time.perf_counter() - start
            process.communicate(timeout=60)
    if process.returncode:
        raise RuntimeError(f"{SCRIPT.name} {arguments[0]} ended with {process.returncode}")
    return Start(taken, int(said) * 1024)


def _time_row(pairs: list[tuple[Start, Start]]) -> Row:
    ours, bare = (statistics.median(pair[at].seconds for pair in pairs) for at in (0, 1))
    ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
    what = f"start until the window answers, median of {len(pairs)}"
    against = f"bare PySide6 window {milliseconds(bare)}"
    return Row(what, milliseconds(ours), against, f"{ratio:.2f}×", f"at most {TIME:g}×", ratio <= TIME)


def _memory_row(pairs: list[tuple[Start, Start]]) -> Row:
    ours, bare = (statistics.median(pair[at].bytes for pair in pairs) for at in (0, 1))
    ratio = statistics.median(one.bytes / other.bytes for one, other in pairs)
    what = f"most memory by then, median of {len(pairs)}"
    against = f"bare PySide6 window {_megabytes(bare)}"
    return Row(what, _megabytes(ours), against, f"{ratio:.2f}×", f"at most {MEMORY:g}×", ratio <= MEMORY)


def _megabytes(count: float) -> str:
    return f"{count / 1e6:.1f} MB"
