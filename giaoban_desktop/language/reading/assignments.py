"""Who does a demand, who helps and by when, where that stands beside it: behind it in brackets or after a dash, or
under labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from giaoban_desktop.language.reading.deadline_days import Given
from giaoban_desktop.language.reading.deadlines import FoundDeadline, deadline_in_cell, find_deadline, tells_event
from giaoban_desktop.language.reading.doers import helpers_of, lead_of, names_in, names_only
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB, unit_at

LEAD, HELP, END = "lead", "help", "end"
_LABEL = re.compile(
    rf"(?<![{LETTER}])(?:(?P<{LEAD}>{any_of('assignments', LEAD)})|(?P<{HELP}>{any_of('assignments', HELP)})"
    rf"|(?P<{END}>{any_of('assignments', END)}))\s*:\s*"
)
_FIRST = re.compile(r"\s*(?:[-+•*]\s*)?\(?\s*(?=\S)")
_DOES_IT = re.compile(r" (?:sẽ )?" + any_of("assignments", "does_it") + rf"(?![{LETTER}])")
_GIVEN_TO = re.compile(r"\s*(?:giao(?: cho)?|do|phân công|trách nhiệm(?: của)?|thuộc trách nhiệm(?: của)?) ")
_HELP_BEHIND = re.compile(r" (?:(?:cùng )?phối hợp|hỗ trợ|cùng làm|(?:cùng )?tham gia)(?: thực hiện)?\s*$")
_TIME = re.compile(any_of("assignments", "time"))
_THEN_DOES = re.compile(rf", (?:{VERB.pattern})")
_BETWEEN = re.compile(r";|(?:,| -) (?=" + any_of("assignments", "time") + ")")
"""What parts who does it, who helps and by when: "Công an xã; trước 20/6", "Công an xã, xong trong tháng 8"."""
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,200})[)\]][\s.;,]*$")
_BEFORE_EVENT = re.compile(r" trước (?!ngày \d|\d)[^,;.():]{3,60} $")
_DASH = re.compile(r"\s(?:-+>|=>|→|⇒|-)\s+|(?<=[a-zà-ỹđ]):\s+")
_TASKS = r"(?:nhiệm vụ|công việc|phần việc|đầu việc|việc|nội dung|yêu cầu|kết luận)"
_SAID_WHO = re.compile(
    rf"\s*(?:[-+•*]\s*)?(?:{_TASKS} này )?(?:giao(?: nhiệm vụ)?(?: cho)?|do|phân công|trách nhiệm thuộc(?: về)?) "
    rf"(?=(?:{UNIT.pattern}))"
)
_DOES_ONLY = re.compile(
    rf"(?: sẽ| làm| chịu| được phân công)?(?: {any_of('assignments', 'does_it')})?"
    r"(?: thực hiện| chính| tham mưu| đầu mối)*\W*"
)
_AND_HELPS = re.compile(
    rf"(?: {any_of('assignments', 'does_it')})?(?:,| và|;)? (?:(?:cùng )?phối hợp(?: với| cùng)?|cùng(?: với)?|có) "
    r"(?P<names>[^.;]{3,120}?)(?: (?:cùng )?(?:phối hợp|hỗ trợ|tham gia)(?: thực hiện)?)?\W*"
    rf"|(?: {any_of('assignments', 'does_it')})?, (?P<others>[^.;]{{3,120}}?) (?:phối hợp|hỗ trợ)(?: thực hiện)?\W*"
)
_POST = re.compile(rf"[{LETTER}][{LETTER} /-]{{2,30}}")
_FORCE = re.compile(r"(?:công an|quân sự|biên phòng)\s*$")
NAME_WITHIN = 60
"""Characters before a dash in which the name begins that it divides."""
_ALL = (
    rf"(?:(?:tất cả|toàn bộ|cả (?:hai|ba|bốn|\d)|hai|ba|bốn) (?:các |những )?{_TASKS}(?: nêu)?(?: trên)?|tất cả)"
    rf"(?![{LETTER}])"
)
_ABOVE = rf"(?:các |những |mọi )?{_TASKS}(?:(?: nêu| nói| giao)? trên(?: đây)?| còn lại)"
_DONE_BY = r"(?:phải |cần |yêu cầu |phấn đấu |cố gắng )*(?:hoàn thành|hoàn tất|xong|làm xong|thực hiện xong)"
_ASKED = rf"(?:yêu cầu|đề nghị|giao)(?: (?:{GENERAL.pattern}))?(?: thực hiện)?"
_END_LABEL = (
    r"(?:thời gian|thời hạn|hạn chót|hạn cuối(?: cùng)?|hạn|tiến độ|thời điểm)"
    r"(?: hoàn thành| thực hiện| xong| chung| báo cáo| trình| nộp| gửi| triển khai| tổ chức)?"
)
_ALL_OF_THEM = re.compile(
    rf"\s*(?:[-+•*]\s*)?(?:(?:{_ASKED} )?(?:{_ALL}|(?:tất cả |toàn bộ )?{_ABOVE})[^.;:,]{{0,24}}? (?={_DONE_BY})"
    rf"|{_ASKED} {_DONE_BY} (?:{_ALL}|(?:tất cả |toàn bộ )?{_ABOVE}) (?=trước|trong|chậm|muộn|đến|hết)"
    rf"|{_END_LABEL}(?: cho| của)? (?:chung\s*|(?:chung )?(?:cho |của )?(?:{_ALL}|{_ABOVE})\s*)(?::|là)\s*)"
)
_ONLY_TIME = re.compile(
    rf"\s*\(?\s*(?:{_END_LABEL}(?: (?:cho|của) {_TASKS} này)?(?:\s*:\s*|\s+là\s+"
    r"|\s+(?=(?:phải )?(?:trước|trong|chậm|muộn|đến|hết|ngày|từ|cuối|đầu|giữa|quí|tháng|xong|\d)))(?=\S)"
    rf"|(?=(?:trước|trong|chậm nhất|muộn nhất|đến|hết)(?![{LETTER}])[^,;.]{{3,40}} phải (?:xong|hoàn thành)\W*$)"
    rf"|(?=(?:chậm nhất|muộn nhất|trễ nhất) (?:là |đến |ngày |trong |hết )*[\dtqc])"
    rf"|{_TASKS} này (?:phải |cần )?(?:làm|thực hiện|triển khai) (?:ngay|khẩn trương|sớm),? "
    rf"(?=(?:chậm nhất|muộn nhất|trước|trong|đến|xong)(?![{LETTER}]))"
    rf"|(?:{_TASKS} này |kết quả )?(?:yêu cầu |đề nghị )?(?=(?:phải |cần |phấn đấu |cố gắng )*"
    r"(?:hoàn thành|hoàn tất|xong|làm xong)(?: (?:trước|trong|vào|đến|hết|chậm nhất|muộn nhất|ngày|tháng|quí)|:) ))"
)
TIME_LIMIT = 60
"""Characters of a sentence that tells nothing but by when."""


class Assignment(NamedTuple):
    """What is told beside a demand; nothing where it is not told."""

    lead: str | None = None
    helpers: tuple[str, ...] = ()
    deadline: FoundDeadline | None = None


def tells_who_only(page: Page, start: int, end: int) -> bool:
    """True for words that say who does it, who helps and by when, and nothing that is to be done."""
    given = _GIVEN_TO.match(page.words, start, end)
    inner = page.trimmed(given.end() if given else start, end)
    for number, part in enumerate(_parts(page, inner)):
        if _is_time(page, part):
            continue
        unit = unit_at(page, *part)
        if unit is None or (number == 0 and GENERAL.match(page.words, *part)):
            return False
        if names_only(page, *part) or _DOES_ONLY.fullmatch(page.words, unit.end, part.end):
            continue
        one_more = _AND_HELPS.fullmatch(page.words, unit.end, part.end)
        names = one_more.span(one_more.lastgroup or 0) if one_more else None
        if names is None or not names_only(page, *names):
            return False
    return inner.end > inner.start


def told_after(page: Page, start: int, end: int, given: Given) -> Assignment | None:
    """Who does what stands before: "Giao Công an xã chủ trì, xong trước 15/4"; None for another demand."""
    said = _SAID_WHO.match(page.words, start, end)
    if said is None or not tells_who_only(page, said.end(), end):
        return None
    last = Span(said.end(), said.end() + len(page.words[said.end() : end].rstrip(" \n.;,)")))
    return _told_in(page, last, given)


def is_labelled(page: Page, start: int, end: int) -> bool:
    """True for a sentence of labels with names and a time behind them: "Chủ trì: Công an xã; thời hạn: 20/6"."""
    return bool(_fields(page, start, end))


def labelled(page: Page, start: int, end: int, given: Given) -> Assignment | None:
    """What a sentence of labels tells; None for any other sentence."""
    lead: str | None = None
    helpers: tuple[str, ...] = ()
    deadline: FoundDeadline | None = None
    fields = _fields(page, start, end)
    for name, value in fields:
        if name == LEAD:
            lead = None if GENERAL.match(page.words, *value) else page.text[value.start : value.end]
        elif name == HELP:
            helpers = tuple(names_in(page, value))
        else:
            deadline = deadline_in_cell(page, *value, given)
    return Assignment(lead, helpers, deadline) if fields else None


def for_all(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """By when all that stands above is to be done: "Các nhiệm vụ trên hoàn thành trước ngày 5/10"."""
    found = _ALL_OF_THEM.match(page.words, start, end)
    return _time_behind(page, found, end, given)


def for_last(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """By when what stands before is to be done, where nothing else is told: "Hoàn thành trước ngày 15/4"."""
    return _time_behind(page, _only_time(page, start, end), end, given)


def tells_end(page: Page, start: int, end: int) -> bool:
    """True for a sentence that tells by when what stands above is to be done: all of it, or the last."""
    return bool(_ALL_OF_THEM.match(page.words, start, end) or _only_time(page, start, end))


def _only_time(page: Page, start: int, end: int) -> re.Match[str] | None:
    """What leads to the time in a short sentence that tells nothing else."""
    found = _ONLY_TIME.match(page.words, start, end)
    return found if found and end - start <= TIME_LIMIT and "," not in page.words[found.end() : end] else None


def _time_behind(page: Page, found: re.Match[str] | None, end: int, given: Given) -> FoundDeadline | None:
    if found is None:
        return None
    value = Span(found.end(), found.end() + len(page.words[found.end() : end].rstrip(" \n.;,)")))
    ending = deadline_in_cell(page, *value, given)
    return ending if ending.due_on or ending.is_recurring else None


def bracketed(page: Page, start: int, end: int, given: Given) -> tuple[int, Assignment] | None:
    """Where a bracket or what follows a dash begins that ends a demand and tells who does it, and what it tells."""
    found = _BRACKET.search(page.words, start, end)
    if found and (
        _BEFORE_EVENT.search(page.words, start, found.start()) or tells_event(page.words[start : found.start() + 1])
    ):
        found = None  # the day of an event before which it is to be done
    inner = page.trimmed(*found.span("inner")) if found else None
    told = (labelled(page, *inner, given) or _told_in(page, inner, given)) if inner else None
    ends = found.start() if found and told else end
    if told is None or not (told.lead or told.helpers):
        return _behind_dash(page, Span(start, ends), told or Assignment(), given) or ((ends, told) if told else None)
    return ends, told


def _behind_dash(page: Page, demand: Span, told: Assignment, given: Given) -> tuple[int, Assignment] | None:
    """Where the dash stands behind which is told who does it: "Sửa đường vào chốt - Phòng Kinh tế (20/6)"."""
    for mark in _DASH.finditer(page.words, *demand):
        last = Span(mark.end(), mark.end() + len(page.words[mark.end() : demand.end].rstrip(" .;,")))
        if last.start >= last.end or _within_name(page, demand.start, mark.start()):
            continue
        if mark.group().startswith(":") and not tells_who_only(page, *last):
            continue
        behind = _told_in(page, last, given)
        if behind and behind.lead:
            return mark.start(), behind._replace(deadline=behind.deadline or told.deadline)
    return None


def _within_name(page: Page, start: int, mark: int) -> bool:
    """True for a dash inside the name of a unit, or between forces: "Công an - Quân sự"."""
    first = max(start, mark - NAME_WITHIN)
    names = (unit_at(page, one.start(), len(page.words)) for one in UNIT.finditer(page.words, first, mark))
    return _FORCE.search(page.words, first, mark) is not None or any(one and one.end > mark for one in names)


def _told_in(page: Page, inner: Span, given: Given) -> Assignment | None:
    """What a bracket without labels tells: who does it, who helps, and by when; None when it tells another thing."""
    parts = list(_parts(page, inner))
    ending = deadline_in_cell(page, *parts[-1], given) if _is_time(page, parts[-1]) else None
    who = parts[:-1] if ending else parts
    if not who:
        return Assignment(deadline=ending)
    inner = Span(who[0].start, who[-1].end)
    if not _tells_who(page, inner):
        return None
    lead = lead_of(page, *inner)
    helpers: list[str] = []
    for part in who:
        behind = _HELP_BEHIND.search(page.words, *part)
        if behind and (unit_at(page, *part) is not None or GENERAL.match(page.words, *part)):
            helpers += names_in(page, Span(part.start, behind.start()))
            if len(who) == 1 and len(helpers) > 1 and not _DOES_IT.search(page.words, part.start, behind.start()):
                lead = helpers[0]  # "Ban CHQS xã, Phòng Kinh tế phối hợp"
    helpers += [one for one in helpers_of(page, *inner) if one not in helpers]
    others = tuple(one for one in helpers if one != lead)
    return Assignment(lead, others, ending or find_deadline(page, *inner, given))


def _fields(page: Page, start: int, end: int) -> list[tuple[str, Span]]:
    """The labels of a sentence with what stands behind each; none where it begins otherwise, or names no names."""
    first = _FIRST.match(page.words, start, end)
    if first is None or _LABEL.match(page.words, first.end(), end) is None:
        return []
    labels = list(_LABEL.finditer(page.words, first.end(), end))
    fields: list[tuple[str, Span]] = []
    for label, following in pairwise([*labels, None]):
        assert label is not None
        last = following.start() if following else end
        value = Span(label.end(), label.end() + len(page.words[label.end() : last].rstrip(" \n.;,()-")))
        name = label.lastgroup or END
        is_named = name == END or names_only(page, *value) or (name == LEAD and _is_post(page, value))
        if value.end <= value.start or not is_named:
            return []
        fields.append((name, value))
    return fields


def _is_post(page: Page, value: Span) -> bool:
    """True for a short name without anything to do: "Văn thư", "các công chức chuyên môn"."""
    if _POST.fullmatch(page.words, *value) is None or VERB.search(page.words, *value):
        return False
    return not page.text[slice(*value)].istitle()  # those are persons: who wrote the article


def _tells_who(page: Page, inner: Span) -> bool:
    given = _GIVEN_TO.match(page.words, *inner)
    at = given.end() if given else inner.start
    unit = unit_at(page, at, inner.end)
    if unit is None:
        return False
    return names_only(page, at, inner.end) or _DOES_IT.search(page.words, unit.end, inner.end) is not None


def _is_time(page: Page, part: Span) -> bool:
    if _TIME.match(page.words, *part) is None or UNIT.search(page.words, *part) is not None:
        return False
    return _THEN_DOES.search(page.words, *part) is None


def _parts(page: Page, inner: Span) -> Iterator[Span]:
    at = inner.start
    for mark in _BETWEEN.finditer(page.words, *inner):
        yield page.trimmed(at, mark.start())
        at = mark.end()
    yield page.trimmed(at, inner.end)
