"""What is half typed: kept outside the record until the field is left, and offered again after a crash."""

from __future__ import annotations

from giaoban_desktop.storage import drafts as draft_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.drafts import Draft as Draft


def keep(db: Database, place: str, label: str, text: str) -> None:
    """Remember what stands in a field that is still being typed in."""
    draft_rows.save_draft(db, Draft(place, label, text, db.clock()))


def drop(db: Database, place: str) -> None:
    """Forget a field that was left: what stood in it is in the record, or was given up."""
    draft_rows.delete_draft(db, place)


def listed(db: Database) -> list[Draft]:
    """What was half typed when the program stopped last, the newest first."""
    return draft_rows.list_drafts(db)
