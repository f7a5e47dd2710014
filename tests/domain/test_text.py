import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain import text
from giaoban_desktop.errors import InputError

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def test_text_is_composed_and_trimmed():
    assert (
        text.clean_text(unicodedata.normalize("NFD", "  Trần Thị Mai \r\n dòng hai\u2028ba "))
        == "Trần Thị Mai \n dòng hai\nba"
    )


def test_a_line_has_single_blanks_and_no_control_characters():
    assert text.clean_line("Mỹ\u00a0Thới\t \x00\x07và\nkhóm") == "Mỹ Thới và khóm"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(value):
    once = text.clean_text(value)
    assert text.clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_a_megabyte_in_a_title_is_refused_with_its_length():
    with pytest.raises(InputError, match="1000000 characters; at most 500"):
        text.clean_line("a" * 1_000_000, field="title")


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(InputError, match="broken character"):
        text.clean_text("a\ud800b")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Đường Võ Thị Sáu", "duong vo thi sau"), ("Ðồn Biên phòng", "don bien phong"), ("ƯỚC—mơ “X”", 'uoc-mo "x"')],
)
def test_folding_takes_off_every_mark(typed, folded):
    assert text.fold(typed) == folded
    assert text.fold(unicodedata.normalize("NFD", typed)) == folded


@given(ANY_TEXT)
def test_folding_is_stable(value):
    assert text.fold(text.fold(value)) == text.fold(value)


def test_marked_text_is_equal_for_both_places_of_a_tone():
    assert text.marked("Hòa thủy khỏe") == text.marked("hoà thuỷ khoẻ")
    assert text.marked("hòa") != text.marked("hoa")
    assert text.marked("hỏa") != text.marked("hóa")


def test_dictionary_order_is_letters_then_tones_then_case():
    ordered = ["an", "An", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "cha", "da", "đá", "ê", "ô", "ơ", "u", "ư", "y"]
    by_code_point = sorted(ordered)
    assert by_code_point != ordered
    assert sorted(by_code_point, key=text.sort_key) == ordered


def test_numbers_are_ordered_by_value():
    assert sorted(["Tổ 10", "Tổ 2", "Tổ 1b", "Tổ 1"], key=text.sort_key) == ["Tổ 1", "Tổ 1b", "Tổ 2", "Tổ 10"]


def test_people_are_ordered_by_given_name_then_family_name():
    names = ["Vương Mai Trinh", "Trần Văn An", "Lê Anh Dũng", "Nguyễn Thị An", "Đỗ Văn Ân"]
    assert sorted(names, key=text.name_sort_key) == [
        "Nguyễn Thị An",
        "Trần Văn An",
        "Đỗ Văn Ân",
        "Lê Anh Dũng",
        "Vương Mai Trinh",
    ]


@given(st.lists(ANY_TEXT, max_size=6), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_where_it_starts(values, random):
    shuffled = random.sample(values, len(values))
    assert sorted(shuffled, key=text.sort_key) == sorted(values, key=text.sort_key)


@given(ANY_TEXT, st.integers(min_value=2, max_value=50))
def test_a_shortened_text_fits(value, limit):
    assert len(text.shorten(value, limit)) <= limit
