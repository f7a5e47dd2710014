"""Demands cut out of speeches and papers: who does it, who helps, by when."""

from datetime import date

import pytest

from giaoban_desktop.services.reading import read_text


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


def _of_paper(text):
    return [(one.lead, one.deadline and one.deadline.isoformat()) for one in read_text(text).directives]


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("Bộ Tài chính", "phối hợp với Bộ Tư pháp thẩm định dự thảo."),
        ("Giám đốc Công an tỉnh", "chỉ đạo tuần tra khép kín địa bàn."),
        ("Giám đốc Sở Công Thương", "rà soát lưới điện ven biển."),
        ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", "chuẩn bị xuồng, phao cứu sinh."),
        ("Thủ trưởng các sở, ban, ngành", "rà soát lại phương án trực Tết."),
        ("Ban Thường trực Ủy ban MTTQ xã", "tổng hợp ý kiến của nhân dân."),
        ("Ban đại diện mô hình", "rà soát danh sách hộ khó khăn."),
        ("Công an TP. Hà Tiên", "kiểm tra các bến thủy."),
    ],
)
def test_heads_of_bodies_ministries_and_bodies_of_no_list_lead(lead, rest):
    assert _of_paper(f"Ủy ban nhân dân tỉnh yêu cầu {lead} {rest}") == [(lead, None)]


def test_days_without_a_year_are_those_of_the_paper():
    telegram = (
        "Ngày 10/9/2024, Chủ tịch UBND tỉnh có Công điện số 12/CĐ-UBND yêu cầu Công an tỉnh cắm biển báo trước 17/9."
    )
    assert _of_paper(telegram) == [("Công an tỉnh", "2024-09-16")]
    letter = "UBND tỉnh giao Sở Nội vụ rà soát hồ sơ, xong trước 10/12.\n(Theo Công văn số 88/UBND-KT, ngày 23/11/2023)"
    assert _of_paper(letter) == [("Sở Nội vụ", "2023-12-09")]


def test_what_others_then_do_has_a_day_of_its_own():
    (one,) = _demands(
        "yêu cầu Công an phường gửi danh sách trước 30/6 để tổng hợp, báo cáo UBND thành phố trong tháng 7."
    )
    assert one[3] == "2026-06-29"


def test_the_next_sentence_says_what_comes_of_the_task():
    first, second = _demands("giao Công an phường rà soát nhà trọ. Trình UBND phường kết quả trước ngày 10/8.")
    assert (first[1], second[1], second[3]) == ("Công an phường", "Công an phường", "2026-08-09")


def test_who_is_told_passively_and_several_that_are_no_definite_unit():
    told = "UBND các xã, phường được yêu cầu chủ động sơ tán dân vùng trũng; báo cáo trước 15/9/2024."
    assert _of_paper(told)[0][0] == "UBND các xã, phường"
    (one,) = _demands("đề nghị các cơ quan, đơn vị treo cờ Tổ quốc dịp Quốc khánh.")
    assert one[0].startswith("các cơ quan, đơn vị")


def test_the_day_of_an_opening_sentence_is_that_of_the_whole_list():
    text = (
        "THÔNG BÁO\nKết luận của Chủ tịch UBND xã tại hội nghị giao ban tháng 8/2025 (ngày 05/8/2025)\n\n"
        "Chủ tịch UBND xã yêu cầu các đơn vị hoàn thành các nội dung sau trước ngày 25/8/2025:\n\n"
        "1. Phòng Kinh tế\n- Thống kê các hộ bị sập nhà;\n- Xác minh diện tích rừng.\n\n"
        "2. CÔNG AN XÃ\n- Kiểm tra các điểm bán pháo."
    )
    assert [day for _lead, day in _of_paper(text)] == ["2025-08-24"] * 3


def test_the_head_of_the_unit_that_meets_demands():
    text = (
        "Trung tá Lê Đăng Hòa, Trưởng Công an phường chủ trì giao ban tháng 01/2026, ngày 02/02/2026.\n"
        "Trưởng Công an phường giao nhiệm vụ:\n1️⃣ Tổ Cảnh sát khu vực rà soát nhà trọ, xong trước 10/02."
    )
    assert [day for _lead, day in _of_paper(text)] == ["2026-02-09"]


def test_a_unit_told_within_a_demand_has_its_own():
    first, second = _demands(
        "yêu cầu chú trọng phòng cháy, chữa cháy, trong đó giao Công an phường chủ trì diễn tập, xong trong quý III."
    )
    assert (first[1], first[3]) == (None, None)
    assert (second[1], second[3]) == ("Công an phường", "2026-09-30")


def test_what_a_leader_only_states_is_no_demand():
    found = _demands(
        "đề nghị các lực lượng tổ chức tốt việc phối hợp. Chủ tịch UBND phường nhận định: Hiện nay, tình trạng "
        "trộm cắp đã xảy ra trên địa bàn, nếu không làm tốt công tác nắm tình hình thì còn tiếp diễn. "
        "Các lực lượng cần tuần tra."
    )
    assert [words for words, *_rest in found][1:] == ["Các lực lượng cần tuần tra"]
