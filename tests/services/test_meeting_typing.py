"""What is typed into a meeting is kept as far as it fits; one value that is refused holds back no other."""

from dataclasses import replace
from datetime import date, time

import pytest

from giaoban_desktop.domain.directives import Deadline
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Attendance, MeetingKind
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import month
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import checks, history, meeting_typing, meetings
from giaoban_desktop.services.meeting_typing import Kept
from tests.builders import briefing_data, directive, new_book, record


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def found(db):
    other = {**briefing_data()["meeting"], "kind": "month", "period": "2026-02", "held_on": "2026-02-25"}
    record(db, meeting=other, figures=[], directives=[])
    return meetings.get(db, record(db, figures=[]))


def keep(db, typed):
    kept = Kept()
    meeting_typing.save(db, typed, kept)
    return kept.refused, meetings.get(db, typed.id)


def test_what_fits_is_kept_in_one_act(db, found):
    before = history.undoable(db).seq
    refused, now = keep(db, replace(found, place="Hội trường B", starts_at=time(7, 30)))
    assert (refused, now.place, now.starts_at) == ({}, "Hội trường B", time(7, 30))
    assert history.undoable(db).seq == before + 1


def test_a_period_that_has_its_meeting_holds_back_nothing_else(db, found):
    about = found.about(month(2026, 2), (date(2026, 1, 26), date(2026, 2, 25)))
    before = history.undoable(db).seq
    refused, now = keep(db, replace(about, place="Hội trường B"))
    assert (list(refused), now.place, now.period, now.kind) == (
        ["period"],
        "Hội trường B",
        found.period,
        MeetingKind.QUARTER,
    )
    assert (now.title, now.counted_from) == (found.title, found.counted_from)
    assert history.undoable(db).seq == before + 1
    assert checks.check(db.path) == []


def test_a_person_twice_and_a_day_after_a_deadline_are_told_apart(db, found):
    meetings.save_directive(db, directive(meeting_id=found.id, deadline=Deadline(date(2026, 3, 26))))
    once = Attendance(new_id(), None, participant=Participant("Ngô Đình Khải"))
    meetings.save(db, replace(found, attendances=(once,)))
    found = meetings.get(db, found.id)
    twice = (*found.attendances, Attendance(new_id(), None, participant=Participant("Ngô Đình Khải")))
    refused, now = keep(db, replace(found, held_on=date(2026, 3, 30), attendances=twice, conclusion="Phối hợp tốt."))
    assert set(refused) == {"held_on", "attendances"}
    assert "named twice" in str(refused["attendances"])
    assert (now.held_on, now.attendances, now.conclusion) == (found.held_on, found.attendances, "Phối hợp tốt.")


def test_where_nothing_fits_the_reason_is_told_and_nothing_is_written(db, found):
    before = history.undoable(db).seq
    about = found.about(month(2026, 2), (date(2026, 1, 26), date(2026, 2, 25)))
    with pytest.raises(UserError, match="recorded"):
        keep(db, about)
    assert history.undoable(db).seq == before
    assert meetings.get(db, found.id) == found
