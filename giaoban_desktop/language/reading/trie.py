"""A pattern that finds the longest of many words in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie(words_: Iterable[str], blank: str = r"\s+") -> str:
    """A pattern that finds the longest of many words in time that does not grow with their number."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words_:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(root, blank) if root else "(?!)"


def _pattern(node: dict[str, dict], blank: str) -> str:  # type: ignore[type-arg]
    branches = [
        (blank if character == " " else re.escape(character)) + _pattern(below, blank)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    inner = f"(?:{'|'.join(branches)})"
    return f"{inner}?" if "" in node else inner
