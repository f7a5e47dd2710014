"""Ctrl+D in a meeting: a directive from what was said, or from what came out of an item of the agenda."""

from __future__ import annotations

from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.services import meetings, outcomes, read_directives
from giaoban_desktop.ui.meetings.agenda_tab import AgendaTab
from giaoban_desktop.ui.meetings.reports_tab import ReportsTab
from giaoban_desktop.ui.page import Page


def from_statement(page: Page, meeting: Meeting, tab: ReportsTab) -> str:
    """Make a directive from the chosen words; gives the id of the one that was made from them before, else ""."""
    page.commit_typing()
    chosen = tab.chosen_words()
    if chosen is None:
        return ""
    said, words = chosen
    found = page.session.read(lambda book: read_directives.from_statement(book, meeting.id, said, words))
    same = next((one for one in tab.made if one.text == found.text), None)
    if same is not None:
        return same.id
    if page.session.do(lambda book: meetings.save_directive(book, found), initiator=page):
        tab.text.setFocus()
    return ""


def from_outcome(page: Page, meeting: Meeting, tab: AgendaTab) -> str:
    """Make the chosen outcome a directive; gives the id of the one that was made from it before, else ""."""
    chosen = tab.outcomes.chosen
    page.commit_typing()
    if chosen is None:
        return ""
    if chosen.directive_id is None:
        page.session.do(lambda book: outcomes.make_directive(book, meeting.id, chosen.id), initiator=page)
    return chosen.directive_id or ""
