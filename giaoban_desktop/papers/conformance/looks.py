"""The look of a line held against a style: size, bold, upright or italic, capitals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.findings import SIZE_TOLERANCE_PT, Finding, at, judged, number, range_text
from giaoban_desktop.papers.conformance.lines import Line
from giaoban_desktop.papers.page_style import TextStyle


def look_finding(rule: str, lines: Sequence[Line], style: TextStyle, *extra_faults: str) -> Finding:
    """The finding for lines that must look like a style; other faults of their look may be added."""
    faults = [fault for line in lines for fault in look_faults(line, style)]
    measured = ", ".join(dict.fromkeys(described(line) for line in lines))
    return judged(rule, wanted_look(style), [*faults, *extra_faults], measured)


def wanted_look(style: TextStyle) -> str:
    """A style in words: 13–14 pt, bold, upright, capitals."""
    words = [range_text(style.size_pt, "pt"), _("bold") if style.bold else _("not bold")]
    words.append(_("italic") if style.italic else _("upright"))
    if style.capitals:
        words.append(_("capitals"))
    return ", ".join(words)


def described(line: Line) -> str:
    """How a line looks, in words."""
    weight = _("bold") if line.is_bold else _("not bold")
    return ", ".join((f"{number(line.size_pt)} pt", weight, _("italic") if line.is_italic else _("upright")))


def look_faults(line: Line, style: TextStyle) -> Iterable[str]:
    """What of the line's look is not as the style says."""
    size = wrong_size(line, style)
    if size is not None:
        yield at(f"{number(size)} pt", line)
    if style.bold and not line.is_bold:
        yield at(_("not bold"), line)
    if not style.bold and any(letter.face.bold for letter in line.words):
        yield at(_("bold"), line)
    if style.italic and not line.is_italic:
        yield at(_("upright"), line)
    if not style.italic and any(letter.face.italic for letter in line.words):
        yield at(_("italic"), line)
    if style.capitals and not line.is_capitals:
        yield at(_("not capitals"), line)


def wrong_size(line: Line, style: TextStyle) -> float | None:
    """A size of the line outside the style's range; single raised letters and note marks do not count."""
    odd = [letter for letter in line.words if not style.size_pt.allows(letter.size_pt, SIZE_TOLERANCE_PT)]
    if len(odd) > 2 or (odd and len(odd) == len(line.words)):
        return odd[0].size_pt
    return None
