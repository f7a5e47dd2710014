"""`python -m benchmarks [NAME ...]`: runs all benchmarks or those named, prints them and writes RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    exporting,
    figure_grid,
    figure_typing,
    following,
    printing,
    reading,
    rolling_up,
    saving,
    searching,
    window,
)
from benchmarks.measure import ROOT, Row

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
ALL: dict[str, Callable[[Path], list[Row]]] = {
    "printing": printing.run,
    "saving": saving.run,
    "exporting": exporting.run,
    "searching": searching.run,
    "typing": figure_typing.run,
    "grid": figure_grid.run,
    "rolling-up": rolling_up.run,
    "window": window.run,
    "following": following.run,
    "reading": reading.run,
}


def main(names: list[str]) -> int:
    """Run the benchmarks; 1 when a target was missed, 2 for an unknown name."""
    if names[:1] == ["reading"] and len(names) == 3:
        return reading.report(names[1:])
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no benchmark {unknown[0]}; there are: {', '.join(ALL)}")
        return 2
    missed = False
    for name in names or list(ALL):
        with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as folder:
            os.environ["GIAOBAN_HOME"] = folder
            rows = ALL[name](Path(folder))
        print(f"\n{name}\n{table(rows)}")
        write(name, rows)
        missed = missed or any(row.kept is False for row in rows)
    return 1 if missed else 0


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | ours | against | ratio | target | kept |", "|---|---|---|---|---|---|"]
    for row in rows:
        kept = {True: "yes", False: "**no**", None: "–"}[row.kept]
        lines.append(f"| {row.what} | {row.ours} | {row.against} | {row.ratio} | {row.target} | {kept} |")
    return "\n".join(lines)


def write(name: str, rows: list[Row]) -> None:
    """Put the table of one benchmark in its place in RESULTS.md; the others stay as they are."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    machine = (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    section = f"## {name}\n\n{machine}\n\n{table(rows)}\n"
    pattern = re.compile(rf"## {name}\n.*?(?=\n## |\Z)", re.DOTALL)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text.rstrip()}\n\n{section}"
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
