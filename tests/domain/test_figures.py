import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Qualifier,
    Status,
    Value,
    check_against,
    number_value,
    over_periods,
    parse_value,
    total,
    weakest,
)
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.errors import InputError
from tests.builders import observation

QUALIFIERS = st.one_of(st.none(), st.sampled_from(list(Qualifier)))
NUMBERS = st.builds(number_value, st.integers(1, 10**9), QUALIFIERS, provisional=st.booleans())
VALUES = st.one_of(NUMBERS, st.sampled_from([NOT_REPORTED, NOT_APPLICABLE, REPORTED_ZERO]))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("24", number_value(24)),
        ("0", REPORTED_ZERO),
        ("không phát sinh", REPORTED_ZERO),
        ("", NOT_REPORTED),
        ("x", NOT_APPLICABLE),
        ("24?", number_value(24, provisional=True)),
        ("gần 50", number_value(50, Qualifier.NEARLY)),
        ("Hơn 160", number_value(160, Qualifier.MORE)),
        ("trên 37.991", number_value(37991, Qualifier.ABOVE)),
        ("khoảng 1.500", number_value(1500, Qualifier.ABOUT)),
        ("~1500", number_value(1500, Qualifier.ABOUT)),
        ("khoang 1500 ?", number_value(1500, Qualifier.ABOUT, provisional=True)),
        ("12,35", number_value(Quantity(1235, 2))),
    ],
)
def test_cells_as_clerks_type_them(typed, value):
    assert parse_value(typed) == value


@pytest.mark.parametrize("typed", ["-5", "abc", "gần", "gần gần 5", "5 vụ", "??", "k", "gần 0"])
def test_what_is_no_figure_is_refused(typed):
    with pytest.raises(InputError):
        parse_value(typed)


@given(VALUES)
def test_a_cell_reads_back_as_it_is_shown(value):
    assert parse_value(value.text) == value


def test_zero_missing_and_not_applicable_are_three_things():
    assert len({REPORTED_ZERO, NOT_REPORTED, NOT_APPLICABLE}) == 3
    assert REPORTED_ZERO.is_number
    assert not NOT_REPORTED.is_number
    assert not NOT_APPLICABLE.is_number


def test_a_value_of_zero_cannot_be_built():
    with pytest.raises(InputError, match="reported as a zero"):
        Value(Status.VALUE, Quantity(0))


@pytest.mark.parametrize(
    ("parts", "qualifier"),
    [
        ([None, None], None),
        ([Qualifier.MORE, None], Qualifier.MORE),
        ([Qualifier.ABOVE, None], Qualifier.ABOVE),
        ([Qualifier.ABOVE, Qualifier.MORE], Qualifier.MORE),
        ([Qualifier.NEARLY, None], Qualifier.NEARLY),
        ([Qualifier.MORE, Qualifier.NEARLY], Qualifier.ABOUT),
        ([Qualifier.ABOUT, Qualifier.MORE], Qualifier.ABOUT),
    ],
)
def test_a_sum_carries_the_weakest_qualifier(parts, qualifier):
    assert weakest(parts) is qualifier


@given(st.lists(VALUES, max_size=6), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order(values, random):
    shuffled = list(values)
    random.shuffle(shuffled)
    assert total(shuffled) == total(values)


@given(st.lists(NUMBERS, min_size=2, max_size=6), st.integers(1, 5))
def test_a_sum_does_not_depend_on_the_grouping(values, at):
    first, second = values[:at], values[at:]
    grouped = [total(part).value for part in (first, second) if part]
    assert total(grouped).value == total(values).value


def test_missing_parts_are_counted_and_never_zero():
    summed = total([number_value(20), NOT_REPORTED, REPORTED_ZERO])
    assert summed.value == number_value(20)
    assert (summed.parts, summed.missing) == (3, 1)
    assert total([NOT_REPORTED, NOT_REPORTED]).value == NOT_REPORTED
    assert total([REPORTED_ZERO, REPORTED_ZERO]).value == REPORTED_ZERO
    assert total([NOT_APPLICABLE]).value == NOT_APPLICABLE


def test_flows_add_and_stocks_take_the_last_value():
    months = [number_value(30), NOT_REPORTED, number_value(32)]
    assert over_periods(IndicatorKind.FLOW, months).value == number_value(62)
    assert over_periods(IndicatorKind.STOCK, months).value == number_value(32)
    assert over_periods(IndicatorKind.RATIO, months).value == NOT_REPORTED


def test_a_comma_in_a_count_is_taken_for_a_slip():
    turns = Indicator("10.2", "B", "Lượt", "lượt")
    with pytest.raises(InputError, match=r"For thousands write a point, like 1\.500"):
        check_against(turns, observation("10.2", parse_value("1,500")))


def test_a_part_of_another_dimension_is_refused():
    messages = Indicator("1.1", "A", "Tin", "tin", disaggregation="level")
    figure = observation("1.1", 120, disaggregation=Disaggregation("kind", "tỉnh"))
    with pytest.raises(InputError, match="not divided by kind"):
        check_against(messages, figure)
