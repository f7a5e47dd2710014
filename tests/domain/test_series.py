from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.meetings import kind_of
from giaoban_desktop.domain.periods import half, month, parse_code, quarter
from giaoban_desktop.domain.series import Cycle, for_period, next_number, next_period, usual_day
from tests.builders import meeting


def held(period, held_on=None, number=None):
    return meeting(
        period=period,
        kind=kind_of(period),
        held_on=held_on or period.last_on,
        counted_from=period.first_on,
        counted_to=min(held_on or period.last_on, period.last_on),
        number=number,
        title="",
    )


@pytest.mark.parametrize(
    ("cycle", "periods", "following"),
    [
        (Cycle.MONTHS, [month(2026, 2)], "2026-03"),
        (Cycle.MONTHS, [quarter(2026, 1)], "2026-04"),
        (Cycle.QUARTERS, [quarter(2025, 4)], "2026-Q1"),
        (Cycle.QUARTERS, [month(2026, 1)], "2026-Q1"),
        (Cycle.BOTH, [month(2026, 3)], "2026-Q1"),
        (Cycle.BOTH, [month(2026, 3), quarter(2026, 1)], "2026-04"),
        (Cycle.REPLACING, [month(2026, 2)], "2026-Q1"),
        (Cycle.REPLACING, [quarter(2026, 4)], "2027-01"),
        (Cycle.REPLACING, [half(2026, 1)], "2026-07"),
        (None, [month(2026, 1), month(2026, 2), quarter(2026, 1)], "2026-04"),
    ],
)
def test_the_cycle_says_which_period_comes_next(cycle, periods, following):
    assert next_period(cycle, periods) == parse_code(following)


@given(st.sampled_from(list(Cycle)), st.integers(2020, 2090), st.integers(1, 12))
def test_a_cycle_never_leaves_a_day_out_nor_turns_back(cycle, year, n):
    periods = [quarter(year, (n + 2) // 3) if cycle is Cycle.QUARTERS else month(year, n)]
    for _turn in range(20):
        periods.append(next_period(cycle, periods))
    longer = [one for one in periods if cycle is not Cycle.BOTH or one.months()[0] == one]
    for one, following in pairwise(longer):
        assert (following.first_on - one.last_on).days == 1 or following.contains(one)
    assert len(set(periods)) == len(periods)


def test_the_usual_day_is_that_of_the_last_meetings_of_its_kind():
    meetings = [
        held(quarter(2025, 3), date(2025, 9, 24)),
        held(quarter(2025, 4), date(2025, 12, 24)),
        held(month(2026, 1), date(2026, 1, 30)),
    ]
    assert usual_day(quarter(2026, 1), meetings) == date(2026, 3, 24)
    assert usual_day(month(2026, 2), meetings) == date(2026, 2, 27)


def test_no_meeting_is_proposed_for_a_weekend():
    meetings = [held(month(2026, 4), date(2026, 4, 30))]
    assert usual_day(month(2026, 5), meetings) == date(2026, 5, 29)  # the last of May is a Sunday


def test_without_meetings_it_is_the_last_day_of_the_period():
    assert usual_day(month(2026, 4), []) == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("numbers", "period", "number"),
    [
        ([None, None], month(2026, 3), None),
        ([7, 8], month(2026, 3), 9),
        ([1, 2], month(2026, 3), 3),
        ([1, 2], month(2027, 1), 1),
        ([14, 15], month(2027, 1), 16),
    ],
)
def test_the_number_goes_on_and_begins_anew_where_it_did_before(numbers, period, number):
    meetings = [held(month(2026, n), number=given) for n, given in enumerate(numbers, 1)]
    assert next_number(period, meetings) == number


@pytest.mark.parametrize(
    ("title", "before", "period", "wanted"),
    [
        (
            "Báo cáo quý I, phương hướng quý II",
            quarter(2026, 1),
            month(2026, 4),
            "Báo cáo tháng 4, phương hướng tháng 5",
        ),
        ("Kết quả tháng 3/2026", month(2026, 3), quarter(2026, 1), "Kết quả quý I/2026"),
        ("Tháng 12 năm 2025 và tháng 01", month(2025, 12), month(2026, 1), "Tháng 01 năm 2026 và tháng 02"),
        ("Báo cáo quý 4/2025; quý I/2026", quarter(2025, 4), quarter(2026, 1), "Báo cáo quý I/2026; quý II/2026"),
        ("Tháng 10 khác tháng 1", month(2026, 1), month(2026, 2), "Tháng 10 khác tháng 02"),
        ("Quý II và quý III", quarter(2026, 1), quarter(2026, 2), "Quý III và quý III"),
        ("Thảo luận", quarter(2026, 1), quarter(2026, 2), "Thảo luận"),
        ("", quarter(2026, 1), quarter(2026, 2), ""),
    ],
)
def test_the_agenda_names_the_new_period(title, before, period, wanted):
    assert for_period(title, before, period) == wanted
