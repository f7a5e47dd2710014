"""A report's text becomes a draft meeting: what is certain is recorded, what is left is told."""

from datetime import date

import pytest

from giaoban_desktop.domain.figures import Status
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import meetings, report_intake
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage.database import Database
from tests.builders import NOW, UNITS, new_book
from tests.language.reading.test_reading import REPORT

TODAY = date(2026, 6, 25)


@pytest.fixture
def db(tmp_path):
    book = new_book(tmp_path)
    yield book
    book.close()


def told(recorded):
    return [note.message.format(**note.fields) for note in recorded.notes]


def test_a_report_becomes_a_draft(db):
    recorded = report_intake.record_text(db, REPORT, today=TODAY)
    found = meetings.get(db, recorded.meeting_id)
    assert (found.state, found.period.code, found.held_on) == (MeetingState.DRAFT, "2026-Q2", date(2026, 6, 18))
    assert (found.host_id, found.co_organiser_ids) == (UNITS["CA"].id, (UNITS["QS"].id,))
    assert (found.leader.name, found.leader.position) == ("Trần Minh Khang", "Chủ tịch UBND phường An Lạc")
    kept = {(one.indicator, one.value.text or one.value.status) for one in figure_rows.list_of_meeting(db, found.id)}
    assert {("9.1", "41"), ("10.2", "hơn 300"), ("19.1", "7"), ("19.2", "15"), ("24.1", "0"), ("52.1", "0")} <= kept
    standing, exercise = meetings.directives_of(db, found.id)
    assert standing.standing
    assert (exercise.lead_id, exercise.coordinating_ids) == (UNITS["QS"].id, (UNITS["CA"].id,))
    assert exercise.deadline.due_on == date(2026, 9, 19)


def test_what_is_not_certain_is_left_and_told(db):
    text = "Hội nghị giao ban tháng 5 năm 2026, Nghị định 03/2019/NĐ-CP. Các lực lượng đã nuôi 30 con bò sữa."
    recorded = report_intake.record_text(db, text, today=TODAY)
    said = "\n".join(told(recorded))
    assert "30 con" in said
    assert "names no day" in said
    assert "03/2019/NĐ-CP" in said
    assert figure_rows.list_of_meeting(db, recorded.meeting_id) == []


def test_parts_of_a_figure_do_not_replace_it(db):
    text = "Giao ban quý I năm 2026. Các lực lượng trao đổi 90 tin, trong đó Công an 50 tin, Quân sự 40 tin."
    recorded = report_intake.record_text(db, text, today=TODAY)
    (kept,) = [one for one in figure_rows.list_of_meeting(db, recorded.meeting_id) if one.unit_id is None]
    assert kept.value.text == "90"


def test_a_text_without_a_period_makes_no_meeting(db):
    with pytest.raises(UserError, match="names no period"):
        report_intake.record_text(db, "Các lực lượng tuần tra 41 cuộc.", today=TODAY)
    assert meetings.listed(db) == []


def test_a_book_without_an_office_is_told(tmp_path):
    empty = Database.create(tmp_path / "rỗng.db", by="test", clock=lambda: NOW)
    with pytest.raises(UserError, match="no office yet"):
        report_intake.record_text(empty, REPORT, today=TODAY)
    empty.close()


def test_the_figures_can_be_reported_on(db):
    recorded = report_intake.record_text(db, REPORT, today=TODAY)
    assert recorded.meeting_id
    statuses = {one.value.status for one in figure_rows.list_of_meeting(db, recorded.meeting_id)}
    assert statuses == {Status.VALUE, Status.ZERO}
