"""Attendance, agenda, reports: rows that are begun, typed, taken out and brought back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.meetings import Section
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
