"""Makes a passage and its key out of one text with marks: `python -m benchmarks.reading_marks FILE.marked.txt FOLDER`.

The file holds the facts of the meeting as JSON, a line `===`, then the text. Marked are a figure
`⟦words¦value¦unit¦qualifier¦indicator⟧`, a reported zero `⟨words¦indicator⟩` and a demand
`⦃words¦lead¦helper; helper¦deadline¦its words¦standing yes/no⦄`; `-` is for what is not there.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_MARK = re.compile(r"⟦([^⟧]*)⟧|⟨([^⟩]*)⟩|⦃([^⦄]*)⦄")
COUNTS = {1: 5, 2: 2, 3: 6}


def parse(marked: str) -> tuple[str, dict[str, Any]]:
    """The text without marks, and its key. Raises: ValueError for a mark with parts missing."""
    head, _line, body = marked.partition("\n===\n")
    key: dict[str, Any] = {"meeting": json.loads(head), "figures": [], "zeros": [], "directives": []}
    text = ""
    done = 0
    for found in _MARK.finditer(body):
        text += body[done : found.start()]
        kind = next(number for number in (1, 2, 3) if found.group(number) is not None)
        parts = [None if part == "-" else part for part in found.group(kind).split("¦")]
        if len(parts) != COUNTS[kind] or not parts[0]:
            raise ValueError(f"{found.group()[:80]}: {COUNTS[kind]} parts belong here")
        place = {"start": len(text), "end": len(text) + len(parts[0])}
        text += parts[0]
        done = found.end()
        if kind == 1:
            key["figures"].append(
                place | dict(zip(("value", "unit", "qualifier", "indicator"), parts[1:], strict=True))
            )
        elif kind == 2:
            key["zeros"].append(place | {"indicator": parts[1]})
        else:
            lead, helpers, day, words, standing = parts[1:]
            key["directives"].append(
                place
                | {
                    "lead": lead,
                    "coordinating": [one.strip() for one in (helpers or "").split(";") if one.strip()],
                    "deadline": day,
                    "deadline_words": words,
                    "standing": standing == "yes",
                }
            )
    return text + body[done:], key


def main(arguments: list[str]) -> int:
    """Write NAME.txt and NAME.json for each file."""
    *files, folder = map(Path, arguments)
    for file in files:
        text, key = parse(file.read_text(encoding="utf-8"))
        name = file.name.removesuffix(".marked.txt")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        written = json.dumps(key, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{written}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
