"""Reported zeros: "không phát sinh tội phạm môi trường, cháy nổ và tai nạn giao thông" is three of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from giaoban_desktop.language.reading import lexicon as lists
from giaoban_desktop.language.reading.lexicon import Lexicon, any_of
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.sections import Sections
from giaoban_desktop.language.reading.tables import TableFigure
from giaoban_desktop.language.reading.trie import trie


@dataclass(frozen=True, slots=True)
class FoundZero:
    """A thing that is reported as zero, and its place in the text as given."""

    start: int
    end: int
    phrase: str
    indicator: str | None


_LEAD = re.compile(
    rf"(?<![{LETTER}])(?:{trie(lists.word_set('zeros', 'leads'))})(?![{LETTER}])" + any_of("zeros", "lead") + r"*\s+"
)
_LIST_END = re.compile(r"[.;:\n()]|,? " + any_of("zeros", "list_end") + rf"(?![{LETTER}])")
_NEW_CLAUSE = re.compile(r",? " + any_of("zeros", "new_clause") + rf"(?![{LETTER}])")
_AND = re.compile(r"\s*(?:,\s*(?:và |cũng như |hoặc |hay )?|\s(?:và|hoặc|hay|cũng như|lẫn)\s)\s*")
_NEGATION = re.compile(r"(?:không|chưa)(?: (?:có|phát sinh|xảy ra|được))? ")
_ANOTHER = re.compile(r", (?!chưa |không )")
_CHANGES = re.compile(r"\s(?:giảm|tăng|xảy ra|có|còn) (?:còn |được |cả )?(?:\d|một|hai|ba|bốn|năm )")
_ZERO_NUMBER = re.compile(r"0(?<![\d.,/].)0?\s+(?=[a-zđ])")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;,\n]|$)")
_NONE = r"(?:không|chưa)(?: có| phát sinh| phát hiện| xảy ra| ghi nhận)?(?: (?:vụ|trường hợp)(?: việc)?)?(?: nào)?"
_COLON_ZERO = re.compile(
    r"(?:^|\n|[;.,|]\s)[ ]{0,6}(?:[-+•\d.)]{0,6}[ ]{0,3})?(?:[a-hđ][.)]\s+)?(?:tình hình |tinh hình |về |số )"
    r"?(?P<thing>[^:;.\n]{4,80}?)[ ]{0,3}:\s{0,3}"
    rf"(?:{_NONE}|0+(?: [{LETTER}]+(?: [{LETTER}]+)?)?)\s*(?=[.;,|\n]|$)"
)
_SUBJECT_ZERO = re.compile(
    r"(?:^|\n|[;.,:]\s)[ ]{0,6}(?:[-+•]\s)?(?:tình hình |riêng |còn |về |các )*(?P<thing>[^,:;.\n]{4,60}?)"
    r"(?: thì)? (?:không|chưa|hổng|hông|nỏ|chẳng) "
    r"(?:(?:xảy ra|phát sinh|ghi nhận)(?: vụ(?: việc)? nào| trường hợp nào| mới)?|có(?: mô| nào)?(?=[.;,\n])"
    r"|(?:phát hiện|ghi nhận|có)(?: vụ(?: việc)?| trường hợp| đối tượng) nào)\s*(?=[.;,\n]|$)"
)
_BARE_ZERO = re.compile(r"[;:]\s*(?P<thing>[^,:;.\n]{4,50}?) không\s*(?=[;.\n]|$)")
""" "Số liệu bằng không: buôn lậu không; ma túy không"."""
_SUBJECTS_ZERO = re.compile(
    r"(?:^|\n|[;.,:]\s)[ ]{0,6}(?:[-+•]\s)?(?:tình hình |riêng |còn |về |các |trong (?:tháng|quí|kì) )*"
    r"(?P<thing>(?:[^,:;.\n]{4,50}, ){1,4}[^,:;.\n]{2,60}?) (?:không|chưa) (?:xảy ra|phát sinh|ghi nhận)\s*"
    r"(?=[.;,\n]|$)"
)
_NONE_OF_LIST = re.compile(
    rf"(?<![{LETTER}])(?:không|chưa) (?:có|phát sinh|xảy ra|ghi nhận|phát hiện)(?: (?:vụ việc|vụ|trường hợp|loại việc)"
    r"(?: nào)?)?:\s?(?P<things>[^.\n:]{4,400})"
)
""" "Không có: vượt biên; mua bán người"."""
REACH = 280
"""Characters around "không phát sinh" in which the thing is named."""
_NONE_OF = re.compile(
    r":\s{0,3}(?:không|chưa|0)|(?:không|chưa) (?:xảy ra|phát sinh|phát hiện|ghi nhận|có)|(?:hổng|hông|nỏ|chẳng) có"
    r"| không(?=[;.\n]|$)"
)
_IF = re.compile(
    r"(?<![a-zà-ỹđ])(?:nếu|khi|nơi nào|hễ|giá như) $|(?:phấn đấu|mục tiêu|bảo đảm)[^.;,]{0,30}$"
    r"|(?:một số|vài|một vài|nhiều|còn|có (?:tuần|tháng|lúc|nơi|đơn vị|xã|thôn))[^.;,]{0,24}$"
)
_ENDS_THING = re.compile(
    r"(?:\s+(?:nào|xảy ra|phát sinh|trên địa bàn|nổi lên|nghiêm trọng nào|mới|trong kì|đáng chú ý|lớn|gì))+$"
)


def zeros(
    page: Page, lexicon: Lexicon, rows: Sequence[TableFigure], demands: Sequence[Span], sections: Sections
) -> list[FoundZero]:
    """The reported zeros of a page in their order; what is demanded or planned is none."""
    found: list[FoundZero] = []
    taken: list[Span] = []
    demand = 0
    listed = set(_listed(page, lexicon))
    written = dict(_written(page, lexicon))
    for span in sorted(listed.union(_things(page, lexicon, rows), written)):
        if any(span.overlaps(other) for other in taken[-8:]) or sections.is_plan(span.start):
            continue
        while demand < len(demands) and demands[demand].end <= span.start:
            demand += 1
        if demand < len(demands) and span.overlaps(demands[demand]):
            continue
        made = _zero(page, lexicon, span, is_sure=span in listed, written=written.get(span))
        if made is not None:
            taken.append(span)
            found.append(made)
    return found


def _listed(page: Page, lexicon: Lexicon) -> Iterator[Span]:
    """The things of a list behind "không có:", whatever they are."""
    for listed in _NONE_OF_LIST.finditer(page.words):
        at = listed.start("things")
        things = listed.group("things").split(";")
        for thing in things:
            if len(things) > 1:
                yield page.trimmed(at, at + len(thing))
            else:
                yield from _list(page, at, at + len(thing), must_be_known=False, lexicon=lexicon)
            at += len(thing) + 1


def _written(page: Page, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The things that are zero in the program's own words: "chưa khởi tố bị can"; and the code of each."""
    for clause in lexicon.zero_clause.finditer(page.words):
        if _IF.search(page.words, max(0, clause.start() - 44), clause.start()):
            continue
        negation = _NEGATION.match(page.words, clause.start())
        yield (
            Span(negation.end() if negation else clause.start(), clause.end()),
            lexicon.zero_clauses[" ".join(clause.group().split())],
        )


def _things(page: Page, lexicon: Lexicon, rows: Sequence[TableFigure]) -> Iterator[Span]:
    for lead in _LEAD.finditer(page.words):
        if _IF.search(page.words, max(0, lead.start() - 44), lead.start()):
            continue
        sentence = page.sentence_at(lead.start())
        _start, sentence_end, _line = page.sentence(sentence)
        yield from _list(
            page,
            lead.end(),
            min(sentence_end, lead.end() + 400),
            must_be_known="không để" in lead.group() or "chưa để" in lead.group(),
            lexicon=lexicon,
        )
    for number in _ZERO_NUMBER.finditer(page.words):
        unit = lexicon.unit.match(page.words, number.end())
        if unit and _CLAUSE_ENDS.match(page.words, unit.end()):  # "phạm pháp hình sự 0 vụ": the thing stands before
            begins = max(page.words.rfind(mark, 0, number.start()) for mark in ",:;.\n") + 1
            if 4 < number.start() - begins < REACH // 4:
                yield page.trimmed(begins, number.start())
        elif unit:
            end = _thing_end(page, number.end(), min(len(page.words), number.end() + 80))
            comma = page.words.find(",", number.end(), end)
            yield page.trimmed(number.end(), comma if comma > 0 else end)
    for none in _NONE_OF.finditer(page.words):
        patterns = (_COLON_ZERO,) if none.group().startswith(":") else (_SUBJECT_ZERO, _SUBJECTS_ZERO)
        if none.group() == " không":
            patterns = (_BARE_ZERO,)
        around = max(0, none.start() - REACH), min(len(page.words), none.end() + REACH)
        for pattern in patterns:
            for row in pattern.finditer(page.words, *around):
                if row.start() <= none.start() < row.end():
                    known = pattern is not _SUBJECT_ZERO and pattern is not _COLON_ZERO
                    yield from _list(page, row.start("thing"), row.end("thing"), must_be_known=known, lexicon=lexicon)
    for cell in rows:
        if re.fullmatch(r"0+|không(?: phát sinh| xảy ra| có)?", page.words[cell.start : cell.end].strip()):
            yield cell.name


def _list(page: Page, start: int, end: int, *, must_be_known: bool, lexicon: Lexicon) -> Iterator[Span]:
    """The things of an enumeration, to its last "và"; a new clause ends it."""
    words = page.words
    end = _thing_end(page, start, end)
    has_own_clause = _CHANGES.match(words, end) is not None  # "…, tai nạn giao thông giảm còn 01 vụ"
    at = start
    while at < end:
        separator = _separator(words, at, end)
        last = separator.start() if separator else end
        span = page.trimmed(at, last)
        if re.search(r"\d", words[span.start : span.end]):
            return
        if span.end - span.start > 2 and not (has_own_clause and separator is None and at > start):
            if must_be_known and _code(page, lexicon, span) is None and not _GRAVE.match(words, *span):
                return
            yield span
        if separator is None:
            return
        at = separator.end()


def _separator(words: str, at: int, end: int) -> re.Match[str] | None:
    """Where the next thing of a list begins; not inside "cháy, nổ" or "xuất, nhập cảnh"."""
    always = lists.words()["zeros"]["one_thing"]
    at_end = always + lists.words()["zeros"]["one_thing_at_end"]
    for found in _AND.finditer(words, at, end):
        around = re.sub(r"\s+", " ", words[max(at, found.start() - 24) : found.end() + 24])
        if any(
            pair in around
            and around.index(pair) < 25 < around.index(pair) + len(pair) + 24
            and _inside(words, found, pair)
            for pair in (always if _ANOTHER.search(words, found.end(), end) else at_end)
        ):
            continue
        return found
    return None


def _inside(words: str, found: re.Match[str], pair: str) -> bool:
    first, _comma, second = pair.partition(", ")
    return words[: found.start()].endswith(first) and words[found.end() :].startswith(second)


def _thing_end(page: Page, start: int, end: int) -> int:
    for pattern in (_LIST_END, _NEW_CLAUSE):
        found = pattern.search(page.words, start + 2, end)
        if found:
            end = found.start()
    return end


_GRAVE = re.compile(any_of("zeros", "grave") + rf"(?![{LETTER}])")
""" "Không để xảy ra khủng bố, phá hoại" is reported, though nothing of the catalogue counts it."""
_NOT_COUNTED = re.compile(
    rf"(?!sự cố|ai (?:chết|thương vong))"
    rf"(?:{trie(lists.word_set('zeros', 'not_counted'))})(?![{LETTER}])"
)
_GENERIC = re.compile(r"^" + any_of("zeros", "generic") + rf"(?![{LETTER}])")


def _zero(page: Page, lexicon: Lexicon, span: Span, *, is_sure: bool, written: str | None) -> FoundZero | None:
    """The zero of a thing; None for a quality ("điểm nóng") or a thing nobody counts."""
    if written is not None:
        raw = page.raw_span(*span)
        return FoundZero(raw.start, raw.end, page.raw[raw.start : raw.end], written)
    ending = _ENDS_THING.search(page.words[span.start : span.end])
    if ending:
        span = page.trimmed(span.start, span.start + ending.start())
    words = page.words[span.start : span.end]
    if len(words) < 3 or len(words) > 120 or _NOT_COUNTED.match(words):
        return None
    code = _code(page, lexicon, span)
    if code is None and not is_sure and not _GENERIC.match(words):
        return None
    code = _of_fire(page, span, words, code)
    if code is not None and words.startswith(_PERSONS):
        code = next((one.code for one in lexicon.indicators.values() if one.pairs_with == code), code)
    raw = page.raw_span(*span)
    return FoundZero(raw.start, raw.end, page.raw[raw.start : raw.end], code)


_CASUALTIES = {"chết": "49.2", "thương": "49.3"}
_CASUALTIES_ON_ROADS = {"chết": "52.2", "thương": "52.3"}
_PERSONS = ("người ", "công dân ", "đối tượng ")


_CAUSE = re.compile(r" (?:do|vi|boi|trong) [^.;,\n]{0,24}(?:chay|no|tai nan|giao thong|tngt)")


def _of_fire(page: Page, span: Span, words: str, code: str | None) -> str | None:
    """ "Không có người chết" is said of the fire or of the accident that was told of last."""
    word = next((one for one in _CASUALTIES if one in words), None)
    if word is None or "người" not in words:
        return code
    before = page.bare[max(0, span.start - 160) : span.start]
    if cause := _CAUSE.match(page.bare, span.end):
        before = cause.group()
    fire = max(before.rfind("chay"), before.rfind(" no "), before.rfind("pccc"))
    road = max(before.rfind("tai nan"), before.rfind("tngt"), before.rfind("giao thong"))
    if fire > road:
        return _CASUALTIES[word]
    return _CASUALTIES_ON_ROADS[word] if road >= 0 or "giao thông" in words else None


def _code(page: Page, lexicon: Lexicon, span: Span) -> str | None:
    """The indicator that counts such things: by the longest words that name one, its first measure."""
    text = lists.alias_text(page.bare[span.start : span.end])
    best: str | None = None
    length = 0
    for found in lexicon.alias.finditer(text):
        key = re.sub(" +", " ", found.group())
        code = lexicon.zero_codes.get(key)
        if code is not None and len(key) > length:
            best, length = code, len(key)
    return best
