"""Letters of old fonts: recognised by name or by themselves, and turned into Unicode."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.language.reading.old_fonts import Encoding, by_font, by_letters, draws_capitals, to_unicode

TCVN3 = """à µ, á ¸, ả ¶, ã ·, ạ ¹, ă ¨, ằ », ắ ¾, ẳ ¼, ẵ ½, ặ Æ, â ©, ầ Ç, ấ Ê, ẩ È, ẫ É, ậ Ë, đ ®, è Ì, é Ð, ẻ Î,
ẽ Ï, ẹ Ñ, ê ª, ề Ò, ế Õ, ể Ó, ễ Ô, ệ Ö, ì ×, í Ý, ỉ Ø, ĩ Ü, ị Þ, ò ß, ó ã, ỏ á, õ â, ọ ä, ô «, ồ å, ố è, ổ æ, ỗ ç,
ộ é, ơ ¬, ờ ê, ớ í, ở ë, ỡ ì, ợ î, ù ï, ú ó, ủ ñ, ũ ò, ụ ô, ư \xad, ừ õ, ứ ø, ử ö, ữ ÷, ự ù, ỳ ú, ý ý, ỷ û, ỹ ü,
ỵ þ, Ă ¡, Â ¢, Đ §, Ê £, Ô ¤, Ơ ¥, Ư ¦"""
VNI = """á aù, à aø, ả aû, ã aõ, ạ aï, â aâ, ấ aá, ầ aà, ẩ aå, ẫ aã, ậ aä, ă aê, ắ aé, ằ aè, ẳ aú, ẵ aü, ặ aë, é eù,
è eø, ẻ eû, ẽ eõ, ẹ eï, ê eâ, ế eá, ề eà, ể eå, ễ eã, ệ eä, ó où, ò oø, ỏ oû, õ oõ, ọ oï, ô oâ, ố oá, ồ oà, ổ oå,
ỗ oã, ộ oä, ơ ô, ớ ôù, ờ ôø, ở ôû, ỡ ôõ, ợ ôï, ú uù, ù uø, ủ uû, ũ uõ, ụ uï, ư ö, ứ öù, ừ öø, ử öû, ữ öõ, ự öï,
í í, ì ì, ỉ æ, ĩ ó, ị ò, ý yù, ỳ yø, ỷ yû, ỹ yõ, ỵ î, đ ñ"""

REPORT = (
    "Trong tháng 02 năm 2026, các lực lượng đã tổ chức 41 cuộc tuần tra với 303 lượt cán bộ, chiến sĩ tham gia; "
    "không phát sinh vụ việc phức tạp về an ninh trật tự trên địa bàn phường. Đề nghị giữ vững chế độ trao đổi "
    "thông tin hằng ngày, nắm chắc tình hình, kiểm tra hộ khẩu, quản lý vũ khí, chữa cháy và cứu hộ kịp thời."
)
NOT_OLD = {
    "Vietnamese": REPORT,
    "Vietnamese with few letters of its own": "hà có các tôi là bán và cá vì thì ông bà ý chí hòa hát múa phá án",
    "French": "Où êtes-vous ? Le café est fermé à côté de l’hôtel ; là-bas, l’été a été très long, ça dépend où.",
    "German": "Größere Möwen hören schöne Töne über Müllers Tür; süße Äpfel für fünf Mädchen, früh und spät.",
    "Spanish": "¿Qué pasó mañana? El niño comió así, sí, también aquí; año, señor, corazón, jamás, después, «allí».",
    "Portuguese": "Não são os irmãos; é à tarde, três pães, então vão às ações e às razões, já há avó e avô lá.",
    "Italian": "Perché è così? Più su, più giù: la città è già lì, sì, né qui né là, ciò che può farà però.",
    "English": "The naïve café clerk – 20 °C, £5, ½ price, “quoted”, © 2026 – filed a résumé.",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy; není možné, že máme málo času.",
    "Danish": "Når æbler og pærer står på bordet, går små børn på ærø også få gange på ås.",
    "UTF-8 read as another encoding": REPORT.encode().decode("cp1252", errors="replace"),
    "nothing": "",
}


def forms(table):
    return [pair.strip(" \n").split(" ") for pair in table.replace("\n", " ").split(",")]


def written(text, table):
    """The text as it stands in an old font."""
    codes = dict(forms(table))
    if table is VNI:
        codes |= {letter.upper(): code.upper() for letter, code in codes.items()}
    return "".join(codes.get(letter, letter) for letter in text)


ALL = [
    *((Encoding.TCVN3, code, letter) for letter, code in forms(TCVN3)),
    *((Encoding.VNI, code, letter) for letter, code in forms(VNI)),
    *((Encoding.VNI, code.upper(), letter.upper()) for letter, code in forms(VNI)),
]


@pytest.mark.parametrize(("encoding", "code", "letter"), ALL)
def test_every_letter(encoding, code, letter):
    assert to_unicode(code, encoding) == letter
    assert to_unicode(f"nh{code}n 12", encoding) == f"nh{letter}n 12"


def test_the_tables_hold_every_letter_once():
    small = {letter for letter, _code in forms(VNI)}
    assert len(small) == 67
    assert {letter for letter, _code in forms(TCVN3)} - set("ĂÂĐÊÔƠƯ") == small


@pytest.mark.parametrize(
    ("encoding", "old", "text"),
    [
        (Encoding.TCVN3, "B¶o Th¾ng", "Bảo Thắng"),
        (Encoding.TCVN3, "§¬n vÞ ®¨ng cai héi nghÞ giao ban th¸ng nµy, nh­ng kh«ng cã sè liÖu", "Đơn vị đăng cai hội nghị giao ban tháng này, nhưng không có số liệu"),  # noqa: E501
        (Encoding.VNI, "Xin chaøo caùc baïn", "Xin chào các bạn"),
        (Encoding.VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Encoding.VNI, "Ñoàn Bieân phoøng, AÁp 3, AÊn, Aên, ñöôïc nghieâng, khuyû, quyeàn, hoaït ñoäng", "Đồn Biên phòng, Ấp 3, Ăn, Ăn, được nghiêng, khuỷ, quyền, hoạt động"),  # noqa: E501
    ],
)  # fmt: skip
def test_words(encoding, old, text):
    assert to_unicode(old, encoding) == text


@pytest.mark.parametrize(("encoding", "table"), [(Encoding.TCVN3, TCVN3), (Encoding.VNI, VNI)])
def test_a_text_comes_back_and_is_known_by_its_letters(encoding, table):
    old = written(REPORT, table)
    assert old != REPORT
    assert by_letters(old) is encoding
    assert to_unicode(old, encoding) == REPORT
    assert by_letters(f"{old}\nUBND TP. HCM, NĐ 03/2019, 25/02/2026") is encoding


def test_a_font_of_capitals_shows_small_letters_as_capitals():
    assert to_unicode("céng hßa x· héi chñ nghÜa viÖt nam", Encoding.TCVN3, capitals=True) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    )


def test_letters_in_the_area_of_symbols_are_the_same_letters():
    old = "".join(chr(0xF000 + ord(letter)) for letter in "Th¾ng")
    assert to_unicode(old, Encoding.TCVN3) == "Thắng"


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial Narrow", Encoding.TCVN3, False),
        (".VnHelvetInsH", Encoding.TCVN3, True),
        (".VNTIMEH", Encoding.TCVN3, True),
        ("ABCDEF+.VnTime,Bold", Encoding.TCVN3, False),
        ("ABCDEF+.VnTimeH-BoldItalic", Encoding.TCVN3, True),
        ("VNI-Times", Encoding.VNI, False),
        ("vni-helve", Encoding.VNI, False),
        ("XYZABC+VNI-TimesH", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Vnomics", None, False),
        ("Arial", None, False),
        ("", None, False),
    ],
)
def test_fonts_by_their_names(name, encoding, capitals):
    assert by_font(name) is encoding
    assert draws_capitals(name) is capitals


@pytest.mark.parametrize("what", NOT_OLD)
def test_what_is_no_old_text_is_not_taken_for_one(what):
    assert by_letters(NOT_OLD[what]) is None
    assert by_letters(NOT_OLD[what] * 50) is None


def test_decomposed_unicode_is_not_taken_for_an_old_text():
    assert by_letters(unicodedata.normalize("NFD", REPORT)) is None


def test_a_few_old_words_in_a_unicode_report_do_not_make_it_old():
    assert by_letters(f"{REPORT} {written('Bảo Thắng hội nghị đơn vị phường', TCVN3)}") is None


@given(st.text())
def test_any_text_can_be_asked_and_turned(text):
    assert by_letters(text) is None
    by_font(text)
    draws_capitals(text)
    for encoding in Encoding:
        turned = to_unicode(text, encoding)
        assert turned == unicodedata.normalize("NFC", turned)
        to_unicode(text, encoding, capitals=True)


@given(st.text(alphabet=[chr(code) for code in range(0x20, 0x100)], max_size=200))
def test_random_western_letters_are_no_old_text(text):
    assert by_letters(text) is None


@pytest.mark.parametrize("piece", ["aù", "µ", "«", "a", "aù ", "B¶o Th¾ng ", "ê", "\u0301", "H"])
def test_long_texts_take_no_long_time(piece):
    text = piece * (300_000 // len(piece))
    start = time.monotonic()
    by_letters(text)
    by_font(".Vn" + text)
    draws_capitals(".Vn" + text)
    to_unicode(text, Encoding.VNI)
    assert time.monotonic() - start < 10  # a tenth of a second; quadratic work takes minutes
