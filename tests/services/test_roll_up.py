"""What all units reported, added up in one query: the same as adding the figures that stand one by one."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Qualifier,
    number_value,
    parse_value,
    total,
)
from giaoban_desktop.domain.periods import month, quarter, whole_year
from giaoban_desktop.services import figures, meetings, roll_up
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators
from giaoban_desktop.storage.roll_up import sums
from tests.builders import UNITS, new_book, observation, record

Q1, Q2 = quarter(2026, 1), quarter(2026, 2)
CA, QS = UNITS["CA"].id, UNITS["QS"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def keep(db, code, value, period=Q1, unit_id=CA, **changed):
    with db.act("figure.record", "test"):
        figure_rows.save_observation(
            db, observation(code, parse_value(value), period=period, unit_id=unit_id, **changed)
        )


def told(db, code, period=Q1):
    found = sums(db, [Q1, Q2])[code, period]
    return found.value.text, found.parts, found.missing


def test_a_sum_carries_the_weakest_word_and_counts_what_is_missing(db):
    keep(db, "9.1", "hơn 160")
    keep(db, "9.1", "20", unit_id=QS)
    keep(db, "9.1", "", unit_id=None)
    keep(db, "9.1", "7", period=Q2)
    assert told(db, "9.1") == ("hơn 180", 3, 1)
    assert told(db, "9.1", Q2) == ("7", 1, 0)


def test_zero_not_applicable_and_not_reported_are_kept_apart(db):
    keep(db, "9.1", "0")
    keep(db, "9.1", "x", unit_id=QS)
    keep(db, "10.1", "x")
    keep(db, "10.2", "")
    assert told(db, "9.1") == ("0", 1, 0)
    assert told(db, "10.1") == ("x", 0, 0)
    assert told(db, "10.2") == ("", 1, 1)


def test_what_was_counted_again_later_takes_the_place_of_the_first(db):
    keep(db, "9.1", "24", counted_to=date(2026, 3, 24))
    keep(db, "9.1", "26", counted_to=date(2026, 3, 31))
    keep(db, "9.1", "10", unit_id=QS, counted_to=date(2026, 3, 24))
    assert told(db, "9.1") == ("36", 2, 0)


def test_parts_are_added_only_where_the_whole_was_not_reported(db):
    part = Disaggregation("level", "tỉnh")
    keep(db, "26.1", "4", disaggregation=part)
    keep(db, "26.1", "9")
    keep(db, "26.1", "3", unit_id=QS, disaggregation=part)
    assert told(db, "26.1") == ("12", 2, 0)


def test_what_a_withdrawn_meeting_reported_does_not_count(db):
    meeting_id = record(db)
    before = sums(db, [Q1])
    assert before
    meetings.withdraw(db, meeting_id)
    assert sums(db, [Q1]) == {}


def test_numbers_with_and_without_a_comma_are_added_exactly(db):
    code = next(one.code for one in indicators.list_indicators(db) if one.decimals and not one.numerator)
    keep(db, code, "1,5")
    keep(db, code, "2", unit_id=QS)
    keep(db, "9.1", "3")
    assert told(db, code)[0] == "3,5"
    assert told(db, "9.1")[0] == "3"


def test_a_ratio_is_computed_again_from_its_sums(db):
    for unit_id, above, below in ((CA, "30", "60"), (QS, "30", "40")):
        keep(db, "17.3", above, unit_id=unit_id)
        keep(db, "17.1", below, unit_id=unit_id)
    keep(db, "18.1", "50")
    assert by_code(db)["18.1"][Q1].value.text == "60"
    keep(db, "17.3", "5", unit_id=None)  # nobody told how many there were
    assert by_code(db)["18.1"][Q1].value.text == ""


def test_a_ratio_of_the_common_catalogue_that_nobody_reported_is_not_told(db):
    keep(db, "17.3", "30")
    keep(db, "17.1", "60")
    assert "18.1" not in by_code(db)


def by_code(db):
    return {indicator.code: by_period for indicator, by_period in roll_up.of(db, whole_year(2026)).rows}


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        (whole_year(2026), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        (Q1, ["2026-01", "2026-02", "2026-03"]),
        (month(2026, 2), ["2026-02"]),
    ],
)
def test_a_year_is_told_by_quarters_and_a_quarter_by_months(period, codes):
    assert [one.code for one in roll_up.parts_of(period)] == codes


VALUES = st.one_of(
    st.sampled_from([REPORTED_ZERO, NOT_REPORTED, NOT_APPLICABLE]),
    st.builds(
        number_value, st.integers(1, 10**6), st.sampled_from([None, None, *Qualifier]), provisional=st.booleans()
    ),
)
KEPT = st.tuples(
    st.sampled_from(["9.1", "10.1", "10.2"]),
    st.sampled_from([CA, QS, None]),
    st.sampled_from([Q1, Q2]),
    st.integers(0, 2),
    VALUES,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(KEPT, max_size=30, unique_by=lambda one: one[:4]))
def test_the_query_adds_as_the_figures_add_one_by_one(tmp_path_factory, kept):
    with new_book(tmp_path_factory.mktemp("book")) as db:
        with db.act("figure.record", "test"):
            for code, unit_id, period, later, value in kept:
                counted_to = period.last_on - timedelta(days=7 - later)
                figure_rows.save_observation(
                    db, observation(code, value, unit_id=unit_id, period=period, counted_to=counted_to)
                )
        expected = defaultdict(list)
        for one in figures.latest(figure_rows.list_within(db, whole_year(2026))):
            expected[one.indicator, one.period].append(one.value)
        assert sums(db, [Q1, Q2]) == {key: total(values) for key, values in expected.items()}


def test_the_parts_of_a_year_stand_together_last(db):
    for n, text in ((1, "30"), (2, "gần 20")):
        keep(db, "9.1", text, period=quarter(2026, n))
    for n, above, below in ((1, "30", "60"), (2, "20", "20")):
        keep(db, "17.3", above, period=quarter(2026, n))
        keep(db, "17.1", below, period=quarter(2026, n))
        keep(db, "18.1", "1", period=quarter(2026, n))
    found = by_code(db)
    year = whole_year(2026)
    assert (found["9.1"][year].value.text, found["18.1"][year].value.text) == ("gần 50", "62,5")
