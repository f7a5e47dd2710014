"""The figures of a quarter by keyboard alone: typed, asked about, explained, pasted, drawn, declared complete."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.services import completeness, figure_typing, targets, validation
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.ui.figures.month_chart import MonthChartDialog
from giaoban_desktop.ui.figures.target_dialog import TargetDialog
from giaoban_desktop.ui.figures.views import View
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from giaoban_desktop.ui.views.paste_preview import PastePreview
from tests.ui.figure_steps import CONTROL, KEYS, kept

Q1 = quarter(2026, 1)
PATROLS, TURNS = RowKey("9.1", None), RowKey("10.2", None)
BEFORE = ((22, 66), (24, 70), (23, 68), (27, 83), (25, 76), (22, 66), (25, 73))
"""Joint patrols and their turns in the months before January 2026."""


@pytest.fixture
def page(window, book, qtbot):
    period = month(2026, 1)
    for patrols, turns in reversed(BEFORE):
        period = period.previous()
        figure_typing.type_value(book, "9.1", None, period, str(patrols))
        figure_typing.type_value(book, "10.2", None, period, str(turns))
    window.session.choose_period(Q1)
    press(qtbot, KEYS.Key_3, CONTROL)
    return window.page


def press(qtbot, key, modifiers=None):
    """A key, to whoever has the keyboard."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    qtbot.keyClick(target, key, *([modifiers] if modifiers is not None else []))


def write(qtbot, text):
    for letter in text:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def walk(qtbot, page, key, period):
    """Go to a cell by arrows."""
    for _step in range(200):
        at = page.table.currentIndex()
        row, column = page.model.line_of(key), page.model.column_of(period)
        if (at.row(), at.column()) == (row, column):
            return
        way = KEYS.Key_Down if at.row() < row else KEYS.Key_Up if at.row() > row else None
        press(qtbot, way or (KEYS.Key_Right if at.column() < column else KEYS.Key_Left))
    raise AssertionError("the cell was not reached by arrows")


def answer(qtbot):
    """Enter in the dialog about completeness, once it is there."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, CompletenessDialog):
        qtbot.keyClick(dialog, KEYS.Key_Return)


def back_to(table, qtbot):
    """Where the keyboard is when a dialog has gone; to activate the window is what a window manager does."""
    table.window().activateWindow()
    qtbot.waitUntil(table.hasFocus)


def type_figure(qtbot, page, key, n, text):
    walk(qtbot, page, key, month(2026, n))
    write(qtbot, text)
    press(qtbot, KEYS.Key_Return)


def test_a_quarter_is_typed_asked_about_explained_and_declared_complete(page, window, book, qtbot):
    press(qtbot, KEYS.Key_F, CONTROL)
    write(qtbot, "tuan tra dem")
    press(qtbot, KEYS.Key_Return)
    assert page.table.hasFocus()
    for n, patrols in ((1, "24"), (2, "41"), (3, "23")):
        type_figure(qtbot, page, PATROLS, n, patrols)
    for n, turns in ((1, "74"), (2, "303"), (3, "gan 71")):
        type_figure(qtbot, page, TURNS, n, turns)
    assert [kept(book, month(2026, n), TURNS) for n in (1, 2, 3)] == ["74", "303", "gần 71"]
    walk(qtbot, page, PATROLS, month(2026, 1))
    press(qtbot, KEYS.Key_J, CONTROL)
    assert "303" in page.panel.check.sentence.text()
    press(qtbot, KEYS.Key_Return, CONTROL)  # without a reason the line for it is shown
    assert page.panel.check.reason.hasFocus()
    write(qtbot, "Cao diem Tet")
    press(qtbot, KEYS.Key_Return)
    assert page.table.hasFocus()
    reasons = {one.accepted.reason for one in validation.findings(book, [month(2026, 2)]) if one.accepted}
    assert reasons == {"Cao diem Tet"}

    timer = QTimer()
    timer.timeout.connect(lambda: answer(qtbot))
    timer.start(20)
    press(qtbot, KEYS.Key_D, CONTROL)
    timer.stop()
    assert completeness.find(book, Q1).state is CompletenessState.COMPLETE


def test_a_block_a_target_and_a_chart_by_keys_and_everything_back_by_undo(page, window, book, qtbot):
    page.only_used.setChecked(False)
    walk(qtbot, page, PATROLS, month(2026, 1))
    QGuiApplication.clipboard().setText("24\t41\t23\n74\t0\tx")
    press(qtbot, KEYS.Key_V, CONTROL)
    qtbot.keyClick(page.sheet.findChild(PastePreview), KEYS.Key_Return)
    assert [kept(book, month(2026, n), PATROLS) for n in (1, 2, 3)] == ["24", "41", "23"]
    press(qtbot, KEYS.Key_T, CONTROL)
    dialog = page.findChild(TargetDialog)
    qtbot.waitUntil(dialog.number.hasFocus)
    write(qtbot, "300")
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert targets.find(book, "9.1", None, targets.whole_year(2026)).quantity.amount == 300
    back_to(page.table, qtbot)
    press(qtbot, KEYS.Key_B, CONTROL)
    chart = page.findChild(MonthChartDialog)
    qtbot.waitUntil(lambda: chart.table.rowCount() == 3)
    qtbot.keyClick(chart, KEYS.Key_Escape)
    back_to(page.table, qtbot)
    for view in (View.FORCES, View.INDICATOR, View.MONTHS):
        press(qtbot, KEYS.Key_M, CONTROL)
        assert page.view.chosen is view
    press(qtbot, KEYS.Key_Z, CONTROL)
    press(qtbot, KEYS.Key_Z, CONTROL)
    assert targets.find(book, "9.1", None, targets.whole_year(2026)) is None
    assert [kept(book, month(2026, n), PATROLS) for n in (1, 2, 3)] == ["", "", ""]
