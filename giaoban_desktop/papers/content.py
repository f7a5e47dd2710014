"""What a paper says, as plain data: no layout, no layers below, the same JSON for the same content.

The JSON of an issued paper is kept for ever, so that the paper can be set again; `FORMAT` rises when its shape changes,
and older formats stay readable. Every text is in NFC, without signs that cannot be seen, as it will stand on paper.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from unicodedata import normalize

from giaoban_desktop.errors import UserError

FORMAT = 1
LANGUAGE = "vi-VN"

LEADER = "…" * 24
"""At the end of a paragraph: left to be filled in by hand, printed as dots to the end of the line."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, joiners, direction marks and the like, pasted from Word and web pages; some would print as boxes."""


class Role(StrEnum):
    """What a paragraph is in the body; its look follows from this."""

    BODY = "body"
    HEADING = "heading"
    POINT = "point"
    """The title of a point; stays with what follows."""
    NOTE = "note"
    """Explains the table above it."""


class ColumnRole(StrEnum):
    """What a column holds; its width and alignment follow from this."""

    ORDER = "order"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        _clean_fields(self, "text")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; runs follow each other without a space of their own."""

    runs: tuple[Run, ...]
    role: Role = Role.BODY

    @property
    def text(self) -> str:
        """Its letters without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with its title."""

    title: str
    role: ColumnRole

    def __post_init__(self) -> None:
        _clean_fields(self, "title")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has one text per column. `headings` are the places of rows that name those below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    headings: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        rows = tuple(tuple(_clean(cell) for cell in row) for row in self.rows)
        object.__setattr__(self, "rows", rows)
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError("a row of a table must have one cell per column")


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class MonthChart:
    """The months of a year as bars of `names` stacked, with the bars of another year beside, and a line of sums.

    Each row of numbers has twelve, None for what is not known; a sentence and a table beside it say the same.
    """

    names: tuple[str, ...]
    stacks: tuple[tuple[float | None, ...], ...]
    beside_name: str
    beside: tuple[float | None, ...]
    sums_name: str
    sums: tuple[float | None, ...]

    def __post_init__(self) -> None:
        _clean_fields(self, "beside_name", "sums_name")
        object.__setattr__(self, "names", tuple(_clean(name) for name in self.names))


@dataclass(frozen=True, slots=True)
class Header:
    """Who issues the paper, and its number; an empty number is written in by hand after signing."""

    body_above: str
    issuing_body: str
    symbol: str
    number: str = ""

    def __post_init__(self) -> None:
        _clean_fields(self, "body_above", "issuing_body", "symbol", "number")


@dataclass(frozen=True, slots=True)
class Signature:
    """The place where one person signs: in what capacity, and the name below ("" leaves it to be written)."""

    title: str
    name: str = ""

    def __post_init__(self) -> None:
        _clean_fields(self, "title", "name")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Secretary left, chair right; `heads` sign below them, each in a column, under `heads_title`."""

    left: Signature
    right: Signature
    heads_title: str = ""
    heads: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        _clean_fields(self, "heads_title")


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who receives the paper: complete lines ("- Công an phường;"), the last one about the file."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(_clean(line) for line in self.lines))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield " | ".join(column.title for column in block.columns)
        yield from (" | ".join(row) for row in block.rows)


@dataclass(frozen=True, slots=True)
class Content:
    """A whole paper. `closing` is what the signatures must never be torn from."""

    document_type: str
    abstract: str
    header: Header
    blocks: tuple[Block, ...]
    closing: tuple[Paragraph, ...]
    signatures: Signatures
    recipients: Recipients

    def __post_init__(self) -> None:
        _clean_fields(self, "document_type", "abstract")

    @property
    def texts(self) -> list[str]:
        """Its paragraphs and the rows of its tables as plain text, from the top of the first page to the end."""
        signed = (self.signatures.left, self.signatures.right, *self.signatures.heads)
        return [
            self.header.body_above,
            self.header.issuing_body,
            self.document_type,
            self.abstract,
            *(text for block in self.blocks for text in _texts(block)),
            *(one.text for one in self.closing),
            *(" – ".join(filter(None, (one.title, one.name))) for one in signed),
            *self.recipients.lines,
        ]

    def with_texts(self, change: Callable[[str, bool], str]) -> Content:
        """The same paper with every text changed; True goes with the text that begins a paragraph."""

        def signed(signature: Signature) -> Signature:
            return Signature(change(signature.title, False), change(signature.name, False))

        header, signatures = self.header, self.signatures
        return Content(
            change(self.document_type, False),
            change(self.abstract, False),
            Header(
                change(header.body_above, False),
                change(header.issuing_body, False),
                change(header.symbol, False),
                change(header.number, False),
            ),
            tuple(block_with_texts(block, change) for block in self.blocks),
            tuple(_paragraph_with_texts(paragraph, change) for paragraph in self.closing),
            Signatures(
                signed(signatures.left),
                signed(signatures.right),
                change(signatures.heads_title, False),
                tuple(signed(head) for head in signatures.heads),
            ),
            Recipients(tuple(change(line, True) for line in self.recipients.lines)),
        )

    def to_json(self) -> str:
        """The content as JSON text, the same letter for letter whenever the content is the same."""
        return json.dumps(_content_data(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @staticmethod
    def from_json(text: str) -> Content:
        """The content that `to_json` wrote. Raises: UserError for a newer format, ValueError for damaged text."""
        data = json.loads(text)
        if not isinstance(data, dict) or not isinstance(data.get("format"), int):
            raise ValueError("no content of a paper")
        if data["format"] > FORMAT:
            raise UserError("The paper was made by a newer version of the program. Open it with that version.")
        try:
            return _content_from(data)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"damaged content of a paper: {error!r}") from error


def plain(text: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(text),), role)


def block_with_texts(block: Block, change: Callable[[str, bool], str]) -> Block:
    """The same block with every text changed, as `Content.with_texts`."""
    if isinstance(block, Paragraph):
        return _paragraph_with_texts(block, change)
    columns = tuple(Column(change(column.title, False), column.role) for column in block.columns)
    rows = tuple(tuple(change(cell, False) for cell in row) for row in block.rows)
    return Table(columns, rows, block.headings)


def _paragraph_with_texts(paragraph: Paragraph, change: Callable[[str, bool], str]) -> Paragraph:
    runs = (replace(run, text=change(run.text, place == 0)) for place, run in enumerate(paragraph.runs))
    return Paragraph(tuple(runs), paragraph.role)


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", normalize("NFC", text)).replace("\u2011", "-")


def _clean_fields(value: object, *names: str) -> None:
    for name in names:
        object.__setattr__(value, name, _clean(getattr(value, name)))


def _run_data(run: Run) -> dict[str, Any]:
    looks = {"bold": run.bold, "italic": run.italic}
    return {"text": run.text, **{name: True for name, is_set in looks.items() if is_set}}


def block_data(block: Block) -> dict[str, Any]:
    """A block as plain data for JSON."""
    if isinstance(block, Table):
        columns = [{"role": column.role.value, "title": column.title} for column in block.columns]
        headings = {"headings": list(block.headings)} if block.headings else {}
        return {"table": {"columns": columns, "rows": [list(row) for row in block.rows], **headings}}
    return {"paragraph": {"role": block.role.value, "runs": [_run_data(run) for run in block.runs]}}


def _signature_data(signature: Signature) -> dict[str, Any]:
    return {"name": signature.name, "title": signature.title}


def _content_data(content: Content) -> dict[str, Any]:
    header, signatures = content.header, content.signatures
    return {
        "format": FORMAT,
        "document_type": content.document_type,
        "abstract": content.abstract,
        "header": {
            "body_above": header.body_above,
            "issuing_body": header.issuing_body,
            "symbol": header.symbol,
            "number": header.number,
        },
        "blocks": [block_data(block) for block in content.blocks],
        "closing": [block_data(paragraph) for paragraph in content.closing],
        "signatures": {
            "left": _signature_data(signatures.left),
            "right": _signature_data(signatures.right),
            "heads_title": signatures.heads_title,
            "heads": [_signature_data(head) for head in signatures.heads],
        },
        "recipients": list(content.recipients.lines),
    }


def block_from(data: Mapping[str, Any]) -> Block:
    """The block that `block_data` gave."""
    if "table" in data:
        table = data["table"]
        columns = tuple(Column(column["title"], ColumnRole(column["role"])) for column in table["columns"])
        return Table(columns, tuple(tuple(row) for row in table["rows"]), tuple(table.get("headings", ())))
    return _paragraph_from(data)


def _paragraph_from(data: Mapping[str, Any]) -> Paragraph:
    paragraph = data["paragraph"]
    runs = tuple(Run(run["text"], run.get("bold", False), run.get("italic", False)) for run in paragraph["runs"])
    return Paragraph(runs, Role(paragraph["role"]))


def _signature_from(data: Mapping[str, Any]) -> Signature:
    return Signature(data["title"], data["name"])


def _content_from(data: Mapping[str, Any]) -> Content:
    header, signatures = data["header"], data["signatures"]
    return Content(
        document_type=data["document_type"],
        abstract=data["abstract"],
        header=Header(header["body_above"], header["issuing_body"], header["symbol"], header["number"]),
        blocks=tuple(block_from(block) for block in data["blocks"]),
        closing=tuple(_paragraph_from(paragraph) for paragraph in data["closing"]),
        signatures=Signatures(
            _signature_from(signatures["left"]),
            _signature_from(signatures["right"]),
            signatures["heads_title"],
            tuple(_signature_from(head) for head in signatures["heads"]),
        ),
        recipients=Recipients(tuple(data["recipients"])),
    )
