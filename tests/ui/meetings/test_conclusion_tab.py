"""Conclusion and directives: added, moved and removed by keyboard; deadlines in words; undo inside a field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.deadlines import parse_when
from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.services import directives, meetings, readiness
from tests.builders import UNITS, directive, missing
from tests.ui.meetings.meeting_steps import acts, compose, show


@pytest.fixture
def open_meeting(qtbot, window):
    """The page of meetings in the real window, on its conclusion."""
    window.show_page("meetings")
    show(window.page, window.page.editor.conclusion)
    return window.page


def test_a_directive_is_added_by_keyboard_alone(page, qtbot, given):
    show(page, page.editor.conclusion)
    tab = page.editor.conclusion
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
    show(page, page.editor.conclusion)
    tab = page.editor.conclusion
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
    show(page, page.editor.conclusion)
    for at in (0, 1, 2, 0):
        page.editor.conclusion.table.selectRow(at)
    for at in range(4):
        page.editor.tabs.setCurrentIndex(at)
    page.commit_typing()
    assert acts(book) == before


def test_directives_are_moved_removed_and_brought_back_by_key(page, qtbot, given):
    show(page, page.editor.conclusion)
    tab = page.editor.conclusion
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
    show(page, page.editor.conclusion)
    tab = page.editor.conclusion
    items = {tab.helpers.item(at).data(Qt.ItemDataRole.UserRole): tab.helpers.item(at) for at in range(5)}
    tab.table.selectRow(1)
    items = {tab.helpers.item(at).data(Qt.ItemDataRole.UserRole): tab.helpers.item(at) for at in range(5)}
    items[UNITS["CA"].id].setCheckState(Qt.CheckState.Checked)
    assert given()[1].coordinating_ids == (UNITS["CA"].id,)
    tab.lead.setCurrentIndex(tab.lead.findData(UNITS["CA"].id))
    tab.lead.activated.emit(tab.lead.currentIndex())
    assert (given()[1].lead_id, given()[1].coordinating_ids) == (UNITS["CA"].id, ())


@pytest.mark.parametrize(
    ("field", "name"),
    [("conclusion", "conclusion"), ("directive.new.text", "text"), ("directive.new.deadline", "deadline")],
)
def test_what_is_half_typed_has_a_place_that_leads_back_to_its_field(page, field, name):
    show(page, page.editor.conclusion)
    page.open_row(f"{page.meeting.id}#{field}")
    control = getattr(page.editor.conclusion, name)
    assert control.hasFocus()
    assert control.property("draftPlace") == f"meetings/{page.meeting.id}#{field}"


def test_a_deadline_that_was_refused_waits_at_its_directive(qtbot, window, open_meeting, book):
    tab = open_meeting.editor.conclusion
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
    assert readiness.MISSING_KEPT in missing(book, open_meeting.meeting.id)
    tab.deadline.setFocus()
    tab.deadline.selectAll()
    compose(tab.deadline, "30/4/2026")
    tab.table.setFocus()
    assert readiness.MISSING_KEPT not in missing(book, open_meeting.meeting.id)
    assert [str(one.deadline.due_on) for one in meetings.directives_of(book, open_meeting.meeting.id) if one.deadline][
        1
    ] == "2026-04-30"


def test_redo_works_from_inside_a_field_that_has_nothing_of_its_own(qtbot, window, open_meeting, book):
    tab, meeting_id = open_meeting.editor.conclusion, open_meeting.meeting.id
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
    tab = open_meeting.editor.conclusion
    acts = book.acts_done
    tab.text.setFocus()
    compose(tab.text, "thêm ")
    before = tab.text.text()
    qtbot.keyClick(tab.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.text.text() != before
    assert book.acts_done == acts


def test_which_day_is_meant_by_before_is_asked_and_kept(open_meeting, given, qtbot):
    tab = open_meeting.editor.conclusion
    tab.add()
    qtbot.keyClicks(tab.text, "Ra soat luu tru")
    tab.deadline.setFocus()
    tab.deadline.setText("trước ngày 20/4/2026")
    qtbot.keyClick(tab.deadline, Qt.Key.Key_Return)
    kept = given()[-1]
    assert kept.deadline.due_on == date(2026, 4, 19)
    assert tab.due.meant.text() == "Or is 20/4/2026 itself meant?"
    qtbot.mouseClick(tab.due.meant, Qt.MouseButton.LeftButton)
    kept = given()[-1]
    assert (kept.deadline.due_on, kept.deadline.words) == (date(2026, 4, 20), "trước ngày 20/4/2026")
    assert tab.due.meant.text() == "Or is the day before meant, 19/4/2026?"
    open_meeting.load()
    tab._choose(tab.model.row_of(kept.id))
    assert "Counted as 20/4/2026" in tab.understood.text()
    tab.commit()
    assert given()[-1].deadline.due_on == date(2026, 4, 20)
    tab.deadline.setText("ngày 20/4/2026")
    assert not tab.due.meant.isVisible()


def test_a_directive_for_everybody_has_no_lead(open_meeting, given, qtbot):
    tab = open_meeting.editor.conclusion
    tab.add()
    qtbot.keyClicks(tab.text, "Giu vung ky luat")
    tab.lead.setFocus()
    qtbot.keyClick(tab.lead, Qt.Key.Key_End)
    assert tab.lead.currentText() == "Everybody, no lead"
    tab.commit()
    kept = given()[-1]
    assert (kept.general, kept.lead_id, kept.is_assigned) == (True, None, True)
    qtbot.keyClick(tab.lead, Qt.Key.Key_Up)
    tab.commit()
    kept = given()[-1]
    assert kept.general is False
    assert kept.lead_id is not None


def test_looking_at_a_duty_that_went_on_since_leaves_its_day(page, book, given):
    meeting = meetings.get(book, meetings.listed(book)[-1].id)
    when = parse_when("trước ngày 20 hằng tháng", given_on=meeting.held_on)
    again = directive(
        meeting_id=meeting.id, text="Báo cáo hằng tháng.", deadline=when.deadline, recurrence=when.recurrence
    )
    meetings.save_directive(book, again)
    directives.note(book, again.id, "Đã gửi", on=when.deadline.due_on, state=DirectiveState.DONE)
    (kept,) = [one for one in given() if one.id == again.id]
    assert (str(kept.deadline.due_on), len(kept.occurrences)) == ("2026-05-19", 1)
    before = acts(book)
    page.load()
    show(page, page.editor.conclusion)
    tab = page.editor.conclusion
    for at in (*range(tab.model.rowCount()), 0):
        tab.table.selectRow(at)
        page.commit_typing()
    assert acts(book) == before
    assert kept in given()
    tab.table.selectRow(tab.model.row_of(again.id))
    assert not tab.due.meant.isVisible()  # the other day would put back what is done
