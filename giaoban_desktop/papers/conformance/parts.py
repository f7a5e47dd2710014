"""The parts of a paper, recognised by where they stand and what they say, as they should be or not.

A part is recognised by as few of its properties as possible, so that a fault in one of the others is found as that
fault and not as a missing part.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from giaoban_desktop.domain.text import fold
from giaoban_desktop.papers.conformance.annex_head import AnnexHead, annex_head, annex_starts
from giaoban_desktop.papers.conformance.edges import Edges, edges, is_centred
from giaoban_desktop.papers.conformance.lines import Line, Row, Rule, Sheet
from giaoban_desktop.papers.page_style import (
    MARGIN_BOTTOM_MM,
    MARGIN_TOP_MM,
    NATIONAL_NAME_TEXT,
    RECIPIENTS_LABEL_TEXT,
)

DOCUMENT_TYPES = tuple(
    fold(name)
    for name in (
        "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN",
        "CHƯƠNG TRÌNH", "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG",
        "CÔNG ĐIỆN", "BẢN GHI NHỚ", "BẢN THỎA THUẬN", "GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU",
        "GIẤY NGHỈ PHÉP", "PHIẾU GỬI", "PHIẾU CHUYỂN", "PHIẾU BÁO",
    )
)  # fmt: skip
"""Source: Decree 30/2020/NĐ-CP, annex III, part I (types of administrative papers)."""
MINUTES = fold("BIÊN BẢN")

_SIGNATURE_SPACE_MM = 12.0
_NUMBER = re.compile(r"so ?:|so .*/")
_PAGE_NUMBER = re.compile(r"\W*(?:trang )?(\d{1,3}|[ivxlc]{1,6})(?: ?(?:/|tren) ?\d{1,3})?\W*")
_DATE_WORDS = re.compile(r"ngay\b.{0,12}\bthang\b.{0,12}\bnam\b")
_MOTTO = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_CHAIR = re.compile(r"chu (?:toa|tri)\b.{0,30}")


@dataclass(frozen=True, slots=True)
class Header:
    """The top of page 1. `left` is what stands above the number: superior and issuing body."""

    national_name: Line | None
    motto: Line | None
    left: tuple[Line, ...]
    number: Line | None
    place_date: Line | None


@dataclass(frozen=True, slots=True)
class Title:
    """The type of the paper and its abstract, with the line under them; nothing of it in an official letter."""

    type: Line | None
    abstract: tuple[Line, ...]
    rule: Rule | None
    is_letter: bool


@dataclass(frozen=True, slots=True)
class Signer:
    """A title with the name below it, which may be missing."""

    title: Line | None
    name: Line | None


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands below the content."""

    secretary: Signer
    signer: Signer
    recipients_label: Line | None
    recipients: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in its parts. `body` holds the rows of the content, page by page, without tables and page numbers.

    `page_numbers` and `edges` belong to `sheets`, one each; `annexes` are the indexes of pages that begin an annex,
    `annex_heads` what stands there. A paper that is an annex itself has neither header, title nor ending.
    """

    sheets: tuple[Sheet, ...]
    page_numbers: tuple[Line | None, ...]
    edges: tuple[Edges, ...]
    annexes: tuple[int, ...]
    annex_heads: tuple[AnnexHead, ...]
    header: Header
    title: Title
    body: tuple[Row, ...]
    ending: Ending
    is_minutes: bool

    @property
    def is_annex(self) -> bool:
        """True for annexes that stand in a file of their own."""
        return self.annexes[:1] == (0,)

    def annex_sheets(self, page: Sheet) -> tuple[Sheet, ...]:
        """The pages of the annex that a page belongs to; none for a page before the first annex."""
        begins = [index for index in self.annexes if index < page.number]
        ends = [index for index in self.annexes if index >= page.number]
        return self.sheets[begins[-1] : ends[0] if ends else None] if begins else ()

    @property
    def ends(self) -> tuple[Line, ...]:
        """The last line of the content; of each annex where the paper is one, in a table too."""
        if not self.is_annex:
            return (self.body[-1].whole,) if self.body else ()
        spans = zip(self.annexes, (*self.annexes[1:], None), strict=True)
        lines = [[line for page in self.sheets[start:end] for line in page.lines] for start, end in spans]
        return tuple(max(own, key=lambda line: (line.page, round(line.y), line.x0)) for own in lines)


def recognise(sheets: Sequence[Sheet]) -> Paper:
    """The paper on these pages."""
    page_numbers = tuple(_page_number(page) for page in sheets)
    sheets = [_without(page, number) for page, number in zip(sheets, page_numbers, strict=True)]
    annexes = annex_starts(sheets)
    if annexes[:1] == [0]:
        return _annex(sheets, page_numbers, annexes)
    main = sheets[: annexes[0]] if annexes else sheets
    first = main[0]
    header = _header(first)
    title = _title(first, header)
    start = max((line.y for line in _below_title(header, title)), default=0.0)
    is_minutes = bool(title.type and title.type.folded.startswith(MINUTES)) or bool(
        header.number and re.search(r"/\s?bb\b", header.number.folded)
    )
    anchors = _ending_anchors(main, start, is_minutes=is_minutes)
    end = min(((line.page, line.y) for line in anchors), default=(len(sheets) + 1, 0.0))
    rows = [row for page in main for row in page.rows]
    body = [row for row in rows if (1, start + 1) < (row.whole.page, row.whole.y) < (end[0], end[1] - 1)]
    return Paper(
        sheets=tuple(sheets),
        page_numbers=page_numbers,
        edges=edges(sheets, body, annexes),
        annexes=tuple(annexes),
        annex_heads=tuple(annex_head(sheets[index]) for index in annexes),
        header=header,
        title=title,
        body=tuple(body),
        ending=_ending(main, anchors, end, is_minutes=is_minutes),
        is_minutes=is_minutes,
    )


def _annex(sheets: Sequence[Sheet], page_numbers: tuple[Line | None, ...], annexes: Sequence[int]) -> Paper:
    """Annexes without the paper to which they belong."""
    heads = {index + 1: annex_head(sheets[index]) for index in annexes}
    body = []
    for page in sheets:
        above = max(line.y for line in heads[page.number].lines) if page.number in heads else 0.0
        body += [row for row in page.rows if row.whole.y > above + 1]
    return Paper(
        sheets=tuple(sheets),
        page_numbers=page_numbers,
        edges=edges(sheets, body, ()),
        annexes=tuple(annexes),
        annex_heads=tuple(heads.values()),
        header=Header(None, None, (), None, None),
        title=Title(None, (), None, is_letter=False),
        body=tuple(body),
        ending=Ending(Signer(None, None), Signer(None, None), None, ()),
        is_minutes=False,
    )


def _page_number(page: Sheet) -> Line | None:
    """The number of the page, wherever it stands in a margin; at the left a short line of the content may end there."""
    for row in (*page.rows[:1], *page.rows[-1:]):
        in_margin = row.whole.y < MARGIN_TOP_MM.maximum or row.whole.y > page.height - MARGIN_BOTTOM_MM.maximum
        in_margin = in_margin and row.whole.centre > 0.3 * page.width
        if in_margin and _PAGE_NUMBER.fullmatch(row.whole.folded):
            return row.whole
    return None


def _without(page: Sheet, number: Line | None) -> Sheet:
    rows = tuple(row for row in page.rows if row.whole is not number)
    return replace(page, rows=rows)


def _header(page: Sheet) -> Header:
    top = [part for part in page.parts if part.y < page.height / 2]
    national = next((part for part in top if fold(NATIONAL_NAME_TEXT) in part.folded), None)
    motto = next((part for part in top if _MOTTO.search(part.folded)), None)
    anchor = [part for part in (national, motto) if part]
    middle = min((part.x0 for part in anchor), default=page.width / 2)
    left = [part for part in top if part.centre < middle]
    number = next((part for part in left if _NUMBER.match(part.folded)), None)
    bottom = max([part.y for part in (*anchor, number) if part], default=0.0)
    below = [part for part in top if part.y < bottom + 12 and part.centre > middle]
    place_date = next((part for part in below if _DATE_WORDS.search(part.folded)), None)
    above = number.y if number else bottom + 2
    return Header(
        national_name=national,
        motto=motto,
        left=tuple(part for part in left if part.y < above - 1),
        number=number,
        place_date=place_date if anchor or number else None,
    )


def _below_title(header: Header, title: Title) -> list[Line]:
    parts = (header.national_name, header.motto, *header.left, header.number, header.place_date, title.type)
    return [part for part in (*parts, *title.abstract) if part]


def _title(page: Sheet, header: Header) -> Title:
    top = max((line.y for line in _below_title(header, Title(None, (), None, False))), default=0.0)
    below = [row.whole for row in page.rows if row.whole.y > top + 1]
    if any(part.folded.startswith("v/v") for part in page.parts if part.y < top + 20):
        return Title(None, (), None, is_letter=True)
    heading = next((line for line in below[:6] if _is_document_type(line)), None)
    if heading is None:
        if top == 0.0 or not below or not is_centred(page, below[0]):
            return Title(None, (), None, is_letter=False)
        heading = below[0]
    following = [line for line in below if line.y > heading.y + 1]
    for count in range(1, min(len(following), 8) + 1):
        after = following[count].y - 1 if count < len(following) else float("inf")
        rule = page.rule_below(following[count - 1 : count], until=after)
        if rule:
            return Title(heading, tuple(following[:count]), rule, is_letter=False)
    abstract = []
    for line in following:
        if not (is_centred(page, line) and line.is_bold):
            break
        abstract.append(line)
    return Title(heading, tuple(abstract), None, is_letter=False)


def _is_document_type(line: Line) -> bool:
    return line.folded.startswith(DOCUMENT_TYPES) and (line.folded in DOCUMENT_TYPES or line.is_capitals)


def _ending_anchors(sheets: Sequence[Sheet], start: float, *, is_minutes: bool) -> list[Line]:
    """The lines that the ending begins with: titles of the signers on one level, and the label of the recipients."""
    parts = [part for page in sheets for part in page.parts if (part.page, part.y) > (1, start)]
    label = next((part for part in reversed(parts) if part.folded.startswith(fold(RECIPIENTS_LABEL_TEXT)[:-1])), None)
    anchors = [label] if label else []
    if is_minutes:
        secretary = next((part for part in reversed(parts) if part.folded == "thu ky"), None)
        chair = [part for part in parts if _CHAIR.fullmatch(part.folded) and part.x0 > 0.4 * sheets[0].width]
        anchors += [secretary] if secretary else []
        anchors += chair[-1:]
    elif label:
        middle = sheets[0].width * 0.4
        anchors += [
            part for part in parts
            if part.page == label.page and abs(part.y - label.y) < 8 and part.x0 > middle and part.is_capitals
        ]  # fmt: skip
    return anchors


def _ending(sheets: Sequence[Sheet], anchors: Sequence[Line], end: tuple[float, float], *, is_minutes: bool) -> Ending:
    parts = [part for page in sheets for part in page.parts if (part.page, part.y) >= (end[0], end[1] - 1)]
    label = next((line for line in anchors if line.folded.startswith("noi nhan")), None)
    secretary = next((line for line in anchors if line.folded == "thu ky"), None)
    chair = next((line for line in anchors if line not in (label, secretary)), None)
    titles = [line.centre for line in (secretary, chair) if line]
    middle = statistics.mean(titles) if len(titles) == 2 else (sheets[0].width if sheets else 0) / 2
    left = [part for part in parts if part.centre < middle]
    right = [part for part in parts if part.centre >= middle]
    recipients = _recipients(label, left) if label else ()
    signing = [part for part in left if part is not label and part not in recipients]
    return Ending(
        secretary=Signer(secretary, _name(secretary, signing)) if is_minutes else Signer(None, None),
        signer=Signer(chair, _name(chair, right)),
        recipients_label=label,
        recipients=recipients,
    )


def _name(title: Line | None, column: Sequence[Line]) -> Line | None:
    """The name under a title: the first line after the space for the signature."""
    if title is None:
        return None
    last = title
    for line in column:
        if line.page > title.page:
            return line  # torn from its title
        if line.page == title.page and line.y > last.y + 1:
            if line.y - last.y > _SIGNATURE_SPACE_MM:
                return None if line.is_capitals else line
            last = line
    return None


def _recipients(label: Line, column: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the list under its label: as long as they follow each other closely at its left edge."""
    found: list[Line] = []
    last = label
    for line in column:
        if (line.page, line.y) <= (label.page, label.y + 1):
            continue
        far = line.page == last.page and line.y - last.y > 10
        if far or line.x0 - label.x0 > 15 or (line.is_capitals and line.is_bold):
            break
        found.append(line)
        last = line
    return tuple(found)
