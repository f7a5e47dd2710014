"""Papers printed and read back: what the tests of the renderer share."""

from __future__ import annotations

import io

import pdfplumber

from giaoban_desktop.papers import page_style, pdf
from giaoban_desktop.papers.content import Column, ColumnRole, Content
from giaoban_desktop.papers.fonts import Fonts

MM = page_style.MM_PER_POINT
COLUMNS = (
    Column("TT", ColumnRole.ORDER),
    Column("Chỉ tiêu", ColumnRole.NAME),
    Column("Đơn vị", ColumnRole.UNIT),
    Column("Công an phường", ColumnRole.FIGURE),
)


def letters(page, text: str) -> list[dict]:
    """The characters of the first line of a page that has this text."""
    for line in page.extract_text_lines(return_chars=True):
        if text in line["text"]:
            return [char for char in line["chars"] if char["text"] != " "]
    raise AssertionError(f"{text!r} is not on page {page.page_number}")


def bare(text: str) -> str:
    """The text without white space, to compare over line breaks."""
    return "".join(text.split())


def body_text(opened) -> str:
    """All text of the pages without page numbers and white space, in the order in which it was drawn."""
    top = page_style.MARGIN_TOP_MM.chosen / MM - 1
    return bare("".join(char["text"] for page in opened.pages for char in page.chars if char["bottom"] > top))


def opened_pdf(content: Content, fonts: Fonts):
    return pdfplumber.open(io.BytesIO(pdf.render(content, fonts=fonts)))


def long_text(length: int) -> str:
    return ("Lực lượng tuần tra địa bàn trọng điểm ban đêm. " * (length // 40 + 1))[:length]
