"""Two briefings of 2026 with made-up people: what the tests of papers print."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date, time
from functools import cache
from typing import Any

from giaoban_desktop import paths
from giaoban_desktop.domain import periods
from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.figures import Disaggregation, Observation, parse_value
from giaoban_desktop.domain.indicators import Field, Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Commendation,
    LegalBasis,
    Meeting,
    MeetingKind,
    Narrative,
    Presence,
    Section,
    Statement,
)
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.papers.minutes import MinutesFacts

UBND = Unit("ubnd", "UBND", "UBND phường Mỹ Thới", "UBND phường", issuing_body="Ủy ban nhân dân phường Mỹ Thới")
CA = Unit(
    "ca",
    "CA",
    "Công an phường Mỹ Thới",
    "Công an phường",
    "CA",
    body_above="Công an tỉnh An Giang",
    issuing_body="Công an phường Mỹ Thới",
    symbol="CAP",
)
QS = Unit(
    "qs",
    "QS",
    "Ban Chỉ huy Quân sự phường Mỹ Thới",
    "Ban CHQS phường",
    "QS",
    body_above="UBND phường Mỹ Thới",
    issuing_body="Ban Chỉ huy Quân sự",
    symbol="BCH",
)
BP = Unit(
    "bp",
    "BP",
    "Đồn Biên phòng cửa khẩu Cảng Mỹ Thới",
    "Đồn Biên phòng",
    "BP",
    body_above="Ban Chỉ huy BĐBP tỉnh An Giang",
    issuing_body="Đồn Biên phòng cửa khẩu Cảng Mỹ Thới",
    symbol="ĐBP",
)
HQ = Unit(
    "hq",
    "HQ",
    "Hải quan cửa khẩu cảng Mỹ Thới",
    "Hải quan cảng",
    "HQ",
    body_above="Chi cục Hải quan khu vực XX",
    issuing_body="Hải quan cửa khẩu cảng Mỹ Thới",
    symbol="HQCMT",
)
"""The fourth force, on a coast."""
UNITS = {unit.id: unit for unit in (UBND, CA, QS, BP)}

CHAIRWOMAN = Participant("Lê Thị Ngọc Hân", "bà", "", "Chủ tịch UBND phường", "p1", "ubnd")
DEPUTY = Participant("Trần Quốc Bình", "ông", "", "Phó Chủ tịch UBND phường", "p2", "ubnd")
HEAD_CA = Participant("Nguyễn Thanh Tùng", "ông", "Trung tá", "Trưởng Công an phường", "p3", "ca")
HEAD_QS = Participant("Phạm Văn Hiếu", "ông", "Thiếu tá", "Chỉ huy trưởng Ban CHQS phường", "p4", "qs")
HEAD_BP = Participant("Đỗ Minh Khôi", "ông", "Trung tá", "Đồn trưởng Đồn Biên phòng", "p5", "bp")
WRITER = Participant("Võ Thị Mỹ Duyên", "bà", "Đại úy", "cán bộ Công an phường", "p6", "ca")
DECREE = LegalBasis(
    "b1",
    "03/2019/NĐ-CP",
    date(2019, 9, 5),
    "Nghị định",
    "Chính phủ",
    "về phối hợp giữa Bộ Công an và Bộ Quốc phòng",
)


@cache
def catalogue() -> dict[str, Indicator]:
    """The indicators of the program, by code."""
    data = tomllib.loads((paths.resources() / "indicators.toml").read_text("utf-8"))
    names = {field.name for field in dataclasses.fields(Indicator)}
    found = {}
    for item in data["indicator"]:
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in item.items()}
        values["kind"] = IndicatorKind(values["kind"])
        found[item["code"]] = Indicator(**{name: value for name, value in values.items() if name in names})
    return found


@cache
def fields() -> tuple[Field, ...]:
    """The fields of coordination, in order."""
    data = tomllib.loads((paths.resources() / "fields.toml").read_text("utf-8"))
    return tuple(Field(item["code"], item["name"]) for item in data["field"])


def observation(
    code: str,
    typed: str,
    unit_id: str | None = None,
    *,
    part: tuple[str, str] | None = None,
    unit_word: str = "",
    period: Period | None = None,
    counted_to: date | None = None,
    note: str = "",
) -> Observation:
    """A figure as a clerk types it."""
    period = period or periods.quarter(2026, 1)
    return Observation(
        f"{code}-{unit_id}-{part}",
        code,
        unit_id,
        period,
        period.first_on,
        counted_to or period.last_on,
        parse_value(typed),
        Disaggregation(*part) if part else None,
        unit_word=unit_word,
        note=note,
    )


def directive(text: str, **options: Any) -> Directive:
    """A directive of the briefing of the first quarter."""
    values = {"id": text[:20], "given_on": date(2026, 3, 24), "given_by": CHAIRWOMAN.introduced} | options
    if isinstance(values.get("deadline"), str):
        values["deadline"] = parse_deadline(values["deadline"], given_on=values["given_on"])
    return Directive(text=text, **values)


def came(unit_id: str | None, **options: Any) -> Attendance:
    """One entry of the attendance."""
    values = {"id": f"{unit_id}{options}", "unit_id": unit_id, **options}
    return Attendance(**values)


def meeting(**options: Any) -> Meeting:
    """A briefing of a quarter of which nothing but the day is known."""
    values: dict[str, Any] = {
        "id": "m1",
        "kind": MeetingKind.QUARTER,
        "period": periods.quarter(2026, 1),
        "held_on": date(2026, 3, 24),
        "host_id": "ca",
        "counted_from": date(2025, 12, 15),
        "counted_to": date(2026, 3, 14),
    }
    return Meeting(**(values | options))


def facts(**options: Any) -> MinutesFacts:
    """Facts of a briefing without anything said in it."""
    values: dict[str, Any] = {
        "meeting": meeting(),
        "host": CA,
        "units": UNITS,
        "fields": fields(),
        "indicators": catalogue(),
        "observations": (),
        "directives": (),
    }
    return MinutesFacts(**(values | options))


def told(field: str, section: Section, text: str, unit_id: str | None) -> Narrative:
    """A paragraph of a report."""
    return Narrative(f"{field}{section}{unit_id}", field, section, text, unit_id)


def february() -> MinutesFacts:
    """The briefing of February 2026: 41 night patrols with 303 turns."""
    period = periods.month(2026, 2)
    held = meeting(
        kind=MeetingKind.MONTH,
        period=period,
        held_on=date(2026, 2, 25),
        host_id="qs",
        co_organiser_ids=("ca", "bp"),
        counted_from=date(2026, 1, 15),
        counted_to=date(2026, 2, 14),
        starts_at=time(14),
        place="phòng họp Ban Chỉ huy Quân sự phường",
        leader=DEPUTY,
        chair=HEAD_QS,
        secretary=Participant("Lý Hoàng Nam", "ông", "Thượng úy", "trợ lý Ban CHQS phường"),
        legal_bases=(DECREE,),
        attendances=(
            came("ubnd", participant=DEPUTY),
            came("qs", participant=HEAD_QS),
            came("qs", head_count=4),
            came("ca", participant=HEAD_CA, presence=Presence.REPRESENTED, represented_by="Thiếu tá Hồ Văn Phúc"),
            came("bp", head_count=3),
            came("bp", participant=HEAD_BP, presence=Presence.ABSENT, reason="đi công tác tỉnh"),
        ),
        narratives=(
            told(
                "information",
                Section.RESULTS,
                "Ba lực lượng trực trao đổi tin hằng ngày qua đường dây nóng; các vấn đề về tôn giáo, nội bộ và trên"
                " không gian mạng được nắm sớm, không hình thành điểm nóng.",
                "qs",
            ),
            told(
                "conscription",
                Section.RESULTS,
                "Việc tuyển chọn và gọi công dân nhập ngũ bảo đảm đúng luật, đúng thời gian.",
                "qs",
            ),
        ),
        conclusion="Hội nghị nhất trí với báo cáo của Ban Chỉ huy Quân sự phường.",
    )
    observations = [
        observation("9.1", "41", period=period),
        observation("10.2", "303", period=period),
    ]
    directives = [
        directive(
            "Xây dựng phương án và bố trí lực lượng bảo vệ lễ giao, nhận quân và ngày bầu cử",
            given_on=held.held_on,
            given_by=DEPUTY.introduced,
            all_forces=True,
        ),
        directive(
            "Kiểm tra phòng cháy, chữa cháy và cư trú trong cao điểm mùa khô",
            given_on=held.held_on,
            given_by=DEPUTY.introduced,
            lead_id="ca",
            standing=True,
        ),
    ]
    return facts(meeting=held, host=QS, observations=observations, directives=directives)


def first_quarter() -> MinutesFacts:
    """The briefing of quarter I 2026: 88 patrols, 448 turns, four zeros, the fire drill; all parts filled."""
    held = meeting(
        co_organiser_ids=("qs", "bp"),
        number=3,
        starts_at=time(14),
        ends_at=time(16, 30),
        place="hội trường Công an phường Mỹ Thới",
        leader=CHAIRWOMAN,
        chair=HEAD_CA,
        secretary=WRITER,
        legal_bases=(DECREE,),
        agenda=_agenda(),
        attendances=_attendances(),
        narratives=_narratives(),
        statements=(
            Statement(
                "s1",
                HEAD_BP.introduced,
                "Đề nghị Công an phường thông báo kịp thời người nước ngoài đăng ký tạm trú gần khu vực cảng.",
                "bp",
            ),
            Statement(
                "s2", HEAD_QS.introduced, "Nhất trí với báo cáo; cần thống nhất giờ tuần tra đêm của dân quân.", "qs"
            ),
        ),
        commendations=(
            Commendation("k1", "Biểu dương ba lực lượng đã bảo vệ an toàn Tết Nguyên đán và lễ giao, nhận quân"),
        ),
        conclusion="Chủ tọa ghi nhận sự phối hợp chặt chẽ của ba lực lượng trong quý I và kết luận các nội dung sau.",
        next_meeting="Dự kiến tổ chức trong tháng 6 năm 2026, do Đồn Biên phòng đăng cai.",
    )
    return facts(
        meeting=held,
        observations=_observations(),
        directives=_directives(),
        superior_recipient="Công an tỉnh An Giang",
    )


def coast() -> MinutesFacts:
    """The briefing of quarter I with a fourth force: each reports figures, and the four heads sign."""
    usual = first_quarter()
    reported = [observation("1.1", str(7 + place), unit_id) for place, unit_id in enumerate(("ca", "qs", "bp", "hq"))]
    reported += [observation("44.3", "1.250.000.000", "hq"), observation("1.1", "370", note="Kể cả tin của tỉnh")]
    head_hq = Participant("Lưu Hải Đăng", "ông", "", "Đội trưởng Đội Nghiệp vụ Hải quan cảng", "p7", "hq")
    return dataclasses.replace(
        usual,
        units=UNITS | {"hq": HQ},
        observations=[*usual.observations, *reported],
        heads_sign=True,
        heads=((CA, HEAD_CA), (QS, HEAD_QS), (BP, HEAD_BP), (HQ, head_hq)),
    )


def _agenda() -> tuple[AgendaItem, ...]:
    return (
        AgendaItem("a1", "Báo cáo kết quả công tác phối hợp quý I", HEAD_CA.addressed),
        AgendaItem("a2", "Ý kiến bổ sung của các lực lượng"),
        AgendaItem("a3", "Phát biểu chỉ đạo và kết luận"),
    )


def _attendances() -> tuple[Attendance, ...]:
    return (
        came("ubnd", participant=CHAIRWOMAN),
        came("ca", participant=HEAD_CA),
        came("ca", participant=WRITER),
        came("ca", head_count=6),
        came("qs", participant=HEAD_QS),
        came("qs", head_count=4),
        came("bp", participant=HEAD_BP),
        came("bp", head_count=3),
        came(None, participant=Participant("Ngô Thị Bé Sáu", "bà", "", "Trưởng khóm An Thới")),
        came("ubnd", participant=DEPUTY, presence=Presence.ABSENT, reason="dự họp tại tỉnh"),
    )


def _narratives() -> tuple[Narrative, ...]:
    return (
        told(
            "crime",
            Section.RESULTS,
            "Các tổ công tác rà soát địa bàn trọng điểm về đêm, phát hiện và xử lý kịp thời các vụ việc về ma túy.",
            "ca",
        ),
        told(
            "information",
            Section.RESULTS,
            "Duy trì giao ban nhanh vào thứ Hai hằng tuần, nguồn tin được kiểm tra chéo trước khi báo cáo cấp ủy và"
            " chính quyền địa phương.",
            "ca",
        ),
        told(
            "information",
            Section.SHORTCOMINGS,
            "Một số tin gửi chậm, chưa nêu rõ nguồn và người chịu trách nhiệm xác minh.",
            None,
        ),
        told(
            "border_port",
            Section.RESULTS,
            "Người và phương tiện ra vào cảng được kiểm soát theo quy định; trật tự khu vực cửa khẩu cảng ổn định.",
            "bp",
        ),
        told("defence", Section.TASKS, "Tổ chức huấn luyện dân quân năm thứ nhất theo kế hoạch.", "qs"),
    )


def _observations() -> list[Observation]:
    return [
        observation("9.1", "88"),
        observation("10.2", "448"),
        observation("39.1", "4", "ca"),
        observation("19.1", "3", "ca"),
        observation("19.2", "3", "ca"),
        *(observation(code, "0", "ca") for code in ("23.1", "24.1", "49.1", "52.1")),
        observation("63.2", "1.284?", "bp"),
        observation("56.1", "27", "qs"),
        observation("55.1", "", "qs"),
    ]


def _directives() -> list[Directive]:
    return [
        directive("Nắm chắc tình hình, kịp thời tham mưu xử lý vấn đề mới nảy sinh", all_forces=True, order=1),
        directive("Siết chặt quản lý cư trú, nhất là người ra vào khu vực cảng", lead_id="ca", standing=True, order=2),
        directive(
            "Tổ chức diễn tập phương án phòng cháy, chữa cháy trên địa bàn",
            lead_id="ca",
            all_forces=True,
            deadline="trong quý IV năm 2026",
            order=3,
        ),
        directive(
            "Rà soát người chấp hành xong án phạt tù cần giúp đỡ để hòa nhập cộng đồng",
            lead_id="ca",
            coordinating_ids=("qs", "bp"),
            deadline="2026-06-30",
            order=4,
        ),
    ]
