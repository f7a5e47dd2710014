"""Directives with their coordinating units and progress notes, as rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from giaoban_desktop.domain.directives import Deadline, Directive, DirectiveState, Extension, ProgressNote
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage.database import Database, Row, SqlValue
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.figures import STANDS
from giaoban_desktop.storage.values import day, find_day, read_day, read_period


def save_directive(db: Database, directive: Directive) -> None:
    """Keep a directive with everything that belongs to it; inside an act."""
    deadline = directive.deadline
    db.save(
        "directive",
        {
            "id": directive.id,
            "text": directive.text,
            "given_on": directive.given_on.isoformat(),
            "given_by": directive.given_by,
            "meeting_id": directive.meeting_id,
            "plan": directive.plan,
            "lead_id": directive.lead_id,
            "all_forces": int(directive.all_forces),
            "due_on": day(deadline.due_on) if deadline else None,
            "deadline_words": deadline.words if deadline else "",
            "deadline_period": deadline.period.code if deadline and deadline.period else None,
            "standing": int(directive.standing),
            "state": directive.state.value,
            "closed_on": day(directive.closed_on),
            "position": directive.order,
        },
    )
    coordinators: list[dict[str, SqlValue]] = [
        {"id": f"{directive.id}:{unit_id}", "unit_id": unit_id, "position": position}
        for position, unit_id in enumerate(directive.coordinating_ids)
    ]
    db.save_children("directive_coordinator", "directive_id", directive.id, coordinators)
    notes: list[dict[str, SqlValue]] = [
        {
            "id": note.id,
            "noted_on": note.noted_on.isoformat(),
            "by": note.by,
            "text": note.text,
            "state": note.state.value if note.state else None,
            "position": position,
        }
        for position, note in enumerate(directive.notes)
    ]
    db.save_children("progress_note", "directive_id", directive.id, notes)
    extensions: list[dict[str, SqlValue]] = [
        {
            "id": one.id,
            "agreed_on": one.agreed_on.isoformat(),
            "due_on": one.before.due_on.isoformat(),
            "deadline_words": one.before.words,
            "deadline_period": one.before.period.code if one.before.period else None,
            "reason": one.reason,
            "agreed_by": one.agreed_by,
            "position": position,
        }
        for position, one in enumerate(directive.extensions)
    ]
    db.save_children("extension", "directive_id", directive.id, extensions)


@stored
def get_directive(db: Database, directive_id: str) -> Directive:
    """One directive. Raises: UserError when there is none of that id."""
    found = _listed(db, "id = ?", (directive_id,))
    if not found:
        raise UserError("There is no directive {id}.", id=directive_id)
    return found[0]


@stored
def list_directives(db: Database) -> list[Directive]:
    """All directives that stand (not those of withdrawn meetings), by day and their order in the meeting."""
    return _listed(db, STANDS, ())


@stored
def list_due(db: Database, until: date, *, as_of: date) -> list[Directive]:
    """The directives that stand, have a last day up to `until`, and were not closed on a day."""
    condition = f"{STANDS} AND due_on <= ? AND (closed_on IS NULL OR closed_on > ?)"
    return _listed(db, condition, (until.isoformat(), as_of.isoformat()))


@stored
def count_standing(db: Database) -> int:
    """How many directives stand."""
    return int(db.rows(f"SELECT count(*) FROM directive WHERE {STANDS}")[0][0])


@stored
def list_of_meeting(db: Database, meeting_id: str) -> list[Directive]:
    """The directives given in a meeting, in their order."""
    return _listed(db, "meeting_id = ?", (meeting_id,))


def _listed(db: Database, condition: str, parameters: tuple[str, ...]) -> list[Directive]:
    rows = db.rows(f"SELECT * FROM directive WHERE {condition} ORDER BY given_on, position, id", parameters)
    wanted = f"directive_id IN (SELECT id FROM directive WHERE {condition})"
    coordinators: defaultdict[str, list[str]] = defaultdict(list)
    for row in db.rows(f"SELECT * FROM directive_coordinator WHERE {wanted} ORDER BY position", parameters):
        coordinators[row["directive_id"]].append(row["unit_id"])
    notes: defaultdict[str, list[ProgressNote]] = defaultdict(list)
    for row in db.rows(f"SELECT * FROM progress_note WHERE {wanted} ORDER BY position", parameters):
        state = DirectiveState(row["state"]) if row["state"] else None
        notes[row["directive_id"]].append(
            ProgressNote(row["id"], read_day(row["noted_on"]), row["text"], row["by"], state)
        )
    extensions: defaultdict[str, list[Extension]] = defaultdict(list)
    for row in db.rows(f"SELECT * FROM extension WHERE {wanted} ORDER BY position", parameters):
        extensions[row["directive_id"]].append(
            Extension(row["id"], read_day(row["agreed_on"]), _deadline(row), row["reason"], row["agreed_by"])
        )
    return [_directive(row, coordinators[row["id"]], notes[row["id"]], tuple(extensions[row["id"]])) for row in rows]


def _deadline(row: Row) -> Deadline:
    period = read_period(row["deadline_period"]) if row["deadline_period"] else None
    return Deadline(read_day(row["due_on"]), row["deadline_words"], period)


def _directive(
    row: Row, coordinators: list[str], notes: list[ProgressNote], extensions: tuple[Extension, ...]
) -> Directive:
    deadline = _deadline(row) if row["due_on"] else None
    return Directive(
        id=row["id"],
        text=row["text"],
        given_on=read_day(row["given_on"]),
        given_by=row["given_by"],
        meeting_id=row["meeting_id"],
        plan=row["plan"],
        lead_id=row["lead_id"],
        coordinating_ids=tuple(coordinators),
        all_forces=bool(row["all_forces"]),
        deadline=deadline,
        standing=bool(row["standing"]),
        state=DirectiveState(row["state"]),
        closed_on=find_day(row["closed_on"]),
        order=row["position"],
        notes=tuple(notes),
        extensions=extensions,
    )
