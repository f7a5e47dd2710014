"""The register of a book: what was issued, proposals in own series, numbers that are taken."""

from datetime import date

import pytest

from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.registers import NumberSeries
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import checks, documents, history, meetings, registers
from tests.builders import UNITS, briefing_data, freeze, new_book, record

DAY = date(2026, 3, 26)
OWN = NumberSeries(UNITS["CA"].id, "BB")


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def issued(db, period: str, number: str, *, on=DAY, secrecy=Secrecy.NONE) -> str:
    """Minutes of the police about a month, issued."""
    meeting = {**briefing_data()["meeting"], "kind": "month", "period": period, "held_on": f"{period}-24"}
    meeting_id = record(db, meeting=meeting, figures=[], directives=[])
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number=number, issued_on=on, secrecy=secrecy)
    return meeting_id


def test_the_register_holds_what_was_issued_the_newest_first(db):
    issued(db, "2026-01", "3", on=date(2026, 1, 27))
    issued(db, "2026-02", "7", on=date(2026, 2, 26))
    record(db)
    found = registers.read(db)
    assert [entry.reference for entry in found.entries] == ["07/BB-CAP", "03/BB-CAP"]
    assert (found.duplicates, found.gaps, found.own) == (frozenset(), (), frozenset())


def test_an_annex_is_no_paper_of_its_own(db):
    from giaoban_desktop.services import annex

    meeting_id = record(db)
    annex.attach(db, annex.proposed(db, meeting_id))
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=DAY)
    found = registers.read(db)
    assert len(found.entries) == 1
    assert found.duplicates == frozenset()


def test_only_own_series_propose_numbers_and_tell_gaps(db):
    issued(db, "2026-01", "2", on=date(2026, 1, 27))
    draft = record(db)
    assert registers.proposed_number(db, draft, on=DAY) == ""
    registers.declare(db, OWN, own=True)
    assert registers.proposed_number(db, draft, on=DAY) == "03"
    assert registers.proposed_number(db, draft, on=date(2027, 1, 4)) == "01"
    assert registers.proposed_number(db, draft, on=DAY, secrecy=Secrecy.SECRET) == ""
    (gap,) = registers.read(db).gaps
    assert (gap.year, gap.missing) == (2026, (1,))
    history.undo(db, history.undoable(db).seq)
    assert registers.read(db).own == frozenset()


def test_a_number_that_is_taken_is_told_and_both_are_marked(db):
    issued(db, "2026-01", "5", on=date(2026, 1, 27))
    draft = record(db)
    (other,) = registers.bearing(db, draft, "05", on=DAY)
    assert other.reference == "05/BB-CAP"
    assert registers.bearing(db, draft, "5", on=date(2027, 1, 4)) == []
    assert registers.bearing(db, draft, "5", on=DAY, secrecy=Secrecy.CONFIDENTIAL) == []
    with pytest.raises(InputError, match="not a number of a register"):
        registers.bearing(db, draft, "năm", on=DAY)
    issued(db, "2026-02", "5", on=date(2026, 2, 26))
    assert len(registers.read(db).duplicates) == 2


def test_how_secret_a_paper_is_stays_with_it(db):
    meeting_id = issued(db, "2026-02", "1", on=date(2026, 2, 26), secrecy=Secrecy.SECRET)
    assert registers.read(db).entries[0].secrecy is Secrecy.SECRET
    assert meetings.get(db, meeting_id).state == "issued"
    assert checks.check(db.path) == []


def test_declaring_twice_is_nothing_new(db):
    for _time in range(2):
        registers.declare(db, OWN, own=True)
    registers.declare(db, OWN, own=False)
    registers.declare(db, OWN, own=False)
    assert registers.read(db).own == frozenset()
