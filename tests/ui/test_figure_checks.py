"""What the rules ask in the page of figures: signs in cells, reasons, the next one; and declaring a period complete."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.services import completeness, documents, figures, meetings, validation
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.ui.figures.page import FiguresPage
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.rail import PageEntry
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from giaoban_desktop.ui.views.figure_model import FIRST
from tests.builders import freeze, observation

TURNS, PATROLS = RowKey("10.2", None), RowKey("9.1", None)
MARCH, Q1 = month(2026, 3), quarter(2026, 1)
KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, book, tmp_path):
    """The page of figures with half a year of patrols, three turns each, before March 2026."""
    period = MARCH
    for cases in (22, 24, 23, 27, 25, 22):
        period = period.previous()
        for code, value in (("9.1", cases), ("10.2", 3 * cases)):
            figures.record(book, observation(code, number_value(value), period=period))
    session = Session(book, today=lambda: date(2026, 3, 25), period=Q1)
    entries = (PageEntry("figures", "Figures", "table", FiguresPage),)
    made = MainWindow(session, Preferences(tmp_path / "window.ini"), entries)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.page.only_used.setChecked(False)
    made.page.findings.finish()
    return made.page


def go(page, key, period=MARCH):
    index = page.model.index(page.model.line_of(key), page.model.column_of(period))
    page.table.setFocus()
    page.table.go_to(index)
    return index


def type_into(page, key, text, period=MARCH):
    index = go(page, key, period)
    assert page.model.setData(index, text)
    page.findings.finish()
    return index


def asked(page, index):
    found = page.model.finding(index)
    return found.finding.rule.id if found is not None and found.accepted is None else ""


def test_an_unusual_ratio_is_asked_about_as_soon_as_it_is_typed(page):
    type_into(page, PATROLS, "41")
    index = type_into(page, TURNS, "303")
    assert asked(page, index) == "ratio"
    assert page.panel.check.isVisible()
    assert "7,4" in page.panel.check.sentence.text()
    assert "7,4" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_what_cannot_be_takes_no_reason(page):
    type_into(page, PATROLS, "41")
    index = type_into(page, TURNS, "40")
    assert asked(page, index) == "at-least"
    assert not page.panel.check.reason.isVisible()
    assert page.panel.check.wrong.isVisible()


def test_a_reason_is_kept_with_ctrl_enter_and_can_be_taken_back(page, book, qtbot):
    type_into(page, PATROLS, "41")
    index = type_into(page, TURNS, "303")
    check = page.panel.check
    qtbot.keyClick(page.table, KEYS.Key_Return, CTRL)
    assert asked(page, index) == "ratio"
    assert check.reason.hasFocus()
    check.reason.insert("cao điểm trước Tết")
    qtbot.keyClick(check.reason, KEYS.Key_Return, CTRL)
    page.findings.finish()
    assert asked(page, index) == ""
    assert "cao điểm trước Tết" in check.sentence.text()
    (kept,) = [one.accepted for one in validation.findings(book, [MARCH]) if one.accepted]
    assert kept.reason == "cao điểm trước Tết"
    check.again.click()
    page.findings.finish()
    assert asked(page, index) == "ratio"


def test_another_number_is_asked_about_anew(page):
    type_into(page, PATROLS, "41")
    index = type_into(page, TURNS, "303")
    page.panel.check.reason.setText("cao điểm")
    page.panel.check.accept()
    page.findings.finish()
    type_into(page, TURNS, "310")
    assert asked(page, index) == "ratio"
    type_into(page, PATROLS, "25")
    type_into(page, TURNS, "75")
    assert asked(page, index) == ""
    assert not page.panel.check.isVisible()


def test_ctrl_j_goes_from_one_to_the_next(page, qtbot):
    type_into(page, PATROLS, "41")
    type_into(page, TURNS, "303")
    go(page, PATROLS, month(2026, 1))
    qtbot.keyClick(page.table, KEYS.Key_J, CTRL)
    assert page.sheet.row.key == TURNS
    assert page.model.period(page.table.currentIndex().column()) == MARCH
    type_into(page, PATROLS, "25")
    type_into(page, TURNS, "75")
    qtbot.keyClick(page.table, KEYS.Key_J, CTRL)
    assert "Nothing is left" in page.panel.sentence.text()


def test_the_period_is_declared_complete_from_its_dialog(page, book):
    dialog = CompletenessDialog(page.session, Q1, 0, page)
    assert not dialog.lock.isVisibleTo(dialog)
    dialog.complete.click()
    assert completeness.find(book, Q1).state is CompletenessState.COMPLETE


def test_a_locked_period_takes_no_typing_until_it_is_opened_with_a_reason(page, book):
    (meeting_id,) = (one.id for one in meetings.listed(book))
    freeze(book, meeting_id)
    documents.issue(book, meeting_id, number="05", issued_on=date(2026, 3, 25))
    completeness.declare(book, Q1, date(2026, 3, 25))
    CompletenessDialog(page.session, Q1, 0, page).lock.click()
    page.load()
    assert not page.model.setData(go(page, PATROLS), "3")
    assert "locked" in page.panel.sentence.text()
    dialog = CompletenessDialog(page.session, Q1, 0, page)
    dialog.reopen.click()
    assert completeness.find(book, Q1).state is CompletenessState.LOCKED
    dialog.reason.setText("báo cáo bổ sung")
    dialog.reopen.click()
    assert completeness.find(book, Q1).state is CompletenessState.REOPENED
    assert page.model.setData(go(page, PATROLS), "3")


def test_the_next_one_unfolds_its_heading_which_told_of_it(page, qtbot):
    type_into(page, PATROLS, "41")
    index = type_into(page, TURNS, "303")
    place = (TURNS, index.column())
    group = page.model.row_at(index.row()).indicator.group
    heading = page.model.index(page.model.line_of(group), FIRST)
    page.table.go_to(heading)
    qtbot.keyClick(page.table, KEYS.Key_Left)
    assert page.model.line_of(TURNS) < 0
    assert page.model.asked_within(page.model.group_at(heading.row())) == 1
    page.table.go_to(page.model.index(0, FIRST))
    qtbot.keyClick(page.window(), KEYS.Key_J, CTRL)
    at = page.table.currentIndex()
    assert (page.model.row_at(at.row()).key, at.column()) == place


def test_what_is_asked_beyond_the_filter_is_counted(page, qtbot):
    type_into(page, PATROLS, "41")
    type_into(page, TURNS, "303")
    page.filter.setText("khiếu nại")
    qtbot.keyClick(page.window(), KEYS.Key_J, CTRL)
    assert "1 figure elsewhere" in page.panel.sentence.text()


def test_the_line_for_the_reason_comes_in_sight_with_the_key(page, qtbot):
    type_into(page, PATROLS, "41")
    type_into(page, TURNS, "303")
    page.panel.hide()
    qtbot.keyClick(page.table, KEYS.Key_Return, CTRL)
    assert page.panel.check.reason.hasFocus()
    assert page.panel.check.reason.isVisible()


def test_the_button_tells_what_was_declared(page, book):
    assert page.complete.text() == "&Complete"
    page.session.do(lambda opened: completeness.declare(opened, Q1, date(2026, 3, 25)))
    page.load()
    assert page.complete.text() == "✓ Complete"
    dialog = CompletenessDialog(page.session, Q1, 0, page)
    assert not dialog.lock.isEnabled()
    dialog.reason.setText("Bổ sung")
    dialog.reason.returnPressed.emit()
    page.load()
    assert page.complete.text() == "&Complete"


def test_a_figure_of_days_to_come_is_asked_about_at_the_foot_of_the_window(page):
    type_into(page, PATROLS, "41", month(2026, 5))
    assert page.window().status.currentMessage().startswith("Month 5/2026 has not begun.")
    page.session.undo()
    assert page.window().status.currentMessage() == "Taken back: Cuộc tuần tra đêm"
