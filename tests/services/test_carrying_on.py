"""Directives that come again, that are split by unit, that are joined; each taken back whole."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.directives import Deadline, DirectiveState
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Statement
from giaoban_desktop.domain.recurrence import parse_recurrence
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import directives, history, meetings, read_directives
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import directives as rows
from giaoban_desktop.storage import units as unit_rows
from tests.builders import directive, new_book, record

DAY = date(2026, 4, 2)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def forces(db):
    return [unit.id for unit in unit_rows.list_units(db) if unit.is_force]


@pytest.fixture
def due(db):
    """A directive of a recorded meeting with a deadline."""
    meeting_id = record(db)
    return next(one for one in rows.list_of_meeting(db, meeting_id) if one.deadline)


@pytest.fixture
def recurring(db, forces):
    again = parse_recurrence("ngày 25 hằng tháng")
    next_one = Deadline(again.next_after(DAY), again.words)
    one = directive(given_on=DAY, lead_id=forces[0], plan="Quy chế", recurrence=again, deadline=next_one)
    directives.save(db, one)
    return one


def done(db, one, on, **said):
    directives.note(db, one.id, "Đã gửi.", on=on, state=DirectiveState.DONE, **said)
    return rows.get_directive(db, one.id)


def taken_back(db, act):
    """Whether undo brings back every row, and redo what the act made."""
    before = change_log.images(db.connection)
    act()
    after = change_log.images(db.connection)
    history.undo(db, history.undoable(db).seq)
    is_back = change_log.images(db.connection) == before
    history.undo(db, history.redoable(db).seq)
    return is_back and change_log.images(db.connection) == after


def test_what_comes_again_is_not_closed_by_doing_it_once(db, recurring):
    found = done(db, recurring, date(2026, 4, 24), evidence="BC 12/BC-CAX")
    assert found.is_open
    assert (found.deadline.due_on, found.deadline.words) == (date(2026, 5, 25), "ngày 25 hằng tháng")
    assert [(one.due_on, one.done_on) for one in found.occurrences] == [(date(2026, 4, 25), date(2026, 4, 24))]
    assert found.notes[-1].evidence == "BC 12/BC-CAX"
    assert not found.is_overdue(date(2026, 5, 25))
    assert found.is_overdue(date(2026, 5, 26))
    assert found.deadline_as_of(date(2026, 4, 10)).due_on == date(2026, 4, 25)


def test_an_occurrence_that_was_left_out_stays_overdue(db, recurring):
    found = done(db, recurring, date(2026, 6, 30))
    assert found.deadline.due_on == date(2026, 5, 25)
    assert found.is_overdue(date(2026, 6, 30))


def test_what_comes_again_has_a_day_on_which_it_is_due(recurring):
    with pytest.raises(InputError, match="due next"):
        replace(recurring, deadline=None)


def test_an_occurrence_is_not_done_before_it_was_given(db, recurring):
    with pytest.raises(InputError, match="before"):
        done(db, recurring, date(2026, 4, 1))
    assert rows.get_directive(db, recurring.id) == recurring


def test_splitting_gives_each_unit_its_own_and_hands_the_first_over(db, due, forces):
    directives.split_by_unit(db, due.id, forces[:2], on=DAY, words="Tách cho từng đơn vị.")
    first = rows.get_directive(db, due.id)
    assert (first.state, first.closed_on, first.notes[-1].text) == ("handed_over", DAY, "Tách cho từng đơn vị.")
    parts = [rows.get_directive(db, one) for one in first.carried_on_ids]
    assert [part.lead_id for part in parts] == forces[:2]
    for part in parts:
        assert (part.text, part.given_on, part.deadline, part.is_open) == (due.text, due.given_on, due.deadline, True)
        assert (part.meeting_id, part.plan) == (None, "Giao ban quý I/2026")


def test_a_deadline_put_off_is_told_of_the_parts_too(db, due, forces):
    directives.put_off(db, due.id, "31/3/2027", on=DAY, reason="Chờ kinh phí.", agreed_by="bà Mai")
    directives.split_by_unit(db, due.id, forces[:2], on=DAY, words="Tách.")
    (one, other) = (rows.get_directive(db, part) for part in rows.get_directive(db, due.id).carried_on_ids)
    assert one.extensions[0].before == other.extensions[0].before == due.deadline


@pytest.mark.parametrize("units", [[], [0], [0, 0]])
def test_fewer_than_two_units_are_nothing_to_split(db, due, forces, units):
    with pytest.raises(InputError, match="at least two units"):
        directives.split_by_unit(db, due.id, [forces[n] for n in units], on=DAY, words="Tách.")
    assert rows.get_directive(db, due.id) == due


def test_joining_closes_one_and_lets_the_other_go_on(db, due, recurring):
    directives.join_with(db, due.id, recurring.id, on=DAY, words="Trùng với chỉ đạo sau.")
    found = rows.get_directive(db, due.id)
    assert (found.state, found.carried_on_ids) == ("handed_over", (recurring.id,))
    assert rows.get_directive(db, recurring.id) == recurring
    with pytest.raises(UserError, match="only open ones"):
        directives.join_with(db, recurring.id, due.id, on=DAY, words="Trùng.")
    with pytest.raises(UserError, match="with itself"):
        directives.join_with(db, recurring.id, recurring.id, on=DAY, words="Trùng.")


def test_one_opened_again_is_carried_on_by_none_and_may_be_joined_again(db, due, recurring):
    directives.join_with(db, due.id, recurring.id, on=DAY, words="Trùng.")
    directives.note(db, due.id, "Xem lại.", on=DAY, state=DirectiveState.UNDER_WAY)
    assert rows.get_directive(db, due.id).carried_on_ids == ()
    directives.join_with(db, due.id, recurring.id, on=DAY, words="Trùng thật.")
    assert rows.get_directive(db, due.id).carried_on_ids == (recurring.id,)


def test_what_carries_on_another_is_not_taken_out_before_that_is_open_again(db, due):
    again = replace(due, id=new_id(), text="Nhắc lại việc cũ.")
    meetings.save_directive(db, again)
    directives.join_with(db, due.id, again.id, on=DAY, words="Trùng.")
    with pytest.raises(UserError, match="another one was joined"):
        meetings.remove_directive(db, again)
    assert rows.get_directive(db, again.id).text == "Nhắc lại việc cũ."
    directives.note(db, due.id, "Xem lại.", on=DAY, state=DirectiveState.UNDER_WAY)
    meetings.remove_directive(db, again)
    with pytest.raises(UserError, match="no directive"):
        rows.get_directive(db, again.id)


def test_parts_of_one_made_from_what_was_said_do_not_hold_it(db, due, forces):
    said = Statement(new_id(), "Trưởng khu phố 3", "Đề nghị tuần tra khu chợ")
    meeting = meetings.get(db, due.meeting_id)
    meetings.save(db, replace(meeting, statements=(said,)))
    made = read_directives.from_statement(db, meeting.id, said)
    meetings.save_directive(db, made)
    directives.split_by_unit(db, made.id, forces[:2], on=DAY, words="Tách.")
    meetings.save(db, meeting)
    assert rows.get_directive(db, made.id).statement_id is None
    assert len(rows.get_directive(db, made.id).carried_on_ids) == 2


def test_undo_and_redo_take_each_of_them_whole(db, due, recurring, forces):
    assert taken_back(db, lambda: done(db, recurring, date(2026, 4, 24), evidence="BC 12"))
    assert taken_back(db, lambda: directives.mark_urgent(db, recurring.id, urgent=True))
    assert rows.get_directive(db, recurring.id).urgent
    assert taken_back(db, lambda: directives.split_by_unit(db, due.id, forces[:2], on=DAY, words="Tách."))
    part = rows.get_directive(db, due.id).carried_on_ids[0]
    assert taken_back(db, lambda: directives.join_with(db, part, recurring.id, on=DAY, words="Trùng."))
