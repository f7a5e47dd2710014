"""The deadlines of a month: gone through by keyboard, a day's directives below, the story beside."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop.domain.deadlines import parse_when
from giaoban_desktop.domain.directives import Deadline
from giaoban_desktop.services import directives
from tests.builders import UNITS, directive

TODAY = date(2026, 3, 25)


@pytest.fixture
def page(qtbot, window, book):
    """The month view, with three deadlines on one day of April."""
    like = next(one for one in directives.listed(book, as_of=TODAY, only_open=True) if one.deadline)
    for n in range(3):
        made = replace(like, id=f"t{n}", text=f"Việc {n} của tháng Tư.", meeting_id=None, lead_id=UNITS["CA"].id)
        directives.save(book, replace(made, deadline=Deadline(date(2026, 4, 30))))
    window.resize(1366, 768)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    window.page.by_month.click()
    return window.page


def listed(page):
    return [page.month.listed.item(at).text() for at in range(page.month.listed.count())]


def test_it_begins_with_the_month_of_today(page):
    assert page.month._title.text() == "Month 3/2026"
    assert page.month._day.text() == "25/3/2026: nothing is due"
    assert page.table.isHidden()


def test_pages_turn_the_month_and_arrows_go_by_days(qtbot, page):
    table = page.month.table
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert page.month._title.text() == "Month 4/2026"
    assert page.month._day.text().startswith("25/4/2026")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.month._day.text() == "02/5/2026: nothing is due"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    for _day in range(12):
        qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert page.month._title.text() == "Month 4/2025"
    page.month._now.click()
    assert page.month._day.text().startswith("25/3/2026")


def test_the_last_day_of_a_short_month_stands_for_a_longer_one(page):
    page.month.go_to(date(2028, 3, 31))
    page.month.turn(-1)
    assert page.month._day.text().startswith("29/02/2028")


def test_a_day_lists_what_is_due_and_the_story_follows(qtbot, page):
    page.month.go_to(date(2026, 4, 30))
    assert sum("của tháng Tư." in line for line in listed(page)) == 3
    assert "CA: Việc 0 của tháng Tư." in "\n".join(listed(page)).replace(UNITS["CA"].label, "CA")
    qtbot.keyClick(page.month.table, Qt.Key.Key_Return)
    assert page.month.listed.hasFocus()
    qtbot.keyClick(page.month.listed, Qt.Key.Key_Down)
    chosen = page.month.chosen_id()
    assert page.panel.words.text() == directives.get(page.session.book, chosen).text


def test_what_is_done_stays_chosen_and_is_told_as_done(page, book):
    page.month.go_to(date(2026, 4, 30))
    page.month.listed.setCurrentRow(1)
    chosen = page.month.chosen_id()
    page._done.trigger()
    assert not directives.get(book, chosen).is_open
    assert page.month.chosen_id() == chosen
    assert page.month.listed.currentItem().text().startswith("Done in time – ")


def test_each_day_tells_itself_to_a_screen_reader(page):
    page.month.go_to(date(2026, 4, 30))
    model = page.month.model
    told = model.data(model.index_of(date(2026, 4, 30)), Qt.ItemDataRole.AccessibleTextRole).split("\n")
    assert told[0] == "30/4/2026"
    assert told[1].endswith("deadlines")
    assert model.data(model.index_of(date(2026, 4, 29)), Qt.ItemDataRole.AccessibleTextRole) == "29/4/2026"


def test_where_nothing_is_due_nothing_can_be_done(page, book):
    assert page.month._day.text() == "25/3/2026: nothing is due"
    assert not page.panel.isEnabled()
    assert not any(action.isEnabled() for action in page._acts)
    assert page.panel.words.text() == ""
    page.month.go_to(date(2026, 4, 30))
    assert page.panel.isEnabled()
    assert page._done.isEnabled()
    page.progress.setText("Đã làm một nửa")
    page.month.go_to(date(2026, 4, 29))
    assert (page.progress.text(), page._done.isEnabled()) == ("", False)
    page.month.go_to(date(2026, 4, 30))
    assert page.progress.text() == "Đã làm một nửa"


def test_what_comes_again_stands_on_each_of_its_days(page, book):
    when = parse_when("ngày 10 hằng tháng", given_on=TODAY)
    directives.save(
        book, directive(text="Báo cáo hằng tháng.", deadline=when.deadline, recurrence=when.recurrence, id="again")
    )
    page.load()
    for number in (4, 5, 12):
        page.month.go_to(date(2026, number, 10))
        assert any("Báo cáo hằng tháng." in text for text in listed(page)), number
    page.month.go_to(date(2027, 1, 10))
    assert page.month.chosen_id() == "again"
    page.month.go_to(date(2026, 3, 10))
    assert listed(page) == []  # before it was given
