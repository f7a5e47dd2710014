"""Charts of figures, drawn once with reportlab.graphics: the same drawing is SVG on the screen and stands in a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

LABEL_SIZE, LABEL_ROOM, GAP = 9, 14, 0.3
"""Points of a label and of the room below the bars; the part of a bar's place that stays empty."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars: numbers from 0 on, None for what was not reported; one is chosen; `line` is another's number."""

    numbers: tuple[float | None, ...]
    labels: tuple[str, ...]
    """ASCII words below the bars; "" for none."""
    chosen: int = -1
    line: float | None = None


@dataclass(frozen=True, slots=True)
class Colors:
    """Hex colours (#RRGGBB) of the parts of a chart."""

    bar: str = "#6B7280"
    chosen: str = "#1D5AA6"
    line: str = "#1F2937"
    label: str = "#4B5563"
    ground: str = "#D1D5DB"


def bars(chart: Bars, width: float, height: float, colors: Colors | None = None) -> Drawing:
    """The chart as a drawing of `width` × `height` points."""
    ink = colors or Colors()
    made = Drawing(width, height)
    top = max([number for number in chart.numbers if number is not None] + [chart.line or 0, 1e-9])
    floor, room = LABEL_ROOM, height - LABEL_ROOM - 2
    place = width / max(1, len(chart.numbers))
    made.add(Line(0, floor, width, floor, strokeColor=HexColor(ink.ground), strokeWidth=0.75))
    for at, number in enumerate(chart.numbers):
        if number:
            color = HexColor(ink.chosen if at == chart.chosen else ink.bar)
            left, tall = at * place + place * GAP / 2, max(1.0, room * number / top)
            made.add(Rect(left, floor, place * (1 - GAP), tall, fillColor=color, strokeColor=None, strokeWidth=0))
    if chart.line is not None:
        level = floor + room * chart.line / top
        line = Line(0, level, width, level, strokeColor=HexColor(ink.line), strokeWidth=1)
        line.strokeDashArray = [4, 3]
        made.add(line)
    _label(made, chart.labels, place, ink)
    return made


def _label(made: Drawing, labels: Sequence[str], place: float, ink: Colors) -> None:
    for at, words in enumerate(labels):
        if words:
            anchor = "start" if at == 0 else "end" if at == len(labels) - 1 else "middle"
            x = 0 if at == 0 else made.width if at == len(labels) - 1 else (at + 0.5) * place
            made.add(
                String(
                    x,
                    2,
                    words,
                    fontName="Helvetica",
                    fontSize=LABEL_SIZE,
                    fillColor=HexColor(ink.label),
                    textAnchor=anchor,
                )
            )


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG file."""
    return bytes(renderSVG.drawToString(drawing, useClip=True), "utf-8")
