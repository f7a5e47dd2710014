"""Long work beside the window: told, broken off, never two at a time, its faults shown."""

from datetime import date
from threading import current_thread, main_thread

import pytest

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import backups, meetings
from giaoban_desktop.ui.session import Session


@pytest.fixture
def session(qtbot, book):
    made = Session(book, today=lambda: date(2026, 3, 25), period=quarter(2026, 1))
    yield made
    made.stop()


def finish(qtbot, session):
    qtbot.waitUntil(lambda: session.task is None, timeout=5000)


def test_work_runs_in_another_thread_and_its_result_comes_back_to_this_one(qtbot, session):
    seen = {}

    def work(progress):
        seen["work"] = current_thread()
        progress(1, 2)
        return 42

    def then(found):
        seen["then"], seen["found"] = current_thread(), found

    assert session.do_in_background("Counting", work, then)
    finish(qtbot, session)
    assert seen["work"] is not main_thread()
    assert (seen["then"], seen["found"]) == (main_thread(), 42)


def test_cancelled_work_stops_at_its_next_step_and_gives_nothing(qtbot, session):
    given = []

    def work(progress):
        while True:
            progress(0, 1)

    session.do_in_background("Turning", work, given.append)
    with qtbot.waitSignal(session.task.cancelled, timeout=5000):
        session.task.cancel()
    finish(qtbot, session)
    assert given == []


def test_a_second_piece_of_work_is_refused_by_name(qtbot, session):
    def work(progress):
        while True:
            progress(0, 1)

    session.do_in_background("Turning", work)
    with qtbot.waitSignal(session.refused) as refused:
        assert not session.do_in_background("Counting", lambda progress: None)
    assert "Turning" in str(refused.args[0])
    session.task.cancel()
    finish(qtbot, session)


def test_a_refusal_and_a_bug_are_told_apart(qtbot, session):
    def refuse(progress):
        raise UserError("The stick is gone.")

    with qtbot.waitSignal(session.refused, timeout=5000) as refused:
        session.do_in_background("Writing", refuse)
    assert str(refused.args[0]) == "The stick is gone."
    finish(qtbot, session)
    with qtbot.waitSignal(session.broke, timeout=5000) as broke:
        session.do_in_background("Dividing", lambda progress: 1 / 0)
    assert "ZeroDivisionError" in broke.args[0]
    finish(qtbot, session)


def test_closing_waits_until_work_has_stopped(session):
    def work(progress):
        while True:
            progress(0, 1)

    session.do_in_background("Turning", work)
    task = session.task
    session.stop()
    assert task.wait(0)


def test_the_window_backs_up_beside_work_and_says_so(qtbot, window, book):
    assert window.status.backup.text() == "No backup yet"
    window.back_up()
    finish(qtbot, window.session)
    assert window.status.backup.text().startswith("Last backup: ")
    first = backups.newest(book.path)
    window.back_up()
    finish(qtbot, window.session)
    assert backups.newest(book.path) == first
    window.session.do(lambda b: meetings.withdraw(b, meetings.listed(b)[0].id))
    window.back_up()
    finish(qtbot, window.session)
    assert backups.newest(book.path) != first
