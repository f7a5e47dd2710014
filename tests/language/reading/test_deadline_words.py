"""How officials say by when, in demands given on Wednesday, 25 March 2026."""

from datetime import date

import pytest

from giaoban_desktop.language.reading.reader import read_demand
from giaoban_desktop.services.reading import read_text

GIVEN_ON = date(2026, 3, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Phòng Kinh tế tổng hợp danh sách trước 16h thứ Năm", "2026-03-26"),
        ("Phòng Kinh tế gửi báo cáo trước ngày thứ Sáu 27/3", "2026-03-26"),
        ("Công an xã nộp báo cáo ngày 20/4 (thứ Hai)", "2026-04-20"),
        ("Công an xã trình đề án vào trung tuần tháng 7", "2026-07-20"),
        ("Công an xã trình đề án trong hạ tuần tháng 7", "2026-07-31"),
        ("Công an xã hoàn thành trong tuần đầu của tháng 4", "2026-04-07"),
        ("Công an xã rà soát trong 2 tuần đầu tháng 4", "2026-04-14"),
        ("Công an xã hoàn thành trong nửa cuối tháng 4", "2026-04-30"),
        ("Công an xã kết nối cung cầu vào đầu tháng 5", "2026-05-10"),
        ("Công an xã công bố bộ chỉ số trong quý đầu năm 2027", "2027-03-31"),
        ("Công an xã hướng dẫn người dân, thời gian từ 20/4 - 20/5/2026", "2026-05-20"),
        ("Công an xã gửi tỉnh vào ngày cuối cùng của tháng 4", "2026-04-30"),
        ("Công an xã không được để quá ngày 15/4", "2026-04-15"),
        ("Công an xã bàn giao mặt bằng trước ngày khởi công 19/5", "2026-05-18"),
        ("Công an xã hoàn thành trước 30/4, báo cáo kết quả trước 05/5", "2026-04-29"),
        ("Công an xã cập nhật bản đồ trong quý IV, riêng thôn Đoài hoàn thành trước ngày 31/10", "2026-12-31"),
        ("Công an xã báo cáo trong vòng 48 giờ", "2026-03-27"),
        ("Công an xã kiểm tra, thời gian thực hiện: 15 ngày", "2026-04-09"),
        ("Công an xã rà soát, chiều nay phải có báo cáo", "2026-03-25"),
        ("Tổ trưởng đi thu quỹ, tới 28 tây nộp lại cho phường", "2026-03-28"),
        ("Văn thư tìm lại công văn, mai có giùm", "2026-03-26"),
        ("Công an xã hoàn thành trước ngày 30 tháng Tư", "2026-04-29"),
        ("Công an xã chuyển hồ sơ chậm nhất 02 tuần sau cuộc họp", "2026-04-08"),
        ("Công an xã ra quân phục vụ lễ hội ngày 15/4", None),
        ("Công an xã xây dựng phương án phục vụ bầu cử ngày 15/3", None),
        ("Công an xã tuyên truyền theo Kế hoạch số 12/KH-UBND ngày 02/3/2026", None),
        ("Công an xã xử lý, sau 15 ngày không khắc phục thì lập biên bản", None),
        ("Công an xã báo cáo cứ 10 ngày một lần", None),
        ("Công an xã lắp camera, xong quý II", "2026-06-30"),
        ("Công an xã lắp camera trong tháng 4 và tháng 5", "2026-05-31"),
        ("Công an xã lắp camera trong tháng 5, 6", "2026-06-30"),
        ("Công an xã lắp camera trong quý III và quý IV", "2026-12-31"),
        ("Công an xã lắp camera trong quý I năm sau", "2027-03-31"),
        ("Công an xã lắp camera, hoàn thành trong nửa đầu năm", "2026-06-30"),
        ("Công an xã lắp camera, đến 30/4 xong", "2026-04-30"),
        ("Công an xã lắp camera, đến 30/4 nghiệm thu", "2026-04-30"),
        ("Công an xã lắp camera, tháng 5 đưa vào vận hành", "2026-05-31"),
        ("Công an xã lắp camera, cuối tháng 5", "2026-05-31"),
        ("Công an xã lắp camera trong hội chợ đêm, tháng 6", "2026-06-30"),
        ("Công an xã duy trì tổ trực, báo cáo cuối quý II", "2026-06-30"),
        ("Công an xã lắp camera, không quá 20 ngày", "2026-04-14"),
        ("Công an xã lắp camera, sau cuộc họp 10 ngày phải xong", "2026-04-04"),
        ("Công an xã lắp camera trong 1 tuần tới", "2026-04-01"),
        ("Công an xã lắp camera trong 15 ngày kể từ ngày 30/3", "2026-04-14"),
        ("Công an xã lắp camera trong 15 ngày, kể từ ngày nhận được Thông báo", None),
        ("Công an xã lắp camera, xong trong tuần 15", "2026-04-12"),
        ("Công an xã lắp camera vào tuần 2 tháng 4", "2026-04-14"),
        ("Công an xã trả lời dân trước 10 giờ sáng mai", "2026-03-26"),
        ("Công an xã trả lời dân, nộp văn bản thứ Sáu", "2026-03-27"),
        ("Công an xã trả lời dân, thời điểm trả lời 02/4", "2026-04-02"),
        ("Công an xã trả lời dân, thời gian: 02 ngày 27 và 28/3", "2026-03-28"),
        ("Công an xã hoàn thành trước khi khai mạc hội đền (10/4)", "2026-04-09"),
        ("Công an xã sửa đường trước lễ giỗ Tổ (26/4)", "2026-04-25"),
        ("Hội Phụ nữ xã ra mắt mô hình tiết kiệm điện vào dịp 30/4", "2026-04-30"),
        ("Tháng 5 hoàn thành kiểm kê vũ khí", "2026-05-31"),
        ("Cuối tháng 5 Công an xã chốt số liệu", "2026-05-31"),
        ("Công an xã bảo vệ Lễ hội hoa ban từ ngày 10/4 đến 12/4", None),
        ("Trạm Y tế chuẩn bị tiêm theo lịch của tỉnh (từ 10/4 đến 12/4)", None),
        ("Văn phòng chuẩn bị tài liệu, lễ đón nhận dự kiến tổ chức đầu tháng 5", None),
        ("Mọi tin tố giác phải được chuyển ngay trong ngày", None),
        ("Công an xã tuyên truyền trong tháng hành động vì trẻ em", None),
    ],
)
def test_a_deadline_is_the_last_day_of_what_is_said(words, day):
    found = read_demand(words, GIVEN_ON)
    assert (found.deadline and found.deadline.isoformat()) == day


LIST = "1. Công an xã rà soát các quán karaoke.\n2. Ban CHQS xã củng cố hồ sơ dân quân.\n"


@pytest.mark.parametrize(
    ("told", "days"),
    [
        (LIST + "Tất cả hoàn thành trước 15/4.\n", ["2026-04-14", "2026-04-14"]),
        (LIST + "Thời hạn chung: 15/4.\n", ["2026-04-15", "2026-04-15"]),
        (LIST + "Thời gian hoàn thành các nội dung trên: trước ngày 15/4.\n", ["2026-04-14", "2026-04-14"]),
        (LIST + "Hai việc trên phải xong trước 15/4.\n", ["2026-04-14", "2026-04-14"]),
        ("1. Công an xã rà soát các quán karaoke. Hoàn thành trước 15/4.\n", ["2026-04-14"]),
        ("1. Công an xã (trước 15/4): rà soát các quán karaoke.\n", ["2026-04-14"]),
        ("1. Trong tháng 4: Công an xã rà soát các quán karaoke.\n", ["2026-04-30"]),
        ("a) Đến hết tháng 4:\n- Công an xã rà soát các quán karaoke.\n", ["2026-04-30"]),
        ("1. Tháng 4: Công an xã rà soát các quán karaoke.\n", ["2026-04-30"]),
        (
            "1. Công an xã, hoàn thành trước 15/4:\n- Rà soát các quán karaoke;\n- Gọi hỏi chủ quán.\n",
            ["2026-04-14"] * 2,
        ),
        ("Việc cần làm ngay trong tháng 4: Công an xã rà soát quán karaoke; Đoàn xã dọn chợ.\n", ["2026-04-30"] * 2),
        (LIST + "Đề nghị các đơn vị hoàn thành các nội dung trên trước 15/4.\n", ["2026-04-14"] * 2),
        (LIST + "Hạn chung cho cả hai việc: 15/4.\n", ["2026-04-15"] * 2),
        ("1. Công an xã rà soát các quán karaoke. Việc này phải xong trước ngày 15/4.\n", ["2026-04-14"]),
        ("1. Công an xã rà soát các quán karaoke. Việc này làm ngay, chậm nhất 15/4 xong.\n", ["2026-04-15"]),
        ("1. Công an xã rà soát các quán karaoke. Chậm nhất 15/4.\n", ["2026-04-15"]),
        ("1. Công an xã rà soát các quán karaoke. Phấn đấu xong trong tháng 4.\n", ["2026-04-30"]),
        ("1. Công an xã rà soát các quán karaoke. Thời gian trình: 15/4.\n", ["2026-04-15"]),
        ("1. Công an xã rà soát các quán karaoke (14-15/4).\n", ["2026-04-15"]),
    ],
)
def test_a_list_may_have_one_deadline(told, days):
    text = "Ngày 25/3/2026, UBND xã Tân Hòa họp giao ban tháng 3. Chủ tịch UBND xã kết luận:\n"
    assert [str(one.deadline) for one in read_text(text + told).directives] == days


def test_days_may_be_counted_from_the_day_of_the_paper():
    text = (
        "UBND XÃ TÂN HÒA\nTân Hòa, ngày 27 tháng 3 năm 2026\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND xã\n\n"
        "Ngày 25/3/2026, Chủ tịch UBND xã họp giao ban và kết luận:\n"
        "1. Công an xã báo cáo kết quả trong thời hạn 10 ngày kể từ ngày ký Thông báo này.\n"
    )
    assert [str(one.deadline) for one in read_text(text).directives] == ["2026-04-06"]


def test_a_label_may_tell_days_that_come_again():
    text = "Ngày 25/3/2026, UBND xã họp giao ban tháng 3. Chủ tịch UBND xã kết luận:\n"
    (one,) = read_text(f"{text}1. Công an xã đối chiếu sổ trực.\nThời gian: ngày 25 hằng tháng.\n").directives
    assert (one.deadline, one.standing) == (None, True)


@pytest.mark.parametrize(
    ("words", "said", "standing"),
    [
        ("Phòng Văn hóa tuyên truyền ở các trường trước khi kết thúc năm học", "trước khi kết thúc năm học", False),
        ("Tổ chức huấn luyện bù cho dân quân ngay khi dịch được kiểm soát", "ngay khi dịch được kiểm soát", False),
        ("Đài truyền thanh phát nội dung tố giác tội phạm 2 lần/ngày", "2 lần/ngày", True),
    ],
)
def test_an_end_without_a_day_keeps_its_words(words, said, standing):
    found = read_demand(words, GIVEN_ON)
    assert (found.deadline, found.deadline_words, found.standing) == (None, said, standing)
