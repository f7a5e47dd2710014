"""Signs that the typeface lacks: what stands in their place, and what is told of them."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.papers import pdf, signs
from giaoban_desktop.papers.content import (
    Column,
    ColumnRole,
    Content,
    Header,
    Paragraph,
    Recipients,
    Run,
    Signature,
    Table,
    plain,
)
from giaoban_desktop.papers.fonts import Fonts, choose
from giaoban_desktop.papers.minutes import minutes
from tests.papers import builders

FONTS = Fonts(choose(()))
EMPTY = minutes(builders.facts())


def printed(text: str) -> str:
    """What stands in print for a paragraph."""
    (block,) = signs.printable(replace(EMPTY, blocks=(plain(text),)), FONTS).blocks
    assert isinstance(block, Paragraph)
    return block.text


def read_back(content: Content) -> str:
    with pdfplumber.open(io.BytesIO(pdf.render(content, fonts=FONTS))) as opened:
        return "".join(char["text"] for page in opened.pages for char in page.chars)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("oﬃce, ﬁ", "office, fi"),
        ("③ ⑫ ⑴ ❸", "(3) (12) (1) (3)"),
        ("Quý Ⅳ, １２ ㎡, 37℃", "Quý IV, 12 m², 37°C"),
        ("10⁰ và 2⅐", "10^0 và 2 1⁄7"),
        ("m² ½ “tốt” – đạt ≥ 90%… № 5", "m² ½ “tốt” – đạt ≥ 90%… № 5"),
        ("A ⇒ B", "A → B"),
        ("một\u3000hai\tba\u00a0bốn", "một hai ba\u00a0bốn"),
        ("a\x00b\x07c", "abc"),
        ("3\ufe0f\u20e3 điểm", "3 điểm"),
        ("٣ vụ", "3 vụ"),
    ],
)
def test_other_forms_of_known_signs_print_as_these_and_nothing_is_told(typed, shown):
    assert printed(typed) == shown
    assert signs.lacking(replace(EMPTY, blocks=(plain(typed),)), FONTS) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("✅ Xong", "- Xong"),
        ("\uf0b7\tĐã nộp", "- Đã nộp"),
        ("✔✔Hai", "- Hai"),
        ("✅ - Ba", "- Ba"),
        ("- ✅ Bốn", "- Bốn"),
        ("‣ Năm", "- Năm"),
        ("Tốt 😀.", "Tốt."),
        ("Tốt 👍🏻 lắm 👨‍👩‍👧", "Tốt lắm"),
        ("(✅ xong)", "(xong)"),
        ("một😀hai", "một hai"),
    ],
)
def test_a_picture_is_a_dash_at_the_beginning_and_nothing_elsewhere(typed, shown):
    assert printed(typed) == shown
    assert signs.lacking(replace(EMPTY, blocks=(plain(typed),)), FONTS)


def test_a_letter_of_another_script_leaves_a_visible_mark():
    assert printed("Ông 李明") == "Ông ??"


def test_what_is_lacking_is_told_once_each_with_its_place():
    content = replace(EMPTY, blocks=(plain("✅ Xong 李"), plain("Lại ✅ và ③")), recipients=Recipients(("- 😀;",)))
    assert signs.lacking(content, FONTS) == [
        signs.Lacking("✅", "-", "✅ Xong 李"),
        signs.Lacking("李", "?", "✅ Xong 李"),
        signs.Lacking("😀", "", "- 😀;"),
    ]
    assert pdf.unprintable(content, fonts=FONTS) == "✅李😀"


def test_a_usual_paper_is_left_as_it_is():
    content = minutes(builders.first_quarter())
    assert signs.printable(content, FONTS) is content
    assert signs.lacking(content, FONTS) == []


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_nothing_reads_back_as_a_box_wherever_it_is_typed(text):
    table = Table((Column(text, ColumnRole.NAME), Column("Số", ColumnRole.FIGURE)), ((text, text),))
    content = replace(
        EMPTY,
        abstract=f"Họp {text}",
        header=Header(text, f"CÔNG AN {text}", text, text),
        blocks=(Paragraph((Run(text), Run(text, bold=True), Run(text, italic=True))), table),
        signatures=replace(EMPTY.signatures, heads_title=text, heads=(Signature(f"A {text}", text),)),
        recipients=Recipients((text,)),
    )
    shown = signs.printable(content, FONTS)
    assert signs.lacking(shown, FONTS) == []
    said = read_back(content)
    assert "\x00" not in said
    assert "(cid:" not in said
    (paragraph, _table) = shown.blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(paragraph.text.split()) in "".join(said.split())
