"""Attendance, agenda, reports: rows that are begun, typed, taken out and brought back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.meetings import Section
from giaoban_desktop.ui.meetings.reports_tab import EntryKind
from tests.ui.meetings.meeting_steps import compose, show


def test_attendance_is_written_by_head_count_and_by_name(page, qtbot, stored):
    show(page, page.editor.attendance)
    tab = page.editor.attendance
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


def test_who_came_late_and_in_which_capacity_is_kept_and_shown(page, stored):
    show(page, page.editor.attendance)
    tab = page.editor.attendance
    tab.represented_as.setText("Phó Trưởng Công an phường")
    page.commit_typing()
    assert "Name the person" in tab.wrong.text()
    tab.represented_by.setText("Đại úy Lê Văn Tư")
    tab.arrived_at.setText("8h15")
    page.commit_typing()
    found = stored().attendances[0]
    assert (found.represented_by, found.represented_as) == ("Đại úy Lê Văn Tư", "Phó Trưởng Công an phường")
    assert f"{found.arrived_at:%H:%M}" == "08:15"
    shown = [tab.table.item(0, column).text() for column in range(tab.table.columnCount())]
    assert shown[2].endswith(", from 08:15")
    assert shown[4] == "Đại úy Lê Văn Tư, Phó Trưởng Công an phường"
    assert tab.arrived_at.text() == "8h15"
    tab.arrived_at.setText("25:00")
    page.commit_typing()
    assert tab.wrong.text()
    assert f"{stored().attendances[0].arrived_at:%H:%M}" == "08:15"


def test_the_agenda_and_a_legal_basis_are_typed_into_their_lists(page, qtbot, stored):
    show(page, page.editor.agenda)
    tab = page.editor.agenda
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


def test_minutes_and_what_waits_for_the_next_meeting_are_typed_into_the_agenda(page, stored):
    show(page, page.editor.agenda)
    tab = page.editor.agenda
    assert "in minutes" in tab.total.text()
    tab.add()
    model = tab.items.model
    for column, text in ((0, "Bàn quy chế"), (2, "15"), (3, "20"), (4, "x")):
        assert model.setData(model.index(0, column), text)
    page.commit_typing()
    (item,) = stored().agenda
    assert (item.planned_minutes, item.used_minutes, item.postponed) == (15, 20, True)
    assert tab.total.text() == "planned 0 minutes, used 20"
    assert model.setData(model.index(0, 3), "0")
    assert model.data(model.index(0, 3)) == "0"
    assert model.setData(model.index(0, 3), "20")
    assert not model.setData(model.index(0, 2), "nửa giờ")
    assert not model.setData(model.index(0, 2), "0")
    assert model.setData(model.index(0, 4), "")
    page.commit_typing()
    assert (stored().agenda[0].planned_minutes, stored().agenda[0].postponed) == (15, False)
    assert tab.total.text() == "planned 15 minutes, used 20"


def test_reports_and_statements_are_written_and_taken_out(page, qtbot, stored):
    show(page, page.editor.reports)
    tab = page.editor.reports
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
    show(page, page.editor.reports)
    page.editor.reports.text.setPlainText("")
    page.commit_typing()
    assert len(stored().narratives) == 1
    assert "must not be empty" in page.editor.reports.told_text.sentence


def test_a_commendation_is_written(page, qtbot, stored):
    show(page, page.editor.reports)
    page.editor.reports.praise_button.click()
    compose(page.editor.reports.text, "Biểu dương tổ tuần tra khóm 3.")
    qtbot.keyClick(page.editor.reports.text, Qt.Key.Key_Tab)
    assert [one.text for one in stored().commendations] == ["Biểu dương tổ tuần tra khóm 3."]


def test_a_paragraph_that_was_never_kept_is_begun_again_for_its_draft(page):
    page.open_row(f"{page.meeting.id}#entry.new-statement.text")
    assert page.editor.tab is page.editor.reports
    assert page.editor.reports.text.hasFocus()
    assert page.editor.reports.text.property("draftPlace") == f"meetings/{page.meeting.id}#entry.new-statement.text"


def _say(page, words, speaker="Trưởng khu phố 3"):
    show(page, page.editor.reports)
    page.editor.reports._begin(EntryKind.STATEMENT)
    page.editor.reports.speaker.setText(speaker)
    page.editor.reports.text.setPlainText(words)
    page.commit_typing()


def test_what_was_said_becomes_a_directive_with_one_key_and_each_leads_to_the_other(page, qtbot, stored, given):
    _say(page, "Đề nghị Công an phường lắp thêm 02 camera ở khu chợ, xong trước ngày 30/6/2026. Đường còn tối.")
    tab = page.editor.reports
    start = tab.text.toPlainText().index("Đề nghị")
    cursor = tab.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(tab.text.toPlainText().index(" Đường"), cursor.MoveMode.KeepAnchor)
    tab.text.setTextCursor(cursor)
    before = len(given())
    qtbot.keyClick(tab.text, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    made = given()[-1]
    assert len(given()) == before + 1
    assert made.text == "Công an phường lắp thêm 02 camera ở khu chợ, xong trước ngày 30/6/2026"
    assert page.editor.setting.units[made.lead_id].name.startswith("Công an phường")
    assert made.deadline.due_on.isoformat() == "2026-06-29"
    assert made.statement_id == stored().statements[-1].id
    assert made.text in tab.told_made.text()
    assert tab.meant.other_day.text() == "Or is 30/6/2026 itself meant?"
    tab.meant.other_day.click()
    assert given()[-1].deadline.due_on.isoformat() == "2026-06-30"
    page.session.undo()
    assert given()[-1].deadline.due_on.isoformat() == "2026-06-29"
    tab.see_button.click()
    conclusion = page.editor.conclusion
    assert page.editor.tab is conclusion
    assert conclusion.text.text() == made.text
    assert "Trưởng khu phố 3" in conclusion.origin.words.text()
    conclusion.origin.see_button.click()
    assert page.editor.tab is tab
    assert tab.text.text().endswith("Đường còn tối.")


def test_the_same_words_make_no_second_directive(page, stored, given):
    _say(page, "Đề nghị các lực lượng phối hợp tuần tra khu chợ ban đêm")
    page.editor._demand.trigger()
    count = len(given())
    page.editor._demand.trigger()
    assert len(given()) == count
    assert page.editor.tab is page.editor.conclusion
    show(page, page.editor.general)
    assert not page.editor._demand.isEnabled()


def test_a_directive_stays_when_what_was_said_is_taken_out(page, book, stored, given):
    _say(page, "Đề nghị tuần tra khu chợ ban đêm")
    page.editor._demand.trigger()
    made = given()[-1]
    page.editor.reports.remove()
    assert stored().statements == () or stored().statements[-1].id != made.statement_id
    assert given()[-1].text == made.text
    assert given()[-1].statement_id is None
    page.session.undo()
    assert given()[-1].statement_id == made.statement_id
