"""Regular meetings in the settings: the cycle, the usual agenda and people, and what they give next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from giaoban_desktop.domain.series import REVIEW, Cycle
from giaoban_desktop.services import meetings, series
from giaoban_desktop.ui.settings.series_part import SeriesPart


@pytest.fixture
def part(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    window.page.open_row(SeriesPart.__name__)
    return window.page.part


def choose(part, cycle):
    part.cycle.setCurrentIndex(part.cycle.findData(cycle.value if cycle else ""))
    part.cycle.activated.emit(part.cycle.currentIndex())


def type_new(qtbot, part, text):
    add = next(one for one in part.agenda.findChildren(QPushButton) if one.text() == "&Add")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes the text over a moment later


def test_the_cycle_says_at_once_what_comes_next(part, book):
    assert part.cycle.currentText() == "In the rhythm of the meetings so far"
    choose(part, Cycle.QUARTERS)
    assert series.cycle(book) is Cycle.QUARTERS
    assert "quý II/2026 on" in part.next.text()
    choose(part, Cycle.MONTHS)
    assert "tháng 04/2026 on" in part.next.text()
    choose(part, None)
    assert series.cycle(book) is None


def test_the_usual_agenda_is_typed_arranged_and_taken_out(qtbot, part, book):
    type_new(qtbot, part, "Báo cáo trong kỳ")
    assert [item.title for item in series.usual_agenda(book)] == ["Báo cáo trong kỳ"]
    type_new(qtbot, part, "Thảo luận")
    part.agenda.table.selectRow(1)
    part.agenda.move_row(-1)
    assert [item.title for item in series.usual_agenda(book)] == ["Thảo luận", "Báo cáo trong kỳ"]
    part.agenda.table.selectRow(0)
    qtbot.keyClick(part.agenda.table, Qt.Key.Key_Delete)
    assert [item.title for item in series.usual_agenda(book)] == ["Báo cáo trong kỳ"]


def test_who_is_marked_is_on_the_list_of_the_next_meeting(qtbot, window, part, book):
    part.people.setCurrentRow(1)
    part.people.setFocus()
    qtbot.keyClick(part.people, Qt.Key.Key_Space)
    marked = str(part.people.item(1).data(Qt.ItemDataRole.UserRole))
    assert series.usual_people(book) == [marked]
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    made = meetings.get(book, window.page.meeting.id)
    assert [one.participant.person_id for one in made.attendances] == [marked]
    assert made.agenda[0].title.startswith(REVIEW)


def test_undo_is_seen_in_the_part(qtbot, window, part, book):
    choose(part, Cycle.BOTH)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert series.cycle(book) is None
    assert part.cycle.currentData() == ""
