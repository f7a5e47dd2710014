"""Amending issued minutes by window and by keyboard, from the wrong words to the number of the amendment."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.services import amendments, documents, meetings, papers
from giaoban_desktop.ui.documents.amend_dialog import AmendDialog
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.paper_list import name
from tests.builders import freeze

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 25)


@pytest.fixture
def meeting_id(book):
    found = meetings.listed(book)[0].id
    freeze(book, found)
    documents.issue(book, found, number="5", issued_on=TODAY)
    return found


@pytest.fixture
def page(window, meeting_id):
    window.show_page("documents")
    return window.page


def amend(page, qtbot) -> AmendDialog:
    """The dialog with one number put right and a reason."""
    qtbot.keyClick(page.list, Qt.Key.Key_M, CTRL)
    dialog = page.findChild(AmendDialog)
    assert dialog.focusWidget() is dialog.reason
    qtbot.keyClicks(dialog.reason, "nham so lieu")
    qtbot.keyClicks(dialog.search, "88")
    assert dialog.paragraphs.count() >= 1
    dialog.right.setPlainText(dialog.right.text().replace("88", "89"))
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    return dialog


def test_minutes_are_amended_from_the_wrong_words_to_the_number(page, book, qtbot):
    dialog = amend(page, qtbot)
    assert dialog.told.count() == 1
    assert "89" in dialog.told.item(0).text()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert (name(page.chosen), page.chosen.state) == ("Amendment", MeetingState.DRAFT)
    qtbot.keyClick(page.list, Qt.Key.Key_D, CTRL)
    assert page.chosen.state is MeetingState.READY
    qtbot.keyClick(page.list, Qt.Key.Key_D, CTRL)
    number = page.findChild(NumberDialog)
    qtbot.keyClicks(number.number, "7")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert page.chosen.reference == "07/BB-CAP"
    assert [one.reference for one in papers.listed(book)] == ["05/BB-CAP", "07/BB-CAP"]


def test_a_draft_is_written_on_and_taken_out(page, book, qtbot):
    amend(page, qtbot).accept()
    qtbot.keyClick(page.list, Qt.Key.Key_M, CTRL)
    dialog = page.findChildren(AmendDialog)[-1]
    assert dialog.reason.text() == "nham so lieu"
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.told.count() == 0
    dialog.accept()
    assert amendments.get(book, page.chosen.id).replacements == ()
    assert page.panel.check_list.title.text() == "To be added (1)"
    page.steps.actions["take_out"].trigger()
    assert len(papers.listed(book)) == 1
    page.session.undo()
    assert len(papers.listed(book)) == 2


def test_what_is_wrong_is_said_in_the_dialog(page, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_M, CTRL)
    dialog = page.findChild(AmendDialog)
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.wrong.text() == "Both say the same. Write how it must read."
    dialog.day.setText("31/2/2026")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.wrong.text() != ""
    qtbot.keyClicks(dialog.search, "khong co chu nay")
    assert dialog.paragraphs.count() == 0
    assert not dialog.add.isEnabled()
    dialog.reject()


def test_only_what_can_be_done_is_offered(page, book, meeting_id, qtbot):
    def offered() -> set[str]:
        return {step for step, action in page.steps.actions.items() if action.isVisible()}

    assert offered() == {"scan", "amend"}
    amend(page, qtbot).accept()
    assert offered() == {"freeze", "write", "take_out"}
    assert not page._annex.isEnabled()
    page.open_row(meeting_id)
    assert offered() == {"scan", "amend"}


def test_what_was_written_anew_is_added_when_another_paragraph_is_chosen_or_it_is_kept(page, book, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_M, CTRL)
    dialog = page.findChild(AmendDialog)
    dialog.right.setPlainText(f"{dialog.right.text()} them")
    dialog.paragraphs.setCurrentRow(1)
    assert dialog.told.count() == 1
    dialog.right.setPlainText(f"{dialog.right.text()} nua")
    qtbot.keyClicks(dialog.search, "a")
    assert dialog.told.count() == 2
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.paragraphs
    dialog.paragraphs.setCurrentRow(2)
    dialog.right.setPlainText(f"{dialog.right.text()} cuoi")
    dialog.accept()
    assert len(amendments.get(book, page.chosen.id).replacements) == 3


def test_closing_without_keeping_tells_so_once(page, book, qtbot):
    dialog = amend(page, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not kept yet" in dialog.wrong.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(papers.listed(book)) == 1


def test_what_is_put_right_twice_in_a_paragraph_is_one_correction(page, qtbot):
    dialog = amend(page, qtbot)
    shown = dialog.right.toPlainText()
    assert "89" in shown  # as it reads with what was added
    dialog.right.setPlainText(shown.replace("89", "90"))
    dialog.add.click()
    assert dialog.told.count() == 1
    assert "90" in dialog.told.item(0).text()
    dialog.right.setPlainText(shown.replace("89", "88"))
    dialog.add.click()
    assert dialog.told.count() == 0  # as it was in the minutes
    dialog.reason.setText("x" * 600)
    dialog.reject()
    dialog.reject()
    assert not dialog.isVisible()
