"""Who is told to do something, whatever the body is called: by lists, by its kind and its verb."""

import tomllib

import pytest

from giaoban_desktop import paths
from giaoban_desktop.language.reading.page import normal
from giaoban_desktop.services.reading import read_text

HEAD = "Ngày 05/11/2025, đồng chí Lê Văn Nam, Chủ tịch UBND xã chủ trì giao ban tháng 10. Chủ tịch UBND xã kết luận:\n"
TOLD = (
    "- {body} khẩn trương rà soát hồ sơ tồn đọng, báo cáo trước ngày 20/11.\n",
    "- Giao {body} chủ trì, phối hợp với các đơn vị liên quan xây dựng kế hoạch kiểm tra.\n",
    "- Đề nghị {body} tăng cường tuyên truyền, vận động nhân dân giao nộp vũ khí.\n",
    "- {body}: Tổng hợp số liệu, hoàn chỉnh báo cáo trước ngày 25/11.\n",
    "- {body} có trách nhiệm bố trí kinh phí theo quy định.\n",
)
BODIES = """
Bộ Tư lệnh Thủ đô Hà Nội; Ban CH PTKV 2; Cơ quan An ninh điều tra; Cơ quan Cảnh sát điều tra; Cơ quan CSĐT Công an tỉnh
Tổ công tác Đề án 06; Tổ Kiểm tra liên ngành; Trung tâm Dịch vụ nông nghiệp; Thường trực Đảng ủy; Phó Chủ tịch UBND xã
Phó Trưởng Công an xã; Chính trị viên Ban CHQS xã; Trưởng phòng Kinh tế; Trưởng Phòng Văn hóa - Xã hội
Bí thư Chi bộ thôn Trung; Ban QLDA đầu tư xây dựng; Thuế cơ sở 4; Công ty Điện lực tỉnh; Công ty Cổ phần Cấp nước
Công ty TNHH MTV Lâm nghiệp; Viện KSND khu vực 3; Phòng Thi hành án dân sự khu vực; Cảng vụ Đường thủy nội địa
Báo và Đài Phát thanh - Truyền hình tỉnh; Đoàn Kinh tế - Quốc phòng 337; Tiểu đoàn Cảnh sát cơ động số 3; Lữ đoàn 242
Vùng 3 Hải quân; Vùng Cảnh sát biển 2; Lực lượng Cảnh sát biển; Trung đội dân quân cơ động; Chi bộ thôn Nà Lốc
Chi đoàn thanh niên; Thành phố Vũng Tàu; Huyện Cần Giờ; Xã Ia Pnôn; Phường Hải Vân; Đặc khu Lý Sơn; Quân khu 7
Ban Chỉ huy PCTT và TKCN; Hạt Kiểm lâm liên xã số 2; Bệnh viện Đa khoa; Ban Giám hiệu Trường THPT số 2
""".replace("\n", ";").split(";")


@pytest.mark.parametrize("body", [one.strip() for one in BODIES if one.strip()])
def test_a_body_that_is_told_leads(body):
    found = read_text(HEAD + "".join(TOLD).replace("{body}", body)).directives
    assert [one.lead for one in found] == [body] * len(TOLD)


@pytest.mark.parametrize(
    "words",
    [
        "Báo cáo kết quả thực hiện gửi về Văn phòng trước ngày 10/6.",
        "Các đơn vị nghiêm túc rút kinh nghiệm, chấn chỉnh chế độ báo cáo.",
    ],
)
def test_what_names_no_body_has_no_lead(words):
    assert [one.lead for one in read_text(f"{HEAD}- {words}\n").directives] == [None]


def test_who_speaks_at_the_meeting_is_told_nothing():
    assert read_text(f"{HEAD}Phó Chủ tịch UBND xã Rơ Mah Hùng phát biểu tại hội nghị.\n").directives == ()


def test_who_leads_the_police_of_a_ward_demands_behind_praise():
    text = (
        "Chiều 14/01/2026, Thượng tá Phan Sỹ Nguyên, Trưởng Công an phường chủ trì giao ban.\nKết luận hội nghị, Trưởng"
        " Công an phường biểu dương các tổ dân phố, đồng thời yêu cầu Tổ Cảnh sát khu vực chấn chỉnh sổ sách; các tổ"
        " nâng cao ý thức cảnh giác."
    )
    assert [one.lead for one in read_text(text).directives] == ["Tổ Cảnh sát khu vực", None]


def test_the_patterns_are_in_the_normal_form_of_the_texts():
    """ "công ty" never stands in a text in normal form, which has "công ti"."""
    tables = tomllib.loads((paths.resources() / "reading" / "patterns.toml").read_text(encoding="utf-8"))
    wrong = [
        entry
        for table in tables.values()
        for entries in table.values()
        for entry in entries
        if any(one != other and one.isalpha() for one, other in zip(entry.lower(), normal(entry), strict=True))
    ]
    assert [one for one in wrong if not one.startswith("[Cc]hủ")] == []  # that one is for texts as they are given


@pytest.mark.parametrize(
    "body", ["Viện KSND khu vực 3", "Báo Gia Lai", "Trung tâm Y tế quân dân y", "Lữ đoàn 242", "Chi bộ thôn Nà Lốc"]
)
def test_a_body_that_no_list_knows_helps(body):
    text = f"{HEAD}- Công an xã phối hợp với {body}, Trạm Y tế xã và Hội Nông dân xã tổ chức kiểm tra các cơ sở.\n"
    (found,) = read_text(text).directives
    assert found.coordinating == (body, "Trạm Y tế xã", "Hội Nông dân xã")
