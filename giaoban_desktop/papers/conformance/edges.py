"""Where the text of each page begins and ends, from left to right, in millimetres."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from giaoban_desktop.papers.conformance.lines import Line, Row, Sheet
from giaoban_desktop.papers.page_style import MM_PER_POINT, PARAGRAPH_GAP_PT, SINGLE_LINE

CENTRED_MM = 2.0
"""How far off the middle a line may stand and still be centred."""
_NEAR_EDGE_MM = 25.0
_INDENTED_MM = 3.0
_FULL_MM = 2.0
_FARTHEST_LINES = 2.2
"""Single lines between two lines of one paragraph, at most; more than the decree allows, so that a fault is seen."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of one page's text.

    `text` is what anything on the page reaches, `paper` what running text on pages of this width reaches, `flush` the
    left edge told by lines that go on a paragraph (None where none does), `running` the edges of running text, which
    are a guess where `is_known` is false: no line on any page tells them.
    """

    text: tuple[float, float]
    paper: tuple[float, float]
    flush: float | None
    running: tuple[float, float]
    is_known: bool


def text_edges(page: Sheet) -> tuple[float, float]:
    """What the text of a page reaches; its paper's edges where it has none."""
    lines = page.lines
    return min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=page.width)


def is_centred(page: Sheet, line: Line) -> bool:
    """True when a line stands about in the middle of its page's text: to recognise what should be centred."""
    left, right = text_edges(page)
    return abs(line.centre - (left + right) / 2) < 2 * CENTRED_MM and line.x0 - left > CENTRED_MM


def edges(sheets: Sequence[Sheet], body: Sequence[Row], annexes: Sequence[int]) -> tuple[Edges, ...]:
    """The edges of each page, in order."""
    reached = [text_edges(page) for page in sheets]
    first_annex = annexes[0] if annexes else len(sheets)
    rows: dict[int, list[Row]] = {page.number: list(page.rows) for page in sheets[first_annex:]}
    for row in body:
        rows.setdefault(row.whole.page, []).append(row)
    pairs = [list(_pairs(rows.get(page.number, []), text)) for page, text in zip(sheets, reached, strict=True)]
    usual = _usual_spacing([pair for on_page in pairs for pair in on_page])
    farthest: dict[int, float] = {}
    for page, (_left, right) in zip(sheets, reached, strict=True):
        farthest[round(page.width)] = max(right, farthest.get(round(page.width), 0.0))
    rights = [farthest[round(page.width)] for page in sheets]
    flush = [_flush_edge(on_page, right, usual) for on_page, right in zip(pairs, rights, strict=True)]
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
        Edges(
            text,
            alike or text,
            edge,
            (alike or text) if edge is None else running,
            is_known=(round(page.width), True) in widest,
        )
        for page, text, alike, edge, running in zip(sheets, reached, paper, flush, own, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line that may be the end of a wrapped one, and the line below it that may go on with its paragraph."""

    above: Line
    below: Line

    @property
    def spacing(self) -> float:
        return (self.below.y - self.above.y) / (SINGLE_LINE * self.below.size_pt * MM_PER_POINT)

    @property
    def hangs(self) -> bool:
        """True when the upper line is indented and the lower one is not: surely one paragraph."""
        return self.below.x0 < self.above.x0 - _INDENTED_MM


def _pairs(rows: Sequence[Row], text: tuple[float, float]) -> Iterator[_Pair]:
    left, right = text
    for above, below in pairwise(row.whole for row in rows):
        pair = _Pair(above, below)
        in_place = below.x0 < min(above.x0 + 0.5, left + _NEAR_EDGE_MM)
        if above.x1 > right - _NEAR_EDGE_MM and in_place and pair.spacing < _FARTHEST_LINES:
            yield pair


def _usual_spacing(pairs: Sequence[_Pair]) -> float | None:
    """The distance of lines within a paragraph, None where no line surely goes on with one."""
    sure = [pair.spacing for pair in pairs if pair.hangs]
    return statistics.median_low(sure) if sure else None


def _flush_edge(pairs: Sequence[_Pair], right: float, usual: float | None) -> float | None:
    """The left edge that a page's lines tell.

    Short paragraphs of one line stand under each other like the lines of one that is not indented. They stand farther
    apart than lines do; where no distance is known, only lines that reach as far as any in the paper count as wrapped.
    """

    def goes_on(pair: _Pair) -> bool:
        if usual is None:
            return pair.above.x1 > right - _FULL_MM
        return pair.spacing < usual + PARAGRAPH_GAP_PT.minimum / 2 / (SINGLE_LINE * pair.below.size_pt)

    sure = [pair.below.x0 for pair in pairs if pair.hangs]
    likely = [pair.below.x0 for pair in pairs if not pair.hangs and goes_on(pair)]
    return statistics.median_low(sure + likely) if sure or len(likely) > 1 else None
