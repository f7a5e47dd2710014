"""Minutes as content: what is said, in which order, and what is left out."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from giaoban_desktop.domain import periods
from giaoban_desktop.domain.directives import Deadline, DirectiveState, extend
from giaoban_desktop.domain.meetings import AgendaItem, Narrative, Presence, Section, Statement
from giaoban_desktop.errors import UserError
from giaoban_desktop.papers.content import Content, Paragraph, Role, Run, Table, plain
from giaoban_desktop.papers.minutes import minutes, with_number
from tests.papers import builders
from tests.papers.builders import BP, CA, HEAD_BP, HEAD_CA, HEAD_QS, QS, came, directive, facts, meeting, observation

ABSENT, REPRESENTED = Presence.ABSENT, Presence.REPRESENTED
REFERENCE = Path(__file__).parent / "reference"


def texts(content: Content, role: Role | None = None) -> list[str]:
    """The paragraphs of the body, of one role or all."""
    paragraphs = [block for block in content.blocks if isinstance(block, Paragraph)]
    return [paragraph.text for paragraph in paragraphs if role is None or paragraph.role is role]


@pytest.mark.parametrize(
    ("name", "build"), [("minutes-2026-02.json", builders.february), ("minutes-2026-Q1.json", builders.first_quarter)]
)
def test_the_two_briefings_of_2026_read_as_in_the_reference(name, build):
    # After a wanted change write `minutes(build()).to_json()` over the file and read the difference before committing.
    assert minutes(build()).to_json() == (REFERENCE / name).read_text("utf-8")


@pytest.mark.parametrize("build", [builders.february, builders.first_quarter, facts])
def test_content_read_back_from_its_json_is_the_same(build):
    content = minutes(build())
    assert Content.from_json(content.to_json()) == content


def test_looks_and_tables_survive_their_json():
    content = minutes(facts())
    looks = Paragraph((Run("a <b> & ", bold=True), Run("b", italic=True)), Role.NOTE)
    content = replace(content, blocks=(looks, *content.blocks))
    assert Content.from_json(content.to_json()) == content


def test_content_of_a_newer_format_is_refused_in_words():
    data = json.loads(minutes(facts()).to_json())
    with pytest.raises(UserError, match="newer version"):
        Content.from_json(json.dumps(data | {"format": 99}))


@pytest.mark.parametrize("text", ["{}", "[]", "{", '{"format": 1}', '{"format": 1, "header": 5}'])
def test_damaged_content_is_not_taken_for_a_paper(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is all that is promised
        Content.from_json(text)


def test_marks_typed_apart_are_stored_composed():
    typed = unicodedata.normalize("NFD", "Đồn Biên phòng")
    assert plain(typed).text == "Đồn Biên phòng"
    assert minutes(facts(superior_recipient=typed)).recipients.lines[0] == "- Đồn Biên phòng (để báo cáo);"


def test_without_anything_said_only_the_opening_and_blanks_are_left():
    content = minutes(facts())
    assert texts(content, Role.HEADING) == ["1. Khai mạc"]
    assert texts(content)[0] == "Thời gian bắt đầu: ……… giờ ………, ngày 24 tháng 3 năm 2026."
    assert content.signatures.right.name == ""
    assert content.closing[-1].text == "Hội nghị kết thúc vào ……… giờ ………, ngày 24 tháng 3 năm 2026./."
    assert not [block for block in content.blocks if isinstance(block, Table)]


def test_the_header_is_that_of_the_host():
    header = minutes(builders.february()).header
    assert (header.body_above, header.issuing_body) == ("UBND PHƯỜNG MỸ THỚI", "BAN CHỈ HUY QUÂN SỰ")
    assert (header.symbol, header.number) == ("BB-BCH", "")


def test_a_number_comes_in_and_goes_out_again_and_nothing_else_changes():
    content = minutes(builders.february())
    numbered = with_number(content, "05")
    assert numbered.header.number == "05"
    assert with_number(numbered, "") == content


def test_the_legal_basis_is_cited_with_number_and_date():
    said = " ".join(texts(minutes(builders.first_quarter())))
    assert "Nghị định số 03/2019/NĐ-CP ngày 05 tháng 9 năm 2019 của Chính phủ" in said


def test_the_days_that_were_counted_are_named():
    said = texts(minutes(builders.first_quarter()))
    line = "Số liệu báo cáo tại hội nghị được tính từ ngày 15 tháng 12 năm 2025 đến hết ngày 14 tháng 3 năm 2026."
    assert line in said


def test_an_item_that_was_not_reached_says_so():
    agenda = (AgendaItem("a", "Báo cáo", "Công an phường"), AgendaItem("b", "Bàn quy chế", postponed=True))
    said = texts(minutes(facts(meeting=meeting(agenda=agenda))))
    assert "a) Báo cáo (Công an phường trình bày);" in said
    assert "b) Bàn quy chế (chuyển sang hội nghị kỳ sau)." in said


def test_attendance_names_the_leader_first_then_the_units_then_who_is_missing_and_the_total():
    lines = [line for line in texts(minutes(builders.first_quarter())) if line.startswith("- ")][:7]
    assert lines[0] == "- Lãnh đạo dự và chỉ đạo: bà Lê Thị Ngọc Hân, Chủ tịch UBND phường."
    assert lines[1].startswith("- Công an phường Mỹ Thới: Trung tá Nguyễn Thanh Tùng, Trưởng Công an phường; Đại úy")
    assert lines[1].endswith("; 06 đại biểu.")
    assert lines[4] == "- Đại biểu mời: bà Ngô Thị Bé Sáu, Trưởng khóm An Thới."
    assert lines[5] == "- Vắng mặt: ông Trần Quốc Bình, Phó Chủ tịch UBND phường (lý do: dự họp tại tỉnh)."
    assert lines[6] == "- Tổng số có mặt: 19 người (bằng chữ: mười chín người)."


def test_who_came_instead_is_named_with_the_one_who_could_not():
    said = " ".join(texts(minutes(builders.february())))
    assert "Thiếu tá Hồ Văn Phúc (dự thay Trung tá Nguyễn Thanh Tùng, Trưởng Công an phường)" in said


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            came("bp", participant=HEAD_BP, presence=ABSENT, reason="bận", represented_by="Đại úy Lê Văn Tư"),
            "- Vắng mặt: Trung tá Đỗ Minh Khôi, Đồn trưởng Đồn Biên phòng (lý do: bận; Đại úy Lê Văn Tư dự thay).",
        ),
        (
            came("bp", head_count=4, presence=REPRESENTED, represented_by="Thiếu tá Hồ Văn Phúc"),
            "- Đồn Biên phòng cửa khẩu Cảng Mỹ Thới: 04 đại biểu dự thay, do Thiếu tá Hồ Văn Phúc đại diện.",
        ),
        (
            came("bp", head_count=4, presence=REPRESENTED, represented_by="Thiếu tá Hồ Văn Phúc", reason="trực cảng"),
            (
                "- Đồn Biên phòng cửa khẩu Cảng Mỹ Thới: 04 đại biểu dự thay, do Thiếu tá Hồ Văn Phúc đại diện"
                " (lý do: trực cảng)."
            ),
        ),
        (
            came(
                "bp",
                participant=HEAD_BP,
                presence=REPRESENTED,
                represented_by="Thiếu tá Hồ Văn Phúc",
                represented_as="Phó Đồn trưởng",
                arrived_at=time(8, 15),
            ),
            (
                "- Đồn Biên phòng cửa khẩu Cảng Mỹ Thới: Thiếu tá Hồ Văn Phúc, Phó Đồn trưởng (dự thay Trung tá Đỗ Minh"
                " Khôi, Đồn trưởng Đồn Biên phòng) (đến lúc 08 giờ 15)."
            ),
        ),
        (
            came("bp", head_count=1, presence=REPRESENTED, represented_by="Thiếu tá Hồ Văn Phúc"),
            "- Đồn Biên phòng cửa khẩu Cảng Mỹ Thới: Thiếu tá Hồ Văn Phúc (dự thay).",
        ),
    ],
)
def test_who_came_instead_is_named_for_the_absent_and_for_many(entry, line):
    assert line in texts(minutes(facts(meeting=meeting(attendances=(entry,)))))


def test_a_unit_of_which_nobody_came_is_not_named_as_present():
    content = minutes(facts(meeting=meeting(attendances=(came("bp", head_count=0),))))
    assert not [line for line in texts(content) if line.startswith("- Đồn")]


def test_reports_follow_the_fields_then_the_sections_and_name_the_force():
    points = [text for text in texts(minutes(builders.first_quarter()), Role.POINT) if text[1] == ")"]
    assert points == [
        "a) Trao đổi thông tin, nắm tình hình",
        "b) Đấu tranh phòng, chống tội phạm",
        "c) Nhiệm vụ quốc phòng, quân sự",
        "d) Bảo vệ biên giới, cửa khẩu, cảng",
        "đ) Kết quả bằng số liệu",
    ]
    said = texts(minutes(builders.first_quarter()))
    place = said.index(points[0])
    assert said[place + 1].startswith("- Kết quả (Công an phường): Duy trì giao ban nhanh")
    assert said[place + 2].startswith("- Tồn tại, hạn chế: Một số tin gửi chậm")


def test_a_field_that_is_not_in_the_list_comes_last_under_its_code():
    told = (Narrative("n1", "tourism", Section.RESULTS, "Đón đoàn."), *builders.first_quarter().meeting.narratives)
    content = minutes(facts(meeting=meeting(narratives=told)))
    assert texts(content, Role.POINT)[-1].endswith(") tourism")


def test_lines_of_a_narrative_become_paragraphs():
    told = (Narrative("n1", "crime", Section.RESULTS, "Dòng một.\n\nDòng hai.", "ca"),)
    said = texts(minutes(facts(meeting=meeting(narratives=told))))
    assert said[-2:] == ["- Kết quả (Công an phường): Dòng một.", "Dòng hai."]


def test_figures_stand_as_sentences_and_as_a_table():
    content = minutes(builders.first_quarter())
    assert "Các lực lượng tổ chức 88 cuộc tuần tra đêm với 448 lượt cán bộ, chiến sĩ tham gia." in texts(content)
    (table,) = [block for block in content.blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns] == [
        *("TT", "Chỉ tiêu", "Đơn vị"),
        *("Công an phường", "Ban CHQS phường", "Đồn Biên phòng", "Chung"),
    ]
    assert table.rows[0] == ("1", "Cuộc tuần tra đêm", "cuộc", "", "", "", "88")
    zero = next(row for row in table.rows if row[1] == "Vụ cháy, nổ")
    assert zero[3:] == ("0", "", "", "")
    assert texts(content, Role.NOTE) == ["Ghi chú: * là số liệu tạm tính."]


def test_the_table_shows_parts_other_units_of_measure_and_what_does_not_apply():
    observations = [
        observation("2.1", "120", part=("level", "tỉnh")),
        observation("9.1", "4", "ca", unit_word="đợt"),
        observation("9.1", "x", "bp"),
        observation("51.1", "", "ca"),
    ]
    content = minutes(facts(observations=observations))
    (table,) = [block for block in content.blocks if isinstance(block, Table)]
    assert table.rows == (
        ("1", "Tin trao đổi phân theo cấp", "tin", "", "", ""),
        ("", "- cấp tỉnh", "tin", "", "", "120"),
        ("2", "Cuộc tuần tra đêm", "cuộc", "04 đợt", "x", ""),
    )
    assert texts(content, Role.NOTE) == ["Ghi chú: x là chỉ tiêu không áp dụng."]


def test_notes_on_figures_stand_below_the_table_in_its_order():
    observations = [
        observation("51.1", "1", "ca", note="Diễn tập tại\nkho xăng."),
        observation("9.1", "24?", note="chưa kể tuần tra của dân quân"),
        observation("1.1", "20", "ca", note="đã đối chiếu"),
        observation("1.1", "9", "bp", note="chỉ tính tin của Đồn;"),
        observation("19.1", "", "ca", note="chờ Công an tỉnh xác nhận"),
        observation("8.1", "12"),
    ]
    content = minutes(facts(observations=observations))
    assert texts(content, Role.NOTE) == [
        "Ghi chú: * là số liệu tạm tính.",
        "Ghi chú: Tin trao đổi giữa các lực lượng (Công an phường): đã đối chiếu.",
        "Ghi chú: Tin trao đổi giữa các lực lượng (Đồn Biên phòng): chỉ tính tin của Đồn.",
        "Ghi chú: Cuộc tuần tra đêm: chưa kể tuần tra của dân quân.",
        "Ghi chú: Vụ phạm tội, vi phạm về ma túy: chờ Công an tỉnh xác nhận.",
        "Ghi chú: Cuộc diễn tập phương án phòng cháy, chữa cháy: Diễn tập tại kho xăng.",
    ]


def test_a_note_without_a_table_is_a_paragraph():
    content = minutes(facts(observations=[observation("19.1", "", "ca", note="chưa có số liệu")]))
    assert texts(content)[-1] == "Ghi chú: Vụ phạm tội, vi phạm về ma túy: chưa có số liệu."
    assert texts(content, Role.NOTE) == []


def test_cumulative_figures_of_other_periods_follow_as_sentences_and_months_stay_out():
    others = [
        observation("9.1", "88", period=periods.to_date(date(2026, 3, 24)), note="tính cả tháng 01"),
        observation("9.1", "41", period=periods.month(2026, 2)),
        observation("9.1", "30", period=periods.quarter(2025, 4)),
        observation("10.2", "150", period=periods.days(date(2026, 2, 1), date(2026, 2, 20))),
        observation("9.1", "170", period=periods.half(2025, 2)),
    ]
    content = minutes(facts(other_observations=others))
    said = texts(content)
    assert said[said.index("a) Kết quả bằng số liệu") + 1 :] == [
        "Số liệu 6 tháng cuối năm 2025:",
        "Các lực lượng tổ chức 170 cuộc tuần tra đêm.",
        "Số liệu từ ngày 01 tháng 02 năm 2026 đến ngày 20 tháng 02 năm 2026:",
        "Các lực lượng huy động 150 lượt cán bộ, chiến sĩ tham gia tuần tra đêm.",
        "Lũy kế từ đầu năm đến ngày 24 tháng 3 năm 2026:",
        "Các lực lượng tổ chức 88 cuộc tuần tra đêm.",
        "Ghi chú: Cuộc tuần tra đêm: tính cả tháng 01.",
    ]
    assert not [block for block in content.blocks if isinstance(block, Table)]


def test_the_next_meeting_begins_with_a_capital():
    said = texts(minutes(facts(meeting=meeting(next_meeting="tháng 4 năm 2026, do Ban CHQS đăng cai"))))
    assert said[-1] == "Tháng 4 năm 2026, do Ban CHQS đăng cai."


def test_more_units_than_fit_beside_each_other_make_two_tables():
    units = {f"u{n}": replace(CA, id=f"u{n}", code=f"U{n}", short_name=f"Đội {n}") for n in range(7)}
    observations = [observation("9.1", str(n + 1), unit_id) for n, unit_id in enumerate(units)]
    content = minutes(facts(units=units, observations=observations))
    tables = [block for block in content.blocks if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [8, 5]


def test_directives_are_numbered_with_who_leads_who_helps_and_by_when():
    said = [text for text in texts(minutes(builders.first_quarter())) if text.startswith("4.")]
    assert said[0] == "4. Kết luận và ý kiến chỉ đạo"
    assert said[1].endswith("mới nảy sinh. Đơn vị thực hiện: các lực lượng.")
    assert said[2].endswith("khu vực cảng. Đơn vị chủ trì: Công an phường; thực hiện thường xuyên.")
    assert said[3] == (
        "4.3. Tổ chức diễn tập phương án phòng cháy, chữa cháy trên địa bàn."
        " Đơn vị chủ trì: Công an phường; phối hợp: các lực lượng; thời hạn: trong quý IV năm 2026."
    )
    assert said[4].endswith("phối hợp: Ban CHQS phường và Đồn Biên phòng; thời hạn: ngày 30 tháng 6 năm 2026.")


def test_a_deadline_typed_as_a_code_is_printed_in_words():
    said = texts(minutes(facts(directives=[directive("Làm.", deadline="2026-Q4")])))
    assert said[-1] == "2.1. Làm. Thời hạn: trong quý IV năm 2026."


def test_a_bare_directive_gets_no_empty_words():
    said = texts(minutes(facts(directives=[directive("Nắm chắc tình hình;", given_by="")])))
    assert said[-2:] == ["Hội nghị thống nhất các nhiệm vụ sau:", "2.1. Nắm chắc tình hình."]


def test_a_withdrawn_directive_is_left_out():
    withdrawn = directive("Bỏ.", state=DirectiveState.WITHDRAWN, closed_on=date(2026, 3, 24))
    assert texts(minutes(facts(directives=[withdrawn])), Role.HEADING) == ["1. Khai mạc"]


def test_parts_are_numbered_without_gaps():
    held = meeting(next_meeting="Tháng 6", statements=(Statement("s", "", "Nhất trí.", "qs"),))
    content = minutes(facts(meeting=held))
    headings = ["1. Khai mạc", "2. Trao đổi, thảo luận", "3. Hội nghị kỳ sau"]
    assert texts(content, Role.HEADING) == headings
    assert "- Ý kiến của Ban CHQS phường: Nhất trí." in texts(content)


def test_the_end_names_the_hour_and_closes_with_the_mark():
    content = minutes(facts(meeting=meeting(starts_at=time(14), ends_at=time(9, 5), ends_on=date(2026, 4, 2))))
    assert content.closing[-1].text == "Hội nghị kết thúc vào 09 giờ 05, ngày 02 tháng 4 năm 2026./."


def test_secretary_signs_left_and_chair_right_with_rank_and_without_honorific():
    signatures = minutes(builders.first_quarter()).signatures
    assert (signatures.left.title, signatures.left.name) == ("THƯ KÝ", "Đại úy Võ Thị Mỹ Duyên")
    assert (signatures.right.title, signatures.right.name) == ("CHỦ TỌA", "Trung tá Nguyễn Thanh Tùng")
    assert signatures.heads == ()


def test_the_heads_of_the_forces_sign_where_the_office_wants_it():
    heads = ((CA, HEAD_CA), (QS, HEAD_QS), (BP, None))
    signatures = minutes(facts(heads_sign=True, heads=heads)).signatures
    titles = ["TRƯỞNG CÔNG AN PHƯỜNG", "CHỈ HUY TRƯỞNG BAN CHQS PHƯỜNG", "ĐỒN BIÊN PHÒNG"]
    assert [head.title for head in signatures.heads] == titles
    assert [head.name for head in signatures.heads] == ["Trung tá Nguyễn Thanh Tùng", "Thiếu tá Phạm Văn Hiếu", ""]
    assert minutes(facts(heads=heads)).signatures.heads == ()


def test_recipients_end_with_the_file():
    assert minutes(builders.first_quarter()).recipients.lines == (
        "- Công an tỉnh An Giang (để báo cáo);",
        "- UBND phường Mỹ Thới;",
        "- Ban Chỉ huy Quân sự phường Mỹ Thới;",
        "- Đồn Biên phòng cửa khẩu Cảng Mỹ Thới;",
        "- Lưu: VT, Hồ sơ.",
    )


def test_there_is_no_place_and_date_line():
    assert "Mỹ Thới, ngày" not in minutes(builders.first_quarter()).to_json()
    assert HEAD_BP.name in minutes(builders.first_quarter()).to_json()


def test_the_minutes_of_a_meeting_keep_the_deadline_that_held_then():
    due = directive("Diễn tập.", lead_id=CA.id, deadline="trong quý II năm 2026")
    later = extend(due, Deadline(date(2026, 9, 30)), "e", on=date(2026, 6, 20), reason="Chờ.", agreed_by="Bí thư")
    words = " ".join(texts(minutes(facts(directives=(later,)))))
    assert "thời hạn: trong quý II năm 2026" in words
    reviewed = facts(reviewed=(later,))
    assert "chưa đến hạn" in " ".join(texts(minutes(reviewed)))
    held = replace(meeting(), held_on=date(2026, 7, 10))
    words = " ".join(texts(minutes(facts(meeting=held, reviewed=(later,)))))
    assert "thời hạn: ngày 30 tháng 9 năm 2026, đã gia hạn" in words
    assert "quá hạn" not in words
