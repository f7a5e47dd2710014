"""Any sequence of acts on the papers of a meeting leaves a whole book and keeps what was issued."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.amendments import Replacement, with_replacement
from giaoban_desktop.domain.attachments import MediaType
from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, MeetingState
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import (
    amendments,
    attachments,
    checks,
    directives,
    history,
    meetings,
    outcomes,
    papers,
    registers,
)
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.storage import change_log
from tests.builders import new_book, record

DAY = date(2026, 3, 26)
ACTS = ("freeze", "reopen", "issue", "scan", "amend", "write", "take out", "note", "demand", "withdraw", "undo")


def carry_out(db, meeting_id: str, act: str, number: int) -> None:
    """One act on one of the papers that there are, or on the meeting."""
    known = papers.listed(db)
    paper = known[number % len(known)]
    day = DAY + timedelta(days=number)
    match act:
        case "freeze":
            papers.make_ready(db, paper)
        case "reopen":
            papers.reopen(db, paper, reason="sai số liệu", on=day)
        case "issue":
            papers.issue(db, paper, number=str(number + 1), issued_on=day, secrecy=list(Secrecy)[number % 4])
        case "scan":
            file = Stored("quet.pdf", MediaType.PDF, 10, f"{number}" * 64)
            attachments.attach_scan(db, paper.document_id, file, on=day)
        case "amend":
            amendments.save(db, amendments.begin(db, meeting_id, on=day))
        case "write" if not paper.is_minutes and not paper.is_superseded:
            one = Replacement(new_id(), f"chỗ {number}", "sửa", "mục 2")
            amendments.save(db, with_replacement(replace(amendments.get(db, paper.id), reason="nhầm"), one))
        case "take out":
            amendments.remove(db, paper.id)
        case "note":
            found = meetings.get(db, meeting_id)
            item = AgendaItem(new_id(), f"Nội dung {number}")
            said = Outcome(new_id(), item.id, list(OutcomeKind)[number % 3], f"Kiểm tra bến đò {number}.")
            meetings.save(db, replace(found, agenda=(*found.agenda, item), outcomes=(*found.outcomes, said)))
        case "demand":
            for one in meetings.get(db, meeting_id).outcomes:
                outcomes.make_directive(db, meeting_id, one.id)
        case "withdraw":
            meetings.withdraw(db, meeting_id)
        case "undo":
            act = history.undoable(db)
            if act is not None and act.seq > 2:
                history.undo(db, act.seq)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7)), min_size=4, max_size=14))
def test_any_sequence_leaves_a_whole_book(sequence):
    with tempfile.TemporaryDirectory() as folder, new_book(Path(folder)) as db:
        meeting_id = record(db)
        issued: dict[str, bytes] = {}
        for act, number in [("freeze", 0), ("issue", 0), ("amend", 1)] * (len(sequence) % 2) + sequence:
            before = change_log.images(db.connection)
            try:
                carry_out(db, meeting_id, act, number)
            except UserError:
                assert change_log.images(db.connection) == before
            for paper in papers.listed(db):
                if paper.state is MeetingState.ISSUED:
                    assert issued.setdefault(paper.id, papers.pdf(db, paper)) == papers.pdf(db, paper)
        assert issued.keys() <= {paper.id for paper in papers.listed(db)}
        given = {one.id for one in directives.listed(db, as_of=DAY)}
        assert {one.directive_id for one in meetings.get(db, meeting_id).outcomes if one.directive_id} <= given | (
            {one.id for one in meetings.directives_of(db, meeting_id)}
        )
        assert len(registers.read(db).entries) == len(issued)
        assert change_log.first_broken(db.connection) is None
        assert checks.check(db.path, with_attachments=False) == []
