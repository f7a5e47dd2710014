"""Figures as sentences."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban_desktop.domain.figures import parse_value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.language import writing
from tests.papers.builders import catalogue, observation

NAMES = {"ca": "Công an phường", "qs": "Ban CHQS phường", "bp": "Đồn Biên phòng"}


def written(*observations):
    return list(writing.sentences(catalogue(), observations, NAMES))


@pytest.mark.parametrize(
    ("code", "typed", "phrase"),
    [
        ("19.1", "3", "03 vụ phạm tội, vi phạm về ma túy"),
        ("31.1", "gần 50", "gần 50 hung khí các loại"),
        ("33.1", "hơn 160", "hơn 160 viên đạn"),
        ("41.2", "khoảng 1.500", "khoảng 1.500 thành viên tham gia các nhóm Zalo tuyên truyền về an ninh, trật tự"),
        ("20.1", "1,5", "1,5 kg ma túy các loại"),
        ("20.1", "5", "5 kg ma túy các loại"),
        ("18.1", "83,33", "83,33% số vụ phạm pháp hình sự xảy ra"),
        ("9.1", "12?", "12 cuộc tuần tra đêm (số liệu tạm tính)"),
        ("52.1", "0", "không phát sinh tai nạn giao thông"),
        ("51.1", "0", "chưa tổ chức diễn tập phương án phòng cháy, chữa cháy"),
        ("9.1", "", ""),
        ("9.1", "x", ""),
    ],
)
def test_a_figure_as_a_phrase(code, typed, phrase):
    assert writing.figure_phrase(catalogue()[code], parse_value(typed)) == phrase


def test_the_unit_word_that_was_typed_stays():
    assert writing.figure_phrase(catalogue()["9.1"], parse_value("4"), "đợt") == "04 đợt tuần tra đêm"
    assert written(observation("14.1", "20", "ca", unit_word="sòng bài")) == [
        "Công an phường triệt xóa, giải tán 20 sòng bài."
    ]


@pytest.mark.parametrize(
    ("code", "word", "phrase"),
    [
        ("35.1", "còng", "01 còng"),
        ("35.2", "còng", "01 còng"),
        ("35.1", "món", "01 món vũ khí và công cụ hỗ trợ các loại"),
        ("35.1", "vũ khí các loại", "01 vũ khí các loại"),
        ("31.1", "Cây", "01 Cây hung khí các loại"),
        ("31.1", "vũ khí thô sơ", "01 vũ khí thô sơ"),
        ("34.2", "cái", "01 cái kíp nổ"),
        ("34.2", "kíp nổ", "01 kíp nổ"),
        ("40.1", "tờ rơi", "01 tờ rơi tuyên truyền"),
        ("40.1", "tài liệu", "01 tài liệu"),
        ("32.1", "khẩu súng", "01 khẩu súng"),
        ("30.1", "vụ án", "01 vụ án hình sự"),
        ("14.1", "sòng", "01 sòng bài"),
        ("14.1", "trường gà", "01 trường gà"),
        ("9.1", "đêm", "01 đêm tuần tra đêm"),
        ("9.1", "Cuộc", "01 cuộc tuần tra đêm"),
        ("9.1", "lần ra quân", "01 lần ra quân"),
        ("10.2", "lượt cán bộ", "01 lượt cán bộ, chiến sĩ tham gia tuần tra đêm"),
        ("51.1", "phương án", "01 phương án phòng cháy, chữa cháy"),
        ("58.1", "dân quân", "01 dân quân"),
    ],
)
def test_the_noun_follows_a_typed_unit_only_where_it_is_true_and_says_nothing_twice(code, word, phrase):
    assert writing.figure_phrase(catalogue()[code], parse_value("1"), word) == phrase


def test_an_unknown_unit_stands_alone_in_a_sentence():
    assert written(observation("35.1", "1", "ca", unit_word="còng"), observation("32.1", "2", "ca")) == [
        "Công an phường thu giữ, tiếp nhận 02 khẩu súng; vận động thu hồi, tiếp nhận 01 còng."
    ]


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_no_known_unit_makes_a_phrase_that_says_a_word_twice_running(code):
    for word in catalogue()[code].unit_aliases:
        words = writing.figure_phrase(catalogue()[code], parse_value("8"), word).replace(",", "").casefold().split()
        doubled = [n for n in (1, 2, 3) for at in range(len(words)) if words[at : at + n] == words[at + n : at + 2 * n]]
        assert not doubled, words


def test_the_first_quarter_of_2026():
    zeros = [observation(code, "0", "ca") for code in ("52.1", "24.1", "23.1", "49.1")]
    assert written(
        observation("10.2", "448"),
        observation("9.1", "88"),
        observation("19.1", "3", "ca"),
        observation("19.2", "3", "ca"),
        observation("39.1", "4", "ca"),
        *zeros,
    ) == [
        "Các lực lượng tổ chức 88 cuộc tuần tra đêm với 448 lượt cán bộ, chiến sĩ tham gia.",
        "Công an phường phát hiện, xử lý 03 vụ phạm tội, vi phạm về ma túy, bắt giữ, xử lý 03 đối tượng.",
        "Công an phường thực hiện 04 lượt phát thanh, tuyên truyền trên các phương tiện thông tin.",
        "Không phát sinh tội phạm tín dụng đen, tội phạm môi trường, cháy, nổ và tai nạn giao thông.",
    ]


def test_parts_of_a_total_that_are_an_indicator_of_their_own():
    assert written(
        observation("1.1", "370"),
        observation("2.1", "120", part=("level", "tỉnh")),
        observation("2.1", "250", part=("level", "huyện")),
    ) == [
        (
            "Các lực lượng trao đổi 370 tin về tình hình an ninh, trật tự, quốc phòng,"
            " trong đó cấp tỉnh 120 tin, cấp huyện 250 tin."
        )
    ]


def test_parts_without_their_total_are_not_added_up():
    assert written(
        observation("2.1", "120", part=("level", "tỉnh")), observation("2.1", "0", part=("level", "xã"))
    ) == ["Các lực lượng trao đổi tin phân theo cấp: cấp tỉnh 120 tin, cấp xã không có."]


def test_parts_before_a_pair_stand_in_brackets():
    assert written(
        observation("22.1", "5", "ca"),
        observation("22.1", "3", "ca", part=("kind", "trộm cắp")),
        observation("22.1", "2", "ca", part=("kind", "cướp giật")),
        observation("22.2", "4", "ca"),
    ) == [
        (
            "Trên địa bàn xảy ra 05 vụ trộm cắp, cướp giật tài sản (trộm cắp 03 vụ, cướp giật 02 vụ),"
            " bắt giữ, xử lý 04 đối tượng."
        )
    ]


def test_a_part_that_is_an_indicator_of_its_own_follows_its_whole():
    assert written(
        observation("8.1", "3.313"), observation("10.1", "37.991"), observation("9.1", "88"), observation("10.2", "448")
    ) == [
        (
            "Các lực lượng tổ chức 3.313 cuộc tuần tra, kiểm soát địa bàn với 37.991 lượt cán bộ, chiến sĩ tham gia;"
            " trong đó 88 cuộc tuần tra đêm với 448 lượt cán bộ, chiến sĩ tham gia."
        )
    ]


def test_a_pair_is_cut_to_what_is_new():
    assert written(observation("52.1", "3", "ca"), observation("52.2", "2", "ca")) == [
        "Trên địa bàn xảy ra 03 vụ tai nạn giao thông, làm 02 người chết."
    ]
    assert written(observation("30.1", "2", "ca"), observation("30.2", "3", "ca")) == [
        "Công an phường khởi tố 02 vụ án hình sự, 03 bị can."
    ]
    assert written(observation("41.1", "30", "ca"), observation("41.2", "khoảng 1.500", "ca")) == [
        "Công an phường duy trì 30 nhóm Zalo tuyên truyền về an ninh, trật tự với khoảng 1.500 thành viên tham gia."
    ]
    assert written(observation("54.1", "1"), observation("54.2", "20"), observation("54.3", "2")) == [
        (
            "Các lực lượng tham gia 01 vụ cứu nạn, cứu hộ"
            " với 20 lượt cán bộ, chiến sĩ, dân quân và 02 phương tiện tham gia."
        )
    ]


def test_the_same_verb_is_said_once():
    assert written(
        observation("31.1", "gần 50", "ca"), observation("32.1", "3", "ca"), observation("33.1", "hơn 160", "ca")
    ) == ["Công an phường thu giữ, tiếp nhận gần 50 hung khí các loại, 03 khẩu súng và hơn 160 viên đạn."]


def test_a_zero_of_one_unit_does_not_deny_the_value_of_another():
    assert written(observation("19.1", "3", "ca"), observation("19.1", "0", "bp")) == [
        "Công an phường phát hiện, xử lý 03 vụ phạm tội, vi phạm về ma túy.",
        "Theo báo cáo của Đồn Biên phòng, không phát sinh tội phạm ma túy.",
    ]


def test_a_zero_that_follows_from_another_is_not_said():
    assert written(observation("52.1", "0", "ca"), observation("52.2", "0", "ca")) == [
        "Không phát sinh tai nạn giao thông."
    ]


def test_what_was_not_done_names_who_did_not_do_it():
    assert written(observation("51.1", "0", "ca"), observation("9.1", "0"), observation("50.1", "0", "ca")) == [
        "Các lực lượng chưa tổ chức tuần tra đêm.",
        (
            "Công an phường chưa kiểm tra công tác phòng cháy, chữa cháy;"
            " chưa tổ chức diễn tập phương án phòng cháy, chữa cháy."
        ),
    ]


def test_the_name_of_an_own_indicator_stays_behind_any_unit():
    own = Indicator("101.1", "F", "Camera an ninh lắp mới", "chiếc", own=True)
    lines = writing.sentences({"101.1": own}, [observation("101.1", "7", "ca", unit_word="bộ")], NAMES)
    assert list(lines) == ["Công an phường ghi nhận 07 bộ (camera an ninh lắp mới)."]


def test_silence_says_nothing():
    assert written(observation("9.1", ""), observation("19.1", "x", "bp"), observation("999.1", "5")) == []


def test_the_latest_count_of_a_period_is_written():
    early = observation("9.1", "80", counted_to=date(2026, 3, 14))
    late = observation("9.1", "88", counted_to=date(2026, 3, 31))
    assert written(late, early) == ["Các lực lượng tổ chức 88 cuộc tuần tra đêm."]


def test_units_follow_each_other_in_the_order_of_their_names_joint_work_first():
    assert written(observation("1.1", "9", "bp"), observation("1.1", "20", "ca"), observation("1.1", "4")) == [
        "Các lực lượng trao đổi 04 tin về tình hình an ninh, trật tự, quốc phòng.",
        "Công an phường trao đổi 20 tin về tình hình an ninh, trật tự, quốc phòng.",
        "Đồn Biên phòng trao đổi 09 tin về tình hình an ninh, trật tự, quốc phòng.",
    ]


def test_an_own_indicator_without_words_is_still_written():
    own = Indicator("101.1", "F", "Camera an ninh lắp mới", "chiếc", own=True)
    lines = writing.sentences({"101.1": own}, [observation("101.1", "7", "ca")], NAMES)
    assert list(lines) == ["Công an phường ghi nhận 07 chiếc (camera an ninh lắp mới)."]
    lines = writing.sentences({"101.1": own}, [observation("101.1", "0", "ca")], NAMES)
    assert list(lines) == ["Không phát sinh camera an ninh lắp mới."]


@pytest.mark.parametrize("code", sorted(catalogue()))
@pytest.mark.parametrize(("typed", "said"), [("8", "8"), ("0", ""), ("gần 1.200?", "gần 1.200")])
def test_every_indicator_makes_one_clean_sentence(code, typed, said):
    lines = written(observation(code, typed, "ca"))
    assert len(lines) == 1
    line = lines[0]
    assert line == " ".join(line.split())
    assert line[0].isupper()
    assert line.endswith(".")
    assert not line.endswith("..")
    assert said in line
    assert line.endswith("(số liệu tạm tính).") == typed.endswith("?")
