"""Papers: seen as they will be printed, frozen for signature, issued under the register's number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from giaoban_desktop.domain import documents as rules
from giaoban_desktop.domain.documents import Document, DocumentState, DocumentType, Secrecy
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.series import is_reviewed, under_review
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, readiness
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import annexes as annex_rows
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.papers.content import Content
    from giaoban_desktop.papers.minutes import MinutesFacts


def minutes_content(db: Database, meeting_id: str) -> Content:
    """The minutes of a meeting as plain content: as frozen where they are, else as they would be now."""
    document = document_rows.find_document(db, meeting_id, DocumentType.MINUTES)
    if document is not None:
        from giaoban_desktop.papers.content import Content

        return Content.from_json(db.kept_bytes(document.content).decode())
    with db.snapshot():
        from giaoban_desktop.papers import minutes as minutes_paper  # only who prints pays for it

        return minutes_paper.minutes(_facts(db, meeting_rows.get_meeting(db, meeting_id)))


def minutes_pdf(db: Database, meeting_id: str) -> bytes:
    """The minutes of a meeting as PDF: the very bytes that were issued or frozen, else a fresh draft."""
    document = document_rows.find_document(db, meeting_id, DocumentType.MINUTES)
    if document is not None:
        return db.kept_bytes(document.issued or document.printed)
    return _render(minutes_content(db, meeting_id))


def replaced_signs(db: Database, meeting_id: str) -> dict[str, str]:
    """The signs in the minutes that the typeface lacks (emoji and the like), and what is printed for each."""
    from giaoban_desktop.papers import signs  # reads the typeface

    return {found.sign: found.printed for found in signs.lacking(minutes_content(db, meeting_id))}


def make_ready(db: Database, meeting_id: str) -> Changes:
    """Freeze the minutes and print them for signature, the number left blank.

    Raises: UserError when something of the check list is missing or the meeting is no draft.
    """
    with db.act("document.ready", "") as act:
        lacks = readiness.missing(db, meeting_id)
        if lacks:
            raise UserError("The minutes are not complete: {first} Add it first.", first=lacks[0])
        meeting = meeting_rows.get_meeting(db, meeting_id).moved_to(MeetingState.READY)
        facts = _facts(db, meeting)
        from giaoban_desktop.papers import minutes as minutes_paper

        content = minutes_paper.minutes(facts)
        document = Document(
            id=new_id(),
            document_type=DocumentType.MINUTES,
            meeting_id=meeting_id,
            symbol=rules.symbol_of(DocumentType.MINUTES, facts.host.symbol),
            state=DocumentState.READY,
            content=db.keep_bytes(content.to_json().encode()),
            printed=db.keep_bytes(_render(content)),
        )
        from giaoban_desktop.services import annex  # only who freezes or issues pays for it

        annex.freeze(db, meeting, document.symbol)
        document_rows.save_document(db, document)
        meeting_rows.save_state(db, meeting)
        act.summary = meeting.title
    return changes.of(Kind.DOCUMENTS, Kind.MEETINGS, summary=act.summary)


def check_reason(reason: str) -> None:
    """Refuse to take minutes back to draft without a reason. Raises: InputError."""
    rules.check_reason(reason)


def reopen(db: Database, meeting_id: str, *, reason: str, on: date) -> Changes:
    """Take minutes that were not issued yet back to draft on a day; what was printed stays kept with the reason.

    Raises: UserError, InputError.
    """
    with db.act("document.reopen", "") as act:
        kept = document_rows.find_document(db, meeting_id, DocumentType.MINUTES)
        if kept is not None and kept.state is DocumentState.ISSUED:
            raise UserError(
                "Issued minutes do not go back to draft. What is wrong in them is put right by an amendment"
                " (Papers, Ctrl+M)."
            )
        document = _ready(db, meeting_id)
        meeting = meeting_rows.get_meeting(db, meeting_id).moved_to(MeetingState.DRAFT)
        document_rows.save_document(db, rules.reopen(document, reason=reason, on=on))
        from giaoban_desktop.services import annex

        annex.take_back(db, meeting_id)
        meeting_rows.save_state(db, meeting)
        act.summary = meeting.title
    return changes.of(Kind.DOCUMENTS, Kind.MEETINGS, summary=act.summary)


def check_number(text: str) -> None:
    """Refuse what cannot be a number of a register. Raises: InputError."""
    rules.parse_document_number(text)


def issue(db: Database, meeting_id: str, *, number: str, issued_on: date, secrecy: Secrecy = Secrecy.NONE) -> Changes:
    """Write in the number and date of the issuing body's register, after signing. Raises: UserError, InputError."""
    with db.act("document.issue", "") as act:
        document = _ready(db, meeting_id)
        meeting = meeting_rows.get_meeting(db, meeting_id).moved_to(MeetingState.ISSUED)
        printed_number = rules.parse_document_number(number)
        from giaoban_desktop.papers.content import Content

        frozen = Content.from_json(db.kept_bytes(document.content).decode())
        from giaoban_desktop.papers import minutes as minutes_paper

        pdf = _render(minutes_paper.with_number(frozen, printed_number))
        issued = rules.issue(
            document,
            number=printed_number,
            issued_on=issued_on,
            issued=db.keep_bytes(pdf),
            not_before=meeting.held_on,
            secrecy=secrecy,
        )
        document_rows.save_document(db, issued)
        from giaoban_desktop.services import annex

        annex.issue(db, issued, meeting.held_on)
        meeting_rows.save_state(db, meeting)
        act.summary = f"{issued.reference}, {meeting.title}"
    return changes.of(Kind.DOCUMENTS, Kind.MEETINGS, summary=act.summary)


def _ready(db: Database, meeting_id: str) -> Document:
    document = document_rows.find_document(db, meeting_id, DocumentType.MINUTES)
    if document is None or document.state is not DocumentState.READY:
        raise UserError("Only minutes that were frozen for signature can get a number. Make them ready first.")
    return document


def _facts(db: Database, meeting: Meeting) -> MinutesFacts:
    from giaoban_desktop.papers.minutes import MinutesFacts

    units = unit_rows.units_by_id(db)
    own = unit_rows.get_office(db)
    superior = units[own.superior_id].name if own.superior_id else ""
    everything = figure_rows.list_of_meeting(db, meeting.id)
    return MinutesFacts(
        meeting=meeting,
        host=units[meeting.host_id],
        units=units,
        fields=indicator_rows.list_fields(db),
        indicators=indicator_rows.indicators_of(db, (o.indicator for o in everything)),
        observations=[o for o in everything if o.period == meeting.period],
        other_observations=[o for o in everything if o.period != meeting.period],
        directives=directive_rows.list_of_meeting(db, meeting.id),
        reviewed=under_review(directive_rows.list_directives(db), meeting) if is_reviewed(meeting) else (),
        heads_sign=own.heads_sign,
        heads=_heads(meeting, units) if own.heads_sign else (),
        superior_recipient=superior,
        has_annex=annex_rows.find_annex(db, meeting.id) is not None,
    )


def _heads(meeting: Meeting, units: dict[str, Unit]) -> tuple[tuple[Unit, Participant | None], ...]:
    """The forces with the first person each sent; the attendance goes by rank."""
    first: dict[str, Participant] = {}
    for attendance in meeting.attendances:
        if attendance.unit_id and attendance.participant and attendance.came:
            first.setdefault(attendance.unit_id, attendance.participant)
    return tuple((unit, first.get(unit.id)) for unit in units.values() if unit.is_force)


def _render(content: Content) -> bytes:
    from giaoban_desktop.papers import pdf  # ReportLab takes a fifth of a second to load

    return pdf.render(content)
