from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.recurrence import Every, Recurrence, parse_recurrence


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
    ],
)
def test_words_name_the_days_on_which_it_is_due(words, after, due):
    found = parse_recurrence(words)
    assert found is not None
    assert found.words == words
    assert found.next_after(after) == due


@pytest.mark.parametrize(
    "words", ["thường xuyên", "hằng tháng", "mỗi tuần 2 buổi", "trước ngày 20/6", "ngày 40 hằng tháng"]
)
def test_without_a_day_nothing_comes_again(words):
    assert parse_recurrence(words) is None


@given(st.sampled_from(list(Every)), st.integers(1, 31), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_due_days_follow_each_other_and_none_is_left_out(every, day, after):
    found = Recurrence(every, min(day, 7) if every is Every.WEEK else day)
    due = found.next_after(after)
    assert after < due
    assert all(found.next_after(date.fromordinal(n)) == due for n in range(after.toordinal(), due.toordinal()))
    longest = {Every.WEEK: 7, Every.MONTH: 31, Every.QUARTER: 92, Every.YEAR: 366}[every]
    assert (due - after).days <= longest
