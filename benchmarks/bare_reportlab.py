"""The same flowables as our minutes, written straight in ReportLab: `python bare_reportlab.py STORY.json OUT.pdf`.

It imports nothing of the program. STORY.json is made by `benchmarks.printing` from the same content.
"""

import json
import sys
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FACES = ("Regular", "Bold", "BoldItalic")


def main(story_file: str, output: str) -> None:
    """Build the story once."""
    story = json.loads(Path(story_file).read_text(encoding="utf-8"))
    register(story["fonts"])
    build(story, output)


def register(fonts: dict[str, str]) -> None:
    """Load the faces that the minutes use."""
    for face, file in fonts.items():
        pdfmetrics.registerFont(TTFont(f"Bare-{face}", file))
    pdfmetrics.registerFontFamily("Bare", "Bare-Regular", "Bare-Bold", "Bare-Regular", "Bare-BoldItalic")


def build(story: dict, output) -> None:
    """One document of paragraphs and tables."""
    styles = {
        "body": ParagraphStyle(
            "body", fontName="Bare-Regular", fontSize=14, leading=16.1, alignment=TA_JUSTIFY,
            firstLineIndent=10 * mm, spaceBefore=6,
        ),
        "cell": ParagraphStyle("cell", fontName="Bare-Regular", fontSize=12, leading=13.8),
        "centre": ParagraphStyle("centre", fontName="Bare-Bold", fontSize=13, leading=15, alignment=TA_CENTER),
        "small": ParagraphStyle("small", fontName="Bare-BoldItalic", fontSize=11, leading=12.7),
    }  # fmt: skip
    flowables = []
    for kind, value in story["flowables"]:
        if kind == "table":
            rows = [[Paragraph(cell, styles["cell"]) for cell in row] for row in value]
            flowables.append(Table(rows, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        else:
            flowables.append(Paragraph(value, styles[kind]))
    document = SimpleDocTemplate(
        output, pagesize=A4, topMargin=20 * mm, bottomMargin=20 * mm, leftMargin=30 * mm, rightMargin=20 * mm,
        pageCompression=1,
    )  # fmt: skip
    document.build(flowables)


if __name__ == "__main__":
    main(*sys.argv[1:])
