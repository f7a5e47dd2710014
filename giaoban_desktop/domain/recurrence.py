"""Duties that come again: "hằng tháng trước ngày 20" has an occurrence each month, due on the 19th."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from giaoban_desktop.domain.text import clean_fields, fold


class Every(StrEnum):
    """How often an occurrence is due."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LEAP_YEAR, _LONGEST = 2000, 31
_MONTHS = {Every.WEEK: 1, Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When the occurrences are due: on a weekday (1 is Monday), or on a day of one month of each period.

    `month` counts within the period; 0 stands for its last. A month that is too short has its occurrence on its last
    day; day 31 is the last of any month.
    """

    every: Every
    day: int
    words: str = ""
    month: int = 0

    def __post_init__(self) -> None:
        clean_fields(self, lines=("words",))
        object.__setattr__(self, "month", self.month or _MONTHS[self.every])
        if not 1 <= self.day <= (7 if self.every is Every.WEEK else _LONGEST):
            raise ValueError(f"{self.every} has no day {self.day}")
        if not 1 <= self.month <= _MONTHS[self.every]:
            raise ValueError(f"{self.every} has no month {self.month}")

    def next_after(self, day: date) -> date:
        """The first due day after a day."""
        if self.every is Every.WEEK:
            return day + timedelta(days=(self.day - day.isoweekday() - 1) % 7 + 1)
        months = _MONTHS[self.every]
        year, month = day.year, (day.month - 1) // months * months + self.month
        while (due := _in_month(year, month, self.day)) <= day:
            year, month = divmod(year * 12 + month - 1 + months, 12)
            month += 1
        return due


_EVERY = {"tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "qui": Every.QUARTER, "nam": Every.YEAR}
_WEEKDAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, **{str(day): day - 1 for day in range(2, 8)}}
_ORDINALS = {"dau": 1, "nhat": 1, "giua": 2, "hai": 2, "ba": 3, "cuoi": 0}

_OFTEN = re.compile(r"\b(?:hang|moi) ?(tuan|thang|qu[yi]|nam)\b")
_TIME = re.compile(r"\b\d{1,2} ?(?:gio|g|h|:)(?: ?\d{1,2})?(?: ?(?:phut|ph|p))?\b")
_DATE = r"\d{1,2}(?: ?[/.] ?\d{1,2}| thang \d{1,2})?"
_SPAN = re.compile(rf"(?:\btu )?\b(?:ngay )?{_DATE} ?(?:\bden|\btoi) ?(?:het )?(?:ngay )?(?=\d)")
_DASHED = re.compile(r"\b\d{1,2} ?- ?(?=\d{1,2}\b)")
_WEEKDAY = r"(?:hai|ba|tu|nam|sau|bay|[2-7])\b(?! ?gio\b)"
_NAMED_WEEKDAY = re.compile(
    rf"\b(?:thu {_WEEKDAY}|chu nhat\b)(?:(?: ?, ?| va | ?- ?| den )(?:thu {_WEEKDAY}|[2-7]\b))*"
)
_TO_WEEKDAY = re.compile(rf"\b(?:thu )?(?:{_WEEKDAY}|chu nhat)(?: den | ?- ?)(?=thu |chu nhat|[2-7])")
_MONTH = re.compile(r"\bthang (\d{1,2})\b|(?<=\d) ?[/.-] ?(\d{1,2})\b")
_MONTH_OF = re.compile(
    r"\bthang (dau|giua|cuoi)\b(?: tien| cung)?|\bthang thu (nhat|hai|ba|\d{1,2})\b"
    r"|\b(dau|giua|cuoi) (?:moi |hang )?(?:qu[yi]|nam)\b"
)
_LAST = re.compile(r"\bcuoi (?:(?:moi |hang )?(?:thang|qu[yi]|nam)|cung)\b|\bngay cuoi\b")
_QUARTER = re.compile(r"\bqu[yi]\b(?! (?:dinh|che|trinh|hoach|mo))")
_BEFORE = re.compile(r"\btruoc (?:ngay|mung|thu|chu nhat|\d)")
_ASIDE = re.compile(r"\bnam \d{4}\b|\bso \d+\S*|\b0?1 lan\b")


def parse_recurrence(words: str, *, inclusive: bool = False) -> Recurrence | None:
    """When it is due again and again ("ngày 25 hằng tháng", "thứ Sáu hằng tuần", "ngày 15 tháng 11 hằng năm").

    "Trước ngày 20" is due on the 19th, as "trước" is read everywhere, or on the 20th where `inclusive`; "cuối tháng" is
    the last day, "từ ngày 20 đến ngày 25" the 25th. A quarter's or year's day without a month is one of its last month.
    None where no due day, or more than one, is named.
    """
    plain = _plain(words)
    every = _every(plain)
    if every is None:
        return None
    is_before = _BEFORE.search(plain) is not None and not inclusive
    if every is Every.WEEK:
        named = _weekdays(plain)
        return Recurrence(every, (named[0] - is_before - 1) % 7 + 1, words) if len(named) == 1 else None
    months = _months(plain, every)
    if months is None or len(months) > 1:
        return None
    month, days = next(iter(months), _MONTHS[every]), _days(plain, every)
    if not days:
        return Recurrence(every, _LONGEST, words, month) if _LAST.search(plain) else None
    (day, *more) = days
    longest = monthrange(_LEAP_YEAR, month)[1] if every is Every.YEAR else _LONGEST
    if more or not 1 <= day <= longest:
        return None
    if is_before and day == 1:
        return Recurrence(every, _LONGEST, words, (month - 2) % _MONTHS[every] + 1)
    return Recurrence(every, day - is_before, words, month)


def names_several_days(words: str) -> bool:
    """True for words that name more than one day on which something comes again: "ngày 15 và 30 hằng tháng"."""
    plain = _plain(words)
    found = {_EVERY[one] for one in _OFTEN.findall(plain)}
    if len(found) != 1:
        return len(found) > 1
    (every,) = found
    if every is Every.WEEK:
        return len(_weekdays(plain)) > 1
    days = [one for one in _days(plain, every) if 1 <= one <= _LONGEST]
    return len(days) > 1 or len(_months(plain, every) or ()) > 1


def recurrence_of(every: Every, day: int, words: str) -> Recurrence:
    """The recurrence of what is kept of one: its words tell the month, as long as they tell this day."""
    for inclusive in (False, True):
        found = parse_recurrence(words, inclusive=inclusive)
        if found is not None and (found.every, found.day) == (every, day):
            return found
    return Recurrence(every, day, words)


def _plain(words: str) -> str:
    """The words without marks, with a blank between words and numbers, and without what is no day of a month."""
    spaced = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])|(?<=,)(?=\S)", " ", fold(words))
    return _ASIDE.sub(" ", _TIME.sub("gio", spaced))


def _every(plain: str) -> Every | None:
    found = {_EVERY[one] for one in _OFTEN.findall(plain)}
    return next(iter(found)) if len(found) == 1 else None


def _weekdays(plain: str) -> list[int]:
    """The weekdays that are named; of "từ thứ Hai đến thứ Sáu" the last."""
    left = _TO_WEEKDAY.sub("", plain)
    found: list[int] = []
    for named in _NAMED_WEEKDAY.finditer(left):
        words = re.findall(rf"{_WEEKDAY}|chu nhat", named.group())
        found += [7 if one == "chu nhat" else _WEEKDAYS[one] for one in words]
    return list(dict.fromkeys(found))


def _months(plain: str, every: Every) -> set[int] | None:
    """The months of the period that are named; None for one that no such period has."""
    left = _without_spans(plain, every)
    count, named = _MONTHS[every], {int(one or other) for one, other in _MONTH.findall(left)}
    ordinals = {next(filter(None, found)) for found in _MONTH_OF.findall(left)}
    if every is Every.MONTH:
        return None if named or ordinals else set()
    if (named and every is not Every.YEAR) or (every is Every.YEAR and ("giua" in ordinals or _QUARTER.search(left))):
        return None
    named |= {(_ORDINALS[one] if one in _ORDINALS else int(one)) or count for one in ordinals}
    return named if all(1 <= month <= count for month in named) else None


def _days(plain: str, every: Every) -> list[int]:
    """The days of a month that are named, each once."""
    left = _MONTH_OF.sub(" ", _MONTH.sub(" ", _without_spans(plain, every)))
    return list(dict.fromkeys(int(one) for one in re.findall(r"\d+", left)))


def _without_spans(plain: str, every: Every) -> str:
    """Without the first day of "từ ngày 20 đến ngày 25"; 15-11 is a day of a year, but a span of other periods."""
    left = _SPAN.sub("ngay ", plain)
    return left if every is Every.YEAR else _DASHED.sub("", left)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
