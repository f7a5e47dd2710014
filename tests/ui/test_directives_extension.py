"""Putting off a deadline on the page of directives."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from giaoban_desktop.services import directives
from giaoban_desktop.ui.directives.extend_dialog import ExtendDialog


@pytest.fixture
def page(qtbot, window):
    window.resize(1366, 768)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    return window.page


def found(book):
    return {one.text: one for one in directives.listed(book, as_of=date(2026, 3, 25))}


@pytest.fixture
def due(book):
    return found(book)["Tổ chức diễn tập phòng cháy, chữa cháy."]


@pytest.fixture
def asked(qtbot, page, due):
    """The dialog, asked for by its key."""
    page.open_row(due.id)
    qtbot.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(ExtendDialog)
    yield dialog
    if isValid(dialog):
        dialog.close()


def story(page):
    return [page.panel.history.item(row).text() for row in range(page.panel.history.count())]


def test_by_keyboard_and_taken_back(qtbot, window, page, book, due, asked):
    assert any("31/12/2026 (trong quý IV năm 2026)" in one.text() for one in asked.findChildren(QLabel))
    asked.fields["deadline"].setText("trong quý I năm 2027")
    assert asked.meant.text() == "Until 31/3/2027"
    asked.fields["reason"].setText("Chờ kinh phí.")
    asked.fields["agreed_by"].setText("bà Trần Thị Mai")
    qtbot.keyClick(asked.fields["reason"], Qt.Key.Key_Return)
    kept = found(book)[due.text]
    assert (kept.deadline.due_on, kept.extensions[0].agreed_on) == (date(2027, 3, 31), date(2026, 3, 25))
    assert story(page) == ["25/3/2026 – put off, before until 31/12/2026\nChờ kinh phí. (bà Trần Thị Mai)"]
    assert "Deadline: 31/3/2027 (trong quý I năm 2027)" in page.panel.facts.text()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert found(book)[due.text] == due
    assert story(page) == []


@pytest.mark.parametrize(
    ("texts", "field", "said"),
    [
        ({"deadline": "1/6/2026"}, "deadline", "1/6/2026 is not later than the deadline it has, 31/12/2026."),
        ({"deadline": "khi nào xong"}, "deadline", ""),
        ({"reason": ""}, "reason", "must not be empty"),
        ({"agreed_by": ""}, "agreed_by", "must not be empty"),
        ({"day": "31/2"}, "day", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(book, due, asked, texts, field, said):
    good = {"deadline": "31/1/2027", "reason": "Chờ kinh phí.", "agreed_by": "Bí thư", "day": "25/3/2026"}
    for name, text in (good | texts).items():
        asked.fields[name].setText(text)
    asked.accept()
    assert asked.isVisible()
    assert asked.wrong.isVisible()
    assert said in asked.wrong.text()
    assert [name for name, one in asked.fields.items() if one.property("look") == "wrong"] == [field]
    assert asked.fields["deadline"].text() == (good | texts)["deadline"]
    assert found(book)[due.text] == due


def test_only_what_is_open_and_has_a_deadline_can_be_put_off(qtbot, page, book, due):
    for text, can in ((due.text, True), ("Nắm chắc địa bàn.", False)):
        page.open_row(found(book)[text].id)
        assert page._extend.isEnabled() is can
    page.open_row(found(book)["Nắm chắc địa bàn."].id)
    qtbot.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(ExtendDialog) is None


def test_the_day_that_is_shown_is_the_one_that_is_kept(asked, window, book, due):
    window.session._today = lambda: date(2027, 1, 5)
    asked.fields["day"].setText("20/12/2026")
    asked.fields["deadline"].setText("trong tháng 1")
    assert asked.meant.text() == "Until 31/01/2027"
    asked.fields["reason"].setText("chờ kinh phí")
    asked.accept()
    assert directives.get(book, due.id).deadline.due_on == date(2027, 1, 31)


def test_nothing_was_agreed_on_a_day_to_come(asked, window, book, due):
    for name, text in (("deadline", "31/12/2027"), ("reason", "chờ kinh phí"), ("day", "1/12/2027")):
        asked.fields[name].setText(text)
    asked.accept()
    assert asked.isVisible()
    assert "still to come" in asked.wrong.text()
    assert directives.get(book, due.id).deadline == due.deadline
