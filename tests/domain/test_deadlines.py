"""Which day "trước ngày X" means is left open by the words; all others mean one."""

from datetime import date

import pytest

from giaoban_desktop.domain.deadlines import meant_days

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
