"""Content set as a PDF by ReportLab, to the numbers of `page_style`.

Importing this module imports ReportLab (a tenth of a second), so callers import it when they print, not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Spacer,
)
from reportlab.platypus import Paragraph as TextFlow
from reportlab.platypus import Table as Grid

from giaoban_desktop.domain.documents import reference
from giaoban_desktop.papers import body, page_style, pdf_file, signs
from giaoban_desktop.papers.centred import CentredLines
from giaoban_desktop.papers.content import (
    Content,
    Signature,
    Signatures,
)
from giaoban_desktop.papers.fonts import Fonts, default_fonts
from giaoban_desktop.papers.page_style import TextStyle
from giaoban_desktop.papers.text_styles import EVERYWHERE, PT_PER_MM, own_font, paragraph_style

_BLOCK_GAP_PT = 12.0
_RECIPIENTS_WIDTH_MM = 75.0
_BETWEEN_SIGNATURES_MM = 4.0
_HEADS_IN_ROW = 3


def render(content: Content, *, fonts: Fonts | None = None) -> bytes:
    """The paper as a PDF: the same bytes for the same content and typeface, with no date in it."""
    fonts = fonts or default_fonts()
    content = signs.printable(content, fonts)
    return pdf_file.build(
        flowables(content, fonts),
        fonts,
        title=f"{content.document_type.capitalize()} - {content.abstract}",
        author=content.header.issuing_body,
        subject=content.abstract,
    )


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
    story += body.flowables(content.blocks, fonts)
    story.append(KeepTogether(list(_end(content, fonts))))
    return story


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


def _end(content: Content, fonts: Fonts) -> Iterator[Flowable]:
    """The closing words, the signatures and the recipients: what must stay on one page."""
    gap = page_style.PARAGRAPH_GAP_PT.chosen
    style = paragraph_style(
        page_style.BODY, fonts, spaceBefore=gap, firstLineIndent=page_style.FIRST_LINE_INDENT_MM * PT_PER_MM
    )
    for paragraph in content.closing:
        yield body.text_flow(paragraph, style, fonts)
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
