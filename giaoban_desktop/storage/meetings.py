"""Meetings with everything said in them, as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from giaoban_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Commendation,
    LegalBasis,
    Meeting,
    MeetingKind,
    MeetingState,
    Narrative,
    Presence,
    Section,
    Statement,
    short_name,
)
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage.database import Database, Row, SqlValue
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import clock, day, find_clock, find_day, period_columns, read_day, read_period

_T = TypeVar("_T")
_Columns = dict[str, SqlValue]
_ROLES = ("leader", "chair", "secretary")


def save_meeting(db: Database, meeting: Meeting) -> None:
    """Keep a meeting with everything that belongs to it; inside an act."""
    db.save("meeting", _meeting_row(meeting))
    people = []
    for role in _ROLES:
        participant = getattr(meeting, role)
        if participant is not None:
            people.append({"id": f"{meeting.id}:{role}", "role": role, **_participant_row(participant)})
    db.save_children("meeting_person", "meeting_id", meeting.id, people)
    appointed = (("chair", meeting.chair_appointed_by), ("secretary", meeting.secretary_appointed_by))
    appointments: list[_Columns] = [
        {"id": f"{meeting.id}:{role}", "role": role, "appointed_by": by, "position": position}
        for position, (role, by) in enumerate(appointed)
        if by
    ]
    db.save_children("appointment", "meeting_id", meeting.id, appointments)
    organisers: list[_Columns] = [
        {"id": f"{meeting.id}:{unit_id}", "unit_id": unit_id, "position": position}
        for position, unit_id in enumerate(meeting.co_organiser_ids)
    ]
    db.save_children("co_organiser", "meeting_id", meeting.id, organisers)
    _save_all(db, meeting, "legal_basis", meeting.legal_bases, _legal_basis_row)
    _save_all(db, meeting, "agenda_item", meeting.agenda, _agenda_row)
    planned = [one for one in meeting.agenda if one != AgendaItem(one.id, one.title, one.presenter)]
    _save_all(db, meeting, "agenda_detail", planned, _agenda_detail_row)
    _save_all(db, meeting, "attendance", meeting.attendances, _attendance_row)
    detailed = [one for one in meeting.attendances if one.represented_as or one.arrived_at]
    _save_all(db, meeting, "attendance_detail", detailed, _detail_row)
    _save_all(db, meeting, "narrative", meeting.narratives, _narrative_row)
    _save_all(db, meeting, "statement", meeting.statements, _statement_row)
    _save_all(db, meeting, "commendation", meeting.commendations, _commendation_row)
    save_outcomes(db, meeting)


def save_outcomes(db: Database, meeting: Meeting) -> None:
    """Keep only what came out of the agenda of a meeting; inside an act."""
    _save_all(db, meeting, "outcome", meeting.outcomes, _outcome_row)


def save_state(db: Database, meeting: Meeting) -> None:
    """Keep only the state of a meeting; inside an act."""
    db.save("meeting", _meeting_row(meeting))


@stored
def get_meeting(db: Database, meeting_id: str) -> Meeting:
    """One meeting. Raises: UserError when there is none of that id."""
    row = db.row("SELECT * FROM meeting WHERE id = ?", (meeting_id,))
    if row is None:
        raise UserError("There is no meeting {id}. The command meetings lists them.", id=meeting_id)
    return _meeting(db, row)


@stored
def list_meetings(db: Database) -> list[Meeting]:
    """All meetings, oldest first, without what was said in them (an overview is all a list needs)."""
    return [_overview(row) for row in db.rows("SELECT * FROM meeting ORDER BY held_on, id")]


@stored
def list_names(db: Database) -> list[tuple[str, str]]:
    """The id and the short name of all meetings, oldest first; less than `list_meetings` reads."""
    rows = db.rows("SELECT id, kind, period FROM meeting ORDER BY held_on, id")
    return [(row["id"], short_name(MeetingKind(row["kind"]), read_period(row["period"]))) for row in rows]


@stored
def list_about(db: Database, period: Period) -> list[Meeting]:
    """The meetings about exactly this period, without what was said in them."""
    rows = db.rows("SELECT * FROM meeting WHERE period = ? ORDER BY held_on, id", (period.code,))
    return [_overview(row) for row in rows]


def frozen_ids(db: Database) -> frozenset[str]:
    """The ids of the meetings whose minutes are frozen or issued."""
    return frozenset(row["id"] for row in db.rows("SELECT id FROM meeting WHERE state IN ('ready', 'issued')"))


@stored
def find_same(db: Database, kind: MeetingKind, period: Period) -> str | None:
    """The id of the meeting of this kind about this period; None when there is none (or it was withdrawn)."""
    row = db.row(
        "SELECT id FROM meeting WHERE owner_id = ? AND kind = ? AND period = ? AND state <> 'withdrawn'",
        (db.owner_id, kind.value, period.code),
    )
    return row["id"] if row else None


@stored
def find_item_of(db: Database, directive_id: str) -> AgendaItem | None:
    """The item of an agenda whose outcome a directive was made from, without its minutes; None for most."""
    row = db.row(
        "SELECT agenda_item.* FROM agenda_item JOIN outcome ON agenda_item_id = agenda_item.id WHERE directive_id = ?",
        (directive_id,),
    )
    return _agenda_item(row, None) if row else None


def _meeting_row(meeting: Meeting) -> _Columns:
    return {
        "id": meeting.id,
        "kind": meeting.kind.value,
        **period_columns(meeting.period),
        "counted_from": meeting.counted_from.isoformat(),
        "counted_to": meeting.counted_to.isoformat(),
        "held_on": meeting.held_on.isoformat(),
        "starts_at": clock(meeting.starts_at),
        "ends_at": clock(meeting.ends_at),
        "ends_on": day(meeting.ends_on),
        "number": meeting.number,
        "title": meeting.title,
        "host_id": meeting.host_id,
        "place": meeting.place,
        "conclusion": meeting.conclusion,
        "next_meeting": meeting.next_meeting,
        "state": meeting.state.value,
    }


def _save_all(
    db: Database, meeting: Meeting, table: str, items: Sequence[_T], to_row: Callable[[_T], _Columns]
) -> None:
    rows = [{**to_row(item), "position": position} for position, item in enumerate(items)]
    db.save_children(table, "meeting_id", meeting.id, rows)


def _participant_row(participant: Participant) -> _Columns:
    return {
        "name": participant.name,
        "honorific": participant.honorific,
        "rank": participant.rank,
        "position": participant.position,
        "person_id": participant.person_id,
        "unit_id": participant.unit_id,
    }


def _legal_basis_row(basis: LegalBasis) -> _Columns:
    return {
        "id": basis.id,
        "document_type": basis.document_type,
        "number": basis.number,
        "issued_on": basis.issued_on.isoformat(),
        "issuer": basis.issuer,
        "subject": basis.subject,
    }


def _agenda_row(item: AgendaItem) -> _Columns:
    return {"id": item.id, "title": item.title, "presenter": item.presenter}


def _agenda_detail_row(item: AgendaItem) -> _Columns:
    return {
        "id": item.id,
        "agenda_item_id": item.id,
        "planned_minutes": item.planned_minutes,
        "used_minutes": item.used_minutes,
        "postponed": int(item.postponed),
    }


def _attendance_row(attendance: Attendance) -> _Columns:
    who = attendance.participant
    return {
        "id": attendance.id,
        "unit_id": attendance.unit_id,
        "presence": attendance.presence.value,
        "head_count": attendance.head_count,
        "name": who.name if who else None,
        "honorific": who.honorific if who else "",
        "rank": who.rank if who else "",
        "person_position": who.position if who else "",
        "person_id": who.person_id if who else None,
        "reason": attendance.reason,
        "represented_by": attendance.represented_by,
    }


def _detail_row(attendance: Attendance) -> _Columns:
    return {
        "id": attendance.id,
        "attendance_id": attendance.id,
        "represented_as": attendance.represented_as,
        "arrived_at": clock(attendance.arrived_at),
    }


def _narrative_row(narrative: Narrative) -> _Columns:
    return {
        "id": narrative.id,
        "unit_id": narrative.unit_id,
        "field_id": narrative.field,
        "section": narrative.section.value,
        "text": narrative.text,
    }


def _statement_row(statement: Statement) -> _Columns:
    return {
        "id": statement.id,
        "unit_id": statement.unit_id,
        "speaker": statement.speaker,
        "text": statement.text,
    }


def _commendation_row(commendation: Commendation) -> _Columns:
    return {"id": commendation.id, "text": commendation.text}


def _outcome_row(outcome: Outcome) -> _Columns:
    return {
        "id": outcome.id,
        "agenda_item_id": outcome.agenda_item_id,
        "kind": outcome.kind.value,
        "text": outcome.text,
        "directive_id": outcome.directive_id,
    }


def _meeting(db: Database, row: Row) -> Meeting:
    def children(table: str) -> list[Row]:
        return db.rows(f"SELECT * FROM {table} WHERE meeting_id = ? ORDER BY position", (row["id"],))

    roles = {
        person["role"]: _participant(person, person["position"], person["unit_id"])
        for person in db.rows("SELECT * FROM meeting_person WHERE meeting_id = ?", (row["id"],))
    }
    appointed = {child["role"]: child["appointed_by"] for child in children("appointment")}
    planned = {child["agenda_item_id"]: child for child in children("agenda_detail")}
    details = {child["attendance_id"]: child for child in children("attendance_detail")}
    return _overview(
        row,
        leader=roles.get("leader"),
        chair=roles.get("chair"),
        secretary=roles.get("secretary"),
        chair_appointed_by=appointed.get("chair", ""),
        secretary_appointed_by=appointed.get("secretary", ""),
        co_organiser_ids=tuple(child["unit_id"] for child in children("co_organiser")),
        legal_bases=tuple(_legal_basis(child) for child in children("legal_basis")),
        agenda=tuple(_agenda_item(child, planned.get(child["id"])) for child in children("agenda_item")),
        attendances=tuple(_attendance(child, details.get(child["id"])) for child in children("attendance")),
        narratives=tuple(
            Narrative(child["id"], child["field_id"], Section(child["section"]), child["text"], child["unit_id"])
            for child in children("narrative")
        ),
        statements=tuple(
            Statement(child["id"], child["speaker"], child["text"], child["unit_id"]) for child in children("statement")
        ),
        commendations=tuple(Commendation(child["id"], child["text"]) for child in children("commendation")),
        outcomes=tuple(_outcome(child) for child in children("outcome")),
    )


def _overview(row: Row, **said: object) -> Meeting:
    return Meeting(
        id=row["id"],
        kind=MeetingKind(row["kind"]),
        period=read_period(row["period"]),
        held_on=read_day(row["held_on"]),
        host_id=row["host_id"],
        counted_from=read_day(row["counted_from"]),
        counted_to=read_day(row["counted_to"]),
        title=row["title"],
        number=row["number"],
        state=MeetingState(row["state"]),
        starts_at=find_clock(row["starts_at"]),
        ends_at=find_clock(row["ends_at"]),
        ends_on=find_day(row["ends_on"]),
        place=row["place"],
        conclusion=row["conclusion"],
        next_meeting=row["next_meeting"],
        **said,  # type: ignore[arg-type]
    )


def _participant(row: Row, position: str, unit_id: str | None) -> Participant:
    return Participant(row["name"], row["honorific"], row["rank"], position, row["person_id"], unit_id)


def _legal_basis(row: Row) -> LegalBasis:
    return LegalBasis(
        row["id"], row["number"], read_day(row["issued_on"]), row["document_type"], row["issuer"], row["subject"]
    )


def _agenda_item(row: Row, detail: Row | None) -> AgendaItem:
    item = AgendaItem(row["id"], row["title"], row["presenter"])
    if detail is None:
        return item
    planned, used = detail["planned_minutes"], detail["used_minutes"]
    return replace(item, planned_minutes=planned, used_minutes=used, postponed=bool(detail["postponed"]))


def _attendance(row: Row, detail: Row | None) -> Attendance:
    named = None if row["name"] is None else _participant(row, row["person_position"], row["unit_id"])
    return Attendance(
        row["id"],
        row["unit_id"],
        Presence(row["presence"]),
        named,
        row["head_count"],
        row["reason"],
        row["represented_by"],
        detail["represented_as"] if detail else "",
        find_clock(detail["arrived_at"]) if detail else None,
    )


def _outcome(row: Row) -> Outcome:
    return Outcome(row["id"], row["agenda_item_id"], OutcomeKind(row["kind"]), row["text"], row["directive_id"])
