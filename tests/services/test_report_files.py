"""Reports' files opened as text: real Word files, real PDFs, text files, and files that mean harm."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from giaoban_desktop import i18n
from giaoban_desktop.errors import Cancelled, UserError
from giaoban_desktop.language.reading.old_fonts import Encoding
from giaoban_desktop.papers import minutes, pdf
from giaoban_desktop.services import report_files, report_pdf, report_word
from giaoban_desktop.services.report_files import ReportText, open_report
from tests.language.reading.test_old_fonts import REPORT, TCVN3, VNI, written
from tests.papers.builders import february

FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "LiberationSerif-Regular.ttf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opened(tmp_path, content: bytes | str, name: str, **options) -> ReportText:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_report(file, **options)


def refused(tmp_path, content: bytes | str, name: str) -> str:
    with pytest.raises(UserError) as raised:
        opened(tmp_path, content, name)
    message = i18n.translate(raised.value)
    assert name in message
    return message


def notes(report: ReportText) -> list[str]:
    return [i18n.translate(note) for note in report.notes]


# Word


def saved(document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def run(paragraph, text, font=""):
    made = paragraph.add_run(text)
    if font:
        made.font.name = font
    return made


@cache
def word_report() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kết quả tháng 02 năm 2026")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Chỉ tiêu", "Đơn vị tính", "Số liệu"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Tuần tra đêm", "cuộc", "41"), strict=True):
        cell.text = text
    paragraph = document.add_paragraph("")
    run(paragraph, "§ång chÝ ", ".VnTime")
    run(paragraph, "chñ tÞch ", ".VnTimeH")
    run(paragraph, "Công an: ", "Times New Roman")
    run(paragraph, "hoa", "VNI-Times")
    run(paragraph, "ït ñoäng", "VNI-Times")
    return saved(document)


def document_with(xml: str) -> bytes:
    """A Word file whose body is this XML."""
    document = docx.Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)
    return saved(document)


def repacked(content: bytes, change=lambda name, data: data, **more: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return target.getvalue()


def test_a_word_file_gives_paragraphs_and_tables_in_their_order(tmp_path):
    report = opened(tmp_path, word_report(), "bao-cao.docx")
    assert report.text.split("\n")[:3] == [
        "Kết quả tháng 02 năm 2026",
        "Chỉ tiêu\tĐơn vị tính\tSố liệu",
        "Tuần tra đêm\tcuộc\t41",
    ]


def test_runs_in_old_fonts_are_turned_one_by_one(tmp_path):
    report = opened(tmp_path, word_report(), "bao-cao.DOCX")
    assert report.text.split("\n")[3] == "Đồng chí CHỦ TỊCH Công an: hoạt động"
    assert report.converted_from == "mixed"
    assert not report.is_guess
    assert report.notes == ()


@pytest.mark.parametrize("place", ["run style", "paragraph style", "base of a style", "default style", "document"])
def test_an_old_font_may_stand_in_a_style(tmp_path, place):
    document = docx.Document()
    styles = document.styles
    fonts = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:rFonts"))
    paragraph = document.add_paragraph()
    made = paragraph.add_run("B¶o Th¾ng")
    if place == "run style":
        made.style = styles.add_style("Old", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        made.style.font.name = ".VnTime"
    elif place == "default style":
        styles["Normal"].font.name = ".VnTime"
    elif place == "document":
        normal = styles["Normal"].element.find(qn("w:rPr"))
        if normal is not None:
            styles["Normal"].element.remove(normal)
        fonts.attrib.clear()
        fonts.set(qn("w:ascii"), ".VnTime")
    else:
        base = styles.add_style("Base", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        base.font.name = ".VnTime"
        own = styles.add_style("Own", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = base
        paragraph.style = base if place == "paragraph style" else own
    report = opened(tmp_path, saved(document), "bao-cao.docx")
    assert report.text == "Bảo Thắng"
    assert report.converted_from is Encoding.TCVN3


def test_a_run_of_another_font_within_an_old_style_is_left_alone(tmp_path):
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    paragraph = document.add_paragraph()
    run(paragraph, "Th¾ng ")
    run(paragraph, "có 20 µg", "Times New Roman")
    themed = run(paragraph, " «à»")
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    themed._r.get_or_add_rPr().append(fonts)
    assert opened(tmp_path, saved(document), "bao-cao.docx").text == "Thắng có 20 µg «à»"


def test_unicode_in_an_old_font_stays(tmp_path):
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph(REPORT)
    document.add_paragraph("có cá")
    report = opened(tmp_path, saved(document), "bao-cao.docx")
    assert report.text == f"{REPORT}\ncó cá"
    assert report.converted_from is None


def test_a_short_line_of_an_old_font_follows_the_other_lines(tmp_path):
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph(written(REPORT, TCVN3))
    document.add_paragraph("có")
    assert opened(tmp_path, saved(document), "bao-cao.docx").text == f"{REPORT}\ncú"


def test_the_signs_of_word(tmp_path):
    content = document_with(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>nh</w:t><w:softHyphen/>'
        '<w:sym w:font=".VnTime" w:char="F0A9"/></w:r></w:p>'
    )
    assert opened(tmp_path, content, "bao-cao.docx").text == "a\tb\nc-dnhưâ"


def test_what_was_inserted_is_read_and_what_was_struck_out_is_not(tmp_path):
    content = document_with(
        "<w:p><w:ins><w:r><w:t>41 cuộc</w:t></w:r></w:ins><w:del><w:r><w:delText>35 cuộc</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom>"
        '<w:hyperlink w:anchor="x"><w:r><w:t> tuần tra</w:t></w:r></w:hyperlink>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Đề nghị</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert opened(tmp_path, content, "bao-cao.docx").text == "41 cuộc tuần tra\nĐề nghị"


def test_a_row_stays_one_line_whatever_its_cells_hold(tmp_path):
    content = document_with(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Tuần</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>tra</w:t><w:br/><w:t>đêm</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>41</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cuộc</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Hết</w:t></w:r></w:p>"
    )
    assert opened(tmp_path, content, "bao-cao.docx").text == "Tuần tra đêm\t\t41 cuộc\nHết"


def test_text_boxes_are_told(tmp_path):
    content = document_with(
        "<w:p><w:r><w:t>Kết quả</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>12 cuộc</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>"
    )
    report = opened(tmp_path, content, "bao-cao.docx")
    assert report.text == "Kết quả"
    assert "text boxes" in notes(report)[0]


def test_old_letters_without_an_old_font_are_a_guess(tmp_path):
    document = docx.Document()
    document.add_paragraph(written(REPORT, VNI))
    document.add_paragraph("Hội nghị")
    content = saved(document)
    report = opened(tmp_path, content, "bao-cao.docx")
    assert report.text == f"{REPORT}\nHội nghị"
    assert report.converted_from is Encoding.VNI
    assert report.is_guess
    assert "VNI-Windows" in notes(report)[0]
    left = opened(tmp_path, content, "bao-cao.docx", convert=False)
    assert left.text == f"{written(REPORT, VNI)}\nHội nghị"
    assert left.converted_from is None
    assert not left.is_guess
    assert "left as they stand" in notes(left)[0]


def test_fonts_are_believed_even_when_guesses_are_not_wanted(tmp_path):
    report = opened(tmp_path, word_report(), "bao-cao.docx", convert=False)
    assert report.text.endswith("Đồng chí CHỦ TỊCH Công an: hoạt động")


def test_a_word_file_without_text_is_refused(tmp_path):
    assert "no text" in refused(tmp_path, saved(docx.Document()), "bao-cao.docx")


def test_bombs_in_a_word_file_are_refused(tmp_path):
    big = b" " * (report_word.PART_LIMIT + 1)
    assert "unpacks to more" in refused(tmp_path, repacked(word_report(), **{"word/more.xml": big}), "bao-cao.docx")
    many = {f"word/more{number}.xml": b" " * (report_word.TOTAL_LIMIT // 4 + 1) for number in range(4)}
    assert "unpacks to more" in refused(tmp_path, repacked(word_report(), **many), "bao-cao.docx")
    parts = {f"x{number}": b"" for number in range(report_word.PARTS_LIMIT)}
    assert "unpacks to more" in refused(tmp_path, repacked(word_report(), **parts), "bao-cao.docx")


def test_a_directory_that_lies_about_sizes_does_not_unpack_a_bomb(tmp_path):
    content = bytearray(repacked(word_report(), **{"word/more.xml": b" " * (report_word.PART_LIMIT * 2)}))
    size = (report_word.PART_LIMIT * 2).to_bytes(4, "little")
    assert content.count(size) == 2
    lie = bytes(content).replace(size, (1000).to_bytes(4, "little"))
    assert "damaged" in refused(tmp_path, lie, "bao-cao.docx")


def test_large_pictures_are_not_unpacked(tmp_path):
    content = repacked(word_report(), **{"word/media/image1.bmp": bytes(200 * 2**20)})
    assert opened(tmp_path, content, "bao-cao.docx").text.startswith("Kết quả")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path, codec):
    def declare(name, data):
        if name != "word/document.xml":
            return data
        text = data.decode().partition("?>")[2].replace("Kết quả", "&a;")
        return f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x [<!ENTITY a "ha">]>{text}'.encode(codec)

    assert "damaged" in refused(tmp_path, repacked(word_report(), declare), "bao-cao.docx")


def test_styles_that_stand_on_each_other_end(tmp_path):
    def circle(name, data):
        if name != "word/styles.xml":
            return data
        first = b'<w:style w:type="character" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        second = b'<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
        return data.replace(b"</w:styles>", first + second)

    content = document_with('<w:p><w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>Kết quả</w:t></w:r></w:p>')
    assert opened(tmp_path, repacked(content, circle), "bao-cao.docx").text == "Kết quả"


# PDF


@cache
def faces() -> dict[str, str]:
    """Fonts to draw with, by the names they bear in the file."""
    made = {}
    for number, name in enumerate(("LiberationSerif", ".VnTime", ".VnTimeH", "VNI-Times")):
        font = TTFont(f"Report {number}", str(FONT))
        font.face.name = name.encode()
        pdfmetrics.registerFont(font)
        made[name] = f"Report {number}"
    return made


def pdf_of(*pages, picture_on=(), **options) -> bytes:
    """A PDF of pages of lines; a line is text or (font, text)."""
    target = BytesIO()
    canvas = Canvas(target, **options)
    for number, lines in enumerate(pages, 1):
        if number in picture_on:
            canvas.drawImage(picture(), 50, 50, 200, 200)
        for place, line in enumerate(lines):
            font, text = line if isinstance(line, tuple) else ("LiberationSerif", line)
            canvas.setFont(faces()[font], 12)
            canvas.drawString(80, 780 - 20 * place, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture():
    return ImageReader(Image.new("RGB", (20, 20), "grey"))


def hand_made(contents: bytes, words: bytes = b"") -> bytes:
    """A PDF of one page with this content, in a font that is no file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> /XObject << /X4 6 0 R >> >> >>"
        ),
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(contents), words, contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X4 6 0 R >> >>"
            b" /Length 21 >>\nstream\n/X4 Do /X4 Do /X4 Do \nendstream"
        ),
    ]
    made = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def test_a_pdf_gives_its_pages_parted_by_an_empty_line(tmp_path):
    report = opened(tmp_path, pdf_of(["Kết quả", "Tổ chức 41 cuộc tuần tra."], ["Đề nghị"]), "bao-cao.pdf")
    assert report.text == "Kết quả\nTổ chức 41 cuộc tuần tra.\n\nĐề nghị"
    assert report == ReportText(report.text)


def test_a_paper_of_this_program_can_be_read(tmp_path):
    drawn = pdf.render(minutes.minutes(february()))
    text = opened(tmp_path, drawn, "bien-ban.pdf").text
    assert "BIÊN BẢN" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text


def test_old_fonts_of_a_pdf_are_turned(tmp_path):
    pages = [[(".VnTimeH", "b¸o c¸o"), (".VnTime", "B¶o Th¾ng"), ("VNI-Times", "hoaït ñoäng")], ["Bảo Thắng"]]
    report = opened(tmp_path, pdf_of(*pages), "bao-cao.pdf")
    assert report.text == "BÁO CÁO\nBảo Thắng\nhoạt động\n\nBảo Thắng"
    assert report.converted_from == "mixed"
    assert not report.is_guess


def test_pages_that_are_pictures_are_told(tmp_path):
    content = pdf_of(["Kết quả"], [], [], [], ["Đề nghị"], [], picture_on=(2, 3, 6))
    report = opened(tmp_path, content, "bao-cao.pdf")
    assert report.text == "Kết quả\n\nĐề nghị"
    assert notes(report) == ["bao-cao.pdf: only a picture, no text, on pages 2–3, 6. Add what stands there by hand."]


def test_a_scanned_pdf_is_refused(tmp_path):
    assert "only pictures" in refused(tmp_path, pdf_of([], [], picture_on=(1, 2)), "quet.pdf")


def test_a_locked_pdf_is_refused(tmp_path):
    assert "password" in refused(tmp_path, pdf_of(["Mật"], encrypt="secret"), "bao-cao.pdf")


def test_more_than_500_pages_are_refused(tmp_path):
    content = pdf_of(*([["Trang"]] * (report_pdf.PAGE_LIMIT + 1)))
    assert "500 pages" in refused(tmp_path, content, "bao-cao.pdf")


def test_reading_a_pdf_can_be_broken_off(tmp_path):
    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        opened(tmp_path, pdf_of(["Kết quả"]), "bao-cao.pdf", at_page=stop)


def test_a_pdf_that_takes_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(report_pdf, "TIME_LIMIT_SECONDS", -1.0)
    assert "complicated" in refused(tmp_path, pdf_of(["Kết quả"]), "bao-cao.pdf")


SHOW = b"BT /F1 12 Tf 80 700 Td (Hoi nghi) Tj ET "


def test_the_hand_made_pdf_can_be_read(tmp_path):
    assert opened(tmp_path, hand_made(SHOW), "bao-cao.pdf").text == "Hoi nghi"


def test_bombs_in_a_pdf_are_refused(tmp_path):
    bomb = zlib.compress(SHOW + b"q " * report_pdf.STREAM_LIMIT, 9)
    assert "complicated" in refused(tmp_path, hand_made(bomb, b"/Filter /FlateDecode"), "bao-cao.pdf")
    twice = zlib.compress(bomb, 9)
    assert "complicated" in refused(tmp_path, hand_made(twice, b"/Filter [/FlateDecode /FlateDecode]"), "bao-cao.pdf")
    assert "complicated" in refused(tmp_path, hand_made(SHOW + b"q Q " * report_pdf.OPERATIONS_LIMIT), "bao-cao.pdf")


def test_forms_that_call_themselves_end(tmp_path):
    assert opened(tmp_path, hand_made(SHOW + b"/X4 Do"), "bao-cao.pdf").text == "Hoi nghi"


# Text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_given_letter_for_letter(tmp_path, codec):
    mark = "\ufeff" if codec.startswith("utf-16-") else ""
    text = f"  {REPORT}\n\n«cộng»\tdồn\u00a0\n"
    report = opened(tmp_path, (mark + text).encode(codec), "bao-cao.txt")
    assert report == ReportText(text)
    windows = opened(tmp_path, (mark + text.replace("\n", "\r\n")).encode(codec), "bao-cao.txt")
    assert windows.text == text


@pytest.mark.parametrize(("encoding", "table"), [(Encoding.TCVN3, TCVN3), (Encoding.VNI, VNI)])
def test_old_letters_in_bytes_are_a_guess(tmp_path, encoding, table):
    content = f"{written(REPORT, table)}\nTP, UBND".encode("latin-1")
    report = opened(tmp_path, content, "bao-cao.txt")
    assert report.text == f"{REPORT}\nTP, UBND"
    assert report.converted_from is encoding
    assert report.is_guess
    assert encoding.value in notes(report)[0]


def test_capitals_that_lost_their_font_are_capitals_again(tmp_path):
    lines = written(REPORT, TCVN3) + "\nCéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\nUBND ph­êng, Bé ChØ huy"
    report = opened(tmp_path, lines.encode("latin-1"), "bao-cao.txt")
    assert report.text.split("\n")[1:] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND phường, Bộ Chỉ huy"]


def test_windows_1258_is_assumed_and_told(tmp_path):
    # That code has letters with hats and horns, and tones that stand behind them.
    marks = dict.fromkeys("\u0300\u0301\u0303\u0309\u0323")
    content = "".join(
        base + "".join(tones)
        for letter in REPORT
        for tones in [[mark for mark in unicodedata.normalize("NFD", letter) if mark in marks]]
        for base in [
            unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in marks))
        ]
    ).encode("cp1258")
    report = opened(tmp_path, content, "bao-cao.txt")
    assert report.text == REPORT
    assert report.converted_from is None
    assert "Windows-1258 was assumed" in notes(report)[0]


# Files that are not what they seem


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "bao-cao.txt", "empty"),
        (b" \n", "bao-cao.pdf", "empty"),
        (b"\xef\xbb\xbf \n", "bao-cao.txt", "no text"),
        (b"MZ\x90\x00\x03\x00\x00", "bao-cao.txt", "cannot be read as text"),
        (b"\xff\xfea\x00b", "bao-cao.txt", "cannot be read as text"),
        (b"\x8a\x8d\xff bao", "bao-cao.txt", "cannot be read as text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bao-cao.pdf", "not the .pdf file"),
        (b"%PDF-1.7\n", "bao-cao.docx", "not the .docx file"),
        (b"%PDF-1.7\n", "bao-cao.txt", "not the .txt file"),
        (b"PK\x03\x04" + bytes(100), "bao-cao.txt", "not the .txt file"),
        (b"PK\x03\x04" + bytes(100), "bao-cao.docx", "damaged"),
        (b"%PDF-1.7\n%%EOF", "bao-cao.pdf", "damaged"),
        (OLE + bytes(100), "bao-cao.doc", "Open it in Word"),
        (OLE + bytes(100), "bao-cao.docx", "Open it in Word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "bao-cao.docx", "password"),
        (b"{\\rtf1 x}", "bao-cao.txt", "Open it in Word"),
        (b"x", "bao-cao.odt", "Open it in Word"),
        (b"x", "bao-cao.xlsx", "Choose a .docx, .pdf or .txt file"),
        (b"x", "bao-cao", "Choose a .docx, .pdf or .txt file"),
    ],
)
def test_other_files_are_refused(tmp_path, content, name, words):
    assert words in refused(tmp_path, content, name)


def test_a_zip_that_is_no_word_file_is_refused(tmp_path):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("readme.txt", "x")
    assert "no Word file" in refused(tmp_path, target.getvalue(), "bao-cao.docx")


def test_a_file_over_the_limit_is_refused(tmp_path):
    assert "20 MB" in refused(tmp_path, b"a" * (report_files.SIZE_LIMIT_MB * 2**20 + 1), "bao-cao.txt")


def test_a_text_over_the_limit_is_refused(tmp_path):
    assert opened(tmp_path, "a " * (report_files.TEXT_LIMIT // 2), "bao-cao.txt").text
    assert "1000000 characters" in refused(tmp_path, "a " * (report_files.TEXT_LIMIT // 2) + "a", "bao-cao.txt")
    assert "1000000 characters" in refused(tmp_path, "\n" * report_files.TEXT_LIMIT + "a", "bao-cao.txt")


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "khong-co.txt", tmp_path / "a\0b.txt", tmp_path / ("x" * 300 + ".txt")):
        with pytest.raises(UserError):
            open_report(path)


# Damage


def damaged(content: bytes, source: random.Random) -> bytes:
    """The content with some bytes changed, taken out, doubled, or with its end cut off."""
    changed = bytearray(content)
    for _ in range(source.choice((1, 1, 2, 5, 20))):
        place = source.randrange(len(changed))
        length = source.choice((1, 1, 2, 8, 60))
        match source.randrange(5):
            case 0:
                changed[place : place + length] = source.randbytes(length)
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length]
            case 3:
                changed[place : place + 1] = source.choice(
                    (b"0", b"-1", b"99999999", b"<", b">>", b"/", b"(", b"&", b'"')
                )
            case _:
                other = source.randrange(len(changed))
                changed[place : place + length] = changed[other : other + length]
    return bytes(changed[: source.randrange(1, len(changed))] if source.random() < 0.1 else changed)


def outcome(tmp_path, content, name) -> str:
    try:
        return "read" if opened(tmp_path, content, name) else ""
    except UserError as error:
        return i18n.translate(error)


def test_damaged_pdfs_are_read_or_refused(tmp_path):
    source = random.Random(30)
    plain = pdf_of(["Ket qua", (".VnTime", "B¶o Th¾ng")], ["Hai"], pageCompression=0)
    outcomes = {outcome(tmp_path, damaged(plain, source), "a.pdf") for _ in range(120)}
    outcomes |= {outcome(tmp_path, damaged(hand_made(SHOW), source), "a.pdf") for _ in range(120)}
    assert "read" in outcomes
    assert len(outcomes) > 2


def test_damaged_word_files_are_read_or_refused(tmp_path):
    source = random.Random(31)
    outcomes = {outcome(tmp_path, damaged(word_report(), source), "a.docx") for _ in range(60)}
    for _ in range(80):
        part = source.choice(("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"))
        content = repacked(word_report(), lambda name, data, part=part: damaged(data, source) if name == part else data)
        outcomes.add(outcome(tmp_path, content, "a.docx"))
    assert "read" in outcomes
    assert len(outcomes) > 1


def test_damaged_texts_are_read_or_refused(tmp_path):
    source = random.Random(32)
    contents = [REPORT.encode(), REPORT.encode("utf-16"), written(REPORT, TCVN3).encode("latin-1")]
    outcomes = {outcome(tmp_path, damaged(source.choice(contents), source), "a.txt") for _ in range(200)}
    assert "read" in outcomes
    assert any("cannot be read as text" in one for one in outcomes)


def test_readers_of_files_are_loaded_only_when_such_a_file_is_opened(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from giaoban_desktop.services import report_files;"
        f"report_files.open_report(Path({str(tmp_path / 'a.txt')!r}));"
        "print([name for name in ('docx', 'lxml', 'pypdf', 'pdfminer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FONT.parents[2])
    assert done.stdout.strip() == "[]"
