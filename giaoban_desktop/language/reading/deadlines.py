"""The words of a demand that say by when, and the day they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.errors import InputError
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import YEAR, Page, Span, bare
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB

_HOUR = (
    r"(?:(?:hết|cuối) giờ(?: hành chính| làm việc| chiều| sáng)* (?=ngày|\d)"
    r"|\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?(?: sáng| trưa| chiều| tối| đêm)?(?: mai| nay)?,?"
    r" (?=ngày|\d|thứ|chủ nhật))?"
)
_DAY = (
    rf"(?:thứ (?:hai|ba|tư|năm|sáu|bảy),? |chủ nhật,? )?"
    rf"(?:(?:sáng |chiều |tối |đêm |trưa )(?:mai |nay )?)?(?:ngày |mùng |mồng |ngày mùng |bữa )?"
    rf"\d{{1,2}} ?[/.-] ?\d{{1,2}}(?: ?[/.-] ?{YEAR})?(?![\d/])"
    rf"|(?:ngày |mùng |mồng |ngày mùng )?\d{{1,2}} tháng \d{{1,2}}(?:(?: năm|[/,-])? ?{YEAR})?"
)
_MONTHS = {word: number for number, word in enumerate("giêng hai ba tư năm sáu bảy tám chín mười".split(), 1)} | {
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
"""The months as they are called; they are written with a capital: "tháng Tư"."""
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NAMED_MONTH = re.compile(rf"tháng (?P<name>{_MONTH_NAME})$")
_PERIOD = (
    rf"(?:cuối |đầu |giữa )?tháng (?:{_MONTH_NAME})(?= này| (?:năm )?{YEAR}|[,.;]|$| \D)|"
    rf"(?:cuối |đầu |giữa )?tháng \d{{1,2}}(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|tháng \d{{1,2}} ?- ?\d{{1,2}}(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|(?:cuối )?quí (?:[ivx]+|\d)(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|0?[369] tháng (?:đầu|cuối)(?: năm)?(?: {YEAR})?|năm {YEAR}|(?:cuối |hết )?năm nay|(?:cuối )?tháng này"
    rf"|(?:cuối )?quí này|cuối năm(?: {YEAR})?|(?:nửa|tuần) đầu tháng \d{{1,2}}|\d{{1,2}} ngày đầu tháng \d{{1,2}}"
    rf"|tuần thứ (?:nhất|hai|ba|tư|[1-4])(?: của)? tháng \d{{1,2}}"
    rf"|tháng tới|tháng sau|quí tới"
)
_DEADLINE = re.compile(
    r"(?<![a-zà-ỹđ\d])(?P<words>" + any_of("deadlines", "deadline") + rf"(?P<hour>{_HOUR})"
    r"(?:(?:dịp |ngày )?(?:lễ|khai giảng|bầu cử|quốc khánh|giao (?:nhận )?quân|hội) (?:ngày )?|dịp )?"
    rf"(?P<what>{_DAY}|{_PERIOD}))(?![a-zà-ỹđ\d])"
)
_PERIOD_FIRST = re.compile(rf"\s*(?!năm \d)(?P<words>(?P<hour>)(?P<what>{_PERIOD})), ")
_MUST_BY = re.compile(
    rf"(?P<words>(?P<hour>)(?P<what>{_PERIOD}))(?: này| tới)?"
    r"(?= phải (?:cơ bản )?(?:xong|hoàn thành|có|nộp|gửi|báo cáo|làm xong))"
)
_AT_END = re.compile(
    rf"(?P<words>(?P<within>trong )?(?:vào )?(?P<hour>{_HOUR})(?P<what>{_DAY}|ngày \d{{1,2}}"
    rf"|(?:đầu|giữa|cuối) tháng \d{{1,2}}(?:(?: năm |[/-]){YEAR})?))(?![\d/])"
)
_FINISHES = re.compile(
    r"(?:[^,;.]{0,40} )?(?:hoàn thành|hoàn tất|kết thúc|giải quyết dứt điểm|làm xong|tổng kết)(?! tốt)[^,;]"
)
_MUST_END = re.compile(r" (?:phải|cần)(?: cơ bản)? (?:hoàn thành|hoàn tất|xong|kết thúc)")
_HANDS_IN = re.compile(r"(?:báo cáo|gửi|nộp|trình) (?:[^,;.]{2,50})?$")
_HANDED_IN = re.compile(rf",? (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])")
_PERIOD_THEN = re.compile(
    rf"[,;] (?P<words>(?P<hour>)(?P<what>{_PERIOD})) (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])"
)
""" "…, cuối quý II báo cáo"."""
_FROM = re.compile(
    r"(?:từ|rạng|quốc khánh|kỉ niệm(?: ngày)?|(?<!trước )dịp|lễ|-|\d[/-]\d{1,2},|\d[/-]\d{1,2} và)"
    r" (?:thứ [a-zà-ỹđ]+ )?$"
)
_EVENT = re.compile(r"(?:lễ|tổ chức|khai|ra quân|diễn tập|họp|hội|bảo đảm|bảo vệ|phục vụ|bắt đầu|kiểm tra)")
_ALONE = re.compile(rf"(?P<words>(?P<hour>{_HOUR})(?P<what>{_DAY}|{_PERIOD}))")
_STANDING = re.compile(r"thường xuyên|liên tục|(?:hằng|hàng) |định kì|khi có|lâu dài|cả năm")
_VAGUE = re.compile(
    r"(?<![a-zà-ỹđ])(?P<words>(?:trước|xong trước|hoàn thành trước) " + any_of("deadlines", "vague") + r")"
)
_WEEKDAY = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước) |(?:chậm nhất|đến|trong|vào|hết) )*(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy"
    r"|[2-7])|chủ nhật)"
    r" (?P<which>này|tới|tuần này|tuần tới|tuần sau)(?![a-zà-ỹđ])"
)
_BARE_WEEKDAY = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|(?:chậm|muộn) nhất(?: là)?|hạn(?: chót| cuối)?(?: là)?:?) "
    r"(?:sáng |chiều |tối )?"
    r"(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?P<which>)(?![a-zà-ỹđ]| hằng| hàng| mỗi)"
)
_WEEKDAYS = {word: number // 2 for number, word in enumerate("hai 2 ba 3 tư 4 năm 5 sáu 6 bảy 7".split())}
_DURATION = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:trong|sau) (?:vòng |thời gian |thời hạn )?"
    r"|(?=[^ ]+ (?:ngày|tuần|tháng) (?:nữa|sau (?:hội nghị|cuộc họp|giao ban))))"
    r"(?P<number>\d{1,3}|nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r" (?P<unit>ngày|tuần|tháng)(?! đầu| cuối| qua| trước| \d| gần| năm| liên| cao| nghỉ| lễ| tết| hè)(?: làm việc)?"
    r"(?: tới| nữa| kể từ[^,.;]{0,40}| sau (?:hội nghị|cuộc họp)| tiếp theo)?"
)
_FROM_EVENT = re.compile(r"kể từ (?:khi|lúc|ngày (?:ban hành|kí|nhận|có))")
_DAY_ALONE = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|đến hết|hết|chậm nhất(?: là)?|muộn nhất)"
    r"(?P<hour> \d{1,2} ?(?:giờ|h)(?: ?\d{2})?)? ngày (?P<day>\d{1,2})"
    r"(?! ?[/.-] ?\d|\d| tháng| của tháng| (?:hằng|hàng|mỗi))"
)
_DAY_OF_MONTH = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|đến hết|đến|hết|(?:chậm|muộn) nhất(?: là)?|vào) (?:ngày|mùng|mồng)"
    r" (?P<day>\d{1,2}) (?:(?:của )?tháng (?P<which>này|sau|tới)|tới(?: đây)?)(?![a-zà-ỹđ])"
)
_TOMORROW = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:trong|chậm nhất|muộn nhất|vào|hết|đến)(?: là)? )+(?:sáng|chiều|tối|ngày) mai(?![a-zà-ỹđ])"
    r"|(?<=[,;] )(?:sáng|chiều|tối|ngày) mai (?=phải |báo cáo|trình|nộp|gửi|xong|có )"
)
_WITHIN_WEEK = re.compile(r"(?<![a-zà-ỹđ])(?:ngay )?trong tuần(?=[,.;]|$| để | phải )")
_WEEK = re.compile(
    r"(?<![a-zà-ỹđ])(?:ngay )?(?:trong |đến |hết |cuối |đến cuối |chậm nhất |xong )*tuần (?P<which>này|tới"
    r"|sau)(?![a-zà-ỹđ])(?! qua)"
)
_THIS = re.compile(
    r"(?<![a-zà-ỹđ])(?:trong|đến hết|hết|đến cuối|từ nay đến (?:hết|cuối)"
    r"|(?:trước|chậm nhất|muộn nhất)(?: là)? cuối) (?P<this>năm|quí|tháng)"
    r"(?! [\divx]|[a-zà-ỹđ]| tới| sau| nay| này| trước| qua| học| mới| đầu| cuối"
    r"| giêng| hai| ba| tư| năm| sáu| bảy| tám| chín| mười| chạp)"
)
_TODAY = re.compile(
    r"(?<![a-zà-ỹđ])(?:ngay )?trong (?:hôm nay|đêm nay|tối nay|chiều nay|sáng nay|ngày hôm nay|ngày(?= và |[,.;]"
    r"|$))(?= |[,.;]|$)"
    r"(?! [\dlàm])|(?<![a-zà-ỹđ])trước \d{1,2} (?:giờ|h)(?: \d{2})?(?: phút)?"
    r"(?: hôm nay| cùng ngày| tối nay| chiều nay|(?P<hour_only>))(?=[,.;]|$)"
)
_OF_EVERY_DAY = re.compile(
    r"(?<![a-zà-ỹđ])(?:các|mỗi|mọi|ngày (?:nào|mô)|quán|chợ|đóng cửa|ngừng|không|cấm)(?![a-zà-ỹđ])"
)
"""What a rule for every day is about: "các quán karaoke đóng cửa trước 22 giờ"."""
_DAYS_OF_PART = {"đầu": 10, "giữa": 15, "nửa đầu": 15, "tuần đầu": 7} | {
    f"tuần thứ {word}": 7 * number
    for number, words in enumerate(("nhất", "hai 2", "ba 3", "tư 4"), 1)
    for word in words.split()
}
"""The day until which a part of a month lasts, as offices use the words."""
HALF_A_MONTH = 15
"""Days."""
_PART_OF_MONTH = re.compile(
    r"(đầu|giữa|nửa đầu|tuần đầu|tuần thứ [^ ]+|(?P<n>\d{1,2}) ngày đầu)(?: của)? (?P<month>tháng \d{1,2})"
)
_NUMBERS = {word: number for number, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), 1)}
_RECURRING = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quí|năm)|định kì(?: (?:hằng|hàng|mỗi)? ?(?:ngày"
    r"|tuần|tháng|quí|năm|6 tháng))?|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} (?:hằng|hàng|mỗi) "
    r"(?:tháng|quí)|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} của tháng (?:cuối|đầu) quí)"
)
_DUTY_OF_PERIOD = re.compile(
    rf"\s*(?:trong )?(?:quí [ivx\d]+|6 tháng cuối|tháng (?:\d{{1,2}}|tới)|năm)(?: năm|[/.-])?(?: ?{YEAR})?,?"
    rf" (?:(?:{UNIT.pattern}|{GENERAL.pattern}) )?(?:cần |phải )*{any_of('deadlines', 'duty')}(?![a-zà-ỹđ])"
)
"""What goes on in a period has no end there: "Trong năm 2026, các lực lượng duy trì …"."""
_UNTIL = re.compile(r"hết (?:ngày|tháng|quí|năm)")
_ALREADY = re.compile(any_of("deadlines", "already") + r"(?: [a-zà-ỹđ]+){0,3} $")
_STRONG = re.compile(
    r"từ |hạn|thời hạn|đúng hạn|truớc|chậm nhất|muộn nhất|trễ nhất|trước|hết|xong|hoàn thành|báo cáo|gửi|nộp|nội"
)


class Given(NamedTuple):
    """The day on which demands are given; where `is_held` is False only the beginning of the period told of."""

    on: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """What was said about the end: the words as they stand, and the day they mean; None when they name none."""

    due_on: date | None
    words: str
    is_recurring: bool = False


def find_deadline(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """The deadline in a demand. A missing year is that of `given`, or the next when the day has passed."""
    words = page.words
    if _DUTY_OF_PERIOD.match(words, start, end):
        return None
    recurring = _RECURRING.search(words, start, end)
    best: re.Match[str] | None = None
    for found in _DEADLINE.finditer(words, start, end):
        if words.startswith("trong dịp", found.start("words")):
            continue  # when, not by when
        if (
            (named := _NAMED_MONTH.search(found.group("what")))
            and not page.text[found.start("what") + named.start("name")].isupper()
            and not words.startswith(" này", found.end())
        ):
            continue  # "trong tháng ba lực lượng"
        strong = _STRONG.search(page.words, found.start("words"), found.start("what")) is not None or _before_is_strong(
            words, found.start()
        )
        behind = found.end() + 1
        if found.start() - start <= 2 and (
            words.startswith(",", found.end()) or VERB.match(words, behind) or UNIT.match(words, behind)
        ):
            strong = True  # "Đến 30/9, Công an đặc khu phải …"
        strong = strong or _FINISHES.match(words, start, end) is not None
        strong = (
            strong
            or found.group("what").startswith(("cuối ", "giữa "))
            or _MUST_END.match(words, found.end(), end) is not None
        )
        if not strong and (
            found.group("words").startswith(("vào ", "đến "))
            or (
                not words.endswith("ngay ", start, found.start())
                and _ALREADY.search(words, max(start, found.start() - 40), found.start())
            )
        ):
            continue
        if recurring and not re.search(r"\d{4}|tháng|/|-\d", found.group("what")):
            continue
        if best is None or strong:
            best = found
    until = best is not None and _UNTIL.search(best.group()) is not None
    if (
        recurring
        and not until
        and (best is None or (recurring.start() >= best.start() - 24 and best.start() - start > 2))
    ):
        return FoundDeadline(None, _written(page, recurring.start(), recurring.end()), is_recurring=True)
    if best is not None:
        return FoundDeadline(_day(best, page, given), _written(page, best.start("words"), best.end("words")))
    if given.on is not None and given.is_held and (relative := _relative(page, start, end, given.on)) is not None:
        return relative
    if given.on is not None and (ending := _THIS.search(words, start, end)):
        months = {"năm": 12, "quí": (given.on.month + 2) // 3 * 3, "tháng": given.on.month}
        month = months[ending.group("this")]
        last_on = date(given.on.year, month, monthrange(given.on.year, month)[1])
        return FoundDeadline(last_on, _written(page, *ending.span()))
    first = _PERIOD_FIRST.match(words, start, end) or _MUST_BY.search(words, start, end)
    if first := first or _PERIOD_THEN.search(words, start, end):
        return FoundDeadline(_day(first, page, given), _written(page, *first.span("words")))
    for day in _AT_END.finditer(words, max(start, end - 90), end):
        if _FROM.search(words, max(start, day.start() - 16), day.start()):
            continue
        is_end = end - day.end() <= 2 and (
            day.group("within") or _EVENT.search(words, start, end) or _HANDS_IN.search(words[start : day.start()])
        )
        is_first = words[start : day.start()].endswith((", ", "; "))
        if is_end or (is_first and _HANDED_IN.match(words, day.end(), end)):
            return FoundDeadline(_day(day, page, given), _written(page, *day.span("words")))
    vague = _VAGUE.search(words, start, end)
    if vague:
        return FoundDeadline(None, _written(page, vague.start("words"), vague.end("words")))
    return None


def days_named(page: Page, start: int, end: int) -> Iterator[Span]:
    """Where a stretch says by when, as far as a day or period is named; an event's own time is left out."""
    for found in _DEADLINE.finditer(page.words, start, end):
        is_strong = _STRONG.search(page.words, found.start("words"), found.start("what"))
        is_event = found.group("words").startswith(("vào ", "đến ", "trong dịp"))
        if is_strong or not (is_event or _ALREADY.search(page.words, max(start, found.start() - 40), found.start())):
            yield Span(*found.span("words"))


def _next_day(day: int, given_on: date, found: re.Match[str]) -> date | None:
    """The day of this month, or of the next when it has passed; the day before it for "trước"."""
    months = given_on.year * 12 + given_on.month - 1 + (day <= given_on.day)
    year, month = months // 12, months % 12 + 1
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    is_before = found.group("before") is not None and not found.groupdict().get("hour")
    return date(year, month, day) - timedelta(days=is_before)


def _day_of_month(found: re.Match[str], given_on: date) -> date | None:
    """ "Trước ngày 15 tháng sau", "ngày 28 tới"."""
    if not found.group("which"):
        return _next_day(int(found.group("day")), given_on, found)
    months = given_on.year * 12 + given_on.month - 1 + (found.group("which") != "này")
    year, month = months // 12, months % 12 + 1
    day = int(found.group("day"))
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day) - timedelta(days=found.group("before") is not None)


def _relative(page: Page, start: int, end: int, given_on: date) -> FoundDeadline | None:
    """ "trong 10 ngày tới", "trong tuần tới", counted from the day of the demand."""
    if found := _DAY_OF_MONTH.search(page.words, start, end):
        return FoundDeadline(_day_of_month(found, given_on), _written(page, *found.span()))
    if found := _TOMORROW.search(page.words, start, end):
        return FoundDeadline(given_on + timedelta(days=1), _written(page, *found.span()))
    if found := _DAY_ALONE.search(page.words, start, end):
        return FoundDeadline(_next_day(int(found.group("day")), given_on, found), _written(page, *found.span()))
    found = _TODAY.search(page.words, start, end)
    if found and not (found.group("hour_only") is not None and _OF_EVERY_DAY.search(page.words, start, found.start())):
        return FoundDeadline(given_on, _written(page, *found.span()))
    found = _WEEKDAY.search(page.words, start, end) or _BARE_WEEKDAY.search(page.words, start, end)
    if found and not _FROM.search(page.words, max(start, found.start() - 16), found.start()):
        days = _WEEKDAYS.get(found.group("day") or "", 6) - given_on.weekday()
        days += 7 if found.group("which") in ("tuần tới", "tuần sau") or days < 0 else 0
        days -= found.group("before") is not None
        return FoundDeadline(given_on + timedelta(days=days), _written(page, *found.span()))
    found = _WEEK.search(page.words, start, end)
    if found and not _FROM.search(page.words, max(start, found.start() - 16), found.start()):
        sunday = given_on + timedelta(days=6 - given_on.weekday() + (0 if found.group("which") == "này" else 7))
        return FoundDeadline(sunday, _written(page, *found.span()))
    if found := _WITHIN_WEEK.search(page.words, start, end):
        return FoundDeadline(given_on + timedelta(days=6 - given_on.weekday()), _written(page, *found.span()))
    if found := _DURATION.search(page.words, start, end):
        if _FROM_EVENT.search(found.group()):  # nobody knows yet when that is
            return FoundDeadline(None, _written(page, *found.span()))
        said = found.group("number")
        number = int(said) if said.isdigit() else _NUMBERS.get(said, 0)
        if said == "nửa":
            due_on = given_on + timedelta(days=HALF_A_MONTH)
        elif found.group("unit") == "tháng":
            months = given_on.month - 1 + number
            year, month = given_on.year + months // 12, months % 12 + 1
            due_on = date(year, month, min(given_on.day, monthrange(year, month)[1]))
        else:
            due_on = given_on + timedelta(days=number * (7 if found.group("unit") == "tuần" else 1))
        return FoundDeadline(due_on, _written(page, *found.span()))
    return None


def deadline_in_cell(page: Page, start: int, end: int, given: Given) -> FoundDeadline:
    """The deadline that a cell of a table holds: "15/11/2025", "Quý IV", "Thường xuyên"; its words in any case."""
    words = _written(page, start, end)
    if _STANDING.match(page.words, start, end) or _RECURRING.search(page.words, start, end):
        return FoundDeadline(None, words, is_recurring=True)
    if alone := _ALONE.fullmatch(page.words, start, end):
        return FoundDeadline(_day(alone, page, given), words)
    found = find_deadline(page, start, end, given)
    return FoundDeadline(found.due_on if found else None, words)


def _before_is_strong(words: str, at: int) -> bool:
    return (
        re.search(
            r"(?:hoàn thành|phấn đấu|xong|báo cáo|gửi|nộp|kết thúc|thời hạn|thời gian|hạn)[^,.;]{0,30}$"
            r"|báo cáo [^,.;]{0,20} về [^,.;]{0,40}$",
            words[max(0, at - 70) : at],
        )
        is not None
    )


def _written(page: Page, start: int, end: int) -> str:
    raw = page.raw_span(start, end)
    return re.sub(r"\s+", " ", page.raw[raw.start : raw.end]).strip()


def _as_read(page: Page, start: int, end: int) -> str:
    """The words as they stand, in small letters, with the digits that a scanner mistook."""
    read = zip(page.text[start:end].lower(), page.words[start:end], strict=True)
    return "".join(word if word.isdigit() else letter for letter, word in read)


def _day(found: re.Match[str], page: Page, given: Given) -> date | None:
    what = re.sub(r" ?([/.-]) ?", r"\1", _as_read(page, *found.span("what")))
    what = re.sub(rf"^((?:cuối )?(?:tháng|quý) [ivx\d]+)\.({YEAR})$", r"\1/\2", what)
    said = found.group("words")
    year = re.search(r"(?:19|20)\d\d", what)
    if given.on is None and not year:
        return None
    if page.words.startswith(" âm lịch", found.end()) or re.search(r"tháng (?:giêng|chạp)", what):
        return None  # of the lunar calendar
    today = given.on or date(int(year.group()) if year else 2000, 1, 1)
    what = re.sub(r"^(?:thứ [a-zà-ỹđ]+|chủ nhật),? ", "", what)
    is_last = re.match(r"cuối|hết", what) is not None
    if part := _PART_OF_MONTH.match(what):
        what = f"ngày {part.group('n') or _DAYS_OF_PART[part.group(1)]} {part.group('month')}"
    what = re.sub(r"^(?:cuối|đầu|giữa|hết|sáng|chiều|tối|đêm) ", "", what)
    if named := _NAMED_MONTH.match(re.sub(rf" (?:năm )?{YEAR}$", "", what)):
        what = f"tháng {_MONTHS[named.group('name')]}{what[named.end() :]}"
    elif two := re.match(r"tháng \d{1,2} ?- ?((?!(?:19|20)\d\d)\d{1,2}.*)", what):
        what = f"tháng {two.group(1)}"
    elif re.match(r"\d{1,2} tháng \d", what):
        what = f"ngày {what}"
    if what in ("năm nay", "năm"):
        what = f"năm {today.year}"
    elif what == "tháng này":
        what = f"tháng {today.month} năm {today.year}"
    elif what == "quý này":
        what = f"quý {(today.month + 2) // 3} năm {today.year}"
    elif what in ("tháng tới", "tháng sau"):
        what = f"tháng {today.month % 12 + 1} năm {today.year + today.month // 12}"
    elif what == "quý tới":
        number = (today.month + 2) // 3
        what = f"quý {number % 4 + 1} năm {today.year + number // 4}"
    what = re.sub(r"^(?:ngày )?m[ùồ]ng ", "ngày ", what).removeprefix("bữa ")
    lead = bare(said[: said.rfind(found.group("what"))])
    before = "trước " if "truoc" in lead and not is_last and "truoc khi" not in lead and not found.group("hour") else ""
    try:
        deadline = parse_deadline(f"{before}{what}", given_on=today)
    except InputError:
        return None
    return deadline.due_on if deadline else None
