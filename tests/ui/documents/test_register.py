"""The register by window, and numbers proposed or told as taken."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.registers import NumberSeries
from giaoban_desktop.services import meetings, registers
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.register_view import NOTE, NUMBER, RegisterModel
from tests.builders import UNITS, freeze
from tests.services.test_registers import issued

CTRL = Qt.KeyboardModifier.ControlModifier
OWN = NumberSeries(UNITS["CA"].id, "BB")


@pytest.fixture
def page(window, book):
    issued(book, "2026-01", "5", on=date(2026, 1, 27))
    issued(book, "2026-02", "5", on=date(2026, 2, 26))
    issued(book, "2025-12", "9", on=date(2026, 1, 5), secrecy=Secrecy.CONFIDENTIAL)
    window.show_page("documents")
    return window.page


def cells(view, column) -> list[str]:
    return [view.model.index(row, column).data() for row in range(view.model.rowCount())]


def test_the_register_opens_by_key_filters_and_leads_to_the_paper(window, page, book, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_B, CTRL)
    view = page.register
    assert view.isVisible()
    assert cells(view, NUMBER) == ["05/BB-CAP", "05/BB-CAP", "09/BB-CAP"]
    assert cells(view, NOTE) == ["Number used twice", "Number used twice", "Confidential (Mật)"]
    assert view.told.text() == "Papers that share their number with another one: 2."
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert not view.isVisible()
    assert page.chosen.reference == "05/BB-CAP"
    assert page.chosen.issued_on == date(2026, 1, 27)
    qtbot.keyClick(page.list, Qt.Key.Key_B, CTRL)
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_series_is_declared_the_office_s_own_and_tells_its_gaps(page, book, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_B, CTRL)
    view = page.register
    assert not view.own.isVisible()
    assert view.year.currentText() == "2026"
    view.body.setFocus()
    qtbot.keyClick(view.body, Qt.Key.Key_Down)
    assert view.own.isVisible()
    qtbot.keyClick(view.own, Qt.Key.Key_Space)
    assert registers.read(book).own == {OWN}
    assert "not seen are 01–04." in view.told.text()
    qtbot.keyClick(view.own, Qt.Key.Key_Space)
    assert registers.read(book).own == frozenset()


def test_the_next_number_is_proposed_in_an_own_series(page, book, qtbot):
    registers.declare(book, OWN, own=True)
    meeting_id = next(one.id for one in meetings.listed(book) if one.state is MeetingState.DRAFT)
    freeze(book, meeting_id)
    page.load()
    page.open_row(meeting_id)
    qtbot.keyClick(page.list, Qt.Key.Key_D, CTRL)
    dialog = page.findChild(NumberDialog)
    assert dialog.number.text() == "06"
    dialog._secrecy.setCurrentIndex(1)
    assert dialog.number.text() == ""
    dialog._secrecy.setCurrentIndex(0)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert registers.read(book).entries[0].number == "06"


def test_a_taken_number_is_told_once_and_kept_when_given_again(page, book, qtbot):
    meeting_id = next(one.id for one in meetings.listed(book) if one.state is MeetingState.DRAFT)
    freeze(book, meeting_id)
    page.load()
    page.open_row(meeting_id)
    qtbot.keyClick(page.list, Qt.Key.Key_D, CTRL)
    dialog = page.findChild(NumberDialog)
    qtbot.keyClicks(dialog.number, "5")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "05/BB-CAP of 26/02/2026 is taken" in dialog._wrong_number.text()
    assert meetings.get(book, meeting_id).state is MeetingState.READY
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert meetings.get(book, meeting_id).state is MeetingState.ISSUED


def test_an_empty_register_is_a_table_without_rows(qtbot):
    model = RegisterModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.rowCount() == 0
