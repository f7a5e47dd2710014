"""Meetings: recorded with what belongs to them, written on as drafts, listed, withdrawn and restored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from giaoban_desktop.domain import figure_rules
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.figures import Observation, check_against
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Field, Indicator
from giaoban_desktop.domain.meetings import Meeting, MeetingKind, MeetingState, short_name
from giaoban_desktop.domain.outcomes import linked_to
from giaoban_desktop.domain.people import Participant, Person
from giaoban_desktop.domain.periods import whole_year
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange import briefing as briefings
from giaoban_desktop.exchange.briefing import Briefing
from giaoban_desktop.exchange.structured import Node, read_json
from giaoban_desktop.services import changes, completeness, cut_off, indicators, office
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import people as people_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the meeting's id (None for figures outside a meeting) and what a clerk should look at."""

    changes: Changes
    meeting_id: str | None
    notes: tuple[UserError, ...] = ()


def record_file(db: Database, file: Path) -> Recorded:
    """Record the briefing in a JSON file; a book without an office is set up from the file's `office`.

    Everything in the file is recorded, or nothing. Raises: InputError or UserError.
    """
    root = read_json(file)
    return record_data(db, root)


def record_data(db: Database, root: Node) -> Recorded:
    """Record a briefing given as structured data; see `record_file`."""
    briefings.check_format(root)
    with db.act("meeting.record", "") as act:
        if unit_rows.find_office(db) is None:
            if not root.has("office"):
                raise InputError(
                    "This book has no office yet. Describe it in the field office of the file.", field="office"
                )
            setup = briefings.read_office(root.node("office"))
            office.set_up(db, setup.office, setup.units)
        units = unit_rows.units_by_code(db)
        count = cache(lambda period, held_on: cut_off.counted_days(db, period, held_on=held_on))
        found = briefings.read_briefing(root, units, count)
        recorded = record(db, found)
        act.summary = recorded.changes.summary
    return recorded


def record(db: Database, briefing: Briefing) -> Recorded:
    """Record a meeting with its figures and directives in one act. Raises: InputError or UserError."""
    meeting = briefing.meeting
    summary = short_name(meeting.kind, meeting.period) if meeting else "figures"
    with db.act("meeting.record", summary):
        if meeting is not None:
            refuse_second(db, meeting)
            _check_fields(db, meeting)
            meeting = _with_known_people(db, meeting)
            meeting_rows.save_meeting(db, meeting)
        for index, indicator in enumerate(briefing.indicators):
            try:
                indicators.add(db, indicator)
            except InputError as error:
                raise error.within(f"indicators[{index}]") from None
        _save_figures(db, briefing.observations)
        for directive in briefing.directives:
            directive_rows.save_directive(db, directive)
        notes = [*cut_off.break_notes(db, meeting)] if meeting else []
        notes += _doubts(db, briefing.observations)
    kinds = (Kind.MEETINGS, Kind.PEOPLE, Kind.FIGURES, Kind.DIRECTIVES)
    return Recorded(changes.of(*kinds, summary=summary), meeting.id if meeting else None, tuple(notes))


def names(db: Database) -> list[tuple[str, str]]:
    """The id and the short name of all meetings, oldest first."""
    return meeting_rows.list_names(db)


def listed(db: Database) -> list[Meeting]:
    """All meetings, oldest first, without what was said in them."""
    return meeting_rows.list_meetings(db)


def get(db: Database, meeting_id: str) -> Meeting:
    """One meeting with everything that was said in it. Raises: UserError when there is none of that id."""
    return meeting_rows.get_meeting(db, meeting_id)


def directives_of(db: Database, meeting_id: str) -> list[Directive]:
    """The directives that were given in a meeting, in their order."""
    return directive_rows.list_of_meeting(db, meeting_id)


def fields(db: Database) -> list[Field]:
    """The fields of coordination that units report on, in their order."""
    return indicator_rows.list_fields(db)


def save(db: Database, meeting: Meeting) -> Changes:
    """Keep what was written into a draft; the directives given on its day move with the day.

    Raises: UserError when its minutes are frozen, or another meeting of its kind about its period is recorded.
    """
    with db.act("meeting.save", short_name(meeting.kind, meeting.period)) as act:
        before = _editable(db, meeting.id)
        refuse_second(db, meeting)
        _check_fields(db, meeting)
        is_moved = meeting.held_on != before.held_on and meeting.counted_to == before.counted_to
        if is_moved and (before.counted_to == before.held_on or meeting.held_on < meeting.counted_to):
            # The day of the meeting was its cut-off too, and moves with it; no figure is of a day after it.
            meeting = replace(meeting, counted_to=_moved_cut_off(db, meeting))
        if meeting.period != before.period and figure_rows.list_of_meeting(db, meeting.id):
            raise UserError(
                "This meeting has figures about {period}; take them out before it is about another period.",
                period=before.period.name,
            )
        _forget_statements(db, meeting, {one.id for one in before.statements})
        outcomes = linked_to(meeting.outcomes, {one.id for one in directives_of(db, meeting.id)})
        kept = replace(meeting, state=before.state, outcomes=outcomes)
        meeting_rows.save_meeting(db, _with_known_people(db, kept))
        if meeting.held_on != before.held_on:
            _move_directives(db, meeting, before.held_on)
    return changes.of(Kind.MEETINGS, Kind.PEOPLE, Kind.DIRECTIVES, summary=act.summary)


def enter_present(db: Database, meeting_id: str, role: str) -> Changes:
    """Enter who signs in a role ("chair", "secretary") as present. Raises: UserError when the meeting is no draft."""
    meeting = get(db, meeting_id)
    person = meeting.signers.get(role)
    return save(db, meeting.with_present(person) if person else meeting)


def save_directive(db: Database, directive: Directive) -> Changes:
    """Keep a directive, new or revised, of a meeting that is a draft; a new one comes last. Raises: UserError."""
    meeting_id = directive.meeting_id or ""
    with db.act("directive.save", shorten(directive.text, 80)) as act:
        _editable(db, meeting_id)
        present = directives_of(db, meeting_id)
        if directive.id not in {found.id for found in present}:
            directive = replace(directive, order=1 + max((found.order for found in present), default=-1))
        directive_rows.save_directive(db, directive)
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def remove_directive(db: Database, directive: Directive) -> Changes:
    """Take a directive out of a meeting that is a draft; undo brings it back. Raises: UserError.

    One that carries on another is not taken out: what was demanded before would be handed over to nothing.
    The outcome that it was made from stays with its words.
    """
    with db.act("directive.remove", shorten(directive.text, 80)) as act:
        meeting = _editable(db, directive.meeting_id or "")
        if any(directive.id in one.carried_on_ids for one in directive_rows.list_beside(db, directive)):
            raise UserError(
                "This directive stays: another one was joined with it."
                " Open the other one again first, or withdraw this one."
            )
        left = {one.id for one in directives_of(db, meeting.id)} - {directive.id}
        meeting_rows.save_outcomes(db, replace(meeting, outcomes=linked_to(meeting.outcomes, left)))
        directive_rows.remove_directive(db, directive.id)
    return changes.of(Kind.MEETINGS, Kind.DIRECTIVES, summary=act.summary)


def arrange_directives(db: Database, meeting_id: str, directive_ids: Sequence[str]) -> Changes:
    """Put the directives of a draft into the order of their ids. Raises: UserError."""
    with db.act("directive.arrange", "") as act:
        meeting = _editable(db, meeting_id)
        act.summary = short_name(meeting.kind, meeting.period)
        for found in directives_of(db, meeting_id):
            directive_rows.save_directive(db, replace(found, order=directive_ids.index(found.id)))
    return changes.of(Kind.DIRECTIVES, summary=act.summary)


def withdraw(db: Database, meeting_id: str) -> Changes:
    """Take a draft out of the lists; `restore` brings it back. Raises: UserError when it is no draft."""
    return _move(db, meeting_id, MeetingState.WITHDRAWN)


def restore(db: Database, meeting_id: str) -> Changes:
    """Bring a withdrawn meeting back as a draft. Raises: UserError when another took its place meanwhile."""
    with db.act("meeting.restore", ""):
        meeting = meeting_rows.get_meeting(db, meeting_id)
        refuse_second(db, meeting)
        return _move(db, meeting_id, MeetingState.DRAFT)


def _forget_statements(db: Database, meeting: Meeting, before: set[str]) -> None:
    """Directives made from what is no longer said in the meeting stay, without their origin."""
    gone = before - {one.id for one in meeting.statements}
    for found in directives_of(db, meeting.id) if gone else ():
        if found.statement_id in gone:
            directive_rows.save_directive(db, replace(found, statement_id=None))


def _moved_cut_off(db: Database, meeting: Meeting) -> date:
    """The cut-off of a meeting on its new day: that day, but not past what the office's rule lets the period count.

    Where the clerk let this meeting count further than the rule does, not past the period.
    """
    last_on = cut_off.last_day(db, meeting.period)
    if meeting.counted_to > last_on:
        last_on = meeting.period.last_on
    return max(meeting.counted_from, min(meeting.held_on, last_on))


def _editable(db: Database, meeting_id: str) -> Meeting:
    meeting = meeting_rows.get_meeting(db, meeting_id)
    if meeting.state is MeetingState.ISSUED:
        raise UserError(
            "The minutes of {meeting} are issued; nothing in them was changed. What is wrong in them is put right by an"
            " amendment (Papers, Ctrl+M).",
            meeting=short_name(meeting.kind, meeting.period),
        )
    if not meeting.is_editable:
        raise UserError(
            "The minutes of {meeting} are {state}; nothing in them was changed."
            " Only a draft can be written on: take it back to draft first.",
            meeting=short_name(meeting.kind, meeting.period),
            state=meeting.state,
        )
    return meeting


def _move_directives(db: Database, meeting: Meeting, held_before: date) -> None:
    for found in directives_of(db, meeting.id):
        if found.given_on == held_before:
            try:
                directive_rows.save_directive(db, replace(found, given_on=meeting.held_on))
            except InputError as error:
                if found.closed_on is not None and found.closed_on < meeting.held_on:
                    raise InputError(
                        "The meeting cannot be held on {day}: the directive “{text}” was closed on {closed},"
                        " before that. Open it again first.",
                        field="held_on",
                        day=short_date(meeting.held_on),
                        text=shorten(found.text, 60),
                        closed=short_date(found.closed_on),
                    ) from error
                raise InputError(
                    "The meeting cannot be held on {day}: the directive “{text}” would be due before."
                    " Change its deadline first.",
                    field="held_on",
                    day=short_date(meeting.held_on),
                    text=shorten(found.text, 60),
                ) from error


def _move(db: Database, meeting_id: str, state: MeetingState) -> Changes:
    with db.act(f"meeting.{state.value}", "") as act:
        meeting = meeting_rows.get_meeting(db, meeting_id).moved_to(state)
        act.summary = short_name(meeting.kind, meeting.period)
        meeting_rows.save_state(db, meeting)
    return changes.of(Kind.MEETINGS, summary=act.summary)


def refuse_second(db: Database, meeting: Meeting) -> None:
    """Refuse a second regular meeting of one kind about one period. Raises: UserError."""
    if meeting.kind is MeetingKind.EXTRAORDINARY:
        return
    other = meeting_rows.find_same(db, meeting.kind, meeting.period)
    if other is not None and other != meeting.id:
        raise UserError(
            "A meeting of this kind about {period} is recorded already, held on {day}."
            " Write on in that one, or withdraw it first while it is a draft.",
            period=meeting.period.name,
            day=short_date(meeting_rows.get_meeting(db, other).held_on),
        )


def _check_fields(db: Database, meeting: Meeting) -> None:
    known = {field.code for field in indicator_rows.list_fields(db)}
    for index, narrative in enumerate(meeting.narratives):
        if narrative.field not in known:
            raise InputError(
                "There is no field of coordination {code}. Known are: {known}.",
                field=f"meeting.narratives[{index}].field",
                code=narrative.field[:40],
                known=", ".join(sorted(known)),
            )


def _save_figures(db: Database, observations: Iterable[Observation]) -> None:
    known = {indicator.code: indicator for indicator in indicator_rows.list_indicators(db)}
    for index, observation in enumerate(observations):
        place = f"figures[{index}]"
        _check_figure(observation, known, place)
        completeness.refuse_locked(db, observation.period)
        present = figure_rows.find_by_key(db, observation)
        if present is None or (present.value == observation.value and present.meeting_id is None):
            # What was reported outside a meeting and is now put before one belongs to it.
            figure_rows.save_observation(db, replace(observation, id=present.id) if present else observation)
        elif figure_rows.is_withdrawn(db, present):
            figure_rows.save_observation(db, replace(observation, id=present.id))
        elif present.value != observation.value:
            raise InputError(
                "This figure is kept already as {value}, counted until the same day."
                " A correction needs a later counted_to.",
                field=place,
                value=present.value.text or present.value.status,
            )


def _doubts(db: Database, observations: Iterable[Observation]) -> list[UserError]:
    """What contradicts itself among the figures of the years that were recorded about, told but not refused."""
    years = {observation.period.year for observation in observations}
    within = [kept for year in sorted(years) for kept in figure_rows.list_within(db, whole_year(year))]
    return figure_rules.problems(within, indicator_rows.indicators_of(db, (kept.indicator for kept in within)))


def _check_figure(observation: Observation, known: dict[str, Indicator], place: str) -> None:
    indicator = known.get(observation.indicator)
    if indicator is None:
        raise InputError(
            "There is no indicator {code} in the catalogue.",
            field=f"{place}.indicator",
            code=observation.indicator[:40],
        )
    try:
        check_against(indicator, observation)
    except InputError as error:
        raise error.within(place) from None


def _with_known_people(db: Database, meeting: Meeting) -> Meeting:
    """The meeting with its participants linked to people of the office; those not known yet become known."""
    known = people_rows.list_people(db)

    def linked(participant: Participant | None, taken: set[str] | None = None) -> Participant | None:
        if participant is None or participant.person_id is not None:
            return participant
        person = _known_person(known, participant, taken or set())
        if person is None:
            person = Person(
                id=new_id(),
                name=participant.name,
                honorific=participant.honorific,
                rank=participant.rank,
                position=participant.position,
                unit_id=participant.unit_id,
                order=len(known) + 1,
            )
            people_rows.save_person(db, person)
            known.append(person)
        if taken is not None:
            taken.add(person.id)
        return replace(participant, person_id=person.id)

    came: set[str] = set()

    return replace(
        meeting,
        leader=linked(meeting.leader),
        chair=linked(meeting.chair),
        secretary=linked(meeting.secretary),
        attendances=tuple(replace(entry, participant=linked(entry.participant, came)) for entry in meeting.attendances),
    )


def _known_person(known: Iterable[Person], participant: Participant, taken: set[str]) -> Person | None:
    """The person of this name and unit, of the same position if there is one; two of one name are two people.

    Who is the same in rank and position too is the same person, also when taken: named twice.
    """
    alike = [
        person
        for person in known
        if (person.name, person.unit_id) == (participant.name, participant.unit_id)
        and (person.id not in taken or (person.rank, person.position) == (participant.rank, participant.position))
    ]
    same = [person for person in alike if person.position == participant.position]
    return next(iter(same or alike), None)
