"""The two views of the figures, by months and by forces: rows, sums, states, folding, keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.figures import parse_value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import month, quarter, whole_year
from giaoban_desktop.services import figure_grid, figures, indicators, meetings, targets
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.ui.figures.correction import CorrectionDialog
from giaoban_desktop.ui.figures.month_chart import MonthChartDialog
from giaoban_desktop.ui.figures.target_dialog import TargetDialog
from giaoban_desktop.ui.figures.views import View
from giaoban_desktop.ui.views.figure_model import FIRST, NAME
from giaoban_desktop.ui.views.paste_preview import PastePreview
from tests.builders import UNITS, freeze, observation
from tests.ui.figure_steps import CA, CONTROL, KEYS, MARCH, PATROLS, QS, go, kept, shown

ALL_TOGETHER = RowKey("9.1", None, is_sum=True)
BY_FORCE = RowKey("9.1", None)


@pytest.fixture
def page(window):
    return shown(window)


@pytest.fixture
def forces(page, window):
    """The page by forces, in March 2026."""
    window.session.choose_period(MARCH)
    page.view.choose(View.FORCES)
    return page


def heads(page):
    return [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(page.model.columnCount())]


def cell_of(page, head, key=BY_FORCE):
    index = page.model.index(page.model.line_of(key), heads(page).index(head))
    page.table.setFocus()
    page.table.go_to(index)
    return index


def type_in(qtbot, page, text):
    qtbot.keyClicks(page.table, text[0])
    editor = page.table.open_editor()
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, KEYS.Key_Return)


def test_the_columns_are_those_who_report_and_their_sum(forces):
    assert heads(forces)[FIRST:] == ["chung", "CA", "QS", "sum"]
    assert forces.title.text() == "Figures, month 3/2026"
    told = forces.model.headerData(FIRST + 1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert told == UNITS["CA"].name
    assert not forces.force.isVisible()
    lines = [line for line in forces.model.lines if hasattr(line, "key") and line.indicator.code == "9.1"]
    assert [line.key for line in lines] == [BY_FORCE]


def test_figures_are_typed_by_force_and_summed(forces, qtbot, book):
    cell_of(forces, "CA")
    type_in(qtbot, forces, "24")
    cell_of(forces, "QS")
    type_in(qtbot, forces, "7?")
    assert (kept(book), kept(book, MARCH, RowKey("9.1", QS))) == ("24", "7?")
    total = cell_of(forces, "sum")
    assert total.data() == "31"
    assert forces.model.cell(total).value.provisional


def test_a_sum_is_not_typed_into_and_says_so(forces, qtbot):
    forces.model.setData(cell_of(forces, "CA"), "24")
    total = cell_of(forces, "sum")
    qtbot.keyClick(forces.table, KEYS.Key_5)
    assert forces.table.open_editor() is None
    assert "The sum of those who report it" in forces.panel.sentence.text()
    assert not forces.model.setData(total, "5")
    qtbot.keyClick(forces.table, KEYS.Key_Delete)
    assert total.data() == "24"


def test_a_block_over_a_sum_is_not_pasted(forces, book):
    cell_of(forces, "QS")
    QGuiApplication.clipboard().setText("5\t6")
    forces.sheet.paste_action.trigger()
    (wrong, _right) = forces.sheet.findChild(PastePreview).cells.model.rows
    assert (wrong.column, wrong.wrong.startswith("This is a sum.")) == ("sum", True)
    assert kept(book, MARCH, RowKey("9.1", QS)) == ""


def test_a_sum_tells_who_is_missing_unless_the_work_was_reported_together(forces):
    forces.model.setData(cell_of(forces, "CA"), "24")
    total = forces.model.cell(cell_of(forces, "sum"))
    assert (total.value.text, total.missing) == ("24", 1)
    assert "1 of those who report it has not reported in full." in forces.panel.remarks.text()
    forces.model.setData(cell_of(forces, "chung"), "30")
    total = forces.model.cell(cell_of(forces, "sum"))
    assert (total.value.text, total.missing) == ("54", 0)


def test_not_yet_stands_only_where_a_figure_is_wanted(forces, window):
    assert [cell_of(forces, head).data() for head in ("chung", "CA", "QS", "sum")] == ["chưa", "chưa", "chưa", ""]
    forces.model.setData(cell_of(forces, "CA"), "24")
    assert [cell_of(forces, head).data() for head in ("chung", "QS")] == ["", "chưa"]
    forces.model.setData(cell_of(forces, "chung"), "30")
    assert cell_of(forces, "QS").data() == ""
    assert cell_of(forces, "QS", RowKey("17.1", None)).data() == ""  # only the police reports these
    window.session.choose_period(month(2026, 4))
    assert [cell_of(forces, head).data() for head in ("chung", "CA", "QS")] == ["", "", ""]


def test_a_force_that_is_not_asked_may_report_all_the_same(forces, window, qtbot, book):
    key = RowKey("17.1", QS)
    cell_of(forces, "QS", RowKey("17.1", None))
    type_in(qtbot, forces, "3")
    assert kept(book, MARCH, key) == "3"
    assert forces.model.cell(cell_of(forces, "sum", RowKey("17.1", None))).value.text == "3"
    forces.view.choose(View.MONTHS)
    assert forces.model.line_of(key) >= 0


def test_turning_the_view_stays_with_the_indicator(page, window, qtbot):
    go(page)
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    assert page.sheet.row.key == PATROLS
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    assert page.sheet.row.key == PATROLS
    assert page.model.period(page.table.currentIndex().column()) == MARCH


def test_by_months_the_sum_stands_below_those_who_report(page):
    page.model.setData(go(page), "24")
    page.model.setData(go(page, RowKey("9.1", QS)), "gần 7")
    assert page.model.line_of(ALL_TOGETHER) == page.model.line_of(RowKey("9.1", QS)) + 1
    assert go(page, ALL_TOGETHER).data() == "≈ 31"
    assert not page.model.flags(go(page, ALL_TOGETHER)) & Qt.ItemFlag.ItemIsEditable
    page.force.setCurrentIndex(page.force.findData(CA))
    page.force.activated.emit(page.force.currentIndex())
    assert page.model.line_of(ALL_TOGETHER) < 0


@pytest.mark.parametrize("view", ["months", "forces"])
def test_names_and_measures_stay_in_sight_and_headings_fold(page, window, qtbot, view):
    page.view.choose(View(view))
    window.resize(1024, 640)
    names, table = page.grid.names, page.table
    last = page.model.columnCount() - 1
    assert [names.isColumnHidden(at) for at in range(FIRST + 1)] == [False, False, True]
    assert [table.isColumnHidden(at) for at in (NAME, FIRST - 1, FIRST, last)] == [True, True, False, False]
    table.scrollTo(page.model.index(1, last))
    assert names.visualRect(page.model.index(1, NAME)).left() == 0
    lines = page.model.rowCount()
    table.setFocus()
    table.go_to(page.model.index(page.model.line_of("B"), FIRST))
    qtbot.keyClick(table, KEYS.Key_Left)
    assert page.model.rowCount() < lines
    assert table.currentIndex().row() == page.model.line_of("B")
    qtbot.keyClick(table, KEYS.Key_Right)
    assert page.model.rowCount() == lines


def test_folding_the_heading_of_the_chosen_row_chooses_the_heading(page):
    go(page)
    page.grid.fold_requested.emit(page.model.line_of("B"), True)
    assert page.table.currentIndex().row() == page.model.line_of("B")
    assert page.panel.name.text() == page.sheet.heading.group.name


def test_a_figure_corrected_after_the_minutes_tells_what_stood_there(page, book):
    (meeting,) = meetings.listed(book)
    freeze(book, meeting.id)
    (first,) = [one for one in figure_rows.list_of_meeting(book, meeting.id) if one.indicator == "9.1"]
    later = replace(first, counted_to=quarter(2026, 1).last_on, value=parse_value("90"), meeting_id=None)
    figures.record(book, later)
    page.load()
    index = go(page, RowKey("9.1", None), quarter(2026, 1))
    assert index.data() == "90"
    assert "Corrected after the minutes, in which it was 88." in page.panel.remarks.text()


def test_what_another_page_records_is_there_when_the_page_is_shown(page, window, book):
    window.show_page("today")
    window.session.do(lambda opened: figures.record(opened, observation(unit_id=CA, period=MARCH, value=12)))
    window.show_page("figures")
    assert go(page).data() == "12"


def test_one_indicator_stands_over_all_years_with_all_who_report_it(page, window, qtbot, book):
    for year, value in ((2023, 9), (2025, 20)):
        window.session.do(
            lambda opened, year=year, value=value: figures.record(
                opened, observation(unit_id=CA, period=month(year, 3), value=value)
            )
        )
    page.load()
    go(page)
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    assert page.view.chosen is View.INDICATOR
    assert page.indicator.currentText() == "Cuộc tuần tra đêm"
    assert (heads(page)[FIRST], heads(page)[-1]) == ("M1/23", "Q IV/26")
    assert {row.indicator.code for row in page.model.lines if hasattr(row, "key")} == {"9.1"}
    assert go(page, period=month(2023, 3)).data() == "9"
    type_in(qtbot, page, "11")
    assert kept(book, month(2023, 3)) == "11"
    assert go(page, ALL_TOGETHER, month(2023, 3)).data() == "11"
    page.indicator.setCurrentIndex(page.indicator.findData("10.1"))
    page.indicator.activated.emit(page.indicator.currentIndex())
    assert {row.indicator.code for row in page.model.lines if hasattr(row, "key")} == {"10.1"}
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    assert page.view.chosen is View.MONTHS
    assert page.table.currentIndex().isValid()


def test_the_model_keeps_the_rules_of_qt_in_both_views(page, qtbot):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for view in (View.FORCES, View.INDICATOR, View.MONTHS):
        page.view.choose(view)
        page.table.setFocus()
        page.sheet.go_to(BY_FORCE, FIRST)
        qtbot.keyClick(page.table, KEYS.Key_5)
        qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
        page.grid.fold_requested.emit(0, None)
    assert tester.model() is page.model


def test_the_months_of_an_indicator_are_shown_as_a_chart_with_its_sentence_and_table(page, window, qtbot):
    for n, text in ((1, "24"), (2, "41")):
        page.model.setData(go(page, period=month(2026, n)), text)
    go(page, period=month(2026, 2))
    qtbot.keyClick(page.table, KEYS.Key_B, CONTROL)
    dialog = page.findChild(MonthChartDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 3)
    assert dialog.head.text() == "Cuộc tuần tra đêm (cuộc) theo tháng"
    assert dialog.sentence.text().startswith("Từ đầu năm 2026 đến hết tháng 02: ")
    assert [dialog.table.item(2, column).text() for column in (1, 2)] == ["24", "65"]
    assert dialog.chart.isVisible()
    assert not dialog.grab().isNull()
    qtbot.keyClick(dialog, KEYS.Key_Escape)


def test_what_is_not_added_up_by_months_has_no_chart(page, qtbot):
    go(page, RowKey("18.1", CA))
    qtbot.keyClick(page.table, KEYS.Key_B, CONTROL)
    assert page.findChild(MonthChartDialog) is None
    assert "added up by months" in page.panel.sentence.text()


def test_what_a_plan_asks_for_is_typed_by_key_and_told_in_the_panel(page, window, qtbot, book):
    page.model.setData(go(page), "24")
    assert not page.panel.plan.isVisible()
    qtbot.keyClick(page.table, KEYS.Key_T, CONTROL)
    dialog = page.findChild(TargetDialog)
    assert dialog.period.currentText() == "Year 2026"
    qtbot.keyClicks(dialog.number, "hai")
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert "hai" in dialog.wrong.text()
    dialog.number.selectAll()
    qtbot.keyClicks(dialog.number, "60")
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert targets.find(book, "9.1", CA, whole_year(2026)).quantity == Quantity(60)
    assert page.panel.plan.text() == "Plan for year 2026: 40 % reached (24 of 60)."
    page.session.undo()
    assert targets.find(book, "9.1", CA, whole_year(2026)) is None
    assert not page.panel.plan.isVisible()


def test_a_figure_of_frozen_minutes_is_corrected_by_key_with_a_reason(page, window, qtbot, book):
    (meeting,) = meetings.listed(book)
    window.session.do(lambda opened: freeze(opened, meeting.id))
    page.load()
    go(page, RowKey("9.1", None), quarter(2026, 1))
    assert page.panel.correct.isVisible()
    qtbot.keyClick(page.table, KEYS.Key_E, CONTROL)
    dialog = page.findChild(CorrectionDialog)
    qtbot.keyClicks(dialog.value, "90")
    dialog.day.setText("31/3/2026")
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert "why the figure is corrected" in dialog.wrong.text()
    qtbot.keyClicks(dialog.reason, "Bo sung")
    qtbot.keyClick(dialog, KEYS.Key_Return)
    cell = figure_grid.year_grid(book, 2026).cell(RowKey("9.1", None), quarter(2026, 1))
    assert (cell.value.text, cell.before.text, cell.note) == ("90", "88", "Bo sung")
    assert "in which it was 88" in page.panel.remarks.text()
    qtbot.keyClick(page.table, KEYS.Key_E, CONTROL)
    again = page.findChildren(CorrectionDialog)[-1]
    assert (again.value.text(), again.reason.text()) == ("90", "Bo sung")
    qtbot.mouseClick(again.take_back, Qt.MouseButton.LeftButton)
    assert kept(book, quarter(2026, 1), RowKey("9.1", None)) == "88"
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_E, CONTROL)
    assert "type into any other cell" in page.panel.sentence.text()


def test_a_computed_indicator_stands_with_those_from_which_it_is_computed(page, window, qtbot, book):
    catalogue = {one.code: one for one in indicators.listed(book)}
    made = derived.with_formula(
        Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True), "10.2 ÷ 9.1", catalogue
    )
    window.session.do(lambda opened: indicators.add(opened, made))
    for code, text in (("9.1", "41"), ("10.2", "303")):
        page.model.setData(go(page, RowKey(code, None)), text)
    page.only_used.setChecked(True)
    index = go(page, RowKey("900.1", None))
    assert index.data() == "7,4"
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_an_indicator_that_goes_away_leaves_the_view_of_one_indicator(page, window, qtbot, book):
    page.view.choose(View.INDICATOR)
    made = Indicator("900.1", "B", "Việc riêng", "vụ", own=True)
    window.session.do(lambda opened: indicators.add(opened, made))
    page.indicator.setCurrentIndex(page.indicator.findData("900.1"))
    page.indicator.activated.emit(page.indicator.currentIndex())
    assert page.sheet.row.indicator.code == "900.1"
    window.session.undo()
    assert page.indicator.findData("900.1") < 0
    assert page.indicator.currentData() in {one.code for one in indicators.listed(book)}


def test_a_computed_figure_is_not_pasted_over(page, window, qtbot, book):
    catalogue = {one.code: one for one in indicators.listed(book)}
    each = Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True)
    window.session.do(lambda opened: indicators.add(opened, derived.with_formula(each, "10.2 ÷ 9.1", catalogue)))
    for code, text in (("9.1", "41"), ("10.2", "303")):
        page.model.setData(go(page, RowKey(code, None)), text)
    go(page, RowKey("900.1", None))
    QGuiApplication.clipboard().setText("77")
    page.sheet.paste_action.trigger()
    assert "computed by its formula" in page.panel.sentence.text()
    assert kept(book, MARCH, RowKey("900.1", None)) == "7,4"


def test_a_block_is_not_pasted_over_what_changed_behind_its_preview(page, window, qtbot, book):
    go(page, period=month(2026, 1))
    QGuiApplication.clipboard().setText("11\t12")
    page.sheet.paste_action.trigger()
    preview = page.sheet.findChild(PastePreview)
    figures.record(book, observation(unit_id=CA, period=month(2026, 1), value=99))
    qtbot.keyClick(preview, KEYS.Key_Return)
    assert kept(book, month(2026, 1)) == "99"
    assert "changed meanwhile" in page.panel.sentence.text()


def test_a_target_that_was_typed_stays_when_its_period_is_chosen(page, window, qtbot, book):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_T, CONTROL)
    dialog = page.findChild(TargetDialog)
    qtbot.keyClicks(dialog.number, "500")
    dialog.period.setCurrentIndex(0)
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert targets.find(book, "9.1", CA, MARCH).quantity == Quantity(500)


def test_digits_over_a_computed_figure_stay_where_they_are(page, window, qtbot, book):
    catalogue = {one.code: one for one in indicators.listed(book)}
    each = Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True)
    window.session.do(lambda opened: indicators.add(opened, derived.with_formula(each, "10.2 ÷ 9.1", catalogue)))
    for code, text in (("9.1", "41"), ("10.2", "303")):
        page.model.setData(go(page, RowKey(code, None)), text)
    index = go(page, RowKey("900.1", None))
    before = figures.report(book, MARCH)
    qtbot.keyClicks(page.table, "25")
    qtbot.keyClick(page.table, KEYS.Key_Return)
    assert figures.report(book, MARCH) == before
    assert page.table.currentIndex().row() == index.row() + 1
    page.model.setData(go(page, RowKey("9.1", None)), "0")
    go(page, RowKey("900.1", None))
    assert index.data() == "×"
    assert "divided by a zero" in page.panel.remarks.text()


def test_a_cell_that_is_cut_at_the_edge_says_no_part_of_its_figure(page, window):
    window.resize(900, 700)
    table, viewport = page.table, page.table.viewport()
    delegate = table.delegate()
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    rects = [table.visualRect(page.model.index(1, at)) for at in range(FIRST, page.model.columnCount())]
    seen = [rect for rect in rects if rect.right() >= 0 and rect.left() < viewport.width()]
    cut = [rect for rect in seen if rect.left() < 0 or rect.right() >= viewport.width()]
    assert [rect for rect in seen if delegate._is_cut(rect)] == cut
    assert len(cut) <= 1
