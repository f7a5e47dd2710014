"""Attachments: signed scans of papers, photographs and reports of meetings, evidence of progress notes.

The bytes go into the companion file first, then an act of the book names them: cut off between the two, a few bytes
lie there that nobody names, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban_desktop.domain.attachments import (
    MEGABYTE,
    MOST_MEGABYTES,
    Attachment,
    Holder,
    MediaType,
    check_megabytes,
)
from giaoban_desktop.domain.documents import DocumentState
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import attachment_file
from giaoban_desktop.storage import attachments as rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.services.attachment_files import Prepared

_KIND = {Holder.DOCUMENT: Kind.DOCUMENTS, Holder.MEETING: Kind.MEETINGS, Holder.NOTE: Kind.DIRECTIVES}


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie in the companion file and that an act may name."""

    file_name: str
    media_type: MediaType
    size: int
    digest: str


def store(database: Path, prepared: Prepared, *, megabytes: int) -> Stored:
    """Keep the bytes of a prepared file beside a book; long work, needs no open book.

    Raises: InputError when it is larger than the office takes, StorageError.
    """
    if prepared.size > megabytes * MEGABYTE:
        raise InputError(
            "{file} has {size} MB; this office takes {limit} MB (Settings, The office; {most} at most). Nothing was"
            " attached. Make it smaller, or attach it in parts.",
            field="file",
            file=prepared.file_name,
            size=f"{prepared.size / MEGABYTE:.1f}".replace(".", ","),
            limit=megabytes,
            most=MOST_MEGABYTES,
        )
    digest = attachment_file.keep(attachment_file.beside(database), prepared.content)
    return Stored(prepared.file_name, prepared.media_type, prepared.size, digest)


def read(database: Path, attachment: Attachment) -> bytes:
    """The bytes of an attachment; needs no open book. Raises: UserError when they are missing or damaged."""
    try:
        return attachment_file.kept(attachment_file.beside(database), attachment.digest)
    except StorageError as error:  # nothing was to be written, and nothing is lost
        raise UserError(error.message, **error.fields) from error


def attach_scan(db: Database, document_id: str, stored: Stored, *, on: date) -> Changes:
    """The scan of a paper as it was signed. Raises: UserError when there is no such paper, it was taken back meanwhile,
    or the same is attached.
    """
    if document_rows.get_document(db, document_id).state is DocumentState.WITHDRAWN:
        raise UserError("This print was taken back meanwhile. Nothing was attached; scan the one that is signed.")
    return _attach(db, Holder.DOCUMENT, document_id, [stored], on)


def attach_to_meeting(db: Database, meeting_id: str, stored: Stored, *, on: date) -> Changes:
    """A photograph of a meeting, or a report that was handed in. Raises: UserError."""
    meeting_rows.get_meeting(db, meeting_id)
    return _attach(db, Holder.MEETING, meeting_id, [stored], on)


def attach_evidence(db: Database, note_id: str, stored: Sequence[Stored], *, on: date) -> Changes:
    """What shows that a progress note is true. Joins the act in which the note is written."""
    return _attach(db, Holder.NOTE, note_id, stored, on)


def remove(db: Database, attachment: Attachment) -> Changes:
    """Take an attachment away; its bytes stay beside the book, so that this can be taken back."""
    with db.act("attachment.remove", attachment.file_name):
        rows.delete_attachment(db, attachment.id)
    return changes.of(_KIND[attachment.holder], summary=attachment.file_name)


def scans_of(db: Database, document_id: str) -> list[Attachment]:
    """The signed scans of a paper."""
    return rows.list_of(db, Holder.DOCUMENT, document_id)


def of_meeting(db: Database, meeting_id: str) -> list[Attachment]:
    """The photographs and reports of a meeting."""
    return rows.list_of(db, Holder.MEETING, meeting_id)


def evidence_of(db: Database, directive_id: str) -> Mapping[str, list[Attachment]]:
    """What is attached to the progress notes of a directive, by note."""
    found: dict[str, list[Attachment]] = {}
    for attachment in rows.list_of_directive(db, directive_id):
        found.setdefault(attachment.holder_id, []).append(attachment)
    return found


def megabytes(db: Database) -> int:
    """How large an attachment of this office may be."""
    return rows.megabytes(db)


def set_megabytes(db: Database, value: int) -> Changes:
    """Set how large an attachment may be, from 1 to 20 MB. Raises: InputError."""
    with db.act("attachment.limit", str(value)):
        rows.save_megabytes(db, check_megabytes(value))
    return changes.of(Kind.OFFICE, summary=str(value))


def _attach(db: Database, holder: Holder, holder_id: str, files: Sequence[Stored], on: date) -> Changes:
    names = ", ".join(one.file_name for one in files)
    with db.act("attachment.add", names):
        present = {one.digest for one in rows.list_of(db, holder, holder_id)}
        for one in files:
            if one.digest in present:
                raise InputError("{file} is attached here already.", field="file", file=one.file_name)
            present.add(one.digest)
            made = Attachment(new_id(), holder, holder_id, one.file_name, one.media_type, one.size, one.digest, on)
            rows.save_attachment(db, made)
    return changes.of(_KIND[holder], summary=names)
