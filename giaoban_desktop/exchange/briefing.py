"""A briefing as structured data: its meeting, figures and directives, and the office where it is the first of a book.

The format is described in docs/briefing.md; a sample lies in resources/sample/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from giaoban_desktop.domain.cut_off import Days, counted_days, known_by
from giaoban_desktop.domain.deadlines import deadline_of_code
from giaoban_desktop.domain.directives import OPEN_STATES, Deadline, Directive, DirectiveState, ProgressNote
from giaoban_desktop.domain.figures import (
    Observation,
)
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Commendation,
    LegalBasis,
    Meeting,
    MeetingKind,
    Narrative,
    Presence,
    Section,
    Statement,
)
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.recurrence import Recurrence, parse_recurrence
from giaoban_desktop.domain.units import Level, LevelSince, Office, Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.exchange import briefing_figures, references
from giaoban_desktop.exchange.briefing_figures import CountedDays
from giaoban_desktop.exchange.structured import Node

_T = TypeVar("_T")

FORMAT = "giaoban-briefing"
VERSION = 1
EARLIEST = date(1945, 9, 2)
"""A level without a known first day counts from here."""


@dataclass(frozen=True, slots=True)
class OfficeSetup:
    """An office to be set up, with its units."""

    office: Office
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a file says happened: a meeting (or none, for figures reported outside one), figures, directives."""

    meeting: Meeting | None
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    directives: tuple[Directive, ...]


def check_format(root: Node) -> None:
    """Refuse a file that is not a briefing of a version known here. Raises: InputError."""
    if root.text("format") != FORMAT:
        raise InputError('This is not a briefing: write "{format}" here.', field="format", format=FORMAT)
    version = root.integer("version")
    if version != VERSION:
        raise InputError(
            "This program reads version {known} of the format, not {found}.",
            field="version",
            known=VERSION,
            found=version,
        )


def read_office(node: Node) -> OfficeSetup:
    """The office that an `office` object describes. Raises: InputError."""
    units = [_unit(entry, position) for position, entry in enumerate(node.nodes("units"))]
    by_code = {unit.code: unit for unit in units}
    if len(by_code) != len(units):
        raise InputError("Two units have the same code. Give each its own.", field=node.place("units"))
    own = references.unit_of(node, "unit", by_code)
    superior = references.unit_of(node, "superior", by_code) if node.has("superior") else None
    heads_sign = node.flag("heads_sign")
    units = [replace(unit, parent_id=own) if unit.is_force and unit.id != own else unit for unit in units]
    if superior:
        units = [replace(unit, parent_id=superior) if unit.id == own else unit for unit in units]
    return node.build(lambda: OfficeSetup(Office(new_id(), own, superior, heads_sign), tuple(units)))


def _without_book(period: Period, held_on: date | None) -> Days:
    return counted_days((), period, held_on=held_on, last_cut_off=None)


def read_briefing(root: Node, units: Mapping[str, Unit], count: CountedDays = _without_book) -> Briefing:
    """The briefing that a file describes; `units` are those of the office by their codes.

    Where the file does not say which days are counted, `count` does.
    Nothing is kept here. Raises: InputError for the first thing that is wrong, with its place.
    """
    meeting_node = root.find_node("meeting")
    meeting = _meeting(meeting_node, units, count) if meeting_node else None
    indicators = tuple(briefing_figures.indicator(node) for node in root.nodes("indicators"))
    observations = tuple(briefing_figures.observation(node, units, meeting, count) for node in root.nodes("figures"))
    directives = tuple(
        _directive(node, units, meeting, order) for order, node in enumerate(root.nodes("directives"), start=1)
    )
    root.has("office")
    root.finish()
    briefing_figures.refuse_twice(observations)
    return Briefing(meeting, indicators, observations, directives)


def _unit(node: Node, position: int) -> Unit:
    levels: tuple[LevelSince, ...] = ()
    if node.has("level"):
        levels = (LevelSince(node.choice("level", Level), node.find_day("level_since") or EARLIEST),)
    fields = {
        name: node.text(name, "") for name in ("short_name", "force", "body_above", "issuing_body", "symbol", "place")
    }
    code, name = node.text("code"), node.text("name")
    node.has("level_since")
    return node.build(lambda: Unit(id=new_id(), code=code, name=name, levels=levels, position=position, **fields))


def _meeting(node: Node, units: Mapping[str, Unit], count: CountedDays) -> Meeting:
    kind = node.choice("kind", MeetingKind)
    period = references.period(node, "period")
    held_on = node.day("held_on")
    first_on, last_on = known_by(count(period, held_on), held_on)
    agenda = [_agenda_item(entry) for entry in node.nodes("agenda")]
    built = {
        "kind": kind,
        "period": period,
        "held_on": held_on,
        "host_id": references.unit_of(node, "host", units),
        "counted_from": node.find_day("counted_from") or first_on,
        "counted_to": node.find_day("counted_to") or last_on,
        "title": node.text("title", ""),
        "number": node.integer("number"),
        "starts_at": node.find_time("starts_at"),
        "ends_at": node.find_time("ends_at"),
        "ends_on": node.find_day("ends_on"),
        "place": node.text("place", ""),
        "leader": _find_participant(node, "leader", units),
        "chair": _find_participant(node, "chair", units),
        "secretary": _find_participant(node, "secretary", units),
        "chair_appointed_by": node.text("chair_appointed_by", ""),
        "secretary_appointed_by": node.text("secretary_appointed_by", ""),
        "co_organiser_ids": references.units_of(node, "co_organisers", units),
        "conclusion": node.text("conclusion", ""),
        "next_meeting": node.text("next_meeting", ""),
        "legal_bases": tuple(_legal_basis(entry) for entry in node.nodes("legal_bases")),
        "agenda": tuple(item for item, _found in agenda),
        "outcomes": tuple(outcome for _item, found in agenda for outcome in found),
        "attendances": tuple(_attendance(entry, units) for entry in node.nodes("attendances")),
        "narratives": tuple(_narrative(entry, units) for entry in node.nodes("narratives")),
        "statements": tuple(_statement(entry, units) for entry in node.nodes("statements")),
        "commendations": tuple(_commendations(node)),
    }
    return node.build(lambda: Meeting(id=new_id(), **built))  # type: ignore[arg-type]


def _legal_basis(node: Node) -> LegalBasis:
    number, issued_on = node.text("number"), node.day("issued_on")
    document_type = node.text("document_type", "Nghị định")
    issuer, subject = node.text("issuer", ""), node.text("subject", "")
    return node.build(lambda: LegalBasis(new_id(), number, issued_on, document_type, issuer, subject))


def _agenda_item(node: Node) -> tuple[AgendaItem, list[Outcome]]:
    """An item and what came out of it."""
    title, presenter = node.text("title"), node.text("presenter", "")
    planned, used, postponed = node.integer("planned_minutes"), node.integer("used_minutes"), node.flag("postponed")
    item_id = new_id()
    outcomes = [_outcome(entry, item_id) for entry in node.nodes("outcomes")]
    return node.build(lambda: AgendaItem(item_id, title, presenter, planned, used, postponed)), outcomes


def _outcome(node: Node, item_id: str) -> Outcome:
    kind, text = node.choice("kind", OutcomeKind), node.text("text")
    if kind is OutcomeKind.DIRECTIVE:
        raise InputError(
            "Write a directive into the list directives of the file; here stands information or decision.",
            field=node.place("kind"),
        )
    return node.build(lambda: Outcome(new_id(), item_id, kind, text))


def _attendance(node: Node, units: Mapping[str, Unit]) -> Attendance:
    unit_id = references.find_unit(node, "unit", units)
    presence = node.choice("presence", Presence, Presence.PRESENT)
    head_count = node.integer("head_count")
    person = _find_participant(node, "person", units, unit_id)
    reason, represented_by = node.text("reason", ""), node.text("represented_by", "")
    represented_as, arrived_at = node.text("represented_as", ""), node.find_time("arrived_at")
    return node.build(
        lambda: Attendance(
            new_id(), unit_id, presence, person, head_count, reason, represented_by, represented_as, arrived_at
        )
    )


def _narrative(node: Node, units: Mapping[str, Unit]) -> Narrative:
    field, section = node.text("field"), node.choice("section", Section, Section.RESULTS)
    text, unit_id = node.text("text"), references.find_unit(node, "unit", units)
    return node.build(lambda: Narrative(new_id(), field, section, text, unit_id))


def _statement(node: Node, units: Mapping[str, Unit]) -> Statement:
    speaker, text, unit_id = node.text("speaker", ""), node.text("text"), references.find_unit(node, "unit", units)
    return node.build(lambda: Statement(new_id(), speaker, text, unit_id))


def _commendations(node: Node) -> list[Commendation]:
    found = []
    for index, text in enumerate(node.texts("commendations")):
        place = f"{node.place('commendations')}[{index}]"
        found.append(references.placed(place, lambda text=text: Commendation(new_id(), text)))  # type: ignore[misc]
    return found


def _directive(node: Node, units: Mapping[str, Unit], meeting: Meeting | None, order: int) -> Directive:
    given_on = node.find_day("given_on") or (meeting.held_on if meeting else None)
    if given_on is None:
        raise InputError("This field is missing. Add it.", field=node.place("given_on"))
    given_by = node.text("given_by", meeting.leader.addressed if meeting and meeting.leader else "")
    text, plan = node.text("text"), node.text("plan", "")
    lead_id, coordinating = references.find_unit(node, "lead", units), references.units_of(node, "coordinating", units)
    all_forces, standing, urgent = node.flag("all_forces"), node.flag("standing"), node.flag("urgent")
    general = node.flag("general")
    deadline, recurrence = _deadline(node), _recurrence(node)
    if recurrence is not None and deadline is None:
        deadline = Deadline(recurrence.next_after(given_on), recurrence.words)
    notes = tuple(_progress_note(entry) for entry in node.nodes("progress"))
    state = node.choice("state", DirectiveState, _last_state(notes))
    closed_on = node.find_day("closed_on") or _closed_on(notes, state)
    return node.build(
        lambda: Directive(
            id=new_id(),
            text=text,
            given_on=given_on,
            given_by=given_by,
            meeting_id=meeting.id if meeting else None,
            plan=plan,
            lead_id=lead_id,
            coordinating_ids=coordinating,
            all_forces=all_forces,
            deadline=deadline,
            standing=standing,
            state=state,
            closed_on=closed_on,
            order=order,
            notes=notes,
            urgent=urgent,
            general=general,
            recurrence=recurrence,
        )
    )


def _recurrence(node: Node) -> Recurrence | None:
    words = node.text("recurrence", "")
    found = parse_recurrence(words)
    if words and found is None:
        raise InputError(
            "This names no day that comes again. Write it like “ngày 25 hằng tháng”.", field=node.place("recurrence")
        )
    return found


def _deadline(node: Node) -> Deadline | None:
    words = node.text("deadline_words", "")
    if not node.has("deadline"):
        if words:
            raise InputError("Give the deadline itself too, like 2026-12-31 or 2026-Q4.", field=node.place("deadline"))
        return None
    return deadline_of_code(node.text("deadline"), words=words, field=node.place("deadline"))


def _progress_note(node: Node) -> ProgressNote:
    noted_on, text, by = node.day("noted_on"), node.text("text"), node.text("by", "")
    state = node.choice("state", DirectiveState) if node.has("state") else None
    evidence = node.text("evidence", "")
    return node.build(lambda: ProgressNote(new_id(), noted_on, text, by, state, evidence))


def _last_state(notes: tuple[ProgressNote, ...]) -> DirectiveState:
    states = [note.state for note in notes if note.state]
    return states[-1] if states else DirectiveState.NOT_STARTED


def _closed_on(notes: tuple[ProgressNote, ...], state: DirectiveState) -> date | None:
    if state in OPEN_STATES:
        return None
    days = [note.noted_on for note in notes if note.state is state]
    return days[-1] if days else None


def _find_participant(
    node: Node, name: str, units: Mapping[str, Unit], unit_id: str | None = None
) -> Participant | None:
    person = node.find_node(name)
    if person is None:
        return None
    texts = {field: person.text(field, "") for field in ("honorific", "rank", "position")}
    full_name = person.text("name")
    own_unit = references.find_unit(person, "unit", units) or unit_id
    return person.build(lambda: Participant(name=full_name, unit_id=own_unit, **texts))
