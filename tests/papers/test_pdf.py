"""Papers as PDF, read back: text, fonts, sizes, and positions in millimetres."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pdfplumber
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from giaoban_desktop import paths
from giaoban_desktop.papers import page_style, pdf
from giaoban_desktop.papers.content import (
    Content,
    Header,
    Paragraph,
    Recipients,
    Role,
    Run,
    Signature,
    Signatures,
    Table,
    plain,
)
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.minutes import minutes, with_number
from tests.papers import builders
from tests.papers.printed import COLUMNS, MM, bare, body_text, letters, long_text, opened_pdf


@pytest.fixture(scope="module")
def quarter_pdf(fonts, quarter):
    with pdfplumber.open(io.BytesIO(pdf.render(quarter, fonts=fonts))) as opened:
        yield opened


def test_every_paragraph_and_cell_reads_back_as_it_was_written(quarter, quarter_pdf):
    said = body_text(quarter_pdf)
    place = 0
    for block in quarter.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        for text in texts:
            found = said.find(bare(text), place)
            assert found >= 0, text
            place = found


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_another_reader_finds_the_same_text(tmp_path, fonts, quarter):
    (tmp_path / "a.pdf").write_bytes(pdf.render(quarter, fonts=fonts))
    text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "2. Báo cáo kết quả công tác phối hợp quý I năm 2026" in text
    assert unicodedata.is_normalized("NFC", text)


def test_what_looks_like_markup_prints_as_typed(fonts):
    typed = 'Tin <b>đậm</b> &amp; "A & B" <para> </para> <![CDATA[x]]> <!-- y --> &#7841; {part} %s'
    content = minutes(builders.facts())
    table = Table(COLUMNS, (("1", typed, "<i>", "&lt;"),))
    content = replace(content, abstract=typed, blocks=(plain(typed), plain(typed, Role.HEADING), table))
    content = replace(content, recipients=Recipients((typed,)))
    with opened_pdf(content, fonts) as opened:
        assert body_text(opened).count(bare(typed)) == 5


def test_marks_typed_apart_print_composed(fonts):
    typed = unicodedata.normalize("NFD", "Đề nghị giữ vững trật tự")
    content = replace(minutes(builders.facts()), blocks=(plain(typed),))
    with opened_pdf(content, fonts) as opened:
        assert bare("Đề nghị giữ vững trật tự") in body_text(opened)


def test_signs_that_cannot_be_seen_leave_no_boxes(fonts):
    typed = "An\u200bninh\u2060 QP\u2011AN\u00ad\ufe0f"
    content = replace(minutes(builders.facts()), blocks=(plain(typed),))
    assert pdf.unprintable(content, fonts=fonts) == ""
    with opened_pdf(content, fonts) as opened:
        assert "Anninh QP-AN" in opened.pages[0].extract_text()


def test_signs_that_the_typeface_lacks_are_told_and_leave_no_boxes(fonts):
    content = replace(minutes(builders.facts()), blocks=(plain("Xong ✅ 越, “tốt” – đạt ≥ 90%"),))
    assert pdf.unprintable(content, fonts=fonts) == "✅越"
    with opened_pdf(content, fonts) as opened:
        assert bare("Xong ?, “tốt” – đạt ≥ 90%") in body_text(opened)


def test_looks_of_runs_use_the_faces_of_the_same_typeface(fonts):
    runs = (Run("thẳng "), Run("đậm ", bold=True), Run("nghiêng ", italic=True), Run("cả hai", True, True))
    content = replace(minutes(builders.facts()), blocks=(Paragraph(runs),))
    with opened_pdf(content, fonts) as opened:
        names = [char["fontname"].split("+")[1] for char in letters(opened.pages[0], "thẳng đậm nghiêng cả hai")]
    assert list(dict.fromkeys(names)) == [
        *("LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic")
    ]


def objects(document: PDFDocument):
    """Every object of a PDF that is a dictionary or a stream."""
    for xref in document.xrefs:
        for number in xref.get_objids():
            found = document.getobj(number)
            yield found.attrs if isinstance(found, PDFStream) else found


def read(content: Content, fonts: Fonts) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf.render(content, fonts=fonts))))


def test_only_our_typeface_is_in_the_file_embedded_as_subsets(fonts, quarter):
    found = [
        one for one in objects(read(quarter, fonts)) if isinstance(one, dict) and str(one.get("Type")) == "/'Font'"
    ]
    names = [one["BaseFont"].name for one in found]
    assert {name.partition("+")[2] for name in names} == {
        *("LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-BoldItalic")
    }
    assert all("ToUnicode" in one for one in found)
    assert all("FontFile2" in resolve1(one["FontDescriptor"]) for one in found)


def test_metadata_names_the_paper_and_its_language_but_no_date(fonts, quarter):
    document = read(quarter, fonts)
    (metadata,) = document.info
    texts = {name: decode_text(value) for name, value in metadata.items()}
    assert texts["Title"] == "Biên bản - Hội nghị giao ban công tác phối hợp quý I năm 2026"
    assert texts["Author"] == "CÔNG AN PHƯỜNG MỸ THỚI"
    assert texts["Producer"] == page_style.PRODUCER
    assert "CreationDate" not in texts
    assert decode_text(document.catalog["Lang"]) == "vi-VN"


def test_the_same_content_gives_the_same_bytes_in_any_process(tmp_path, fonts, quarter):
    (tmp_path / "content.json").write_text(quarter.to_json(), "utf-8")
    code = (
        "import sys, pathlib; from giaoban_desktop.papers import pdf;"
        "from giaoban_desktop.papers.content import Content;"
        "from giaoban_desktop.papers.fonts import Fonts, choose; folder = pathlib.Path(sys.argv[1]);"
        "content = Content.from_json((folder / 'content.json').read_text('utf-8'));"
        "(folder / 'other.pdf').write_bytes(pdf.render(content, fonts=Fonts(choose(()))))"
    )
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7", "PYTHONPATH": str(paths.root())}
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, env=environment)
    rendered = pdf.render(quarter, fonts=fonts)
    assert rendered == pdf.render(quarter, fonts=fonts)
    assert rendered == (tmp_path / "other.pdf").read_bytes()


def test_nothing_but_the_page_number_stands_in_the_margins(quarter_pdf):
    assert len(quarter_pdf.pages) > 2
    for page in quarter_pdf.pages:
        assert (round(page.width * MM), round(page.height * MM)) == (210, 297)
        top, bottom = page_style.MARGIN_TOP_MM.chosen, page_style.PAPER_HEIGHT_MM - page_style.MARGIN_BOTTOM_MM.chosen
        for char in page.chars:
            assert char["x0"] * MM >= page_style.MARGIN_LEFT_MM.chosen - 0.1
            assert char["x1"] * MM <= page_style.PAPER_WIDTH_MM - page_style.MARGIN_RIGHT_MM.chosen + 0.1
            assert char["bottom"] * MM <= bottom + 0.1
            assert char["top"] * MM >= top - 0.1 or (char["text"].isdigit() and page.page_number > 1)


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(quarter_pdf):
    for page in quarter_pdf.pages:
        number = [char for char in page.chars if char["bottom"] * MM < page_style.MARGIN_TOP_MM.chosen]
        assert "".join(char["text"] for char in number) == ("" if page.page_number == 1 else str(page.page_number))
        for char in number:
            assert char["size"] == page_style.PAGE_NUMBER.size_pt.chosen
            assert (char["x0"] + char["x1"]) / 2 * MM == pytest.approx(110, abs=0.2)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("CÔNG AN TỈNH AN GIANG", page_style.BODY_ABOVE),
        ("CỘNG HÒA XÃ HỘI", page_style.NATIONAL_NAME),
        ("/BB-CAP", page_style.DOCUMENT_NUMBER),
        ("BIÊN BẢN", page_style.DOCUMENT_TYPE),
        ("Hội nghị giao ban công tác phối hợp quý I năm 2026", page_style.ABSTRACT),
        ("Thời gian bắt đầu", page_style.BODY),
        ("1. Khai mạc", page_style.HEADING),
    ],
)
def test_elements_have_the_size_and_weight_of_the_decree(quarter_pdf, text, style):
    chars = [char for char in letters(quarter_pdf.pages[0], text) if char["text"] in text]
    last = chars[-1]
    assert last["size"] == pytest.approx(style.size_pt.chosen)
    if text != "CÔNG AN TỈNH AN GIANG":  # the national name stands in the same line
        assert last["fontname"].endswith("-Bold") == style.bold


def test_lines_are_drawn_below_header_and_title_as_long_as_the_decree_says(quarter_pdf):
    page = quarter_pdf.pages[0]
    motto_text = letters(page, "Độc lập - Tự do - Hạnh phúc")
    motto_text = [char for char in motto_text if char["x0"] > page.width * 0.45]
    lines = sorted((line for line in page.lines), key=lambda line: line["top"])
    assert len(lines) == 3
    by_left = sorted(lines[:2], key=lambda line: line["x0"])
    assert by_left[1]["x1"] - by_left[1]["x0"] == pytest.approx(motto_text[-1]["x1"] - motto_text[0]["x0"], abs=0.5)
    for text, line in (("CÔNG AN PHƯỜNG MỸ THỚI", by_left[0]), ("Hội nghị giao ban công tác", lines[2])):
        chars = [char for char in letters(page, text) if char["x0"] < page.width * 0.45 or line is lines[2]]
        share = (line["x1"] - line["x0"]) / (chars[-1]["x1"] - chars[0]["x0"])
        assert 1 / 3 <= share <= 1 / 2
        assert (line["x0"] + line["x1"]) / 2 == pytest.approx((chars[0]["x0"] + chars[-1]["x1"]) / 2, abs=0.5)


def test_the_body_is_justified_with_an_indent_of_ten_millimetres(quarter_pdf):
    page = quarter_pdf.pages[0]
    lines = page.extract_text_lines(return_chars=True)
    place = next(index for index, line in enumerate(lines) if line["text"].startswith("Thực hiện Nghị định"))
    first, second = lines[place], lines[place + 1]
    assert first["x0"] * MM == pytest.approx(40, abs=0.5)
    assert second["x0"] * MM == pytest.approx(30, abs=0.5)
    assert first["x1"] * MM == pytest.approx(190, abs=0.5)
    assert second["x1"] * MM == pytest.approx(190, abs=0.5)
    assert second["top"] - first["top"] == pytest.approx(page_style.line_height_pt(page_style.BODY), abs=0.1)


def test_six_points_lie_between_paragraphs(quarter_pdf):
    page = quarter_pdf.pages[0]
    first, second = letters(page, "Thời gian bắt đầu")[0], letters(page, "Địa điểm")[0]
    assert second["bottom"] - first["bottom"] == pytest.approx(page_style.line_height_pt(page_style.BODY) + 6, abs=0.1)


def test_secretary_left_chair_right_recipients_below_on_the_left(quarter_pdf):
    page = quarter_pdf.pages[-1]
    titles = letters(page, "THƯ KÝ")
    names = letters(page, "Đại úy Võ Thị Mỹ Duyên")
    assert titles[0]["x0"] * MM < 100 < titles[-1]["x1"] * MM
    assert names[0]["top"] - titles[0]["top"] > page_style.SIGNATURE_SPACE_MM / MM
    label = letters(page, "Nơi nhận:")
    assert label[0]["fontname"].endswith("-BoldItalic")
    assert label[0]["size"] == 12
    assert label[0]["top"] > names[0]["bottom"]
    assert label[0]["x0"] * MM == pytest.approx(30, abs=0.5)
    assert letters(page, "- Lưu: VT, Hồ sơ.")[0]["size"] == 11


def test_without_a_number_a_blank_is_left_and_with_one_it_is_printed(fonts, quarter):
    with opened_pdf(quarter, fonts) as opened:
        line = next(line for line in opened.pages[0].extract_text_lines() if "/BB-CAP" in line["text"])
        blank = opened.pages[0].crop((line["x0"], line["top"], line["x1"], line["bottom"])).chars
        assert line["text"].startswith("Số:")
    width = max(char["x1"] for char in blank) - min(char["x0"] for char in blank)
    assert width * MM > 25
    with opened_pdf(with_number(quarter, "05"), fonts) as opened:
        assert "Số: 05/BB-CAP" in opened.pages[0].extract_text()


def test_a_long_issuing_body_wraps_inside_its_column(fonts, quarter):
    name = "ĐỒN BIÊN PHÒNG CỬA KHẨU CẢNG MỸ THỚI THUỘC BAN CHỈ HUY BỘ ĐỘI BIÊN PHÒNG"
    content = replace(quarter, header=Header("BỘ CHỈ HUY QUÂN SỰ TỈNH AN GIANG", name, "BB-ĐBP"))
    with opened_pdf(content, fonts) as opened:
        page = opened.pages[0]
        left = page.crop((0, 0, (30 + page_style.HEADER_COLUMNS_MM[0]) / MM, 60 / MM))
        assert name in " ".join(left.extract_text().split())
        assert all(char["x0"] * MM >= 30 for char in left.chars)


@pytest.mark.parametrize("lines", range(24, 52, 3))
def test_the_signatures_never_stand_alone_on_a_page(fonts, quarter, lines):
    filler = tuple(plain(f"Dòng {number}") for number in range(lines))
    with opened_pdf(replace(quarter, blocks=filler), fonts) as opened:
        page = opened.pages[-1].extract_text()
    assert page.index("Hội nghị kết thúc") < page.index("THƯ KÝ") < page.index("Nơi nhận") < page.index("- Lưu")


@pytest.mark.parametrize("lines", range(26, 36))
def test_no_title_ends_a_page(fonts, quarter, lines):
    filler = [plain(f"Dòng {number}") for number in range(lines)]
    blocks = [*filler, plain("2. Tiêu đề", Role.HEADING), plain("a) Ý", Role.POINT), Table(COLUMNS, (tuple("1234"),))]
    with opened_pdf(replace(quarter, blocks=tuple(blocks)), fonts) as opened:
        pages = [page.extract_text() for page in opened.pages]
    assert [page for page in pages if "2. Tiêu đề" in page] == [page for page in pages if "Chỉ tiêu" in page]


def test_heads_sign_side_by_side_below(fonts, quarter):
    heads = tuple(Signature(f"TRƯỞNG {name}", f"Người {name}") for name in ("MỘT", "HAI", "BA"))
    signatures = Signatures(quarter.signatures.left, quarter.signatures.right, "ĐẠI DIỆN CÁC LỰC LƯỢNG", heads)
    with opened_pdf(replace(quarter, signatures=signatures), fonts) as opened:
        page = opened.pages[-1]
        row = letters(page, "TRƯỞNG MỘT TRƯỞNG HAI TRƯỞNG BA")
        assert row[0]["top"] > letters(page, "Trung tá Nguyễn Thanh Tùng")[0]["bottom"]
        assert letters(page, "Nơi nhận:")[0]["top"] > letters(page, "Người MỘT")[0]["bottom"]


@pytest.mark.parametrize("text", [long_text(20_000), "đ" * 20_000], ids=["words", "one word"])
def test_a_paragraph_of_20000_characters_goes_on_on_the_next_pages(fonts, quarter, text):
    with opened_pdf(replace(quarter, blocks=(plain(text),)), fonts) as opened:
        assert bare(text) in body_text(opened)
        assert len(opened.pages) > 3


@pytest.mark.parametrize("text", [long_text(20_000), "đ" * 20_000], ids=["words", "one word"])
def test_a_cell_of_20000_characters_goes_on_on_the_next_pages(fonts, quarter, text):
    table = Table(COLUMNS, (("1", "trước", "vụ", "03"), ("2", text, "vụ", "04"), ("3", "sau", "vụ", "05")))
    with opened_pdf(replace(quarter, blocks=(table,)), fonts) as opened:
        said = body_text(opened)
        assert said.count("đ") >= text.count("đ")
        assert said.count("Lực") == text.count("Lực")
        for page in opened.pages[:5]:
            assert max(char["bottom"] for char in page.chars) * MM <= 277.1
            assert min(char["x0"] for char in page.chars) * MM >= 29.9
            tops = [line["top"] for line in page.extract_text_lines() if line["text"].startswith("TT")]
            assert len(tops) == 1


def test_a_head_that_is_too_high_to_repeat_stands_once(fonts, quarter):
    columns = tuple(replace(column, title=long_text(500)) for column in COLUMNS)
    table = Table(columns, (("1", "Vụ cháy", "vụ", "0"),) * 30)
    with opened_pdf(replace(quarter, blocks=(table,)), fonts) as opened:
        assert body_text(opened).count("Vụcháy") == 30


@pytest.mark.parametrize("length", [500, 2_000])
def test_overlong_names_everywhere_still_print(fonts, quarter, length):
    long = long_text(length)
    signatures = Signatures(Signature(long, long), Signature(long, long), long, (Signature(long, long),) * 4)
    content = replace(quarter, abstract=long, header=Header(long, long, "BB"), signatures=signatures)
    with opened_pdf(replace(content, recipients=Recipients((f"- {long};",) * 9)), fonts) as opened:
        assert "Nơinhận:" in body_text(opened)
