"""The page of meetings: begun, chosen, opened from elsewhere; what is typed is kept, refused in words, undone."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QStackedWidget,
)

from giaoban_desktop.domain.directives import Deadline
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import meetings
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.ui.theme import DARK
from tests.builders import briefing_data, directive, new_book, record
from tests.ui.meetings.meeting_steps import acts, show, shown_page


def test_an_empty_book_says_what_belongs_here_and_starts_the_first_meeting(qtbot, tmp_path):
    with new_book(tmp_path) as book:
        page = shown_page(qtbot, book)
        assert page.empty.isVisible()
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert [found.period.code for found in meetings.listed(book)] == ["2026-Q1"]
        assert page.editor.general.isVisible()
        page.close()
        page.session.stop()


def test_the_next_meeting_is_begun_by_key(page, qtbot, book):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.meeting.period.code == "2026-Q2"
    assert page.editor.general.told["held_on"].control.text() == "23/6/2026"  # a week before the end, as in March
    assert page.editor.general.told["held_on"].control.hasFocus()


def test_a_meeting_is_begun_from_the_first_page(qtbot, window, book):
    window.show_page("today")
    qtbot.keyClick(window.page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages["meetings"]
    assert len(meetings.listed(book)) == 2


def test_a_row_opens_from_elsewhere(page, book):
    first = meetings.listed(book)[0].id
    page._new.trigger()
    assert page.meeting.id != first
    page.open_row(first)
    assert page.meeting.id == first
    assert page.model.meeting(page.list.currentIndex().row()).id == first


def test_tabs_are_reached_by_their_letters(page, qtbot):
    for letter, part in zip("PCFRVEAG", reversed(page.editor.parts), strict=True):
        qtbot.keyClick(page, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
        assert page.editor.tab is part


def test_the_list_keeps_the_rules_of_qt(page):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page._new.trigger()
    assert tester.model() is page.model
    assert not page.model.flags(page.model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_undo_shows_the_value_of_before(page, qtbot, stored):
    place = page.editor.general.told["place"].control
    place.setText("Nơi khác")
    page.commit_typing()
    page.session.undo()
    assert place.text() == stored().place == "Hội trường UBND phường An Lạc"
    page.session.redo()
    assert place.text() == stored().place == "Nơi khác"


def test_other_colours_are_taken_while_typing_goes_on(page):
    page.editor.general.told["place"].control.setText("đang gõ")
    page.take_theme(DARK)
    page.refresh_if_stale()
    assert page.editor.general.told["place"].control.text() == "đang gõ"


def test_what_is_typed_is_kept_when_another_page_comes_to_the_front(page, qtbot, stored):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(page)
    other = QLabel()
    stack.addWidget(other)
    stack.setCurrentWidget(page)
    stack.show()
    page.editor.general.told["place"].control.setText("Trụ sở khóm 2")
    stack.setCurrentWidget(other)
    assert stored().place == "Trụ sở khóm 2"
    page.setParent(None)


def test_the_period_in_the_top_bar_changes_nothing_here(page):
    page.editor.general.told["place"].control.setText("đang gõ")
    page.session.choose_period(quarter(2025, 4))
    assert page.editor.general.told["place"].control.text() == "đang gõ"


def test_a_refusal_is_asked_once_and_keeps_what_was_typed(page, book, stored):
    refused = []
    page.session.refused.connect(refused.append)
    with book.act("test", ""):
        meeting_rows.save_state(book, stored().moved_to(MeetingState.READY))
    page.editor.general.told["place"].control.setText("Nơi khác")
    page.commit_typing()
    page.commit_typing()
    assert len(refused) == 1
    assert page.editor.general.told["place"].control.text() == "Nơi khác"


def test_frozen_minutes_are_shown_with_the_reason_and_cannot_be_typed_into(page, book, stored):
    with book.act("test", ""):
        meeting_rows.save_state(book, stored().moved_to(MeetingState.READY))
    page.load()
    assert page.editor.notice.isVisible()
    assert "frozen for signature" in page.editor.why.text()
    assert page.editor.general.told["place"].control.isReadOnly()
    assert page.editor.conclusion.text.isReadOnly()
    before = acts(book)
    page.editor.general.told["place"].control.setText("Nơi khác")
    page.commit_typing()
    assert acts(book) == before


def test_a_meeting_is_withdrawn_and_restored_from_the_menu(page, stored):
    page.editor._withdraw.trigger()
    assert stored().state is MeetingState.WITHDRAWN
    assert "Restore it" in page.editor.why.text()
    page.editor._restore.trigger()
    assert stored().state is MeetingState.DRAFT
    assert not page.editor.notice.isVisible()


def test_the_papers_of_the_meeting_are_drawn_and_lead_to_what_is_missing(page, qtbot):
    show(page, page.editor.general)
    ends_at = page.editor.general.told["ends_at"].control
    ends_at.setFocus()
    ends_at.clear()
    qtbot.keyClick(ends_at, Qt.Key.Key_Tab)
    show(page, page.editor.papers)
    assert page.editor.papers.preview.page_count >= 2
    links = [made for made in page.editor.papers.findChildren(QAbstractButton) if made.property("look") == "link"]
    assert links
    links[0].click()
    assert page.editor.tab is page.editor.general
    assert ends_at.hasFocus()


def test_a_value_that_is_refused_stays_in_its_field_and_holds_back_nothing(page, qtbot, book, stored):
    other = {**briefing_data()["meeting"], "kind": "month", "period": "2026-02", "held_on": "2026-02-25"}
    record(book, meeting=other, figures=[], directives=[])
    page.load()
    page.open_row(meetings.listed(book)[-1].id)
    general = page.editor.general
    title = general.told["title"].control.text()
    meetings.save_directive(book, directive(meeting_id=stored().id, deadline=Deadline(date(2026, 3, 26))))
    told = []
    page.session.refused.connect(lambda error: told.append(str(error)))
    general.told["held_on"].control.setText("30/3/2026")
    page.commit_typing()
    assert len(told) == 1
    assert "would be due before" in general.told["held_on"].sentence
    general.told["place"].control.setText("Hội trường B")
    page.commit_typing()
    assert (stored().place, stored().held_on, len(told)) == ("Hội trường B", date(2026, 3, 24), 1)
    assert general.told["held_on"].control.text() == "30/3/2026"
    assert general.told["held_on"].control.property("look") == "wrong"
    assert general.told["title"].control.text() == title
    general.told["held_on"].control.setText("23/3/2026")
    page.commit_typing()
    assert (stored().held_on, general.told["held_on"].sentence) == (date(2026, 3, 23), "")


def test_a_row_of_the_attendance_that_is_wrong_is_not_left_before_it_is_right(page, qtbot, stored):
    tab = page.editor.attendance
    show(page, tab)
    tab.add()
    tab.rank.setText("Đại úy")
    tab.reason.setText("bận họp")
    page.commit_typing()
    tab.table.setCurrentCell(0, 0)
    assert (tab.rank.text(), tab.reason.text()) == ("Đại úy", "bận họp")
    assert tab.wrong.text()
    tab.name.setText("Ngô Đình Khải")
    tab.table.setCurrentCell(0, 0)
    assert stored().attendances[-1].participant.introduced.startswith("Đại úy Ngô Đình Khải")
    assert tab.name.text() == ""
    tab.add()
    tab.rank.setText("Đại úy")
    tab.name.setText("Ngô Đình Khải")
    page.commit_typing()
    assert "named twice" in tab.wrong.text()
    page.editor.general.told["place"].control.setText("Hội trường C")
    page.commit_typing()
    assert stored().place == "Hội trường C"
    assert "named twice" in tab.wrong.text()


def test_a_row_that_is_refused_holds_back_no_other_row(page, qtbot, stored):
    tab = page.editor.attendance
    show(page, tab)

    def type_row(name):
        tab.add()
        tab.rank.setText("Đại úy")
        tab.name.setText(name)
        page.commit_typing()

    type_row("Ngô Đình Khải")
    type_row("Ngô Đình Khải")
    assert "named twice" in tab.wrong.text()
    tab.add()
    assert tab.name.text() == "Ngô Đình Khải"  # the row is not left
    tab.remove()
    type_row("Đỗ Văn Hải")
    names = [one.participant.name for one in stored().attendances if one.participant]
    assert names[-2:] == ["Ngô Đình Khải", "Đỗ Văn Hải"]
    tab.table.setCurrentCell(0, 0)
    tab.arrived_at.setText("8h kém 5")
    page.commit_typing()
    tab.remove()
    assert tab.wrong.text() == ""
    assert len(stored().attendances) == 3
