"""A briefing as structured data: its meeting, figures and directives, and the office where it is the first of a book.

The format is described in docs/briefing.md; a sample lies in resources/sample/.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from giaoban_desktop.domain.directives import (
    OPEN_STATES,
    Deadline,
    Directive,
    DirectiveState,
    ProgressNote,
    deadline_of_code,
)
from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Observation,
    Qualifier,
    Status,
    Value,
    parse_value,
)
from giaoban_desktop.domain.ids import new_id
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
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import Period, first_counted, parse_code
from giaoban_desktop.domain.units import Level, LevelSince, Office, Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.exchange.structured import Node

_T = TypeVar("_T")

FORMAT = "giaoban-briefing"
VERSION = 1
LastCutOff = Callable[[Period], date | None]
"""Gives the last day counted by meetings about earlier periods, None when there were none."""
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
    own = _unit_of(node, "unit", by_code)
    superior = _unit_of(node, "superior", by_code) if node.has("superior") else None
    heads_sign = node.flag("heads_sign")
    units = [replace(unit, parent_id=own) if unit.is_force and unit.id != own else unit for unit in units]
    if superior:
        units = [replace(unit, parent_id=superior) if unit.id == own else unit for unit in units]
    return node.build(lambda: OfficeSetup(Office(new_id(), own, superior, heads_sign), tuple(units)))


def read_briefing(root: Node, units: Mapping[str, Unit], last_cut_off: LastCutOff = lambda period: None) -> Briefing:
    """The briefing that a file describes; `units` are those of the office by their codes.

    Where the file does not say from which day figures are counted, it is the day after the last cut-off.
    Nothing is kept here. Raises: InputError for the first thing that is wrong, with its place.
    """
    meeting_node = root.find_node("meeting")
    meeting = _meeting(meeting_node, units, last_cut_off) if meeting_node else None
    observations = tuple(_observation(node, units, meeting) for node in root.nodes("figures"))
    directives = tuple(
        _directive(node, units, meeting, order) for order, node in enumerate(root.nodes("directives"), start=1)
    )
    root.has("office")
    root.finish()
    _refuse_twice(observations)
    return Briefing(meeting, observations, directives)


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


def _meeting(node: Node, units: Mapping[str, Unit], last_cut_off: LastCutOff) -> Meeting:
    kind = node.choice("kind", MeetingKind)
    period = _period(node, "period")
    held_on = node.day("held_on")
    counted_to = node.find_day("counted_to") or min(period.last_on, max(held_on, period.first_on))
    built = {
        "kind": kind,
        "period": period,
        "held_on": held_on,
        "host_id": _unit_of(node, "host", units),
        "counted_from": node.find_day("counted_from") or first_counted(period, last_cut_off(period)),
        "counted_to": counted_to,
        "title": node.text("title", ""),
        "number": node.integer("number"),
        "starts_at": node.find_time("starts_at"),
        "ends_at": node.find_time("ends_at"),
        "ends_on": node.find_day("ends_on"),
        "place": node.text("place", ""),
        "leader": _find_participant(node, "leader", units),
        "chair": _find_participant(node, "chair", units),
        "secretary": _find_participant(node, "secretary", units),
        "co_organiser_ids": _units_of(node, "co_organisers", units),
        "conclusion": node.text("conclusion", ""),
        "next_meeting": node.text("next_meeting", ""),
        "legal_bases": tuple(_legal_basis(entry) for entry in node.nodes("legal_bases")),
        "agenda": tuple(_agenda_item(entry) for entry in node.nodes("agenda")),
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


def _agenda_item(node: Node) -> AgendaItem:
    title, presenter = node.text("title"), node.text("presenter", "")
    return node.build(lambda: AgendaItem(new_id(), title, presenter))


def _attendance(node: Node, units: Mapping[str, Unit]) -> Attendance:
    unit_id = _find_unit(node, "unit", units)
    presence = node.choice("presence", Presence, Presence.PRESENT)
    head_count = node.integer("head_count")
    person = _find_participant(node, "person", units, unit_id)
    reason, represented_by = node.text("reason", ""), node.text("represented_by", "")
    return node.build(lambda: Attendance(new_id(), unit_id, presence, person, head_count, reason, represented_by))


def _narrative(node: Node, units: Mapping[str, Unit]) -> Narrative:
    field, section = node.text("field"), node.choice("section", Section, Section.RESULTS)
    text, unit_id = node.text("text"), _find_unit(node, "unit", units)
    return node.build(lambda: Narrative(new_id(), field, section, text, unit_id))


def _statement(node: Node, units: Mapping[str, Unit]) -> Statement:
    speaker, text, unit_id = node.text("speaker", ""), node.text("text"), _find_unit(node, "unit", units)
    return node.build(lambda: Statement(new_id(), speaker, text, unit_id))


def _commendations(node: Node) -> list[Commendation]:
    found = []
    for index, text in enumerate(node.texts("commendations")):
        place = f"{node.place('commendations')}[{index}]"
        found.append(_placed(place, lambda text=text: Commendation(new_id(), text)))  # type: ignore[misc]
    return found


def _observation(node: Node, units: Mapping[str, Unit], meeting: Meeting | None) -> Observation:
    if node.has("period") or meeting is None:
        period = _period(node, "period")
        counted_from, counted_to = period.first_on, period.last_on
    else:
        period, counted_from, counted_to = meeting.period, meeting.counted_from, meeting.counted_to
    counted_from = node.find_day("counted_from") or counted_from
    counted_to = node.find_day("counted_to") or counted_to
    indicator, unit_id = node.text("indicator"), _find_unit(node, "unit", units)
    value, part = _value(node), _part(node)
    unit_word, note = node.text("unit_word", ""), node.text("note", "")
    return node.build(
        lambda: Observation(
            id=new_id(),
            indicator=indicator,
            unit_id=unit_id,
            period=period,
            counted_from=counted_from,
            counted_to=counted_to,
            value=value,
            disaggregation=part,
            meeting_id=meeting.id if meeting else None,
            unit_word=unit_word,
            note=note,
        )
    )


def _value(node: Node) -> Value:
    place = node.place("value")
    raw, provisional = node.raw("value"), node.flag("provisional")
    status = node.choice("status", Status) if node.has("status") else None
    qualifier = node.choice("qualifier", Qualifier) if node.has("qualifier") else None
    if raw is None:
        value = _value_without_number(node, status)
        return _refined(node, value, qualifier, provisional=provisional)
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise InputError("Write a whole number, or text like 12,35 or gần 50.", field=place)
    value = parse_value(str(raw), field=place)
    if status is not None and status is not value.status:
        raise InputError(
            "The value {value} does not go with the status {status}. Keep one.",
            field=node.place("status"),
            value=value.text,
            status=status,
        )
    return _refined(node, value, qualifier, provisional=provisional)


def _refined(node: Node, value: Value, qualifier: Qualifier | None, *, provisional: bool) -> Value:
    """The value with the qualifier and the mark "provisional" that stand in fields of their own."""
    if qualifier is not None:
        if value.qualifier not in (None, qualifier):
            raise InputError("The value has another qualifier already. Keep one.", field=node.place("qualifier"))
        value = _placed(node.place("qualifier"), lambda: replace(value, qualifier=qualifier))
    if provisional:
        value = _placed(node.place("provisional"), lambda: replace(value, provisional=True))
    return value


def _value_without_number(node: Node, status: Status | None) -> Value:
    match status:
        case Status.ZERO:
            return REPORTED_ZERO
        case Status.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case Status.NOT_REPORTED:
            return NOT_REPORTED
        case _:
            raise InputError("This field is missing. Add it.", field=node.place("value"))


def _part(node: Node) -> Disaggregation | None:
    part = node.find_node("part")
    if part is None:
        return None
    dimension, member = part.text("dimension"), part.text("member")
    return part.build(lambda: Disaggregation(dimension, member))


def _directive(node: Node, units: Mapping[str, Unit], meeting: Meeting | None, order: int) -> Directive:
    given_on = node.find_day("given_on") or (meeting.held_on if meeting else None)
    if given_on is None:
        raise InputError("This field is missing. Add it.", field=node.place("given_on"))
    given_by = node.text("given_by", meeting.leader.addressed if meeting and meeting.leader else "")
    text, plan = node.text("text"), node.text("plan", "")
    lead_id, coordinating = _find_unit(node, "lead", units), _units_of(node, "coordinating", units)
    all_forces, standing = node.flag("all_forces"), node.flag("standing")
    deadline = _deadline(node)
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
        )
    )


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
    return node.build(lambda: ProgressNote(new_id(), noted_on, text, by, state))


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
    own_unit = _find_unit(person, "unit", units) or unit_id
    return person.build(lambda: Participant(name=full_name, unit_id=own_unit, **texts))


def _period(node: Node, name: str) -> Period:
    return parse_code(node.text(name), field=node.place(name))


def _unit_of(node: Node, name: str, units: Mapping[str, Unit]) -> str:
    return _known(node.text(name), node.place(name), units)


def _find_unit(node: Node, name: str, units: Mapping[str, Unit]) -> str | None:
    return _unit_of(node, name, units) if node.has(name) else None


def _units_of(node: Node, name: str, units: Mapping[str, Unit]) -> tuple[str, ...]:
    return tuple(_known(code, f"{node.place(name)}[{index}]", units) for index, code in enumerate(node.texts(name)))


def _known(code: str, place: str, units: Mapping[str, Unit]) -> str:
    unit = units.get(code)
    if unit is None:
        raise InputError(
            "There is no unit with the code {code}. Known are: {known}.",
            field=place,
            code=code[:40],
            known=", ".join(units),
        )
    return unit.id


def _placed(place: str, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except InputError as error:
        raise error.within(place) from None


def _refuse_twice(observations: tuple[Observation, ...]) -> None:
    seen: dict[object, int] = {}
    for index, observation in enumerate(observations):
        if observation.key in seen:
            raise InputError(
                "This figure is given twice: also in figures[{other}]. Keep one.",
                field=f"figures[{index}]",
                other=seen[observation.key],
            )
        seen[observation.key] = index
