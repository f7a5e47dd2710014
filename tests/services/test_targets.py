"""Targets of plans: kept, taken out, held against the figures of the period or of the year so far."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.figures import Qualifier, number_value, parse_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import days, month, quarter, whole_year
from giaoban_desktop.domain.targets import Target, reached
from giaoban_desktop.errors import InputError
from giaoban_desktop.language.comparing import reached_words
from giaoban_desktop.papers.content import Table
from giaoban_desktop.services import annex, comparison, figures, meetings, targets
from tests.builders import UNITS, new_book, observation, record

YEAR, MARCH = whole_year(2026), month(2026, 3)
CA = UNITS["CA"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def keep(db, value, period):
    figures.record(db, observation("9.1", parse_value(value), period=period, unit_id=CA))


def compared(db, period):
    report = figures.report(db, period)
    (row,) = [row for row in report.rows if row.indicator.code == "9.1"]
    return comparison.of(db, report).of_row(row)


def test_a_target_of_the_year_is_held_against_what_was_counted_since_january(db):
    targets.keep(db, "9.1", CA, YEAR, "60")
    for n, value in ((1, "10"), (2, "20"), (3, "gần 15")):
        keep(db, value, month(2026, n))
    found = compared(db, MARCH).reached
    assert reached_words(found) == "đạt gần 75\u00a0% kế hoạch năm 2026 (gần 45/60)"


def test_a_target_of_the_period_itself_comes_first(db):
    targets.keep(db, "9.1", CA, YEAR, "60")
    targets.keep(db, "9.1", CA, MARCH, "30")
    keep(db, "35", MARCH)
    found = compared(db, MARCH).reached
    assert reached_words(found) == "đạt 116,7\u00a0% kế hoạch tháng 3 năm 2026 (35/30)"


def test_a_target_typed_again_takes_the_place_of_the_one_before_and_empty_takes_it_out(db):
    targets.keep(db, "9.1", CA, YEAR, "60")
    first = targets.find(db, "9.1", CA, YEAR)
    targets.keep(db, "9.1", CA, YEAR, "1.500")
    assert targets.find(db, "9.1", CA, YEAR) == Target(first.id, "9.1", CA, YEAR, Quantity(1500))
    targets.keep(db, "9.1", CA, YEAR, " ")
    assert targets.find(db, "9.1", CA, YEAR) is None
    keep(db, "35", MARCH)
    assert compared(db, MARCH).reached is None


@pytest.mark.parametrize("text", ["0", "-3", "hai", "2,5"])
def test_what_cannot_be_a_target_is_refused(db, text):
    with pytest.raises(InputError) as refused:
        targets.keep(db, "9.1", CA, YEAR, text)
    assert refused.value.field == "target"
    assert targets.find(db, "9.1", CA, YEAR) is None


def test_a_plan_may_ask_for_the_longer_periods_in_which_a_month_lies():
    codes = [period.code for period in targets.periods_about(MARCH)]
    assert codes == ["2026-03", "2026-Q1", "2026-H1", "2026"]
    assert [period.code for period in targets.periods_about(YEAR)] == ["2026"]


def test_the_annex_has_a_column_for_the_plan_where_there_is_one(db):
    meeting_id = record(db)
    assert not [head for head in heads(annex.content(db, meeting_id)) if head == "So với kế hoạch"]
    targets.keep(db, "9.1", None, YEAR, "176")
    table = next(one for one in tables(annex.content(db, meeting_id)) if one.columns[-1].title == "So với kế hoạch")
    (row,) = [row for row in table.rows if row[1] == "Cuộc tuần tra đêm"]
    assert row[-1] == "đạt 50\u00a0% kế hoạch năm 2026 (88/176)"
    assert meetings.get(db, meeting_id).period == quarter(2026, 1)


def test_what_all_are_to_reach_is_not_held_against_joint_work_alone(db):
    targets.keep(db, "9.1", None, YEAR, "100")
    keep(db, "50", MARCH)
    figures.record(db, observation("9.1", 10, period=MARCH))
    report = figures.report(db, MARCH)
    found = comparison.of(db, report)
    assert [found.of_row(row).reached for row in report.rows if row.indicator.code == "9.1"] == [None, None]


def test_days_from_to_count_since_january_for_the_target_of_the_year(db):
    targets.keep(db, "9.1", CA, YEAR, "100")
    for n in (1, 2, 3):
        keep(db, "20", month(2026, n))
    keep(db, "7", days(date(2026, 4, 1), date(2026, 4, 15)))
    found = compared(db, days(date(2026, 4, 1), date(2026, 4, 15)))
    assert (found.cumulated.text, found.reached.value.text) == ("67", "67")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from([None, *Qualifier]))
def test_per_cent_of_a_target_is_rounded_half_up(number, of, qualifier):
    target = Target(new_id(), "9.1", None, YEAR, Quantity(of))
    found = reached(number_value(number, qualifier), target)
    assert found.qualifier == qualifier
    if found.per_cent is not None:
        assert abs(found.per_cent.scaled(1) * of - number * 1000) * 2 <= of


def tables(found):
    return [block for block in found.blocks if isinstance(block, Table)]


def heads(found):
    return [column.title for table in tables(found) for column in table.columns]
