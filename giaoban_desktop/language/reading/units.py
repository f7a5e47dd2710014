"""Organisation units as a text names them: where such a name stands and how far it goes."""

from __future__ import annotations

import re
from bisect import bisect_left

from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, LOWER, UPPER, Page, Span

_LEVEL = any_of("units", "level")
_NAMES = any_of("units", "names")
_HAMLET = r"(?:ấp|thôn|bản|buôn|bon|làng|khóm|xóm|khu phố|tổ dân phố)"
HAMLET = f"{_HAMLET} "
"""What stands before the name or number of a place that has no office of its own."""
GENERAL = re.compile(
    rf"(?<![{LETTER}])(?:(?:cả hai|cả ba|các|ba|3|03|hai|2|02|bốn|4|tất cả các|toàn thể|toàn|những|từng|mỗi) "
    + any_of("units", "general")
    + r"(?: "
    + any_of("units", "general_2")
    + r")*|lực lượng công an, (?:quân sự|quân đội)(?:(?:,| và) (?:bộ đội )?biên phòng|(?!(?:,| và)"
    r" (?:bộ đội )?biên phòng))|(?:lực lượng|ngành) (?:chức năng"
    r"|vũ trang|liên quan)|cơ quan chức năng|đơn vị liên quan|cấp ủy, chính quyền(?: " + r"các cấp| địa phương)?"
    rf"|các (?:bí thư(?: chi bộ)?|trưởng {_HAMLET})(?:(?:,| và) trưởng {_HAMLET})*"
    r"|(?:tổ )?trưởng các (?:khóm|ấp|thôn|bản|khu phố|tổ dân phố|xóm|buôn|làng|khu vực))"
    rf"(?![{LETTER}])"
)
"""Addressees that are no definite unit."""
_VERBS = any_of("units", "verbs")
_JOINED_LEVEL = rf"(?:{any_of('units', 'joined_level')})(?! đoàn| đội| hội)"
_LEVELS = (
    rf"(?:(?:các|hai|ba|bốn|năm) (?:{_LEVEL})(?:(?:,| và) (?:các )?{_JOINED_LEVEL})*"
    rf"|(?:{_LEVEL})(?:(?:,| và) {_JOINED_LEVEL})*)"
)
_NOT_PLACE = r"(?<!trụ )(?<!cơ )(?<!hội )(?<!phòng họp )(?<!sở chỉ huy )"
_EXACT = re.compile(rf"(?<![{LETTER}]){_NOT_PLACE}{any_of('units', 'exact')}(?: {_LEVELS})?(?![{LETTER}])")
UNIT = re.compile(rf"(?<![{LETTER}]){_NOT_PLACE}(?:{any_of('units', 'exact')}|{_NAMES})(?: {_LEVELS})?(?![{LETTER}])")
VERB = re.compile(rf"(?<![{LETTER}])(?:{_VERBS})(?![{LETTER}])")
DOES = re.compile(
    rf"\s+(?:{VERB.pattern}|chậm nhất |(?:trong|đến|từ nay đến|ngay|vào|muộn nhất) [^,;.]{{2,30}}? (?:{VERB.pattern}))"
)
"""What follows a unit that is the subject: what it does, or by when."""
_FOLLOWS = re.compile(
    rf" (?:{_LEVELS}(?![{LETTER}])|(?:cửa|của) khẩu(?: quốc tế| cảng)?|cảng|đảo(?= (?!và|với))|các (?:cấp|{_HAMLET})"
    rf"|(?:{HAMLET})?(?:số )?\d+"
    r"|và đào tạo|và môi trường"
    r"|và xã hội|ủy(?! ban))"
)
_LEVEL_WITHIN = re.compile(rf"(?<![{LETTER}])(?:{_LEVEL})(?![{LETTER}])(?! hội| bảo| vệ)")
_SHORT = re.compile(rf"[^\s]+ [{UPPER}][{UPPER}&-]{{1,8}}\d{{0,3}}(?![{LOWER}])")
"""A unit whose name is letters: "Sở GTVT", "Phòng TN&MT"."""
VERB_BEHIND = 12
"""Letters of a verb that reaches over the end of a name."""
PLACES_WITHIN = 40
"""Letters behind a name in which is told of what kind its places are."""
REPORTER_WITHIN = 1_000
"""Characters of a sentence in which the one who reports is named."""
SUCH = (
    "(?:biên giới|ven biển|vùng cao|vùng sâu|miền núi|bãi ngang|trọng điểm|giáp ranh|giáp biên|giáp biển|biển"
    "|đảo|nội thành|ngoại thành|nội thị)"
)
_OF_SUCH_PLACES = re.compile(
    rf"(?<= )(?P<kind>(?:các|\d|hai|ba|bốn|năm) (?:{_LEVEL})(?:(?:,| và) (?:các )?(?:{_LEVEL}))*)"
    rf"(?: {SUCH}(?:,(?= {SUCH}))?)+(?![{LETTER}])"
)
"""Of which kind the places are: "UBND các xã, phường ven biển"."""
_PROPER_NAME = re.compile(rf"(?: [{UPPER}](?:['’][{UPPER}])?[{LOWER}]+)+")
_SEVERAL = re.compile(rf"(?<![{LETTER}])(?:các|\d|hai|ba|bốn|năm) (?:{_LEVEL}|đồn biên phòng|thôn|ấp|bản|xóm) [^;]+$")
_ANOTHER_NAME = re.compile(
    rf"(?:,| và| -) (?P<name>(?:(?:TX\.|TP\.|TT\.|thị xã|thành phố|xã|phường) ?)?"
    rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)*)"
)
_KIND_WITH_VERB = re.compile(
    r"phòng văn hóa ?(?:và|-|,) ?thông tin|"
    r"(?:ban|đội|phòng|trung tâm|chi cục|tổ|trạm|hạt) (?:quản lí|cảnh sát điều tra|điều tra|phòng,? chống|phòng cháy"
    r"|dịch vụ tổng hợp|kiểm tra|kiểm soát|phục vụ|giám sát|hỗ trợ|bảo vệ|xử lí|cứu hộ)(?![a-zà-ỹđ])"
)
"""Kinds of units in whose names a verb stands."""
_OF_POLICE = re.compile(rf"công an (?:{_LEVEL})")
"""What a section belongs to: "Phòng An ninh đối ngoại Công an tỉnh"."""
_AS_NAME = re.compile(r"quản lí thị trường")
"""What names a body only with a capital letter; else it is something to be done."""
_HEAD = re.compile(any_of("units", "head"))
"""The office of the one who heads a unit, whom a demand may name instead: "Giám đốc Sở Công Thương"."""
_DOTTED = re.compile(r" (?:tp|tx|tt)$")
_IN_LETTERS = re.compile(rf" \([{UPPER}][{UPPER}&-]{{1,8}}\)(?= [{LOWER}])")
"""What a name is called in letters further on: "Bộ Chỉ huy Quân sự (CHQS) tỉnh"."""
_NEXT_WORD = re.compile(rf" ?([{LETTER}\d][{LETTER}\d.'-]*)")


def unit_at(page: Page, at: int, limit: int) -> Span | None:
    """The name of a unit that begins here: its kind, its level and its proper name in capitals."""
    found = _EXACT.match(page.words, at, limit)
    if found and _AS_NAME.match(page.words, at, limit) and not _is_name(page, at, found.end()):
        return None
    end = found.end() if found else 0
    if found and _HEAD.fullmatch(page.words, at, end) and (of := unit_at(page, end + 1, limit)):
        return Span(at, of.end)
    if found and _DOTTED.search(page.words, at, end) and page.words.startswith(". ", end):
        end += page.text[end + 2 : end + 3].isupper()
    if found is None:
        found = UNIT.match(page.words, at, limit)
        if found is None:
            return None
        end = _without_verbs(page, at, found.end(), limit)
        if (short := _SHORT.match(page.text, at, limit)) and not page.text[at:end].isupper():
            end = short.end()
    while end < limit:
        if letters := _IN_LETTERS.match(page.text, end, limit):
            end = letters.end()
            continue
        if level := _FOLLOWS.match(page.words, end, limit):
            end = level.end()
            continue
        word = _NEXT_WORD.match(page.words, end, limit)
        if word is None or word.start(1) == end or not page.text[word.start(1)].isupper():
            break
        whole = unit_at(page, word.start(1), limit) if _EXACT.match(page.words, word.start(1), limit) else None
        if whole is not None:
            return Span(at, whole.end)
        end = word.end()
        if page.words[end - 1] == "." and page.words[word.start(1) : end] not in ("tp.", "tx.", "tt."):
            end -= 1
            break
    such = _OF_SUCH_PLACES.search(page.words, at, min(limit, end + PLACES_WITHIN))
    if such is not None and such.start("kind") < end <= such.end("kind"):
        end = such.end()
        if name := _PROPER_NAME.match(page.text, end, limit):
            end = name.end()
    while _SEVERAL.search(page.words, at, end) and (other := _ANOTHER_NAME.match(page.text, end, limit)):
        if UNIT.match(page.words, other.start("name"), limit):
            break
        end = other.end()
    return Span(at, end)


def _is_name(page: Page, at: int, end: int) -> bool:
    """True for words with a capital letter that do not just begin a sentence, or that do something."""
    begins = not page.words[max(0, at - 2) : at].strip(" ")[-1:].isalpha() and page.words[at - 2 : at] != ", "
    return page.text[at].isupper() and (not begins or DOES.match(page.words, end) is not None)


class Reporters:
    """Who reports a figure: the last unit, or the forces, named before it in its sentence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sentence = -1
        self._named: list[Span] = []

    def of(self, at: int, sentence: int) -> str | None:
        """The words that name who reports the figure at a place."""
        if sentence != self._sentence:
            start, end, _line = self._page.sentence(sentence)
            end = min(end, start + REPORTER_WITHIN)
            found = (unit_at(self._page, unit.start(), end) for unit in UNIT.finditer(self._page.words, start, end))
            general = (Span(*one.span()) for one in GENERAL.finditer(self._page.words, start, end))
            self._sentence, self._named = sentence, sorted([*filter(None, found), *general])
        last = bisect_left(self._named, (at, at)) - 1
        if last < 0:
            return None
        best = self._named[last]
        return self._page.text[best.start : best.end]


def _without_verbs(page: Page, start: int, end: int, limit: int) -> int:
    """Where the name ends, cut behind its level and before a verb that the pattern of its kind took in."""
    kind = _KIND_WITH_VERB.match(page.words, start, end)
    verb_from = kind.end() if kind else start + 4
    level = _LEVEL_WITHIN.search(page.words, start + 4, end)
    if level is not None and level.end() < end and not page.text[level.end() + 1].isupper():
        end = level.end()
    behind = min(limit, end + VERB_BEHIND)  # of "sắp xếp" only the first syllable may have been taken in
    verb = VERB.search(page.words, verb_from, behind)
    while verb and page.text[verb.start()].isupper():
        verb = VERB.search(page.words, verb.end(), behind)
    if verb is None or verb.start() >= end:
        return end
    return start + len(page.words[start : verb.start()].rstrip(" ,-"))
