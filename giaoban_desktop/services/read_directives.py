"""Demands found in words as directives of a meeting, their units those of the book."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from giaoban_desktop.domain.directives import Deadline, Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Meeting, Statement
from giaoban_desktop.domain.recurrence import Recurrence, parse_recurrence
from giaoban_desktop.domain.recurring_words import find_recurrence
from giaoban_desktop.domain.text import fold
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.language.reading import FoundDirective

_SHORT = (("chqs", "chi huy quan su"), ("bdbp", "bo doi bien phong"), ("ubnd", "uy ban nhan dan"))


def from_statement(db: Database, meeting_id: str, statement: Statement, words: str = "") -> Directive:
    """The directive that words of the discussion ask for, all of them or those chosen; it is not kept yet.

    Who leads, who helps and by when are read from the words; what they do not tell stays open.
    Raises: UserError when the meeting is gone.
    """
    meeting = meeting_rows.get_meeting(db, meeting_id)
    return from_words(db, meeting, words.strip() or statement.text, statement_id=statement.id)


def from_words(db: Database, meeting: Meeting, words: str, *, statement_id: str | None = None) -> Directive:
    """The directive that words of a meeting ask for, read as `from_statement` does; it is not kept yet."""
    from giaoban_desktop.language.reading import read_demand  # its patterns take time to compile

    found = read_demand(words, meeting.held_on)
    units = {unit.id: unit for unit in unit_rows.list_units(db)}
    given_by = meeting.leader.addressed if meeting.leader else ""
    return as_directive(found, meeting, units, given_by=given_by, statement_id=statement_id)


def prepare() -> None:
    """Load what reads words beside the window, so that the first demand need not wait for it (about a second).

    Meanwhile it gives way to the window ten times as often as Python does by itself.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)
    try:
        import giaoban_desktop.language.reading  # noqa: F401
    finally:
        sys.setswitchinterval(before)


def as_directive(
    found: FoundDirective,
    meeting: Meeting,
    units: Mapping[str, Unit],
    *,
    given_by: str = "",
    order: int = 0,
    statement_id: str | None = None,
) -> Directive:
    """A demand as a directive; a unit that the book does not know stays in its words, a day that is past is left."""
    lead = unit_named(units, found.lead or "")
    helpers = [unit_named(units, name) for name in found.coordinating]
    deadline = None
    if found.deadline is not None and found.deadline >= meeting.held_on:
        deadline = Deadline(found.deadline, found.deadline_words or "")
    recurrence = _recurrence(found) if found.standing and deadline is None else None
    if recurrence is not None:
        deadline = Deadline(recurrence.next_after(meeting.held_on), recurrence.words)
    return Directive(
        id=new_id(),
        text=found.text,
        given_on=meeting.held_on,
        given_by=given_by,
        meeting_id=meeting.id,
        lead_id=lead.id if lead else None,
        coordinating_ids=tuple(dict.fromkeys(u.id for u in helpers if u and (lead is None or u.id != lead.id))),
        all_forces=any(is_everyone(name) for name in found.coordinating),
        deadline=deadline,
        standing=found.standing and deadline is None,
        recurrence=recurrence,
        order=order,
        statement_id=statement_id,
    )


def _recurrence(found: FoundDirective) -> Recurrence | None:
    """When a demand comes again, by its own words, or by those of the heading above it."""
    words = found.deadline_words or ""
    if fold(words) in fold(found.text):
        return find_recurrence(found.text)
    return find_recurrence(found.text) or parse_recurrence(words)


def statement_of(db: Database, directive: Directive) -> Statement | None:
    """What was said in the discussion that a directive was made from; None for most."""
    if directive.statement_id is None or directive.meeting_id is None:
        return None
    try:
        said = meeting_rows.get_meeting(db, directive.meeting_id).statements
    except UserError:  # withdrawn and gone meanwhile
        return None
    return next((one for one in said if one.id == directive.statement_id), None)


def is_everyone(name: str) -> bool:
    """True for a name that stands for several: "các lực lượng", "03 đơn vị"."""
    return fold(name).startswith(("cac ", "ba ", "hai ", "luc luong chuc nang")) or fold(name)[:1].isdigit()


def unit_named(units: Mapping[str, Unit], name: str) -> Unit | None:
    """The unit of the book that a text means: by its whole name, else the one force or body that it can only be."""
    wanted = _plain(name)
    if not wanted or is_everyone(name):
        return None
    exact = [one for one in units.values() if wanted in (_plain(one.name), _plain(one.short_name), _plain(one.code))]
    if exact:
        return exact[0]
    within = [one for one in units.values() if _begins_alike(wanted, _plain(one.name))]
    return within[0] if len(within) == 1 else None


def _plain(name: str) -> str:
    folded = fold(name)
    for short, long in _SHORT:
        folded = folded.replace(short, long)
    return folded


def _begins_alike(wanted: str, name: str) -> bool:
    return f"{name} ".startswith(f"{wanted} ") or f"{wanted} ".startswith(f"{name} ")
