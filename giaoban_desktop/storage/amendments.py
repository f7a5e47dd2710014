"""Amendments of issued papers, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.amendments import Amendment, Replacement
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import read_day


def save_amendment(db: Database, amendment: Amendment) -> None:
    """Keep an amendment with what it puts right; inside an act."""
    db.save(
        "amendment",
        {
            "id": amendment.id,
            "meeting_id": amendment.meeting_id,
            "amends_id": amendment.amends_id,
            "document_id": amendment.document_id,
            "made_on": amendment.made_on.isoformat(),
            "reason": amendment.reason,
        },
    )
    db.save_children(
        "replacement",
        "amendment_id",
        amendment.id,
        [
            {"id": one.id, "place": one.place, "before": one.before, "after": one.after, "position": position}
            for position, one in enumerate(amendment.replacements)
        ],
    )
    db.save_children(
        "amendment_print",
        "amendment_id",
        amendment.id,
        [
            {"id": document_id, "document_id": document_id, "position": position}
            for position, document_id in enumerate(amendment.taken_back_ids)
        ],
    )


def delete_amendment(db: Database, amendment_id: str) -> None:
    """Take a draft out; inside an act."""
    db.save_children("replacement", "amendment_id", amendment_id, [])
    db.save_children("amendment_print", "amendment_id", amendment_id, [])
    db.delete("amendment", amendment_id)


@stored
def get_amendment(db: Database, amendment_id: str) -> Amendment:
    """One amendment. Raises: UserError when there is none of that id."""
    row = db.row("SELECT * FROM amendment WHERE id = ?", (amendment_id,))
    if row is None:
        raise UserError("There is no amendment {id}.", id=amendment_id)
    return _amendment(db, row)


@stored
def list_amendments(db: Database) -> list[Amendment]:
    """All amendments, oldest first."""
    return [_amendment(db, row) for row in db.rows("SELECT * FROM amendment ORDER BY id")]


def _amendment(db: Database, row: Row) -> Amendment:
    replacements = db.rows("SELECT * FROM replacement WHERE amendment_id = ? ORDER BY position", (row["id"],))
    prints = db.rows("SELECT document_id FROM amendment_print WHERE amendment_id = ? ORDER BY position", (row["id"],))
    return Amendment(
        id=row["id"],
        meeting_id=row["meeting_id"],
        amends_id=row["amends_id"],
        made_on=read_day(row["made_on"]),
        reason=row["reason"],
        replacements=tuple(Replacement(one["id"], one["before"], one["after"], one["place"]) for one in replacements),
        document_id=row["document_id"],
        taken_back_ids=tuple(one["document_id"] for one in prints),
    )
