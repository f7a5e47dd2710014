"""Directives: listed by what is open and overdue, noted and closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from giaoban_desktop.domain.completion import Completion, completion, given_in
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.directives import (
    Directive,
    DirectiveState,
    ProgressNote,
    When,
    change_state,
    extend,
    fulfil,
    join,
    split,
)
from giaoban_desktop.domain.directives import assign as give_more
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import short_name
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.recurrence import Recurrence
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import attachments, changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.services.attachments import Stored


def listed(db: Database, *, as_of: date, only_open: bool = False, only_overdue: bool = False) -> list[Directive]:
    """Directives by the day they were given; only those open or overdue on `as_of`, where asked."""
    found = directive_rows.list_directives(db)
    if only_overdue:
        return [directive for directive in found if directive.is_overdue(as_of)]
    return [directive for directive in found if directive.was_open(as_of)] if only_open else found


def recurrences(db: Database) -> dict[str, Recurrence]:
    """How those directives come again that do, by their ids."""
    return directive_rows.recurrences(db)


def lines(db: Database) -> list[DirectiveLine]:
    """What lists show of all directives, by the day they were given."""
    return directive_rows.list_lines(db)


def get(db: Database, directive_id: str) -> Directive:
    """One directive with all that belongs to it. Raises: UserError when there is none of that id."""
    return directive_rows.get_directive(db, directive_id)


def carried_on(db: Database, directive: Directive) -> list[tuple[bool, Directive]]:
    """The directives that carry one on (True), and those that it carries on (False)."""
    beside = directive_rows.list_beside(db, directive)
    return [(one.id in directive.carried_on_ids, one) for one in beside]


def completed(db: Database, period: Period, *, as_of: date) -> list[Completion]:
    """How many of the demands of a period were met, by the unit that leads, as of a day."""
    return completion(directive_rows.list_directives(db), period, as_of)


def about(
    directives: Iterable[Directive], *, unit_id: str | None = None, period: Period | None = None
) -> list[Directive]:
    """Those that a unit leads or coordinates, and that were given on a day of a period."""
    return [
        one
        for one in (directives if period is None else given_in(directives, period))
        if unit_id is None or unit_id == one.lead_id or unit_id in one.coordinating_ids
    ]


def most_alike(directive: Directive, every: Iterable[Directive]) -> list[Directive]:
    """The other open directives, those that share most words with it first, the newest before the older."""
    own = set(fold(directive.text).split())

    def alike(one: Directive) -> tuple[float, int]:
        words = set(fold(one.text).split())
        return (len(own & words) / max(1, len(own | words)), one.given_on.toordinal())

    return sorted((one for one in every if one.is_open and one.id != directive.id), key=alike, reverse=True)


def save(db: Database, directive: Directive) -> Changes:
    """Keep a directive, new or revised."""
    with db.act("directive.save", shorten(directive.text, 80)) as act:
        directive_rows.save_directive(db, directive)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def assign(db: Database, directive_id: str, lead_id: str | None, when: When, *, on: date, by: str) -> Changes:
    """Add a lead or a deadline that were not said when a directive was given. Raises: UserError, InputError."""
    with db.act("directive.assign", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        directive_rows.save_directive(db, check_assignment(db, directive, lead_id, when, on=on, by=by))
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def check_assignment(
    db: Database, directive: Directive, lead_id: str | None, when: When, *, on: date, by: str
) -> Directive:
    """The directive as `assign` would keep it, with a note that says so. Raises: UserError, InputError."""
    said = [f"đơn vị chủ trì: {unit_rows.get_unit(db, lead_id).label}"] if lead_id else []
    if when.deadline is not None:
        said.append(f"thời hạn: {when.deadline.words or short_date(when.deadline.due_on)}")
    elif when.standing:
        said.append("thực hiện thường xuyên")
    note = ProgressNote(new_id(), on, f"Giao bổ sung: {'; '.join(said)}." if said else "Giao bổ sung.", by)
    return give_more(directive, lead_id, when, note=note)


def put_off(
    db: Database,
    directive_id: str,
    deadline: str,
    *,
    on: date,
    reason: str,
    agreed_by: str,
    inclusive: bool = False,
) -> Changes:
    """Keep a later deadline as it was said, with why and who agreed. Raises: UserError, InputError."""
    with db.act("directive.extend", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        directive_rows.save_directive(
            db,
            check_extension(directive, deadline, on=on, reason=reason, agreed_by=agreed_by, inclusive=inclusive),
        )
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def check_extension(
    directive: Directive, deadline: str, *, on: date, reason: str, agreed_by: str, inclusive: bool = False
) -> Directive:
    """The directive as `put_off` would keep it; "trước ngày X" is X itself where `inclusive`.

    Raises: UserError, InputError.
    """
    wanted = parse_deadline(deadline, given_on=on, inclusive=inclusive)
    if wanted is None:
        raise InputError("A standing directive has no deadline. Write a day or a period.", field="deadline")
    return extend(directive, wanted, new_id(), on=on, reason=reason, agreed_by=agreed_by)


def note(
    db: Database,
    directive_id: str,
    text: str,
    *,
    on: date,
    by: str = "",
    state: DirectiveState | None = None,
    evidence: str = "",
    files: Sequence[Stored] = (),
) -> Changes:
    """Write down what became of a directive on a day, its new state where that changed, and what shows it: the name of
    a paper, attached files.

    Of a recurring directive "done" is its present occurrence. Raises: UserError, InputError.
    """
    with db.act("directive.note", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        if on < directive.given_on:
            raise InputError(
                "This was said on {day}, before the directive was given on {given}. Check the day.",
                field="noted_on",
                day=short_date(on),
                given=short_date(directive.given_on),
            )
        progress = ProgressNote(new_id(), on, text, by, state, evidence)
        if state is DirectiveState.DONE and directive.recurrence is not None and directive.is_open:
            told = replace(progress, state=DirectiveState.UNDER_WAY)
            directive = fulfil(directive, new_id(), on=on, note=told)
        elif state is None:
            directive = replace(directive, notes=(*directive.notes, progress))
        else:
            directive = change_state(directive, state, on=on, note=progress)
        directive_rows.save_directive(db, directive)
        if files:
            attachments.attach_evidence(db, progress.id, files, on=on)
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def split_by_unit(db: Database, directive_id: str, lead_ids: Sequence[str], *, on: date, words: str) -> Changes:
    """Give each of several units a directive of its own; the one they come from is handed over, with the words.

    Raises: UserError, InputError.
    """
    with db.act("directive.split", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        closed, parts = split(
            directive,
            lead_ids,
            [new_id() for _unit in lead_ids],
            on=on,
            note=ProgressNote(new_id(), on, words, "", DirectiveState.HANDED_OVER),
            plan=directive.plan or _meeting_name(db, directive),
        )
        for one in (*parts, closed):
            directive_rows.save_directive(db, one)
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def join_with(db: Database, directive_id: str, other_id: str, *, on: date, words: str) -> Changes:
    """Close a directive that another one says again; the other one goes on. Raises: UserError."""
    with db.act("directive.join", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        note = ProgressNote(new_id(), on, words, "", DirectiveState.HANDED_OVER)
        directive_rows.save_directive(db, join(directive, directive_rows.get_directive(db, other_id), on=on, note=note))
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def mark_urgent(db: Database, directive_id: str, *, urgent: bool) -> Changes:
    """Mark a directive as urgent, or take the mark away."""
    with db.act("directive.save", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        directive_rows.save_directive(db, replace(directive, urgent=urgent))
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def mark_general(db: Database, meeting_id: str) -> Changes:
    """Say of all directives of a meeting that name nobody that they are meant for everybody."""
    with db.act("directive.general", "") as act:
        for one in directive_rows.list_of_meeting(db, meeting_id):
            if not one.is_assigned and one.state is not DirectiveState.WITHDRAWN:
                directive_rows.save_directive(db, replace(one, general=True))
        act.summary = meeting_rows.get_meeting(db, meeting_id).title
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def _meeting_name(db: Database, directive: Directive) -> str:
    if directive.meeting_id is None:
        return ""
    meeting = meeting_rows.get_meeting(db, directive.meeting_id)
    return short_name(meeting.kind, meeting.period)
