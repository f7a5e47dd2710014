"""Formulas of indicators: read as a clerk writes them, told in names, refused when they say nothing."""

import pytest

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.errors import InputError

CATALOGUE = {
    one.code: one
    for one in (
        Indicator("9.1", "B", "Cuộc tuần tra đêm", "cuộc", forces=("CA", "QS", "BP"), joint=True),
        Indicator("10.2", "B", "Lượt tuần tra đêm", "lượt", forces=("CA", "BP"), joint=True),
        Indicator("18.1", "C", "Tỷ lệ khám phá", "%", kind=IndicatorKind.RATIO, numerator="17.3", denominator="17.1"),
        Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True),
    )
}
OWN = CATALOGUE["900.1"]


@pytest.mark.parametrize("text", ["10.2 ÷ 9.1", "10.2/9.1", " 10.2 : 9.1 ", "10.2÷9.1"])
def test_a_formula_is_read_as_a_clerk_writes_it(text):
    found = derived.with_formula(OWN, text, CATALOGUE)
    assert (found.kind, found.numerator, found.denominator) == (IndicatorKind.RATIO, "10.2", "9.1")
    assert derived.formula(found) == "10.2 ÷ 9.1"
    assert derived.with_formula(found, derived.formula(found), CATALOGUE) == found


def test_it_is_told_in_names():
    found = derived.with_formula(OWN, "10.2 ÷ 9.1", CATALOGUE)
    assert derived.formula_in_names(found, CATALOGUE) == "Lượt tuần tra đêm ÷ Cuộc tuần tra đêm"
    assert derived.formula_in_names(OWN, CATALOGUE) == derived.formula(OWN) == ""


def test_who_reports_both_parts_has_it_with_one_digit():
    found = derived.with_formula(OWN, "10.2 ÷ 9.1", CATALOGUE)
    assert (found.forces, found.joint, found.decimals) == (("CA", "BP"), True, 1)


def test_without_a_formula_it_is_counted_again():
    assert derived.with_formula(derived.with_formula(OWN, "10.2 ÷ 9.1", CATALOGUE), " ", CATALOGUE) == OWN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.2", "no formula"),
        ("10.2 ÷ 9.1 ÷ 8.1", "no formula"),
        ("lượt ÷ cuộc", "no formula"),
        ("10.2 ÷ 77.7", "no indicator 77.7"),
        ("9.1 ÷ 9.1", "two different"),
        ("900.1 ÷ 9.1", "from itself"),
        ("18.1 ÷ 9.1", "computed itself"),
    ],
)
def test_what_says_nothing_is_refused_in_one_sentence(text, said):
    with pytest.raises(InputError, match=said) as refused:
        derived.with_formula(OWN, text, CATALOGUE)
    assert refused.value.field == "formula"


def test_only_what_was_added_is_computed_by_itself():
    assert derived.with_formula(OWN, "10.2 ÷ 9.1", CATALOGUE).is_computed
    assert not CATALOGUE["18.1"].is_computed
    assert not OWN.is_computed
