"""Why a number with its unit is no figure: a difference, another period, a range, a plan, people of the meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban_desktop.domain.numbers import parse_roman
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.language.reading import lexicon as lists
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.numbers import Number
from giaoban_desktop.language.reading.page import Page, Span


@dataclass(slots=True)
class Seen:
    """A number, its unit as it is given out, the sentence, and whether it was left out as a comparison."""

    number: Number
    unit: Span | None
    sentence: int
    is_difference: bool = False


_YEAR_FIRST = re.compile(
    r"\s*(?:trước đó, |trước đây, )?(?:trong |cả )?(?:quí [ivx\d]+ |tháng \d+ )?năm (?P<year>20\d\d),"
)
_YEAR_BEFORE = re.compile(r"[;,] (?:riêng |trong )?năm (?P<year>20\d\d) [^;.,\d]{2,40} $")
_NAMED_PERIOD = re.compile(
    r"(?:^|[,;(]\s*)(?:còn |riêng )?(?:tháng (?P<month>\d{1,2})|quí (?P<quarter>[ivx]{1,3}|\d)) (?:chỉ |mới"
    r" )?(?:có|là)\s+$"
)
_TARGET = re.compile(
    r"chỉ tiêu(?![^,;.()]{0,24} giao)[^,;.()]{0,40} là $"
    r"|(?:chưa đạt|không đạt|dưới) (?:chỉ tiêu|kế hoạch|mục tiêu|mức)[^,;.()]{0,20}$|báo động \w{1,3} (?:là )?$"
    r"|(?:chỉ tiêu|kế hoạch|nghị quyết)[^,;.()]{0,40}\([^()]{0,8}$|(?:hơn|vượt|bằng|so với) (?:chỉ tiêu|kế hoạch"
    r"|mục tiêu)[^,;.()]{0,20}$"
)
_LENGTHS = frozenset({"km", "ki-lô-mét", "kilômét", "m", "mét", "hải lí"})
_BORDER_LINE = re.compile(
    r"\s+(?:chiều dài |tuyến |đường )*(?:biên|bờ biển|biên giới|bờ sông|đường bộ|quốc lộ|địa giới)"
)
_BORDER_BEFORE = re.compile(
    r"(?:biên giới|bờ biển|đường biên|ranh giới|địa giới)(?: dài)?(?: hơn| gần| khoảng| trên)?\s*$"
)
_COPIES = re.compile(r"biên bản[^.;]{0,60}lập thành[^.;]{0,12}$|(?:gửi|giữ)\s*$")
_CAME = re.compile(
    r"\s*(?:cùng |về |đến |tham |tới )?(?:dự|có mặt|vắng|thành phần)(?: (?:dự|còn|có|gồm|họp|hội nghị|buổi"
    r"|cuộc))*:?\s*(?:có |gồm )?$"
)

_ROLL = re.compile(r"\s*(?:[-+•]\s*|\d{1,2}[.)]\s*)?(?:thành phần|đại biểu|tham dự|có mặt|vắng mặt)[^:.;\d]{0,40}:")
_ROLL_IN_WORDS = re.compile(
    r"\s*(?:đến |về |tham |cùng )?dự(?: và (?:chỉ đạo|chủ trì))?(?: hội nghị| cuộc họp| giao ban| buổi họp)? (?:còn "
    r"|gồm )?"
    r"(?:có|gồm) "
)
_WITH_LEADER = re.compile(
    r"(?<![a-zà-ỹđ])(?:dự|chủ trì|chủ tọa|chỉ đạo|phó chủ tịch|phó bí thư)(?![a-zà-ỹđ])[^.]{0,60}[,;] cùng (?:có )?$"
)
_CAME_BEHIND = re.compile(r"\s*(?:cùng |về |tham )?dự(?:\s*[.;]| họp| hội nghị| giao ban)")
_PLACES = frozenset(("xã", "thôn", "bản", "ấp", "khóm", "huyện", "phường", "xóm", "buôn"))
_OF_PLACES = re.compile(r"\s+(?:còn|chưa|chậm|được công nhận|đạt|không còn|đã (?:phát|hoàn thành|đạt))(?![a-zà-ỹđ])")
_WHERE = re.compile(r"(?<![a-zà-ỹđ])(?:tại|ở|của|trên|trong|các|cả|với|địa bàn|thuộc) $")
_OF_DIFFERENCE = re.compile(r"(?<![a-zà-ỹđ])(?:tăng|giảm)[^,;.()]{0,30}\(\s*$")
_DIFFERENCE = re.compile(
    r"(?<![a-zà-ỹđ])" + any_of("figures", "difference") + any_of("figures", "difference_2") + r"*\s*[(]?[+-]?\s*$"
)
_SIGNED = re.compile(r"[(][+-]\s*$")
_NOW = re.compile(r"(?:tăng|giảm|nâng|vượt)[^,;.]{0,24}(?:lên|còn|xuống|thành)(?: còn| thành| đến| tới| là)*\s*$")
_OTHER_PERIOD = any_of("figures", "other_period")
_OTHER_BEFORE = re.compile(
    rf"(?<![a-zà-ỹđ])(?:so với|so|từ)(?: con số| mức)?\s*(?:gần|hơn|trên|khoảng)?\s*$|(?<![a-zà-ỹđ])(?:so với"
    rf"|so|hơn(?! \d))(?![a-zà-ỹđ])(?! kế hoạch| chỉ tiêu| nghị quyết| mục tiêu| yêu cầu| dân số)[^,;.()\n]{{0,60}}$"
    rf"|(?:{_OTHER_PERIOD})[^,;.()\n]{{0,60}}$"
)
_OTHER_LEAD = re.compile(rf"^\s*(?:[-+•]\s*)?(?:trong )?(?:tháng \d+ |quí [ivx\d]+ )?(?:{_OTHER_PERIOD})[^;.()\n]*$")
_OTHER_YEAR = re.compile(r"(?:năm|tháng|quí|kì|cùng kì)[^,;.()\n]{0,24}(?:là|chỉ|:)\s*(?:có )?$")
_OTHER_BRACKET = re.compile(
    rf"\([^()]{{0,12}}(?:{_OTHER_PERIOD}|năm \d{{4}}|quí (?:[ivx]+(?![a-zà-ỹđ])|\d)|tháng \d{{1,2}}|6 tháng|9 tháng"
    rf"|so với|tăng|giảm)[^();]*$|\((?:chỉ tiêu|kế hoạch|nghị quyết)[^()]*$"
)
_OTHER_BEHIND = re.compile(rf"\s*[^,;.()\n]{{0,36}}?(?:của |trong |ở |hồi |vào )?(?:{_OTHER_PERIOD})")
_COMPARES = re.compile(r"so với|bằng|tăng|giảm|hơn")
_AGAINST = re.compile(r"\s*so với \d")
""" "Giảm so với cùng kỳ (58 vụ so với 73 vụ)": the first is of this period."""
_CHAIN = re.compile(r"[^;.()\n]{0,44}")
_BREAKS_CHAIN = re.compile(r"(?<![a-zà-ỹđ])" + any_of("figures", "breaks_chain") + r"(?![a-zà-ỹđ])")
_FROM = re.compile(r"(?<![a-zà-ỹđ])từ\s*(?:khoảng|hơn|gần|trên)?\s*$")
_TO = re.compile(r"[^,;.()\n]{0,40}?(?:đến|tới|lên|xuống|còn|-)[^,;.()\n]{0,16}?\d")
_PLAN = re.compile(r"(?<![a-zà-ỹđ])" + any_of("figures", "plan") + r"(?![a-zà-ỹđ])[^;.\n]{0,70}$")
_PLAN_IS_OVER = re.compile(r"(?:,|và) (?:đã|kết quả|đạt|nay|đến nay)|(?<![a-zà-ỹđ])(?:đã|kết quả)(?![a-zà-ỹđ])")
_NARROW_PLAN = re.compile(
    r"(?<![a-zà-ỹđ])(?:mỗi|từng|bình quân|trung bình|cứ|(?<!không )dưới|không quá|tối đa|thiếu|cần thêm|dài"
    r"|(?<!nhân )(?<!mở )rộng|(?<!chiều )sâu|dâng|lượng mưa|ngập|cách(?! li| làm| thức| mạng)|diện tích|bán kính)"
    r"(?![a-zà-ỹđ])[^,;.\n]{0,40}$"
)
_OTHER_BEFORE_BRACKET = re.compile(
    rf"(?<![a-zà-ỹđ])(?:so với|so|{_OTHER_PERIOD})(?![a-zà-ỹđ])[^,;()\n]{{0,60}}\([^()]*$"
)
_ALL = re.compile(r"(?<![a-zà-ỹđ])(?:(?<!kể )cả|trên cả|trong số|một trong) $")
_EACH = re.compile(r" ?/ ?(?:ngày|tuần|tháng|đêm|ca|giờ|lần|năm|quí)(?![a-zà-ỹđ])")
""" "Hai lần/ngày": how often, not how many."""
_RUNNING = re.compile(r" (?:liền)(?![a-zà-ỹđ])")
_TIMES = re.compile(r"(?:gấp|tăng|giảm|hơn)[^,;.]{0,24}$")
_PRESENT = re.compile(r"(?<![a-zà-ỹđ])" + any_of("figures", "present") + r"(?![a-zà-ỹđ])")
_HERE = re.compile(r"(?:tham dự|về dự|dự họp|có mặt|thành phần|người dự)[^,;.]{0,12}$")
_MEETING = re.compile(r"(?<![a-zà-ỹđ])" + any_of("figures", "meeting") + r"(?![a-zà-ỹđ])")
_TEACHING = re.compile(any_of("figures", "teaching"))
_PEOPLES = re.compile(r"(?:đồng bào|dân tộc|tôn giáo|giáo dân|khmer)[^,;.]{0,40}$")
_MEETS = re.compile(r" (?:cuộc |buổi )?(?:giao ban|hội nghị|họp|sơ kết|tổng kết)")
_VOTERS = re.compile(r"\s*(?:số )?(?:đại biểu|thành viên(?: dự| nhất| có mặt)|người dự|ý kiến)")
_SLOGAN = re.compile(r" [^\".;]{2,24}\"")
_VOTES = re.compile(r"(?:biểu quyết|nhất trí|tán thành|phiếu (?:tán|thuận|tín nhiệm))[^.;]{0,40}$")


def why_not(page: Page, seen: Seen, before: Seen | None, period: Period | None) -> str:
    """Why a number is no figure; empty when it is one."""
    number, words = seen.number, page.words
    key = number.unit_key
    if seen.unit is None:
        return "no unit"
    start, end, _line = page.sentence(seen.sentence)
    left = words[max(start, number.start - 120) : number.start]
    right = words[number.end : min(end, number.end + 120)]
    if key in lists.word_set("units", "not_counted"):
        is_result = key in _PLACES and _OF_PLACES.match(words, seen.unit.end) and not _WHERE.search(left)
        if not is_result:
            return "not counted"
    if number.in_words and left.endswith("thứ "):
        return "not counted"  # "nước thứ ba"
    if (key == "bản" and left.endswith(("tại ", "ở "))) or (key == "tổ chức" and _MEETS.match(right)):
        return "not counted"
    if number.unit is None and seen.unit.start > number.digits and not _reports(left):
        return "no unit"
    if number.unit is None and left.endswith('"') and _SLOGAN.match(right):
        return "not counted"
    if _EACH.match(right) or (key in ("đêm", "tối", "buổi") and _RUNNING.match(right)):
        return "not counted"
    if number.in_words and key in ("bộ", "tuyến", "mặt"):
        return "not counted"
    if _ALL.search(left):
        return "all of them"
    in_bracket = "(" in left and (_SIGNED.search(left) or _OF_DIFFERENCE.search(left))
    if (in_bracket or _DIFFERENCE.search(left)) and not _NOW.search(left):
        return "difference"
    if number.unit_key == "lần" and _TIMES.search(left):
        return "difference"
    sentence = words[start : number.start]
    if _is_other_period(left, right, number, sentence):
        return "other period"
    if period is not None and _is_told_of_other(sentence, period):
        return "other period"
    if _TARGET.search(left):
        return "target"
    if key in _LENGTHS and (_BORDER_LINE.match(words, seen.unit.end) or _BORDER_BEFORE.search(left)):
        return "not counted"
    if _FROM.search(left) and _TO.match(right):
        return "range"
    if before is not None and before.is_difference and before.sentence == seen.sentence:
        gap = words[before.number.end : number.start]
        if len(gap) < 44 and _CHAIN.fullmatch(gap) and not _BREAKS_CHAIN.search(gap):
            return "difference"
    if key == "bản" and (_COPIES.search(left) or right.startswith(" có giá trị")):
        return "not counted"
    if _NARROW_PLAN.search(left):
        return "plan"
    plan = _PLAN.search(left)
    if plan and not _PLAN_IS_OVER.search(left, plan.start()) and not left[: plan.start()].endswith("theo "):
        return "plan"
    if (key in lists.word_set("units", "people") or number.unit is None) and _is_attendance(page, number, start, end):
        return "people of the meeting"
    if key == "%" and right.lstrip().startswith("dân số") and _PEOPLES.search(left):
        return "not counted"
    if _VOTES.search(left) or (key == "%" and _VOTERS.match(right)):
        return "votes"
    return ""


def _is_told_of_other(sentence: str, period: Period) -> bool:
    """True for what is told of an earlier year, or of another month or quarter than that of the meeting."""
    if (told := _YEAR_FIRST.match(sentence)) and int(told.group("year")) < period.last_on.year:
        return True
    before = _YEAR_BEFORE.search(sentence)
    if before and int(before.group("year")) < period.first_on.year:
        return True
    named = _NAMED_PERIOD.search(sentence)
    if named is None:
        return False
    said = named.group("month") or named.group("quarter")
    number = int(said) if said.isdigit() else parse_roman(said) or 0
    if named.group("month"):
        return period.kind is PeriodKind.MONTH and number != period.last_on.month
    return period.kind is PeriodKind.QUARTER and number != (period.last_on.month + 2) // 3


_REPORT_VERBS = re.compile(
    r"(?<![a-zà-ỹđ])" + any_of("figures", "report_verbs") + r"(?![a-zà-ỹđ])[^.;]{0,50}$|[,:]\s*$"
)


def _reports(left: str) -> bool:
    """True when a verb of reporting leads to a number whose noun is in no list."""
    return _REPORT_VERBS.search(left) is not None


def _is_other_period(left: str, right: str, number: Number, sentence: str) -> bool:
    bracket = left.rfind("(")
    if (
        bracket >= 0
        and not _AGAINST.match(right)
        and (
            _OTHER_BEFORE_BRACKET.search(left)
            or _OTHER_YEAR.search(left)
            or (_OTHER_BRACKET.search(left) and "trong đó" not in left[bracket:])
        )
    ):
        return True
    if _OTHER_BEFORE.search(left) and not _NOW.search(left):
        return True
    if _OTHER_LEAD.match(sentence) and "so với" not in sentence and len(sentence) < 200:
        return True
    behind = _OTHER_BEHIND.match(right)
    if behind and not _COMPARES.search(behind.group()):
        return True
    return (
        number.unit_key == "%"
        and re.match(r"\s*so với (?!kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|số|tổng số|dân số)", right) is not None
    )


def _is_attendance(page: Page, number: Number, start: int, end: int) -> bool:
    """True for the people of the meeting itself; people who were taught or drilled are a figure."""
    around = page.words[max(start, number.start - 160) : min(end, number.end + 160)]
    near = page.words[max(start, number.start - 60) : min(end, number.end + 60)]
    if number.unit is None and _HERE.search(page.words[max(start, number.start - 30) : number.start]):
        return True
    if (
        _ROLL.match(page.words, start, number.start)
        or _CAME.match(page.words, max(start, page.words.rfind(";", start, number.start) + 1), number.start)
        or _ROLL_IN_WORDS.match(page.words, start, number.start)
        or _WITH_LEADER.search(page.words[start : number.start])
        or (
            _CAME_BEHIND.match(page.words, number.unit.end if number.unit else number.end, end)
            and not _TEACHING.search(around)
        )
    ):
        return True
    if number.unit_key == "đại biểu" and not _TEACHING.search(around):
        return True
    return bool(_PRESENT.search(near) and _MEETING.search(around) and not _TEACHING.search(around))
