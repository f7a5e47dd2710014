"""Rules of annexes: the word, its number, title, the paper to which they belong, and the heads of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.annex_head import AnnexHead
from giaoban_desktop.papers.conformance.findings import Finding, at, judged, on_page, quoted
from giaoban_desktop.papers.conformance.forms import DATE, NUMBER_AND_SYMBOL, is_number_right
from giaoban_desktop.papers.conformance.lines import Line, Sheet, Table
from giaoban_desktop.papers.conformance.looks import look_finding
from giaoban_desktop.papers.conformance.middles import line_below_finding, off_centre
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.page_style import ANNEX, ANNEX_ATTACHED, ANNEX_LINE_SHARE, ANNEX_TEXT, ANNEX_TITLE

_NUMBERED = re.compile(rf"{ANNEX_TEXT}(?: (?P<number>[IVXLC]+))?")
_ATTACHED_FORM = re.compile(
    rf"\(Kèm theo \S.* số ?(?:{NUMBER_AND_SYMBOL}|[\s.…_]*/[\s.…_-]+),? ?{DATE}\s*của [^\s.…_].*\)"
)
"""Where the paper is electronic, number, symbol and date are left blank."""
_ATTACHED_EXAMPLE = "(Kèm theo … số 05/BB-CAP ngày 05 tháng 02 năm 2026 của …)"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SAME_TABLE_MM = 1.0


def annex_findings(paper: Paper) -> Iterator[Finding]:
    """The findings for the heads and tables of all annexes; none for a paper without."""
    heads = paper.annex_heads
    if not heads:
        return
    words = [head.word for head in heads]
    yield _word(words)
    yield look_finding("annex.word_style", words, ANNEX, *off_centre(paper, words))
    if len(words) > 1:
        yield _numbers(words)
    titles = [line for head in heads for line in head.title]
    if titles:  # the decree leaves it open whether there is one
        yield look_finding("annex.title_style", titles, ANNEX_TITLE, *off_centre(paper, titles))
    yield _attached(heads)
    attached = [line for head in heads for line in head.attached]
    if attached:
        yield look_finding("annex.attached_style", attached, ANNEX_ATTACHED, *off_centre(paper, attached))
    lines = [
        line_below_finding("annex.line", head.rule, head.attached or head.title or (head.word,), ANNEX_LINE_SHARE)
        for head in heads
    ]
    yield next((line for line in lines if not line.passed), lines[0])
    yield from _table_heads(paper)


def _word(words: Sequence[Line]) -> Finding:
    wrong = [at(quoted(line.text), line) for line in words if not _NUMBERED.fullmatch(_plain(line.text))]
    return judged("annex.word", f"{ANNEX_TEXT}, {ANNEX_TEXT} I", wrong, quoted(words[0].text))


def _numbers(words: Sequence[Line]) -> Finding:
    """Of annexes in one file, each of which must count one more than the one before."""
    values = [_roman((_NUMBERED.fullmatch(_plain(line.text)) or {"number": ""})["number"] or "") for line in words]
    wrong = [at(quoted(line.text), line) for line, value in zip(words, values, strict=True) if not value]
    wrong += [
        at(quoted(line.text), line)
        for line, (before, value) in zip(words[1:], pairwise(values), strict=True)
        if value and before and value != before + 1
    ]
    return judged("annex.number", "I, II, III, …", wrong, ", ".join(_plain(line.text) for line in words))


def _roman(digits: str) -> int:
    """The value of a Roman number, 0 for none."""
    values = [_ROMAN[digit] for digit in digits]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))


def _attached(heads: Sequence[AnnexHead]) -> Finding:
    faults = []
    for head in heads:
        if not head.attached:
            faults.append(at(_("none"), head.word))
            continue
        first = head.attached[0]
        text = _plain(" ".join(line.text for line in head.attached))
        found = _ATTACHED_FORM.fullmatch(text)
        if found is None or not is_number_right(found["number"]):
            faults.append(at(quoted(text), first))
        elif head.title and first.y < head.title[0].y:
            faults.append(at(_("above the title"), first))
    shown = " ".join(line.text for line in heads[0].attached)
    return judged("annex.attached", _ATTACHED_EXAMPLE, faults, quoted(shown))


def _table_heads(paper: Paper) -> Iterator[Finding]:
    """Nothing where no table with a head goes on on another page."""
    faults, held = [], []
    has_head = False
    for above, below in pairwise(paper.sheets):
        last, first = _at_foot(above), _at_top(below)
        if last is None or first is None or not _is_one_table(last, first) or not _is_one_annex(paper, above, below):
            has_head = False
            continue
        has_head = has_head or _has_head(above, last)
        if has_head:
            held.append(below.number)
            if not _has_head(below, first):
                faults.append(on_page(_("none"), below.number))
    if held:
        measured = _("on pages {pages}").format(pages=", ".join(map(str, held)))
        yield judged("annex.table_head", _("on each page"), faults, measured)


def _is_one_table(last: Table, first: Table) -> bool:
    """True when two tables are as wide as one that goes on."""
    return abs(last.x0 - first.x0) <= _SAME_TABLE_MM and abs(last.x1 - first.x1) <= _SAME_TABLE_MM


def _is_one_annex(paper: Paper, above: Sheet, below: Sheet) -> bool:
    return above in paper.annex_sheets(below)


def _at_foot(page: Sheet) -> Table | None:
    """The table that a page ends with."""
    last = max(page.tables, key=lambda table: table.y1, default=None)
    below = [part.y for part in page.parts] + [picture.y1 for picture in page.pictures]
    return last if last and max(below, default=0.0) < last.y1 else None


def _at_top(page: Sheet) -> Table | None:
    """The table that a page begins with."""
    first = min(page.tables, key=lambda table: table.y0, default=None)
    above = [part.y for part in page.parts] + [picture.y0 for picture in page.pictures]
    return first if first and min(above, default=page.height) > first.y0 else None


def _has_head(page: Sheet, table: Table) -> bool:
    """True when a table begins with bold words in two columns or more; a heading of rows stands in one."""
    lines = [
        line
        for line in page.cells
        if table.y0 < line.y < table.head_y1 and line.words and table.x0 <= line.centre <= table.x1
    ]
    return all(line.is_bold for line in lines) and len({round(line.centre) for line in lines}) > 1


def _plain(text: str) -> str:
    return " ".join(text.split())
