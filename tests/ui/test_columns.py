"""Columns of tables: fitted, dragged with the mouse, remembered for the next window, fitted again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from giaoban_desktop.ui import start
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.views.directive_table import DEADLINE, LEAD, STATE, WORDS


def opened(qtbot, window, book):
    """The window of the next start."""
    window.close()
    again = start.make_window(book, today=lambda: window.session.today, preferences=window.preferences)
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    return again


def directives_of(window):
    window.show_page("directives")
    return window.page.table.horizontalHeader()


def border(columns, column):
    """Where the right border of a column is held."""
    return QPoint(columns.sectionViewportPosition(column) + columns.sectionSize(column) - 2, columns.height() // 2)


def drag(columns, column, pixels):
    """Drag the right border of a column as a hand does, in small steps."""
    place, held = columns.viewport(), border(columns, column)
    QTest.mousePress(place, Qt.MouseButton.LeftButton, pos=held)
    for step in range(1, 5):
        QTest.mouseMove(place, held + QPoint(pixels * step // 4, 0))
    QTest.mouseRelease(place, Qt.MouseButton.LeftButton, pos=held + QPoint(pixels, 0))


def widths(columns):
    return [columns.sectionSize(column) for column in range(columns.count())]


@pytest.mark.parametrize(("column", "giver"), [(STATE, WORDS), (WORDS, LEAD), (LEAD, DEADLINE)])
def test_a_dragged_border_follows_the_hand_and_the_columns_still_fill_the_room(window, column, giver):
    columns = directives_of(window)
    before, pixels = widths(columns), 20
    drag(columns, column, pixels)
    after = widths(columns)
    assert (after[column] - before[column], after[giver] - before[giver]) == (pixels, -pixels)
    assert sum(after) == window.page.table.viewport().width()


def test_a_dragged_width_is_there_in_the_next_window_and_the_rest_is_fitted(qtbot, window, book):
    columns = directives_of(window)
    fitted = widths(columns)
    drag(columns, STATE, 40)
    again = directives_of(opened(qtbot, window, book))
    assert abs(again.sectionSize(STATE) - fitted[STATE] - 40) <= 1
    assert again.sectionSize(DEADLINE) == fitted[DEADLINE]
    assert sum(widths(again)) == sum(fitted)


def test_what_nobody_dragged_follows_the_window_and_the_size_of_the_text(window):
    columns = directives_of(window)
    drag(columns, STATE, 30)
    dragged, lead, words = widths(columns)[STATE], widths(columns)[LEAD], widths(columns)[WORDS]
    window.resize(window.width() - 100, window.height())
    assert columns.sectionSize(STATE) == dragged
    assert columns.sectionSize(WORDS) < words
    window.resize(window.width() + 100, window.height())
    window.set_scale(125)
    assert columns.sectionSize(STATE) == pytest.approx(dragged * 1.25, rel=0.1)
    assert columns.sectionSize(LEAD) >= lead


def test_a_double_click_on_a_border_fits_it_again_for_good(qtbot, window, book):
    columns = directives_of(window)
    fitted = widths(columns)
    drag(columns, STATE, 40)
    drag(columns, LEAD, 15)
    QTest.mouseDClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=border(columns, STATE))
    assert columns.sectionSize(STATE) == fitted[STATE]
    assert columns.sectionSize(LEAD) != fitted[LEAD]
    QTest.mouseDClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=border(columns, LEAD))
    assert widths(columns) == fitted
    assert widths(directives_of(opened(qtbot, window, book))) == fitted


def test_the_menu_of_the_head_and_of_the_table_fits_all_of_them(window):
    columns = directives_of(window)
    fitted = widths(columns)
    drag(columns, STATE, 40)
    (again,) = [action for action in window.page.table.actions() if action.text() == "Fit columns"]
    assert again in columns.actions()
    assert columns.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    assert window.page.table.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    again.trigger()
    assert widths(columns) == fitted


def test_widths_in_a_part_that_is_built_later_are_remembered_too(qtbot, window, book):
    def table(place):
        place.show_page("meetings")
        place.page.editor.tabs.setCurrentIndex(1)
        return place.page.editor.attendance.table.horizontalHeader()

    columns = table(window)
    drag(columns, 0, 35)
    dragged = columns.sectionSize(0)
    assert abs(table(opened(qtbot, window, book)).sectionSize(0) - dragged) <= 1


@pytest.mark.parametrize("page", ["today", "meetings", "directives", "exchange", "settings"])
def test_every_table_has_a_name_of_its_own(window, page):
    window.show_page(page)
    for at in range(len(window.page.editor.parts) if page == "meetings" else 0):
        window.page.editor.tabs.setCurrentIndex(at)
    names = [columns.objectName() for columns in window.page.findChildren(Columns)]
    assert names
    assert len(set(names)) == len(names)


def test_what_does_not_make_sense_in_the_remembered_widths_is_left_out(qtbot, window, book):
    columns = directives_of(window)
    fitted = widths(columns)
    drag(columns, STATE, 10)
    assert not columns.restoreState(b"\xff 7:90.0 1:300.0 x:y 0: 0:99999.0")
    assert widths(columns) == fitted
