"""What a clerk relies on when a report is read: figures, zeros and facts, each at its place in the text."""

from datetime import date

import pytest

from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.language.reading import read
from giaoban_desktop.language.reading.lexicon import lexicon
from giaoban_desktop.services.reading import read_text

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


def test_an_empty_catalogue_names_no_indicator():
    (figure,) = read("Các lực lượng tổ chức 41 cuộc tuần tra đêm.", lexicon(())).figures
    assert figure.indicator is None


def test_zeros_of_persons_are_those_of_the_measure_of_persons():
    text = "Trong tháng không có người chết vì tai nạn giao thông. Số liệu bằng không: buôn lậu không; ma túy không."
    assert [one.indicator for one in read_text(text).zeros] == ["52.2", "26.1", "19.1"]


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


def test_what_the_catalogue_does_not_have_is_none_of_its_indicators():
    text = (
        "Trong tháng, Công an tỉnh xử lý 45 vụ ma túy; phát hiện 26 vụ/25 người vi phạm quản lý kinh tế, tham nhũng; "
        "tỷ lệ giải quyết tin báo, tố giác tội phạm đạt 90,8%; điều tra, phá 62 vụ phạm pháp hình sự."
    )
    found = [one.indicator for one in read_text(text).figures]
    assert found == ["19.1", None, None, None, "17.3"]


def test_more_than_a_number_is_no_comparison():
    assert figures("Thu giữ hơn 2 tấn và 1 triệu viên ma túy tổng hợp.")[1][0] == "1000000"


def test_who_concludes_may_be_named_before_with_the_position():
    text = (
        "Dự buổi lễ có đồng chí Vũ Hải Đăng - Bí thư Đảng ủy xã.\nPhát biểu chỉ đạo tại hội nghị, đồng chí Vũ Hải Đăng "
        "yêu cầu các lực lượng tiếp tục nắm chắc địa bàn."
    )
    meeting = read_text(text).meeting
    assert (meeting.leader, meeting.leader_position) == ("Vũ Hải Đăng", "Bí thư Đảng ủy xã")
