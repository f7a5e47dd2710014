"""An office's own indicators beside the common catalogue."""

from dataclasses import replace

import pytest

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.domain.validation import Severity
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import (
    annex,
    checks,
    figures,
    history,
    indicators,
    meetings,
    targets,
    validation,
)
from giaoban_desktop.services.catalogue import shipped_catalogue, shipped_fields
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.storage import change_log, usage
from giaoban_desktop.storage import indicators as indicator_rows
from tests.builders import UNITS, freeze, new_book, observation, record

CA = UNITS["CA"].id
OWN = Indicator("900.1", "E", "Camera an ninh", "camera", kind=IndicatorKind.STOCK)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_the_catalogue_that_ships_has_64_items_and_is_all_in_a_new_book(db):
    shipped = shipped_catalogue()
    assert {indicator.item for indicator in shipped.indicators} == set(range(1, 65))
    assert indicator_rows.list_indicators(db) == list(shipped.indicators)
    assert indicator_rows.list_fields(db) == list(shipped_fields())


def test_every_reference_of_the_catalogue_exists():
    shipped = {indicator.code: indicator for indicator in shipped_catalogue().indicators}
    for indicator in shipped.values():
        for name in ("part_of", "pairs_with", "at_least", "numerator", "denominator"):
            other = getattr(indicator, name)
            assert not other or other in shipped, (indicator.code, name)
        assert bool(indicator.zero) != bool(indicator.zero_verb), indicator.code


def test_an_own_indicator_takes_figures(db):
    indicators.add(db, OWN)
    figures.record(db, observation("900.1", 42))
    db.close()
    assert checks.check(db.path) == []


@pytest.mark.parametrize(
    ("indicator", "field"),
    [
        (Indicator("65.1", "E", "Camera", "cái"), "code"),
        (Indicator("900.1", "Z", "Camera", "cái"), "group"),
    ],
)
def test_a_code_of_the_common_catalogue_or_an_unknown_group_is_refused(db, indicator, field):
    with pytest.raises(InputError) as refused:
        indicators.add(db, indicator)
    assert refused.value.field == field


def test_a_code_is_taken_once(db):
    indicators.add(db, OWN)
    with pytest.raises(InputError, match="already"):
        indicators.add(db, OWN)


def test_a_file_adds_its_indicators_and_their_figures_or_nothing(db):
    data = {
        "format": "giaoban-briefing",
        "version": 1,
        "indicators": [{"code": "900.1", "group": "E", "name": "Camera an ninh", "unit": "camera"}],
        "figures": [{"indicator": "900.1", "period": "2026-06", "value": "nhiều"}],
    }
    before = change_log.images(db.connection)
    with pytest.raises(InputError, match=r"figures\[0\]\.value"):
        meetings.record_data(db, Node.of(data, ""))
    assert change_log.images(db.connection) == before
    data["figures"][0]["value"] = 42
    meetings.record_data(db, Node.of(data, ""))
    with pytest.raises(InputError, match=r"indicators\[0\]\.code"):
        meetings.record_data(db, Node.of(data, ""))


def computed(db, formula="10.2 ÷ 9.1", **changed):
    """An own indicator with a formula."""
    catalogue = {one.code: one for one in indicators.listed(db)}
    fields = {"code": "900.1", "group": "B", "name": "Lượt mỗi cuộc", "unit": "lượt/cuộc", "own": True, **changed}
    return derived.with_formula(Indicator(**fields), formula, catalogue)


def told(db, period, code="900.1"):
    """What a report tells of an indicator: by whom, how much, and for how many months nothing is known."""
    rows = figures.report(db, period).rows
    return [(row.unit_id, row.value.text, row.missing) for row in rows if row.indicator.code == code]


def test_an_own_formula_is_computed_for_whoever_reports_both_parts(db):
    indicators.add(db, computed(db))
    for code, value, unit_id in (("9.1", 41, None), ("10.2", 303, None), ("9.1", 10, CA), ("10.2", 35, CA)):
        figures.record(db, observation(code, value, period=month(2026, 2), unit_id=unit_id))
    figures.record(db, observation("9.1", 5, period=month(2026, 2), unit_id=UNITS["QS"].id))
    assert told(db, month(2026, 2)) == [(None, "7,4", 0), (CA, "3,5", 0)]


def test_an_own_formula_of_a_quarter_is_computed_from_the_sums_of_the_same_months(db):
    indicators.add(db, computed(db))
    for n, cases, turns in ((1, 20, 60), (2, 20, 100)):
        figures.record(db, observation("9.1", cases, period=month(2026, n)))
        figures.record(db, observation("10.2", turns, period=month(2026, n)))
    assert told(db, quarter(2026, 1)) == [(None, "4", 1)]
    figures.record(db, observation("9.1", 20, period=month(2026, 3)))
    assert told(db, quarter(2026, 1)) == []


def test_a_unit_of_per_cent_is_told_in_hundredths(db):
    indicators.add(db, computed(db, "17.3 ÷ 17.1", unit="%", name="Tỷ lệ"))
    figures.record(db, observation("17.1", 8, unit_id=CA))
    figures.record(db, observation("17.3", 7, unit_id=CA))
    assert told(db, quarter(2026, 1)) == [(CA, "87,5", 0)]


def test_what_has_figures_stays_counted_and_what_others_are_computed_from_too(db):
    indicators.add(db, OWN)
    figures.record(db, observation("900.1", 42))
    catalogue = {one.code: one for one in indicators.listed(db)}
    with pytest.raises(UserError, match="has figures"):
        indicators.change(db, derived.with_formula(catalogue["900.1"], "10.2 ÷ 9.1", catalogue))
    indicators.add(db, computed(db, "900.1 ÷ 9.1", code="901.1"))
    indicators.add(db, replace(OWN, code="902.1", own=True))
    indicators.add(db, computed(db, "902.1 ÷ 9.1", code="903.1"))
    with pytest.raises(UserError, match="stays counted"):
        indicators.change(db, computed(db, code="902.1"))
    with pytest.raises(UserError, match="refers to it"):
        indicators.remove(db, "902.1")


def test_a_computed_indicator_is_counted_again_while_it_has_no_figures(db):
    indicators.add(db, computed(db))
    indicators.change(db, derived.with_formula(computed(db), "", {}))
    figures.record(db, observation("900.1", 3))
    with pytest.raises(UserError, match="has figures"):
        indicators.change(db, computed(db))


def test_fewer_digits_than_its_figures_have_are_refused(db):
    indicators.add(db, replace(OWN, decimals=2))
    figures.record(db, observation("900.1", number_value(Quantity(123, 2))))
    with pytest.raises(UserError, match="2 digits"):
        indicators.change(db, replace(OWN, decimals=1, own=True))


def test_a_new_code_takes_figures_formulas_and_rules_along_and_is_undone(db):
    indicators.add(db, OWN)
    indicators.add(db, computed(db, "900.1 ÷ 9.1", code="901.1"))
    figures.record(db, observation("900.1", 42))
    validation.add_rule(db, "900.1 <= 9.1 + 8.1", Severity.SOFT)
    indicators.renumber(db, "900.1")
    assert [one.code for one in indicators.listed(db) if one.own] == ["901.1", "950.1"]
    assert indicator_rows.get_indicator(db, "901.1").numerator == "950.1"
    assert [row.indicator.code for row in figures.report(db, quarter(2026, 1)).rows] == ["950.1"]
    assert validation.rules(db)[-1].formula.text == "950.1 <= 9.1 + 8.1"
    history.undo(db, history.undoable(db).seq)
    assert indicator_rows.get_indicator(db, "901.1").numerator == "900.1"
    assert [row.indicator.code for row in figures.report(db, quarter(2026, 1)).rows] == ["900.1"]
    with pytest.raises(UserError, match="common catalogue"):
        indicators.renumber(db, "9.1")
    db.close()
    assert checks.check(db.path) == []


def test_what_a_rule_names_stays(db):
    indicators.add(db, OWN)
    validation.add_rule(db, "900.1 <= 8.1", Severity.SOFT)
    with pytest.raises(UserError, match="the rule"):
        indicators.remove(db, "900.1")


def hand_down(db, *codes):
    """Indicators that a superior's catalogue brought."""
    with db.act("test", ""):
        for code in codes:
            indicator_rows.save_indicator(db, replace(OWN, code=code))


def test_the_next_own_code_is_the_first_free_item(db):
    hand_down(db, "999.1", "900.2", "901.1")
    assert indicators.next_own_code(db) == "902.1"
    indicators.add(db, replace(OWN, code="902.1"))
    hand_down(db, "950.1", "952.1")
    indicators.renumber(db, "902.1")
    assert indicators.listed(db)[-3].code == "951.1"
    assert indicators.next_own_code(db) == "902.1"


def test_where_no_code_is_free_that_is_said(db):
    indicators.add(db, OWN)
    hand_down(db, *(f"{item}.1" for item in range(950, 1000)))
    with pytest.raises(UserError, match="from 950 to 999"):
        indicators.renumber(db, "900.1")
    hand_down(db, *(f"{item}.1" for item in range(901, 950)))
    with pytest.raises(UserError, match="from 900 to 999"):
        indicators.next_own_code(db)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"forces": ("CA",) * 201}, "forces"),
        ({"aliases": ("a" * 501,)}, "aliases"),
        ({"unit_aliases": (" ",)}, "unit_aliases"),
        ({"code": "900.0"}, "code"),
        ({"code": "٩٠٠.1"}, "code"),
    ],
)
def test_what_no_catalogue_file_could_hold_is_not_kept(db, changed, field):
    with pytest.raises(InputError) as refused:
        indicators.add(db, replace(OWN, **changed))
    assert refused.value.field == field


def test_words_are_kept_as_one_line(db):
    indicators.add(db, replace(OWN, forces=("C\nA ",)))
    indicators.change(db, replace(OWN, own=True, aliases=("mắt\x07 thần",)))
    assert indicator_rows.get_indicator(db, "900.1").aliases == ("mắt thần",)
    with pytest.raises(InputError, match="at most"):
        indicators.change(db, replace(OWN, own=True, aliases=("a" * 501,)))


def test_what_a_plan_asks_for_stays_and_keeps_its_digits(db):
    indicators.add(db, replace(OWN, decimals=2))
    targets.keep(db, "900.1", None, quarter(2026, 1), "12,5")
    with pytest.raises(UserError, match="plan"):
        indicators.remove(db, "900.1")
    with pytest.raises(UserError, match="target with 1 digits"):
        indicators.change(db, replace(OWN, decimals=0, own=True))
    indicators.change(db, replace(OWN, decimals=1, own=True))
    targets.keep(db, "900.1", None, quarter(2026, 1), "")
    indicators.remove(db, "900.1")


def charted(db, *codes):
    """The draft of a meeting whose annex has charts of these."""
    indicators.add(db, replace(OWN, kind=IndicatorKind.FLOW))
    meeting_id = record(db)
    annex.attach(db, AttachedAnnex(meeting_id, codes))
    return meeting_id


def test_a_new_code_stands_in_the_charts_of_drafts_too(db):
    meeting_id = charted(db, "9.1", "900.1")
    changed = indicators.renumber(db, "900.1")
    assert annex.attached(db, meeting_id).charts == ("9.1", "950.1")
    assert Kind.DOCUMENTS in changed.kinds
    history.undo(db, history.undoable(db).seq)
    assert annex.attached(db, meeting_id).charts == ("9.1", "900.1")


def test_what_is_taken_out_or_computed_leaves_the_charts_of_drafts(db):
    meeting_id = charted(db, "900.1", "9.1")
    indicators.change(db, replace(OWN, kind=IndicatorKind.FLOW, name="Camera", own=True))
    assert annex.attached(db, meeting_id).charts == ("900.1", "9.1")
    indicators.change(db, computed(db))
    assert annex.attached(db, meeting_id).charts == ("9.1",)
    history.undo(db, history.undoable(db).seq)
    indicators.remove(db, "900.1")
    assert annex.attached(db, meeting_id).charts == ("9.1",)


def test_the_charts_of_what_is_frozen_stay(db):
    meeting_id = charted(db, "900.1")
    freeze(db, meeting_id)
    assert Kind.DOCUMENTS not in indicators.renumber(db, "900.1").kinds
    assert annex.attached(db, meeting_id).charts == ("900.1",)


def test_all_that_can_refer_to_an_indicator_has_its_sentence(db):
    assert {table for table, _column in usage.references(db, "indicator")} == set(indicators._USERS)
