"""The page of figures, driven by its keys: moving, typing, the input method, wrong input, blocks, undo."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.services import figure_grid, meetings
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.ui.directives.page import DirectivesPage
from giaoban_desktop.ui.figures.page import FiguresPage
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.rail import PageEntry
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import DARK
from giaoban_desktop.ui.views.figure_model import FIRST, NAME
from giaoban_desktop.ui.views.paste_preview import PastePreview
from tests.builders import UNITS, freeze

CA = UNITS["CA"].id
PATROLS = RowKey("9.1", CA)
MARCH = month(2026, 3)
KEYS = Qt.Key


@pytest.fixture
def window(qtbot, book, tmp_path):
    """A window with the page of figures in front, on 25/3/2026."""
    session = Session(book, today=lambda: date(2026, 3, 25), period=quarter(2026, 1))
    entries = (
        PageEntry("figures", "Figures", "table", FiguresPage),
        PageEntry("directives", "Directives", "clipboard-text", DirectivesPage),
    )
    made = MainWindow(session, Preferences(tmp_path / "window.ini"), entries)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def page(window):
    """The page with every row shown."""
    window.page.only_used.setChecked(False)
    return window.page


def go(page, key=PATROLS, period=MARCH):
    index = page.model.index(page.model.line_of(key), page.model.column_of(period))
    page.table.setFocus()
    page.table.go_to(index)
    return index


def compose(target, text, commit=""):
    """What an input method sends: a syllable being composed, or committed."""
    event = QInputMethodEvent(text, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(target, event)


def kept(book, period=MARCH, key=PATROLS):
    return figure_grid.year_grid(book, period.year).cell(key, period).value.text


def paste(page, text):
    """Paste as by key; what is shown before it is kept."""
    QGuiApplication.clipboard().setText(text)
    page.sheet.paste_action.trigger()
    return page.sheet.findChild(PastePreview)


def test_only_rows_with_figures_are_shown_first_and_the_period_is_chosen(window):
    page = window.page
    rows = [line.key for line in page.model.lines if hasattr(line, "key")]
    assert rows == [RowKey("9.1", None), RowKey("10.2", None)]
    assert page.model.period(page.table.currentIndex().column()) == MARCH
    assert page.table.hasFocus()


def test_the_model_keeps_the_rules_of_qt(page, qtbot):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_5)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
    page.filter.setText("tuan tra dem")
    page.only_used.setChecked(True)
    page.grid.fold_requested.emit(0, True)
    assert tester.model() is page.model


def test_typing_starts_and_enter_keeps_and_goes_down(page, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_2)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_4)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
    assert kept(book) == "24"
    assert page.table.open_editor() is None
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (index.row() + 1, index.column())
    assert index.data() == "24"


def test_tab_keeps_and_goes_right_and_f2_edits_what_stands(page, qtbot, book):
    index = go(page, period=month(2026, 1))
    qtbot.keyClick(page.table, KEYS.Key_7)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Tab)
    assert page.table.currentIndex().column() == index.column() + 1
    page.table.go_to(index)
    qtbot.keyClick(page.table, KEYS.Key_F2)
    assert page.table.open_editor().text() == "7"


def test_words_from_the_input_method_are_a_qualified_figure(page, qtbot, book):
    index = go(page)
    compose(page.table, "gâ")
    compose(page.table, "", commit="gần ")
    compose(page.table.open_editor(), "", commit="50")
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
    assert kept(book) == "gần 50"
    assert index.data() == "≈ 50"


def test_a_syllable_still_composed_is_committed_before_the_editor_closes(page, qtbot, book):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_F2)
    editor = page.table.open_editor()
    compose(editor, "gần 60")
    assert editor.text() == ""
    qtbot.keyClick(editor, KEYS.Key_Return)
    assert kept(book) == "gần 60"


def test_a_syllable_still_composed_is_committed_when_another_page_is_shown(page, window, qtbot, book):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_F2)
    compose(page.table.open_editor(), "hơn 9")
    page.commit_typing()
    assert kept(book) == "hơn 9"


def test_shift_tab_goes_left_and_chooses_one_cell(page, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_5)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert kept(book) == "5"
    assert page.table.currentIndex().column() == index.column() - 1
    assert len(page.table.selectedIndexes()) == 1


def test_esc_forgets_what_was_typed(page, qtbot, book):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_5)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Escape)
    assert page.table.open_editor() is None
    assert kept(book) == ""


def test_wrong_text_keeps_the_editor_open_and_the_panel_says_why(page, window, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_A)
    editor = page.table.open_editor()
    qtbot.keyClick(editor, KEYS.Key_Return)
    assert page.table.open_editor() is editor
    assert (editor.text(), editor.property("look")) == ("a", "wrong")
    assert "is not a number" in page.panel.sentence.text()
    assert page.panel.sentence.isVisible()
    assert window.findChild(ErrorDialog) is None
    editor.setText("12")
    qtbot.keyClick(editor, KEYS.Key_Return)
    assert kept(book) == "12"
    assert page.model.draft(index) is None


def test_wrong_text_that_is_left_stays_in_its_cell(page, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_A)
    page.table.go_to(page.model.index(index.row() + 1, index.column()))
    assert page.table.open_editor() is None
    assert index.data() == "a"
    page.session.choose_period(quarter(2025, 4))
    page.session.choose_period(quarter(2026, 1))
    index = go(page)
    assert index.data() == "a"
    assert "is not a number" in page.panel.sentence.text()
    qtbot.keyClick(page.table, KEYS.Key_F2)
    assert page.table.open_editor().text() == "a"
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Escape)
    assert index.data() == "chưa"


def test_delete_makes_not_reported_and_undo_brings_it_back(page, window, qtbot, book):
    index = go(page)
    figure_text = "24?"
    page.model.setData(index, figure_text)
    qtbot.keyClick(page.table, KEYS.Key_Delete)
    assert kept(book) == ""
    assert index.data() == "chưa"
    qtbot.keyClick(window, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept(book) == "24?"
    assert index.data() == "24"


def test_a_block_is_copied_as_it_was_typed_and_pasted_in_one_act(page, window, qtbot, book):
    rows = [RowKey("9.1", CA), RowKey("9.1", UNITS["QS"].id)]
    go(page, period=month(2026, 1))
    done = book.acts_done
    preview = paste(page, "gần 50\t0\tx\r\n1.500\t\t24?\r\n")
    assert book.acts_done == done
    assert preview.told.text() == "5 new, 0 changed, 0 become not reported, 1 stay as they are."
    qtbot.keyClick(preview, KEYS.Key_Return)
    assert book.acts_done == done + 1
    assert [kept(book, month(2026, n), rows[0]) for n in (1, 2, 3)] == ["gần 50", "0", "x"]
    assert [kept(book, month(2026, n), rows[1]) for n in (1, 2, 3)] == ["1.500", "", "24?"]
    first = page.table.currentIndex()
    for row in (0, 1):
        for column in (0, 1, 2):
            where = page.model.index(first.row() + row, first.column() + column)
            page.table.selectionModel().select(where, page.table.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(page.table, KEYS.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "gần 50\t0\tx\n1.500\t\t24?"
    page.session.undo()
    assert [kept(book, month(2026, n), rows[0]) for n in (1, 2, 3)] == ["", "", ""]


def test_a_block_with_a_wrong_cell_is_not_pasted_and_the_cell_is_named(page, window, book):
    go(page, period=month(2026, 1))
    preview = paste(page, "1\thai\n3\t4")
    assert not preview.paste.isEnabled()
    assert "1 cell cannot take its text" in preview.told.text()
    first = preview.cells.model.rows[0]
    assert (first.row, first.column, first.after) == ("Cuộc tuần tra đêm (CA)", "M2", "hai")
    assert first.wrong.startswith("hai is not a number.")
    preview.reject()
    assert kept(book, month(2026, 1)) == ""
    assert window.findChild(ErrorDialog) is None


def test_a_block_that_does_not_fit_is_not_pasted(page, book):
    go(page, period=quarter(2026, 4))
    paste(page, "1\t2")
    assert "larger than the grid" in page.panel.sentence.text()
    assert kept(book, quarter(2026, 4)) == ""


def test_a_derived_quarter_is_not_typed_into_and_the_panel_says_so(page, qtbot, book):
    page.model.setData(go(page), "24")
    index = go(page, period=quarter(2026, 1))
    assert index.data() == "24"
    qtbot.keyClick(page.table, KEYS.Key_5)
    assert page.table.open_editor() is None
    assert "Put together from its months" in page.panel.sentence.text()
    qtbot.keyClick(page.table, KEYS.Key_Delete)
    assert kept(book) == "24"


def test_a_figure_of_frozen_minutes_is_not_typed_into(page, qtbot, book):
    (meeting,) = meetings.listed(book)
    page.session.do(lambda opened: freeze(opened, meeting.id))
    go(page, RowKey("9.1", None), quarter(2026, 1))
    qtbot.keyClick(page.table, KEYS.Key_F2)
    assert page.table.open_editor() is None
    assert "frozen" in page.panel.sentence.text()


def test_headings_fold_by_key_and_by_click(page, qtbot):
    at = page.model.line_of("B")
    lines = page.model.rowCount()
    page.table.go_to(page.model.index(at, FIRST))
    qtbot.keyClick(page.table, KEYS.Key_Left)
    assert page.model.rowCount() < lines
    assert page.table.currentIndex().row() == page.model.line_of("B")
    qtbot.keyClick(page.table, KEYS.Key_Right)
    assert page.model.rowCount() == lines
    centre = page.grid.names.visualRect(page.model.index(0, NAME)).center()
    qtbot.mouseClick(page.grid.names.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert page.model.rowCount() < lines


def test_rows_are_filtered_without_marks_and_by_force(page, qtbot):
    page.filter.setText("tuan tra dem")
    codes = {line.indicator.code for line in page.model.lines if hasattr(line, "indicator")}
    assert codes == {"9.1", "10.2"}
    page.force.setCurrentIndex(page.force.findData(CA))
    page.force.activated.emit(page.force.currentIndex())
    assert [line.key.unit_id for line in page.model.lines if hasattr(line, "key")] == [CA, CA]
    page.filter.setText("nothing is called so")
    assert page.empty.isVisible()
    page.filter.clear()
    assert page.table.currentIndex().isValid()


def test_the_panel_tells_state_and_what_stood_before(page, qtbot):
    page.model.setData(go(page, period=month(2026, 2)), "20")
    page.model.setData(go(page), "hơn 24")
    qtbot.waitUntil(lambda: page.panel.value.text() == "hơn 24 cuộc")
    assert [label.text() for label in page.panel.compared[0]] == ["Before (M2/2026)", "20", "up ≈ 4"]
    assert [label.text() for label in page.panel.compared[2]] == ["Since 1 January", "hơn 44", ""]
    assert page.panel.course.text() == "1 periods before: 20 to 20."
    assert page.panel.chart.isVisible()
    go(page, period=month(2026, 4))
    assert page.panel.value.text() == "The period has not begun"


def test_the_year_follows_the_period_in_the_top_bar(page, window):
    window.session.choose_period(quarter(2025, 4))
    assert page.model.headerData(NAME, Qt.Orientation.Horizontal) == "Indicator (2025)"
    assert page.model.period(page.table.currentIndex().column()) == month(2025, 12)


def test_every_control_has_a_name_for_screen_readers(page, qtbot):
    for control in page.findChildren(QAbstractButton):
        assert control.text() or control.accessibleName() or not control.isVisible(), control
    for control in [*page.findChildren(QLineEdit), *page.findChildren(QComboBox), page.table, page.grid.names]:
        assert control.accessibleName() or not control.isVisible(), control
    told = page.model.data(go(page), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Cuộc tuần tra đêm, Công an phường An Lạc, month 3/2026: Not reported yet."


def test_every_state_is_drawn_in_both_themes_and_in_a_small_window(page, window):
    for n, text in enumerate(("24", "gần 50", "0", "x", "24?"), start=1):
        page.model.setData(go(page, period=month(2026, n)), text)
    page.model.setData(go(page, period=month(2026, 6)), "wrong")
    for width, height in ((1366, 768), (1024, 640)):
        window.resize(width, height)
        assert not page.grab().isNull()
    assert window.width() == 1024
    page.take_theme(DARK)
    assert not page.grab().isNull()


def test_keys_reach_the_other_panes(page, qtbot):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.filter.hasFocus()
    qtbot.keyClick(page.filter, KEYS.Key_Return)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, KEYS.Key_F4)
    assert not page.panel.isVisible()


def test_an_indicator_is_looked_for_by_key(qtbot, window):
    window.show_page("figures")
    qtbot.keyClick(window.page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page.filter.hasFocus()
