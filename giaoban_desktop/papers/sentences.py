"""Sentences, paragraphs and the letters of points, as papers write them."""

from __future__ import annotations

from collections.abc import Iterator

from giaoban_desktop.papers.content import Paragraph, plain
from giaoban_desktop.papers.page_style import POINT_LETTERS


def full_stop(text: str) -> str:
    """The text with a full stop unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


def letter(number: int) -> str:
    """The letter of a point with its bracket; a dash behind the last letter."""
    return f"{POINT_LETTERS[number - 1]})" if number <= len(POINT_LETTERS) else "-"


def paragraphs(text: str, *, before: str = "") -> Iterator[Paragraph]:
    """Each line of a text as a paragraph, with `before` in front of the first."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for place, line in enumerate(lines):
        yield plain(f"{before}{line}" if place == 0 else line)
