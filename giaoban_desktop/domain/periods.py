"""Reporting periods, and the days that are really counted in them (meetings are held before a period ends)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from giaoban_desktop.domain.dates import long_date, parse_iso_date
from giaoban_desktop.domain.numbers import parse_roman, roman
from giaoban_desktop.domain.text import fold
from giaoban_desktop.errors import InputError

FIRST_YEAR, LAST_YEAR = 1945, 2199
ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """How a period is cut out of the year."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS_9 = "months_9"
    YEAR = "year"
    TO_DATE = "to_date"
    RANGE = "range"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.MONTHS_9: 9,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period by the calendar, both days included.

    `n` is the month 1–12, the quarter 1–4 or the half 1–2; 1 for the other kinds.
    """

    kind: PeriodKind
    year: int
    n: int
    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise InputError(
                "The period ends on {last} before it begins on {first}. Exchange the days.",
                first=self.first_on.isoformat(),
                last=self.last_on.isoformat(),
            )
        if not FIRST_YEAR <= self.first_on.year <= LAST_YEAR or self.last_on.year > LAST_YEAR:
            raise InputError("The year {year} cannot be right. Check it.", year=self.first_on.year)

    @property
    def code(self) -> str:
        """2026-02, 2026-Q1, 2026-H1, 2026-9M, 2026, 2026..2026-05-14 (year to date), 2026-01-05..2026-02-10."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.n:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.n}"
            case PeriodKind.HALF:
                return f"{self.year}-H{self.n}"
            case PeriodKind.MONTHS_9:
                return f"{self.year}-9M"
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.TO_DATE:
                return f"{self.year}..{self.last_on.isoformat()}"
            case PeriodKind.RANGE:
                return f"{self.first_on.isoformat()}..{self.last_on.isoformat()}"

    @property
    def name(self) -> str:
        """The period in the words of a report: "quý I năm 2026", "tháng 02 năm 2026", "6 tháng đầu năm 2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.n:02d} năm {self.year}" if self.n <= 2 else f"tháng {self.n} năm {self.year}"
            case PeriodKind.QUARTER:
                return f"quý {roman(self.n)} năm {self.year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.n == 1 else 'cuối'} năm {self.year}"
            case PeriodKind.MONTHS_9:
                return f"9 tháng đầu năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.TO_DATE:
                return f"từ đầu năm đến {long_date(self.last_on)}"
            case PeriodKind.RANGE:
                return f"từ {long_date(self.first_on)} đến {long_date(self.last_on)}"

    def contains(self, other: Period) -> bool:
        """True when every day of `other` lies in this period."""
        return self.first_on <= other.first_on and other.last_on <= self.last_on

    def months(self) -> tuple[Period, ...]:
        """The calendar months of a month, quarter, half, nine months or year; empty for other kinds."""
        if self.kind not in _MONTHS:
            return ()
        return tuple(month(self.year, self.first_on.month + index) for index in range(_MONTHS[self.kind]))

    def month_spans(self) -> tuple[tuple[date, date], ...]:
        """The calendar months that the period touches, each cut to the days that lie in it (first, last)."""
        spans: list[tuple[date, date]] = []
        first_on = self.first_on
        while first_on <= self.last_on:
            month_end = first_on.replace(day=calendar.monthrange(first_on.year, first_on.month)[1])
            spans.append((first_on, min(month_end, self.last_on)))
            first_on = month_end + ONE_DAY
        return tuple(spans)

    def last_year(self) -> Period:
        """The same period of the year before."""
        if self.kind in _MONTHS:
            return _regular(self.kind, self.year - 1, self.n)
        first_on, last_on = _year_before(self.first_on), _year_before(self.last_on)
        return Period(self.kind, self.year - 1, self.n, first_on, last_on)

    def previous(self) -> Period:
        """The period of the same kind just before; for nine months and to date the same of the year before."""
        if self.kind is PeriodKind.RANGE:
            length = self.last_on - self.first_on
            return days(self.first_on - ONE_DAY - length, self.first_on - ONE_DAY)
        return self._step(-1)

    def following(self) -> Period:
        """The period of the same kind just after; for nine months and to date the same of the year after."""
        if self.kind is PeriodKind.RANGE:
            length = self.last_on - self.first_on
            return days(self.last_on + ONE_DAY, self.last_on + ONE_DAY + length)
        return self._step(1)

    def _step(self, step: int) -> Period:
        if self.kind is PeriodKind.TO_DATE:
            return to_date(_shift_year(self.last_on, step))
        per_year = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}.get(self.kind, 1)
        index = self.year * per_year + self.n - 1 + step
        return _regular(self.kind, index // per_year, index % per_year + 1)


def month(year: int, n: int) -> Period:
    """A calendar month."""
    return _regular(PeriodKind.MONTH, year, n)


def quarter(year: int, n: int) -> Period:
    """A calendar quarter, 1 to 4."""
    return _regular(PeriodKind.QUARTER, year, n)


def half(year: int, n: int) -> Period:
    """A half-year, 1 or 2."""
    return _regular(PeriodKind.HALF, year, n)


def nine_months(year: int) -> Period:
    """January to September."""
    return _regular(PeriodKind.MONTHS_9, year, 1)


def whole_year(year: int) -> Period:
    """A calendar year."""
    return _regular(PeriodKind.YEAR, year, 1)


def to_date(last_on: date) -> Period:
    """From 1 January up to and including a day of the same year."""
    return Period(PeriodKind.TO_DATE, last_on.year, 1, date(last_on.year, 1, 1), last_on)


def days(first_on: date, last_on: date) -> Period:
    """Any days from–to, both included."""
    return Period(PeriodKind.RANGE, first_on.year, 1, first_on, last_on)


def parse_code(text: str, *, field: str = "") -> Period:
    """The period of a code as `Period.code` writes it. Raises: InputError."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?", text, re.ASCII)
    try:
        if found:
            year = int(found[1])
            if found[2]:
                return month(year, int(found[2]))
            if found[3]:
                return quarter(year, int(found[3]))
            if found[4]:
                return half(year, int(found[4]))
            return nine_months(year) if found[5] else whole_year(year)
        first, dots, last = text.partition("..")
        if dots:
            last_on = parse_iso_date(last)
            if re.fullmatch(r"[0-9]{4}", first):
                if int(first) != last_on.year:
                    raise InputError("A period from the year's start must end in the same year.")
                return to_date(last_on)
            return days(parse_iso_date(first), last_on)
    except InputError as error:
        raise error.within(field) if field else error from None
    raise InputError(
        "{value} is not a period. Write 2026-02, 2026-Q1, 2026-H1, 2026-9M, 2026 or 2026-01-05..2026-02-10.",
        field=field,
        value=text[:40],
    )


_YEAR_WORDS = r"(?:(?: ?[/-] ?| nam | )(\d{4}))?"
_MONTH_WORDS = rf"thang (\d{{1,2}}){_YEAR_WORDS}"
_QUARTER_WORDS = rf"quy ([ivx]+|\d){_YEAR_WORDS}"
_HALF_WORDS = r"0?6 thang (dau|cuoi)(?: nam)?(?: (\d{4}))?"
_THREE_MONTHS_WORDS = r"0?3 thang dau(?: nam)?(?: (\d{4}))?"
_NINE_MONTHS_WORDS = r"0?9 thang(?: dau)?(?: nam)?(?: (\d{4}))?"
_YEAR_ALONE = r"(?:ca )?nam(?: (\d{4}))?"


def parse_words(text: str, *, today: date, field: str = "") -> Period:
    """The period that someone named: "quý IV năm 2026", "tháng 3/2026", "6 tháng đầu năm", "năm 2026", or a code.

    A missing year is the year of `today`. Raises: InputError.
    """
    words = fold(text)

    def year(found: str | None) -> int:
        return int(found) if found else today.year

    if found := re.fullmatch(_MONTH_WORDS, words, re.ASCII):
        return month(year(found[2]), int(found[1]))
    if found := re.fullmatch(_QUARTER_WORDS, words, re.ASCII):
        number = int(found[1]) if found[1].isdigit() else parse_roman(found[1]) or 0
        if not 1 <= number <= 4:
            raise InputError("{value}: a year has the quarters I to IV.", field=field, value=text.strip()[:40])
        return quarter(year(found[2]), number)
    if found := re.fullmatch(_HALF_WORDS, words, re.ASCII):
        return half(year(found[2]), 1 if found[1] == "dau" else 2)
    if found := re.fullmatch(_THREE_MONTHS_WORDS, words, re.ASCII):
        return quarter(year(found[1]), 1)
    if found := re.fullmatch(_NINE_MONTHS_WORDS, words, re.ASCII):
        return nine_months(year(found[1]))
    if found := re.fullmatch(_YEAR_ALONE, words, re.ASCII):
        return whole_year(year(found[1]))
    return parse_code(text.strip(), field=field)


@dataclass(frozen=True, slots=True)
class Break:
    """Days between two cut-offs that are counted by nobody (`is_gap`) or twice; both days included."""

    is_gap: bool
    first_on: date
    last_on: date


def breaks(counted: Iterable[tuple[date, date]]) -> Sequence[Break]:
    """The gaps and overlaps in a run of counted spans (from, to), in the order of their days."""
    found: list[Break] = []
    reached: date | None = None
    for first_on, last_on in sorted(counted):
        if reached is not None:
            if first_on > reached + ONE_DAY:
                found.append(Break(True, reached + ONE_DAY, first_on - ONE_DAY))
            elif first_on <= reached:
                found.append(Break(False, first_on, min(reached, last_on)))
        reached = last_on if reached is None else max(reached, last_on)
    return found


@lru_cache(maxsize=4096)
def _regular(kind: PeriodKind, year: int, n: int) -> Period:
    length = _MONTHS[kind]
    if not 1 <= n <= 12 // length:
        raise InputError("{value} is not a month. A year has the months 1 to 12.", value=n)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError("The year {year} cannot be right. Check it.", year=year)
    last_month = n * length
    first_on = date(year, last_month - length + 1, 1)
    return Period(kind, year, n, first_on, date(year, last_month, calendar.monthrange(year, last_month)[1]))


def _shift_year(day: date, step: int) -> date:
    try:
        return day.replace(year=day.year + step)
    except ValueError:  # 29 February
        return day.replace(year=day.year + step, day=28)


def _year_before(day: date) -> date:
    return _shift_year(day, -1)
