"""Reading a report's text against the office's catalogue, and what was found as plain data."""

from __future__ import annotations

from functools import cache
from typing import Any

from giaoban_desktop.domain.periods import Period
from giaoban_desktop.i18n import translate
from giaoban_desktop.language.reading import Reading, read
from giaoban_desktop.language.reading.lexicon import Lexicon, lexicon
from giaoban_desktop.services import catalogue
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage.database import Database


def read_text(text: str, db: Database | None = None) -> Reading:
    """Everything found in a text; with a book by its own catalogue, else by the one that ships with the program."""
    return read(text, lexicon(tuple(indicator_rows.list_indicators(db))) if db else _shipped())


@cache
def _shipped() -> Lexicon:
    return lexicon(catalogue.shipped_catalogue().indicators)


def as_data(reading: Reading) -> dict[str, Any]:
    """What was found, as `main.py extract --json` prints it; places are characters of the text as given."""
    meeting = reading.meeting
    return {
        "meeting": {
            "kind": meeting.kind,
            "period": _period(meeting.period) if meeting.period else None,
            "date": meeting.held_on.isoformat() if meeting.held_on else None,
            "host": meeting.host,
            "co_organisers": list(meeting.co_organisers),
            "leader": meeting.leader,
            "leader_position": meeting.leader_position,
            "legal_basis": [
                {"number": basis.number, "date": basis.dated.isoformat() if basis.dated else None}
                for basis in meeting.legal_bases
            ],
            "place": meeting.place,
            "warnings": [translate(warning) for warning in meeting.warnings],
        },
        "figures": [
            {
                "value": str(figure.value),
                "qualifier": figure.qualifier.value if figure.qualifier else None,
                "unit": figure.unit,
                "phrase": figure.phrase,
                "indicator": figure.indicator,
                "confidence": figure.confidence,
                "reported_by": figure.reported_by,
                "start": figure.start,
                "end": figure.end,
                "candidates": [
                    {"indicator": one.code, "confidence": one.confidence, "why": one.why} for one in figure.candidates
                ],
            }
            for figure in reading.figures
        ],
        "zeros": [
            {"phrase": zero.phrase, "indicator": zero.indicator, "start": zero.start, "end": zero.end}
            for zero in reading.zeros
        ],
        "directives": [
            {
                "text": directive.text,
                "lead": directive.lead,
                "coordinating": list(directive.coordinating),
                "deadline": directive.deadline.isoformat() if directive.deadline else None,
                "deadline_words": directive.deadline_words,
                "standing": directive.standing,
                "start": directive.start,
                "end": directive.end,
            }
            for directive in reading.directives
        ],
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "type": period.kind.value,
        "year": period.year,
        "n": period.n,
        "from": period.first_on.isoformat(),
        "to": period.last_on.isoformat(),
    }
