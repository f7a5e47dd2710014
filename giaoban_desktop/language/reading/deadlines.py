"""The words of a demand that say by when, and the day they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.language.reading.deadline_days import (
    DAY,
    DAY_OF_NAMED,
    HOUR,
    NAMED_MONTH,
    PERIOD,
    Given,
    day_before,
    day_meant,
)
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import YEAR, Page, Span
from giaoban_desktop.language.reading.relative_days import FROM, relative_day
from giaoban_desktop.language.reading.units import GENERAL, UNIT, VERB

_DEADLINE = re.compile(
    r"(?<![a-zà-ỹđ\d])(?P<words>" + any_of("deadlines", "deadline") + rf"(?P<hour>{HOUR})"
    r"(?:(?:dịp |ngày )?" + any_of("deadlines", "events") + r"(?: [a-zà-ỹđ]+){0,2} (?:ngày )?|dịp )?"
    rf"(?P<what>{DAY}|{PERIOD}))(?![a-zà-ỹđ\d])"
)
_MAY_END = re.compile(
    r"\d|tháng|quí|tuần|ngày|năm|nay|mai|kia|mốt|tây|thứ |chủ nhật|giờ|tiếng|hằng|hàng|mỗi|định kì|trước|ngay "
)
"""A word that every time is told with; most demands have none."""
_NO_TASK = r"(?!(?:là|đã|được|sẽ|có|bị|đang|không|trong|trước|từ|khi|theo|để|nhằm|tại|vào|hằng|hàng) )"
_PERIOD_FIRST = re.compile(
    rf"\s*(?!năm \d|quí (?:đầu|cuối))(?P<words>(?P<hour>)(?P<what>{PERIOD}|ngày {DAY}))(?: này)?"
    rf"(?:, | (?={_NO_TASK}(?:{VERB.pattern})|{UNIT.pattern}|{GENERAL.pattern}))"
)
"""The time that a demand begins with: "Quý II, Công an xã …", "Cuối tháng 6 tổng hợp …"."""
_MUST_BY = re.compile(
    rf"(?P<words>(?P<hour>)(?P<what>{PERIOD}))(?: này| tới)?"
    r"(?= phải (?:cơ bản )?(?:xong|hoàn thành|có|nộp|gửi|báo cáo|làm xong))"
)
_PERIOD_LAST = re.compile(
    r"(?<!\d)(?<! [ivx])(?<! [ivx]{2})(?<! [ivx]{3})(?:[,;:] (?:vào )?|\((?:vào )?)"
    rf"(?P<words>(?P<hour>)(?P<what>(?!năm){PERIOD}))(?: này)?\)?$"
)
"""The time that ends a demand behind a comma: "…, cuối tháng 4"."""
_MILESTONE = re.compile(
    r"(?<![a-zà-ỹđ])(?:ra mắt|khánh thành|khai trương|đưa vào (?:sử dụng|vận hành|hoạt động))(?![a-zà-ỹđ])[^,;.]{0,60}?"
    rf" (?P<words>(?:đúng |vào |kịp )?(?:dịp |ngày )(?P<hour>)(?P<what>{DAY}))"
)
_END_OF_THIS = re.compile(
    rf"(?<![a-zà-ỹđ])(?P<words>(?P<hour>)(?P<what>cuối (?:tháng này|quí này|năm nay|năm {YEAR})))"
)
_AT_END = re.compile(
    rf"(?P<words>(?P<within>trong )?(?:vào )?(?P<hour>{HOUR})(?P<what>{DAY}|ngày \d{{1,2}}"
    rf"|(?:đầu|giữa|cuối) tháng \d{{1,2}}(?:(?: năm |[/-]){YEAR})?))(?![\d/])"
)
_FINISHES = re.compile(
    r"(?:[^,;.]{0,40} )?(?:hoàn thành|hoàn tất|kết thúc|giải quyết dứt điểm|làm xong|tổng kết)(?! tốt)[^,;]"
)
_MUST_END = re.compile(
    r",? (?:phải|cần)(?: cơ bản)? (?:hoàn thành|hoàn tất|xong|kết thúc)"
    rf"|,? (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])"
)
_BEFORE_EVENT = re.compile(
    r"(?<![a-zà-ỹđ])(?P<words>trước (?!khi (?:kết thúc|hết))(?![\d]|ngày \d|tháng|quí|năm|thứ)[^,;.():]{3,60}?"
    rf"(?: \((?:từ )?(?:ngày )?| khi[^,;.():]{{3,50}} (?:vào |từ )?(?=ngày ))(?P<hour>)(?P<what>{DAY}))(?![\d/])"
)
"""An event before which all is to be done, with its day: "trước khi khai giảng (05/9)"."""
_BEFORE_DAY_OF = re.compile(
    r"(?<![a-zà-ỹđ])(?P<words>trước (?:ngày|lễ|dịp) (?!thứ|mùng|mồng|cuối|đầu|khi|\d)[^,;.():\d]{5,60} "
    rf"(?P<hour>)(?P<what>(?:ngày )?{DAY}))(?![\d/])"
)
"""The same without a bracket: "trước ngày bầu cử 15/3"."""
_HAPPENS = re.compile(
    r"(?:(?:lễ|hội|hội nghị|hội thi|đại hội|kì thi|kì họp|ngày hội|giao ban|diễn tập|bầu cử)[^,;.]{0,40}"
    r" (?:dự kiến|sẽ|được)(?: được)?(?: tổ chức| diễn ra| khai mạc)|diễn ra|khai mạc)(?: vào)?[^,;.]{0,12}$"
    r"|^\W*(?:giao ban|hội nghị|lễ|đại hội|hội thi|diễn tập)[^,;.]{0,40} tổ chức(?: vào)?\s*$"
)
"""What tells when an event takes place, not by when something is to be done."""
_EVENT_LASTS = re.compile(
    r"(?:bảo vệ|phục vụ|(?:bảo|đảm) (?:đảm|bảo)(?: an ninh[^,;.]{0,24}| an toàn)?(?: cho)?)"
    r" (?:tuyệt đối |an toàn |tốt )*"
    r"(?:cuộc |kì |lễ |ngày |tuần )?(?:đại hội|lễ hội|hội nghị|kì thi|thi|bầu cử|festival|giải|hội thi|hội chợ|hội xuân"
    r"|kì họp|liên hoan|diễn đàn|hội)(?![a-zà-ỹđ])[^,;.]{0,90}$|theo (?:lịch|kế hoạch|thời gian)[^,;.(]{0,40}\($"
)
"""An event, or the plan of others, whose days stand behind it: "bảo vệ Đại hội từ ngày 25/01 đến 02/02"."""
_OF_EVENT = re.compile(any_of("deadlines", "of_event") + r"(?![a-zà-ỹđ])[^,;.]{2,60}$")
"""What makes a day at the end that of an event or a paper: "phục vụ lễ hội ngày 15/4"."""
_BRACKETED_WEEKDAY = re.compile(r" \((?:thứ [a-zà-ỹđ\d]+|chủ nhật)\)")
_IN_ORDER_TO = re.compile(r",? (?:để|nhằm|làm cơ sở|phục vụ)(?![a-zà-ỹđ])[^;.]*")
""" "…, gửi trước 30/7 để tổng hợp, báo cáo Thủ tướng trong tháng 8": the later day is that of others."""
_REPORTS_THEN = re.compile(r"(?:,| và|;)(?: và| sau đó)? (?:báo cáo|gửi báo cáo|có báo cáo|gửi)[^,;.]{0,60}")
FINISHED_WITHIN = 80
"""Characters before the end of a deadline in which is told that all is to be finished by then."""
_FOR_PART = re.compile(r"[,;(] ?riêng [^,;.]*$")
"""A later day that only a part of the task has: "…, riêng vùng hạ du hoàn thành trước 31/10"."""
_COUNTED_TO = re.compile(r"(?<![a-zà-ỹđ])(?:tính|kể từ|từ|kéo dài|số liệu|nghỉ|đợt)(?![a-zà-ỹđ])[^,;.]{0,40}$")
""" "Số liệu tính đến 15/4": up to when something is counted."""
_FINISHED = re.compile(r"(?:hoàn thành|hoàn tất|xong|kết thúc|tổng kết|sơ kết|dứt điểm)[^;]{0,70}$")
_HANDS_IN = re.compile(r"(?:báo cáo|gửi|nộp|trình) (?:[^,;.]{2,50})?$")
_HANDED_IN = re.compile(rf",? (?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])")
_PERIOD_THEN = re.compile(
    rf"[,;] (?P<words>(?P<hour>)(?P<what>{PERIOD})) (?:(?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])"
    rf"|{_NO_TASK}(?:{VERB.pattern}))"
)
""" "…, cuối quý II báo cáo"."""
_EVENT = re.compile(r"(?:lễ|tổ chức|khai|ra quân|diễn tập|họp|hội|bảo đảm|bảo vệ|phục vụ|bắt đầu|kiểm tra)")
_LEADS_TO = re.compile(r"(?:(?:đến|tới|vào|là|xong|hoàn thành|hạn|trong)(?: hết)?:? )+")
_SEVERAL_DAYS = re.compile(r"(?:từ )?(?:ngày )?\d{1,2} ?(?:-|,|và|đến) ?(?=(?:ngày )?\d{1,2} ?[/.-] ?\d)")
""" "28-29/3": the last of them is the end."""
_ALONE = re.compile(rf"(?P<words>(?P<hour>{HOUR})(?P<what>{DAY}|{PERIOD}))")
_ALONE_FIRST = re.compile(rf"{_ALONE.pattern}(?=,| \()")
_STANDING = re.compile(r"thường xuyên|liên tục|(?:hằng|hàng) |định kì|khi có|lâu dài|cả năm")
_VAGUE = re.compile(
    r"(?<![a-zà-ỹđ])(?P<words>(?:trước|xong trước|hoàn thành trước) "
    + any_of("deadlines", "vague")
    + r"(?![a-zà-ỹđ])|(?:xong|hoàn thành) trước khi [^,;.]{3,50}"
    r"|trước khi (?:kết thúc|hết|nghỉ|bước vào|vào) [^,;.()]{3,40}(?=[,;.)]|$)"
    r"|ngay (?:sau )?khi [^,;.()]{5,50}(?=[,;.)]|$))"
)
_THIS = re.compile(
    r"(?<![a-zà-ỹđ])(?:trong|đến hết|hết|đến cuối|từ nay đến (?:hết|cuối)"
    r"|(?:trước|chậm nhất|muộn nhất)(?: là)? (?:ngày )?cuối) (?P<this>năm|quí|tháng)"
    r"(?! [\divx]|[a-zà-ỹđ]| tới| sau| nay| này| trước| qua| học| mới| đầu| cuối"
    r"| cao điểm| hành động| thanh niên| an toàn| giêng| hai| ba| tư| năm| sáu| bảy| tám| chín| mười| chạp)"
)
_RECURRING = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quí|năm)|định kì(?: (?:hằng|hàng|mỗi)? ?(?:ngày"
    r"|tuần|tháng|quí|năm|6 tháng))?|\d{1,2} (?:ngày|tuần|tháng)(?: báo cáo| họp| kiểm tra)? (?:một|1|01) lần"
    r"|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} (?:hằng|hàng|mỗi) "
    r"(?:tháng|quí)|(?:ngày|trước ngày|vào ngày|chậm nhất ngày) \d{1,2} (?:của )?tháng (?:cuối|đầu) quí"
    r"|(?:ngày|tuần|tháng|quí|năm) (?:0?\d|một|hai|ba) lần"
    r"|\d{1,2} ?(?:lần|buổi|giờ) ?/ ?(?:ngày|đêm|tuần|tháng|quí|lần))"
)
_DUTY_OF_PERIOD = re.compile(
    rf"\s*(?:trong )?(?:quí [ivx\d]+|6 tháng cuối|tháng (?:\d{{1,2}}|tới)|năm)(?: năm|[/.-])?(?: ?{YEAR})?,?"
    rf" (?:(?:{UNIT.pattern}|{GENERAL.pattern}) )?(?:cần |phải )*{any_of('deadlines', 'duty')}(?![a-zà-ỹđ])"
)
"""What goes on in a period has no end there: "Trong năm 2026, các lực lượng duy trì …"."""
_PARTS = ("đầu ", "cuối ", "giữa ", "thượng ", "trung ", "hạ ", "nửa ", "ngày cuối ", "tuần ")
"""What a part of a month begins with; told with "vào" it is by when."""
_UNTIL = re.compile(r"hết (?:ngày|tháng|quí|năm|\d)")
_ALREADY = re.compile(any_of("deadlines", "already") + r"(?: [a-zà-ỹđ]+){0,3} $")
_STRONG = re.compile(
    r"từ |hạn|thời hạn|đúng hạn|chậm nhất|muộn nhất|trễ nhất|trước|hết|xong|hoàn thành|báo cáo|gửi|nộp|nội"
    r"|dứt điểm|khánh thành|ra mắt|khai trương|đưa vào|hoạt động|vận hành"
)


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """What was said about the end: the words as they stand, and the day they mean; None when they name none."""

    due_on: date | None
    words: str
    is_recurring: bool = False


def find_deadline(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """The deadline in a demand. A missing year is that of `given`, or the next when the day has passed."""
    words = page.words
    if _MAY_END.search(words, start, end) is None or _DUTY_OF_PERIOD.match(words, start, end):
        return None
    recurring = _RECURRING.search(words, start, end)
    best = _day_named(page, start, end, recurring=recurring is not None)
    event = _BEFORE_EVENT.search(words, start, end) or _BEFORE_DAY_OF.search(words, start, end)
    if event and (best is None or best.start() >= event.start()):
        return FoundDeadline(day_before(event, page, given), _written(page, *event.span("words")))
    until = best is not None and _UNTIL.search(best.group()) is not None
    if (
        recurring
        and not until
        and (best is None or (recurring.start() >= best.start() - 24 and best.start() - start > 2))
    ):
        return FoundDeadline(None, _written(page, recurring.start(), recurring.end()), is_recurring=True)
    if best is not None:
        return FoundDeadline(day_meant(best, page, given), _written(page, best.start("words"), best.end("words")))
    if (near := _told_from_today(page, start, end, given)) is not None:
        return near
    if (last := _at_an_end(page, start, end)) is not None:
        return FoundDeadline(day_meant(last, page, given), _written(page, *last.span("words")))
    vague = _VAGUE.search(words, start, end)
    if vague:
        return FoundDeadline(None, _written(page, vague.start("words"), vague.end("words")))
    return None


def _day_named(page: Page, start: int, end: int, *, recurring: bool) -> re.Match[str] | None:
    """Where a demand says by which day or period, with a word that says so: "trước", "chậm nhất", "trong"."""
    words = page.words
    best: re.Match[str] | None = None
    for found in _DEADLINE.finditer(words, start, end):
        if words.startswith("trong dịp", found.start("words")):
            continue  # when, not by when
        if best is not None and _FOR_PART.search(words, best.end(), found.start()):
            continue
        if (
            (named := NAMED_MONTH.search(found.group("what")))
            and not DAY_OF_NAMED.match(found.group("what"))
            and not page.text[found.start("what") + named.start("name")].isupper()
            and not words.startswith(" này", found.end())
        ):
            continue  # "trong tháng ba lực lượng"
        before = words[max(start, found.start() - 140) : found.start()]
        is_span = found.group("words").startswith("từ ")
        if _EVENT_LASTS.search(before) if is_span else _HAPPENS.search(before):
            continue
        strong = _is_strong(words, found, start, end)
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
    return best


def _is_strong(words: str, found: re.Match[str], start: int, end: int) -> bool:
    """True for a time by when something must be done; "vào 15/4" and "đến 15/4" may tell when, and how far."""
    if _STRONG.search(words, found.start("words"), found.start("what")) or _before_is_strong(words, found.start()):
        return True
    behind = found.end() + 1
    if found.start() - start <= 2 and (
        words.startswith((",", " đạt ", " có "), found.end()) or VERB.match(words, behind) or UNIT.match(words, behind)
    ):
        return True  # "Đến 30/9, Công an đặc khu phải …"
    if words.endswith((", ", "; "), start, found.start()) and VERB.match(words, behind):
        return True  # "…, đến 30/4 xử lý dứt điểm"
    if (
        found.group("words").startswith("đến ")
        and end - found.end() <= 2
        and not _COUNTED_TO.search(words, start, found.start())
    ):
        return True  # "…, có ý kiến bằng văn bản đến ngày 24/4"
    if _FINISHES.match(words, start, end) is not None or found.group("what").startswith(_PARTS):
        return True
    return _MUST_END.match(words, found.end(), end) is not None


def _told_from_today(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """A time told from the day on which the demand is given: "trong 10 ngày tới", "hết tháng"."""
    if given.on is None:
        return None
    words = page.words
    if given.is_held and (near := relative_day(words, start, end, given.on, given.signed_on)) is not None:
        return FoundDeadline(near.due_on, _written(page, *near.span))
    if ending := _THIS.search(words, start, end):
        months = {"năm": 12, "quí": (given.on.month + 2) // 3 * 3, "tháng": given.on.month}
        month = months[ending.group("this")]
        last_on = date(given.on.year, month, monthrange(given.on.year, month)[1])
        return FoundDeadline(last_on, _written(page, *ending.span()))
    return None


def _at_an_end(page: Page, start: int, end: int) -> re.Match[str] | None:
    """A day or period without a word that says by when, where its place says it: first, last, or before "báo cáo"."""
    words = page.words
    if first := _PERIOD_FIRST.match(words, start, end) or _MUST_BY.search(words, start, end):
        return first
    if then := _PERIOD_THEN.search(words, start, end) or _PERIOD_LAST.search(words, start, end):
        return then
    this = _END_OF_THIS.search(words, start, end)
    if this and not _OF_EVENT.search(words[start : this.start()]) and not _HAPPENS.search(words[start : this.start()]):
        return this
    done = _MILESTONE.search(words, start, end)
    if done and not _OF_EVENT.search(words[start : done.start("words")]):
        return done
    for day in _AT_END.finditer(words, max(start, end - 90), end):
        before = words[start : day.start()]
        if FROM.search(before[-16:]) or _OF_EVENT.search(before) or _HAPPENS.search(before[-90:]):
            continue
        if _EVENT_LASTS.search(before[-140:]):
            continue
        weekday = _BRACKETED_WEEKDAY.match(words, day.end(), end)
        is_end = end - (weekday or day).end() <= 2 and (
            day.group("within") or _EVENT.search(words, start, end) or _HANDS_IN.search(before)
        )
        is_first = before.endswith((", ", "; ")) or not before.strip(" -+•\n")
        if is_end or (is_first and _HANDED_IN.match(words, day.end(), end)):
            return day
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
    if several := _SEVERAL_DAYS.match(page.words, start, end):
        start = several.end()
    if alone := _ALONE.fullmatch(page.words, start, end):
        return FoundDeadline(day_meant(alone, page, given), words)
    if found := find_deadline(page, start, end, given):
        return FoundDeadline(found.due_on, words)
    leads = _LEADS_TO.match(page.words, start, end)
    if leads and (alone := _ALONE.fullmatch(page.words, leads.end(), end)):
        return FoundDeadline(day_meant(alone, page, given), words)
    first = _ALONE_FIRST.match(page.words, start, end)
    return FoundDeadline(day_meant(first, page, given) if first else None, words)


def tells_event(words: str) -> bool:
    """True for words, in normal form, behind which the days of an event stand: "bảo vệ kỳ thi tốt nghiệp ("."""
    return _EVENT_LASTS.search(words[-140:]) is not None


def _is_of_report(words: str, behind: int, at: int) -> bool:
    """True for a later day that only the report has of what is to be finished by the first, or what others then do."""
    if _IN_ORDER_TO.match(words, behind, at) is not None:
        return True
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
