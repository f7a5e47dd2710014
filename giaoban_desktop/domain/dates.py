"""Days and times as offices write them: 24/3/2026, "ngày 05 tháng 02 năm 2026", "14 giờ 30"."""

from __future__ import annotations

import re
from datetime import date, time

from giaoban_desktop.domain.text import fold
from giaoban_desktop.errors import InputError

_DAY = r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?"
_DAY_IN_WORDS = r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?"
_TIME = r"(\d{1,2})(?: ?(?:gio|g|h|:) ?(\d{2})?)?(?: ?(?:phut|ph|p))?"


def parse_date(text: str, *, today: date, field: str = "") -> date:
    """The day that a clerk wrote: 24/3, 24-3-2026, 24.3.26, "hôm nay", "ngày 24 tháng 3 năm 2026". Day before month.

    A missing year is the year of `today`. Raises: InputError for anything that is no day.
    """
    words = fold(text)
    if words == "hom nay":
        return today
    found = re.fullmatch(_DAY, words, re.ASCII) or re.fullmatch(_DAY_IN_WORDS, words, re.ASCII)
    if not found:
        raise InputError("{value} is not a day. Write it like 24/3/2026.", field=field, value=text.strip()[:40])
    day, month, year = int(found[1]), int(found[2]), found[3]
    full_year = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
    try:
        return date(full_year, month, day)
    except ValueError:
        raise InputError(
            "{value}: there is no such day in the calendar. Check day and month.", field=field, value=text.strip()[:40]
        ) from None


def parse_past_date(text: str, *, today: date, field: str = "") -> date:
    """A day on which something was said, as `parse_date` reads it. Raises: InputError also for one that is to come."""
    found = parse_date(text, today=today, field=field)
    if found > today:
        raise InputError("This day is still to come. Write the day on which it was said.", field=field)
    return found


def parse_iso_date(text: str, *, field: str = "") -> date:
    """The day of a data file: YYYY-MM-DD. Raises: InputError."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise InputError("{value} is not a day written YYYY-MM-DD.", field=field, value=text[:40])
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            "{value}: there is no such day in the calendar. Check day and month.", field=field, value=text
        ) from None


def parse_time(text: str, *, field: str = "") -> time:
    """The time of day that a clerk wrote: 14:00, 14h30, "14 giờ 30", 8. Raises: InputError."""
    found = re.fullmatch(_TIME, fold(text), re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise InputError("{value} is not a time of day. Write it like 14:30.", field=field, value=text.strip()[:40])
    return time(int(found[1]), int(found[2] or 0))


def short_date(day: date) -> str:
    """The day on screen, on the decree's pattern: 27/02/2026, 24/3/2026."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def long_date(day: date) -> str:
    """The day on paper: "ngày 05 tháng 02 năm 2026", "ngày 24 tháng 3 năm 2026".

    Source: Decree 30/2020/NĐ-CP, annex I, part I, II.4: a zero before days below 10 and before months 1 and 2.
    """
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def long_time(moment: time) -> str:
    """The time of day on paper: "08 giờ 00", "14 giờ 30"."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
