"""The words of a demand that say on which days it comes again: "hằng tháng trước ngày 20 gửi báo cáo"."""

from __future__ import annotations

import re
from itertools import pairwise

from giaoban_desktop.domain.recurrence import Recurrence, parse_recurrence
from giaoban_desktop.domain.text import clean_line, fold

_NUMBER = r"\d{1,2}(?: ?[/.-] ?\d{1,2})?(?! ?[/.-] ?\d)(?! ?(?:gio|g|h)\b)"
_LEADS = (
    r"(?:(?:dinh ky|cham nhat|muon nhat|la|vao|tu|den|truoc|het|trong)[ ,]+)*(?:\d{1,2} ?(?:gio|g|h) ?(?:\d{2} )?)?"
)
_DAYS = (
    rf"(?:cac )?(?:ngay ?(?:mung ?)?|mung ?){_NUMBER}(?: thang \d{{1,2}})?"
    rf"(?:(?: ?, ?| va | hoac | den | toi | ?- ?)(?:het )?(?:ngay ?)?{_NUMBER}(?: thang \d{{1,2}})?)*"
)
_MONTH = (
    r"(?:[ ,]*(?:cua )?thang ?(?:\d{1,2}(?:(?: ?, ?| va )(?:thang )?\d{1,2})*"
    r"|(?:dau|giua|cuoi)\b(?: tien| cung)?|thu ?(?:nhat|hai|ba|\d{1,2})))?"
    r"(?: (?:(?:cua|moi|dau|giua|cuoi) )*qu[yi]\b)?"
)
_WEEKDAY = r"(?:hai|ba|tu|nam|sau|bay|[2-7])\b(?! ?(?:gio|g|h)\b)"
_WEEKDAYS = rf"(?:thu {_WEEKDAY}|chu nhat)(?:(?: ?, ?| va | den | ?- ?)(?:thu {_WEEKDAY}|chu nhat|[2-7]\b))*"
_LAST = r"(?:ngay )?cuoi (?:thang|qu[yi]|nam|cung)\b"
_DAY = re.compile(rf"\b{_LEADS}(?:{_DAYS}|{_WEEKDAYS}|{_LAST}){_MONTH}")
_OFTEN = re.compile(r"\b(?:dinh ky )?(?:hang|moi) ?(?:tuan|thang|qu[yi](?! hiem)|nam)\b")
_BESIDE = re.compile(r"[ ,]*(?:cua )?")
_NEAR = re.compile(r"[^.,:;]{1,60}")
"""What may stand between "hằng tháng" and the day that is meant: a few words of the same clause."""


def find_recurrence(text: str) -> Recurrence | None:
    """When a demand is due again and again, by its own words; None where they name no such day or several."""
    line = clean_line(text, limit=len(text))
    plain = "".join(fold(letter)[:1] or " " for letter in line)  # a place here is the same place in the line
    often, days = list(_OFTEN.finditer(plain)), list(_DAY.finditer(plain))
    places = pairwise(sorted((*often, *days), key=lambda found: found.start()))
    pairs = [(one, other) for one, other in places if one.re is not other.re and one.end() <= other.start()]
    found = {
        line[one.start() : other.end()] for one, other in pairs if _BESIDE.fullmatch(plain, one.end(), other.start())
    }
    if not found and len(often) == len(days) == 1:
        found = {
            f"{line[days[0].start() : days[0].end()]} {line[often[0].start() : often[0].end()]}"
            for one, other in pairs
            if _NEAR.fullmatch(plain, one.end(), other.start())
        }
    return parse_recurrence(next(iter(found))) if len(found) == 1 else None
