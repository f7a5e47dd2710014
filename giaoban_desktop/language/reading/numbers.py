"""Numbers with their unit, as a report writes them: "hơn 160 viên", "04 (bốn) lượt", "12,35kg", "1 tỷ 250 triệu đồng",
"ba vụ", "45/45 công dân". What counts nothing is left out; whether the rest is reported is for `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.numbers import LIMIT, Quantity
from giaoban_desktop.errors import InputError
from giaoban_desktop.language.reading import lexicon as lists
from giaoban_desktop.language.reading.lexicon import ENDS_WORD, NOT_IN_WORD, Lexicon, any_of
from giaoban_desktop.language.reading.not_counts import NotCounts
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.trie import trie


class Number(NamedTuple):
    """A number and what it counts; `start` is at its qualifier, `digits` where the number itself begins."""

    start: int
    digits: int
    end: int
    value: Quantity
    qualifier: Qualifier | None
    unit: Span | None
    unit_key: str
    """The unit in normal form; empty when there is none."""
    in_words: bool


_WORD_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_NUMERAL = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
_GOES_ON = f"{_NUMERAL}|mươi|mốt|tư|lăm|nhăm|trăm|linh|lẻ|không|nghìn|ngàn"
_IN_WORDS = re.compile(rf"{NOT_IN_WORD}(?:{_NUMERAL})(?: (?:{_GOES_ON}))*{ENDS_WORD}")
_DIGITS = re.compile(
    rf"\d(?<![{LETTER}\d].)(?<!\d[.,/].)(?<![a-z][-.].)"
    r"(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{0,2}(?:,\d{3})+(?![\d,])|\d*(?:[.,]\d+)?)"
    r"(?![.,]?\d)(?![ol]+[\dol.]*(?![a-zà-ỹđ\d]))"
)
_MISREAD = re.compile(
    r"[\dol](?<![a-zà-ỹđ0-9.,-].)(?<!\d/.)(?:(?:(?<=\d)|(?=[ol]*\d)|(?=\.[\dol]*\d))[\dol]{0,4}(?:\.[\dol]{3})*|(?<=[ol])[ol]{1,2})"
    r"(?![a-zà-ỹđ0-9])"
)
_MORE_GROUPS = re.compile(r"(?: \d{3})+(?![\d.,/])")
_SPELLED = re.compile(rf"\s?\((?:{_GOES_ON}|triệu|tỉ| )+\)")
_OF = re.compile(r"\s?/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\d/.,-])")
_MULTIPLIER = re.compile(r"\s?(nghìn|ngàn|triệu|tr|tỉ)(?![a-zà-ỹđ])(?! lệ)")
_REST = re.compile(r" (\d{1,3}(?:,\d+)?) (nghìn|ngàn|triệu)(?![a-zà-ỹđ])")
_RANGE = re.compile(r"\s?(?:-|đến|tới|~)\s?(?=\d)")
_GAP = re.compile(r"[ ]?\n?[ ]?")
_WORD = re.compile(r"[a-zà-ỹđăâêôơư]+")
_QUALIFIER = re.compile(rf"(?:{NOT_IN_WORD}({trie(lists.qualifiers())})|([~≈]))\s*$")
_NOT_ABOUT = re.compile(
    r"(?:mức|cấp|chế|tốc|trình|thái|nhiệt|mật|góc|tiến|lãnh|nhiều|ít|cao|thấp|lớn|sớm|muộn|tốt|nhanh|lâu|phụ"
    r"|(?<!biên )bản) $"
)
_COUNTS_BEFORE_ONE = re.compile(
    any_of("numbers", "counts_before_one") + r"\s*(?:được |thêm |đã |chỉ |khoảng |đúng |giữ )?$"
)
_NOT_BEFORE_FIVE = re.compile(any_of("numbers", "not_before_five") + r" $")
_STOP = frozenset(
    "và với trong của là đến tại ở các được bị có do để từ thì mà nhưng hay hoặc cho theo sau trước khi nếu "
    "này đó kia so tăng giảm qua về trên dưới ngoài vào ra lên xuống "
    "bằng nên vì đã đang sẽ chưa không còn cùng như những mọi mỗi nhất hơn gần khoảng độ chừng tới trở nữa thêm".split()
)  # fmt: skip


def numbers(page: Page, lexicon: Lexicon, not_counts: NotCounts) -> Iterator[Number]:
    """The numbers of a page in their order."""
    words = page.words
    reached = 0
    spelled = _next(_IN_WORDS, words, 0)
    misread = _next(_MISREAD, words, 0)
    plain = _next(_DIGITS, words, 0)
    while plain or spelled or misread:
        match = min((one for one in (plain, misread, spelled) if one), key=lambda one: one.start())
        pattern = _DIGITS if match is plain else _IN_WORDS if match is spelled else _MISREAD
        following = _next(pattern, words, match.end())
        if match is plain:
            plain = following
        elif match is spelled:
            spelled = following
        else:
            misread = following
        if match.start() < reached or not_counts.holds(match.start()):
            continue
        number = _read(page, lexicon, match, pattern, reached)
        if number is not None:
            reached = number.end
            yield number
        elif pattern is _DIGITS:
            reached = _past_range(page, match)


def _next(pattern: re.Pattern[str], words: str, at: int) -> re.Match[str] | None:
    return pattern.search(words, at)


def _read(page: Page, lexicon: Lexicon, match: re.Match[str], pattern: re.Pattern[str], reached: int) -> Number | None:
    words = page.words
    if pattern is _IN_WORDS:
        return _read_words(page, lexicon, match, reached)
    end = match.end()
    digits = match.group()
    if pattern is _MISREAD:
        if not any(one.isdigit() for one in digits) and "O" not in page.text[match.start() : match.end()]:
            return None
        digits = digits.replace("o", "0").replace("l", "1")
    elif groups := _MORE_GROUPS.match(words, end):
        _unit, key, _end = _unit_after(page, lexicon, groups.end())
        if (
            key
            and len(digits) <= 3
            and digits.isdigit()
            and not words[max(0, match.start() - 2) : match.start()].strip()[-1:].isdigit()
        ):
            digits, end = digits + groups.group().replace(" ", ""), groups.end()
    if _RANGE.match(words, end):
        past = _past_range(page, match)
        if past > end:
            return None
    if spelled := _SPELLED.match(words, end):
        end = spelled.end()
    if (of := _OF.match(words, end)) and _unit_after(page, lexicon, of.end())[1]:
        end = of.end()
    multiplier = _MULTIPLIER.match(words, end)
    power = lists.multipliers()[multiplier.group(1)] if multiplier else 0
    end = multiplier.end() if multiplier else end
    unit, key, after = _unit_after(page, lexicon, end)
    if pattern is _MISREAD and not key:
        return None
    if multiplier and not key:
        unit, key = Span(multiplier.start(1), multiplier.end(1)), "đồng" if power > 3 else ""
        after = end
    value = plain_value(digits, power, is_measure=bool(power) or _is_measure(key))
    if value is not None and multiplier and (rest := _REST.match(words, end)):
        added = plain_value(rest.group(1), lists.multipliers()[rest.group(2)], is_measure=True)
        unit, key, after = _unit_after(page, lexicon, rest.end())
        value = _sum(value, added)
    if value is None:
        return None
    start, qualifier = _qualified(page, match.start(), reached, key)
    return Number(start, match.start(), max(after, end), value, qualifier, unit, key, False)


def _is_measure(key: str) -> bool:
    """True for what is measured: "gam", "gam ma túy"."""
    measures = lists.word_set("units", "measures")
    return key in measures or key.partition(" ")[0] in measures


def _read_words(page: Page, lexicon: Lexicon, match: re.Match[str], reached: int) -> Number | None:
    multiplier = _MULTIPLIER.match(page.words, match.end())
    power = lists.multipliers()[multiplier.group(1)] if multiplier else 0
    unit, key, after = _unit_after(page, lexicon, multiplier.end() if multiplier else match.end(), only_exact=True)
    if not key or unit is None:
        return None
    spoken = match.group()
    before = page.words[max(reached, match.start() - 24) : match.start()]
    if spoken == "một" and not _COUNTS_BEFORE_ONE.search(before):
        return None
    if page.text[match.start()].isupper() and before[-2:-1].isalpha():
        return None  # in the name of a place
    if before.endswith("ngã "):
        return None
    if spoken == "năm" and _NOT_BEFORE_FIVE.search(before):
        return None
    value = _spoken(spoken.split(" "))
    if value is None:
        return None
    start, qualifier = _qualified(page, match.start(), reached, key)
    return Number(start, match.start(), after, Quantity(value * 10**power), qualifier, unit, key, True)


def _unit_after(page: Page, lexicon: Lexicon, at: int, *, only_exact: bool = False) -> tuple[Span | None, str, int]:
    """The unit behind a number, its normal form and where it ends; an unknown noun is its own unit."""
    start = _past_gap(page, at)
    found = lexicon.unit.match(page.words, start)
    if found:
        return Span(*found.span()), " ".join(found.group().split()), found.end()
    if only_exact:
        return None, "", at
    found = lexicon.bare_unit.match(page.bare, start)
    if found:
        return Span(*found.span()), _marked_unit(lexicon, " ".join(found.group().split())), found.end()
    return None, "", at


def _past_gap(page: Page, at: int) -> int:
    """Behind the blank between a number and its unit; a line may end there only in the middle of a sentence."""
    gap = _GAP.match(page.words, at)
    assert gap is not None
    end = gap.end()
    if "\n" in gap.group() and not page.text[end : end + 1].islower():
        return at
    return end


def _marked_unit(lexicon: Lexicon, key: str) -> str:
    return next((unit for unit in lexicon.units_of if lists.bare(unit) == key), key)


def unknown_unit(page: Page, lexicon: Lexicon, at: int) -> Span | None:
    """The noun behind a number that no list knows; two syllables where an indicator counts such things."""
    gap = _GAP.match(page.words, at)
    assert gap is not None
    found = _WORD.match(page.words, gap.end())
    if found is None or len(found.group()) < 2 or found.group() in _STOP or "\n" in gap.group():
        return None
    if page.text[found.start()].isupper() and gap.end() > at:
        return None
    known = lexicon.alias.match(lists.alias_text(page.bare[found.start() : found.start() + 60]))
    end = found.end()
    if known and " " in known.group():
        second = _WORD.match(page.words, end + 1)
        end = second.end() if second and page.words[end] == " " else end
    return Span(found.start(), end)


def _qualified(page: Page, at: int, reached: int, unit_key: str) -> tuple[int, Qualifier | None]:
    """Where the number begins with the word that qualifies it, and that word's sense."""
    found = _QUALIFIER.search(page.words, max(reached, at - 24), at)
    if found is None:
        return at, None
    before = page.words[max(0, found.start() - 12) : found.start()]
    word = found.group(1) or found.group(2)
    if _NOT_ABOUT.search(before):
        return at, None
    if word == "trên" and unit_key in lists.word_set("units", "places"):
        return at, None
    return found.start(), lists.qualifiers()[" ".join(word.split())]


def _past_range(page: Page, match: re.Match[str]) -> int:
    """Behind "3 - 5 người" or "từ 3 đến 5 vụ", where no number is a count; else the end of the match."""
    between = _RANGE.match(page.words, match.end())
    second = _DIGITS.match(page.words, between.end()) if between else None
    return second.end() if second else match.end()


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_BY_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")


def plain_value(digits: str, power: int, *, is_measure: bool) -> Quantity | None:
    """The value of digits as an office writes them; a comma before three digits groups counts, not measures."""
    if len(digits) > 18:
        return None
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    elif not is_measure and _GROUPED_BY_COMMAS.fullmatch(digits):
        digits = digits.replace(",", "")
    whole, _mark, decimals = digits.replace(".", ",").partition(",")
    if not decimals.isdigit() and decimals:
        return None  # "864.999.98,9"
    scale = len(decimals)
    amount = int(whole + decimals)
    if power >= scale:
        amount, scale = amount * 10 ** (power - scale), 0
    else:
        scale -= power
    if amount >= LIMIT:
        return None
    try:
        return Quantity(amount, scale)
    except InputError:
        return None


def _sum(one: Quantity, other: Quantity | None) -> Quantity | None:
    try:
        return one + other if other is not None else None
    except InputError:
        return None


def _spoken(numerals: list[str]) -> int | None:
    """The value of a number in words: "mười lăm" 15, "hai mươi mốt" 21, "một trăm linh tư" 104."""
    total = hundreds = 0
    current: int | None = None
    for numeral in numerals:
        if numeral == "mươi":
            hundreds, current = hundreds + (1 if current is None else current) * 10, None
        elif numeral == "trăm":
            hundreds, current = hundreds + (1 if current is None else current) * 100, None
        elif numeral in ("nghìn", "ngàn"):
            total, hundreds, current = total + (hundreds + (current or 0) or 1) * 1000, 0, None
        elif numeral in ("linh", "lẻ"):
            current = None
        elif numeral == "mười":
            hundreds, current = hundreds + 10, None
        elif current is not None:
            return None
        else:
            current = _WORD_DIGITS[numeral]
    value = total + hundreds + (current or 0)
    return value or None
