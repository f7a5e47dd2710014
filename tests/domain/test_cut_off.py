"""Which days a period counts by each rule; nothing is lost or counted twice, also where one rule follows another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain import periods
from giaoban_desktop.domain.cut_off import CutOffRule, CutOffSetting, counted_days, known_by, rule_days, rule_of
from giaoban_desktop.domain.periods import breaks, days, to_date
from giaoban_desktop.errors import InputError

ONE_DAY = timedelta(days=1)
YEARS = st.integers(min_value=1947, max_value=2197)
FOLLOWING = st.one_of(
    st.builds(periods.month, YEARS, st.integers(1, 12)),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.half, YEARS, st.integers(1, 2)),
    st.builds(periods.whole_year, YEARS),
)
"""The kinds of which one period follows the other."""


def always(rule):
    return [CutOffSetting("", rule, date(1945, 1, 1))]


@st.composite
def changing(draw):
    """Settings with rules that change a few times near a period, and that period."""
    period = draw(FOLLOWING)
    since = st.builds(date, st.integers(period.year - 1, period.year + 1), st.integers(1, 12), st.just(1))
    chosen = draw(st.dictionaries(since, st.sampled_from(CutOffRule), max_size=4))
    return [CutOffSetting("", rule, on) for on, rule in chosen.items()], period


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (periods.month(2026, 1), "2025-12-15", "2026-01-14"),
        (periods.month(2028, 3), "2028-02-15", "2028-03-14"),
        (periods.quarter(2026, 2), "2026-03-15", "2026-06-14"),
        (periods.half(2026, 1), "2025-12-15", "2026-06-14"),
        (periods.half(2026, 2), "2026-06-15", "2026-12-14"),
        (periods.nine_months(2026), "2025-12-15", "2026-09-14"),
        (periods.whole_year(2026), "2025-12-15", "2026-12-14"),
    ],
)
def test_from_the_15th_to_the_14th(period, first, last):
    assert tuple(map(str, rule_days(always(CutOffRule.MID_MONTH), period))) == (first, last)


@given(FOLLOWING, st.sampled_from([CutOffRule.CALENDAR, CutOffRule.MEETING]))
def test_the_calendar_counts_the_whole_period(period, rule):
    assert rule_days(always(rule), period) == (period.first_on, period.last_on)


@given(changing())
def test_periods_of_a_kind_follow_each_other_without_gap_or_overlap(found):
    settings, period = found
    run = [period.previous(), period, period.following()]
    assert breaks(rule_days(settings, one) for one in run) == []
    assert all(first <= last for first, last in (rule_days(settings, one) for one in run))


@given(changing())
def test_the_months_of_a_period_count_what_it_counts(found):
    settings, period = found
    counted = [rule_days(settings, one) for one in period.months()]
    assert breaks(counted) == []
    assert (counted[0][0], counted[-1][1]) == rule_days(settings, period)


@given(changing())
def test_quarters_count_what_their_year_counts(found):
    settings, period = found
    quarters = [rule_days(settings, periods.quarter(period.year, n)) for n in range(1, 5)]
    assert breaks(quarters) == []
    assert (quarters[0][0], quarters[-1][1]) == rule_days(settings, periods.whole_year(period.year))


@pytest.mark.parametrize("period", [to_date(date(2026, 5, 20)), days(date(2026, 1, 5), date(2026, 2, 10))])
@pytest.mark.parametrize("rule", CutOffRule)
def test_days_that_are_named_stay_as_they_are(period, rule):
    assert rule_days(always(rule), period) == (period.first_on, period.last_on)
    assert rule_of(always(rule), period) is CutOffRule.MEETING


def test_the_rule_with_the_latest_day_holds():
    settings = [
        CutOffSetting("", CutOffRule.CALENDAR, date(2026, 7, 1)),
        CutOffSetting("", CutOffRule.MID_MONTH, date(2026, 4, 1)),
    ]
    assert rule_of(settings, periods.month(2026, 3)) is CutOffRule.MEETING
    assert rule_of(settings, periods.month(2026, 4)) is CutOffRule.MID_MONTH
    assert rule_of(settings, periods.quarter(2026, 2)) is CutOffRule.MID_MONTH
    assert rule_of(settings, periods.quarter(2026, 3)) is CutOffRule.CALENDAR


def test_the_first_period_after_a_change_goes_on_where_the_last_one_ended():
    settings = [
        CutOffSetting("", CutOffRule.MID_MONTH, date(2026, 4, 1)),
        CutOffSetting("", CutOffRule.CALENDAR, date(2027, 1, 1)),
    ]
    assert rule_days(settings, periods.month(2026, 4)) == (date(2026, 4, 1), date(2026, 4, 14))
    assert rule_days(settings, periods.month(2027, 1)) == (date(2026, 12, 15), date(2027, 1, 31))


def test_a_meeting_counts_from_the_day_after_the_last_cut_off_to_its_day():
    february = periods.month(2026, 2)

    def counted(last_cut_off):
        return counted_days([], february, held_on=date(2026, 2, 25), last_cut_off=last_cut_off)

    assert counted(date(2026, 1, 26)) == (date(2026, 1, 27), date(2026, 2, 25))
    assert counted(None) == (date(2026, 2, 1), date(2026, 2, 25))
    assert counted(date(2025, 9, 30)) == (date(2026, 2, 1), date(2026, 2, 25))


@given(FOLLOWING, st.integers(-40, 400))
def test_a_meeting_that_is_the_cut_off_counts_no_day_past_its_period(period, later):
    first_on, last_on = counted_days([], period, held_on=period.first_on + timedelta(days=later), last_cut_off=None)
    assert period.first_on == first_on <= last_on <= period.last_on


def test_a_meeting_under_a_rule_of_its_own_days_counts_on_from_the_last_cut_off():
    settings = always(CutOffRule.MID_MONTH)
    april, held_on = periods.month(2026, 4), date(2026, 4, 24)
    assert counted_days(settings, april, held_on=held_on, last_cut_off=date(2026, 3, 24)) == (
        date(2026, 3, 25),
        date(2026, 4, 14),
    )


@given(FOLLOWING, st.integers(-40, 400))
def test_a_meeting_knows_nothing_of_the_days_after_it(period, later):
    held_on = period.first_on + timedelta(days=later)
    first_on, last_on = known_by((period.first_on, period.last_on), held_on)
    assert first_on <= last_on <= held_on


def test_a_rule_holds_from_the_first_day_of_a_month():
    with pytest.raises(InputError, match=r"Write 01/4/2026") as refused:
        CutOffSetting("", CutOffRule.CALENDAR, date(2026, 4, 15))
    assert refused.value.field == "since_on"
    with pytest.raises(InputError, match="year 1066"):
        CutOffSetting("", CutOffRule.CALENDAR, date(1066, 1, 1))
