"""How a text says that demands follow, and where they begin: "yêu cầu …", "kết luận:", "Chủ tịch UBND tỉnh: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.demand_words import (
    ITEM,
    NOT_BEFORE,
    NOT_BEHIND,
    can_demand,
    goes_on,
    is_done,
    reports,
)
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB, unit_at

HEADING_LIMIT = 110
"""Characters; a longer line is no heading."""
SPEAKS = -1
"""Instead of a place: a leader begins to speak, but does not demand yet."""
SPEAKS_OF = re.compile(rf"{NOT_BEFORE}" + any_of("demands", "speaks_of") + rf"{NOT_BEHIND}")
_FOR_UNIT = re.compile(rf"(?:đối với|với|riêng|về phía|phía|yêu cầu|đề nghị|giao) (?={UNIT.pattern})")
SHORTEST = 12
"""Characters; a shorter stretch between "đề nghị" and a colon is no demand."""
_SPEAKER = re.compile(NOT_BEFORE + any_of("demands", "speaker") + NOT_BEHIND)
_GIVEN_TO = (
    rf"(?= (?:cho |nhiệm vụ )?(?:{UNIT.pattern}|{GENERAL.pattern}|{any_of('demands', 'given_to')}{NOT_BEHIND})"
    rf"|, (?!{any_of('chair', 'governs')})(?:{UNIT.pattern}|{GENERAL.pattern}))"
)
_NOT_GIVEN = rf"ban(?! {any_of('demands', 'boards')}){NOT_BEHIND}|quân|nhận|lưu|thông|trung tâm|nộp|dịch|tranh|hữu|tiếp"
_TRIGGER = re.compile(
    rf"{NOT_BEFORE}(?:(?P<strong>đề nghị và yêu cầu|đề nghị|yêu cầu|(?<!đáng )lưu ý|giao nhiệm vụ(?: cho)?)"
    rf"|(?P<gives>giao(?! (?:{_NOT_GIVEN})){_GIVEN_TO})|(?<=ông |chí )giao(?= (?:phối hợp|chủ trì|tham mưu|rà soát|xây"
    rf" dựng|tổ chức|chuẩn bị|kiểm tra|làm|lập|tiếp tục) )|phân công{_GIVEN_TO}|(?<!ban )chỉ đạo{_GIVEN_TO}"
    r"|(?<!ban )chỉ đạo(?= (?:tập trung|tiếp tục|một số|tăng cường|làm|trong thời gian|thời gian))"
    rf"|(?P<mild>{any_of('demands', 'mild')})(?:{_GIVEN_TO}|(?=:)|(?= phải ))"
    rf"|(?P<says>{any_of('demands', 'says')})(?![^.;:]{{0,110}} (?:đòi hỏi |{any_of('demands', 'criticised')}))"
    rf"(?=[^.;:]{{0,120}} (?<!điều )(?<!nhiều )"
    rf"(?:phải|cần|không được|tuyệt đối) ))"
    rf"{NOT_BEHIND}(?! (?:của|từ(?! nay| giờ| tháng| hôm)|tại) )"
)
_TOLD_PASSIVELY = re.compile(
    rf"\s*(?:{any_of('demands', 'item_mark')})?\s*(?:{any_of('demands', 'connector')},? )?"
    rf"(?P<who>(?:{UNIT.pattern}|{GENERAL.pattern})[^;.:\d]{{0,60}}?)"
    rf" (?<!đã )được (?:yêu cầu|đề nghị|chỉ đạo|quán triệt|nhắc nhở)(?: phải| cần)? (?={VERB.pattern})"
)
""" "UBND các xã, phường được yêu cầu chủ động thực hiện …"."""
_MAY_TRIGGER = re.compile(
    f"đề nghị|yêu cầu|lưu ý|giao|phân công|chỉ đạo|{any_of('demands', 'mild')}|{any_of('demands', 'says')}"
)
_CONTENTS_FOLLOW = re.compile(
    r"^[^;:]{0,200} (?:như sau|sau đây)\.\s*$|^[^.;:]{0,80}(?:cụ thể|sau đây|như sau|các (?:việc|nội dung"
    r"|nhiệm vụ))[^.;:]{0,20}:\s*$"
    r"|(?:mấy|một số|các|những|vài) (?:việc|nội dung|nhiệm vụ|điều|điểm|vấn đề)"
    r"(?: cần(?: làm)?| phải làm| sau| trọng tâm| ngay| lưu ý)*[.:]\s*$"
    r"|giao (?:việc|nhiệm vụ)(?: cụ thể)?(?: cho)?(?: từng| các) (?:đơn vị|lực lượng|ngành)[^.;:]{0,20}\.\s*$"
)
_LABEL_ONLY = re.compile(rf"\s*{any_of('demands', 'item_mark')}?{any_of('demands', 'label')}[^:;.\n]{{0,30}}:\s*$")
_TASKS_OF = re.compile(r"\s*(?:nhiệm vụ|công việc)(?: trọng tâm)? (?:tháng|quí|năm|tuần) [^:;.]{1,20}:\s*(?=\S)")
_SHORT_COLON = re.compile(r"\s*(?:[-+•]\s*)?[a-zà-ỹđ][^.;:,]{2,24}:\s*$")
_ASSIGNS = re.compile(r"(?:giao(?! ban)(?: việc| nhiệm vụ)?|phân công|chỉ đạo|kết luận|yêu cầu|nhiệm vụ)[^.;:,]{0,28}$")
_HIMSELF = re.compile(r"(?:^|[, ])(?:ông|bà|đồng chí[^,;]{0,40}|chủ tịch[^,;]{0,60})(?: cũng| còn)?\s*$")
_PRONOUN = re.compile(r" (?:đồng chí|ông|bà), ")
_MATTER = re.compile(r"\s*(?:nhiệm vụ|việc|công tác) ")
_ACCORDING = re.compile(
    r"theo (?:(?:chỉ đạo|(?:sự )?phân công|yêu cầu|ý kiến(?: chỉ đạo| kết luận)?|kết luận|tinh thần chỉ đạo) của )?"
    r"(?:ông|bà|đồng chí|chủ tịch|phó chủ tịch|bí thư|phó bí thư)[^,;.]{0,70}, "
    r"(?!(?:phó )?(?:chủ tịch|bí thư|trưởng|giám đốc))"
)
_SAID_BEHIND = re.compile(
    r"\"[ ,-]+[^\";:]{4,80} (?:yêu cầu|chỉ đạo|nhấn mạnh|nói|khẳng định|nhắc|đề nghị|lưu ý)(?: thêm| rõ)?\.?\s*$"
)
_LABEL = re.compile(
    rf"\s*{any_of('demands', 'item_mark')}?" + any_of("demands", "label") + r"[^:;.\n]{0,50}:\s*[\"]?\s*(?=\S)"
)
CHAIR_SAYS = re.compile(
    rf"\s*(?:[-+•]\s*)?(?:đồng chí |ông |bà |đ/c )?(?:[^:;.\n,]{{2,40}},"
    rf" )?{any_of('demands', 'chairs')}[^:;.\n]{{0,70}}:\s*[\"]?\s*(?=\S)"
)
_REPORT = re.compile(
    r"báo cáo (?:tại|của|cho|kết quả|đánh giá|tổng kết|sơ kết|tóm tắt|nêu)|(?:theo|qua|tại) báo cáo|báo cáo $"
)
_TELLS = re.compile(
    r"(?<![a-zà-ỹđ])(?:cho biết|cho hay|chia sẻ|tâm sự|kể|trao đổi)(?![a-zà-ỹđ])(?![^.;:]*(?:yêu cầu|đề nghị))"
)
""" "Trung tá …, Chỉ huy trưởng … cho biết, hai bên đã thống nhất cơ chế: …"."""
_ADDRESSES = re.compile(r"(?:giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|đối với) ")
_COLON = re.compile(
    rf"{NOT_BEFORE}"
    + any_of("demands", "before_colon")
    + r"(?: [^:;.\n]{0,90})?(?<!hoàn thành)(?<!thực hiện)(?<!xong)(?<!hạn)(?<!thời gian):\s*[\"]?\s*(?=\S)"
)
_WEAK = re.compile(r"(?:nói|nêu|nhấn mạnh|phát biểu|tiếp lời|biểu)")
_NOT_TRIGGER = re.compile(any_of("demands", "not_trigger") + r" $")
_SAID_IN = re.compile(
    r"(?:nội dung|kết luận)[^.;]{0,12}$|(?<![a-zà-ỹđ])(?:có|ra|gửi|kí|ban hành|phát) (?:văn bản|công văn|công điện|điện"
    r"|chỉ thị)(?: số [^ ]+| hỏa tốc| khẩn| chỉ đạo,?)* $"
)
""" "Chủ tịch UBND tỉnh có văn bản yêu cầu …"."""
_PRAISES = re.compile(r"biểu dương|ghi nhận|đánh giá cao|hoan nghênh|khen ngợi|chúc mừng|cảm ơn")
"""What was done is praised before something is demanded in the same sentence."""
_MARK_ONLY = re.compile(rf"\s*(?:{any_of('demands', 'item_mark')}|[a-hđ][.)])?\s*(?:tiếp tục |thường xuyên )?")
_MARK = re.compile(r"\s*(?:[-+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:[.)/]|-(?=\s))|\(?[a-hđ][.)])\s*(?=\S)")
_COUNTED = re.compile(r"\d (?:[a-zà-ỹđ]+[ ,]+){0,7}[a-zà-ỹđ]+[;,] (?:và |đã )?$")
_TO_SIGN = re.compile(r" (?:viết|làm|kí)(?: bản)? cam kết")
_ANNOUNCES = re.compile(
    rf"{NOT_BEFORE}(?:giao|nêu|nhắc|dặn|yêu cầu|việc|nhiệm vụ|nội dung|chỉ đạo|kết luận|kl|phân công|nhấn mạnh"
    rf"|lưu ý|phát biểu)"
    rf"{NOT_BEHIND}[^\n.;]{{0,200}}:\s*$"
)
_INTRODUCES = re.compile(rf"{NOT_BEFORE}" + any_of("demands", "introduces") + r"[^\n.;]{0,200}[:]\s*$")
_FILLER = re.compile(r"\s*" + any_of("demands", "filler") + r"\s*")
_ADDRESSEE = re.compile(
    rf"\s*[,:]?\s*(?:trong thời gian tới,? |thời gian tới,? |ngay sau hội nghị,? )?(?:{GENERAL.pattern})"
    r"(?: (?:trên địa bàn|của|thuộc|trong)[^.;:,]{0,24}?)?(?=\s*" + any_of("demands", "addressee") + r")"
    rf"(?!, (?:và )?(?:các )?{any_of('units', 'general')}{NOT_BEHIND})"
)
"""Whom a demand is told, where a pause follows; not the first of several: "các cơ quan, đơn vị rà soát …"."""


@dataclass(slots=True)
class Region:
    """What the reader is in the middle of: a speech in a paragraph, a list of demands, a part under a heading."""

    is_open: bool = False
    is_list: bool = False
    is_part: bool = False
    lead: str | None = None
    mark_of_lead: str | None = None
    """The mark of the item that named the lead and went on: the next item with this mark is another's."""
    line: int = -1
    names_units: bool = False
    """True once a demand began with the unit that has to do it."""
    is_soft: bool = False
    """True while a leader speaks, but has not demanded anything yet."""
    of_notice: bool = False
    """True in a notice of conclusions: who speaks stands in its title."""
    is_notice: bool = False
    """True in a notice of conclusions, once it began to tell them: to its end all that is no result is demanded."""
    told_on: int = -1
    """The line whose sentences tell results so far."""
    until: Span | None = None
    """By when all below a heading is to be done, where the heading says it."""
    until_of_unit: Span | None = None
    """By when, where the heading of a unit says it."""
    is_silent: bool = False
    """True under a heading like "Kiến nghị": what is asked for there is asked of others."""

    def close(self) -> None:
        """Out of everything."""
        self.is_open = self.is_list = self.is_part = self.names_units = self.is_soft = self.is_silent = False
        self.lead = self.mark_of_lead = self.until = self.until_of_unit = None

    def open(self, line: int, *, as_list: bool = False, lead: str | None = None) -> None:
        """Into a speech or a list that begins on a line."""
        self.is_open, self.is_list, self.line, self.lead = True, as_list, line, lead
        self.mark_of_lead = self.until_of_unit = None
        self.is_soft = False


def opening(page: Page, start: int, end: int, region: Region, chair: Chair) -> int | None:
    """Where demands begin in a sentence that says who demands: `end` when they follow it; None when it says nothing."""
    words = page.words[start:end]
    is_speech = region.is_open and start and not _SPEAKER.search(words[:90])
    leads_on = words.rstrip().endswith(":")
    introduces = leads_on and _INTRODUCES.search(words) is not None
    if is_speech and not region.is_soft and goes_on(words) and not introduces:
        return None
    has_speaker = _SPEAKER.search(words) is not None
    if leads_on and has_speaker and _ANNOUNCES.search(words) and chair.may_speak(words[: words.rfind(":")]):
        return end
    if introduces and (region.is_part or region.is_open or region.of_notice or has_speaker):
        return end
    if region.is_list and (item := _MARK.match(words)):
        told = unit_at(page, start + item.end(), end)
        if not _SPEAKER.search(words[:60]) or (told and not chair.speaks(page.words[told.start : told.end])):
            return None
    if (region.is_open or region.is_part or has_speaker) and _CONTENTS_FOLLOW.search(words):
        return end
    if region.is_open and _SHORT_COLON.match(words):
        return end
    if leads_on and _LABEL_ONLY.match(words) and ITEM.match(page.words, end):
        return end
    is_heading = page.words.startswith("\n", end) and end - start < HEADING_LIMIT
    if is_heading and _ASSIGNS.search(words) and chair.speaks(words) and ITEM.match(page.words, end + 1):
        return end
    colon = _COLON.search(page.words, start, end) if ":" in words else None
    earlier = _trigger(page, start, colon.start(), region, chair) if colon else None
    if colon is not None and (earlier is None or colon.start() - earlier < SHORTEST):
        before = page.words[start : colon.start()] + " "
        is_leader = _SPEAKER.search(page.words[start : colon.end()]) and chair.may_speak(before)
        if is_leader and not is_done(before) and not _REPORT.search(before) and not _TELLS.search(before):
            begins = _behind_address(page, colon.end(), end)
            is_weak = _WEAK.search(page.words[colon.start() : colon.start() + 16]) is not None
            if is_weak and begins < end and not can_demand(page, begins, end):
                return SPEAKS
            return begins
    if region.of_notice and (tasks := _TASKS_OF.match(page.words, start, end)) and can_demand(page, tasks.end(), end):
        return tasks.end()
    according = _ACCORDING.search(page.words, start, end)
    if according and chair.speaks(according.group()) and can_demand(page, according.end(), end):
        return according.end()
    said = _SAID_BEHIND.search(page.words, start, end) if '"' in words else None
    quoted = start + len(words) - len(words.lstrip(' \n"'))
    if said and chair.speaks(said.group()) and can_demand(page, quoted, said.start()):
        return quoted
    for label, is_sure in ((_LABEL, True), (CHAIR_SAYS, False)):
        found = label.match(page.words, start, end)
        if found and found.end() < end and (is_sure or chair.may_speak(found.group())):
            begins = _behind_address(page, found.end(), end)
            if can_demand(page, begins, end):
                return begins
    return _trigger(page, start, end, region, chair)


def _trigger(page: Page, start: int, end: int, region: Region, chair: Chair) -> int | None:
    """Behind "đề nghị", "yêu cầu", "giao …" of a leader; None when the sentence demands nothing."""
    if _MAY_TRIGGER.search(page.words, start, end) is None:
        return None
    passive = _TOLD_PASSIVELY.match(page.words, start, end)
    if passive is not None and not is_done(page.words[start : passive.end()]):
        return passive.start("who")
    for found in _TRIGGER.finditer(page.words, start, end):
        before = page.words[start : found.start()]
        if is_done(before + " ") and not _PRAISES.search(before):
            continue
        if region.lead is not None and found.group().startswith("chỉ đạo") and _MARK_ONLY.fullmatch(before):
            continue  # in the list of one unit: what it shall tell others
        if _NOT_TRIGGER.search(before) and not _SAID_IN.search(before[-60:]):
            continue
        if _TO_SIGN.match(page.words, found.end(), end):
            continue
        if not chair.may_speak(before) or reports(before):
            continue
        if not region.is_open and not chair.speaks(before) and _COUNTED.search(before):
            continue  # "kiểm tra 42 cơ sở; yêu cầu khắc phục 15 cơ sở"
        if found.group("says") == "theo":
            speaker = page.words[found.end() : found.end() + 60]
            if not chair.speaks(speaker) and not (region.is_open and _PRONOUN.match(speaker)):
                continue
        if found.group() == "lưu ý" and _only_tells(page, found.end(), end):
            continue  # "lưu ý thời gian còn ít, đề nghị các lực lượng …"
        if found.group("says") and any(
            later.group("strong") for later in _TRIGGER.finditer(page.words, found.end(), end)
        ):
            continue
        if not _HIMSELF.search(before) and any(
            _HIMSELF.search(page.words, found.end(), later.start())
            for later in _TRIGGER.finditer(page.words, found.end(), end)
            if later.group("strong")
        ):
            continue
        is_himself = region.is_open and _HIMSELF.search(before) is not None
        own = _MARK.match(before)
        told = unit_at(page, start + (own.end() if own else len(before) - len(before.lstrip())), found.start())
        is_told_to = told is not None and not chair.speaks(page.words[told.start : told.end])
        if is_told_to and (found.group("mild") or found.group().startswith("phân công")):
            continue  # what a unit shall propose, or whom it shall send
        if not before.strip() and region.is_list and found.group().startswith(("phân công", "chỉ đạo")):
            continue  # what whoever leads shall do himself
        if page.text[found.end() - 1].islower() and page.text[found.start() + 3 : found.start() + 4] == "N":
            continue  # a name: "đê Nghi Xuyên"
        asks = found.group() == "đề nghị" and not region.is_open and not chair.speaks(before)
        asked = unit_at(page, found.end() + 1, end) if asks else None
        if asked is not None and chair.is_of(page.words[asked.start : asked.end]):
            continue  # what others ask of the leader's own office
        if found.group("mild") and not is_himself and not chair.speaks(before[-90:]):
            continue
        if found.group("says") == "theo" and (pronoun := _PRONOUN.match(page.words, found.end(), end)):
            return _behind_address(page, pronoun.end(), end)
        if found.group("gives") is None:
            return _behind_address(page, found.end(), end)
        is_matter = _MATTER.match(before) is not None or "," not in before
        has_subject = region.is_open and len(before) > 8 and not _SPEAKER.search(before) and is_matter
        return start if has_subject else _behind_address(page, found.start(), end)
    return None


def _only_tells(page: Page, at: int, end: int) -> bool:
    """True for words that demand nothing up to the word that does."""
    later = next((one for one in _TRIGGER.finditer(page.words, at, end) if one.group("strong")), None)
    return later is not None and not can_demand(page, at, later.start())


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


def addressed_before(page: Page, start: int, begins: int) -> str | None:
    """The unit named before a demand: "Đối với Bộ Chỉ huy Quân sự tỉnh, ông yêu cầu …"."""
    found = _FOR_UNIT.search(page.words, start, begins)
    unit = unit_at(page, found.end(), begins) if found else None
    told = found is not None and found.group().startswith(("yêu", "đề", "giao"))
    if unit is None or page.words[unit.end : unit.end + 1] != (":" if told else ","):
        return None
    return page.text[unit.start : unit.end]


def addressed_unit(page: Page, start: int, end: int) -> str | None:
    """The unit to which a list of demands is given: "Giao Công an xã:"."""
    found = _ADDRESSES.search(page.words, start, end)
    unit = unit_at(page, found.end(), end) if found else None
    return page.text[unit.start : unit.end] if unit else None
