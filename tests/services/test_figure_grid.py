"""The year's grid: which rows it has, what its cells say, and what typing into it keeps."""

from datetime import date

import pytest

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.figures import NOT_APPLICABLE, NOT_REPORTED, Disaggregation, parse_value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import figure_grid, figure_typing, figures, history, indicators
from giaoban_desktop.services.figure_cells import CellOrigin, RowKey
from giaoban_desktop.services.figure_typing import Entry
from giaoban_desktop.storage import figures as figure_rows
from tests.builders import UNITS, freeze, new_book, observation, record

CA, QS = UNITS["CA"].id, UNITS["QS"].id
PATROLS = RowKey("9.1", CA)
JANUARY, FEBRUARY, MARCH, QUARTER = month(2026, 1), month(2026, 2), month(2026, 3), quarter(2026, 1)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def type_in(db, period, text, key=PATROLS):
    return figure_typing.type_value(db, key.indicator, key.unit_id, period, text)


def cell(db, period, key=PATROLS):
    return figure_grid.year_grid(db, period.year).cell(key, period)


def rows_of(db, code):
    groups = figure_grid.year_grid(db, 2026).groups
    return [row for group in groups for row in group.rows if row.indicator.code == code]


def test_the_columns_are_months_with_each_quarter_behind_its_third():
    codes = [period.code for period in figure_grid.columns(2026)]
    assert codes[:5] == ["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-04"]
    assert (len(codes), codes[-1]) == (16, "2026-Q4")


def test_a_row_for_joint_work_and_for_each_force_of_the_indicator(db):
    assert [row.key.unit_id for row in rows_of(db, "9.1")] == [None, CA, QS]
    assert [row.key.unit_id for row in rows_of(db, "12.1")] == [None]  # only of a force that this office lacks


def test_a_unit_that_reported_something_else_gets_its_row_too(db):
    figures.record(db, observation("12.1", 3, unit_id=CA))
    assert [row.key.unit_id for row in rows_of(db, "12.1")] == [CA]


def test_a_quarter_is_put_together_from_its_months_and_tells_what_is_missing(db):
    type_in(db, JANUARY, "hơn 20")
    type_in(db, FEBRUARY, "10")
    found = cell(db, QUARTER)
    assert (found.value.text, found.origin, found.missing, found.is_editable) == (
        "hơn 30", CellOrigin.DERIVED, 1, False,
    )  # fmt: skip


def test_a_quarter_reported_for_itself_stands(db):
    type_in(db, QUARTER, "88")
    type_in(db, JANUARY, "24")
    found = cell(db, QUARTER)
    assert (found.value.text, found.origin) == ("88", CellOrigin.TYPED)


def test_the_quarters_are_those_of_the_report(db):
    for n, text in enumerate(("3", "x", "gần 7", "0", "5?", "2"), start=1):
        type_in(db, month(2026, n), text)
        type_in(db, month(2026, n), text, RowKey("17.1", CA))
    found = figure_grid.year_grid(db, 2026)
    for period in (QUARTER, quarter(2026, 2)):
        for row in figures.report(db, period).rows:
            assert found.cell(RowKey(row.indicator.code, row.unit_id), period).value == row.value


def test_what_is_typed_is_kept_for_the_days_of_the_period(db):
    type_in(db, FEBRUARY, "khoảng 1.500")
    (kept,) = figure_rows.list_of_period(db, FEBRUARY)
    assert (kept.value.text, kept.counted_from, kept.counted_to) == (
        "khoảng 1.500", date(2026, 2, 1), date(2026, 2, 28),
    )  # fmt: skip


def test_what_is_typed_counts_the_days_of_the_meeting_about_the_period(db):
    record(db)
    type_in(db, QUARTER, "5", RowKey("9.1", CA))
    (kept,) = [one for one in figure_rows.list_of_period(db, QUARTER) if one.unit_id == CA]
    assert kept.counted_to == date(2026, 3, 24)


def test_what_stands_is_revised_in_its_meeting(db):
    meeting_id = record(db)
    type_in(db, QUARTER, "90", RowKey("9.1", None))
    (kept,) = [one for one in figure_rows.list_of_period(db, QUARTER) if one.indicator == "9.1"]
    assert (kept.value.text, kept.meeting_id) == ("90", meeting_id)


def test_nothing_typed_takes_the_figure_back(db):
    type_in(db, MARCH, "24")
    type_in(db, MARCH, "")
    assert cell(db, MARCH).value == NOT_REPORTED
    assert figure_rows.list_of_period(db, MARCH) == []


def test_typing_what_stands_already_is_no_act(db):
    type_in(db, MARCH, "24")
    done = db.acts_done
    type_in(db, MARCH, "24")
    type_in(db, FEBRUARY, "")
    assert db.acts_done == done


@pytest.mark.parametrize(
    ("text", "value"), [("x", NOT_APPLICABLE), ("24?", parse_value("24?")), ("0", parse_value("0"))]
)
def test_every_state_can_be_typed(db, text, value):
    type_in(db, MARCH, text)
    assert cell(db, MARCH).value == value


def test_text_that_is_no_figure_is_refused_and_what_stands_stays(db):
    type_in(db, MARCH, "24")
    for wrong in ("hai mươi", "-3", "1,5"):
        with pytest.raises(InputError):
            type_in(db, MARCH, wrong)
    assert cell(db, MARCH).value.text == "24"


def test_a_figure_of_frozen_minutes_is_not_changed(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    key = RowKey("9.1", None)
    assert cell(db, QUARTER, key).is_frozen
    with pytest.raises(UserError, match="frozen"):
        type_in(db, QUARTER, "90", key)
    assert cell(db, QUARTER, key).value.text == "88"


def test_a_quarter_from_its_months_is_not_typed_into(db):
    type_in(db, JANUARY, "24")
    with pytest.raises(UserError, match="months"):
        type_in(db, QUARTER, "30")


def test_a_block_is_one_act_that_is_undone_at_once(db):
    done = db.acts_done
    entries = [Entry(PATROLS, month(2026, n), str(n)) for n in range(1, 7)]
    figure_typing.type_block(db, entries)
    assert db.acts_done == done + 1
    assert cell(db, quarter(2026, 2)).value.text == "15"
    act = history.undoable(db)
    history.undo(db, act.seq)
    assert cell(db, JANUARY).value == NOT_REPORTED
    assert cell(db, month(2026, 6)).value == NOT_REPORTED


def test_a_block_with_a_wrong_cell_changes_nothing_and_every_wrong_cell_is_told(db):
    entries = [Entry(PATROLS, month(2026, n), text) for n, text in enumerate(("1", "hai", "3", "1,5"), start=1)]
    assert [one.entry.text for one in figure_typing.plan(db, entries).refusals] == ["hai", "1,5"]
    with pytest.raises(InputError):
        figure_typing.type_block(db, entries)
    assert cell(db, JANUARY).value == NOT_REPORTED


def test_a_part_of_the_grid_read_again_is_what_the_whole_would_be(db):
    type_in(db, JANUARY, "24")
    before = figure_grid.year_grid(db, 2026)
    type_in(db, FEBRUARY, "41")
    type_in(db, JANUARY, "")
    after, whole = (
        figure_grid.refreshed(db, before, [(PATROLS, JANUARY), (PATROLS, FEBRUARY)]),
        figure_grid.year_grid(db, 2026),
    )
    for period in figure_grid.columns(2026):
        for key in (PATROLS, RowKey("9.1", None, is_sum=True)):
            assert after.cell(key, period) == whole.cell(key, period)
    assert after.cell(PATROLS, FEBRUARY).value.text == "41"
    assert after.cell(PATROLS, JANUARY).value == NOT_REPORTED


def test_the_year_before_is_there_to_compare_with(db):
    type_in(db, month(2025, 12), "27")
    assert figure_grid.year_grid(db, 2026).cell(PATROLS, JANUARY.previous()).value.text == "27"


def total(db, period=MARCH, code="9.1"):
    return figure_grid.year_grid(db, period.year).cell(RowKey(code, None, is_sum=True), period)


def test_the_sum_adds_joint_work_and_the_forces_and_carries_the_weakest_word(db):
    for key, text in ((PATROLS, "hơn 24"), (RowKey("9.1", QS), "7?"), (RowKey("9.1", None), "10")):
        type_in(db, MARCH, text, key)
    found = total(db)
    assert (found.value.text, found.origin, found.missing) == ("hơn 41?", CellOrigin.SUM, 0)
    assert not found.is_editable


def test_the_sum_is_not_whole_while_a_force_is_silent_or_lacks_months(db):
    type_in(db, JANUARY, "24")
    assert total(db, JANUARY).missing == 1
    assert total(db, QUARTER).missing == 2  # one force is silent, of the other two months are unknown
    type_in(db, JANUARY, "x", RowKey("9.1", QS))
    assert total(db, JANUARY).missing == 0


def test_parts_are_summed_where_the_whole_is_not_known_and_never_twice(db):
    parts = [Disaggregation("level", member) for member in ("tỉnh", "xã")]
    for part, amount in zip(parts, (3, 4), strict=True):
        figures.record(db, observation("2.1", amount, unit_id=CA, period=MARCH, disaggregation=part))
    assert total(db, MARCH, "2.1").value.text == "7"
    type_in(db, MARCH, "9", RowKey("2.1", CA))
    assert total(db, MARCH, "2.1").value.text == "9"


def test_a_ratio_is_computed_from_the_sums_and_never_added(db):
    for code, text in (("56.1", "30"), ("56.2", "40")):
        for unit in (CA, QS):
            type_in(db, MARCH, text, RowKey(code, unit))
    assert total(db, MARCH, "56.3").value.text == "75"


def test_a_sum_is_not_typed_into(db):
    entry = Entry(RowKey("9.1", None, is_sum=True), MARCH, "5")
    with pytest.raises(UserError, match="This is a sum"):
        figure_typing.type_block(db, [entry])


def test_joint_work_leaves_nothing_wanted_of_the_forces(db):
    def wanted(key):
        return figure_grid.year_grid(db, 2026).is_wanted(key, MARCH)

    together, other = RowKey("9.1", None), RowKey("9.1", QS)
    assert [wanted(key) for key in (together, PATROLS, other)] == [True, True, True]
    type_in(db, MARCH, "24")
    assert [wanted(key) for key in (together, PATROLS, other)] == [False, False, True]
    type_in(db, MARCH, "9", together)
    assert not wanted(other)
    assert not wanted(RowKey("17.1", QS))


def test_a_figure_with_a_later_cut_off_tells_what_stood_in_the_minutes(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    figures.record(db, observation(value=90))
    found = cell(db, QUARTER, RowKey("9.1", None))
    assert (found.value.text, found.before.text, found.is_frozen) == ("90", "88", True)


def test_an_added_indicator_with_a_formula_is_told_for_each_month_and_not_typed(db):
    catalogue = {one.code: one for one in indicators.listed(db)}
    each = Indicator("900.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True)
    indicators.add(db, derived.with_formula(each, "10.2 ÷ 9.1", catalogue))
    for code, value in (("9.1", 41), ("10.2", 303)):
        figures.record(db, observation(code, value, period=month(2026, 2)))
    grid, key = figure_grid.year_grid(db, 2026), RowKey("900.1", None)
    february = grid.cell(key, month(2026, 2))
    assert (february.value.text, february.origin, february.is_editable) == ("7,4", CellOrigin.COMPUTED, False)
    assert grid.cell(key, month(2026, 3)).value.text == ""
    quarter_ = grid.cell(key, quarter(2026, 1))
    assert (quarter_.value.text, quarter_.missing) == ("7,4", 2)
    assert not grid.is_wanted(key, month(2026, 2))
