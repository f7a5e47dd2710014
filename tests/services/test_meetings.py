from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.meetings import MeetingKind, MeetingState
from giaoban_desktop.domain.periods import PeriodKind, month, quarter
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import checks, history, meetings, series
from giaoban_desktop.services import directives as directive_service
from giaoban_desktop.services import figures as figure_service
from giaoban_desktop.storage import change_log, figures, people
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import meetings as meeting_rows
from tests.builders import NOW, UNITS, briefing_data, directive, meeting, new_book, observation, record

KINDS = {PeriodKind.MONTH: MeetingKind.MONTH, PeriodKind.QUARTER: MeetingKind.QUARTER}


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_a_recorded_briefing_reads_back_whole(db):
    meeting_id = record(db)
    found = meeting_rows.get_meeting(db, meeting_id)
    assert found.chair is not None
    assert (found.title, found.chair.signed) == (
        "Hội nghị giao ban công tác phối hợp quý I năm 2026",
        "Trung tá Lê Văn Bình",
    )
    assert found.co_organiser_ids == (UNITS["QS"].id,)
    assert [a.head_count for a in found.attendances] == [8, 5]
    assert [o.value.number.amount for o in figures.list_of_meeting(db, meeting_id)] == [88, 448]
    assert directive_rows.list_of_meeting(db, meeting_id)[0].deadline.words == "trong quý IV năm 2026"


def test_recording_is_one_act(db):
    before = change_log.last(db.connection).seq
    record(db)
    act = change_log.last(db.connection)
    assert (act.seq, act.kind, act.summary) == (before + 1, "meeting.record", "Giao ban quý I/2026")


def test_a_meeting_is_not_moved_behind_the_day_a_directive_was_closed(db):
    meeting_id = record(db)
    (given,) = meetings.directives_of(db, meeting_id)
    directive_service.note(db, given.id, "Xong", on=date(2026, 3, 24), state=DirectiveState.DONE)
    with pytest.raises(InputError, match="was closed on 24/3/2026"):
        meetings.save(db, replace(meetings.get(db, meeting_id), held_on=date(2026, 3, 30)))


def test_the_same_briefing_twice_is_refused_and_changes_nothing(db):
    record(db)
    before = change_log.images(db.connection)
    with pytest.raises(UserError, match="recorded already, held on 24/3/2026"):
        record(db)
    assert change_log.images(db.connection) == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"figures": [{"indicator": "99.1", "value": 1}]}, r"figures\[0\]\.indicator: There is no indicator 99\.1"),
        (
            {"figures": [{"indicator": "9.1", "value": "1,500"}]},
            r"figures\[0\]\.value: 1,5 cuộc: this is counted in whole",
        ),
    ],
)
def test_a_wrong_figure_stores_nothing_of_the_briefing(db, changed, sentence):
    before = change_log.images(db.connection)
    with pytest.raises(InputError, match=sentence):
        record(db, **changed)
    assert change_log.images(db.connection) == before


def test_an_unknown_field_of_coordination_is_refused(db):
    data = briefing_data()
    data["meeting"]["narratives"][0]["field"] = "weather"
    with pytest.raises(InputError, match=r"meeting\.narratives\[0\]\.field: There is no field of coordination weather"):
        record(db, meeting=data["meeting"])


def test_people_become_known_once_and_keep_their_old_position_in_old_papers(db):
    first = record(db)
    count = len(people.list_people(db))
    assert count == 3
    data = briefing_data()["meeting"]
    data.update(period="2026-Q2", held_on="2026-06-24")
    data["chair"]["position"] = "Phó Trưởng Công an phường"
    second = record(db, meeting=data, figures=[], directives=[])
    assert len(people.list_people(db)) == count
    positions = [meeting_rows.get_meeting(db, meeting_id).chair.position for meeting_id in (first, second)]
    assert positions == ["Trưởng Công an phường", "Phó Trưởng Công an phường"]


def test_the_days_counted_follow_the_last_cut_off(db):
    record(db)
    data = briefing_data()["meeting"]
    data.update(period="2026-Q2", held_on="2026-06-24")
    second = meeting_rows.get_meeting(db, record(db, meeting=data, figures=[], directives=[]))
    assert str(second.counted_from) == "2026-03-25"


def test_a_gap_between_cut_offs_is_told(db):
    record(db)
    data = briefing_data(figures=[], directives=[])
    data["meeting"].update(period="2026-Q2", held_on="2026-06-24", counted_from="2026-04-01")
    recorded = meetings.record_data(db, Node.of(data, ""))
    assert [str(note) for note in recorded.notes] == ["The days 25/3/2026 to 31/3/2026 are counted in no meeting."]


def test_a_withdrawn_meeting_comes_back_unless_its_place_is_taken(db):
    meeting_id = record(db)
    meetings.withdraw(db, meeting_id)
    meetings.restore(db, meeting_id)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.DRAFT
    meetings.withdraw(db, meeting_id)
    record(db, figures=[])
    with pytest.raises(UserError, match="recorded already"):
        meetings.restore(db, meeting_id)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.WITHDRAWN


def test_a_recorded_book_is_whole(db):
    record(db)
    db.close()
    assert checks.check(db.path) == []


def test_a_month_goes_on_from_the_quarter_that_took_the_third_months_place(db):
    record(db)
    data = {"kind": "month", "period": "2026-04", "held_on": "2026-04-24", "host": "QS"}
    found = meeting_rows.get_meeting(db, record(db, meeting=data, figures=[], directives=[]))
    assert str(found.counted_from) == "2026-03-25"


def test_a_skipped_month_is_told(db):
    record(db)
    data = briefing_data(figures=[], directives=[])
    data["meeting"] = {"kind": "month", "period": "2026-06", "held_on": "2026-06-24", "host": "QS"}
    notes = [str(note) for note in meetings.record_data(db, Node.of(data, "")).notes]
    assert notes == ["The days 25/3/2026 to 31/5/2026 are counted in no meeting."]


def test_a_withdrawn_draft_takes_its_figures_and_directives_along_and_can_be_recorded_anew(db):
    meetings.withdraw(db, record(db))
    assert figure_service.report(db, quarter(2026, 1)).rows == ()
    assert directive_service.listed(db, as_of=NOW.date()) == []
    record(db, figures=[{"indicator": "9.1", "value": 87}])
    assert [row.value.text for row in figure_service.report(db, quarter(2026, 1)).rows] == ["87"]


def test_two_people_of_one_name_stay_two(db):
    data = briefing_data()["meeting"]
    names = [{"unit": "CA", "person": {"name": "Nguyễn Văn Hùng", "position": place}} for place in ("đội A", "đội B")]
    data["attendances"] = names
    first = meeting_rows.get_meeting(db, record(db, meeting=data, figures=[], directives=[]))
    data.update(period="2026-Q2", held_on="2026-06-24", attendances=names[::-1])
    second = meeting_rows.get_meeting(db, record(db, meeting=data, figures=[], directives=[]))
    ids = [[entry.participant.person_id for entry in found.attendances] for found in (first, second)]
    assert ids[0] == ids[1][::-1]
    assert len(set(ids[0])) == 2


def test_a_figure_reported_before_its_meeting_belongs_to_the_meeting(db):
    figure = observation(value=88, counted_to=date(2026, 3, 24))
    figure_service.record(db, figure)
    meeting_id = record(db)
    assert {found.indicator for found in figures.list_of_meeting(db, meeting_id)} == {"9.1", "10.2"}


def test_figures_that_contradict_each_other_are_told_and_kept(db):
    data = briefing_data(figures=[{"indicator": "9.1", "value": 88}, {"indicator": "10.2", "value": 40}])
    recorded = meetings.record_data(db, Node.of(data, ""))
    (note,) = recorded.notes
    assert "is less than" in str(note)
    db.close()
    assert [str(problem) for problem in checks.check(db.path)] == [str(note)]


def held_regularly(db, *periods, hosts=("CA", "QS")):
    for index, period in enumerate(periods):
        host = hosts[index % len(hosts)]
        with db.act("test", ""):
            meeting_rows.save_meeting(db, meeting(period=period, kind=KINDS[period.kind], host_id=UNITS[host].id))


def test_a_draft_is_written_on_in_one_act(db):
    meeting_id = record(db)
    before = change_log.last(db.connection).seq
    meetings.save(db, replace(meetings.get(db, meeting_id), place="Nhà văn hóa khu phố 2", conclusion="Làm tốt."))
    found = meetings.get(db, meeting_id)
    assert (found.place, found.conclusion, len(found.attendances)) == ("Nhà văn hóa khu phố 2", "Làm tốt.", 2)
    assert change_log.last(db.connection).seq == before + 1


def test_saving_what_did_not_change_leaves_no_trace(db):
    meeting_id = record(db)
    before = change_log.last(db.connection).seq
    meetings.save(db, meetings.get(db, meeting_id))
    assert change_log.last(db.connection).seq == before


def test_a_frozen_meeting_refuses_to_be_written_on(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    with db.act("test", ""):
        meeting_rows.save_state(db, found.moved_to(MeetingState.READY))
    before = change_log.images(db.connection)
    with pytest.raises(UserError, match="Only a draft can be written on"):
        meetings.save(db, replace(found, place="Nơi khác"))
    with pytest.raises(UserError, match="Only a draft can be written on"):
        meetings.remove_directive(db, meetings.directives_of(db, meeting_id)[0])
    assert change_log.images(db.connection) == before


def test_a_draft_cannot_take_the_period_of_another_meeting(db):
    record(db)
    _changes, meeting_id = series.start_next(db, today=date(2026, 6, 20))
    with pytest.raises(UserError, match="recorded already"):
        meetings.save(db, replace(meetings.get(db, meeting_id), period=quarter(2026, 1)))


def test_directives_move_with_the_day_of_their_meeting(db):
    meeting_id = record(db)
    meetings.save(db, replace(meetings.get(db, meeting_id), held_on=date(2026, 3, 26)))
    assert [found.given_on for found in meetings.directives_of(db, meeting_id)] == [date(2026, 3, 26)]
    with pytest.raises(InputError, match="would be due before"):
        meetings.save(db, replace(meetings.get(db, meeting_id), held_on=date(2027, 3, 26)))


def test_the_next_meeting_goes_on_from_the_newest(db):
    record(db)
    _changes, meeting_id = series.start_next(db, today=date(2026, 6, 23))
    found = meetings.get(db, meeting_id)
    assert (found.period.code, found.host_id, found.co_organiser_ids) == ("2026-Q2", UNITS["QS"].id, (UNITS["CA"].id,))
    assert (found.counted_from, found.counted_to) == (date(2026, 3, 25), date(2026, 6, 23))
    assert (found.place, found.attendances, found.conclusion, found.chair) == ("", (), "", None)
    assert found.leader.name == "Trần Thị Mai"
    _changes, meeting_id = series.start_next(db, today=date(2026, 9, 23))
    assert meetings.get(db, meeting_id).chair.name == "Lê Văn Bình"


@pytest.mark.parametrize(
    ("held", "following"),
    [
        ((month(2026, 1), month(2026, 2)), "2026-03"),
        ((quarter(2025, 4), month(2026, 1), month(2026, 2)), "2026-Q1"),
        ((month(2026, 1), month(2026, 2), quarter(2026, 1)), "2026-04"),
        ((month(2025, 11), quarter(2025, 4), month(2026, 1)), "2026-02"),
        ((quarter(2025, 3), quarter(2025, 4)), "2026-Q1"),
    ],
)
def test_the_next_period_keeps_the_rhythm(db, held, following):
    held_regularly(db, *held)
    _changes, meeting_id = series.start_next(db, today=date(2026, 3, 25))
    assert meetings.get(db, meeting_id).period.code == following


def test_an_empty_book_starts_with_the_first_force_as_host(db):
    with pytest.raises(UserError, match="no meeting yet"):
        series.start_next(db, today=date(2026, 3, 25))
    _changes, meeting_id = series.start_first(db, quarter(2026, 1), today=date(2026, 3, 25))
    assert meetings.get(db, meeting_id).host_id in {UNITS["CA"].id, UNITS["QS"].id}


def test_directives_of_a_draft_are_added_arranged_removed_and_undone(db):
    meeting_id = record(db)
    meetings.save_directive(db, directive(meeting_id=meeting_id, text="Ý hai."))
    texts = [found.text for found in meetings.directives_of(db, meeting_id)]
    assert texts == ["Tổ chức diễn tập phòng cháy, chữa cháy.", "Ý hai."]
    ids = [found.id for found in meetings.directives_of(db, meeting_id)]
    meetings.arrange_directives(db, meeting_id, ids[::-1])
    assert [found.id for found in meetings.directives_of(db, meeting_id)] == ids[::-1]
    meetings.remove_directive(db, meetings.directives_of(db, meeting_id)[1])
    assert [found.text for found in meetings.directives_of(db, meeting_id)] == ["Ý hai."]
    history.undo(db, history.undoable(db).seq)
    assert [found.id for found in meetings.directives_of(db, meeting_id)] == ids[::-1]


def test_a_meeting_prepared_before_its_period_is_held_in_it(db):
    held_regularly(db, quarter(2025, 4))
    last = max(meetings.listed(db), key=lambda found: found.counted_to)
    _changes, meeting_id = series.start_next(db, today=date(2025, 12, 20))
    found = meetings.get(db, meeting_id)
    assert found.period.code == "2026-Q1"
    assert last.counted_to < found.counted_from <= found.counted_to <= found.held_on
