"""Printing one briefing's minutes, from the book to the file, against other ways to print the same words."""

from __future__ import annotations

import html
import importlib.util
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import bare_reportlab
from benchmarks.measure import ROOT, Row, in_turn, milliseconds, process
from giaoban_desktop import paths
from giaoban_desktop.papers.content import Content, Paragraph
from giaoban_desktop.papers.fonts import default_fonts
from giaoban_desktop.services import documents, meetings
from giaoban_desktop.storage.database import Database

SAMPLE = paths.resources() / "sample" / "2026-Q1.json"
COLD, WARM = 1.6, 1.3
Story = dict[str, Any]


def run(folder: Path) -> list[Row]:
    """Whole processes, then warm, then the other programs."""
    with Database.create(folder / "giaoban.db") as db:
        meeting_id = meetings.record_file(db, SAMPLE).meeting_id
        assert meeting_id is not None
        story = neutral(documents.minutes_content(db, meeting_id))
        warm = _warm(db, meeting_id, story)
    story_file = folder / "story.json"
    story_file.write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")
    output = folder / "out.pdf"
    command = ["print", "--database", folder / "giaoban.db", "--meeting", meeting_id, "--document", "minutes"]
    ours = process([sys.executable, ROOT / "main.py", *command, "--output", output, "--overwrite"])
    bare = process([sys.executable, ROOT / "benchmarks" / "bare_reportlab.py", story_file, folder / "bare.pdf"])
    rows = [_row("whole process", ours, bare, "bare ReportLab", COLD, runs=15), warm]
    return rows + [_other(name, make(story, folder), ours) for name, make in OTHERS.items()]


def neutral(content: Content) -> Story:
    """The content as flowables that bare ReportLab can build: header, body, tables, signatures."""
    header = content.header
    flowables: list[tuple[str, Any]] = [
        (
            "table",
            [[header.body_above, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [header.issuing_body, "Độc lập - Tự do"]],
        ),
        ("centre", content.document_type),
        ("centre", html.escape(content.abstract)),
    ]
    for block in content.blocks:
        if isinstance(block, Paragraph):
            runs = (f"<b>{html.escape(run.text)}</b>" if run.bold else html.escape(run.text) for run in block.runs)
            flowables.append(("body", "".join(runs)))
        else:
            titles = [html.escape(column.title) for column in block.columns]
            flowables.append(("table", [titles, *([html.escape(cell) for cell in row] for row in block.rows)]))
    flowables.append(("table", [["THƯ KÝ", "CHỦ TỌA"], ["Ký tên", "Ký tên"]]))
    flowables.append(("small", "Nơi nhận: như trên; Lưu: VT, Hồ sơ."))
    family = default_fonts().family
    files = {"Regular": family.regular, "Bold": family.bold, "BoldItalic": family.bold_italic}
    return {"flowables": flowables, "fonts": {face: str(file) for face, file in files.items()}}


def _warm(db: Database, meeting_id: str, story: Story) -> Row:
    bare_reportlab.register(story["fonts"])
    return _row(
        "warm, from the book to the bytes",
        lambda: documents.minutes_pdf(db, meeting_id),
        lambda: bare_reportlab.build(story, io.BytesIO()),
        "bare ReportLab",
        WARM,
        runs=31,
    )


def _row(
    what: str, ours: Callable[[], object], other: Callable[[], object], name: str, target: float, *, runs: int
) -> Row:
    seconds, against, ratio = in_turn(ours, other, runs=runs, warm_up=2)
    return Row(
        what,
        milliseconds(seconds),
        f"{name} {milliseconds(against)}",
        f"{ratio:.2f}×",
        f"at most {target:g}×",
        ratio <= target,
    )


def _other(name: str, other: Callable[[], object] | None, ours: Callable[[], object]) -> Row:
    if other is None:
        return Row("whole process", "–", f"{name} is absent", "–", "–", None)
    seconds, against, ratio = in_turn(ours, other, runs=5)
    return Row("whole process", milliseconds(seconds), f"{name} {milliseconds(against)}", f"{ratio:.2f}×", "–", None)


def _script(name: str, text: str, *needed: str) -> Callable[[Story, Path], Callable[[], object] | None]:
    """A program of its own that prints story.json with another library."""

    def make(story: Story, folder: Path) -> Callable[[], object] | None:
        if any(importlib.util.find_spec(module) is None for module in needed):
            return None
        file = folder / f"{name}.py"
        file.write_text(text, encoding="utf-8")
        return process([sys.executable, file, folder / "story.json", folder / name])

    return make


_READ = "import json, sys\nstory = json.load(open(sys.argv[1], encoding='utf-8'))\nitems = story['flowables']\n"
_HTML = (
    _READ
    + "parts = []\n"
    + "for kind, value in items:\n"
    + "    if kind == 'table':\n"
    + "        parts.append('<table border=1>' + ''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in r) + '</tr>'"
    + " for r in value) + '</table>')\n"
    + "    else:\n"
    + "        parts.append(f'<p class={kind}>{value}</p>')\n"
    + "page = '<style>@page{size:A4;margin:20mm 20mm 20mm 30mm}body{font:14pt Liberation Serif;text-align:justify}"
    + "</style>' + ''.join(parts)\n"
)
_WEASYPRINT = _HTML + "import weasyprint\nweasyprint.HTML(string=page).write_pdf(sys.argv[2] + '.pdf')\n"
_FPDF2 = (
    _READ
    + "import re\nfrom fpdf import FPDF\n"
    + "pdf = FPDF()\npdf.set_margins(30, 20, 20)\npdf.add_page()\n"
    + "pdf.add_font('s', '', story['fonts']['Regular'])\npdf.add_font('s', 'B', story['fonts']['Bold'])\n"
    + "pdf.set_font('s', size=14)\n"
    + "for kind, value in items:\n"
    + "    if kind == 'table':\n"
    + "        with pdf.table() as table:\n"
    + "            for line in value:\n"
    + "                row = table.row()\n"
    + "                [row.cell(cell) for cell in line]\n"
    + "    else:\n"
    + "        pdf.multi_cell(0, 7, re.sub('<[^>]+>', '', value), align='J', new_x='LMARGIN', new_y='NEXT')\n"
    + "pdf.output(sys.argv[2] + '.pdf')\n"
)
_DOCX = (
    _READ
    + "import re, subprocess\nfrom docx import Document\nfrom pathlib import Path\n"
    + "document = Document()\n"
    + "for kind, value in items:\n"
    + "    if kind == 'table':\n"
    + "        table = document.add_table(rows=len(value), cols=len(value[0]))\n"
    + "        for line, row in zip(value, table.rows):\n"
    + "            for cell, box in zip(line, row.cells):\n"
    + "                box.text = cell\n"
    + "    else:\n"
    + "        document.add_paragraph(re.sub('<[^>]+>', '', value))\n"
    + "document.save(sys.argv[2] + '.docx')\n"
    + "subprocess.run(['soffice', '--headless', '--convert-to', 'pdf', '--outdir',"
    + " str(Path(sys.argv[2]).parent), sys.argv[2] + '.docx'], check=True, stdout=subprocess.DEVNULL)\n"
)
_TYPST = (
    _READ
    + "import re, typst\n"
    + "escape = lambda text: re.sub(r'([\\\\#*_$`<>@=~/-])', r'\\\\\\1', re.sub('<[^>]+>', '', text))\n"
    + "parts = ['#set page(paper: \"a4\", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm))',"
    + " '#set text(font: \"Liberation Serif\", size: 14pt)', '#set par(justify: true)']\n"
    + "for kind, value in items:\n"
    + "    if kind == 'table':\n"
    + "        cells = ', '.join('[' + escape(cell) + ']' for line in value for cell in line)\n"
    + "        parts.append(f'#table(columns: {len(value[0])}, {cells})')\n"
    + "    else:\n"
    + "        parts.append(escape(value))\n"
    + "open(sys.argv[2] + '.typ', 'w', encoding='utf-8').write('\\n\\n'.join(parts))\n"
    + "typst.compile(sys.argv[2] + '.typ', output=sys.argv[2] + '.pdf')\n"
)


def _docx(story: Story, folder: Path) -> Callable[[], object] | None:
    return _script("docx_page", _DOCX, "docx")(story, folder) if shutil.which("soffice") else None


OTHERS: dict[str, Callable[[Story, Path], Callable[[], object] | None]] = {
    "python-docx + LibreOffice": _docx,
    "WeasyPrint": _script("weasyprint_page", _WEASYPRINT, "weasyprint"),
    "fpdf2": _script("fpdf_page", _FPDF2, "fpdf"),
    "typst": _script("typst_page", _TYPST, "typst"),
}
