"""The catalogue in the settings: written as a named version, looked over before it is taken, taken back in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.services import catalogue_files, figures, indicators
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.settings.catalogue_file import CatalogueImportDialog, VersionDialog
from giaoban_desktop.ui.settings.catalogue_part import CataloguePart
from tests.builders import observation

HEAD = """format = "giaoban-catalogue"
format_version = 1
version = "2026.1"
issued_on = "2026-02-01"
issued_by = "Công an tỉnh Bình Hà"
office = "tinh"
"""
ENTRY = '[[indicator]]\ncode = "900.1"\ngroup = "E"\nname = "Camera an ninh"\nunit = "camera"\nkind = "stock"\n'


@pytest.fixture
def part(window):
    window.show_page("settings")
    window.page.open_row(CataloguePart.__name__)
    return window.page.part


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "danh-muc.toml"
    made.write_text(HEAD + ENTRY, encoding="utf-8")
    return made


def shown(kind):
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def opened(part, qtbot, file):
    part.files.open_file(file)
    qtbot.waitUntil(lambda: bool(shown(CatalogueImportDialog)))
    return shown(CatalogueImportDialog)[0]


def cells(dialog):
    return [(one.place, one.what) for one in dialog.rows.model.rows]


def test_what_a_file_brings_is_shown_before_it_is_taken(qtbot, window, part, book, file):
    assert part.version.text() == "Version 1, as it came with the program."
    dialog = opened(part, qtbot, file)
    assert cells(dialog)[0] == ("900.1", "new")
    assert dialog.told.text().startswith("1 new, 0 changed, 0 unchanged, ")
    assert indicators.next_own_code(book) == "900.1"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not shown(CatalogueImportDialog)
    assert indicators.next_own_code(book) == "901.1"
    assert part.version.text() == "Version 2026.1, 01/02/2026, Công an tỉnh Bình Hà."
    assert "was taken over" in part.outcome.text()
    assert part.rows.model.rows[-1].code == "900.1"
    window.session.undo()
    assert part.version.text() == "Version 1, as it came with the program."
    assert indicators.next_own_code(book) == "900.1"


def test_a_conflict_is_told_and_a_new_code_makes_room(qtbot, part, book, file):
    indicators.add(book, Indicator("900.1", "E", "Loa phường", "loa"))
    figures.record(book, observation("900.1", 12))
    dialog = opened(part, qtbot, file)
    assert cells(dialog)[0] == ("900.1", "refused")
    assert not dialog.keep.isEnabled()
    dialog.reject()
    part.load()
    part.rows.table.selectRow(len(part.rows.model.rows) - 1)
    part._renumber()
    assert [one.code for one in indicators.listed(book) if one.own] == ["950.1"]
    assert part.rows.chosen().code == "950.1"
    dialog = opened(part, qtbot, file)
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_what_changes_is_told_field_by_field(qtbot, part, book, file):
    catalogue_files.take(book, catalogue_files.plan(book, file))
    text = file.read_text(encoding="utf-8").replace("Camera an ninh", "Camera công cộng")
    text = text.replace('"stock"', '"flow"')
    file.write_text(text + 'aliases = ["mắt thần"]\n', encoding="utf-8")
    dialog = opened(part, qtbot, file)
    line = dialog.rows.model.rows[0]
    assert (line.place, line.what) == ("900.1", "changed")
    assert line.words.split("; ") == [
        "name: Camera an ninh → Camera công cộng",
        "kind: as it stands → adds up",
        "words for sentences and for reading reports",
    ]
    dialog.reject()


def test_the_version_is_named_and_the_file_comes_back_as_it_is(qtbot, window, part, book, tmp_path):
    part.files.ask_name()
    (dialog,) = shown(VersionDialog)
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, " ")
    dialog._go_on()
    assert dialog.isVisible()
    dialog.name.setText("2026.2 ·")
    dialog._go_on()
    assert dialog.isVisible()
    dialog.reject()
    target = tmp_path / "ra.toml"
    part.files.write(target, "2026.2")
    qtbot.waitUntil(lambda: window.session.task is None)
    assert part.outcome.text() == "Version 2026.2 was written: ra.toml"
    found = catalogue_files.plan(book, target)
    assert (found.new, found.changed, found.refused, found.source.version.name) == ((), (), (), "2026.2")


def test_what_is_no_catalogue_is_said(qtbot, window, part, tmp_path):
    file = tmp_path / "a.toml"
    file.write_text("x = 1", encoding="utf-8")
    part.files.open_file(file)
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    window.findChild(ErrorDialog).accept()
    assert shown(CatalogueImportDialog) == []


def test_where_no_code_is_free_that_is_said(qtbot, window, part, book, tmp_path):
    entries = (ENTRY.replace("900.1", f"{item}.1") for item in range(900, 1000))
    full = tmp_path / "day.toml"
    full.write_text(HEAD + "".join(entries), encoding="utf-8")
    catalogue_files.take(book, catalogue_files.plan(book, full))
    part.load()
    part._add()
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    dialog.accept()
    assert len([one for one in indicators.listed(book) if one.own]) == 0
