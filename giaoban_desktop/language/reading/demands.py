"""The demands of who chairs or directs: where they begin, cut where a careful clerk would cut, who leads, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.deadlines import Given, deadline_in_cell, find_deadline
from giaoban_desktop.language.reading.demand_places import pieces
from giaoban_desktop.language.reading.demand_words import is_done
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.task_tables import TaskRow, task_rows
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB, unit_at

_L = "a-zà-ỹđăâêôơư"
_NOT_BEFORE, _NOT_BEHIND = rf"(?<![{_L}])", rf"(?![{_L}])"


@dataclass(frozen=True, slots=True)
class FoundDirective:
    """A single demand and its place in the text as given. Who leads and helps are the words of the text."""

    start: int
    end: int
    text: str
    lead: str | None
    coordinating: tuple[str, ...]
    deadline: date | None
    deadline_words: str | None
    standing: bool


_CONNECTOR = re.compile(
    r"\s*(?:[-+•]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/:]\s+|[a-hđ][.)]\s+|[ivx]{1,4}[.)]\s+)?(?:(?:"
    + any_of("demands", "connector")
    + r"[,:]?\s+)*)"
)
_PURPOSE = re.compile(
    r"\s*(?:qua đó|từ đó|nhờ đó|góp phần|nhằm(?= )|để (?=góp|qua)|tạo (?:tiền đề|nền tảng)|coi đây|đây là)"
)
_ABOUT = r"(?:còn |riêng )?(?:về|với|đối với|riêng|còn)(?! (?:tăng|xử|tiếp|đích|trước|sau))"
_TOPIC = re.compile(rf"{_ABOUT} [^,;.]{{3,90}}, (?:thì )?(?={UNIT.pattern}|{GENERAL.pattern}|giao )")
_TOPIC_ONLY = re.compile(rf"(?!{UNIT.pattern}){_ABOUT} [^,;.]{{3,60}}$")
_TAIL = re.compile(
    r"\",? (?:đồng chí|ông|bà|phó chủ tịch|chủ tịch|bí thư|đ/c) [^.;\"]{0,60}$|"
    r"(?:, | và )(?:trong đó|đồng thời)$|, (?:qua đó|từ đó|góp phần|tạo (?:nền|tiền đề|chuyển biến|điều kiện|sự))[^;]*$"
)
_NEW_LEAD = re.compile(
    rf"(?:(?:[,;.:]|\s-)\s+(?:trong đó,? |đồng thời,? |và )?|\s(?:trong đó|đồng thời|và),? )(?=giao (?:cho "
    rf"|nhiệm vụ cho )?(?:đồng chí )"
    rf"?(?:{UNIT.pattern}))"
    rf"|,? (?:đồng thời|và) (?:phân công|giao|yêu cầu|đề nghị|giao nhiệm vụ): ?"
    rf"| (?P<and>và) (?={UNIT.pattern})"
    rf"|, (?:còn |riêng )?(?=(?:yêu cầu|đề nghị) (?:{UNIT.pattern}))|, (?:còn|riêng) (?={UNIT.pattern})"
)
_ENDS_WITH_UNIT = re.compile(rf"(?:phối hợp|cùng|với|,) (?:[^,;.]{{0,16}} )?{UNIT.pattern}[^,;.]{{0,16}}$")
_HELPS_ON = re.compile(r"\s*(?:phối hợp|hỗ trợ|cùng) ")
_CELLS = re.compile(r"\S[ ]*(?:\t|\|)[ ]*\S")
_LISTED = re.compile(r"\s*(?:[,;\n+]|(?<![a-zà-ỹđ])và(?![a-zà-ỹđ]))\s*")
_SECOND_LEAD = re.compile(r", (?!phối hợp)|\s+và ")
_STANDING = re.compile(rf"{_NOT_BEFORE}" + any_of("demands", "standing") + rf"{_NOT_BEHIND}")
_SINGLE = re.compile(
    rf"^\s*(?:{GENERAL.pattern}\s+)?(?:cần |phải |sớm |khẩn trương |chủ trì,? )*" + any_of("demands", "single")
)


def directives(page: Page, chair: Chair, given: Given) -> tuple[list[FoundDirective], list[Span]]:
    """The demands of a page in their order, and where in the page they stand."""
    rows = task_rows(page)
    found = [_of_row(page, row, given) for row in rows]
    places = [row.span for row in rows]
    in_row = 0
    for piece in pieces(page, chair):
        while in_row < len(rows) and rows[in_row].span.end <= piece.start:
            in_row += 1
        if in_row < len(rows) and rows[in_row].span.start < piece.end:
            continue
        lead = piece.lead
        if _CELLS.search(page.text, piece.start, piece.end):
            continue
        for start, end in _cut(page, piece.start, piece.end):
            made = _directive(page, start, end, lead, given)
            if made is not None:
                lead = made.lead if not _tells_all(page, start, end) else piece.lead
                found.append(made)
                places.append(Span(start, end))
    return sorted(found, key=lambda one: one.start), sorted(places)


def _of_row(page: Page, row: TaskRow, given: Given) -> FoundDirective:
    """The demand of a row of a table of tasks."""
    helpers = tuple(_names_in(page, row.help)) if row.help else ()
    deadline = deadline_in_cell(page, *row.end, given) if row.end else find_deadline(page, *row.task, given)
    is_recurring = deadline is not None and deadline.is_recurring
    is_open_end = deadline is None and _STANDING.search(page.words, *row.task) is not None
    raw = page.raw_span(*row.task)
    return FoundDirective(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        page.text[row.lead.start : row.lead.end] if row.lead and not GENERAL.match(page.words, *row.lead) else None,
        helpers,
        deadline.due_on if deadline else None,
        deadline.words if deadline else None,
        is_recurring or is_open_end,
    )


def _names_in(page: Page, cell: Span) -> Iterator[str]:
    """The units that a cell lists."""
    at = cell.start
    while at < cell.end:
        unit = _general_at(page, at, cell.end) or unit_at(page, at, cell.end)
        if unit is None:
            following = _LISTED.search(page.words, at, cell.end)
            unit = Span(at, following.start() if following else cell.end)
        if name := page.text[unit.start : unit.end].strip(" ,;-–"):
            yield name
        joined = _LISTED.search(page.words, unit.end, cell.end)
        at = joined.end() if joined else cell.end


# Cutting


def _cut(page: Page, start: int, end: int) -> Iterator[Span]:
    """A stretch in single demands: at semicolons, and where a new unit is told to lead."""
    cuts = [start]
    depth = 0
    for at in range(start, end):
        character = page.words[at]
        depth += (character == "(") - (character == ")")
        if character == ";" and depth <= 0 and not _names_only(page, cuts[-1], at):
            cuts.append(at + 1)
    cuts.append(end)
    for first, last in pairwise(cuts):
        starts = [first, *_new_leads(page, first, last), last]
        for one, other in pairwise(starts):
            span = _stripped(page, one, other)
            if span is not None:
                yield span


def _names_only(page: Page, start: int, end: int) -> bool:
    """True for units without anything that they have to do: "giao các sở, ban, ngành; …"."""
    found = _TOLD_TO.match(page.words, start, end)
    at = found.end() if found else page.trimmed(start, end).start
    while (span := _general_at(page, at, end) or unit_at(page, at, end)) is not None:
        joined = _AND.match(page.words, span.end, end)
        if joined is None:
            return not page.words[span.end : end].strip(" .;:")
        at = joined.end()
    return False


def _new_leads(page: Page, start: int, end: int) -> Iterator[int]:
    """Where in a stretch another unit is told what it has to do."""
    for found in _NEW_LEAD.finditer(page.words, start + 8, end):
        if found.group("and") is None:
            yield found.end()
            continue
        unit = unit_at(page, found.end(), end)
        before = unit_at(page, page.trimmed(start, end).start, end)
        if (
            unit is not None
            and before is not None
            and VERB.match(page.words[before.end : found.start()].lstrip())
            and VERB.match(page.words[unit.end : end].lstrip())
            and not _ENDS_WITH_UNIT.search(page.words, max(start, found.start() - 60), found.start())
        ):
            yield found.end()


def _stripped(page: Page, start: int, end: int) -> Span | None:
    """Without connectors before and full stops behind; None for what is only a purpose or a fragment."""
    while True:
        before = start
        found = _CONNECTOR.match(page.words, start, end)
        if found:
            start = found.end()
        while start < end and page.words[start] in ' \n,;:"-•':
            start += 1
        if start == before:
            break
    while end > start and page.words[end - 1] in " \n,;:.\"/'":
        if page.words[end - 1] == '"' and page.words.count('"', start, end) % 2 == 0:
            break
        end -= 1
    if topic := _TOPIC.match(page.words, start, end):
        start = topic.end()
    tail = _TAIL.search(page.words, start, end)
    if tail:
        end = tail.start()
    if _names_only(page, start, end) or _TOPIC_ONLY.match(page.words, start, end):
        return None
    if end - start < 12 or page.words.count(" ", start, end) < 2 or _PURPOSE.match(page.words, start, end):
        return None
    return Span(start, end)


# What a demand says


def _directive(page: Page, start: int, end: int, heading: str | None, given: Given) -> FoundDirective | None:
    if is_done(page.words[start:end]) and heading is None:
        return None
    lead = None if heading and _PASSES_ON.match(page.words, start, end) else _lead(page, start, end)
    if lead is None and not _tells_all(page, start, end) and not _OF_MATTER.match(page.words, start, end):
        lead = heading
    coordinating = _coordinating(page, start, end)
    deadline = find_deadline(page, start, end, given)
    words = page.words[start:end]
    standing = (
        (deadline is None or (deadline.due_on is None and deadline.is_recurring))
        and _STANDING.search(words) is not None
        and not _SINGLE.match(words)
    )
    if deadline is not None and deadline.is_recurring:
        standing = True
    raw = page.raw_span(start, end)
    return FoundDirective(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        lead,
        tuple(one for one in coordinating if one != lead),
        deadline.due_on if deadline else None,
        deadline.words if deadline else None,
        standing,
    )


def _tells_all(page: Page, start: int, end: int) -> bool:
    """True for a demand whose subject is an addressee that is no definite unit: "Các lực lượng …"."""
    found = _BEFORE_LEAD.match(page.words, start, end)
    return GENERAL.match(page.words, found.end() if found else start, end) is not None


_OF_MATTER = re.compile(r"(?:việc|mọi|công tác|các hồ sơ|hồ sơ|trường hợp) [^,;.]{4,80} (?:phải|cần) ")
_PASSES_ON = re.compile(r"(?:thường xuyên |tiếp tục |tăng cường )?(?:chỉ đạo|hướng dẫn|đôn đốc) ")
_LEADS = re.compile(rf"{_NOT_BEFORE}(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|do|được) $")


_OTHER_SUBJECT = re.compile(r" thì $")
_TAKES_LEAD = re.compile(r"\s*(?:là đơn vị |có trách nhiệm |phải |cần |sẽ |đứng ra )*(?:chủ trì|làm đầu mối|đầu mối)")
_TOLD_TO = re.compile(
    r"(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị|riêng(?: với)?|đối với|về phía|chỉ đạo)\s+(?:đồng chí )?"
)
_BEFORE_LEAD = re.compile(
    r"(?:riêng với|riêng|về|đối với|còn với|với|còn|tháng \d{1,2}|trước mắt|đến|quí|chậm nhất|muộn nhất|cuối|đầu"
    r"|sau|trên cơ sở|trong|trước|để|hằng|hàng|từ|ngay|thời "
    r"gian|song song)[^,;]{0,90},\s+"
)


def _lead(page: Page, start: int, end: int) -> str | None:
    """The definite unit that does it: told to ("giao …"), leading ("… chủ trì"), or named first in its demand."""
    at = start
    for pattern in (_BEFORE_LEAD, _TOLD_TO, _BEFORE_LEAD):
        if (found := pattern.match(page.words, at, end)) and (
            pattern is _TOLD_TO or UNIT.match(page.words, found.end(), end)
        ):
            at = found.end()
    unit = unit_at(page, at, end)
    if unit is not None:
        unit = _with_others(page, unit, end)
        return page.text[unit.start : unit.end]
    for found in UNIT.finditer(page.words, start, end):
        unit = unit_at(page, found.start(), end)
        if unit is None:
            continue
        before = page.words[max(start, unit.start - 24) : unit.start]
        if _OTHER_SUBJECT.search(before) and VERB.match(page.words[unit.end : end].lstrip()):
            helps = _HELPS_ON.match(page.words, unit.end, end)
            if helps is None:
                return page.text[unit.start : unit.end]
        if _LEADS.search(before) and _is_subject(page, unit, end):
            return page.text[unit.start : unit.end]
        if _TAKES_LEAD.match(page.words, unit.end, end):
            return page.text[unit.start : unit.end]
    return None


def _with_others(page: Page, unit: Span, end: int) -> Span:
    """Several units that do it together: "Đồn Biên phòng Mốc Lũng, Công an xã biên giới không được …"."""
    last = unit
    while joined := _SECOND_LEAD.match(page.words, last.end, end):
        other = unit_at(page, joined.end(), end) or _general_at(page, joined.end(), end)
        if other is None:
            break
        last = other
    if last is not unit and _HELPS_ON.match(page.words, last.end, end):
        return unit
    return Span(unit.start, last.end)


def _is_subject(page: Page, unit: Span, end: int) -> bool:
    """True when a verb, a comma or a colon follows the name: the unit is the one who does it."""
    behind = page.words[unit.end : min(end, unit.end + 40)]
    return VERB.match(behind.lstrip(" ,:-")) is not None or re.match(r"\s*(?:,|:|và|\(|cùng)", behind) is not None


_WITH = re.compile(
    rf"{_NOT_BEFORE}phối hợp(?: chặt chẽ| tốt| thường xuyên| nhịp nhàng| đồng bộ| hiệp đồng)*(?: (?:với"
    rf"|cùng(?: với)?))?\s+|{_NOT_BEFORE}(?:cùng(?: với)?|(?:với|có) sự (?:tham gia|phối hợp|hỗ trợ) của|bàn với"
    rf"|phối họp(?: với)?)"
    rf"\s+(?=(?:{UNIT.pattern}|{GENERAL.pattern}))"
)
_NOT_WITH = re.compile(r"(?:qui chế|kế hoạch|công tác|nội dung|hoạt động|nhiệm vụ|chương trình|sự|cơ chế) $")
_AND = re.compile(r"\s*(?:,|và|cùng(?: với)?|;| - )\s*(?:và |với |cùng )?")
_HELPERS = re.compile(
    r"(?:chủ trì|làm đầu mối|đầu mối), (?P<units>[^;.:]{4,90}?) (?:phối hợp|hỗ trợ|tham gia|cùng tham gia)(?= )"
)
_MORE_OF_GENERAL = re.compile(
    r"(?: (?:miền núi|biên giới|ven biển|có liên quan|liên quan|giáp ranh|trọng điểm|khác|cấp [a-zà-ỹđ]+|trên"
    r" địa bàn))+(?![a-zà-ỹđ])"
)
_CO_NAME = re.compile(
    rf"(?:các|những|đơn vị|doanh nghiệp|công ty|ban|hiệp hội|chủ|tổ|nhà|cơ sở|trung tâm|trường|hợp tác xã|gia"
    rf" đình) [{_L}]+(?:(?:,| -) [{_L}]+| [{_L}]+){{0,4}}"
)


def _coordinating(page: Page, start: int, end: int) -> list[str]:
    """The units named behind "phối hợp (với)", up to the verb of what they do together."""
    found: list[str] = []
    for match in _WITH.finditer(page.words, start, end):
        if _NOT_WITH.search(page.words[max(start, match.start() - 16) : match.start()]):
            continue
        at = match.end()
        while at < end:
            span = _general_at(page, at, end) or unit_at(page, at, end) or _others_at(page, at, end)
            if span is None:
                break
            name = page.text[span.start : span.end].strip(" ,")
            if name not in found:
                found.append(name)
            joined = _AND.match(page.words, span.end, end)
            if joined is None:
                break
            at = joined.end()
    for match in _HELPERS.finditer(page.words, start, end):
        at = match.start("units")
        while at < match.end("units") and (span := _general_at(page, at, end) or unit_at(page, at, end)) is not None:
            name = page.text[span.start : span.end]
            if name not in found:
                found.append(name)
            joined = _AND.match(page.words, span.end, end)
            at = joined.end() if joined else end
    return found


def _general_at(page: Page, at: int, end: int) -> Span | None:
    found = GENERAL.match(page.words, at, end)
    if found is None:
        return None
    more = _MORE_OF_GENERAL.match(page.words, found.end(), end)
    return Span(at, more.end() if more else found.end())


def _others_at(page: Page, at: int, end: int) -> Span | None:
    """Names that no list knows: "các chủ tàu", "các trường học", cut before the verb."""
    found = _CO_NAME.match(page.words, at, end)
    if found is None:
        return None
    verb = VERB.search(page.words, at + 4, found.end())
    last = verb.start() if verb else found.end()
    last = at + len(page.words[at:last].rstrip(" ,-"))
    return Span(at, last) if last - at > 5 else None
