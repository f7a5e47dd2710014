"""An annex set as a PDF: its own page numbers, landscape where a table is wider than a portrait sheet."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from giaoban_desktop.papers import body, page_style, pdf_file, ruled_table, signs
from giaoban_desktop.papers.annex import Annex
from giaoban_desktop.papers.centred import CentredLines
from giaoban_desktop.papers.content import MonthChart, Table
from giaoban_desktop.papers.fonts import Fonts, default_fonts
from giaoban_desktop.papers.page_style import LANDSCAPE, PORTRAIT, PageFormat, TextStyle
from giaoban_desktop.papers.text_styles import PT_PER_MM

_GAP_PT = 12.0


def render(annex: Annex, *, fonts: Fonts | None = None) -> bytes:
    """The annex as a PDF: the same bytes for the same content and typeface, with no date in it."""
    fonts = fonts or default_fonts()
    annex = signs.printable(annex, fonts)
    page = _page_of(annex, fonts)
    story: list[Flowable] = [
        _centred(page_style.ANNEX_TEXT, page_style.ANNEX, fonts, page),
        _centred(annex.title, page_style.ANNEX_TITLE, fonts, page),
        _centred(annex.attached_to, page_style.ANNEX_ATTACHED, fonts, page, page_style.ANNEX_LINE_SHARE.chosen),
        Spacer(0, _GAP_PT),
        *body.flowables(annex.blocks, fonts, page),
    ]
    title = f"{page_style.ANNEX_TEXT} - {annex.title}"
    return pdf_file.build(story, fonts, title=title, author=annex.author, subject=annex.title, page=page)


def _page_of(annex: Annex, fonts: Fonts) -> PageFormat:
    """Portrait, unless a table does not fit into it or there is a chart of twelve months."""
    tables = [block for block in annex.blocks if isinstance(block, Table)]
    charts = any(isinstance(block, MonthChart) for block in annex.blocks)
    fits = all(ruled_table.is_readable(table, fonts, PORTRAIT) for table in tables)
    return PORTRAIT if fits and not charts else LANDSCAPE


def _centred(text: str, style: TextStyle, fonts: Fonts, page: PageFormat, line_share: float = 0.0) -> CentredLines:
    return CentredLines(
        text.upper() if style.capitals else text,
        font=fonts.of(style),
        size_pt=style.size_pt.chosen,
        leading_pt=page_style.line_height_pt(style),
        width_pt=page.text_width_mm * PT_PER_MM,
        line_share=line_share,
    )
