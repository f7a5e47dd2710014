"""Which numbers of a text are figures that it reports, and of what: no differences, other periods, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.numbers import ZERO, Quantity, parse_roman
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.language.reading import lexicon as lists
from giaoban_desktop.language.reading.lexicon import Lexicon, any_of
from giaoban_desktop.language.reading.matching import Candidate, Matcher
from giaoban_desktop.language.reading.not_counts import NotCounts
from giaoban_desktop.language.reading.numbers import Number, numbers, plain_value, unknown_unit
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.parts import parts_of
from giaoban_desktop.language.reading.sections import Sections
from giaoban_desktop.language.reading.tables import TableFigure
from giaoban_desktop.language.reading.units import Reporters

FIGURE_LIMIT = 10_000
NUMBER_LIMIT = 40_000
"""No report has as many figures, or numbers; what comes after is not read."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and its place in the text as given: `phrase` from the qualifier to the unit.

    `candidates` are the indicators that it may be, the likeliest first; empty where the catalogue has none.
    """

    start: int
    end: int
    phrase: str
    value: Quantity
    qualifier: Qualifier | None
    unit: str
    candidates: tuple[Candidate, ...]
    reported_by: str | None

    @property
    def indicator(self) -> str | None:
        """The code of the likeliest indicator."""
        return self.candidates[0].code if self.candidates else None

    @property
    def confidence(self) -> float:
        """How sure the indicator is, 0 to 1."""
        return self.candidates[0].confidence if self.candidates else 0.0


def figures(
    page: Page,
    lexicon: Lexicon,
    not_counts: NotCounts,
    rows: Sequence[TableFigure],
    demands: Sequence[Span],
    sections: Sections,
    period: Period | None,
) -> list[FoundFigure]:
    """The figures of a page. What stands inside a demand is none, nor what is told of another period than `period`."""
    matcher, reporters = Matcher(page, lexicon), Reporters(page)
    found = [made for row in rows[:FIGURE_LIMIT] if (made := _of_row(page, matcher, row)) is not None]
    before: _Seen | None = None
    last: tuple[FoundFigure, _Seen] | None = None
    bare: list[Number] = []
    demand = row_at = 0
    for number in islice(numbers(page, lexicon, not_counts), NUMBER_LIMIT):
        while demand < len(demands) and demands[demand].end <= number.start:
            demand += 1
        while row_at < len(rows) and rows[row_at].row_end <= number.digits:
            row_at += 1
        if row_at < len(rows) and rows[row_at].row_start <= number.digits:
            before = None
            continue
        if last is not None and page.sentence_at(number.digits) != last[1].sentence:
            found += _parts(page, matcher, last, bare)
            last, bare = None, []
        in_demand = demand < len(demands) and demands[demand].start <= number.start
        seen = _Seen(number, _unit_of(page, lexicon, number), page.sentence_at(number.digits))
        reason = "demand" if in_demand or sections.is_plan(number.digits) else _why_not(page, seen, before, period)
        if reason == "all of them" and not any(one.value == number.value for one in found):
            reason = ""  # "đưa cả 9 thuyền viên vào bờ": told for the first time
        if not reason and sections.is_attendance(number.digits):
            reason = "people of the meeting"
        seen.is_difference = reason in ("difference", "other period", "range", "people of the meeting")
        if reason == "no unit" and last is not None:
            bare.append(number)
        if not reason and number.value > ZERO:
            if last is not None:
                found += _parts(page, matcher, last, bare)
            found.append(_figure(page, matcher, reporters, seen))
            last, bare = (found[-1], seen), []
        before = seen
        if len(found) >= FIGURE_LIMIT:
            break
    if last is not None:
        found += _parts(page, matcher, last, bare)
    return sorted(found, key=lambda one: one.start)


@dataclass(slots=True)
class _Seen:
    """A number, its unit as it is given out, the sentence, and whether it was left out as a comparison."""

    number: Number
    unit: Span | None
    sentence: int
    is_difference: bool = False


def _unit_of(page: Page, lexicon: Lexicon, number: Number) -> Span | None:
    """The unit as it is given out: of "khẩu súng" the classifier."""
    if number.unit is None:
        return _unit_before(page, lexicon, number) or unknown_unit(page, lexicon, number.end)
    first, blank, _rest = number.unit_key.partition(" ")
    if not blank or first not in lists.word_set("units", "classifiers"):
        return number.unit
    if number.unit_key in lists.word_set("units", "whole") or number.unit_key in lexicon.canonical:
        return number.unit
    return Span(number.unit.start, number.unit.start + len(first))


_UNIT_BEFORE = re.compile(
    r"(?:tổng số|số lượng|số|tổng|số lượt)\s+([^:\n\d.;]{2,80}?)\s*(?:là|:|=|được|đã|-)\s*(?:khoảng|hơn|gần|trên)?\s*$"
)


def _unit_before(page: Page, lexicon: Lexicon, number: Number) -> Span | None:
    """ "Số vụ phạm pháp hình sự: 12": the unit stands before."""
    start = max(page.starts[page.sentence_at(number.digits)], number.start - 100)
    found = _UNIT_BEFORE.search(page.words, start, number.start)
    unit = lexicon.unit.match(page.words, found.start(1)) if found else None
    return Span(*unit.span()) if unit else None


# Why a number is no figure

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
    rf"|so|hơn(?! \d))(?![a-zà-ỹđ])(?! kế hoạch| chỉ tiêu| nghị quyết| mục tiêu| yêu cầu)[^,;.()\n]{{0,60}}$"
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


def _why_not(page: Page, seen: _Seen, before: _Seen | None, period: Period | None) -> str:
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
        and re.match(r"\s*so với (?!kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|số|tổng số)", right) is not None
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


def _figure(page: Page, matcher: Matcher, reporters: Reporters, seen: _Seen) -> FoundFigure:
    number, unit = seen.number, seen.unit
    assert unit is not None
    end = max(number.end, unit.end) if unit.start >= number.digits else number.end
    if number.unit is not None and unit.end < number.unit.end:
        end = unit.end
    key = number.unit_key or page.words[unit.start : unit.end]
    candidates = matcher.candidates(number, key, end)
    raw = page.raw_span(number.start, end)
    unit_raw = page.raw_span(*unit)
    who = reporters.of(number.start, seen.sentence)
    return FoundFigure(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        number.value,
        number.qualifier,
        "đồng" if page.words[unit.start : unit.end] in lists.multipliers() else page.raw[unit_raw.start : unit_raw.end],
        candidates,
        who,
    )


def _parts(page: Page, matcher: Matcher, last: tuple[FoundFigure, _Seen], bare: Sequence[Number]) -> list[FoundFigure]:
    """The parts of a figure told without its unit, which they share."""
    figure, seen = last
    assert seen.unit is not None
    end = max(seen.number.end, seen.unit.end)
    key = seen.number.unit_key or page.words[seen.unit.start : seen.unit.end]
    made: list[FoundFigure] = []
    for number in parts_of(page, (end, figure.value), bare):
        raw = page.raw_span(number.start, number.end)
        candidates = matcher.candidates(number._replace(unit_key=key), key, number.end)
        phrase = page.raw[raw.start : raw.end]
        made.append(
            FoundFigure(
                raw.start, raw.end, phrase, number.value, number.qualifier, figure.unit, candidates, figure.reported_by
            )
        )
    return made


def _of_row(page: Page, matcher: Matcher, row: TableFigure) -> FoundFigure | None:
    """The figure of a row of a table; None where its cell reports a zero."""
    words = page.words[row.start : row.end]
    number = re.search(r"\d+(?:[.,]\d+)*", words)
    is_measure = bool(row.power) or lists.normal(row.unit) in lists.word_set("units", "measures")
    value = plain_value(number.group(), row.power, is_measure=is_measure) if number else None
    name = page.text[row.name.start : row.name.end]
    above = page.text[row.section.start : row.section.end] if row.section else ""
    candidates = matcher.candidates_of_row(name, lists.normal(row.unit), above)
    if value is None or number is None or value == ZERO:
        return None
    qualifier = lists.qualifiers().get(words[: number.start()].strip())
    unit = row.unit or ("%" if words.endswith("%") else "")
    if not unit and candidates:
        unit = matcher.unit_of(candidates[0].code)
    raw = page.raw_span(row.start, row.end)
    phrase = page.raw[raw.start : raw.end]
    return FoundFigure(raw.start, raw.end, phrase, value, qualifier, unit, candidates, None) if unit else None
