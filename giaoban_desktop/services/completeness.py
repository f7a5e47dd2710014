"""Saying that the figures of a period are complete, locking them after issue, opening them again with a reason."""

from __future__ import annotations

from datetime import date

from giaoban_desktop.domain.completeness import Completeness, CompletenessState
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import completeness as rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


def find(db: Database, period: Period) -> Completeness | None:
    """What was said of a period; None while nothing was."""
    return rows.find_completeness(db, period)


def declare(db: Database, period: Period, on: date) -> Changes:
    """Say that the figures of a period are complete. Raises: UserError when they are locked."""
    kept = find(db, period)
    if kept is not None and kept.state is CompletenessState.LOCKED:
        raise UserError("The figures of {period} are locked already. Nothing was changed.", period=period.name)
    return _note(db, period, CompletenessState.COMPLETE, on)


def is_issued(db: Database, period: Period) -> bool:
    """True when minutes of the period are issued: then it may be locked."""
    return any(held.state is MeetingState.ISSUED for held in meeting_rows.list_about(db, period))


def lock(db: Database, period: Period, on: date) -> Changes:
    """Let nothing be typed for a period any more. Raises: UserError before its minutes are issued."""
    if not is_issued(db, period):
        raise UserError(
            "The minutes of {period} are not issued yet. Its figures can be locked after that.", period=period.name
        )
    return _note(db, period, CompletenessState.LOCKED, on)


def reopen(db: Database, period: Period, reason: str, on: date) -> Changes:
    """Let figures of a complete or locked period be typed again. Raises: InputError without a reason; UserError."""
    if find(db, period) is None:
        raise UserError("The figures of {period} are open. Nothing was changed.", period=period.name)
    return _note(db, period, CompletenessState.REOPENED, on, reason)


def refuse_locked(db: Database, period: Period) -> None:
    """Raises: UserError when a period, or one in which it lies, is locked."""
    locked = rows.locked_over(db, period)
    if locked is not None:
        raise UserError(
            "The figures of {period} are locked; nothing was changed. Open them again first, with the reason.",
            period=locked.name,
        )


def _note(db: Database, period: Period, state: CompletenessState, on: date, reason: str = "") -> Changes:
    kept = find(db, period)
    noted = Completeness(kept.id if kept else new_id(), period, state, on, reason)
    with db.act(f"figures.{state}", period.code):
        rows.save_completeness(db, noted)
    return changes.of(Kind.FIGURES, summary=period.code)
