"""What minutes said when they were printed, beside what they say now."""

from __future__ import annotations

from giaoban_desktop.domain.documents import DocumentType
from giaoban_desktop.domain.wording import Pair, compare
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import documents
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage.database import Database


def compared_with_now(db: Database, paper: Paper) -> list[Pair]:
    """The paragraphs of a print that was taken back beside those of the minutes as they stand now.

    Raises: UserError when the paper is no print that was taken back.
    """
    from giaoban_desktop.papers.content import Content  # only who compares pays for it

    kept = next((one for one in document_rows.list_documents(db) if one.id == paper.id), None)
    if kept is None or kept.document_type is not DocumentType.MINUTES:
        raise UserError("Only a print that was taken back can be compared with the minutes as they are now.")
    before = Content.from_json(db.kept_bytes(kept.content).decode())
    return compare(before.texts, documents.minutes_content(db, paper.meeting.id).texts)
