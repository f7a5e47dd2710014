"""Tabs: chosen by pointer, letter, arrows and Ctrl+Tab; a second line where one is not enough."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from giaoban_desktop.ui.tabs import Tabs


@pytest.fixture
def tabs(qtbot):
    made = Tabs("Parts")
    for words in ("&General", "&Attendance", "&Papers"):
        made.addTab(words)
    qtbot.addWidget(made)
    made.resize(600, made.heightForWidth(600))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def buttons(tabs):
    return tabs.findChildren(QAbstractButton)


def test_the_first_is_in_front_and_a_click_brings_another(tabs, qtbot):
    assert tabs.currentIndex() == 0
    with qtbot.waitSignal(tabs.currentChanged) as told:
        qtbot.mouseClick(buttons(tabs)[2], Qt.MouseButton.LeftButton)
    assert told.args == [2]
    assert tabs.currentIndex() == 2


def test_a_letter_brings_its_tab_at_once_and_leaves_the_keyboard_where_it_is(tabs, qtbot):
    buttons(tabs)[0].setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert tabs.currentIndex() == 2
    assert buttons(tabs)[0].hasFocus()


def test_the_arrows_choose_and_tab_stops_at_the_chosen_one_only(tabs, qtbot):
    buttons(tabs)[0].setFocus()
    qtbot.keyClick(buttons(tabs)[0], Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert [bool(made.focusPolicy() & Qt.FocusPolicy.TabFocus) for made in buttons(tabs)] == [False, True, False]


def test_where_one_line_is_not_enough_they_go_on_in_a_second_and_all_stay_in_sight(tabs):
    one_line = tabs.heightForWidth(600)
    narrow = buttons(tabs)[0].width() + buttons(tabs)[1].width() + 4
    assert tabs.heightForWidth(narrow) == 2 * one_line
    tabs.resize(narrow, 2 * one_line)
    assert all(tabs.rect().contains(made.geometry()) for made in buttons(tabs))


def test_ctrl_tab_goes_through_the_parts_of_a_meeting(window, qtbot):
    window.show_page("meetings")
    tabs = window.page.editor.tabs
    for expected in (1, 2):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert tabs.currentIndex() == expected
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for expected in (1, 0, tabs.count() - 1):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Backtab, back)
        assert tabs.currentIndex() == expected
