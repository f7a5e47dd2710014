"""Who organises a meeting and with whom, and who leads it, from the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from giaoban_desktop.language.reading.evidence import Evidence
from giaoban_desktop.language.reading.lexicon import any_of, word_set
from giaoban_desktop.language.reading.page import LOWER, UPPER, Page, Span, matches_at, normal
from giaoban_desktop.language.reading.units import UNIT, unit_at

# Who meets

_ORGANISES = re.compile(
    any_of("facts", "organises")
    + r" (?:thành công )?(?:hội nghị|cuộc|buổi|phiên)?[^.;\n]{0,60}?(?:giao ban|sơ kết|tổng kết|hội nghị|họp|"
    + r"phối hợp)|(?:luân phiên )?đăng cai(?=[;,.])|(?<=[a-zà-ỹđ)] )(?:sơ kết|tổng kết|giao ban) (?=\d|một năm|tháng"
    r"|quí|năm 20|công tác|tuần|đột xuất|định kì|thực hiện|theo|cụm|về)"
    r"|(?:ngồi lại|họp) giao ban"
)
_OF_MEETING = re.compile(r"giao ban|hội nghị|sơ kết|tổng kết|(?<!phù )họp|hội ý|đăng cai|ngồi lại")
_ORGANISED_BY = re.compile(
    rf"(?:hội nghị|giao ban|cuộc họp|buổi họp|(?<!phù )họp ngày)(?! (?:tháng|kì|lần)? ?(?:sau|tới|tiếp))"
    rf"[^.;\n]{{0,90}} do (?!{any_of('chair', 'governs')})"
    rf"(?={UNIT.pattern}[^.;\n]{{0,60}} tổ chức)"
)
_NOT_HOST = (
    "chủ tịch",
    "chính quyền",
    "giám đốc",
    "bí thư",
    "trưởng",
    "lãnh đạo",
    "tại",
    "của",
    "trụ sở",
    "hội trường",
)
_AT_PLACE = re.compile(r"(?:^|[ ,])tại (?:phòng|hội trường|nhà|trụ sở|khu)[^,;.]{0,30} $")
_OF_FORCES = re.compile(r"(?:hai|ba|các|2|3|02|03) lực lượng[^.;]{0,40}(?:,| và) $")
""" "Ba lực lượng Công an, Quân sự, Biên phòng huyện": none of them is the host."""
_NO_HOSTS = (
    "chủ tịch",
    "chính quyền",
    "phó chủ tịch",
    "lực lượng",
    "giám đốc",
    "chỉ huy trưởng",
    "đồn trưởng",
    "trưởng ",
)
_TOO_SHORT = ("công an", "quân sự", "biên phòng", "bđbp")
_HELPS = re.compile(
    r"\s*,?\s*(?:vừa |đã )?(?:luân phiên )?(?:(?:đăng cai|chủ trì)(?: tổ chức)?,? )?(?:(?:chủ trì,? )?phối hợp(?: chặt"
    r" chẽ)?(?: với| cùng(?: với)?)?|cùng(?: với)?|và|,)\s*"
)
_ABOVE = re.compile(
    rf" \([^()\n]{{2,40}}\)|, (?:thuộc )?(?:{UNIT.pattern})[^,;.()]{{0,30}}"
    r"(?=,? (?:đã |vừa )?(?:chủ trì,? )?phối hợp )"
)
"""To whom the host belongs, or where it lies: "Đồn Biên phòng Hòn Dấu, BĐBP Hải Phòng phối hợp với …"."""
_AND = re.compile(r"\s*(?:,|và|cùng(?: với)?|;)\s*(?:với |và )?")
_FORMAL_HOST = re.compile(r"(?:đơn vị|cơ quan) (?:đăng cai|chủ trì|tổ chức)[^:\n(]{0,30}[:(]\s*")
_MARKS_HOST = re.compile(r" \((?:là )?(?:đơn vị |cơ quan )?(?:chủ trì )?(?:đăng cai|luân phiên)")
""" "1. Công an xã (đơn vị đăng cai) báo cáo …"."""
_FORMAL_OTHERS = re.compile(r"(?:đơn vị|cơ quan|các đơn vị) (?:phối hợp|đồng tổ chức|cùng tổ chức)[^:\n]{0,30}:\s*")


def hosts(page: Page, evidence: Evidence) -> tuple[str | None, tuple[str, ...]]:
    """Who organises the meeting, and with whom: "A phối hợp với B và C tổ chức hội nghị giao ban"."""
    if formal := _FORMAL_HOST.search(page.words):
        host = unit_at(page, formal.end(), len(page.words))
        if host:
            formal = _FORMAL_OTHERS.search(page.words)
            if formal is None:
                return _with_helpers(page, host, len(page.words), evidence)
            named = _units_in_row(page, formal.end())
            return evidence.mark("host", host), tuple(page.text[one.start : one.end] for one in named)
    title: Span | None = None
    for number in range(min(page.count, 400)):
        start, end, _line = page.sentence(number)
        if (by := _ORGANISED_BY.search(page.words, start, end)) and (host := unit_at(page, by.end(), end)):
            return _with_helpers(page, host, end, evidence)
        host = _organiser(page, start, end)
        if host is None:
            continue
        if number == 0 and not page.words[start:end].rstrip().endswith((".", ":")):
            title = host  # "Quân sự tỉnh giao ban quý I": below it stands who organised it
            continue
        return _with_helpers(page, host, end, evidence)
    if marks := _MARKS_HOST.search(page.words):
        names = list(UNIT.finditer(page.words, max(0, marks.start() - 60), marks.start()))
        title = unit_at(page, names[-1].start(), marks.start()) if names else title
    return _with_helpers(page, title, len(page.words), evidence) if title else (None, ())


def _organiser(page: Page, start: int, end: int) -> Span | None:
    """The unit before "tổ chức hội nghị" in a sentence."""
    organises = _ORGANISES.search(page.words, start, end)
    if organises is None or _OF_MEETING.search(page.words, start, end) is None:
        return None
    for found in UNIT.finditer(page.words, start, organises.start()):
        host = unit_at(page, found.start(), end)
        if host is None or host.end > organises.start() + 1:
            continue
        if page.text[host.start : host.end].isupper() or page.words.startswith(_NO_HOSTS, host.start):
            continue
        if page.words[host.start : host.end] in _TOO_SHORT:
            continue
        before = page.words[max(start, host.start - 60) : host.start]
        if before.rstrip(" ,").endswith(_NOT_HOST) or _OF_FORCES.search(before) or _AT_PLACE.search(before):
            continue
        return host
    return None


def _with_helpers(page: Page, host: Span, end: int, evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    above = _ABOVE.match(page.words, host.end, end)
    helps = _HELPS.match(page.words, above.end() if above else host.end, end)
    others = _units_in_row(page, helps.end()) if helps else []
    return evidence.mark("host", host), tuple(page.text[one.start : one.end] for one in others)


def _units_in_row(page: Page, at: int) -> list[Span]:
    found: list[Span] = []
    while (unit := unit_at(page, at, len(page.words))) is not None:
        found.append(unit)
        joined = _AND.match(page.words, unit.end)
        if joined is None:
            break
        at = joined.end()
    return found


# Who leads

LEADER_WITHIN = 6_000
"""Characters at the beginning in which the leader is named."""
MOST_NAMED = 40
"""No text names more who may lead; what comes after is not weighed."""
_GOVERNS = re.compile(any_of("chair", "leads"))
_NAME = rf"(?:[{UPPER}][{LOWER}]*(?: [{UPPER}](?:['’][{UPPER}])?[{LOWER}]*){{1,4}}|[{UPPER}]['’][{UPPER}][{LOWER}]+)"
_TITLE = (
    r"(?:Ông|ông|Bà|bà|Anh|anh|Chị|chị|Cô|cô|Chú|chú|Bác|bác|[Đđ]ồng chí|[Đđ]/c|[Đđ]c"
    r"|(?:[Tt]hượng|[Tt]rung|[Tt]hiếu|[Đđ]ại) (?:tá|úy|tướng))"
)
_OFFICE = r"(?:Ủy viên|Phó |Quyền |Q\. )?" + any_of("facts", "office")
_DIRECTS = (
    r"(?:sau khi [^,;.\n]{3,50},? )?"
    r"(?:có (?:[Cc]ông điện|[Vv]ăn bản|[Cc]ông văn|[Cc]hỉ thị)[^,;.\n]{0,40}? |có ý kiến "
    r"|vừa |đã |đến |tới |về |xuống |lên |sang |vào |cũng |cùng )*" + any_of("facts", "directs")
)
_NAME_FIRST = re.compile(
    rf"(?:{_TITLE}[: ]*)+(?:[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)? \()?(?P<name>{_NAME})\)?"
    rf"\s*(?:,|–|-|—|\()\s*(?P<position>(?={_OFFICE})(?:(?!\. [{UPPER}])[^;\n:()]){{4,140}}?)"
    rf"(?:\s*\((?!chủ)[^)\n]{{2,30}}\))?\s*[,)(]?\s*(?:[-–] )?{_DIRECTS}"
)
_CAPITALS = re.compile(
    rf"(?<![{UPPER}{LOWER}])(?:[{UPPER}][{LOWER}]{{0,7}}\.? ){{0,9}}[{UPPER}][{LOWER}]*(?=\s*,?\s*(?:{_DIRECTS}"
    rf"|tại (?:[Cc]uộc|[Hh]ội nghị|[Bb]uổi|[Pp]hiên)))"
)
_OFFICE_BEFORE = re.compile(
    rf"(?:[{UPPER}][{LOWER}]* (?:Tỉnh|Thành|Huyện|Đảng|Quận) ủy, )?{_OFFICE}[^;\n:\"“]{{0,110}}$"
)
_FORMAL_LEADER = re.compile(
    any_of("facts", "formal_leader")
    + rf"[^:\n]{{0,24}}:\s*(?:{_TITLE}[: ]*)*(?P<name>{_NAME})\s*(?:,|–|-|—|\()\s*(?P<position>[^;.\n()"
    + r"]{4,140})"
)
_OFFICE_ONLY = re.compile(rf"(?<![Bb]ộ )(?P<position>{_OFFICE} [^;.,\n:()\"“]{{2,60}}?)\s*,?\s*{_DIRECTS}(?![{LOWER}])")
_UNDER_LEADER = re.compile(
    rf"(?:chủ trì|chủ tọa|điều hành|chỉ đạo) của (?:{_TITLE} )(?P<name>{_NAME})(?:,|\s[-–])\s*"
    rf"(?P<position>{_OFFICE}[^;\n:().]{{2,90}}?)(?=;|\.|\(|\n|,)"
)
_UNDER_OFFICE = re.compile(
    rf"(?:chủ trì|chủ tọa|điều hành|chỉ đạo) của (?P<position>{_OFFICE}(?: [{LOWER}{UPPER}]+){{1,6}}?)"
    rf" (?P<name>{_NAME})(?=[,.])"
)
_WITH_LEADER = re.compile(
    rf"(?:[Cc]hủ trì|[Dd]ự)(?:(?: và|,)? (?:chủ trì|chỉ đạo|phát biểu))?(?: [Hh]ội nghị| giao ban| cuộc họp"
    rf"| buổi họp)? (?:có|là)"
    rf" (?:{_TITLE}"
    rf" )(?P<name>{_NAME})(?:,|\s[-–])\s*"
    rf"(?P<position>{_OFFICE}[^;\n:().]{{2,90}}?)(?=;|\.|\(|\n|, (?:{_TITLE}|cùng))"
)
_OF_LEADER = re.compile(
    rf"(?:[Kk]ết luận|KẾT LUẬN|[Cc]hỉ đạo|[Ýý] kiến|lời)(?: [{LOWER}]+){{0,3}} (?:của )?(?:{_TITLE}"
    rf" )?(?P<name>{_NAME})(?:,|\s[-–])\s*"
    rf"(?P<position>{_OFFICE}[^;\n:()]{{2,60}}?)(?=, (?!{_OFFICE})|;|\(|\n| tại )"
)
_CONCLUDES = re.compile(
    rf"(?:[Kk]ết luận|[Pp]hát biểu (?:chỉ đạo|kết luận)|[Cc]hỉ đạo|[Pp]hát biểu)"
    rf"(?: (?:tại )?(?:hội nghị|giao ban|cuộc họp|buổi|phiên|chương trình|đại hội|lễ)[^,.;:\n]{{0,30}})?, {_TITLE}"
    rf"(?: {_TITLE})* (?P<name>{_NAME})"
)
"""Who concludes, named without the position: that may stand where the guests are told."""
_LEADER_PATTERNS = (
    (re.compile(r"[CcNnDdLlĐđ](?:hủ |HỦ |gười |ự |ãnh |hỉ |ến )"), _FORMAL_LEADER, 3),
    (re.compile(r"[CcDd](?:hủ trì|ự )"), _WITH_LEADER, 2),
    (re.compile(r"c(?:hủ |hỉ )|điều hành"), _UNDER_LEADER, 2),
    (re.compile(r"c(?:hủ |hỉ )|điều hành"), _UNDER_OFFICE, 2),
    (re.compile(r"[KkCcÝýl](?:ết luận|ẾT LUẬN|hỉ đạo| kiến|ời )"), _OF_LEADER, 2),
    (re.compile(r"[ÔôBbCcĐđTtAa](?:ng |à |ô |hú |hị |ác |nh |ồng chí|/c |c |(?:hượng|rung|hiếu|ại) )"), _NAME_FIRST, 1),
)
_AFTER_OFFICE = re.compile(
    r",? (?:cùng|và|với|đại diện|thay mặt|triệu tập|đã|đến|chủ trì|phát biểu)(?: |$).*"
    r"| tại (?:cuộc|hội nghị|Hội nghị|buổi|phiên).*|^[A-ZĐ()-]{2,8} ?[-–] "
    r"|(?:^|(?<=[-–] ))(?:Sáng|Chiều|Tối|Ngày|sáng|chiều|tối|ngày)[^,]{1,24}, "
)
_COMMITTEE_BEFORE = re.compile(r"(?:[Ủủ]y|[Uu]ỷ) $")
_LEVEL_BEFORE = re.compile(any_of("facts", "level_before") + r" $")


def leader(page: Page, evidence: Evidence) -> tuple[str | None, str | None]:
    """The official who chairs, or attends and directs, with the position."""
    head = page.text[:LEADER_WITHIN]
    found = max(_leaders(head), key=lambda one: (one.score, -one.span[0]), default=None)
    if found is not None:
        evidence.mark("leader", found.span)
        return head[slice(*found.span)], _one_line(found.position)
    if concludes := _CONCLUDES.search(head):
        evidence.mark("leader", concludes.span("name"))
        return concludes.group("name"), _position_of(concludes.group("name"), head)
    if alone := _OFFICE_ONLY.search(head):
        evidence.mark("leader", alone.span("position"))
        return None, _one_line(alone.group("position"))
    return None, None


def _position_of(name: str, head: str) -> str | None:
    """The position that stands behind a name anywhere."""
    told = re.search(
        rf"{re.escape(name)}\s*(?:,|–|-|—|\()\s*(?P<position>{_OFFICE}[^;\n:().]{{2,90}}?)"
        rf"(?=[;.\n:)]|,? (?:{_TITLE}|cùng|đã|dự|chủ trì|phát biểu))",
        head,
    )
    return _one_line(told.group("position")) if told else None


class _Leader(NamedTuple):
    """One who may be the leader: the place of the name, the position, and how much speaks for it."""

    span: tuple[int, int]
    position: str
    score: int


def _leaders(head: str) -> Iterator[_Leader]:
    """Those whom a text names with their position where they chair, attend, direct; an officer counts less."""
    for starts, pattern, sure in _LEADER_PATTERNS:
        for found in islice(matches_at(starts, pattern, head), MOST_NAMED):
            position = found.group("position")
            governs = _GOVERNS.search(normal(position)) is not None
            yield _Leader(found.span("name"), position, sure + 4 * governs)
            if governs and sure > 1:
                return
    for found in islice(_CAPITALS.finditer(head), MOST_NAMED):
        start = _name_start(head, found)
        office = _OFFICE_BEFORE.search(head, max(0, start - 150), start) if start is not None else None
        if start is not None and office is not None:
            position = re.sub(rf"\s*(?:,|–|-|—|:)?\s*(?:(?<![{LOWER}{UPPER}]){_TITLE})?[: ]*$", "", office.group())
            governs = _GOVERNS.search(normal(position)) is not None
            yield _Leader((start, found.end()), position, 1 + 4 * governs)


def _name_start(head: str, found: re.Match[str]) -> int | None:
    """Where a person's name begins among words in capitals: at a family name, behind the name of a place."""
    parts = [(found.start() + part.start(), part.group()) for part in re.finditer(r"\S+", found.group())]
    names = [
        n
        for n, (_at, word) in enumerate(parts)
        if normal(word) in word_set("names", "family") and 2 <= len(parts) - n <= 4
    ]
    names = [n for n in names if normal(parts[n][1]) not in word_set("names", "middle") or not n] or names
    if parts[0][1].endswith(".") or (
        len(parts) > 4 and _LEVEL_BEFORE.search(head[max(0, found.start() - 24) : found.start()])
    ):
        names = [n for n in names if n]
    if (
        not names
        and 2 <= len(parts) <= 4
        and _COMMITTEE_BEFORE.search(head[max(0, found.start() - 24) : found.start()])
    ):
        return found.start()  # a name of a family that is in no list
    return parts[names[0]][0] if names else None


def _one_line(text: str) -> str:
    return _AFTER_OFFICE.sub("", re.sub(r"\s+", " ", text)).strip(" ,-–—")
