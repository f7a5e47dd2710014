"""Directives: listed by what is open and overdue, noted and closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from giaoban_desktop.domain.completion import Completion, completion, given_in
from giaoban_desktop.domain.directives import (
    Directive,
    DirectiveState,
    ProgressNote,
    change_state,
    extend,
    parse_deadline,
)
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage.database import Database


def listed(db: Database, *, as_of: date, only_open: bool = False, only_overdue: bool = False) -> list[Directive]:
    """Directives by the day they were given; only those open or overdue on `as_of`, where asked."""
    found = directive_rows.list_directives(db)
    if only_overdue:
        return [directive for directive in found if directive.is_overdue(as_of)]
    return [directive for directive in found if directive.was_open(as_of)] if only_open else found


def completed(db: Database, period: Period, *, as_of: date) -> list[Completion]:
    """How many of the demands of a period were met, by the unit that leads, as of a day."""
    return completion(given_in(directive_rows.list_directives(db), period), as_of)


def about(
    directives: Iterable[Directive], *, unit_id: str | None = None, period: Period | None = None
) -> list[Directive]:
    """Those that a unit leads or coordinates, and that were given on a day of a period."""
    return [
        one
        for one in (directives if period is None else given_in(directives, period))
        if unit_id is None or unit_id == one.lead_id or unit_id in one.coordinating_ids
    ]


def save(db: Database, directive: Directive) -> Changes:
    """Keep a directive, new or revised."""
    with db.act("directive.save", shorten(directive.text, 80)) as act:
        directive_rows.save_directive(db, directive)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def put_off(db: Database, directive_id: str, deadline: str, *, on: date, reason: str, agreed_by: str) -> Changes:
    """Keep a later deadline as it was said, with why and who agreed. Raises: UserError, InputError."""
    with db.act("directive.extend", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        directive_rows.save_directive(
            db, check_extension(directive, deadline, on=on, reason=reason, agreed_by=agreed_by)
        )
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def check_extension(directive: Directive, deadline: str, *, on: date, reason: str, agreed_by: str) -> Directive:
    """The directive as `put_off` would keep it. Raises: UserError, InputError."""
    wanted = parse_deadline(deadline, given_on=on)
    if wanted is None:
        raise InputError("A standing directive has no deadline. Write a day or a period.", field="deadline")
    return extend(directive, wanted, new_id(), on=on, reason=reason, agreed_by=agreed_by)


def note(
    db: Database, directive_id: str, text: str, *, on: date, by: str = "", state: DirectiveState | None = None
) -> Changes:
    """Write down what became of a directive on a day, and its new state where that changed. Raises: UserError."""
    with db.act("directive.note", "") as act:
        directive = directive_rows.get_directive(db, directive_id)
        progress = ProgressNote(new_id(), on, text, by, state)
        if state is None:
            directive = replace(directive, notes=(*directive.notes, progress))
        else:
            directive = change_state(directive, state, on=on, note=progress)
        directive_rows.save_directive(db, directive)
        act.summary = shorten(directive.text, 80)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)
