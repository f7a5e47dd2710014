"""Annexes held against the decree: right ones pass, and each planted fault fails its own rule and no other."""

import io
from datetime import date

import pdfplumber
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from reportlab.lib.units import mm

from giaoban_desktop.domain.dates import long_date
from giaoban_desktop.papers import annex_pdf, minutes, pdf
from giaoban_desktop.papers.annex import Annex, attached_to
from giaoban_desktop.papers.conformance import Finding, check
from giaoban_desktop.papers.conformance.findings import RULES
from giaoban_desktop.papers.content import Column, ColumnRole, MonthChart, Role, Table, plain
from tests.papers import builders
from tests.papers.faulty import BOLD, COURSE, ITALIC, PLAIN, Paper
from tests.papers.faulty_annex import AnnexPaper, AnnexPen, lying
from tests.papers.printed import long_text

BLANK = "ngày …… tháng …… năm ………"
ISSUED = "ngày 25 tháng 02 năm 2026"


def broken(printed: bytes) -> dict[str, Finding]:
    """The rules that the annex does not keep."""
    return {finding.rule: finding for finding in check(printed) if not finding.passed}


def attached(number="05/BB-CAP", dated=ISSUED, opening="(Kèm theo Biên bản số", closing=")"):
    return (f"{opening} {number} {dated}", f"của Công an phường Bình Minh{closing}")


@pytest.mark.parametrize(
    "paper",
    {
        "an annex": AnnexPaper(),
        "on sheets that lie": lying(),
        "one page": AnnexPaper(rows=3),
        "no paragraphs": AnnexPaper(course=()),
        "no table": AnnexPaper(rows=0, course=COURSE * 4),
        "no title": AnnexPaper(title=()),
        "a number of its own": AnnexPaper(word="Phụ lục III"),
        "three annexes": AnnexPaper(word="Phụ lục I", more=("Phụ lục II", "Phụ lục III"), rows=30),
        "not issued yet": AnnexPaper(attached=attached("       /BB-CAP", BLANK)),
        "not issued yet, dotted": AnnexPaper(attached=attached("……/BB-CAP", BLANK)),
        "an electronic paper": AnnexPaper(attached=attached("…/…-…", BLANK)),
        "the widest margins": AnnexPaper(left=35, right=20, top=25, bottom=25),
        "the widest margins, lying": lying(left=35, right=20, top=25, bottom=25),
        "13 pt at 1.5 lines": AnnexPaper(size=13, pitch=22.4, title_size=13, attached_size=13),
        "the other indent": AnnexPaper(indent=12.7),
        "Word's font names": AnnexPaper(family="Word"),
        "lines drawn as boxes": AnnexPaper(rule_shape="box"),
        "letters in any order": AnnexPaper(scattered=True, rows=0),
        "a table without a head": AnnexPaper(head_font=PLAIN, head_again=False),
    }.items(),
    ids=lambda item: item[0],
)
def test_a_right_annex_keeps_every_rule(paper):
    assert broken(paper[1].pdf()) == {}


FAULTS = {
    "another size of paper": ({"width": 215.9, "height": 279.4}, "page.size", "215,9 × 279,4 mm"),
    "lying without need": ({"width": 297, "height": 210, "table_width": 120}, "page.size", "297 × 210 mm"),
    "left margin too small": ({"left": 20}, "margins.left", "20 mm"),
    "left margin too small, lying": ({"width": 297, "height": 210, "left": 20}, "margins.left", "20 mm"),
    "right margin too small": ({"right": 10}, "margins.right", "1"),
    "right margin too large": ({"right": 25}, "margins.right", "25"),
    "top margin too small": ({"top": 15}, "margins.top", "15 mm"),
    "bottom margin too small": ({"bottom": 10}, "margins.bottom", "1"),
    "a font declared and not used": ({"initial_font": "Helvetica"}, "fonts.declared", "Helvetica"),
    "blue letters": ({"ink": (0, 0, 0.8)}, "fonts.colour", "Phụ lục"),
    "number on page 1": ({"page_number": str}, "page_number.first_page", "1"),
    "no page numbers": ({"page_number": lambda page: ""}, "page_number.present", "page 2"),
    "wrong page numbers": (
        {"page_number": lambda page: str(page + 1) if page > 1 else ""}, "page_number.value", "3",
    ),
    "page numbers that go on in the next annex": (
        {"word": "Phụ lục I", "more": ("Phụ lục II",), "page_restarts": False,
         "page_number": lambda page: str(page) if page not in (1, 3) else ""}, "page_number.value", "4",
    ),
    "page numbers at the foot": ({"page_number_y": 285}, "page_number.place", "285 mm"),
    "page numbers at the right": ({"page_number_shift": 40}, "page_number.place", "40"),
    "page numbers in bold": ({"page_number_font": BOLD}, "page_number.style", ""),
    "the word in capitals": ({"word": "PHỤ LỤC"}, "annex.word", "PHỤ LỤC"),
    "the word with an Arabic number": ({"word": "Phụ lục 1"}, "annex.word", "Phụ lục 1"),
    "the word with a full stop": ({"word": "Phụ lục."}, "annex.word", "Phụ lục."),
    "the word not bold": ({"word_font": PLAIN}, "annex.word_style", "not bold"),
    "the word in 13 pt": ({"word_size": 13}, "annex.word_style", "13 pt"),
    "the word at the left": ({"word_shift": -40}, "annex.word_style", "not centred"),
    "two annexes without numbers": ({"more": ("Phụ lục",)}, "annex.number", "Phụ lục"),
    "two annexes of one number": ({"word": "Phụ lục I", "more": ("Phụ lục I",)}, "annex.number", "Phụ lục I"),
    "a number left out": ({"word": "Phụ lục IX", "more": ("Phụ lục XI",)}, "annex.number", "Phụ lục XI"),
    "title not bold": ({"title_font": PLAIN}, "annex.title_style", "not bold"),
    "title in small letters": ({"title": ("Số liệu công tác phối hợp",)}, "annex.title_style", "not capitals"),
    "title too large": ({"title_size": 16}, "annex.title_style", "16 pt"),
    "title at the left": ({"title_shift": -20}, "annex.title_style", "not centred"),
    "no minutes named": ({"attached": ("(Kèm theo Biên bản)",)}, "annex.attached", "(Kèm theo Biên bản)"),
    "without who issued them": (
        {"attached": ("(Kèm theo Biên bản số 05/BB-CAP ngày 25 tháng 02 năm 2026)",)}, "annex.attached", "2026",
    ),
    "the number without its zero": ({"attached": attached("5/BB-CAP")}, "annex.attached", "5/BB-CAP"),
    "the number with blanks": ({"attached": attached("05 / BB - CAP")}, "annex.attached", "05 / BB - CAP"),
    "the date in figures": ({"attached": attached(dated="ngày 25/02/2026")}, "annex.attached", "25/02/2026"),
    "without brackets": ({"attached": attached(opening="Kèm theo Biên bản số", closing="")}, "annex.attached", ""),
    "above the title": ({"attached_first": True}, "annex.attached", "above the title"),
    "the month with a zero too many": (
        {"attached": attached(dated="ngày 25 tháng 03 năm 2026")}, "body.dates", "ngày 25 tháng 03",
    ),
    "the day without its zero": (
        {"attached": ("(Kèm theo Biên bản số 05/BB-CAP ngày", "5 tháng 4 năm 2026 của Công an phường)")},
        "body.dates", "ngày 5 tháng 4",
    ),
    "upright": ({"attached_font": PLAIN}, "annex.attached_style", "upright"),
    "bold": ({"attached_font": BOLD}, "annex.attached_style", "bold"),
    "too small": ({"attached_size": 12}, "annex.attached_style", "12 pt"),
    "not centred": ({"attached_shift": 12, "attached_line_shift": 12}, "annex.attached_style", "not centred"),
    "no line": ({"attached_line": 0}, "annex.line", "none"),
    "a line longer than the text": ({"attached_line": 1.1}, "annex.line", "mm"),
    "a line off the centre": ({"attached_line_shift": 15}, "annex.line", "15 mm off"),
    "the head of the table on page 1 only": ({"head_again": False}, "annex.table_head", "page 2"),
    "content in 9 pt": ({"size": 9, "pitch": 10.4}, "body.size", "9 pt (page 1"),
    "content in italics": ({"font": ITALIC}, "body.upright", ""),
    "content not justified": ({"justified": False}, "body.justified", "mm"),
    "no indent": ({"indent": 0}, "body.indent", "0 mm"),
    "no space between paragraphs": ({"gap": 0}, "body.paragraph_gap", "0 pt"),
    "lines too far": ({"pitch": 32.2}, "body.line_spacing", "2,00"),
    "no mark at the end": ({"closing": "Số liệu được tính đến hết tháng 02 năm 2026."}, "body.end", "2026."),
    "a table at the end": ({"closing": ""}, "body.end", ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_an_annex_is_found_as_what_it_is(fault):
    changes, rule, measured = FAULTS[fault]
    found = broken(AnnexPaper(**changes).pdf())
    assert found.keys() == {rule}
    assert measured in found[rule].measured


def test_an_annex_that_does_not_say_where_it_belongs_is_found():
    found = broken(AnnexPaper(attached=()).pdf())
    assert found.keys() == {"annex.attached"}
    assert "none" in found["annex.attached"].measured


def test_every_rule_of_annexes_is_failed_by_some_fault():
    planted = {rule for _changes, rule, _measured in FAULTS.values()}
    assert {rule for rule in RULES if rule.startswith("annex.")} <= planted


def test_each_annex_of_a_file_must_end_with_its_mark():
    closings = iter(["Hết./.", "Hết", "Hết./."])
    paper = AnnexPaper(word="Phụ lục I", more=("Phụ lục II", "Phụ lục III"), rows=0, closing="")
    paper.after = lambda pen: pen.paragraph(next(closings))
    found = broken(paper.pdf())
    assert found.keys() == {"body.end"}
    assert "(page 2" in found["body.end"].measured


def test_the_rules_of_minutes_are_not_those_of_an_annex():
    of_annex = {finding.rule for finding in check(lying().pdf())}
    assert not any(
        rule.startswith(("header.", "title.", "minutes.", "signatures.", "recipients.")) for rule in of_annex
    )
    assert not any(finding.rule.startswith("annex.") for finding in check(Paper().pdf()))


def test_a_paper_that_speaks_of_an_annex_is_none():
    found = broken(Paper(course=("Phụ lục", *COURSE)).pdf())
    assert not any(rule.startswith("annex.") for rule in found)


def test_every_finding_of_an_annex_says_where_it_is_written():
    for finding in check(AnnexPaper().pdf()):
        assert finding.title
        assert finding.wanted
        assert finding.measured
        assert finding.source.startswith("Nghị định 30/2020/NĐ-CP, Phụ lục I")


# Pictures


def draw_chart(pen, marked: bool, words: str = "Tháng 01") -> None:
    """A chart with words in 9 pt."""
    if marked:
        pen.canvas.addLiteral("/Figure <</MCID 3>> BDC")
    for number in range(5):
        pen.y += 12
        pen.canvas.line(pen.left + 60, pen.paper.height * mm - pen.y, pen.right, pen.paper.height * mm - pen.y)
        pen.write(f"{words} {number}", pen.left + number, PLAIN, 9)
    if marked:
        pen.canvas.addLiteral("EMC")
    pen.y += 12


def test_words_of_a_marked_picture_are_no_text_of_the_content():
    assert broken(AnnexPaper(rows=3, after=lambda pen: draw_chart(pen, True)).pdf()) == {}
    assert "body.size" in broken(AnnexPaper(rows=3, after=lambda pen: draw_chart(pen, False)).pdf())


def test_a_wrong_date_in_a_picture_is_found():
    paper = AnnexPaper(rows=3, after=lambda pen: draw_chart(pen, True, "tháng 05 năm 2026:"))
    assert broken(paper.pdf()).keys() == {"body.dates"}


def test_a_line_that_is_marked_as_a_picture_stays_a_line():
    class MarkedLines(AnnexPen):
        def rule(self, centre, width, below=4):
            self.canvas.addLiteral("/Figure BMC")
            super().rule(centre, width, below)
            self.canvas.addLiteral("EMC")

    assert broken(MarkedLines(AnnexPaper()).draw()) == {}


# Our own annexes

COLUMNS = (
    Column("TT", ColumnRole.ORDER),
    Column("Chỉ tiêu", ColumnRole.NAME),
    Column("Đơn vị tính", ColumnRole.UNIT),
)
NOTE = "Ghi chú: “không” là đã báo cáo không phát sinh; ô trống là chưa báo cáo."


def table(rows: int, figures: int, name: str = "Cuộc tuần tra đêm") -> Table:
    heads = tuple(Column(f"Đơn vị số {n}", ColumnRole.FIGURE) for n in range(figures))
    cells = [(str(n), f"{name} {n}", "cuộc", *("12",) * figures) for n in range(rows)]
    heading = ("", "A. Trao đổi thông tin", "", *("",) * figures)
    return Table((*COLUMNS, *heads), (heading, *cells), (0,))


def chart(figure: float | None = 7.0) -> MonthChart:
    months = (figure,) * 3 + (None,) * 9
    return MonthChart(("Công an phường năm 2026",), (months,), "Năm 2025", (5.0,) * 12, "Lũy kế năm 2026", months)


def check_sheet(rows: int) -> Table:
    heads = ("TT", "Chỉ tiêu", "Đơn vị báo cáo", "Số liệu", "Nội dung kiểm tra", "Lý do giữ nguyên")
    roles = (ColumnRole.ORDER, ColumnRole.NAME, ColumnRole.UNIT, ColumnRole.UNIT, ColumnRole.NAME, ColumnRole.NAME)
    said = ("Vụ phạm pháp", "Công an phường", "tháng 01 năm 2026: 3", long_text(120), "Vụ của tháng trước.")
    columns = tuple(Column(title, role) for title, role in zip(heads, roles, strict=True))
    return Table(columns, tuple((str(n), *said) for n in range(rows)))


def ours(*blocks, belongs: str = "", title: str = "Số liệu công tác phối hợp quý I năm 2026") -> bytes:
    belongs = belongs or attached_to("05/BB-CAP", long_date(date(2026, 3, 25)), "Công an phường Mỹ Thới")
    end = plain("Số liệu được tính từ ngày 26 tháng 12 năm 2025 đến hết ngày 24 tháng 3 năm 2026./.")
    return annex_pdf.render(Annex(title, belongs, "Công an phường Mỹ Thới", (*blocks, end)))


@pytest.mark.parametrize("rows", [1, 12, 19, 20, 25, 60, 140])
@pytest.mark.parametrize("figures", [1, 3, 8, 16])
def test_our_own_annexes_keep_every_rule_however_long_their_tables_are(rows, figures):
    heading, note = plain("1. Số liệu quý I năm 2026 theo lực lượng", Role.HEADING), plain(NOTE, Role.NOTE)
    assert broken(ours(heading, table(rows, figures), note)) == {}
    assert broken(ours(heading, table(rows, figures), note, heading, table(rows, figures), note)) == {}


@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize("figure", [None, 0.0, 448.0, 1_250_000_000.0])
def test_our_own_charts_and_check_sheets_keep_every_rule(count, figure):
    point = plain("Cuộc tuần tra đêm (cuộc) theo tháng", Role.POINT)
    said = plain("Từ đầu năm 2026 đến hết tháng 3: 88 cuộc; cao nhất tháng 02 (41); thấp nhất tháng 3 (23).")
    pictures = [block for _n in range(count) for block in (point, chart(figure), said, table(2, 3))]
    assert broken(ours(plain("1. Biểu đồ", Role.HEADING), *pictures)) == {}
    sheet = (plain("2. Phiếu kiểm tra số liệu", Role.HEADING), check_sheet(4 * count))
    assert broken(ours(table(3, 3), *sheet)) == {}
    assert broken(ours(*pictures, *sheet)) == {}


def test_a_row_that_goes_on_below_the_repeated_head_is_divided_from_it():
    assert broken(ours(plain(long_text(359)), table(1, 7, long_text(377)))) == {}


def test_a_page_of_long_titles_need_not_reach_the_right_margin():
    titles = [plain(long_text(length), Role.HEADING) for length in (77, 390)]
    assert broken(ours(chart(), table(10, 1, long_text(113)), chart(), *titles, plain(long_text(53)))) == {}


def test_the_head_over_charts_alone_is_centred():
    assert broken(ours(plain(long_text(200), Role.HEADING), chart(), chart(), chart())) == {}


def test_large_figures_stand_in_full_beside_a_chart():
    with pdfplumber.open(io.BytesIO(ours(chart(1_250_000_000.0)))) as opened:
        words = opened.pages[0].extract_text()
    assert "2.000.000.000" in words
    assert "e+" not in words


@pytest.mark.parametrize("times", [1, 4])
def test_long_titles_names_and_notes_keep_every_rule(times):
    belongs = attached_to("       /BB-ĐBP", BLANK, " ".join(["Đồn Biên phòng cửa khẩu cảng Mỹ Thới"] * times))
    note = plain(f"{NOTE} " * 3 * times, Role.NOTE)
    words = plain(long_text(400 * times))
    printed = ours(
        words, table(30, 3, long_text(50 * times)), note, words, belongs=belongs, title=long_text(60 * times)
    )
    assert broken(printed) == {}


texts = st.integers(5, 500).map(long_text)
blocks = st.one_of(
    texts.map(plain),
    st.builds(lambda text: plain(text, Role.HEADING), texts),
    st.builds(lambda text: plain(text, Role.POINT), texts),
    st.builds(chart, st.sampled_from([None, 0.0, 7.0, 1e6])),
    st.builds(table, st.integers(1, 60), st.integers(0, 9), texts),
    st.builds(check_sheet, st.integers(1, 8)),
)


# Not shrunk: to print and read back takes too long for that.
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(blocks, max_size=7), st.sampled_from(["05", "112", "       "]), st.sampled_from([BLANK, ISSUED]))
def test_our_own_annexes_of_random_blocks_keep_every_rule(told, number, dated):
    belongs = attached_to(f"{number}/BB-CAP", dated, "Công an phường Mỹ Thới")
    assert broken(ours(*told, belongs=belongs)) == {}


def test_minutes_with_their_annex_in_one_file_are_measured_with_it():
    written, both = io.BytesIO(), PdfWriter()
    for printed in (pdf.render(minutes.minutes(builders.first_quarter())), ours(table(40, 8))):
        both.append(io.BytesIO(printed))
    both.write(written)
    findings = check(written.getvalue())
    assert {"header.national_name", "minutes.labels", "annex.attached", "annex.table_head"} <= {
        finding.rule for finding in findings
    }
    assert [finding for finding in findings if not finding.passed] == []
