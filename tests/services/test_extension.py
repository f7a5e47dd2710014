"""A deadline that is put off: kept with the one before it, and taken back whole."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import directives, history, meetings
from giaoban_desktop.storage import directives as directive_rows
from tests.builders import new_book, record

DAY = date(2026, 12, 20)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def due(db):
    """A directive due in quarter IV/2026."""
    meeting_id = record(db)
    return next(one for one in directive_rows.list_of_meeting(db, meeting_id) if one.deadline)


def put_off(db, about, deadline="trong quý I năm 2027", **said):
    said = {"on": DAY, "reason": "Chờ kinh phí.", "agreed_by": "bà Trần Thị Mai"} | said
    return directives.put_off(db, about.id, deadline, **said)


def test_the_new_deadline_is_kept_as_it_was_said_and_the_old_one_with_it(db, due):
    assert due.deadline.period == quarter(2026, 4)
    put_off(db, due)
    found = directive_rows.get_directive(db, due.id)
    assert (found.deadline.due_on, found.deadline.period) == (date(2027, 3, 31), quarter(2027, 1))
    assert found.deadline.words == "trong quý I năm 2027"
    (one,) = found.extensions
    assert (one.agreed_on, one.before, one.reason, one.agreed_by) == (
        DAY,
        due.deadline,
        "Chờ kinh phí.",
        "bà Trần Thị Mai",
    )


def test_it_is_overdue_only_after_the_new_deadline(db, due):
    put_off(db, due)
    found = directive_rows.get_directive(db, due.id)
    assert due.is_overdue(date(2027, 1, 5))
    assert not found.is_overdue(date(2027, 1, 5))
    assert found.is_overdue(date(2027, 4, 1))


def test_undo_takes_it_back_and_redo_brings_it_again(db, due):
    put_off(db, due)
    after = directive_rows.get_directive(db, due.id)
    history.undo(db, history.undoable(db).seq)
    assert directive_rows.get_directive(db, due.id) == due
    history.undo(db, history.redoable(db).seq)
    assert directive_rows.get_directive(db, due.id) == after


def test_what_is_refused_changes_nothing(db, due):
    for words in ("thường xuyên", "31/12/2026", "khi nào xong", ""):
        with pytest.raises(InputError):
            put_off(db, due, words)
    assert directive_rows.get_directive(db, due.id) == due


def test_later_changes_keep_the_extension_and_removing_takes_it_away(db, due):
    put_off(db, due)
    found = directive_rows.get_directive(db, due.id)
    directives.save(db, replace(found, plan="Kế hoạch 12"))
    kept = directive_rows.get_directive(db, due.id)
    assert kept.extensions == found.extensions
    meetings.remove_directive(db, kept)
    assert db.rows("SELECT * FROM extension") == []
    history.undo(db, history.undoable(db).seq)
    assert directive_rows.get_directive(db, due.id) == kept
