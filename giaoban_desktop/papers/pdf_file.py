"""Flowables set on the sheets of a PDF: margins, page numbers, and metadata that do not change from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from giaoban_desktop.papers import page_style
from giaoban_desktop.papers.content import LANGUAGE
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.page_style import PORTRAIT, PageFormat
from giaoban_desktop.papers.text_styles import PT_PER_MM

_LOWEST_LINE_PT = 1.0
"""How far the tails of the last line would reach below the frame; the frame ends that much higher."""


def build(
    story: Sequence[Flowable], fonts: Fonts, *, title: str, author: str, subject: str, page: PageFormat = PORTRAIT
) -> bytes:
    """The flowables as a PDF: the same bytes for the same story and typeface, with no date in it."""
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(page.width_mm * PT_PER_MM, page.height_mm * PT_PER_MM),
        pageTemplates=[_page(fonts, page)],
        title=title,
        author=author,
        subject=subject,
        creator="Sổ Giao ban",
        producer=page_style.PRODUCER,
        lang=LANGUAGE,
        displayDocTitle=1,
        initialFontName=fonts.face(),
        pageCompression=1,
        invariant=1,
    )
    document.build(list(story), canvasmaker=_undated_canvas)
    return target.getvalue()


class _Info(PDFInfo):  # type: ignore[misc]  # ReportLab has no types
    """Metadata without dates: a paper's date is written on it, and the same content gives the same bytes."""

    def format(self, document: Any) -> bytes:
        names = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Creator": self.creator}
        data = {name: PDFString(text) for name, text in {**names, "Producer": self.producer}.items()}
        return bytes(PDFDictionary(data).format(document))


def _undated_canvas(*arguments: Any, **options: Any) -> Canvas:
    canvas = Canvas(*arguments, **options)
    canvas._doc.info = _Info()
    # ReportLab 5.1 mixes a time stamp into the file's identifier, which SOURCE_DATE_EPOCH changes.
    canvas._doc.signature = md5(b"giaoban", usedforsecurity=False)
    return canvas


def _page(fonts: Fonts, page: PageFormat) -> PageTemplate:
    left, bottom = page_style.MARGIN_LEFT_MM.chosen * PT_PER_MM, page_style.MARGIN_BOTTOM_MM.chosen * PT_PER_MM
    width, height = page.text_width_mm * PT_PER_MM, page.text_height_mm * PT_PER_MM
    frame = Frame(left, bottom + _LOWEST_LINE_PT, width, height - _LOWEST_LINE_PT, 0, 0, 0, 0)

    def number(canvas: Canvas, document: BaseDocTemplate) -> None:
        if document.page < page_style.PAGE_NUMBER_FIRST_PAGE:
            return
        size = page_style.PAGE_NUMBER.size_pt.chosen
        from_top = page_style.PAGE_NUMBER_TOP_MM * PT_PER_MM + size
        canvas.setFont(fonts.of(page_style.PAGE_NUMBER), size)
        canvas.drawCentredString(left + width / 2, page.height_mm * PT_PER_MM - from_top, str(document.page))

    return PageTemplate(frames=[frame], onPage=number)
