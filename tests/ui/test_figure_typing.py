"""Typing into the grid with an input method and with keys, and what is drawn again after a figure was kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.ui.figures.views import View
from giaoban_desktop.ui.views.paste_preview import PastePreview
from tests.ui.figure_steps import CA, CONTROL, KEYS, QS, begin, go, kept, shown


@pytest.fixture
def page(window):
    return shown(window)


@pytest.mark.parametrize(("first", "last"), [("gần ", "50"), ("hơn ", "160"), ("khoảng ", "1.500")])
@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (KEYS.Key_Return, Qt.KeyboardModifier.NoModifier),
        (KEYS.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (KEYS.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
        (KEYS.Key_Down, Qt.KeyboardModifier.NoModifier),
        (KEYS.Key_Right, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_what_is_composed_is_kept_by_each_key_that_leaves_the_cell(page, qtbot, book, first, last, key, modifiers):
    editor = begin(page, committed=first, composing=last)
    assert last not in editor.text()
    qtbot.keyClick(editor, key, modifiers)
    assert page.table.open_editor() is None
    assert kept(book) == first + last


@pytest.mark.parametrize("key", [KEYS.Key_Return, KEYS.Key_Tab, KEYS.Key_Down, KEYS.Key_Right])
def test_the_first_syllable_is_kept_too_while_the_keyboard_is_still_in_the_grid(page, qtbot, book, key):
    begin(page, composing="160")
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, key)
    assert kept(book) == "160"


@pytest.mark.parametrize("committed", ["", "gần "])
def test_what_is_composed_is_kept_when_the_keyboard_goes_elsewhere(page, book, committed):
    begin(page, committed=committed, composing="50")
    page.filter.setFocus()
    assert kept(book) == f"{committed}50"


@pytest.mark.parametrize("committed", ["", "hơn "])
def test_what_is_composed_is_kept_when_a_shortcut_shows_another_page(page, window, qtbot, book, committed):
    begin(page, committed=committed, composing="160")
    qtbot.keyClick(window, KEYS.Key_1, CONTROL)
    assert window.page is not page
    assert kept(book) == f"{committed}160"


def test_what_is_composed_is_kept_when_the_view_is_turned(page, window, qtbot, book):
    begin(page, committed="gần ", composing="50")
    qtbot.keyClick(window, KEYS.Key_M, CONTROL)
    assert page.view.chosen is View.FORCES
    assert kept(book) == "gần 50"


def test_what_is_composed_is_kept_when_the_period_changes(page, window, book):
    begin(page, composing="7")
    window.session.choose_period(quarter(2025, 4))
    assert kept(book) == "7"


def test_what_is_composed_is_kept_when_the_window_closes(page, window, book):
    begin(page, committed="gần ", composing="50")
    window.close()
    assert kept(book) == "gần 50"


def test_a_window_with_wrong_text_in_a_cell_closes(page, window, qtbot, book):
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_A)
    window.close()
    assert not window.isVisible()
    assert page.table.open_editor() is None
    assert kept(book) == ""


def test_left_and_right_leave_a_cell_that_is_typed_anew_but_move_in_one_that_is_edited(page, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_5)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Left)
    assert kept(book) == "5"
    assert page.table.currentIndex() == index.siblingAtColumn(index.column() - 1)
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_F2)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Left)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_1)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert kept(book) == "15"
    assert page.table.currentIndex().row() == index.row() - 1


def test_text_that_is_being_typed_stays_when_something_else_changes(page, window, qtbot, book):
    index = go(page)
    qtbot.keyClick(page.table, KEYS.Key_5)
    page.model.dataChanged.emit(index.siblingAtColumn(2), index.siblingAtColumn(8))
    assert page.table.open_editor().text() == "5"


def test_only_the_lines_of_what_was_typed_are_drawn_again(page, qtbot):
    touched, resets = [], []
    go(page)
    page.model.dataChanged.connect(lambda first, last: touched.extend(range(first.row(), last.row() + 1)))
    page.model.modelReset.connect(lambda: resets.append(True))
    qtbot.keyClick(page.table, KEYS.Key_5)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
    assert {page.model.row_at(row).indicator.code for row in touched} == {"9.1"}
    assert not resets


def test_a_ratio_is_put_together_anew_when_one_of_its_parts_is_typed(page):
    above, below, share = (RowKey(code, CA) for code in ("17.3", "17.1", "18.1"))
    for key, text in ((above, "30"), (below, "60"), (share, "50")):
        assert page.model.setData(go(page, key), text)
    first_quarter = go(page, share, quarter(2026, 1))
    assert first_quarter.data() == "50"
    page.model.setData(go(page, above), "45")
    assert first_quarter.data() == "75"


def test_a_block_from_excel_with_quoted_cells_is_one_act_that_is_undone_at_once(page, window, qtbot, book):
    go(page, period=month(2026, 1))
    done = book.acts_done
    QGuiApplication.clipboard().setText('"gần\n50"\t0\t"hơn 160"\r\n7\t\t24?\r\n')
    qtbot.keyClick(page.table, KEYS.Key_V, CONTROL)
    qtbot.keyClick(page.sheet.findChild(PastePreview), KEYS.Key_Return)
    assert [kept(book, month(2026, n)) for n in (1, 2, 3)] == ["gần 50", "0", "hơn 160"]
    assert [kept(book, month(2026, n), RowKey("9.1", QS)) for n in (1, 2, 3)] == ["7", "", "24?"]
    assert book.acts_done == done + 1
    qtbot.keyClick(window, KEYS.Key_Z, CONTROL)
    assert [kept(book, month(2026, n)) for n in (1, 2, 3)] == ["", "", ""]
    qtbot.keyClick(window, KEYS.Key_Y, CONTROL)
    assert kept(book, month(2026, 3)) == "hơn 160"


def test_one_cell_pasted_fills_all_that_are_chosen(page, qtbot, book):
    index = go(page, period=month(2026, 1))
    for column in (0, 1, 2):
        where = index.siblingAtColumn(index.column() + column)
        page.table.selectionModel().select(where, page.table.selectionModel().SelectionFlag.Select)
    QGuiApplication.clipboard().setText("x")
    qtbot.keyClick(page.table, KEYS.Key_V, CONTROL)
    preview = page.sheet.findChild(PastePreview)
    assert [one.after for one in preview.cells.model.rows] == ["x", "x", "x"]
    qtbot.keyClick(preview, KEYS.Key_Return)
    assert [kept(book, month(2026, n)) for n in (1, 2, 3)] == ["x", "x", "x"]


def test_a_block_that_changes_figures_shows_them_first_and_esc_leaves_them(page, qtbot, book):
    for n, text in ((1, "5"), (2, "6")):
        assert page.model.setData(go(page, period=month(2026, n)), text)
    go(page, period=month(2026, 1))
    QGuiApplication.clipboard().setText("7\t\t8")
    qtbot.keyClick(page.table, KEYS.Key_V, CONTROL)
    preview = page.sheet.findChild(PastePreview)
    shown = [(one.column, one.before, one.after, one.result) for one in preview.cells.model.rows]
    assert shown == [("M1", "5", "7", "changed"), ("M2", "6", "", "becomes not reported"), ("M3", "", "8", "new")]
    qtbot.keyClick(preview, KEYS.Key_Escape)
    assert [kept(book, month(2026, n)) for n in (1, 2, 3)] == ["5", "6", ""]
    QGuiApplication.clipboard().setText("5\t6")
    qtbot.keyClick(page.table, KEYS.Key_V, CONTROL)
    assert page.panel.sentence.text() == "The cells say already what the block says."


def test_in_a_small_window_the_sentence_stands_under_the_grid(page, window, qtbot):
    window.resize(1024, 640)
    assert not page.panel.isVisible()
    go(page)
    qtbot.keyClick(page.table, KEYS.Key_A)
    qtbot.keyClick(page.table.open_editor(), KEYS.Key_Return)
    assert page.notice.isVisible()
    assert "is not a number" in page.notice.sentence.text()
    qtbot.keyClick(window, KEYS.Key_F4)
    assert page.panel.isVisible()
