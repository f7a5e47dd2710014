"""Who does what is demanded: the unit that leads, and those that help it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from giaoban_desktop.language.reading.bodies import body_at, is_whole, subject_at
from giaoban_desktop.language.reading.demand_words import NOT_BEFORE
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, LOWER, UPPER, YEAR, Page, Span
from giaoban_desktop.language.reading.units import DOES, GENERAL, HAMLET, SUCH, UNIT, VERB, unit_at

_NOBODY = frozenset(("không", "không có"))
"""What a cell says that names no unit."""
_HELPS_ON = re.compile(r"\s*(?:phối hợp|hỗ trợ|cùng) ")
_BOTH = re.compile(rf"\s*(?:phối hợp(?: chặt chẽ)? (?:với|cùng)|cùng(?: với)?) (?:{UNIT.pattern}|{GENERAL.pattern})")
_LISTED = re.compile(r"\s*(?:[,;\n+]|(?<![a-zà-ỹđ])và(?![a-zà-ỹđ]))\s*")
_SECOND_LEAD = re.compile(r", (?!phối hợp)|\s+(?:và|\+) ")
OF_MATTER = re.compile(
    r"(?:việc|mọi|công tác|các hồ sơ|hồ sơ|trường hợp|cán bộ|chế độ) [^;.]{4,80}? (?:phải|cần|thực hiện) "
    rf"|(?!{VERB.pattern}|{UNIT.pattern}|{GENERAL.pattern})[{LETTER} ]{{4,50}}? (?:phải|cần|không được|kiên quyết) "
    r"|(?:[a-zà-ỹđ]+,? ?){1,3} nào "
)
_MATTER = re.compile(r"(?:việc|nhiệm vụ|nội dung|công tác|công việc|phần việc) ")
_TOPIC_BEFORE = re.compile(
    rf"(?!{VERB.pattern}|{GENERAL.pattern}|lực lượng |cấp ủy|chính quyền|cán bộ|chiến sĩ)(?![^.;]*? nào )"
    r"[^.;]{3,90}, $"
)
_CLAUSE_BEFORE, _MUST = (
    re.compile(rf"(?!{GENERAL.pattern}|cấp ủy|các |mỗi |từng )[^.;]{{3,90}}, $"),
    re.compile(r" (?:cần|phải|có trách nhiệm) "),
)
""" "Chuẩn bị cho ngày hội tòng quân, Bộ Chỉ huy Quân sự tỉnh phải …"."""
_CORE = re.compile(rf"(?<![{LETTER}])do (?=(?:{UNIT.pattern})[^,;.]{{0,40}} (?:làm nòng cốt|chủ công))")
_LEADS = re.compile(rf"{NOT_BEFORE}(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|do|được) $")
_OF_ANOTHER = re.compile(r" (?:đề xuất|quản lí|cung cấp|gửi|cấp|ban hành|trình)(?![a-zà-ỹđ])")
""" "Thẩm định kinh phí do Công an tỉnh đề xuất" is nothing that the police do."""
_PLACE_BEFORE = re.compile(r"(?:trên|tại|ở|dưới) [^,;.]{3,40}, ")
_APART = re.compile(r"(?:còn|riêng)(?: với)? ")
_PEOPLE = re.compile(r"(?:bà con|nhân dân|người dân|mọi người|tất cả|ai)(?![a-zà-ỹđ])")
_OTHER_SUBJECT = re.compile(r" thì $")
_TAKES_LEAD = re.compile(
    r"\s*\(?(?:(?:là|với vai trò) (?:đơn vị|cơ quan|lực lượng) (?:thường trực|nòng cốt)"
    r"|làm (?:nòng cốt|thường trực|chính)|chịu trách nhiệm(?: chính)?(?=[,.;)]|$)"
    r"|(?:là (?:đơn vị|cơ quan|lực lượng) |có trách nhiệm |phải |cần |sẽ |đứng ra |được phân công |được giao )*"
    r"(?:chủ trì|làm đầu mối|đầu mối|phụ trách chính))"
)
TOLD_TO = re.compile(
    r"(?:(?:đồng ý |nhất trí |thống nhất )?giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị"
    r"|riêng(?: với)?|còn|đối với|về phía|phía|bên|chỉ đạo)\s+"
    rf"(?:(?:các )?(?:đồng chí|đ/c|ông|bà) (?={UNIT.pattern}))?"
    rf"|(?:các )?(?:đồng chí|đ/c) (?={UNIT.pattern})"
)
_BEFORE_LEAD = re.compile(
    r"(?:riêng với|riêng|về|đối với|còn với|với|còn|tháng \d{1,2}|trước mắt|đến|quí|chậm nhất|muộn nhất|cuối|đầu"
    r"|sau|trên cơ sở|trong|trước|để|nhằm|nhân|căn cứ|theo|bên cạnh|ngoài|hằng|hàng|từ|ngay|dịp|năm (?:19|20)\d\d|thời "
    r"gian|song song)[^,;]{0,90},\s+"
    r"|(?:trước mắt|trước hết|(?:trong )?thời gian tới|(?:tháng|quí|năm) tới|từ nay(?: đến cuối năm)?"
    r"|ngay sau hội nghị)"
    rf"(?= {UNIT.pattern})\s"
    rf"|(?:trong|đến|sau|trước|ngay) [^,;]{{2,30}}? (?=(?:{UNIT.pattern})[^,;.]{{0,24}} (?:phải|cần) )"
    r"|(?:(?:trước|trong|đến|hết|từ nay|chậm nhất|muộn nhất|vào|ngay|cuối|đầu|giữa|sáng|chiều)(?: là)? )*"
    r"(?:(?:ngày|tháng|quí|tuần|năm) (?:\d[\d/.-]*|[ivx]+(?:/\d{4})?|này|sau|tới|nay|mai)"
    r"|\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?)"
    rf"(?: (?:năm |này ?)(?:{YEAR})?)? ?(?=(?:{UNIT.pattern})(?:{DOES.pattern}))"
)
_WITH = re.compile(
    rf"{NOT_BEFORE}phối hợp(?: chặt chẽ| chặt(?! chẽ)| tốt| thường xuyên| nhịp nhàng| đồng bộ| hiệp đồng)*(?: (?:với"
    rf"|cùng(?: với)?))?\s+|{NOT_BEFORE}(?:cùng(?: với)?|(?:với|có) sự (?:tham gia|phối hợp|hỗ trợ) của"
    rf"|tranh thủ(?: sự)? (?:hỗ trợ|giúp đỡ|ủng hộ) của|bàn với"
    rf"|phối họp(?: với)?)"
    rf"\s+(?=(?:{UNIT.pattern}|{GENERAL.pattern}|(?:thôn|ấp|bản|buôn|bon|làng|khóm|khu phố|tổ dân phố|đoàn viên"
    rf"|hội viên|phụ huynh|{any_of('units', 'bodies')}"
    rf"|nhà trường|ban giám hiệu|ban đại diện|cha mẹ"
    rf"|ngân hàng|trưởng các|các trưởng|các (?:ngân hàng|nhà mạng|doanh nghiệp|hội|công ti)"
    rf"|chủ|người có uy tín|già làng|ban quản lí|lực lượng|dân quân)(?:,| [{LETTER}\d])))"
    rf"|{NOT_BEFORE}cùng (?:{VERB.pattern})[^,;.]{{0,24}}? với (?=(?:{UNIT.pattern}|{GENERAL.pattern}))"
)
_NOT_WITH = re.compile(r"(?:qui chế|kế hoạch|công tác|nội dung|hoạt động|nhiệm vụ|chương trình|sự|cơ chế) $")
_AND = re.compile(r"\s*(?:,|và|cùng(?: với)?|;| - )\s*(?:và |với |cùng )?")
_HELPERS = re.compile(
    r"(?:(?:chủ trì|đầu mối|đảm nhiệm|đảm nhiệm chính|nòng cốt)(?: \([^()]{2,30}\))?[,;] (?:có )?|, có )"
    r"(?P<units>[^;.:]{4,90}?)"
    r" (?:phối hợp|hỗ trợ|tham gia|cùng tham gia|cùng vào cuộc|cùng làm)(?=[ ,.;]|$)"
    rf"|, (?P<other>{UNIT.pattern}[^;.:,]{{0,40}}?) (?:(?:phối hợp|hỗ trợ)(?=[,.;]|$)|\((?:cùng |đơn vị )?phối hợp\))"
)
_MORE_OF_GENERAL = re.compile(
    r"(?: (?:đóng(?: quân)?(?= trên| tại)"
    r"|miền núi|(?:tuyến |có |khu vực )?(?:biên giới|biển)|ven biển|ven sông(?: [a-zà-ỹđ]+)?|nước bạn"
    r"|có liên quan|liên quan|trọng điểm|khác|giáp (?:ranh|biên|biển|rừng|núi|sông)|có rừng"
    r"|cấp (?:xã|huyện|tỉnh|cơ sở|trung ương|trên|dưới|phòng|thôn)"
    r"|các (?:xã|phường|ấp|thôn|bản|khóm|huyện|khu phố)|huyện|tỉnh|xã|phường|trên địa"
    r" bàn))+(?![a-zà-ỹđ])"
)
_PLACES = (
    "xã|phường|thị trấn|đặc khu|huyện|thị xã|quận|thành phố|khóm|ấp|thôn|bản|xóm|buôn|làng|tổ dân phố|khu phố"
    "|tổ(?! chức| công tác| bảo vệ)"
)
_OF_PLACES = re.compile(rf"(?:cấp ủy, chính quyền )?(?:các|những|từng|mỗi) (?:{_PLACES})$")
_OF_GOVERNMENT = re.compile(rf" các (?:{_PLACES})(?![{LETTER}])")
_PEOPLE_OF = re.compile(rf"(?:anh em|anh chị em|mấy (?:anh|chị)(?: em)?|cán bộ, chiến sĩ|tập thể) (?={UNIT.pattern})")
_PART_OF = re.compile(rf" (?:của|thuộc) (?={UNIT.pattern})")
_IS_PART = re.compile(rf"(?:đội|tổ|trạm|phòng|hải đội|đại đội|trung đội|bộ phận)(?![{LETTER}])")
_HAS_IT_DONE = re.compile(r" (?:cần|phải|nên) được ")
_MORE_PLACES = re.compile(rf"(?:(?:,| và) (?:{_PLACES})(?![{LETTER}]))+")
_WORD_OF_NAME = (
    rf"(?: -)? (?!(?:và|với|cùng|để|do|trong|tại|ở|từ|về|nhằm|khi|theo|đã|trên|các|của|có|vào|ngay|đến|tới|tận|đi|dạy"
    rf"|gọi|siết)(?![{LETTER}])"
    rf"|{VERB.pattern})[{LETTER}]+"
)
_REST_OF_NAME = re.compile(rf"(?:{_WORD_OF_NAME}){{1,4}}(?=[,;.:\n]|$| (?:và|cùng|{VERB.pattern}))")
"""Words that tell of which kind: "các cơ quan báo chí", "các tổ chức chính trị - xã hội"."""
_PROPER = re.compile(rf"(?: [{UPPER}][{LOWER}-]+)+(?: \([{UPPER}][^()]{{2,20}}\))?")
_NAMED_HAMLET = re.compile(
    rf"(?i:{HAMLET})(?:\d{{1,2}}(?![\d/])|[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)*)"
    rf"(?:(?:,| và) (?i:{HAMLET})\d{{1,2}}(?![\d/]))*"
)
_NAMED_HAMLETS = re.compile(rf"{_NAMED_HAMLET.pattern}(?:(?:,| và) {_NAMED_HAMLET.pattern})*")
PERSON = (
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Đđ]c|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]hú|[Cc]ô|[Bb]ác)"
    rf" [{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}"
)
_OFFICE = (
    r"(?:Quyền |Phó )?(?:Chủ tịch|Trưởng|Chỉ huy|Giám đốc|Bí thư|Đồn trưởng|Chánh|Hiệu trưởng|Chính trị viên"
    r"|Công chức|Cán bộ|trưởng|công chức|cán bộ)"
)
_PEOPLE_TOLD = re.compile(
    rf"(?P<names>{PERSON}(?:(?:,| và) {PERSON})*)(?: \([^()]{{3,40}}\)"
    rf"|(?:,| -) {_OFFICE}[^,;.]{{0,60}}?,?(?={DOES.pattern})|(?P<of> (?:bên|của|ở)(?= ))?)"
    rf"(?: {any_of('demands', 'person_role')}(?![{LOWER}]))?"
    rf"(?! (?:{any_of('demands', 'person_says')})(?![{LOWER}]))"
)
_WHOSE = re.compile(
    r" (?:của|thuộc|trên địa bàn|trực thuộc) (?:trung ương|tỉnh|thành phố|huyện|xã|phường|bộ)(?=[;.,]|$)"
)
_TAKES_PART = re.compile(
    rf", (?P<name>{PERSON})(?= (?:chủ trì|phụ trách|chịu trách nhiệm|đầu mối|làm đầu mối|lo)(?![{LOWER}]))"
)
"""Persons who are told: "đồng chí Hòa chủ trì", "anh Vinh, anh Đại tiếp tục"."""
_UNKNOWN_TAIL = re.compile(
    rf"(?: (?!và |với |cùng |để |do |các )[{LETTER}]+){{1,3}}(?=,| và |;)|(?: (?!và |với |cùng |để |do |các"
    rf" )[{LETTER}]+){{1,2}}(?= )"
)
_ENDS_IN_LEVEL = re.compile(rf"(?<![{LETTER}])(?:{any_of('units', 'level')})(?: {SUCH})*$")
_OF_PLACES_BEHIND = rf"(?: các (?:{_PLACES})(?:(?:,| và) (?:{_PLACES}))*(?![{LETTER}]))?"
_CO_NAME = re.compile(
    rf"(?:các|những|đơn vị|doanh nghiệp|công ti|ban|hiệp hội|chủ|tổ(?! chức)|nhà|cơ sở|trung tâm|trường|hợp tác xã|gia"
    rf" đình(?! giáo dục)|lực lượng|thôn|ấp|bản|buôn|bon|làng|khóm|khu phố|người|trưởng|phó trưởng|bí thư|đoàn viên"
    rf"|hội viên|ngân hàng|quĩ|đội|cơ quan|địa phương"
    rf"|\d{{1,2}} (?:ấp|thôn|bản|xóm|khóm|xã|phường|trường|tổ dân phố|khu phố|đơn vị)) (?!tới|đến|đi|tận)[{LETTER}]+"
    rf"(?:{_WORD_OF_NAME}){{0,4}}{_OF_PLACES_BEHIND}(?: trên địa bàn)?"
    rf"|(?:già làng|đoàn thể|phụ huynh(?: học sinh)?|nhân dân|bà con|người dân|người có uy tín|gia đình|ấp|thôn|bản"
    rf"|\d{{1,2}} (?:ấp|thôn|bản|xóm|khóm|xã|phường|trường|tổ dân phố|khu phố|đơn vị))(?![{LETTER}]){_OF_PLACES_BEHIND}"
)


def names_in(page: Page, cell: Span) -> Iterator[str]:
    """The units that a cell lists."""
    at = cell.start
    while at < cell.end:
        unit = _general_at(page, at, cell.end) or _unit_with_more(page, at, cell.end)
        if unit is None:
            following = _LISTED.search(page.words, at, cell.end)
            unit = Span(at, following.start() if following else cell.end)
        name = page.text[unit.start : unit.end].strip(" ,;-–")
        if name and name.lower() not in _NOBODY:
            yield name
        joined = _LISTED.search(page.words, unit.end, cell.end)
        at = joined.end() if joined else cell.end


def names_only(page: Page, start: int, end: int) -> bool:
    """True for units without anything that they have to do: "giao các sở, ban, ngành; …"."""
    found = TOLD_TO.match(page.words, start, end)
    at = found.end() if found else page.trimmed(start, end).start
    while (span := _general_at(page, at, end) or unit_at(page, at, end)) is not None:
        where = _WHOSE.match(page.words, span.end, end)
        behind = where.end() if where else span.end
        joined = _AND.match(page.words, behind, end)
        if joined is None:
            return not page.words[behind:end].strip(" .;:")
        at = joined.end()
    return False


def tells_all(page: Page, start: int, end: int) -> bool:
    """True for a demand whose subject is an addressee that is no definite unit: "Các lực lượng …"."""
    found = _BEFORE_LEAD.match(page.words, start, end) or _PLACE_BEFORE.match(page.words, start, end)
    at = found.end() if found else start
    apart = _APART.match(page.words, at, end)
    at = apart.end() if apart else at
    return GENERAL.match(page.words, at, end) is not None or _PEOPLE.match(page.words, at, end) is not None


def lead_of(page: Page, start: int, end: int) -> str | None:
    """The definite unit that does it: told to ("giao …"), leading ("… chủ trì"), or named first in its demand."""
    at = start
    for pattern in (_BEFORE_LEAD, TOLD_TO, _BEFORE_LEAD):
        if (found := pattern.match(page.words, at, end)) and (pattern is TOLD_TO or subject_at(page, found.end(), end)):
            at = found.end()
    if people := _PEOPLE_OF.match(page.words, at, end):
        at = people.end()
    core = _CORE.search(page.words, start, end)
    unit = unit_at(page, core.end(), end) if core else subject_at(page, at, end)
    general = GENERAL.match(page.words, at, end)
    if unit is not None and _HAS_IT_DONE.match(page.words, unit.end, end):
        return None
    if unit is not None and general and general.end() > unit.end:
        return None
    if unit is not None:
        part = _PART_OF.match(page.words, unit.end, end) if _IS_PART.match(page.words, unit.start) else None
        if part and (whole := unit_at(page, part.end(), end)):
            unit = Span(unit.start, whole.end)
        unit = unit if core else with_others(page, unit, end)
        more = _MORE_OF_GENERAL.match(page.words, unit.end, end)
        return page.text[unit.start : more.end() if more else unit.end]
    if (hamlet := _NAMED_HAMLETS.match(page.text, at, end)) and DOES.match(page.words, hamlet.end(), end):
        return hamlet.group()
    if people := _PEOPLE_TOLD.match(page.text, at, end):
        office = unit_at(page, people.end() + 1, end) if people.group("of") else None
        if DOES.match(page.words, office.end if office else people.end(), end):
            return people.group("names")
    if taken := _TAKES_PART.search(page.text, at, end):
        return taken.group("name")
    for number, found in enumerate(UNIT.finditer(page.words, start, end)):
        unit = unit_at(page, found.start(), end)
        if unit is None:
            continue
        if (
            number == 0
            and _TOPIC_BEFORE.fullmatch(page.words, start, unit.start)
            and DOES.match(page.words, unit.end, end)
        ):
            return page.text[unit.start : unit.end]
        if (
            number == 0
            and _CLAUSE_BEFORE.fullmatch(page.words, start, unit.start)
            and _MUST.match(page.words, unit.end)
        ):
            return page.text[unit.start : unit.end]
        before = page.words[max(start, unit.start - 24) : unit.start]
        if (
            _OTHER_SUBJECT.search(before)
            and not OF_MATTER.match(page.words, start, end)
            and VERB.match(page.words[unit.end : end].lstrip())
        ):
            helps = _HELPS_ON.match(page.words, unit.end, end)
            if helps is None or _BOTH.match(page.words, unit.end, end):
                return page.text[unit.start : unit.end]
        if (
            _LEADS.search(before)
            and not _OF_ANOTHER.match(page.words, unit.end)
            and (_is_subject(page, unit, end) or _ends_matter(page, start, unit, end))
        ):
            return page.text[unit.start : unit.end]
        if _TAKES_LEAD.match(page.words, unit.end, end):
            return page.text[unit.start : unit.end]
    return None


def with_others(page: Page, unit: Span, end: int) -> Span:
    """Several units that do it together: "Đồn Biên phòng Mốc Lũng, Công an xã biên giới không được …"."""
    last = unit
    while joined := _SECOND_LEAD.match(page.words, last.end, end):
        other = unit_at(page, joined.end(), end) or _general_at(page, joined.end(), end)
        if other is None:
            break
        last = other
    if last is not unit and page.words.startswith(" hỗ trợ ", last.end):
        return unit
    return Span(unit.start, last.end)


def _is_subject(page: Page, unit: Span, end: int) -> bool:
    """True when a verb, a comma or a colon follows the name: the unit is the one who does it."""
    behind = page.words[unit.end : min(end, unit.end + 40)]
    return VERB.match(behind.lstrip(" ,:-")) is not None or re.match(r"\s*(?:,|:|và|\(|\)|cùng)", behind) is not None


def _ends_matter(page: Page, start: int, unit: Span, end: int) -> bool:
    """True for the name that ends "Việc rà soát nhà trọ giao cho Công an xã"."""
    return not page.words[unit.end : end].strip(" .;") and _MATTER.match(page.words, start, end) is not None


def helpers_of(page: Page, start: int, end: int) -> list[str]:
    """The units named behind "phối hợp (với)", up to the verb of what they do together."""
    spans: list[Span] = []
    lead = unit_at(page, start, end)
    if lead is not None and page.words.startswith(" với ", lead.end):
        spans += _listed(page, lead.end + len(" với "), end)
    for match in _WITH.finditer(page.words, start, end):
        if not _NOT_WITH.search(page.words[max(start, match.start() - 16) : match.start()]):
            spans += _listed(page, match.end(), end)
    for match in _HELPERS.finditer(page.words, start, end):
        if match.group("units"):
            spans += _listed(page, *match.span("units"))
        elif not VERB.search(
            page.words, (unit_at(page, match.start("other"), end) or match.span("other"))[1], match.end("other")
        ):
            spans += _listed(page, *match.span("other"))
    return list(dict.fromkeys(page.text[span.start : span.end].strip(" ,") for span in spans))


def _listed(page: Page, at: int, end: int) -> Iterator[Span]:
    """The units that stand one behind another from here."""
    while at < end:
        span = _general_at(page, at, end) or _unit_with_more(page, at, end) or _others_at(page, at, end)
        if span is None or not is_whole(page, span):
            body = body_at(page, at, end, is_listed=True)
            span = body if body is not None and (span is None or body.end > span.end) else span
        if span is None:
            return
        yield span
        joined = _AND.match(page.words, span.end, end)
        if joined is None:
            return
        at = joined.end()


def _unit_with_more(page: Page, at: int, end: int) -> Span | None:
    """A unit with what tells it from others: "UBND các huyện ven sông Tiền", "Đội cứu hộ bãi biển"."""
    unit = unit_at(page, at, end)
    if unit is None:
        return None
    more = _MORE_OF_GENERAL.match(page.words, unit.end, end)
    if more is not None:
        return Span(at, more.end())
    if _IS_PART.match(page.words, at) and page.words.startswith(" ", unit.end):
        whole = unit_at(page, unit.end + 1, end)
        if whole is not None and page.text[whole.start].isupper():
            return Span(at, whole.end)
    tail = _UNKNOWN_TAIL.match(page.words, unit.end, end)
    is_whole = page.text[unit.end - 1].isdigit() or _ENDS_IN_LEVEL.search(page.words, at, unit.end) is not None
    if tail is None or is_whole or page.text[unit.start : unit.end].split()[-1][0].isupper():
        return unit
    verb = VERB.search(page.words, unit.end, end)
    if verb is not None and verb.start() >= tail.end():
        verb = None
    if verb is not None:
        return Span(at, unit.end + len(page.words[unit.end : verb.start()].rstrip()))
    is_end = page.words[tail.end()] in ",;" or page.words.startswith(" và ", tail.end())
    return Span(at, tail.end()) if is_end or VERB.match(page.words, tail.end() + 1) else unit


def _general_at(page: Page, at: int, end: int) -> Span | None:
    found = GENERAL.match(page.words, at, end)
    if found is None:
        return None
    several = len("các ") if page.words.startswith("các ", at) else 0
    units = filter(None, (unit_at(page, at, end), unit_at(page, at + several, end)))
    reached = max((unit.end for unit in units), default=0)
    reached = max(found.end(), reached)
    if page.words[at:reached].endswith("chính quyền") and (of := _OF_GOVERNMENT.match(page.words, reached, end)):
        reached = of.end()
    if _OF_PLACES.match(page.words, at, reached):
        places = _MORE_PLACES.match(page.words, reached, end)
        reached = places.end() if places else reached
        more = _MORE_OF_GENERAL.match(page.words, reached, end)
    else:
        rest = _REST_OF_NAME.match(page.words, reached, end)
        more = _MORE_OF_GENERAL.match(page.words, reached, end) or rest
    proper = _PROPER.match(page.text, more.end(), end) if more else None
    longest = proper or more
    return Span(at, longest.end() if longest else reached)


def _others_at(page: Page, at: int, end: int) -> Span | None:
    """Names that no list knows: "các chủ tàu", "các trường học", cut before the verb."""
    if hamlet := _NAMED_HAMLET.match(page.text, at, end):
        return Span(*hamlet.span())
    found = _CO_NAME.match(page.words, at, end)
    if found is None:
        return None
    verb = VERB.search(page.words, at + 2, end)
    last = min(verb.start(), found.end()) if verb else found.end()
    last = at + len(page.words[at:last].rstrip(" ,-"))
    return Span(at, last) if last > at + 1 else None
