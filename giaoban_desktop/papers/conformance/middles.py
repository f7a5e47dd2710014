"""What stands in the middle of the text, and the lines that are drawn below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.edges import CENTRED_MM
from giaoban_desktop.papers.conformance.findings import Finding, at, finding, number
from giaoban_desktop.papers.conformance.lines import Line, Rule
from giaoban_desktop.papers.conformance.parts import Paper
from giaoban_desktop.papers.page_style import Range

LINE_TOLERANCE_MM = 1.5
_SHARE_TOLERANCE = 0.02


def off_middle_mm(paper: Paper, line: Line) -> float:
    """How far a line stands right of the nearest middle: that of the text, of the sheet, of wide tables and pictures.

    They fill the width of the text where no line does.
    """
    page = paper.sheets[line.page - 1]
    left, right = paper.edges[line.page - 1].paper
    middles = [(left + right) / 2, page.width / 2]
    alike = [other for other in paper.sheets if abs(other.width - page.width) < 1]
    wide = [frame for other in alike for frame in other.frames if frame.x1 - frame.x0 > page.width / 2]
    if wide:
        middles.append((min(frame.x0 for frame in wide) + max(frame.x1 for frame in wide)) / 2)
    return min((line.centre - middle for middle in middles), key=abs)


def off_centre(paper: Paper, lines: Iterable[Line]) -> list[str]:
    """The faults of lines that are not centred."""
    return [at(_("not centred"), line) for line in lines if abs(off_middle_mm(paper, line)) > CENTRED_MM]


def line_below_finding(rule_name: str, rule: Rule | None, lines: Sequence[Line], share: Range) -> Finding:
    """The finding for a line that is as long as a share of the text above it, and centred under it."""
    widest = max(lines, key=lambda line: line.x1 - line.x0)
    width = widest.x1 - widest.x0
    wanted = f"{number(width * share.minimum)}–{number(width * share.maximum)} mm (1/3–1/2)"
    if not share.minimum:
        wanted = f"≤ {number(width * share.maximum)} mm"
    if rule is None:
        return finding(rule_name, wanted, _("none"), False)
    fits = share.allows(rule.width / width, _SHARE_TOLERANCE) if width else False
    centred = abs(rule.centre - widest.centre) <= LINE_TOLERANCE_MM
    return finding(rule_name, wanted, line_measured(rule, widest), fits and centred)


def line_measured(rule: Rule, line: Line) -> str:
    """How long a drawn line is, and how far it is off the centre of the text."""
    off = rule.centre - line.centre
    if abs(off) <= LINE_TOLERANCE_MM:
        return f"{number(rule.width)} mm"
    return f"{number(rule.width)} mm, " + _("{distance} mm off the centre").format(distance=number(off))
