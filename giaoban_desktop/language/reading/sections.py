"""The headings of a report, and under which of them plans stand instead of results."""

from __future__ import annotations

import re
from bisect import bisect_right

from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import Page, is_in_capitals

_NUMBERED = re.compile(r"\s*(?:[ivx]{1,5}[.)/]|phần [ivx\d]+|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-hđ][.)])\s*(?=[^\s\d])")
_PLAN = re.compile(
    r"(?:phương hướng|nhiệm vụ(?: trọng tâm| công tác| chủ yếu| phối hợp)*(?:,? giải pháp)? "
    + any_of("sections", "plan")
    + r"[^.]{0,24}(?:tới|tiếp theo|sau|20\d\d|\d)|chương trình công tác|dự kiến|kế hoạch (?:tháng|quí|năm|công "
    + r"tác|thời gian))"
)
_RESULT = re.compile(r"giao ban|sơ kết|tổng kết|kết quả|tình hình|đánh giá|nhận xét|ưu điểm|công tác đã|đã thực hiện")
_ATTENDANCE = re.compile(r"thành phần|đại biểu (?:tham )?dự")
HEADING_LIMIT = 140


PLAN, ATTENDANCE = "plan", "attendance"


class Sections:
    """Which parts of a page tell of plans, and which of who came."""

    def __init__(self, page: Page) -> None:
        self._starts: list[int] = []
        self._kinds: list[str] = []
        level = 0
        for start, end, _line in page.sentences():
            if not is_heading(page, start, end):
                continue
            words = page.words[start:end]
            here = _level(words)
            kind = ""
            if _PLAN.search(words) and not _RESULT.search(words):
                kind = PLAN
            elif _ATTENDANCE.search(words):
                kind = ATTENDANCE
            if kind:
                level = here
                self._add(start, kind)
            elif self._kinds and self._kinds[-1] and here <= level:
                self._add(start, "")

    def _add(self, start: int, kind: str) -> None:
        self._starts.append(start)
        self._kinds.append(kind)

    def is_plan(self, at: int) -> bool:
        """True for a place under a heading like "Nhiệm vụ trọng tâm tháng tới"."""
        return self._kind(at) == PLAN

    def is_attendance(self, at: int) -> bool:
        """True for a place under a heading like "Thành phần tham dự"."""
        return self._kind(at) == ATTENDANCE

    def _kind(self, at: int) -> str:
        number = bisect_right(self._starts, at) - 1
        return self._kinds[number] if number >= 0 else ""


def is_heading(page: Page, start: int, end: int) -> bool:
    """True for a short line of its own that is numbered or in capitals and does not end like a sentence."""
    start, end = page.trimmed(start, end)
    if (
        not 3 < end - start <= HEADING_LIMIT
        or (start and page.words[start - 1] not in "\n ")
        or page.words[end - 1] in ".;,"
    ):
        return False
    text = page.text[start:end]
    if is_in_capitals(text):
        return True
    following = page.words[end : end + 2]
    return (
        _NUMBERED.match(page.words, start) is not None
        and ("\n" in following or not following)
        and not re.search(r"\d+ [a-zà-ỹđ]+[^.:]*$", text[4:])
    )


def _level(words: str) -> int:
    found = words.strip()
    if re.match(r"(?:phần )?[ivx]{1,5}[.)/]|phần", found):
        return 1
    if re.match(r"\d{1,2}[.)/](?!\d)", found):
        return 2
    return 3 if re.match(r"\d|[a-hđ][.)]", found) else 1
