from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.deadlines import deadline_of_code, parse_deadline
from giaoban_desktop.domain.directives import Deadline, DirectiveState, ProgressNote, change_state, extend
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import InputError, UserError
from tests.builders import UNITS, directive

GIVEN = date(2026, 3, 24)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("chậm nhất trong quý IV năm 2026", date(2026, 12, 31)),
        ("hoàn thành trong quý II", date(2026, 6, 30)),
        ("chậm nhất ngày 30-6", date(2026, 6, 30)),
        ("trước ngày 30/6/2026", date(2026, 6, 29)),
        ("hết ngày 15/4", date(2026, 4, 15)),
        ("trong tháng 2", date(2027, 2, 28)),
        ("10/3", date(2027, 3, 10)),
        ("6 tháng đầu năm 2027", date(2027, 6, 30)),
        ("trong năm 2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("2026-Q4", date(2026, 12, 31)),
        ("trước tháng 6", date(2026, 5, 31)),
    ],
)
def test_deadline_words_name_a_day(words, due_on):
    deadline = parse_deadline(words, given_on=GIVEN)
    assert deadline is not None
    assert deadline.due_on == due_on


def test_a_period_keeps_its_own_words():
    deadline = parse_deadline("chậm nhất trong quý IV năm 2026", given_on=GIVEN)
    assert deadline == Deadline(date(2026, 12, 31), "chậm nhất trong quý IV năm 2026", quarter(2026, 4))


def test_standing_work_has_no_deadline():
    assert parse_deadline("Thường xuyên", given_on=GIVEN) is None


@pytest.mark.parametrize("words", ["sớm", "trước Tết", "31/02/2026", "quý V"])
def test_words_that_name_no_end_are_refused(words):
    with pytest.raises(InputError):
        parse_deadline(words, given_on=GIVEN)


def test_the_fire_drill_is_open_on_the_last_day_and_overdue_on_the_next():
    drill = directive(deadline=deadline_of_code("2026-Q4", words="trong quý IV năm 2026"))
    assert drill.is_open
    assert not drill.is_overdue(date(2026, 12, 31))
    assert drill.is_overdue(date(2027, 1, 1))
    assert drill.days_left(date(2026, 12, 30)) == 1


def test_a_deadline_before_the_meeting_is_refused():
    with pytest.raises(InputError, match="2026-03-01 lies before the day the directive was given, 2026-03-24"):
        directive(deadline=Deadline(date(2026, 3, 1)))


def test_a_lead_that_also_coordinates_is_refused():
    with pytest.raises(InputError) as refused:
        directive(lead_id=UNITS["CA"].id, coordinating_ids=(UNITS["QS"].id, UNITS["CA"].id))
    assert refused.value.field == "coordinating"


def test_standing_and_a_deadline_exclude_each_other():
    with pytest.raises(InputError, match="standing directive has no deadline"):
        directive(standing=True, deadline=Deadline(date(2026, 6, 30)))


def test_finished_late_is_derived_from_the_days():
    given = directive(deadline=Deadline(date(2026, 6, 30)))
    assert change_state(given, DirectiveState.DONE, on=date(2026, 7, 1)).was_late() is True
    assert change_state(given, DirectiveState.DONE, on=date(2026, 6, 30)).was_late() is False
    assert given.was_late() is None


@given(st.lists(st.sampled_from(list(DirectiveState)), max_size=8))
def test_any_order_of_states_keeps_open_and_closed_apart(states):
    found = directive()
    for state in states:
        try:
            found = change_state(found, state, on=date(2026, 4, 1))
        except UserError:
            assert found.state is state
        assert found.is_open == (found.closed_on is None)


def test_the_state_as_of_a_day_follows_the_notes():
    given = directive(given_on=date(2026, 3, 24))
    began = change_state(
        given, DirectiveState.UNDER_WAY, on=date(2026, 4, 2), note=noted(date(2026, 4, 2), "under_way")
    )
    done = change_state(began, DirectiveState.DONE, on=date(2026, 5, 6), note=noted(date(2026, 5, 6), "done"))
    days = (date(2026, 3, 30), date(2026, 4, 2), date(2026, 5, 5), date(2026, 5, 6))
    assert [done.state_as_of(day).value for day in days] == ["not_started", "under_way", "under_way", "done"]
    assert given.state_as_of(date(2026, 6, 1)) is DirectiveState.NOT_STARTED


def put_off(about, deadline, *, on=date(2026, 6, 20), reason="Chờ hướng dẫn.", agreed_by="Bí thư"):
    return extend(about, deadline, "e1", on=on, reason=reason, agreed_by=agreed_by)


def test_a_deadline_that_is_put_off_keeps_the_one_before():
    first, second = Deadline(date(2026, 6, 30), "trong quý II", quarter(2026, 2)), Deadline(date(2026, 9, 30))
    later = put_off(put_off(directive(deadline=first), second), Deadline(date(2026, 12, 31)))
    assert later.deadline == Deadline(date(2026, 12, 31))
    assert [one.before for one in later.extensions] == [first, second]
    assert (later.extensions[0].reason, later.extensions[0].agreed_by) == ("Chờ hướng dẫn.", "Bí thư")


def test_a_deadline_that_is_put_off_too_late_was_overdue_until_then():
    later = put_off(directive(deadline=Deadline(date(2026, 6, 30))), Deadline(date(2026, 9, 30)), on=date(2026, 7, 5))
    days = (date(2026, 6, 30), date(2026, 7, 4), date(2026, 7, 5), date(2026, 10, 1))
    assert [later.is_overdue(day) for day in days] == [False, True, False, True]
    assert [later.days_left(day) for day in days] == [0, -4, 87, -1]
    with pytest.raises(InputError, match="before 05/7/2026"):
        put_off(later, Deadline(date(2026, 12, 31)), on=date(2026, 7, 4))


def test_what_is_done_or_has_no_deadline_is_not_put_off():
    due = directive(deadline=Deadline(date(2026, 6, 30)))
    later = Deadline(date(2026, 9, 30))
    with pytest.raises(UserError, match="Open it again"):
        put_off(change_state(due, DirectiveState.DONE, on=date(2026, 6, 1)), later)
    for without in (directive(), directive(standing=True)):
        with pytest.raises(UserError, match="no deadline"):
            put_off(without, later)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"deadline": Deadline(date(2026, 6, 30))}, "deadline"),
        ({"deadline": Deadline(date(2026, 5, 1))}, "deadline"),
        ({"on": GIVEN - timedelta(days=1)}, "day"),
        ({"reason": " "}, "reason"),
        ({"agreed_by": ""}, "agreed_by"),
    ],
)
def test_an_extension_is_later_and_says_why_and_who(changed, field):
    said = {"deadline": Deadline(date(2026, 9, 30))} | changed
    with pytest.raises(InputError) as refused:
        put_off(directive(deadline=Deadline(date(2026, 6, 30))), said.pop("deadline"), **said)
    assert refused.value.field == field


def noted(on, state):
    return ProgressNote(f"note {on}", on, "Đã làm.", state=DirectiveState(state))
