"""The first start: five steps by keyboard to a book that opens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from giaoban_desktop.domain.units import Level
from giaoban_desktop.errors import StorageError
from giaoban_desktop.services import book as books
from giaoban_desktop.services import first_start, overview
from giaoban_desktop.services.first_start import Place
from giaoban_desktop.storage import people, units
from giaoban_desktop.ui.first_start.dialog import FirstStart, Welcome
from giaoban_desktop.ui.help.window import HelpWindow


@pytest.fixture
def dialog(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    made = FirstStart()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def type_in(qtbot, text):
    """Text as an input method commits it, into whatever has the keyboard."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def tab(qtbot, times=1):
    for _time in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def go_on(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_an_office_is_set_up_by_keyboard_alone(qtbot, dialog, tmp_path):
    tab(qtbot, 2)
    type_in(qtbot, "An Lạc")
    tab(qtbot)
    type_in(qtbot, "Bình Hà")
    go_on(qtbot)  # forces
    assert dialog.step.title == "Forces"
    dialog.step.rows[3][0].setChecked(True)
    go_on(qtbot)  # people
    assert QApplication.focusWidget() is dialog.step.rows[0][3]
    type_in(qtbot, "Trần Thị Mai")
    go_on(qtbot)  # headers
    assert [row[1][1].text() for row in dialog.step.rows][1] == "CÔNG AN PHƯỜNG AN LẠC"
    go_on(qtbot)  # file
    file = tmp_path / "sổ.db"
    dialog.file_step.propose(file)
    go_on(qtbot)
    assert dialog.made == file
    book = books.open_book(file)
    try:
        assert overview.office_name(book) == "UBND phường An Lạc"
        by_code = units.units_by_code(book)
        assert [unit.code for unit in by_code.values() if unit.is_force] == ["CA", "QS", "BP"]
        assert by_code["CA"].symbol == "CAP"
        assert by_code["CAPTREN"].name == "Ủy ban nhân dân tỉnh Bình Hà"
        assert [(person.name, person.position) for person in people.list_people(book)] == [
            ("Trần Thị Mai", "Chủ tịch UBND phường")
        ]
    finally:
        books.close_book(book)


def test_what_lacks_is_told_and_the_step_stays(qtbot, dialog):
    go_on(qtbot)
    assert dialog.step.title == "Unit and level"
    assert dialog.step.name.sentence.startswith("Write the name of the place")
    dialog.step.name.control.setText("An Lạc")
    go_on(qtbot)
    assert dialog.step.province.sentence.startswith("Write which province")


def test_going_back_keeps_what_was_typed(qtbot, dialog):
    dialog.step.name.control.setText("An Lạc")
    dialog.step.province.control.setText("Bình Hà")
    go_on(qtbot)
    dialog.step.rows[1][1].setText("Công an phường An Lạc mới")
    go_on(qtbot)
    dialog.back.click()
    assert dialog.step.rows[1][1].text() == "Công an phường An Lạc mới"


def test_no_force_is_no_meeting(qtbot, dialog):
    dialog.step.name.control.setText("An Lạc")
    dialog.step.province.control.setText("Bình Hà")
    go_on(qtbot)
    for box, *_rest in dialog.step.rows:
        box.setChecked(False)
    go_on(qtbot)
    assert dialog.step.wrong.text() == "Choose at least one force that meets."


def test_a_file_that_is_there_is_not_touched(qtbot, dialog, tmp_path):
    file = tmp_path / "có rồi.db"
    file.write_text("quan trọng")
    with pytest.raises(StorageError):
        first_start.check_place_of_file(file)
    dialog.step.name.control.setText("An Lạc")
    dialog.step.province.control.setText("Bình Hà")
    for _step in range(4):
        go_on(qtbot)
    dialog.file_step.propose(file)
    go_on(qtbot)
    assert "exists already" in dialog.file_step.file.sentence
    assert dialog.made is None
    assert file.read_text() == "quan trọng"


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.PROVINCE])
def test_every_kind_of_place_has_its_units(level):
    for kind in first_start.kinds(level):
        proposals = first_start.propose(Place(level, kind, "An Lạc", "tỉnh Bình Hà"))
        assert [one.unit.code for one in proposals] == ["UBND", "CA", "QS", "BP"]
        assert all(one.unit.symbol and one.positions for one in proposals)


def test_the_kind_before_the_name_is_not_said_twice():
    place = Place(Level.COMMUNE, "phường", "Phường An Lạc", "Bình Hà")
    assert (place.name, place.province) == ("An Lạc", "tỉnh Bình Hà")


def test_a_damaged_book_says_why_and_offers_its_backup(qtbot, book, tmp_path):
    from giaoban_desktop.services import backups

    backups.make_regular(book.path)
    book.close()
    file = book.path
    file.write_bytes(b"x" * 5000)
    with pytest.raises(StorageError) as refused:
        books.open_book(file)
    dialog = Welcome(file, refused.value)
    qtbot.addWidget(dialog)
    dialog.show()
    (restore,) = [made for made in dialog.findChildren(QPushButton) if "backup" in made.text()]
    restore.click()
    assert dialog.chosen == file
    reopened = books.open_book(file)
    assert overview.office_name(reopened) == "UBND phường An Lạc"
    reopened.close()


def test_f1_helps_before_there_is_a_book(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    (shown,) = dialog.findChildren(HelpWindow)
    assert shown.isVisible()
    assert "first start" in shown.text.toPlainText().splitlines()[0]
    shown.close()
