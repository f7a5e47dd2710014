"""The wordings that a paper had: as it was printed each time, and as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giaoban_desktop.domain.amendments import Amendment
from giaoban_desktop.domain.documents import Document, DocumentState, DocumentType
from giaoban_desktop.domain.wording import Pair, compare
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import amendments, documents
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.storage import amendments as amendment_rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.papers.content import Content


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a paper: a print of it, or what it says now (`document` is None while that is a draft)."""

    document: Document | None = None

    @property
    def is_taken_back(self) -> bool:
        """True for a print that was taken back to be corrected."""
        return self.document is not None and self.document.state is DocumentState.WITHDRAWN


def versions(db: Database, paper: Paper) -> list[Version]:
    """The wordings of a paper, whichever of them is asked about: its prints, the oldest first, then what holds now."""
    if paper.is_minutes:
        prints = _minutes(db, paper.meeting.id)
        holding = document_rows.find_document(db, paper.meeting.id, DocumentType.MINUTES)
        return [*map(Version, prints), Version(holding)]
    amendment = _amendment(db, paper)
    if amendment is None:
        return [Version(document_rows.get_document(db, paper.id))]
    known = [*amendment.taken_back_ids, *([amendment.document_id] if amendment.document_id else [])]
    found = [Version(document_rows.get_document(db, one)) for one in known]
    return found if amendment.document_id else [*found, Version()]


def compared(db: Database, paper: Paper, before: Version, after: Version) -> list[Pair]:
    """The paragraphs of two wordings of a paper beside each other. Raises: UserError when one cannot be read."""
    return compare(_content(db, paper, before).texts, _content(db, paper, after).texts)


def _content(db: Database, paper: Paper, version: Version) -> Content:
    if version.document is not None:
        from giaoban_desktop.papers.content import Content  # only who compares pays for it

        return Content.from_json(db.kept_bytes(version.document.content).decode())
    if paper.is_minutes:
        return documents.minutes_content(db, paper.meeting.id)
    amendment = _amendment(db, paper)
    if amendment is None:
        raise UserError("There is no paper {id}.", id=paper.id)
    return amendments.content(db, amendment)


def _minutes(db: Database, meeting_id: str) -> list[Document]:
    """The prints of minutes that were taken back, the oldest first."""
    return [
        one
        for one in document_rows.list_documents(db)
        if one.meeting_id == meeting_id
        and one.document_type is DocumentType.MINUTES
        and one.state is DocumentState.WITHDRAWN
    ]


def _amendment(db: Database, paper: Paper) -> Amendment | None:
    """The amendment that a paper is, or was a print of; None when it is not known any more."""
    return next(
        (
            one
            for one in amendment_rows.list_amendments(db)
            if one.id == paper.id or paper.document_id in (one.document_id, *one.taken_back_ids)
        ),
        None,
    )
