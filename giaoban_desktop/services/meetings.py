"""Meetings: recorded with what belongs to them, listed, withdrawn and restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from giaoban_desktop.domain import figure_rules
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.figures import Observation, check_against
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import Meeting, MeetingKind, MeetingState, short_name
from giaoban_desktop.domain.people import Participant, Person
from giaoban_desktop.domain.periods import Break, Period, breaks, whole_year
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange import briefing as briefings
from giaoban_desktop.exchange.briefing import Briefing
from giaoban_desktop.exchange.structured import Node, read_json
from giaoban_desktop.services import changes, office
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
        found = briefings.read_briefing(root, unit_rows.units_by_code(db), lambda period: counted_until(db, period))
        recorded = record(db, found)
        act.summary = recorded.changes.summary
    return recorded


def record(db: Database, briefing: Briefing) -> Recorded:
    """Record a meeting with its figures and directives in one act. Raises: InputError or UserError."""
    meeting = briefing.meeting
    summary = short_name(meeting.kind, meeting.period) if meeting else "figures"
    with db.act("meeting.record", summary):
        if meeting is not None:
            _refuse_second(db, meeting)
            _check_fields(db, meeting)
            meeting = _with_known_people(db, meeting)
            meeting_rows.save_meeting(db, meeting)
        _save_figures(db, briefing.observations)
        for directive in briefing.directives:
            directive_rows.save_directive(db, directive)
        notes = [_told(gap) for gap in _breaks_at(db, meeting)] if meeting else []
        notes += _doubts(db, briefing.observations)
    kinds = (Kind.MEETINGS, Kind.PEOPLE, Kind.FIGURES, Kind.DIRECTIVES)
    return Recorded(changes.of(*kinds, summary=summary), meeting.id if meeting else None, tuple(notes))


def listed(db: Database) -> list[Meeting]:
    """All meetings, oldest first, without what was said in them."""
    return meeting_rows.list_meetings(db)


def withdraw(db: Database, meeting_id: str) -> Changes:
    """Take a draft out of the lists; `restore` brings it back. Raises: UserError when it is no draft."""
    return _move(db, meeting_id, MeetingState.WITHDRAWN)


def restore(db: Database, meeting_id: str) -> Changes:
    """Bring a withdrawn meeting back as a draft. Raises: UserError when another took its place meanwhile."""
    with db.act("meeting.restore", ""):
        meeting = meeting_rows.get_meeting(db, meeting_id)
        _refuse_second(db, meeting)
        return _move(db, meeting_id, MeetingState.DRAFT)


def counted_until(db: Database, period: Period) -> date | None:
    """The last day counted by the meetings about periods that end before this one; None when there were none.

    So a month is counted on from a quarter's meeting that took the place of the third month's.
    """
    return max((m.counted_to for m in _regular(db) if m.period.last_on < period.first_on), default=None)


def _move(db: Database, meeting_id: str, state: MeetingState) -> Changes:
    with db.act(f"meeting.{state.value}", "") as act:
        meeting = meeting_rows.get_meeting(db, meeting_id).moved_to(state)
        act.summary = short_name(meeting.kind, meeting.period)
        meeting_rows.save_state(db, meeting)
    return changes.of(Kind.MEETINGS, summary=act.summary)


def _refuse_second(db: Database, meeting: Meeting) -> None:
    if meeting.kind is MeetingKind.EXTRAORDINARY:
        return
    other = meeting_rows.find_same(db, meeting.kind, meeting.period)
    if other is not None and other != meeting.id:
        raise UserError(
            "A meeting of this kind about {period} is recorded already ({id})."
            " Withdraw that one first, while it is a draft.",
            period=meeting.period.code,
            id=other,
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
    """The person of this name and unit, of the same position if there is one; two of one name are two people."""
    alike = [
        person
        for person in known
        if (person.name, person.unit_id) == (participant.name, participant.unit_id) and person.id not in taken
    ]
    same = [person for person in alike if person.position == participant.position]
    return next(iter(same or alike), None)


def _breaks_at(db: Database, meeting: Meeting) -> list[Break]:
    """Gaps and overlaps of the days counted, between this meeting and those about the periods before and after."""
    if meeting.kind is MeetingKind.EXTRAORDINARY:
        return []
    others = list(_regular(db))
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


def _regular(db: Database) -> Iterator[Meeting]:
    """The meetings that count days in turn: neither withdrawn nor extraordinary."""
    for meeting in listed(db):
        if meeting.kind is not MeetingKind.EXTRAORDINARY and meeting.state is not MeetingState.WITHDRAWN:
            yield meeting


def _told(found: Break) -> UserError:
    days = {"first": short_date(found.first_on), "last": short_date(found.last_on)}
    if found.is_gap:
        return UserError("The days {first} to {last} are counted in no meeting.", **days)
    return UserError("The days {first} to {last} are counted in two meetings.", **days)
