"""Directives by unit: what became of the demands of the period that is worked on."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import directives
from giaoban_desktop.ui.directives.completion import BAR, RATE
from tests.builders import UNITS


@pytest.fixture
def page(qtbot, window):
    window.resize(1366, 768)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    return window.page


def cells(page):
    model = page.completion.model
    return [[model.index(row, column).data() for column in range(BAR)] for row in range(model.rowCount())]


def test_the_units_of_the_period_are_counted(qtbot, page, book):
    led = [one for one in directives.listed(book, as_of=date(2026, 3, 25)) if one.lead_id == UNITS["CA"].id]
    directives.note(book, led[0].id, "Xong.", on=date(2026, 3, 25), state=DirectiveState.DONE)
    page.mark_stale()
    page.refresh_if_stale()
    qtbot.keyClick(page, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.completion.isVisible)  # a button pressed by its letter is clicked a moment later
    assert not page.table.isVisible()
    assert not page.side_panel.isVisible()
    every = directives.listed(book, as_of=date(2026, 3, 25))
    police = next(row for row in cells(page) if row[0] == UNITS["CA"].label)
    assert (police[1], police[2], police[RATE]) == (str(len(led)), "1", "100 %")
    assert cells(page)[-1][:2] == ["all", str(len(every))]
    said = page.completion.sentence.text()
    assert said.startswith(f"Quarter I/2026: {len(every)} directives given: 1 done on time")
    bar = page.completion.model.index(0, BAR).data(Qt.ItemDataRole.ToolTipRole)
    assert "done on time" in bar


def test_another_period_is_followed_and_an_empty_one_says_so(qtbot, window, page):
    page.by_unit.click()
    window.session.choose_period(quarter(2025, 1))
    assert page.completion.sentence.text() == "In quarter I/2025 nothing was demanded."
    assert not page.completion.table.isVisible()
    window.session.choose_period(quarter(2026, 1))
    assert page.completion.table.isVisible()


def test_enter_on_a_unit_shows_its_directives(qtbot, page):
    page.by_unit.click()
    row = next(n for n, one in enumerate(cells(page)) if one[0] == UNITS["CA"].label)
    page.completion.table.selectRow(row)
    page.completion.table.activated.emit(page.completion.model.index(row, 0))
    assert page.table.isVisible()
    assert page._unit.currentData() == UNITS["CA"].id
    assert {page._model.listed(n).lead_id for n in range(page._model.rowCount())} == {UNITS["CA"].id}


def test_the_table_keeps_the_rules_of_qt_and_hides_its_bars_in_a_small_window(qtbot, window, page):
    tester = QAbstractItemModelTester(page.completion.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.by_unit.click()
    qtbot.waitUntil(lambda: not page.completion.table.isColumnHidden(BAR))
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: page.completion.table.isColumnHidden(BAR))
    assert tester.model() is page.completion.model
