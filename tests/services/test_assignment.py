"""Lead and deadline that were not said when a directive was given are added later, and nothing else is changed."""

from datetime import date

import pytest

from giaoban_desktop.domain.directives import Deadline, DirectiveState, When
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import directives, history
from tests.builders import UNITS, directive, new_book

DAY = date(2026, 4, 2)
DUE = When(Deadline(date(2026, 4, 30), "30/4/2026"))
POLICE = UNITS["CA"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def bare(db):
    """A directive without lead and deadline."""
    made = directive()
    directives.save(db, made)
    return made


def test_both_are_added_and_told_in_the_story(db, bare):
    directives.assign(db, bare.id, POLICE, DUE, on=DAY, by="bà Trần Thị Mai")
    found = directives.get(db, bare.id)
    assert (found.lead_id, found.deadline) == (POLICE, DUE.deadline)
    (note,) = found.notes
    assert note.text == "Giao bổ sung: đơn vị chủ trì: Công an phường An Lạc; thời hạn: 30/4/2026."
    assert (note.by, note.noted_on) == ("bà Trần Thị Mai", DAY)
    history.undo(db, history.undoable(db).seq)
    assert directives.get(db, bare.id) == bare


def test_what_was_for_everybody_gets_a_lead(db):
    made = directive(general=True)
    directives.save(db, made)
    directives.assign(db, made.id, POLICE, When(), on=DAY, by="")
    assert (directives.get(db, made.id).general, directives.get(db, made.id).lead_id) == (False, POLICE)


def test_what_was_said_is_not_changed(db, bare):
    directives.assign(db, bare.id, POLICE, DUE, on=DAY, by="")
    for lead_id, when in ((UNITS["QS"].id, When()), (None, When(Deadline(date(2026, 5, 1)))), (None, When())):
        with pytest.raises(InputError):
            directives.assign(db, bare.id, lead_id, when, on=DAY, by="")
    with pytest.raises(InputError, match="before it was given"):
        directives.assign(db, directive_of(db), POLICE, When(), on=date(2026, 3, 1), by="")


def test_a_closed_directive_is_opened_first(db, bare):
    directives.note(db, bare.id, "Xong.", on=DAY, state=DirectiveState.DONE)
    with pytest.raises(UserError, match="open it again"):
        directives.assign(db, bare.id, POLICE, When(), on=DAY, by="")


def directive_of(db) -> str:
    """The id of one more directive without lead."""
    made = directive(text="Kiểm tra bến đò.")
    directives.save(db, made)
    return made.id
