"""From draft to issue and back; two versions compared."""

from dataclasses import replace

from PySide6.QtCore import Qt

from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.services import documents, meetings, papers
from giaoban_desktop.ui.documents.compare_dialog import CompareDialog
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.reopen_dialog import ReopenDialog
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from tests.builders import complete, freeze
from tests.ui.documents.document_steps import CTRL, TODAY


def test_from_draft_to_issue_by_keyboard_alone(window, page, book, qtbot):
    assert page.list.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    assert meetings.listed(book)[0].state is MeetingState.DRAFT
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    said = page.findChild(CompletenessDialog)
    qtbot.keyClick(said, Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    assert meetings.listed(book)[0].state is MeetingState.READY
    assert page.panel._steps.accessibleName() == "Step 3 of 4: Signed: write in number and date"
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    asked = page.findChild(NumberDialog)
    asked.number.clear()
    qtbot.keyClicks(asked.number, "5")
    asked.day.clear()
    qtbot.keyClicks(asked.day, "23/3/2026")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert "before its meeting" in asked._wrong_day.text()
    assert asked.number.text() == "5"
    asked.day.clear()
    qtbot.keyClicks(asked.day, "25/3/2026")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    assert meetings.listed(book)[0].state is MeetingState.ISSUED
    assert page.panel.register.text() == "Number 05/BB-CAP, 25/3/2026"
    assert not page.steps.actions["freeze"].isVisible()
    assert not page.steps.actions["issue"].isVisible()


def test_a_frozen_paper_goes_back_to_draft_by_key(window, page, book, qtbot):
    complete(book, page.chosen.meeting.id)
    page.load()
    page.steps.actions["freeze"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.findChild(ReopenDialog)
    qtbot.keyClicks(dialog.reason, "sai gio")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert meetings.listed(book)[0].state is MeetingState.DRAFT
    assert page.panel._steps.accessibleName() == "Step 1 of 4: Draft"


def test_going_back_to_draft_asks_for_the_reason(page, book, meeting_id):
    freeze(book, meeting_id)
    page.load()
    page.steps.actions["reopen"].trigger()
    dialog = page.findChild(ReopenDialog)
    dialog.accept()
    assert dialog.isVisible()
    assert page.chosen.state is MeetingState.READY
    dialog.reason.setText("sai số liệu tuần tra")
    dialog.accept()
    page.load()
    assert page.chosen.state is MeetingState.DRAFT
    assert [paper.reason for paper in papers.listed(book) if paper.is_superseded] == ["sai số liệu tuần tra"]


def test_a_print_taken_back_is_compared_with_what_is_now(page, book, meeting_id):
    freeze(book, meeting_id)
    documents.reopen(book, meeting_id, reason="sai địa điểm", on=TODAY)
    meeting = meetings.get(book, meeting_id)
    meetings.save(book, replace(meeting, place="Hội trường <B>"))
    page.load()
    assert page.steps.actions["compare"].isVisible()
    page.filter.setCurrentIndex(page.filter.findData("withdrawn"))
    page.filter.activated.emit(page.filter.currentIndex())
    page.steps.actions["compare"].trigger()
    dialog = page.findChild(CompareDialog)
    assert dialog.told.text() == "1 paragraph differs."
    shown = dialog.text.toPlainText()
    assert dialog.before.currentText() == "Print taken back 25/3/2026: sai địa điểm"
    assert dialog.after.currentText() == "Now, as a draft"
    assert "Hội trường <B>" in shown
    assert "BIÊN BẢN" not in shown
    dialog.only_changes.setChecked(False)
    assert dialog.text.toPlainText().count("BIÊN BẢN") == 2
    dialog.before.setCurrentIndex(1)
    dialog.before.activated.emit(1)
    assert dialog.told.text() == "Nothing differs: both say the same."
    dialog.reject()
