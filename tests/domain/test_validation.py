from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.periods import month
from giaoban_desktop.domain.unusual import deviation, is_far_count, is_far_ratio, median
from giaoban_desktop.domain.validation import (
    AcceptedFinding,
    Check,
    Operator,
    Severity,
    ValidationRule,
    parse_formula,
)
from giaoban_desktop.errors import InputError


@pytest.mark.parametrize(
    ("text", "left", "operator", "right"),
    [
        ("10.2 >= 9.1", ("10.2",), Operator.AT_LEAST, ("9.1",)),
        ("9.1+12.1 ≤ 8.1", ("9.1", "12.1"), Operator.AT_MOST, ("8.1",)),
        ("1.1 = 2.1 + 3.1", ("1.1",), Operator.EQUAL, ("2.1", "3.1")),
        ("17.2 cần 17.1", ("17.2",), Operator.NEEDS, ("17.1",)),
        ("17.2→17.1", ("17.2",), Operator.NEEDS, ("17.1",)),
    ],
)
def test_a_formula_is_read_as_a_clerk_writes_it(text, left, operator, right):
    found = parse_formula(text)
    assert (found.left, found.operator, found.right) == (left, operator, right)
    assert parse_formula(found.text) == found


@pytest.mark.parametrize(
    "text", ["", "10.2", "10.2 >=", ">= 9.1", "abc >= 9.1", "10.2 > = 9.1 + ", "9.1 >= 9.1", "1 = 2"]
)
def test_what_is_no_formula_is_told_with_an_example(text):
    with pytest.raises(InputError):
        parse_formula(text)


def test_a_rule_that_compares_has_a_formula_and_no_other():
    with pytest.raises(InputError):
        ValidationRule("x", Check.COMPARE, Severity.HARD)
    with pytest.raises(InputError):
        ValidationRule("x", Check.JUMP, Severity.SOFT, formula=parse_formula("10.2 >= 9.1"))
    with pytest.raises(InputError):
        ValidationRule("x", Check.JUMP, Severity.SOFT, periods=3, least=4)


def test_what_is_accepted_needs_a_reason():
    with pytest.raises(InputError):
        AcceptedFinding("1", "jump", "9.1", None, month(2026, 2), None, "41", "…", "  ", date(2026, 3, 1))


FRACTIONS = st.lists(st.fractions(0, 1000, max_denominator=8), min_size=1, max_size=12)


@given(FRACTIONS, st.randoms(use_true_random=False))
def test_the_median_has_as_many_below_as_above(values, random):
    middle = median(values)
    assert sum(value < middle for value in values) <= len(values) // 2
    assert sum(value > middle for value in values) <= len(values) // 2
    random.shuffle(values)
    assert (median(values), deviation(values)) == (middle, deviation(values))


@given(FRACTIONS)
def test_no_earlier_value_in_the_middle_is_far(values):
    assert not is_far_count(median(values), values)


def _counts(*values):
    return [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("value", "earlier"),
    [(3, (0, 0, 1, 0, 0, 1, 0, 0)), (8, (4, 5, 3, 6, 4, 5, 4, 3)), (90, (70, 68, 83, 66, 75, 80, 71, 69))],
)
def test_chance_alone_is_not_far(value, earlier):
    assert not is_far_count(Fraction(value), _counts(*earlier))


@pytest.mark.parametrize(
    ("value", "earlier"),
    [(9, (0, 0, 1, 0, 0, 1, 0, 0)), (303, (70, 68, 83, 66, 75, 80, 71, 69)), (7, (70, 68, 83, 66, 75, 80, 71, 69))],
)
def test_what_is_far_is_far_in_both_directions(value, earlier):
    assert is_far_count(Fraction(value), _counts(*earlier))


def test_few_patrols_say_less_about_a_ratio_than_many():
    usual = [(120, 40)] * 8
    assert is_far_ratio(303, 41, usual)
    assert not is_far_ratio(7, 1, usual)


@given(st.integers(0, 5000), st.lists(st.integers(0, 5000), min_size=1, max_size=9))
def test_whole_numbers_are_judged_as_fractions_are(value, earlier):
    assert is_far_count(value, earlier) == is_far_count(Fraction(value), [Fraction(one) for one in earlier])


COUNTS = st.tuples(st.integers(0, 900), st.integers(1, 60))


@given(COUNTS, st.lists(COUNTS, min_size=1, max_size=9))
def test_ratios_of_whole_numbers_are_judged_as_fractions_are(ratio, earlier):
    above, below = ratio
    exact = [(Fraction(one), base) for one, base in earlier]
    assert is_far_ratio(above, below, earlier) == is_far_ratio(Fraction(above), below, exact)
