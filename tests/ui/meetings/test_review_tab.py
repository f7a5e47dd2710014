"""The review of what was demanded before, in the meeting that follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.papers.content import Paragraph
from giaoban_desktop.services import directives, documents, meetings, series
from giaoban_desktop.ui.meetings.editor import PARTS


@pytest.fixture
def page(qtbot, window):
    """The meeting that follows the first, its review in front."""
    window.show_page("meetings")
    window.page._new.trigger()
    window.page.editor.tabs.setCurrentIndex(PARTS.index("review"))
    held_on = window.page.meeting.held_on
    window.session._today = lambda: held_on  # it is held now
    return window.page


def words_of(book, page):
    """All paragraphs of the minutes."""
    blocks = documents.minutes_content(book, page.meeting.id).blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def shown(page):
    model = page.editor.review.model
    return [model.directive(row).id for row in range(model.rowCount())]


def test_all_that_is_open_is_reviewed(page, book):
    assert shown(page) == [one.id for one in series.under_review(book, page.meeting)]
    assert len(shown(page)) == len(directives.listed(book, as_of=page.meeting.held_on, only_open=True))
    assert "the agenda has their review" in page.editor.review.about.text()


def test_what_is_said_is_kept_with_the_day_of_the_meeting_and_printed(qtbot, page, book):
    review = page.editor.review
    first = shown(page)[0]
    review.progress.setFocus()
    qtbot.keyClicks(review.progress, "Da lam 3 khom")
    qtbot.keyClick(review.progress, Qt.Key.Key_Return)
    note = next(one for one in directives.listed(book, as_of=page.meeting.held_on) if one.id == first).notes[-1]
    assert (note.text, note.noted_on) == ("Da lam 3 khom", page.meeting.held_on)
    assert "Da lam 3 khom" in review.last.text()
    assert review.progress.text() == ""
    printed = words_of(book, page)
    assert "Kiểm điểm việc thực hiện kết luận của các kỳ trước" in printed
    assert "Da lam 3 khom." in printed


def test_what_is_known_before_the_day_of_the_meeting_is_dated_by_today(page, book):
    today = page.meeting.held_on - timedelta(days=20)
    page.session._today = lambda: today
    first = shown(page)[0]
    page.editor.review.done.click()
    done = next(one for one in directives.listed(book, as_of=page.meeting.held_on) if one.id == first)
    assert (done.closed_on, done.notes[-1].noted_on) == (today, today)
    assert first not in shown(page)  # done before the meeting, it is reviewed no more


def test_a_deadline_put_off_is_told_below_the_table(page, book):
    due = next(one for one in series.under_review(book, page.meeting) if one.deadline)
    on, later = page.meeting.held_on, "31/12/2028"
    directives.put_off(book, due.id, later, on=on, reason="Chờ kinh phí.", agreed_by="Bí thư")
    page.load()
    review = page.editor.review
    review.table.selectRow(shown(page).index(due.id))
    assert "put off, before until" in review.last.text()
    assert "Chờ kinh phí. (Bí thư)" in review.last.text()
    assert "đã gia hạn" in words_of(book, page)


def test_what_is_done_in_the_meeting_stays_in_its_review(qtbot, page, book):
    review = page.editor.review
    first = shown(page)[0]
    review.done.click()
    done = next(one for one in directives.listed(book, as_of=page.meeting.held_on) if one.id == first)
    assert (done.state, done.closed_on) == (DirectiveState.DONE, page.meeting.held_on)
    assert first in shown(page)
    assert first not in {one.id for one in series.still_open(book, page.meeting)}


def test_without_the_item_in_the_agenda_nothing_of_it_is_printed(page, book):
    meetings.save(book, replace(meetings.get(book, page.meeting.id), agenda=()))
    page.load()
    assert "They are not printed" in page.editor.review.about.text()
    assert "Kiểm điểm" not in words_of(book, page)


def test_the_first_meeting_has_nothing_to_review(window, page, book):
    first = min(meetings.listed(book), key=lambda one: one.held_on)
    page.open_row(first.id)
    assert shown(page) == []
    assert not page.editor.review.table.isVisible()
