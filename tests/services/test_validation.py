"""Figures held against rules: what cannot be, what is unusual, and what a clerk let stand with a reason."""

from datetime import date

import pytest

from giaoban_desktop.domain.figures import number_value, parse_value
from giaoban_desktop.domain.periods import month, quarter, whole_year
from giaoban_desktop.domain.validation import Severity
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import figure_typing, figures, history, sample, validation
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage.database import Database
from tests.builders import UNITS, new_book, observation

CA = UNITS["CA"].id
FEBRUARY, TODAY = month(2026, 2), date(2026, 3, 1)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def keep(db, code, value, period, unit_id=None):
    typed = parse_value(value) if isinstance(value, str) else number_value(value)
    figures.record(db, observation(code, typed, period=period, unit_id=unit_id))


def patrols(db, ratios=((22, 66), (24, 70), (23, 68), (27, 83), (25, 76), (22, 66))):
    """Some months of night patrols and their turns before February 2026."""
    period = FEBRUARY
    for cases, turns in reversed(ratios):
        period = period.previous()
        keep(db, "9.1", cases, period)
        keep(db, "10.2", turns, period)


def rules_told(db, *periods):
    return [(one.finding.rule.id, one.finding.about.indicator) for one in validation.findings(db, periods)]


def test_turns_out_of_all_proportion_are_asked_about(db):
    patrols(db)
    keep(db, "9.1", 41, FEBRUARY)
    keep(db, "10.2", 303, FEBRUARY)
    asked = validation.findings(db, [FEBRUARY])
    assert [
        (one.finding.rule.id, one.is_hard, one.accepted) for one in asked if one.finding.about.indicator == "10.2"
    ] == [("ratio", False, None)]
    sentence = str(next(one for one in asked if one.finding.about.indicator == "10.2").finding.error)
    assert all(number in sentence for number in ("303", "41", "7,4", "3,1"))


def test_fewer_turns_than_patrols_cannot_be(db):
    keep(db, "9.1", 41, FEBRUARY)
    keep(db, "10.2", 40, FEBRUARY)
    (found,) = validation.findings(db, [FEBRUARY])
    assert found.is_hard
    with pytest.raises(UserError):
        validation.accept(db, found.finding, "đã hỏi lại", TODAY)


def test_words_are_taken_as_far_as_they_go(db):
    keep(db, "9.1", 41, FEBRUARY)
    keep(db, "10.2", "hơn 40", FEBRUARY)
    assert validation.findings(db, [FEBRUARY]) == []


def test_persons_without_a_case_are_asked_about(db):
    keep(db, "19.1", 0, FEBRUARY)
    keep(db, "19.2", 3, FEBRUARY)
    assert rules_told(db, FEBRUARY) == [("persons-19", "19.2")]


def test_what_was_not_reported_contradicts_nothing(db):
    keep(db, "19.2", 3, FEBRUARY)
    assert validation.findings(db, [FEBRUARY]) == []


def test_a_reason_lets_an_unusual_figure_stand_until_it_changes(db):
    patrols(db)
    keep(db, "9.1", 41, FEBRUARY)
    keep(db, "10.2", 303, FEBRUARY)
    asked = {one.finding.about.indicator: one for one in validation.findings(db, [FEBRUARY])}["10.2"]
    with pytest.raises(InputError):
        validation.accept(db, asked.finding, " ", TODAY)
    validation.accept(db, asked.finding, "cao điểm trước Tết, ba lực lượng cùng tuần tra", TODAY)

    def kept():
        return {one.finding.about.indicator: one for one in validation.findings(db, [FEBRUARY])}["10.2"].accepted

    assert kept().reason == "cao điểm trước Tết, ba lực lượng cùng tuần tra"
    assert kept().value == "303"
    keep(db, "10.2", 305, FEBRUARY)
    assert kept() is None
    keep(db, "10.2", 303, FEBRUARY)
    assert kept() is not None
    validation.ask_again(db, kept())
    assert kept() is None
    history.undo(db, history.undoable(db).seq)
    assert kept() is not None


def test_what_comes_once_a_year_is_no_jump(db):
    for year in (2025, 2026):
        for n in range(1, 13):
            if (year, n) <= (2026, 2):
                keep(db, "56.1", 24 if n == 2 else 0, month(year, n), CA)
    assert validation.findings(db, [FEBRUARY, month(2025, 2)]) == []


def test_a_jump_is_told_with_what_was_before(db):
    for n in range(1, 9):
        keep(db, "22.1", 4 + n % 3, month(2025, n), CA)
    keep(db, "22.1", 60, month(2025, 9), CA)
    (found,) = validation.findings(db, [month(2025, 9)])
    assert found.finding.rule.id == "jump"
    assert "60" in str(found.finding.error)


def test_only_what_has_to_do_with_a_figure_is_looked_at_again(db):
    patrols(db)
    keep(db, "9.1", 41, FEBRUARY)
    keep(db, "10.2", 303, FEBRUARY)
    keep(db, "19.1", 0, FEBRUARY)
    keep(db, "19.2", 3, FEBRUARY)
    whole = {one.finding.key for one in validation.findings(db, [FEBRUARY])}
    parts = [{one.finding.key for one in validation.findings(db, [FEBRUARY], [code])} for code in ("9.1", "19.1")]
    assert set.union(*parts) == whole
    assert all(part < whole for part in parts)


def test_an_office_adds_its_own_rules(db):
    validation.add_rule(db, "9.1 + 12.1 <= 8.1", Severity.HARD)
    keep(db, "8.1", 50, FEBRUARY)
    keep(db, "9.1", 30, FEBRUARY)
    keep(db, "12.1", 30, FEBRUARY)
    (found,) = validation.findings(db, [FEBRUARY])
    assert (found.finding.rule.own, found.is_hard) == (True, True)
    assert "60" in str(found.finding.error)
    with pytest.raises(UserError):
        validation.add_rule(db, "9.1+12.1 ≤ 8.1", Severity.SOFT)
    with pytest.raises(UserError):
        validation.add_rule(db, "9.1 <= 99.9", Severity.SOFT)
    with pytest.raises(UserError):
        validation.remove_rule(db, validation.shipped_rules()[0])
    validation.remove_rule(db, found.finding.rule)
    assert validation.findings(db, [FEBRUARY]) == []


def test_every_rule_that_ships_speaks_of_the_catalogue(db):
    from giaoban_desktop.services.catalogue import shipped_catalogue

    codes = {indicator.code for indicator in shipped_catalogue().indicators}
    rules = validation.shipped_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(set(rule.formula.codes) <= codes for rule in rules if rule.formula)


def test_five_years_of_the_sample_office_ask_of_hardly_a_cell_and_of_the_right_one(tmp_path):
    sample.make(tmp_path)
    with Database.open_read_only(tmp_path / sample.DATABASE_NAME) as db:
        cells = {one.id for one in figure_rows.list_all(db)}
        periods = [period for year in range(2021, 2027) for period in validation.periods_of(year)]
        asked = validation.findings(db, periods)
    assert ("ratio", "10.2", "2026-02") in {
        (one.finding.rule.id, one.finding.about.indicator, one.finding.about.period.code) for one in asked
    }
    assert len({one.finding.about.id for one in asked}) <= 0.01 * len(cells)
    assert not any(one.is_hard for one in asked)


def test_a_quarter_is_held_against_its_months_and_against_quarters(db):
    for n in range(1, 4):
        keep(db, "9.1", 20, month(2026, n))
    keep(db, "9.1", 15, quarter(2026, 1))
    assert ("within", "9.1") in rules_told(db, quarter(2026, 1))
    assert rules_told(db, whole_year(2025)) == []


def test_a_quarter_that_its_months_do_not_add_up_to_is_asked_about(db):
    for n, value in ((1, 24), (2, 41), (3, 23)):
        keep(db, "9.1", value, month(2026, n))
    keep(db, "9.1", 90, quarter(2026, 1))
    (asked,) = validation.findings(db, [quarter(2026, 1)])
    assert asked.finding.rule.id == "sum"
    assert "90 cuộc in quý I năm 2026, but its months add up to 88 (24 + 41 + 23)" in str(asked.finding.error)
    validation.accept(db, asked.finding, "Hai cuộc của tháng 3 báo cáo sau.", TODAY)
    (accepted,) = validation.findings(db, [quarter(2026, 1)])
    assert accepted.accepted.reason == "Hai cuộc của tháng 3 báo cáo sau."
    keep(db, "9.1", 88, quarter(2026, 1))
    assert validation.findings(db, [quarter(2026, 1)]) == []


@pytest.mark.parametrize(
    ("march", "quarter_", "counted_to"),
    [
        ("gần 25", "90", date(2026, 3, 31)),  # 90 may be right
        ("23", "hơn 85", date(2026, 3, 31)),
        ("23", "90", date(2026, 3, 24)),  # other days are counted
        ("x", "90", date(2026, 3, 31)),  # a month is missing
    ],
)
def test_a_quarter_that_may_be_right_is_not_asked_about(db, march, quarter_, counted_to):
    for n, value in ((1, "24"), (2, "41"), (3, march)):
        keep(db, "9.1", value, month(2026, n))
    figures.record(
        db, observation("9.1", parse_value(quarter_), period=quarter(2026, 1), unit_id=None, counted_to=counted_to)
    )
    assert "sum" not in {rule for rule, _code in rules_told(db, quarter(2026, 1))}


def test_typing_keeps_the_figure_and_asks_afterwards(db):
    patrols(db)
    figure_typing.type_value(db, "9.1", None, FEBRUARY, "41")
    figure_typing.type_value(db, "10.2", None, FEBRUARY, "303")
    assert "10.2" in {one.finding.about.indicator for one in validation.findings(db, [FEBRUARY], ["10.2"])}


def test_a_rule_is_tried_on_the_figures_before_it_is_kept(db):
    keep(db, "10.1", 900, month(2023, 12))
    for period, turns in ((month(2024, 5), 20), (month(2025, 6), 900), (FEBRUARY, 21)):
        keep(db, "9.1", 30, period)
        keep(db, "10.1", turns, period)
    formula = validation.read_formula(db, "10.1 >= 9.1")
    assert validation.count_flagged(db, formula, TODAY) == 2
    assert validation.count_flagged_in(db.path, formula, TODAY) == 2
    assert validation.findings(db, [FEBRUARY], ["9.1"]) == []


@pytest.mark.parametrize("formula", ["17.2 -> 17.1", "17.2 cần 17.1"])
def test_a_rule_that_ships_is_not_added_again(db, formula):
    with pytest.raises(UserError, match="already"):
        validation.add_rule(db, formula, Severity.HARD)
