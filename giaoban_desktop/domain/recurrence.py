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


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When the occurrences are due: on a weekday (1 is Monday), or on a day of the last month of each period.

    A month that is too short has its occurrence on its last day; day 31 is the last of any month.
    """

    every: Every
    day: int
    words: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("words",))
        if not 1 <= self.day <= (7 if self.every is Every.WEEK else 31):
            raise ValueError(f"{self.every} has no day {self.day}")

    def next_after(self, day: date) -> date:
        """The first due day after a day."""
        if self.every is Every.WEEK:
            return day + timedelta(days=(self.day - day.isoweekday() - 1) % 7 + 1)
        months = _MONTHS[self.every]
        year, month = day.year, -(-day.month // months) * months
        while (due := _in_month(year, month, self.day)) <= day:
            year, month = divmod(year * 12 + month - 1 + months, 12)
            month += 1
        return due


_WEEKDAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, **{str(day): day - 1 for day in range(2, 8)}}
_EVERY = {"tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_OFTEN = re.compile(r"\b(?:hang|moi) (tuan|thang|quy|nam)\b")
_WEEKDAY = re.compile(r"\b(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b")
_DAY = re.compile(r"\bngay (?:mung )?(\d{1,2})\b(?!\s*[/.-]\s*\d)")
_LAST = re.compile(r"\bcuoi (?:thang|quy|nam)\b|\bngay cuoi\b")
_BEFORE = re.compile(r"\btruoc (?:ngay|thu|chu nhat)\b")


def parse_recurrence(words: str, *, inclusive: bool = False) -> Recurrence | None:
    """When it is due again and again ("ngày 25 hằng tháng", "thứ Sáu hằng tuần"); None where no due day is named.

    "Trước ngày 20" is due on the 19th, as "trước" is read everywhere, or on the 20th where `inclusive`; "cuối tháng" is
    the last day.
    """
    folded = fold(words)
    often = _OFTEN.search(folded)
    if often is None:
        return None
    every, is_before = _EVERY[often.group(1)], _BEFORE.search(folded) is not None and not inclusive
    if every is Every.WEEK:
        named = _WEEKDAY.search(folded)
        if named is None:
            return None
        day = 7 if named.group(2) else _WEEKDAYS[named.group(1)]
        return Recurrence(every, (day - 2) % 7 + 1 if is_before else day, words)
    if named := _DAY.search(folded):
        day = int(named.group(1)) - is_before
        return Recurrence(every, day or 31, words) if 0 <= day <= 31 else None
    return Recurrence(every, 31, words) if _LAST.search(folded) else None


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
