"""Papers and packages that were made, as rows; their bytes lie in `blob` under their digest."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban_desktop.domain.documents import Document, DocumentState, DocumentType, Secrecy
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage.database import Database, Row, SqlValue
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import day, find_day


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A package that went up: its serial number in this office, period code, UTC instant, file name and digest."""

    id: str
    serial: int
    period: str
    made_at: str
    file_name: str
    digest: str


_SELECT = (
    "SELECT document.*, reason, reopened_on, level FROM document"
    " LEFT JOIN reopening ON reopening.document_id = document.id"
    " LEFT JOIN secrecy ON secrecy.document_id = document.id"
)


def save_document(db: Database, document: Document) -> None:
    """Keep a paper; inside an act."""
    db.save(
        "document",
        {
            "id": document.id,
            "document_type": document.document_type.value,
            "meeting_id": document.meeting_id,
            "symbol": document.symbol,
            "state": document.state.value,
            "content": document.content,
            "printed": document.printed,
            "number": document.number,
            "issued_on": day(document.issued_on),
            "issued": document.issued or None,
        },
    )
    reopened: list[dict[str, SqlValue]] = []
    if document.reopened_on is not None:
        day_of = document.reopened_on.isoformat()
        reopened.append({"id": document.id, "reason": document.reason, "reopened_on": day_of, "position": 0})
    db.save_children("reopening", "document_id", document.id, reopened)
    level = document.secrecy.value
    secrecy: list[dict[str, SqlValue]] = [{"id": document.id, "level": level, "position": 0}] if level else []
    db.save_children("secrecy", "document_id", document.id, secrecy)


@stored
def find_document(db: Database, meeting_id: str, document_type: DocumentType) -> Document | None:
    """The paper of a meeting that is ready or issued, or None."""
    row = db.row(
        f"{_SELECT} WHERE meeting_id = ? AND document_type = ? AND state <> 'withdrawn'",
        (meeting_id, document_type.value),
    )
    return _document(row) if row else None


@stored
def get_document(db: Database, document_id: str) -> Document:
    """One paper, whatever its state. Raises: UserError when there is none of that id."""
    row = db.row(f"{_SELECT} WHERE document.id = ?", (document_id,))
    if row is None:
        raise UserError("There is no paper {id}.", id=document_id)
    return _document(row)


@stored
def list_documents(db: Database) -> list[Document]:
    """All papers, oldest first."""
    return [_document(row) for row in db.rows(f"{_SELECT} ORDER BY document.id")]


def save_package(db: Database, package: PackageRecord) -> None:
    """Keep the record of a package that was written; inside an act."""
    db.save(
        "package",
        {
            "id": package.id,
            "serial": package.serial,
            "period": package.period,
            "made_at": package.made_at,
            "file_name": package.file_name,
            "digest": package.digest,
        },
    )


@stored
def list_packages(db: Database) -> list[PackageRecord]:
    """The packages that were made, oldest first."""
    return [
        PackageRecord(row["id"], row["serial"], row["period"], row["made_at"], row["file_name"], row["digest"])
        for row in db.rows("SELECT * FROM package ORDER BY serial")
    ]


def _document(row: Row) -> Document:
    return Document(
        id=row["id"],
        document_type=DocumentType(row["document_type"]),
        meeting_id=row["meeting_id"],
        symbol=row["symbol"],
        state=DocumentState(row["state"]),
        content=row["content"],
        printed=row["printed"],
        number=row["number"],
        issued_on=find_day(row["issued_on"]),
        issued=row["issued"] or "",
        reason=row["reason"] or "",
        reopened_on=find_day(row["reopened_on"]),
        secrecy=Secrecy(row["level"] or ""),
    )
