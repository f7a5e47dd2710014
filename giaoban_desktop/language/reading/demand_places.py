"""Where in a text the demands of a leader stand: behind "yêu cầu", in the list under "kết luận:", under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Page, Span, is_in_capitals
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB, unit_at

_L = "a-zà-ỹđăâêôơư"
_NOT_BEFORE, _NOT_BEHIND = rf"(?<![{_L}])", rf"(?![{_L}])"
HEADING_LIMIT = 110
GAP_OF_LINES = 3
"""Lines without a demand after which a list is over."""


@dataclass(slots=True)
class Piece:
    """A stretch of the text that holds demands, and the unit that a heading above it named."""

    start: int
    end: int
    lead: str | None = None


_SPEAKER = re.compile(_NOT_BEFORE + any_of("demands", "speaker") + _NOT_BEHIND)
_GIVEN_TO = rf"(?= (?:cho |nhiệm vụ )?(?:{UNIT.pattern}|(?:các|ba|đồng chí|trưởng|chỉ huy|lực lượng|công an|đồn|hai)))"
_TRIGGER = re.compile(
    rf"{_NOT_BEFORE}(?:đề nghị và yêu cầu|đề nghị|yêu cầu|lưu ý|giao nhiệm vụ(?: cho)?"
    rf"|giao(?! ban(?! (?:chỉ huy|ch|quản lí|dân|nhân dân|điều hành|văn hóa|bảo vệ|chỉ đạo|tuyên giáo|chấp hành))"
    rf"{_NOT_BEHIND}| quân| nhận| lưu| thông| trung tâm| nộp){_GIVEN_TO}|phân công(?= )"
    r"|(?:nhấn mạnh|chỉ rõ|nêu rõ|quán triệt|cho rằng|khẳng định)(?=[^.;:]{0,120} (?:phải|cần|không được|tuyệt đối) )"
    rf"|(?:nhắc|căn dặn|dặn){_GIVEN_TO}|chỉ đạo(?= (?:các|ba|công an|ban|đồn|lực lượng|trong thời gian|thời "
    rf"gian|tập trung|tiếp tục|:|một số|\d)))"
    rf"{_NOT_BEHIND}(?! (?:của|từ|tại) )"
)
_REPORT = re.compile(
    r"báo cáo (?:tại|của|cho|kết quả|đánh giá|tổng kết|sơ kết|tóm tắt|nêu)|(?:theo|qua|tại) báo cáo|báo cáo $"
)
_ADDRESSES = re.compile(r"(?:giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|đối với) ")
_AND = re.compile(r"(?:,| và| cùng) ")
_COLON = re.compile(rf"{_NOT_BEFORE}" + any_of("demands", "before_colon") + r"(?: [^:;.\n]{0,90})?:\s*[\"]?\s*(?=\S)")
_NOT_TRIGGER = re.compile(any_of("demands", "not_trigger") + r" $")
_ANNOUNCES = re.compile(
    rf"{_NOT_BEFORE}(?:giao|nêu|nhắc|dặn|yêu cầu|việc|nhiệm vụ|nội dung|chỉ đạo|kết luận|phân công|nhấn mạnh"
    rf"|lưu ý|phát biểu)"
    rf"{_NOT_BEHIND}[^\n.;]{{0,200}}:\s*$"
)
_INTRODUCES = re.compile(rf"{_NOT_BEFORE}" + any_of("demands", "introduces") + r"[^\n.;]{0,200}[:]\s*$")
_DEMAND_HEADING = re.compile(any_of("demands", "demand_heading"))
_TASKS_HEADING = re.compile(r"nhiệm vụ|tổ chức thực hiện|phương hướng|giải pháp|công việc")
_END_HEADING = re.compile(any_of("demands", "end_heading"))
_NUMBER = r"(?:[-+•]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]\s*)?"
_CLOSES = re.compile(rf"^\s*{_NUMBER}" + any_of("demands", "closes"))
_CONTINUES = re.compile(r"^\s*(?:[-+•]\s*)?" + any_of("demands", "continues"))
_GOES_ON = re.compile(r"^\s*(?:[-+•]\s*)?" + any_of("demands", "goes_on"))
_BEGINS = re.compile(r"\s*(?:[-+•]\s*)?(?:riêng |đối với |về phía |giao |yêu cầu |đề nghị |trong đó,? |ngoài ra,? )?")
_DAY_FIRST = re.compile(
    rf"\s*(?:trước|trong|từ|đến|chậm nhất|muộn nhất|hằng|hàng|quí|sau|cuối|đầu|ngay)(?![{_L}])[^,;.]{{2,60}}, "
    rf"(?:[^,;.]{{2,24}}, )?"
)
_MUST = re.compile(
    rf"{_NOT_BEFORE}(?:cần|phải|có trách nhiệm|tuyệt đối không|không được|được giao|được phân công|nghiêm cấm"
    rf"|chậm nhất|hoàn thành trước|xong trước){_NOT_BEHIND}|{_NOT_BEFORE}do (?:{UNIT.pattern})[^.;]{{0,40}} (?:chủ trì|đảm nhận|đảm nhiệm|phụ trách|thực hiện)"
)
_TOLD = re.compile(rf"{_NOT_BEFORE}" + any_of("demands", "told") + rf"{_NOT_BEHIND}")
DONE = re.compile(
    r"^\s*(?:[-+•]\s*)?(?:"
    + any_of("demands", "done")
    + rf",? )?[^.;]{{0,80}}?{_NOT_BEFORE}đã{_NOT_BEHIND}(?! xảy ra| được giao| đề ra| ban hành| kí| xác định| có|"
    + r" nêu| chỉ| phân công| triển khai theo| thống nhất)"
)
_PROPOSES = re.compile(
    rf"^\s*(?:[-+•]\s*)?(?!{any_of('chair', 'governs')})(?:(?:đồng chí )?{any_of('chair', 'officer')} )?(?:{UNIT.pattern}"
    rf"|{any_of('chair', 'people')})[^,;:.]{{0,30}}? (?:đã |cũng |còn )?(?:đề nghị|kiến nghị|đề xuất|phản ánh|xin)"
)
_PERIOD_FIRST = re.compile(
    r"\s*(?:trong (?:tháng|quí|năm|kì|6 tháng|thời gian qua)|tháng qua|thời gian qua|năm qua|kì này)"
)
_GIVEN = re.compile(rf"\s*{_NUMBER}(?:đối với|về phía|giao(?: nhiệm vụ)?(?: cho)?) [^.;]{{4,80}}:")
_LEAD_HEADING = re.compile(
    r"\s*(?:[-+•]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]\s*|[a-hđ][.)]\s*|[ivx]{1,4}[.)]\s*)?"
    r"(?:đối với|về phía|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công)?\s*"
)
_ITEM = re.compile(
    r"\s*(?:[-+•]|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]|[a-hđ][.)]|(?:một|hai|ba|bốn|năm|sáu|bảy|thứ [a-zà-ỹđ]+) "
    r"là[,:]?)\s*\S"
)
_CONCLUSION = re.compile(
    r"(?:thông báo\s+(?:ý kiến )?kết luận|kết luận (?:nhanh|của|hội nghị|giao ban|cuộc họp)|ý kiến kết luận)"
)
_FILLER = re.compile(r"\s*" + any_of("demands", "filler") + r"\s*")
_ADDRESSEE = re.compile(
    rf"\s*[,:]?\s*(?:trong thời gian tới,? |thời gian tới,? |ngay sau hội nghị,? )?(?:{GENERAL.pattern})"
    r"(?: (?:trên địa bàn|của|thuộc|trong)[^.;:,]{0,50}?)?(?=\s*" + any_of("demands", "addressee") + r")"
)


@dataclass(slots=True)
class _Region:
    """What the reader is in the middle of: a speech in a paragraph, a list of demands, a part under a heading."""

    is_open: bool = False
    is_list: bool = False
    is_part: bool = False
    lead: str | None = None
    line: int = -1

    def close(self) -> None:
        """Out of everything."""
        self.is_open = self.is_list = self.is_part = False
        self.lead = None

    def open(self, line: int, *, as_list: bool = False, lead: str | None = None) -> None:
        """Into a speech or a list that begins on a line."""
        self.is_open, self.is_list, self.line, self.lead = True, as_list, line, lead


def pieces(page: Page, chair: Chair) -> Iterator[Piece]:
    """The sentences that hold demands, without what introduces them."""
    region = _Region()
    is_conclusion = _CONCLUSION.search(page.words[:800]) is not None
    for start, end, line in page.sentences():
        words = page.words[start:end]
        is_item = _ITEM.match(words) is not None
        if _is_title(page, start, end):
            region.close()
            region.is_part = _opens_part(words, is_conclusion=is_conclusion)
            region.line = line
            continue
        if _CLOSES.match(words) and _opening(page, start, end, region, chair) is None:
            region.close()
            continue
        can_head = region.is_open or region.is_part or _GIVEN.match(words) is not None
        head = _heading_lead(page, start, end) if can_head else None
        if head is not None:
            region.open(line, as_list=True, lead=head[0])
            if head[1] is not None:
                yield Piece(head[1], end, head[0])
            continue
        begins = _opening(page, start, end, region, chair)
        if begins is not None:
            if begins >= end:  # the demands follow in a list
                region.open(line, as_list=True, lead=_addressed_unit(page, start, end))
                continue
            as_list = region.is_list and is_item
            region.open(line, as_list=as_list, lead=region.lead if as_list else None)
            if not _TOLD.match(page.words, begins, end):
                yield Piece(begins, end, region.lead if as_list else None)
            continue
        if _goes_on(page, start, end, line, region, is_item=is_item):
            region.line = line
            region.is_open = True
            yield Piece(start, end, region.lead if region.is_list else None)
        elif not region.is_part and line - region.line >= GAP_OF_LINES:
            region.close()


def _opens_part(words: str, *, is_conclusion: bool) -> bool:
    if _END_HEADING.match(words.strip(" ivxabc.)/0123456789\n")):
        return False
    if _CONCLUSION.search(words) and "thông báo" not in words:
        return True
    if _DEMAND_HEADING.search(words) and not re.search(r"báo cáo|kết quả", words):
        return True
    return is_conclusion and _TASKS_HEADING.search(words) is not None


def _opening(page: Page, start: int, end: int, region: _Region, chair: Chair) -> int | None:
    """Where demands begin in a sentence that says who demands: `end` when they follow it; None when it says nothing."""
    words = page.words[start:end]
    is_speech = region.is_open and start and not _SPEAKER.search(words[:90])
    if is_speech and _CONTINUES.match(words) and not _INTRODUCES.search(words):
        return None
    if _ANNOUNCES.search(words) and _SPEAKER.search(words) and chair.may_speak(words[: words.rfind(":")]):
        return end
    if _INTRODUCES.search(words) and (region.is_part or region.is_open or _SPEAKER.search(words)):
        return end
    if region.is_list and _ITEM.match(words) and not _SPEAKER.search(words[:60]):
        return None
    colon = _COLON.search(page.words, start, end)
    if colon is not None:
        before = page.words[start : colon.start()] + " "
        is_leader = _SPEAKER.search(page.words[start : colon.end()]) and chair.may_speak(before)
        if is_leader and not DONE.match(before) and not _REPORT.search(before):
            return _behind_address(page, colon.end(), end)
    return _trigger(page, start, end, region, chair)


def _goes_on(page: Page, start: int, end: int, line: int, region: _Region, *, is_item: bool) -> bool:
    """True for a sentence that goes on demanding."""
    words = page.words[start:end]
    if not (region.is_open or region.is_part) or _TOLD.search(words[:100]):
        return False
    if _PROPOSES.search(words):
        return False
    if DONE.match(words) and not (is_item and region.is_list):
        return False
    begins = _BEGINS.match(page.words, start, end)
    at = begins.end() if begins else start
    if (day := _DAY_FIRST.match(page.words, start, end)) is not None:
        at = day.end()
    names_unit = UNIT.match(page.words, at, end) is not None or GENERAL.match(page.words, at, end) is not None
    must = _MUST.search(words) is not None
    demands = names_unit or must or _CONTINUES.match(words) is not None or VERB.match(page.words, at, end) is not None
    gap = line - region.line
    if region.is_list:
        return is_item or (gap < GAP_OF_LINES and demands)
    if region.is_part:
        return is_item or (
            demands and not _PERIOD_FIRST.match(words) and not re.search(r"\d+ [a-zà-ỹđ]+,? \d+ ", words)
        )
    if gap == 0:
        return demands
    return gap < GAP_OF_LINES and (_GOES_ON.match(words) is not None or (names_unit and must))


def _is_title(page: Page, start: int, end: int) -> bool:
    start, end = page.trimmed(start, end)
    text = page.text[start:end]
    if not text or end - start > 160:
        return False
    if is_in_capitals(text):
        return True
    is_roman = re.match(r"(?:[ivx]{1,5}[.)/-]|phần)\s", page.words[start:end]) is not None
    return is_roman and text[-1] not in ".;,"


def _trigger(page: Page, start: int, end: int, region: _Region, chair: Chair) -> int | None:
    """Behind "đề nghị", "yêu cầu", "giao …" of a leader; None when the sentence demands nothing."""
    for found in _TRIGGER.finditer(page.words, start, end):
        before = page.words[start : found.start()]
        if DONE.match(before + " "):
            continue
        if _NOT_TRIGGER.search(before) and not re.search(r"(?:nội dung|kết luận)[^.;]{0,12}$", before[-30:]):
            continue
        if not chair.may_speak(before):
            continue
        if found.group() != "giao":
            return _behind_address(page, found.end(), end)
        is_told = region.is_open and len(before) > 8 and not _SPEAKER.search(before) and "," not in before
        return start if is_told else _behind_address(page, found.start(), end)
    return None


def _behind_address(page: Page, at: int, end: int) -> int:
    """Behind "các lực lượng" and "một số nội dung sau:"; "giao Công an phường chủ trì …" is part of the demand."""
    while True:
        before = at
        if found := _ADDRESSEE.match(page.words, at, end):
            at = found.end()
        if found := _FILLER.match(page.words, at, end):
            at = found.end()
        if at == before:
            return at


def _addressed_unit(page: Page, start: int, end: int) -> str | None:
    """The unit to which a list of demands is given: "Giao Công an xã:"."""
    found = _ADDRESSES.search(page.words, start, end)
    unit = unit_at(page, found.end(), end) if found else None
    return page.text[unit.start : unit.end] if unit else None


def _heading_lead(page: Page, start: int, end: int) -> tuple[str | None, int | None] | None:
    """The unit in a heading above demands, "2. Đối với Công an xã:", and where text goes on behind it."""
    head = _LEAD_HEADING.match(page.words, start, end)
    assert head is not None
    at = head.end()
    rest = page.words[at:end].strip()
    if GENERAL.match(page.words, at, end) and rest.endswith(":") and len(rest) < HEADING_LIMIT:
        return None, None
    unit = unit_at(page, at, end)
    if unit is None:
        return None
    joined = _AND.match(page.words, unit.end, end)
    if joined and (other := unit_at(page, joined.end(), end)) and page.words[other.end : end].strip()[:1] in ("", ":"):
        unit = Span(unit.start, other.end)
    behind = page.words[unit.end : end]
    name = page.text[unit.start : unit.end]
    if behind.strip() in (":", "", "."):
        return name, None
    if behind.lstrip().startswith(":"):
        return name, unit.end + behind.index(":") + 1
    return None
