"""Numbers that count nothing: dates, times, periods, numbers of documents, articles, units and streets, telephones.

Patterns over `Page.words`, in its normal form (quí, tỉ, kì, kí).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from giaoban_desktop.language.reading.lexicon import word_set
from giaoban_desktop.language.reading.page import YEAR, Page, Span
from giaoban_desktop.language.reading.trie import trie

_DASH = r"[ ]?[-/.][ ]?"
_DOCUMENTS, _NUMBERED = word_set("not_counts", "documents"), word_set("not_counts", "numbered")
_DOCUMENT = f"(?:{trie(_DOCUMENTS, blank='[ ]')})"

_FROM_DIGITS = re.compile(
    rf"""
    (?<![\d.,/])(?:(?:0?[1-9]|1[012])[ ]tháng[ ](?:đầu|cuối|qua|tới|năm|còn[ ]lại|gần)\b
      | \d{{1,2}}(?:[ ]?(?:giờ|h|g)|(?<!tháng[ ]\d)(?<!tháng[ ]\d\d):)[ ]?(?:[0-5]\d)?
        (?:[ ]?(?:phút|ph|p|'))?(?![a-zà-ỹđ\d]))                                            # 14 giờ 30
  | (?<!\d)(?:\d{{1,2}}{_DASH}\d{{1,2}}{_DASH}(?:{YEAR}|\d\d)(?!\d)                          # 24/3/2026, 5-9-2019
      | (?:19|20)\d\d-\d\d-\d\d(?!\d)                                                       # 2026-03-24
      | 0\d{{2,3}}[ .]?\d{{0,3}}x{{2,}}[.]?(?:\d{{3}}(?!\d))?                               # 0234.3xxx.113
      | 24[ ]?/[ ]?(?:24|7)(?:h|[ ]giờ)?\b
      | \d{{1,3}}(?:[ ]?(?:đến|-|tới)[ ]?\d{{1,3}})?[ ]?tuổi\b
      | 0\d{{2,3}}[ .]?\d{{3}}[ .]?\d{{3,4}}(?!\d))
  | (?<!\w)\d+(?:(?:/\d{{4}})?/(?:nđ|nq|qđ|tt|ttlt|ct|kh|tb|bc|bb|tw|cv|kl|ctr|hd|đa|gm|đk|ttr|cđ|tl|pl|ubnd
      |cp|tu|đu|hđnd|qh|bca|bqp|ca[a-z]*|bch[a-z]*|bđbp|đbp)[\w-]*
      | [ ]?-[ ]?(?:nq|ct|kl|qđ|tb|kh|hd|ctr|đa|qc)/(?:tw|tu|hu|đu|tvu)[\w-]*)
    """,
    re.VERBOSE,
)
_FROM_WORDS = re.compile(
    rf"""
    \b(?:ngày(?:[ ]\d{{1,2}})?[ ]?(?:,[ ]?\d{{1,2}}[ ]?(?:và|,)?[ ]?)*\d{{1,2}}{_DASH}\d{{1,2}}(?!\d)
  | ngày[ ]\d{{1,2}}(?:[ ]?(?:,|và|đến|-)[ ]?(?:ngày[ ])?\d{{1,2}})*[ ]?(?:tháng|/|-)[ ]?\d{{1,2}}(?:[ ]?
      (?:năm|,|/|-)?[ ]?{YEAR})?
  | (?:ngày|mùng|mồng)[ ]\d{{1,2}}\b(?![ ]?[.,]\d)
  | tháng[ ]?\d{{1,2}}(?:[ ]?(?:năm|/|-|,|\.)[ ]?{YEAR})?(?:[ ]?(?:-|đến|,|và|đến[ ]hết)[ ]?
      (?:tháng[ ]?)?\d{{1,2}}(?=[ ]?(?:năm|/|-)[ ]?{YEAR}))?\b
  | quí[ ]?(?:[ivx]+|\d)(?:[ ]?(?:năm|/|-|,|\.)?[ ]?{YEAR})?\b
  | năm[ ]?(?:học[ ]?)?{YEAR}(?:[ ]?(?:-|đến|và|,|/)[ ]?(?:năm[ ]?)?{YEAR})*\b
  | (?:giai[ ]đoạn|nhiệm[ ]kì|niên[ ]khóa)[ ]?{YEAR}(?:[ ]?-[ ]?{YEAR})?
  | {_DOCUMENT}[ ](?:liên[ ]tịch[ ])?số[ :]*\d[\w/.-]*(?:[ ]?(?:,|và)[ ]?(?:số[ ])?\d+(?![ ]?[a-zà-ỹđ]))*
  | số[ :]*\d+/[\w/.-]*
  | (?:điện[ ]thoại|hotline|đường[ ]dây[ ]nóng|tổng[ ]đài|đt|sđt|số[ ]máy|gọi|trực[ ]ban|fax|zalo)[ :.]*
      (?:ngay[ ])?(?:số[ :]*)?(?:máy[ ])?(?:11[2-5](?!\d)|[(]?\+?\d[\d .()-]{{6,16}}\d)
  | (?:hải[ ]đội|hải[ ]đoàn|tiểu[ ]đoàn|trung[ ]đoàn|sư[ ]đoàn|lữ[ ]đoàn|quân[ ]khu|vùng[ ]cảnh[ ]sát[ ]biển)
      (?:[ ](?:biên[ ]phòng|cảnh[ ]sát[ ]biển|hải[ ]quân))?[ ]\d{{1,3}}(?![\d.,])
  | thứ[ ](?:\d+|[ivxl]+)\b
  | (?:covid|sars[ -]cov|vneid|5k|4g|5g|h5n)[ -]?\d*)
    """,
    re.VERBOSE,
)
_DIGITS_UNLESS_UNIT = re.compile(
    rf"""
    (?<![\d/.,])(?:(?<!-)(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])(?![\d/-]|[.,]\d)              # 24/3, 27-7
      | (?<!-){YEAR}(?![\d/]|[.,]\d)                                                                    # 2026
      | \d{{1,3}}[ ](?:ngày[ ]đêm|tháng|năm|tuần[ ]lễ|tuần(?![ ]tra)|ngày(?![ ]công)|phút|giây|tiếng
          |giờ|quí|kì|thế[ ]kỉ)\b)
  | \b\d{{1,3}}[ ]?(?:km|m|mét|ki-lô-mét)[ ](?:về[ ]phía|từ|cách|đường[ ]bộ)
    """,
    re.VERBOSE,
)
_OF_DOCUMENT = re.compile(r"\d+(?:/\d+)?(?![.,]?\d)")
_OF_NAME = re.compile(r"\d{1,4}(?:[ ]?(?:,|và|-|đến|tới)[ ]?\d{1,3}(?![ ]?[\d.,]))*(?![.,]?\d)")
_NAME_LIMIT, _MOST_WORDS = 48, 5
_FORCES = frozenset(("biên phòng", "dân phòng", "quốc phòng", "bộ đội", "quân đội"))
"""What is no room, though "phòng" ends it: "Biên phòng 18; Công an 5"."""
_PEOPLE = frozenset(("quân", "tổng", "doanh", "dân", "con"))
"""Words that make "số" a count: "quân số 112 đồng chí"."""
_LIST_NUMBER = re.compile(
    r"(?:^|\n)[ \t]*[-+•(]?[ ]?\d{1,2}(?:\.\d{1,2}){0,3}[ ]?(?:[.)](?=\s|[a-zà-ỹđ\"])|/(?=[ ]?[a-zà-ỹđ])|:(?=\s))"
)


_DIGITS = re.compile(r"\d+")
BEFORE, BEHIND = 48, 24


class NotCounts:
    """Where in a page numbers count nothing."""

    def __init__(self, page: Page, unit: re.Pattern[str]) -> None:
        found: list[Span] = []
        for number in _DIGITS.finditer(page.words):
            match = _FROM_DIGITS.match(page.words, number.start())
            named = _named(page.words, number.start()) if match is None else None
            if named is not None and not _is_counted(page, named, unit):
                found.append(named)
                continue
            if match is None:
                match = _DIGITS_UNLESS_UNIT.match(page.words, number.start())
                if match is None or _is_counted(page, Span(*match.span()), unit):
                    continue
            found.append(Span(*match.span()))
        for start, end in _near_digits(page.words):
            for pattern in (_FROM_WORDS, _LIST_NUMBER):
                found += (Span(*match.span()) for match in pattern.finditer(page.words, start, end))
        found.sort()
        self._spans = _merged(found)
        self._starts = [span.start for span in self._spans]

    def holds(self, at: int) -> bool:
        """True for a character of a number that counts nothing."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self._spans[number].end


def _near_digits(words: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which its digits stand, with the words before them; most of a report has none."""
    start = end = 0
    for found in _DIGITS.finditer(words):
        if found.start() - BEFORE > end:
            if end:
                yield start, end
            start = max(0, found.start() - BEFORE)
        end = min(len(words), found.end() + BEHIND)
    if end:
        yield start, end


_BLANKS = re.compile(r"[ ]?(?:\([^()\d]{2,40}\))?[ ]?\n?[ ]?")


def _named(words: str, at: int) -> Span | None:
    """The name to which a number belongs, with its number: "khóm 3", "mốc số 120", "nghị định 03"."""
    before = words[max(0, at - _NAME_LIMIT) : at].rpartition("\n")[2]
    if not before.endswith(" "):
        return None
    parts = before.split(" ")[-_MOST_WORDS - 1 : -1]
    tail = len(" số") if parts and parts[-1] == "số" else 0
    if tail:
        parts.pop()
    for first in range(len(parts)):
        name = " ".join(parts[first:]).lstrip("(\"'-–,.;:")
        if name in _NUMBERED and not _is_force(parts, first):
            number = _OF_NAME.match(words, at)
        elif name in _DOCUMENTS and not tail:
            number = _OF_DOCUMENT.match(words, at)
        else:
            continue
        return Span(at - 1 - tail - len(name), number.end()) if number else None
    if tail and not (parts and parts[-1] in _PEOPLE):
        number = _OF_NAME.match(words, at)
        return Span(at - len("số "), number.end()) if number else None
    return None


def _is_force(parts: Sequence[str], first: int) -> bool:
    """True for "phòng" that ends "biên phòng", but is in no name of a post."""
    return " ".join(parts[max(0, first - 1) :]).lstrip('("') in _FORCES and not {"đồn", "trạm"}.intersection(
        parts[:first]
    )


def _is_counted(page: Page, span: Span, unit: re.Pattern[str]) -> bool:
    """True when a counted thing follows: "báo cáo 12 vụ" is no number of a report, "khóm 3" is the name of a place."""
    words = page.words[span.start : span.end]
    is_place = words.startswith(("khóm ", "ấp ")) and not page.words.endswith("các ", 0, span.start)
    if words[-1].isalpha() or is_place or words.startswith(("khoản ", "số ")):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", words) and re.search(
        r"(?:năm|quí [ivx]+|tháng \d+)[ /-]$", page.words[max(0, span.start - 12) : span.start]
    ):
        return False
    blank = _BLANKS.match(page.words, span.end)
    found = unit.match(page.words, blank.end() if blank else span.end)
    return found is not None and blank is not None and blank.end() > span.end


def _merged(spans: Sequence[Span]) -> list[Span]:
    made: list[Span] = []
    for span in spans:
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made
