"""The minutes of a briefing (biên bản) as content. Source: Decree 30/2020/NĐ-CP, annex III, template 1.9."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from giaoban_desktop.domain.dates import long_date, long_time
from giaoban_desktop.domain.directives import Deadline, Directive, DirectiveState
from giaoban_desktop.domain.documents import DocumentType, symbol_of
from giaoban_desktop.domain.figures import Observation
from giaoban_desktop.domain.indicators import Field, Indicator
from giaoban_desktop.domain.meetings import LegalBasis, Meeting, Section
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import PeriodKind
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.language import writing
from giaoban_desktop.papers import attendance, figure_table, outcomes
from giaoban_desktop.papers.content import (
    LEADER,
    Block,
    Content,
    Header,
    Paragraph,
    Recipients,
    Role,
    Signature,
    Signatures,
    plain,
)
from giaoban_desktop.papers.page_style import CLOSING_MARK, RECIPIENTS_LAST_TEXT
from giaoban_desktop.papers.sentences import full_stop, letter, paragraphs

BLANK = "………"
"""To be filled in by hand."""

_SECTION_TITLES = {
    Section.SITUATION: "Tình hình",
    Section.RESULTS: "Kết quả",
    Section.SHORTCOMINGS: "Tồn tại, hạn chế",
    Section.CAUSES: "Nguyên nhân",
    Section.PROPOSALS: "Đề xuất, kiến nghị",
    Section.TASKS: "Nhiệm vụ thời gian tới",
}
_REVIEWED = {
    DirectiveState.NOT_STARTED: "chưa thực hiện",
    DirectiveState.UNDER_WAY: "đang thực hiện",
    DirectiveState.DONE: "đã hoàn thành",
    DirectiveState.HANDED_OVER: "đã chuyển đơn vị khác thực hiện",
    DirectiveState.WITHDRAWN: "đã rút lại",
}
_SECTION_ORDER = list(Section)
_CUMULATIVE = {PeriodKind.TO_DATE, PeriodKind.HALF, PeriodKind.MONTHS_9, PeriodKind.YEAR, PeriodKind.RANGE}


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the minutes of one meeting are made of.

    `units` (by id, in the order in which they are named) holds every unit that occurs. `observations` are those of this
    meeting's period, `directives` those given in it. `other_observations` are the meeting's figures of other periods;
    of these only the cumulative ones are printed (see `_cumulative`). `reviewed` are the directives of earlier meetings
    that were not done before this one. `superior_recipient` names the superior unit.
    """

    meeting: Meeting
    host: Unit
    units: Mapping[str, Unit]
    fields: Sequence[Field]
    indicators: Mapping[str, Indicator]
    observations: Sequence[Observation]
    directives: Sequence[Directive]
    other_observations: Sequence[Observation] = ()
    reviewed: Sequence[Directive] = ()
    heads_sign: bool = False
    heads: Sequence[tuple[Unit, Participant | None]] = ()
    superior_recipient: str = ""
    has_annex: bool = False

    def name(self, unit_id: str | None) -> str:
        """The full name of a unit, "" without one."""
        unit = self.units.get(unit_id or "")
        return unit.name if unit else ""

    def label(self, unit_id: str | None) -> str:
        """The short name of a unit, "" without one."""
        unit = self.units.get(unit_id or "")
        return unit.label if unit else ""


def minutes(facts: MinutesFacts) -> Content:
    """The minutes without a number. What was not recorded is left out; times and names not known become blanks."""
    meeting, host = facts.meeting, facts.host
    return Content(
        document_type=DocumentType.MINUTES.heading,
        abstract=meeting.title,
        header=Header(
            host.body_above.upper(),
            (host.issuing_body or host.name).upper(),
            symbol_of(DocumentType.MINUTES, host.symbol),
        ),
        blocks=(*_facts_of_meeting(facts), *_course(facts)),
        closing=_closing(meeting),
        signatures=_signatures(facts),
        recipients=_recipients(facts),
    )


def with_number(content: Content, number: str) -> Content:
    """The same paper with the number of the register ("05"); "" leaves the blank to be filled in by hand."""
    return replace(content, header=replace(content.header, number=number))


def _facts_of_meeting(facts: MinutesFacts) -> Iterator[Paragraph]:
    meeting = facts.meeting
    starts_at = long_time(meeting.starts_at) if meeting.starts_at else f"{BLANK} giờ {BLANK}"
    yield plain(f"Thời gian bắt đầu: {starts_at}, {long_date(meeting.held_on)}.")
    yield plain(full_stop(f"Địa điểm: {meeting.place or LEADER}"))
    yield plain("Thành phần tham dự:")
    for line in attendance.lines(meeting, facts.units):
        yield plain(line)
    yield plain(full_stop(f"Chủ trì (chủ tọa): {introduced(meeting.chair, meeting.chair_appointed_by)}"))
    secretary = introduced(meeting.secretary, meeting.secretary_appointed_by)
    yield plain(full_stop(f"Thư ký (người ghi biên bản): {secretary}"))
    yield plain("Nội dung (theo diễn biến hội nghị):")


def introduced(person: Participant | None, appointed_by: str = "") -> str:
    """Name and function of who chairs or writes, and who appointed him; dots where nobody is named."""
    if person is None:
        return LEADER
    return writing.capitalised(person.introduced) + (f", theo phân công của {appointed_by}" if appointed_by else "")


def _course(facts: MinutesFacts) -> Iterator[Block]:
    """The numbered parts, in the order of the meeting; a part without content takes no number."""
    meeting = facts.meeting
    parts = (
        ("Khai mạc", _opening),
        ("Kiểm điểm việc thực hiện kết luận của các kỳ trước", _review),
        (f"Báo cáo kết quả công tác phối hợp {meeting.period.name}", _reports),
        ("Trao đổi, thảo luận", _discussion),
        ("Kết quả từng nội dung", _outcomes),
        ("Kết luận và ý kiến chỉ đạo", _conclusion),
        ("Biểu dương, khen thưởng", _commendations),
        ("Hội nghị kỳ sau", _next_meeting),
    )
    number = 1
    for title, write in parts:
        blocks = list(write(facts, number))
        if blocks:
            yield plain(f"{number}. {title}", Role.HEADING)
            yield from blocks
            number += 1


def _opening(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    meeting = facts.meeting
    bases = "; ".join(_cited(basis) for basis in meeting.legal_bases)
    reason = f"Thực hiện {bases}, " if bases else ""
    helpers = writing.join_with_and([facts.name(unit_id) for unit_id in meeting.co_organiser_ids])
    together = f", phối hợp với {helpers}" if helpers else ""
    turn = f" (kỳ thứ {meeting.number})" if meeting.number else ""
    yield plain(f"{reason}{facts.host.name} đăng cai{together} tổ chức {meeting.title}{turn}.")
    yield plain(
        f"Số liệu báo cáo tại hội nghị được tính từ {long_date(meeting.counted_from)}"
        f" đến hết {long_date(meeting.counted_to)}."
    )
    if meeting.agenda:
        yield plain(f"Hội nghị thông qua chương trình gồm {len(meeting.agenda):02d} nội dung:")
        last = len(meeting.agenda)
        for number, item in enumerate(meeting.agenda, 1):
            presenter = f" ({item.presenter} trình bày)" if item.presenter else ""
            presenter += " (chuyển sang hội nghị kỳ sau)" if item.postponed else ""
            yield plain(f"{letter(number)} {item.title.rstrip('.;')}{presenter}{'.' if number == last else ';'}")


def _review(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    """What became of what was demanded before, as of the day of the meeting; standing duties are only counted."""
    held_on = facts.meeting.held_on
    valid = [one for one in facts.reviewed if one.state is not DirectiveState.WITHDRAWN or one.was_open(held_on)]
    if not valid:
        return
    handed_over = sum(not one.was_open(held_on) and one.state is DirectiveState.HANDED_OVER for one in valid)
    done = sum(not one.was_open(held_on) for one in valid) - handed_over
    overdue = sum(one.is_overdue(held_on) for one in valid)
    standing = sum(one.standing and one.was_open(held_on) for one in valid)
    counts = [
        f"{number:02d} {words}"
        for number, words in (
            (done, "đã hoàn thành"),
            (handed_over, "đã chuyển giao"),
            (overdue, "quá hạn"),
            (standing, "thực hiện thường xuyên"),
            (len(valid) - done - handed_over - overdue - standing, "chưa đến hạn hoặc không định hạn"),
        )
        if number
    ]
    yield plain(f"Hội nghị rà soát {len(valid):02d} nội dung chỉ đạo của các kỳ trước: {'; '.join(counts)}.")
    told = [one for one in valid if not one.standing or (one.notes and one.notes[-1].noted_on == held_on)]
    for directive in told:
        yield plain(f"- {_reviewed(directive, facts)}")


def _reviewed(directive: Directive, facts: MinutesFacts) -> str:
    """One directive with who leads, by when, what became of it, and what was last said of it."""
    held_on = facts.meeting.held_on
    first = directive.text.split("\n")[0].rstrip(" .;,")
    known = [facts.label(directive.lead_id)] if directive.lead_id else []
    deadline = directive.deadline_as_of(held_on)
    if deadline is not None:
        put_off = ", đã gia hạn" if any(one.agreed_on <= held_on for one in directive.extensions) else ""
        known.append(f"thời hạn: {_deadline_words(deadline)}{put_off}")
    about = f" ({'; '.join(known)})" if known else ""
    state = _REVIEWED[directive.state_as_of(held_on)]
    if directive.is_overdue(held_on) and deadline is not None:
        state = f"quá hạn {(held_on - deadline.due_on).days} ngày, {state}"
    elif directive.was_late() and not directive.was_open(held_on):
        state = f"{state}, chậm hạn"
    notes = [note.text for note in directive.notes if note.noted_on <= held_on]
    said = f" {full_stop(writing.capitalised(notes[-1].strip()))}" if notes else ""
    return f"{first}{about}: {state}.{said}"


def _cited(basis: LegalBasis) -> str:
    """A law in full: type, number, date, body, subject. Source: Decree 30/2020/NĐ-CP, annex I, part I, II.6b."""
    issuer = f" của {basis.issuer}" if basis.issuer else ""
    subject = f" {basis.subject}" if basis.subject else ""
    return f"{basis.document_type} số {basis.number} {long_date(basis.issued_on)}{issuer}{subject}".rstrip(" .;,")


def _reports(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    """By field in the catalogue's order, then by section, each paragraph naming who reported; figures at the end."""
    numbers = count(1)
    titles = {field.code: field.name for field in facts.fields}
    order = {code: place for place, code in enumerate(titles)}
    reported = sorted(
        facts.meeting.narratives,
        key=lambda one: (order.get(one.field, len(order)), one.field, _SECTION_ORDER.index(one.section)),
    )
    for code, narratives in groupby(reported, key=lambda one: one.field):
        yield plain(f"{letter(next(numbers))} {titles.get(code, code)}", Role.POINT)
        for narrative in narratives:
            force = facts.label(narrative.unit_id)
            lead = f"{_SECTION_TITLES[narrative.section]}{f' ({force})' if force else ''}"
            yield from paragraphs(narrative.text, before=f"- {lead}: ")
    figures = list(_figures(facts))
    if figures:
        yield plain(f"{letter(next(numbers))} Kết quả bằng số liệu", Role.POINT)
        yield from figures
    if facts.has_annex:
        yield plain("Số liệu chi tiết của kỳ được nêu tại Phụ lục kèm theo Biên bản này.")


def _figures(facts: MinutesFacts) -> Iterator[Block]:
    names = {unit_id: unit.label for unit_id, unit in facts.units.items()}
    for sentence in writing.sentences(facts.indicators, facts.observations, names):
        yield plain(sentence)
    tables = list(figure_table.tables(facts.indicators, facts.observations, facts.units))
    notes = list(figure_table.notes(facts.indicators, facts.observations, facts.units))
    if tables:
        yield plain("Số liệu cụ thể như sau:", Role.POINT)
        yield from tables
        notes = [*filter(None, [figure_table.marks_note(tables)]), *notes]
    for note in notes:
        yield plain(note, Role.NOTE if tables else Role.BODY)
    yield from _cumulative(facts, names)


def _cumulative(facts: MinutesFacts, unit_names: Mapping[str, str]) -> Iterator[Block]:
    """Figures of other periods than the meeting's, as sentences, period by period.

    Only those of long or freely chosen periods (from the year's beginning, half-year, nine months, year, from–to): what
    a meeting adds to its own figures. Months and quarters stay out: a quarter's meeting records them to add them up,
    and printed they would say everything twice.
    """
    others = [one for one in facts.other_observations if one.period.kind in _CUMULATIVE]
    others = [one for one in others if one.period != facts.meeting.period]
    for period in sorted({one.period for one in others}, key=lambda one: (one.last_on, one.first_on, one.kind)):
        figures = [one for one in others if one.period == period]
        lines = [*writing.sentences(facts.indicators, figures, unit_names)]
        lines += figure_table.notes(facts.indicators, figures, facts.units)
        if lines:
            lead = "Lũy kế" if period.kind is PeriodKind.TO_DATE else "Số liệu"
            yield plain(f"{lead} {period.name}:", Role.POINT)
            yield from map(plain, lines)


def _discussion(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    for statement in facts.meeting.statements:
        unit = facts.label(statement.unit_id)
        speaker = statement.speaker or f"Ý kiến của {unit or 'đại biểu'}"
        named = f" ({unit})" if unit and statement.speaker and unit not in statement.speaker else ""
        yield from paragraphs(statement.text, before=f"- {speaker}{named}: ")


def _outcomes(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    yield from outcomes.of_items(facts.meeting)


def _conclusion(facts: MinutesFacts, part: int) -> Iterator[Block]:
    yield from paragraphs(facts.meeting.conclusion)
    valid = [directive for directive in facts.directives if directive.state is not DirectiveState.WITHDRAWN]
    number = count(1)
    for given_by, directives in groupby(sorted(valid, key=lambda one: one.order), key=lambda one: one.given_by):
        yield plain(_directives_lead(given_by), Role.POINT)
        for directive in directives:
            lines = list(paragraphs(directive.text))
            lines[-1] = plain(full_stop(lines[-1].text.rstrip(" ;,")))
            task = _task(directive, facts)
            lines[-1] = plain(f"{lines[-1].text} {task}" if task else lines[-1].text)
            yield plain(f"{part}.{next(number)}. {lines[0].text}")
            yield from lines[1:]


def _directives_lead(given_by: str) -> str:
    if not given_by:
        return "Hội nghị thống nhất các nhiệm vụ sau:"
    honorific, _, rest = given_by.partition(" ")
    speaker = f"{honorific.lower()} {rest}" if honorific in ("Ông", "Bà") else given_by
    return f"Ý kiến chỉ đạo của {speaker}:"


def _task(directive: Directive, facts: MinutesFacts) -> str:
    """Who leads, who helps, by when; "" when nothing of it was said."""
    helpers = [facts.label(unit_id) for unit_id in directive.coordinating_ids]
    if directive.all_forces:
        helpers.append(writing.ALL_FORCES)
    helped = writing.join_with_and([helper for helper in helpers if helper])
    said = []
    if directive.lead_id:
        said.append(f"đơn vị chủ trì: {facts.label(directive.lead_id)}")
    if helped:
        said.append(f"{'phối hợp' if directive.lead_id else 'đơn vị thực hiện'}: {helped}")
    if directive.standing:
        said.append("thực hiện thường xuyên")
    elif deadline := directive.deadline_as_of(facts.meeting.held_on):
        said.append(f"thời hạn: {_deadline_words(deadline)}")
    return writing.capitalised(full_stop("; ".join(said))) if said else ""


def _deadline_words(deadline: Deadline) -> str:
    """As it was said; the codes of files ("2026-Q4") and plain days in the words of a paper."""
    period = deadline.period
    if deadline.words and not deadline.words[:4].isdigit():
        return deadline.words
    return f"trong {period.name}" if period else long_date(deadline.due_on)


def _commendations(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    for commendation in facts.meeting.commendations:
        yield from paragraphs(full_stop(commendation.text), before="- ")


def _next_meeting(facts: MinutesFacts, _part: int) -> Iterator[Block]:
    if facts.meeting.next_meeting:
        yield from paragraphs(writing.capitalised(full_stop(facts.meeting.next_meeting)))


def _closing(meeting: Meeting) -> tuple[Paragraph, ...]:
    ends_at = long_time(meeting.ends_at) if meeting.ends_at else f"{BLANK} giờ {BLANK}"
    ends_on = long_date(meeting.ends_on or meeting.held_on)
    return (
        plain("Thư ký đã đọc lại biên bản trước hội nghị; các thành viên dự họp thống nhất với nội dung trên."),
        plain(f"Hội nghị kết thúc vào {ends_at}, {ends_on}{CLOSING_MARK}"),
    )


def _signatures(facts: MinutesFacts) -> Signatures:
    meeting = facts.meeting
    heads: tuple[Signature, ...] = ()
    if facts.heads_sign:
        heads = tuple(
            Signature((head.position if head and head.position else unit.label).upper(), head.signed if head else "")
            for unit, head in facts.heads
        )
    return Signatures(
        Signature("THƯ KÝ", meeting.secretary.signed if meeting.secretary else ""),
        Signature("CHỦ TỌA", meeting.chair.signed if meeting.chair else ""),
        "ĐẠI DIỆN CÁC LỰC LƯỢNG" if heads else "",
        heads,
    )


def _recipients(facts: MinutesFacts) -> Recipients:
    """The superior, then who met: the leader's unit and the forces, without the host, which keeps the file."""
    meeting = facts.meeting
    unit_ids = [meeting.leader.unit_id if meeting.leader else None]
    unit_ids += [unit_id for unit_id, unit in facts.units.items() if unit.is_force]
    unit_ids += meeting.co_organiser_ids
    names = [facts.name(unit_id) for unit_id in dict.fromkeys(unit_ids) if unit_id != facts.host.id]
    superior = [f"{facts.superior_recipient} (để báo cáo)"] if facts.superior_recipient else []
    received = dict.fromkeys([*superior, *filter(None, names)])
    return Recipients((*(f"- {name};" for name in received), RECIPIENTS_LAST_TEXT))
