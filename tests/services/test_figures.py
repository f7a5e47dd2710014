"""The figures of the five public reports are recorded exactly, and put together without mixing what they are."""

from datetime import date

import pytest

from giaoban_desktop.domain.figures import (
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Qualifier,
    number_value,
    parse_value,
)
from giaoban_desktop.domain.periods import half, month, parse_code, quarter, to_date, whole_year
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import documents, figures
from giaoban_desktop.services.figures import Origin
from tests.builders import UNITS, new_book, observation, record

CA = UNITS["CA"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


REPORTED = [
    ("2026-02", "9.1", "41"),
    ("2026-02", "10.2", "303"),
    ("2026-Q1", "9.1", "88"),
    ("2026-Q1", "10.2", "448"),
    ("2026-Q1", "39.1", "04"),
    ("2026-Q1", "19.1", "03"),
    ("2026-Q1", "19.2", "03"),
    ("2026-Q1", "23.1", "không phát sinh"),
    ("2026-Q1", "24.1", "không phát sinh"),
    ("2026-Q1", "49.1", "không phát sinh"),
    ("2026-Q1", "52.1", "không phát sinh"),
    ("2026..2026-05-14", "41.1", "30"),
    ("2026..2026-05-14", "41.2", "khoảng 1.500"),
    ("2022", "1.1", "42"),
    ("2022", "8.1", "3.313"),
    ("2022", "10.1", "37.991"),
    ("2022", "13.1", "620"),
    ("2022", "14.1", "20"),
    ("2022", "16.1", "13"),
    ("2022", "31.1", "gần 50"),
    ("2022", "32.1", "3"),
    ("2022", "35.2", "1"),
    ("2022", "33.1", "hơn 160"),
    ("2022-Q2", "1.1", "370"),
]


def test_the_figures_of_the_five_texts_are_kept_exactly(db):
    for code, indicator, typed in REPORTED:
        period = parse_code(code)
        figures.record(db, observation(indicator, parse_value(typed), period=period, counted_to=period.last_on))
    for member, value in (("tỉnh", 120), ("huyện", 250)):
        part = Disaggregation("level", member)
        figures.record(db, observation("2.1", value, period=quarter(2022, 2), disaggregation=part))
    for code, indicator, typed in REPORTED:
        rows = {row.indicator.code: row for row in figures.report(db, parse_code(code)).rows}
        assert rows[indicator].value == parse_value(typed), (code, indicator)
        assert rows[indicator].origin is Origin.REPORTED
    totals = {found.code: total for found, total in figures.report(db, quarter(2022, 2)).totals}
    assert (totals["1.1"].value, totals["2.1"].value) == (number_value(370), number_value(370))


def test_a_figure_recorded_again_is_revised_not_doubled(db):
    figures.record(db, observation(value=87))
    figures.record(db, observation(value=88))
    assert [row.value for row in figures.report(db, quarter(2026, 1)).rows] == [number_value(88)]


def test_a_later_cut_off_stands_beside_the_first_and_is_the_one_reported(db):
    figures.record(db, observation(value=88, counted_to=date(2026, 3, 24)))
    figures.record(db, observation(value=91, counted_to=date(2026, 3, 31)))
    found = figures.report(db, quarter(2026, 1)).rows
    assert [(row.value.number.amount, row.counted_to) for row in found] == [(91, date(2026, 3, 31))]
    kept = db.rows("SELECT amount FROM observation ORDER BY counted_to")
    assert [row["amount"] for row in kept] == [88, 91]


def test_joint_work_is_counted_once_beside_the_work_of_each_force(db):
    figures.record(db, observation("9.1", 40))
    figures.record(db, observation("9.1", 5, unit_id=CA))
    (indicator, total), *_ = figures.report(db, quarter(2026, 1)).totals
    assert (indicator.code, total.value) == ("9.1", number_value(45))


def test_a_quarter_is_put_together_from_its_months_and_tells_what_is_missing(db):
    for n, value in ((1, 24), (2, 41)):
        figures.record(db, observation(value=value, period=month(2026, n)))
    (row,) = figures.report(db, quarter(2026, 1)).rows
    assert (row.value, row.origin, row.parts, row.missing) == (number_value(65), Origin.DERIVED, 3, 1)


def test_a_half_year_takes_the_quarter_where_there_is_one(db):
    for n, value in ((1, 24), (2, 41), (3, 20), (4, 10)):
        figures.record(db, observation(value=value, period=month(2026, n)))
    figures.record(db, observation(value=88, period=quarter(2026, 1)))
    (row,) = figures.report(db, half(2026, 1)).rows
    assert (row.value, row.parts, row.missing) == (number_value(98), 6, 2)


def test_a_stock_takes_the_last_month_and_never_adds(db):
    for n, value in ((1, 28), (2, 30)):
        figures.record(db, observation("41.1", value, period=month(2026, n), unit_id=CA))
    (row,) = figures.report(db, whole_year(2026)).rows
    assert row.value == number_value(30)


def test_a_missing_month_is_not_a_zero(db):
    figures.record(db, observation(value=NOT_REPORTED, period=month(2026, 1)))
    assert figures.report(db, quarter(2026, 1)).rows == ()
    figures.record(db, observation(value=REPORTED_ZERO, period=month(2026, 2)))
    (row,) = figures.report(db, quarter(2026, 1)).rows
    assert (row.value, row.missing) == (REPORTED_ZERO, 2)


def test_qualifiers_go_into_the_sum(db):
    for n, typed in ((1, "hơn 160"), (2, "20"), (3, "gần 50")):
        figures.record(db, observation("33.1", parse_value(typed), period=month(2026, n), unit_id=CA))
    (row,) = figures.report(db, quarter(2026, 1)).rows
    assert row.value == number_value(230, Qualifier.ABOUT)


def test_figures_of_frozen_minutes_stay(db):
    meeting_id = record(db)
    documents.make_ready(db, meeting_id)
    frozen = observation(value=90, meeting_id=meeting_id, counted_to=date(2026, 3, 24))
    with pytest.raises(UserError, match="their figures are frozen"):
        figures.record(db, frozen)
    figures.record(db, observation(value=90, counted_to=date(2026, 3, 31)))


def test_an_unknown_indicator_is_told(db):
    with pytest.raises(UserError, match=r"no indicator 99\.9"):
        figures.record(db, observation("99.9"))


def test_a_year_to_date_is_a_period_of_its_own(db):
    period = to_date(date(2026, 5, 14))
    figures.record(db, observation("41.1", 30, period=period, unit_id=CA))
    assert len(figures.report(db, period).rows) == 1


def test_a_year_to_date_tells_which_months_are_missing(db):
    for n, value in ((1, 24), (2, 41)):
        figures.record(db, observation(value=value, period=month(2026, n)))
    (row,) = figures.report(db, to_date(date(2026, 4, 10))).rows
    assert (row.value, row.parts, row.missing) == (number_value(65), 4, 2)
