import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.numbers import (
    LIMIT,
    Quantity,
    format_number,
    parse_decimal,
    parse_number,
    parse_roman,
    roman,
    spell,
)
from giaoban_desktop.errors import InputError

QUANTITIES = st.builds(Quantity, st.integers(min_value=0, max_value=LIMIT - 1), st.integers(min_value=0, max_value=6))


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("24", Quantity(24)),
        ("3.313", Quantity(3313)),
        ("3313", Quantity(3313)),
        ("3 313", Quantity(3313)),
        ("37\u00a0991", Quantity(37991)),
        ("1,5", Quantity(15, 1)),
        ("1.500,25", Quantity(150025, 2)),
        ("03", Quantity(3)),
    ],
)
def test_numbers_as_clerks_write_them(typed, quantity):
    assert parse_number(typed) == quantity


@pytest.mark.parametrize("typed", ["", "1.5", "3.3135", "1,2,3", "ba", "12kg", "1e5", "٣", "1.50.000", "-5", "9" * 50])
def test_what_is_no_number_is_refused_and_the_field_named(typed):
    with pytest.raises(InputError) as refused:
        parse_number(typed, field="figures[2].value")
    assert str(refused.value).startswith("figures[2].value: ")


def test_a_negative_count_is_refused_in_words():
    with pytest.raises(InputError, match="-5 is below zero"):
        parse_number("-5")


@given(QUANTITIES)
def test_what_is_printed_reads_back(quantity):
    assert parse_number(format_number(quantity)) == quantity
    assert parse_decimal(str(quantity)) == quantity


@given(QUANTITIES, QUANTITIES)
def test_sums_are_exact_and_ordered(one, other):
    try:
        together = one + other
    except InputError:
        return  # larger than anything that is counted
    assert together - other == one
    assert together >= one
    assert (one < other) == (other > one)


@pytest.mark.parametrize(
    ("value", "printed"), [(3, "03"), (0, "00"), (12, "12"), (3313, "3.313"), (1234567, "1.234.567")]
)
def test_counts_in_office_style(value, printed):
    assert format_number(value, administrative=True) == printed


def test_decimals_keep_their_comma_and_get_no_zero():
    assert format_number(Quantity(12350, 3), administrative=True) == "12,35"
    assert format_number(Quantity(15, 1), administrative=True) == "1,5"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm linh năm"),
        (1005, "một nghìn không trăm linh năm"),
        (37991, "ba mươi bảy nghìn chín trăm chín mươi mốt"),
        (2_000_000, "hai triệu"),
    ],
)
def test_counts_in_words(number, words):
    assert spell(number) == words


def test_roman_quarters():
    assert [roman(n) for n in (1, 2, 3, 4)] == ["I", "II", "III", "IV"]
    assert parse_roman("iv") == 4
    assert parse_roman("IIII") is None
