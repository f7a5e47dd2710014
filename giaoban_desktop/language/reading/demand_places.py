"""Where in a text the demands of a leader stand: behind "yêu cầu", in the list under "kết luận:", under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.demand_words import (
    ITEM,
    begins_told,
    can_demand,
    is_done,
    is_told,
    joins_on,
    must_be_done,
    names_unit,
    reports,
)
from giaoban_desktop.language.reading.doers import names_in, names_only
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.openings import (
    CHAIR_SAYS,
    HEADING_LIMIT,
    SPEAKS,
    SPEAKS_OF,
    Region,
    addressed_before,
    addressed_unit,
    opening,
)
from giaoban_desktop.language.reading.page import Page, Span, is_in_capitals
from giaoban_desktop.language.reading.units import GENERAL, unit_at

SPEAKER_LIMIT = 110
"""Characters before a colon in which the one who speaks is named."""
GAP_OF_LINES = 3
"""Lines without a demand after which a list is over."""


@dataclass(slots=True)
class Piece:
    """A stretch of the text that holds demands, and the unit that a heading above it named."""

    start: int
    end: int
    lead: str | None = None
    helpers: tuple[str, ...] = ()


_AND = re.compile(r"(?:,| và| cùng) ")
_QUOTED = re.compile(
    r"(?:^|\n)[ ]{0,4}\"(?P<said>[^\"\n]{60,1600})\",? (?P<by>[^\";:.\n]{3,80}?) (?:nói|yêu cầu|chỉ đạo|nhấn mạnh|nhắc"
    r"|đề nghị|lưu ý|khẳng định|kết luận|giao nhiệm vụ|phát biểu|quán triệt)"
)
_DEMAND_HEADING = re.compile(any_of("demands", "demand_heading"))
_TASKS_HEADING = re.compile(r"nhiệm vụ|tổ chức thực hiện|phương hướng|giải pháp|công việc")
_END_HEADING = re.compile(any_of("demands", "end_heading"))
_NUMBERING = re.compile(r"^[\s•+*-]*(?:\(?(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-hđ])(?:[.)/]|-(?=\s))\s*)*")
_ITEM_MARK = re.compile(r"\s*([-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))|[a-hđ][.)])\s*\S")
_PROPOSALS = re.compile(
    r"\s*(?:[ivxabc\d]+[.)/-]\s*)*(?:phần )?(?:đề xuất|kiến nghị|thảo luận|ý kiến (?:tham gia|thảo luận|phát biểu"
    r"|đóng góp|của các)|ý kiến\s*$)"
)
_ASKS = re.compile(r"[-+•*\s\d.)]*(?:kính )?(?:đề nghị|kiến nghị|đề xuất)(?![a-zà-ỹđ])")
_OF_MEETING = re.compile(r"(?:hội nghị|giao ban|sơ kết|tổng kết|tin)(?! kết luận)(?![^.;:]{0,80}(?:kết luận|chỉ đạo))")
_SHORT_HEADING = re.compile(
    r"[-+•*\s]*(?P<number>(?:\(?[\da-hđ]{1,2}(?:\.\d{1,2})*[.)/]\s*)*)"
    f"(?:{any_of('demands', 'demand_heading')}|{any_of('demands', 'end_heading')})"
    r"(?P<rest>[^.;:]{0,120})$"
)
UNNUMBERED = 60
"""Letters behind its first words; a longer line without a number is no heading."""
_NUMBER = r"(?:[-+•*]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))\s*)?"
_CLOSES = re.compile(rf"^\s*{_NUMBER}" + any_of("demands", "closes"))
_CAPTION = re.compile(r"(?<![a-zà-ỹđ])ảnh(?:[: ]|$)|^\s*(?:quang|toàn) cảnh")
_PERIOD_FIRST = re.compile(
    r"\s*(?:trong (?:tháng|quí|năm|kì|6 tháng|thời gian qua)|tháng qua|thời gian qua|năm qua|kì này)"
)
_GIVEN = re.compile(rf"\s*{_NUMBER}(?:đối với|về phía|giao(?: nhiệm vụ)?(?: cho)?) [^.;]{{4,80}}:")
_LEAD_HEADING = re.compile(
    r"\s*(?:[-+•*]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))\s*|[a-hđ][.)]\s*|[ivx]{1,4}[.)-]\s*)?"
    r"(?P<told>(?:đối |riêng )?với|riêng|về phía|(?:việc|phần việc|nhiệm vụ|công việc) của"
    r"|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công)?\s*"
)
_ROMAN = re.compile(r"\s*[ivx]{1,5}[.)]\s")
_SINCE = re.compile(
    rf"\s*{_NUMBER}(?:[ivxa-d][.)]\s*)?(?:trong )?(?:(?:một|hai|ba|sáu|chín|\d+) tháng(?: đầu năm)?|quí|tháng|kì|năm"
    r"|thời gian)(?: vừa)? qua, "
)
"""What was done since the last meeting follows."""
_TELLS_ALL = re.compile(rf"\s*(?:{GENERAL.pattern})")
_CONCLUSION = re.compile(
    r"(?:thông báo\s+(?:ý kiến )?kết luận|kết luận (?:nhanh|của|hội nghị|giao ban|cuộc họp)|ý kiến kết luận)"
)
_ALL_OF_THEM = re.compile(
    r"(?:(?!các đồng chí)(?:cả|tất cả|các) [^.;:,]{3,40}"
    r"|(?:nhiệm vụ |yêu cầu |việc )?chung(?: (?:cho|của|với)[^.;:]{3,40})?):\s*(?=\S)"
)
_LEADS_THEN = re.compile(
    r"\s+(?:là đơn vị )?(?:chủ trì|đầu mối|phụ trách|thực hiện)"
    r"(?:,? (?:phối hợp (?:với |cùng )?|cùng )?(?P<helpers>[^:.;]{3,120}?)(?: (?:cùng )?(?:phối hợp|hỗ trợ))?)?\s*:\s*"
)
_TOPIC = re.compile(
    r"(?:[-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]?|[a-hđ][.)]|[ivx]{1,4}[.)])\s*"
    r"(?:(?:việc|nhiệm vụ|yêu cầu) chung|(?:về|(?:các|một số) (?:việc|nhiệm vụ|nội dung)|nhiệm vụ(?! của)|việc(?! của))"
    r" [^.;:]{2,70}):?"
)
_FOR_ALL = re.compile(
    r"(?:nhiệm vụ |việc |yêu cầu )?chung(?: cho[^.;:]{3,40}| của[^.;:]{3,40})?:?|(?:cả|tất cả) [^.;:]{3,40}:|các"
    r" [^.;:,]{2,30}:"
)


def pieces(page: Page, chair: Chair) -> Iterator[Piece]:
    """The sentences that hold demands, without what introduces them."""
    region = Region()
    quoted = list(_quoted(page, chair))
    others_line = -1
    is_conclusion = _CONCLUSION.search(page.words[:800]) is not None
    region.of_notice = "thông báo" in page.words[:800] and is_conclusion
    for start, end, line in page.sentences():
        words = page.words[start:end]
        is_item = ITEM.match(words) is not None
        if quoted and quoted[0].start < end:
            speech = Span(max(start, quoted[0].start), min(end, quoted[0].end))
            if speech.start < speech.end and can_demand(page, *speech) and not is_told(page.words[slice(*speech)]):
                region.open(line)
                begins = opening(page, *speech, region, chair)
                if begins is None or not speech.start <= begins < speech.end:
                    begins = speech.start
                yield Piece(begins, speech.end)
            if quoted[0].end <= end:
                region.open(line)
                del quoted[0]
            continue
        is_within = _heads_within(page, start, end, region)
        if not is_within and _is_title(page, start, end, region):
            region.close()
            region.is_part = _opens_part(words, is_conclusion=is_conclusion)
            region.is_silent = _PROPOSALS.match(words) is not None
            region.line = line
            said = CHAIR_SAYS.match(words)
            headline = start + said.end() if said else end
            if said and can_demand(page, headline, end) and not _OF_MEETING.match(page.words, headline, end):
                yield Piece(start + said.end(), end)
            continue
        if region.is_silent and (_ASKS.match(words) or not chair.speaks(words[:90])):
            continue
        region.is_silent = False
        if not (region.is_open or region.is_part) and _is_of_another(words, chair):
            others_line = line
        if line == others_line and not chair.speaks(words):
            continue
        if _CLOSES.match(words) and opening(page, start, end, region, chair) is None:
            region.close()
            continue
        if (is_item or is_within) and (region.is_open or region.is_part) and _is_topic(page, start, end):
            region.open(line, as_list=True)
            continue
        can_head = region.is_open or region.is_part or is_within or _GIVEN.match(words) is not None
        head = _heading_lead(page, start, end) if can_head else None
        if head is not None:
            region.open(line, as_list=True, lead=head.lead)
            region.mark_of_lead = _mark(words)
            if head.end is not None:
                yield Piece(head.end, end, head.lead, head.helpers)
            continue
        begins = opening(page, start, end, region, chair)
        if begins is not None:
            region.is_notice = region.is_notice or (is_conclusion and ":" in words)
            if begins >= end:  # the demands follow in a list
                region.open(line, as_list=True, lead=addressed_unit(page, start, end))
                continue
            goes_on = is_item or line == region.line
            as_list = region.is_list and goes_on and not chair.speaks(words[: max(0, begins - start)])
            region.open(line, as_list=as_list, lead=region.lead if as_list else None)
            if begins != SPEAKS and not begins_told(page.words[begins:end]):
                region.names_units = region.names_units or names_unit(page, begins, end)
                lead = region.lead if as_list else addressed_before(page, start, begins)
                yield Piece(begins, end, lead)
                others_line = -1
                region.is_soft = False
            else:
                region.is_soft = True
            continue
        if not region.is_open and chair.speaks(words[:120]) and SPEAKS_OF.search(words) and not is_done(words):
            region.open(line)
            region.is_soft = True
            continue
        if _goes_on(page, start, end, line, region, is_item=is_item):
            region.is_soft = False
            region.line = line
            region.is_open = True
            region.names_units = region.names_units or names_unit(page, start, end)
            if region.mark_of_lead and _mark(words) == region.mark_of_lead:
                region.lead = region.mark_of_lead = None
            yield Piece(start, end, region.lead if region.is_list else None)
        elif _CAPTION.search(words) or (is_item and region.is_list):
            region.line = line
        elif not region.is_part and line - region.line >= GAP_OF_LINES:
            region.close()


def _quoted(page: Page, chair: Chair) -> Iterator[Span]:
    """What the leader is quoted with in several sentences, from mark to mark: "“…. …”, ông Khánh nói."."""
    for found in _QUOTED.finditer(page.words):
        if ". " in found.group("said") and chair.speaks(found.group("by")):
            yield Span(*found.span("said"))


def _is_of_another(words: str, chair: Chair) -> bool:
    """True for the beginning of what an officer or a unit reports: "2. Ông …, Phó Trưởng Công an xã: …"."""
    colon = words.find(":", 0, SPEAKER_LIMIT)
    if colon <= 0 or chair.speaks(words[:colon]):
        return False
    named = _NUMBERING.sub("", words[:colon])
    return not (chair.may_speak(f"{named}:") and chair.may_speak(f"{named} "))


def _mark(words: str) -> str | None:
    """The kind of mark that an item begins with: its sign, or "1" or "a" for numbers and letters."""
    found = _ITEM_MARK.match(words)
    return re.sub(r"\d+", "1", re.sub(r"[a-hđ]", "a", found.group(1))) if found else None


def _opens_part(words: str, *, is_conclusion: bool) -> bool:
    words = _NUMBERING.sub("", words)
    if (
        words.startswith("thông báo")
        or _END_HEADING.match(words)
        or any(_OF_MEETING.match(one) for one in (words, words.partition(": ")[2]))
    ):
        return False
    if _CONCLUSION.search(words) and "thông báo" not in words:
        return True
    if _DEMAND_HEADING.search(words) and not re.search(r"báo cáo|kết quả", words):
        return True
    return is_conclusion and _TASKS_HEADING.search(words) is not None


def _goes_on(page: Page, start: int, end: int, line: int, region: Region, *, is_item: bool) -> bool:
    """True for a sentence that goes on demanding."""
    words = page.words[start:end]
    if not (region.is_open or region.is_part):
        return False
    if reports(words) or _SINCE.match(words):
        region.told_on = line
    if is_told(words) or (line == region.told_on and not must_be_done(page, start, end)):
        return False
    if is_done(words) and not (is_item and region.is_list):
        return False
    demands = must_be_done(page, start, end) if region.is_soft else can_demand(page, start, end)
    gap = line - region.line
    if region.is_list:
        return is_item or (gap < GAP_OF_LINES and demands) or (gap == 1 and _goes_on_under_lead(words, region))
    if region.is_part:
        return is_item or (
            demands and not _PERIOD_FIRST.match(words) and not re.search(r"\d+ [a-zà-ỹđ]+,? \d+ ", words)
        )
    if gap == 0:
        return demands
    return gap < GAP_OF_LINES and joins_on(page, start, end, after_units=region.names_units)


def _goes_on_under_lead(words: str, region: Region) -> bool:
    """True for a whole sentence on the line below the name of the unit that it tells, whatever it begins with."""
    return region.lead is not None and words.rstrip().endswith((".", ";")) and not _TELLS_ALL.match(words)


def _is_title(page: Page, start: int, end: int, region: Region) -> bool:
    start, end = page.trimmed(start, end)
    text = page.text[start:end]
    if not text or end - start > 160:
        return False
    if is_in_capitals(text):
        return True
    words = page.words[start:end]
    if re.match(r"(?:[ivx]{1,5}[.)/-]|phần)\s", words):
        return text[-1] not in ".;,"
    stands_alone = page.words[end : end + 1] == "\n" and (start == 0 or page.words[start - 1] in " \n")
    if not stands_alone or text[-1] in ".;,:":
        return False
    is_of_notice = region.is_notice and ITEM.match(words) and _TASKS_HEADING.match(_NUMBERING.sub("", words))
    short = _SHORT_HEADING.match(words)
    is_short = short is not None and (bool(short.group("number")) or len(short.group("rest")) <= UNNUMBERED)
    return bool(is_of_notice) or is_short


class _Heading(NamedTuple):
    """The unit that a heading tells, None for all of them; where text goes on behind it; who helps."""

    lead: str | None
    end: int | None = None
    helpers: tuple[str, ...] = ()


def _heading_lead(page: Page, start: int, end: int) -> _Heading | None:
    """The unit in a heading above demands: "2. Đối với Công an xã:", "Công an xã chủ trì, Trạm Y tế phối hợp: …"."""
    head = _LEAD_HEADING.match(page.words, start, end)
    assert head is not None
    at = head.end()
    rest = page.words[at:end].strip()
    if GENERAL.match(page.words, at, end) or _FOR_ALL.match(rest):
        is_whole = rest.endswith(":") or _FOR_ALL.fullmatch(rest)
        is_named = (head.group("told") or names_only(page, at, end)) and _stands_alone(page, start, end)
        if len(rest) < HEADING_LIMIT and (is_whole or is_named):
            return _Heading(None)
        all_of_them = _ALL_OF_THEM.match(page.words, at, end)
        if all_of_them and unit_at(page, at, end) is None:
            return _Heading(None, all_of_them.end())
    unit = unit_at(page, at, end)
    if unit is None:
        return None
    joined = _AND.match(page.words, unit.end, end)
    if joined and (other := unit_at(page, joined.end(), end)) and page.words[other.end : end].strip()[:1] in ("", ":"):
        unit = Span(unit.start, other.end)
    name = _in_small_letters(page, unit)
    leads = _LEADS_THEN.match(page.words, unit.end, end)
    if leads is not None:
        helpers = tuple(names_in(page, Span(*leads.span("helpers")))) if leads.group("helpers") else ()
        return _Heading(name, leads.end() if page.words[leads.end() : end].strip() else None, helpers)
    behind = page.words[unit.end : end]
    if behind.strip() in (":", "", "."):
        return _Heading(name)
    if behind.lstrip().startswith(":"):
        return _Heading(name, unit.end + behind.index(":") + 1)
    return None


def _heads_within(page: Page, start: int, end: int, region: Region) -> bool:
    """True for a heading inside demands: "II. Về quân sự", "ĐỐI VỚI CÔNG AN XÃ"."""
    if not (region.is_open or region.is_part or region.is_notice):
        return False
    if is_in_capitals(page.text[start:end].strip()):
        told = _LEAD_HEADING.match(page.words, start, end)
        rest = page.words[start:end].strip()
        is_told = told is not None and told.group("told") in ("đối với", "với", "riêng với", "về phía")
        return (is_told and _heading_lead(page, start, end) is not None) or _FOR_ALL.fullmatch(rest) is not None
    if not region.is_list or _ROMAN.match(page.words, start, end) is None:
        return False
    return _is_topic(page, start, end) or (
        _stands_alone(page, start, end) and _heading_lead(page, start, end) is not None
    )


def _in_small_letters(page: Page, unit: Span) -> str:
    """The name of a unit as it is written elsewhere in the text, where a heading has it in capitals."""
    name = page.text[unit.start : unit.end]
    if not name.isupper() or " " not in name:
        return name
    at = page.words.find(page.words[unit.start : unit.end])
    while at >= 0:
        found = page.text[at : at + len(name)]
        if not found.isupper():
            return found
        at = page.words.find(page.words[unit.start : unit.end], at + 1)
    return name


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """True for words that fill their line and end without a stop."""
    return page.words[end : end + 1] == "\n" and page.words[start:end].rstrip()[-1:] not in ".;,:"


def _is_topic(page: Page, start: int, end: int) -> bool:
    """True for a heading inside a list that says what the items below are about: "2.1. Về phòng cháy"."""
    words = page.words[start:end].strip()
    if " giao " in words:
        return False
    return (words.endswith(":") or _stands_alone(page, start, end)) and _TOPIC.fullmatch(words) is not None
