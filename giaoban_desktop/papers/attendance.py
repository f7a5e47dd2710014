"""Who took part, as lines of the minutes: the leader, unit by unit, the absent, and how many came in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from giaoban_desktop.domain.dates import long_time
from giaoban_desktop.domain.meetings import Attendance, Meeting, Presence
from giaoban_desktop.domain.numbers import format_number, spell
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.units import Unit

INVITED = "Đại biểu mời"


def lines(meeting: Meeting, units: Mapping[str, Unit]) -> Iterator[str]:
    """The lines below "Thành phần tham dự:", each a sentence behind a dash; the leader is named once, in front."""
    if meeting.leader:
        yield f"- Lãnh đạo dự và chỉ đạo: {meeting.leader.introduced}."
    came = [one for one in meeting.attendances if one.presence is not Presence.ABSENT and one.came]
    came = [one for one in came if not _is(one, meeting.leader)]
    for unit_id in _unit_order(came, units):
        named = "; ".join(_present(one) for one in came if one.unit_id == unit_id)
        yield f"- {_unit_name(unit_id, units)}: {named}."
    absent = [one for one in meeting.attendances if one.presence is Presence.ABSENT]
    if absent:
        yield f"- Vắng mặt: {'; '.join(_absent(one, units) for one in absent)}."
    total = meeting.people_count
    if total:
        number = format_number(total, administrative=True)
        yield f"- Tổng số có mặt: {number} người (bằng chữ: {spell(total)} người)."


def _is(attendance: Attendance, person: Participant | None) -> bool:
    """True when the entry is about that person: the same id or, where one has none, the same name and unit."""
    other = attendance.participant
    if person is None or other is None or attendance.presence is not Presence.PRESENT:
        return False
    if person.person_id and other.person_id:
        return person.person_id == other.person_id
    return person.name == other.name and person.position == other.position


def _unit_order(attendances: list[Attendance], units: Mapping[str, Unit]) -> list[str | None]:
    """Units in the order of `units`, then unknown ones, guests last."""
    met = dict.fromkeys(attendance.unit_id for attendance in attendances)
    known = [unit_id for unit_id in units if unit_id in met]
    unknown = [unit_id for unit_id in met if unit_id is not None and unit_id not in units]
    return [*known, *unknown, *([None] if None in met else [])]


def _unit_name(unit_id: str | None, units: Mapping[str, Unit]) -> str:
    unit = units.get(unit_id or "")
    return unit.name if unit else INVITED


def _people(attendance: Attendance) -> str:
    if attendance.participant:
        return attendance.participant.introduced
    return f"{format_number(attendance.head_count or 0, administrative=True)} đại biểu"


def _substitute(attendance: Attendance) -> str:
    """Who came instead, with the capacity in which."""
    return ", ".join(filter(None, (attendance.represented_by, attendance.represented_as)))


def _present(attendance: Attendance) -> str:
    late = f" (đến lúc {long_time(attendance.arrived_at)})" if attendance.arrived_at else ""
    return f"{_who_came(attendance)}{late}"


def _who_came(attendance: Attendance) -> str:
    if attendance.presence is not Presence.REPRESENTED:
        return _people(attendance)
    reason = f"lý do: {attendance.reason}" if attendance.reason else ""
    if attendance.participant:
        details = "; ".join(filter(None, (f"dự thay {attendance.participant.introduced}", reason)))
        return f"{_substitute(attendance)} ({details})"
    if attendance.head_count == 1:
        return f"{_substitute(attendance)} ({'; '.join(filter(None, ('dự thay', reason)))})"
    # The one who is named came with the others; the number is that of all who came.
    details = f" ({reason})" if reason else ""
    return f"{_people(attendance)} dự thay, do {_substitute(attendance)} đại diện{details}"


def _absent(attendance: Attendance, units: Mapping[str, Unit]) -> str:
    unit = units.get(attendance.unit_id or "")
    who = _people(attendance)
    named = unit.label if unit and unit.label not in who else ""
    reason = f"lý do: {attendance.reason}" if attendance.reason else ""
    substitute = f"{_substitute(attendance)} dự thay" if attendance.represented_by else ""
    details = "; ".join(filter(None, (named, reason, substitute)))
    return f"{who} ({details})" if details else who
