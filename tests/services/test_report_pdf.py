"""Reports opened from PDFs: pages, old fonts, pictures, and files that mean harm."""

from __future__ import annotations

import random
import zlib

import pytest

from giaoban_desktop.errors import Cancelled
from giaoban_desktop.papers import minutes, pdf
from giaoban_desktop.services import report_pdf
from giaoban_desktop.services.report_files import ReportText
from tests.papers.builders import february
from tests.services.report_samples import SHOW, damaged, hand_made, notes, opened, outcome, pdf_of, refused


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


def test_damaged_pdfs_are_read_or_refused(tmp_path):
    source = random.Random(30)
    plain = pdf_of(["Ket qua", (".VnTime", "B¶o Th¾ng")], ["Hai"], pageCompression=0)
    outcomes = {outcome(tmp_path, damaged(plain, source), "a.pdf") for _ in range(120)}
    outcomes |= {outcome(tmp_path, damaged(hand_made(SHOW), source), "a.pdf") for _ in range(120)}
    assert "read" in outcomes
    assert len(outcomes) > 2
