"""Content set as a PDF by ReportLab, to the numbers of `page_style`.

Importing this module imports ReportLab (a tenth of a second), so callers import it when they print, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import md5
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as TextFlow
from reportlab.platypus import Table as Grid

from giaoban_desktop.domain.documents import reference
from giaoban_desktop.papers import page_style, ruled_table, signs
from giaoban_desktop.papers.centred import CentredLines
from giaoban_desktop.papers.content import (
    LANGUAGE,
    LEADER,
    Block,
    Content,
    Paragraph,
    Role,
    Run,
    Signature,
    Signatures,
    Table,
)
from giaoban_desktop.papers.fonts import Fonts, default_fonts
from giaoban_desktop.papers.page_style import TextStyle
from giaoban_desktop.papers.text_styles import EVERYWHERE, PT_PER_MM, own_font, paragraph_style

_ROLES = {
    Role.BODY: page_style.BODY,
    Role.HEADING: page_style.HEADING,
    Role.POINT: page_style.POINT,
    Role.NOTE: page_style.TABLE_CELL,
}
_TITLES = (Role.HEADING, Role.POINT)
_BLOCK_GAP_PT = 12.0
_RECIPIENTS_WIDTH_MM = 75.0
_BETWEEN_SIGNATURES_MM = 4.0
_LEADER = re.compile(rf"{LEADER}+\Z")
_SHORTEST_LEADER_MM = 20.0
_HEADS_IN_ROW = 3
_LOWEST_LINE_PT = 1.0
"""How far the tails of the last line would reach below the frame; the frame ends that much higher."""


def render(content: Content, *, fonts: Fonts | None = None) -> bytes:
    """The paper as a PDF: the same bytes for the same content and typeface, with no date in it."""
    fonts = fonts or default_fonts()
    content = signs.printable(content, fonts)
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(page_style.PAPER_WIDTH_MM * PT_PER_MM, page_style.PAPER_HEIGHT_MM * PT_PER_MM),
        pageTemplates=[_page(fonts)],
        title=f"{content.document_type.capitalize()} - {content.abstract}",
        author=content.header.issuing_body,
        subject=content.abstract,
        creator="Sổ Giao ban",
        producer=page_style.PRODUCER,
        lang=LANGUAGE,
        displayDocTitle=1,
        initialFontName=fonts.face(),
        pageCompression=1,
        invariant=1,
    )
    document.build(flowables(content, fonts), canvasmaker=_undated_canvas)
    return target.getvalue()


def unprintable(content: Content, *, fonts: Fonts | None = None) -> str:
    """The signs that the paper must print without, each once; `signs.lacking` says what stands in their place."""
    return "".join(one.sign for one in signs.lacking(content, fonts))


def flowables(content: Content, fonts: Fonts) -> list[Flowable]:
    """The paper as flowables, in order. They are used up by one build."""
    story: list[Flowable] = [_header(content, fonts), Spacer(0, _BLOCK_GAP_PT)]
    story.append(_centred(content.document_type, page_style.DOCUMENT_TYPE, fonts, page_style.TEXT_WIDTH_MM))
    line = page_style.ABSTRACT_LINE_SHARE.chosen
    story.append(_centred(content.abstract, page_style.ABSTRACT, fonts, page_style.TEXT_WIDTH_MM, line))
    story.append(Spacer(0, _BLOCK_GAP_PT))
    story += _body(content.blocks, fonts)
    story.append(KeepTogether(list(_end(content, fonts))))
    return story


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


def _page(fonts: Fonts) -> PageTemplate:
    left, bottom = page_style.MARGIN_LEFT_MM.chosen * PT_PER_MM, page_style.MARGIN_BOTTOM_MM.chosen * PT_PER_MM
    width, height = page_style.TEXT_WIDTH_MM * PT_PER_MM, page_style.TEXT_HEIGHT_MM * PT_PER_MM
    frame = Frame(left, bottom + _LOWEST_LINE_PT, width, height - _LOWEST_LINE_PT, 0, 0, 0, 0)

    def number(canvas: Canvas, document: BaseDocTemplate) -> None:
        if document.page < page_style.PAGE_NUMBER_FIRST_PAGE:
            return
        size = page_style.PAGE_NUMBER.size_pt.chosen
        from_top = page_style.PAGE_NUMBER_TOP_MM * PT_PER_MM + size
        canvas.setFont(fonts.of(page_style.PAGE_NUMBER), size)
        canvas.drawCentredString(
            left + width / 2, page_style.PAPER_HEIGHT_MM * PT_PER_MM - from_top, str(document.page)
        )

    return PageTemplate(frames=[frame], onPage=number)


def _centred(
    text: str, style: TextStyle, fonts: Fonts, width_mm: float, line_share: float = 0.0, gap_pt: float = 0.0
) -> CentredLines:
    return CentredLines(
        text.upper() if style.capitals else text,
        font=fonts.of(style),
        size_pt=style.size_pt.chosen,
        leading_pt=page_style.line_height_pt(style),
        width_pt=width_mm * PT_PER_MM,
        line_share=line_share,
        gap_pt=gap_pt,
    )


def _header(content: Content, fonts: Fonts) -> Grid:
    header = content.header
    left_mm, right_mm = page_style.HEADER_COLUMNS_MM
    left: list[Flowable] = []
    if header.body_above:
        left.append(_centred(header.body_above, page_style.BODY_ABOVE, fonts, left_mm))
    share = page_style.ISSUING_BODY_LINE_SHARE.chosen
    left.append(_centred(header.issuing_body, page_style.ISSUING_BODY, fonts, left_mm, share))
    number = f"Số: {reference(header.number, header.symbol)}"
    left.append(_centred(number, page_style.DOCUMENT_NUMBER, fonts, left_mm, gap_pt=_BLOCK_GAP_PT / 2))
    right = [
        _centred(page_style.NATIONAL_NAME_TEXT, page_style.NATIONAL_NAME, fonts, right_mm),
        _centred(page_style.MOTTO_TEXT, page_style.MOTTO, fonts, right_mm, page_style.MOTTO_LINE_SHARE.chosen),
    ]
    return _grid([left, right], page_style.HEADER_COLUMNS_MM, fonts)


def _grid(row: Sequence[Sequence[Flowable]], widths_mm: Sequence[float], fonts: Fonts) -> Grid:
    """Columns of flowables side by side, without lines or padding."""
    grid = Grid([[list(cell) for cell in row]], colWidths=[width * PT_PER_MM for width in widths_mm], splitInRow=1)
    no_padding = [(f"{side}PADDING", *EVERYWHERE, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    grid.setStyle([own_font(fonts), ("VALIGN", *EVERYWHERE, "TOP"), *no_padding])
    return grid


def _body(blocks: Sequence[Block], fonts: Fonts) -> Iterator[Flowable]:
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
                yield CondPageBreak(_first_lines_pt(block, styles, fonts))
            yield Spacer(0, gap)
            note = blocks[place + 1] if place + 1 < len(blocks) else None
            kept = note.text if isinstance(note, Paragraph) and note.role is Role.NOTE else ""
            yield from ruled_table.flowables(block, kept, fonts)
            behind_title = False
            place += 2 if kept else 1
            continue
        is_title = block.role in _TITLES
        if is_title and not behind_title:
            yield CondPageBreak(_titles_pt(blocks[place:], styles, fonts))
        yield _text(block, styles[block.role], fonts)
        behind_title = is_title
        place += 1


def _titles_pt(blocks: Sequence[Block], styles: dict[Role, ParagraphStyle], fonts: Fonts) -> float:
    """Room for the titles at the beginning and the first lines of what follows, so that no title ends a page."""
    width = page_style.TEXT_WIDTH_MM * PT_PER_MM
    height = 0.0
    for block in blocks:
        if isinstance(block, Table) or block.role not in _TITLES:
            height += _first_lines_pt(block, styles, fonts)
            break
        style = styles[block.role]
        lines = 1 + pdfmetrics.stringWidth(block.text, style.fontName, style.fontSize) // (width * 0.9)
        height += lines * style.leading + style.spaceBefore
    return min(height, _half_page())


def _first_lines_pt(block: Block, styles: dict[Role, ParagraphStyle], fonts: Fonts) -> float:
    """Room for two lines of a paragraph, or for a table's head and three lines."""
    body = styles[Role.BODY]
    if isinstance(block, Table):
        return min(float(body.spaceBefore + 3 * body.leading) + ruled_table.head_height_pt(block, fonts), _half_page())
    return float(body.spaceBefore + 2 * body.leading)


def _half_page() -> float:
    return page_style.TEXT_HEIGHT_MM * PT_PER_MM / 2


def _text(paragraph: Paragraph, style: ParagraphStyle, fonts: Fonts) -> TextFlow:
    leader = _LEADER.search(paragraph.text)
    if leader and len(paragraph.runs) == 1:
        return _with_leader(paragraph.text[: leader.start()], style, fonts)
    return TextFlow("".join(_markup(run, fonts) for run in paragraph.runs), style)


def _with_leader(text: str, style: ParagraphStyle, fonts: Fonts) -> TextFlow:
    """The text and dots to the end of its line; where it fills the line, one more line of them."""
    dot = LEADER[0]
    width = page_style.TEXT_WIDTH_MM * PT_PER_MM
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


def _end(content: Content, fonts: Fonts) -> Iterator[Flowable]:
    """The closing words, the signatures and the recipients: what must stay on one page."""
    gap = page_style.PARAGRAPH_GAP_PT.chosen
    body = paragraph_style(
        page_style.BODY, fonts, spaceBefore=gap, firstLineIndent=page_style.FIRST_LINE_INDENT_MM * PT_PER_MM
    )
    for paragraph in content.closing:
        yield _text(paragraph, body, fonts)
    yield Spacer(0, _BLOCK_GAP_PT)
    yield from _signatures(content.signatures, fonts)
    yield Spacer(0, _BLOCK_GAP_PT)
    width = (page_style.TEXT_WIDTH_MM - _RECIPIENTS_WIDTH_MM) * PT_PER_MM
    yield TextFlow(page_style.RECIPIENTS_LABEL_TEXT, paragraph_style(page_style.RECIPIENTS_LABEL, fonts))
    lines = paragraph_style(page_style.RECIPIENTS, fonts, rightIndent=width)
    for line in content.recipients.lines:
        yield TextFlow(escape(line, quote=False), lines)


def _signatures(signatures: Signatures, fonts: Fonts) -> Iterator[Flowable]:
    left, between, right = page_style.SIGNATURE_COLUMNS_MM
    pair = [signatures.left, None, signatures.right]
    yield from _signature_row(pair, (left, between, right), fonts)
    if signatures.heads:
        yield Spacer(0, 2 * _BLOCK_GAP_PT)
        width = page_style.TEXT_WIDTH_MM
        yield _centred(signatures.heads_title, page_style.SIGNATURE_TITLE, fonts, width)
        for place, heads in enumerate(_rows_of_heads(signatures.heads)):
            yield Spacer(0, _BLOCK_GAP_PT if place else _BLOCK_GAP_PT / 2)
            yield from _signature_row(heads, [width / len(heads)] * len(heads), fonts)


def _rows_of_heads(heads: Sequence[Signature]) -> Iterator[Sequence[Signature]]:
    """Rows of about equal length, longer ones first: four heads stand two by two."""
    rows = -(-len(heads) // _HEADS_IN_ROW)
    start = 0
    for row in range(rows):
        length = -(-(len(heads) - start) // (rows - row))
        yield heads[start : start + length]
        start += length


def _signature_row(
    signatures: Sequence[Signature | None], widths_mm: Sequence[float], fonts: Fonts
) -> Iterator[Flowable]:
    """Titles in one row, room to sign, names in another, so that titles of different lengths keep the names level."""
    titles: list[list[Flowable]] = []
    names: list[list[Flowable]] = []
    for signature, width in zip(signatures, widths_mm, strict=True):
        title, name = (signature.title, signature.name) if signature else ("", "")
        inner = width - _BETWEEN_SIGNATURES_MM
        titles.append([_centred(title, page_style.SIGNATURE_TITLE, fonts, inner)] if title else [])
        names.append([_centred(name, page_style.SIGNATURE_NAME, fonts, inner)] if name else [])
    yield _grid(titles, widths_mm, fonts)
    yield Spacer(0, page_style.SIGNATURE_SPACE_MM * PT_PER_MM)
    yield _grid(names, widths_mm, fonts)
