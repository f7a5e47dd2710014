"""The words of a demand that say by when, and the day they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.errors import InputError
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import YEAR, Page, Span, bare
from giaoban_desktop.language.reading.relative_days import FROM, relative_day
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB

_MONTHS = {word: number for number, word in enumerate("giêng hai ba tư năm sáu bảy tám chín mười".split(), 1)} | {
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
"""The months as they are called; they are written with a capital: "tháng Tư"."""
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_HOUR = (
    r"(?:(?:hết|cuối) giờ(?: hành chính| làm việc| chiều| sáng)* (?=ngày|\d)"
    r"|\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?:['’]| phút)?(?: sáng| trưa| chiều| tối| đêm)?(?: mai| nay)?,?"
    r" (?=ngày|\d|thứ|chủ nhật))?"
)
_DAY = (
    rf"(?:(?:ngày )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? )?"
    rf"(?:(?:sáng |chiều |tối |đêm |trưa )(?:mai |nay )?)?(?:ngày |mùng |mồng |ngày mùng |bữa )?"
    rf"\d{{1,2}} ?[/.-] ?\d{{1,2}}(?: ?[/.-] ?{YEAR})?(?![\d/])"
    rf"|(?:ngày |mùng |mồng |ngày mùng )?\d{{1,2}} tháng (?:\d{{1,2}}|{_MONTH_NAME}(?! tháng))"
    rf"(?:(?: năm|[/,-])? ?{YEAR})?"
)
_NAMED_MONTH = re.compile(rf"tháng (?P<name>{_MONTH_NAME})$")
_DAY_OF_NAMED = re.compile(rf"(?:ngày )?(?:mùng |mồng )?(?P<day>\d{{1,2}}) tháng (?P<name>{_MONTH_NAME})(?! \d)")
_PERIOD = (
    rf"(?:cuối |đầu |giữa )?tháng (?:{_MONTH_NAME})(?= này| (?:năm )?{YEAR}|[,.;]|$| \D)|"
    rf"(?:cuối |đầu |giữa )?tháng \d{{1,2}}(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|tháng \d{{1,2}} ?- ?\d{{1,2}}(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|(?:cuối )?quí (?:[ivx]+|\d)(?:(?: năm |[/.-] ?| )(?:{YEAR}))?"
    rf"|0?[369] tháng (?:đầu|cuối)(?: năm)?(?: {YEAR})?|năm {YEAR}|(?:cuối |hết )?năm nay|(?:cuối )?tháng (?:này|ni)"
    rf"|(?:cuối )?quí này|cuối năm(?: {YEAR})?|quí (?:đầu|cuối)(?: của)? năm(?: {YEAR})?"
    rf"|\d{{1,2}} (?:ngày|tuần) đầu(?: của)? tháng \d{{1,2}}"
    rf"|(?:nửa (?:đầu|cuối)|tuần (?:đầu|cuối)|(?:thượng|trung|hạ) tuần|ngày cuối(?: cùng)?)(?: của)? tháng \d{{1,2}}"
    rf"(?:(?: năm |[/.-] ?)(?:{YEAR}))?"
    rf"|tuần thứ (?:nhất|hai|ba|tư|[1-4])(?: của)? tháng \d{{1,2}}"
    rf"|tháng tới|tháng sau|quí tới|quí sau"
)
_DEADLINE = re.compile(
    r"(?<![a-zà-ỹđ\d])(?P<words>" + any_of("deadlines", "deadline") + rf"(?P<hour>{_HOUR})"
    r"(?:(?:dịp |ngày )?" + any_of("deadlines", "events") + r" (?:ngày )?|dịp )?"
    rf"(?P<what>{_DAY}|{_PERIOD}))(?![a-zà-ỹđ\d])"
)
_PERIOD_FIRST = re.compile(rf"\s*(?!năm \d|quí (?:đầu|cuối))(?P<words>(?P<hour>)(?P<what>{_PERIOD})), ")
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
_OF_EVENT = re.compile(any_of("deadlines", "of_event") + r"(?![a-zà-ỹđ])[^,;.]{2,60}$")
"""What makes a day at the end that of an event or a paper: "phục vụ lễ hội ngày 15/4"."""
_BRACKETED_WEEKDAY = re.compile(r" \((?:thứ [a-zà-ỹđ\d]+|chủ nhật)\)")
_REPORTS_THEN = re.compile(r"(?:,| và|;)(?: và| sau đó)? (?:báo cáo|gửi báo cáo|có báo cáo|gửi)[^,;.]{0,60}")
FINISHED_WITHIN = 80
"""Characters before the end of a deadline in which is told that all is to be finished by then."""
_FOR_PART = re.compile(r"[,;(] ?riêng [^,;.]*$")
"""A later day that only a part of the task has: "…, riêng vùng hạ du hoàn thành trước 31/10"."""
_FINISHED = re.compile(r"(?:hoàn thành|hoàn tất|xong|kết thúc)[^;]{0,70}$")
_HANDS_IN = re.compile(r"(?:báo cáo|gửi|nộp|trình) (?:[^,;.]{2,50})?$")
_HANDED_IN = re.compile(rf",? (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])")
_PERIOD_THEN = re.compile(
    rf"[,;] (?P<words>(?P<hour>)(?P<what>{_PERIOD})) (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])"
)
""" "…, cuối quý II báo cáo"."""
_EVENT = re.compile(r"(?:lễ|tổ chức|khai|ra quân|diễn tập|họp|hội|bảo đảm|bảo vệ|phục vụ|bắt đầu|kiểm tra)")
_ALONE = re.compile(rf"(?P<words>(?P<hour>{_HOUR})(?P<what>{_DAY}|{_PERIOD}))")
_ALONE_FIRST = re.compile(rf"{_ALONE.pattern}(?=,| \()")
_STANDING = re.compile(r"thường xuyên|liên tục|(?:hằng|hàng) |định kì|khi có|lâu dài|cả năm")
_VAGUE = re.compile(
    r"(?<![a-zà-ỹđ])(?P<words>(?:trước|xong trước|hoàn thành trước) " + any_of("deadlines", "vague") + r")"
)
_THIS = re.compile(
    r"(?<![a-zà-ỹđ])(?:trong|đến hết|hết|đến cuối|từ nay đến (?:hết|cuối)"
    r"|(?:trước|chậm nhất|muộn nhất)(?: là)? cuối) (?P<this>năm|quí|tháng)"
    r"(?! [\divx]|[a-zà-ỹđ]| tới| sau| nay| này| trước| qua| học| mới| đầu| cuối"
    r"| giêng| hai| ba| tư| năm| sáu| bảy| tám| chín| mười| chạp)"
)
_DAYS_OF_PART = {"đầu": 10, "giữa": 15, "nửa đầu": 15, "tuần đầu": 7, "thượng tuần": 10, "trung tuần": 20} | {
    f"tuần thứ {word}": 7 * number
    for number, words in enumerate(("nhất", "hai 2", "ba 3", "tư 4"), 1)
    for word in words.split()
}
"""The day until which a part of a month lasts, as offices use the words."""
_PARTS = ("đầu ", "cuối ", "giữa ", "thượng ", "trung ", "hạ ", "nửa ", "ngày cuối ")
"""What a part of a month begins with; told with "vào" it is by when."""
_PART_OF_MONTH = re.compile(
    r"(đầu|giữa|nửa đầu|tuần đầu|thượng tuần|trung tuần|tuần thứ [^ ]+|(?P<n>\d{1,2}) (?P<of>ngày|tuần) đầu)(?: của)?"
    r" (?P<month>tháng \d{1,2})"
)
_RECURRING = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quí|năm)|định kì(?: (?:hằng|hàng|mỗi)? ?(?:ngày"
    r"|tuần|tháng|quí|năm|6 tháng))?|\d{1,2} (?:ngày|tuần|tháng)(?: báo cáo| họp| kiểm tra)? (?:một|1|01) lần"
    r"|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} (?:hằng|hàng|mỗi) "
    r"(?:tháng|quí)|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} (?:của )?tháng (?:cuối|đầu) quí"
    r"|(?:ngày|tuần|tháng|quí|năm) (?:0?\d|một|hai|ba) lần)"
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
        if best is not None and _FOR_PART.search(words, best.end(), found.start()):
            continue
        if (
            (named := _NAMED_MONTH.search(found.group("what")))
            and not _DAY_OF_NAMED.match(found.group("what"))
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
            strong or found.group("what").startswith(_PARTS) or _MUST_END.match(words, found.end(), end) is not None
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
        if best is None or (strong and not _is_of_report(words, best.end(), found.start())):
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
    if given.on is not None and given.is_held and (near := relative_day(words, start, end, given.on)) is not None:
        return FoundDeadline(near.due_on, _written(page, *near.span))
    if given.on is not None and (ending := _THIS.search(words, start, end)):
        months = {"năm": 12, "quí": (given.on.month + 2) // 3 * 3, "tháng": given.on.month}
        month = months[ending.group("this")]
        last_on = date(given.on.year, month, monthrange(given.on.year, month)[1])
        return FoundDeadline(last_on, _written(page, *ending.span()))
    first = _PERIOD_FIRST.match(words, start, end) or _MUST_BY.search(words, start, end)
    if first := first or _PERIOD_THEN.search(words, start, end):
        return FoundDeadline(_day(first, page, given), _written(page, *first.span("words")))
    for day in _AT_END.finditer(words, max(start, end - 90), end):
        if FROM.search(words, max(start, day.start() - 16), day.start()):
            continue
        if _OF_EVENT.search(words[start : day.start()]):
            continue
        weekday = _BRACKETED_WEEKDAY.match(words, day.end(), end)
        is_end = end - (weekday or day).end() <= 2 and (
            day.group("within") or _EVENT.search(words, start, end) or _HANDS_IN.search(words[start : day.start()])
        )
        before = words[start : day.start()]
        is_first = before.endswith((", ", "; ")) or not before.strip(" -+•\n")
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


def deadline_in_cell(page: Page, start: int, end: int, given: Given) -> FoundDeadline:
    """The deadline that a cell of a table holds: "15/11/2025", "Quý IV", "Thường xuyên"; its words in any case."""
    words = _written(page, start, end)
    if _STANDING.match(page.words, start, end) or _RECURRING.search(page.words, start, end):
        return FoundDeadline(None, words, is_recurring=True)
    if alone := _ALONE.fullmatch(page.words, start, end):
        return FoundDeadline(_day(alone, page, given), words)
    if found := find_deadline(page, start, end, given):
        return FoundDeadline(found.due_on, words)
    first = _ALONE_FIRST.match(page.words, start, end)
    return FoundDeadline(_day(first, page, given) if first else None, words)


def _is_of_report(words: str, behind: int, at: int) -> bool:
    """True for a later day that only the report of what is to be finished by the first has."""
    if _REPORTS_THEN.match(words, behind, at) is None:
        return False
    return _FINISHED.search(words, max(0, behind - FINISHED_WITHIN), behind) is not None


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
    what = re.sub(r"^(?:ngày )?(?:thứ [a-zà-ỹđ\d]+|chủ nhật),? ", "", what)
    what = re.sub(r"^(?:nửa cuối|hạ tuần|tuần cuối|ngày cuối(?: cùng)?)(?: của)? (?=tháng)", "cuối ", what)
    if half := re.match(r"quý (đầu|cuối)(?: của)? năm", what):
        what = f"quý {1 if half.group(1) == 'đầu' else 4} năm {year.group() if year else today.year}"
    is_last = re.match(r"cuối|hết", what) is not None
    if part := _PART_OF_MONTH.match(what):
        days = int(part.group("n") or 0) * (7 if part.group("of") == "tuần" else 1)
        what = f"ngày {days or _DAYS_OF_PART[part.group(1)]} {part.group('month')}"
    what = re.sub(r"^(?:cuối|đầu|giữa|hết|sáng|chiều|tối|đêm) ", "", what)
    if called := _DAY_OF_NAMED.match(what):
        what = f"ngày {called.group('day')} tháng {_MONTHS[called.group('name')]}{what[called.end() :]}"
    if named := _NAMED_MONTH.match(re.sub(rf" (?:năm )?{YEAR}$", "", what)):
        what = f"tháng {_MONTHS[named.group('name')]}{what[named.end() :]}"
    elif two := re.match(r"tháng \d{1,2} ?- ?((?!(?:19|20)\d\d)\d{1,2}.*)", what):
        what = f"tháng {two.group(1)}"
    elif re.match(r"\d{1,2} tháng \d", what):
        what = f"ngày {what}"
    if what in ("năm nay", "năm"):
        what = f"năm {today.year}"
    elif what in ("tháng này", "tháng ni"):
        what = f"tháng {today.month} năm {today.year}"
    elif what == "quý này":
        what = f"quý {(today.month + 2) // 3} năm {today.year}"
    elif what in ("tháng tới", "tháng sau"):
        what = f"tháng {today.month % 12 + 1} năm {today.year + today.month // 12}"
    elif what in ("quý tới", "quý sau"):
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
