"""Figures corrected after their minutes were frozen: both stay, with the reason; nothing else is corrected so."""

from datetime import date

import pytest

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.papers.content import Table
from giaoban_desktop.services import (
    annex,
    completeness,
    corrections,
    documents,
    figure_grid,
    figure_typing,
    figures,
    history,
    meetings,
    papers,
    series,
)
from giaoban_desktop.services.figure_cells import RowKey
from tests.builders import freeze, new_book, observation, record

Q1, PATROLS = quarter(2026, 1), RowKey("9.1", None)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        freeze(book, record(book))
        yield book


def correct(db, text="90", counted_to=date(2026, 3, 31), reason="Bổ sung hai cuộc cuối tháng."):
    return corrections.correct(db, PATROLS, Q1, text=text, counted_to=counted_to, reason=reason, today=date(2026, 4, 2))


def test_both_values_stay_with_the_reason_and_undo_takes_the_later_one_back(db):
    correct(db)
    found = figure_grid.year_grid(db, 2026).cell(PATROLS, Q1)
    assert (found.value.text, found.before.text, found.note) == ("90", "88", "Bổ sung hai cuộc cuối tháng.")
    assert found.is_frozen
    history.undo(db, history.undoable(db).seq)
    assert figure_grid.year_grid(db, 2026).cell(PATROLS, Q1).value.text == "88"


def test_what_was_corrected_is_corrected_again_or_taken_back_but_not_typed_over(db):
    correct(db)
    with pytest.raises(UserError, match="frozen"):
        figure_typing.type_value(db, "9.1", None, Q1, "130")
    correct(db, text="91", reason="Bổ sung ba cuộc.")
    about = corrections.find(db, PATROLS, Q1)
    assert (about.told.value.text, about.since.value.text, about.since.note) == ("88", "91", "Bổ sung ba cuộc.")
    corrections.take_back(db, PATROLS, Q1)
    assert corrections.find(db, PATROLS, Q1).since is None
    with pytest.raises(UserError, match="was not corrected"):
        corrections.take_back(db, PATROLS, Q1)
    history.undo(db, history.undoable(db).seq)
    assert corrections.find(db, PATROLS, Q1).since.value.text == "91"


def test_nothing_is_corrected_in_a_locked_period(db):
    (minutes,) = papers.listed(db)
    documents.issue(db, minutes.id, number="5", issued_on=date(2026, 3, 25))
    completeness.lock(db, Q1, date(2026, 4, 2))
    with pytest.raises(UserError, match="locked"):
        correct(db)


def test_the_minutes_and_their_annex_keep_what_they_said(db):
    minutes = papers.listed(db)[0].digest
    correct(db)
    assert papers.listed(db)[0].digest == minutes
    rows = [
        row
        for block in annex.content(db, papers.listed(db)[0].id).blocks
        if hasattr(block, "rows")
        for row in block.rows
    ]
    assert any("88" in row and "90" in row and "Bổ sung hai cuộc cuối tháng." in row for row in rows)


def test_the_annex_of_the_next_period_says_what_its_last_period_was_corrected_to(db):
    correct(db)
    figures.record(db, observation("9.1", 95, period=quarter(2026, 2), counted_to=date(2026, 6, 30)))
    following = series.start_next(db, today=date(2026, 6, 30))[1]
    assert meetings.get(db, following).period == quarter(2026, 2)
    printed = [block for block in annex.content(db, following).blocks if isinstance(block, Table)][-1]
    said = ("Cuộc tuần tra đêm (quý I năm 2026)", "Chung", "88", "90", "Bổ sung hai cuộc cuối tháng.")
    assert printed.rows[0][1:] == said


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": ""}, "value"),
        ({"text": "hai"}, "value"),
        ({"text": "88"}, "value"),
        ({"text": "1,5"}, "value"),
        ({"counted_to": date(2026, 3, 24)}, "counted_to"),
        ({"counted_to": date(2026, 5, 1)}, "counted_to"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_what_is_no_correction_is_refused_and_named(db, changed, field):
    with pytest.raises(InputError) as refused:
        correct(db, **changed)
    assert refused.value.field == field
    assert figure_grid.year_grid(db, 2026).cell(PATROLS, Q1).value.text == "88"


def test_a_figure_that_may_be_typed_is_not_corrected_so(db):
    with pytest.raises(UserError, match="no frozen minutes"):
        corrections.correct(
            db, RowKey("8.1", None), Q1, text="5", counted_to=date(2026, 3, 31), reason="x", today=date(2026, 4, 2)
        )
    kept = corrections.find(db, PATROLS, Q1)
    assert corrections.proposed_day(kept, date(2026, 3, 25)) == date(2026, 3, 25)
    assert corrections.proposed_day(kept, date(2026, 5, 25)) == date(2026, 3, 31)
    assert corrections.proposed_day(kept, date(2026, 3, 20)) == date(2026, 3, 25)
