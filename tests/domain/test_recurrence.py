import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.recurrence import (
    Every,
    Recurrence,
    names_several_days,
    parse_recurrence,
    recurrence_of,
)


@pytest.mark.parametrize(
    ("words", "after", "due"),
    [
        ("hằng tháng trước ngày 20", date(2026, 12, 19), date(2027, 1, 19)),
        ("Ngày 25 hàng tháng", date(2026, 11, 24), date(2026, 11, 25)),
        ("trước ngày 1 hằng tháng", date(2026, 11, 2), date(2026, 11, 30)),
        ("ngày 31 hằng tháng", date(2028, 1, 31), date(2028, 2, 29)),
        ("cuối mỗi quý, chậm nhất ngày 20 của tháng cuối quý", date(2026, 3, 20), date(2026, 6, 20)),
        ("hằng quý, cuối quý", date(2026, 10, 1), date(2026, 12, 31)),
        ("thứ Sáu hằng tuần", date(2026, 11, 27), date(2026, 12, 4)),
        ("trước thứ Hai hằng tuần", date(2026, 11, 23), date(2026, 11, 29)),
        ("hằng tuần, chủ nhật", date(2026, 11, 23), date(2026, 11, 29)),
        ("từ thứ Hai đến thứ Sáu hằng tuần", date(2026, 11, 23), date(2026, 11, 27)),
        ("17 giờ thứ 5 hằng tuần", date(2026, 11, 23), date(2026, 11, 26)),
        ("ngày 15 tháng 11 hằng năm", date(2026, 3, 25), date(2026, 11, 15)),
        ("ngày 15 tháng 11 hằng năm", date(2026, 11, 15), date(2027, 11, 15)),
        ("hằng năm trước ngày 15 tháng 11", date(2026, 3, 25), date(2026, 11, 14)),
        ("trước ngày 15/11 hằng năm", date(2026, 3, 25), date(2026, 11, 14)),
        ("từ ngày 25/11 đến 5/12 hằng năm", date(2026, 3, 25), date(2026, 12, 5)),
        ("ngày 29/2 hằng năm", date(2026, 3, 25), date(2027, 2, 28)),
        ("ngày 29/2 hằng năm", date(2027, 3, 1), date(2028, 2, 29)),
        ("trước ngày 1/3 hằng năm", date(2027, 3, 1), date(2028, 2, 29)),
        ("trước ngày 1/1 hằng năm", date(2026, 3, 25), date(2026, 12, 31)),
        ("cuối năm, hằng năm", date(2026, 12, 31), date(2027, 12, 31)),
        ("ngày 10 tháng đầu quý hằng quý", date(2026, 3, 25), date(2026, 4, 10)),
        ("ngày 10 tháng đầu quý hằng quý", date(2026, 10, 10), date(2027, 1, 10)),
        ("ngày 5 của tháng đầu tiên hằng quý", date(2026, 3, 25), date(2026, 4, 5)),
        ("ngày 20 tháng thứ hai hằng quý", date(2026, 3, 25), date(2026, 5, 20)),
        ("ngày 31 tháng thứ 2 của quý, hằng quý", date(2026, 12, 1), date(2027, 2, 28)),
        ("hằng quý trước ngày 15 của tháng cuối quý", date(2026, 3, 25), date(2026, 6, 14)),
        ("cuối tháng đầu quý hằng quý", date(2026, 3, 25), date(2026, 4, 30)),
        ("từ ngày 20 đến ngày 25 hằng tháng", date(2026, 3, 25), date(2026, 4, 25)),
        ("ngày 20 – 25 hằng tháng", date(2026, 3, 24), date(2026, 3, 25)),
        ("trước 17h00 ngày 20 hằng tháng", date(2026, 3, 25), date(2026, 4, 20)),
        ("ngày20 hằngtháng", date(2026, 3, 25), date(2026, 4, 20)),
        ("hằng tháng,trước ngày20", date(2026, 3, 25), date(2026, 4, 19)),
        ("trước ngày 20 hằng tháng của năm 2026", date(2026, 3, 25), date(2026, 4, 19)),
        ("theo quy định tại Kế hoạch số 12/KH-UBND, ngày 15/11 hằng năm", date(2026, 3, 25), date(2026, 11, 15)),
    ],
)
def test_words_name_the_days_on_which_it_is_due(words, after, due):
    found = parse_recurrence(words)
    assert found is not None
    assert found.words == words
    assert found.next_after(after) == due
    apart = parse_recurrence(unicodedata.normalize("NFD", words))
    assert apart == found


@pytest.mark.parametrize(
    "words",
    [
        "thường xuyên",
        "hằng tháng",
        "mỗi tuần 2 buổi",
        "trước ngày 20/6",
        "ngày 40 hằng tháng",
        "ngày 32 hằng tháng",
        "ngày 0 hằng tháng",
        "ngày 15/11 hằng tháng",
        "ngày 15 tháng 11 hằng quý",
        "ngày 30/2 hằng năm",
        "ngày 15 tháng 13 hằng năm",
        "ngày 10 tháng đầu quý IV hằng năm",
    ],
)
def test_without_a_day_nothing_comes_again(words):
    assert parse_recurrence(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "ngày 15 và 30 hằng tháng",
        "trước ngày 05, 20 hằng tháng",
        "ngày 15/5 và 15/11 hằng năm",
        "ngày 15 tháng 5 và tháng 11 hằng năm",
        "thứ 2, 4, 6 hằng tuần",
        "thứ Hai và thứ Năm hằng tuần",
        "hằng tháng ngày 20, hằng quý ngày 25",
    ],
)
def test_several_days_are_never_read_as_one_of_them(words):
    assert parse_recurrence(words) is None
    assert names_several_days(words)


def test_one_day_is_not_several():
    for words in (
        "ngày 20 hằng tháng",
        "từ ngày 20 đến ngày 25 hằng tháng",
        "ngày 32 hằng tháng",
        "hằng tháng",
        "20/4",
    ):
        assert not names_several_days(words)


def test_what_is_kept_of_a_recurrence_gives_it_back():
    for words in ("trước ngày 15/11 hằng năm", "trước ngày 1/11 hằng năm", "ngày 10 tháng đầu quý hằng quý"):
        for inclusive in (False, True):
            found = parse_recurrence(words, inclusive=inclusive)
            assert recurrence_of(found.every, found.day, found.words) == found


def test_words_that_tell_another_day_than_was_kept_leave_the_day_as_it_was_kept():
    assert recurrence_of(Every.MONTH, 20, "từ ngày 20 đến ngày 25 hằng tháng").day == 20
    assert recurrence_of(Every.YEAR, 31, "").next_after(date(2026, 3, 25)) == date(2026, 12, 31)


@given(
    st.sampled_from(list(Every)), st.integers(1, 31), st.integers(0, 12), st.dates(date(1990, 1, 1), date(2100, 1, 1))
)
def test_due_days_follow_each_other_and_none_is_left_out(every, day, month, after):
    months = {Every.WEEK: 1, Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every]
    found = Recurrence(every, min(day, 7) if every is Every.WEEK else day, month=min(month, months))
    due = found.next_after(after)
    assert after < due
    assert all(found.next_after(date.fromordinal(n)) == due for n in range(after.toordinal(), due.toordinal()))
    longest = {Every.WEEK: 7, Every.MONTH: 31, Every.QUARTER: 92, Every.YEAR: 366}[every]
    assert (due - after).days <= longest
