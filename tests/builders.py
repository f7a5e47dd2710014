"""Valid things with defaults, so that a test says only what it is about."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.figures import Observation, Value, number_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Meeting, MeetingKind
from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.domain.units import Level, LevelSince, Office, Unit
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import completeness, directives, documents, meetings, office, readiness
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.storage.database import Database

BOOK = "giaoban.db"
NOW = datetime(2026, 3, 25, 8, 0, tzinfo=UTC)
UNITS = {
    "TINH": Unit(id="01900000-0000-7000-8000-000000000001", code="TINH", name="UBND tỉnh Bình Hà"),
    "UBND": Unit(
        id="01900000-0000-7000-8000-000000000002",
        code="UBND",
        name="UBND phường An Lạc",
        symbol="UBND",
        levels=(LevelSince(Level.COMMUNE, date(2025, 7, 1)),),
        issuing_body="ỦY BAN NHÂN DÂN PHƯỜNG AN LẠC",
    ),
    "CA": Unit(
        id="01900000-0000-7000-8000-000000000003",
        code="CA",
        name="Công an phường An Lạc",
        force="CA",
        symbol="CAP",
        body_above="CÔNG AN TỈNH BÌNH HÀ",
        issuing_body="CÔNG AN PHƯỜNG AN LẠC",
        place="An Lạc",
    ),
    "QS": Unit(
        id="01900000-0000-7000-8000-000000000004",
        code="QS",
        name="Ban Chỉ huy Quân sự phường An Lạc",
        force="QS",
        symbol="BCH",
        body_above="UBND PHƯỜNG AN LẠC",
        issuing_body="BAN CHỈ HUY QUÂN SỰ",
    ),
}
OFFICE = Office("01900000-0000-7000-8000-00000000000a", UNITS["UBND"].id, UNITS["TINH"].id)


def new_book(folder: Path, name: str = BOOK) -> Database:
    """A book with an office, open for writing. Those of the usual name are copies of one that was made once."""
    if name != BOOK or (folder / name).exists():
        return fresh_book(folder / name)
    (folder / name).write_bytes(_pattern())
    return Database.open(folder / name, by="test", clock=lambda: NOW)


@cache
def _pattern() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        fresh_book(Path(folder) / BOOK).close()
        return (Path(folder) / BOOK).read_bytes()


def fresh_book(file: Path) -> Database:
    """A book that was made just now, by the act that founds its office."""
    db = Database.create(file, by="test", clock=lambda: NOW)
    office.set_up(db, OFFICE, list(UNITS.values()))
    return db


def complete(db: Database, meeting_id: str) -> None:
    """What the check list asks to be said: the figures are complete, and what names nobody is for everybody."""
    held = meetings.get(db, meeting_id)
    completeness.declare(db, held.period, held.held_on)
    directives.mark_general(db, meeting_id)


def missing(db: Database, meeting_id: str) -> list[str]:
    """The messages of the check list, what is asked to be said aside."""
    said = (readiness.INCOMPLETE, readiness.UNASSIGNED)
    return [error.message for error in readiness.missing(db, meeting_id) if error.message not in said]


def freeze(db: Database, meeting_id: str) -> Changes:
    """Make the minutes of a meeting ready, after what the check list asks was said."""
    complete(db, meeting_id)
    return documents.make_ready(db, meeting_id)


def meeting(**changed: Any) -> Meeting:
    """A quarterly meeting as a draft."""
    period: Period = changed.pop("period", quarter(2026, 1))
    fields: dict[str, Any] = {
        "id": new_id(),
        "kind": MeetingKind.QUARTER,
        "period": period,
        "held_on": date(2026, 3, 24),
        "host_id": UNITS["CA"].id,
        "counted_from": period.first_on,
        "counted_to": date(2026, 3, 24),
    }
    return Meeting(**{**fields, **changed})


def observation(indicator: str = "9.1", value: Value | int = 88, **changed: Any) -> Observation:
    """A figure of the first quarter, joint work, outside a meeting."""
    period: Period = changed.pop("period", quarter(2026, 1))
    fields: dict[str, Any] = {
        "id": new_id(),
        "indicator": indicator,
        "unit_id": None,
        "period": period,
        "counted_from": period.first_on,
        "counted_to": period.last_on,
        "value": value if isinstance(value, Value) else number_value(value),
    }
    return Observation(**{**fields, **changed})


def directive(**changed: Any) -> Directive:
    """A directive of the March meeting without lead and deadline."""
    fields: dict[str, Any] = {"id": new_id(), "text": "Tăng cường tuần tra đêm.", "given_on": date(2026, 3, 24)}
    return Directive(**{**fields, **changed})


def briefing_data(**changed: Any) -> dict[str, Any]:
    """A small, complete briefing as structured data."""
    data: dict[str, Any] = {
        "format": "giaoban-briefing",
        "version": 1,
        "meeting": {
            "kind": "quarter",
            "period": "2026-Q1",
            "held_on": "2026-03-24",
            "starts_at": "14:00",
            "ends_at": "16:30",
            "host": "CA",
            "co_organisers": ["QS"],
            "place": "Hội trường UBND phường An Lạc",
            "leader": {"name": "Trần Thị Mai", "honorific": "bà", "position": "Chủ tịch UBND phường"},
            "chair": {"name": "Lê Văn Bình", "rank": "Trung tá", "position": "Trưởng Công an phường", "unit": "CA"},
            "secretary": {"name": "Ngô Thị Lan", "honorific": "bà", "position": "công chức văn phòng"},
            "attendances": [{"unit": "CA", "head_count": 8}, {"unit": "QS", "head_count": 5}],
            "narratives": [{"unit": "CA", "field": "crime", "text": "Đã xử lý dứt điểm các vụ việc phát sinh."}],
            "conclusion": "Các lực lượng phối hợp tốt.",
        },
        "figures": [{"indicator": "9.1", "value": 88}, {"indicator": "10.2", "value": 448}],
        "directives": [
            {
                "text": "Tổ chức diễn tập phòng cháy, chữa cháy.",
                "lead": "CA",
                "all_forces": True,
                "deadline": "2026-Q4",
                "deadline_words": "trong quý IV năm 2026",
            }
        ],
    }
    return {**data, **changed}


def write_json(folder: Path, data: object, name: str = "briefing.json") -> Path:
    """The data as a JSON file."""
    file = folder / name
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def record(db: Database, **changed: Any) -> str:
    """Record `briefing_data`; gives the meeting's id."""
    recorded = meetings.record_data(db, Node.of(briefing_data(**changed), ""))
    assert recorded.meeting_id is not None
    return recorded.meeting_id
