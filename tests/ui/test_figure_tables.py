"""A table of figures opened in the window: its columns, what it would do, wrong rows; and a year written as one."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from giaoban_desktop.domain.periods import month
from giaoban_desktop.services import figure_files, table_files
from giaoban_desktop.services.figure_files import Column
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.views.figure_import import FigureImportDialog

HEAD = ["Kỳ", "Mã chỉ tiêu", "Đơn vị báo cáo", "Số liệu"]
APRIL = month(2026, 4)


@pytest.fixture
def page(window):
    window.show_page("figures")
    return window.page


def write(file, rows):
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target, delimiter=";").writerows(rows)
    return file


def opened(page, qtbot, file):
    """The dialog of a table, once it was looked over or refused."""
    page.files.open_table(file)
    qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    settled(qtbot, dialog)
    return dialog


def dialogs():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, FigureImportDialog) and one.isVisible()]


def settled(qtbot, dialog):
    qtbot.waitUntil(lambda: "being looked over" not in dialog.told.text())


def choose(dialog, place, column):
    choice = dialog.choices[place]
    choice.setCurrentIndex(choice.findData(column))
    choice.activated.emit(choice.currentIndex())


def test_what_a_table_brings_is_told_before_and_kept_in_one_step(page, window, book, qtbot, tmp_path):
    file = write(tmp_path / "so.csv", [HEAD, ["2026-04", "9.1", "chung", "41"], ["2026-Q1", "9.1", "chung", "88"]])
    dialog = opened(page, qtbot, file)
    assert dialog.told.text() == "1 new, 0 changed, 1 unchanged, 0 refused."
    assert dialog.keep.text() == "&Keep 1 figure"
    assert figure_rows.list_of_period(book, APRIL) == []
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert [one.value.text for one in figure_rows.list_of_period(book, APRIL)] == ["41"]
    window.session.undo()
    assert figure_rows.list_of_period(book, APRIL) == []


def test_wrong_rows_are_listed_by_line_and_nothing_is_kept(page, book, qtbot, tmp_path):
    rows = [["2026-04", "9.1", "chung", "41"], ["2026-04", "10.2", "chung", "-3"], ["2026-04", "99.9", "chung", "1"]]
    dialog = opened(page, qtbot, write(tmp_path / "so.csv", [HEAD, *rows]))
    model = dialog.refused.model
    shown = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert shown == ["3", "4"]
    assert "99.9" in model.index(1, 1).data()
    assert not dialog.keep.isEnabled()
    assert "nothing is kept" in dialog.told.text()
    dialog.reject()
    assert figure_rows.list_of_period(book, APRIL) == []


def test_a_column_with_another_head_is_named_by_hand(page, qtbot, tmp_path):
    rows = [["Kỳ", "Mã chỉ tiêu", "Tổng hợp"], ["2026-04", "9.1", "41"]]
    dialog = opened(page, qtbot, write(tmp_path / "so.csv", rows))
    assert "Số liệu" in dialog.told.text()
    assert not dialog.keep.isEnabled()
    choose(dialog, 2, Column.CODE)
    assert "Two columns" in dialog.told.text()
    choose(dialog, 2, Column.VALUE)
    settled(qtbot, dialog)
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_what_is_no_table_is_said(page, window, qtbot, tmp_path):
    file = tmp_path / "so.xlsx"
    file.write_bytes(b"PK\x03\x04 no sheet")
    page.files.open_table(file)
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    dialog = window.findChild(ErrorDialog)
    assert any("so.xlsx" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
    assert dialogs() == []


@pytest.mark.parametrize("kind", [table_files.CSV, table_files.XLSX])
def test_a_year_is_written_and_comes_back_unchanged(page, book, qtbot, tmp_path, kind):
    file = tmp_path / f"nam{kind}"
    page.files.write(2026, file)
    qtbot.waitUntil(lambda: page.session.task is None)
    planned = figure_files.plan(book, table_files.read(file), today=page.session.today)
    assert (planned.new, planned.changed, planned.refused) == ((), (), ())
    assert planned.unchanged == len(figure_rows.list_all(book)) > 0
