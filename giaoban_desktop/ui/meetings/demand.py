"""Ctrl+D in a meeting: a directive from what was said, or from what came out of an item of the agenda."""

from __future__ import annotations

from collections.abc import Callable

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.services import meetings, outcomes, read_directives
from giaoban_desktop.ui.meetings.agenda_tab import AgendaTab
from giaoban_desktop.ui.meetings.editing import EditorTab
from giaoban_desktop.ui.meetings.reports_tab import ReportsTab
from giaoban_desktop.ui.page import Page


class Demands:
    """The directives of the meeting on a page; `meeting` gives the one that is shown."""

    def __init__(self, page: Page, meeting: Callable[[], Meeting | None]) -> None:
        self._page, self._session, self._meeting = page, page.session, meeting

    def find(self, directive_id: str) -> Directive | None:
        """One directive of the meeting, or None."""
        return next((one for one in self._given() if one.id == directive_id), None)

    def from_discussion(self, meeting_id: str) -> list[Directive]:
        """Those of a meeting that were made from what was said."""
        if not meeting_id:
            return []
        given = self._session.read(lambda book: meetings.directives_of(book, meeting_id))
        return [one for one in given if one.statement_id is not None]

    def make(self, front: EditorTab) -> str:
        """Make a directive from what is chosen in a part; gives the id of one that was made from it before, else ""."""
        meeting = self._meeting()
        if meeting is not None and isinstance(front, ReportsTab):
            return self._from_statement(meeting, front)
        if meeting is not None and isinstance(front, AgendaTab):
            return self._from_outcome(meeting, front)
        return ""

    def keep_meaning(self, directive: Directive) -> bool:
        """Keep which day the words of a deadline mean."""
        return self._session.do(lambda book: meetings.save_directive(book, directive), initiator=self._page)

    def _given(self) -> list[Directive]:
        meeting = self._meeting()
        return self._session.read(lambda book: meetings.directives_of(book, meeting.id)) if meeting else []

    def _from_statement(self, meeting: Meeting, tab: ReportsTab) -> str:
        self._page.commit_typing()
        chosen = tab.chosen_words()
        if chosen is None:
            return ""
        said, words = chosen
        found = self._session.read(lambda book: read_directives.from_statement(book, meeting.id, said, words))
        same = next((one for one in tab.made if one.text == found.text), None)
        if same is not None:
            return same.id
        if self._session.do(lambda book: meetings.save_directive(book, found), initiator=self._page):
            tab.text.setFocus()
        return ""

    def _from_outcome(self, meeting: Meeting, tab: AgendaTab) -> str:
        chosen = tab.outcomes.chosen
        self._page.commit_typing()
        if chosen is None:
            return ""
        if chosen.directive_id is None:
            self._session.do(lambda book: outcomes.make_directive(book, meeting.id, chosen.id), initiator=self._page)
        return chosen.directive_id or ""
