"""The register of issued papers: looked through, numbers proposed in own series, numbers used twice told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain import documents as rules
from giaoban_desktop.domain import registers
from giaoban_desktop.domain.documents import DocumentType, Secrecy
from giaoban_desktop.domain.registers import Gap, NumberSeries, RegisterEntry
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import registers as rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Register:
    """All issued papers, the newest first; which share a number; which series are own, and what is missing there."""

    entries: tuple[RegisterEntry, ...]
    duplicates: frozenset[str]
    own: frozenset[NumberSeries]
    gaps: tuple[Gap, ...]


def read(db: Database) -> Register:
    """The register as it stands."""
    with db.snapshot():
        entries, own = rows.list_entries(db), rows.list_own(db)
    return Register(tuple(entries), registers.duplicates(entries), own, tuple(registers.gaps(entries, own)))


def declare(db: Database, series: NumberSeries, *, own: bool) -> Changes:
    """Say whether the office itself gives the numbers of a series."""
    with db.act("register.own", series.abbreviation):
        rows.save_own(db, series, own=own)
    return changes.of(Kind.DOCUMENTS, summary=series.abbreviation)


def proposed_number(db: Database, meeting_id: str, *, on: date, secrecy: Secrecy = Secrecy.NONE) -> str:
    """The next number for the minutes of a meeting where their series is the office's own, else ""."""
    series = _series(db, meeting_id, secrecy)
    if series not in rows.list_own(db):
        return ""
    return registers.next_number(rows.list_entries(db), series, on.year)


def bearing(
    db: Database, meeting_id: str, number: str, *, on: date, secrecy: Secrecy = Secrecy.NONE
) -> list[RegisterEntry]:
    """The papers that bear the number already which the minutes of a meeting are to get. Raises: InputError."""
    series = _series(db, meeting_id, secrecy)
    return registers.bearing(rows.list_entries(db), series, on.year, rules.parse_document_number(number))


def _series(db: Database, meeting_id: str, secrecy: Secrecy) -> NumberSeries:
    host_id = meeting_rows.get_meeting(db, meeting_id).host_id
    return NumberSeries(host_id, DocumentType.MINUTES.abbreviation, secrecy is not Secrecy.NONE)
