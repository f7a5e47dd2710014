"""Deadlines in a calendar file, read back by the library that any calendar could be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from giaoban_desktop.domain.directives import Deadline, DirectiveState
from giaoban_desktop.errors import StorageError
from giaoban_desktop.services import calendar_file
from tests.builders import UNITS, directive

AT = datetime(2026, 3, 25, 8, 0, tzinfo=UTC)
BY_ID = {unit.id: unit for unit in UNITS.values()}


def due(**changed):
    fields = {
        "text": "Rà soát, lập danh sách; gửi về UBND phường.",
        "deadline": Deadline(date(2026, 4, 30), "trước 1/5"),
    }
    return directive(**{**fields, **changed})


def events(file):
    return Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_each_open_deadline_is_a_whole_day_with_a_reminder(tmp_path):
    file = tmp_path / "thoi-han.ics"
    given = due(
        lead_id=UNITS["CA"].id, coordinating_ids=(UNITS["QS"].id,), all_forces=True, urgent=True, given_by="ông An"
    )
    others = [
        due(deadline=None),
        due(state=DirectiveState.DONE, closed_on=date(2026, 4, 1)),
        due(deadline=None, standing=True),
    ]
    assert calendar_file.write(file, [given, *others], BY_ID, at=AT) == 1
    (event,) = events(file)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 4, 30), date(2026, 5, 1))
    assert str(event["summary"]) == "Hạn: Rà soát, lập danh sách; gửi về UBND phường."
    assert str(event["description"]).split("\n") == [
        given.text,
        f"Đơn vị chủ trì: {UNITS['CA'].label}",
        f"Phối hợp: {UNITS['QS'].label}, các lực lượng",
        "Thời hạn: trước 1/5",
        "Giao ngày 24/3/2026, ông An",
    ]
    assert event["priority"] == 1
    assert event["uid"].startswith(given.id)
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-16)


def test_lines_are_no_longer_than_the_standard_allows(tmp_path):
    file = tmp_path / "thoi-han.ics"
    calendar_file.write(file, [due(text="Tăng cường kiểm tra, xử lý " * 40)], BY_ID, at=AT)
    lines = file.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "Tăng cường kiểm tra" in str(events(file)[0]["description"])


def test_a_file_that_is_there_is_left_alone_unless_it_was_asked_for(tmp_path):
    file = tmp_path / "thoi-han.ics"
    file.write_text("khác", encoding="utf-8")
    with pytest.raises(StorageError, match="exists already"):
        calendar_file.write(file, [due()], BY_ID, at=AT)
    assert file.read_text(encoding="utf-8") == "khác"
    assert calendar_file.write(file, [due()], BY_ID, at=AT, overwrite=True) == 1
    with pytest.raises(StorageError, match="does not exist"):
        calendar_file.write(tmp_path / "không có" / "a.ics", [due()], BY_ID, at=AT)
