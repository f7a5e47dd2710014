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
    ],
)
def test_a_list_may_have_one_deadline(told, days):
    text = "Ngày 25/3/2026, UBND xã Tân Hòa họp giao ban tháng 3. Chủ tịch UBND xã kết luận:\n"
    assert [str(one.deadline) for one in read_text(text + told).directives] == days
