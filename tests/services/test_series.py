"""The next meeting, prepared in one step from those before it and from what the office set."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from giaoban_desktop.domain.directives import Deadline, DirectiveState
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, Attendance, MeetingKind
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.domain.series import Cycle
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import directives, history, meetings, people, series
from giaoban_desktop.storage import directives as directive_rows
from tests.builders import UNITS, directive, meeting, new_book, record

TODAY = date(2026, 6, 10)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def start(db, today=TODAY):
    _changes, meeting_id = series.start_next(db, today=today)
    return meetings.get(db, meeting_id)


def test_nothing_is_proposed_without_a_meeting(db):
    with pytest.raises(UserError, match="no meeting yet"):
        series.propose(db, today=TODAY)


def test_a_proposal_writes_nothing(db):
    record(db)
    before = history.undoable(db).seq
    proposed = series.propose(db, today=TODAY)
    assert history.undoable(db).seq == before
    assert [found.id for found in meetings.listed(db)] == [proposed.newest.id]


def test_the_next_meeting_is_on_the_usual_day_with_the_review_first(db):
    record(db)
    found = start(db)
    assert (found.period, found.held_on, found.host_id) == (quarter(2026, 2), date(2026, 6, 23), UNITS["QS"].id)
    assert [item.title for item in found.agenda] == ["Kiểm điểm việc thực hiện kết luận giao ban quý I/2026"]
    assert [item.title for item in start(db, date(2026, 9, 1)).agenda] == [
        "Kiểm điểm việc thực hiện kết luận giao ban quý II/2026"
    ]


def test_a_meeting_that_is_late_is_held_today(db):
    record(db)
    assert series.propose(db, today=date(2026, 7, 3)).meeting.held_on == date(2026, 7, 3)


def test_the_cycle_is_chosen_kept_and_undone(db):
    record(db)
    assert series.propose(db, today=TODAY).meeting.period == quarter(2026, 2)
    series.choose_cycle(db, Cycle.REPLACING)
    assert series.cycle(db) is Cycle.REPLACING
    assert series.propose(db, today=TODAY).meeting.period == month(2026, 4)
    history.undo(db, history.undoable(db).seq)
    assert series.cycle(db) is None
    series.choose_cycle(db, None)
    assert series.propose(db, today=TODAY).meeting.period == quarter(2026, 2)


def test_the_usual_agenda_takes_the_place_of_the_last_one(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    meetings.save(db, replace(found, agenda=(AgendaItem(new_id(), "Báo cáo quý I"),)))
    assert [item.title for item in series.propose(db, today=TODAY).meeting.agenda][1:] == ["Báo cáo quý II"]
    items = [AgendaItem(new_id(), "Báo cáo trong kỳ", "Đơn vị đăng cai"), AgendaItem(new_id(), "Thảo luận")]
    series.save_usual_agenda(db, items)
    assert series.usual_agenda(db) == items
    proposed = series.propose(db, today=TODAY).meeting.agenda
    assert [(item.title, item.presenter) for item in proposed][1:] == [
        ("Báo cáo trong kỳ", "Đơn vị đăng cai"),
        ("Thảo luận", ""),
    ]
    assert not {item.id for item in proposed} & {item.id for item in items}
    series.save_usual_agenda(db, items[1:])
    assert series.usual_agenda(db) == items[1:]


def test_what_was_postponed_comes_behind_the_review_once(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    items = [
        AgendaItem(new_id(), "Báo cáo trong kỳ", "Công an phường", 20, 25),
        AgendaItem(new_id(), "Bàn quy chế", "Ban Chỉ huy Quân sự", 15, None, postponed=True),
    ]
    meetings.save(db, replace(found, agenda=tuple(items)))
    assert meetings.get(db, meeting_id).agenda == tuple(items)
    proposed = series.propose(db, today=TODAY).meeting.agenda
    assert [(item.title, item.planned_minutes, item.used_minutes, item.postponed) for item in proposed][1:] == [
        ("Bàn quy chế", 15, None, False),
        ("Báo cáo trong kỳ", 20, None, False),
    ]
    series.save_usual_agenda(db, [AgendaItem(new_id(), "Thảo luận"), AgendaItem(new_id(), "Bàn quy chế")])
    titles = [item.title for item in series.propose(db, today=TODAY).meeting.agenda]
    assert titles[1:] == ["Bàn quy chế", "Thảo luận"]


def test_parts_of_what_was_demanded_on_the_same_day_are_reviewed(db):
    first = meetings.get(db, record(db))
    (given,) = meetings.directives_of(db, first.id)
    leads = [UNITS["CA"].id, UNITS["QS"].id]
    directives.split_by_unit(db, given.id, leads, on=first.held_on, words="Chia theo đơn vị.")
    second = meeting(kind=MeetingKind.EXTRAORDINARY, held_on=first.held_on)
    reviewed = series.under_review(db, second)
    assert {one.lead_id for one in reviewed if one.is_open} == set(leads)


def test_who_will_chair_is_expected_and_an_appointed_secretary_stays_appointed(db):
    found = meetings.get(db, record(db))
    came = (Attendance(new_id(), UNITS["QS"].id, participant=Participant("Đỗ Văn Hải", position="Chỉ huy phó")),)
    meetings.save(db, replace(found, attendances=came, secretary_appointed_by="Chủ tịch UBND phường"))
    of_others, of_own = start(db), start(db, date(2026, 9, 1))
    assert [one.participant.name for one in of_others.attendances] == ["Đỗ Văn Hải"]
    assert [one.participant.name for one in of_own.attendances] == ["Đỗ Văn Hải", found.chair.name]
    assert (of_own.host_id, of_own.chair.name) == (UNITS["CA"].id, found.chair.name)
    assert of_own.secretary_appointed_by == "Chủ tịch UBND phường"


def test_people_come_with_the_titles_of_today(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    came = Attendance(new_id(), UNITS["QS"].id, participant=Participant("Đỗ Văn Hải", position="Chỉ huy phó"))
    meetings.save(db, replace(found, attendances=(*found.attendances, came)))
    (known,) = [one for one in people.listed(db) if one.name == "Đỗ Văn Hải"]
    people.save(db, replace(known, position="Chỉ huy trưởng"))
    proposed = series.propose(db, today=TODAY).meeting
    assert [one.participant.introduced for one in proposed.attendances] == ["Đỗ Văn Hải, Chỉ huy trưởng"]
    leader = next(one for one in people.listed(db) if one.name == "Trần Thị Mai")
    people.save(db, replace(leader, position="Bí thư Đảng ủy phường"))
    assert series.propose(db, today=TODAY).meeting.leader.position == "Bí thư Đảng ủy phường"
    assert meetings.get(db, meeting_id).leader.position == "Chủ tịch UBND phường"


def test_those_who_usually_come_are_kept_in_the_order_of_the_office(db):
    record(db)
    known = people.listed(db)
    series.save_usual_people(db, [known[2].id, known[0].id])
    assert series.usual_people(db) == [known[0].id, known[2].id]
    proposed = series.propose(db, today=TODAY).meeting
    assert [one.participant.person_id for one in proposed.attendances] == [known[0].id, known[2].id]


def test_a_person_who_usually_comes_can_leave_the_book(db):
    record(db)
    person = replace(people.listed(db)[0], id=new_id(), name="Phan Thị Hoa")
    people.save(db, person)
    series.save_usual_people(db, [person.id])
    people.remove(db, person.id)
    assert series.usual_people(db) == []
    history.undo(db, history.undoable(db).seq)
    assert series.usual_people(db) == [person.id]


def test_everything_open_goes_on_from_whichever_meeting_it_was_given_in(db):
    record(db)
    old = directive(given_on=date(2025, 11, 3), plan="Kế hoạch 12/KH-UBND")
    done = directive(given_on=date(2026, 3, 24), text="Đã xong.")
    for one in (old, done):
        directives.save(db, one)
    directives.note(db, done.id, "Xong.", on=date(2026, 4, 1), state=DirectiveState.DONE)
    assert [found.text for found in series.propose(db, today=TODAY).still_open] == [
        old.text,
        "Tổ chức diễn tập phòng cháy, chữa cháy.",
    ]


def test_in_a_year_of_meetings_nothing_open_is_ever_missing(db):
    """Twelve monthly and four quarterly meetings; 300 directives, some of them done by each later meeting."""
    record(db)
    series.choose_cycle(db, Cycle.BOTH)
    given, closed, today = [], set(), date(2026, 4, 1)
    for turn in range(16):
        found = start(db, today)
        carried = {one.id for one in series.still_open(db, found)}
        assert {one.id for one in given} - closed == carried & {one.id for one in given}
        assert {one.id for one in directives.listed(db, as_of=found.held_on, only_open=True)} == carried
        with db.act("test.give", ""):
            for n in range(19):
                due = Deadline(found.held_on + timedelta(days=5 + 7 * n)) if n % 2 else None
                made = directive(given_on=found.held_on, meeting_id=found.id, deadline=due, standing=n % 6 == 0)
                directive_rows.save_directive(db, made)
                given.append(made)
        for n, one in enumerate(given):
            if n % 15 == turn % 15 and not one.standing and one.id not in closed:
                directives.note(db, one.id, "Đã làm xong.", on=found.held_on, state=DirectiveState.DONE)
                closed.add(one.id)
        today = found.held_on + timedelta(days=1)
    assert len(given) == 304
    assert len(closed) > 100
    assert len({one.period.code for one in meetings.listed(db)}) == 17


def test_of_two_meetings_on_one_day_the_later_one_reviews_what_the_first_demanded(db):
    record(db)
    first = start(db)
    meetings.save_directive(db, directive(meeting_id=first.id, given_on=first.held_on, text="Rà soát lưu trú."))
    second = start(db, first.held_on)
    meetings.save(db, replace(second, held_on=first.held_on))
    second, first = meetings.get(db, second.id), meetings.get(db, first.id)
    assert "Rà soát lưu trú." in [one.text for one in series.under_review(db, second)]
    assert "Rà soát lưu trú." not in [one.text for one in series.under_review(db, first)]


def test_what_came_out_of_a_postponed_item_goes_on_with_it(db):
    item = AgendaItem(new_id(), "Kế hoạch diễn tập", postponed=True)
    found = meetings.get(db, record(db))
    noted = Outcome(new_id(), item.id, OutcomeKind.INFORMATION, "Chờ ý kiến của tỉnh.")
    meetings.save(db, replace(found, agenda=(*found.agenda, item), outcomes=(noted,)))
    proposed = start(db)
    (taken_over,) = proposed.outcomes
    assert taken_over.text == "Kỳ trước: Chờ ý kiến của tỉnh."
    assert next(one.title for one in proposed.agenda if one.id == taken_over.agenda_item_id) == item.title
