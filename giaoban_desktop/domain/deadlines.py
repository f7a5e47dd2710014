"""Deadlines as they are typed and spoken: days, periods, what comes again; and what "trước ngày X" may mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from giaoban_desktop.domain.dates import parse_date, parse_iso_date
from giaoban_desktop.domain.directives import Deadline, Directive, When
from giaoban_desktop.domain.periods import parse_code, parse_words
from giaoban_desktop.domain.recurrence import names_several_days, parse_recurrence
from giaoban_desktop.domain.text import clean_line, fold
from giaoban_desktop.errors import InputError

_STANDING = r"thuong xuyen|lien tuc|hang ngay|hang thang|hang tuan|hang quy|hang nam"
_LEADING = (
    r"(?:(?:phai |can )?(?:hoan thanh|xong|bao cao|thuc hien)[ ,]*)?(?:cham nhat|muon nhat)?[ ,]*"
    r"(?:la |vao |den |trong |truoc |het |cuoi )*"
)


def parse_when(words: str, *, given_on: date, inclusive: bool = False, field: str = "deadline") -> When:
    """By when, as someone typed it: all that `parse_deadline` understands, and "ngày 25 hằng tháng".

    Raises: InputError for words that name no end, or several days that come again.
    """
    said = clean_line(words, field=field)
    if not said:
        return When()
    if (again := parse_recurrence(said, inclusive=inclusive)) is not None:
        return When(Deadline(again.next_after(given_on), said), recurrence=again)
    if names_several_days(said):
        raise InputError(
            "“{value}” names more than one day that comes again. Write one of them here, and make a directive of its"
            " own for each other.",
            field=field,
            value=said,
        )
    deadline = parse_deadline(said, given_on=given_on, inclusive=inclusive, field=field)
    return When(deadline, standing=deadline is None)


def parse_deadline(words: str, *, given_on: date, inclusive: bool = False, field: str = "deadline") -> Deadline | None:
    """The deadline that someone said or typed; None for "thường xuyên" (standing).

    Understands a day (24/3, "trước ngày 30/6/2026", "chậm nhất ngày 30-6"), a period ("trong quý IV năm 2026",
    "tháng 9", "6 tháng đầu năm 2027") and the codes of files (2026-12-31, 2026-Q4). "Trước ngày X" is the day before X,
    or X itself where `inclusive`; "hết ngày X" includes it. A missing year is that of `given_on`, or the next when that
    has passed.
    Raises: InputError for words that name no end.
    """
    said = clean_line(words, field=field)
    folded = fold(said)
    if re.fullmatch(_STANDING, folded):
        return None
    is_before = re.search(r"\btruoc\b", folded) is not None
    lead = re.match(_LEADING, folded)
    rest = folded[lead.end() :] if lead else folded
    try:
        return _period_deadline(rest, said, given_on, is_before)
    except InputError:
        pass
    try:
        day = _day(rest, given_on, field)
        return Deadline(day - timedelta(days=is_before and not inclusive), said)
    except (InputError, ValueError, OverflowError) as error:
        raise InputError(
            "“{value}” names no day or period of the calendar. Write it like 30/4/2026, trước ngày 30/4, trong quý IV,"
            " ngày 25 hằng tháng or thường xuyên.",
            field=field,
            value=said,
        ) from error


def _day(rest: str, given_on: date, field: str) -> date:
    """The day that is named; without a year the first from `given_on` on, this year or next (29/2 typed in 2027)."""
    has_year = re.search(r"\d{4}|[/.-]\d{1,2}[/.-]\d{2}$", rest) is not None
    try:
        day = parse_date(rest, today=given_on, field=field)
        if has_year or day >= given_on:
            return day
    except InputError:
        if has_year:
            raise
    return parse_date(rest, today=date(given_on.year + 1, 1, 1), field=field)


def _period_deadline(rest: str, said: str, given_on: date, is_before: bool) -> Deadline:
    has_year = re.search(r"\d{4}", rest) is not None
    if not is_before and re.fullmatch(r"[0-9]{4}-\S+", said):
        return deadline_of_code(said)
    period = parse_words(rest, today=given_on)
    if not has_year and period.last_on < given_on:
        period = parse_words(f"{rest} {given_on.year + 1}", today=given_on)
    if is_before:
        return Deadline(period.first_on - timedelta(days=1), said)
    return Deadline(period.last_on, said, period)


def deadline_of_code(code: str, *, words: str = "", field: str = "deadline") -> Deadline:
    """The deadline of a data file: a day YYYY-MM-DD or the code of a period, which ends on its last day."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", code):
        return Deadline(parse_iso_date(code, field=field), words)
    period = parse_code(code, field=field)
    return Deadline(period.last_on, words, period)


def meanings(words: str, *, given_on: date) -> tuple[When, When] | None:
    """What "trước ngày X" may mean, also each month: until the day before X, and until X; None for other words."""
    try:
        strict, inclusive = (parse_when(words, given_on=given_on, inclusive=one) for one in (False, True))
    except InputError:
        return None
    return None if strict == inclusive else (strict, inclusive)


def meant_days(words: str, *, given_on: date) -> tuple[date, date] | None:
    """The days until which `meanings` are due: the day before X, and X itself."""
    found = meanings(words, given_on=given_on)
    if found is None or found[0].deadline is None or found[1].deadline is None:
        return None
    return found[0].deadline.due_on, found[1].deadline.due_on


def is_inclusive(directive: Directive) -> bool:
    """Whether words of a deadline that leave it open were said to mean the day itself."""
    found = meanings(directive.deadline.words, given_on=directive.given_on) if directive.deadline else None
    if found is None or directive.deadline is None:
        return False
    inclusive = found[1]
    if directive.recurrence is not None and inclusive.recurrence is not None:
        return directive.recurrence.day == inclusive.recurrence.day
    return inclusive.deadline is not None and directive.deadline.due_on == inclusive.deadline.due_on


def other_meaning(directive: Directive) -> Directive | None:
    """The directive with the other day that its words may mean; None where they mean one, or where it went on since."""
    kept = directive.deadline
    went_on = bool(directive.extensions or directive.occurrences)
    found = meanings(kept.words, given_on=directive.given_on) if kept and not went_on else None
    if found is None:
        return None
    wanted = found[not is_inclusive(directive)]
    return replace(directive, deadline=wanted.deadline, recurrence=wanted.recurrence)
