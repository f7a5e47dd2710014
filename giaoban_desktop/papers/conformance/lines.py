"""Letters as lines of text, drawn edges as lines under text and as tables. Places in millimetres, sizes in points."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from giaoban_desktop.domain.text import fold
from giaoban_desktop.papers.conformance import guards
from giaoban_desktop.papers.conformance.reading import Edge, Letter, Page, box
from giaoban_desktop.papers.page_style import MM_PER_POINT

SAME_BASELINE_MM = 1.0
_JOINED_MM = 1.0
"""Edges that lie nearer than this are one edge, or touch."""
_RULE_BELOW_MM = 9.0
"""How far below its text a line may be drawn and still belong to it."""
_SHORTEST_EDGE_MM = 3.0
_CROSSINGS_LIMIT = 250_000
"""Level edges times upright edges on a page: a dense table has 100 by 20."""
_COLUMN_GAP_EM = 0.7
"""A gap without blanks in it: words of justified text never stand so far apart without a blank between them."""
_BLANK_GAP_EM = 2.5
_WORD_GAP_EM = 0.18
_DRAWN_WITH_LETTERS = re.compile(r"[_\-–—―─=]{3,}")
_TO_FILL_IN = re.compile(r"(?:\s*số\s*:|.*\b(?:ngày|tháng|năm))[\s.…_]*", re.IGNORECASE)
"""Behind these words a long blank is left for a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one baseline `y`, left to right.

    `text` keeps its blanks; `number` counts the lines of the page from 1; `size_pt` is the size of most letters.
    """

    letters: tuple[Letter, ...]
    text: str
    folded: str
    page: int
    number: int
    x0: float
    x1: float
    y: float
    size_pt: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def words(self) -> tuple[Letter, ...]:
        """Its letters and digits, without blanks and marks."""
        return tuple(letter for letter in self.letters if letter.text[0].isalnum())

    @property
    def is_bold(self) -> bool:
        return bool(self.words) and all(letter.face.bold for letter in self.words)

    @property
    def is_italic(self) -> bool:
        return bool(self.words) and all(letter.face.italic for letter in self.words)

    @property
    def is_capitals(self) -> bool:
        return self.text == self.text.upper() and self.text != self.text.lower()


class Rule(NamedTuple):
    """A drawn level line that belongs to no table."""

    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


class Table(NamedTuple):
    """The box of a table; its head ends at `head_y1`, where the first line below its top goes from side to side."""

    x0: float
    y0: float
    x1: float
    y1: float
    head_y1: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one baseline: as one line, and as the parts that wide gaps make of it (columns)."""

    whole: Line
    parts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: rows of text, `cells` (lines of text in tables and pictures), rules, tables and pictures, top down."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    cells: tuple[Line, ...]
    rules: tuple[Rule, ...]
    tables: tuple[Table, ...]
    pictures: tuple[Edge, ...]

    @property
    def frames(self) -> list[Edge | Table]:
        """What divides the text: tables and pictures."""
        return [*self.tables, *self.pictures]

    @property
    def parts(self) -> list[Line]:
        return [part for row in self.rows for part in row.parts]

    @property
    def lines(self) -> list[Line]:
        """All text of the page, in tables too."""
        return [*self.parts, *self.cells]

    def rule_below(self, lines: Sequence[Line], *, until: float = float("inf")) -> Rule | None:
        """The line drawn under these lines of text, if there is one."""
        if not lines:
            return None
        lowest = max(line.y for line in lines)
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        near = [
            rule
            for rule in self.rules
            if lowest - 1 < rule.y < min(lowest + _RULE_BELOW_MM, until) and rule.x0 < right and left < rule.x1
        ]
        return min(near, key=lambda rule: rule.y) if near else None


def sheet(page: Page) -> Sheet:
    """The page as lines."""
    tables, level = _tables(page)
    frames: list[Edge | Table] = [*tables, *page.pictures]
    inside = [any(_holds(frame, letter) for frame in frames) for letter in page.letters]
    free = _rows([letter for letter, held in zip(page.letters, inside, strict=True) if not held], page.number)
    held = _rows([letter for letter, held in zip(page.letters, inside, strict=True) if held], page.number)
    rows, written = _without_drawn_letters(free)
    return Sheet(
        number=page.number,
        width=page.width,
        height=page.height,
        rows=tuple(rows),
        cells=tuple(part for row in held for part in row.parts),
        rules=tuple(sorted([*level, *written], key=lambda rule: rule.y)),
        tables=tuple(tables),
        pictures=tuple(page.pictures),
    )


def _rows(letters: list[Letter], page: int) -> list[Row]:
    rows = []
    for number, group in enumerate(_baselines(letters), 1):
        ordered = _without_doubles(sorted(group, key=lambda letter: letter.x0))
        parts = [part for part in map(_trimmed, _columns(ordered)) if part]
        if parts:
            whole = [letter for part in parts for letter in part]
            lines = tuple(_line(part, page, number) for part in parts)
            rows.append(Row(_line(whole, page, number), lines))
    return rows


def _baselines(letters: list[Letter]) -> list[list[Letter]]:
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.y):
        if groups and letter.y - groups[-1][0].y <= SAME_BASELINE_MM:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    groups = [group for group in groups if any(not letter.text.isspace() for letter in group)]
    return _with_raised_letters(groups)


def _with_raised_letters(groups: list[list[Letter]]) -> list[list[Letter]]:
    """Small raised or lowered letters (m², notes) joined to the line that they belong to."""
    kept: list[list[Letter]] = []
    for index, group in enumerate(groups):
        size = max(letter.size_pt for letter in group)
        for near in (*kept[-1:], *groups[index + 1 : index + 2]):
            large = max(letter.size_pt for letter in near)
            distance = abs(near[0].y - group[0].y)
            if size < 0.8 * large and distance < 0.6 * large * MM_PER_POINT and len(group) < len(near) / 4:
                near.extend(group)
                break
        else:
            kept.append(group)
    return kept


def _without_doubles(letters: list[Letter]) -> list[Letter]:
    """Letters printed twice at one place (a made-up bold or shadow) once."""
    kept: list[Letter] = []
    for letter in letters:
        twin = any(letter.text == other.text and abs(letter.x0 - other.x0) < 0.3 for other in kept[-2:])
        if not twin or letter.x1 - letter.x0 < 0.3:
            kept.append(letter)
    return kept


def _columns(letters: list[Letter]) -> Iterable[list[Letter]]:
    column: list[Letter] = []
    blanks: list[Letter] = []
    last: Letter | None = None
    for letter in letters:
        if letter.text.isspace():
            blanks.append(letter)
            continue
        if last is not None and _is_column_gap(column, blanks, last, letter):
            yield column
            column, blanks = [], []
        column += [*blanks, letter]
        blanks = []
        last = letter
    yield column


def _is_column_gap(column: list[Letter], blanks: list[Letter], last: Letter, letter: Letter) -> bool:
    em = max(letter.size_pt, last.size_pt) * MM_PER_POINT
    gap = letter.x0 - last.x1
    empty = gap - sum(blank.x1 - blank.x0 for blank in blanks)
    if empty > _COLUMN_GAP_EM * em * (1 + len(blanks)):
        return True
    return gap > _BLANK_GAP_EM * em and not _TO_FILL_IN.fullmatch(_text(column))


def _trimmed(letters: list[Letter]) -> list[Letter]:
    filled = [index for index, letter in enumerate(letters) if not letter.text.isspace()]
    return letters[filled[0] : filled[-1] + 1] if filled else []


def _line(letters: Sequence[Letter], page: int, number: int) -> Line:
    text = _text(letters)
    return Line(
        letters=tuple(letters),
        text=text,
        folded=fold(text),
        page=page,
        number=number,
        x0=letters[0].x0,
        x1=max(letter.x1 for letter in letters),
        y=statistics.median(letter.y for letter in letters),
        size_pt=Counter(round(letter.size_pt, 2) for letter in letters).most_common(1)[0][0],
    )


def _text(letters: Sequence[Letter]) -> str:
    text = ""
    last: Letter | None = None
    for letter in letters:
        gap = letter.x0 - last.x1 if last else 0.0
        if last and gap > _WORD_GAP_EM * letter.size_pt * MM_PER_POINT and not (last.text + letter.text).isspace():
            text += "" if last.text.isspace() or letter.text.isspace() else " "
        text += letter.text
        last = letter
    return unicodedata.normalize("NFC", text)


def _without_drawn_letters(rows: list[Row]) -> tuple[list[Row], list[Rule]]:
    """Rows without the lines that were made of dashes or underscores, and those lines as rules."""
    kept, rules = [], []
    for row in rows:
        parts = []
        for part in row.parts:
            if _DRAWN_WITH_LETTERS.fullmatch(part.text.replace(" ", "")):
                rules.append(Rule(part.x0, part.x1, part.y))
            else:
                parts.append(part)
        if len(parts) == len(row.parts):
            kept.append(row)
        elif parts:
            whole = [letter for part in parts for letter in part.letters]
            kept.append(Row(_line(whole, row.whole.page, row.whole.number), tuple(parts)))
    return kept, rules


def _tables(page: Page) -> tuple[list[Table], list[Rule]]:
    """The boxes of tables (edges that meet to a grid), and the level edges that belong to none."""
    level = _joined([edge for edge in page.edges if edge.x1 - edge.x0 >= edge.y1 - edge.y0])
    turned = [Edge(edge.y0, edge.x0, edge.y1, edge.x1) for edge in page.edges if edge.x1 - edge.x0 < edge.y1 - edge.y0]
    upright = [Edge(edge.y0, edge.x0, edge.y1, edge.x1) for edge in _joined(turned)]
    if len(level) * len(upright) > _CROSSINGS_LIMIT:
        raise guards.too_large()
    groups = _touching(level, upright)
    tables = []
    rules: list[Edge] = []
    for lying, standing in groups:
        whole = box([*lying, *standing])
        frames_the_page = whole.x1 - whole.x0 > 0.85 * page.width and whole.y1 - whole.y0 > 0.85 * page.height
        if len(lying) >= 2 and len(standing) >= 2 and not (frames_the_page and len(standing) == 2):
            tables.append(_table(whole, lying))
        else:
            rules += lying
    tables += _open_tables(rules)
    free = [edge for edge in rules if not any(_inside(table, edge) for table in tables)]
    return tables, [Rule(edge.x0, edge.x1, (edge.y0 + edge.y1) / 2) for edge in free]


def _joined(edges: list[Edge]) -> list[Edge]:
    """Level edges, each whole: programs draw one line in pieces, for each cell or word."""
    joined: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: (round((edge.y0 + edge.y1) / 2, 1), edge.x0)):
        last = joined[-1] if joined else None
        if last and abs((last.y0 + last.y1) - (edge.y0 + edge.y1)) / 2 < 0.3 and edge.x0 - last.x1 < _JOINED_MM:
            joined[-1] = box([last, edge])
        else:
            joined.append(edge)
    return [edge for edge in joined if edge.x1 - edge.x0 >= _SHORTEST_EDGE_MM]


def _touching(level: list[Edge], upright: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Level and upright edges in groups that hang together."""
    group_of = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    for i, lying in enumerate(level):
        for j, standing in enumerate(upright, len(level)):
            crosses = lying.x0 - _JOINED_MM <= standing.x1 and standing.x0 <= lying.x1 + _JOINED_MM
            if crosses and standing.y0 - _JOINED_MM <= lying.y1 and lying.y0 <= standing.y1 + _JOINED_MM:
                group_of[root(i)] = root(j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index, edge in enumerate([*level, *upright]):
        pair = groups.setdefault(root(index), ([], []))
        pair[0 if index < len(level) else 1].append(edge)
    return list(groups.values())


def _table(whole: Edge, level: Iterable[Edge]) -> Table:
    through = (edge for edge in level if edge.x1 - edge.x0 > 0.95 * (whole.x1 - whole.x0))
    below = (edge.y1 for edge in through if edge.y0 > whole.y0 + _JOINED_MM)
    return Table(*whole, head_y1=min(below, default=whole.y1))


def _open_tables(level: list[Edge]) -> list[Table]:
    """Tables without upright edges: three or more long level edges of one length above each other."""
    ends: dict[tuple[int, int], list[Edge]] = {}
    for edge in level:
        if edge.x1 - edge.x0 > 60:
            ends.setdefault((round(edge.x0 / 2), round(edge.x1 / 2)), []).append(edge)
    return [_table(box(edges), edges) for edges in ends.values() if len(edges) >= 3]


def _inside(table: Table, edge: Edge) -> bool:
    level = table.y0 - _JOINED_MM <= edge.y0 and edge.y1 <= table.y1 + _JOINED_MM
    return level and edge.x0 < table.x1 and table.x0 < edge.x1


def _holds(frame: Edge | Table, letter: Letter) -> bool:
    return frame.x0 <= (letter.x0 + letter.x1) / 2 <= frame.x1 and frame.y0 <= letter.y - 1 <= frame.y1
