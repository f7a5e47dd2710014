"""Which day "trước ngày X" means is left open by the words; all others mean one."""

from datetime import date

import pytest

from giaoban_desktop.domain.deadlines import meant_days, parse_deadline
from giaoban_desktop.errors import InputError

GIVEN = date(2026, 3, 24)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("trước ngày 20/4/2026", (date(2026, 4, 19), date(2026, 4, 20))),
        ("trước 20/4", (date(2026, 4, 19), date(2026, 4, 20))),
        ("hoàn thành trước ngày 01/3/2028", (date(2028, 2, 29), date(2028, 3, 1))),
        ("trước ngày 01/01/2027", (date(2026, 12, 31), date(2027, 1, 1))),
        ("ngày 20/4/2026", None),
        ("hết ngày 20/4/2026", None),
        ("trước quý IV năm 2026", None),
        ("trong quý IV năm 2026", None),
        ("thường xuyên", None),
        ("trước ngày 31/4/2026", None),
        ("", None),
    ],
)
def test_before_a_day_may_mean_two_days(words, wanted):
    assert meant_days(words, given_on=GIVEN) == wanted


@pytest.mark.parametrize("words", ["29/2", "trước ngày 29/2", "trước ngày 1/1/0001", "trước Tết", "31/4/2026", "mai"])
def test_what_is_in_no_calendar_is_told_as_it_was_typed(words):
    with pytest.raises(InputError) as told:
        parse_deadline(words, given_on=date(2028, 3, 10))
    assert told.value.fields["value"] == words


def test_before_a_day_is_that_day_where_it_is_meant():
    found = parse_deadline("trước ngày 20/4/2026", given_on=GIVEN, inclusive=True)
    assert found is not None
    assert found.due_on == date(2026, 4, 20)
