"""Finding words anywhere in the book."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban_desktop.domain.text import fold
from giaoban_desktop.storage import search as search_rows
from giaoban_desktop.storage.database import Database

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its kind, the id of the row, the id of what it belongs to, its title, and the words around the hit."""

    kind: str
    row_id: str
    parent_id: str
    dated_on: str
    title: str
    context: str


def find(db: Database, words: str, *, limit: int = 30) -> list[Found]:
    """The best hits for words with or without tone marks, exact marks first."""
    return [
        Found(hit.kind, hit.row_id, hit.parent_id or "", hit.dated_on, hit.title, context(hit.text or hit.title, words))
        for hit in search_rows.find(db.connection, words, limit=limit)
    ]


def context(text: str, words: str) -> str:
    """The part of a text around the first of the words, cut at blanks, with … where something was left out."""
    line = " ".join(text.split())
    first = next(iter(fold(words).split()), "")
    at = fold(line).find(first) if first else -1
    # Folding keeps the count of characters nearly, which is enough to choose a window.
    start = max(0, at - _CONTEXT) if len(line) > 2 * _CONTEXT else 0
    piece = line[start : start + 2 * _CONTEXT]
    if start:
        piece = "…" + piece.partition(" ")[2]
    if start + 2 * _CONTEXT < len(line):
        piece = piece.rpartition(" ")[0] + "…"
    return piece
