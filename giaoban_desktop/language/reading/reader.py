"""One text in, everything found in it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban_desktop.language.reading import paper_day, when
from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.deadline_days import Given
from giaoban_desktop.language.reading.demands import FoundDirective, directives, whole_demand
from giaoban_desktop.language.reading.facts import FoundMeeting, meeting_facts
from giaoban_desktop.language.reading.figures import FoundFigure, figures
from giaoban_desktop.language.reading.lexicon import Lexicon
from giaoban_desktop.language.reading.not_counts import NotCounts
from giaoban_desktop.language.reading.page import lay_out
from giaoban_desktop.language.reading.sections import Sections
from giaoban_desktop.language.reading.tables import table_rows
from giaoban_desktop.language.reading.zeros import FoundZero, zeros

BEFORE_END = timedelta(days=20)
"""A meeting whose day is not told is held about so long before the end of its period."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. All places are characters of the text as it was given."""

    meeting: FoundMeeting
    figures: tuple[FoundFigure, ...]
    zeros: tuple[FoundZero, ...]
    directives: tuple[FoundDirective, ...]


def read(text: str, words: Lexicon) -> Reading:
    """Read a text by the lexicon of a catalogue. Any text is read; what is not understood is not found."""
    page = lay_out(text)
    meeting = meeting_facts(page)
    period = meeting.period
    told_of = max(period.first_on, period.last_on - BEFORE_END) if period else when.year_start(page)
    signed_on = paper_day.signed_on(page)
    held_on = meeting.held_on or signed_on or paper_day.issued_on(page)
    given = Given(held_on or told_of, held_on is not None, signed_on)
    found, places = directives(page, Chair(meeting.leader, meeting.leader_position), given)
    not_counts, sections = NotCounts(page, words.unit), Sections(page)
    rows = table_rows(page, words)
    return Reading(
        meeting,
        tuple(figures(page, words, not_counts, rows, places, sections, meeting.period)),
        tuple(zeros(page, words, rows, places, sections)),
        tuple(found),
    )


def read_demand(words: str, given_on: date) -> FoundDirective:
    """All of some words as one demand given on a day: who leads, who helps, by when. Places are those of the words."""
    return whole_demand(lay_out(words), Given(given_on, is_held=True))
