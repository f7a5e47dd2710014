"""Where the text of each page begins and ends, from left to right, in millimetres."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from giaoban_desktop.papers.conformance.lines import Row, Sheet
from giaoban_desktop.papers.page_style import MM_PER_POINT, SINGLE_LINE

_NEAR_EDGE_MM = 25.0
_FARTHEST_LINES = 2.2
"""Single lines between two lines of one paragraph, at most; more than the decree allows, so that a fault is seen."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of one page's text.

    `text` is what anything on the page reaches, `paper` what running text on pages of this width reaches, `flush` the
    left edge told by lines that go on a paragraph (None where none does), `running` the edges of running text.
    """

    text: tuple[float, float]
    paper: tuple[float, float]
    flush: float | None
    running: tuple[float, float]


def text_edges(page: Sheet) -> tuple[float, float]:
    """What the text of a page reaches; its paper's edges where it has none."""
    lines = page.lines
    return min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=page.width)


def edges(sheets: Sequence[Sheet], body: Sequence[Row], annexes: Sequence[int]) -> tuple[Edges, ...]:
    """The edges of each page, in order."""
    reached = [text_edges(page) for page in sheets]
    first_annex = annexes[0] if annexes else len(sheets)
    rows: dict[int, list[Row]] = {page.number: list(page.rows) for page in sheets[first_annex:]}
    for row in body:
        rows.setdefault(row.whole.page, []).append(row)
    flush = [_flush_edge(rows.get(page.number, []), text) for page, text in zip(sheets, reached, strict=True)]
    own = [
        text if edge is None else (edge, max(row.whole.x1 for row in rows[page.number]))
        for page, text, edge in zip(sheets, reached, flush, strict=True)
    ]
    # Pages that tell their edges speak for the others; a line that hangs out of one page's text does not.
    widest: dict[tuple[int, bool], tuple[float, float]] = {}
    for page, (left, right), edge in zip(sheets, own, flush, strict=True):
        if page.lines:
            key = (round(page.width), edge is not None)
            known = widest.get(key, (left, right))
            widest[key] = (min(known[0], left), max(known[1], right))
    paper = [widest.get((round(page.width), True)) or widest.get((round(page.width), False)) for page in sheets]
    return tuple(
        Edges(text, alike or text, edge, (alike or text) if edge is None else running)
        for text, alike, edge, running in zip(reached, paper, flush, own, strict=True)
    )


def _flush_edge(rows: Sequence[Row], text: tuple[float, float]) -> float | None:
    left, right = text
    starts = [
        below.whole.x0
        for above, below in pairwise(rows)
        if above.whole.x1 > right - _NEAR_EDGE_MM
        and below.whole.x0 < min(above.whole.x0 + 0.5, left + _NEAR_EDGE_MM)
        and below.whole.y - above.whole.y < _FARTHEST_LINES * SINGLE_LINE * below.whole.size_pt * MM_PER_POINT
    ]
    return statistics.median_low(starts) if len(starts) > 1 else None
