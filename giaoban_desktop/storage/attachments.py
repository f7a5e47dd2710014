"""Attachments as rows of the book; their bytes are in the companion file (`attachment_file`)."""

from __future__ import annotations

from giaoban_desktop.domain.attachments import DEFAULT_MEGABYTES, Attachment, Holder, MediaType
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import read_day


def save_attachment(db: Database, attachment: Attachment) -> None:
    """Keep that a file belongs to something; inside an act."""
    db.save(
        "attachment",
        {
            "id": attachment.id,
            **{f"{holder}_id": attachment.holder_id if holder is attachment.holder else None for holder in Holder},
            "file_name": attachment.file_name,
            "media_type": attachment.media_type.value,
            "size": attachment.size,
            "digest": attachment.digest,
            "added_on": attachment.added_on.isoformat(),
        },
    )


def delete_attachment(db: Database, attachment_id: str) -> None:
    """Take an attachment away from what it belongs to; inside an act. The bytes stay, as the log names them."""
    db.delete("attachment", attachment_id)


@stored
def list_of(db: Database, holder: Holder, holder_id: str) -> list[Attachment]:
    """The attachments of one paper, meeting or note, in the order in which they were added."""
    rows = db.rows(f"SELECT * FROM attachment WHERE {holder.value}_id = ? ORDER BY id", (holder_id,))
    return [_attachment(row) for row in rows]


@stored
def list_of_directive(db: Database, directive_id: str) -> list[Attachment]:
    """The attachments of all notes of a directive."""
    rows = db.rows(
        "SELECT attachment.* FROM attachment JOIN progress_note ON progress_note.id = attachment.note_id"
        " WHERE progress_note.directive_id = ? ORDER BY attachment.id",
        (directive_id,),
    )
    return [_attachment(row) for row in rows]


@stored
def list_all(db: Database) -> list[Attachment]:
    """All attachments, in the order in which they were added."""
    return [_attachment(row) for row in db.rows("SELECT * FROM attachment ORDER BY id")]


def megabytes(db: Database) -> int:
    """How large an attachment of this office may be."""
    row = db.row("SELECT megabytes FROM attachment_limit")
    return int(row["megabytes"]) if row else DEFAULT_MEGABYTES


def save_megabytes(db: Database, value: int) -> None:
    """Keep how large an attachment may be; inside an act."""
    db.save("attachment_limit", {"id": db.owner_id, "megabytes": value})


def _attachment(row: Row) -> Attachment:
    holder = next(one for one in Holder if row[f"{one.value}_id"] is not None)
    return Attachment(
        id=row["id"],
        holder=holder,
        holder_id=row[f"{holder.value}_id"],
        file_name=row["file_name"],
        media_type=MediaType(row["media_type"]),
        size=row["size"],
        digest=row["digest"],
        added_on=read_day(row["added_on"]),
    )
