"""The sample office: the main job done once from end to end, with five plausible years behind it.

Everything in it is made up but for the figures of the two briefings of 2026, which are those of public reports.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from giaoban_desktop import paths
from giaoban_desktop.domain import derived
from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import ONE_DAY, Period, PeriodKind, month, parse_code, quarter
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import (
    completeness,
    directives,
    documents,
    indicators,
    meetings,
    packages,
    printing,
    readiness,
)
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage.database import Database

TODAY = date(2026, 3, 25)
"""The day of the sample office: the day after its newest briefing."""
DATABASE_NAME = "giaoban.db"
MINUTES = {"2026-02": "bien-ban-2026-02.pdf", "2026-Q1": "bien-ban-2026-Q1.pdf"}
PACKAGE_NAME = "goi-2026-Q1.gbn"

_DATA = Any
"""Data of our own files below resources/sample/."""


def make(
    folder: Path, *, today: date | None = None, progress: Callable[[int, int], None] = lambda done, of: None
) -> list[Path]:
    """Write the sample office into a folder: its book, two printed minutes and a package; gives the files.

    `progress` is told how many briefings of how many are done.

    An untouched sample office that stands there is made anew. Raises: StorageError when the folder holds anything else
    of these names.
    """
    files = [folder / name for name in (DATABASE_NAME, *MINUTES.values(), PACKAGE_NAME)]
    _make_room(folder, files)
    moment = datetime.combine(today or TODAY, time(8), UTC)
    try:
        with Database.create(files[0], by="sample", clock=lambda: moment) as db:
            held = _record_years(db, progress)
            _add_computed(db)
            for code, name in MINUTES.items():
                printing.write_pdf(documents.minutes_pdf(db, held[code]), folder / name)
            packages.export(db, quarter(2026, 1), files[-1])
    except BaseException:
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise
    return files


def is_untouched(database: Path) -> bool:
    """True when the file is a sample office in which nobody did anything since it was made."""
    try:
        with Database.open_read_only(database) as db:
            last = change_log.last(db.connection)
    except UserError:
        return False
    return last.by == "sample" and last.kind == "package.export"


def read(name: str) -> _DATA:
    """The data of one file of the sample, by its name without ending."""
    return json.loads((paths.resources() / "sample" / f"{name}.json").read_text(encoding="utf-8"))


def _make_room(folder: Path, files: list[Path]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=folder, error=error.strerror or error
        ) from error
    present = [file for file in files if file.exists()]
    if not present:
        return
    changed = [present[0]] if not (files[0].exists() and is_untouched(files[0])) else _changed_papers(files)
    if changed:
        raise StorageError("{file} exists already. Choose another name; it was not touched.", file=changed[0])
    try:
        for file in present:
            file.unlink()
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=folder, error=error.strerror or error
        ) from error


def _changed_papers(files: list[Path]) -> list[Path]:
    """The papers and packages that are not as the sample office in the same folder made them."""
    with Database.open_read_only(files[0]) as db:
        printed = {row[0] for row in db.rows("SELECT digest FROM blob")}
        packed = {record.digest for record in document_rows.list_packages(db)}
    changed = []
    for file in files[1:]:
        if file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() not in printed:
            try:
                if packages.inspect(file).digest in packed:
                    continue
            except UserError:
                pass
            changed.append(file)
    return changed


def _record_years(db: Database, progress: Callable[[int, int], None]) -> dict[str, str]:
    """Record every briefing; all but the newest are issued. Gives the ids of the meetings by period code."""
    years = read("years")
    written = {code: read(code) for code in MINUTES}
    values = _Values(years)
    held: dict[str, str] = {}
    briefed = list(_briefed(years))
    for index, period in enumerate(briefed):
        progress(index, len(briefed))
        data = written.get(period.code) or _briefing(years, period, index)
        data["figures"] = _with_generated(data.get("figures", []), values, period)
        if index == 0:
            data["office"] = written["2026-Q1"]["office"]
        meeting_id = meetings.record_data(db, Node.of(data, "")).meeting_id
        assert meeting_id is not None
        held_on = date.fromisoformat(data["meeting"]["held_on"])
        completeness.declare(db, period, held_on)
        if readiness.unassigned(db, meeting_id):
            directives.mark_general(db, meeting_id)
        documents.make_ready(db, meeting_id)
        if period != briefed[-1]:
            documents.issue(db, meeting_id, number=_register_number(index, period), issued_on=held_on + ONE_DAY)
        held[period.code] = meeting_id
    return held


def _add_computed(db: Database) -> None:
    """An indicator of the office's own: turns for each night patrol, by a formula."""
    catalogue = {one.code: one for one in indicators.listed(db)}
    words = read("years")["computed"]
    made = Indicator(indicators.next_own_code(db), catalogue["10.2"].group, words["name"], words["unit"], own=True)
    indicators.add(db, derived.with_formula(made, words["formula"], catalogue))


def _briefed(years: _DATA) -> Iterator[Period]:
    """The periods that were briefed: each month, in the third month of a quarter the quarter instead."""
    first, last = parse_code(years["first_month"]), parse_code(years["last_month"])
    while first.first_on <= last.first_on:
        yield quarter(first.year, first.n // 3) if first.n % 3 == 0 else first
        first = first.following()


def _briefing(years: _DATA, period: Period, index: int) -> _DATA:
    hosts = years["hosts"]
    turn = (hosts.index(years["host_of_first_month"]) + index) % len(hosts)
    host, others = hosts[turn], [code for code in hosts if code != hosts[turn]]
    held_on = _held_on(period)
    leader, secretary = years["leaders"][0 if period.kind is PeriodKind.QUARTER else 1], years["secretary"]
    attendances: list[_DATA] = [
        {"unit": "UBND", "person": {key: value for key, value in person.items() if key != "unit"}}
        for person in (leader, secretary)
    ]
    attendances += [{"unit": code, "head_count": 4 + (index + place) % 4} for place, code in enumerate(hosts)]
    return {
        "format": "giaoban-briefing",
        "version": 1,
        "meeting": {
            "kind": period.kind.value,
            "period": period.code,
            "held_on": held_on.isoformat(),
            "starts_at": "14:00",
            "ends_at": "16:00" if index % 3 else "15:45",
            "counted_to": held_on.isoformat(),
            "host": host,
            "co_organisers": others,
            "place": years["places"][host],
            "leader": leader,
            "chair": years["chairs"][host],
            "secretary": secretary,
            "legal_bases": [years["legal_basis"]],
            "attendances": attendances,
            "narratives": [
                {"unit": host, "field": entry["field"], "text": entry["texts"][(index + place) % len(entry["texts"])]}
                for place, entry in enumerate(years["narratives"])
            ],
            "conclusion": years["conclusions"][index % len(years["conclusions"])],
        },
        "directives": [
            {key: value for key, value in entry.items() if key != "meeting"}
            for entry in years["directives"]
            if entry["meeting"] == period.code
        ],
    }


def _held_on(period: Period) -> date:
    """A working day about a week before the period ends, when such meetings are held."""
    held_on = period.last_on - timedelta(days=6)
    while held_on.weekday() > 4:
        held_on -= ONE_DAY
    return held_on


def _register_number(index: int, period: Period) -> str:
    """A number as a body's register might give it; other papers of the body take the numbers between."""
    return str(period.last_on.month * 2 + index % 2)


def _with_generated(figures: list[_DATA], values: _Values, period: Period) -> list[_DATA]:
    """The figures written for a briefing, with those of every other series; a quarter brings its last month too."""
    written = {figure["indicator"] for figure in figures}
    found = figures + [figure for figure in values.figures(period) if figure["indicator"] not in written]
    if period.kind is PeriodKind.QUARTER:
        last = period.months()[-1]
        held = _held_on(period) if period.code not in MINUTES else date(2026, 3, 24)
        extra = {"period": last.code, "counted_from": last.first_on.isoformat(), "counted_to": held.isoformat()}
        found += [{**figure, **extra} for figure in values.figures(last)]
    return found


class _Values:
    """Plausible values of every series and month, the same in every run."""

    def __init__(self, years: _DATA) -> None:
        self._series = years["series"]
        self._months: dict[str, dict[str, int]] = {}
        source = random.Random(years["seed"])  # noqa: S311 - made-up figures, no secret
        first, last = parse_code(years["first_month"]), parse_code(years["last_month"])
        count = (last.year - first.year) * 12 + last.n - first.n
        for index in range(count + 1):
            period = month(first.year + (first.n - 1 + index) // 12, (first.n - 1 + index) % 12 + 1)
            made: dict[str, int] = {}
            for series in self._series:
                made[series["indicator"]] = _value(series, made, source, index / max(count, 1))
            self._months[period.code] = {**made, **years["fixed"].get(period.code, {})}

    def figures(self, period: Period) -> list[_DATA]:
        """The figures of a month or quarter as structured data; of a quarter flows add, stocks take the last."""
        months = [self._months[part.code] for part in period.months() if part.code in self._months]
        found = []
        for series in self._series:
            values = [values[series["indicator"]] for values in months]
            value = values[-1] if "grows_to" in series else sum(values)
            figure = {"indicator": series["indicator"], "value": number_value(Quantity(value)).text}
            found.append({**figure, "unit": series["unit"]} if "unit" in series else figure)
        return found


def _value(series: Mapping[str, Any], made: Mapping[str, int], source: random.Random, done: float) -> int:
    """One month's value of a series; `done` runs from 0 to 1 over the years."""
    spread: Callable[[], float] = lambda: 1 + series.get("swing", 0) * (2 * source.random() - 1)  # noqa: E731
    if "grows_to" in series:
        return int(series["grows_from"] + (series["grows_to"] - series["grows_from"]) * done)
    if "times" in series:
        return int(made[series["times"]] * series["ratio"] * spread())
    if "like" in series:
        return made[series["like"]]
    if "swing" in series:
        return int(series["mean"] * (0.85 + 0.15 * done) * spread())
    return _poisson(series["mean"], source)


def _poisson(mean: float, source: random.Random) -> int:
    limit, product, count = math.exp(-mean), source.random(), 0
    while product > limit:
        product *= source.random()
        count += 1
    return count
