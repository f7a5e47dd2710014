"""What search knows of a row follows whatever its words, title and day are taken from, in the same act."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.amendments import with_replacement
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, MeetingKind, Narrative, Section, Statement
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.periods import month
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import (
    amendments,
    checks,
    directives,
    documents,
    figures,
    history,
    meetings,
    papers,
    search,
)
from giaoban_desktop.storage import amendments as amendment_rows
from giaoban_desktop.storage import indicators
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import search as entries
from tests.builders import UNITS, directive, freeze, meeting, new_book, observation, record

TODAY, LATER = date(2026, 4, 24), date(2026, 5, 4)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def held(db):
    """A monthly meeting in draft with a report, a statement and an outcome; gives it as kept."""
    item = AgendaItem(new_id(), "Báo cáo tình hình")
    made = meeting(
        kind=MeetingKind.MONTH,
        period=month(2026, 4),
        held_on=TODAY,
        counted_to=TODAY,
        title="Hội nghị tháng 4",
        agenda=(item,),
        narratives=(Narrative(new_id(), "crime", Section.RESULTS, "Đã bắt trộm xylophon.", UNITS["CA"].id),),
        statements=(Statement(new_id(), "Ông Bình", "Nhất trí với xylophon.", UNITS["CA"].id),),
        outcomes=(Outcome(new_id(), item.id, OutcomeKind.INFORMATION, "Ghi nhận xylophon."),),
    )
    with db.act("meeting.start", made.title):
        meeting_rows.save_meeting(db, made)
    return meetings.get(db, made.id)


def found(db, words):
    return {(one.kind, one.title, one.dated_on) for one in search.find(db, words, today=LATER)}


def test_what_was_said_in_a_meeting_is_found_under_its_new_title_and_day(db):
    before = held(db)
    said = ("narrative", "statement", "outcome")
    assert found(db, "xylophon") == {(kind, "Hội nghị tháng 4", "2026-04-24") for kind in said}
    meetings.save(db, replace(before, title="Hội nghị đã dời", held_on=LATER))
    assert found(db, "xylophon") == {(kind, "Hội nghị đã dời", "2026-05-04") for kind in said}
    assert len(found(db, "đã dời")) == 4
    assert found(db, "Hội nghị tháng 4") == set()
    assert checks.check(db.path) == []


def test_minutes_are_found_under_the_new_title_of_their_meeting(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.reopen(db, meeting_id, reason="đổi tên", on=TODAY)
    meetings.save(db, replace(meetings.get(db, meeting_id), title="Hội nghị zebra"))
    assert {kind for kind, _title, _day in found(db, "zebra")} >= {"meeting", "document", "narrative"}


def test_progress_is_not_found_by_words_that_its_directive_no_longer_has(db):
    given_one = directive(text="Kiểm tra bến đò.")
    directives.save(db, given_one)
    directives.note(db, given_one.id, "Đã làm xong.", on=given_one.given_on)
    assert {kind for kind, _title, _day in found(db, "bến đò")} == {"directive", "progress_note"}
    directives.save(db, replace(directives.get(db, given_one.id), text="Kiểm tra nhà trọ."))
    assert found(db, "bến đò") == set()
    assert {title for _kind, title, _day in found(db, "làm xong")} == {"Kiểm tra nhà trọ."}
    act = history.undoable(db)
    history.undo(db, act.seq)
    assert {kind for kind, _title, _day in found(db, "bến đò")} == {"directive", "progress_note"}


def test_an_amendment_is_found_by_its_words_of_now(db):
    issued = record(db)
    freeze(db, issued)
    documents.issue(db, issued, number="5", issued_on=TODAY)
    _do(db, issued, held(db).id, "amend", 1)
    (written,) = [one for one in papers.listed(db) if not one.is_minutes]
    papers.make_ready(db, written)
    frozen = replace(amendments.get(db, written.id), reason="nhầm zebrawood")
    with db.act("amendment.save", "x"):
        amendment_rows.save_amendment(db, frozen)
    assert [one.parent_id for one in search.find(db, "zebrawood", today=LATER)] == [written.id]
    with db.act("amendment.save", "x"):
        words = tuple(replace(one, after="alpaca") for one in frozen.replacements)
        amendment_rows.save_amendment(db, replace(frozen, replacements=words))
    assert [one.parent_id for one in search.find(db, "zebrawood alpaca", today=LATER)] == [written.id]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "title",
                "day",
                "narrative",
                "outcome",
                "withdraw",
                "restore",
                "directive",
                "text",
                "note",
                "remove",
                "figure",
                "rename",
                "amend",
                "again",
                "freeze",
                "reopen",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(STEPS)
@example([("figure", 1), ("rename", 2), ("undo", 0)])
@example([("directive", 0), ("directive", 1), ("note", 2), ("text", 3), ("remove", 0), ("undo", 0), ("undo", 0)])
@example([("amend", 1), ("freeze", 0), ("again", 3), ("reopen", 0), ("again", 2), ("freeze", 0)])
@example([("freeze", 1), ("title", 1), ("reopen", 1), ("title", 2), ("day", 3), ("withdraw", 0), ("restore", 0)])
def test_search_is_up_to_date_after_any_acts(tmp_path_factory, steps):
    with new_book(tmp_path_factory.mktemp("book")) as db:
        issued = record(db)
        freeze(db, issued)
        documents.issue(db, issued, number="5", issued_on=TODAY)
        draft = held(db)
        for step, number in steps:
            with suppress(UserError):
                _do(db, issued, draft.id, step, number)
            assert entries.stale_kinds(db.connection) == [], (step, number)


def _do(db, issued, meeting_id, step, number):
    held_one = meetings.get(db, meeting_id)
    given_ones = meetings.directives_of(db, meeting_id)
    written = [one for one in papers.listed(db) if not one.is_minutes]
    match step:
        case "title":
            meetings.save(db, replace(held_one, title=f"Hội nghị {number}"))
        case "day":
            meetings.save(db, replace(held_one, held_on=TODAY + timedelta(days=number)))
        case "narrative":
            text = replace(held_one.narratives[0], text=f"Lời {number}") if held_one.narratives else None
            meetings.save(db, replace(held_one, narratives=(text,) if text and number else ()))
        case "outcome":
            outcomes = tuple(replace(one, text=f"Ghi nhận {number}") for one in held_one.outcomes)
            meetings.save(db, replace(held_one, outcomes=outcomes))
        case "withdraw":
            meetings.withdraw(db, meeting_id)
        case "restore":
            meetings.restore(db, meeting_id)
        case "directive":
            meetings.save_directive(
                db, directive(text=f"Việc {number}", given_on=held_one.held_on, meeting_id=meeting_id)
            )
        case "text":
            meetings.save_directive(db, replace(given_ones[0], text=f"Sửa {number}")) if given_ones else None
        case "note":
            for one in given_ones[:number]:
                directives.note(db, one.id, f"Tiến độ {number}", on=one.given_on)
        case "remove":
            meetings.remove_directive(db, given_ones[0]) if given_ones else None
        case "figure":
            figures.record(db, observation("9.1", number + 1, period=month(2026, 4), note=f"Ghi chú {number}"))
        case "rename":
            with db.act("indicator.save", "x"):
                kept = next(one for one in indicators.list_indicators(db) if one.code == "9.1")
                indicators.save_indicator(db, replace(kept, name=f"Chỉ tiêu {number}"))
        case "amend":
            place, before = next(one for one in amendments.paragraphs(db, issued) if "88" in one[1])
            made = replace(amendments.begin(db, issued, on=LATER), reason=f"nhầm {number}")
            right = amendments.replacement(before, before.replace("88", f"{number}9"), place)
            amendments.save(db, with_replacement(made, right))
        case "again":
            for one in written[:1]:
                kept = amendments.get(db, one.id)
                right = replace(kept.replacements[0], after=f"{number}7")
                amendments.save(db, replace(kept, replacements=(right,)))
        case "freeze":
            freeze(db, meeting_id) if number else [papers.make_ready(db, one) for one in written[:1]]
        case "reopen":
            reopened = [one for one in papers.listed(db) if not one.is_superseded]
            for one in reopened:
                with suppress(UserError):
                    papers.reopen(db, one, reason=f"sửa {number}", on=LATER)
        case "undo" | "redo":
            act = history.undoable(db) if step == "undo" else history.redoable(db)
            if act is not None:
                history.undo(db, act.seq)
