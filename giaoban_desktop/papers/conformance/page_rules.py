"""Rules of the page: paper, margins, fonts, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.edges import CENTRED_MM
from giaoban_desktop.papers.conformance.findings import (
    LENGTH_TOLERANCE_MM,
    Finding,
    at,
    finding,
    judged,
    number,
    on_page,
    quoted,
    range_text,
)
from giaoban_desktop.papers.conformance.lines import Line, Sheet
from giaoban_desktop.papers.conformance.looks import look_finding
from giaoban_desktop.papers.conformance.middles import off_middle_mm
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.conformance.reading import Reading
from giaoban_desktop.papers.page_style import (
    FONT_FAMILIES,
    MARGIN_BOTTOM_MM,
    MARGIN_LEFT_MM,
    MARGIN_RIGHT_MM,
    MARGIN_TOP_MM,
    MM_PER_POINT,
    PAGE_NUMBER,
    PAPER_HEIGHT_MM,
    PAPER_WIDTH_MM,
    SINGLE_LINE,
    Range,
)

_SUBSET = re.compile(r"^[A-Z]{6}\+")
"""Stands before the name of a font of which only a part is in the file."""
_ASCENT = 0.891
_DESCENT = 0.216
"""Shares of the size above and below the baseline. Source: Times New Roman and Liberation Serif, table hhea."""
_PAPER_TOLERANCE_MM = 1.0
_REACHES_EDGE_MM = 2.5
_FIRST_ROW_MM = 3.0
"""What may stand above the letters of a page's first row: the gap before its paragraph and wider line spacing."""
_URGENT = ("hoa toc", "thuong khan", "khan", "mat", "toi mat", "tuyet mat")
"""Stamps of urgency and secrecy are red. Source: Decree 30/2020/NĐ-CP, annex I, part I, II, box 10."""


def page_findings(paper: Paper, reading: Reading) -> Iterator[Finding]:
    """The findings for paper, margins, fonts and page numbers."""
    yield _paper_size(paper)
    yield from _margins(paper)
    yield from _fonts(paper, reading)
    yield from _page_numbers(paper)


def _paper_size(paper: Paper) -> Finding:
    faults = []
    for page in paper.sheets:
        sides = zip(sorted((page.width, page.height)), (PAPER_WIDTH_MM, PAPER_HEIGHT_MM), strict=True)
        is_a4 = all(abs(side - wanted) <= _PAPER_TOLERANCE_MM for side, wanted in sides)
        if not (is_a4 and (page.height > page.width or _may_lie(paper, page))):
            faults.append(on_page(f"{number(page.width)} × {number(page.height)} mm", page.number))
    wanted = f"{number(PAPER_WIDTH_MM)} × {number(PAPER_HEIGHT_MM)} mm"
    if not any(page.width > page.height for page in paper.sheets):
        return judged("page.size", wanted, faults, wanted)
    lying = f"{number(PAPER_HEIGHT_MM)} × {number(PAPER_WIDTH_MM)} mm"
    told = _("{size}; {lying} only for wide tables").format(size=wanted, lying=lying)
    return judged("page.size", told, faults, lying)


def _may_lie(paper: Paper, page: Sheet) -> bool:
    """True for a sheet with a table; in an annex, where one on any sheet is wider than the text of an upright sheet."""
    own = paper.annex_sheets(page)
    widest = PAPER_WIDTH_MM - MARGIN_LEFT_MM.minimum - MARGIN_RIGHT_MM.minimum
    if own:
        return any(frame.x1 - frame.x0 > widest for sheet in own for frame in sheet.frames)
    return bool(page.tables)


def _margins(paper: Paper) -> Iterator[Finding]:
    content = {(row.whole.page, row.whole.number) for row in paper.body}
    lefts, rights, tops, bottoms = [], [], [], []
    for page, edges in zip(paper.sheets, paper.edges, strict=True):
        if not page.lines:
            continue
        left, right = edges.text
        edge = edges.flush
        # Where no line must begin or end at the margin, only text that stands in it is a fault.
        lefts.append(_Margin(page.number, left, edge if edge is None else max(left, edge), LENGTH_TOLERANCE_MM))
        # Figures in a table's last column are centred in it: its border shows where the text ends.
        fills = edge is not None and _has_running_text(page, edge)
        reached = page.width - max([right, *(frame.x1 for frame in page.frames)]) if fills else None
        rights.append(_Margin(page.number, page.width - right, reached, _REACHES_EDGE_MM))
        tops.append(_top(page, content))
        bottoms.append(_bottom(paper, page))
    yield _margin("margins.left", MARGIN_LEFT_MM, lefts)
    yield _margin("margins.right", MARGIN_RIGHT_MM, rights)
    yield _margin("margins.top", MARGIN_TOP_MM, tops)
    yield _margin("margins.bottom", MARGIN_BOTTOM_MM, bottoms)


def _has_running_text(page: Sheet, edge: float) -> bool:
    """True when a paragraph goes on from line to line; a title does so without filling its lines."""
    lines = [row.whole for row in page.rows]
    return any(not above.is_bold and abs(below.x0 - edge) < 1 for above, below in pairwise(lines))


@dataclass(frozen=True, slots=True)
class _Margin:
    """One margin of a page in millimetres: the least distance of text from the edge, and that of what must reach it.

    `reached` is None where nothing must; `slack` is what it may be more than the margin.
    """

    page: int
    least: float
    reached: float | None
    slack: float


def _margin(rule: str, allowed: Range, measured: Sequence[_Margin]) -> Finding:
    faults = []
    for one in measured:
        if one.least < allowed.minimum - LENGTH_TOLERANCE_MM:
            faults.append(on_page(f"{number(one.least)} mm", one.page))
        elif one.reached is not None and one.reached > allowed.maximum + one.slack:
            faults.append(on_page(f"{number(one.reached)} mm", one.page))
    nearest = min((one.least for one in measured), default=0.0)
    told = f"{number(nearest)} mm"
    if nearest > allowed.maximum:
        told = _("{distance} mm, within the tolerance of ragged lines").format(distance=number(nearest))
    return judged(rule, range_text(allowed, "mm"), faults, told)


def _top(page: Sheet, content: set[tuple[int, int]]) -> _Margin:
    """The content must reach it; signatures that begin a page need not."""
    first = page.rows[0].whole if page.rows else None
    begins = page.number == 1 or first is None or (first.page, first.number) in content
    tops = [line.y - _ASCENT * line.size_pt * MM_PER_POINT for line in page.lines]
    top = min([*tops, *(frame.y0 for frame in page.frames)])
    return _Margin(page.number, top, top if begins else None, _FIRST_ROW_MM if page.number > 1 else _REACHES_EDGE_MM)


def _bottom(paper: Paper, page: Sheet) -> _Margin:
    """Only a paragraph that goes on on the next page must reach it, but for two lines that may be kept together."""
    lowest = max(line.y + _DESCENT * line.size_pt * MM_PER_POINT for line in page.lines)
    distance = page.height - lowest
    goes_on = page.number < len(paper.sheets) and page.number not in paper.annexes and page.rows and not page.frames
    following = paper.sheets[page.number].rows if goes_on else ()
    if not following:
        return _Margin(page.number, distance, None, 0.0)
    last, first = page.rows[-1].whole, following[0].whole
    edge, right = paper.edges[page.number - 1].flush, paper.edges[page.number - 1].running[1]
    same_paragraph = edge is not None and abs(first.x0 - edge) < 1 and last.x1 > right - _REACHES_EDGE_MM
    kept_for_next = 3 * SINGLE_LINE * last.size_pt * MM_PER_POINT
    return _Margin(page.number, distance, distance if same_paragraph else None, kept_for_next)


def _fonts(paper: Paper, reading: Reading) -> Iterator[Finding]:
    drawn = [face for face, is_drawn in reading.fonts if is_drawn]
    names = ", ".join(dict.fromkeys(_SUBSET.sub("", face.name) for face in drawn))
    lines = [line for page in paper.sheets for line in page.lines]
    yield judged("fonts.family", ", ".join(FONT_FAMILIES), _odd_faces(paper), names)
    unembedded = [face.name for face in drawn if not face.embedded]
    yield judged("fonts.embedded", _("every font embedded"), list(dict.fromkeys(unembedded)), names)
    stray = [face.name for face, is_drawn in reading.fonts if not is_drawn and not face.allowed]
    yield judged("fonts.declared", ", ".join(FONT_FAMILIES), list(dict.fromkeys(stray)), _("no other font"))
    unreadable = [at(_("letters without a code"), line) for line in lines if "\ufffd" in line.text]
    yield judged("fonts.unicode", _("every letter readable"), unreadable, _("every letter readable"))
    coloured = [
        at(quoted(line.text), line)
        for line in lines
        if line.folded not in _URGENT and not all(letter.black for letter in line.words)
    ]
    yield judged("fonts.colour", _("black"), coloured, _("black"))


def _odd_faces(paper: Paper) -> list[str]:
    """Each typeface that is not allowed, with the first place where it stands."""
    places: dict[str, Line] = {}
    for page in paper.sheets:
        for line in page.lines:
            for letter in line.letters:
                if not letter.face.allowed and not letter.text.isspace():
                    places.setdefault(letter.face.name, line)
    return [at(name, line) for name, line in places.items()]


def _page_numbers(paper: Paper) -> Iterator[Finding]:
    first = paper.page_numbers[0]
    measured = at(quoted(first.text), first) if first else _("none")
    yield finding("page_number.first_page", _("none"), measured, first is None)
    starts = (0, *paper.annexes)
    expected = {
        index: index - max(start for start in starts if start <= index) + 1
        for index in range(len(paper.sheets))
        if index not in starts
    }
    if not expected:
        return
    missing = [on_page(_("none"), index + 1) for index in expected if paper.page_numbers[index] is None]
    span = f"{min(expected.values())}–{max(expected.values())}"
    yield judged("page_number.present", _("on every page from page 2"), missing, span)
    found = [(line, value) for index, value in expected.items() if (line := paper.page_numbers[index])]
    if not found:
        return
    wrong = [at(quoted(line.text), line) for line, value in found if line.text != str(value)]
    yield judged("page_number.value", span, wrong, span)
    misplaced = [fault for line, _value in found for fault in _misplaced(paper, line)]
    yield judged("page_number.place", _("centred in the top margin"), misplaced, _("centred in the top margin"))
    yield look_finding("page_number.style", [line for line, _value in found], PAGE_NUMBER)


def _misplaced(paper: Paper, line: Line) -> Iterator[str]:
    page = paper.sheets[line.page - 1]
    off = off_middle_mm(paper, line)
    top = min((other.y - _ASCENT * other.size_pt * MM_PER_POINT for other in page.lines), default=page.height)
    if line.y > min(top, MARGIN_TOP_MM.maximum):
        yield at(_("{distance} mm from the top edge").format(distance=number(line.y)), line)
    elif abs(off) > CENTRED_MM:
        yield at(_("{distance} mm off the centre").format(distance=number(off)), line)
