"""How well reports are read: `dev.py bench reading FOLDER KEYS` scores the texts of a folder against keys made by hand.

A text NAME.txt belongs to the key NAME.json, in the form that `main.py extract` prints; a string in a key may also be
its place in the text, [start, end]. Without a folder the program's own passages are scored: those the rules were made
with, and those held apart.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, Row, milliseconds
from giaoban_desktop.language.reading.page import normal
from giaoban_desktop.services import reading as reader

OWN = ROOT / "tests" / "data" / "reading"
SAME_CUT = 0.75
"""Share of characters that a demand of ours and one of the key have in common when they are the same."""
FACTS = ("kind", "period", "date", "host", "co_organisers", "leader", "leader_position", "legal_basis", "place")


@dataclass(slots=True)
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1

    def __str__(self) -> str:
        return f"{self.right}/{self.of} = {self.part:.1%}" if self.of else "–"

    @property
    def part(self) -> float:
        """The share, 1 where nothing was asked."""
        return self.right / self.of if self.of else 1.0


@dataclass(slots=True)
class Score:
    """What was found and what was right in texts, with the misses in words."""

    figures_found: Share = field(default_factory=Share)
    figures_true: Share = field(default_factory=Share)
    indicators: Share = field(default_factory=Share)
    zeros_found: Share = field(default_factory=Share)
    zeros_true: Share = field(default_factory=Share)
    demands_found: Share = field(default_factory=Share)
    demands_true: Share = field(default_factory=Share)
    leads: Share = field(default_factory=Share)
    coordinating: Share = field(default_factory=Share)
    deadlines: Share = field(default_factory=Share)
    standing: Share = field(default_factory=Share)
    facts: Share = field(default_factory=Share)
    misses: list[str] = field(default_factory=list)


NAMES = {
    "figures_found": "figures found (value, unit, qualifier)",
    "figures_true": "figures found that are true",
    "indicators": "indicators of the catalogue right",
    "zeros_found": "reported zeros found",
    "zeros_true": "zeros found that are true",
    "demands_found": "demands cut as in the key",
    "demands_true": "demands found that are true",
    "leads": "leads right",
    "coordinating": "coordinating units right",
    "deadlines": "deadlines right",
    "standing": "standing or not",
    "facts": "facts of the meeting right",
}
TARGETS = {
    "figures_found": 0.97,
    "figures_true": 0.97,
    "indicators": 0.95,
    "demands_found": 0.90,
    "leads": 0.95,
    "deadlines": 0.97,
}


def score_folder(texts: Path, keys: Path) -> Score:
    """Score all texts that have a key. Raises: FileNotFoundError when there is none."""
    score = Score()
    pairs = [(file, keys / f"{file.stem}.json") for file in sorted(texts.glob("*.txt"))]
    pairs = [(file, key) for file, key in pairs if key.exists()]
    if not pairs:
        raise FileNotFoundError(f"no text in {texts} has a key in {keys}")
    for file, key in pairs:
        text = file.read_text(encoding="utf-8")
        wanted = _resolved(json.loads(key.read_text(encoding="utf-8")), text)
        add_score(score, file.stem, text, wanted, reader.as_data(reader.read_text(text)))
    return score


def add_score(score: Score, name: str, text: str, wanted: dict[str, Any], found: dict[str, Any]) -> None:
    """Add what was found in one text."""
    _score_figures(score, name, text, wanted["figures"], found["figures"])
    _score_zeros(score, name, text, wanted["zeros"], found["zeros"])
    _score_demands(score, name, text, wanted["directives"], found["directives"])
    for fact in FACTS:
        if fact in wanted["meeting"]:
            right = _same_fact(wanted["meeting"][fact], found["meeting"][fact])
            score.facts.add(right)
            if not right:
                score.misses.append(f"{name}: fact {fact}: {found['meeting'][fact]!r}, not {wanted['meeting'][fact]!r}")


def _score_figures(score: Score, name: str, text: str, wanted: Sequence[Any], found: Sequence[Any]) -> None:
    left = list(found)
    for key in wanted:
        same = next((one for one in left if _overlap(one, key) and one["value"] == key["value"]), None)
        right = same is not None and one_unit(same["unit"], key["unit"]) and same["qualifier"] == key["qualifier"]
        score.figures_found.add(right)
        if same is not None:
            left.remove(same)
        if same is not None and key["indicator"]:
            score.indicators.add(same["indicator"] == key["indicator"])
        context = _context(text, key)
        if same is None:
            near = next((one for one in found if _overlap(one, key)), None)
            score.misses.append(f"{name}: figure missed: {context}" + (f" (read {near['value']})" if near else ""))
        elif not right:
            score.misses.append(
                f"{name}: figure: {same['unit']!r} {same['qualifier']}, not {key['unit']!r} "
                f"{key['qualifier']}: {context}"
            )
        elif key["indicator"] and same["indicator"] != key["indicator"]:
            score.misses.append(f"{name}: indicator: {same['indicator']}, not {key['indicator']}: {context}")
    for one in found:
        true = one not in left
        score.figures_true.add(true)
        if not true:
            score.misses.append(f"{name}: false figure: {_context(text, one)}")


def _score_zeros(score: Score, name: str, text: str, wanted: Sequence[Any], found: Sequence[Any]) -> None:
    left = list(found)
    for key in wanted:
        same = next((one for one in left if _overlap(one, key)), None)
        right = same is not None and (not key["indicator"] or same["indicator"] == key["indicator"])
        score.zeros_found.add(right)
        if same is not None:
            left.remove(same)
        if not right:
            score.misses.append(
                f"{name}: zero: {same and same['indicator']}, not {key['indicator']}: {_context(text, key)}"
            )
    for one in found:
        score.zeros_true.add(one not in left)
    score.misses += [f"{name}: false zero: {_context(text, one)}" for one in left]


def _score_demands(score: Score, name: str, text: str, wanted: Sequence[Any], found: Sequence[Any]) -> None:
    left = list(found)
    for key in wanted:
        same = max(left, key=lambda one: _common(one, key), default=None)
        is_same = same is not None and _common(same, key) >= SAME_CUT
        score.demands_found.add(is_same)
        if not is_same or same is None:
            score.misses.append(f"{name}: demand missed or cut otherwise: {text[key['start'] : key['end']][:160]!r}")
            near = same if same is not None and _common(same, key) > 0 else None
            if near is None:
                score.leads.add(not key["lead"]) if key["lead"] else None
                continue
            same = near
        else:
            left.remove(same)
        for what, share in (("lead", score.leads), ("deadline", score.deadlines), ("coordinating", score.coordinating)):
            right = _same_fact(key[what], same[what])
            if key[what] or same[what]:
                share.add(right)
            if not right:
                score.misses.append(
                    f"{name}: {what}: {same[what]!r}, not {key[what]!r}: {text[key['start'] : key['end']][:100]!r}"
                )
        score.standing.add(same["standing"] == key["standing"])
    for one in found:
        score.demands_true.add(one not in left)
    score.misses += [f"{name}: false demand: {text[one['start'] : one['end']][:120]!r}" for one in left]


def one_unit(one: str, other: str) -> bool:
    """True for the same noun; "vụ" and "vụ việc", "lượt" and "lượt người" count as the same."""
    first, second = (" ".join(normal(unit).split()) for unit in (one, other))
    return first == second or f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} ")


def _same_fact(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, str) and isinstance(found, str):
        return _plain(wanted) == _plain(found)
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_same_fact(value, found.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list | tuple):
        return len(wanted) == len(found) and all(any(_same_fact(one, other) for other in found) for one in wanted)
    return (wanted or None) == (found or None)


def _plain(text: str) -> str:
    return " ".join(normal(text).replace("-", " ").replace('"', " ").split()).strip(" .,;:")


def _overlap(one: Any, other: Any) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _common(one: Any, other: Any) -> float:
    """The characters that both have, as a share of those that either has."""
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    either = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float(max(0, both) / either)


def _context(text: str, place: Any) -> str:
    before, behind = text[max(0, place["start"] - 50) : place["start"]], text[place["end"] : place["end"] + 40]
    return f"{before}[{text[place['start'] : place['end']]}]{behind}".replace("\n", "⏎")


def _resolved(value: Any, text: str) -> Any:
    """A key whose places [start, end] are made the words that stand there."""
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return text[value[0] : value[1]]
    if isinstance(value, list):
        return [_resolved(one, text) for one in value]
    if isinstance(value, dict):
        return {name: _resolved(one, text) for name, one in value.items()}
    return value


def rows_of(score: Score, what: str) -> Iterator[Row]:
    """A score as lines of the results."""
    for name, words in NAMES.items():
        share: Share = getattr(score, name)
        target = TARGETS.get(name)
        kept = share.part >= target if target is not None and share.of else None
        yield Row(f"{what}: {words}", str(share), "–", "–", f"at least {target:.0%}" if target else "–", kept)


def report(arguments: Sequence[str]) -> int:
    """Score a folder against keys, say what was missed; 1 when a target was."""
    texts, keys = map(Path, arguments)
    try:
        score = score_folder(texts, keys)
    except FileNotFoundError as error:
        print(error)
        return 2
    for miss in score.misses:
        print(miss)
    rows = list(rows_of(score, texts.name))
    print(
        "\n".join(
            f"{row.what}: {row.ours}" + ("" if row.kept is not False else f"  (target {row.target} missed)")
            for row in rows
        )
    )
    return 1 if any(row.kept is False for row in rows) else 0


def run(folder: Path) -> list[Row]:
    """The program's own passages, and how long reading takes."""
    made = list(rows_of(score_folder(OWN / "tuned", OWN / "tuned"), "passages tuned on"))
    made += rows_of(score_folder(OWN / "held", OWN / "held"), "passages held apart")
    return made + _speed()


def _speed() -> list[Row]:
    texts = "\n\n".join(file.read_text(encoding="utf-8") for file in sorted((OWN / "tuned").glob("t*.txt")))
    page = texts[:3000]
    reader.read_text(page)
    times = []
    for _run in range(15):
        start = time.perf_counter()
        reader.read_text(page)
        times.append(time.perf_counter() - start)
    one = statistics.median(times)
    long_text = (texts * (1_000_000 // len(texts) + 1))[:1_000_000]
    start = time.perf_counter()
    reader.read_text(long_text)
    whole = time.perf_counter() - start
    return [
        Row("a page of 3.000 characters read", milliseconds(one), "–", "–", "at most 10 ms", one <= 0.010),
        Row("1.000.000 characters read", milliseconds(whole), "–", "–", "below 3 s", whole < 3),
    ]
