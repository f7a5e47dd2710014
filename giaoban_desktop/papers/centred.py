"""Centred lines of about the same length, with a drawn line below: headers, titles, signatures."""

from __future__ import annotations

from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from giaoban_desktop.papers import page_style

_ASCENT = 0.891
"""Height of the letters above the baseline as a share of the size: Times New Roman and Liberation Serif."""
_DESCENT = 0.216


class CentredLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A text that is centred in a width, broken so that its lines are about equally long.

    `line_share` draws a line below it, as long as that share of the longest line of text (0: none). `gap_pt` is left
    free above it.
    """

    def __init__(
        self,
        text: str,
        *,
        font: str,
        size_pt: float,
        leading_pt: float,
        width_pt: float,
        line_share: float = 0.0,
        gap_pt: float = 0.0,
    ) -> None:
        super().__init__()
        self.font, self.size_pt, self.leading_pt = font, size_pt, leading_pt
        self.width_pt, self.line_share, self.gap_pt = width_pt, line_share, gap_pt
        self.lines = balanced(text, font, size_pt, width_pt)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The width offered, and the height of the lines with what is drawn below and left free above."""
        self.width = available_width
        below = page_style.LINE_GAP_MM / page_style.MM_PER_POINT if self.line_share else 0.0
        self.height = len(self.lines) * self.leading_pt + self.gap_pt + below
        return self.width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """The lines that fit, and the others; nothing when not one fits."""
        fitting = int((available_height - self.gap_pt) // self.leading_pt)
        if not 0 < fitting < len(self.lines):
            return []
        first = self._with(self.lines[:fitting], 0.0, self.gap_pt)
        return [first, self._with(self.lines[fitting:], self.line_share, 0.0)]

    def draw(self) -> None:
        """Draw on the canvas that ReportLab has set."""
        canvas = self.canv
        canvas.setFont(self.font, self.size_pt)
        ink = self.size_pt * (_ASCENT + _DESCENT)
        baseline = self.height - self.gap_pt - (self.leading_pt - ink) / 2 - self.size_pt * _ASCENT
        for line in self.lines:
            canvas.drawCentredString(self.width / 2, baseline, line)
            baseline -= self.leading_pt
        if self.line_share:
            half = self.line_share * max(stringWidth(line, self.font, self.size_pt) for line in self.lines) / 2
            canvas.setLineWidth(page_style.LINE_WIDTH_PT)
            canvas.line(self.width / 2 - half, 0, self.width / 2 + half, 0)

    def _with(self, lines: list[str], line_share: float, gap_pt: float) -> CentredLines:
        part = CentredLines(
            "",
            font=self.font,
            size_pt=self.size_pt,
            leading_pt=self.leading_pt,
            width_pt=self.width_pt,
            line_share=line_share,
            gap_pt=gap_pt,
        )
        part.lines = lines
        return part


def balanced(text: str, font: str, size_pt: float, width_pt: float) -> list[str]:
    """The text in as few lines as the width allows, the width then narrowed as far as that number of lines goes."""
    lines = _broken(text, font, size_pt, width_pt)
    if len(lines) < 2:
        return lines
    low, high = min(width_pt, max(stringWidth(word, font, size_pt) for word in text.split())), width_pt
    if len(_broken(text, font, size_pt, low)) == len(lines):
        return _broken(text, font, size_pt, low)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_broken(text, font, size_pt, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _broken(text, font, size_pt, high)


def _broken(text: str, font: str, size_pt: float, width_pt: float) -> list[str]:
    # Blanks are kept as they are inside a line: the number to be filled in by hand is made of them.
    if stringWidth(text, font, size_pt) <= width_pt:
        return [text]
    lines: list[str] = [""]
    for word in text.split():
        for piece in _pieces(word, font, size_pt, width_pt):
            longer = f"{lines[-1]} {piece}".lstrip()
            if stringWidth(longer, font, size_pt) <= width_pt:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]


def _pieces(word: str, font: str, size_pt: float, width_pt: float) -> list[str]:
    """The word whole, or cut where it is wider than the width."""
    if stringWidth(word, font, size_pt) <= width_pt:
        return [word]
    cuts = [0]
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and stringWidth(word[start:end], font, size_pt) > width_pt:
            start = end - 1
            cuts.append(start)
    return [word[first:last] for first, last in pairwise([*cuts, len(word)])]
