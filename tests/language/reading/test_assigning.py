"""How officials say who does it, in demands given on Wednesday, 25 March 2026: before them, behind them, above them."""

import pytest

from giaoban_desktop.services.reading import read_text

HEAD = "Ngày 25/3/2026, UBND xã Tân Hòa họp giao ban tháng 3. Chủ tịch UBND xã kết luận:\n"


def demands(words):
    return [(one.lead, str(one.deadline)) for one in read_text(f"{HEAD}{words}\n").directives]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Tháng 4 Công an xã tổ chức ra quân.", "Công an xã"),
        ("Quý II/2026 Trạm Y tế xã phải khám xong cho dân quân.", "Trạm Y tế xã"),
        ("Nhằm giữ yên địa bàn, Công an xã mở đợt cao điểm.", "Công an xã"),
        ("Riêng Trạm Y tế xã trực cấp cứu.", "Trạm Y tế xã"),
        ("Đồng ý giao Hội Nông dân xã mua cây giống.", "Hội Nông dân xã"),
        ("Đề nghị đồng chí Trưởng Công an xã trực tiếp đối thoại với dân.", "Trưởng Công an xã"),
        ("Giao đồng chí Lê Văn Tám - Chỉ huy trưởng Ban CHQS xã kiểm tra kho.", "đồng chí Lê Văn Tám"),
        ("Ba đồn Biên phòng kiểm soát chặt bến bãi.", "Ba đồn Biên phòng"),
        ("Đồn Cồn Nhạn phối hợp Công an xã kiểm tra ghe lạ.", "Đồn Cồn Nhạn"),
        ("Đồn Biên phòng Ia H'Lốp tăng cường chốt chặn.", "Đồn Biên phòng Ia H'Lốp"),
        ("Hạt Quản lý đê rà soát các cống dưới đê.", "Hạt Quản lý đê"),
        ("Việc sửa cầu tạm giao cho Phòng Kinh tế.", "Phòng Kinh tế"),
        ("Sửa cầu tạm: giao Phòng Kinh tế.", "Phòng Kinh tế"),
        ("Sửa cầu tạm: Phòng Kinh tế chủ trì, Đoàn xã phối hợp.", "Phòng Kinh tế"),
        ("Sửa cầu tạm, Phòng Kinh tế chịu trách nhiệm chính.", "Phòng Kinh tế"),
        ("Sửa cầu tạm, Phòng Kinh tế là cơ quan thường trực.", "Phòng Kinh tế"),
        ("Sửa cầu tạm. Việc này do Phòng Kinh tế đảm nhiệm.", "Phòng Kinh tế"),
        ("Sửa cầu tạm. Giao Phòng Kinh tế chủ trì, Đoàn xã hỗ trợ.", "Phòng Kinh tế"),
        ("Quản lý thị trường xăng dầu cho chặt.", None),
    ],
)
def test_who_does_a_demand(words, lead):
    assert [one[0] for one in demands(f"1. {words}")] == [lead]


@pytest.mark.parametrize(
    "mark", ["1. {}", "1, {}", "1 - {}", "1) {}", "1.1 {}", "a/ {}", "* {}", "+) {}", "@{}", "1. Trách nhiệm của {}"]
)
def test_a_unit_heads_what_it_shall_do(mark):
    assert demands(f"{mark.format('Trạm Y tế xã')}:\n- Phun thuốc khử khuẩn chợ.") == [("Trạm Y tế xã", "None")]


def test_a_heading_may_name_persons_several_units_and_those_that_no_list_knows():
    words = (
        "1. Công an xã:\n- Gọi hỏi thanh niên chậm tiến.\n2. Đối với các chủ bè cá: ký cam kết không xả thải.\n"
        "3. UBMTTQ và các đoàn thể xã:\n- Vận động gia đình treo cờ.\n- Bà Lê Thị Hoa (kế toán): chi tiền trực.\n"
    )
    assert [one[0] for one in demands(words)] == ["Công an xã", None, "UBMTTQ và các đoàn thể xã", "Bà Lê Thị Hoa"]


def test_roman_headings_may_stand_below_the_title_of_conclusions():
    text = "Kết luận giao ban tháng 3 (Chủ tịch UBND xã Lê Văn Tám chủ trì, ngày 25/3/2026)\nI. Việc của Công an xã\n"
    text += "1) Kiểm tra bến đò\nII. Việc của UBMTTQVN xã và các tổ chức chính trị - xã hội\n1) Vận động treo cờ\n"
    assert [one.lead for one in read_text(text).directives] == [
        "Công an xã",
        "UBMTTQVN xã và các tổ chức chính trị - xã hội",
    ]


def test_what_a_unit_has_its_people_do_stays_its_own():
    words = "1. Ban CHQS xã sửa thao trường; phân công dân quân gác kho.\n2. Công an xã:\n- Phân công cán bộ trực chốt."
    assert [one[0] for one in demands(words)] == ["Ban CHQS xã", "Ban CHQS xã", "Công an xã"]


def test_helpers_behind_a_semicolon_belong_to_the_demand():
    (one,) = read_text(f"{HEAD}1. Giao Công an xã chủ trì; Ban CHQS xã, Đoàn xã phối hợp bảo vệ hội đình.\n").directives
    assert (one.lead, one.coordinating) == ("Công an xã", ("Ban CHQS xã", "Đoàn xã"))


@pytest.mark.parametrize(
    "words",
    [
        "Chủ tịch UBND xã lưu ý thời gian từ nay đến cuối năm không còn nhiều, đề nghị các lực lượng nắm chắc địa bàn.",
        "Nhất trí với đề xuất của Đoàn xã; giao Phòng Kinh tế bố trí kinh phí sân chơi.",
        "Tuy vậy, còn một số mặt chưa tốt. Yêu cầu các đơn vị khắc phục ngay.",
    ],
)
def test_what_only_tells_is_no_demand(words):
    assert len(demands(f"- {words}")) == 1
