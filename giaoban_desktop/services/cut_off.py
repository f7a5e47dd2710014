"""Which days a period counts: the office's cut-off rule, chosen as a setting, and what the meetings made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain import cut_off
from giaoban_desktop.domain.cut_off import CutOffRule, CutOffSetting, Days
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Meeting, MeetingKind, MeetingState
from giaoban_desktop.domain.periods import (
    FIRST_YEAR,
    ONE_DAY,
    Break,
    Period,
    breaks,
    month,
    quarter,
    whole_year,
)
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import cut_off as rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Example:
    """The days that a period would count by a rule; without a last day where that is the day of the meeting."""

    period: Period
    first_on: date
    last_on: date | None


@dataclass(frozen=True, slots=True)
class DaysNotes:
    """What to look at in the days of a meeting: gaps and overlaps, and what the office's rule gives instead, if so."""

    breaks: tuple[UserError, ...] = ()
    by_rule: UserError | None = None


@dataclass(frozen=True, slots=True)
class Seam:
    """Days that would be lost or counted twice where one rule follows another, and from which day is counted so."""

    between: Break
    counted_from: date


# The setting


def listed(db: Database) -> list[CutOffSetting]:
    """The rules of the office in the order of the days from which they hold; empty while none was chosen."""
    return rows.list_settings(db)


def of(db: Database, period: Period) -> CutOffRule:
    """The rule by which a period is cut off: the meeting's day where the office chose none."""
    return cut_off.rule_of(listed(db), period)


def choose(db: Database, rule: CutOffRule, since_on: date) -> Changes:
    """Let a rule hold from the first day of a month on; what was chosen from that day on holds no more.

    Meetings and figures that are recorded keep their days. Raises: InputError for another day than a month's first.
    """
    before, after = _chosen(listed(db), rule, since_on)
    with db.act("cut_off.choose", short_date(since_on)) as act:
        for setting in before:
            if setting not in after:
                rows.delete_setting(db, setting.id)
        for setting in after:
            rows.save_setting(db, setting)
    return changes.of(Kind.OFFICE, Kind.MEETINGS, summary=act.summary)


def changes_anything(db: Database, rule: CutOffRule, since_on: date) -> bool:
    """True when choosing would change which rule holds when. Raises: InputError as `choose`."""
    before, after = _chosen(listed(db), rule, since_on)
    return [(one.rule, one.since_on) for one in before] != [(one.rule, one.since_on) for one in after]


def examples(db: Database, rule: CutOffRule, today: date) -> tuple[Example, ...]:
    """What the month, the quarter and the year of a day would count by a rule, had it always held."""
    periods = (month(today.year, today.month), quarter(today.year, (today.month + 2) // 3), whole_year(today.year))
    held = [CutOffSetting("", rule, date(FIRST_YEAR, 1, 1))]
    found = []
    for period in periods:
        is_meeting = rule is CutOffRule.MEETING
        last_cut_off = counted_until(db, period) if is_meeting else None
        first_on, last_on = cut_off.counted_days(held, period, held_on=None, last_cut_off=last_cut_off)
        found.append(Example(period, first_on, None if is_meeting else last_on))
    return tuple(found)


def seam(db: Database, rule: CutOffRule, since_on: date) -> Seam | None:
    """What a rule, beginning on a day, would lose or count twice beside what was counted before; None for nothing.

    It does not come to that: the first period counts on from the last cut-off. Raises: InputError as `choose`.
    """
    _before, after = _chosen(listed(db), rule, since_on)
    if rule is CutOffRule.MEETING:
        return None  # it goes on from the last cut-off by itself
    first = month(since_on.year, since_on.month)
    alone = cut_off.rule_days([CutOffSetting("", rule, date(FIRST_YEAR, 1, 1))], first)
    counted_from, _last = cut_off.counted_days(after, first, held_on=None, last_cut_off=counted_until(db, first))
    reached = counted_from - ONE_DAY
    found = breaks([(min(alone[0], reached), reached), alone])
    return Seam(found[0], counted_from) if found else None


def _chosen(
    before: Sequence[CutOffSetting], rule: CutOffRule, since_on: date
) -> tuple[Sequence[CutOffSetting], Sequence[CutOffSetting]]:
    """The settings as they are, and as they would be; one that says what holds anyway is none."""
    chosen = CutOffSetting(next((one.id for one in before if one.since_on == since_on), "") or new_id(), rule, since_on)
    earlier = [one for one in before if one.since_on < since_on]
    holds = earlier[-1].rule if earlier else CutOffRule.MEETING
    return before, earlier if rule is holds else [*earlier, chosen]


# What is counted


def counted_until(db: Database, period: Period, *, apart_from: str = "") -> date | None:
    """The last day counted by the meetings about periods that end before this one; None when there were none.

    So a month is counted on from a quarter's meeting that took the place of the third month's.
    """
    earlier = (held for held in regular(db) if held.period.last_on < period.first_on and held.id != apart_from)
    return max((held.counted_to for held in earlier), default=None)


def counted_days(db: Database, period: Period, *, held_on: date | None = None, apart_from: str = "") -> Days:
    """The days that a period counts: by the office's rule, from the day after the last cut-off on.

    `held_on` is the day of the meeting about it, `apart_from` that meeting's id. Without a meeting that could be the
    cut-off, the days of the rule alone.
    """
    settings = listed(db)
    if held_on is None and cut_off.rule_of(settings, period) is CutOffRule.MEETING:
        return cut_off.rule_days(settings, period)
    last_cut_off = counted_until(db, period, apart_from=apart_from)
    return cut_off.counted_days(settings, period, held_on=held_on, last_cut_off=last_cut_off)


def last_day(db: Database, period: Period) -> date:
    """The last day that the office's rule lets a period count, whenever its meeting is."""
    return cut_off.rule_days(listed(db), period)[1]


def notes(db: Database, meeting: Meeting) -> DaysNotes:
    """What to look at in the days that a meeting counts; nothing for an extraordinary one."""
    if meeting.kind is MeetingKind.EXTRAORDINARY:
        return DaysNotes()
    first_on, last_on = counted_days(db, meeting.period, held_on=meeting.held_on, apart_from=meeting.id)
    is_by_rule = (first_on, last_on) == (meeting.counted_from, meeting.counted_to)
    by_rule = UserError(
        "By the office's cut-off rule it would be {first} to {last}.",
        first=short_date(first_on),
        last=short_date(last_on),
    )
    return DaysNotes(break_notes(db, meeting), None if is_by_rule else by_rule)


def break_notes(db: Database, meeting: Meeting) -> tuple[UserError, ...]:
    """Gaps and overlaps of the days counted, between this meeting and those about the periods before and after."""
    return tuple(_told(found) for found in _breaks_at(db, meeting))


def regular(db: Database) -> Iterator[Meeting]:
    """The meetings that count days in turn: neither withdrawn nor extraordinary."""
    for meeting in meeting_rows.list_meetings(db):
        if meeting.kind is not MeetingKind.EXTRAORDINARY and meeting.state is not MeetingState.WITHDRAWN:
            yield meeting


def _breaks_at(db: Database, meeting: Meeting) -> list[Break]:
    if meeting.kind is MeetingKind.EXTRAORDINARY:
        return []
    others = list(regular(db))
    before = [m for m in others if m.period.last_on < meeting.period.first_on]
    after = [m for m in others if m.period.first_on > meeting.period.last_on]
    spans = [(meeting.counted_from, meeting.counted_to)]
    if before:
        last = max(before, key=lambda m: m.counted_to)
        spans.append((last.counted_from, last.counted_to))
    if after:
        first = min(after, key=lambda m: (m.counted_from, m.counted_to))
        spans.append((first.counted_from, first.counted_to))
    return list(breaks(spans))


def _told(found: Break) -> UserError:
    days = {"first": short_date(found.first_on), "last": short_date(found.last_on)}
    if found.is_gap:
        return UserError("The days {first} to {last} are counted in no meeting.", **days)
    return UserError("The days {first} to {last} are counted in two meetings.", **days)
