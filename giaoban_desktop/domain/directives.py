"""Directives: what the leader demanded, who leads, who helps, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.recurrence import Recurrence
from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError, UserError


class DirectiveState(StrEnum):
    """What became of a directive. On time, late and overdue are derived from dates, never typed."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({DirectiveState.NOT_STARTED, DirectiveState.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, kept with the words that were said. `period` is set when the words name one ("trong quý IV")."""

    due_on: date
    words: str = ""
    period: Period | None = None

    def __post_init__(self) -> None:
        clean_fields(self, lines=("words",))
        if self.period is not None and self.due_on != self.period.last_on:
            raise InputError(
                "The deadline {period} ends on {last}, not on {due}.",
                field="deadline",
                period=self.period.code,
                last=self.period.last_on.isoformat(),
                due=self.due_on.isoformat(),
            )


@dataclass(frozen=True, slots=True)
class When:
    """By when something is to be done: until a day, always, or again and again; nothing where it was not said."""

    deadline: Deadline | None = None
    standing: bool = False
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """What was known about a directive on a day; `state` is set when the note changed it.

    `evidence` names the paper that shows it: "Báo cáo số 45/BC-CAX ngày 20/6/2026".
    """

    id: str
    noted_on: date
    text: str
    by: str = ""
    state: DirectiveState | None = None
    evidence: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("by", "evidence"), texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that was put off on a day: the one before it, why, and who agreed."""

    id: str
    agreed_on: date
    before: Deadline
    reason: str
    agreed_by: str

    def __post_init__(self) -> None:
        clean_fields(self, required=("reason", "agreed_by"))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a recurring duty was done: when it was due, and when it was done."""

    id: str
    due_on: date
    done_on: date


@dataclass(frozen=True, slots=True)
class Directive:
    """A demand in the words in which it was spoken. Most have neither unit nor deadline; both may be added later."""

    id: str
    text: str
    given_on: date
    given_by: str = ""
    meeting_id: str | None = None
    plan: str = ""
    """The document it comes from when it was not given in a meeting."""
    lead_id: str | None = None
    coordinating_ids: tuple[str, ...] = ()
    all_forces: bool = False
    """True when "the forces" together coordinate (or, without a lead, carry it out)."""
    deadline: Deadline | None = None
    standing: bool = False
    state: DirectiveState = DirectiveState.NOT_STARTED
    closed_on: date | None = None
    order: int = 0
    notes: tuple[ProgressNote, ...] = ()
    extensions: tuple[Extension, ...] = ()
    urgent: bool = False
    recurrence: Recurrence | None = None
    """How it comes again; `deadline` is then that of the occurrence which is not done yet."""
    occurrences: tuple[Occurrence, ...] = ()
    """Those that were done, in the order in which they were due."""
    carried_on_ids: tuple[str, ...] = ()
    """The directives that carry it on: one for each unit after splitting, the other one after joining."""
    statement_id: str | None = None
    """What was said in the discussion of its meeting that it was made from."""
    general: bool = False
    """True when it is meant for everybody: it has no lead, and needs none."""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("given_by", "plan"), texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")
        if self.standing and self.deadline is not None:
            raise InputError("A standing directive has no deadline. Keep one of the two.", field="deadline")
        if self.recurrence is not None and self.deadline is None:
            raise InputError("What comes again has a day on which it is due next. Write it.", field="deadline")
        if self.deadline is not None and self.deadline.due_on < self.given_on:
            raise InputError(
                "The deadline {due} lies before the day the directive was given, {given}. Check both.",
                field="deadline",
                due=self.deadline.due_on.isoformat(),
                given=self.given_on.isoformat(),
            )
        if self.general and self.lead_id is not None:
            raise InputError("What is led by a unit is not general. Keep one of the two.", field="lead")
        if self.lead_id is not None and self.lead_id in self.coordinating_ids:
            raise InputError(
                "The lead cannot coordinate with itself. Take it out of one of them.", field="coordinating"
            )
        if len(set(self.coordinating_ids)) != len(self.coordinating_ids):
            raise InputError("A coordinating unit is named twice. Take one out.", field="coordinating")
        if (self.closed_on is None) != (self.state in OPEN_STATES):
            raise InputError("A closed directive has the day it was closed, an open one has none.", field="closed_on")
        if self.closed_on is not None and self.closed_on < self.given_on:
            raise InputError("It was closed before it was given. Check the days.", field="closed_on")

    @property
    def when(self) -> When:
        """By when it is to be done."""
        return When(self.deadline, self.standing, self.recurrence)

    @property
    def due_on(self) -> date | None:
        """The last day, where there is one."""
        return self.deadline.due_on if self.deadline else None

    @property
    def is_assigned(self) -> bool:
        """True when it is told who carries it out: a lead, all forces, or everybody."""
        return self.lead_id is not None or self.all_forces or self.general

    @property
    def is_open(self) -> bool:
        """True while something remains to be done."""
        return self.state in OPEN_STATES

    def was_open(self, as_of: date) -> bool:
        """True when on that day it had been given and was not closed yet."""
        return self.given_on <= as_of and (self.closed_on is None or self.closed_on > as_of)

    def state_as_of(self, as_of: date) -> DirectiveState:
        """What had become of it by the end of a day, as far as its notes tell; not started where they tell nothing."""
        if not self.was_open(as_of):
            return self.state
        told = [note.state for note in self.notes if note.state and note.noted_on <= as_of]
        if not told:
            return self.state if self.is_open else DirectiveState.NOT_STARTED
        return told[-1] if told[-1] in OPEN_STATES else DirectiveState.UNDER_WAY

    def deadline_as_of(self, as_of: date) -> Deadline | None:
        """The deadline that held on a day: one put off later still held then, one met later was still to come."""
        if not self.extensions and not self.occurrences:
            return self.deadline
        later = [(one.agreed_on, one.before) for one in self.extensions if one.agreed_on > as_of]
        words = self.recurrence.words if self.recurrence else ""
        later += [(one.done_on, Deadline(one.due_on, words)) for one in self.occurrences if one.done_on > as_of]
        return min(later, key=lambda one: (one[0], one[1].due_on))[1] if later else self.deadline

    def is_overdue(self, as_of: date) -> bool:
        """True when it was open on that day, and the last day that held then was past."""
        deadline = self.deadline_as_of(as_of)
        return deadline is not None and self.was_open(as_of) and as_of > deadline.due_on

    def days_left(self, as_of: date) -> int | None:
        """Days until the last day, negative when past; None without a deadline or when closed."""
        deadline = self.deadline_as_of(as_of)
        return (deadline.due_on - as_of).days if deadline is not None and self.is_open else None

    def was_late(self) -> bool | None:
        """For a finished directive with a deadline: whether it was finished after it; else None."""
        if self.state is not DirectiveState.DONE or self.deadline is None or self.closed_on is None:
            return None
        return self.closed_on > self.deadline.due_on


def change_state(
    directive: Directive, state: DirectiveState, *, on: date, note: ProgressNote | None = None
) -> Directive:
    """The directive in another state from a day on, with the note that says so; an open one is carried on by none.

    Raises: UserError when it already is in that state.
    """
    if directive.state is state:
        raise UserError("The directive is already {state}.", state=state)
    is_open = state in OPEN_STATES
    return replace(
        directive,
        state=state,
        closed_on=None if is_open else on,
        notes=(*directive.notes, note) if note else directive.notes,
        carried_on_ids=() if is_open else directive.carried_on_ids,
    )


def extend(
    directive: Directive, deadline: Deadline, extension_id: str, *, on: date, reason: str, agreed_by: str
) -> Directive:
    """The directive with a later deadline, agreed on a day; the one before is kept with the reason.

    Raises: UserError when it is done or has no deadline; InputError when the new one is not later, it was agreed before
    it was given or before the last time, or a reason or who agreed is missing.
    """
    if not directive.is_open:
        raise UserError("The directive is {state}; its deadline stays. Open it again first.", state=directive.state)
    if directive.deadline is None:
        raise UserError("The directive has no deadline that could be put off. Give it one in its meeting.")
    if deadline.due_on <= directive.deadline.due_on:
        raise InputError(
            "{day} is not later than the deadline it has, {before}. Write a later one.",
            field="deadline",
            day=short_date(deadline.due_on),
            before=short_date(directive.deadline.due_on),
        )
    earliest = max([directive.given_on, *(one.agreed_on for one in directive.extensions)])
    if on < earliest:
        raise InputError(
            "It cannot have been agreed on {day}, before {earliest}. Check the day.",
            field="day",
            day=short_date(on),
            earliest=short_date(earliest),
        )
    made = Extension(extension_id, on, directive.deadline, reason, agreed_by)
    return replace(directive, deadline=deadline, extensions=(*directive.extensions, made))


def assign(directive: Directive, lead_id: str | None, when: When, *, note: ProgressNote) -> Directive:
    """The directive with a lead or a deadline that were not said when it was given; the note tells of it.

    Raises: UserError when it is closed; InputError when nothing is added, or what it has would be changed.
    """
    if not directive.is_open:
        raise UserError("The directive is {state}; open it again first.", state=directive.state)
    has_when = directive.deadline is not None or directive.standing
    if lead_id is None and when == When():
        raise InputError("Choose who leads, or write by when.", field="lead")
    if (lead_id is not None and directive.lead_id is not None) or (when != When() and has_when):
        raise InputError(
            "Lead and deadline that were said are not changed here. Put the deadline off instead.", field="lead"
        )
    if note.noted_on < directive.given_on:
        raise InputError("It was decided before it was given. Check the days.", field="day")
    if lead_id is not None:
        helpers = tuple(unit_id for unit_id in directive.coordinating_ids if unit_id != lead_id)
        directive = replace(directive, lead_id=lead_id, general=False, coordinating_ids=helpers)
    if when != When():
        directive = replace(directive, deadline=when.deadline, standing=when.standing, recurrence=when.recurrence)
    return replace(directive, notes=(*directive.notes, note))


def fulfil(directive: Directive, occurrence_id: str, *, on: date, note: ProgressNote | None = None) -> Directive:
    """The recurring directive with this occurrence done and the next one to come.

    Raises: UserError when it is closed or does not come again; InputError for a day before it was given.
    """
    if directive.recurrence is None or directive.deadline is None or not directive.is_open:
        raise UserError("The directive does not come again, or is closed; there is no occurrence to be done.")
    if on < directive.given_on:
        raise InputError("It was done before it was given. Check the days.", field="day")
    due_on = directive.deadline.due_on
    return replace(
        directive,
        deadline=Deadline(directive.recurrence.next_after(max(due_on, directive.given_on)), directive.recurrence.words),
        occurrences=(*directive.occurrences, Occurrence(occurrence_id, due_on, on)),
        notes=(*directive.notes, note) if note else directive.notes,
        state=DirectiveState.UNDER_WAY,
    )


LEAST_PARTS = 2
"""Units among which a directive can be split."""


def split(
    directive: Directive, lead_ids: Sequence[str], new_ids: Sequence[str], *, on: date, note: ProgressNote, plan: str
) -> tuple[Directive, list[Directive]]:
    """The directive handed over, and one for each unit that carries it on, with its words, day and deadline.

    `plan` names where it comes from. Raises: UserError when it is closed, InputError for fewer than two units.
    """
    if not directive.is_open:
        raise UserError("The directive is {state}; open it again before it is split.", state=directive.state)
    if len(set(lead_ids)) < LEAST_PARTS:
        raise InputError("Choose at least two units; each gets a directive of its own.", field="units")
    parts = [
        replace(
            directive,
            id=part_id,
            lead_id=lead_id,
            general=False,
            coordinating_ids=(),
            all_forces=False,
            meeting_id=None,
            statement_id=None,
            plan=plan,
            state=DirectiveState.NOT_STARTED,
            order=order,
            notes=(),
            extensions=tuple(replace(one, id=f"{part_id}:{one.id}") for one in directive.extensions),
            occurrences=(),
        )
        for order, (lead_id, part_id) in enumerate(zip(lead_ids, new_ids, strict=True))
    ]
    return _carried_on(directive, [part.id for part in parts], on=on, note=note), parts


def join(directive: Directive, other: Directive, *, on: date, note: ProgressNote) -> Directive:
    """The directive handed over to another one that says the same. Raises: UserError."""
    if directive.id == other.id:
        raise UserError("A directive cannot be joined with itself. Choose another one.")
    for one in (directive, other):
        if not one.is_open:
            raise UserError("The directive is {state}; only open ones are joined.", state=one.state)
    return _carried_on(directive, [other.id], on=on, note=note)


def _carried_on(directive: Directive, ids: Sequence[str], *, on: date, note: ProgressNote) -> Directive:
    closed = change_state(directive, DirectiveState.HANDED_OVER, on=on, note=note)
    return replace(closed, carried_on_ids=(*directive.carried_on_ids, *ids))
