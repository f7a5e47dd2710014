"""The headings inside demands: of parts, of the units that are told what follows, of topics above items."""

from __future__ import annotations

import re
from typing import NamedTuple

from giaoban_desktop.language.reading.bodies import body_at
from giaoban_desktop.language.reading.demand_words import ITEM
from giaoban_desktop.language.reading.doers import PERSON, names_in, names_only, with_others
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.openings import HEADING_LIMIT, Region
from giaoban_desktop.language.reading.page import LETTER, UPPER, YEAR, Page, Span, is_in_capitals
from giaoban_desktop.language.reading.units import GENERAL, HAMLET, VERB, unit_at

_DEMAND_HEADING = re.compile(any_of("demands", "demand_heading"))
_TASKS_HEADING = re.compile(r"nhiệm vụ|tổ chức thực hiện|phương hướng|giải pháp|công việc")
_END_HEADING = re.compile(any_of("demands", "end_heading"))
NUMBERING = re.compile(r"^[\s•+*-]*(?:\(?(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-hđ])(?:[.)/]|-(?=\s))\s*)*")
"""The sign or number that a heading begins with."""
OF_MEETING = re.compile(r"(?:hội nghị|giao ban|sơ kết|tổng kết|tin)(?! kết luận)(?![^.;:]{0,80}(?:kết luận|chỉ đạo))")
"""Titles that tell of a meeting, not of what was demanded there."""
_SHORT_HEADING = re.compile(
    r"[-+•*\s]*(?P<number>(?:\(?[\da-hđ]{1,2}(?:\.\d{1,2})*[.)/]\s*)*)"
    f"(?:{any_of('demands', 'demand_heading')}|{any_of('demands', 'end_heading')})"
    r"(?P<rest>[^.;:]{0,120})$"
)
UNNUMBERED = 60
"""Letters behind its first words; a longer line without a number is no heading."""
_LEAD_HEADING = re.compile(
    r"\s*(?:[-+•*]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))\s*|[a-hđ][.)]\s*|[ivx]{1,4}[.)-]\s*)?"
    r"(?P<told>(?:đối |riêng )?với|riêng|về phía|phía|(?:việc|phần việc|nhiệm vụ|công việc|trách nhiệm)"
    r" (?:của|(?:đối )?với|cho|giao)"
    r"|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công)?\s*"
)
_REMARK = re.compile(
    r"(?: \([^()\n]{2,40}\)|(?:,| -)? (?:phải |cần )?(?:hoàn thành|xong|thực hiện xong|hạn) [^:;.()\n]{4,40}(?=\s*:))?"
    r"(?: (?:(?:có|chịu) trách nhiệm|lãnh đạo|chỉ đạo|cần|phải|tập trung|làm|khẩn trương|chủ động"
    r"|thực hiện)(?: (?:các|một số|những|mấy) (?:việc|nhiệm vụ|nội dung|công việc)[^:;.\n]{0,16})?(?=\s*:))?"
)
"""What stands behind the name in a heading: "3. Đối với Đồn Biên phòng (đề nghị)", "Công an xã có trách nhiệm:"."""
_SPEAKS = re.compile(
    rf"(?:{any_of('chair', 'governs')})[^:;.]{{0,40}}"
    r" (?:kết luận|chỉ đạo|yêu cầu|phát biểu|có ý kiến|nhấn mạnh|giao nhiệm vụ|nhận định"
    r"|khẳng định|đánh giá|ghi nhận|cho rằng)"
)
"""Who leads says something: "Chủ tịch UBND tỉnh kết luận:"."""
_PERSON_TOLD = re.compile(
    rf"(?P<name>{PERSON}(?:(?:,| và) {PERSON})*)(?: \([^()]{{3,40}}\)|(?:,| -) (?P<post>[^:;.,]{{3,50}}))?:\s*"
)
_FOR = ("đối với", "riêng với", "về phía")
_UNKNOWN = re.compile(r"[^:;.]{3,70}:\s*")
"""An addressee that no list knows: "Đối với các chủ bè cá:"."""
_REST_OF_NAME = re.compile(rf"(?: ?- ?[^:;.,\n]{{2,30}}|(?: (?!lãnh đạo:|chỉ đạo:)[{LETTER}\d]+){{1,4}})(?=:)")
"""The rest of a name in a heading: "Phòng Hậu cần - Kỹ thuật:", "UBND các xã vùng lòng hồ:"."""
_TIMED_HEAD = (
    r"(?:(?:những|các|một số|nhóm|mấy) )?(?:đầu việc|phần việc|việc|nhiệm vụ|công việc|nội dung) [^.;:]{0,40}?"
    r"(?:\(?(?:xong|hoàn thành|giải quyết(?: dứt điểm)?)(?: ngay)?"
    r" (?P<time>(?:trước|trong|đến|hết|chậm nhất|vào) [^.;:]{3,40}?)\)?"
    r"|(?<=việc )(?:(?:cần |phải )?(?:làm|giải quyết|xử lí) )?(?:ngay )?(?P<within>(?:ngay )?trong [^.;:]{3,24}?)"
    r"|(?<=việc )(?:làm )?(?P<always>thường xuyên|hằng (?:ngày|tuần|tháng))"
    r"|(?:làm|thực hiện|triển khai|duy trì)"
    r" (?P<standing>(?:thường xuyên|liên tục|hằng|hàng|định kì)[^.;:]{0,30}?))\s*"
)
_TIMED, _TIMED_BEFORE = re.compile(rf"{_TIMED_HEAD}:?\s*$"), re.compile(rf"{_TIMED_HEAD}:\s*(?=\S)")
_TIME = (
    r"(?P<time>(?:xong |hoàn thành )?(?:trước|trong|đến|hết|chậm nhất|muộn nhất|từ nay) (?:[^:;,()\n]{0,30}[ /.-])?"
    r"(?:\d{1,4}|(?:tháng|tuần|quí|năm)(?: (?:này|tới|sau|nay|[ivx]{1,3}))?|ngày mai|hôm nay)"
    r"|(?:cuối |đầu |giữa )?(?:tháng|quí|tuần) (?:(?:\d{1,2}|[ivx]{1,3})(?:[/ ][^:;,()\n]{0,14})?|này|tới|sau)"
    r"|(?:từ )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?(?: ?(?:-|đến) ?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?)?)"
)
_TIME_FIRST = re.compile(rf"[\s•+*-]*(?:\(?(?:\d{{1,2}}(?:\.\d{{1,2}})*|[a-hđ])[.)]\s*)?{_TIME}:")
_TIMED_ALONE = re.compile(rf"{_TIME}:?\s*$")
_TIME_IN_HEADING = re.compile(rf"[^:;(]{{3,80}}?(?:\((?:thời )?(?:hạn:? )?|,? (?:phải |cần )?){_TIME}\)?\s*:")
_TIME_FOR_LIST = re.compile(
    r"(?:[,;(]| và| )\s*(?:phải |cần |yêu cầu |thời gian )*(?:hoàn thành|xong|thời hạn|hạn|báo cáo(?: kết quả)?)"
    r"(?: chung)?(?: (?:các|những|một số|mấy) (?:việc|nhiệm vụ|nội dung|phần việc|công việc)(?: sau(?: đây)?)?)?:?"
    r" (?P<time>(?:xong )?(?:trước|trong|đến|hết|chậm nhất|muộn nhất|vào|là) [^:;,()]{3,44}?)"
    r"(?: (?:các|những|một số|mấy) (?:việc|nhiệm vụ|nội dung|phần việc|công việc)[^:;.]{0,20})?\)?\s*[:.]?\s*$"
)
_YEAR_OR_MEETING = re.compile(rf"giao ban|hội nghị|(?:tháng|quí) [\divx]+|{YEAR}")
_ROMAN = re.compile(r"\s*[ivx]{1,5}[.)]\s")
CONCLUSION = re.compile(
    r"(?:thông báo\s+(?:ý kiến )?kết luận|kết luận (?:nhanh|của|hội nghị|giao ban|cuộc họp)|ý kiến kết luận)"
)
"""What a paper of conclusions calls itself."""
_CONCLUDES = re.compile(r"(?:ý kiến )?kết luận (?:của|chỉ đạo|hội nghị|giao ban|cuộc họp|tại) ")
_ALL_OF_THEM = re.compile(
    r"(?:(?!các đồng chí)(?:cả|tất cả|các) [^.;:,]{3,40}"
    r"|(?:nhiệm vụ |yêu cầu |việc )?chung(?: (?:cho|của|với)[^.;:]{3,40})?):\s*(?=\S)"
)
_LEADS_THEN = re.compile(
    r"\s+(?:là đơn vị )?(?:chủ trì|đầu mối|phụ trách|thực hiện)"
    r"(?:,? (?:phối hợp (?:với |cùng )?|cùng )?(?P<helpers>[^:.;]{3,120}?)(?: (?:cùng )?(?:phối hợp|hỗ trợ))?)?\s*:\s*"
)
_WITH_THEN = re.compile(
    r"\s+(?:chủ động )?(?:phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng(?: với)?) (?P<helpers>[^:.;]{3,120}?)\s*:\s*"
)
_TOPIC = re.compile(
    r"(?:[-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/]?|[a-hđ][.)]|[ivx]{1,4}[.)])\s*"
    r"(?:(?:một số )?(?:việc|nhiệm vụ|yêu cầu) chung"
    r"|(?:về|(?:(?:chỉ đạo|phân công|yêu cầu|triển khai|giao) )?(?:các|một số|những) (?:việc|nhiệm vụ|nội dung)"
    r"|nhiệm vụ(?! (?:của|đối với|với|cho|giao))|việc(?! (?:của|đối với|với|cho|giao)))"
    r" [^.;:]{2,70}):?"
)
_MORE = re.compile(
    r"(?:[ivx]{1,4}|\d(?:\.\d)?)[.)]? (?:ngoài ra|bên cạnh đó|đồng thời|cùng với đó"
    r"|(?:một số |các |những )?(?:nhiệm vụ|việc|công việc|nội dung|yêu cầu) khác):?"
)
""" "III. Ngoài ra:" goes on demanding."""
_FOCUS = re.compile(
    r"(?:công việc |nhiệm vụ |việc )?(?:trọng tâm|trọng điểm)(?: công tác)? (?:trong )?(?:tuần|tháng|quí)"
    r"|phân công (?:công việc|việc|nhiệm vụ)|(?:công )?việc (?:tuần|tháng|cần làm)"
)
""" "II/ Trọng tâm tuần này" above the teams that have to do it."""
_NEXT_LINE = re.compile(r"\s*\n\s*(?=\S)")
_SHORT_TOPIC = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]|[ivx]{1,4}[.)]) [^.;:]{3,48}")
_ITEMS_BELOW = re.compile(r"\s*\n\s*(?:[-+•]\s|[a-zà-ỹđ][^.;:\n]{4,60}:\s*\n\s*[-+•]\s)")
_LABEL_BELOW = re.compile(
    rf"\s*\n\s*(?:{any_of('assignments', 'lead')}|{any_of('assignments', 'help')}|{any_of('assignments', 'end')})\s*:"
)
_SENTENCE_BELOW = re.compile(rf"\s*\n\s*[{UPPER}][^\n]{{20,}}[.;]\s*(?:\n|$)")
_HAMLETS = rf"{HAMLET.strip()}(?:,? (?:và )?{HAMLET.strip()})*"
_FOR_ALL = re.compile(
    rf"{_HAMLETS}:?|"
    r"(?:một số )?(?:nhiệm vụ |việc |yêu cầu |trách nhiệm )?chung(?: cho[^.;:]{3,40}| của[^.;:]{3,40})?:?|(?:cả"
    r"|tất cả) [^.;:]{3,40}:|các"
    r" [^.;:,]{2,30}:"
)


def opens_part(words: str, *, is_conclusion: bool) -> bool:
    """True for a title, in normal form, under which a leader's demands stand."""
    words = NUMBERING.sub("", words)
    if (
        words.startswith("thông báo")
        or _END_HEADING.match(words)
        or any(OF_MEETING.match(one) for one in (words, words.partition(": ")[2]))
    ):
        return False
    if CONCLUSION.search(words) and "thông báo" not in words:
        return True
    if _DEMAND_HEADING.search(words) and not re.search(r"báo cáo|kết quả", words):
        return True
    return is_conclusion and _TASKS_HEADING.search(words) is not None


def assigns_below(page: Page, start: int, end: int) -> bool:
    """True for a title of tasks below which the first line names the unit that has them."""
    numbered = NUMBERING.match(page.words[start:end])
    if _FOCUS.match(page.words, start + (numbered.end() if numbered else 0), end) is None:
        return False
    following = _NEXT_LINE.match(page.words, end)
    at = following.end() if following else end
    line_end = page.words.find("\n", at)
    line_end = line_end if line_end >= 0 else len(page.words)
    if ":" not in page.words[at:line_end]:
        return False
    head = heading_lead(page, at, line_end)
    return head is not None and head.lead is not None


def is_title(page: Page, start: int, end: int, region: Region) -> bool:
    """True for a line that begins another part of the text."""
    start, end = page.trimmed(start, end)
    text = page.text[start:end]
    if not text or end - start > 160:
        return False
    if is_in_capitals(text) or (text.endswith(")") and is_in_capitals(text.partition("(")[0])):
        return True
    words = page.words[start:end]
    if re.match(r"(?:[ivx]{1,5}[.)/-]|phần)\s", words):
        return text[-1] not in ".;,"
    stands_alone = page.words[end : end + 1] == "\n" and (start == 0 or page.words[start - 1] in " \n")
    if not stands_alone or text[-1] in ".;,:":
        return False
    if _CONCLUDES.match(words) and (ITEM.match(page.words, end) or _ROMAN.match(page.words, end)):
        return True  # a long title with its list below it
    is_of_notice = region.is_notice and ITEM.match(words) and _TASKS_HEADING.match(NUMBERING.sub("", words))
    short = _SHORT_HEADING.match(words)
    is_short = short is not None and (bool(short.group("number")) or len(short.group("rest")) <= UNNUMBERED)
    return bool(is_of_notice) or is_short


class Heading(NamedTuple):
    """The unit that a heading tells, None for all of them; where text goes on behind it; who helps."""

    lead: str | None
    end: int | None = None
    helpers: tuple[str, ...] = ()


def heading_lead(page: Page, start: int, end: int) -> Heading | None:
    """The unit in a heading above demands: "2. Đối với Công an xã:", "Công an xã chủ trì, Trạm Y tế phối hợp: …"."""
    head = _LEAD_HEADING.match(page.words, start, end)
    assert head is not None
    at = head.end()
    rest = page.words[at:end].strip()
    general = GENERAL.match(page.words, at, end)
    unit = unit_at(page, at, end)
    whole = body_at(page, at, end, is_heading=True) if unit is not None else None
    if unit is not None and whole is not None and whole.end > unit.end:
        unit = whole
    if unit is not None and general is not None and unit.end > general.end():
        general = None  # "các đồn Biên phòng"
    if general or (unit is None and _FOR_ALL.match(rest)):
        is_whole = rest.endswith(":") or _FOR_ALL.fullmatch(rest)
        is_named = (head.group("told") or names_only(page, at, end)) and _stands_alone(page, start, end)
        if len(rest) < HEADING_LIMIT and (is_whole or is_named):
            return Heading(None)
        all_of_them = _ALL_OF_THEM.match(page.words, at, end)
        if all_of_them and unit is None:
            return Heading(None, all_of_them.end())
    if unit is None:
        body = body_at(page, at, end, is_heading=True)
        if body is None:
            unknown = _UNKNOWN.match(page.words, at, end) if head.group("told") in _FOR else None
            return (
                Heading(None, unknown.end() if page.words[unknown.end() : end].strip() else None) if unknown else None
            )
        return Heading(page.text[slice(*body)], body.end + 1 if page.words[body.end + 1 : end].strip() else None)
    if _SPEAKS.match(page.words, unit.start, end):
        return None
    several = with_others(page, unit, end)
    if page.words[several.end : end].strip()[:1] in ("", ":"):
        unit = several
    name = _in_small_letters(page, unit)
    leads = _LEADS_THEN.match(page.words, unit.end, end)
    if leads is None and (helped := _WITH_THEN.match(page.words, unit.end, end)):
        leads = helped if VERB.search(page.words, *helped.span("helpers")) is None else None
    if leads is not None:
        helpers = tuple(names_in(page, Span(*leads.span("helpers")))) if leads.group("helpers") else ()
        return Heading(name, leads.end() if page.words[leads.end() : end].strip() else None, helpers)
    rest_of_name = _REST_OF_NAME.match(page.words, unit.end, end)
    if rest_of_name and VERB.search(page.words, *rest_of_name.span()) is None:
        unit = Span(unit.start, rest_of_name.end())
        name = _in_small_letters(page, unit)
    remark = _REMARK.match(page.words, unit.end, end)
    assert remark is not None
    begins = remark.end()
    behind = page.words[begins:end]
    if behind.strip() in (":", "", "."):
        return Heading(name)
    if behind.lstrip().startswith(":"):
        return Heading(name, begins + behind.index(":") + 1)
    return None


def person_heading(page: Page, start: int, end: int) -> Heading | None:
    """The person in an item that tells what that person shall do: "- Ông Nguyễn Văn Bình (địa chính): đo ranh đất"."""
    head = _LEAD_HEADING.match(page.words, start, end)
    found = _PERSON_TOLD.match(page.text, head.end() if head else start, end)
    if found is None or not page.words[found.end() : end].strip():
        return None
    post = found.group("post")
    return Heading(
        post if post and unit_at(page, found.start("post"), found.end("post")) else found.group("name"), found.end()
    )


def heads_within(page: Page, start: int, end: int, region: Region) -> bool:
    """True for a heading inside demands: "II. Về quân sự", "ĐỐI VỚI CÔNG AN XÃ"."""
    if not (region.is_open or region.is_part or region.is_notice):
        return False
    if is_in_capitals(page.text[start:end].strip()):
        told = _LEAD_HEADING.match(page.words, start, end)
        rest = page.words[start:end].strip()
        is_told = told is not None and told.group("told") in ("đối với", "với", "riêng với", "về phía")
        is_above = (region.is_list or region.is_part) and ITEM.match(page.words, end) is not None
        return ((is_told or is_above) and heading_lead(page, start, end) is not None) or (
            _FOR_ALL.fullmatch(rest) is not None
        )
    if not (region.is_list or region.is_part) or _ROMAN.match(page.words, start, end) is None:
        return False
    return is_topic(page, start, end) or (
        (_stands_alone(page, start, end) or page.words[start:end].rstrip().endswith(":"))
        and heading_lead(page, start, end) is not None
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


def time_of_heading(page: Page, start: int, end: int) -> Span | None:
    """The words of a heading that say by when all below it is to be done: "A. Việc phải xong trong tháng 6"."""
    first = NUMBERING.match(page.words[start:end])
    begins = start + (first.end() if first else 0)
    found = _TIMED.match(page.words, begins, end) or _TIMED_ALONE.match(page.words, begins, end)
    if found is None or not (_stands_alone(page, start, end) or page.words[start:end].rstrip().endswith(":")):
        return None
    return next(Span(*found.span(name)) for name, said in found.groupdict().items() if said)


def time_first(page: Page, start: int, end: int) -> Span | None:
    """The time that an item begins with, before a colon: "1. Trước ngày 15/4: Công an xã …", "Việc trong tuần: …"."""
    found = _TIME_FIRST.match(page.words, start, end)
    if found and page.words[found.end() : end].strip():
        return Span(*found.span("time"))
    numbered = NUMBERING.match(page.words[start:end])
    timed = _TIMED_BEFORE.match(page.words, start + (numbered.end() if numbered else 0), end)
    return next((Span(*timed.span(name)) for name, said in timed.groupdict().items() if said), None) if timed else None


def time_in_heading(page: Page, start: int, end: int) -> Span | None:
    """The time in brackets behind the unit that a heading tells: "Công an xã (trước 15/4): …"."""
    found = _TIME_IN_HEADING.match(page.words, start, end)
    return Span(*found.span("time")) if found else None


def time_for_list(page: Page, start: int, end: int) -> Span | None:
    """The words before a list that say by when all of it: "thực hiện các việc sau, xong trước ngày 15/4:"."""
    found = _TIME_FOR_LIST.search(page.words, start, end)
    return Span(*found.span("time")) if found else None


def goes_on_title(page: Page, start: int, end: int) -> bool:
    """True for a line below a title that tells of the meeting, not of what is to be done."""
    if not _stands_alone(page, start, end) or end - start > HEADING_LIMIT:
        return False
    return _YEAR_OR_MEETING.search(page.words, start, end) is not None and VERB.search(page.words, start, end) is None


def heads_items(page: Page, start: int, end: int) -> bool:
    """True for a short numbered line without a stop above dashes or the name of a unit: "2. Huấn luyện dân quân"."""
    if _SHORT_TOPIC.fullmatch(page.words[start:end].strip()) is None or not _stands_alone(page, start, end):
        return False
    if " giao " in page.words[start:end] or heading_lead(page, start, end) is not None:
        return False
    if _LABEL_BELOW.match(page.words, end):
        return False  # who does it and by when
    if _ITEMS_BELOW.match(page.words, end):
        return True
    return _SENTENCE_BELOW.match(page.text, end) is not None and ITEM.match(page.words, end + 1) is None


def tells_more(words: str) -> bool:
    """True for a heading, in normal form, of what is demanded besides: "3.2. Những việc khác"."""
    return _MORE.fullmatch(words.strip()) is not None


def is_topic(page: Page, start: int, end: int) -> bool:
    """True for a heading inside a list that says what the items below are about: "2.1. Về phòng cháy"."""
    words = page.words[start:end].strip()
    if " giao " in words:
        return False
    if tells_more(words):
        return True
    return (words.endswith(":") or _stands_alone(page, start, end)) and _TOPIC.fullmatch(words) is not None
