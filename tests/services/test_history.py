"""Undo and redo in any order take back and bring back the same act, never one before it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban_desktop.services import history, meetings
from giaoban_desktop.storage import change_log
from tests.builders import directive, new_book, record


def texts(db, meeting_id):
    return [one.text for one in meetings.directives_of(db, meeting_id)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from("zy"), max_size=12))
def test_any_sequence_of_undo_and_redo_moves_along_one_line(tmp_path_factory, keys):
    with new_book(tmp_path_factory.mktemp("book")) as db:
        meeting_id = record(db, directives=[])
        states = [texts(db, meeting_id)]
        for number in range(3):
            meetings.save_directive(db, directive(text=f"Việc số {number}.", meeting_id=meeting_id))
            states.append(texts(db, meeting_id))
        at = 3
        for key in keys:
            act = history.undoable(db) if key == "z" else history.redoable(db)
            if key == "z" and at > 0:
                assert act is not None
                history.undo(db, act.seq)
                at -= 1
            elif key == "y" and at < 3:
                assert act is not None
                history.undo(db, act.seq)
                at += 1
            elif key == "y":
                assert act is None
            else:
                continue  # what comes before is the meeting itself
            assert texts(db, meeting_id) == states[at]
        assert change_log.first_broken(db.connection) is None


def test_something_new_ends_what_could_be_done_again(tmp_path):
    with new_book(tmp_path) as db:
        meeting_id = record(db, directives=[])
        meetings.save_directive(db, directive(text="Một.", meeting_id=meeting_id))
        history.undo(db, history.undoable(db).seq)
        assert history.redoable(db) is not None
        meetings.save_directive(db, directive(text="Hai.", meeting_id=meeting_id))
        assert history.redoable(db) is None
