"""A table with lines: its head on every page, long cells cut into pieces so that a row may go on on the next page.

ReportLab 5.1 can split inside a row (`splitInRow`), but then does so with every row that meets the foot of a page,
repeats the head in the middle of the page, and leaves the cut without a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Paragraph as TextFlow
from reportlab.platypus import Table as Grid

from giaoban_desktop.papers import page_style
from giaoban_desktop.papers.content import ColumnRole, Table
from giaoban_desktop.papers.fonts import Fonts
from giaoban_desktop.papers.text_styles import EVERYWHERE, PT_PER_MM, own_font, paragraph_style

_COLUMNS_MM = {ColumnRole.ORDER: 11.0, ColumnRole.UNIT: 21.0}
_FIGURE_COLUMN_MM = 27.0
_NAME_COLUMN_MM = 44.0
_PADDING_PT = page_style.TABLE_PADDING_MM * PT_PER_MM
_PIECE_PT = page_style.TEXT_HEIGHT_MM * PT_PER_MM / 4
"""A row higher than this is cut into pieces, and no more than this stays empty at the foot of a page."""

_LINE = (page_style.TABLE_LINE_WIDTH_PT, page_style.INK_RGB)

Row = list[TextFlow | str]


def flowable(table: Table, fonts: Fonts) -> Grid:
    """The table as wide as the text."""
    widths = _widths_mm(table)
    head = _head(table, fonts)
    is_repeated = _height_pt(head, widths) <= _PIECE_PT
    heads = [head] if is_repeated else _pieces(head, widths)
    rows, first_rows = list(heads), [0]
    for row in _rows(table, fonts):
        first_rows.append(len(rows))
        rows += _pieces(row, widths)
    grid = _RuledGrid(
        rows,
        colWidths=[width * PT_PER_MM for width in widths],
        repeatRows=1 if is_repeated else 0,
        spaceAfter=page_style.PARAGRAPH_GAP_PT.chosen * 1.5,
    )
    continued = sorted(set(range(len(rows))) - set(first_rows))
    grid.setStyle(_look(first_rows, continued, fonts))
    return grid


def head_height_pt(table: Table, fonts: Fonts) -> float:
    """How high the head of the table will be, in points."""
    return _height_pt(_head(table, fonts), _widths_mm(table))


class _RuledGrid(Grid):  # type: ignore[misc]  # ReportLab has no types
    """A table that is closed above and below on each page."""

    # ReportLab 5.1 has "splitfirst" and "splitlast" for this, but only the first cut gets its line.
    def onSplit(self, part: Grid, byRow: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        part.setStyle([("LINEABOVE", (0, 0), (-1, 0), *_LINE), ("LINEBELOW", (0, -1), (-1, -1), *_LINE)])


def _look(first_rows: Sequence[int], continued: Sequence[int], fonts: Fonts) -> list[tuple[Any, ...]]:
    """Lines around each row as it was given, not around its pieces."""
    return [
        own_font(fonts),
        ("VALIGN", *EVERYWHERE, "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        *((f"{side}PADDING", *EVERYWHERE, _PADDING_PT) for side in ("LEFT", "RIGHT", "BOTTOM")),
        ("TOPPADDING", *EVERYWHERE, _PADDING_PT / 2),
        *(("TOPPADDING", (0, row), (-1, row), 0) for row in continued),
        ("BOX", *EVERYWHERE, *_LINE),
        ("LINEAFTER", (0, 0), (-2, -1), *_LINE),
        *(("LINEABOVE", (0, row), (-1, row), *_LINE) for row in first_rows),
    ]


def _head(table: Table, fonts: Fonts) -> Row:
    style = paragraph_style(page_style.TABLE_HEAD, fonts)
    return [TextFlow(escape(column.title, quote=False), style) for column in table.columns]


def _rows(table: Table, fonts: Fonts) -> list[Row]:
    left, centred = (paragraph_style(page_style.TABLE_CELL, fonts) for _ in range(2))
    centred.alignment = TA_CENTER
    styles = [left if column.role is ColumnRole.NAME else centred for column in table.columns]
    return [
        [TextFlow(escape(cell, quote=False), style) if cell else "" for cell, style in zip(row, styles, strict=True)]
        for row in table.rows
    ]


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


def _widths_mm(table: Table) -> list[float]:
    """The columns fill the text width: figures as wide as is useful, the names take the rest."""
    fixed = sum(_COLUMNS_MM.get(column.role, 0.0) for column in table.columns)
    figures = sum(column.role is ColumnRole.FIGURE for column in table.columns)
    names = sum(column.role is ColumnRole.NAME for column in table.columns)
    free = page_style.TEXT_WIDTH_MM - fixed
    figure = min(_FIGURE_COLUMN_MM, (free - _NAME_COLUMN_MM * names) / figures) if figures else 0.0
    name = (free - figure * figures) / names if names else 0.0
    widths = {ColumnRole.FIGURE: figure, ColumnRole.NAME: name, **_COLUMNS_MM}
    return [widths[column.role] for column in table.columns]
