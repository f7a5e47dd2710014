"""What the facts of a meeting rest on: the places in the text, and the sentences of what was not believed."""

from __future__ import annotations

from giaoban_desktop.errors import UserError
from giaoban_desktop.language.reading.page import Page, Span

LOOKED_AT = 12_000
"""Characters at the beginning in which the facts of a meeting are looked for."""


class Evidence:
    """Warnings, and spans (name of the fact, start, end) in the text as given, in the order of finding."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.warnings: list[UserError] = []
        self.spans: list[tuple[str, int, int]] = []

    def warn(self, warning: UserError) -> None:
        """Tells what was inferred or not believed."""
        self.warnings.append(warning)

    def words(self, span: tuple[int, int] | Span) -> str:
        """The words of a span of the page, as they stand in the text."""
        raw = self._page.raw_span(*span)
        return self._page.raw[raw.start : raw.end]

    def mark(self, fact: str, span: tuple[int, int] | Span) -> str:
        """Keeps where a fact stands; gives its words."""
        raw = self._page.raw_span(*span)
        self.spans.append((fact, raw.start, raw.end))
        return self.words(span)
