"""Rules of what stands below the content: signatures and recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from giaoban_desktop.domain.text import fold
from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.findings import Finding, at, finding, judged, number, on_page, quoted
from giaoban_desktop.papers.conformance.lines import Line
from giaoban_desktop.papers.conformance.looks import look_finding, wanted_look
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.page_style import (
    RECIPIENTS,
    RECIPIENTS_LABEL,
    RECIPIENTS_LABEL_TEXT,
    SIGNATURE_NAME,
    SIGNATURE_TITLE,
)

_AT_MARGIN_MM = 2.0
_SECRETARY = "THƯ KÝ"
_CHAIR = "CHỦ TỌA"
_FILED = "- Lưu:"


def ending_findings(paper: Paper) -> Iterator[Finding]:
    """The findings for signatures and recipients."""
    if paper.is_minutes:
        yield _titles(paper)
    ending = paper.ending
    signers = [ending.secretary, ending.signer] if paper.is_minutes else [ending.signer]
    titles = [signer.title for signer in signers if signer.title]
    names = [signer.name for signer in signers if signer.name]
    if titles:
        yield look_finding("signatures.title_style", titles, SIGNATURE_TITLE)
        missing = [
            _("no name under {title}").format(title=quoted(signer.title.text))
            for signer in signers
            if signer.title and not signer.name
        ]
        yield look_finding("signatures.names", names, SIGNATURE_NAME, *missing)
        yield _together(paper, [*titles, *names])
    yield from _recipients(paper)


def _titles(paper: Paper) -> Finding:
    middle = paper.sheets[0].width / 2
    ending = paper.ending
    wanted = _("{left} left, {right} right").format(left=_SECRETARY, right=_CHAIR)
    faults = []
    for title, words, is_left in ((ending.secretary.title, _SECRETARY, True), (ending.signer.title, _CHAIR, False)):
        if title is None:
            faults.append(_("{label} is missing").format(label=quoted(words)))
        elif title.folded != fold(words):
            faults.append(at(quoted(title.text), title))
        elif (title.centre < middle) is not is_left:
            faults.append(at(_("{label} on the wrong side").format(label=quoted(words)), title))
    return judged("signatures.titles", wanted, faults, wanted)


def _together(paper: Paper, lines: Sequence[Line]) -> Finding:
    """On one page, with at least one line of the content above."""
    pages = sorted({line.page for line in lines})
    wanted = _("on one page with the end of the content")
    if len(pages) > 1:
        shown = ", ".join(map(str, pages))
        return finding("signatures.together", wanted, _("on pages {pages}").format(pages=shown), False)
    page = paper.sheets[pages[0] - 1]
    with_content = any(row.whole.page == pages[0] for row in paper.body)
    with_content = with_content or any(cell.y < min(line.y for line in lines) for cell in page.cells)
    measured = on_page(_("with content") if with_content else _("alone"), pages[0])
    return finding("signatures.together", wanted, measured, with_content)


def _recipients(paper: Paper) -> Iterator[Finding]:
    label, lines = paper.ending.recipients_label, paper.ending.recipients
    wanted = f"{RECIPIENTS_LABEL_TEXT} {wanted_look(RECIPIENTS_LABEL)}"
    if label is None:
        yield finding("recipients.label", wanted, _("none"), False)
        return
    spelt = [] if label.text.strip() == RECIPIENTS_LABEL_TEXT else [at(quoted(label.text), label)]
    yield look_finding("recipients.label", [label], RECIPIENTS_LABEL, *spelt)
    ends = _items(lines)
    if lines:
        unended = [at(quoted(line.text), line) for line in ends[:-1] if not line.text.rstrip().endswith((";", "."))]
        yield look_finding("recipients.list", lines, RECIPIENTS, *unended)
    else:
        yield finding("recipients.list", wanted_look(RECIPIENTS), _("none"), False)
    left, _right = paper.edges[label.page - 1].paper
    away = [
        at(_("{distance} mm from the margin").format(distance=number(line.x0 - left)), line)
        for line in (label, *(line for line in lines if line.text.startswith("-")))
        if abs(line.x0 - left) > _AT_MARGIN_MM
    ]
    yield judged("recipients.left", _("at the left margin"), away, _("at the left margin"))
    secretary = paper.ending.secretary.name or paper.ending.secretary.title
    if paper.is_minutes and secretary:
        below = (label.page, label.y) > (secretary.page, secretary.y)
        yield finding("recipients.below_secretary", _("below"), _("below") if below else _("above or beside"), below)
    filed = [line for line in lines if line.text.startswith("-")][-1:]
    shown = at(quoted(filed[0].text), filed[0]) if filed else _("none")
    yield finding("recipients.filed", f"{_FILED} …", shown, bool(filed) and filed[0].text.startswith(_FILED))


def _items(lines: Sequence[Line]) -> list[Line]:
    """The last line of each item of the list."""
    starts = [index for index, line in enumerate(lines) if line.text.startswith("-")]
    return [lines[index - 1] for index in (*starts[1:], len(lines)) if index]
