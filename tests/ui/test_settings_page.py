"""The settings: lists typed into, backups tried and brought back, the book handed over and moved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from giaoban_desktop.services import backups, handover, history, indicators, meetings, office, people
from giaoban_desktop.storage.database import Database
from giaoban_desktop.ui.settings.backups_part import BackupsPart
from giaoban_desktop.ui.settings.catalogue_part import CataloguePart
from giaoban_desktop.ui.settings.lists import FieldsPart, PeoplePart, UnitsPart
from giaoban_desktop.ui.settings.page import SettingsPage
from giaoban_desktop.ui.settings.rules_part import RulesPart
from tests.builders import UNITS


@pytest.fixture
def page(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    return window.page


@pytest.fixture
def part(page):
    """Bring a part to the front by its class."""

    def shown(kind):
        page.open_row(kind.__name__)
        return page.part

    return shown


def type_into(qtbot, part, row, column, text):
    """Type a text into a cell by keyboard and leave it with Enter."""
    part.rows.type_in(row, column)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes the text over a moment later


def finish(qtbot, page):
    qtbot.waitUntil(lambda: page.session.task is None, timeout=10_000)


def test_the_parts_are_gone_through_by_keyboard(qtbot, page):
    assert page.list.hasFocus()
    seen = [page.part.title]
    for _part in page.parts[1:]:
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        seen.append(page.part.title)
    assert seen == [part.title for part in page.parts]


def test_a_unit_is_renamed_in_its_cell_and_the_rename_is_undone(qtbot, window, part, book):
    units = part(UnitsPart)
    row = next(n for n, unit in enumerate(units.rows.model.rows) if unit.code == "CA")
    type_into(qtbot, units, row, 2, "Công an")
    assert next(unit.short_name for unit in office.units(book) if unit.code == "CA") == "Công an"
    window.session.undo()
    assert next(unit.short_name for unit in office.units(book) if unit.code == "CA") == ""


def test_what_is_wrong_in_a_cell_is_told_below_and_changes_nothing(qtbot, part, book):
    units = part(UnitsPart)
    before = office.units(book)
    type_into(qtbot, units, 0, 1, "   ")
    assert units.rows.wrong.isVisible()
    assert office.units(book) == before


def test_two_units_cannot_have_one_code(qtbot, window, part, book):
    units = part(UnitsPart)
    before = office.units(book)
    with qtbot.waitSignal(window.session.refused) as refused:
        type_into(qtbot, units, 1, 0, before[0].code)
    assert "same code" in str(refused.args[0])
    assert office.units(book) == before


def test_a_unit_that_is_named_stays_and_a_new_one_goes(qtbot, window, part, book):
    units = part(UnitsPart)
    units._add()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(office.units(book)) == 5
    units.rows.table.setCurrentIndex(units.rows.model.index(4, 0))
    qtbot.keyClick(units.rows.table, Qt.Key.Key_Delete)
    assert len(office.units(book)) == 4
    with qtbot.waitSignal(window.session.refused) as refused:
        window.session.do(lambda b: office.remove_unit(b, next(u.id for u in office.units(b) if u.code == "CA")))
    assert "cannot be taken out" in str(refused.args[0])


def test_the_order_of_units_is_kept(part, book):
    units = part(UnitsPart)
    codes = [unit.code for unit in units.rows.model.rows]
    units.rows.table.setCurrentIndex(units.rows.model.index(0, 0))
    units.rows.move_row(1)
    assert [unit.code for unit in office.units(book)] == [codes[1], codes[0], *codes[2:]]


def test_a_person_is_added_typed_and_placed(qtbot, part, book):
    listed = part(PeoplePart)
    listed._add()
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert("Đặng Văn Hòa")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    at = listed.rows.table.currentIndex().row()
    type_into(qtbot, listed, at, 1, "Thiếu tá")
    type_into(qtbot, listed, at, 4, "qs")
    army = next(unit.id for unit in office.units(book) if unit.code == "QS")
    found = next(one for one in people.listed(book) if one.name == "Đặng Văn Hòa")
    assert (found.rank, found.unit_id) == ("Thiếu tá", army)
    qtbot.waitUntil(lambda: listed.rows.model.rows == people.listed(book))
    assert listed.rows.chosen() == found
    units = [one.unit_id for one in people.listed(book)]
    assert units == [UNITS["CA"].id, army, None, None]
    type_into(qtbot, listed, listed.rows.table.currentIndex().row(), 4, "XX")
    assert "There is no unit XX" in listed.rows.wrong.text()


def test_a_cell_that_is_left_for_the_next_one_keeps_its_row(qtbot, part, book):
    listed = part(PeoplePart)
    row = next(at for at, one in enumerate(listed.rows.model.rows) if one.unit_id)
    person = listed.rows.model.rows[row]
    listed.rows.type_in(row, 1)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert("Binh nhì")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert QApplication.focusWidget().text() == person.name
    assert listed.rows.model.rows[row].id == person.id


def test_people_are_moved_by_hand_and_sorted_anew(part, book):
    listed = part(PeoplePart)
    listed.sort_button.click()
    in_order = [one.id for one in people.listed(book)]
    listed.rows.choose(0)
    listed.rows.move_row(1)
    assert [one.id for one in people.listed(book)] == [in_order[1], in_order[0], *in_order[2:]]
    listed.sort_button.click()
    assert [one.id for one in listed.rows.model.rows] == [one.id for one in people.listed(book)] == in_order


def test_who_stands_in_a_record_stays_in_the_book(qtbot, window, part, book):
    person = people.listed(book)[0]
    with qtbot.waitSignal(window.session.refused) as refused:
        window.session.do(lambda b: people.remove(b, person.id))
    assert person.name in str(refused.args[0])
    assert person in people.listed(book)


def test_fields_are_renamed_and_only_unused_ones_go(qtbot, window, part, book):
    fields = part(FieldsPart)
    type_into(qtbot, fields, 0, 0, "Trao đổi tin")
    assert meetings.fields(book)[0].name == "Trao đổi tin"
    fields._add()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    added = meetings.fields(book)
    fields._keep(added[:-1])
    assert meetings.fields(book) == added[:-1]
    used = [field for field in added[:-1] if field.code != "crime"]
    with qtbot.waitSignal(window.session.refused) as refused:
        fields._keep(used)
    assert "stands in reports" in str(refused.args[0])


def test_the_common_catalogue_stays_and_own_indicators_change(qtbot, part, book):
    catalogue = part(CataloguePart)
    type_into(qtbot, catalogue, 0, 1, "Khác")
    assert "common catalogue" in catalogue.rows.wrong.text()
    catalogue.rows.table.setCurrentIndex(catalogue.rows.model.index(0, 0))
    catalogue._add()
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert("Ra quân cuối tuần")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    own = [one for one in indicators.listed(book) if one.own]
    assert [(one.code, one.name) for one in own] == [("900.1", "Ra quân cuối tuần")]
    assert history.undoable(book).summary == "Ra quân cuối tuần"


def test_a_backup_is_made_checked_and_tried_out(qtbot, page, part, book):
    shown = part(BackupsPart)
    assert shown.none.isVisible()
    for button, words in (
        (shown.make, "Backed up and read back."),
        (shown.check, "is whole"),
        (shown.try_out, "It would bring back 1 meetings, 2 figures, 3 directives."),
    ):
        button.click()
        finish(qtbot, page)
        assert words in shown.outcome.text()


def test_a_damaged_backup_is_told(qtbot, page, part, book):
    shown = part(BackupsPart)
    shown.make.click()
    finish(qtbot, page)
    file = shown.rows.chosen().file
    file.write_bytes(file.read_bytes()[:5000])
    shown.check.click()
    finish(qtbot, page)
    assert "is damaged" in shown.outcome.text()


def test_restoring_closes_the_book_and_brings_the_backup_back(qtbot, window, page, part, book):
    shown = part(BackupsPart)
    shown.make.click()
    finish(qtbot, page)
    meeting_id = meetings.listed(book)[0].id
    window.session.do(lambda b: meetings.withdraw(b, meeting_id))
    backup = shown.rows.chosen()
    with qtbot.waitSignal(window.leaving) as left:
        shown._leave_for(backup)
    window.close()
    book.close()
    left.args[0].between()
    with Database.open(left.args[0].book) as again:
        assert meetings.get(again, meeting_id).state.value == "draft"


def test_the_look_changes_at_once(window, part, page):
    from giaoban_desktop.ui.settings.appearance_part import AppearancePart
    from giaoban_desktop.ui.theme import DARK

    look = part(AppearancePart)
    look.theme.setCurrentIndex(look.theme.findData("dark"))
    look.theme.activated.emit(look.theme.currentIndex())
    assert window.theme is DARK
    look.text_size.setCurrentIndex(look.text_size.findData(125))
    look.text_size.activated.emit(look.text_size.currentIndex())
    assert (window.scale, window.preferences.number("scale", 0)) == (125, 125)


def test_another_language_asks_for_the_same_book_again(qtbot, window, part, book):
    from giaoban_desktop.ui.settings.appearance_part import AppearancePart

    look = part(AppearancePart)
    look.language.setCurrentIndex(look.language.findData("en"))
    with qtbot.waitSignal(window.leaving) as left:
        look.language.activated.emit(look.language.currentIndex())
    assert left.args[0].book == book.path


def test_the_book_is_handed_over_with_its_list(qtbot, page, part, book, tmp_path):
    from giaoban_desktop.ui.settings.moving_part import HandoverPart

    shown = part(HandoverPart)
    assert "Ý kiến chỉ đạo quá hạn: 1" in shown.note.toPlainText()
    stick = tmp_path / "usb"
    stick.mkdir()
    shown.write_to(stick)
    finish(qtbot, page)
    names = sorted(file.name for file in stick.iterdir())
    assert names == ["giaoban-20260325-noi-dung-ban-giao.txt", "giaoban-20260325.db"]
    with Database.open_read_only(stick / "giaoban-20260325.db") as copy:
        assert len(meetings.listed(copy)) == 1


def test_a_moved_book_is_set_aside_only_after_it_was_copied(qtbot, window, page, part, book, tmp_path):
    from giaoban_desktop.ui.settings.moving_part import MovingPart

    shown = part(MovingPart)
    assert not shown.set_aside.isEnabled()
    shown.write_to(tmp_path)
    finish(qtbot, page)
    with qtbot.waitSignal(window.leaving) as left:
        shown.set_aside.click()
    path = book.path
    window.close()
    book.close()
    left.args[0].between()
    assert left.args[0].book is None
    assert not path.exists()
    assert (tmp_path / "giaoban-da-chuyen-20260325.db").exists()


def test_an_open_book_is_not_set_aside(book, tmp_path):
    from datetime import date

    from giaoban_desktop.errors import StorageError

    with pytest.raises(StorageError):
        handover.set_aside(book.path, date(2026, 3, 25))
    assert book.path.exists()
    assert backups.newest(book.path) is None


@pytest.mark.parametrize("kind", [UnitsPart, PeoplePart, FieldsPart, CataloguePart, RulesPart])
def test_the_models_keep_the_rules_of_qt(part, kind):
    shown = part(kind)
    tester = QAbstractItemModelTester(shown.rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.rows.model.set_rows(shown.rows.model.rows[:1])
    assert tester.model().rowCount() == 1


def test_the_part_that_was_open_is_there_again(book, page, window):
    page.open_row("BackupsPart")
    again = SettingsPage(window.session, window.theme, window.preferences)
    assert type(again.part).__name__ == "BackupsPart"
