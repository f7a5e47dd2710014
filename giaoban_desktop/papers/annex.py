"""The annex of figures (phụ lục số liệu) as content. Source: Decree 30/2020/NĐ-CP, annex III, template 2.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from giaoban_desktop.domain.comparison import Change
from giaoban_desktop.domain.dates import long_date
from giaoban_desktop.domain.figures import Status, Total, Value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import month
from giaoban_desktop.errors import UserError
from giaoban_desktop.language import writing
from giaoban_desktop.language.comparing import change_words, reached_words, total_words
from giaoban_desktop.papers.annex_facts import AnnexFacts, AnnexRow, MonthCourse
from giaoban_desktop.papers.content import (
    FORMAT,
    Block,
    Column,
    ColumnRole,
    MonthChart,
    Role,
    Table,
    block_data,
    block_from,
    block_with_texts,
    plain,
)
from giaoban_desktop.papers.figure_table import NOT_APPLICABLE_MARK, PROVISIONAL_MARK
from giaoban_desktop.papers.page_style import CLOSING_MARK

ZERO = "không"
"""A reported zero; a cell that nobody reported stays empty."""
LATER = "; phụ lục này lập sau, không phải bản kèm theo khi ký biên bản"
NOT_COMPARED = "–"
"""Where different units reported, or a part is missing: the two sums do not count the same."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: what it is about, to what it is attached, and its blocks."""

    title: str
    attached_to: str
    author: str
    blocks: tuple[Block | MonthChart, ...]

    def with_texts(self, change: Callable[[str, bool], str]) -> Annex:
        """The same annex with every text changed; True goes with the text that begins a paragraph."""
        blocks = (
            _chart_with_texts(block, change) if isinstance(block, MonthChart) else block_with_texts(block, change)
            for block in self.blocks
        )
        title, attached_to, author = (change(text, False) for text in (self.title, self.attached_to, self.author))
        return Annex(title, attached_to, author, tuple(blocks))

    def to_json(self) -> str:
        """The annex as JSON text, the same letter for letter whenever it says the same."""
        blocks = [
            {"chart": asdict(block)} if isinstance(block, MonthChart) else block_data(block) for block in self.blocks
        ]
        head = {"title": self.title, "attached_to": self.attached_to, "author": self.author}
        return json.dumps({"format": FORMAT, **head, "blocks": blocks}, ensure_ascii=False, indent=1, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> Annex:
        """The annex that `to_json` wrote. Raises: UserError for a newer format, ValueError for damaged text."""
        data = json.loads(text)
        if not isinstance(data, dict) or not isinstance(data.get("format"), int):
            raise ValueError("no annex")
        if data["format"] > FORMAT:
            raise UserError("The paper was made by a newer version of the program. Open it with that version.")
        try:
            blocks = tuple(_chart_from(one["chart"]) if "chart" in one else block_from(one) for one in data["blocks"])
            return Annex(data["title"], data["attached_to"], data["author"], blocks)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"damaged annex: {error!r}") from error


def attached_to(minutes: str, dated: str, host: str) -> str:
    """To which minutes an annex belongs: their number and symbol, their date, who issues them."""
    return f"(Kèm theo Biên bản số {minutes} {dated} của {host})"


def _chart_from(data: Mapping[str, Any]) -> MonthChart:
    return MonthChart(
        names=tuple(data["names"]),
        stacks=tuple(tuple(numbers) for numbers in data["stacks"]),
        beside_name=data["beside_name"],
        beside=tuple(data["beside"]),
        sums_name=data["sums_name"],
        sums=tuple(data["sums"]),
    )


def annex(facts: AnnexFacts) -> Annex:
    """The annex: figures by force, compared, in pictures, corrected since, and what was asked about them."""
    parts = (_by_force, _compared, _in_pictures, _corrected, _check_sheet)
    blocks: list[Block | MonthChart] = []
    number = 1
    for part in parts:
        title, found = part(facts)
        if found:
            blocks += [plain(f"{number}. {title}", Role.HEADING), *found]
            number += 1
    meeting = facts.meeting
    blocks.append(
        plain(
            f"Số liệu được tính từ {long_date(meeting.counted_from)} đến hết {long_date(meeting.counted_to)}"
            f"{LATER if facts.is_later else ''}{CLOSING_MARK}"
        )
    )
    return Annex(
        title=f"Số liệu công tác phối hợp {meeting.period.name}",
        attached_to=attached_to(facts.reference, facts.dated, facts.host),
        author=facts.host,
        blocks=tuple(blocks),
    )


_Part = tuple[str, Sequence[Block | MonthChart]]


def _by_force(facts: AnnexFacts) -> _Part:
    columns = [unit_id for unit_id in (*facts.units, None) if any(unit_id in row.by_unit for row in facts.rows)]
    names = [facts.label(unit_id) for unit_id in columns]
    heads = [*_heads(), *(Column(name, ColumnRole.FIGURE) for name in names), Column("Cộng", ColumnRole.FIGURE)]

    def cells(row: AnnexRow) -> list[str]:
        figures = [_cell(row.indicator, row.by_unit[one]) if one in row.by_unit else "" for one in columns]
        return [*figures, _sum_cell(row.indicator, row.total)]

    table = _table(facts, heads, cells)
    title = f"Số liệu {facts.meeting.period.name} theo lực lượng"
    return title, [table, plain(_marks(table), Role.NOTE)] if table.rows else []


def _compared(facts: AnnexFacts) -> _Part:
    period = facts.meeting.period
    rows = facts.rows
    has_before, has_ago = any(row.previous for row in rows), any(row.last_year for row in rows)
    has_sums, has_plan = any(row.cumulated for row in rows), any(row.reached for row in rows)
    heads = [*_heads(), Column("Kỳ này", ColumnRole.FIGURE)]
    told = (
        (has_before, "Kỳ trước"),
        (has_ago, "Cùng kỳ năm trước"),
        (has_sums, "Lũy kế từ đầu năm"),
        (has_before, "So với kỳ trước"),
        (has_ago, "So với cùng kỳ"),
        (has_plan, "So với kế hoạch"),
    )
    heads += [Column(title, ColumnRole.FIGURE) for is_told, title in told if is_told]
    if len(heads) == len(_heads()) + 1:
        return "", []

    def cells(row: AnnexRow) -> list[str]:
        kinds = (
            (True, _sum_cell(row.indicator, row.total)),
            (has_before, _sum_cell(row.indicator, row.previous)),
            (has_ago, _sum_cell(row.indicator, row.last_year)),
            (has_sums, _sum_cell(row.indicator, row.cumulated)),
            (has_before, _change_cell(row.change_previous, row.total, row.previous)),
            (has_ago, _change_cell(row.change_last_year, row.total, row.last_year)),
            (has_plan, reached_words(row.reached) if row.reached else ""),
        )
        return [words for is_told, words in kinds if is_told]

    table = _table(facts, heads, cells)
    others = [
        *([f"kỳ trước là {period.previous().name}"] if has_before else []),
        *([f"cùng kỳ năm trước là {period.last_year().name}"] if has_ago else []),
    ]
    lines = f"{writing.capitalised('; '.join(others))}. " if others else ""
    if any(NOT_COMPARED in row for row in table.rows):
        lines += f"{NOT_COMPARED} là không so sánh được vì số đơn vị báo cáo khác nhau hoặc còn thiếu số liệu. "
    return "So sánh, lũy kế", [table, *([plain(lines.strip(), Role.NOTE)] if lines else [])]


def _in_pictures(facts: AnnexFacts) -> _Part:
    year = facts.meeting.period.last_on.year
    return "Biểu đồ", [block for course in facts.courses for block in picture(course, year, facts.label)]


def picture(course: MonthCourse, year: int, label: Callable[[str | None], str]) -> list[Block | MonthChart]:
    """What the months of an indicator were: title, chart, the sentence that says the same, and the table.

    Without any figure of this year and the one before, the title and a sentence. `label` names a unit.
    """
    indicator = course.indicator
    title = plain(f"{indicator.name} ({indicator.unit}) theo tháng", Role.POINT)
    if not any(one.value.is_number for one in (*course.year, *course.last_year)):
        return [title, plain(f"Năm {year} và năm {year - 1} không có số liệu theo tháng.")]
    chart = MonthChart(
        names=tuple(f"{label(one)} năm {year}" for one in course.by_unit),
        stacks=tuple(tuple(map(_drawn, values)) for values in course.by_unit.values()),
        beside_name=f"Năm {year - 1}",
        beside=tuple(_drawn(one.value) for one in course.last_year),
        sums_name=f"Lũy kế năm {year} (thang bên phải)",
        sums=tuple(_drawn(one.value) for one in course.cumulated),
    )
    rows = ((f"Năm {year}", course.year), (f"Năm {year - 1}", course.last_year), ("Lũy kế", course.cumulated))
    heads = (Column("Tháng", ColumnRole.NAME), *(Column(f"{n}", ColumnRole.FIGURE) for n in range(1, 13)))
    cells = tuple((name, *(_sum_cell(indicator, one) for one in values)) for name, values in rows)
    return [title, chart, plain(_summary(course, year)), Table(heads, cells)]


def _summary(course: MonthCourse, year: int) -> str:
    """What the chart shows, in a sentence."""
    told = [(n, one.value) for n, one in enumerate(course.year, 1) if one.value.is_number]
    indicator = course.indicator
    if not told:
        return f"Năm {year} chưa có số liệu theo tháng."
    until = f"Từ đầu năm {year} đến hết {_month(told[-1][0])}"
    whole = next(one for one in reversed(course.cumulated) if one.value.is_number)
    if whole.value.status is Status.ZERO and not whole.missing:
        return f"{until} không phát sinh."
    most, least = max(told, key=lambda one: one[1].number), min(told, key=lambda one: one[1].number)
    said = [f"{until}: {total_words(whole, indicator.unit)}"]
    if most[1].number > least[1].number:
        said.append(f"cao nhất {_month(most[0])} ({_phrase(indicator, most[1])})")
        said.append(f"thấp nhất {_month(least[0])} ({_phrase(indicator, least[1])})")
    return f"{'; '.join(said)}."


def _month(number: int) -> str:
    return month(2026, number).name.partition(" năm")[0]


def _corrected(facts: AnnexFacts) -> _Part:
    period = facts.meeting.period
    rows = [
        (
            str(number),
            one.indicator.name if one.period == period else f"{one.indicator.name} ({one.period.name})",
            facts.label(one.unit_id),
            _cell(one.indicator, one.before),
            _cell(one.indicator, one.now),
            one.reason,
        )
        for number, one in enumerate(facts.corrections, 1)
    ]
    heads = (
        Column("TT", ColumnRole.ORDER),
        Column("Chỉ tiêu", ColumnRole.NAME),
        Column("Đơn vị báo cáo", ColumnRole.UNIT),
        Column("Đã báo cáo", ColumnRole.FIGURE),
        Column("Điều chỉnh", ColumnRole.FIGURE),
        Column("Lý do", ColumnRole.NAME),
    )
    return "Số liệu điều chỉnh", [Table(heads, tuple(rows))] if rows else []


def _check_sheet(facts: AnnexFacts) -> _Part:
    known = facts.indicators
    rows = [
        (
            str(number),
            known[one.indicator].name if one.indicator in known else one.indicator,
            facts.label(one.unit_id),
            f"{one.period.name}: {one.value}",
            " ".join(one.sentence.split()),
            one.reason,
        )
        for number, one in enumerate(facts.accepted, 1)
    ]
    heads = (
        Column("TT", ColumnRole.ORDER),
        Column("Chỉ tiêu", ColumnRole.NAME),
        Column("Đơn vị báo cáo", ColumnRole.UNIT),
        Column("Số liệu", ColumnRole.UNIT),
        Column("Nội dung kiểm tra", ColumnRole.NAME),
        Column("Lý do giữ nguyên", ColumnRole.NAME),
    )
    return "Phiếu kiểm tra số liệu", [Table(heads, tuple(rows))] if rows else []


def _heads() -> list[Column]:
    return [
        Column("TT", ColumnRole.ORDER),
        Column("Chỉ tiêu", ColumnRole.NAME),
        Column("Đơn vị tính", ColumnRole.UNIT),
    ]


def _table(facts: AnnexFacts, heads: Sequence[Column], cells: Callable[[AnnexRow], list[str]]) -> Table:
    """The rows under the headings of the catalogue; parts of an indicator take no number."""
    rows: list[tuple[str, ...]] = []
    headings = []
    number = 0
    for group in facts.groups:
        own = [row for row in facts.rows if row.indicator.group == group.code]
        if own:
            headings.append(len(rows))
            rows.append(("", f"{group.code}. {group.name}", *[""] * (len(heads) - 2)))
        for row in own:
            part = row.disaggregation
            number += part is None
            name = f"- {writing.member_name(part.dimension, part.member)}" if part else row.indicator.name
            rows.append(("" if part else str(number), name, row.indicator.unit, *cells(row)))
    return Table(tuple(heads), tuple(rows), tuple(headings))


def _cell(indicator: Indicator, value: Value) -> str:
    """The figure in words: a zero, what does not apply and what is provisional have their signs."""
    if value.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE_MARK
    words = _phrase(indicator, value)
    return f"{words}{PROVISIONAL_MARK}" if value.provisional else words


def _phrase(indicator: Indicator, value: Value) -> str:
    return ZERO if value.status is Status.ZERO else writing.number_phrase(indicator, value)


def _sum_cell(indicator: Indicator, found: Total | None) -> str:
    if found is None:
        return ""
    return total_words(found) if found.missing and found.value.is_number else _cell(indicator, found.value)


def _change_cell(change: Change | None, now: Total, then: Total | None) -> str:
    if change is not None:
        return change_words(change, in_cell=True)
    return NOT_COMPARED if now.value.is_number and then is not None and then.value.is_number else ""


def _marks(table: Table) -> str:
    """What the words and signs of the table mean."""
    cells = [cell for row in table.rows for cell in row[3:]]
    said = [f"“{ZERO}” là đã báo cáo không phát sinh", "ô trống là chưa báo cáo"]
    if NOT_APPLICABLE_MARK in cells:
        said.append(f"{NOT_APPLICABLE_MARK} là không áp dụng")
    if any(cell.endswith(PROVISIONAL_MARK) for cell in cells):
        said.append(f"{PROVISIONAL_MARK} là số liệu tạm tính")
    return f"Ghi chú: {'; '.join(said)}."


def _drawn(value: Value) -> float | None:
    return value.number.amount / 10**value.number.scale if value.is_number else None


def _chart_with_texts(chart: MonthChart, change: Callable[[str, bool], str]) -> MonthChart:
    return replace(
        chart,
        names=tuple(change(name, False) for name in chart.names),
        beside_name=change(chart.beside_name, False),
        sums_name=change(chart.sums_name, False),
    )
