"""Organisation units that no list knows, as subjects: known by the noun that they begin with and the verb behind."""

from __future__ import annotations

import re

from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, LOWER, UPPER, Page, Span
from giaoban_desktop.language.reading.units import DOES, GENERAL, UNIT, VERB, unit_at

_KIND = re.compile(rf"{any_of('units', 'bodies')}(?![{LETTER}])")
_PLACE = re.compile(
    rf"(?:Xã|Phường|Thị trấn|Đặc khu|Huyện|Thị xã|Quận|Thành phố|Tỉnh) (?:[{UPPER}][{LOWER}]+|\d{{1,2}}(?![\d/]))"
)
"""A place told instead of its committee: "Xã Ia Mơ rà soát …"."""
_WORD = re.compile(
    rf"(?P<joint> | ?[-–] ?|/| ?& ?|, | và )"
    rf"(?P<word>[{LETTER}\d][{LETTER}\d.]*|[{UPPER}][{UPPER}{LETTER}&-]*)(?![{LETTER}])"
)
_NO_NAME = re.compile(
    r"(?:với|cùng|để|do|ở|về|nhằm|đã|của|có|đến|tới|tận|đi|dạy|gọi|nào|thì|nếu|vì|bởi|cho|các|những|như|sau|qua|này|đó"
    rf"|nêu|kia|trên|dưới|còn|cũng|đều|chưa|mới|vẫn|nói|rằng|ra|vào|hơn|gần|khoảng|ước|bằng|giữa|đối|cả|một|mỗi|phát|chỉ"
    rf"|tổng|toàn|nghiêm|tích|thực|hằng|hàng)(?![{LETTER}])"
)
"""What stands in no name of a body."""
_FIXED = re.compile(r",? (?:thường trực|trực(?<=thường trực)|chống (?!chế)|chữa cháy|cứu hộ|cứu nạn)(?![a-zà-ỹđ])")
_SPEAKS = re.compile(
    r" (?:đã |cũng )?(?:phát biểu|chủ trì(?=\s*(?:[.\n]|$))|chủ trì (?:hội nghị|giao ban|cuộc họp|buổi|phiên)"
    r"|kết luận|dự|tham dự|trình bày)(?![a-zà-ỹđ])"
)
"""What the one named does at the meeting, which nobody demands."""
MOST_WORDS = 12
_MOST_SMALL = 6
"""Words in small letters that may stand one behind another in a name."""
_NEXT_BODY = re.compile(r"\s*[;.)]|,| và ")
_WHOLE = re.compile(rf"(?<![{LETTER}])(?:{any_of('units', 'level')}|nhà nước|việt nam|biên phòng)$")


def subject_at(page: Page, at: int, end: int) -> Span | None:
    """The unit that does something, whose name begins here: one of the lists, or any body up to its verb."""
    unit = unit_at(page, at, end)
    if unit is not None and is_whole(page, unit):
        return unit
    body = body_at(page, at, end)
    return body if unit is None or (body is not None and body.end > unit.end) else unit


def is_whole(page: Page, unit: Span) -> bool:
    """True for a name that ends with a number, a level or what else goes no further."""
    return page.text[unit.end - 1].isdigit() or _WHOLE.search(page.words, *unit) is not None


def body_at(page: Page, at: int, end: int, *, is_heading: bool = False, is_listed: bool = False) -> Span | None:
    """A body that begins here with a capital letter, up to what it does; in a heading up to its colon, in a list of
    bodies up to the next."""
    if not page.text[at : at + 1].isupper():
        return None
    kind = _PLACE.match(page.text, at, end) or _KIND.match(page.words, at, end)
    if kind is None or page.text[at : kind.end()].isupper():
        return None
    reached, small = kind.end(), 0
    for _number in range(MOST_WORDS):
        found = _WORD.match(page.text, reached, end)
        is_name = found is not None and (found.group("word")[0].isupper() or found.group("word")[0].isdigit())
        if reached > kind.end() or kind.re is _PLACE:
            if is_heading and page.words.startswith(":", reached):
                return Span(at, reached)
            if is_listed and (reached >= end or _NEXT_BODY.match(page.text, reached, end)):
                return Span(at, reached)
            if not is_heading and not is_name and DOES.match(page.words, reached, end):
                return None if _SPEAKS.match(page.words, reached, end) else Span(at, reached)
        if found is None or not _goes_on(page, found, end, is_name=is_name):
            return None
        small = 0 if is_name else small + 1
        if small > _MOST_SMALL:
            return None
        reached = found.end()
    return None


def _goes_on(page: Page, found: re.Match[str], end: int, *, is_name: bool) -> bool:
    """True for a further word of a name."""
    at = found.start("word")
    if found.group("joint") in (", ", " và ") and (UNIT.match(page.words, at, end) or GENERAL.match(page.words, at)):
        return False
    if is_name:
        return True
    if _FIXED.match(page.words, found.start(), end):
        return True
    return (
        found.group("joint") != ", " and not _NO_NAME.match(page.words, at, end) and not VERB.match(page.words, at, end)
    )
