"""The figures of one meeting: which rows it has, what is suggested, and to whom what is typed belongs."""

from datetime import date

import pytest

from giaoban_desktop.domain.meetings import MeetingKind
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import figure_grid, figure_typing, figures, history, meetings
from giaoban_desktop.services.figure_cells import CellOrigin, RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import meetings as meeting_rows
from tests.builders import UNITS, freeze, meeting, new_book, observation, record

CA, QS = UNITS["CA"].id, UNITS["QS"].id
QUARTER, MARCH = quarter(2026, 1), month(2026, 3)
PATROLS, TOGETHER = RowKey("9.1", CA), RowKey("9.1", None)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def held(db):
    """The meeting of the first quarter, a draft, with 88 patrols reported together until 24/3."""
    return record(db)


def type_in(db, held, text, key=PATROLS, period=QUARTER):
    return figure_typing.type_value(db, key.indicator, key.unit_id, period, text, meeting_id=held)


def cell(db, held, key=PATROLS):
    found = meeting_rows.get_meeting(db, held)
    return figure_grid.meeting_grid(db, found).cell(key, found.period)


def test_its_units_are_the_forces_that_organise_it_or_came(db, held):
    found = meetings.get(db, held)
    assert [unit.id for unit in figure_grid.meeting_grid(db, found).units] == [CA, QS]
    alone = meeting(host_id=CA, period=MARCH, kind=MeetingKind.MONTH)
    with db.act("meeting.record", ""):
        meeting_rows.save_meeting(db, alone)
    assert [unit.id for unit in figure_grid.meeting_grid(db, alone).units] == [CA]


def test_what_is_typed_belongs_to_the_meeting_and_counts_its_days(db, held):
    type_in(db, held, "gần 50")
    (kept,) = [one for one in figure_rows.list_of_meeting(db, held) if one.unit_id == CA]
    found = meetings.get(db, held)
    assert (kept.value.text, kept.period) == ("gần 50", QUARTER)
    assert (kept.counted_from, kept.counted_to) == (found.counted_from, found.counted_to) == (
        date(2026, 1, 1), date(2026, 3, 24),
    )  # fmt: skip
    assert cell(db, held).origin is CellOrigin.TYPED


def test_nothing_typed_takes_it_back_and_undo_brings_it_again(db, held):
    type_in(db, held, "5")
    type_in(db, held, "")
    assert cell(db, held).value.text == ""
    history.undo(db, history.undoable(db).seq)
    assert cell(db, held).value.text == "5"


def test_what_the_months_add_up_to_is_suggested_and_may_be_reported_by_the_meeting(db, held):
    for n, amount in ((1, 20), (2, 30)):
        figures.record(db, observation(unit_id=CA, period=month(2026, n), value=amount))
    suggested = cell(db, held)
    assert (suggested.value.text, suggested.origin, suggested.missing) == ("50", CellOrigin.SUGGESTED, 1)
    assert suggested.is_editable
    assert not [one for one in figure_rows.list_of_meeting(db, held) if one.unit_id == CA]
    type_in(db, held, "50")
    assert cell(db, held).origin is CellOrigin.TYPED
    assert [one.value.text for one in figure_rows.list_of_meeting(db, held) if one.unit_id == CA] == ["50"]


def test_what_was_reported_outside_it_is_suggested_and_taken_over_by_typing_it(db, held):
    figures.record(db, observation(unit_id=CA, value=40, counted_to=date(2026, 3, 24)))
    assert cell(db, held).origin is CellOrigin.SUGGESTED
    type_in(db, held, "40")
    (kept,) = [one for one in figure_rows.list_of_period(db, QUARTER) if one.unit_id == CA]
    assert (kept.value.text, kept.meeting_id) == ("40", held)


def test_a_figure_that_belongs_to_another_meeting_of_the_same_days_is_not_taken_away(db, held):
    other = meeting(kind=MeetingKind.EXTRAORDINARY)
    with db.act("meeting.record", ""):
        meeting_rows.save_meeting(db, other)
    with pytest.raises(UserError, match="belongs to"):
        type_in(db, other.id, "90", TOGETHER)
    assert cell(db, held, TOGETHER).value.text == "88"


def test_frozen_minutes_keep_their_figures(db, held):
    freeze(db, held)
    assert cell(db, held, TOGETHER).is_frozen
    for key in (TOGETHER, PATROLS):
        with pytest.raises(UserError, match="frozen"):
            type_in(db, held, "90", key)


def test_what_is_typed_is_in_the_grid_that_was_read_before(db, held):
    found = meetings.get(db, held)
    before = figure_grid.meeting_grid(db, found)
    type_in(db, held, "12")
    after = figure_grid.refreshed(db, before, [(PATROLS, QUARTER)])
    assert after.cell(PATROLS, QUARTER).value.text == "12"
    assert after.cell(RowKey("9.1", None, is_sum=True), QUARTER).value.text == "100"
    type_in(db, held, "")
    again = figure_grid.refreshed(db, after, [(PATROLS, QUARTER)])
    assert again.cell(PATROLS, QUARTER).value.text == ""
