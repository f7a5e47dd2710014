"""Urgent, split, joined, coming again: on the page of directives, and where a deadline is typed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from giaoban_desktop.services import directives
from giaoban_desktop.ui.directives.join_dialog import JoinDialog
from giaoban_desktop.ui.directives.split_dialog import SplitDialog
from tests.ui.meetings.meeting_steps import show

TODAY = date(2026, 3, 25)


@pytest.fixture
def page(qtbot, window):
    window.resize(1366, 768)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    return window.page


def found(book):
    return {one.text: one for one in directives.listed(book, as_of=TODAY)}


def open_ones(book):
    return directives.listed(book, as_of=TODAY, only_open=True)


@pytest.fixture
def due(book, page):
    """A directive with a deadline, chosen on the page."""
    one = found(book)["Tổ chức diễn tập phòng cháy, chữa cháy."]
    page.open_row(one.id)
    return one


@pytest.fixture
def asked(page):
    """Opens a dialog by its action, and closes it when it is still there."""
    opened = []

    def ask(action, kind):
        action.trigger()
        opened.append(page.findChild(kind))
        return opened[-1]

    yield ask
    for dialog in opened:
        if isValid(dialog):
            dialog.close()


def test_the_urgent_come_first_and_say_so(qtbot, page, book, due):
    directives.save(book, replace(due, id="a", text="Lập danh sách hộ kinh doanh.", deadline=None, meeting_id=None))
    directives.save(book, replace(due, id="b", text="Kiểm tra kho vật chất.", deadline=None, meeting_id=None))
    page._choose_view("open")
    page.load()

    def shown():
        return [page._model.index(row, 1).data() for row in range(page._model.rowCount())]

    first = shown()[0]
    last = shown()[-1]
    page.table.selectRow(page._model.rowCount() - 1)
    qtbot.keyClick(page.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert found(book)[last].urgent
    assert shown()[0] == first
    assert f"URGENT – {last}" in shown()
    assert shown().index(f"URGENT – {last}") < len(shown()) - 1
    qtbot.keyClick(page.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert not found(book)[last].urgent


def test_splitting_asks_for_units_and_gives_each_its_own(page, book, due, asked):
    dialog = asked(page._split_up, SplitDialog)
    for at in range(dialog.units.count()):
        dialog.units.item(at).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert dialog.wrong.isVisible()
    assert "at least two units" in dialog.wrong.text()
    for at in (0, 1):
        dialog.units.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    parts = [one for one in open_ones(book) if one.text == due.text]
    assert len({one.lead_id for one in parts}) == len(parts) == 2
    page.open_row(due.id)
    assert "Carried on by: " in page.panel.facts.text()
    assert page.panel.state.text() == "Handed over"
    page.open_row(parts[0].id)
    assert "Carries on: " in page.panel.facts.text()


def test_joining_offers_the_most_alike_first_and_closes_this_one(page, book, due, asked):
    directives.split_by_unit(book, due.id, [unit.id for unit in page._units.values()][:2], on=TODAY, words="Tách.")
    page.load()
    one, other = (one for one in open_ones(book) if one.text == due.text)
    page.open_row(one.id)
    dialog = asked(page._join, JoinDialog)
    assert due.text in dialog.others.currentItem().text()
    dialog.wanted.setText("không có chỉ đạo nào như vậy")
    dialog.accept()
    assert "Choose the directive that goes on" in dialog.wrong.text()
    dialog.wanted.setText("dien tap")
    dialog.accept()
    assert [left.id for left in open_ones(book) if left.text == due.text] == [other.id]


def test_the_paper_that_shows_it_is_kept_with_the_note(qtbot, page, book, due):
    page.progress.setText("Đã tổ chức xong.")
    page.evidence.setText("BC 45/BC-CAX ngày 20/3/2026")
    qtbot.keyClick(page.evidence, Qt.Key.Key_Return)
    assert found(book)[due.text].notes[-1].evidence == "BC 45/BC-CAX ngày 20/3/2026"
    assert (page.progress.text(), page.evidence.text()) == ("", "")
    assert "(BC 45/BC-CAX ngày 20/3/2026)" in page.panel.history.item(0).text()


def test_done_takes_what_comes_again_to_its_next_day(qtbot, window, book):
    window.show_page("meetings")
    show(window.page, window.page.editor.conclusion)
    tab = window.page.editor.conclusion
    tab.add()
    tab.text.setPlainText("Báo cáo kết quả tuần tra chung.")
    tab.deadline.setText("ngày 25 hằng tháng")
    tab.due.understand()
    assert tab.understood.text() == "Comes again; next due on 25/3/2026. Printed in these words."
    tab.commit()
    kept = found(book)["Báo cáo kết quả tuần tra chung."]
    assert (kept.recurrence.words, kept.deadline.due_on) == ("ngày 25 hằng tháng", date(2026, 3, 25))
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    window.page.open_row(kept.id)
    assert "Comes again; done 0 times so far" in window.page.panel.facts.text()
    assert not window.page._extend.isEnabled()
    window.page._done.trigger()
    kept = found(book)[kept.text]
    assert (kept.is_open, kept.deadline.due_on) == (True, date(2026, 4, 25))
    assert "25/3/2026\ndone, due on 25/3/2026" in [
        window.page.panel.history.item(row).text() for row in range(window.page.panel.history.count())
    ]


def test_the_deadlines_shown_are_written_for_a_calendar(qtbot, page, book, due, tmp_path):
    file = tmp_path / "thoi-han.ics"
    page.write_calendar(file)
    qtbot.waitUntil(lambda: "deadlines written" in page.panel.message.text())
    text = file.read_text(encoding="utf-8")
    open_due = [one for one in open_ones(book) if one.deadline]
    assert text.count("BEGIN:VEVENT") == len(open_due) > 0
    assert page.panel.message.text() == f"{len(open_due)} deadlines written: thoi-han.ics"
