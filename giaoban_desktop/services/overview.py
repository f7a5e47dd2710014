"""What a clerk sees first: whose book it is, what is overdue or due, what is missing, what is half done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.figures import Status
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import readiness
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.documents import PackageRecord

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ForceCompleteness:
    """How much one force has reported for a period: indicators used before that it reports, and those missing now.

    `since` is the day after which the figures were counted: from it on what is missing is late.
    """

    unit: Unit
    expected: int
    missing: tuple[Indicator, ...]
    since: date


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting whose minutes are not issued, and what is still missing."""

    meeting: Meeting
    missing: tuple[UserError, ...]


def office_name(db: Database) -> str:
    """The name of the office whose book it is."""
    return unit_rows.get_unit(db, unit_rows.get_office(db).unit_id).label


def superior_name(db: Database) -> str:
    """The name of the unit that gets the packages; empty when none is set."""
    superior_id = unit_rows.get_office(db).superior_id
    return unit_rows.get_unit(db, superior_id).name if superior_id else ""


def units_by_id(db: Database) -> dict[str, Unit]:
    """All units of the book by their ids."""
    return unit_rows.units_by_id(db)


def needing_attention(db: Database, today: date) -> list[Directive]:
    """The open directives that are overdue, then those due within seven days, the most urgent first."""
    due = [found for found in directive_rows.list_due(db, today + SOON, as_of=today) if found.was_open(today)]
    return sorted(due, key=lambda found: found.deadline.due_on if found.deadline else today)


def directive_count(db: Database) -> int:
    """How many directives the book holds, open and closed."""
    return directive_rows.count_standing(db)


def unfinished(db: Database) -> list[Unfinished]:
    """The meetings that are drafts or wait for their number, newest first."""
    waiting = [
        found for found in meeting_rows.list_meetings(db) if found.state in (MeetingState.DRAFT, MeetingState.READY)
    ]
    return [
        Unfinished(found, tuple(readiness.missing(db, found.id)) if found.state is MeetingState.DRAFT else ())
        for found in reversed(waiting)
    ]


def completeness(db: Database, period: Period) -> list[ForceCompleteness]:
    """Per force, what it reported for the same period before (last year or the one before) and not for this one."""
    earlier = figure_rows.list_of_period(db, period.previous()) + figure_rows.list_of_period(db, period.last_year())
    present = {
        (found.indicator, found.unit_id)
        for found in figure_rows.list_of_period(db, period)
        if found.value.status is not Status.NOT_REPORTED
    }
    expected = {(found.indicator, found.unit_id) for found in earlier} | present
    indicators = indicator_rows.indicators_of(db, {code for code, _unit in expected})
    held = [one.counted_to for one in meeting_rows.list_about(db, period) if one.state is not MeetingState.WITHDRAWN]
    since = max(held, default=period.last_on)
    rows = []
    for unit in unit_rows.list_units(db):
        if not unit.is_force:
            continue
        own = [key for key in expected if key[1] == unit.id]
        missing = sorted((indicators[code] for code, _unit in set(own) - present), key=lambda found: found.order)
        rows.append(ForceCompleteness(unit, len(own), tuple(missing), since))
    return rows


def has_figures(db: Database) -> bool:
    """True when any figure was ever recorded."""
    return figure_rows.any_recorded(db)


def has_meetings(db: Database) -> bool:
    """True when a meeting was ever recorded."""
    return bool(meeting_rows.list_meetings(db))


def last_package(db: Database) -> PackageRecord | None:
    """The package that was made last."""
    made = document_rows.list_packages(db)
    return made[-1] if made else None
