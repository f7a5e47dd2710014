"""Charts of figures, drawn once with reportlab.graphics: the same drawing is SVG on the screen and stands in a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from giaoban_desktop.papers.content import MonthChart
from giaoban_desktop.papers.fonts import Fonts

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


_TINTS = ("#1F2937", "#6B7280", "#B6BCC6", "#E2E5EA")
"""Stacked parts from the lowest up; told apart in black and white too."""
_INK, _PAPER = "#1F2937", "#FFFFFF"
_LEGEND_PT, _SAMPLE_PT, _BETWEEN_PT = 18, 9, 14
_TICKS = 4


def months(chart: MonthChart, width: float, height: float, fonts: Fonts) -> Drawing:
    """The chart as a drawing of `width` × `height` points: bars by the scale left, the line of sums by that right."""
    font = fonts.face()
    made = Drawing(width, height, initialFontName=font)
    top = _round_up(max([_stacked(chart, at) for at in range(12)] + [number or 0.0 for number in chart.beside]))
    high = _round_up(max(number or 0.0 for number in chart.sums))
    left = stringWidth(_label_of(top), font, LABEL_SIZE) + 6
    right = stringWidth(_label_of(high), font, LABEL_SIZE) + 6
    room = height - LABEL_ROOM - _LEGEND_PT
    for tick in range(_TICKS + 1):
        level = LABEL_ROOM + room * tick / _TICKS
        made.add(Line(left, level, width - right, level, strokeColor=HexColor("#D1D5DB"), strokeWidth=0.5))
        for x, anchor, number in ((left - 4, "end", top), (width - right + 4, "start", high)):
            made.add(_word(x, level - LABEL_SIZE / 3, _label_of(number * tick / _TICKS), font, anchor))
    place = (width - left - right) / 12
    points = []
    for at in range(12):
        middle = left + (at + 0.5) * place
        made.add(_word(middle, 2, f"T{at + 1}", font, "middle"))
        _bar(made, middle - place * 0.02, place * 0.34, [stack[at] for stack in chart.stacks], room / top)
        _bar(made, middle + place * 0.36, place * 0.34, [chart.beside[at]], room / top, (_PAPER,))
        if (known := chart.sums[at]) is not None:
            points.append((middle, LABEL_ROOM + room * known / high))
    for (x1, y1), (x2, y2) in pairwise(points):
        made.add(Line(x1, y1, x2, y2, strokeColor=HexColor(_INK), strokeWidth=1.25))
    for x, y in points:
        made.add(Circle(x, y, 2, fillColor=HexColor(_INK), strokeColor=HexColor(_PAPER), strokeWidth=0.5))
    _legend(made, chart, font, left)
    return made


def _stacked(chart: MonthChart, at: int) -> float:
    return sum(stack[at] or 0.0 for stack in chart.stacks)


def _round_up(number: float) -> float:
    """The next number of 4 equal steps that are easy to read: 1, 2, 2.5 or 5 times a power of ten, at least 1."""
    power = 1.0
    while True:
        for step in (power, 2 * power, 2.5 * power, 5 * power):
            if step * _TICKS >= number and (step == int(step)):
                return step * _TICKS
        power *= 10


def _label_of(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")  # the steps of a scale are whole numbers


def _word(x: float, y: float, words: str, font: str, anchor: str = "start") -> String:
    # Letters of a paper are black, in its pictures too. Source: Decree 30/2020/NĐ-CP, annex I, part I, I.4.
    return String(x, y, words, fontName=font, fontSize=LABEL_SIZE, fillColor=HexColor("#000000"), textAnchor=anchor)


def _bar(
    made: Drawing,
    right: float,
    width: float,
    parts: Sequence[float | None],
    scale: float,
    tints: Sequence[str] = _TINTS,
) -> None:
    floor = float(LABEL_ROOM)
    for at, number in enumerate(parts):
        if number:
            tint = HexColor(tints[at % len(tints)])
            bar = Rect(right - width, floor, width, number * scale, fillColor=tint)
            bar.strokeColor, bar.strokeWidth = HexColor(_INK), 0.5
            made.add(bar)
            floor += number * scale


def _legend(made: Drawing, chart: MonthChart, font: str, left: float) -> None:
    x, y = left, made.height - LABEL_SIZE - 1
    samples = [(name, _TINTS[at % len(_TINTS)]) for at, name in enumerate(chart.names)]
    for name, tint in [*samples, (chart.beside_name, _PAPER), (chart.sums_name, "")]:
        if tint:
            box = Rect(x, y, _SAMPLE_PT, _SAMPLE_PT - 2, fillColor=HexColor(tint))
            box.strokeColor, box.strokeWidth = HexColor(_INK), 0.5
            made.add(box)
        else:
            made.add(Line(x, y + 3, x + _SAMPLE_PT, y + 3, strokeColor=HexColor(_INK), strokeWidth=1.25))
        made.add(_word(x + _SAMPLE_PT + 3, y, name, font))
        x += _SAMPLE_PT + 3 + stringWidth(name, font, LABEL_SIZE) + _BETWEEN_PT


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG file."""
    return bytes(renderSVG.drawToString(drawing, useClip=True), "utf-8")
