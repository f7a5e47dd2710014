"""Finding words anywhere in the book, with filters: quá hạn, đơn vị:"Công an", kỳ:2026-Q1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import Period, parse_code
from giaoban_desktop.domain.text import fold
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import search as search_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

_CONTEXT = 60
_UNIT = re.compile(r"(?<!\w)(?:đơn vị|don vi)\s*:\s*(?:[\"“](?P<quoted>[^\"”]*)[\"”]?|(?P<plain>\S+))", re.IGNORECASE)
_PERIOD = re.compile(r"(?<!\w)(?:kỳ|kì|ky|ki)\s*:\s*(?P<code>\S+)", re.IGNORECASE)
_OVERDUE = re.compile(r"(?<!\w)(?:quá hạn|qua han)(?!\w)", re.IGNORECASE)
_OF_DIRECTIVES = ("directive", "progress_note")
SIFTED = 1_000
"""So many of the best hits are looked at where a filter chooses among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its kind, the id of the row, the id of what it belongs to, its title, and the words around the hit."""

    kind: str
    row_id: str
    parent_id: str
    dated_on: str
    title: str
    context: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and what hits must be about."""

    words: str
    is_overdue: bool = False
    unit: str = ""
    period: Period | None = None

    @property
    def has_filter(self) -> bool:
        """True when not every hit will do."""
        return self.is_overdue or bool(self.unit) or self.period is not None


def read_query(text: str) -> Query:
    """The words and filters of what was typed. Raises: InputError for a period that is none."""
    left = unicodedata.normalize("NFC", text)
    unit, period = _UNIT.search(left), _PERIOD.search(left)
    found = Query(
        words="",
        is_overdue=_OVERDUE.search(left) is not None,
        unit=(unit.group("quoted") or unit.group("plain") or "").strip() if unit else "",
        period=parse_code(period.group("code").upper(), field="kỳ") if period else None,
    )
    for pattern in (_UNIT, _PERIOD, _OVERDUE):
        left = pattern.sub(" ", left)
    return Query(" ".join(left.split()), found.is_overdue, found.unit, found.period)


def find(db: Database, text: str, *, today: date, limit: int = 30) -> list[Found]:
    """The best hits for words with or without tone marks, exact marks first; only those that the filters let through.

    Filters alone find directives, and meetings where none asks for what is overdue. Raises: InputError.
    """
    query = read_query(text)
    if not query.has_filter:
        return _hits(db, query.words, limit)
    with db.snapshot():
        candidates = _hits(db, query.words, SIFTED) if query.words else _all(db)
        passes = _filter(db, query, today, candidates)
    found = [one for one in candidates if passes(one)][:limit]
    if not found and query.is_overdue and query.words:
        return _hits(db, text, limit)  # words of a text that somebody remembers: "giấy phép quá hạn"
    return found


def _hits(db: Database, words: str, limit: int) -> list[Found]:
    """The best hits; directives of meetings that were withdrawn stand in no list, and are not found either."""
    first, hits = _first(words), search_rows.find(db.connection, words, limit=limit)
    about = {hit.row_id if hit.kind == "directive" else hit.parent_id for hit in hits if hit.kind in _OF_DIRECTIVES}
    gone = directive_rows.gone_of(db, about) if about else frozenset()
    return [
        Found(hit.kind, hit.row_id, hit.parent_id or "", hit.dated_on, hit.title, _around(hit.text or hit.title, first))
        for hit in hits
        if not gone or not {hit.row_id, hit.parent_id} & gone
    ]


def _all(db: Database) -> list[Found]:
    """All directives and meetings, the newest first."""
    found = [
        Found("directive", one.id, one.meeting_id or "", one.given_on.isoformat(), one.text, "")
        for one in directive_rows.list_lines(db)
    ]
    found += [
        Found("meeting", one.id, "", one.held_on.isoformat(), one.title, one.place)
        for one in meeting_rows.list_meetings(db)
        if one.state is not MeetingState.WITHDRAWN
    ]
    return sorted(found, key=lambda one: one.dated_on, reverse=True)


def _filter(db: Database, query: Query, today: date, hits: Sequence[Found]) -> Callable[[Found], bool]:
    """Whether one of these hits is about what the filters ask for."""
    directives = {one.id: one for one in directive_rows.list_lines(db)}
    wanted = {unit.id for unit in unit_rows.list_units(db) if _is_named(query.unit, (unit.name, unit.label, unit.code))}
    units = search_rows.units_of(db, [hit.row_id for hit in hits]) if query.unit else {}
    helpers = directive_rows.helpers(db) if query.unit else {}

    def directive_of(hit: Found) -> DirectiveLine | None:
        return directives.get(hit.row_id if hit.kind == "directive" else hit.parent_id)

    def passes(hit: Found) -> bool:
        directive = directive_of(hit) if hit.kind in ("directive", "progress_note") else None
        if query.is_overdue and (directive is None or not directive.is_overdue(today)):
            return False
        if query.unit:
            about = units.get(hit.row_id, set())
            if directive is not None:
                about = {directive.lead_id, *helpers.get(directive.id, ())}
            if not about & wanted:
                return False
        if query.period is None:
            return True
        days = query.period.first_on.isoformat(), query.period.last_on.isoformat()
        return bool(hit.dated_on) and days[0] <= hit.dated_on <= days[1]

    return passes


def _is_named(words: str, names: Iterable[str]) -> bool:
    """True when a name has the words, with or without marks."""
    return bool(words) and any(fold(words) in fold(name) for name in names)


def context(text: str, words: str) -> str:
    """The part of a text around the first of the words, cut at blanks, with … where something was left out."""
    return _around(text, _first(words))


def _first(words: str) -> tuple[str, str]:
    """The first of the words that were looked for, as typed in small letters, and without marks."""
    return next(iter(words.lower().split()), ""), next(iter(fold(words).split()), "")


def _around(text: str, first: tuple[str, str]) -> str:
    line = " ".join(text.split())
    if len(line) <= 2 * _CONTEXT:
        return line
    typed, folded = first
    at = line.lower().find(typed) if typed else -1  # quicker than folding, and as a rule it is there
    if at < 0 and folded:
        at = fold(line).find(folded)
    # Folding keeps the count of characters nearly, which is enough to choose a window.
    start = max(0, at - _CONTEXT)
    piece = line[start : start + 2 * _CONTEXT]
    if start:
        piece = "…" + piece.partition(" ")[2]
    if start + 2 * _CONTEXT < len(line):
        piece = piece.rpartition(" ")[0] + "…"
    return piece
