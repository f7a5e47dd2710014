"""Reports opened from Word files: what is read, in which order, and files that mean harm."""

from __future__ import annotations

import random

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from giaoban_desktop.language.reading.old_fonts import Encoding
from giaoban_desktop.services import report_word
from tests.language.reading.test_old_fonts import REPORT, TCVN3, VNI, written
from tests.services.report_samples import (
    damaged,
    document_with,
    notes,
    opened,
    outcome,
    refused,
    repacked,
    run,
    saved,
    word_report,
)


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


def test_damaged_word_files_are_read_or_refused(tmp_path):
    source = random.Random(31)
    outcomes = {outcome(tmp_path, damaged(word_report(), source), "a.docx") for _ in range(60)}
    for _ in range(80):
        part = source.choice(("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"))
        content = repacked(word_report(), lambda name, data, part=part: damaged(data, source) if name == part else data)
        outcomes.add(outcome(tmp_path, content, "a.docx"))
    assert "read" in outcomes
    assert len(outcomes) > 1
