"""The layout of a paper in numbers: what the decree allows, what we chose, and where it is written.

Source: Decree 30/2020/NĐ-CP (Nghị định số 30/2020/NĐ-CP ngày 05/3/2020), annex I (layout) and annex III (templates).
Where a number is ours (the decree is silent), `source` says so. Lengths are in millimetres, sizes in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MM_PER_POINT = 25.4 / 72
PRODUCER = "So Giao ban"
"""Stands in the metadata of what we print, by which an earlier print is known."""


@dataclass(frozen=True, slots=True)
class Range:
    """What the decree allows, both ends included, and what we print."""

    minimum: float
    maximum: float
    chosen: float
    source: str

    def allows(self, measured: float, tolerance: float = 0.0) -> bool:
        """True when a measured number lies within the range, give or take the tolerance."""
        return self.minimum - tolerance <= measured <= self.maximum + tolerance


class Align(StrEnum):
    """How the lines of a text stand between its edges."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one element of a paper is set; `size_pt` with its range."""

    size_pt: Range
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = Align.CENTRE


# Paper and margins: annex I, part I, I.1 to I.3.

PAPER_WIDTH_MM = 210.0
PAPER_HEIGHT_MM = 297.0

MARGIN_TOP_MM = Range(20, 25, 20, "annex I, part I, I.3")
MARGIN_BOTTOM_MM = Range(20, 25, 20, "annex I, part I, I.3")
MARGIN_LEFT_MM = Range(30, 35, 30, "annex I, part I, I.3")
MARGIN_RIGHT_MM = Range(15, 20, 20, "annex I, part I, I.3")


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A sheet of A4 as it is held, with the margins of the decree."""

    width_mm: float
    height_mm: float

    @property
    def text_width_mm(self) -> float:
        """From the left margin to the right one."""
        return self.width_mm - MARGIN_LEFT_MM.chosen - MARGIN_RIGHT_MM.chosen

    @property
    def text_height_mm(self) -> float:
        """From the top margin to the bottom one."""
        return self.height_mm - MARGIN_TOP_MM.chosen - MARGIN_BOTTOM_MM.chosen


PORTRAIT = PageFormat(PAPER_WIDTH_MM, PAPER_HEIGHT_MM)
LANDSCAPE = PageFormat(PAPER_HEIGHT_MM, PAPER_WIDTH_MM)
"""For annexes whose tables are wider than a portrait sheet. Source: annex I, part I, I.1."""

TEXT_WIDTH_MM = PORTRAIT.text_width_mm
TEXT_HEIGHT_MM = PORTRAIT.text_height_mm

# Typeface, colour: annex I, part I, I.4. Liberation Serif 2 has the metrics of Times New Roman and stands in for it
# where it is not installed.

FONT_FAMILIES = ("Times New Roman", "Liberation Serif")
INK_RGB = (0.0, 0.0, 0.0)

# Page number: annex I, part I, I.7: Arabic, 13-14, upright, centred in the top margin, not shown on page 1.

PAGE_NUMBER = TextStyle(Range(13, 14, 13, "annex I, part I, I.7"))
PAGE_NUMBER_FIRST_PAGE = 2
PAGE_NUMBER_TOP_MM = 10.0
"""From the edge of the paper to the top of the number. Source: the header distance of the annex's Word copy."""

# Header: annex I, part I, II.1 to II.3; boxes 1, 2, 3.

NATIONAL_NAME_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"

NATIONAL_NAME = TextStyle(Range(12, 13, 12, "annex I, part I, II.1a"), bold=True, capitals=True)
MOTTO = TextStyle(Range(13, 14, 13, "annex I, part I, II.1b"), bold=True)
BODY_ABOVE = TextStyle(Range(12, 13, 12, "annex I, part I, II.2b"), capitals=True)
ISSUING_BODY = TextStyle(Range(12, 13, 12, "annex I, part I, II.2b"), bold=True, capitals=True)
DOCUMENT_NUMBER = TextStyle(Range(13, 13, 13, "annex I, part I, II.3c"))
PLACE_AND_DATE = TextStyle(Range(13, 14, 13, "annex I, part I, II.4c"), italic=True)
"""Never printed in minutes: template 1.9 has no place-and-date line."""

MOTTO_LINE_SHARE = Range(1.0, 1.0, 1.0, "annex I, part I, II.1b: as long as the text")
ISSUING_BODY_LINE_SHARE = Range(1 / 3, 1 / 2, 0.4, "annex I, part I, II.2b: 1/3 to 1/2 of the text")
ABSTRACT_LINE_SHARE = Range(1 / 3, 1 / 2, 0.4, "annex I, part I, II.5b: 1/3 to 1/2 of the text")
"""Lengths of the drawn lines as shares of the longest line of text above them. All are centred under it."""
LINE_WIDTH_PT = 0.75
LINE_GAP_MM = 1.2
"""From the lowest edge of the text to the drawn line. The decree says nothing of the distance."""

HEADER_COLUMNS_MM = (64.5, 95.5)
"""Issuing body left, national name right. Source: template 1.9's Word copy has 67.5 + 100, which is wider than its own
text; here the same proportion fills the text width of 160 mm, so that nothing stands in a margin."""

# Title: annex I, part I, II.5.

DOCUMENT_TYPE = TextStyle(Range(13, 14, 14, "annex I, part I, II.5b"), bold=True, capitals=True)
ABSTRACT = TextStyle(Range(13, 14, 14, "annex I, part I, II.5b"), bold=True)

# Body: annex I, part I, II.6.

BODY = TextStyle(Range(13, 14, 14, "annex I, part I, II.6e"), align=Align.JUSTIFIED)
LEGAL_BASIS = TextStyle(Range(13, 14, 14, "annex I, part I, II.6a"), italic=True, align=Align.JUSTIFIED)
HEADING = TextStyle(Range(13, 14, 14, "annex I, part I, II.6đ: with a title, bold"), bold=True, align=Align.LEFT)
POINT = TextStyle(Range(13, 14, 14, "annex I, part I, II.6đ: a point is upright"), align=Align.JUSTIFIED)
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: the Vietnamese alphabet. Source: annex I, part I, II.6đ."""

FIRST_LINE_INDENTS_MM = (10.0, 12.7)
"""The two indents that the decree allows: 1 cm or 1.27 cm."""
FIRST_LINE_INDENT_MM = 10.0
PARAGRAPH_GAP_PT = Range(6, float("inf"), 6, "annex I, part I, II.6e: at least 6 pt")
LINE_SPACING = Range(1.0, 1.5, 1.0, "annex I, part I, II.6e: single to 1.5 lines")
SINGLE_LINE = 1.149
"""Height of a single line as a share of the size: ascent + descent + line gap of Times New Roman."""

# Annexes: annex I, part I, III.1; annex III, template 2.1.

ANNEX_TEXT = "Phụ lục"
ANNEX = TextStyle(Range(14, 14, 14, "annex I, part I, III.1"), bold=True)
ANNEX_TITLE = TextStyle(Range(13, 14, 14, "annex I, part I, III.1"), bold=True, capitals=True)
ANNEX_ATTACHED = TextStyle(Range(13, 14, 14, "annex I, part I, III.1"), italic=True)
ANNEX_LINE_SHARE = Range(0, 1, 0.25, "template 2.1 draws a short line and gives no length")

# Tables: the decree is silent; the sizes of the body hold.

TABLE_HEAD = TextStyle(Range(13, 14, 13, "ours: as body"), bold=True)
TABLE_CELL = TextStyle(Range(13, 14, 13, "ours: as body"), align=Align.LEFT)
TABLE_HEADING = TextStyle(Range(13, 14, 13, "ours: as body"), bold=True, align=Align.LEFT)
TABLE_LINE_WIDTH_PT = 0.5
TABLE_PADDING_MM = 1.2

# End: annex I, part I, II.7 and II.9; template 1.9.

CLOSING_MARK = "./."
SIGNATURE_TITLE = TextStyle(Range(13, 14, 14, "annex I, part I, II.7đ"), bold=True, capitals=True)
SIGNATURE_NAME = TextStyle(Range(13, 14, 14, "annex I, part I, II.7đ"), bold=True)
RECIPIENTS_LABEL = TextStyle(Range(12, 12, 12, "annex I, part I, II.9"), bold=True, italic=True, align=Align.LEFT)
RECIPIENTS = TextStyle(Range(11, 11, 11, "annex I, part I, II.9"), align=Align.LEFT)
RECIPIENTS_LABEL_TEXT = "Nơi nhận:"
RECIPIENTS_LAST_TEXT = "- Lưu: VT, Hồ sơ."

SIGNATURE_COLUMNS_MM = (72.0, 4.0, 84.0)
"""Secretary, nothing, chair. Ours: template 1.9's Word copy has 60 + 7.5 + 97.5, where an officer's rank and name do
not fit into one line of the left column."""
SIGNATURE_SPACE_MM = 24.0
"""Left free between title and name for the signature (and seal)."""


def line_height_pt(style: TextStyle) -> float:
    """The distance between two baselines of a text, in points."""
    return style.size_pt.chosen * SINGLE_LINE * LINE_SPACING.chosen
