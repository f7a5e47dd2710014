"""A stretch of demands cut where a careful clerk would cut it: at semicolons, and where another unit is told to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from giaoban_desktop.language.reading.assignments import tells_who_only
from giaoban_desktop.language.reading.deadlines import days_named
from giaoban_desktop.language.reading.demand_words import can_demand, must_be_done, names_unit
from giaoban_desktop.language.reading.doers import TOLD_TO, names_only, with_others
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.units import DOES, GENERAL, HAMLET, UNIT, VERB, unit_at

_CONNECTOR = re.compile(
    r"\s*(?:[-+•]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)/:]\s+|\(?[a-hđ][.)]\s+|[ivx]{1,4}[.)]\s+"
    r"|(?:nhiệm vụ|việc) (?:số )?\d{1,2}[:.)]\s+)?(?:(?:" + any_of("demands", "connector") + r"[,:]?\s+)*)"
)
_PURPOSE = re.compile(
    rf"\s*(?![^;.]{{4,120}}, (?:{UNIT.pattern}|{GENERAL.pattern})[^,;.]{{0,30}} (?:{VERB.pattern}))"
    r"(?:qua đó|từ đó|nhờ đó|góp phần|nhằm(?= )|để (?=góp|qua)|tạo (?:tiền đề|nền tảng)|coi đây|đây là)"
)
_ABOUT = r"(?:còn |riêng )?(?:về|với|đối với|riêng|còn)(?! (?:tăng|xử|tiếp|đích|trước|sau))"
_TOPIC = re.compile(
    rf"(?:{_ABOUT}|(?:vấn đề|công tác|nhiệm vụ)(?![^,;.]* do )) [^,;.:]{{3,90}}[,:] (?:thì )?"
    rf"(?:(?:nhiệm vụ|việc|nội dung) này (?:do|giao) )?"
    rf"(?:(?={UNIT.pattern}|{GENERAL.pattern}|giao )|(?:đề nghị|yêu cầu) (?={UNIT.pattern}|{GENERAL.pattern}|{HAMLET}))"
    rf"|{_ABOUT} [^,;.:]{{3,90}}, (?:ông|bà|đồng chí|(?:phó )?chủ tịch|(?:phó )?bí thư)[^,;.]{{0,30}}"
    rf" (?:nhắc|yêu cầu|đề nghị|lưu ý|dặn|giao(?= (?:{UNIT.pattern}|{GENERAL.pattern}))) "
    rf"|(?!{UNIT.pattern}|{GENERAL.pattern})[^,;.:]{{3,40}}: (?=(?:{UNIT.pattern})[^;.:]{{0,24}} (?:{VERB.pattern}))"
    rf"|(?:thủ trưởng |lãnh đạo )?(?:{GENERAL.pattern})[^,;.:]{{0,60}}: (?={VERB.pattern})"
    rf"|(?:về|đối với|công tác|lĩnh vực) [^;.:]{{3,60}}: (?={VERB.pattern}|khi |phải |cần )"
    rf"|(?:kiến nghị|đề nghị|ý kiến) của [^,;.:]{{3,60}}: "
)
_CAUSE = re.compile(
    rf"(?:cơ bản )?(?:nhất trí|thống nhất|đồng ý)(?: với| cho)?(?! giao)[^,;.]{{3,60}}, (?={UNIT.pattern})|"
    rf"[^;.]{{10,200}}?,? (?:do đó|vì vậy|vì thế|do vậy|bởi vậy|cho nên|nên),? "
    rf"(?={UNIT.pattern}|{GENERAL.pattern}|(?:phải|cần) )"
    rf"|(?:từ nay )?(?:đến|tới) [^,;.]{{2,40}} (?:chỉ |không )?còn [^,;.]{{2,30}}, (?={UNIT.pattern}|{GENERAL.pattern})"
    rf"|(?:[^,;.]{{3,60}}, )?(?:tình hình|địa bàn|tội phạm|thủ đoạn|hoạt động của) [^;.]{{5,160}}?, "
    rf"(?=(?:{GENERAL.pattern}) (?:phải|cần) )"
    rf"|[^;.]{{3,120}}? (?:(?:đến|tới) gần|sẽ [^;.,]{{2,30}}|đang [^;.,]{{2,30}})(?:, [^;.,]{{3,60}})?, "
    rf"(?=(?:{UNIT.pattern}|{GENERAL.pattern})[^;.,]{{0,30}} (?:phải|cần) )"
)
"""Why something is demanded, told before it."""
_ANNOUNCES = re.compile(r"(?:một số|các|những) (?:việc|nội dung|nhiệm vụ|điểm)[^.;,]{0,24} sau(?: đây)?$")
_TOPIC_ONLY = re.compile(
    rf"(?!{UNIT.pattern}){_ABOUT} (?!(?:{UNIT.pattern}|{GENERAL.pattern})[^,;.]{{0,30}} (?:{VERB.pattern}))"
    r"[^,;.]{3,60}$"
)
_AGREES = re.compile(
    r"(?:cơ bản )?(?:nhất trí|thống nhất|đồng ý)(?: với| về| cho)*"
    r" (?:(?:các )?(?:đề xuất|đề nghị|kiến nghị|báo cáo|ý kiến)|chủ trương|nội dung)(?![^;.]* giao )[^;.]*$"
)
"""What is agreed to, before what is demanded: "Nhất trí đề xuất của Công an xã; giao Phòng Kinh tế …"."""
_OF_YEAR = re.compile(
    r"[^;.]{0,40}năm 20\d\d là năm [^,;]*"
    r"|(?:từ nay )?đến [^,;.]{2,40}?,? (?:nhiệm vụ|khối lượng công việc|công việc) (?:còn )?(?:rất )?"
    r"(?:nặng|nhiều|lớn)[^;.]*"
)
_TAIL = re.compile(
    r" tại (?:hội nghị|cuộc họp|cuộc giao ban|buổi giao ban|phiên họp)(?=[^;]*(?:tổ chức|ngày|chiều|sáng|giao"
    r" ban))[^;]*$|"
    r"\"[ ,-]*(?:đồng chí|ông|bà|(?:thượng|trung|thiếu|đại) (?:tá|úy|tướng)|phó chủ tịch|chủ tịch|bí thư|đ/c)"
    r" [^.;\"]{0,160}$|"
    r"(?:, | và )(?:trong đó|đồng thời)$|, (?:qua đó|từ đó|góp phần|tạo (?:nền|tiền đề|chuyển biến|điều kiện|sự))[^;]*$"
)
_NEW_LEAD = re.compile(
    rf"(?:(?:[,;.:]|\s-)\s+(?:trong đó,? |đồng thời,? |và )?|\s(?:trong đó|đồng thời|và),? )(?=giao (?:cho "
    rf"|nhiệm vụ cho )?(?:đồng chí )"
    rf"?(?:{UNIT.pattern}))"
    rf"|,? (?:đồng thời|và) (?:phân công|giao|yêu cầu|đề nghị|giao nhiệm vụ): ?"
    rf"|,? (?:đồng thời|và)(?: cũng)? (?:lưu ý|nhắc nhở|nhắc|yêu cầu|đề nghị) (?={UNIT.pattern}|{GENERAL.pattern})"
    rf"| (?P<and>và) (?={UNIT.pattern})|, (?:trong đó,? )?(?P<next>)(?={UNIT.pattern})"
    rf"|, (?:còn |riêng )?(?=(?:yêu cầu|đề nghị) (?:{UNIT.pattern}))|, (?:còn|riêng) (?={UNIT.pattern})"
)
_LISTS = re.compile(
    rf"(?:(?:^|,|{any_of('demands', 'before_names')}) (?:{UNIT.pattern})|cấp ủy|già làng|người có uy tín"
    rf"|trưởng dòng họ)"
    r"(?:(?! (?:trước|trong|xong|hết|vào|đến|xuống|tại|ở))[^,;.\d]){0,16}$"
)
_ENDS_WITH_UNIT = re.compile(rf"(?:phối hợp|cùng|với|cho|của|,) (?:[^,;.]{{0,16}} )?{UNIT.pattern}[^,;.]{{0,16}}$")
_HELPED_BY = re.compile(r".*(?<![a-zà-ỹđ])(?:phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng(?: với)?) ")


_PERIOD_FIRST = re.compile(r"\s*(?:trong|từ nay đến|đến|quí|tháng|thời gian)(?![a-zà-ỹđ])[^,;.]{2,40}, ")
_HELPS = re.compile(r"\s+(?:phối hợp|hỗ trợ)(?=[,.;]|$)")
_LEADS_ONLY = re.compile(r"\s+chủ trì\s*")
_ALSO = re.compile(r"(?: cử [^;.,]{2,24})? (?:phối hợp|hỗ trợ|cùng) ")
""" "Công an xã chủ trì, Ban CHQS xã phối hợp tổ chức …" is one demand."""
_GIVEN_LEAD = re.compile(rf"[^;]{{0,90}}?(?:{UNIT.pattern})[^,;]{{0,30}} (?:chủ trì|đầu mối|làm đầu mối)\s*$")
_HELP_NEXT = re.compile(rf"\s*(?:{UNIT.pattern}|{GENERAL.pattern})[^;.]{{0,90}}? (?:phối hợp|hỗ trợ)(?! với)")
""" "Giao Công an xã chủ trì; Ban CHQS xã phối hợp kiểm tra …" is one demand."""
_FOR_PART = re.compile(", (?:còn|riêng) ")
_MARK = re.compile("[;()]")
_BY_WHEN = re.compile(
    r"\s*(?:phải )?(?:xong|hoàn thành|hạn|hạn chót|thời hạn)[: ]+(?:trước|trong|vào|đến|hết|ngày|chậm nhất)"
    r"[^;,]{2,30}(?:[;.]|$)"
)
"""Only by when: it belongs to what stands before it."""


_TASK_VERB = rf"(?!{any_of('demands', 'no_task')} )(?:{VERB.pattern})"
_TASK = re.compile(rf", (?={_TASK_VERB})")
_AND_DOES = re.compile(rf",? (?:và|đồng thời) (?={_TASK_VERB})")
_DUTY = re.compile(rf", (?={any_of('deadlines', 'duty')} )")
"""A task joined to one whose day was named: "xong trước ngày 15/7 và xử lý nghiêm …"."""


def single_demands(page: Page, start: int, end: int) -> Iterator[Span]:
    """A stretch in single demands: at semicolons, and where a new unit is told to lead."""
    cuts = [start]
    depth = 0
    for mark in _MARK.finditer(page.words, start, end):
        at = mark.start()
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if (
            mark.group() == ";"
            and depth <= 0
            and not names_only(page, cuts[-1], at)
            and not _BY_WHEN.match(page.words, at + 1, end)
            and not (_GIVEN_LEAD.match(page.words, cuts[-1], at) and _HELP_NEXT.match(page.words, at + 1, end))
            and _demands_next(page, at + 1, end)
        ):
            cuts.append(at + 1)
    cuts.append(end)
    for first, last in pairwise(cuts):
        starts = [first, *sorted({*_new_leads(page, first, last), *_next_tasks(page, first, last)}), last]
        for one, other in pairwise(starts):
            if other < last and page.words[one:other].rstrip().endswith(":"):
                continue  # "Chợ đêm: giao Ban CHQS phường …": what it is about
            span = _stripped(page, one, other)
            if span is not None:
                yield span


def _demands_next(page: Page, start: int, end: int) -> bool:
    """True when what follows a semicolon can be a demand; a further thing of an enumeration is none."""
    following = page.words.find(";", start, end)
    end = following if following > 0 else end
    return VERB.search(page.words, start, end) is not None or can_demand(page, start, end)


def _new_leads(page: Page, start: int, end: int) -> Iterator[int]:
    """Where in a stretch another unit is told what it has to do."""
    told_of = _PERIOD_FIRST.match(page.words, start, end)
    begins = told_of.end() if told_of else start
    for found in _NEW_LEAD.finditer(page.words, start + 8, end):
        if found.group("and") is None and found.group("next") is None:
            gives = found.group() == ", " and page.words.startswith("giao ", found.end())
            tells = not gives or names_unit(page, start, end) or must_be_done(page, start, found.start())
            is_who = found.group().startswith((":", " -")) and tells_who_only(page, found.end(), end)
            part = unit_at(page, found.end(), end) if _FOR_PART.match(found.group()) else None
            if part is not None and _BY_WHEN.match(page.words, part.end, end):
                continue  # "…, riêng dân quân cơ động xong trước 30/4"
            if tells and not is_who:  # else a matter, and to whom it is given
                yield found.end()
            continue
        unit = unit_at(page, found.end(), end)
        if unit is not None and _BY_WHEN.match(page.words, unit.end, end):
            continue  # "…, dân quân cơ động xong trước 30/4"
        first = page.trimmed(begins, end).start
        numbered = _CONNECTOR.match(page.words, first, end)
        first = numbered.end() if numbered else first
        for pattern in (_TOPIC, TOLD_TO):
            passed = pattern.match(page.words, first, end)
            first = passed.end() if passed else first
        general = GENERAL.match(page.words, first, end) if found.group("next") is not None else None
        before = Span(*general.span()) if general else unit_at(page, first, end)
        unit = with_others(page, unit, end) if unit else None
        if (
            unit is not None
            and before is not None
            and DOES.match(page.words, before.end, found.start())
            and DOES.match(page.words, unit.end, end)
            and not _HELPS.match(page.words, unit.end, end)
            and not (_leads_only(page, before.end, found.start()) and _ALSO.match(page.words, unit.end, end))
            and not _lists_helpers(page, before.end, found.start())
            and not _ENDS_WITH_UNIT.search(page.words, max(start, found.start() - 60), found.start())
            and not (found.group("next") is not None and _LISTS.search(page.words, before.end, found.start()))
        ):
            yield found.end()


def _leads_only(page: Page, start: int, end: int) -> bool:
    """True when only "chủ trì" and names stand between two units: the second helps."""
    leads = _LEADS_ONLY.match(page.words, start, end)
    return leads is not None and (leads.end() == end or names_only(page, leads.end() + 1, end))


def _next_tasks(page: Page, start: int, end: int) -> Iterator[int]:
    """Where another task begins behind one whose day is named: one with a day of its own, or one joined by "và"."""
    days = list(days_named(page, start, end))
    for day, following in pairwise([*days, None]):
        assert day is not None
        if joined := _AND_DOES.match(page.words, day.end, end) or _DUTY.match(page.words, day.end, end):
            yield joined.end()
        elif (
            following
            and (task := _TASK.search(page.words, day.end, following.start))
            and not _BY_WHEN.match(page.words, task.end(), end)
        ):
            yield task.end()


def _lists_helpers(page: Page, start: int, end: int) -> bool:
    """True when only names stand since "phối hợp với": the unit that follows is one more of them."""
    helped = _HELPED_BY.match(page.words, start, end)
    return helped is not None and VERB.search(page.words, helped.end(), end) is None


def _stripped(page: Page, start: int, end: int) -> Span | None:
    """Without connectors before and full stops behind; None for what is only a purpose or a fragment."""
    while True:
        reached = start
        found = _CONNECTOR.match(page.words, start, end)
        if found:
            start = found.end()
        while start < end and page.words[start] in ' \n,;:"-•':
            start += 1
        if start == reached:
            break
    while end > start and page.words[end - 1] in " \n,;:.\"/'":
        if page.words[end - 1] == '"' and page.words.count('"', start, end) % 2 == 0:
            break
        end -= 1
    if before := _CAUSE.match(page.words, start, end) or _TOPIC.match(page.words, start, end):
        start = before.end()
    tail = _TAIL.search(page.words, start, end)
    if tail:
        end = tail.start()
    if (
        names_only(page, start, end)
        or _OF_YEAR.fullmatch(page.words, start, end)
        or _AGREES.match(page.words, start, end)
        or _ANNOUNCES.search(page.words, start, end)
        or _TOPIC_ONLY.match(page.words, start, end)
    ):
        return None
    if end - start < 12 or page.words.count(" ", start, end) < 2 or _PURPOSE.match(page.words, start, end):
        return None
    return Span(start, end)
