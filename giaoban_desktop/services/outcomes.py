"""Outcomes of the agenda that are directives: made from their words, and found again from the directive."""

from __future__ import annotations

from dataclasses import replace

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import AgendaItem, Meeting
from giaoban_desktop.domain.outcomes import OutcomeKind
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, meetings, read_directives
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


def make_directive(db: Database, meeting_id: str, outcome_id: str) -> Changes:
    """Make an outcome a directive of its meeting: who leads, who helps and by when are read from its words.

    A directive of the meeting that says the same is taken instead of a second one. Raises: UserError when the meeting
    is no draft, or there is no such outcome.
    """
    with db.act("outcome.direct", "") as act:
        meeting = meetings.get(db, meeting_id)
        outcome = next((one for one in meeting.outcomes if one.id == outcome_id), None)
        if outcome is None:
            raise UserError("This outcome was taken out of the meeting. Nothing was changed.")
        act.summary = shorten(outcome.text, 80)
        if outcome.directive_id is None:
            linked = replace(outcome, kind=OutcomeKind.DIRECTIVE, directive_id=_made_from(db, meeting, outcome.text))
            outcomes = tuple(linked if one.id == outcome_id else one for one in meeting.outcomes)
            meetings.save(db, replace(meeting, outcomes=outcomes))
    return changes.of(Kind.MEETINGS, Kind.DIRECTIVES, summary=act.summary)


def item_of(db: Database, directive: Directive) -> AgendaItem | None:
    """The item of the agenda that a directive came out of; None for most."""
    return meeting_rows.find_item_of(db, directive.id)


def _made_from(db: Database, meeting: Meeting, words: str) -> str:
    """The id of the directive of the meeting that says this, made now where there was none."""
    found = read_directives.from_words(db, meeting, words)
    given = meetings.directives_of(db, meeting.id)
    same = next((one for one in given if _said(one.text) == _said(found.text)), None)
    if same is None:
        meetings.save_directive(db, found)
    return (same or found).id


def _said(text: str) -> str:
    """The words without what stands behind them."""
    return text.rstrip(" .;,")
