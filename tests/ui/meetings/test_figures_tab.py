"""The tab of figures in the editor of a meeting: keys, whose figures they are, undo, read-only, what is suggested."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import documents, figures
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.ui.theme import DARK
from giaoban_desktop.ui.views.figure_model import FIRST
from tests.builders import freeze, observation
from tests.ui.figure_steps import CA, CONTROL, KEYS, MARCH, compose

BY_FORCE = RowKey("9.1", None)
QUARTER = quarter(2026, 1)


@pytest.fixture
def tab(window):
    """The tab in front, with every row, of the draft about the first quarter."""
    window.show_page("meetings")
    window.page.editor.tabs.setCurrentIndex(window.page.editor.parts.index(window.page.editor.figures))
    window.page.editor.figures.only_used.setChecked(False)
    return window.page.editor.figures


def heads(tab):
    model = tab.sheet.model
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def go(tab, head, key=BY_FORCE):
    model, table = tab.sheet.model, tab.sheet.table
    index = model.index(model.line_of(key), heads(tab).index(head))
    table.setFocus()
    table.go_to(index)
    return index


def type_in(qtbot, tab, text):
    table = tab.sheet.table
    for letter in text:
        qtbot.keyClicks(table.open_editor() or table, letter)
    qtbot.keyClick(table.open_editor(), KEYS.Key_Return)


def of_meeting(book, window, unit_id=CA):
    kept = figure_rows.list_of_meeting(book, window.page.meeting.id)
    return [one.value.text for one in kept if (one.indicator, one.unit_id) == ("9.1", unit_id)]


def test_alt_and_its_letter_bring_it_to_the_front(window, qtbot):
    window.show_page("meetings")
    page = window.page
    assert page.editor.tabs.tabText(page.editor.parts.index(page.editor.figures)) == "&Figures"
    qtbot.keyClick(window, KEYS.Key_F, Qt.KeyboardModifier.AltModifier)
    assert page.editor.tab is page.editor.figures
    order = [
        page.editor.general,
        page.editor.attendance,
        page.editor.reports,
        page.editor.figures,
        page.editor.conclusion,
    ]
    assert [part for part in page.editor.parts if part in order] == order


def test_its_columns_are_joint_work_its_forces_and_the_sum(tab, window):
    assert heads(tab)[FIRST:] == ["chung", "CA", "QS", "sum"]
    assert {column.period for column in tab.sheet.model.columns} == {QUARTER}
    assert tab.days.text() == "Counted from 01/01/2026 to 24/3/2026"
    assert go(tab, "chung").data() == "88"


def test_the_period_in_the_top_bar_changes_nothing_here(tab, window):
    window.session.choose_period(quarter(2025, 4))
    assert {column.period for column in tab.sheet.model.columns} == {QUARTER}
    assert go(tab, "chung").data() == "88"


def test_a_figure_typed_belongs_to_the_meeting_and_ctrl_z_takes_it_back(tab, window, qtbot, book):
    index = go(tab, "CA")
    type_in(qtbot, tab, "24?")
    assert of_meeting(book, window) == ["24?"]
    assert (index.data(), go(tab, "sum").data()) == ("24", "112")
    assert tab.sheet.table.currentIndex().row() == index.row()
    qtbot.keyClick(window, KEYS.Key_Z, CONTROL)
    assert of_meeting(book, window) == []
    assert go(tab, "sum").data() == "88"


def test_a_composed_syllable_is_kept_when_another_tab_or_page_is_chosen(tab, window, qtbot, book):
    go(tab, "CA")
    compose("5")
    compose("50")
    window.page.editor.tabs.setCurrentIndex(0)
    assert of_meeting(book, window) == ["50"]
    window.page.editor.tabs.setCurrentIndex(window.page.editor.parts.index(tab))
    go(tab, "CA")
    compose("g")
    compose("", commit="gần ")
    compose("60")
    qtbot.keyClick(window, KEYS.Key_1, CONTROL)
    meetings_page = window.pages["meetings"]
    kept = figure_rows.list_of_meeting(book, meetings_page.meeting.id)
    assert "gần 60" in [one.value.text for one in kept]


def test_wrong_text_is_told_below_the_grid_and_stays(tab, qtbot):
    go(tab, "CA")
    type_in(qtbot, tab, "a")
    assert tab.sheet.table.open_editor().text() == "a"
    assert tab.notice.isVisible()
    assert "is not a number" in tab.notice.sentence.text()


def test_what_the_months_say_is_suggested_until_it_is_taken_over(tab, window, qtbot, book):
    window.session.do(lambda opened: figures.record(opened, observation(unit_id=CA, period=MARCH, value=7)))
    index = go(tab, "CA")
    assert index.data() == "7"
    assert "not part of this meeting yet" in tab.about.text()
    assert of_meeting(book, window) == []
    qtbot.keyClick(tab.sheet.table, KEYS.Key_F2)
    qtbot.keyClick(tab.sheet.table.open_editor(), KEYS.Key_Return)
    assert of_meeting(book, window) == ["7"]
    go(tab, "CA")
    assert "not part of this meeting yet" not in tab.about.text()


def test_frozen_minutes_are_only_read(tab, window, qtbot, book):
    meeting_id = window.page.meeting.id
    window.session.do(lambda opened: freeze(opened, meeting_id))
    go(tab, "CA")
    qtbot.keyClick(tab.sheet.table, KEYS.Key_5)
    qtbot.keyClick(tab.sheet.table, KEYS.Key_F2)
    assert tab.sheet.table.open_editor() is None
    assert not tab.sheet.paste_action.isEnabled()
    assert of_meeting(book, window) == []
    window.session.do(
        lambda opened: documents.reopen(opened, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    )
    go(tab, "CA")
    type_in(qtbot, tab, "5")
    assert of_meeting(book, window) == ["5"]


def test_other_days_counted_by_the_meeting_hold_for_what_is_typed_next(tab, window, qtbot, book):
    page = window.page
    page.editor.tabs.setCurrentIndex(0)
    page.editor.general.told["counted_to"].control.setText("20/3/2026")
    page.editor.tabs.setCurrentIndex(page.editor.parts.index(tab))
    assert tab.days.text() == "Counted from 01/01/2026 to 20/3/2026"
    go(tab, "CA")
    type_in(qtbot, tab, "5")
    (kept,) = [one for one in figure_rows.list_of_meeting(book, page.meeting.id) if one.unit_id == CA]
    assert kept.counted_to == page.meeting.counted_to


def test_its_keys_are_in_the_menu_only_while_it_is_in_front(tab, window):
    assert all(command.isVisible() for command in tab.commands)
    window.page.editor.tabs.setCurrentIndex(0)
    assert not any(command.isVisible() for command in tab.commands)


def test_the_model_keeps_the_rules_of_qt(tab, qtbot):
    tester = QAbstractItemModelTester(tab.sheet.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    go(tab, "CA")
    type_in(qtbot, tab, "5")
    tab.only_used.setChecked(True)
    tab.sheet.grid.fold_requested.emit(0, True)
    assert tester.model() is tab.sheet.model


def test_it_is_drawn_in_the_dark_theme_and_in_a_small_window(tab, window):
    window.resize(1024, 640)
    window.set_theme(DARK)
    assert not tab.grab().isNull()
    assert not tab.legend.isVisible()


def test_the_chosen_cell_tells_what_it_was_before(tab, window, qtbot):
    for period, number in ((QUARTER.previous(), 80), (QUARTER.last_year(), 70)):
        known = observation("9.1", number, period=period, counted_to=period.last_on)
        window.session.do(lambda book, known=known: figures.record(book, known))
    go(tab, "CA")
    go(tab, heads(tab)[FIRST])
    qtbot.waitUntil(lambda: tab.before.text() != "")
    assert tab.before.text() == "Before (quarter IV/2025): 80 (up 8); Last year (quarter I/2025): 70 (up 18)"
