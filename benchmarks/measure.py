"""Timing two things in turn, so that a machine whose speed drifts slows both."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: what was measured, against what, and the target it was held to."""

    what: str
    ours: str
    against: str
    ratio: str
    target: str
    kept: bool | None
    """None where there is no target, or nothing to compare with on this machine."""


def in_turn(
    one: Callable[[], object], other: Callable[[], object], *, runs: int, warm_up: int = 1
) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the ratios pair by pair; who goes first changes each time."""
    pairs = []
    for run in range(warm_up + runs):
        gc.collect()
        if run % 2:
            second = _seconds(other)
            pair = (_seconds(one), second)
        else:
            pair = (_seconds(one), _seconds(other))
        if run >= warm_up:
            pairs.append(pair)
    ratios = [first / second for first, second in pairs]
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        statistics.median(ratios),
    )


def process(command: Sequence[str | Path]) -> Callable[[], object]:
    """A whole process, from start to end, its modules compiled before as after an installation."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> object:
        return subprocess.run(
            [str(part) for part in command], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )

    return run


def milliseconds(seconds: float) -> str:
    """The time as it is written in the results."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
