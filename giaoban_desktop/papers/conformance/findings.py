"""What the checker says of a paper: one finding per rule, with the rule's name and its place in the decree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from giaoban_desktop.i18n import N_, _
from giaoban_desktop.papers.conformance.lines import Line
from giaoban_desktop.papers.page_style import Range

SIZE_TOLERANCE_PT = 0.1
"""Programs round sizes: 14 pt is written as 13.98 or 14.04."""
LENGTH_TOLERANCE_MM = 0.5

_DECREE = "Nghị định 30/2020/NĐ-CP"
_GENERAL = f"{_DECREE}, Phụ lục I, Phần I, Mục I"
_PARTS = f"{_DECREE}, Phụ lục I, Phần I, Mục II"
_OTHERS = f"{_DECREE}, Phụ lục I, Phần I, Mục III"
_MINUTES = f"{_DECREE}, Phụ lục III, Mẫu 1.9"
_ANNEX = f"{_DECREE}, Phụ lục III, Mẫu 2.1"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule held against a paper.

    `title` is an English source string for the catalogue. `wanted` and `measured` are ready to be shown.
    """

    rule: str
    title: str
    wanted: str
    measured: str
    passed: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Rule:
    title: str
    source: str


RULES = {
    "page.size": _Rule(N_("Paper size"), f"{_GENERAL}.1–2"),
    "margins.left": _Rule(N_("Left margin"), f"{_GENERAL}.3"),
    "margins.right": _Rule(N_("Right margin"), f"{_GENERAL}.3"),
    "margins.top": _Rule(N_("Top margin"), f"{_GENERAL}.3"),
    "margins.bottom": _Rule(N_("Bottom margin"), f"{_GENERAL}.3"),
    "fonts.family": _Rule(N_("Typeface"), f"{_GENERAL}.4"),
    "fonts.embedded": _Rule(N_("Fonts embedded in the file"), f"{_GENERAL}.4 (giữ nguyên phông chữ trên mọi máy)"),
    "fonts.declared": _Rule(N_("No other font in the file"), f"{_GENERAL}.4 (giữ nguyên phông chữ trên mọi máy)"),
    "fonts.unicode": _Rule(N_("Letters readable as Unicode"), f"{_GENERAL}.4"),
    "fonts.colour": _Rule(N_("Colour of the letters"), f"{_GENERAL}.4"),
    "page_number.first_page": _Rule(N_("No number on page 1"), f"{_GENERAL}.7"),
    "page_number.present": _Rule(N_("Page numbers from page 2"), f"{_GENERAL}.7"),
    "page_number.value": _Rule(N_("Page numbers in sequence"), f"{_GENERAL}.7"),
    "page_number.place": _Rule(N_("Place of the page numbers"), f"{_GENERAL}.7"),
    "page_number.style": _Rule(N_("Size and style of the page numbers"), f"{_GENERAL}.7"),
    "header.national_name": _Rule(N_("National name"), f"{_PARTS}.1.a"),
    "header.national_name_style": _Rule(N_("Size and style of the national name"), f"{_PARTS}.1.a"),
    "header.motto": _Rule(N_("Motto"), f"{_PARTS}.1.b"),
    "header.motto_style": _Rule(N_("Size and style of the motto"), f"{_PARTS}.1.b"),
    "header.motto_centred": _Rule(N_("Motto centred under the national name"), f"{_PARTS}.1.b"),
    "header.motto_line": _Rule(N_("Line under the motto"), f"{_PARTS}.1.b"),
    "header.superior": _Rule(N_("Size and style of the superior body's name"), f"{_PARTS}.2.b"),
    "header.issuer": _Rule(N_("Name of the issuing body"), f"{_PARTS}.2"),
    "header.issuer_style": _Rule(N_("Size and style of the issuing body's name"), f"{_PARTS}.2.b"),
    "header.issuer_line": _Rule(N_("Line under the issuing body"), f"{_PARTS}.2.b"),
    "header.number": _Rule(N_("Number and symbol"), f"{_PARTS}.3"),
    "header.number_style": _Rule(N_("Size and style of number and symbol"), f"{_PARTS}.3.c"),
    "header.place_date": _Rule(N_("Place and date"), f"{_PARTS}.4"),
    "header.no_place_date": _Rule(N_("No place and date in minutes"), _MINUTES),
    "header.place_date_style": _Rule(N_("Size and style of place and date"), f"{_PARTS}.4.c"),
    "title.type": _Rule(N_("Type of the paper"), f"{_PARTS}.5"),
    "title.type_style": _Rule(N_("Size and style of the type"), f"{_PARTS}.5.b"),
    "title.abstract": _Rule(N_("Abstract"), f"{_PARTS}.5"),
    "title.abstract_style": _Rule(N_("Size and style of the abstract"), f"{_PARTS}.5.b"),
    "title.line": _Rule(N_("Line under the abstract"), f"{_PARTS}.5.b"),
    "body.legal_basis": _Rule(N_("Size and style of the legal bases"), f"{_PARTS}.6.a"),
    "body.size": _Rule(N_("Letter size of the content"), f"{_PARTS}.6.e"),
    "body.upright": _Rule(N_("Content upright"), f"{_PARTS}.6.e"),
    "body.justified": _Rule(N_("Content justified"), f"{_PARTS}.6.e"),
    "body.indent": _Rule(N_("First-line indent"), f"{_PARTS}.6.e"),
    "body.paragraph_gap": _Rule(N_("Space between paragraphs"), f"{_PARTS}.6.e"),
    "body.line_spacing": _Rule(N_("Line spacing"), f"{_PARTS}.6.e"),
    "body.dates": _Rule(N_("Dates"), f"{_PARTS}.4.b"),
    "body.end": _Rule(N_("End of the content"), f"{_DECREE}, Phụ lục III, các mẫu"),
    "minutes.labels": _Rule(N_("Parts of the minutes in order"), _MINUTES),
    "signatures.titles": _Rule(N_("Signatures of secretary and chair"), _MINUTES),
    "signatures.title_style": _Rule(N_("Size and style of the signers' titles"), f"{_PARTS}.7.đ"),
    "signatures.names": _Rule(N_("Names of the signers"), f"{_PARTS}.7.đ"),
    "signatures.together": _Rule(N_("Signatures not alone on a page"), f"{_PARTS}.7"),
    "recipients.label": _Rule(N_("Label of the recipients"), f"{_PARTS}.9"),
    "recipients.list": _Rule(N_("List of the recipients"), f"{_PARTS}.9"),
    "recipients.left": _Rule(N_("Recipients at the left margin"), f"{_PARTS}.9"),
    "recipients.below_secretary": _Rule(N_("Recipients below the secretary's name"), _MINUTES),
    "recipients.filed": _Rule(N_("Recipients end with the filing line (Lưu)"), f"{_PARTS}.9"),
    "annex.word": _Rule(N_("The word Phụ lục"), f"{_OTHERS}.1.b"),
    "annex.word_style": _Rule(N_("Size and style of the word Phụ lục"), f"{_OTHERS}.1.b"),
    "annex.number": _Rule(N_("Several annexes numbered in Roman numerals"), f"{_OTHERS}.1.a"),
    "annex.title_style": _Rule(N_("Size and style of the annex's title"), f"{_OTHERS}.1.b"),
    "annex.attached": _Rule(N_("Line saying to which paper the annex belongs"), f"{_OTHERS}.1.c"),
    "annex.attached_style": _Rule(N_("Size and style of the line (Kèm theo …)"), f"{_OTHERS}.1.c"),
    "annex.line": _Rule(N_("Line under the head of the annex"), _ANNEX),
    "annex.table_head": _Rule(
        N_("Head of a table repeated on each page"),
        f"{_GENERAL}.2 (Nghị định không quy định; cần để đọc được bảng sang trang)",
    ),
}


def finding(rule: str, wanted: str, measured: str, passed: bool) -> Finding:
    """The finding of a rule."""
    known = RULES[rule]
    return Finding(rule, known.title, wanted, measured, passed, known.source)


def judged(rule: str, wanted: str, faults: Sequence[str], measured: str) -> Finding:
    """The finding of a rule that many places must keep: failed by the faults, the first of which is told."""
    if not faults:
        return finding(rule, wanted, measured, True)
    more = len(faults) - 1
    told = _("{first}; and {count} more").format(first=faults[0], count=more) if more else faults[0]
    return finding(rule, wanted, told, False)


def number(value: float) -> str:
    """A measured number as Vietnamese papers write it, to one decimal: 29,8; 14."""
    text = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return "0" if text == "-0" else text


def range_text(allowed: Range, unit: str) -> str:
    """A range as it is wanted: 13–14 pt; from 6 pt; 12 pt."""
    low, high = number(allowed.minimum), number(allowed.maximum) if allowed.maximum != float("inf") else ""
    if not high:
        return f"≥ {low} {unit}"
    return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"


def quoted(text: str) -> str:
    """Words of the paper inside a finding, shortened."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def at(what: str, line: Line) -> str:
    """Something measured, and where."""
    return _("{what} (page {page}, line {line})").format(what=what, page=line.page, line=line.number)


def on_page(what: str, page: int) -> str:
    """Something measured, and on which page."""
    return _("{what} (page {page})").format(what=what, page=page)
