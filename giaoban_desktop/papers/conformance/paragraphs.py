"""The rows of the content as paragraphs, with the measures that they share."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from giaoban_desktop.papers.conformance.lines import Line, Sheet
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.page_style import LINE_SPACING, MM_PER_POINT, PARAGRAPH_GAP_PT, SINGLE_LINE

INDENTED_MM = 3.0
_FULL_MM = 2.0
"""A line that ends nearer to the right edge fills it."""
_NOTES = ("ghi chu", "chu thich", "nguon")
_HALF_GAP_PT = PARAGRAPH_GAP_PT.minimum / 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, perhaps on two pages.

    `left` and `right` are the edges of the text on its page, a guess without `edge_known`. `after_table` is true under
    a table, and under a note that stands there.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    after_table: bool
    edge_known: bool

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def indent_mm(self) -> float:
        return self.first.x0 - self.left

    @property
    def is_centred(self) -> bool:
        """True for a heading or a caption that stands in the middle."""
        return all(
            line.x0 - self.left > INDENTED_MM and abs((line.x0 - self.left) - (self.right - line.x1)) < _FULL_MM
            for line in self.lines
        )

    @property
    def is_aside(self) -> bool:
        """True for what does not begin at the left: a caption over a table's right end."""
        return self.indent_mm > 25

    @property
    def is_note(self) -> bool:
        """True for the notes right under a table, whose look the decree leaves open."""
        return self.after_table and self.indent_mm < INDENTED_MM

    @property
    def is_title(self) -> bool:
        """True for the title of a part, on lines of its own, which the decree does not stretch."""
        return all(line.is_bold for line in self.lines)

    @property
    def runs_on(self) -> bool:
        """True for running text, which the rules of paragraphs are about."""
        return not (self.is_centred or self.is_aside or self.is_note)


@dataclass(frozen=True, slots=True)
class Step:
    """Two lines that follow each other on a page: `same` when they belong to one paragraph."""

    above: Line
    below: Line
    same: bool

    @property
    def distance_pt(self) -> float:
        return (self.below.y - self.above.y) / MM_PER_POINT

    @property
    def spacing(self) -> float:
        """The distance in single lines of the size of the lower line."""
        return self.distance_pt / (SINGLE_LINE * self.below.size_pt)


def paragraphs(paper: Paper) -> list[Paragraph]:
    """The paragraphs of the content, in order; tables divide them."""
    habits = _habits(paper)
    found: list[Paragraph] = []
    lines: list[Line] = []
    after_table = False
    for line, before in _with_before(paper):
        divided = before is not None and _is_divided(paper, before, line)
        if lines and (divided or before is None or _begins(paper, before, line, habits)):
            found.append(_paragraph(paper, lines, after_table))
            lines = []
        if not lines:
            after_table = divided or (before is None and _table_above(paper, line)) or _follows_note(found, line)
        lines.append(line)
    if lines:
        found.append(_paragraph(paper, lines, after_table))
    return found


def _follows_note(found: Sequence[Paragraph], line: Line) -> bool:
    """True for one more note under a note."""
    return bool(found) and found[-1].is_note and line.folded.startswith(_NOTES)


def steps(paper: Paper, of: list[Paragraph]) -> Iterator[Step]:
    """Every two lines of running text that follow each other on one page without a table between them."""
    previous: Paragraph | None = None
    for paragraph in of:
        if previous and previous.runs_on and paragraph.runs_on:
            yield from _step(paper, previous.lines[-1], paragraph.first, same=False)
        if paragraph.runs_on:
            for above, below in pairwise(paragraph.lines):
                yield from _step(paper, above, below, same=True)
        previous = paragraph


def _step(paper: Paper, above: Line, below: Line, *, same: bool) -> Iterator[Step]:
    if above.page == below.page and not _table_between(paper.sheets[above.page - 1], above, below):
        yield Step(above, below, same)


def _with_before(paper: Paper) -> Iterator[tuple[Line, Line | None]]:
    before: Line | None = None
    for row in paper.body:
        yield row.whole, before
        before = row.whole


def _paragraph(paper: Paper, lines: list[Line], after_table: bool) -> Paragraph:
    edges = paper.edges[lines[0].page - 1]
    return Paragraph(tuple(lines), *edges.running, after_table, edges.is_known)


@dataclass(frozen=True, slots=True)
class _Habits:
    """What lines within a paragraph do: their distance in single lines, and whether they fill the width."""

    spacing: float
    justified: bool


def _begins(paper: Paper, before: Line, line: Line, habits: _Habits) -> bool:
    """True when a line begins a paragraph: more space above it, or indented after a line that ended one."""
    left, _right = paper.edges[line.page - 1].running
    left_before, right_before = paper.edges[before.page - 1].running
    indented = line.x0 - left > INDENTED_MM
    short = before.x1 < right_before - _FULL_MM
    if line.page != before.page:
        return indented or (short and habits.justified)
    gap_pt = (line.y - before.y) / MM_PER_POINT - habits.spacing * SINGLE_LINE * line.size_pt
    return gap_pt > _HALF_GAP_PT or (indented and (short or before.x0 - left_before < INDENTED_MM))


def _habits(paper: Paper) -> _Habits:
    """The habits of lines that are followed by one at the left edge."""
    found, full = [], 0
    for above, below in pairwise(row.whole for row in paper.body):
        left, right = paper.edges[above.page - 1].running
        step = Step(above, below, same=True)
        goes_on = above.page == below.page and above.x1 > right - 25 and below.x0 - left < 1.0
        if goes_on and step.spacing < 1.5 * LINE_SPACING.maximum:
            found.append(step.spacing)
            full += above.x1 > right - _FULL_MM
    if not found:
        return _Habits(LINE_SPACING.minimum, justified=False)
    return _Habits(statistics.median_low(found), justified=full > len(found) / 2)


def _table_between(page: Sheet, above: Line, below: Line) -> bool:
    return above.page == below.page and any(above.y - 1 < table.y1 and table.y0 < below.y for table in page.frames)


def _table_above(paper: Paper, line: Line) -> bool:
    return any(table.y0 < line.y for table in paper.sheets[line.page - 1].frames)


def _is_divided(paper: Paper, before: Line, line: Line) -> bool:
    """True when a table stands between two lines, on one page or over several."""
    if before.page == line.page:
        return _table_between(paper.sheets[line.page - 1], before, line)
    below = any(table.y0 > before.y for table in paper.sheets[before.page - 1].frames)
    return below or _table_above(paper, line) or line.page - before.page > 1
