"""What is half typed is in the file a second later, and gone from there when it is kept for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from giaoban_desktop.services import directives, drafts
from giaoban_desktop.ui.drafts import follow
from giaoban_desktop.ui.recovery import settle


@pytest.fixture
def fields(qtbot, window):
    """Two fields that take part and one that does not, inside the window."""
    holder = QWidget(window)
    layout = QVBoxLayout(holder)
    made = [QLineEdit(), QPlainTextEdit(), QLineEdit()]
    follow(made[0], "meetings/1#place", "Place")
    follow(made[1], "meetings/1#conclusion", "Conclusion")
    for field in made:
        layout.addWidget(field)
    holder.resize(300, 200)
    holder.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def kept(book):
    return {draft.place: draft.text for draft in drafts.listed(book)}


def test_what_is_typed_is_kept_and_dropped_when_the_field_is_left(fields, window, book):
    line, text, other = fields
    line.setFocus()
    line.setText("Hội trường")
    window.typing.write()
    assert kept(book) == {"meetings/1#place": "Hội trường"}
    text.setFocus()
    assert kept(book) == {}
    text.setPlainText("Ba lực lượng\nphối hợp tốt")
    window.typing.write()
    assert kept(book) == {"meetings/1#conclusion": "Ba lực lượng\nphối hợp tốt"}
    other.setFocus()
    other.setText("tìm kiếm")
    window.typing.write()
    assert kept(book) == {}


def test_it_is_written_by_itself_a_second_later(fields, book, qtbot):
    fields[0].setFocus()
    fields[0].setText("Hội trường")
    assert kept(book) == {}
    qtbot.waitUntil(lambda: kept(book) == {"meetings/1#place": "Hội trường"}, timeout=1500)


def test_what_is_wrong_and_stays_in_its_field_keeps_its_draft(fields, book):
    fields[0].setFocus()
    fields[0].setText("31/2")
    fields[0].setProperty("look", "wrong")
    fields[1].setFocus()
    assert kept(book) == {"meetings/1#place": "31/2"}


def test_after_long_typing_an_act_is_asked_for(fields, window, qtbot, book):
    fields[1].setFocus()
    fields[1].setPlainText("dài")
    window.typing.write()
    with qtbot.waitSignal(window.typing.keep_now):
        window.typing._long.start(0)
    assert kept(book) == {}


def test_drafts_are_not_part_of_the_log(book):
    acts = book.acts_done
    drafts.keep(book, "a/b#c", "C", "x")
    drafts.keep(book, "a/b#c", "C", "xy")
    assert (kept(book), book.acts_done) == ({"a/b#c": "xy"}, acts)


def test_a_half_typed_figure_is_remembered_and_put_back_into_its_cell(qtbot, window, book):
    window.show_page("figures")
    page = window.page
    page.table.setFocus()
    qtbot.keyClick(page.table, "7")
    editor = page.table.open_editor()
    editor.setText("gần 7")
    window.typing.write()
    (draft,) = drafts.listed(book)
    assert draft.text == "gần 7"
    assert draft.place.startswith("figures/")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert drafts.listed(book) == []
    window.show_page("today")
    window._put_back(draft)
    assert page.table.open_editor().text() == "gần 7"
    qtbot.keyClick(page.table.open_editor(), Qt.Key.Key_Escape)


def test_a_wrong_figure_outlives_the_window_as_a_draft(qtbot, window, book):
    window.show_page("figures")
    page = window.page
    page.table.setFocus()
    qtbot.keyClick(page.table, "7")
    page.table.open_editor().setText("bảy bò")
    window.close()
    assert kept(book) == {draft.place: "bảy bò" for draft in drafts.listed(book)}
    assert len(drafts.listed(book)) == 1


def test_a_draft_that_became_right_is_forgotten_when_the_window_closes(qtbot, window, book):
    window.show_page("meetings")
    page = window.page
    place = page.editor.general.told["place"].control
    drafts.keep(book, place.property("draftPlace"), "Place", place.text())
    window.close()
    assert drafts.listed(book) == []


def test_a_draft_whose_field_shows_something_else_by_now_outlives_the_window(window, book):
    window.show_page("meetings")
    held_on = window.page.editor.general.told["held_on"].control
    drafts.keep(book, held_on.property("draftPlace"), "Held on", "31/4/2026")
    window.close()
    assert [draft.text for draft in drafts.listed(book)] == ["31/4/2026"]


def test_what_waits_for_enter_keeps_its_draft_until_it_is_taken_out(fields, window, book):
    follow(fields[0], "directives/1#progress", "Note", waits=True)
    fields[0].setFocus()
    fields[0].setText("Đã xong một nửa")
    fields[1].setFocus()
    assert kept(book) == {"directives/1#progress": "Đã xong một nửa"}
    window.typing._keep_long()
    settle(window, window.session)
    assert kept(book) == {"directives/1#progress": "Đã xong một nửa"}
    fields[0].setFocus()
    fields[0].clear()
    fields[1].setFocus()
    assert kept(book) == {}


def test_a_note_that_was_begun_is_there_again_after_another_start(window, book, qtbot):
    window.show_page("directives")
    page = window.page
    page.table.selectRow(0)
    page.progress.setFocus()
    page.progress.setText("Đã rà soát hai khu phố")
    page.panel.by.setText("Trưởng Công an phường")
    page.table.setFocus()
    first = page._chosen_id()
    page.table.selectRow(1)
    assert page.progress.text() == ""
    page.panel._shown_id = ""  # as after another start: nothing is remembered but in the book
    page.table.selectRow(0)
    assert (page._chosen_id(), page.progress.text()) == (first, "Đã rà soát hai khu phố")
    assert page.panel.by.text() == "Trưởng Công an phường"
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    assert [note.text for note in directives.get(book, first).notes][-1] == "Đã rà soát hai khu phố"
    assert kept(book) == {}
