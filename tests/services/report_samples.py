"""Files of reports to read: Word files, PDFs and damaged bytes, and how they are opened in tests."""

from __future__ import annotations

import random
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from giaoban_desktop import i18n
from giaoban_desktop.errors import UserError
from giaoban_desktop.services.report_files import ReportText, open_report

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


SHOW = b"BT /F1 12 Tf 80 700 Td (Hoi nghi) Tj ET "


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
