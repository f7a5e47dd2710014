"""The catalogue as a file that is handed down: TOML that people can read, and hostile until it is read.

A file says which version it is and who issued it; its groups, indicators and rules are tables of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.catalogues import CatalogueVersion
from giaoban_desktop.domain.dates import parse_iso_date
from giaoban_desktop.domain.indicators import Indicator, IndicatorGroup, IndicatorKind, clean_words, is_code
from giaoban_desktop.domain.text import LINE_LIMIT, clean_line, required_line
from giaoban_desktop.domain.validation import Formula, Severity, parse_formula
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.exchange import toml_writing
from giaoban_desktop.exchange.structured import Node

SUFFIX = ".toml"
FORMAT, FORMAT_VERSION = "giaoban-catalogue", 1
SIZE_LIMIT, ROW_LIMIT = 2 * 2**20, 4000
"""Bytes of a file and characters of one of its lines."""
ENTRY_LIMIT = 2000
DOT_LIMIT, SIGN_LIMIT = 3, 10 * ENTRY_LIMIT
"""Dots on a line, and dots and opening brackets in a file, outside quotes: the reader of TOML takes minutes over long
dotted keys. A file of this program has no such dots, and of brackets at most nine for a group, an indicator and a rule.
"""
GROUP_CODE_LIMIT, RULE_LIMIT = 12, 3900
_UNREAD = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?+|"(?:[^"\\\n]++|\\[^\n])*+"?+'''
    r"""|'''(?:[^']++|'(?!''))*+(?:'{3,5})?+|'[^'\n]*+'?+|#[^\n]*+""",
    re.DOTALL,
)
"""Texts in quotes, of one line or several, and comments. Possessive, so that no file makes it try twice."""
_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)$")
_TEXTS = ("noun", "verb", "zero", "zero_verb", "part_of", "at_least", "pairs_with", "disaggregation")
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_T = TypeVar("_T")
_EXPLAINED = """\
# Danh mục chỉ tiêu của Sổ Giao ban, để cấp trên giao xuống.
# Mỗi mã giữ nguyên ý nghĩa, không dùng lại cho chỉ tiêu khác. Khi sửa danh mục, đặt tên phiên bản (version) mới.
# Nhận vào sổ: Cài đặt, Danh mục chỉ tiêu, Nhận danh mục từ tệp.

"""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A validation rule of a file."""

    formula: Formula
    severity: Severity


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be taken over: the code (or the place in the file), and why."""

    place: str
    error: UserError


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """What a file says, as far as it can be understood."""

    version: CatalogueVersion
    office_id: str
    """The office that issued it."""
    groups: tuple[IndicatorGroup, ...]
    indicators: tuple[Indicator, ...]
    rules: tuple[RuleEntry, ...]
    refused: tuple[Refused, ...] = ()


# Writing


def written(found: CatalogueFile) -> bytes:
    """The file that says this; what was refused is left out."""
    parts = [_EXPLAINED, toml_writing.head(_head(found.version, found.office_id))]
    parts += [toml_writing.table("group", {"code": one.code, "name": one.name}) for one in found.groups]
    parts += [toml_writing.table("indicator", entry(one)) for one in found.indicators]
    parts += [
        toml_writing.table("rule", {"formula": one.formula.text, "severity": one.severity.value}) for one in found.rules
    ]
    return ("".join(parts).rstrip("\n") + "\n").encode("utf-8")


def _head(issued: CatalogueVersion, office_id: str) -> dict[str, toml_writing.Value]:
    assert issued.issued_on is not None
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "version": issued.name,
        "issued_on": issued.issued_on.isoformat(),
        "issued_by": issued.issued_by,
        "office": office_id,
    }


def entry(indicator: Indicator) -> dict[str, toml_writing.Value]:
    """An indicator by the keys of a file; what is usual is left out."""
    found: dict[str, toml_writing.Value] = {
        "code": indicator.code,
        "group": indicator.group,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "formula": derived.formula(indicator),
        "decimals": indicator.decimals,
        "forces": indicator.forces,
        "joint": indicator.joint,
        "noun": indicator.noun,
        "verb": indicator.verb,
        "zero": indicator.zero,
        "zero_verb": indicator.zero_verb,
        "part_of": indicator.part_of,
        "at_least": indicator.at_least,
        "pairs_with": indicator.pairs_with,
        "disaggregation": indicator.disaggregation,
        "aliases": indicator.aliases,
        "unit_aliases": indicator.unit_aliases,
    }
    return {key: value for key, value in found.items() if value}


# Reading


def read(file: Path) -> CatalogueFile:
    """What a file says. A file from outside is hostile until it is read.

    Entries that are wrong are refused one by one. Raises: UserError, StorageError for what is no catalogue at all.
    """
    root = Node.of(_parsed(_text_of(file), file.name), "")
    if root.raw("format") != FORMAT:
        raise UserError("{file} is no catalogue of this program; nothing was taken over.", file=file.name)
    found = root.integer("format_version")
    if found != FORMAT_VERSION:
        raise InputError(
            "This program reads version {known} of the format, not {found}.",
            field="format_version",
            known=FORMAT_VERSION,
            found=str(found)[:20],
        )
    issued_on = parse_iso_date(_line(root, "issued_on"), field="issued_on")
    issued = CatalogueVersion(_line(root, "version"), issued_on, _line(root, "issued_by"))
    office_id = _line(root, "office")
    refused: list[Refused] = []
    groups = _entries(root, "group", _read_group, refused)
    indicators = _entries(root, "indicator", _read_indicator, refused)
    rules = _entries(root, "rule", _read_rule, refused)
    root.finish()
    return CatalogueFile(issued, office_id, groups, indicators, rules, tuple(refused))


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise StorageError("{file} could not be read: {error}", file=file.name, error=error.strerror or error) from None
    if len(content) > SIZE_LIMIT:
        raise UserError(
            "{file} is larger than {limit} bytes; nothing was read. Check that it is the right file.",
            file=file.name,
            limit=SIZE_LIMIT,
        )
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UserError("{file} is not UTF-8 text. Save it as UTF-8 and try again.", file=file.name) from None


def _parsed(text: str, name: str) -> object:
    if _is_maze(text):
        raise UserError("{file} is no catalogue of this program; nothing was taken over.", file=name)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise UserError("{file} is no catalogue of this program; nothing was taken over.", file=name) from None
    except ValueError as error:  # also a number with thousands of digits
        place = _PLACE.search(str(error))
        if place is None:
            raise UserError("{file} is no catalogue of this program; nothing was taken over.", file=name) from None
        raise UserError(
            "Line {line} of {file} is written wrongly (at its character {column}): a text must stand between quotation"
            " marks, and each pair of them be closed. Put it right and open the file again.",
            file=name,
            line=int(place["line"]),
            column=int(place["column"]),
        ) from None


def _is_maze(text: str) -> bool:
    """True for what the reader of TOML would take very long over. Takes no longer than the text is long."""
    if max(map(len, text.split("\n"))) > ROW_LIMIT:
        return True
    bare = _UNREAD.sub('""', text)
    return sum(map(bare.count, ".[{")) > SIGN_LIMIT or any(row.count(".") > DOT_LIMIT for row in bare.split("\n"))


def _entries(root: Node, name: str, read_one: Callable[[Node], _T], refused: list[Refused]) -> tuple[_T, ...]:
    """The tables of one kind that can be read; the others are refused, each by its code where it has one."""
    listed = root.raw(name)
    if isinstance(listed, list) and len(listed) > ENTRY_LIMIT:
        raise UserError("At most {limit} entries fit into a catalogue; nothing was taken over.", limit=ENTRY_LIMIT)
    found = []
    for at, node in enumerate(root.nodes(name), start=1):
        code = node.raw("code") if name == "indicator" else None
        node.path = code if isinstance(code, str) and is_code(code) else f"{name}[{at}]"
        try:
            found.append(read_one(node))
        except InputError as error:
            refused.append(Refused(node.path, error))
    return tuple(found)


def _read_group(node: Node) -> IndicatorGroup:
    code = required_line(_line(node, "code", GROUP_CODE_LIMIT), field=node.place("code"))
    name = required_line(_line(node, "name"), field=node.place("name"))
    return node.build(lambda: IndicatorGroup(code, name))


def _read_indicator(node: Node) -> Indicator:
    code, formula = node.text("code"), _line(node, "formula", default="")
    if not is_code(code):
        raise InputError("{value}: a code is item.measure, like 19.1.", field=node.place("code"), value=code[:20])
    kind = node.choice("kind", IndicatorKind, IndicatorKind.FLOW)
    if formula and kind is not IndicatorKind.RATIO:
        raise InputError("Only what is of the kind ratio has a formula.", field=node.place("formula"))
    above, below = derived.parse_formula(formula) if formula else ("", "")
    more: dict[str, Any] = {name: _line(node, name, default="") for name in _TEXTS}
    more |= {name: _words(node, name) for name in ("forces", "aliases", "unit_aliases")}
    group, name = _line(node, "group", GROUP_CODE_LIMIT), _line(node, "name")
    unit, decimals, joint = _line(node, "unit"), node.integer("decimals") or 0, node.flag("joint")
    return node.build(
        lambda: Indicator(
            code,
            group,
            name,
            unit,
            kind=kind,
            joint=joint,
            decimals=decimals,
            numerator=above,
            denominator=below,
            **more,
        )
    )


def _read_rule(node: Node) -> RuleEntry:
    formula, severity = parse_formula(_line(node, "formula", RULE_LIMIT)), node.choice("severity", Severity)
    return node.build(lambda: RuleEntry(formula, severity))


def _line(node: Node, name: str, limit: int = LINE_LIMIT, default: str | None = None) -> str:
    return _clean(node.text(name, default), node.place(name), limit)


def _words(node: Node, name: str) -> tuple[str, ...]:
    words, place = node.texts(name), node.place(name)
    for word in words:
        _refuse_broken(word, place)
    return clean_words(words, field=place)


def _clean(text: str, place: str, limit: int) -> str:
    _refuse_broken(text, place)
    return clean_line(text, field=place, limit=limit)


def _refuse_broken(text: str, place: str) -> None:
    if _BROKEN.search(text):
        raise InputError("The text holds a broken character. Type it again without it.", field=place)
