"""Which annex goes with the minutes of a meeting, as rows."""

from __future__ import annotations

import json
from dataclasses import replace

from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import MeetingState
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


def replace_code(db: Database, code: str, new: str | None) -> bool:
    """Give an indicator another code in the charts of drafts, or take it out of them; inside an act.

    True when any was changed. What goes with frozen minutes stays as it was printed.
    """
    rows = db.rows(
        "SELECT annex.* FROM annex JOIN meeting ON meeting.id = annex.meeting_id WHERE meeting.state = ?",
        (MeetingState.DRAFT.value,),
    )
    found = [annex for annex in map(_annex, rows) if code in annex.charts]
    for annex in found:
        charts = (new if one == code else one for one in annex.charts)
        save_annex(db, replace(annex, charts=tuple(dict.fromkeys(filter(None, charts)))))
    return bool(found)


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
