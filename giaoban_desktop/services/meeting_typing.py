"""What is typed into a meeting, kept as far as it fits: one value that is refused does not hold back the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace

from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.services import meetings
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.storage.database import Database

_ABOUT = ("period", "kind", "title", "counted_from", "counted_to")
"""What follows the period goes with it."""
_PAIRS = (("counted_from", "counted_to"), ("starts_at", "ends_at", "ends_on"))


@dataclass(slots=True)
class Kept:
    """What became of the values that were typed: those that were refused, by their fields, with the reason."""

    refused: dict[str, UserError] = field(default_factory=dict)


def save(db: Database, typed: Meeting, kept: Kept) -> Changes:
    """Keep a draft as `meetings.save` does; where that refuses it, keep every value that is not refused by itself.

    `kept` is told which were refused. Raises: UserError when nothing of it can be kept.
    """
    try:
        return meetings.save(db, typed)
    except StorageError:
        raise
    except UserError as error:
        first = error
    before = fitting = meetings.get(db, typed.id)
    for names in _changed(before, typed):
        values = {name: getattr(typed, name) for name in names}
        try:
            candidate = replace(fitting, **values)
            _try(db, candidate)
        except StorageError:
            raise
        except UserError as error:
            kept.refused[names[0]] = error
        else:
            fitting = candidate
    if fitting == before:
        raise first
    return meetings.save(db, fitting)


def _changed(before: Meeting, typed: Meeting) -> Iterator[tuple[str, ...]]:
    """The fields that differ, those together that only make sense together."""
    left = [one.name for one in fields(Meeting) if getattr(before, one.name) != getattr(typed, one.name)]
    groups = (_ABOUT, *_PAIRS) if "period" in left else _PAIRS
    for group in groups:
        found = tuple(name for name in group if name in left)
        if found:
            yield found
        left = [name for name in left if name not in group]
    yield from ((name,) for name in left)


class _Tried(Exception):  # noqa: N818 - no error: it takes back what was only tried
    pass


def _try(db: Database, candidate: Meeting) -> None:
    """Save it and take that back. Raises: UserError when it is refused."""
    try:
        with db.act("meeting.save", ""):
            meetings.save(db, candidate)
            raise _Tried
    except _Tried:
        pass
