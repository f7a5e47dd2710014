"""Finding words anywhere in the book, with filters: quá hạn, đơn vị:"Công an", kỳ:2026-Q1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.periods import Period, parse_code
from giaoban_desktop.domain.text import fold, marked, name_sort_key
from giaoban_desktop.storage import search as search_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.search import Hit
from giaoban_desktop.storage.search_filters import Filters

_CONTEXT = 60
_UNIT = re.compile(r"(?<!\w)(?:đơn vị|don vi)\s*:\s*(?:[\"“](?P<quoted>[^\"”]*)[\"”]?|(?P<plain>\S+))", re.IGNORECASE)
_PERIOD = re.compile(r"(?<!\w)(?:kỳ|kì|ky|ki)\s*:\s*(?P<code>\S+)", re.IGNORECASE)
_OVERDUE = re.compile(r"(?<!\w)(?:quá hạn|qua han)(?!\w)", re.IGNORECASE)


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
        return _found(search_rows.find(db.connection, query.words, limit=limit), query.words)
    with db.snapshot():
        filters = Filters(_unit_ids(db, query.unit), query.period, today if query.is_overdue else None)
        if query.words:
            hits = search_rows.find(db.connection, query.words, filters=filters, limit=limit)
        else:
            hits = search_rows.newest(db.connection, filters, limit=limit)
    if not hits and query.is_overdue and query.words:  # words of a text that somebody remembers: "giấy phép quá hạn"
        return _found(search_rows.find(db.connection, text, limit=limit), text)
    return _found(hits, query.words)


def _found(hits: Sequence[Hit], words: str) -> list[Found]:
    first = _first(words)
    return [
        Found(hit.kind, hit.row_id, hit.parent_id or "", hit.dated_on, hit.title, _around(hit.text or hit.title, first))
        for hit in _by_given_name(hits, words)
    ]


def _by_given_name(hits: Sequence[Hit], words: str) -> list[Hit]:
    """The hits with the people among them by given name, those with exactly the tone marks that were typed first."""
    exact = marked(words) if marked(words) != fold(words) else ""
    people = iter(
        sorted(
            (hit for hit in hits if hit.kind == "person"),
            key=lambda hit: (exact not in marked(f"{hit.title} {hit.text}"), name_sort_key(hit.title)),
        )
    )
    return [next(people) if hit.kind == "person" else hit for hit in hits]


def _unit_ids(db: Database, words: str) -> tuple[str, ...] | None:
    """The units whose name has the words; None where no unit is asked for."""
    if not words:
        return None
    units = unit_rows.list_units(db)
    return tuple(unit.id for unit in units if _is_named(words, (unit.name, unit.label, unit.code)))


def _is_named(words: str, names: Iterable[str]) -> bool:
    """True when a name has the words, with or without marks."""
    return any(fold(words) in fold(name) for name in names)


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
