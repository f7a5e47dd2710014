"""Reports opened from text files, and what is refused whatever it is called."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO

import pytest

from giaoban_desktop import i18n
from giaoban_desktop.errors import UserError
from giaoban_desktop.language.reading.old_fonts import Encoding
from giaoban_desktop.services import report_files
from giaoban_desktop.services.report_files import ReportText, open_report
from tests.language.reading.test_old_fonts import REPORT, TCVN3, VNI, written
from tests.services.report_samples import FONT, OLE, damaged, notes, opened, outcome, refused


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


def test_the_reason_of_the_system_is_told_in_the_language_of_the_window(tmp_path):
    i18n.set_language("vi")
    with pytest.raises(UserError) as raised:
        open_report(tmp_path / "khong-co.txt")
    assert i18n.translate(raised.value).endswith(": không có tệp hoặc thư mục này")


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "khong-co.txt", tmp_path / "a\0b.txt", tmp_path / ("x" * 300 + ".txt")):
        with pytest.raises(UserError):
            open_report(path)


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
