"""What a clerk is asked about, and above all what not: a false alarm teaches to look past the next one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.figure_rules import contradictions, problems
from giaoban_desktop.domain.figures import NOT_APPLICABLE, NOT_REPORTED, REPORTED_ZERO, Disaggregation, parse_value
from giaoban_desktop.domain.periods import half, month, parse_code, quarter, to_date, whole_year
from giaoban_desktop.services import sample
from giaoban_desktop.services.catalogue import shipped_catalogue
from tests.builders import UNITS, observation

CATALOGUE = {indicator.code: indicator for indicator in shipped_catalogue().indicators}
CA, QS = UNITS["CA"].id, UNITS["QS"].id


def figure(indicator, value, part="", **changed):
    """A figure with its value as typed, maybe a part of the indicator's own dimension."""
    if part:
        changed["disaggregation"] = Disaggregation(CATALOGUE[indicator].disaggregation, part)
    return observation(indicator, parse_value(value) if isinstance(value, str) else value, **changed)


def told(*figures, rules=problems):
    return [str(problem) for problem in rules(figures, CATALOGUE)]


# Parts and their total


def messages(total, *parts, whole="1.1", division="2.1"):
    members = ("tỉnh", "huyện", "xã")
    divided = [figure(division, part, member) for member, part in zip(members, parts, strict=False)]
    return [figure(whole, total), *divided]


@pytest.mark.parametrize(
    "figures",
    [
        messages(370, 120, 250),
        messages(370, 120),  # the others may come yet
        messages(370, 120, NOT_REPORTED),
        messages(370, 120, 200, NOT_REPORTED),
        messages("khoảng 370", 120, 230),
        messages("gần 400", 120, 250),
        messages("hơn 300", 120, 250),
        messages(370, "gần 150", 250),
        messages(370, "hơn 100", 250),
        messages(REPORTED_ZERO, REPORTED_ZERO, REPORTED_ZERO),
        messages(NOT_REPORTED, 120, 250),
        messages(NOT_APPLICABLE, 120, 250),
        messages(370, 100, 200, whole="2.1")[:2],
        [figure("2.1", 120, "tỉnh"), figure("2.1", 250, "huyện")],
        [figure("2.1", 370), figure("1.1", 400), figure("2.1", 120, "tỉnh"), figure("2.1", 250, "huyện")],
        [figure("1.1", 370), figure("2.1", 400, "tỉnh", unit_id=CA)],
        [figure("1.1", 370), figure("2.1", 400, "tỉnh", counted_to=date(2026, 3, 24))],
        [figure("1.1", 370), figure("2.1", 400, "tỉnh", period=half(2026, 1))],
    ],
)
def test_parts_that_can_be_their_total(figures):
    assert told(*figures) == []


@pytest.mark.parametrize(
    "figures",
    [
        messages(370, 120, 240),
        messages(370, 120, 260),
        messages(370, 400),
        messages(370, 120, 260, NOT_REPORTED),
        messages("gần 370", 120, 260),
        messages("hơn 370", 120, 240),
        messages(370, "hơn 130", 250),
        messages(370, "gần 110", 250),
        messages(REPORTED_ZERO, 1, REPORTED_ZERO),
        [figure("22.1", 8), figure("22.1", 5, "trộm cắp"), figure("22.1", 4, "cướp giật")],
    ],
)
def test_parts_that_cannot_be_their_total(figures):
    assert len(told(*figures)) == len(told(*figures, rules=contradictions)) == 1


def test_a_division_is_told_with_its_parts():
    (problem,) = told(*messages(370, 120, 240))
    assert problem == (
        "Tin trao đổi giữa các lực lượng: the parts (huyện 240, tỉnh 120) give 360 tin, the total is"
        " 370 tin (quý I năm 2026)."
        " Check the parts and the total."
    )


# What is part of something else, and who takes part


@pytest.mark.parametrize(
    ("figures", "is_told"),
    [
        ([figure("8.1", 100), figure("9.1", 88)], False),
        ([figure("8.1", 88), figure("9.1", 88)], False),
        ([figure("8.1", 80), figure("9.1", 88)], True),
        ([figure("8.1", REPORTED_ZERO), figure("9.1", 1)], True),
        ([figure("8.1", 80), figure("9.1", "gần 88")], False),
        ([figure("8.1", 80), figure("9.1", "hơn 88")], True),
        ([figure("8.1", "gần 80"), figure("9.1", 88)], True),
        ([figure("8.1", "hơn 80"), figure("9.1", 88)], False),
        ([figure("8.1", "khoảng 80"), figure("9.1", 88)], False),
        ([figure("8.1", NOT_REPORTED), figure("9.1", 88)], False),
        ([figure("8.1", 80, unit_id=CA), figure("9.1", 88)], False),
        ([figure("8.1", 80, counted_to=date(2026, 3, 24)), figure("9.1", 88)], False),
        ([figure("8.1", 80, period=month(2026, 2)), figure("9.1", 88)], False),
        ([figure("9.1", 88), figure("10.2", 448)], False),
        ([figure("9.1", 88), figure("10.2", 87)], True),
        ([figure("9.1", 88), figure("10.2", REPORTED_ZERO)], True),
        ([figure("9.1", 88), figure("10.2", "hơn 80")], False),
        ([figure("9.1", "gần 90"), figure("10.2", 87)], False),
        ([figure("9.1", "trên 90"), figure("10.2", 87)], True),
        ([figure("41.1", 30, unit_id=CA), figure("41.2", "khoảng 1.500", unit_id=CA)], False),
        ([figure("41.1", 30, unit_id=CA), figure("41.2", 15, unit_id=CA)], True),
        ([figure("17.1", 1), figure("17.3", 2)], False),  # a case of an earlier month
        ([figure("19.1", 6), figure("19.2", 5)], False),  # persons may be fewer than cases
    ],
)
def test_what_is_compared_with_what_it_belongs_to(figures, is_told):
    assert bool(told(*figures)) is is_told


def test_both_figures_are_named_with_numbers_units_and_period():
    assert told(figure("8.1", 80), figure("9.1", 88), figure("10.2", 80)) == [
        "Cuộc tuần tra đêm (88 cuộc) is more than Cuộc tuần tra, kiểm soát (80 cuộc) in quý I năm 2026. Check both.",
        (
            "Lượt cán bộ, chiến sĩ tuần tra đêm (80 lượt) is less than Cuộc tuần tra đêm (88 cuộc) in"
            " quý I năm 2026. Check both."
        ),
    ]


# A quarter and its months


FEBRUARY, FIRST = month(2026, 2), quarter(2026, 1)


@pytest.mark.parametrize(
    ("figures", "is_told"),
    [
        ([figure("9.1", 88, period=FIRST), figure("9.1", 41, period=FEBRUARY)], False),
        ([figure("9.1", 41, period=FIRST), figure("9.1", 41, period=FEBRUARY)], False),
        ([figure("9.1", 40, period=FIRST), figure("9.1", 41, period=FEBRUARY)], True),
        ([figure("9.1", REPORTED_ZERO, period=FIRST), figure("9.1", 1, period=FEBRUARY)], True),
        ([figure("9.1", "gần 40", period=FIRST), figure("9.1", 41, period=FEBRUARY)], True),
        ([figure("9.1", "hơn 40", period=FIRST), figure("9.1", 41, period=FEBRUARY)], False),
        ([figure("9.1", 40, period=FIRST), figure("9.1", "gần 41", period=FEBRUARY)], False),
        ([figure("9.1", 40, period=FIRST), figure("9.1", 41, period=month(2026, 4))], False),
        ([figure("9.1", 40, period=FIRST), figure("9.1", 41, period=FEBRUARY, unit_id=CA)], False),
        ([figure("9.1", 80, period=half(2026, 1)), figure("9.1", 88, period=FIRST)], True),
        ([figure("9.1", 80, period=to_date(date(2026, 5, 14))), figure("9.1", 88, period=FIRST)], True),
        ([figure("9.1", 80, period=whole_year(2026)), figure("9.1", 88, period=parse_code("2026-9M"))], True),
        # The quarter was counted until the 24th; the month of March, or the one before it, on other days.
        (
            [
                figure("9.1", 40, period=FIRST, counted_to=date(2026, 3, 24)),
                figure("9.1", 41, period=month(2026, 3)),
            ],
            False,
        ),
        (
            [
                figure("9.1", 40, period=FIRST),
                figure("9.1", 41, period=month(2026, 1), counted_from=date(2025, 12, 26)),
            ],
            False,
        ),
        ([figure("41.1", 30, unit_id=CA), figure("41.1", 31, unit_id=CA, period=FEBRUARY)], False),  # a stock
        ([figure("18.1", 50, unit_id=CA), figure("18.1", 100, unit_id=CA, period=FEBRUARY)], False),  # a ratio
    ],
)
def test_a_quarter_is_not_less_than_a_month_of_it(figures, is_told):
    assert bool(told(*figures)) is is_told


def test_the_quarter_and_the_month_are_named():
    (problem,) = told(figure("9.1", 40, period=FIRST), figure("9.1", 41, period=FEBRUARY))
    assert problem == (
        "Cuộc tuần tra đêm: 40 cuộc in quý I năm 2026 is less than 41 cuộc in tháng 02 năm 2026, which lies in it."
        " Check both."
    )


# Joint work


@pytest.mark.parametrize(
    ("joint", "own", "is_told"),
    [
        (88, [88], True),
        (88, [88, 88], True),
        (88, [40, 48], True),
        (88, [40, 40], False),
        (88, [88, 40], False),
        (40, [5], False),
        (5, [5], False),  # by chance
        (5, [2, 3], False),
        (REPORTED_ZERO, [REPORTED_ZERO, REPORTED_ZERO], False),
        ("khoảng 88", [88], False),
        (88, ["gần 88"], False),
        (88, [NOT_REPORTED], False),
    ],
)
def test_joint_work_that_may_be_counted_twice(joint, own, is_told):
    figures = [
        figure("9.1", joint),
        *(figure("9.1", value, unit_id=unit) for value, unit in zip(own, (CA, QS), strict=False)),
    ]
    assert bool(told(*figures)) is is_told
    assert told(*figures, rules=contradictions) == []


def test_joint_work_is_compared_at_the_same_cut_off():
    assert told(figure("9.1", 88), figure("9.1", 88, unit_id=CA, counted_to=date(2026, 3, 24))) == []


def test_joint_work_is_asked_about():
    (problem,) = told(figure("9.1", 88), figure("9.1", 40, unit_id=CA), figure("9.1", 48, unit_id=QS))
    assert problem == (
        "Cuộc tuần tra đêm: 88 cuộc of joint work in quý I năm 2026, and the forces reported 40, 48."
        " Check that the same work is not counted twice."
    )


# All of them


def test_a_corrected_figure_is_looked_at_no_more():
    wrong = figure("9.1", 188, counted_to=date(2026, 3, 24))
    total = figure("8.1", 100, counted_to=date(2026, 3, 24))
    assert len(told(wrong, total)) == 1
    assert told(wrong, total, figure("9.1", 88, counted_to=date(2026, 3, 31))) == []


def test_an_indicator_that_is_not_known_is_passed_over():
    assert problems([figure("8.1", 80), figure("9.1", 88)], {"9.1": CATALOGUE["9.1"]}) == []


WRONG = [
    figure("8.1", 80),
    figure("9.1", 88),
    figure("9.1", 100, period=FEBRUARY),
    figure("9.1", 88, unit_id=CA),
    figure("10.2", 20),
    *messages(370, 120, 240),
]


@given(st.permutations(WRONG))
def test_the_order_of_the_problems_does_not_depend_on_that_of_the_figures(figures):
    assert len(told(*WRONG)) == 5
    assert told(*figures) == told(*WRONG)


def test_the_sample_office_has_no_problems():
    years = sample.read("years")
    values = sample._Values(years)
    briefed = {
        period: sample._with_generated(
            sample.read(period.code)["figures"] if period.code in sample.MINUTES else [], values, period
        )
        for period in sample._briefed(years)
    }
    figures = [
        observation(
            data["indicator"],
            parse_value("0" if data.get("status") == "zero" else str(data["value"])),
            unit_id=data.get("unit"),
            period=parse_code(data.get("period", period.code)),
            counted_to=period.last_on,
        )
        for period, given_figures in briefed.items()
        for data in given_figures
    ]
    assert len(figures) > 2000
    assert told(*figures) == []
