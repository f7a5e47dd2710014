"""The body of a paper as flowables: paragraphs and tables, no title at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import Paragraph as TextFlow

from giaoban_desktop.papers import page_style, ruled_table
from giaoban_desktop.papers.content import LEADER, Block, MonthChart, Paragraph, Role, Run, Table
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.page_style import PORTRAIT, PageFormat
from giaoban_desktop.papers.text_styles import PT_PER_MM, paragraph_style

if TYPE_CHECKING:  # few papers hold a chart, and what draws it is long in loading
    from reportlab.graphics.shapes import Drawing

_ROLES = {
    Role.BODY: page_style.BODY,
    Role.HEADING: page_style.HEADING,
    Role.POINT: page_style.POINT,
    Role.NOTE: page_style.TABLE_CELL,
}
_TITLES = (Role.HEADING, Role.POINT)
_LEADER = re.compile(rf"{LEADER}+\Z")
_SHORTEST_LEADER_MM = 20.0
_CHART_MM, _ROW_MM = 62.0, 7.0
_MOST_KEPT = 0.95
"""So much of a page is kept together at most."""


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing on paper, marked in the PDF as a figure, so that its words are not taken for text of the paper."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.width, self.height = drawing.width, drawing.height

    def draw(self) -> None:
        """Draw on the canvas that ReportLab has set."""
        from reportlab.graphics import renderPDF

        self.canv.addLiteral("/Figure BMC")
        renderPDF.draw(self._drawing, self.canv, 0, 0)
        self.canv.addLiteral("EMC")


def flowables(blocks: Sequence[Block | MonthChart], fonts: Fonts, page: PageFormat = PORTRAIT) -> Iterator[Flowable]:
    """The blocks of a paper in order; titles stay with what follows."""
    indent = page_style.FIRST_LINE_INDENT_MM * PT_PER_MM
    gap = page_style.PARAGRAPH_GAP_PT.chosen
    styles = {
        role: paragraph_style(style, fonts, spaceBefore=gap, firstLineIndent=0 if role is Role.NOTE else indent)
        for role, style in _ROLES.items()
    }
    behind_title = False
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Table):
            if not behind_title:
                yield CondPageBreak(_first_lines_pt(block, styles, fonts, page))
            yield Spacer(0, gap)
            note = blocks[place + 1] if place + 1 < len(blocks) else None
            kept = note.text if isinstance(note, Paragraph) and note.role is Role.NOTE else ""
            yield from ruled_table.flowables(block, kept, fonts, page)
            behind_title = False
            place += 2 if kept else 1
            continue
        if isinstance(block, MonthChart):
            from giaoban_desktop.papers import charts

            yield Spacer(0, gap)
            width, height = page.text_width_mm * PT_PER_MM, _CHART_MM * PT_PER_MM
            yield Figure(charts.months(block, width, height, fonts))
            behind_title = False
            place += 1
            continue
        is_title = block.role in _TITLES
        if is_title and not behind_title:
            yield CondPageBreak(_titles_pt(blocks[place:], styles, fonts, page))
        yield text_flow(block, styles[block.role], fonts, page)
        behind_title = is_title
        place += 1


def _titles_pt(
    blocks: Sequence[Block | MonthChart], styles: dict[Role, ParagraphStyle], fonts: Fonts, page: PageFormat
) -> float:
    """Room for the titles at the beginning and the first lines of what follows, so that no title ends a page."""
    width = page.text_width_mm * PT_PER_MM
    height = 0.0
    for place, block in enumerate(blocks):
        if isinstance(block, MonthChart):
            height += _chart_with_words_pt(blocks[place:], styles, fonts, page)
            return min(height, page.text_height_mm * PT_PER_MM * _MOST_KEPT)
        if not isinstance(block, Paragraph) or block.role not in _TITLES:
            height += _first_lines_pt(block, styles, fonts, page)
            break
        style = styles[block.role]
        lines = 1 + pdfmetrics.stringWidth(block.text, style.fontName, style.fontSize) // (width * 0.9)
        height += lines * style.leading + style.spaceBefore
    return min(height, _half_page(page))


def _chart_with_words_pt(
    blocks: Sequence[Block | MonthChart], styles: dict[Role, ParagraphStyle], fonts: Fonts, page: PageFormat
) -> float:
    """Room for a chart, and the sentence and the table that say the same."""
    height = 2 * styles[Role.BODY].spaceBefore
    for block in blocks[:3]:
        height += _first_lines_pt(block, styles, fonts, page)
        if isinstance(block, Table):
            height += len(block.rows) * _ROW_MM * PT_PER_MM
            break
    return float(height)


def _first_lines_pt(
    block: Block | MonthChart, styles: dict[Role, ParagraphStyle], fonts: Fonts, page: PageFormat
) -> float:
    """Room for two lines of a paragraph, or for a table's head and three lines."""
    body = styles[Role.BODY]
    if isinstance(block, MonthChart):
        return _CHART_MM * PT_PER_MM
    if isinstance(block, Table):
        return min(
            float(body.spaceBefore + 3 * body.leading) + ruled_table.head_height_pt(block, fonts, page),
            _half_page(page),
        )
    return float(body.spaceBefore + 2 * body.leading)


def _half_page(page: PageFormat) -> float:
    return page.text_height_mm * PT_PER_MM / 2


def text_flow(paragraph: Paragraph, style: ParagraphStyle, fonts: Fonts, page: PageFormat = PORTRAIT) -> TextFlow:
    """A paragraph; what is left to be filled in by hand ends in dots to the end of its line."""
    leader = _LEADER.search(paragraph.text)
    if leader and len(paragraph.runs) == 1:
        return _with_leader(paragraph.text[: leader.start()], style, fonts, page)
    return TextFlow("".join(_markup(run, fonts) for run in paragraph.runs), style)


def _with_leader(text: str, style: ParagraphStyle, fonts: Fonts, page: PageFormat) -> TextFlow:
    """The text and dots to the end of its line; where it fills the line, one more line of them."""
    dot = LEADER[0]
    width = page.text_width_mm * PT_PER_MM
    free = width - style.firstLineIndent - pdfmetrics.stringWidth(text, style.fontName, style.fontSize)
    size = pdfmetrics.stringWidth(dot, style.fontName, style.fontSize)
    count = int((free if free > _SHORTEST_LEADER_MM * PT_PER_MM else width) // size)
    left = ParagraphStyle("", parent=style, alignment=TA_LEFT)
    return TextFlow(_markup(Run(text + dot * count), fonts), left)


def _markup(run: Run, fonts: Fonts) -> str:
    """The run in ReportLab's markup, with everything that was typed printed as typed."""
    text = escape(run.text, quote=False)
    if run.bold or run.italic:
        fonts.face(bold=run.bold, italic=run.italic)
        text = f"<i>{text}</i>" if run.italic else text
        text = f"<b>{text}</b>" if run.bold else text
    return text
