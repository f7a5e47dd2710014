"""What came out of an item of the agenda: kept with the meeting, made a directive, and told by it."""

from dataclasses import replace

import pytest

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, MeetingState
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import checks, history, meetings, outcomes, search, series
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import meetings as meeting_rows
from tests.builders import NOW, UNITS, directive, new_book, record

REPORT, RULES = AgendaItem(new_id(), "Báo cáo tình hình"), AgendaItem(new_id(), "Bàn quy chế phối hợp")
TAKEN_NOTE = Outcome(new_id(), REPORT.id, OutcomeKind.INFORMATION, "Tình hình ổn định.")
DECIDED = Outcome(new_id(), RULES.id, OutcomeKind.DECISION, "Giữ quy chế, bổ sung điều 3.")
DEMANDED = Outcome(
    new_id(), RULES.id, OutcomeKind.INFORMATION, "Công an phường chủ trì soạn điều 3, xong trước ngày 30/6/2026"
)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def meeting_id(db):
    made = record(db)
    meeting = replace(meetings.get(db, made), agenda=(REPORT, RULES), outcomes=(TAKEN_NOTE, DECIDED, DEMANDED))
    meetings.save(db, meeting)
    return made


def of(db, meeting_id, outcome):
    """The outcome as it is kept now."""
    return next(one for one in meetings.get(db, meeting_id).outcomes if one.id == outcome.id)


def made_from(db, meeting_id, outcome):
    """The directive that an outcome leads to."""
    given = meetings.directives_of(db, meeting_id)
    return next((one for one in given if one.id == of(db, meeting_id, outcome).directive_id), None)


def undo(db):
    history.undo(db, history.undoable(db).seq)


def test_outcomes_are_kept_in_their_order(db, meeting_id):
    assert meetings.get(db, meeting_id).outcomes == (TAKEN_NOTE, DECIDED, DEMANDED)


def test_an_item_goes_with_its_outcomes_in_one_act_and_comes_back_with_them(db, meeting_id):
    whole = meetings.get(db, meeting_id)
    before = change_log.last(db.connection).seq
    meetings.save(db, whole.with_agenda((REPORT,), whole.outcomes))
    assert meetings.get(db, meeting_id).outcomes == (TAKEN_NOTE,)
    assert change_log.last(db.connection).seq == before + 1
    undo(db)
    assert meetings.get(db, meeting_id) == whole


def test_an_outcome_becomes_a_directive_read_from_its_words_in_one_act(db, meeting_id):
    before = change_log.last(db.connection).seq
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    made = made_from(db, meeting_id, DEMANDED)
    assert change_log.last(db.connection).seq == before + 1
    assert of(db, meeting_id, DEMANDED).kind is OutcomeKind.DIRECTIVE
    assert (made.lead_id, made.deadline.due_on.isoformat()) == (UNITS["CA"].id, "2026-06-29")
    assert made.given_by == "bà Trần Thị Mai"
    assert outcomes.item_of(db, made) == RULES
    undo(db)
    assert of(db, meeting_id, DEMANDED) == DEMANDED
    assert made not in meetings.directives_of(db, meeting_id)


def test_the_same_words_make_no_second_directive(db, meeting_id):
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    count = len(meetings.directives_of(db, meeting_id))
    last = change_log.last(db.connection).seq
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    assert change_log.last(db.connection).seq == last
    again = replace(DEMANDED, id=new_id())
    meeting = meetings.get(db, meeting_id)
    meetings.save(db, replace(meeting, outcomes=(*meeting.outcomes, again)))
    outcomes.make_directive(db, meeting_id, again.id)
    assert len(meetings.directives_of(db, meeting_id)) == count
    assert made_from(db, meeting_id, again) == made_from(db, meeting_id, DEMANDED)


def test_an_outcome_keeps_its_words_and_kind_when_its_directive_is_taken_out(db, meeting_id):
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    made = made_from(db, meeting_id, DEMANDED)
    meetings.remove_directive(db, made)
    assert of(db, meeting_id, DEMANDED) == replace(DEMANDED, kind=OutcomeKind.DIRECTIVE)
    undo(db)
    assert made_from(db, meeting_id, DEMANDED) == made


def test_a_meeting_that_was_open_meanwhile_does_not_bring_back_a_lost_link(db, meeting_id):
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    open_meanwhile = meetings.get(db, meeting_id)
    meetings.remove_directive(db, made_from(db, meeting_id, DEMANDED))
    meetings.save(db, replace(open_meanwhile, place="Hội trường"))
    assert of(db, meeting_id, DEMANDED).directive_id is None


def test_a_directive_stays_when_its_outcome_is_taken_out(db, meeting_id):
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    made = made_from(db, meeting_id, DEMANDED)
    meetings.save(db, replace(meetings.get(db, meeting_id), outcomes=()))
    assert made in meetings.directives_of(db, meeting_id)
    assert outcomes.item_of(db, made) is None


def test_a_directive_that_was_not_made_from_an_outcome_names_no_item(db, meeting_id):
    (given,) = meetings.directives_of(db, meeting_id)
    assert outcomes.item_of(db, given) is None
    assert outcomes.item_of(db, directive()) is None


def test_frozen_minutes_and_lost_outcomes_make_no_directive(db, meeting_id):
    with pytest.raises(UserError, match="taken out of the meeting"):
        outcomes.make_directive(db, meeting_id, new_id())
    with db.act("test", ""):
        meeting_rows.save_state(db, replace(meetings.get(db, meeting_id), state=MeetingState.READY))
    with pytest.raises(UserError, match="Only a draft can be written on"):
        outcomes.make_directive(db, meeting_id, DEMANDED.id)
    assert len(meetings.directives_of(db, meeting_id)) == 1


def test_the_words_of_an_outcome_are_found_and_those_taken_out_are_not(db, meeting_id):
    def hits():
        return [(one.kind, one.row_id, one.parent_id) for one in search.find(db, "bo sung dieu 3", today=NOW.date())]

    assert hits() == [("outcome", DECIDED.id, meeting_id)]
    whole = meetings.get(db, meeting_id)
    meetings.save(db, whole.with_agenda((REPORT,), whole.outcomes))
    assert hits() == []


def test_the_next_meeting_begins_without_outcomes(db, meeting_id):
    _changes, next_id = series.start_next(db, today=NOW.date())
    found = meetings.get(db, next_id)
    assert found.agenda
    assert found.outcomes == ()


def test_a_book_with_outcomes_is_whole(db, meeting_id):
    outcomes.make_directive(db, meeting_id, DEMANDED.id)
    file = db.path
    db.close()
    assert checks.check(file) == []
