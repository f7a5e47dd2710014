"""The figures of the five public reports are recorded exactly, and put together without mixing what they are."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Qualifier,
    number_value,
    parse_value,
)
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import half, month, parse_code, quarter, to_date, whole_year
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import figures, meetings
from giaoban_desktop.services.figures import Origin
from tests.builders import UNITS, freeze, new_book, observation, record

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
    freeze(db, meeting_id)
    frozen = observation(value=90, meeting_id=meeting_id, counted_to=date(2026, 3, 24))
    with pytest.raises(UserError, match="their figures are frozen"):
        figures.record(db, frozen)
    figures.record(db, observation(value=90, counted_to=date(2026, 3, 31)))


@pytest.fixture
def frozen(db):
    """A figure of minutes that were made ready, as it is kept: 9.1 of the first quarter, 88."""
    meeting_id = record(db)
    freeze(db, meeting_id)
    return observation(value=88, meeting_id=meeting_id, counted_to=date(2026, 3, 24))


def kept_values(db):
    rows = db.rows("SELECT amount, meeting_id FROM observation WHERE indicator_id = '9.1'")
    return [(row["amount"], row["meeting_id"]) for row in rows]


@pytest.mark.parametrize("change", [figures.record, figures.withdraw])
def test_a_frozen_figure_stays_when_the_new_one_names_no_meeting(db, frozen, change):
    with pytest.raises(UserError, match="their figures are frozen"):
        change(db, replace(frozen, value=number_value(999), meeting_id=None))
    assert kept_values(db) == [(88, frozen.meeting_id)]


def test_a_frozen_figure_is_not_written_over_under_its_own_id(db, frozen):
    row = db.row("SELECT id FROM observation WHERE indicator_id = '9.1'")
    changed = replace(frozen, id=row["id"], meeting_id=None, counted_to=date(2026, 3, 31), value=number_value(91))
    figures.record(db, changed)
    assert kept_values(db) == [(88, frozen.meeting_id), (91, None)]
    figures.withdraw(db, replace(changed, id=row["id"]))
    assert kept_values(db) == [(88, frozen.meeting_id)]


def test_a_figure_revised_without_its_meeting_stays_in_it(db):
    meeting_id = record(db)
    figures.record(db, observation(value=90, counted_to=date(2026, 3, 24)))
    assert kept_values(db) == [(90, meeting_id)]


def test_a_figure_that_went_with_a_withdrawn_meeting_can_be_reported_outside_it(db):
    meetings.withdraw(db, record(db))
    gone = observation(value=90, counted_to=date(2026, 3, 24))
    with pytest.raises(UserError, match="not kept any more"):
        figures.withdraw(db, gone)
    figures.record(db, gone)
    assert kept_values(db) == [(90, None)]


def test_a_figure_taken_back_is_not_reported(db):
    figures.record(db, observation())
    figures.withdraw(db, observation())
    assert figures.report(db, quarter(2026, 1)).rows == ()


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


def recorded(db, indicator, values, **changed):
    """Record an indicator's figures by period code."""
    for code, value in values.items():
        typed = value if not isinstance(value, str) else parse_value(value)
        figures.record(db, observation(indicator, typed, period=parse_code(code), **changed))


def derived(db, code, indicator="9.1"):
    """Value and missing months of an indicator's row in a report."""
    (row,) = (row for row in figures.report(db, parse_code(code)).rows if row.indicator.code == indicator)
    return row.value.text, row.missing


TO_MAY = "2026..2026-05-14"


@pytest.mark.parametrize(
    ("values", "code", "text", "missing"),
    [
        ({"2026-Q1": 88, "2026-Q2": 100, TO_MAY: 150}, "2026-H1", "188", 0),
        ({"2026-Q1": 88, TO_MAY: 150}, "2026-H1", "150", 2),
        ({"2026-04": 20, TO_MAY: 150}, "2026-H1", "150", 2),
        ({"2026-Q1": 88, "2026-04": 20, TO_MAY: 150}, "2026-H1", "108", 2),
        ({"2026-Q1": 88, "2026-04": 20, "2026-05-01..2026-05-14": 7}, "2026-H1", "115", 2),
        ({"2026-Q1": 88, "2026-01": 24, "2026-02": 41, "2026-03": 20}, "2026", "88", 9),
        ({"2026-H1": 190, "2026-Q1": 88, "2026-Q2": 100, "2026-Q3": 10}, "2026-9M", "200", 0),
        ({"2026-9M": 300, "2026-Q3": 100, "2026-H2": 210, "2026-H1": 190}, "2026", "400", 0),
        ({"2026-9M": 300, "2026-Q4": 100, "2026-H2": 210}, "2026", "400", 0),
        ({"2026-02": 41, "2026-01-10..2026-02-20": 50}, "2026-Q1", "41", 2),
        ({"2026-04-01..2026-04-14": 7, "2026-04-15..2026-05-14": 9}, "2026-Q2", "16", 2),
    ],
)
def test_a_flow_is_put_together_from_the_parts_that_tell_most_of_it(db, values, code, text, missing):
    recorded(db, "9.1", values)
    assert derived(db, code) == (text, missing)


def test_what_does_not_apply_in_a_month_is_not_missing(db):
    recorded(db, "9.1", {"2026-01": 24, "2026-02": NOT_APPLICABLE, "2026-03": NOT_REPORTED})
    assert derived(db, "2026-Q1") == ("24", 1)


@pytest.mark.parametrize(
    ("values", "code", "text", "missing"),
    [
        ({"2026-Q2": 36, "2026-06": 35}, "2026", "36", 6),
        ({"2026-Q2": 36, "2026-04": 35}, "2026-H1", "36", 0),
        ({"2026-Q1": 36, "2026-06": 35}, "2026-H1", "35", 0),
        ({"2026-05": 34, TO_MAY: 30}, "2026-H1", "34", 1),
        ({"2026-06": NOT_REPORTED, "2026-05": 34}, "2026-Q2", "34", 1),
    ],
)
def test_a_stock_is_that_of_the_part_that_ends_last(db, values, code, text, missing):
    recorded(db, "41.1", values, unit_id=CA)
    assert derived(db, code, "41.1") == (text, missing)


def test_a_total_tells_of_the_months_that_its_rows_lack(db):
    recorded(db, "9.1", {"2026-01": 24, "2026-02": 41})
    recorded(db, "9.1", {"2026-Q1": 5}, unit_id=CA)
    ((_, total),) = figures.report(db, quarter(2026, 1)).totals
    assert (total.value, total.parts, total.missing) == (number_value(70), 4, 1)


def test_the_total_of_a_unit_that_reported_only_parts_is_added(db):
    recorded(db, "22.1", {"2026-Q1": 5}, unit_id=CA)
    for member, value in (("trộm cắp", 2), ("cướp giật", 1)):
        part = Disaggregation("kind", member)
        recorded(db, "22.1", {"2026-Q1": value}, unit_id=UNITS["QS"].id, disaggregation=part)
        recorded(db, "22.1", {"2026-Q1": value}, unit_id=CA, disaggregation=part)
    ((_, total),) = figures.report(db, quarter(2026, 1)).totals
    assert total.value == number_value(8)


CASES, SOLVED, RATE = "17.1", "17.3", "18.1"


def test_a_ratio_is_computed_again_from_its_sums(db):
    for n, (cases, solved, rate) in enumerate([(3, 1, "33,33"), (2, 2, "100"), (1, 1, "100")], start=1):
        for indicator, value in ((CASES, cases), (SOLVED, solved), (RATE, parse_value(rate))):
            recorded(db, indicator, {f"2026-0{n}": value}, unit_id=CA)
    report = figures.report(db, quarter(2026, 1))
    (row,) = (row for row in report.rows if row.indicator.code == RATE)
    assert (row.value, row.origin, row.missing) == (number_value(Quantity(6667, 2)), Origin.DERIVED, 0)
    assert RATE not in {indicator.code for indicator, _ in report.totals}


def test_a_ratio_without_both_sums_stays_in_the_report_as_not_reported(db):
    recorded(db, RATE, {"2026-01": "50", "2026-02": "100"}, unit_id=CA)
    assert derived(db, "2026-Q1", RATE) == ("", 3)
    recorded(db, CASES, {"2026-01": 2, "2026-02": 1}, unit_id=CA)
    recorded(db, SOLVED, {"2026-01": 1, "2026-03": 1}, unit_id=CA)
    assert derived(db, "2026-Q1", RATE) == ("", 3)  # each sum lacks another month
    recorded(db, SOLVED, {"2026-02": 1}, unit_id=CA)
    recorded(db, CASES, {"2026-03": 1}, unit_id=CA)
    assert derived(db, "2026-Q1", RATE) == ("75", 0)


def test_a_ratio_reported_for_the_period_is_the_one_shown(db):
    recorded(db, CASES, {"2026-Q1": 4}, unit_id=CA)
    recorded(db, SOLVED, {"2026-Q1": 3}, unit_id=CA)
    recorded(db, RATE, {"2026-Q1": "75"}, unit_id=CA)
    (row,) = (row for row in figures.report(db, quarter(2026, 1)).rows if row.indicator.code == RATE)
    assert (row.value.text, row.origin) == ("75", Origin.REPORTED)
