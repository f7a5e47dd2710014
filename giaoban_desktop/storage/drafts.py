"""What is being typed, as rows: outside every act, one second old at most, gone when it is kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from giaoban_desktop.storage import faults
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of one field as it was typed, not as it is kept. `place` names the field, `label` tells it to people."""

    place: str
    label: str
    text: str
    at: datetime


def list_drafts(db: Database) -> list[Draft]:
    """What was being typed, the newest first."""
    rows = db.rows("SELECT place, label, text, at FROM draft_field ORDER BY at DESC, place")
    return [Draft(row["place"], row["label"], row["text"], datetime.fromisoformat(row["at"])) for row in rows]


def is_any_below(db: Database, start: str) -> bool:
    """True when something is half typed at a place that begins so."""
    return db.row("SELECT 1 FROM draft_field WHERE substr(place, 1, ?) = ? LIMIT 1", (len(start), start)) is not None


def save_draft(db: Database, draft: Draft) -> None:
    """Keep what is being typed at a place, in the stead of what was typed there before."""
    with faults.plain_words(db.path):
        db.connection.execute(
            "INSERT INTO draft_field (place, label, text, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (place) DO UPDATE SET label = excluded.label, text = excluded.text, at = excluded.at",
            (draft.place, draft.label, draft.text, draft.at.astimezone(UTC).isoformat(timespec="seconds")),
        )


def delete_draft(db: Database, place: str) -> None:
    """Forget what was being typed at a place."""
    with faults.plain_words(db.path):
        db.connection.execute("DELETE FROM draft_field WHERE place = ?", (place,))
