from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Attendance, MeetingState, Presence
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.services import (
    completeness,
    directives,
    documents,
    history,
    meetings,
    papers,
    printing,
    readiness,
    wordings,
)
from giaoban_desktop.storage import meetings as meeting_rows
from tests.builders import briefing_data, directive, freeze, missing, new_book, record


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def text_of(pdf: bytes) -> str:
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)


def test_a_draft_prints_as_it_is_now(db):
    text = text_of(documents.minutes_pdf(db, record(db)))
    assert "88 cuộc tuần tra đêm" in text
    assert "trong quý IV năm 2026" in text
    assert "/BB-CAP" in text


def test_what_is_missing_is_named_and_stops_the_freezing(db):
    data = briefing_data()["meeting"]
    for field in ("ends_at", "secretary"):
        del data[field]
    meeting_id = record(db, meeting=data)
    assert missing(db, meeting_id) == [readiness.MISSING_END, readiness.MISSING_SECRETARY]
    with pytest.raises(UserError, match="not complete: The time at which the meeting ended is missing"):
        freeze(db, meeting_id)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.DRAFT


def test_frozen_minutes_keep_their_bytes_without_a_number(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    first = documents.minutes_pdf(db, meeting_id)
    assert documents.minutes_pdf(db, meeting_id) == first
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.READY
    assert "01/BB" not in text_of(first)


def test_issuing_writes_in_the_number_of_the_register(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=date(2026, 3, 25))
    issued = documents.minutes_pdf(db, meeting_id)
    assert "Số: 05/BB-CAP" in text_of(issued)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.ISSUED


@pytest.mark.parametrize(
    ("number", "day", "sentence"),
    [
        ("0", date(2026, 3, 25), "not a number of a register"),
        ("năm", date(2026, 3, 25), "not a number of a register"),
        ("5", date(2026, 3, 23), "before its meeting"),
    ],
)
def test_a_wrong_number_or_date_is_refused(db, number, day, sentence):
    meeting_id = record(db)
    freeze(db, meeting_id)
    with pytest.raises(InputError, match=sentence):
        documents.issue(db, meeting_id, number=number, issued_on=day)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.READY


def test_nothing_is_issued_before_it_was_printed_for_signature(db):
    with pytest.raises(UserError, match="Make them ready first"):
        documents.issue(db, record(db), number="5", issued_on=date(2026, 3, 25))


def test_minutes_that_are_not_issued_go_back_to_draft(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.reopen(db, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.DRAFT
    taken_back = next(paper for paper in papers.listed(db) if paper.is_superseded)
    assert (taken_back.reason, taken_back.reopened_on) == ("sai số liệu tuần tra", date(2026, 3, 26))
    freeze(db, meeting_id)


@pytest.mark.parametrize("reason", ["", "  \t"])
def test_minutes_do_not_go_back_to_draft_without_a_reason(db, reason):
    meeting_id = record(db)
    freeze(db, meeting_id)
    with pytest.raises(InputError, match="Say why"):
        documents.reopen(db, meeting_id, reason=reason, on=date(2026, 3, 26))
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.READY


def test_undo_takes_the_reason_back_with_the_step(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.reopen(db, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    history.undo(db, history.undoable(db).seq)
    assert meeting_rows.get_meeting(db, meeting_id).state is MeetingState.READY
    assert not [paper for paper in papers.listed(db) if paper.is_superseded]


def test_undo_does_not_cross_the_issue(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=date(2026, 3, 25))
    assert history.undoable(db) is None


def test_a_stored_paper_that_was_damaged_is_told(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    db.connection.execute("UPDATE blob SET bytes = x'00'")
    with pytest.raises(StorageError, match="stored paper"):
        documents.minutes_pdf(db, meeting_id)


def test_no_file_is_replaced_without_asking(db, tmp_path):
    pdf = documents.minutes_pdf(db, record(db))
    output = tmp_path / "bien-ban.pdf"
    output.write_bytes(b"%PDF-1.4 scan")
    with pytest.raises(StorageError, match="exists already"):
        printing.write_pdf(pdf, output)
    printing.write_pdf(pdf, output, overwrite=True)
    assert output.read_bytes() == pdf


def test_a_book_is_never_replaced_by_a_paper(db, tmp_path):
    pdf = documents.minutes_pdf(db, record(db))
    link = tmp_path / "link.pdf"
    link.symlink_to(db.path)
    journal = db.path.with_name(db.path.name + "-wal")
    for output in (db.path, link, journal):
        with pytest.raises(StorageError, match="never replaced"):
            printing.write_pdf(pdf, output, overwrite=True)


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "x" * 250 + ".pdf"])
def test_a_name_the_disk_does_not_take_is_told(db, tmp_path, name):
    with pytest.raises(StorageError, match="could not be written"):
        printing.write_pdf(b"%PDF", tmp_path / name)


def test_papers_are_listed_with_number_day_and_the_prints_taken_back(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    first = documents.minutes_pdf(db, meeting_id)
    documents.reopen(db, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=date(2026, 3, 25))
    held, taken_back = papers.listed(db)
    assert (held.id, held.reference, held.issued_on) == (meeting_id, "05/BB-CAP", date(2026, 3, 25))
    assert papers.pdf(db, held) == documents.minutes_pdf(db, meeting_id)
    assert (taken_back.is_superseded, taken_back.state) == (True, MeetingState.WITHDRAWN)
    assert papers.pdf(db, taken_back) == first


def test_papers_go_by_period_the_newest_first(db):
    data = briefing_data()["meeting"]
    month = {**data, "kind": "month", "period": "2026-02", "held_on": "2026-02-25"}
    record(db, meeting=month, figures=[], directives=[])
    record(db)
    assert [paper.meeting.period.code for paper in papers.listed(db)] == ["2026-Q1", "2026-02"]


def test_the_same_draft_is_printed_as_the_same_bytes(db):
    meeting_id = record(db)
    assert documents.minutes_pdf(db, meeting_id) == documents.minutes_pdf(db, meeting_id)


def test_what_is_missing_names_its_field(db):
    asked = set(readiness.ASKED_FIELDS.values()) - {"attendances"}
    assert asked <= set(meeting_rows.get_meeting(db, record(db)).__slots__)
    assert readiness.MISSING_SYMBOL not in readiness.ASKED_FIELDS


def test_a_date_the_minutes_cannot_bear_is_refused_before_anything_else(db):
    record(db)
    (paper,) = papers.listed(db)
    papers.check_issued_on(paper, paper.meeting.held_on)
    with pytest.raises(InputError, match="before its meeting"):
        papers.check_issued_on(paper, date(2026, 3, 23))


def test_figures_of_days_after_the_meeting_are_told(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    assert readiness.LATE_CUT_OFF not in missing(db, meeting_id)
    meetings.save(db, replace(found, counted_to=date(2026, 3, 31)))
    assert readiness.LATE_CUT_OFF in missing(db, meeting_id)


def test_who_signs_was_there_or_was_appointed(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    assert readiness.UNENTITLED_SIGNER not in missing(db, meeting_id)
    gone = Attendance(new_id(), None, Presence.ABSENT, found.chair, reason="ốm")
    meetings.save(db, replace(found, attendances=(*found.attendances, gone)))
    told = next(one for one in readiness.missing(db, meeting_id) if one.message == readiness.UNENTITLED_SIGNER)
    assert (told.fields["role"], told.fields["name"]) == ("chair", found.chair.name)
    assert readiness.ASKED_FIELDS[told.message] == "attendances"
    appointed = replace(meetings.get(db, meeting_id), chair_appointed_by="Chủ tịch UBND phường")
    meetings.save(db, appointed)
    assert meetings.get(db, meeting_id).chair_appointed_by == "Chủ tịch UBND phường"
    assert readiness.UNENTITLED_SIGNER not in missing(db, meeting_id)
    texts = documents.minutes_content(db, meeting_id).texts
    assert any(text.endswith("theo phân công của Chủ tịch UBND phường.") for text in texts)


def test_who_signs_and_is_nowhere_in_the_attendance_was_not_there(db):
    meeting_id = record(db)
    found = meetings.get(db, meeting_id)
    by_name = (Attendance(new_id(), None, participant=found.chair),)
    stranger = Participant("Đỗ Thị Xuân", position="Công chức Văn phòng")
    meetings.save(db, replace(found, attendances=by_name, secretary=stranger))
    assert readiness.UNENTITLED_SIGNER in missing(db, meeting_id)
    came = Attendance(new_id(), None, participant=stranger)
    meetings.save(db, replace(meetings.get(db, meeting_id), attendances=(*by_name, came)))
    assert readiness.UNENTITLED_SIGNER not in missing(db, meeting_id)
    sent = Participant("Ngô Đình Khải")
    instead = Attendance(new_id(), None, Presence.REPRESENTED, sent, represented_by=stranger.name)
    meetings.save(db, replace(meetings.get(db, meeting_id), attendances=(*by_name, instead)))
    assert readiness.UNENTITLED_SIGNER not in missing(db, meeting_id)


def test_issued_minutes_name_the_amendment_as_the_way(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=date(2026, 3, 25))
    with pytest.raises(UserError, match="put right by an amendment"):
        documents.reopen(db, meeting_id, reason="sai", on=date(2026, 3, 26))
    with pytest.raises(UserError, match="put right by an amendment"):
        meetings.save(db, replace(meetings.get(db, meeting_id), place="Nơi khác"))


def test_minutes_that_were_never_printed_have_one_wording(db):
    record(db)
    (paper,) = papers.listed(db)
    assert not paper.has_versions
    (now,) = wordings.versions(db, paper)
    assert not any(pair.differs for pair in wordings.compared(db, paper, now, now))


def test_any_two_wordings_of_minutes_stand_beside_each_other(db):
    meeting_id = record(db)
    for place in ("Nhà văn hóa phường", "Hội trường khu phố"):
        freeze(db, meeting_id)
        documents.reopen(db, meeting_id, reason="sai địa điểm", on=date(2026, 3, 26))
        meetings.save(db, replace(meetings.get(db, meeting_id), place=place))
    paper = next(one for one in papers.listed(db) if one.is_superseded)
    assert all(one.has_versions for one in papers.listed(db))
    first, second, now = wordings.versions(db, paper)
    assert [one.is_taken_back for one in (first, second, now)] == [True, True, False]

    def places(before, after):
        (changed,) = [pair for pair in wordings.compared(db, paper, before, after) if pair.differs]
        return "".join(part.text for part in changed.after)

    assert places(first, second) == "Địa điểm: Nhà văn hóa phường."
    assert places(second, now) == places(first, now) == "Địa điểm: Hội trường khu phố."


def test_freezing_waits_for_the_whole_check_list(db):
    meeting_id = record(db)
    meetings.save_directive(db, directive(meeting_id=meeting_id))
    told = [error.message for error in readiness.missing(db, meeting_id)]
    assert told == [readiness.INCOMPLETE, readiness.UNASSIGNED]
    with pytest.raises(UserError, match="not declared complete"):
        documents.make_ready(db, meeting_id)
    completeness.declare(db, meetings.get(db, meeting_id).period, date(2026, 3, 24))
    with pytest.raises(UserError, match="name nobody"):
        documents.make_ready(db, meeting_id)
    directives.mark_general(db, meeting_id)
    assert readiness.missing(db, meeting_id) == []
    given = meetings.directives_of(db, meeting_id)
    assert all(one.is_assigned for one in given)
    assert any(one.general for one in given)
    history.undo(db, history.undoable(db).seq)
    assert [error.message for error in readiness.missing(db, meeting_id)] == [readiness.UNASSIGNED]
