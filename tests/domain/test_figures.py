from datetime import date, timedelta
from itertools import combinations, pairwise

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
    choose_parts,
    known_months,
    number_value,
    over_periods,
    parse_value,
    ratio,
    total,
    weakest,
)
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import half, month, nine_months, quarter, to_date, whole_year
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


def test_a_part_of_another_dimension_is_refused_with_the_one_that_is_known():
    messages = Indicator("1.1", "A", "Tin", "tin", disaggregation="sender")
    figure = observation("1.1", 120, disaggregation=Disaggregation("level", "tỉnh"))
    with pytest.raises(InputError, match=r"1\.1 is not divided by level but by sender") as refused:
        check_against(messages, figure)
    assert refused.value.field == "part.dimension"


def test_a_part_of_what_is_not_divided_is_refused():
    figure = observation("9.1", 5, disaggregation=Disaggregation("level", "tỉnh"))
    with pytest.raises(InputError, match=r"9\.1 is not divided\.") as refused:
        check_against(Indicator("9.1", "B", "Tuần tra đêm", "cuộc"), figure)
    assert refused.value.field == "part.dimension"


RATE = Indicator("18.1", "C", "Tỷ lệ", "%", kind=IndicatorKind.RATIO, decimals=2)


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        (number_value(2), number_value(3), "66,67"),
        (number_value(1), number_value(3), "33,33"),
        (number_value(1), number_value(800), "0,13"),  # 0,125
        (number_value(3), number_value(2), "150"),
        (REPORTED_ZERO, number_value(3), "0"),
        (number_value(1), REPORTED_ZERO, "x"),
        (REPORTED_ZERO, REPORTED_ZERO, "x"),
        (NOT_REPORTED, number_value(3), ""),
        (number_value(3), NOT_APPLICABLE, ""),
        (number_value(1), number_value(10**9), ""),
        (number_value(10**14), number_value(1), ""),
        (number_value(1, Qualifier.NEARLY), number_value(2), "gần 50"),
        (number_value(1), number_value(2, Qualifier.NEARLY), "khoảng 50"),
        (number_value(1, provisional=True), number_value(2), "50?"),
        (number_value(Quantity(15, 1)), number_value(Quantity(25, 1)), "60"),
    ],
)
def test_a_ratio_is_computed_from_its_parts(above, below, text):
    assert ratio(RATE, above, below).text == text


def test_a_ratio_that_is_no_percentage_is_not_multiplied():
    each = Indicator("90.1", "H", "Người mỗi tổ", "người/tổ", kind=IndicatorKind.RATIO, decimals=1)
    assert ratio(each, number_value(7), number_value(2)).text == "3,5"


PARTS = st.lists(
    st.builds(
        lambda part, value: observation(value=value, period=part),
        st.one_of(
            st.builds(month, st.just(2026), st.integers(1, 12)),
            st.builds(quarter, st.just(2026), st.integers(1, 4)),
            st.builds(half, st.just(2026), st.integers(1, 2)),
            st.just(nine_months(2026)),
            st.builds(lambda n: to_date(date(2026, 1, 1) + timedelta(n)), st.integers(0, 364)),
        ),
        NUMBERS,
    ),
    max_size=7,
    unique_by=lambda found: found.period.code,
)


@given(PARTS)
def test_no_choice_of_parts_without_overlap_holds_more_months(parts):
    def months(chosen):
        return sum(len(known_months(whole_year(2026), [one.period])) for one in chosen)

    def is_apart(chosen):
        ordered = sorted((one.period for one in chosen), key=lambda period: period.first_on)
        return all(one.last_on < other.first_on for one, other in pairwise(ordered))

    chosen = choose_parts(IndicatorKind.FLOW, whole_year(2026), parts)
    assert is_apart(chosen)
    others = [some for size in range(len(parts) + 1) for some in combinations(parts, size) if is_apart(some)]
    assert months(chosen) == max(months(some) for some in others)


@given(PARTS, st.randoms(use_true_random=False))
def test_the_choice_of_parts_does_not_depend_on_the_order(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    for kind in (IndicatorKind.FLOW, IndicatorKind.STOCK):
        assert choose_parts(kind, whole_year(2026), shuffled) == choose_parts(kind, whole_year(2026), parts)
