"""Every paper of the office in one list, and the steps to its issue whatever its type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from giaoban_desktop.domain import documents as rules
from giaoban_desktop.domain.amendments import Amendment
from giaoban_desktop.domain.documents import Document, DocumentState, DocumentType, Secrecy
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import amendments, documents, readiness
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.storage import amendments as amendment_rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database

_STATES = {DocumentState.READY: MeetingState.READY, DocumentState.ISSUED: MeetingState.ISSUED}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the list shows it: the minutes of a meeting, an amendment of them, or a print that was taken back.

    `id` is that of the meeting for its minutes, that of the amendment, or that of the document for a print that was
    taken back. `reference` is empty without a number, `digest` (SHA-256 in hex of the PDF) while nothing is frozen.
    """

    id: str
    meeting: Meeting
    state: MeetingState
    reference: str = ""
    issued_on: date | None = None
    digest: str = ""
    reason: str = ""
    """Why and when a print was taken back."""
    reopened_on: date | None = None
    document_type: DocumentType = DocumentType.MINUTES
    not_before: date | None = None
    """The first day on which it can be issued, where that is not the day of the meeting."""
    secrecy: Secrecy = Secrecy.NONE
    """Of an amendment before its issue that of the minutes."""
    document_id: str = ""
    """What was frozen; empty for a draft."""
    has_versions: bool = False
    """True where other wordings of it are kept that it can be compared with."""

    @property
    def is_superseded(self) -> bool:
        """True for a print that was taken back, while the work went on."""
        return self.reopened_on is not None or (self.is_minutes and self.id != self.meeting.id)

    @property
    def is_minutes(self) -> bool:
        """True for minutes, also for prints of them that were taken back."""
        return self.document_type is DocumentType.MINUTES


def listed(db: Database) -> list[Paper]:
    """All papers, the newest period first: the minutes, their amendments, then the prints that were taken back."""
    with db.snapshot():
        held = meeting_rows.list_meetings(db)
        kept = [one for one in document_rows.list_documents(db) if one.document_type is not DocumentType.ANNEX]
        amended = amendment_rows.list_amendments(db)
    by_id = {one.id: one for one in kept}
    return [
        paper
        for meeting in sorted(held, key=_by_period, reverse=True)
        for paper in _of_meeting(
            meeting,
            [one for one in kept if one.meeting_id == meeting.id],
            [one for one in amended if one.meeting_id == meeting.id],
            by_id,
        )
    ]


def pdf(db: Database, paper: Paper) -> bytes:
    """The PDF of a paper of the list: kept bytes where it was frozen, else a fresh draft."""
    if paper.is_superseded:
        return db.kept_bytes(paper.digest)
    if paper.is_minutes:
        return documents.minutes_pdf(db, paper.id)
    return amendments.pdf(db, amendments.get(db, paper.id))


def missing(db: Database, paper: Paper) -> list[UserError]:
    """What is still missing before a draft can be printed for signature."""
    return readiness.missing(db, paper.id) if paper.is_minutes else amendments.missing(db, paper.id)


def make_ready(db: Database, paper: Paper) -> Changes:
    """Freeze a draft and print it for signature. Raises: UserError."""
    return documents.make_ready(db, paper.id) if paper.is_minutes else amendments.make_ready(db, paper.id)


def reopen(db: Database, paper: Paper, *, reason: str, on: date) -> Changes:
    """Take a paper that was not issued yet back to draft. Raises: UserError, InputError."""
    act = documents.reopen if paper.is_minutes else amendments.reopen
    return act(db, paper.id, reason=reason, on=on)


def check_issued_on(paper: Paper, issued_on: date) -> None:
    """Refuse a date that a paper cannot bear. Raises: InputError."""
    rules.check_issued_on(issued_on, not_before=paper.not_before or paper.meeting.held_on)


def issue(db: Database, paper: Paper, *, number: str, issued_on: date, secrecy: Secrecy) -> Changes:
    """Write in the number and date of the register, after signing. Raises: UserError, InputError."""
    act = documents.issue if paper.is_minutes else amendments.issue
    return act(db, paper.id, number=number, issued_on=issued_on, secrecy=secrecy)


def _of_meeting(
    meeting: Meeting, kept: list[Document], amended: list[Amendment], by_id: dict[str, Document]
) -> Iterator[Paper]:
    minutes = next(
        (one for one in kept if one.document_type is DocumentType.MINUTES and one.state is not DocumentState.WITHDRAWN),
        None,
    )
    of_amendments = {document_id for one in amended for document_id in one.taken_back_ids}
    taken_back = [one for one in kept if one.state is DocumentState.WITHDRAWN]
    was_printed = any(one.document_type is DocumentType.MINUTES for one in taken_back)
    yield replace(_paper(meeting.id, meeting, meeting.state, minutes), has_versions=was_printed)
    for one in reversed(amended):
        document = by_id.get(one.document_id or "")
        state = _STATES[document.state] if document else MeetingState.DRAFT
        made = _paper(one.id, meeting, state, document, not_before=one.made_on, document_type=DocumentType.AMENDMENT)
        made = replace(made, has_versions=bool(one.taken_back_ids))
        yield made if made.issued_on or minutes is None else replace(made, secrecy=minutes.secrecy)
    for taken in reversed(taken_back):
        yield Paper(
            taken.id,
            meeting,
            MeetingState.WITHDRAWN,
            digest=taken.printed,
            reason=taken.reason,
            reopened_on=taken.reopened_on,
            document_type=taken.document_type,
            document_id=taken.id,
            has_versions=taken.document_type is DocumentType.MINUTES or taken.id in of_amendments,
        )


def _paper(
    paper_id: str,
    meeting: Meeting,
    state: MeetingState,
    document: Document | None,
    *,
    not_before: date | None = None,
    document_type: DocumentType = DocumentType.MINUTES,
) -> Paper:
    return Paper(
        paper_id,
        meeting,
        state,
        reference=document.reference if document and document.number else "",
        issued_on=document.issued_on if document else None,
        digest=(document.issued or document.printed) if document else "",
        document_type=document_type,
        not_before=not_before,
        document_id=document.id if document else "",
        secrecy=document.secrecy if document else Secrecy.NONE,
    )


def _by_period(meeting: Meeting) -> tuple[date, date, str, date]:
    return meeting.period.last_on, meeting.period.first_on, meeting.period.code, meeting.held_on
