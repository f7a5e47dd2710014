"""Deadlines as a calendar file (iCalendar, RFC 5545), which phones and mail programs read; no network is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.storage import outputs

if TYPE_CHECKING:
    from icalendar import Event

REMINDED_BEFORE = timedelta(hours=16)
"""Before the beginning of the last day: at 8 o'clock of the day before."""
TITLE_LETTERS = 120


def write(
    output: Path, directives: Iterable[Directive], units: Mapping[str, Unit], *, at: datetime, overwrite: bool = False
) -> int:
    """Write the open directives that have a deadline, a whole day each, and give their count.

    `at` is when, in UTC. Raises: StorageError when a file stands there (unless `overwrite`) or the disk refuses.
    """
    due = [one for one in directives if one.is_open and one.deadline is not None]
    outputs.write(calendar(due, units, at=at), output, overwrite=overwrite)
    return len(due)


def calendar(due: Iterable[Directive], units: Mapping[str, Unit], *, at: datetime) -> bytes:
    """The file's bytes: an event on the last day of each directive, reminded of at 8 o'clock of the day before."""
    from icalendar import Calendar  # only who wants the file waits for it

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//So Giao ban//giaoban-desktop//VI")
    made.add("x-wr-calname", "Thời hạn các ý kiến chỉ đạo")
    for one in due:
        made.add_component(_event(one, units, at))
    return bytes(made.to_ical())


def _event(one: Directive, units: Mapping[str, Unit], at: datetime) -> Event:
    from icalendar import Alarm, Event

    assert one.deadline is not None
    title = shorten(one.text, TITLE_LETTERS)
    event = Event()
    event.add("uid", f"{one.id}@giaoban-desktop")
    event.add("dtstamp", at)
    event.add("dtstart", one.deadline.due_on)
    event.add("dtend", one.deadline.due_on + timedelta(days=1))
    event.add("summary", f"Hạn: {title}")
    event.add("description", "\n".join(_told(one, units)))
    event.add("transp", "TRANSPARENT")
    if one.urgent:
        event.add("priority", 1)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Hạn: {title}")
    alarm.add("trigger", -REMINDED_BEFORE)
    event.add_component(alarm)
    return event


def _told(one: Directive, units: Mapping[str, Unit]) -> Iterable[str]:
    yield one.text
    if one.lead_id:
        yield f"Đơn vị chủ trì: {units[one.lead_id].label}"
    helpers = [units[unit_id].label for unit_id in one.coordinating_ids]
    if one.all_forces:
        helpers.append("các lực lượng")
    if helpers:
        yield f"Phối hợp: {', '.join(helpers)}"
    if one.deadline is not None and one.deadline.words:
        yield f"Thời hạn: {one.deadline.words}"
    given = f"Giao ngày {short_date(one.given_on)}"
    yield f"{given}, {one.given_by}" if one.given_by else given
