"""The conformance checker: right papers pass, and each planted fault fails its own rule and no other."""

import re
from dataclasses import replace
from unicodedata import normalize

import pytest
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from giaoban_desktop.papers import minutes, pdf
from giaoban_desktop.papers.conformance import Finding, check
from giaoban_desktop.papers.conformance.findings import RULES
from giaoban_desktop.papers.page_style import FONT_FAMILIES
from tests.papers import builders
from tests.papers.faulty import BOLD, CLOSING, COURSE, ITALIC, OPENING, PLAIN, Paper, Pen, report

LEGAL_BASES = (
    "Căn cứ Nghị định số 03/2019/NĐ-CP ngày 05 tháng 9 năm 2019 của Chính phủ về phối hợp thực hiện nhiệm vụ;",
    "Căn cứ Quy chế phối hợp số 01/QC-CAP ngày 12 tháng 01 năm 2026 của Công an phường.",
)


def broken(paper: Paper) -> dict[str, Finding]:
    """The rules that the paper does not keep."""
    return {finding.rule: finding for finding in check(paper.pdf()) if not finding.passed}


def draw_table(pen: Pen, shape: str) -> None:
    """A table of figures in small letters, its cells drawn by lines, by boxes, or by level lines only."""
    canvas, height = pen.canvas, pen.paper.height * mm
    pen.y += 14
    for row in range(4):
        top = pen.y
        pen.y += 20
        for column in range(4):
            x = pen.left + column * 40 * mm
            pen.y -= 6
            pen.write(f"Tuần tra {row}.{column}", x + 5, PLAIN, 11)
            pen.y += 6
            if shape == "boxes":
                canvas.rect(x, height - pen.y, 40 * mm, 20)
            elif shape == "lines":
                canvas.line(x, height - pen.y, x, height - top)
        if shape != "boxes":
            for y in (top, pen.y):
                canvas.line(pen.left, height - y, pen.left + 160 * mm, height - y)
        if shape == "lines":
            canvas.line(pen.left + 160 * mm, height - pen.y, pen.left + 160 * mm, height - top)
    pen.y += 14


def draw_raised_letters(pen: Pen) -> None:
    pen.paragraph("Diện tích kho là 120 m")
    x = pen.left + 10 * mm + pdfmetrics.stringWidth("Diện tích kho là 120 m", PLAIN, 14)
    pen.y -= 5
    pen.write("2", x, PLAIN, 8)
    pen.y += 5


@pytest.mark.parametrize(
    "paper",
    {
        "minutes": Paper(),
        "a report": report(),
        "a report with legal bases": report(opening=LEGAL_BASES, opening_font=ITALIC),
        "one page": Paper(course=COURSE[:1]),
        "a number still to come": Paper(number="Số:          /BB-CAP"),
        "a number still to come, dotted": Paper(number="Số: ……/BB-ĐBP"),
        "a report not yet dated": report(place_date="Bình Minh, ngày      tháng 02 năm 2026"),
        "two lines of abstract": Paper(abstract=("Hội nghị giao ban công tác phối hợp giữa các", "lực lượng tháng 02")),
        "no superior": Paper(superior=""),
        "the widest margins": Paper(left=35, right=20, top=25, bottom=25),
        "the other indent": Paper(indent=12.7),
        "13 pt at 1.5 lines": Paper(size=13, pitch=22.4),
        "wide gaps": Paper(gap=12),
        "Word's font names": Paper(family="Word"),
        "Windows' font names": Paper(family="Windows"),
        "lines drawn as boxes": Paper(rule_shape="box"),
        "lines drawn as curves": Paper(rule_shape="curve"),
        "lines drawn in pieces": Paper(rule_shape="pieces"),
        "letters in any order": Paper(scattered=True, course=COURSE),
        "a table of lines": Paper(extra=lambda pen: draw_table(pen, "lines")),
        "a table of boxes": Paper(extra=lambda pen: draw_table(pen, "boxes")),
        "a table without upright lines": Paper(extra=lambda pen: draw_table(pen, "level")),
        "raised letters": Paper(extra=draw_raised_letters),
        "months that are counted": Paper(course=(*COURSE, "Trong tháng 03 vụ việc nhỏ được hòa giải; 6 tháng 2 lần.")),
    }.items(),
    ids=lambda item: item[0],
)
def test_a_right_paper_keeps_every_rule(paper):
    assert broken(paper[1]) == {}


FAULTS = {
    "paper of another size": ({"width": 215.9, "height": 279.4}, "page.size", "215,9 × 279,4 mm"),
    "paper on its side": ({"width": 297, "height": 210}, "page.size", "297 × 210 mm"),
    "left margin too small": ({"left": 20}, "margins.left", "20 mm"),
    "left margin too large": ({"left": 40}, "margins.left", "40 mm"),
    "right margin too small": ({"right": 10}, "margins.right", "10 mm"),
    "right margin too large": ({"right": 25}, "margins.right", "25 mm"),
    "top margin too small": ({"top": 15}, "margins.top", "15,"),
    "top margin too large": ({"top": 35}, "margins.top", "35,"),
    "bottom margin too small": ({"bottom": 10}, "margins.bottom", "1"),
    "bottom margin too large": ({"bottom": 45}, "margins.bottom", "4"),
    "a font declared and not used": ({"initial_font": "Helvetica"}, "fonts.declared", "Helvetica"),
    "blue letters": ({"ink": (0, 0, 0.8)}, "fonts.colour", "CÔNG AN"),
    "number on page 1": ({"page_number": str}, "page_number.first_page", "1"),
    "no page numbers": ({"page_number": lambda page: ""}, "page_number.present", "page 2"),
    "wrong page numbers": (
        {"page_number": lambda page: str(page + 1) if page > 1 else ""}, "page_number.value", "3",
    ),
    "page numbers with dashes": (
        {"page_number": lambda page: f"- {page} -" if page > 1 else ""}, "page_number.value", "- 2 -",
    ),
    "page numbers at the foot": ({"page_number_y": 285}, "page_number.place", "285 mm"),
    "page numbers at the right": ({"page_number_shift": 40}, "page_number.place", "40 mm"),
    "page numbers in italics": ({"page_number_font": ITALIC}, "page_number.style", ""),
    "no national name": ({"national_name": ""}, "header.national_name", ""),
    "national name in small letters": (
        {"national_name": "Cộng hòa xã hội chủ nghĩa Việt Nam"}, "header.national_name", "Cộng hòa",
    ),
    "national name not bold": ({"national_name_font": PLAIN}, "header.national_name_style", ""),
    "motto with dashes": ({"motto": "Độc lập – Tự do – Hạnh phúc"}, "header.motto", "–"),
    "no motto": ({"motto": ""}, "header.motto", ""),
    "motto not bold": ({"motto_font": PLAIN}, "header.motto_style", ""),
    "motto off the centre": ({"motto_shift": -8}, "header.motto_centred", "-8 mm"),
    "short line under the motto": ({"motto_line": 0.5}, "header.motto_line", "28,1 mm"),
    "no line under the motto": ({"motto_line": 0}, "header.motto_line", ""),
    "no issuing body": ({"issuer": ""}, "header.issuer", "CÔNG AN TỈNH AN GIANG"),
    "issuing body not bold": ({"issuer_font": PLAIN}, "header.issuer", "CÔNG AN TỈNH AN GIANG"),
    "issuing body off the centre": ({"issuer": "CÔNG AN PHƯỜNG", "issuer_shift": -5}, "header.issuer_style", ""),
    "issuing body in small letters": ({"issuer": "Công an phường Bình Minh"}, "header.issuer_style", ""),
    "superior in small letters": ({"superior": "Công an tỉnh An Giang"}, "header.superior", ""),
    "long line under the issuing body": ({"issuer_line": 0.9}, "header.issuer_line", "58,3 mm"),
    "no line under the issuing body": ({"issuer_line": 0}, "header.issuer_line", ""),
    "no number": ({"number": ""}, "header.number", ""),
    "number without its zero": ({"number": "Số: 5/BB-CAP"}, "header.number", "Số: 5/BB-CAP"),
    "number with too many zeros": ({"number": "Số: 005/BB-CAP"}, "header.number", "005"),
    "number with blanks": ({"number": "Số: 05 / BB - CAP"}, "header.number", "05 / BB - CAP"),
    "number without a colon": ({"number": "Số 05/BB-CAP"}, "header.number", "Số 05"),
    "number in bold": ({"number_font": BOLD}, "header.number_style", ""),
    "place and date in minutes": (
        {"place_date": "Bình Minh, ngày 25 tháng 02 năm 2026"}, "header.no_place_date", "Bình Minh",
    ),
    "type too small": ({"type_size": 12}, "title.type_style", "12 pt"),
    "no abstract": ({"abstract": ()}, "title.abstract", ""),
    "abstract not bold": ({"abstract_font": PLAIN}, "title.abstract_style", ""),
    "long line under the abstract": ({"abstract_line": 0.8}, "title.line", "62,9 mm"),
    "no line under the abstract": ({"abstract_line": 0}, "title.line", ""),
    "content in 9 pt": ({"size": 9, "pitch": 10.4}, "body.size", "9 pt (page 1, line 6)"),
    "one paragraph in 9 pt": (
        {"extra": lambda pen: pen.paragraph("Một đoạn văn chữ nhỏ.", size=9)}, "body.size", "9 pt (page 2",
    ),
    "content in italics": ({"font": ITALIC, "opening_font": ITALIC}, "body.upright", ""),
    "content not justified": ({"justified": False}, "body.justified", "mm"),
    "no indent": ({"indent": 0}, "body.indent", "0 mm"),
    "indent too large": ({"indent": 15}, "body.indent", "15 mm"),
    "no space between paragraphs": ({"gap": 0}, "body.paragraph_gap", "0 pt"),
    "little space between paragraphs": ({"gap": 3}, "body.paragraph_gap", "3 pt"),
    "lines too near": ({"pitch": 13}, "body.line_spacing", "0,81"),
    "lines too far": ({"pitch": 32.2}, "body.line_spacing", "2,00"),
    "a month with a zero too many": (
        {"course": (*COURSE, "Họp ngày 24 tháng 03 năm 2026.")}, "body.dates", "ngày 24 tháng 03",
    ),
    "a month with a zero too many, without day": (
        {"course": (*COURSE, "Số liệu tháng 03 năm 2026.")}, "body.dates", "tháng 03",
    ),
    "a day without its zero": ({"course": (*COURSE, "Họp ngày 5 tháng 4 năm 2026.")}, "body.dates", "ngày 5 tháng 4"),
    "a month without its zero": ({"course": (*COURSE, "Số liệu tháng 1 năm 2026.")}, "body.dates", "tháng 1"),
    "a wrong date in the abstract": ({"abstract": ("Hội nghị tháng 05 năm 2026",)}, "body.dates", "tháng 05"),
    "no mark at the end": ({"closing": CLOSING.removesuffix("/.")}, "body.end", "2026."),
    "a part of the minutes missing": ({"opening": OPENING[:1] + OPENING[2:]}, "minutes.labels", "Địa điểm"),
    "parts of the minutes in another order": (
        {"opening": (*OPENING[:4], OPENING[5], OPENING[4], OPENING[6])}, "minutes.labels", "Thư ký",
    ),
    "signers on the wrong sides": ({"swap_signers": True}, "signatures.titles", "THƯ KÝ"),
    "no chair": ({"chair": "", "chair_name": ""}, "signatures.titles", "CHỦ TỌA"),
    "another word for the chair": ({"chair": "CHỦ TRÌ"}, "signatures.titles", "CHỦ TRÌ"),
    "titles of signers not bold": ({"title_font": PLAIN}, "signatures.title_style", ""),
    "names of signers not bold": ({"name_font": PLAIN}, "signatures.names", ""),
    "a signer without a name": ({"chair_name": ""}, "signatures.names", "CHỦ TỌA"),
    "signatures alone on a page": ({"signatures_on_new_page": True}, "signatures.together", "3"),
    "no recipients": ({"recipients_label": "", "recipients": ()}, "recipients.label", ""),
    "label of recipients upright": ({"recipients_label_font": PLAIN}, "recipients.label", ""),
    "recipients too large": ({"recipients_size": 13}, "recipients.list", "13 pt"),
    "an item without its mark": (
        {"recipients": ("- Ủy ban nhân dân phường", "- Lưu: VT, Hồ sơ.")}, "recipients.list", "Ủy ban",
    ),
    "recipients away from the margin": ({"recipients_shift": 20}, "recipients.left", "20 mm"),
    "recipients above the signatures": ({"recipients_first": True}, "recipients.below_secretary", ""),
    "recipients without the file": (
        {"recipients": ("- Ủy ban nhân dân phường;", "- Đồn Biên phòng.")}, "recipients.filed", "Đồn Biên phòng",
    ),
}  # fmt: skip
FAULTS_OF_REPORTS = {
    "no place and date": ({"place_date": ""}, "header.place_date"),
    "no comma behind the place": ({"place_date": "Bình Minh ngày 05 tháng 02 năm 2026"}, "header.place_date"),
    "place and date upright": ({"place_date_font": PLAIN}, "header.place_date_style"),
    "an unknown type": ({"type": "GIẤY CHỨNG"}, "title.type"),
    "legal bases upright": ({"opening": LEGAL_BASES}, "body.legal_basis"),
}
FOUND_TOGETHER = {"fonts.family", "fonts.embedded", "fonts.unicode"}
"""Rules that a fault cannot fail alone; they have tests of their own."""
OF_ANNEXES = {rule for rule in RULES if rule.startswith("annex.")}
"""Their faults are planted in test_annex_conformance.py."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_as_what_it_is(fault):
    changes, rule, measured = FAULTS[fault]
    found = broken(Paper(**changes))
    assert found.keys() == {rule}
    assert measured in found[rule].measured


@pytest.mark.parametrize("fault", FAULTS_OF_REPORTS)
def test_a_fault_of_a_report_is_found_as_what_it_is(fault):
    changes, rule = FAULTS_OF_REPORTS[fault]
    assert broken(report(**changes)).keys() == {rule}


@pytest.mark.parametrize("count", [3, 70])
def test_where_no_line_is_wrapped_margins_and_indent_are_not_guessed(count):
    lines = tuple(label[:40].rstrip(";") for label in OPENING)
    findings = check(Paper(opening=lines, course=("Nhất trí với báo cáo.",) * count, closing="Kết thúc./.").pdf())
    failed = {finding.rule for finding in findings if not finding.passed}
    assert failed == {"minutes.labels"}  # the end has no hour here, so as to fit into one line
    assert "body.indent" not in {finding.rule for finding in findings}


def test_every_rule_is_failed_by_some_fault():
    planted = {rule for _changes, rule, _measured in FAULTS.values()}
    planted |= {rule for _changes, rule in FAULTS_OF_REPORTS.values()}
    assert planted | FOUND_TOGETHER == RULES.keys() - OF_ANNEXES


def test_a_paragraph_in_helvetica_is_found_as_another_font_that_is_not_embedded():
    paper = Paper(extra=lambda pen: pen.paragraph("Mot doan van.", font="Helvetica"))
    found = broken(paper)
    assert found.keys() == {"fonts.family", "fonts.embedded"}
    assert "Helvetica (page 2" in found["fonts.family"].measured


def test_letters_without_a_code_are_found():
    assert b"/ToUnicode" in Paper().pdf()
    assert "fonts.unicode" in {
        finding.rule for finding in check(Paper().pdf().replace(b"/ToUnicode", b"/ToNothing")) if not finding.passed
    }


def test_signatures_torn_from_their_names_are_found():
    def nearly_fill_page(pen):
        while pen.y < (pen.paper.height - pen.paper.bottom) * mm - 75:
            pen.paragraph("Nội dung khác của hội nghị.")

    class TornPen(Pen):
        def centred(self, text, centre, font, size):
            if text == self.paper.secretary_name:
                self.new_page()
                self.y += 100
            super().centred(text, centre, font, size)

    found = [finding for finding in check(TornPen(Paper(extra=nearly_fill_page)).draw()) if not finding.passed]
    assert [finding.rule for finding in found] == ["signatures.together"]
    assert re.search(r"2, 3", found[0].measured)


def test_letters_with_separate_marks_are_read_as_letters():
    def decomposed(texts):
        return tuple(normalize("NFD", text) for text in texts)

    paper = Paper()
    texts = {name: normalize("NFD", getattr(paper, name)) for name in ("national_name", "motto", "issuer", "closing")}
    texts |= {name: decomposed(getattr(paper, name)) for name in ("opening", "course", "abstract")}
    assert broken(replace(paper, **texts)) == {}


@pytest.mark.parametrize("facts", [builders.february, builders.first_quarter])
@pytest.mark.parametrize("number", ["", "05"])
def test_our_own_minutes_keep_every_rule(facts, number):
    content = minutes.minutes(facts())
    findings = check(pdf.render(minutes.with_number(content, number)))
    assert [finding for finding in findings if not finding.passed] == []


def test_every_finding_says_what_was_wanted_and_measured_and_where_the_decree_says_so():
    for finding in check(Paper().pdf()):
        assert finding.title
        assert finding.wanted
        assert finding.measured
        assert finding.source.startswith("Nghị định 30/2020/NĐ-CP, Phụ lục I")


def test_the_wanted_typeface_is_named():
    wanted = {finding.rule: finding.wanted for finding in check(Paper().pdf())}
    assert wanted["fonts.family"] == ", ".join(FONT_FAMILIES)
    assert wanted["body.size"] == "13–14 pt"
