"""Annexes in a paper: where they begin, and the lines above their content, as they should be or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from giaoban_desktop.domain.text import fold
from giaoban_desktop.papers.conformance.edges import is_centred
from giaoban_desktop.papers.conformance.lines import Line, Rule, Sheet
from giaoban_desktop.papers.page_style import ANNEX_TEXT, NATIONAL_NAME_TEXT

_WORD = re.compile(rf"{fold(ANNEX_TEXT)}\b")
_WHOLE_WORD = re.compile(rf"{fold(ANNEX_TEXT)}(?: (?:[ivxlc]+|\d+))?")
_ATTACHED = re.compile(r"\W?(?:ban hanh )?kem theo\b")
_TITLE_LINES = 8
_ATTACHED_LINES = 4


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """What stands above the content of an annex; `attached` says to which paper it belongs, `rule` is drawn below."""

    word: Line
    title: tuple[Line, ...]
    attached: tuple[Line, ...]
    rule: Rule | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, not in order."""
        return (self.word, *self.title, *self.attached)


def annex_starts(sheets: Sequence[Sheet]) -> list[int]:
    """The indexes of the pages that begin an annex: 0 among them when the file holds nothing before it."""
    return [index for index, page in enumerate(sheets) if page.rows and _begins(page, page.rows[0].whole, index == 0)]


def _begins(page: Sheet, line: Line, is_first: bool) -> bool:
    """True when the first line of a page is the word Phụ lục; later on a line of the content may begin with it."""
    if is_first:
        national = fold(NATIONAL_NAME_TEXT)
        return bool(_WORD.match(line.folded)) and not any(national in part.folded for part in page.parts)
    return bool(_WHOLE_WORD.fullmatch(line.folded)) and line.x0 > 0.3 * page.width


def annex_head(page: Sheet) -> AnnexHead:
    """The head on a page that begins an annex."""
    word, *below = (row.whole for row in page.rows)
    starts = [place for place, line in enumerate(below[:_TITLE_LINES]) if _ATTACHED.match(line.folded)]
    if not starts:
        title = tuple(_title_lines(page, below))
        return AnnexHead(word, title, (), page.rule_below((title or (word,))[-1:]))
    title = tuple(below[: starts[0]])
    attached = _attached(page, below[starts[0] :])
    last, after = attached, below[starts[0] + len(attached) :]
    if not title and (late := tuple(_title_lines(page, after))):
        title, last, after = late, late, after[len(late) :]
    rule = page.rule_below(last[-1:], until=after[0].y - 1 if after else float("inf"))
    return AnnexHead(word, title, attached, rule)


def _attached(page: Sheet, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines up to the bracket that closes them; where none does, those that look like the first."""
    ends = [count for count, line in enumerate(lines[:_ATTACHED_LINES], 1) if line.text.rstrip().endswith(")")]
    if ends:
        return tuple(lines[: ends[0]])
    first, *others = lines[:_ATTACHED_LINES]
    alike = takewhile(lambda line: is_centred(page, line) and line.is_italic == first.is_italic, others)
    return (first, *alike)


def _title_lines(page: Sheet, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that look like a title: centred and bold."""
    return takewhile(lambda line: is_centred(page, line) and line.is_bold, lines[:_TITLE_LINES])
