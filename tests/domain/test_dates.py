from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.dates import long_date, long_time, parse_date, parse_iso_date, parse_time, short_date
from giaoban_desktop.errors import InputError

TODAY = date(2026, 3, 25)


@pytest.mark.parametrize(
    "typed", ["24/3/2026", "24-3-2026", "24.3.26", "24/3", "24/03", "ngày 24 tháng 3 năm 2026", "24/3/26"]
)
def test_a_day_as_clerks_write_it(typed):
    assert parse_date(typed, today=TODAY) == date(2026, 3, 24)


def test_today_is_a_word():
    assert parse_date("Hôm nay", today=TODAY) == TODAY


@pytest.mark.parametrize("typed", ["31/02/2026", "29/2/2025", "32/1", "0/5", "1/13", "quý IV", "", "2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(InputError):
        parse_date(typed, today=TODAY, field="held_on")


def test_a_day_that_does_not_exist_is_told_so():
    with pytest.raises(InputError, match="no such day in the calendar"):
        parse_iso_date("2026-02-31")


@given(st.dates(min_value=date(1945, 9, 2), max_value=date(2199, 12, 31)))
def test_printed_days_read_back(day):
    assert parse_date(short_date(day), today=TODAY) == day
    assert parse_date(long_date(day), today=TODAY) == day


def test_days_on_paper_follow_the_decree():
    assert long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(date(2026, 3, 24)) == "ngày 24 tháng 3 năm 2026"
    assert long_date(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert short_date(date(2026, 2, 27)) == "27/02/2026"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("14:00", time(14)), ("14h30", time(14, 30)), ("14 giờ 30", time(14, 30)), ("8", time(8)), ("08 giờ 00", time(8))],
)
def test_times_as_clerks_write_them(typed, moment):
    assert parse_time(typed) == moment


@pytest.mark.parametrize("typed", ["25:00", "14:60", "hai giờ", ""])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(InputError):
        parse_time(typed)


def test_times_on_paper():
    assert long_time(time(8)) == "08 giờ 00"
    assert long_time(time(14, 30)) == "14 giờ 30"
