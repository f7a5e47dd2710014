"""A table with lines: its head on every page, long cells cut into pieces so that a row may go on on the next page.

ReportLab 5.1 can split inside a row (`splitInRow`), but then does so with every row that meets the foot of a page,
repeats the head in the middle of the page, and leaves the cut without a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as TextFlow
from reportlab.platypus import Table as Grid

from giaoban_desktop.papers import page_style
from giaoban_desktop.papers.content import ColumnRole, Table
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.page_style import PORTRAIT, PageFormat, TextStyle
from giaoban_desktop.papers.text_styles import EVERYWHERE, PT_PER_MM, own_font, paragraph_style

_COLUMNS_MM = {ColumnRole.ORDER: 11.0, ColumnRole.NAME: 32.0, ColumnRole.UNIT: 21.0, ColumnRole.FIGURE: 14.0}
_FIGURE_COLUMN_MM = 27.0
_READABLE_FIGURE_MM = 19.0
_NAME_COLUMN_MM = 44.0
"""Useful for the names of indicators; `_COLUMNS_MM` says what every column has at least."""
_WIDEST_WORD_MM = 40.0
_LONGEST_NUMBER = 20
"""Longer words are broken: the one by its width, the other by its letters."""
_SLACK_PT = 0.5
_PADDING_PT = page_style.TABLE_PADDING_MM * PT_PER_MM
_PIECE_PT = page_style.TEXT_HEIGHT_MM * PT_PER_MM / 4
"""A row higher than this is cut into pieces, and no more than this stays empty at the foot of a page."""

_LINE = (page_style.TABLE_LINE_WIDTH_PT, page_style.INK_RGB)

Row = list[TextFlow | str]


def flowables(table: Table, note: str, fonts: Fonts, page: PageFormat = PORTRAIT) -> Iterator[Flowable]:
    """The table as wide as the text, in two or more where its columns are too many; the note stays with its last row.

    A note that is higher than a quarter of the page goes on below.
    """
    parts = _parts(table, fonts, page)
    for part in parts[:-1]:
        yield _grid(part, None, fonts, page)
    if not note:
        yield _grid(parts[-1], None, fonts, page)
        return
    flow = _NoteFlow(escape(note, quote=False), paragraph_style(page_style.TABLE_CELL, fonts))
    pieces = [flow]
    if flow.wrap(page.text_width_mm * PT_PER_MM, 0)[1] > _PIECE_PT:
        pieces = flow.split(page.text_width_mm * PT_PER_MM, _PIECE_PT)
    yield _grid(parts[-1], pieces[0], fonts, page)
    yield from pieces[1:]


def head_height_pt(table: Table, fonts: Fonts, page: PageFormat = PORTRAIT) -> float:
    """How high the head of the table will be, in points."""
    part = _parts(table, fonts, page)[0]
    return _height_pt(_head(part, fonts), widths_mm(part, fonts, page) or [])


def is_readable(table: Table, fonts: Fonts, page: PageFormat) -> bool:
    """True when the table fits whole, its names and figures as wide as is useful for words."""
    wanted = {ColumnRole.NAME: _NAME_COLUMN_MM, ColumnRole.FIGURE: _READABLE_FIGURE_MM}
    widths = widths_mm(table, fonts, page)
    if widths is None:
        return False
    return all(width >= wanted.get(column.role, 0) for width, column in zip(widths, table.columns, strict=True))


def widths_mm(table: Table, fonts: Fonts, page: PageFormat = PORTRAIT) -> list[float] | None:
    """The columns fill the text width, and no word of a title is broken; None when they cannot all be so wide.

    Figures are as wide as is useful and the names take the rest; where it is narrow, the names give way first.
    """
    least = _least_widths_mm(table, fonts)
    roles = [column.role for column in table.columns]
    figures = [width for role, width in zip(roles, least, strict=True) if role is ColumnRole.FIGURE]
    names = [width for role, width in zip(roles, least, strict=True) if role is ColumnRole.NAME]
    free = page.text_width_mm - sum(least) + sum(figures) + sum(names)
    if sum(figures) + sum(names) > free and len(figures) > 1:
        return None
    useful = [max(_NAME_COLUMN_MM, width) for width in names]
    even = min(_FIGURE_COLUMN_MM, (free - sum(useful)) / len(figures)) if figures else 0.0
    wanted = [max(even, width) for width in figures]
    if sum(wanted) + sum(names) > free:
        # The figures take what the names leave; a single column of a word that fits nowhere is cut.
        more = (free - sum(figures) - sum(names)) / len(figures)
        wanted = [width + more for width in figures]
    each_name = (free - sum(wanted)) / len(names) if names else 0.0
    rest = iter(wanted)
    return [
        next(rest) if role is ColumnRole.FIGURE else each_name if role is ColumnRole.NAME else width
        for role, width in zip(roles, least, strict=True)
    ]


@lru_cache(maxsize=4)  # asked for by the head's height, by the parts and by the grid of one table
def _least_widths_mm(table: Table, fonts: Fonts) -> tuple[float, ...]:
    """What each column needs at least: its usual width, and the longest word of its title and number in its cells."""
    least = []
    for place, column in enumerate(table.columns):
        words = [_word_mm(word, page_style.TABLE_HEAD, fonts) for word in column.title.split()]
        cells = {word for row in table.rows for word in row[place].split() if len(word) <= _LONGEST_NUMBER}
        words += [_word_mm(word, page_style.TABLE_CELL, fonts) for word in cells]
        least.append(max(_COLUMNS_MM[column.role], min(max(words, default=0.0), _WIDEST_WORD_MM)))
    return tuple(least)


def _word_mm(word: str, style: TextStyle, fonts: Fonts) -> float:
    width = pdfmetrics.stringWidth(word, fonts.of(style), style.size_pt.chosen)
    return float(width + 2 * _PADDING_PT + _SLACK_PT) / PT_PER_MM


def _parts(table: Table, fonts: Fonts, page: PageFormat) -> list[Table]:
    """The table, or tables that each hold some of its columns of figures and all others."""
    figures = [place for place, column in enumerate(table.columns) if column.role is ColumnRole.FIGURE]
    for count in range(1, len(figures) + 1):
        length = -(-len(figures) // count)
        groups = [figures[start : start + length] for start in range(0, len(figures), length)]
        parts = [_with_figures(table, group) for group in groups]
        if all(widths_mm(part, fonts, page) for part in parts):
            return parts
    return [table]


def _with_figures(table: Table, figures: Sequence[int]) -> Table:
    places = [
        place for place, column in enumerate(table.columns) if column.role is not ColumnRole.FIGURE or place in figures
    ]
    rows = (tuple(row[place] for place in places) for row in table.rows)
    return Table(tuple(table.columns[place] for place in places), tuple(rows), table.headings)


def _grid(table: Table, note: TextFlow | None, fonts: Fonts, page: PageFormat) -> Grid:
    widths = widths_mm(table, fonts, page) or []
    head = _head(table, fonts)
    is_repeated = _height_pt(head, widths) <= _PIECE_PT
    heads = [head] if is_repeated else _pieces(head, widths)
    rows, first_rows = list(heads), [0]
    for row in _rows(table, fonts):
        first_rows.append(len(rows))
        rows += _pieces(row, widths)
    count = len(rows)
    grid = _RuledGrid(
        [*rows, [note, *[""] * (len(widths) - 1)]] if note else rows,
        colWidths=[width * PT_PER_MM for width in widths],
        repeatRows=1 if is_repeated else 0,
        spaceAfter=page_style.PARAGRAPH_GAP_PT.chosen * (1.0 if note else 1.5),
    )
    continued = sorted(set(range(count)) - set(first_rows))
    headings = [first_rows[1 + place] for place in table.headings]
    grid.setStyle(
        [
            *_look(first_rows, continued, count - 1, fonts),
            *_look_of_headings(headings, count - 1),
            # Where a row goes on below the repeated head, no row of its own draws the line between them.
            *([("LINEBELOW", (0, 0), (-1, 0), *_LINE)] if is_repeated else []),
            *(_look_of_note(count) if note else ()),
        ]
    )
    return grid


class _NoteFlow(TextFlow):  # type: ignore[misc]  # ReportLab has no types
    """A note in a row of its own below the lines of the table."""


class _RuledGrid(Grid):  # type: ignore[misc]  # ReportLab has no types
    """A table that is closed above and below on each page."""

    # ReportLab 5.1 has "splitfirst" and "splitlast" for this, but only the first cut gets its line.
    def onSplit(self, part: Grid, byRow: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        below = part._cellvalues[-1][0]  # a tuple once its height is known
        has_note = any(isinstance(flow, _NoteFlow) for flow in (below if isinstance(below, tuple) else (below,)))
        last = -2 if has_note else -1
        part.setStyle([("LINEABOVE", (0, 0), (-1, 0), *_LINE), ("LINEBELOW", (0, last), (-1, last), *_LINE)])


def _look(first_rows: Sequence[int], continued: Sequence[int], last: int, fonts: Fonts) -> list[tuple[Any, ...]]:
    """Lines around each row as it was given, not around its pieces, down to the row `last`."""
    ruled = ((0, 0), (-1, last))
    return [
        own_font(fonts),
        ("VALIGN", *EVERYWHERE, "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        *((f"{side}PADDING", *EVERYWHERE, _PADDING_PT) for side in ("LEFT", "RIGHT", "BOTTOM")),
        ("TOPPADDING", *EVERYWHERE, _PADDING_PT / 2),
        *(("TOPPADDING", (0, row), (-1, row), 0) for row in continued),
        ("BOX", *ruled, *_LINE),
        ("LINEAFTER", (0, 0), (-2, last), *_LINE),
        *(("LINEABOVE", (0, row), (-1, row), *_LINE) for row in first_rows),
    ]


def _look_of_headings(headings: Sequence[int], last: int) -> Iterator[tuple[Any, ...]]:
    """A heading stands over all columns, and the row below it on the same page."""
    for row in headings:
        yield ("SPAN", (0, row), (-1, row))
        if row < last:
            yield ("NOSPLIT", (0, row), (-1, row + 1))


def _look_of_note(row: int) -> list[tuple[Any, ...]]:
    """The row below the lines, as wide as the table, that cannot be torn from the one above."""
    whole = ((0, row), (-1, row))
    return [
        ("SPAN", *whole),
        ("NOSPLIT", (0, row - 1), (-1, row)),
        *((f"{side}PADDING", *whole, 0) for side in ("LEFT", "RIGHT", "BOTTOM")),
        ("TOPPADDING", *whole, page_style.PARAGRAPH_GAP_PT.chosen),
    ]


def _head(table: Table, fonts: Fonts) -> Row:
    style = paragraph_style(page_style.TABLE_HEAD, fonts)
    return [TextFlow(escape(column.title, quote=False), style) for column in table.columns]


def _rows(table: Table, fonts: Fonts) -> list[Row]:
    left, centred = (paragraph_style(page_style.TABLE_CELL, fonts) for _ in range(2))
    centred.alignment = TA_CENTER
    bold = paragraph_style(page_style.TABLE_HEADING, fonts)
    styles = [left if column.role is ColumnRole.NAME else centred for column in table.columns]
    rows: list[Row] = []
    for place, row in enumerate(table.rows):
        if place in table.headings:
            rows.append([TextFlow(escape("".join(row), quote=False), bold), *[""] * (len(row) - 1)])
        else:
            flows = [TextFlow(escape(cell, quote=False), style) for cell, style in zip(row, styles, strict=True)]
            rows.append([flow if cell else "" for flow, cell in zip(flows, row, strict=True)])
    return rows


def _height_pt(row: Row, widths_mm: Sequence[float]) -> float:
    heights = [_wrapped_pt(cell, width) for cell, width in zip(row, widths_mm, strict=True)]
    return max(heights, default=0.0) + 1.5 * _PADDING_PT


def _wrapped_pt(cell: TextFlow | str, width_mm: float) -> float:
    return 0.0 if isinstance(cell, str) else float(cell.wrap(_inner_pt(width_mm), 0)[1])


def _inner_pt(width_mm: float) -> float:
    return width_mm * PT_PER_MM - 2 * _PADDING_PT


def _pieces(row: Row, widths_mm: Sequence[float]) -> list[Row]:
    """The row in pieces that are no higher than `_PIECE_PT`; one piece where it is not."""
    pieces: list[Row] = []
    while _height_pt(row, widths_mm) > _PIECE_PT:
        first: Row = []
        rest: Row = []
        for cell, width in zip(row, widths_mm, strict=True):
            parts = [] if isinstance(cell, str) else cell.split(_inner_pt(width), _PIECE_PT - 2 * _PADDING_PT)
            first.append(parts[0] if parts else "")
            rest.append(parts[1] if len(parts) > 1 else "")
        pieces.append(first)
        row = rest
    return [*pieces, row]
