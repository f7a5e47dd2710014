"""The series of the office's meetings: what the next one would be, and its draft made in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from giaoban_desktop.domain import series
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    kind_of,
    short_name,
)
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.people import Participant, Person
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.series import Cycle
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, cut_off, meetings
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import people as people_rows
from giaoban_desktop.storage import series as rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next meeting as it would be started, the one it goes on from, and what is still to be done of all before."""

    meeting: Meeting
    newest: Meeting
    still_open: tuple[Directive, ...]


# The setting


def cycle(db: Database) -> Cycle | None:
    """How regularly the office meets; None where it did not say, and its rhythm so far goes on."""
    return rows.find_cycle(db)


def usual_agenda(db: Database) -> list[AgendaItem]:
    """What is usually gone through, in order; empty where the newest meeting's agenda is taken over."""
    return rows.list_agenda(db)


def usual_people(db: Database) -> list[str]:
    """The ids of those who usually come, in order; empty where those of the newest meeting are proposed."""
    return rows.list_people(db)


def choose_cycle(db: Database, chosen: Cycle | None) -> Changes:
    """Keep how regularly the office meets."""
    with db.act("series.cycle", chosen.value if chosen else ""):
        rows.save_cycle(db, chosen)
    return changes.of(Kind.OFFICE, Kind.MEETINGS)


def save_usual_agenda(db: Database, items: Sequence[AgendaItem]) -> Changes:
    """Keep what is usually gone through."""
    with db.act("series.agenda", "") as act:
        act.summary = "; ".join(item.title for item in items)[:80]
        rows.save_agenda(db, items)
    return changes.of(Kind.OFFICE, summary=act.summary)


def save_usual_people(db: Database, person_ids: Sequence[str]) -> Changes:
    """Keep who usually comes, in the order in which the office lists its people."""
    known = {person.id: person for person in people_rows.list_people(db)}
    wanted = set(person_ids)
    chosen = [person for person in known.values() if person.id in wanted]
    with db.act("series.people", "; ".join(person.name for person in chosen)[:80]) as act:
        rows.save_people(db, [person.id for person in chosen])
    return changes.of(Kind.OFFICE, summary=act.summary)


# The next meeting


def start_first(db: Database, period: Period, *, today: date) -> tuple[Changes, str]:
    """A first draft about a period, hosted by the first force; gives its id too. Raises: UserError."""
    forces = _forces(db)
    host_id = forces[0] if forces else unit_rows.get_office(db).unit_id
    people = people_rows.list_people(db)
    draft = _blank(db, period, host_id, forces, held_on=today)
    invited = [person for person in people if person.id in set(rows.list_people(db))]
    return _start(db, replace(draft, agenda=_anew(rows.list_agenda(db)), attendances=_all_present(invited)))


def start_next(db: Database, *, today: date) -> tuple[Changes, str]:
    """The draft that `propose` proposes; gives its id too. Raises: UserError when there is no meeting yet."""
    return _start(db, propose(db, today=today).meeting)


def propose(db: Database, *, today: date) -> Proposal:
    """The meeting that goes on from the newest: the next period on its usual day, the next host, the usual people.

    Leader, chair, secretary and legal bases are taken over with their titles of today; the agenda begins with the
    review of the last conclusions. What was reported and said is not taken over. Nothing is written.
    Raises: UserError when there is no meeting yet.
    """
    held = sorted(cut_off.regular(db), key=lambda found: (found.period.last_on, found.held_on))
    if not held:
        raise UserError("There is no meeting yet to go on from. Record the first one.")
    newest = meeting_rows.get_meeting(db, held[-1].id)
    forces = _forces(db)
    host_id = _next_host(newest.host_id, forces)
    own = next((found for found in reversed(held) if found.host_id == host_id), None)
    chair = meeting_rows.get_meeting(db, own.id).chair if own else None
    period = series.next_period(rows.find_cycle(db), [found.period for found in held])
    people = people_rows.list_people(db)
    held_on = max(today, series.usual_day(period, held))
    proposed = replace(
        _blank(db, period, host_id, forces, held_on=held_on),
        number=series.next_number(period, held),
        leader=_of_today(newest.leader, people),
        chair=_of_today(chair, people),
        secretary=_of_today(newest.secretary, people),
        secretary_appointed_by=newest.secretary_appointed_by,
        legal_bases=tuple(replace(basis, id=new_id()) for basis in newest.legal_bases),
        agenda=_next_agenda(rows.list_agenda(db) or newest.agenda, newest, period),
        attendances=_all_present(_invited(db, newest, people)),
    )
    if proposed.chair is not None and not proposed.may_have_come(proposed.chair):
        proposed = proposed.with_present(proposed.chair)
    proposed = replace(proposed, outcomes=_notes_of_postponed(newest, proposed.agenda))
    return Proposal(proposed, newest, tuple(still_open(db, proposed)))


def still_open(db: Database, meeting: Meeting) -> list[Directive]:
    """What was demanded before a meeting, in whichever meeting, and is not done on its day; the oldest first."""
    return [
        found
        for found in directive_rows.list_directives(db)
        if found.meeting_id != meeting.id and found.was_open(meeting.held_on)
    ]


def under_review(db: Database, meeting: Meeting) -> list[Directive]:
    """What was demanded before a meeting and was not done before its day, the first due first."""
    return series.under_review(directive_rows.list_directives(db), meeting)


def _start(db: Database, meeting: Meeting) -> tuple[Changes, str]:
    with db.act("meeting.start", short_name(meeting.kind, meeting.period)) as act:
        meetings.refuse_second(db, meeting)
        meeting_rows.save_meeting(db, meeting)
    return changes.of(Kind.MEETINGS, summary=act.summary), meeting.id


def _blank(db: Database, period: Period, host_id: str, forces: Sequence[str], *, held_on: date) -> Meeting:
    counted_from, counted_to = cut_off.counted_days(db, period, held_on=held_on)
    return Meeting(
        id=new_id(),
        kind=kind_of(period),
        period=period,
        held_on=max(held_on, counted_to),
        host_id=host_id,
        counted_from=counted_from,
        counted_to=counted_to,
        co_organiser_ids=tuple(force for force in forces if force != host_id),
    )


def _forces(db: Database) -> list[str]:
    return [unit.id for unit in unit_rows.list_units(db) if unit.is_force]


def _next_host(host_id: str, forces: Sequence[str]) -> str:
    """The force whose turn it is."""
    if not forces:
        return host_id
    return forces[(forces.index(host_id) + 1) % len(forces)] if host_id in forces else forces[0]


def _of_today(participant: Participant | None, people: Sequence[Person]) -> Participant | None:
    """The participant with the titles that the person has today."""
    if participant is None:
        return None
    person = next((one for one in people if one.id == participant.person_id), None)
    return person.as_of_today() if person else participant


def _invited(db: Database, newest: Meeting, people: Sequence[Person]) -> list[Person]:
    """Those who usually come; where the office named nobody, those who were on the list of the newest meeting."""
    usual = set(rows.list_people(db))
    if not usual:
        usual = {one.participant.person_id or "" for one in newest.attendances if one.participant}
    return [person for person in people if person.id in usual]


def _all_present(people: Sequence[Person]) -> tuple[Attendance, ...]:
    return tuple(Attendance(new_id(), one.unit_id, Presence.PRESENT, one.as_of_today()) for one in people)


def _next_agenda(items: Sequence[AgendaItem], newest: Meeting, period: Period) -> tuple[AgendaItem, ...]:
    """The agenda anew for a period, begun by the review of what the newest meeting concluded and what it postponed."""
    name = short_name(newest.kind, newest.period)
    review = AgendaItem(new_id(), f"{series.REVIEW}{name[:1].lower()}{name[1:]}")
    waiting = [item for item in newest.agenda if item.postponed and not item.title.startswith(series.REVIEW)]
    titles = {item.title for item in waiting}
    others = [item for item in items if not item.title.startswith(series.REVIEW) and item.title not in titles]
    others = [replace(item, title=series.for_period(item.title, newest.period, period)) for item in others]
    return (review, *_anew([*waiting, *others]))


def _notes_of_postponed(newest: Meeting, agenda: Sequence[AgendaItem]) -> tuple[Outcome, ...]:
    """What came out of postponed items so far, to go on from; what became a directive is followed up as one."""
    taken_over = {item.title: item.id for item in agenda}
    postponed = {item.id: taken_over.get(item.title) for item in newest.agenda if item.postponed}
    return tuple(
        Outcome(new_id(), item_id, OutcomeKind.INFORMATION, f"Kỳ trước: {one.text}")
        for one in newest.outcomes
        if one.directive_id is None and (item_id := postponed.get(one.agenda_item_id)) is not None
    )


def _anew(items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    return tuple(replace(item, id=new_id(), used_minutes=None, postponed=False) for item in items)
