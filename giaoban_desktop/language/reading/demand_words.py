"""What a sentence looks like that can be a demand, and what tells that one is none: praise, reports, proposals."""

from __future__ import annotations

import re

from giaoban_desktop.language.reading.bodies import body_at
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, Page
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB

NOT_BEFORE, NOT_BEHIND = rf"(?<![{LETTER}])", rf"(?![{LETTER}])"
ITEM = re.compile(
    r"\s*(?:[-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))|\(?[a-hđ][.)]"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|thứ [a-zà-ỹđ]+) là[,:]?|(?:nhiệm vụ|việc) (?:số )?\d{1,2}[:.)])\s*\S"
)
_CONTINUES = re.compile(r"^\s*(?:[-+•]\s*)?" + any_of("demands", "continues"))
_GOES_ON = re.compile(r"^\s*(?:[-+•]\s*)?" + any_of("demands", "goes_on"))
_BEGINS = re.compile(
    r"\s*(?:[-+•]\s*)?(?:còn |riêng |đối với |về phía |giao |yêu cầu |đề nghị |trong đó,? |ngoài ra,? |cụ thể,? "
    r"|do đó,? |vì vậy,? )?"
)
_DAY_FIRST = re.compile(
    rf"\s*(?:trước mắt|trước|trong|từ|đến|chậm nhất|muộn nhất|hằng|hàng|quí|sau|cuối|đầu|ngay|còn với|còn|về|với"
    rf"|đối với"
    rf"|riêng|thời gian tới|ngoài ra|theo đó|tháng \d{{1,2}})(?![{LETTER}])[^,;.]{{0,80}}, "
    rf"(?:[^,;.]{{2,24}}, )?"
)
_TOPIC_UNIT = re.compile(
    rf"\s*(?!trong|theo|qua|nhờ)[^,;.:]{{3,50}}[,:] (?:{UNIT.pattern}|{GENERAL.pattern}) (?:{VERB.pattern})"
)
_BY_DAY = re.compile(
    rf"\s*(?:đến|trước|chậm nhất)(?: ngày)? \d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{4}})?,? (?:{VERB.pattern})"
)
_OWN_PLAN = re.compile(
    rf"\s*(?:trong )?thời gian (?:tới|tiếp theo), (?:{GENERAL.pattern}) [^.;,]{{0,24}}?(?:tiếp tục|sẽ|tập trung)"
)
_MUST = re.compile(
    rf"{NOT_BEFORE}(?:cần|(?<!không )phải|hãy|đừng|chớ|có trách nhiệm|chịu trách nhiệm|nhớ|tuyệt đối không"
    rf"|không được(?! (?:giải quyết|phát hiện|quan tâm|kiểm soát|cấp))|được giao|được"
    rf" phân công|nghiêm cấm"
    rf"|chậm nhất|hoàn thành trước|xong trước){NOT_BEHIND}|{NOT_BEFORE}do (?:{UNIT.pattern})[^.;]{{0,40}} (?:chủ"
    rf" trì|đảm nhận|đảm nhiệm|phụ trách|thực hiện|giúp|lo|làm|hỗ trợ)"
)
_TOLD = re.compile(rf"{NOT_BEFORE}" + any_of("demands", "told") + rf"{NOT_BEHIND}")
_DONE = re.compile(
    rf"[^.;]{{0,80}}?{NOT_BEFORE}đã{NOT_BEHIND}(?! đến| cận kề| gần| xảy ra| được giao| đề ra| ban hành| kí"
    rf"| xác định| có|"
    r" nêu| chỉ| phân công| triển khai theo| thống nhất)"
)
_TO_BE_DONE = re.compile(rf"{NOT_BEFORE}(?:làm xong|xong (?:trước|trong)|hạn (?:chót|cuối)|chậm nhất|phải){NOT_BEHIND}")
_DONE_FIRST = re.compile(r"\s*(?:[-+•]\s*)?" + any_of("demands", "done") + r",?\s")
_INTRODUCED = re.compile(
    rf"\s*(?:\d{{1,2}}[.)] *)?(?:đồng chí|đ/c|ông|bà) [^,;.:]{{3,40}}(?:,| -) (?:phó |quyền )?"
    rf"(?:{any_of('chair', 'leads')}|{any_of('chair', 'officer')})[^;.:]{{0,60}}(?:[;.]|$)"
)
_PROPOSES = re.compile(
    rf"^\s*(?:[-+•]\s*)?(?!{any_of('chair', 'governs')})(?:(?:đồng chí )?{any_of('chair', 'officer')}"
    rf" )?(?:{UNIT.pattern}"
    rf"(?: [^,;:.]{{0,24}}?(?<!thẩm định )(?<!xử lí )(?<!xem xét )(?<!nghiên cứu ))?"
    rf"|{any_of('chair', 'people')}[^,;:.]{{0,30}}?) ?"
    r"(?:đã |cũng |còn )?(?:đề nghị|kiến nghị|đề xuất|phản ánh|xin) "
)
_RESULTS = re.compile(
    rf"{NOT_BEFORE}"
    + any_of("demands", "results")
    + r"[^.;]{0,60}? \d[\d.,]* (?:lượt |nghìn |triệu )?"
    + any_of("demands", "results_of")
)


_AGREES_AND_GIVES = re.compile(
    r"\s*(?:[-+•]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]\s*)?(?:cơ bản )?(?:đồng ý|nhất trí|thống nhất)(?![^.]*đăng cai)"
    rf"[^.]{{0,140}}?(?:[,;]| và|(?<=đồng ý)|(?<=nhất trí)|(?<=thống nhất)) (?:đề nghị |và )?giao (?:cho )?"
    rf"(?:{UNIT.pattern})"
)
"""To agree is no demand, but to give somebody a task in the same breath is."""
_ENDS = re.compile(
    rf"{NOT_BEFORE}(?:sớm|khẩn trương|dứt điểm|còn lại|tồn đọng|xong|trước|chậm nhất|phải|cần|phấn đấu|hoàn thành"
    rf"|bảo đảm|mỗi (?:tháng|quí|tuần|năm)|đạt(?! (?:tỉ lệ |trên |hơn |gần )?\d)){NOT_BEHIND}"
)


def goes_on(words: str) -> bool:
    """True for words, in normal form, with which a demand or its joining to the one before usually begins."""
    return _CONTINUES.match(words) is not None


def is_told(words: str) -> bool:
    """True for words, in normal form, that praise, report or propose instead of demanding."""
    if _AGREES_AND_GIVES.match(words):
        return False
    return bool(_TOLD.search(words[:100]) or _INTRODUCED.match(words) or _PROPOSES.search(words) or reports(words))


def is_done(words: str) -> bool:
    """True for words that tell what was done: "đã" is their verb, and no other verb stands before it."""
    found = _DONE.match(words)
    if found is None:
        return False
    if _TO_BE_DONE.search(words):
        return False
    before = words[: found.end() - len("đã")]
    first = _DONE_FIRST.match(before)
    return VERB.search(before, first.end() if first else 0) is None


def begins_told(words: str) -> bool:
    """True for words behind "yêu cầu" or "nói:" that praise or report at once."""
    words = words.lstrip(' "')
    return _TOLD.match(words) is not None or _INTRODUCED.match(words) is not None or reports(words)


def reports(words: str) -> bool:
    """True for words that tell a result with its figures."""
    return _RESULTS.search(words) is not None and _ENDS.search(words) is None


def can_demand(page: Page, start: int, end: int) -> bool:
    """True for words that can be a demand: they begin with a verb or name a unit, or say "phải", "cần"."""
    words = page.words[start:end]
    if _CONTINUES.match(words) or _MUST.search(words) or names_unit(page, start, end) or _TOPIC_UNIT.match(words):
        return True
    if _BY_DAY.match(words):
        return True
    begins = _BEGINS.match(page.words, start, end)
    return VERB.match(page.words, begins.end() if begins else start, end) is not None


def names_unit(page: Page, start: int, end: int) -> bool:
    """True for a sentence whose subject is a unit or an addressee, behind the time that may stand first."""
    begins = [found.end() for pattern in (_DAY_FIRST, _BEGINS) if (found := pattern.match(page.words, start, end))]
    return any(
        UNIT.match(page.words, at, end) or GENERAL.match(page.words, at, end) or body_at(page, at, end)
        for at in begins or [start]
    )


def must_be_done(page: Page, start: int, end: int) -> bool:
    """True for words that demand beyond doubt: "phải", "cần"."""
    return _MUST.search(page.words, start, end) is not None


def joins_on(page: Page, start: int, end: int, *, after_units: bool) -> bool:
    """True for a paragraph that goes on demanding: it joins on, begins with a verb, or tells the next unit."""
    words = page.words[start:end]
    if words.lstrip().startswith('"') and _MUST.search(words):
        return True
    if _OWN_PLAN.match(words) and not _MUST.search(words):
        return False
    if _GOES_ON.match(words) or VERB.match(page.words, start + len(words) - len(words.lstrip()), end):
        return True
    return names_unit(page, start, end) and (after_units or _MUST.search(words) is not None)
