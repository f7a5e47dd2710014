"""The office's rule for the days that a period counts: by the calendar, until the meeting, or from the 15th on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.periods import ONE_DAY, Period, month
from giaoban_desktop.errors import InputError

MID_MONTH_DAY = 14
"""The last day that a month counts where the next one begins on the 15th."""

Days = tuple[date, date]
"""The first and the last day counted."""


class CutOffRule(StrEnum):
    """Calendar: until the last day. Meeting: until the meeting's day. Mid-month: from the 15th to the 14th.

    Source: the third is how offices read Decree 09/2019/NĐ-CP; not checked against its text, so it is only offered.
    """

    CALENDAR = "calendar"
    MEETING = "meeting"
    MID_MONTH = "mid_month"


@dataclass(frozen=True, slots=True)
class CutOffSetting:
    """A rule and the first day from which it holds, until another one does."""

    id: str
    rule: CutOffRule
    since_on: date

    def __post_init__(self) -> None:
        if self.since_on.day != 1:
            raise InputError(
                "A cut-off rule holds from the first day of a month on. Write {day} or the first of another month.",
                field="since_on",
                day=short_date(self.since_on.replace(day=1)),
            )
        month(self.since_on.year, self.since_on.month)  # refuses a year that cannot be right


def rule_of(settings: Sequence[CutOffSetting], period: Period) -> CutOffRule:
    """The rule by which a period is cut off: the one that holds in its last month, the meeting's day without any.

    Days from–to and the year to date say themselves what they count; only a meeting cuts them off.
    """
    return _rule_on(settings, period.last_on) if period.months() else CutOffRule.MEETING


def rule_days(settings: Sequence[CutOffSetting], period: Period) -> Days:
    """The days that a period counts by the rules alone, whenever the meeting is.

    A period begins the day after the cut-off of the month before it. So nothing is lost or counted twice, also where
    one rule follows another, and what longer periods count is what their months count.
    """
    if not period.months():
        return period.first_on, period.last_on
    return _cut_off_on(settings, period.first_on - ONE_DAY) + ONE_DAY, _cut_off_on(settings, period.last_on)


def counted_days(
    settings: Sequence[CutOffSetting], period: Period, *, held_on: date | None, last_cut_off: date | None
) -> Days:
    """The days that a meeting about a period counts: from the day after the last cut-off on, where that lies near.

    Where the meeting is the cut-off, until the day it is held, but not past the period.
    """
    first_on, last_on = rule_days(settings, period)
    if last_cut_off is not None:
        near_on, following = rule_days(settings, period.previous())[0], last_cut_off + ONE_DAY
        first_on = following if near_on <= following <= last_on else first_on
    if held_on is not None and rule_of(settings, period) is CutOffRule.MEETING:
        last_on = max(first_on, min(last_on, held_on))
    return first_on, last_on


def known_by(days: Days, held_on: date) -> Days:
    """The part of the days that can be told in a meeting held on a day: none after it, and at least one."""
    first_on = min(days[0], held_on)
    return first_on, max(first_on, min(days[1], held_on))


def _rule_on(settings: Sequence[CutOffSetting], day: date) -> CutOffRule:
    begun = [setting for setting in settings if setting.since_on <= day]
    return max(begun, key=lambda setting: setting.since_on).rule if begun else CutOffRule.MEETING


def _cut_off_on(settings: Sequence[CutOffSetting], month_end: date) -> date:
    if _rule_on(settings, month_end) is CutOffRule.MID_MONTH:
        return month_end.replace(day=MID_MONTH_DAY)
    return month_end
