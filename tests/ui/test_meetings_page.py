"""The page of meetings, typed in by keyboard: kept by itself, undone, refused in words."""

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QStackedWidget,
)

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import MeetingState, Section
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import documents, drafts, meetings
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.ui import start
from giaoban_desktop.ui.meetings.page import MeetingsPage
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import DARK, LIGHT
from tests.builders import UNITS, new_book

TODAY = date(2026, 3, 25)


def shown_page(qtbot, book):
    session = Session(book, today=lambda: TODAY, period=quarter(2026, 1))
    page = MeetingsPage(session, LIGHT)
    qtbot.addWidget(page)
    session.changed.connect(lambda changes, who: None if who is page else (page.mark_stale(), page.refresh_if_stale()))
    session.broke.connect(pytest.fail)
    page.resize(1180, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh_if_stale()
    return page


@pytest.fixture
def page(qtbot, book):
    made = shown_page(qtbot, book)
    yield made
    made.close()
    made.session.stop()


@pytest.fixture
def stored(book):
    return lambda: meetings.get(book, meetings.listed(book)[-1].id)


@pytest.fixture
def given(book):
    return lambda: meetings.directives_of(book, meetings.listed(book)[-1].id)


def compose(control, text):
    """Type as an input method does: first composing, then committed."""
    control.setFocus()
    QApplication.sendEvent(control, QInputMethodEvent(text, []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(control, event)


def acts(book):
    return change_log.last(book.connection).seq


def test_an_empty_book_says_what_belongs_here_and_starts_the_first_meeting(qtbot, tmp_path):
    with new_book(tmp_path) as book:
        page = shown_page(qtbot, book)
        assert page.empty.isVisible()
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert [found.period.code for found in meetings.listed(book)] == ["2026-Q1"]
        assert page.general.isVisible()
        page.close()
        page.session.stop()


def test_leaving_a_field_keeps_it_in_one_act(page, qtbot, book, stored):
    before = acts(book)
    place = page.general.told["place"].control
    place.selectAll()
    compose(place, "Nhà văn hóa khóm Đông Thịnh")
    assert stored().place == "Hội trường UBND phường An Lạc"
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    assert stored().place == "Nhà văn hóa khóm Đông Thịnh"
    assert acts(book) == before + 1
    qtbot.keyClick(page.general.host, Qt.Key.Key_Tab)
    assert acts(book) == before + 1


def test_undo_shows_the_value_of_before(page, qtbot, stored):
    place = page.general.told["place"].control
    place.setText("Nơi khác")
    page.commit_typing()
    page.session.undo()
    assert place.text() == stored().place == "Hội trường UBND phường An Lạc"
    page.session.redo()
    assert place.text() == stored().place == "Nơi khác"


def test_a_wrong_day_is_told_beside_it_and_everything_else_is_kept(page, qtbot, stored):
    told = page.general.told
    told["held_on"].control.setText("31/02")
    told["starts_at"].control.setText("8h30")
    show(page, page.conclusion)
    assert told["held_on"].control.text() == "31/02"
    assert "no such day" in told["held_on"].sentence
    assert (stored().held_on, stored().starts_at) == (date(2026, 3, 24), time(8, 30))


def test_times_that_exclude_each_other_are_told(page, stored):
    page.general.told["starts_at"].control.setText("17:00")
    page.commit_typing()
    assert "ends before it begins" in page.general.told["ends_at"].sentence
    assert stored().starts_at == time(14)


def test_a_day_that_does_not_fit_to_what_is_kept_is_told(page, book, stored):
    meetings.save(book, replace(stored(), ends_on=date(2026, 3, 25), ends_at=time(9)))
    page.load()
    page.general.told["held_on"].control.setText("25/3/2026")
    page.general.told["place"].control.setText("Trụ sở")
    page.commit_typing()
    assert "ends before it begins" in page.general.told["held_on"].sentence + page.general.told["ends_at"].sentence
    assert (stored().held_on, stored().place) == (date(2026, 3, 24), "Trụ sở")


def test_other_colours_are_taken_while_typing_goes_on(page):
    page.general.told["place"].control.setText("đang gõ")
    page.take_theme(DARK)
    page.refresh_if_stale()
    assert page.general.told["place"].control.text() == "đang gõ"


def test_another_host_is_no_co_organiser_any_more(page, qtbot, stored):
    host = page.general.host
    host.setFocus()
    host.setCurrentIndex(host.findData(UNITS["QS"].id))
    host.activated.emit(host.currentIndex())
    assert (stored().host_id, stored().co_organiser_ids) == (UNITS["QS"].id, ())
    box = page.general.boxes[UNITS["CA"].id]
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert stored().co_organiser_ids == (UNITS["CA"].id,)


def test_a_person_without_a_name_is_told_and_an_emptied_row_takes_the_person_out(page, stored):
    people = page.general.people
    people["chair", "name"].setText("")
    page.commit_typing()
    assert stored().chair.name == "Lê Văn Bình"
    for part in ("honorific", "rank", "position"):
        people["chair", part].setText("")
    page.commit_typing()
    assert stored().chair is None
    people["chair", "name"].setText("Trần Văn Cường")
    page.commit_typing()
    assert (stored().chair.name, stored().chair.unit_id) == ("Trần Văn Cường", UNITS["CA"].id)


def show(page, part):
    """Bring a tab to the front."""
    page.tabs.setCurrentIndex(page.parts.index(part))


def test_the_next_meeting_is_begun_by_key(page, qtbot, book):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.meeting.period.code == "2026-Q2"
    assert page.general.told["held_on"].control.text() == short_date(TODAY)
    assert page.general.told["held_on"].control.hasFocus()


def test_tabs_are_reached_by_their_letters(page, qtbot):
    for letter, part in zip("PCFREAG", reversed(page.parts), strict=True):
        qtbot.keyClick(page, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
        assert page.tab is part


def test_a_directive_is_added_by_keyboard_alone(page, qtbot, given):
    show(page, page.conclusion)
    tab = page.conclusion
    assert tab.model.rowCount() == 3
    qtbot.keyClick(tab.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.text.hasFocus()
    compose(tab.text, "Tuần tra đêm ở bến đò.")
    qtbot.keyClick(tab.text, Qt.Key.Key_Tab)
    assert [found.text for found in given()][-1] == "Tuần tra đêm ở bến đò."
    compose(tab.deadline, "trong quý IV năm 2026")
    assert "31/12/2026" in tab.understood.text()
    assert tab.understood.property("look") == "done"
    qtbot.keyClick(tab.deadline, Qt.Key.Key_Return)
    found = given()[-1]
    assert (found.deadline.due_on, found.deadline.words) == (date(2026, 12, 31), "trong quý IV năm 2026")
    assert found.given_by == "bà Trần Thị Mai"


def test_a_wrong_deadline_is_told_and_keeps_its_text_while_the_rest_is_kept(page, given):
    show(page, page.conclusion)
    tab = page.conclusion
    tab.table.selectRow(1)
    tab.text.setPlainText("Kiểm tra hai bến đò.")
    tab.deadline.setText("mai kia")
    page.commit_typing()
    assert tab.understood.property("look") == "over"
    assert (tab.deadline.text(), given()[1].text) == ("mai kia", "Kiểm tra hai bến đò.")
    assert given()[1].deadline.due_on == date(2026, 3, 24)
    tab.deadline.setText("thường xuyên")
    page.commit_typing()
    assert (given()[1].standing, given()[1].deadline) == (True, None)


def test_looking_at_directives_changes_nothing(page, book):
    before = acts(book)
    show(page, page.conclusion)
    for at in (0, 1, 2, 0):
        page.conclusion.table.selectRow(at)
    for at in range(4):
        page.tabs.setCurrentIndex(at)
    page.commit_typing()
    assert acts(book) == before


def test_directives_are_moved_removed_and_brought_back_by_key(page, qtbot, given):
    show(page, page.conclusion)
    tab = page.conclusion
    tab.table.setFocus()
    tab.table.selectRow(0)
    first = given()[0].text
    qtbot.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [found.text for found in given()].index(first) == 1
    assert tab.table.currentIndex().row() == 1
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert first not in [found.text for found in given()]
    page.session.undo()
    assert [found.text for found in given()].index(first) == 1
    assert tab.model.rowCount() == 3


def test_the_lead_no_longer_coordinates(page, given):
    show(page, page.conclusion)
    tab = page.conclusion
    items = {tab.helpers.item(at).data(Qt.ItemDataRole.UserRole): tab.helpers.item(at) for at in range(5)}
    tab.table.selectRow(1)
    items = {tab.helpers.item(at).data(Qt.ItemDataRole.UserRole): tab.helpers.item(at) for at in range(5)}
    items[UNITS["CA"].id].setCheckState(Qt.CheckState.Checked)
    assert given()[1].coordinating_ids == (UNITS["CA"].id,)
    tab.lead.setCurrentIndex(tab.lead.findData(UNITS["CA"].id))
    tab.lead.activated.emit(tab.lead.currentIndex())
    assert (given()[1].lead_id, given()[1].coordinating_ids) == (UNITS["CA"].id, ())


def test_reports_and_statements_are_written_and_taken_out(page, qtbot, stored):
    show(page, page.reports)
    tab = page.reports
    qtbot.keyClick(tab.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.text.hasFocus()
    compose(tab.text, "Còn vài buổi tuần tra thiếu người.")
    tab.section.setCurrentIndex(tab.section.findData(Section.SHORTCOMINGS.value))
    tab.section.activated.emit(tab.section.currentIndex())
    assert [(found.section, found.text) for found in stored().narratives][1:] == [
        (Section.SHORTCOMINGS, "Còn vài buổi tuần tra thiếu người.")
    ]
    tab.say_button.click()
    tab.speaker.setText("Ông Năm")
    tab.text.setPlainText("Nhất trí với báo cáo.")
    page.commit_typing()
    assert [(found.speaker, found.text) for found in stored().statements] == [("Ông Năm", "Nhất trí với báo cáo.")]
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    assert stored().statements == ()
    page.session.undo()
    assert len(stored().statements) == 1


def test_an_emptied_report_is_told_and_stays(page, stored):
    show(page, page.reports)
    page.reports.text.setPlainText("")
    page.commit_typing()
    assert len(stored().narratives) == 1
    assert "must not be empty" in page.reports.told_text.sentence


def test_attendance_is_written_by_head_count_and_by_name(page, qtbot, stored):
    show(page, page.attendance)
    tab = page.attendance
    tab.head_count.setText("9")
    qtbot.keyClick(tab.head_count, Qt.Key.Key_Return)
    assert [found.head_count for found in stored().attendances] == [9, 5]
    qtbot.keyClick(tab.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.unit.hasFocus()
    tab.position.setText("Phó Trưởng Công an phường")
    page.commit_typing()
    assert "name or a head count" in tab.wrong.text()
    tab.name.setText("Phạm Văn Dũng")
    page.commit_typing()
    assert [found.participant.name for found in stored().attendances[2:]] == ["Phạm Văn Dũng"]
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert len(stored().attendances) == 2


def test_what_is_typed_is_kept_when_another_page_comes_to_the_front(page, qtbot, stored):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(page)
    other = QLabel()
    stack.addWidget(other)
    stack.setCurrentWidget(page)
    stack.show()
    page.general.told["place"].control.setText("Trụ sở khóm 2")
    stack.setCurrentWidget(other)
    assert stored().place == "Trụ sở khóm 2"
    page.setParent(None)


def test_frozen_minutes_are_shown_with_the_reason_and_cannot_be_typed_into(page, book, stored):
    with book.act("test", ""):
        meeting_rows.save_state(book, stored().moved_to(MeetingState.READY))
    page.load()
    assert page.notice.isVisible()
    assert "frozen for signature" in page.why.text()
    assert page.general.told["place"].control.isReadOnly()
    assert page.conclusion.text.isReadOnly()
    before = acts(book)
    page.general.told["place"].control.setText("Nơi khác")
    page.commit_typing()
    assert acts(book) == before


def test_a_meeting_is_withdrawn_and_restored_from_the_menu(page, stored):
    page._withdraw.trigger()
    assert stored().state is MeetingState.WITHDRAWN
    assert "Restore it" in page.why.text()
    page._restore.trigger()
    assert stored().state is MeetingState.DRAFT
    assert not page.notice.isVisible()


def test_a_row_opens_from_elsewhere(page, book):
    first = meetings.listed(book)[0].id
    page._new.trigger()
    assert page.meeting.id != first
    page.open_row(first)
    assert page.meeting.id == first
    assert page.model.meeting(page.list.currentIndex().row()).id == first


def test_the_period_in_the_top_bar_changes_nothing_here(page):
    page.general.told["place"].control.setText("đang gõ")
    page.session.choose_period(quarter(2025, 4))
    assert page.general.told["place"].control.text() == "đang gõ"


def test_a_refusal_is_asked_once_and_keeps_what_was_typed(page, book, stored):
    refused = []
    page.session.refused.connect(refused.append)
    with book.act("test", ""):
        meeting_rows.save_state(book, stored().moved_to(MeetingState.READY))
    page.general.told["place"].control.setText("Nơi khác")
    page.commit_typing()
    page.commit_typing()
    assert len(refused) == 1
    assert page.general.told["place"].control.text() == "Nơi khác"


def test_the_list_keeps_the_rules_of_qt(page):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page._new.trigger()
    assert tester.model() is page.model
    assert not page.model.flags(page.model.index(0)) & Qt.ItemFlag.ItemIsSelectable


# Agenda, legal bases, period, papers, drafts


def test_the_agenda_and_a_legal_basis_are_typed_into_their_lists(page, qtbot, stored):
    show(page, page.agenda)
    tab = page.agenda
    qtbot.keyClick(tab.items.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    compose(QApplication.focusWidget(), "Công an phường báo cáo")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [item.title for item in stored().agenda] == ["Công an phường báo cáo"]
    tab.bases.table.setFocus()
    qtbot.keyClick(tab.bases.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    tab.bases.type_in(0, 2)
    compose(QApplication.focusWidget(), "31/2/2019")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert tab.bases.wrong.isVisible()
    (basis,) = stored().legal_bases
    assert (basis.number, str(basis.issued_on)) == ("03/2019/NĐ-CP", "2019-09-05")
    tab.items.table.setCurrentIndex(tab.items.model.index(0, 0))
    tab.items.table.setFocus()
    qtbot.keyClick(tab.items.table, Qt.Key.Key_Delete)
    assert stored().agenda == ()


def test_a_commendation_is_written(page, qtbot, stored):
    show(page, page.reports)
    page.reports.praise_button.click()
    compose(page.reports.text, "Biểu dương tổ tuần tra khóm 3.")
    qtbot.keyClick(page.reports.text, Qt.Key.Key_Tab)
    assert [one.text for one in stored().commendations] == ["Biểu dương tổ tuần tra khóm 3."]


def test_the_period_is_typed_in_words_and_what_hangs_on_it_follows(page, qtbot, stored, book):
    page._new.trigger()
    period = page.general.told["period"]
    period.control.setFocus()
    period.control.selectAll()
    compose(period.control, "tháng 5/2026")
    qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    found = meetings.get(book, page.meeting.id)
    assert (found.period.code, found.kind.value, str(found.counted_from)) == ("2026-05", "month", "2026-05-01")
    assert found.title.endswith("tháng 5 năm 2026")
    period.control.selectAll()
    compose(period.control, "tháng 13")
    qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    assert period.sentence
    assert meetings.get(book, page.meeting.id).period.code == "2026-05"


def test_a_meeting_with_figures_keeps_its_period(page, qtbot, stored):
    period = page.general.told["period"]
    period.control.setFocus()
    period.control.selectAll()
    compose(period.control, "quý II/2026")
    with qtbot.waitSignal(page.session.refused) as refused:
        qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    assert "has figures about" in str(refused.args[0])
    assert stored().period.code == "2026-Q1"


def test_the_papers_of_the_meeting_are_drawn_and_lead_to_what_is_missing(page, qtbot):
    show(page, page.general)
    ends_at = page.general.told["ends_at"].control
    ends_at.setFocus()
    ends_at.clear()
    qtbot.keyClick(ends_at, Qt.Key.Key_Tab)
    show(page, page.papers)
    assert page.papers.preview.page_count >= 2
    links = [made for made in page.papers.findChildren(QAbstractButton) if made.property("look") == "link"]
    assert links
    links[0].click()
    assert page.tab is page.general
    assert ends_at.hasFocus()


@pytest.mark.parametrize(
    ("field", "name"),
    [("conclusion", "conclusion"), ("directive.new.text", "text"), ("directive.new.deadline", "deadline")],
)
def test_what_is_half_typed_has_a_place_that_leads_back_to_its_field(page, field, name):
    show(page, page.conclusion)
    page.open_row(f"{page.meeting.id}#{field}")
    control = getattr(page.conclusion, name)
    assert control.hasFocus()
    assert control.property("draftPlace") == f"meetings/{page.meeting.id}#{field}"


def test_a_paragraph_that_was_never_kept_is_begun_again_for_its_draft(page):
    page.open_row(f"{page.meeting.id}#entry.new-statement.text")
    assert page.tab is page.reports
    assert page.reports.text.hasFocus()
    assert page.reports.text.property("draftPlace") == f"meetings/{page.meeting.id}#entry.new-statement.text"


# What a new user ran into


@pytest.fixture
def open_meeting(qtbot, window):
    """The page of meetings in the real window, on its conclusion."""
    window.show_page("meetings")
    show(window.page, window.page.conclusion)
    return window.page


def test_a_deadline_that_was_refused_waits_at_its_directive(qtbot, window, open_meeting, book):
    tab = open_meeting.conclusion
    tab.table.selectRow(1)
    tab.deadline.setFocus()
    tab.deadline.selectAll()
    compose(tab.deadline, "1/1/2026")
    qtbot.keyClick(tab.deadline, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.deadline.text() == ""
    tab.table.setFocus()
    tab.table.selectRow(1)
    assert tab.deadline.text() == "1/1/2026"
    assert tab.deadline.property("look") == "wrong"
    assert documents.MISSING_KEPT in documents.missing(book, open_meeting.meeting.id)
    tab.deadline.setFocus()
    tab.deadline.selectAll()
    compose(tab.deadline, "30/4/2026")
    tab.table.setFocus()
    assert documents.MISSING_KEPT not in documents.missing(book, open_meeting.meeting.id)
    assert [str(one.deadline.due_on) for one in meetings.directives_of(book, open_meeting.meeting.id) if one.deadline][
        1
    ] == "2026-04-30"


def test_redo_works_from_inside_a_field_that_has_nothing_of_its_own(qtbot, window, open_meeting, book):
    tab, meeting_id = open_meeting.conclusion, open_meeting.meeting.id
    tab.table.selectRow(0)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert len(meetings.directives_of(book, meeting_id)) == 2
    tab.text.setFocus()
    for key, count in ((Qt.Key.Key_Z, 3), (Qt.Key.Key_Y, 2), (Qt.Key.Key_Z, 3)):
        qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
        assert len(meetings.directives_of(book, meeting_id)) == count
        assert tab.model.rowCount() == count


def test_a_field_takes_back_its_own_typing_first(qtbot, window, open_meeting, book):
    tab = open_meeting.conclusion
    acts = book.acts_done
    tab.text.setFocus()
    compose(tab.text, "thêm ")
    before = tab.text.text()
    qtbot.keyClick(tab.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.text.text() != before
    assert book.acts_done == acts


def test_the_cut_off_moves_with_a_meeting_that_was_counted_until_its_day(page, qtbot, stored):
    held_on = page.general.told["held_on"].control
    assert stored().counted_to == stored().held_on
    held_on.setFocus()
    held_on.selectAll()
    compose(held_on, "20/3/2026")
    qtbot.keyClick(held_on, Qt.Key.Key_Tab)
    assert (stored().held_on, stored().counted_to) == (date(2026, 3, 20), date(2026, 3, 20))


def test_a_meeting_is_begun_from_the_first_page(qtbot, window, book):
    window.show_page("today")
    qtbot.keyClick(window.page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages["meetings"]
    assert len(meetings.listed(book)) == 2


def test_a_page_that_cannot_be_built_leaves_the_one_in_front_marked(qtbot, window, monkeypatch):
    def broken(session, theme):
        raise RuntimeError("no such thing")

    entry = next(one for one in window.entries if one.name == "figures")
    monkeypatch.setattr(window, "entries", (window.entries[0], replace(entry, make=broken)))
    with pytest.raises(RuntimeError):
        window.show_page("figures")
    assert window.page is window.pages["today"]
    assert window._rail._buttons["today"].isChecked()


def test_a_bug_in_a_slot_reaches_the_log_and_whoever_sits_there(qtbot, window, caplog):
    try:
        raise ValueError("an odd thing")
    except ValueError as error:
        start._tell_bug(type(error), error, error.__traceback__)
    (dialog,) = window.findChildren(ErrorDialog)
    assert "an odd thing" in dialog._details.toPlainText()
    assert "bug" in caplog.text
    dialog.reject()


def test_a_draft_that_became_right_is_forgotten_when_the_window_closes(qtbot, window, book):
    window.show_page("meetings")
    page = window.page
    place = page.general.told["place"].control
    drafts.keep(book, place.property("draftPlace"), "Place", "cũ")
    window.close()
    assert drafts.listed(book) == []


def test_a_known_official_is_offered_and_fills_the_row(page, qtbot, stored):
    name = page.general.people["secretary", "name"]
    name.completer().setCompletionPrefix("trần thị")
    assert name.completer().currentCompletion() == "Trần Thị Mai"
    name.completer().activated.emit("Trần Thị Mai")
    assert (stored().secretary.name, stored().secretary.position) == ("Trần Thị Mai", "Chủ tịch UBND phường")
