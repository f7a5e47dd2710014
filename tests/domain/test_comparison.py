import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.comparison import Direction, change, interval
from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Qualifier,
    number_value,
    parse_value,
    total,
)
from giaoban_desktop.domain.numbers import ZERO, Quantity
from giaoban_desktop.language.comparing import change_words, total_words

WORDS = st.one_of(st.none(), st.sampled_from(list(Qualifier)))
NUMBERS = st.one_of(st.builds(number_value, st.integers(1, 10**9), WORDS), st.just(REPORTED_ZERO))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("91", "79", "tăng 12 cuộc, 15,2\u00a0%"),
        ("88", "76", "tăng 12 cuộc, 15,8\u00a0%"),
        ("50", "100", "giảm 50 cuộc, 50\u00a0%"),
        ("7", "7", "không thay đổi"),
        ("0", "0", "không thay đổi"),
        ("3", "0", "tăng 3 cuộc"),
        ("0", "4", "giảm 4 cuộc, 100\u00a0%"),
        ("100", "gần 50", "tăng hơn 50 cuộc, khoảng 100\u00a0%"),
        ("hơn 160", "hơn 100", "tăng khoảng 60 cuộc, khoảng 60\u00a0%"),
        ("trên 160", "100", "tăng hơn 60 cuộc, hơn 60\u00a0%"),
        ("30", "hơn 50", "giảm hơn 20 cuộc, khoảng 40\u00a0%"),
        ("gần 30", "50", "giảm hơn 20 cuộc, hơn 40\u00a0%"),
        ("gần 50", "50", "xấp xỉ"),
        ("12,5", "10", "tăng 2,5 cuộc, 25\u00a0%"),
        ("1", "3", "giảm 2 cuộc, 66,7\u00a0%"),
    ],
)
def test_a_change_is_told_as_a_report_tells_it(now, before, said):
    found = change(parse_value(now), parse_value(before))
    assert found is not None
    assert change_words(found, "cuộc") == said


@pytest.mark.parametrize("silent", [NOT_REPORTED, NOT_APPLICABLE])
def test_what_was_not_counted_is_compared_with_nothing(silent):
    assert change(number_value(3), silent) is None
    assert change(silent, number_value(3)) is None


def _may_be(value, at):
    """A number that a value may stand for: `at` tells how far from what is written, 0 to 1 up or down."""
    span = interval(value)
    least, most = span.least, span.most
    if most is None:
        return least + Quantity(int(at * 1000))
    return least + Quantity(int(at * (most - least).amount))


@given(NUMBERS, NUMBERS, st.floats(0, 1), st.floats(0, 1))
def test_a_change_holds_for_every_number_that_its_words_may_stand_for(now, before, one, other):
    found = change(now, before)
    assert found is not None
    step = _may_be(now, one) - _may_be(before, other)
    told = {Direction.UP: found.amount, Direction.DOWN: -found.amount, Direction.SAME: ZERO}[found.direction]
    word = found.qualifier
    if found.direction is Direction.DOWN:
        word = {Qualifier.NEARLY: Qualifier.MORE, Qualifier.MORE: Qualifier.NEARLY}.get(word, word)
    if word is None:
        assert step == told
    elif word is Qualifier.MORE:
        assert step >= told
    elif word is Qualifier.NEARLY:
        assert step <= told
    else:
        assert word is Qualifier.ABOUT


@given(NUMBERS, NUMBERS)
def test_exchanging_two_figures_turns_the_direction_and_nothing_else(now, before):
    there, back = change(now, before), change(before, now)
    assert there is not None
    assert back is not None
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.SAME: Direction.SAME}
    assert back.direction is turned[there.direction]
    assert (back.amount, back.qualifier) == (there.amount, there.qualifier)


@given(NUMBERS, NUMBERS)
def test_intervals_say_who_is_surely_less(one, other):
    first, second = interval(one), interval(other)
    assert not (first.is_below(second) and second.is_below(first))
    if one.qualifier is None and other.qualifier is None:
        assert first.is_below(second) == (one.number < other.number)
    assert (first + second).least == first.least + second.least


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["88", "20", ""], "ít nhất 108 cuộc, thiếu 1/3"),
        (["hơn 160", "20"], "hơn 180 cuộc"),
        (["gần 50", "20"], "gần 70 cuộc"),
        (["hơn 160", "gần 20", ""], "ít nhất khoảng 180 cuộc, thiếu 1/3"),
        (["trên 60"], "trên 60 cuộc"),
        (["x", "5"], "5 cuộc"),
        (["0", "0"], "0 cuộc"),
        (["x", "x"], ""),
        (["", ""], ""),
    ],
)
def test_a_sum_says_what_it_lacks(typed, said):
    assert total_words(total(map(parse_value, typed)), "cuộc") == said
