"""An amendment of issued minutes as content: minutes that name what they put right.

Head, signers and recipients are those of the minutes as they were frozen. Source: Decree 30/2020/NĐ-CP, article 18.3
(a paper of the same form), annex III, template 1.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from giaoban_desktop.domain.amendments import Amendment, Replacement, exchanged
from giaoban_desktop.domain.dates import long_date
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.language.writing import capitalised
from giaoban_desktop.papers.content import LEADER, Block, Content, Paragraph, Role, Signature, Signatures, Table, plain
from giaoban_desktop.papers.minutes import BLANK, introduced
from giaoban_desktop.papers.page_style import CLOSING_MARK
from giaoban_desktop.papers.sentences import full_stop

TABLE = "bảng"
"""How the place of a row begins; a row is put right as a whole."""
SIGNED = "phần ký"
"""The place of the names of who signs."""
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.\s")
_POINT = re.compile(r"([a-zđ])\)\s")


def named(reference: str, issued_on: date) -> str:
    """How minutes are named in another paper: "Biên bản số 05/BB-CAP ngày 25 tháng 3 năm 2026"."""
    return f"Biên bản số {reference} {long_date(issued_on)}"


def amendment(
    frozen: Content,
    meeting: Meeting,
    minutes: str,
    about: Amendment,
    *,
    earlier: Sequence[Amendment] = (),
    amended_by: Mapping[str, str] | None = None,
) -> Content:
    """The amendment without a number. `frozen` is the content of the issued minutes, `minutes` how they are named.

    `earlier` were issued before; `amended_by` names, by the id of a replacement, the one from which the words come that
    it puts right.
    """
    right = _names_put_right((*earlier, about))
    return replace(
        frozen,
        signatures=_signed(frozen.signatures, right),
        abstract=f"Đính chính {minutes}",
        header=replace(frozen.header, number=""),
        blocks=tuple(_blocks(meeting, minutes, about, right, amended_by or {})),
        closing=(
            plain(f"Các nội dung khác của {minutes} không thay đổi. Biên bản này là một phần của biên bản đó."),
            plain(f"Cuộc họp kết thúc vào {BLANK} giờ {BLANK}, {long_date(about.made_on)}{CLOSING_MARK}"),
        ),
    )


def places(content: Content) -> list[tuple[str, str]]:
    """Each paragraph and row of a paper with the place where it stands: "mục 5.2", "điểm a mục 3", "nơi nhận"; "" for
    what stands before the first part.
    """
    found = [("trích yếu", content.abstract)]
    part = point = ""
    for block in content.blocks:
        if isinstance(block, Table):
            found += [(f"{TABLE} tại mục {part}" if part else TABLE, _row(row)) for row in block.rows]
            continue
        numbered, lettered = _NUMBERED.match(block.text), _POINT.match(block.text)
        if block.role is Role.HEADING and numbered:
            part, point = numbered[1], ""
        elif block.role is Role.POINT and lettered:
            point = lettered[1]
        here = numbered[1] if numbered else part
        place = f"mục {here}" if here else ""
        found.append((f"điểm {point} {place}" if point and here == part else place, block.text))
    found += [("phần kết thúc", one.text) for one in content.closing]
    found += [(SIGNED, one.name) for one in _signing(content.signatures) if one.name]
    return found + [("nơi nhận", line) for line in content.recipients.lines]


def _signing(signatures: Signatures) -> tuple[Signature, ...]:
    return signatures.left, signatures.right, *signatures.heads


def _names_put_right(made: Iterable[Amendment]) -> list[dict[str, str]]:
    """The names of signers that each amendment puts right: who signs one of them signs by his right name."""
    return [
        {one.before: one.after for one in amendment.replacements if one.place == SIGNED and one.after}
        for amendment in made
    ]


def _named_right(text: str, right: Sequence[Mapping[str, str]]) -> str:
    for names in right:
        text = exchanged(text, names)
    return text


def _signed(signatures: Signatures, right: Sequence[Mapping[str, str]]) -> Signatures:
    left, other, *heads = (replace(one, name=_named_right(one.name, right)) for one in _signing(signatures))
    return replace(signatures, left=left, right=other, heads=tuple(heads))


def _row(cells: tuple[str, ...]) -> str:
    return "; ".join(cell for cell in cells if cell)


def _blocks(
    meeting: Meeting,
    minutes: str,
    about: Amendment,
    right: Sequence[Mapping[str, str]],
    amended_by: Mapping[str, str],
) -> Iterator[Block]:
    yield plain(f"Thời gian bắt đầu: {BLANK} giờ {BLANK}, {long_date(about.made_on)}.")
    yield plain(full_stop(f"Địa điểm: {meeting.place or LEADER}"))
    yield plain("Thành phần tham dự: chủ tọa và thư ký của hội nghị.")
    chair = _named_right(introduced(meeting.chair, meeting.chair_appointed_by), right)
    secretary = _named_right(introduced(meeting.secretary, meeting.secretary_appointed_by), right)
    yield plain(full_stop(f"Chủ trì (chủ tọa): {chair}"))
    yield plain(full_stop(f"Thư ký (người ghi biên bản): {secretary}"))
    yield plain("Nội dung (theo diễn biến cuộc họp):")
    yield plain("1. Lý do đính chính", Role.HEADING)
    yield plain(full_stop(capitalised(about.reason)) if about.reason else LEADER)
    yield plain("2. Nội dung đính chính", Role.HEADING)
    yield plain(f"{minutes} của {meeting.title} được đính chính như sau:")
    for number, one in enumerate(about.replacements, 1):
        yield _put_right(number, one, amended_by.get(one.id, ""))


def _put_right(number: int, one: Replacement, amended_by: str) -> Paragraph:
    since = f" (đã đính chính tại {amended_by})" if amended_by else ""
    place = f"Tại {one.place}{since}, đã" if one.place else f"Nội dung{since} đã" if since else "Đã"
    said = f"2.{number}. {place} ghi: “{one.before}”; "
    return plain(f"{said}nay sửa là: “{one.after}”." if one.after else f"{said}nay bỏ nội dung này.")
