"""The cut-off rule is a setting of the office: meetings and figures made after it count by it, what is kept stays."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.cut_off import CutOffRule
from giaoban_desktop.domain.meetings import MeetingKind
from giaoban_desktop.domain.periods import Break, days, month, quarter, whole_year
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import (
    cut_off,
    figure_files,
    figure_typing,
    figures,
    history,
    meetings,
    report_intake,
    series,
)
from giaoban_desktop.storage import figures as figure_rows
from tests.builders import new_book, observation, record

CALENDAR, MEETING, MID_MONTH = CutOffRule.CALENDAR, CutOffRule.MEETING, CutOffRule.MID_MONTH
JANUARY, APRIL, JULY = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)
TODAY = date(2026, 3, 25)
Q1, Q2 = quarter(2026, 1), quarter(2026, 2)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def held(db):
    return [(one.rule, one.since_on) for one in cut_off.listed(db)]


def started(db, period, today=TODAY):
    return meetings.get(db, series.start_first(db, period, today=today)[1])


def typed(db, period):
    figure_typing.type_value(db, "26.1", None, period, "3")
    return next(one for one in figure_rows.list_of_period(db, period) if one.indicator == "26.1")


def test_without_a_choice_the_meeting_is_the_cut_off(db):
    assert cut_off.listed(db) == []
    assert cut_off.of(db, Q1) is MEETING
    found = started(db, Q1)
    assert (found.counted_from, found.counted_to, found.held_on) == (Q1.first_on, TODAY, TODAY)
    kept = typed(db, month(2026, 4))
    assert (kept.counted_from, kept.counted_to) == (APRIL, date(2026, 4, 30))


def test_a_choice_is_one_act_that_is_undone(db):
    changes = cut_off.choose(db, MID_MONTH, APRIL)
    assert changes.summary == "01/4/2026"
    assert held(db) == [(MID_MONTH, APRIL)]
    history.undo(db, history.undoable(db).seq)
    assert held(db) == []


def test_the_same_day_is_chosen_again_and_a_later_choice_gives_way(db):
    cut_off.choose(db, MID_MONTH, APRIL)
    cut_off.choose(db, CALENDAR, JULY)
    cut_off.choose(db, CALENDAR, APRIL)
    assert held(db) == [(CALENDAR, APRIL)]
    cut_off.choose(db, MID_MONTH, JANUARY)
    assert held(db) == [(MID_MONTH, JANUARY)]


def test_what_holds_anyway_is_no_choice(db):
    assert not cut_off.changes_anything(db, MEETING, APRIL)
    assert cut_off.changes_anything(db, MID_MONTH, APRIL)
    cut_off.choose(db, MEETING, APRIL)
    assert (held(db), history.undoable(db)) == ([], None)
    cut_off.choose(db, MID_MONTH, APRIL)
    assert not cut_off.changes_anything(db, MID_MONTH, JULY)
    cut_off.choose(db, MEETING, APRIL)
    assert held(db) == []


def test_a_choice_in_the_middle_of_a_month_is_refused(db):
    with pytest.raises(InputError, match="first day of a month"):
        cut_off.choose(db, CALENDAR, date(2026, 4, 2))
    assert held(db) == []


def test_a_new_meeting_counts_by_the_rule(db):
    cut_off.choose(db, MID_MONTH, date(2025, 1, 1))
    found = started(db, Q1)
    assert (found.counted_from, found.counted_to) == (date(2025, 12, 15), date(2026, 3, 14))
    assert found.held_on == TODAY


def test_by_the_calendar_a_meeting_is_held_when_the_period_is_over(db):
    cut_off.choose(db, CALENDAR, JANUARY)
    found = started(db, Q1)
    assert (found.counted_from, found.counted_to, found.held_on) == (Q1.first_on, Q1.last_on, Q1.last_on)
    meetings.save(db, replace(found, held_on=date(2026, 3, 24)))
    assert meetings.get(db, found.id).counted_to == date(2026, 3, 24)


def test_the_next_meeting_goes_on_from_the_last_cut_off(db):
    record(db)
    cut_off.choose(db, MID_MONTH, APRIL)
    _changes, meeting_id = series.start_next(db, today=TODAY)
    found = meetings.get(db, meeting_id)
    assert (found.period, found.counted_from, found.counted_to) == (Q2, date(2026, 3, 25), date(2026, 6, 14))
    assert cut_off.break_notes(db, found) == ()


def test_another_day_of_the_meeting_does_not_move_the_cut_off_past_the_rule(db):
    cut_off.choose(db, MID_MONTH, JANUARY)
    found = started(db, Q1, today=date(2026, 3, 1))
    assert found.held_on == found.counted_to == date(2026, 3, 14)
    meetings.save(db, replace(found, held_on=date(2026, 3, 24)))
    assert meetings.get(db, found.id).counted_to == date(2026, 3, 14)


def test_a_cut_off_that_was_changed_for_one_meeting_moves_with_its_day(db):
    cut_off.choose(db, MID_MONTH, JANUARY)
    found = started(db, Q1)
    found = replace(found, counted_to=TODAY)
    meetings.save(db, found)
    meetings.save(db, replace(found, held_on=date(2026, 3, 27)))
    assert meetings.get(db, found.id).counted_to == date(2026, 3, 27)


def test_figures_without_a_meeting_count_by_the_rule(db):
    cut_off.choose(db, MID_MONTH, date(2025, 1, 1))
    kept = typed(db, month(2026, 2))
    assert (kept.counted_from, kept.counted_to) == (date(2026, 1, 15), date(2026, 2, 14))
    rows = [["Kỳ", "Mã chỉ tiêu", "Số liệu"], ["2026-03", "26.1", "4"], ["2026-02-03..2026-02-09", "26.1", "1"]]
    planned = figure_files.plan(db, rows, today=TODAY)
    assert [(one.counted_from, one.counted_to) for one in planned.new] == [
        (date(2026, 2, 15), date(2026, 3, 14)),
        (date(2026, 2, 3), date(2026, 2, 9)),
    ]


def test_figures_of_a_meeting_keep_its_days(db):
    record(db)
    cut_off.choose(db, MID_MONTH, JANUARY)
    assert typed(db, Q1).counted_to == date(2026, 3, 24)
    assert {row.counted_to for row in figures.report(db, Q1).rows} == {date(2026, 3, 24)}


def test_a_recorded_file_counts_by_the_rule_where_it_says_nothing(db):
    cut_off.choose(db, MID_MONTH, date(2025, 1, 1))
    more = [{"indicator": "9.1", "value": 88}, {"indicator": "9.1", "value": 30, "period": "2026-01"}]
    found = meetings.get(db, record(db, figures=more))
    assert (found.counted_from, found.counted_to) == (date(2025, 12, 15), date(2026, 3, 14))
    (january,) = figure_rows.list_of_period(db, month(2026, 1))
    assert (january.counted_from, january.counted_to) == (date(2025, 12, 15), date(2026, 1, 14))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (MID_MONTH, (date(2025, 12, 15), date(2026, 3, 14))),
        (CALENDAR, (date(2026, 1, 1), date(2026, 3, 24))),
        (MEETING, (date(2026, 1, 1), date(2026, 3, 24))),
    ],
)
def test_a_report_counts_by_the_rule_but_no_day_after_its_meeting(db, rule, expected):
    cut_off.choose(db, rule, date(2025, 1, 1))
    text = "BÁO CÁO\nHội nghị giao ban quý I năm 2026 được tổ chức ngày 24/3/2026.\nTuần tra chung 88 cuộc."
    recorded = report_intake.record_text(db, text, today=TODAY)
    found = meetings.get(db, recorded.meeting_id)
    assert (found.counted_from, found.counted_to) == expected


def test_a_seam_is_told_before_and_closed(db):
    cut_off.choose(db, CALENDAR, date(2025, 1, 1))
    overlap = cut_off.seam(db, MID_MONTH, APRIL)
    assert overlap.between == Break(False, date(2026, 3, 15), date(2026, 3, 31))
    assert overlap.counted_from == APRIL
    cut_off.choose(db, MID_MONTH, APRIL)
    assert cut_off.counted_days(db, month(2026, 4)) == (APRIL, date(2026, 4, 14))
    gap = cut_off.seam(db, CALENDAR, date(2027, 1, 1))
    assert gap.between == Break(True, date(2026, 12, 15), date(2026, 12, 31))
    assert gap.counted_from == date(2026, 12, 15)
    assert cut_off.seam(db, MEETING, date(2027, 1, 1)) is None


def test_a_seam_goes_by_what_the_last_meeting_counted(db):
    record(db)
    assert cut_off.seam(db, CALENDAR, APRIL) == cut_off.Seam(
        Break(True, date(2026, 3, 25), date(2026, 3, 31)), date(2026, 3, 25)
    )
    assert cut_off.seam(db, MID_MONTH, APRIL).between == Break(False, date(2026, 3, 15), date(2026, 3, 24))


@pytest.mark.parametrize("rule", CutOffRule)
def test_no_seam_can_be_too_early(db, rule):
    assert cut_off.seam(db, rule, date(1945, 1, 1)) is None or rule is MID_MONTH


def test_examples_are_of_the_day(db):
    record(db)
    found = cut_off.examples(db, MID_MONTH, date(2026, 5, 20))
    assert [one.period for one in found] == [month(2026, 5), Q2, whole_year(2026)]
    assert (found[1].first_on, found[1].last_on) == (date(2026, 3, 15), date(2026, 6, 14))
    by_meeting = cut_off.examples(db, MEETING, date(2026, 5, 20))
    assert (by_meeting[1].first_on, by_meeting[1].last_on) == (date(2026, 3, 25), None)


def test_what_differs_from_the_rule_and_what_is_lost_is_told(db):
    record(db)
    found = started(db, Q2, today=date(2026, 6, 24))
    assert cut_off.notes(db, found) == cut_off.DaysNotes()
    told = cut_off.notes(db, replace(found, counted_from=APRIL))
    assert [str(note) for note in told.breaks] == ["The days 25/3/2026 to 31/3/2026 are counted in no meeting."]
    assert str(told.by_rule) == "By the office's cut-off rule it would be 25/3/2026 to 24/6/2026."
    week = days(APRIL, date(2026, 4, 7))
    extra = replace(found, kind=MeetingKind.EXTRAORDINARY, period=week, counted_from=JANUARY)
    assert cut_off.notes(db, extra) == cut_off.DaysNotes()


def test_a_rule_changes_nothing_that_is_kept(db):
    meeting_id = record(db)
    figures.record(db, observation("26.1", 3, period=month(2026, 2)))
    before = meetings.get(db, meeting_id), figures.report(db, Q1)
    cut_off.choose(db, MID_MONTH, JANUARY)
    assert (meetings.get(db, meeting_id), figures.report(db, Q1)) == before
