"""A period is said to be complete, locked after issue, and opened again only with a reason."""

from datetime import date

import pytest

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import completeness, documents, figure_typing, figures, history
from tests.builders import freeze, new_book, observation, record

Q1, TODAY = quarter(2026, 1), date(2026, 3, 25)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def issue(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="05", issued_on=date(2026, 3, 25))


def test_nothing_said_is_not_complete(db):
    assert completeness.find(db, Q1) is None


def test_complete_is_an_act_of_its_own(db):
    completeness.declare(db, Q1, TODAY)
    kept = completeness.find(db, Q1)
    assert (kept.state, kept.noted_on) == (CompletenessState.COMPLETE, TODAY)
    history.undo(db, history.undoable(db).seq)
    assert completeness.find(db, Q1) is None


def test_figures_are_locked_only_after_issue(db):
    with pytest.raises(UserError):
        completeness.lock(db, Q1, TODAY)
    issue(db)
    completeness.lock(db, Q1, TODAY)
    assert completeness.find(db, Q1).state is CompletenessState.LOCKED


@pytest.mark.parametrize("period", [Q1, month(2026, 2)])
def test_nothing_is_typed_into_a_locked_period_or_what_lies_in_it(db, period):
    issue(db)
    completeness.lock(db, Q1, TODAY)
    with pytest.raises(UserError, match="locked"):
        figures.record(db, observation("26.1", 3, period=period))
    with pytest.raises(UserError, match="locked"):
        figure_typing.type_value(db, "26.1", None, period, "3")
    figures.record(db, observation("26.1", 3, period=month(2026, 4)))


def test_a_locked_period_is_opened_with_a_reason_that_is_kept(db):
    issue(db)
    completeness.lock(db, Q1, TODAY)
    with pytest.raises(UserError):
        completeness.declare(db, Q1, TODAY)
    with pytest.raises(InputError):
        completeness.reopen(db, Q1, "", TODAY)
    completeness.reopen(db, Q1, "Công an phường báo cáo bổ sung", TODAY)
    assert completeness.find(db, Q1).reason == "Công an phường báo cáo bổ sung"
    figures.record(db, observation("26.1", 3, period=Q1))


def test_an_open_period_is_not_opened_again(db):
    with pytest.raises(UserError):
        completeness.reopen(db, Q1, "nhầm", TODAY)
