"""Directives with all that belongs to them, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.directives import (
    Deadline,
    Directive,
    DirectiveState,
    Extension,
    Occurrence,
    ProgressNote,
)
from giaoban_desktop.domain.recurrence import Every, Recurrence, recurrence_of
from giaoban_desktop.errors import UserError
from giaoban_desktop.storage import attachments
from giaoban_desktop.storage.database import Database, Row, SqlValue
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.figures import STANDS
from giaoban_desktop.storage.values import day, find_day, read_day, read_period

LINES_SQL = (
    "SELECT directive.id, text, given_on, meeting_id, lead_id, all_forces, due_on, standing, state, closed_on,"
    f" urgency.id FROM directive LEFT JOIN urgency ON directive_id = directive.id WHERE {STANDS}"
    " ORDER BY given_on, directive.position, directive.id"
)
"""The bare query behind `list_lines`; the benchmark runs it by itself."""
_STATES = {state.value: state for state in DirectiveState}


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
    for table, rows in _further(directive).items():
        db.save_children(table, "directive_id", directive.id, rows)


def remove_directive(db: Database, directive_id: str) -> None:
    """Take a directive out with everything that belongs to it; inside an act."""
    for attachment in attachments.list_of_directive(db, directive_id):
        attachments.delete_attachment(db, attachment.id)
    for table in _CHILDREN:
        db.save_children(table, "directive_id", directive_id, [])
    db.delete("directive", directive_id)


def _further(directive: Directive) -> dict[str, list[dict[str, SqlValue]]]:
    """The rows of what few directives have, by table."""
    recurrence = directive.recurrence
    rows: dict[str, list[dict[str, SqlValue]]] = {
        "recurrence": [{"every": recurrence.every.value, "day": recurrence.day, "words": recurrence.words}]
        if recurrence
        else [],
        "urgency": [{}] if directive.urgent else [],
        "general": [{}] if directive.general else [],
        "succession": [{"id": f"{directive.id}:{one}", "successor_id": one} for one in directive.carried_on_ids],
        "occurrence": [
            {"id": one.id, "due_on": one.due_on.isoformat(), "done_on": one.done_on.isoformat()}
            for one in directive.occurrences
        ],
        "origin": [{"statement_id": directive.statement_id}] if directive.statement_id else [],
        "evidence": [
            {"id": note.id, "note_id": note.id, "reference": note.evidence} for note in directive.notes if note.evidence
        ],
    }
    return {
        table: [{"id": directive.id, **row, "position": position} for position, row in enumerate(found)]
        for table, found in rows.items()
    }


_CHILDREN = (
    "directive_coordinator",
    "evidence",
    "progress_note",
    "extension",
    "recurrence",
    "urgency",
    "general",
    "succession",
    "occurrence",
    "origin",
)
"""The tables whose rows belong to one directive."""


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
def recurrences(db: Database) -> dict[str, Recurrence]:
    """How those directives come again that do, by their ids."""
    rows = db.rows("SELECT directive_id, every, day, words FROM recurrence")
    return {row["directive_id"]: recurrence_of(Every(row["every"]), row["day"], row["words"]) for row in rows}


@stored
def list_lines(db: Database) -> list[DirectiveLine]:
    """What lists show of all directives that stand, in the order of `list_directives`."""
    rows = db.rows(LINES_SQL)
    return [
        DirectiveLine(
            line_id,
            text,
            read_day(given),
            meeting_id,
            lead_id,
            bool(everyone),
            find_day(due),
            bool(standing),
            _STATES[state],
            find_day(closed),
            urgent is not None,
        )
        for line_id, text, given, meeting_id, lead_id, everyone, due, standing, state, closed, urgent in rows
    ]


@stored
def list_beside(db: Database, directive: Directive) -> list[Directive]:
    """The directives that carry one on, and those that it carries on."""
    beside = "SELECT directive_id FROM succession WHERE successor_id = ?"
    beside += " UNION SELECT successor_id FROM succession WHERE directive_id = ?"
    return _listed(db, f"id IN ({beside})", (directive.id, directive.id))


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
    children: Children = {}
    for table in _CHILDREN:
        of_one = children[table] = defaultdict(list)
        for row in db.rows(f"SELECT * FROM {table} WHERE {wanted} ORDER BY position", parameters):
            of_one[row["directive_id"]].append(row)
    return [_directive(row, children) for row in rows]


def _deadline(row: Row) -> Deadline:
    period = read_period(row["deadline_period"]) if row["deadline_period"] else None
    return Deadline(read_day(row["due_on"]), row["deadline_words"], period)


Children = dict[str, defaultdict[str, list[Row]]]
"""The rows of what belongs to directives: by table, then by the directive's id."""


def _directive(row: Row, children: Children) -> Directive:
    directive_id = row["id"]
    found = {table: rows[directive_id] for table, rows in children.items() if directive_id in rows}
    return Directive(
        id=directive_id,
        text=row["text"],
        given_on=read_day(row["given_on"]),
        given_by=row["given_by"],
        meeting_id=row["meeting_id"],
        plan=row["plan"],
        lead_id=row["lead_id"],
        all_forces=bool(row["all_forces"]),
        deadline=_deadline(row) if row["due_on"] else None,
        standing=bool(row["standing"]),
        state=DirectiveState(row["state"]),
        closed_on=find_day(row["closed_on"]),
        order=row["position"],
        **(_belonging(found) if found else {}),
    )


def _belonging(found: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The fields of a directive that stand in tables of their own."""
    evidence = {one["note_id"]: one["reference"] for one in found.get("evidence", ())}
    again = found.get("recurrence")
    origin = found.get("origin")
    return {
        "coordinating_ids": tuple(one["unit_id"] for one in found.get("directive_coordinator", ())),
        "notes": tuple(_note(one, evidence) for one in found.get("progress_note", ())),
        "extensions": tuple(
            Extension(one["id"], read_day(one["agreed_on"]), _deadline(one), one["reason"], one["agreed_by"])
            for one in found.get("extension", ())
        ),
        "urgent": "urgency" in found,
        "general": "general" in found,
        "recurrence": recurrence_of(Every(again[0]["every"]), again[0]["day"], again[0]["words"]) if again else None,
        "occurrences": tuple(
            Occurrence(one["id"], read_day(one["due_on"]), read_day(one["done_on"]))
            for one in found.get("occurrence", ())
        ),
        "carried_on_ids": tuple(one["successor_id"] for one in found.get("succession", ())),
        "statement_id": origin[0]["statement_id"] if origin else None,
    }


def _note(row: Row, evidence: Mapping[str, str]) -> ProgressNote:
    state = DirectiveState(row["state"]) if row["state"] else None
    return ProgressNote(
        row["id"], read_day(row["noted_on"]), row["text"], row["by"], state, evidence.get(row["id"], "")
    )
