"""The conformance checker before files that are no papers: broken, locked, scanned, hostile. Never a traceback."""

import random
import zlib
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from giaoban_desktop.errors import UserError
from giaoban_desktop.papers.conformance import check, guards, reading
from giaoban_desktop.papers.page_style import MM_PER_POINT
from tests.papers.faulty import BOLD, COURSE, ITALIC, PLAIN, Paper, Pen


@cache
def right_paper() -> bytes:
    return Paper(course=COURSE).pdf()


def canvas_pdf(draw, **options) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, **options)
    draw(canvas)
    canvas.save()
    return target.getvalue()


def stream(data: bytes, words: str = "") -> bytes:
    return f"<< /Length {len(data)} {words} >>\nstream\n".encode() + data + b"\nendstream"


def hand_made(contents: bytes, *others: bytes, font: bytes = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"):
    """A PDF of one page: object 4 is its content, 5 its font, the others follow from 6 on, as /X6, /X7 …"""
    forms = b" ".join(b"/X%d %d 0 R" % (number, number) for number in range(6, 6 + len(others)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << %s >> >> >>" % forms,
        contents,
        font,
        *(part.replace(b"FORMS", forms) for part in others),
    ]
    written = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


SHOW = b"BT /F1 12 Tf 100 700 Td (Hoi nghi) Tj ET"


def refused(pdf: bytes, **options) -> str:
    with pytest.raises(UserError) as raised:
        check(pdf, **options)
    return str(raised.value)


@pytest.mark.parametrize("pdf", [b"", b" \n", b"Bi\xc3\xaan b\xe1\xba\xa3n", b"PK\x03\x04" + bytes(2000)])
def test_what_is_no_pdf_is_refused(pdf):
    assert "empty" in refused(pdf) or "not a PDF" in refused(pdf)


@pytest.mark.parametrize("pdf", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF"])
def test_a_pdf_without_anything_in_it_is_refused(pdf):
    assert "damaged" in refused(pdf) or "no text" in refused(pdf)


def test_a_locked_file_is_refused():
    assert "password" in refused(canvas_pdf(lambda canvas: canvas.drawString(100, 700, "Mat"), encrypt="secret"))


def test_a_page_without_text_is_refused():
    assert "scanned" in refused(canvas_pdf(lambda canvas: canvas.rect(100, 100, 50, 50)))


def test_invisible_text_under_a_scanned_picture_is_no_text():
    assert "scanned" in refused(hand_made(stream(b"BT 3 Tr /F1 12 Tf 100 700 Td (Hoi nghi) Tj ET")))


def test_a_file_over_the_limit_is_refused():
    assert "20 MB" in refused(b"%PDF-1.7" + bytes(reading.SIZE_LIMIT))


def test_more_than_200_pages_are_refused():
    def pages(canvas):
        for _ in range(201):
            canvas.drawString(100, 700, "Trang")
            canvas.showPage()

    assert "200 pages" in refused(canvas_pdf(pages))


def test_the_hand_made_file_can_be_read():
    assert [letter.text for letter in reading.read(hand_made(stream(SHOW))).pages[0].letters] == list("Hoi nghi")


def test_a_bomb_is_not_unpacked():
    bomb = zlib.compress(b"q " * (guards.STREAM_LIMIT // 2 + 1), 9)
    assert "too large" in refused(hand_made(stream(bomb, "/Filter /FlateDecode")))
    packed = zlib.compress(bomb, 9)
    assert "too large" in refused(hand_made(stream(packed, "/Filter [/FlateDecode /FlateDecode]")))


def test_a_long_content_is_refused():
    assert "too large" in refused(hand_made(stream(SHOW + b" q Q" * (reading.CONTENT_LIMIT // 4))))


def test_forms_that_call_each_other_without_end_are_refused():
    calls = [
        stream(b" ".join([b"/X%d Do" % (number + 1)] * 50), "/Type /XObject /Subtype /Form /BBox [0 0 1 1]"
               " /Resources << /XObject << FORMS >> >>")
        for number in range(6, 16)
    ]  # fmt: skip
    pdf = hand_made(stream(b"/X6 Do " + SHOW), *calls, stream(b"", "/Type /XObject /Subtype /Form /BBox [0 0 1 1]"))
    assert "too large" in refused(pdf, seconds=0.5)


def test_a_font_that_names_endless_ranges_is_refused():
    widths = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        b" /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >>"
        b" /W [0 2000000000 500] >>] >>"
    )
    assert "too large" in refused(hand_made(stream(SHOW), font=widths))
    letters = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream(b"begincmap 1 beginbfrange <00000000> <7fffffff> <0041> endbfrange endcmap"),
    )
    assert "too large" in refused(hand_made(stream(SHOW), letters[1], font=letters[0]))


def test_the_time_is_limited():
    assert "too large" in refused(right_paper(), seconds=0)


def test_a_file_cut_off_anywhere_gives_findings_or_a_sentence():
    pdf = right_paper()
    for length in range(0, len(pdf), len(pdf) // 60):
        findings_or_sentence(pdf[:length])


@pytest.mark.parametrize("seed", range(6))
def test_changed_bytes_give_findings_or_a_sentence(seed):
    chance = random.Random(seed)
    for _ in range(12):
        pdf = bytearray(right_paper())
        for _ in range(chance.randint(1, 60)):
            pdf[chance.randrange(len(pdf))] = chance.randrange(256)
        start = chance.randrange(len(pdf))
        del pdf[start : start + chance.choice([0, 0, 1, 50, 2000])]
        findings_or_sentence(bytes(pdf))


@pytest.mark.parametrize("seed", range(3))
def test_changed_numbers_give_findings_or_a_sentence(seed):
    chance = random.Random(seed)
    original = hand_made(stream(SHOW * 20))
    digits = [place for place, byte in enumerate(original) if chr(byte).isdigit()]
    for _ in range(40):
        pdf = bytearray(original)
        for _ in range(chance.randint(1, 20)):
            pdf[chance.choice(digits)] = ord(chance.choice("0123456789"))
        findings_or_sentence(bytes(pdf))


@pytest.mark.parametrize(
    "content",
    [b"/Figure BMC " + SHOW, SHOW + b" EMC EMC", b"/Figure BMC EMC " + SHOW, b"/Figure <<" + SHOW, b"BMC " + SHOW],
)
def test_marks_that_do_not_close_give_findings_or_a_sentence(content):
    findings_or_sentence(hand_made(stream(content)))


def test_marks_without_end_take_no_time():
    marks = b"/Figure BMC " * (reading.CONTENT_LIMIT // 13)
    findings_or_sentence(hand_made(stream(marks + SHOW * 40)))


def test_text_out_of_any_paper_gets_findings():
    nothing = hand_made(stream(b"BT /F1 0.1 Tf (x) Tj /F1 1e9 Tf (x) Tj /F1 12 Tf -9e9 9e9 Td (Hoi) Tj ET"))
    findings_or_sentence(nothing)
    assert any(not finding.passed for finding in check(hand_made(stream(SHOW))))


def test_places_count_from_the_corner_of_what_is_printed():
    box = b"/MediaBox [0 0 595 842]"
    (page,) = reading.read(hand_made(stream(SHOW)).replace(box, box + b" /CropBox [50 0 595 742]")).pages
    assert round(page.width / MM_PER_POINT) == 545
    assert round(page.letters[0].x0 / MM_PER_POINT) == 50
    assert round(page.letters[0].y / MM_PER_POINT) == 42


def test_a_turned_page_is_read_as_it_is_seen():
    show = stream(b"BT /F1 12 Tf 0 1 -1 0 100 700 Tm (Hoi nghi) Tj ET")
    (page,) = reading.read(hand_made(show).replace(b"/Parent", b"/Rotate 90 /Parent")).pages
    assert round(page.width / MM_PER_POINT) == 842
    assert "".join(letter.text for letter in page.letters) == "Hoi nghi"
    assert round(page.letters[0].y / MM_PER_POINT) == 100


@pytest.mark.parametrize(("number", "rules"), [("2", []), ("4", ["page_number.value"])])
def test_an_annex_is_numbered_by_itself_and_may_lie_on_its_side(number, rules):
    class PenWithAnnex(Pen):
        def _recipients(self):
            super()._recipients()
            draw_annex(self.canvas, number)

    findings = check(PenWithAnnex(Paper(course=COURSE)).draw())
    assert [finding.rule for finding in findings if not finding.passed] == rules


def draw_annex(canvas: Canvas, number: str) -> None:
    """Two pages on their side, each with a small table; the second bears a number."""
    height = 210 * mm
    attached = "(Kèm theo Biên bản số 05/BB-CAP ngày 25 tháng 02 năm 2026 của Công an phường)"
    first = [("Phụ lục I", BOLD, 14, 26), (attached, ITALIC, 14, 32)]
    for head, first_row in ((first, 52), ([(number, PLAIN, 13, 14)], 32)):
        canvas.showPage()
        canvas.setPageSize((297 * mm, height))
        for text, font, size, y in head:
            canvas.setFont(font, size)
            canvas.drawCentredString(148.5 * mm, height - y * mm, text)
        if head is first:
            canvas.line(130 * mm, height - 35 * mm, 167 * mm, height - 35 * mm)
        canvas.setFont(PLAIN, 11)
        for row in range(3):
            base = height - (first_row + 10 * row) * mm
            canvas.rect(30 * mm, base, 120 * mm, 10 * mm)
            canvas.rect(150 * mm, base, 127 * mm, 10 * mm)
            canvas.drawString(35 * mm, base + 4 * mm, "Tuần tra đêm")


def findings_or_sentence(pdf: bytes) -> None:
    """Any other exception fails the test."""
    with suppress(UserError):
        assert check(pdf)
