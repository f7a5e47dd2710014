"""Rules of the top of page 1: national name, motto, issuing body, number, place and date, type and abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from giaoban_desktop.i18n import _
from giaoban_desktop.papers.conformance.edges import CENTRED_MM
from giaoban_desktop.papers.conformance.findings import Finding, at, finding, number, quoted
from giaoban_desktop.papers.conformance.forms import DATE, NUMBER_AND_SYMBOL, is_number_right
from giaoban_desktop.papers.conformance.lines import Line
from giaoban_desktop.papers.conformance.looks import look_finding
from giaoban_desktop.papers.conformance.middles import (
    LINE_TOLERANCE_MM,
    line_below_finding,
    line_measured,
    off_centre,
)
from giaoban_desktop.papers.conformance.parts import DOCUMENT_TYPES, Paper
from giaoban_desktop.papers.page_style import (
    ABSTRACT,
    ABSTRACT_LINE_SHARE,
    BODY_ABOVE,
    DOCUMENT_NUMBER,
    DOCUMENT_TYPE,
    ISSUING_BODY,
    ISSUING_BODY_LINE_SHARE,
    MOTTO,
    MOTTO_TEXT,
    NATIONAL_NAME,
    NATIONAL_NAME_TEXT,
    PLACE_AND_DATE,
)

_NUMBER_FORM = re.compile(rf"Số: ?{NUMBER_AND_SYMBOL}\.?")
_PLACE_DATE_FORM = re.compile(rf"[^,]*[^\s,], {DATE}")


def header_findings(paper: Paper) -> Iterator[Finding]:
    """The findings for everything above the content."""
    yield from _national_name(paper)
    yield from _motto(paper)
    yield from _issuer(paper)
    yield from _number(paper)
    yield from _place_date(paper)
    yield from _title(paper)


def _national_name(paper: Paper) -> Iterator[Finding]:
    line = paper.header.national_name
    text = " ".join(line.text.split()) if line else ""
    # Where the tone of òa is put is a matter of spelling; the decree's own copies have both.
    right = text.replace("HOÀ", "HÒA") == NATIONAL_NAME_TEXT
    yield finding("header.national_name", NATIONAL_NAME_TEXT, at(quoted(text), line) if line else _("none"), right)
    if line:
        # Its capitals belong to its text, which the rule above holds.
        yield look_finding("header.national_name_style", [line], replace(NATIONAL_NAME, capitals=False))


def _motto(paper: Paper) -> Iterator[Finding]:
    national, line = paper.header.national_name, paper.header.motto
    text = " ".join(line.text.split()) if line else ""
    yield finding("header.motto", MOTTO_TEXT, at(quoted(text), line) if line else _("none"), text == MOTTO_TEXT)
    if line is None:
        return
    yield look_finding("header.motto_style", [line], MOTTO)
    if national:
        off = line.centre - national.centre
        placed = abs(off) <= CENTRED_MM and line.y > national.y
        measured = _("{distance} mm off the centre").format(distance=number(off))
        yield finding("header.motto_centred", f"± {number(CENTRED_MM)} mm", measured, placed)
    rule = paper.sheets[0].rule_below([line])
    wanted = f"{number(line.x1 - line.x0)} mm"
    if rule is None:
        yield finding("header.motto_line", wanted, _("none"), False)
        return
    fits = abs(rule.width - (line.x1 - line.x0)) <= LINE_TOLERANCE_MM
    fits = fits and abs(rule.centre - line.centre) <= LINE_TOLERANCE_MM
    yield finding("header.motto_line", wanted, line_measured(rule, line), fits)


def _issuer(paper: Paper) -> Iterator[Finding]:
    superior, issuer = _bodies(paper.header.left)
    shown = "; ".join(quoted(line.text) for line in issuer)
    none = _("none; only {text}").format(text=quoted(superior[0].text)) if superior else _("none")
    yield finding("header.issuer", _("a line in bold capitals"), shown or none, bool(issuer))
    if superior:
        yield look_finding("header.superior", superior, BODY_ABOVE)
    if not issuer:
        return
    lines = [*superior, *issuer]
    middle = issuer[0].centre
    off = [at(_("not centred"), line) for line in lines if abs(line.centre - middle) > CENTRED_MM]
    yield look_finding("header.issuer_style", issuer, ISSUING_BODY, *off)
    number_line = paper.header.number
    rule = paper.sheets[0].rule_below(issuer, until=number_line.y if number_line else float("inf"))
    yield line_below_finding("header.issuer_line", rule, issuer, ISSUING_BODY_LINE_SHARE)


def _bodies(left: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Superior and issuing body: what comes first without bold is the superior."""
    bold = [index for index, line in enumerate(left) if line.is_bold]
    return (list(left[: bold[0]]), list(left[bold[0] :])) if bold else (list(left), [])


def _number(paper: Paper) -> Iterator[Finding]:
    line = paper.header.number
    wanted = "Số: 05/BB-CAP" if paper.is_minutes else "Số: 05/BC-CAP"
    if line is None:
        yield finding("header.number", wanted, _("none"), False)
        return
    found = _NUMBER_FORM.fullmatch(line.text.strip())
    right = found is not None and is_number_right(found["number"])
    yield finding("header.number", wanted, at(quoted(line.text), line), right)
    yield look_finding("header.number_style", [line], DOCUMENT_NUMBER)


def _place_date(paper: Paper) -> Iterator[Finding]:
    line = paper.header.place_date
    if paper.is_minutes:
        measured = at(quoted(line.text), line) if line else _("none")
        yield finding("header.no_place_date", _("none"), measured, line is None)
        return
    wanted = _("place, “ngày 05 tháng 02 năm 2026”")
    if line is None:
        yield finding("header.place_date", wanted, _("none"), False)
        return
    right = _PLACE_DATE_FORM.fullmatch(line.text) is not None
    yield finding("header.place_date", wanted, at(quoted(line.text), line), right)
    yield look_finding("header.place_date_style", [line], PLACE_AND_DATE)


def _title(paper: Paper) -> Iterator[Finding]:
    title = paper.title
    if title.is_letter:
        return
    known = title.type is not None and title.type.folded.startswith(DOCUMENT_TYPES)
    shown = at(quoted(title.type.text), title.type) if title.type else _("none")
    yield finding("title.type", "BIÊN BẢN, THÔNG BÁO, BÁO CÁO, …", shown, known)
    if title.type is None:
        return
    yield look_finding("title.type_style", [title.type], DOCUMENT_TYPE, *off_centre(paper, [title.type]))
    shown = " ".join(line.text for line in title.abstract)
    yield finding("title.abstract", _("below the type"), quoted(shown) if shown else _("none"), bool(shown))
    if title.abstract:
        off = off_centre(paper, title.abstract)
        yield look_finding("title.abstract_style", title.abstract, ABSTRACT, *off)
        yield line_below_finding("title.line", title.rule, title.abstract, ABSTRACT_LINE_SHARE)
