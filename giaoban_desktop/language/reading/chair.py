"""Whose words are demands: those of the one who leads the meeting, not what officers, units and people ask for."""

from __future__ import annotations

import re

from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import normal
from giaoban_desktop.language.reading.units import GENERAL, UNIT

_GOVERNS = any_of("chair", "governs")
_NOT_CHAIR = rf"(?!{_GOVERNS}|giám đốc|bộ trưởng|chánh |trưởng công an (?:huyện|quận|thị xã|thành phố))"
"""Before a unit that cannot demand anything of others; of their heads more is asked below."""
_PEOPLE = re.compile(r"(?<![a-zà-ỹđ])" + any_of("chair", "people") + r"(?![a-zà-ỹđ])[^.;]{0,90}$")
_OFFICER = re.compile(
    f"(?P<officer>{any_of('chair', 'officer')})"
    r"(?: các)? " + any_of("chair", "officer_of") + r"[^;.:]{0,220}:?\s*$"
)
_HEADS = re.compile(any_of("chair", "heads") + r"[^.;,]{0,36}$")
_UNIT_ASKS = re.compile(
    rf"(?:^|[,;:.]|\s-)\s*(?:[-+•]\s*)?(?:đồng chí |đại diện )?{_NOT_CHAIR}(?:{UNIT.pattern}|{GENERAL.pattern})"
    r"[^,;:.]{0,30}?(?:,? (?:đã|cũng|còn|tiếp tục|thì))*\s*$"
)
_SUBJECT = re.compile(
    r"\s*(?:[-+•]\s*)?(?:(?:tham luận|phát biểu|thảo luận|trao đổi)?(?: ?tại| ?trong)? ?(?:hội nghị|cuộc họp"
    r"|buổi họp), )?"
    rf"(?:(?:các )?{any_of('chair', 'people')}|các đơn vị|{_NOT_CHAIR}(?:{UNIT.pattern}))(?:[^.:]|\.(?=\d))*?"
    r"(?:[;,]|(?: và| đã| cũng))\s*$"
)
"""A sentence about somebody else, in which a demand is what they ask for or do: "Đại diện các đơn vị thảo luận; …"."""
_REPORTS_FIRST = re.compile(
    rf"\s*(?:[-+•]|\d{{1,2}}[.)])?\s*(?:đại diện )?{_NOT_CHAIR}(?:{UNIT.pattern}|{any_of('chair', 'people')})"
    r"[^,;:.]{0,30}? (?:đề xuất|kiến nghị|phản ánh|thông tin|cho biết)(?![a-zà-ỹđ])"
)
_DOES_FOR = re.compile(rf"(?<![a-zà-ỹđ])do (?:{UNIT.pattern}|{GENERAL.pattern})[^,;:.]{{0,24}}$")
_OTHER = re.compile(
    r"\s*(?:[-+•]\s*)?(?:ông|bà|đồng chí|đ/c|anh|chị)"
    r" (?!(?:dặn|nói|yêu cầu|đề nghị|giao|nhấn mạnh|lưu ý|chỉ đạo|nhắc|kết luận|cũng|còn|đặc biệt"
    r"|phân công)(?![a-zà-ỹđ]))"
    r"[^:;.]{3,90}:\s*$"
)
_LEADS = re.compile(r"(?<![a-zà-ỹđ])" + any_of("chair", "leads") + r"(?![a-zà-ỹđ])")
_LABELLED = re.compile(rf"[^:;.(]{{3,60}}\({_NOT_CHAIR}(?:{UNIT.pattern}|{any_of('chair', 'people')})[^)]*\)\s*:\s*$")
_ASKS = r"(?: (?:đã|cũng|còn))?(?: (?:giao|yêu cầu|chỉ đạo|đề nghị|kết luận|lưu ý|phân công)[^,.;:]{0,30})?"
_SAYS = (
    r"(?:biểu dương|ghi nhận|đánh giá|nhấn mạnh|hoan nghênh|khen|lưu ý|yêu cầu|đề nghị|chỉ đạo|chỉ rõ|cảm ơn|cho rằng)"
)
_RANK = "hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út"
"""How the South calls people by their rank among the children: "anh Tư Lành"."""
_TITLES = r"(?:ông|bà|đồng chí|đ/c|đc|anh|chị|chú|cô|bác|(?:thượng|trung|thiếu|đại) (?:tá|úy|tướng))"


class Chair:
    """The one who leads a meeting, as far as the text names them."""

    def __init__(self, leader: str | None = None, position: str | None = None) -> None:
        name = normal(leader) if leader else ""
        given = name.rsplit(" ", 1)[-1]
        middle = name.split(" ")[-2] if " " in name else given
        self._named = (
            re.compile(
                rf"{re.escape(name)}|{_TITLES} (?:(?:{re.escape(middle)}|{_RANK}) )?{re.escape(given)}(?![a-zà-ỹđ])"
            )
            if name
            else None
        )
        self._position = normal(position) if position else ""
        self._in_office = re.compile(rf"\W*{re.escape(self._position)}{_ASKS}[ :]*$") if self._position else None
        office = self._position.split(",")[0]
        self._acts = re.compile(rf"(?:^|[,;:] ){re.escape(office)} {_SAYS}") if office else None

    def speaks(self, words: str) -> bool:
        """True when words, in normal form, name the leader or one who governs."""
        return _LEADS.search(words) is not None or (self._named is not None and self._named.search(words) is not None)

    def is_of(self, unit: str) -> bool:
        """True for a unit, in normal form, whose head the leader is."""
        return self._position.endswith((f" {unit}", f" {unit},")) or f" {unit}, " in self._position

    def may_speak(self, before: str) -> bool:
        """True unless the words before a demand, in normal form, name somebody else who asks for it."""
        if self._named is not None and self._named.search(before):
            return True
        if self._in_office is not None and self._in_office.match(before):
            return True
        if self._acts is not None and self._acts.search(before):
            return True
        if _LABELLED.search(before) or _REPORTS_FIRST.match(before):
            return False
        if self._named is not None and _OTHER.match(before) and not re.search(_GOVERNS, before):
            return False
        if not self.speaks(before) and _SUBJECT.match(before):
            return False
        if _PEOPLE.search(before) or _UNIT_ASKS.search(before) or _DOES_FOR.search(before):
            return False
        officer = _OFFICER.search(before)
        if officer is None or _LEADS.search(before, officer.end("officer")):
            return True
        if self._position:
            said = officer.group().split(",")[0].strip(" :")
            return said in self._position or said.startswith(f"{self._position.split(',')[0]} ")
        return _HEADS.search(before) is not None
