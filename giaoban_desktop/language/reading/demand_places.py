"""Where in a text the demands of a leader stand: behind "yêu cầu", in the list under "kết luận:", under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from giaoban_desktop.language.reading.assignments import is_labelled, tells_end
from giaoban_desktop.language.reading.bodies import subject_at
from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.demand_headings import (
    CONCLUSION,
    NUMBERING,
    OF_MEETING,
    assigns_below,
    goes_on_title,
    heading_lead,
    heads_items,
    heads_within,
    is_title,
    is_topic,
    opens_part,
    person_heading,
    tells_more,
    time_first,
    time_for_list,
    time_in_heading,
    time_of_heading,
)
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
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.openings import (
    CHAIR_SAYS,
    SPEAKS,
    SPEAKS_OF,
    Region,
    addressed_before,
    addressed_unit,
    opening,
)
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.units import DOES, GENERAL

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
    until: Span | None = None
    """The words of the heading above that say by when."""

    @property
    def span(self) -> Span:
        """Its place in the page."""
        return Span(self.start, self.end)


_QUOTED = re.compile(
    r"(?:^|\n)[ ]{0,4}\"(?P<said>[^\"\n]{60,1600})\"[ ,-]+(?P<by>[^\";:.\n]{3,80}?) (?:nói|yêu cầu|chỉ đạo|nhấn mạnh"
    r"|nhắc"
    r"|đề nghị|lưu ý|khẳng định|kết luận|giao nhiệm vụ|phát biểu|quán triệt)"
)
_ITEM_MARK = re.compile(r"\s*([-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))|[a-hđ][.)])\s*\S")
_PROPOSALS = re.compile(
    r"\s*(?:[ivxabc\d]+[.)/-]\s*)*(?:phần )?(?:đề xuất|kiến nghị|thảo luận|ý kiến (?:tham gia|thảo luận|phát biểu"
    r"|đóng góp|của các)|ý kiến\s*$)"
)
_ASKS = re.compile(r"[-+•*\s\d.)]*(?:kính )?(?:đề nghị|kiến nghị|đề xuất)(?![a-zà-ỹđ])")
_NUMBER = r"(?:[-+•*]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))\s*)?"
_CLOSES = re.compile(rf"^\s*{_NUMBER}" + any_of("demands", "closes"))
_THEREFORE = re.compile(
    r"\s*\"?(?:do đó|vì vậy|vì thế|do vậy|bởi vậy|trước mắt|trước hết|cuối cùng|theo đó|cụ thể|còn|riêng)?,?\s*"
)
_RECEIVERS = re.compile(r"\s*nơi nhận")
_ENDS_IT = re.compile(r"\s*(?:trên đây là|nhận được)")
_CAPTION = re.compile(r"(?<![a-zà-ỹđ])ảnh(?:[: ]|$)|^\s*(?:quang|toàn) cảnh")
_PERIOD_FIRST = re.compile(
    r"\s*(?:trong (?:tháng|quí|năm|kì|6 tháng|thời gian qua)|tháng qua|thời gian qua|năm qua|kì này)"
)
_GIVEN = re.compile(rf"\s*{_NUMBER}(?:đối với|về phía|giao(?: nhiệm vụ)?(?: cho)?) [^.;]{{4,80}}:")
_SINCE = re.compile(
    rf"\s*{_NUMBER}(?:[ivxa-d][.)]\s*)?(?:trong )?(?:(?:một|hai|ba|sáu|chín|\d+) tháng(?: đầu năm)?|quí|tháng|kì|năm"
    r"|thời gian)(?: vừa)? qua, "
)
"""What was done since the last meeting follows."""
_TELLS_OF_PERIOD = re.compile(
    r"\s*(?:[-+•]\s*)?trong (?:tháng|quí|năm|kì|tuần|\d+ tháng)(?: qua| này)?,(?! (?:phải|cần|tập trung|hoàn thành))"
    r"(?![^.]{0,80} (?:phải|cần) )[^.;]{0,60}(?:phát hiện|xảy ra|tiếp nhận|bắt(?: giữ)?|xử lí) (?:\d|cháy|tai nạn|vụ)"
)
_RESULT = re.compile(
    r"\s*(?:(?:không|chưa) (?:có|phát sinh|xảy ra|ghi nhận|phát hiện)(?![a-zà-ỹđ])"
    r"|(?:huy động|tổ chức|phát hiện|xử lí|bắt giữ|bắt|tuần tra|duy trì|trao đổi|tiếp nhận) (?:được )?\d)"
    r"(?![^.]* (?:phải|cần|trước|xong|hoàn thành|chậm nhất) )"
)
"""A result at the beginning of a paper of conclusions, before what is demanded."""
_TELLS_ALL = re.compile(rf"\s*(?:{GENERAL.pattern})")


def pieces(page: Page, chair: Chair) -> Iterator[Piece]:
    """The sentences that hold demands, without what introduces them."""
    region = Region()
    quoted = list(_quoted(page, chair))
    others_line = -1
    is_conclusion = CONCLUSION.search(page.words[:800]) is not None
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
        if (region.is_open or region.is_part) and (is_labelled(page, start, end) or tells_end(page, start, end)):
            region.line = line
            yield Piece(start, end)
            continue
        is_within = heads_within(page, start, end, region)
        if not is_within and is_title(page, start, end, region):
            region.close()
            region.is_part = opens_part(words, is_conclusion=is_conclusion) or assigns_below(page, start, end)
            region.is_silent = _PROPOSALS.match(words) is not None
            region.line = line
            said = CHAIR_SAYS.match(words)
            headline = start + said.end() if said else end
            if said and can_demand(page, headline, end) and not OF_MEETING.match(page.words, headline, end):
                yield Piece(start + said.end(), end)
            continue
        if region.is_silent and (_ASKS.match(words) or not chair.speaks(words[:90])):
            continue
        region.is_silent = False
        if not (region.is_open or region.is_part) and _is_of_another(words, chair):
            others_line = line
        if line == others_line and not chair.speaks(words):
            continue
        if _CLOSES.match(words) and (_ENDS_IT.match(words) or opening(page, start, end, region, chair) is None):
            region.close()
            if _RECEIVERS.match(words):
                region.is_notice = region.of_notice = False
            continue
        in_part = region.is_open or region.is_part
        if in_part and (until := time_of_heading(page, start, end)):
            region.open(line, as_list=True)
            region.until = until
            continue
        if in_part and (is_item or is_within) and (is_topic(page, start, end) or heads_items(page, start, end)):
            region.open(line, as_list=True)
            region.until = None if is_within or tells_more(words) else region.until
            continue
        if in_part and (first := time_first(page, start, end)):
            region.open(line, as_list=True, lead=region.lead)
            yield Piece(page.words.index(":", first.end) + 1, end, region.lead, until=first)
            continue
        can_head = region.is_open or region.is_part or is_within or _GIVEN.match(words) is not None
        head = heading_lead(page, start, end) if can_head else None
        if head is None and region.is_list and not chair.speaks(words[:60]):
            head = person_heading(page, start, end)
        if head is not None:
            region.open(line, as_list=True, lead=head.lead)
            if head.lead is None and head.end is None:
                region.until = time_for_list(page, start, end)
            region.mark_of_lead = _mark(words)
            region.until_of_unit = time_in_heading(page, start, end)
            if head.end is not None:
                yield Piece(head.end, end, head.lead, head.helpers, region.until_of_unit or region.until)
            continue
        begins = opening(page, start, end, region, chair)
        if begins is not None:
            region.is_notice = region.is_notice or (is_conclusion and ":" in words)
            if begins >= end:  # the demands follow in a list
                region.open(line, as_list=True, lead=addressed_unit(page, start, end))
                region.until = time_of_heading(page, start, end) or time_for_list(page, start, end)
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
            until = region.until_of_unit or region.until
            yield Piece(start, end, region.lead if region.is_list else None, until=until)
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
    named = NUMBERING.sub("", words[:colon])
    return not (chair.may_speak(f"{named}:") and chair.may_speak(f"{named} "))


def _mark(words: str) -> str | None:
    """The kind of mark that an item begins with: its sign, or "1" or "a" for numbers and letters."""
    found = _ITEM_MARK.match(words)
    return re.sub(r"\d+", "1", re.sub(r"[a-hđ]", "a", found.group(1))) if found else None


def _goes_on(page: Page, start: int, end: int, line: int, region: Region, *, is_item: bool) -> bool:
    """True for a sentence that goes on demanding."""
    words = page.words[start:end]
    if not (region.is_open or region.is_part):
        return False
    if reports(words) or _SINCE.match(words) or _TELLS_OF_PERIOD.match(words):
        region.told_on = line
    if region.is_part and not is_item and line == region.line + 1 and goes_on_title(page, start, end):
        return False
    if is_told(words) or (line == region.told_on and not must_be_done(page, start, end)):
        return False
    if is_done(words) and not (is_item and region.is_list):
        return False
    can = can_demand(page, start, end)
    demands = must_be_done(page, start, end) or _tells_unit(page, start, end) if region.is_soft else can
    gap = line - region.line
    if region.is_list:
        return is_item or (gap < GAP_OF_LINES and demands) or (gap == 1 and _goes_on_under_lead(words, region))
    if region.is_part:
        return is_item or (
            demands
            and not _PERIOD_FIRST.match(words)
            and not _RESULT.match(words)
            and not re.search(r"\d+ [a-zà-ỹđ]+,? \d+ ", words)
        )
    if gap == 0:
        return demands
    return gap < GAP_OF_LINES and joins_on(page, start, end, after_units=region.names_units)


def _tells_unit(page: Page, start: int, end: int) -> bool:
    """True for a sentence that says at once what a unit shall do: "Do đó, Công an tỉnh khẩn trương …"."""
    begins = _THEREFORE.match(page.words, start, end)
    at = begins.end() if begins else page.trimmed(start, end).start
    unit = subject_at(page, at, end) or GENERAL.match(page.words, at, end)
    if unit is None or is_done(page.words[start:end]):
        return False
    return DOES.match(page.words, unit.end if isinstance(unit, Span) else unit.end(), end) is not None


def _goes_on_under_lead(words: str, region: Region) -> bool:
    """True for a whole sentence on the line below the name of the unit that it tells, whatever it begins with."""
    return region.lead is not None and words.rstrip().endswith((".", ";")) and not _TELLS_ALL.match(words)
