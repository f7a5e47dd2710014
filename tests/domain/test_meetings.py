from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.ids import is_id, new_id
from giaoban_desktop.domain.meetings import Attendance, MeetingKind, MeetingState, Presence
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.domain.units import Level, LevelSince, Unit
from giaoban_desktop.errors import InputError, UserError
from tests.builders import UNITS, meeting


def test_a_meeting_without_a_title_gets_the_usual_one():
    assert meeting().title == "Hội nghị giao ban công tác phối hợp quý I năm 2026"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"period": month(2026, 2)}, "period"),
        ({"counted_to": date(2025, 12, 1)}, "counted_to"),
        ({"starts_at": time(14), "ends_at": time(13)}, "ends_at"),
        ({"ends_on": date(2026, 3, 23)}, "ends_on"),
        ({"co_organiser_ids": (UNITS["CA"].id,)}, "co_organisers"),
        ({"co_organiser_ids": (UNITS["QS"].id, UNITS["QS"].id)}, "co_organisers"),
        ({"number": 0}, "number"),
        ({"title": "x" * 600}, "title"),
    ],
)
def test_a_wrong_meeting_cannot_be_built_and_the_field_is_named(wrong, field):
    with pytest.raises(InputError) as refused:
        meeting(**wrong)
    assert refused.value.field == field


def test_a_meeting_over_midnight_may_end_earlier_in_the_day():
    assert meeting(starts_at=time(20), ends_at=time(1), ends_on=date(2026, 3, 25)).ends_at == time(1)


def test_people_are_counted_by_name_and_by_head():
    person = Participant("Trần Thị Mai")
    found = meeting(
        attendances=(
            Attendance(new_id(), UNITS["CA"].id, head_count=8),
            Attendance(new_id(), UNITS["UBND"].id, participant=person),
            Attendance(new_id(), UNITS["QS"].id, Presence.ABSENT, Participant("Lê Văn An"), reason="ốm"),
            Attendance(new_id(), UNITS["QS"].id, Presence.REPRESENTED, Participant("Đỗ An"), represented_by="Vũ Bình"),
        )
    )
    assert found.people_count == 10


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"represented_as": "Phó Trưởng Công an xã"}, "represented_by"),
        ({"presence": Presence.ABSENT, "arrived_at": time(8, 15)}, "arrived_at"),
    ],
)
def test_a_capacity_belongs_to_who_came_instead_and_a_time_to_who_came(wrong, field):
    with pytest.raises(InputError) as refused:
        Attendance(new_id(), None, participant=Participant("Lê Văn An"), **wrong)
    assert refused.value.field == field


def test_who_is_marked_absent_or_sent_someone_else_is_absent():
    chair, other = Participant("Trần Thị Mai", person_id="p1"), Participant("Lê Văn An")
    sent = Attendance(new_id(), None, Presence.REPRESENTED, chair, represented_by="Vũ Bình")
    assert meeting(attendances=(sent,)).is_absent(chair)
    assert not meeting(attendances=(sent,)).is_absent(other)
    assert not meeting(attendances=(Attendance(new_id(), None, participant=chair),)).is_absent(chair)
    assert not meeting().is_absent(None)


def test_a_person_twice_is_refused():
    person = Participant("Trần Thị Mai", person_id="p1")
    with pytest.raises(InputError, match="named twice"):
        meeting(
            attendances=(Attendance(new_id(), None, participant=person), Attendance(new_id(), None, participant=person))
        )


@given(st.lists(st.sampled_from(list(MeetingState)), max_size=8))
def test_an_issued_meeting_never_becomes_anything_else(states):
    found = meeting()
    for state in states:
        before = found.state
        try:
            found = found.moved_to(state)
        except UserError:
            assert found.state is before
        assert not (before is MeetingState.ISSUED and found.state is not MeetingState.ISSUED)


def test_an_extraordinary_meeting_may_be_about_any_period():
    assert meeting(kind=MeetingKind.EXTRAORDINARY, period=quarter(2026, 1)).title.startswith(
        "Hội nghị giao ban đột xuất"
    )


def test_the_level_of_a_unit_is_the_one_of_that_day():
    unit = Unit(
        "u",
        "LX",
        "Long Xuyên",
        levels=(LevelSince(Level.DISTRICT, date(1999, 3, 1)), LevelSince(Level.COMMUNE, date(2025, 7, 1))),
    )
    assert unit.level_on(date(2025, 6, 30)) is Level.DISTRICT
    assert unit.level_on(date(2025, 7, 1)) is Level.COMMUNE
    assert unit.level_on(date(1990, 1, 1)) is None


def test_ids_are_unique_and_sorted_by_time():
    made = [new_id() for _ in range(5000)]
    assert sorted(made) == made
    assert len(set(made)) == len(made)
    assert all(is_id(one) for one in made)
