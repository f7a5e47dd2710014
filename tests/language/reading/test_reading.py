"""What a clerk relies on when a report is read: figures, zeros, demands and facts, each at its place in the text."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import reading as scoring
from benchmarks import reading_marks
from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.language.reading import read
from giaoban_desktop.language.reading.lexicon import lexicon
from giaoban_desktop.services.reading import as_data, read_text

REPORT = """Sáng ngày 18/6, Công an phường An Lạc phối hợp với Ban CHQS phường tổ chức hội nghị giao ban quý II
năm 2026.
Ông Trần Minh Khang, Chủ tịch UBND phường An Lạc dự và chỉ đạo hội nghị.
Trong quý, các lực lượng tổ chức 41 cuộc tuần tra đêm với hơn 300 lượt cán bộ, chiến sĩ tham gia, tăng 5 cuộc so với
cùng kỳ; bắt 7 vụ/15 đối tượng về ma túy. Không phát sinh tội phạm môi trường, cháy nổ và tai nạn giao thông.
Chủ tịch UBND phường yêu cầu các lực lượng tiếp tục nắm chắc tình hình; giao Ban CHQS phường chủ trì, phối hợp với
Công an phường tổ chức diễn tập, hoàn thành trước ngày 20/9/2026.
"""


def figures(text):
    return [(str(found.value), found.qualifier, found.unit) for found in read_text(text).figures]


def test_a_report_is_read_from_end_to_end():
    found = read_text(REPORT)
    meeting = found.meeting
    assert (meeting.period, meeting.held_on, meeting.kind) == (quarter(2026, 2), date(2026, 6, 18), "quarter")
    assert (meeting.host, meeting.co_organisers) == ("Công an phường An Lạc", ("Ban CHQS phường",))
    assert (meeting.leader, meeting.leader_position) == ("Trần Minh Khang", "Chủ tịch UBND phường An Lạc")
    assert [(str(one.value), one.indicator) for one in found.figures] == [
        ("41", "9.1"),
        ("300", "10.2"),
        ("7", "19.1"),
        ("15", "19.2"),
    ]
    assert [one.indicator for one in found.zeros] == ["24.1", "49.1", "52.1"]
    standing, exercise = found.directives
    assert (standing.lead, standing.deadline, standing.standing) == (None, None, True)
    assert (exercise.lead, exercise.coordinating) == ("Ban CHQS phường", ("Công an phường",))
    assert (exercise.deadline, exercise.deadline_words) == (date(2026, 9, 19), "trước ngày 20/9/2026")


def test_every_place_is_that_of_the_text_as_given():
    for text in (REPORT, REPORT.replace("ư", "u\u031b"), "\ufeff✅ " + REPORT.replace(" ", "\u00a0")):
        found = read_text(text)
        assert len(found.figures) == 4
        for one in found.figures:
            assert text[one.start : one.end] == one.phrase
        for zero in found.zeros:
            assert text[zero.start : zero.end] == zero.phrase
        for directive in found.directives:
            assert text[directive.start : directive.end] == directive.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thu giữ 12,350kg ma túy.", [("12.35", None, "kg")]),
        ("Tổ chức 1,500 lượt tuần tra.", [("1500", None, "lượt")]),
        ("Xử phạt 2,5 triệu đồng.", [("2500000", None, "đồng")]),
        ("Phạt 1 tỷ 250 triệu đồng.", [("1250000000", None, "đồng")]),
        ("Xảy ra ba vụ trộm cắp.", [("3", None, "vụ")]),
        ("Giải quyết mười lăm vụ việc.", [("15", None, "vụ việc")]),
        ("Phát hiện 04 (bốn) trường hợp.", [("4", None, "trường hợp")]),
        ("Giao 45/45 công dân nhập ngũ.", [("45", None, "công dân")]),
        ("Thu ít nhất 20 khẩu súng.", [("20", Qualifier.ABOVE, "khẩu")]),
        ("Bắt xấp xỉ 30 đối tượng.", [("30", Qualifier.ABOUT, "đối tượng")]),
        ("Xử lý 12 vụ, giảm 3 vụ so với cùng kỳ.", [("12", None, "vụ")]),
        ("Xảy ra 9 vụ (cùng kỳ 13 vụ).", [("9", None, "vụ")]),
        ("Số vụ tăng từ 10 lên 12 vụ.", [("12", None, "vụ")]),
        ("Mỗi tháng có từ 3 đến 5 vụ.", []),
        ("Hải đoàn 28, khóm 3, Nghị định 03/2019/NĐ-CP, khóa XIV, lúc 14 giờ 30.", []),
        ("Ba lực lượng họp cùng 45 đại biểu dự hội nghị giao ban.", []),
        ("Phấn đấu năm tới đạt 95%.", []),
        ("Đường dây nóng 0296.3831.123 có hàng trăm cuộc gọi.", []),
    ],
)
def test_which_numbers_are_figures(text, found):
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("chậm nhất trong quý IV năm 2026", date(2026, 12, 31)),
        ("xong trước ngày 20/6", date(2026, 6, 19)),
        ("đến hết ngày 15/7", date(2026, 7, 15)),
        ("trước 17 giờ ngày 27/6", date(2026, 6, 27)),
        ("trong tháng 4", date(2027, 4, 30)),
        ("hằng tháng trước ngày 20", None),
        ("trước Tết Nguyên đán", None),
        ("không muộn hơn 30/6", date(2026, 6, 30)),
        ("trong suốt tháng 7", date(2026, 7, 31)),
        ("trong tháng bảy này", date(2026, 7, 31)),
        ("trong tuần thứ hai của tháng 7", date(2026, 7, 14)),
        ("từ 08 đến 12/7", date(2026, 7, 12)),
        ("trong hai ngày 29 và 30/6", date(2026, 6, 30)),
        ("trước thứ Sáu", date(2026, 6, 11)),
        ("trong vòng nửa tháng", date(2026, 6, 25)),
        (", sơ kết trong quý III", date(2026, 9, 30)),
        (", cuối quý III báo cáo", date(2026, 9, 30)),
        (", xong 30/6", date(2026, 6, 30)),
        ("trước 16h ngày 28", date(2026, 6, 28)),
        ("trong vòng 5 ngày kể từ ngày ban hành Thông báo này", None),
    ],
)
def test_by_when_a_demand_is_to_be_done(text, day):
    report = f"Ngày 10/6/2026, hội nghị giao ban. Chủ tịch UBND xã yêu cầu Công an xã báo cáo kết quả rà soát {text}."
    (found,) = read_text(report).directives
    assert found.lead == "Công an xã"
    assert found.deadline == day
    assert found.deadline_words


def test_misprints_are_told_and_not_believed():
    found = read_text("Hội nghị giao ban quý V năm 2026, Nghị định 03/2019/NĐ-CP ngày 05/9/2021.").meeting
    assert found.period is None
    assert found.legal_bases[0].dated is None
    assert len(found.warnings) == 2


def test_a_table_gives_the_column_of_the_present_period():
    text = "TT\tNội dung\tĐVT\tKỳ này\tKỳ trước\n1\tTuần tra đêm\tcuộc\t19\t17\n2\tTiền phạt\ttriệu đồng\t87,5\t72\n"
    text += "3\tTai nạn giao thông\tvụ\t0\t1\n"
    found = read_text(text)
    assert [(str(one.value), one.unit, one.indicator) for one in found.figures] == [
        ("19", "cuộc", "9.1"),
        ("87500000", "đồng", "28.2"),
    ]
    assert [zero.indicator for zero in found.zeros] == ["52.1"]


def test_what_others_propose_is_no_demand():
    text = "Tại hội nghị giao ban tháng 5/2026, Trưởng ấp đề nghị cấp thêm đèn. Các đơn vị đã tiếp thu đầy đủ."
    assert read_text(text).directives == ()


def _demands(words):
    """Words, lead, helpers and deadline of each demand of a chair at a meeting of 18 June 2026, a Thursday."""
    head = "Ngày 18/6/2026, UBND phường tổ chức giao ban quý II. Kết luận hội nghị, đồng chí Chủ tịch UBND phường "
    found = read_text(head + words).directives
    return [(one.text, one.lead, one.coordinating, one.deadline and one.deadline.isoformat()) for one in found]


def test_a_unit_behind_its_topic_and_each_next_unit_have_their_own_demand():
    (one,) = _demands("yêu cầu dịp nghỉ lễ, Công an phường tuần tra khép kín địa bàn.")
    assert one[1] == "Công an phường"
    first, second = _demands(
        "giao Ban CHQS phường lập danh sách thanh niên, Công an phường kiểm tra lại phao cứu sinh."
    )
    assert (first[1], second[1]) == ("Ban CHQS phường", "Công an phường")


def test_helpers_end_where_the_verb_begins():
    (one,) = _demands("giao Đồn Biên phòng phối hợp với Hạt Kiểm lâm, Ban quản lý vịnh kiểm tra các bè nuôi.")
    assert one[2] == ("Hạt Kiểm lâm", "Ban quản lý vịnh")


def test_a_deadline_may_be_counted_from_the_meeting():
    said = {
        "trong 10 ngày tới": "2026-06-28",
        "trong tuần tới": "2026-06-28",
        "thứ Sáu này": "2026-06-19",
        "trước thứ Hai tuần tới": "2026-06-21",
        "ngay trong tuần": "2026-06-21",
        "trong ngày mai": "2026-06-19",
        "trước ngày 15 tháng sau": "2026-07-14",
        "vào ngày 28 tới": "2026-06-28",
        "trong tháng Chín": "2026-09-30",
        "chậm nhất giữa tháng 7": "2026-07-15",
        "trong tuần đầu tháng 7": "2026-07-07",
        "trước cuối tháng 8": "2026-08-31",
        "đến hết tháng Giêng": None,
        "trước ngày 15/8 âm lịch": None,
    }
    for words, day in said.items():
        (one,) = _demands(f"giao Công an phường báo cáo kết quả rà soát {words}.")
        assert (words, one[3]) == (words, day)


def test_a_scanner_may_lose_marks_and_mistake_digits():
    found = _demands("yeu cau Công an phường hoàn thành hồ sơ trước ngày l5/7/2026.")
    assert [(one[1], one[3]) for one in found] == [("Công an phường", "2026-07-14")]


def test_a_headline_may_demand_and_an_officer_only_proposes():
    text = "CHỦ TỊCH UBND XÃ: PHẢI QUẢN LÝ CHẶT PHÁO NỔ\n\nTại giao ban tháng 5/2026, Trưởng Công an xã đề nghị các ấp "
    found = read_text(text + "hỗ trợ. Bà con cần báo ngay khi thấy người lạ.").directives
    assert [one.text for one in found] == ["PHẢI QUẢN LÝ CHẶT PHÁO NỔ"]


def test_a_table_of_tasks_gives_its_cells():
    text = "Bảng phân công sau giao ban tháng 02/2026, ngày 26/02/2026\nSTT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\n"
    text += "1\tKiểm tra kho điều\tCông an xã\tPhòng Kinh tế\tTrước 20/3/2026\n"
    text += "2\tTuần tra chung tuyến suối\tĐồn Biên phòng\tCông an xã, Ban CHQS xã\tThường xuyên\n"
    first, second = read_text(text).directives
    assert (first.text, first.lead, first.coordinating) == ("Kiểm tra kho điều", "Công an xã", ("Phòng Kinh tế",))
    assert first.deadline is not None
    assert first.deadline.isoformat() == "2026-03-19"
    assert (second.standing, second.coordinating) == (True, ("Công an xã", "Ban CHQS xã"))


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        (
            "tuned",
            {"figures_found": 0.985, "figures_true": 0.985, "indicators": 0.96, "zeros_found": 0.94}
            | {"demands_found": 0.96, "demands_true": 0.955, "leads": 0.945, "deadlines": 0.95, "facts": 0.93},
        ),
        (
            "held",
            {"figures_found": 0.97, "figures_true": 0.97, "indicators": 0.92, "zeros_found": 0.95}
            | {"demands_found": 0.91, "demands_true": 0.91, "leads": 0.91, "deadlines": 0.94, "facts": 0.94},
        ),
        ("demands", {"demands_found": 0.97, "demands_true": 0.97, "leads": 0.95, "deadlines": 0.96}),
    ],
)
def test_reading_does_not_become_worse(folder, least):
    score = scoring.score_folder(scoring.OWN / folder, scoring.OWN / folder)
    assert {name: getattr(score, name).part for name, part in least.items() if getattr(score, name).part < part} == {}


def test_the_keys_of_other_texts_hold_values_and_places_only():
    for file in (scoring.OWN / "seeds").glob("*.json"):
        assert not Path(file.with_suffix(".txt")).exists()
        assert "phrase" not in file.read_text(encoding="utf-8")


def test_marks_make_a_text_and_its_key():
    text, key = reading_marks.parse('{"place": "hội trường"}\n===\nCó ⟦hơn 3 vụ¦3¦vụ¦hơn¦22.1⟧; không có ⟨cháy¦49.1⟩.')
    assert text == "Có hơn 3 vụ; không có cháy."
    (figure,), (zero,) = key["figures"], key["zeros"]
    assert (text[figure["start"] : figure["end"]], figure["qualifier"]) == ("hơn 3 vụ", "hơn")
    assert (text[zero["start"] : zero["end"]], zero["indicator"]) == ("cháy", "49.1")


PIECES = st.sampled_from(
    "41 cuộc| tuần tra đêm|hơn |không phát sinh |cháy nổ|, |; |.\n|yêu cầu |Công an xã |\t|quý V/2026 |ngày 31/02 |- "
    "|1. |(|)|“|từ 3 đến |1.|O3 vụ |kết luận:\n|\u0301|%".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read(text):
    found = read_text(text)
    as_data(found)
    for one in (*found.figures, *found.zeros):
        assert text[one.start : one.end] == one.phrase


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\n",
        "1 ",
        "1.",
        "A. ",
        "Nguyễn Văn ",
        "41 cuộc, ",
        "không phát sinh ",
        "(",
        '"',
        "\t",
        "từ ngày 1/1 đến ",
        "a\u0301",
    ],
)
def test_long_texts_take_linear_time(unit):
    """Ten times the text takes at most some thirty times as long: a square would take a hundred times."""
    import time

    def seconds(length):
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.perf_counter()
        read_text(text)
        return time.perf_counter() - start

    read_text(unit)
    assert seconds(100_000) < max(0.4, 30 * seconds(10_000))


def test_an_empty_catalogue_names_no_indicator():
    (figure,) = read("Các lực lượng tổ chức 41 cuộc tuần tra đêm.", lexicon(())).figures
    assert figure.indicator is None


def test_a_notice_of_conclusions_tells_units_in_headings():
    text = (
        "THÔNG BÁO KẾT LUẬN\ncủa Chủ tịch UBND phường tại hội nghị giao ban quý I/2026\n\n"
        "Ngày 20/3/2026, Chủ tịch UBND phường chủ trì hội nghị giao ban giữa Công an phường và Ban CHQS phường."
        " Chủ tịch UBND phường kết luận như sau:\n\n"
        "1. Kết quả đạt được\nTrong quý, hai lực lượng tuần tra đêm 45 cuộc.\n\n"
        "2. Nhiệm vụ quý II\nĐỐI VỚI CÔNG AN PHƯỜNG\n+ Kiểm tra lại các cơ sở lưu trú, xong trước ngày 30/4.\n"
        "NHIỆM VỤ CHUNG\n+ Thường xuyên thông tin cho nhau.\n"
    )
    found = read_text(text)
    assert [(one.value.amount, one.unit) for one in found.figures] == [(45, "cuộc")]
    assert [(one.text[:18], one.lead, str(one.deadline)) for one in found.directives] == [
        ("Kiểm tra lại các c", "Công an phường", "2026-04-29"),
        ("Thường xuyên thông", None, "None"),
    ]


def test_an_item_that_goes_on_tells_the_same_unit():
    text = (
        "Chủ tịch UBND xã kết luận, ngày 28/5/2026:\n(a) Ban CHQS xã kiểm tra kho vật chất. Gửi danh sách về Văn phòng"
        " xã chậm nhất ngày 05/6.\n(b) Các lực lượng duy trì trực ban.\n"
    )
    found = read_text(text).directives
    assert [(one.lead, str(one.deadline)) for one in found] == [
        ("Ban CHQS xã", "None"),
        ("Ban CHQS xã", "2026-06-05"),
        (None, "None"),
    ]


def test_zeros_of_persons_are_those_of_the_measure_of_persons():
    text = "Trong tháng không có người chết vì tai nạn giao thông. Số liệu bằng không: buôn lậu không; ma túy không."
    assert [one.indicator for one in read_text(text).zeros] == ["52.2", "26.1", "19.1"]


def test_who_does_it_and_by_when_may_stand_beside_a_demand():
    text = (
        "Ngày 18/6/2026, UBND xã họp giao ban quý II.\nKẾT LUẬN CỦA CHỦ TỊCH UBND XÃ\n"
        "1. Kiểm tra lại các bến đò ngang, xong trước ngày 30/6 (Công an xã chủ trì; Ban CHQS xã, Đoàn xã phối hợp).\n"
        "2. Cấp phát áo phao cho học sinh các ấp ven sông. Đơn vị thực hiện: Hội Phụ nữ xã; phối hợp: Trạm Y tế xã. "
        "Thời gian: trong tháng 7.\n"
        "3. Dọn vật cản trên kênh Bà Tư\nGiao: Ban CHQS xã\nPhối hợp: các ấp\n"
        "Các nhiệm vụ trên hoàn thành trước ngày 15/8/2026.\n"
    )
    found = read_text(text).directives
    assert [(one.text[:17], one.lead, one.coordinating, str(one.deadline)) for one in found] == [
        ("Kiểm tra lại các ", "Công an xã", ("Ban CHQS xã", "Đoàn xã"), "2026-06-29"),
        ("Cấp phát áo phao ", "Hội Phụ nữ xã", ("Trạm Y tế xã",), "2026-07-31"),
        ("Dọn vật cản trên ", "Ban CHQS xã", ("các ấp",), "2026-08-14"),
    ]
    assert found[0].text.endswith("30/6")


@pytest.mark.parametrize(
    ("words", "lead", "helpers", "day"),
    [
        ("Kiểm tra bến đò (Công an xã; trước 20/7).", "Công an xã", (), "2026-07-19"),
        ("Kiểm tra bến đò (Công an xã, Ban CHQS xã phối hợp).", "Công an xã", ("Ban CHQS xã",), "None"),
        ("Kiểm tra bến đò (ngày 15 hằng tháng).", None, (), "None"),
        ("Kiểm tra bến đò - Công an xã (20/7).", "Công an xã", (), "2026-07-20"),
        ("Kiểm tra bến đò → Công an xã, hạn 20/7.", "Công an xã", (), "2026-07-20"),
        ("Đ/c Vinh, đ/c Đại tiếp tục kiểm tra bến đò.", "Đ/c Vinh, đ/c Đại", (), "None"),
        ("Chuyện bến đò còn vướng, anh Thìn chủ trì giải quyết.", "anh Thìn", (), "None"),
    ],
)
def test_who_does_it_may_stand_behind_a_demand_or_be_a_person(words, lead, helpers, day):
    text = f"Ngày 18/6/2026, UBND xã họp giao ban quý II.\nKẾT LUẬN CỦA CHỦ TỊCH UBND XÃ\n1. {words}\n"
    (found,) = read_text(text).directives
    assert (found.lead, found.coordinating, str(found.deadline)) == (lead, helpers, day)


def test_a_task_with_a_day_of_its_own_is_another_demand():
    text = (
        "Ngày 18/6/2026, hội nghị giao ban quý II. Chủ tịch UBND xã yêu cầu Công an xã kiểm tra xong bến đò trước ngày"
        " 20/7, đề xuất phương án lắp biển báo trước ngày 30/7 và xử lý nghiêm các chủ đò vi phạm."
    )
    found = read_text(text).directives
    assert [(one.text[:8], one.lead, str(one.deadline)) for one in found] == [
        ("Công an ", "Công an xã", "2026-07-19"),
        ("đề xuất ", "Công an xã", "2026-07-29"),
        ("xử lý ng", "Công an xã", "None"),
    ]


def test_the_name_of_a_unit_in_capitals_heads_what_it_shall_do():
    text = (
        "📍 GIAO BAN QUÝ II/2026\nChủ trì: đ/c Y Thôn Niê – Chủ tịch UBND xã\nĐ/c Chủ tịch giao việc cụ thể 📌\n"
        "📌 CÔNG AN XÃ\n– Gắn camera ở chợ trước 30/6\n📌 CẢ HAI LỰC LƯỢNG\n– Không để người lạ vào buôn\n"
        "👏 Chúc bà con một mùa hè an toàn!\n"
    )
    found = read_text(text).directives
    assert [(one.text[:8], one.lead) for one in found] == [("Gắn came", "CÔNG AN XÃ"), ("Không để", None)]


def test_a_broken_line_does_not_divide_names_and_days():
    text = (
        "Ngày 24/12/2025, đồng chí Hoàng Văn\nGiảng, Chủ tịch UBND xã chủ trì hội nghị giao ban năm 2025 và yêu cầu:\n"
        "1. Công an xã phối hợp với Ban CHQS xã và các\ntrường học kiểm tra bến đò, báo cáo Ban\n"
        "Thường vụ Đảng ủy trước ngày 15/01/2026.\n"
    )
    found = read_text(text)
    assert found.meeting.leader == "Hoàng Văn Giảng"
    (demand,) = found.directives
    assert (demand.coordinating, str(demand.deadline)) == (("Ban CHQS xã", "các trường học"), "2026-01-14")


def test_turns_behind_a_patrol_are_patrols_and_turns_of_people_are_not():
    text = "Trong tháng, các lực lượng tuần tra đêm 72 lượt, có 310 lượt cán bộ, chiến sĩ tham gia."
    assert [one.indicator for one in read_text(text).figures] == ["9.1", "10.2"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Tuần tra biên giới 04 đợt; tuần tra đêm 15 buổi với 90 lượt cán bộ tham gia.", ["12.1", "9.1", "10.2"]),
        ("Tuần tra đường biên 04 đợt; tuần tra địa bàn 15 cuộc, 90 lượt người.", ["12.1", "8.1", "10.1"]),
        ("Tổ chức tuần tra trên biển 12 chuyến, trên bộ 31 cuộc.", ["12.1", "8.1"]),
        ("Tổ chức 31 cuộc tuần tra trên bộ và trên biển.", ["8.1"]),
        ("Cứu 02 vụ tàu chết máy ngoài khơi.", ["54.1"]),
        ("Xảy ra 01 vụ va quẹt xe máy, 01 người bị thương.", ["52.1", "52.3"]),
        ("Mở 02 lớp giáo dục quốc phòng cho 80 người.", ["60.1", "60.2"]),
        ("Kết quả tháng 10: 09 tin trao đổi.", ["1.1"]),
        ("Số người sang nước thứ ba lao động giảm; công dân tuổi 18 đến 25 đã đăng ký.", []),
    ],
)
def test_what_is_counted_stays_with_what_it_belongs_to(text, indicators):
    assert [one.indicator for one in read_text(text).figures] == indicators


@pytest.mark.parametrize(
    "host",
    ["Đồn Biên phòng Cồn Nhạn (thành phố Huế)", "Đồn Biên phòng Cồn Nhạn, BĐBP Nghệ An"],
)
def test_helpers_stand_behind_what_tells_of_the_host(host):
    text = f"Thứ Tư, 25/3/2026, {host} phối hợp với Công an xã, Ban CHQS xã tổ chức hội nghị giao ban tháng 3."
    meeting = read_text(f"{text} Lễ giao nhận quân diễn ra sáng 04/4/2026.").meeting
    assert (meeting.host, meeting.co_organisers) == ("Đồn Biên phòng Cồn Nhạn", ("Công an xã", "Ban CHQS xã"))
    assert meeting.held_on == date(2026, 3, 25)


def test_a_duty_of_a_whole_period_has_no_end():
    text = (
        "Ngày 18/6/2026, hội nghị giao ban quý II. Chủ tịch UBND xã đề nghị trong quý III, các lực lượng duy trì giao"
        " ban; Công an xã cấp xong căn cước cho học sinh trong tháng 7, tiếp tục quản lý chặt người tạm trú."
    )
    found = read_text(text).directives
    assert [(one.deadline, one.standing) for one in found] == [(None, True), (date(2026, 7, 31), False), (None, True)]


def test_a_heading_may_say_by_when_and_rows_need_no_head():
    text = (
        "Ngày 18/6/2026, UBND xã họp giao ban quý II.\nKẾT LUẬN CỦA CHỦ TỊCH UBND XÃ\n"
        "A. Những việc phải xong trong tháng 7\n1. Sửa cổng doanh trại – Ban CHQS xã.\n"
        "B. Những việc làm thường xuyên\n1. Kiểm tra bến đò ngang – Công an xã.\n"
        "▶ Thay bóng đèn lộ Bà Tứ | Phòng Kinh tế | cuối tháng 9\n"
    )
    found = read_text(text).directives
    assert [(one.text, one.lead, one.deadline, one.standing) for one in found] == [
        ("Sửa cổng doanh trại", "Ban CHQS xã", date(2026, 7, 31), False),
        ("Kiểm tra bến đò ngang", "Công an xã", None, True),
        ("Thay bóng đèn lộ Bà Tứ", "Phòng Kinh tế", date(2026, 9, 30), False),
    ]


def test_roman_headings_name_units_and_labels_follow_each_other_on_lines():
    text = (
        "Ngày 18/6/2026, UBND xã họp giao ban quý II.\nÝ KIẾN CHỈ ĐẠO CỦA CHỦ TỊCH UBND XÃ\n"
        "I. Công an xã\nKiểm tra nhà trọ trước 20/7.\n"
        "II. Ban CHQS xã (đơn vị đăng cai) có trách nhiệm:\n1. Huấn luyện dân quân\n"
        "Phối hợp: Đoàn xã\nHoàn thành: 30/7/2026\n"
    )
    found = read_text(text).directives
    assert [(one.text[:10], one.lead, one.coordinating, str(one.deadline)) for one in found] == [
        ("Kiểm tra n", "Công an xã", (), "2026-07-19"),
        ("Huấn luyện", "Ban CHQS xã", ("Đoàn xã",), "2026-07-30"),
    ]
