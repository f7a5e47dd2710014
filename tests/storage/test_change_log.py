import json
import sqlite3
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.figures import number_value
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import figures as figure_service
from giaoban_desktop.services import history
from giaoban_desktop.storage import change_log, directives, figures, meetings, people, triggers
from giaoban_desktop.storage.database import Database
from tests.builders import UNITS, directive, meeting, new_book, observation
from tests.storage.test_database import add_person, person


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_a_write_outside_an_act_fails(db):
    with pytest.raises(sqlite3.IntegrityError, match=r"change\.act_seq"):
        people.save_person(db, person())
    assert people.list_people(db) == []


def test_every_owned_table_is_logged_on_insert_update_and_delete(db):
    owned = triggers.owned_tables(db.connection)
    present = {row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    expected = {f"log_{table}_{event}" for table in owned for event in ("insert", "update", "delete")}
    assert expected <= present
    assert {"meeting", "observation", "directive", "person", "unit", "document", "package"} <= set(owned)
    tables = {
        row[0]
        for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")
        if not row[0].startswith(("sqlite_", "_sqlite_"))
    }
    assert tables - set(owned) == triggers.UNLOGGED


def test_a_change_keeps_the_row_before_and_after(db):
    figure = observation(value=41)
    with db.act("figure.record", "x"):
        figures.save_observation(db, figure)
    with db.act("figure.record", "x"):
        figures.save_observation(db, replace(figure, value=number_value(42)))
    change = change_log.changes(db.connection, change_log.last(db.connection).seq)[0]
    assert change.before is not None
    assert change.after is not None
    assert (json.loads(change.before)["amount"], json.loads(change.after)["amount"]) == (41, 42)


def test_an_act_that_changes_nothing_leaves_no_trace(db):
    figure = observation()
    with db.act("figure.record", "x"):
        figures.save_observation(db, figure)
    before = change_log.last(db.connection)
    with db.act("figure.record", "x"):
        figures.save_observation(db, figure)
    assert change_log.last(db.connection) == before


def half_an_act(db: Database) -> None:
    with db.act("person.save", "x"):
        people.save_person(db, person())
        db.connection.execute("INSERT INTO person (id) VALUES ('x')")


def test_an_act_that_fails_is_stored_in_no_part(db):
    before = change_log.last(db.connection)
    with pytest.raises(sqlite3.IntegrityError):
        half_an_act(db)
    assert people.list_people(db) == []
    assert change_log.last(db.connection) == before
    add_person(db)


def test_acts_and_changes_cannot_be_altered(db):
    for statement in (
        "UPDATE act SET by = 'x'",
        "DELETE FROM act",
        "UPDATE change SET after = ''",
        "DELETE FROM change",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.connection.execute(statement)


def test_a_changed_log_breaks_the_chain(db):
    for name in ("A", "B", "C"):
        add_person(db, name)
    assert change_log.first_broken(db.connection) is None
    db.connection.execute("DROP TRIGGER act_is_kept_on_update")
    db.connection.execute("UPDATE act SET summary = 'khác' WHERE seq = 2")
    assert change_log.first_broken(db.connection) == 2


STEPS = st.lists(
    st.tuples(st.sampled_from(["person", "figure", "directive", "meeting", "delete", "undo"]), st.integers(0, 20)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25)
@given(STEPS)
def test_replaying_the_changes_rebuilds_the_tables(tmp_path_factory, steps):
    with new_book(tmp_path_factory.mktemp("book")) as db:
        for step, number in steps:
            with suppress(UserError):
                _do(db, step, number)
        assert change_log.replay(db.connection) == change_log.images(db.connection)
        assert change_log.first_broken(db.connection) is None


@settings(max_examples=25)
@given(STEPS)
def test_undoing_everything_gives_back_the_first_state(tmp_path_factory, steps):
    with new_book(tmp_path_factory.mktemp("book")) as db:
        first = change_log.images(db.connection)
        for step, number in steps:
            if step != "undo":
                with suppress(UserError):
                    _do(db, step, number)
        while (act := history.undoable(db)) is not None:
            history.undo(db, act.seq)
        assert change_log.images(db.connection) == first


def _do(db: Database, step: str, number: int) -> None:
    with db.act(f"{step}.save", step):
        match step:
            case "person":
                people.save_person(db, person(f"Người {number}"))
            case "figure":
                figure_service.record(db, observation("9.1", number, unit_id=UNITS["CA"].id))
            case "directive":
                directives.save_directive(db, directive(coordinating_ids=(UNITS["QS"].id,)))
            case "meeting":
                if meetings.find_same(db, meeting().kind, meeting().period) is None:
                    meetings.save_meeting(db, meeting(co_organiser_ids=(UNITS["QS"].id,)))
            case "delete":
                for found in people.list_people(db)[:1]:
                    db.delete("person", found.id)
            case "undo":
                act = history.undoable(db)
                if act is not None:
                    history.undo(db, act.seq)


def test_undo_does_not_reach_behind_the_making_of_the_office(db):
    assert history.undoable(db) is None
    with pytest.raises(UserError, match="Undo does not reach behind"):
        history.undo(db, 1)


def test_undo_is_refused_where_a_later_act_changed_the_same(db):
    figure = observation(value=1)
    with db.act("figure.record", "Tuần tra"):
        figures.save_observation(db, figure)
    first = change_log.last(db.connection).seq
    with db.act("figure.record", "Sửa tuần tra"):
        figures.save_observation(db, replace(figure, value=number_value(2)))
    with pytest.raises(UserError, match="Sửa tuần tra came later"):
        history.undo(db, first)


def test_what_was_undone_can_be_done_again(db):
    add_person(db)
    act = history.undoable(db)
    assert act is not None
    history.undo(db, act.seq)
    assert people.list_people(db) == []
    again = history.redoable(db)
    assert again is not None
    history.undo(db, again.seq)
    assert len(people.list_people(db)) == 1
    assert history.redoable(db) is None
