"""Adding lead and deadline by keyboard, and which day "trước ngày X" means when a deadline is put off."""

from datetime import date

from PySide6.QtCore import Qt

from giaoban_desktop.services import directives
from giaoban_desktop.ui.directives.assign_dialog import AssignDialog
from giaoban_desktop.ui.directives.extend_dialog import ExtendDialog
from tests.builders import directive

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_lead_and_a_deadline_are_added_by_key(window, book, qtbot):
    made = directive(given_on=date(2026, 3, 24))
    directives.save(book, made)
    window.show_page("directives")
    page = window.page
    page.open_row(made.id)
    qtbot.keyClick(page.table, Qt.Key.Key_L, CTRL)
    dialog = page.findChild(AssignDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.wrong.text() == "Choose who leads, or write by when."
    qtbot.keyClick(dialog.lead, Qt.Key.Key_Down)
    dialog.due.line.setText("trước ngày 20/4/2026")
    dialog.due.meant.click()
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    found = directives.get(book, made.id)
    assert found.lead_id is not None
    assert found.deadline.due_on == date(2026, 4, 20)
    assert not page._assign.isEnabled()


def test_which_day_is_meant_is_asked_when_a_deadline_is_put_off(window, book, qtbot):
    window.show_page("directives")
    page = window.page
    due = next(one for one in directives.listed(book, as_of=date(2026, 3, 25), only_open=True) if one.deadline)
    page.open_row(due.id)
    page._put_off()
    dialog = page.findChild(ExtendDialog)
    dialog.fields["deadline"].setText("trước ngày 20/1/2027")
    assert dialog.meant.text() == "Until 19/01/2027"
    dialog.other_day.click()
    assert dialog.meant.text() == "Until 20/01/2027"
    dialog.fields["reason"].setText("cho vat tu")
    dialog.fields["agreed_by"].setText("ba Mai")
    dialog.accept()
    assert directives.get(book, due.id).deadline.due_on == date(2027, 1, 20)


def test_a_deadline_that_is_wrong_is_not_kept(window, book, qtbot):
    made = directive(given_on=date(2026, 3, 24), text="Lắp <b>biển</b> báo.")
    directives.save(book, made)
    window.show_page("directives")
    page = window.page
    page.open_row(made.id)
    assert page.panel.words.textFormat() is Qt.TextFormat.PlainText  # what was typed is never markup
    qtbot.keyClick(page.table, Qt.Key.Key_L, CTRL)
    dialog = page.findChild(AssignDialog)
    dialog.due.line.setText("1/3/2026")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.wrong.text() == dialog.due.understood.text() != ""
    dialog.due.line.setText("30/4/2026")
    dialog.day.setText("1/1/2027")
    dialog.accept()
    assert dialog.isVisible()
    assert directives.get(book, made.id).deadline is None
    dialog.close()
