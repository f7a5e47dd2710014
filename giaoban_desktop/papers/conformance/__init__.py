"""Papers held against the layout of Decree 30/2020/NĐ-CP: every rule with what was wanted and what was measured.

A file may hold a paper, a paper with its annexes, or annexes alone; the rules are those of what is found in it.

Works from the bytes of a PDF alone, whoever made it, so that it also proves what our own renderer prints.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from giaoban_desktop.papers.conformance import guards
from giaoban_desktop.papers.conformance.annex_rules import annex_findings
from giaoban_desktop.papers.conformance.body_rules import body_findings
from giaoban_desktop.papers.conformance.ending_rules import ending_findings
from giaoban_desktop.papers.conformance.findings import Finding
from giaoban_desktop.papers.conformance.header_rules import header_findings
from giaoban_desktop.papers.conformance.lines import sheet
from giaoban_desktop.papers.conformance.page_rules import page_findings
from giaoban_desktop.papers.conformance.parts import recognise
from giaoban_desktop.papers.conformance.reading import read

__all__ = ["Finding", "check"]

TIME_LIMIT_S = 60.0
"""Eight times what the longest paper takes (200 pages)."""


def check(pdf: bytes, *, seconds: float = TIME_LIMIT_S, at_page: Callable[[], None] = lambda: None) -> list[Finding]:
    """Every rule that applies to the paper, kept or not, from the page to the recipients.

    `at_page` is called at each page; what it raises breaks the check off.

    Raises: UserError when the bytes are no PDF, are damaged or locked, hold no text, or are too much to check in
    `seconds`.
    """
    stop_at = time.monotonic() + seconds
    reading = read(pdf, stop_at=stop_at, at_page=at_page)
    sheets = []
    for page in reading.pages:
        at_page()
        guards.check_time(stop_at)
        sheets.append(sheet(page))
    paper = recognise(sheets)
    findings = [*page_findings(paper, reading)]
    if not paper.is_annex:
        findings += header_findings(paper)
    findings += [*annex_findings(paper), *body_findings(paper)]
    if not paper.is_annex:
        findings += ending_findings(paper)
    return findings
