from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain import periods
from giaoban_desktop.domain.periods import Break, PeriodKind, breaks, days, parse_code, parse_words
from giaoban_desktop.errors import InputError

TODAY = date(2026, 3, 25)
YEARS = st.integers(min_value=1946, max_value=2198)
REGULAR = st.one_of(
    st.builds(periods.month, YEARS, st.integers(1, 12)),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.half, YEARS, st.integers(1, 2)),
    st.builds(periods.nine_months, YEARS),
    st.builds(periods.whole_year, YEARS),
)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))
PERIODS = st.one_of(
    REGULAR,
    st.builds(periods.to_date, DAYS),
    st.builds(lambda first, length: days(first, first + timedelta(days=length)), DAYS, st.integers(0, 400)),
)


@given(PERIODS)
def test_a_code_reads_back(period):
    assert parse_code(period.code) == period


@given(REGULAR)
def test_the_name_of_a_period_reads_back(period):
    assert parse_words(period.name, today=TODAY) == period


@given(REGULAR.filter(lambda period: period.kind is not PeriodKind.MONTHS_9))
def test_periods_follow_each_other_without_gap(period):
    assert period.following().first_on == period.last_on + timedelta(days=1)
    assert period.following().previous() == period


@given(REGULAR)
def test_months_fill_their_period(period):
    months = period.months()
    assert months[0].first_on == period.first_on
    assert months[-1].last_on == period.last_on
    assert breaks((month.first_on, month.last_on) for month in months) == []


def test_a_leap_year_has_its_day():
    assert periods.month(2028, 2).last_on == date(2028, 2, 29)
    assert periods.month(2028, 2).last_year().last_on == date(2027, 2, 28)
    assert days(date(2028, 2, 29), date(2028, 3, 1)).last_year().first_on == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tháng 02 năm 2026", "2026-02"),
        ("tháng 3/2026", "2026-03"),
        ("quý I/2026", "2026-Q1"),
        ("quý 3/2021", "2021-Q3"),
        ("quý II-2022", "2022-Q2"),
        ("Quý IV", "2026-Q4"),
        ("06 tháng đầu năm 2026", "2026-H1"),
        ("6 tháng cuối năm", "2026-H2"),
        ("3 tháng đầu năm 2026", "2026-Q1"),
        ("9 tháng đầu năm 2025", "2025-9M"),
        ("năm 2022", "2022"),
        ("2026-Q1", "2026-Q1"),
    ],
)
def test_periods_in_words(words, code):
    assert parse_words(words, today=TODAY).code == code


@pytest.mark.parametrize(
    "words", ["quý V năm 2026", "quý 5", "tháng 13", "tháng 0", "hôm qua", "2026-13", "2026-Q5", ""]
)
def test_what_is_no_period_is_refused(words):
    with pytest.raises(InputError):
        parse_words(words, today=TODAY)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InputError, match="ends on 2026-01-01 before it begins on 2026-02-01"):
        parse_code("2026-02-01..2026-01-01", field="period")


@pytest.mark.parametrize("code", ["0001", "9999", "1900-Q1"])
def test_a_year_far_off_is_refused(code):
    with pytest.raises(InputError, match="cannot be right"):
        parse_code(code)


def test_names_follow_the_decree():
    assert periods.month(2026, 2).name == "tháng 02 năm 2026"
    assert periods.month(2026, 3).name == "tháng 3 năm 2026"
    assert periods.quarter(2026, 1).name == "quý I năm 2026"


def test_gaps_and_overlaps_are_told():
    found = breaks(
        [
            (date(2026, 1, 1), date(2026, 1, 25)),
            (date(2026, 1, 28), date(2026, 2, 25)),
            (date(2026, 2, 24), date(2026, 3, 24)),
        ]
    )
    assert found == [
        Break(True, date(2026, 1, 26), date(2026, 1, 27)),
        Break(False, date(2026, 2, 24), date(2026, 2, 25)),
    ]
