"""Which day "trước ngày X" means is left open by the words; all others mean one."""

from datetime import date, timedelta

import pytest

from giaoban_desktop.domain.deadlines import is_inclusive, meant_days, other_meaning, parse_deadline, parse_when
from giaoban_desktop.domain.directives import Occurrence
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.errors import InputError
from tests.builders import directive

GIVEN = date(2026, 3, 24)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("trước ngày 20/4/2026", (date(2026, 4, 19), date(2026, 4, 20))),
        ("trước 20/4", (date(2026, 4, 19), date(2026, 4, 20))),
        ("hoàn thành trước ngày 01/3/2028", (date(2028, 2, 29), date(2028, 3, 1))),
        ("trước ngày 01/01/2027", (date(2026, 12, 31), date(2027, 1, 1))),
        ("ngày 20/4/2026", None),
        ("hết ngày 20/4/2026", None),
        ("trước quý IV năm 2026", None),
        ("trong quý IV năm 2026", None),
        ("thường xuyên", None),
        ("trước ngày 31/4/2026", None),
        ("", None),
        ("trước ngày 20 hằng tháng", (date(2026, 4, 19), date(2026, 4, 20))),
        ("trước thứ Sáu hằng tuần", (date(2026, 3, 26), date(2026, 3, 27))),
        ("ngày 20 hằng tháng", None),
    ],
)
def test_before_a_day_may_mean_two_days(words, wanted):
    assert meant_days(words, given_on=GIVEN) == wanted


@pytest.mark.parametrize("words", ["29/2", "trước ngày 29/2", "trước ngày 1/1/0001", "trước Tết", "31/4/2026", "mai"])
def test_what_is_in_no_calendar_is_told_as_it_was_typed(words):
    with pytest.raises(InputError) as told:
        parse_deadline(words, given_on=date(2028, 3, 10))
    assert told.value.fields["value"] == words


@pytest.mark.parametrize(
    ("words", "given_on", "due_on"),
    [
        ("29/2", date(2027, 12, 1), date(2028, 2, 29)),
        ("ngày 29 tháng 2", date(2027, 3, 1), date(2028, 2, 29)),
        ("trước ngày 29/2", date(2027, 12, 1), date(2028, 2, 28)),
        ("29/2", date(2028, 2, 29), date(2028, 2, 29)),
        ("24/3", date(2026, 3, 25), date(2027, 3, 24)),
    ],
)
def test_a_day_without_a_year_is_the_next_one_of_this_year_or_the_next(words, given_on, due_on):
    assert parse_deadline(words, given_on=given_on).due_on == due_on


@pytest.mark.parametrize(("words", "given_on"), [("29/2", date(2026, 3, 1)), ("29/2/2027", date(2026, 12, 1))])
def test_a_day_that_neither_year_has_is_refused(words, given_on):
    with pytest.raises(InputError):
        parse_deadline(words, given_on=given_on)


def test_two_days_that_come_again_are_refused_in_words():
    with pytest.raises(InputError, match="more than one day"):
        parse_when("ngày 15 và 30 hằng tháng", given_on=GIVEN)


def test_before_a_day_is_that_day_where_it_is_meant():
    found = parse_deadline("trước ngày 20/4/2026", given_on=GIVEN, inclusive=True)
    assert found is not None
    assert found.due_on == date(2026, 4, 20)


@pytest.mark.parametrize("words", ["trước ngày 20/4/2026", "trước ngày 20 hằng tháng", "trước 01/3"])
def test_the_other_meaning_of_a_deadline_leads_back_to_the_first(words):
    found = parse_when(words, given_on=GIVEN)
    first = directive(deadline=found.deadline, recurrence=found.recurrence)
    other = other_meaning(first)
    assert other is not None
    assert (is_inclusive(first), is_inclusive(other)) == (False, True)
    assert other.due_on == first.due_on + timedelta(days=1)
    assert other_meaning(other) == first


def test_a_deadline_that_means_one_day_or_went_on_is_not_asked_about():
    for words in ("ngày 20/4/2026", "trong quý II", "ngày 25 hằng tháng"):
        found = parse_when(words, given_on=GIVEN)
        assert other_meaning(directive(deadline=found.deadline, recurrence=found.recurrence)) is None
    assert other_meaning(directive(standing=True)) is None
    found = parse_when("trước ngày 20 hằng tháng", given_on=GIVEN)
    done = Occurrence(new_id(), found.deadline.due_on, found.deadline.due_on)
    assert other_meaning(directive(deadline=found.deadline, recurrence=found.recurrence, occurrences=(done,))) is None
