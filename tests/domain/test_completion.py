from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.completion import Completion, completion, given_in, standing_as_of, total
from giaoban_desktop.domain.directives import Deadline, DirectiveState, change_state, fulfil
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.domain.recurrence import parse_recurrence
from tests.builders import UNITS, directive

GIVEN, DUE = date(2026, 3, 24), date(2026, 4, 30)
GIVEN_IN = quarter(2026, 1)
POLICE, ARMY = UNITS["CA"].id, UNITS["QS"].id


def demanded(state=DirectiveState.NOT_STARTED, closed_on=None, due_on=DUE, lead_id=POLICE, **changed):
    deadline = Deadline(due_on) if due_on else None
    return directive(given_on=GIVEN, deadline=deadline, state=state, closed_on=closed_on, lead_id=lead_id, **changed)


@pytest.mark.parametrize(
    ("found", "as_of", "standing"),
    [
        (demanded(), DUE, "open"),
        (demanded(), DUE + timedelta(days=1), "overdue"),
        (demanded(DirectiveState.DONE, DUE), DUE, "on_time"),
        (demanded(DirectiveState.DONE, DUE + timedelta(days=1)), date(2026, 6, 1), "late"),
        (demanded(DirectiveState.DONE, DUE + timedelta(days=9)), DUE + timedelta(days=2), "overdue"),
        (demanded(DirectiveState.DONE, DUE, due_on=None), date(2026, 6, 1), "on_time"),
        (demanded(due_on=None, standing=True), date(2030, 1, 1), "standing"),
        (demanded(DirectiveState.WITHDRAWN, DUE), date(2026, 6, 1), None),
        (demanded(DirectiveState.HANDED_OVER, DUE), date(2026, 6, 1), None),
        (demanded(), GIVEN - timedelta(days=1), None),
    ],
)
def test_each_directive_counts_as_one_thing_on_a_day(found, as_of, standing):
    assert standing_as_of(found, as_of) == standing


def test_units_are_told_apart_and_what_nobody_leads_comes_last():
    found = completion(
        [
            demanded(DirectiveState.DONE, DUE),
            demanded(DirectiveState.DONE, DUE),
            demanded(),
            demanded(lead_id=None),
            demanded(lead_id=ARMY, due_on=None, standing=True),
        ],
        GIVEN_IN,
        DUE + timedelta(days=1),
    )
    assert found == [
        Completion(POLICE, on_time=2, overdue=1),
        Completion(ARMY, standing=1),
        Completion(None, overdue=1),
    ]
    assert [one.rate for one in found] == [Quantity(667, 1), None, Quantity(0)]
    assert total(found).given == 5


def test_a_period_holds_what_was_given_in_it():
    found = demanded()
    assert given_in([found], quarter(2026, 1)) == [found]
    assert given_in([found], quarter(2026, 2)) == []


def test_each_occurrence_counts_in_the_period_in_which_it_is_due():
    again = parse_recurrence("ngày 20 hằng tháng")
    found = demanded(due_on=date(2026, 5, 20), recurrence=again, lead_id=POLICE)
    found = fulfil(found, "o1", on=date(2026, 5, 18))
    found = fulfil(found, "o2", on=date(2026, 6, 25))
    assert completion([found], quarter(2026, 2), date(2026, 6, 30)) == [Completion(POLICE, on_time=1, late=1)]
    assert completion([found], quarter(2026, 3), date(2026, 6, 30)) == [Completion(POLICE, open=1)]
    assert completion([found], quarter(2026, 2), date(2026, 6, 21)) == [Completion(POLICE, on_time=1, overdue=1)]
    assert completion([found], GIVEN_IN, date(2026, 6, 30)) == []


def again_and_again():
    words = parse_recurrence("ngày 15 hằng tháng")
    return directive(
        given_on=date(2025, 12, 1), deadline=Deadline(date(2025, 12, 15)), recurrence=words, lead_id=POLICE
    )


def test_each_occurrence_that_was_not_done_is_overdue():
    found = again_and_again()
    assert completion([found], quarter(2025, 4), date(2026, 3, 31)) == [Completion(POLICE, overdue=1)]
    assert completion([found], GIVEN_IN, date(2026, 3, 31)) == [Completion(POLICE, overdue=3)]
    assert completion([found], GIVEN_IN, date(2026, 2, 15)) == [Completion(POLICE, overdue=1, open=1)]
    assert completion([found], GIVEN_IN, date(2025, 12, 15)) == []
    found = fulfil(found, "o1", on=date(2026, 2, 1))
    assert completion([found], quarter(2025, 4), date(2026, 3, 31)) == [Completion(POLICE, late=1)]
    assert completion([found], quarter(2025, 4), date(2026, 1, 31)) == [Completion(POLICE, overdue=1)]
    assert completion([found], GIVEN_IN, date(2026, 1, 31)) == [Completion(POLICE, overdue=1, open=1)]
    for number, on in enumerate((date(2026, 2, 2), date(2026, 2, 14), date(2026, 3, 15))):
        found = fulfil(found, f"p{number}", on=on)
    assert completion([found], GIVEN_IN, date(2026, 3, 31)) == [Completion(POLICE, on_time=2, late=1)]


def test_of_a_duty_that_was_withdrawn_only_what_was_done_counts():
    found = fulfil(again_and_again(), "o1", on=date(2025, 12, 15))
    found = change_state(found, DirectiveState.WITHDRAWN, on=date(2026, 2, 20))
    assert completion([found], GIVEN_IN, date(2026, 3, 31)) == []
    assert completion([found], GIVEN_IN, date(2026, 2, 19)) == [Completion(POLICE, overdue=2, open=1)]


def test_a_period_also_holds_what_comes_again_in_it():
    found = again_and_again()
    assert given_in([found], quarter(2025, 4)) == given_in([found], GIVEN_IN) == [found]
    assert given_in([found], quarter(2025, 3)) == []
    closed = change_state(fulfil(found, "o1", on=date(2025, 12, 15)), DirectiveState.WITHDRAWN, on=date(2026, 1, 2))
    assert given_in([closed], quarter(2025, 4)) == [closed]
    assert given_in([closed], GIVEN_IN) == []


@given(st.dates(date(2025, 12, 1), date(2027, 12, 31)), st.lists(st.integers(0, 60), max_size=12), st.integers(1, 4))
def test_no_occurrence_is_lost_or_counted_twice(as_of, later, n):
    found, day = again_and_again(), date(2025, 12, 1)
    for number, days in enumerate(later):
        day += timedelta(days=days)
        found = fulfil(found, f"o{number}", on=day)
    counted = total(completion([found], quarter(2026, n), as_of))
    months = [date(2026, 3 * n - 2 + m, 15) for m in range(3)]
    done = {one.due_on for one in found.occurrences if one.done_on <= as_of}
    assert counted.on_time + counted.late == len(done & set(months))
    assert counted.overdue == sum(month < as_of and month not in done for month in months)


@given(
    st.lists(
        st.builds(
            demanded,
            st.sampled_from([DirectiveState.NOT_STARTED, DirectiveState.UNDER_WAY]),
            due_on=st.one_of(st.none(), st.dates(GIVEN, date(2027, 12, 31))),
            lead_id=st.sampled_from([None, POLICE, ARMY]),
        ),
        max_size=20,
    ),
    st.dates(GIVEN, date(2028, 1, 1)),
)
def test_all_units_together_hold_each_directive_once(directives, as_of):
    found = completion(directives, GIVEN_IN, as_of)
    assert sum(one.given for one in found) == total(found).given == len(directives)
