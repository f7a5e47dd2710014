"""Rules of the content: letters, paragraphs, dates, its end, and the parts that minutes have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.findings import (
    Finding,
    at,
    finding,
    judged,
    number,
    quoted,
    range_text,
)
from giaoban_desktop.papers.conformance.lines import Line
from giaoban_desktop.papers.conformance.looks import look_finding, wrong_size
from giaoban_desktop.papers.conformance.paragraphs import Paragraph, Step, paragraphs, steps
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.page_style import (
    BODY,
    CLOSING_MARK,
    FIRST_LINE_INDENTS_MM,
    LEGAL_BASIS,
    LINE_SPACING,
    PARAGRAPH_GAP_PT,
    SINGLE_LINE,
)

_INDENT_TOLERANCE_MM = 0.7
_EDGE_TOLERANCE_MM = 1.0
_SPACING_TOLERANCE = 0.05
_GAP_TOLERANCE_PT = 0.5
_JUSTIFIED_SHARE = 0.95
"""Of the lines that must reach the right edge; a line may be broken by hand."""
_DAY_AND_MONTH = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\b", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"\btháng\s+(\d{1,2})(?=\s+năm\s+\d|/\d{4}|\s*[.,;:)]|\s*$)", re.IGNORECASE)
_RIGHT_DAY = re.compile(r"0[1-9]|[12]\d|3[01]")
_RIGHT_MONTH = re.compile(r"0[12]|[3-9]|1[0-2]")
_LABELS = (
    ("Thời gian bắt đầu", re.compile(r"thoi gian bat dau")),
    ("Địa điểm", re.compile(r"dia diem")),
    ("Thành phần tham dự", re.compile(r"thanh phan (?:tham )?du")),
    ("Chủ trì (chủ tọa)", re.compile(r"chu (?:tri|toa)")),
    ("Thư ký (người ghi biên bản)", re.compile(r"thu ky")),
    ("Nội dung", re.compile(r"noi dung")),
    ("… kết thúc vào …", re.compile(r".{0,40}ket thuc (?:vao|luc)")),
)
"""Source: Decree 30/2020/NĐ-CP, annex III, template 1.9."""


def body_findings(paper: Paper) -> Iterator[Finding]:
    """The findings for the content; nothing but its absence where there is none."""
    found = paragraphs(paper)
    yield _dates(paper, found)
    bases = _legal_bases(found)
    running = found[len(bases) :]
    if bases:
        yield look_finding("body.legal_basis", [line for basis in bases for line in basis.lines], LEGAL_BASIS)
    yield _size([line for paragraph in running for line in paragraph.lines])
    yield _upright(running)
    yield from _justified(found)
    yield from _indent(found)
    yield from _spacing(list(steps(paper, found)))
    yield _end(paper)
    if paper.is_minutes:
        yield _labels(found)


def _legal_bases(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs "Căn cứ …;" that a paper may begin with."""
    bases = []
    for paragraph in found:
        if not re.match(r"can cu\b.*[;.]$", " ".join(line.folded for line in paragraph.lines)):
            break
        bases.append(paragraph)
    return bases


def _size(lines: Sequence[Line]) -> Finding:
    wrong = [(line, size) for line in lines if (size := wrong_size(line, BODY)) is not None]
    sizes = sorted({number(line.size_pt) for line in lines})
    faults = [at(f"{number(size)} pt", line) for line, size in wrong]
    return judged("body.size", range_text(BODY.size_pt, "pt"), faults, f"{', '.join(sizes) or _('no text')} pt")


def _upright(found: Sequence[Paragraph]) -> Finding:
    slanted = [
        at(quoted(line.text), line)
        for paragraph in found
        if paragraph.runs_on and not paragraph.text.startswith("(")
        for line in paragraph.lines
        if line.is_italic
    ]
    return judged("body.upright", _("upright"), slanted, _("upright"))


def _justified(found: Sequence[Paragraph]) -> Iterator[Finding]:
    text = [paragraph for paragraph in found if paragraph.runs_on and not paragraph.is_title]
    going_on = [(line, paragraph) for paragraph in text for line in paragraph.lines[:-1]]
    if not going_on:
        return
    short = [
        at(_("{distance} mm before the right edge").format(distance=number(paragraph.right - line.x1)), line)
        for line, paragraph in going_on
        if paragraph.right - line.x1 > _EDGE_TOLERANCE_MM and line.page == paragraph.first.page
    ]
    share = 1 - len(short) / len(going_on)
    measured = _("{share} % of the lines reach both edges").format(share=number(100 * share))
    yield judged("body.justified", _("both edges"), short if share < _JUSTIFIED_SHARE else [], measured)


def _indent(found: Sequence[Paragraph]) -> Iterator[Finding]:
    """Nothing where no line shows from where to measure: paragraphs of one line may all be indented or none."""
    running = [paragraph for paragraph in found if paragraph.runs_on and paragraph.edge_known]
    if found and not any(paragraph.edge_known for paragraph in found):
        return
    faults = [
        at(f"{number(paragraph.indent_mm)} mm", paragraph.first)
        for paragraph in running
        if not any(abs(paragraph.indent_mm - wanted) <= _INDENT_TOLERANCE_MM for wanted in FIRST_LINE_INDENTS_MM)
    ]
    wanted = " / ".join(number(indent) for indent in FIRST_LINE_INDENTS_MM)
    measured = ", ".join(sorted({number(paragraph.indent_mm) for paragraph in running}))
    yield judged("body.indent", f"{wanted} mm", faults, f"{measured or '–'} mm")


def _spacing(found: Sequence[Step]) -> Iterator[Finding]:
    within = [step for step in found if step.same]
    usual = sorted(step.spacing for step in within)[len(within) // 2] if within else LINE_SPACING.minimum
    between = [
        (step, step.distance_pt - usual * SINGLE_LINE * max(step.above.size_pt, step.below.size_pt))
        for step in found
        if not step.same
    ]
    if between:
        narrow = [
            at(f"{number(max(gap, 0))} pt", step.below)
            for step, gap in between
            if not PARAGRAPH_GAP_PT.allows(gap, _GAP_TOLERANCE_PT)
        ]
        least = number(min(gap for _step, gap in between))
        yield judged("body.paragraph_gap", range_text(PARAGRAPH_GAP_PT, "pt"), narrow, f"{least} pt")
    if within:
        wrong = [
            at(f"{step.spacing:.2f}".replace(".", ","), step.below)
            for step in within
            if not LINE_SPACING.allows(step.spacing, _SPACING_TOLERANCE)
        ]
        measured = f"{usual:.2f}".replace(".", ",")
        wanted = f"{number(LINE_SPACING.minimum)}–{number(LINE_SPACING.maximum)}"
        yield judged("body.line_spacing", wanted, wrong, measured)


def _dates(paper: Paper, found: Sequence[Paragraph]) -> Finding:
    """Dates in words anywhere in the paper: paragraphs are joined first, because a date may be broken over lines."""
    texts = [(paragraph.text, paragraph.first) for paragraph in found]
    held = {(line.page, line.number) for row in paper.body for line in row.parts}
    others = [line for page in paper.sheets for line in page.lines if (line.page, line.number) not in held]
    texts += [(line.text, line) for line in others]
    if paper.title.abstract:
        texts.append((" ".join(line.text for line in paper.title.abstract), paper.title.abstract[0]))
    heads = [lines for head in paper.annex_heads for lines in (head.title, head.attached) if lines]
    texts += [(" ".join(line.text for line in lines), lines[0]) for lines in heads]
    faults = [at(quoted(words), line) for text, line in texts for words in _wrong_dates(text)]
    return judged("body.dates", "ngày 05 tháng 02, ngày 24 tháng 3", list(dict.fromkeys(faults)), _("as wanted"))


def _wrong_dates(text: str) -> Iterator[str]:
    wrong = []
    for found in _DAY_AND_MONTH.finditer(text):
        if not (_RIGHT_DAY.fullmatch(found[1]) and _RIGHT_MONTH.fullmatch(found[2])):
            wrong.append(found.span())
            yield found[0]
    for found in _MONTH_AND_YEAR.finditer(text):
        inside = any(start <= found.start() < end for start, end in wrong)
        # "6 tháng 1 tuần" counts months; only a zero too many is certain without a year.
        dated = re.match(r"\s+năm\s+\d|/\d{4}", text[found.end() :])
        right = _RIGHT_MONTH.fullmatch(found[1]) or (not dated and not found[1].startswith("0"))
        if not inside and not right:
            yield found[0]


def _end(paper: Paper) -> Finding:
    told = [(line, at(quoted(line.text[-40:]), line)) for line in paper.ends]
    if not told:
        return finding("body.end", CLOSING_MARK, _("no text"), False)
    faults = [measured for line, measured in told if not line.text.rstrip().endswith(CLOSING_MARK)]
    return judged("body.end", CLOSING_MARK, faults, told[-1][1])


def _labels(found: Sequence[Paragraph]) -> Finding:
    place = 0
    faults = []
    for label, pattern in _LABELS:
        matches = [index for index, paragraph in enumerate(found) if pattern.match(paragraph.first.folded)]
        following = [index for index in matches if index >= place]
        if following:
            place = following[0]
        elif matches:
            faults.append(_("{label} stands too early").format(label=quoted(label)))
        else:
            faults.append(_("{label} is missing").format(label=quoted(label)))
    wanted = ", ".join(label for label, _pattern in _LABELS)
    return judged("minutes.labels", wanted, faults, _("all in order"))
