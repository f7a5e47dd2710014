"""What reports tell in lists and tables: parts without a unit, zeros behind a colon, columns and sections."""

from datetime import date

import pytest

from giaoban_desktop.services.reading import read_text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Duy trì chốt với 33 đồng chí (Biên phòng 18; Công an 5; dân quân 10).", "33 18 5 10"),
        ("Huy động 412 lượt người (bộ đội 236, dân quân 121, công an 55).", "412 236 121 55"),
        ("Lập biên bản 33 trường hợp, gồm nồng độ cồn 14, không đội mũ bảo hiểm 12, lỗi khác 7.", "33 14 12 7"),
        ("Gọi khám 84 thanh niên, có mặt 79, đủ điều kiện 31.", "84 79 31"),
        ("Dân quân: 196 đồng chí, đạt 1,74% so với dân số. Trong đó: thường trực 7; cơ động 28; tại chỗ 161.", ""),
        ("- Vụ việc về trật tự xã hội: 05, trong đó trộm cắp 02, đánh nhau 03; đã giải quyết 04, chuyển trên 01.", ""),
        ("Tuần tra 12 cuộc, đến mốc 3, mốc 5.", "12"),
    ],
)
def test_parts_share_the_unit_of_what_they_are_parts_of(text, values):
    figures = read_text(text).figures
    expected = values or {"D": "196 1.74 7 28 161", "-": "5 2 3 4 1"}[text[0]]
    assert [str(one.value) for one in figures] == expected.split()
    assert len({one.unit for one in figures if one.unit != "%"}) == 1


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Không có: vượt biên trái phép; mua bán người; cháy kho, xưởng.", 3),
        ("- Không có: vụ phạm pháp hình sự, ma túy, tai nạn giao thông, cháy, nổ.", 4),
        ("Các loại việc không phát sinh: cướp, cướp giật; hủy hoại hoa màu.", 2),
        ("Không xảy ra khủng bố, phá hoại.", 1),
        ("Không xảy ra khủng bố, phá hoại, biểu tình.", 3),
        ("Cuộc bầu cử an toàn, không xảy ra sự cố.", 1),
        ("Trong tháng hổng có đánh lộn.", 1),
        ("Không có sự chồng chéo.", 0),
    ],
)
def test_each_thing_of_a_list_is_a_zero(text, things):
    assert len(read_text(text).zeros) == things


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Phạm pháp hình sự 286 vụ, kéo giảm 19,2%, tỷ lệ khám phá 83,9%.", ["286", "83.9"]),
        ("Ba đơn vị cùng kiểm tra 112 lượt nhà trọ.", ["112"]),
        ("Kết quả kiểm tra 100% đạt yêu cầu, có 82,4% khá, giỏi.", ["100", "82.4"]),
        ("Con số 152 khẩu súng mà huyện thu được nói lên điều đó.", ["152"]),
        ("Xã đội giao quân đủ 14 thanh niên.", ["14"]),
        ("Bắt 11 vụ, 16 đối tượng, kể cả 02 đối tượng truy nã.", ["11", "16", "2"]),
        ("Bắt 7 đối tượng. Cả 7 đối tượng đều nghiện.", ["7"]),
        ("Phát thanh 2 lần/ngày, tuần tra 7 đêm liền vì ba cơn bão.", []),
        ("Tỷ lệ cử tri đi bầu trên địa bàn 2 xã đạt 99,96%.", ["99.96"]),
        ("Đồn kiểm soát l.35O lượt phương tiện.", ["1350"]),
        ("Thu giữ 1,327 gam ma túy đá.", ["1.327"]),
        ("Ông Thuận chủ trì; cùng dự có 32 cán bộ của hai đơn vị.", []),
    ],
)
def test_what_is_counted_and_what_not(text, values):
    assert [str(one.value) for one in read_text(text).figures] == values


def test_the_column_of_the_later_year_is_read_below_a_section():
    text = (
        "TT\tNội dung\tĐVT\tNăm 2023\tNăm 2024\nA\tMA TÚY\n"
        "1\tSố vụ bắt giữ\tvụ\t5\t4\n2\tSố đối tượng\tđối tượng\t7\t6\n"
        "B\tPHẠM PHÁP HÌNH SỰ\n1\tSố vụ xảy ra\tvụ\t14\t17\n"
    )
    found = [(str(one.value), one.indicator) for one in read_text(text).figures]
    assert found == [("4", "19.1"), ("6", "19.2"), ("17", "17.1")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Làm rõ 3 vụ phạm pháp hình sự, trong đó có 1 vụ cướp giật tài sản.", ["17.3", "22.1"]),
        ("Kiểm tra an toàn phòng cháy, chữa cháy 64 cơ sở lưu trú.", ["50.1"]),
        ("Ban CHQS xã huy động 68 dân quân giúp bà con chằng chống nhà cửa.", ["54.2"]),
        ("Ba lực lượng tổ chức 325 lượt tuần tra với 2.146 lượt cán bộ, chiến sĩ.", ["8.1", "10.1"]),
        ("Khai thác cát trái phép: lập biên bản 11 vụ.", ["24.1"]),
        ("Bảo vệ an toàn 118 điểm bầu cử.", ["62.1"]),
    ],
)
def test_what_a_figure_is_told_to_be(text, codes):
    assert [one.indicator for one in read_text(text).figures] == codes


def test_the_day_printed_above_is_that_of_this_morning():
    head = "XÃ TÂN AN GIAO BAN\n(31/10/2025) "
    assert read_text(f"{head}Sáng nay, UBND xã tổ chức giao ban tháng 10/2025.").meeting.held_on == date(2025, 10, 31)
    post = "3 tháng 9, 2025 lúc 19:42\nChiều nay, tại trụ sở, Công an xã phối hợp Ban CHQS xã họp giao ban tháng 8."
    assert read_text(post).meeting.held_on == date(2025, 9, 3)
    minutes = "BIÊN BẢN GIAO BAN\nNghị định 03/2019/NĐ-CP ngày 05/9/2019\nHôm nay, ngày 18/6/2024, họp giao ban quý II."
    assert read_text(minutes).meeting.held_on == date(2024, 6, 18)


def _told(text):
    return [(one.lead, one.deadline and one.deadline.isoformat()) for one in read_text(text).directives]


def test_headings_go_on_demanding_without_the_day_of_those_before():
    text = (
        "Ngày 16/10/2018, bà Tạ Thị Hường, Chủ tịch UBND quận chủ trì giao ban quý III. Chủ tịch UBND quận kết luận:\n"
        "I. Các đơn vị hoàn thành những việc sau trước 30/11:\n1. Công an quận: lập bản đồ các điểm ma túy.\n"
        "2. Phòng Y tế phối hợp với Trạm Y tế phường: khám sức khỏe cho dân quân.\n"
        "II. Ngoài ra:\n1. UBND 14 phường công khai số điện thoại trực ban.\n"
        "Thừa lệnh Chủ tịch, Văn phòng kính báo để các đơn vị thực hiện.\n"
    )
    assert _told(text) == [("Công an quận", "2018-11-29"), ("Phòng Y tế", "2018-11-29"), ("UBND 14 phường", None)]


def test_a_list_of_teams_below_the_tasks_of_the_week_is_told():
    text = (
        "GIAO BAN ĐẦU TUẦN\nSáng 12/01/2026, Thiếu tá Mai Định, Phó Trưởng Công an phường chủ trì giao ban tuần.\n\n"
        "I/ KẾT QUẢ TUẦN QUA\n+ Giao thông: lập biên bản 33 trường hợp.\n\nII/ TRỌNG TÂM TUẦN NÀY\n"
        "* Tổ Cảnh sát trật tự:\n+ Lập lại trật tự lòng đường khu vực chợ, xong thứ Năm 15/01.\n"
        "* Tổ Hành chính: cấp căn cước lưu động cho người già yếu trước ngày 17/01.\n"
    )
    assert _told(text) == [("Tổ Cảnh sát trật tự", "2026-01-15"), ("Tổ Hành chính", "2026-01-16")]


def test_what_an_officer_tells_a_reporter_is_no_demand():
    text = (
        "Trung tá Lò Văn Phánh, Chỉ huy trưởng Ban CHQS huyện cho biết, các bên đã thống nhất cơ chế: Cùng nắm địa bàn,"
        " cùng xử lý. Mỗi chuyến đi phải mất hai ngày đường rừng."
    )
    assert read_text(text).directives == ()


def test_lines_broken_behind_a_comma_and_letters_mistook_by_a_scanner():
    text = (
        "Ngày 05/4/2022, đồng chí Đặng Minh Tuyển, Phó Chủ tịch UBND thị xã chủ trì giao ban. Đồng chí kết luân:\n"
        "2. Nhiêm vụ thời gian tới\n"
        "2.1. Đồn Biên phòng Bình Sơn phối hợp với Phòng Nông nghiệp và PTNT,\nUBND các xã, phuờng ven biển nhắc nhở"
        " chủ tàu, có báo cáo đến ngày 24/4.\n"
    )
    (found,) = read_text(text).directives
    assert found.lead == "Đồn Biên phòng Bình Sơn"
    assert found.coordinating == ("Phòng Nông nghiệp và PTNT", "UBND các xã, phuờng ven biển")
    assert found.deadline == date(2022, 4, 24)


def test_results_at_the_beginning_of_a_paper_of_conclusions_are_no_demands():
    text = (
        "THÔNG BÁO\nKết luận của Chủ tịch UBND xã tại hội nghị giao ban quý III năm 2025\n"
        "Huy động 33 đồng chí (Biên phòng 18; Công an 5; dân quân 10). Không có: vượt biên; cháy kho, xưởng.\n"
        "Chủ tịch UBND xã kết luận:\n1. Viện KSND khu vực 3 phối hợp với Lữ đoàn 242 rà soát tin báo.\n"
    )
    found = read_text(text)
    assert (len(found.figures), len(found.zeros), _told(text)) == (4, 2, [("Viện KSND khu vực 3", None)])
