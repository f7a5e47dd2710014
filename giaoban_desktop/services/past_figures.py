"""A year's past figures out of a table pasted from a spreadsheet: read, shown first, then kept as one act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import Period, month
from giaoban_desktop.domain.text import fold
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import figure_typing
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.services.figure_typing import Entry, Plan
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage.database import Database

_MONTH = re.compile(r"(?:thang |th |t)?\.?0?(\d{1,2})(?:[/.-](\d{4}))?", re.ASCII)
_SIGNS = re.compile(r"[^\w ]+")
_SMALL = frozenset("so trong thang ky quy nam tong cac nhung da duoc".split())
"""Words of a name that tell no indicator from another."""
LIKE_ENOUGH = 0.6
"""Share of common words from which a name is taken for an indicator's."""


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row of the table: the name that stands there, the indicator it is taken for, how many figures it brings."""

    name: str
    indicator: Indicator | None
    count: int
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What keeping the table would do."""

    rows: tuple[PastRow, ...]
    plan: Plan

    @property
    def count(self) -> int:
        """How many figures would be kept."""
        return len(self.plan.observations)


def read(db: Database, cells: Sequence[Sequence[str]], *, year: int, unit_id: str | None) -> Preview:
    """Look a table over: a row an indicator, a column a month; nothing is changed.

    A first row with names of months (T1, Tháng 1, 01/2025) says which columns count; without one the columns behind
    the name are January, February and so on. `unit_id` is who reports; None is joint work.

    Raises: InputError when there is no table in it.
    """
    table = [[cell.strip() for cell in line] for line in cells if any(cell.strip() for cell in line)]
    if not table:
        raise InputError("There is no table in it. Copy the rows with their names in Excel, then paste them here.")
    months = _months_of(table[0], year)
    body = table[1:] if months else table
    months = months or _months_in_order(body, year)
    if not months or not body:
        raise InputError("No column of months was found. Copy the names together with their columns of figures.")
    known = indicator_rows.list_indicators(db)
    found: list[tuple[str, Indicator | None, list[Entry]]] = []
    for line in body:
        name = _name_of(line, months)
        indicator = _indicator_of(name, known)
        key = RowKey(indicator.code, unit_id, None) if indicator else None
        entries = [Entry(key, period, line[at]) for at, period in months.items() if key and at < len(line) and line[at]]
        found.append((name, indicator, entries))
    plan = figure_typing.plan(db, [entry for _name, _indicator, entries in found for entry in entries])
    wrong = {id(refusal.entry): refusal.error for refusal in plan.refusals}
    rows = tuple(_row(name, indicator, entries, wrong) for name, indicator, entries in found)
    return Preview(rows, Plan(plan.observations, (), plan.summary))


def keep(db: Database, preview: Preview) -> Changes:
    """Keep what was shown, as one act. Raises: UserError."""
    return figure_typing.keep(db, preview.plan)


def _row(name: str, indicator: Indicator | None, entries: Sequence[Entry], wrong: dict[int, UserError]) -> PastRow:
    if indicator is None:
        return PastRow(name, None, 0, UserError("No indicator has this name; the row is left out."))
    errors = [wrong[id(entry)] for entry in entries if id(entry) in wrong]
    return PastRow(name, indicator, len(entries) - len(errors), errors[0] if errors else None)


def _months_of(line: Sequence[str], year: int) -> dict[int, Period]:
    """The months that a head names, by column; empty when it is no head."""
    found = {}
    for at, cell in enumerate(line):
        read = _MONTH.fullmatch(fold(cell))
        if read and 1 <= int(read[1]) <= 12 and (re.search(r"[a-z]", fold(cell)) or read[2]):
            found[at] = month(int(read[2] or year), int(read[1]))
    return found


def _months_in_order(body: Sequence[Sequence[str]], year: int) -> dict[int, Period]:
    """January and so on from the column behind the last one that holds words."""
    width = max(len(line) for line in body)
    wordy = [at for at in range(width) if any(at < len(line) and _is_name(line[at]) for line in body)]
    first = max(wordy, default=-1) + 1
    return {at: month(year, at - first + 1) for at in range(first, min(width, first + 12))} if wordy else {}


def _name_of(line: Sequence[str], months: Iterable[int]) -> str:
    before = [cell for at, cell in enumerate(line) if at < min(months)]
    return max((cell for cell in before if _is_name(cell)), key=len, default="")


def _is_name(cell: str) -> bool:
    # "gần 50" and "x" are figures; a name has at least two words or a long one.
    letters = re.sub(r"[\W\d_]+", "", fold(cell))
    return len(letters) >= 4 and not re.fullmatch(r"(?:gan|hon|tren|khoang)\s*[\d.,]+", fold(cell))


def _indicator_of(name: str, known: Sequence[Indicator]) -> Indicator | None:
    wanted = _plain(name)
    if not wanted:
        return None
    for indicator in known:
        if wanted in {_plain(text) for text in (indicator.name, *indicator.aliases)}:
            return indicator
    words = set(wanted.split()) - _SMALL
    ranked = sorted(((_likeness(words, indicator), indicator.order, indicator) for indicator in known), reverse=True)
    best, second = ranked[0], ranked[1]
    return best[2] if best[0] >= LIKE_ENOUGH and best[0] > second[0] else None


def _likeness(words: set[str], indicator: Indicator) -> float:
    texts = (indicator.name, *indicator.aliases)
    sets = [set(_plain(text).split()) - _SMALL for text in texts]
    return max(len(words & one) / max(len(words | one), 1) for one in sets)


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(text)).split())
