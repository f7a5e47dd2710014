"""How regularly the office meets, and what and who usually belongs to a meeting, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from giaoban_desktop.domain.meetings import AgendaItem
from giaoban_desktop.domain.series import Cycle
from giaoban_desktop.storage.database import Database, SqlValue
from giaoban_desktop.storage.faults import stored


def save_cycle(db: Database, cycle: Cycle | None) -> None:
    """Keep how regularly the office meets, None to forget it; inside an act."""
    rows: list[dict[str, SqlValue]] = []
    if cycle is not None:
        rows = [{"id": f"{db.owner_id}:cycle", "cycle": cycle.value}]
    _keep_all(db, "meeting_cycle", rows)


@stored
def find_cycle(db: Database) -> Cycle | None:
    """How regularly the office meets; None where it did not say."""
    row = db.row("SELECT cycle FROM meeting_cycle WHERE owner_id = ?", (db.owner_id,))
    return Cycle(row["cycle"]) if row else None


def save_agenda(db: Database, items: Sequence[AgendaItem]) -> None:
    """Keep what is usually gone through, in order; inside an act."""
    rows: list[dict[str, SqlValue]] = [
        {"id": item.id, "title": item.title, "presenter": item.presenter, "position": position}
        for position, item in enumerate(items)
    ]
    _keep_all(db, "usual_agenda_item", rows)


@stored
def list_agenda(db: Database) -> list[AgendaItem]:
    """What is usually gone through, in order."""
    rows = db.rows("SELECT * FROM usual_agenda_item WHERE owner_id = ? ORDER BY position", (db.owner_id,))
    return [AgendaItem(row["id"], row["title"], row["presenter"]) for row in rows]


def save_people(db: Database, person_ids: Sequence[str]) -> None:
    """Keep who usually comes, in order; inside an act."""
    rows: list[dict[str, SqlValue]] = [
        {"id": f"usual:{person_id}", "person_id": person_id, "position": position}
        for position, person_id in enumerate(person_ids)
    ]
    _keep_all(db, "usual_participant", rows)


@stored
def list_people(db: Database) -> list[str]:
    """The ids of the people who usually come, in order."""
    rows = db.rows("SELECT person_id FROM usual_participant WHERE owner_id = ? ORDER BY position", (db.owner_id,))
    return [row["person_id"] for row in rows]


def _keep_all(db: Database, table: str, rows: Sequence[Mapping[str, SqlValue]]) -> None:
    """Make these all the rows that the office has in a table."""
    kept = {row["id"] for row in rows}
    for present in db.rows(f"SELECT id FROM {table} WHERE owner_id = ?", (db.owner_id,)):
        if present["id"] not in kept:
            db.delete(table, present["id"])
    for row in rows:
        db.save(table, row)
