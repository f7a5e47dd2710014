"""Which annex goes with the minutes of a meeting, as rows."""

from __future__ import annotations

import json

from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored


def save_annex(db: Database, annex: AttachedAnnex) -> None:
    """Keep what goes with the minutes of a meeting; inside an act."""
    row = _row(db, annex.meeting_id)
    db.save(
        "annex",
        {
            "id": row["id"] if row else new_id(),
            "meeting_id": annex.meeting_id,
            "charts": json.dumps(annex.charts, ensure_ascii=False),
            "has_check_sheet": int(annex.has_check_sheet),
        },
    )


def delete_annex(db: Database, meeting_id: str) -> None:
    """Let the minutes of a meeting go without an annex; inside an act."""
    row = _row(db, meeting_id)
    if row is not None:
        db.delete("annex", row["id"])


@stored
def find_annex(db: Database, meeting_id: str) -> AttachedAnnex | None:
    """What goes with the minutes of a meeting, or None."""
    row = _row(db, meeting_id)
    return _annex(row) if row else None


@stored
def last_annex(db: Database) -> AttachedAnnex | None:
    """The annex of the newest period that has one, or None."""
    row = db.row(
        "SELECT annex.* FROM annex JOIN meeting ON meeting.id = annex.meeting_id"
        " WHERE meeting.state <> 'withdrawn' ORDER BY meeting.period_last_on DESC, annex.id DESC LIMIT 1"
    )
    return _annex(row) if row else None


def _row(db: Database, meeting_id: str) -> Row | None:
    return db.row("SELECT * FROM annex WHERE meeting_id = ?", (meeting_id,))


def _annex(row: Row) -> AttachedAnnex:
    return AttachedAnnex(row["meeting_id"], tuple(json.loads(row["charts"])), bool(row["has_check_sheet"]))
