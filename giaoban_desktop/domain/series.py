"""Meetings that follow each other: which period comes next, on which day, under which number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import median_low

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.numbers import roman
from giaoban_desktop.domain.periods import ONE_DAY, Period, PeriodKind, month, quarter

REVIEW = "Kiểm điểm việc thực hiện kết luận "
"""How the item of an agenda begins that goes over what was demanded before. It is printed, and so Vietnamese."""
REMEMBERED = 6
"""So many meetings say on which day of its period the next one usually is."""
SATURDAY = 5


class Cycle(StrEnum):
    """How regularly an office meets. Both: each month and each quarter; replacing: a quarter instead of its third."""

    MONTHS = "months"
    QUARTERS = "quarters"
    BOTH = "both"
    REPLACING = "replacing"


def next_period(cycle: Cycle | None, held: Sequence[Period]) -> Period:
    """The period whose turn it is after those that were held, the oldest first; without a cycle, in their rhythm."""
    newest = max(held, key=_turn)
    if cycle is None:
        return _in_rhythm(held)
    turns = (turn for year in (newest.last_on.year, newest.last_on.year + 1) for turn in _turns(cycle, year))
    return next(turn for turn in turns if _turn(turn) > _turn(newest))


def usual_day(period: Period, held: Sequence[Meeting]) -> date:
    """The working day on which the meeting about a period usually is, by the last meetings of its kind, or of any."""
    alike = [meeting for meeting in held if meeting.period.kind is period.kind] or list(held)
    newest = sorted(alike, key=lambda meeting: meeting.period.last_on)[-REMEMBERED:]
    apart = median_low([(meeting.held_on - meeting.period.last_on).days for meeting in newest] or [0])
    day = period.last_on + timedelta(days=apart)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def next_number(period: Period, held: Sequence[Meeting]) -> int | None:
    """The number of the meeting about a period, where the last one had one; from 1 each year where it began so."""
    numbered = [meeting for meeting in held if meeting.number is not None]
    if not numbered:
        return None
    newest = max(numbered, key=lambda meeting: _turn(meeting.period))
    assert newest.number is not None
    year = newest.period.last_on.year
    if period.last_on.year > year and _begins_anew(numbered, year):
        return 1
    return newest.number + 1


def _begins_anew(numbered: Sequence[Meeting], year: int) -> bool:
    """True when the year's first meeting was number 1, and not the first of all."""
    first = min(
        (meeting for meeting in numbered if meeting.period.last_on.year == year),
        key=lambda meeting: _turn(meeting.period),
    )
    before = [meeting for meeting in numbered if meeting.period.last_on.year < year]
    return first.number == 1 and (bool(before) or first.period.first_on.month == 1)


def _turns(cycle: Cycle, year: int) -> Iterator[Period]:
    """The periods of a year in the order in which they are met about."""
    for n in range(1, 13):
        is_last = n % 3 == 0
        if cycle is not Cycle.QUARTERS and not (is_last and cycle is Cycle.REPLACING):
            yield month(year, n)
        if cycle is not Cycle.MONTHS and is_last:
            yield quarter(year, n // 3)


def _turn(period: Period) -> tuple[date, int]:
    """What periods are ordered by: their ends, and of those that end together the shorter first."""
    return period.last_on, (period.last_on - period.first_on).days


def _in_rhythm(held: Sequence[Period]) -> Period:
    """The period that follows the last of these: in months where months were held, else of its own kind.

    A quarter takes the place of the third month where the last quarter did.
    """
    newest = held[-1]
    if not any(period.kind is PeriodKind.MONTH for period in held):
        return newest.following()
    first_on = newest.last_on + ONE_DAY
    following = month(first_on.year, first_on.month)
    quarters = [period for period in held if period.kind is PeriodKind.QUARTER]
    if following.n % 3 == 0 and quarters and quarters[-1].months()[-1] not in held:
        return quarter(following.year, following.n // 3)
    return following


def under_review(directives: Iterable[Directive], meeting: Meeting) -> list[Directive]:
    """What was demanded before a meeting and was not done before its day: the first due first, without a day last.

    Of meetings on one day the one that was recorded later reviews what the others demanded, and the parts into which
    that was split meanwhile.
    """
    before = meeting.held_on - ONE_DAY

    def was_given_before(one: Directive) -> bool:
        return one.given_on == meeting.held_on and one.meeting_id is not None and one.meeting_id < meeting.id

    found = [one for one in directives if one.meeting_id != meeting.id]
    parts = {part_id for one in found if was_given_before(one) for part_id in one.carried_on_ids}
    found = [one for one in found if one.was_open(before) or was_given_before(one) or one.id in parts]
    return sorted(found, key=lambda one: (one.deadline.due_on if one.deadline else date.max, one.given_on, one.order))


def is_reviewed(meeting: Meeting) -> bool:
    """True when the agenda of a meeting has the review of what was concluded before."""
    return any(item.title.startswith(REVIEW) for item in meeting.agenda)


def for_period(title: str, before: Period, period: Period) -> str:
    """The title of an item of the agenda for another period: what names the one before, or the one behind it, names
    the new one ("Báo cáo quý I/2026, phương hướng quý II" becomes "Báo cáo tháng 4/2026, phương hướng tháng 5").
    """
    pairs = ((before, period), (before.following(), period.following()))

    def renamed(found: re.Match[str]) -> str:
        wanted = pairs[0 if found["now"] else 1][1]
        words = _short(wanted)
        words = f"{words[:1].upper()}{words[1:]}" if found[0][0].isupper() else words
        return f"{words}{found['between']}{wanted.year}" if found["between"] else words

    now, then = (_pattern(old) for old, _new in pairs)
    return re.sub(
        rf"\b(?:(?P<now>{now})|{then})\b(?:(?P<between>/| năm )\d{{4}}\b)?", renamed, title, flags=re.IGNORECASE
    )


def _short(period: Period) -> str:
    """The name of a period without its year: "quý I"."""
    return period.name.removesuffix(f" năm {period.year}")


def _pattern(period: Period) -> str:
    """How a period may be written without its year."""
    if period.kind is PeriodKind.MONTH:
        return f"tháng 0?{period.n}"
    if period.kind is PeriodKind.QUARTER:
        return f"quý (?:{roman(period.n)}|{period.n})"
    return re.escape(_short(period))
