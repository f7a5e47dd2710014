"""Formulas and rules in the settings: typed by keyboard, told in names before they are kept, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import month
from giaoban_desktop.domain.validation import Severity
from giaoban_desktop.services import figures, indicators, validation
from giaoban_desktop.ui.settings.catalogue_part import CataloguePart
from giaoban_desktop.ui.settings.rules_part import RulesPart
from tests.builders import observation

NAME, UNIT, FORMULA, DECIMALS = 1, 2, 3, 4


@pytest.fixture
def part(window):
    """Bring a part to the front by its class."""
    window.show_page("settings")

    def shown(kind):
        window.page.open_row(kind.__name__)
        return window.page.part

    return shown


@pytest.fixture
def catalogue(part, book):
    """The catalogue with an indicator of the office's own."""
    indicators.add(book, Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc"))
    return part(CataloguePart)


def type_into(qtbot, part, row, column, text):
    part.rows.type_in(row, column)
    editor = QApplication.focusWidget()
    editor.selectAll()
    editor.insert(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes the text over a moment later


def own_row(part):
    return next(n for n, one in enumerate(part.rows.model.rows) if one.code == "900.1")


def cell(part, row, column, role=Qt.ItemDataRole.DisplayRole):
    return part.rows.model.index(row, column).data(role)


def kept(book):
    return next(one for one in indicators.listed(book) if one.code == "900.1")


def test_a_formula_is_typed_into_its_cell_and_told_in_names(qtbot, window, catalogue, book):
    row = own_row(catalogue)
    type_into(qtbot, catalogue, row, FORMULA, "10.2/9.1")
    assert cell(catalogue, row, FORMULA) == "10.2 ÷ 9.1"
    assert cell(catalogue, row, DECIMALS) == "1"
    names = "Lượt mỗi cuộc = Lượt cán bộ, chiến sĩ tuần tra đêm ÷ Cuộc tuần tra đêm"
    assert cell(catalogue, row, FORMULA, Qt.ItemDataRole.ToolTipRole) == names
    assert catalogue.explained.text() == names
    assert derived.formula(kept(book)) == "10.2 ÷ 9.1"
    window.session.undo()
    assert derived.formula(kept(book)) == cell(catalogue, row, FORMULA) == ""


def test_per_cent_is_told(qtbot, catalogue):
    row = own_row(catalogue)
    type_into(qtbot, catalogue, row, UNIT, "%")
    type_into(qtbot, catalogue, row, FORMULA, "17.3 : 17.1")
    assert catalogue.explained.text().endswith("in per cent")


@pytest.mark.parametrize(("column", "text"), [(FORMULA, "10.2 ÷"), (FORMULA, "10.2 ÷ 77.7"), (DECIMALS, "nhiều")])
def test_what_is_wrong_is_told_below_and_changes_nothing(qtbot, catalogue, book, column, text):
    before = kept(book)
    type_into(qtbot, catalogue, own_row(catalogue), column, text)
    assert catalogue.rows.wrong.isVisible()
    assert kept(book) == before


def test_what_has_figures_stays_counted(qtbot, window, catalogue, book):
    figures.record(book, observation("900.1", 3))
    with qtbot.waitSignal(window.session.refused) as refused:
        type_into(qtbot, catalogue, own_row(catalogue), FORMULA, "10.2 ÷ 9.1")
    assert "has figures" in str(refused.args[0])
    assert derived.formula(kept(book)) == ""


def test_a_shipped_ratio_shows_its_formula_and_stays(qtbot, catalogue):
    row = next(n for n, one in enumerate(catalogue.rows.model.rows) if one.code == "18.1")
    assert cell(catalogue, row, FORMULA) == "17.3 ÷ 17.1"
    type_into(qtbot, catalogue, row, FORMULA, "17.2 ÷ 17.1")
    assert "common catalogue" in catalogue.rows.wrong.text()


def test_every_rule_is_told_in_a_sentence(part):
    rules = part(RulesPart)
    told = [cell(rules, n, 0) for n in range(len(rules.rows.model.rows))]
    assert len(told) == len(set(told)) == len(validation.shipped_rules())
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in told)
    assert "Where there is “Đối tượng phạm pháp hình sự”, there is also “Vụ phạm pháp hình sự”." in told


def test_a_rule_is_typed_told_back_tried_and_kept(qtbot, window, part, book):
    for n, cases in ((1, 30), (2, 10)):
        figures.record(book, observation("8.1", 20, period=month(2026, n)))
        figures.record(book, observation("9.1", cases, period=month(2026, n)))
    rules = part(RulesPart)
    rules.formula.setFocus()
    qtbot.keyClicks(rules.formula, "9.1 + 12.1 <=")
    assert "is no rule" in rules.told.text()
    assert not rules.keep.isEnabled()
    rules.formula.clear()
    qtbot.keyClicks(rules.formula, "9.1 <= 8.1")
    assert rules.told.text() == "“Cuộc tuần tra đêm” is not more than “Cuộc tuần tra, kiểm soát”."
    qtbot.waitUntil(lambda: "since January 2024" in rules.tried.text())
    assert rules.tried.text() == "1 figure since January 2024 breaks it."
    rules.severity.setCurrentIndex(rules.severity.findData(Severity.HARD))
    qtbot.keyClick(rules.formula, Qt.Key.Key_Return)
    added = validation.rules(book)[-1]
    assert (added.own, added.severity, added.formula.text) == (True, Severity.HARD, "9.1 <= 8.1")
    assert rules.formula.text() == rules.told.text() == ""
    assert rules.rows.chosen() == added
    window.session.undo()
    assert not validation.rules(book)[-1].own
    assert len(rules.rows.model.rows) == len(validation.shipped_rules())


def test_only_the_rules_of_the_office_are_taken_out(qtbot, window, part, book):
    validation.add_rule(book, "9.1 <= 8.1", Severity.SOFT)
    rules = part(RulesPart)
    rules.rows.table.setFocus()
    rules.rows.table.selectRow(0)
    with qtbot.waitSignal(window.session.refused) as refused:
        qtbot.keyClick(rules.rows.table, Qt.Key.Key_Delete)
    assert "belongs to the program" in str(refused.args[0])
    rules.rows.table.selectRow(len(rules.rows.model.rows) - 1)
    qtbot.keyClick(rules.rows.table, Qt.Key.Key_Delete)
    assert validation.rules(book) == validation.shipped_rules()


@pytest.mark.parametrize(("typed", "said"), [("9.1 <= 77.7", "no indicator 77.7"), ("17.2 -> 17.1", "already")])
def test_a_rule_that_says_nothing_new_is_not_kept(qtbot, part, book, typed, said):
    rules = part(RulesPart)
    rules.formula.setText(typed)
    assert said in rules.told.text()
    qtbot.keyClick(rules.formula, Qt.Key.Key_Return)
    assert validation.rules(book) == validation.shipped_rules()
