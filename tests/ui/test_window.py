"""The window, driven by its keys: pages, directives, papers, undo, sizes."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.services import directives, meetings
from giaoban_desktop.ui import start
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.preferences import Preferences
from tests.builders import complete, directive


@pytest.fixture
def press(qtbot, window):
    """Press a key with Ctrl in the window."""

    def pressed(key, modifier=Qt.KeyboardModifier.ControlModifier):
        qtbot.keyClick(window, key, modifier)

    return pressed


def states(book):
    return {found.text: found.state for found in directives.listed(book, as_of=date(2026, 3, 25))}


def test_the_first_page_tells_what_presses(window):
    labels = [label.text() for label in window.page.findChildren(QLabel)]
    assert "1 overdue, 0 due within 7 days" in labels
    assert window.page.table.model().rowCount() == 1


def test_pages_are_built_when_first_shown_and_reached_by_key(window, press):
    assert list(window.pages) == ["today"]
    for key, name in (
        (Qt.Key.Key_2, "meetings"),
        (Qt.Key.Key_3, "figures"),
        (Qt.Key.Key_4, "directives"),
        (Qt.Key.Key_5, "documents"),
        (Qt.Key.Key_6, "exchange"),
        (Qt.Key.Key_1, "today"),
    ):
        press(key)
        assert window.page is window.pages[name]


def test_a_directive_is_done_by_key_and_undone_from_another_page(window, press, qtbot, book):
    press(Qt.Key.Key_4)
    assert window.page.table.currentIndex().row() == 0
    press(Qt.Key.Key_D)
    assert states(book)["Kiểm tra bến đò."] is DirectiveState.DONE
    press(Qt.Key.Key_1)
    assert window.page.table.model().rowCount() == 0
    press(Qt.Key.Key_Z)
    assert states(book)["Kiểm tra bến đò."] is DirectiveState.NOT_STARTED
    assert window.page.table.model().rowCount() == 1
    press(Qt.Key.Key_Y)
    assert states(book)["Kiểm tra bến đò."] is DirectiveState.DONE


def test_progress_is_noted_by_keyboard_alone(window, press, qtbot, book):
    press(Qt.Key.Key_4)
    page = window.page
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.progress.hasFocus()
    page.progress.setText("Đã kiểm tra hai bến.")
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    (found,) = [found for found in directives.listed(book, as_of=date(2026, 3, 25)) if found.notes]
    assert (found.notes[0].text, str(found.notes[0].noted_on)) == ("Đã kiểm tra hai bến.", "2026-03-25")
    assert page.progress.text() == ""


def test_a_wrong_day_is_told_beside_the_field_and_keeps_what_was_typed(window, press, qtbot, book):
    press(Qt.Key.Key_4)
    page = window.page
    page.progress.setText("Đã xong một nửa.")
    page.day.setText("31/02")
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    assert any("no such day" in label.text() for label in page.findChildren(QLabel))
    assert page.progress.text() == "Đã xong một nửa."
    assert page.day.property("look") == "wrong"


def test_views_count_and_filter(window, press):
    press(Qt.Key.Key_4)
    page = window.page
    texts = [made.text() for made in page.findChildren(QAbstractButton) if made.property("look") == "segment"]
    assert texts == [
        "Open 3",
        "Overdue 1",
        "Due in 7 days 0",
        "Due this quarter 1",
        "Standing 1",
        "Closed 0",
        "All 3",
        "By &unit",
        "Mon&th",
    ]


def test_minutes_are_frozen_and_issued_in_the_window(window, press, qtbot, book):
    press(Qt.Key.Key_5)
    page = window.page
    assert page.preview.page_count >= 1
    complete(book, meetings.listed(book)[0].id)
    page.load()
    page.steps.actions["freeze"].trigger()
    assert meetings.listed(book)[0].state is MeetingState.READY
    page.steps.actions["issue"].trigger()
    asked = page.findChild(NumberDialog)
    asked.number.setText("không số")
    asked.accept()
    assert meetings.listed(book)[0].state is MeetingState.READY
    asked.number.setText("5")
    asked.accept()
    assert meetings.listed(book)[0].state is MeetingState.ISSUED


def test_a_refusal_is_told_in_a_dialog_and_nothing_changes(window, book):
    found = directives.listed(book, as_of=date(2026, 3, 25))[0]
    done = window.session.do(
        lambda opened: directives.note(opened, found.id, "x", on=date(2026, 3, 25), state=DirectiveState.NOT_STARTED)
    )
    assert done is False
    dialog = window.findChild(ErrorDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_every_model_keeps_the_rules_of_qt(window, press):
    press(Qt.Key.Key_4)
    tester = QAbstractItemModelTester(window.page.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.page._choose_view("all")
    window.page._choose_view("closed")
    assert tester.model() is window.page.table.model()


def test_every_control_has_a_name_for_screen_readers(window, press):
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6):
        press(key)
        for control in window.findChildren(QAbstractButton):
            assert control.text() or control.accessibleName() or not control.isVisible(), control
        for control in [*window.findChildren(QLineEdit), *window.findChildren(QComboBox)]:
            assert control.accessibleName() or not control.isVisible(), control


def test_the_window_remembers_size_of_text_and_page(window, press, qtbot, book, tmp_path):
    press(Qt.Key.Key_Equal)
    press(Qt.Key.Key_5)
    window.close()
    again = start.make_window(book, today=lambda: date(2026, 3, 25), preferences=Preferences(tmp_path / "window.ini"))
    qtbot.addWidget(again)
    assert again.scale == 110
    assert again.page is again.pages["documents"]


def test_the_period_steps_by_key(window, press):
    press(Qt.Key.Key_PageUp)
    assert window.session.period.code == "2025-Q4"
    press(Qt.Key.Key_PageDown)
    assert window.session.period.code == "2026-Q1"


def test_words_are_found_without_marks_and_opened_by_keyboard(window, press, qtbot):
    press(Qt.Key.Key_K)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "ben do")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page is window.pages["directives"]
    assert window.page._chosen().text == "Kiểm tra bến đò."


def test_what_is_not_found_is_said(window, press, qtbot):
    press(Qt.Key.Key_K)
    qtbot.keyClicks(window.search, "xyz")
    window.search.find_now()
    assert window.search.hits.item(0).text() == "Nothing was found."
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""


@pytest.mark.parametrize(
    ("words", "kind", "page"),
    [
        ("xu ly dut diem", "narrative", "meetings"),
        ("Trần Thị Mai", "person", "settings"),
        ("ben do", "directive", "directives"),
    ],
)
def test_a_hit_opens_where_it_lives(qtbot, window, words, kind, page):
    window.search.setFocus()
    window.search.setText(words)
    window.search.find_now()
    for _hit in range(window.search.hits.count()):
        if window.search.chosen().kind == kind:
            break
        qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page is window.pages[page]
    if page == "meetings":
        assert window.page.editor.tab is window.page.editor.reports
        assert "dứt điểm" in window.page.editor.reports.text.text()


def test_a_page_that_cannot_be_built_leaves_the_one_in_front_marked(qtbot, window, monkeypatch):
    def broken(session, theme):
        raise RuntimeError("no such thing")

    entry = next(one for one in window.entries if one.name == "figures")
    monkeypatch.setattr(window, "entries", (window.entries[0], replace(entry, make=broken)))
    with pytest.raises(RuntimeError):
        window.show_page("figures")
    assert window.page is window.pages["today"]
    assert window._rail._buttons["today"].isChecked()


def test_a_bug_in_a_slot_reaches_the_log_and_whoever_sits_there(qtbot, window, caplog):
    try:
        raise ValueError("an odd thing")
    except ValueError as error:
        start._tell_bug(type(error), error, error.__traceback__)
    (dialog,) = window.findChildren(ErrorDialog)
    assert "an odd thing" in dialog._details.toPlainText()
    assert "bug" in caplog.text
    dialog.reject()


def test_a_long_directive_is_found_in_its_context(window, book, qtbot):
    long = "Rà soát hộ kinh doanh. " * 300 + "Kiểm tra kho xăng dầu ở bến. " + "Tuyên truyền. " * 300
    directives.save(book, directive(text=long, given_by="Bí thư Đảng ủy"))
    window.search.setText("kho xăng")
    window.search.find_now()
    shown = window.search.hits.item(1).text()
    assert "kho xăng dầu" in shown
    assert len(shown) < 200
    window.search.setText("bí thư")
    window.search.find_now()
    assert "Bí thư Đảng ủy" in window.search.hits.item(1).text()
