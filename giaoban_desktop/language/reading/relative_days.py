"""Days told from the day on which a demand is given: "thứ Sáu tuần này", "trong 10 ngày tới", "ngày mai"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Span

FROM = re.compile(
    r"(?:từ|rạng|quốc khánh|kỉ niệm(?: ngày)?|(?<!trước )dịp|lễ|-|\d[/-]\d{1,2},|\d[/-]\d{1,2} và)"
    r" (?:thứ [a-zà-ỹđ]+ )?$"
)
"""What stands before a day on which something begins or is kept."""
_FIRST = r"(?:(?<=[,;.):•+-] )|(?<=\n)|^)"
"""Where a part of a demand begins, or the demand itself."""
_NAME = r"(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_PART = r"(?:sáng |trưa |chiều |tối )?"
_HOUR = r"(?P<hour> \d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?)?"
_THEN = rf"(?=(?:phải )?{any_of('deadlines', 'handed_in')}(?![a-zà-ỹđ])|phải |có (?!thể))"
"""What is to be done at the time that stands before it: "chiều nay báo cáo"."""
_WEEKDAY = re.compile(
    rf"(?<![a-zà-ỹđ])(?:(?P<before>trước){_HOUR} |(?:chậm nhất|đến|trong|vào|hết) )*{_PART}{_NAME}"
    r" (?P<which>này|tới|tuần này|tuần tới|tuần sau)(?![a-zà-ỹđ])"
)
_BARE_WEEKDAY = re.compile(
    rf"(?<![a-zà-ỹđ])(?:(?P<before>trước){_HOUR}|(?:chậm|muộn) nhất(?: là)?|hạn(?: chót| cuối)?(?: là)?:?) "
    rf"{_PART}{_NAME}(?P<which>)(?![a-zà-ỹđ]| hằng| hàng| mỗi)"
)
_WEEKDAY_LAST = re.compile(
    rf"(?<=[,;] )(?:phải )?(?:báo cáo|nộp|gửi|trình|xong) (?:[^,;.\d]{{2,30}} )?(?P<before>)(?P<hour>){_PART}{_NAME}"
    r"(?P<which>)(?=\W*$|[,.;])"
)
_WEEKDAY_THEN = re.compile(rf"{_FIRST}(?P<before>)(?P<hour>){_PART}{_NAME}(?P<which>) {_THEN}")
_WEEKDAYS = {word: number // 2 for number, word in enumerate("hai 2 ba 3 tư 4 năm 5 sáu 6 bảy 7".split())}
_MEETING = r"(?:hội nghị|cuộc họp|buổi họp|phiên họp|họp|giao ban)"
_DURATION = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?:(?<!dùng )trong|sau) (?:vòng |thời gian |thời hạn )?"
    r"|(?:thời gian|thời hạn)(?: thực hiện| hoàn thành)?: ?"
    rf"|sau (?:khi )?{_MEETING}(?: này| hôm nay| kết thúc)? |(?:không quá|tối đa|(?:chậm|muộn) nhất(?: là)?(?: sau)?) "
    rf"|(?=[^ ]+ (?:ngày|tuần|tháng)(?: làm việc)? (?:nữa|kể từ|sau {_MEETING}))"
    rf"|{_FIRST}(?=[^ ]+ (?:ngày|tuần|tháng)(?: làm việc)? (?:nữa|tới|sau),? {_THEN}))"
    r"(?P<number>\d{1,3}|nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r" (?P<unit>ngày|tuần|tháng)(?! đầu| cuối| qua| trước| \d| gần| năm| liên| cao| nghỉ| lễ"
    r"| tết| hè| không| chưa| mà)(?: làm việc)?"
    rf"(?: tới| nữa|,? kể từ[^,.;]{{0,40}}| sau {_MEETING}| tiếp theo)?"
)
_FROM_DAY = re.compile(r"kể từ (?:ngày )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d))?$")
_WEEK_OF_YEAR = re.compile(
    r"(?<![a-zà-ỹđ])(?:trong|hết|xong|cuối|đến) tuần (?:thứ )?(?P<number>[1-5]?\d)(?!\d| ?[/.-]| (?:của|đến|tháng|và))"
)
_FROM_PAPER = re.compile(
    r"kể từ (?:khi |lúc )?(?:ngày )?(?:ban hành|kí|ra|phát hành)(?: ban hành)?"
    r"(?: (?:thông báo|kết luận|văn bản|công văn|biên bản)(?: kết luận)?(?: này)?)?\s*$"
)
_FROM_EVENT = re.compile(r"kể từ (?:khi|lúc|(?:ngày )?\d|ngày (?:ban hành|kí|nhận|có))")
_HOURS = re.compile(r"(?<![a-zà-ỹđ])trong (?:vòng )?(?P<number>12|24|36|48|72) (?:giờ|tiếng)(?= tới|[,.;]|$)")
_ON_CASE = re.compile(r"(?<![a-zà-ỹđ])(?:khi|nếu|mọi|mỗi|trường hợp)(?![a-zà-ỹđ])")
"""What a rule for each case is about: "khi có cháy, báo cáo trong 24 giờ"."""
_DAY_ALONE = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|đến hết|hết|chậm nhất(?: là)?|muộn nhất)"
    rf"{_HOUR} ngày (?P<day>\d{{1,2}})"
    r"(?! ?[/.-] ?\d|\d| tháng| của tháng| (?:hằng|hàng|mỗi))"
)
_DAY_IN_DIALECT = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|(?:đến|tới) hết|hết|(?:chậm|muộn) (?:nhất|nhứt|lắm)(?: là)?|đến|tới|bữa|hạn)"
    r" (?:bữa |ngày )?(?P<day>\d{1,2}) tây(?![a-zà-ỹđ])"
)
_DAY_OF_MONTH = re.compile(
    r"(?<![a-zà-ỹđ])(?:(?P<before>trước)|đến hết|đến|hết|(?:chậm|muộn) nhất(?: là)?|vào) (?:ngày|mùng|mồng)"
    r" (?P<day>\d{1,2}) (?:(?:của )?tháng (?P<which>này|sau|tới)|tới(?: đây)?)(?![a-zà-ỹđ])"
)
_TOMORROW = re.compile(
    rf"(?<![a-zà-ỹđ])(?:(?:trong|vào|hết|đến|xong|(?:chậm nhất|muộn nhất|trước)(?: là)?{_HOUR})(?: là)? )+"
    r"(?:sáng|trưa|chiều|tối|ngày) mai(?![a-zà-ỹđ])"
    rf"|{_FIRST}(?:(?:sáng|trưa|chiều|tối|ngày) )?mai {_THEN}"
    r"|(?:báo cáo|gửi|nộp|trình) [^,;.]{0,40}?(?:sáng|trưa|chiều|tối|ngày) mai(?=[,.;]|$)"
)
_DAY_AFTER = re.compile(rf"{_FIRST}(?:(?:sáng|chiều) )?(?:ngày )?(?:kia|mốt) {_THEN}")
_WITHIN_WEEK = re.compile(
    r"(?<![a-zà-ỹđ])(?:ngay )?trong tuần(?=[,.;]|$| để | phải )"
    r"|(?<![a-zà-ỹđ])(?:trước|trong|hết|đến|chậm nhất|muộn nhất)(?: là)? cuối tuần(?=[,.;]|$| để | phải )"
)
_WEEK = re.compile(
    r"(?<![a-zà-ỹđ])(?<!\d )(?<!một )(?<!hai )(?<!ba )(?<!nửa )(?:ngay )?(?:trong |đến |hết |cuối |đến cuối |chậm nhất"
    r" |xong )*tuần (?P<which>này|tới|sau)(?![a-zà-ỹđ])(?! qua| hội nghị| cuộc họp| giao ban)"
    rf"|(?<![a-zà-ỹđ])(?:đầu|sang) tuần {_THEN}"
)
_TODAY = re.compile(
    r"(?<=hoàn thành )(?:ngay )?trong ngày(?=[,.;]|$)"
    r"|(?<![a-zà-ỹđ])(?:ngay )?trong (?:hôm nay|đêm nay|tối nay|chiều nay|sáng nay|ngày hôm nay)(?= |[,.;]|$)"
    r"(?! [\dlàm])|(?<![a-zà-ỹđ])trước \d{1,2} (?:giờ|h)(?: \d{2})?(?: phút)?"
    r"(?: hôm nay| cùng ngày| tối nay| chiều nay|(?P<hour_only>))(?=[,.;]|$)"
    rf"|{_FIRST}(?:ngay )?(?:sáng|trưa|chiều|tối|hôm) nay {_THEN}"
)
_OF_EVERY_DAY = re.compile(
    r"(?<![a-zà-ỹđ])(?:các|mỗi|mọi|ngày (?:nào|mô)|quán|chợ|đóng cửa|ngừng|không|cấm)(?![a-zà-ỹđ])"
)
"""What a rule for every day is about: "các quán karaoke đóng cửa trước 22 giờ"."""
_NEAR = re.compile(r"tuần|ngày|tháng|thứ |chủ nhật|mai|nay|kia|mốt|tây|giờ|tiếng|\d ?[hg](?![a-zà-ỹđ])")
"""A word that every day of this kind is told with; most demands have none."""
HOURS_OF_DAY = 24
HALF_A_MONTH = 15
"""Days."""
_NUMBERS = {word: number for number, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), 1)}


class RelativeDay(NamedTuple):
    """The day that is meant, None where it hangs on what nobody knows yet, and the place of its words."""

    due_on: date | None
    span: Span


def relative_day(words: str, start: int, end: int, given_on: date, signed_on: date | None = None) -> RelativeDay | None:
    """The end of a demand that is told from the day on which it is given, or on which its paper is signed."""
    if _NEAR.search(words, start, end) is None:
        return None
    if found := _DAY_OF_MONTH.search(words, start, end):
        return _told(_day_of_month(found, given_on), found)
    if found := _TOMORROW.search(words, start, end):
        return _told(given_on + timedelta(days=1), found)
    if found := _DAY_AFTER.search(words, start, end):
        return _told(given_on + timedelta(days=2), found)
    if found := _DAY_ALONE.search(words, start, end) or _DAY_IN_DIALECT.search(words, start, end):
        return _told(_next_day(int(found.group("day")), given_on, found), found)
    found = _TODAY.search(words, start, end)
    if found and not (found.group("hour_only") is not None and _OF_EVERY_DAY.search(words, start, found.start())):
        return _told(given_on, found)
    for pattern in (_WEEKDAY, _BARE_WEEKDAY, _WEEKDAY_THEN, _WEEKDAY_LAST):
        if (found := pattern.search(words, start, end)) and not _begins(words, start, found):
            return _told(_weekday(found, given_on), found)
    sunday = given_on + timedelta(days=6 - given_on.weekday())
    if (found := _WEEK.search(words, start, end)) and not _begins(words, start, found):
        return _told(sunday if found.group("which") == "này" else sunday + timedelta(days=7), found)
    if found := _WEEK_OF_YEAR.search(words, start, end):
        return _told(_end_of_week(int(found.group("number")), given_on), found)
    if found := _WITHIN_WEEK.search(words, start, end):
        return _told(sunday, found)
    if (found := _HOURS.search(words, start, end)) and not _ON_CASE.search(words, start, end):
        return _told(given_on + timedelta(days=-(-int(found.group("number")) // HOURS_OF_DAY)), found)
    if found := _DURATION.search(words, start, end):
        if since := _FROM_DAY.search(found.group()):
            return _told(_after(found, begins) if (begins := _day_told(since, given_on)) else None, found)
        if _FROM_PAPER.search(found.group()):
            return _told(_after(found, signed_on) if signed_on else None, found)
        is_known = _FROM_EVENT.search(found.group()) is None
        return _told(_after(found, given_on) if is_known else None, found)
    return None


def _told(due_on: date | None, found: re.Match[str]) -> RelativeDay:
    return RelativeDay(due_on, Span(*found.span()))


def _begins(words: str, start: int, found: re.Match[str]) -> bool:
    """True for a time from which on something is done."""
    if found.group().startswith(("trong ", "chậm nhất ", "xong ", "hết ")):
        return False
    return FROM.search(words, max(start, found.start() - 16), found.start()) is not None


def _weekday(found: re.Match[str], given_on: date) -> date:
    """ "Trước thứ Sáu", "thứ Hai tuần sau"; before an hour of a day is that day."""
    days = _WEEKDAYS.get(found.group("day") or "", 6) - given_on.weekday()
    days += 7 if found.group("which") in ("tuần tới", "tuần sau") or days < 0 else 0
    is_before = bool(found.group("before")) and not found.group("hour")
    return given_on + timedelta(days=days - is_before)


def _after(found: re.Match[str], given_on: date) -> date:
    """ "Trong 10 ngày", "trong nửa tháng"."""
    said = found.group("number")
    number = int(said) if said.isdigit() else _NUMBERS.get(said, 0)
    if said == "nửa":
        return given_on + timedelta(days=HALF_A_MONTH)
    if found.group("unit") == "tháng":
        months = given_on.month - 1 + number
        year, month = given_on.year + months // 12, months % 12 + 1
        return date(year, month, min(given_on.day, monthrange(year, month)[1]))
    return given_on + timedelta(days=number * (7 if found.group("unit") == "tuần" else 1))


def _end_of_week(number: int, given_on: date) -> date | None:
    """The Sunday of a week of this year, or of the next when it has passed."""
    for year in (given_on.year, given_on.year + 1):
        try:
            sunday = date.fromisocalendar(year, number, 7)
        except ValueError:
            return None
        if sunday >= given_on:
            return sunday
    return None


def _day_told(found: re.Match[str], given_on: date) -> date | None:
    """The day from which days are counted."""
    day, month, year = found.groups()
    try:
        return date(int(year or given_on.year), int(month), int(day))
    except ValueError:
        return None


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
