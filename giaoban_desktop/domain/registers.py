"""The register of issued papers: numbers by issuing body, kind and year; numbers used twice, numbers not seen.

A body's series also holds papers that this program never sees. So numbers are proposed, and gaps looked for, only in
a series that the office declared its own. Source: Decree 30/2020/NĐ-CP, article 15: numbers run from 01 on 1 January
to 31 December, secret papers have a series of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.documents import DocumentType, Secrecy, reference


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The papers that one body numbers one after the other: those of one abbreviation, secret ones apart."""

    unit_id: str
    abbreviation: str
    is_classified: bool = False


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One issued paper as the register of its body has it; `unit_id` is that body."""

    document_id: str
    meeting_id: str
    unit_id: str
    document_type: DocumentType
    symbol: str
    number: str
    issued_on: date
    title: str
    secrecy: Secrecy = Secrecy.NONE
    amendment_id: str | None = None
    """Of an amendment; the list of papers has it under this id."""

    @property
    def reference(self) -> str:
        """Number and symbol: "05/BB-CAP"."""
        return reference(self.number, self.symbol)

    @property
    def serial(self) -> int:
        """The number without a letter behind it."""
        found = re.match(r"\d+", self.number)
        return int(found[0]) if found else 0

    @property
    def series(self) -> NumberSeries:
        """The series that gave the number."""
        return NumberSeries(self.unit_id, self.document_type.abbreviation, self.secrecy is not Secrecy.NONE)

    @property
    def _place(self) -> tuple[NumberSeries, int, str]:
        return self.series, self.issued_on.year, self.number


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a year below the highest one that no paper of an own series bears."""

    series: NumberSeries
    year: int
    missing: tuple[int, ...]


def duplicates(entries: Iterable[RegisterEntry]) -> frozenset[str]:
    """The ids of papers that share their number with another one of the same series and year."""
    entries = list(entries)
    counted = Counter(entry._place for entry in entries)
    return frozenset(entry.document_id for entry in entries if counted[entry._place] > 1)


def gaps(entries: Iterable[RegisterEntry], own: Iterable[NumberSeries]) -> list[Gap]:
    """What is missing in the series that are the office's own, by series and year."""
    used: dict[tuple[NumberSeries, int], set[int]] = {}
    own = set(own)
    for entry in entries:
        if entry.series in own:
            used.setdefault((entry.series, entry.issued_on.year), set()).add(entry.serial)
    found = [
        Gap(series, year, tuple(number for number in range(1, max(numbers)) if number not in numbers))
        for (series, year), numbers in used.items()
    ]
    return sorted((gap for gap in found if gap.missing), key=lambda gap: (-gap.year, gap.series.unit_id))


def spans(numbers: Iterable[int]) -> str:
    """Numbers in ascending order as a register writes them, those that follow each other joined: "01–03, 07"."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return ", ".join(f"{first:02d}" if first == last else f"{first:02d}–{last:02d}" for first, last in found)


def next_number(entries: Iterable[RegisterEntry], series: NumberSeries, year: int) -> str:
    """The number that follows the highest of a year as it is printed, from 01."""
    used = [entry.serial for entry in entries if entry.series == series and entry.issued_on.year == year]
    return f"{max(used, default=0) + 1:02d}"


def bearing(entries: Sequence[RegisterEntry], series: NumberSeries, year: int, number: str) -> list[RegisterEntry]:
    """The papers of a series that bear a number in a year."""
    return [entry for entry in entries if entry._place == (series, year, number)]
