"""The text styles of `page_style` in ReportLab's terms."""

from __future__ import annotations

from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from giaoban_desktop.papers import page_style
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.page_style import Align, TextStyle

PT_PER_MM = 1 / page_style.MM_PER_POINT
EVERYWHERE = ((0, 0), (-1, -1))
"""All cells of a ReportLab table."""

_ALIGN = {Align.LEFT: TA_LEFT, Align.CENTRE: TA_CENTER, Align.RIGHT: TA_RIGHT, Align.JUSTIFIED: TA_JUSTIFY}


def paragraph_style(style: TextStyle, fonts: Fonts, **options: Any) -> ParagraphStyle:
    """A text style for ReportLab's paragraphs; no line of a paragraph stands alone on a page."""
    return ParagraphStyle(
        "",
        fontName=fonts.of(style),
        fontSize=style.size_pt.chosen,
        leading=page_style.line_height_pt(style),
        alignment=_ALIGN[style.align],
        bulletFontName=fonts.face(),
        allowWidows=0,
        allowOrphans=0,
        **options,
    )


def own_font(fonts: Fonts) -> tuple[Any, ...]:
    """What a ReportLab table needs so as not to name Helvetica.

    ReportLab 5.1 sets even empty cells in a font, by default Helvetica, which would then stand in the font list.
    """
    return ("FONTNAME", *EVERYWHERE, fonts.face())
