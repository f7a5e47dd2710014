"""What speaks for each indicator that a figure may be."""

from __future__ import annotations

from collections import defaultdict

_PLACE_LIMIT, _MORE = 5.0, 0.3
"""The strongest place counts whole, each other one with a part."""


class Scores:
    """What speaks for each indicator: of each place around a figure the strongest words, the places added up."""

    def __init__(self) -> None:
        self._by_place: dict[str, dict[str, float]] = defaultdict(dict)
        self._best: dict[str, float] = {}
        self.why: dict[str, str] = {}

    def add(self, place: str, code: str, score: float, why: str) -> None:
        of_place = self._by_place[place]
        if score > of_place.get(code, 0.0):
            of_place[code] = score
            if score >= self._best.get(code, 0.0):
                self._best[code] = score
                self.why[code] = why

    def totals(self) -> dict[str, float]:
        found: dict[str, list[float]] = defaultdict(list)
        for place, of_place in self._by_place.items():
            for code, score in of_place.items():
                found[code].append(score if place == "last" else min(score, _PLACE_LIMIT))
        return {code: max(scores) + _MORE * (sum(scores) - max(scores)) for code, scores in found.items()}
