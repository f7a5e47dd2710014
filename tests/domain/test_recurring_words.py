import pytest

from giaoban_desktop.domain.recurring_words import find_recurrence


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Công an phường hằng tháng trước ngày 20 gửi báo cáo về UBND.", "hằng tháng trước ngày 20", 19),
        ("Hằng tháng, trước ngày 20, Công an phường gửi báo cáo.", "Hằng tháng, trước ngày 20", 19),
        ("Định kỳ trước ngày 20 hằng tháng báo cáo 25 vụ việc.", "Định kỳ trước ngày 20 hằng tháng", 19),
        ("Các lực lượng hằng tuần vào thứ Sáu họp giao ban.", "hằng tuần vào thứ Sáu", 5),
        ("Báo cáo kết quả hằng tháng về UBND phường trước ngày 20.", "trước ngày 20 hằng tháng", 19),
        ("Chốt số liệu ngày 14, gửi báo cáo trước ngày 20 hằng tháng.", "trước ngày 20 hằng tháng", 19),
        ("Trước 17 giờ ngày 20 hằng tháng gửi báo cáo.", "Trước 17 giờ ngày 20 hằng tháng", 20),
        ("Từ ngày 20 đến ngày 25 hằng tháng ra quân.", "Từ ngày 20 đến ngày 25 hằng tháng", 25),
        ("Báo cáo năm trước ngày 15 tháng 11 hằng năm.", "trước ngày 15 tháng 11 hằng năm", 14),
        ("Gửi báo cáo ngày 10 tháng đầu quý hằng quý.", "ngày 10 tháng đầu quý hằng quý", 10),
    ],
)
def test_the_words_of_a_demand_tell_on_which_days_it_comes_again(text, words, day):
    found = find_recurrence(text)
    assert found is not None
    assert (found.words, found.day) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "Thường xuyên tuần tra.",
        "Xử lý 15 vụ hằng tháng.",
        "Báo cáo trước ngày 20 tháng 4; hằng tháng tổng hợp.",
        "Tuần tra hằng tuần, báo cáo trước ngày 20.",
        "Báo cáo ngày 15 và 30 hằng tháng.",
        "Báo cáo hằng tháng trước ngày 20, hằng quý trước ngày 25.",
        "Ngăn chặn buôn bán hàng quý hiếm trong ngày 20.",
        "",
    ],
)
def test_what_names_no_such_day_or_several_comes_again_on_none(text):
    assert find_recurrence(text) is None
