"""How tables, notes, signatures and places to fill in are laid out, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from giaoban_desktop.papers.content import LEADER, Column, ColumnRole, Role, Signature, Table, plain
from giaoban_desktop.papers.minutes import minutes
from tests.papers import builders
from tests.papers.printed import COLUMNS, MM, bare, body_text, letters, long_text, opened_pdf


@pytest.mark.parametrize("count", range(1, 9))
def test_no_head_signs_alone_in_a_row_below_others(fonts, quarter, count):
    heads = tuple(Signature(f"TRƯỞNG {n}", f"Đội{n}") for n in range(count))
    signatures = replace(quarter.signatures, heads_title="ĐẠI DIỆN CÁC LỰC LƯỢNG", heads=heads)
    with opened_pdf(replace(quarter, signatures=signatures), fonts) as opened:
        lines = [line["text"] for page in opened.pages for line in page.extract_text_lines()]
    rows = [line.count("Đội") for line in lines if "Đội0" in line or line.startswith("Đội")]
    assert sum(rows) == count
    assert max(rows) - min(rows) <= 1
    assert max(rows) <= 3


def test_the_heads_of_four_forces_sign_two_by_two(fonts):
    with opened_pdf(minutes(builders.coast()), fonts) as opened:
        lines = [line["text"] for line in opened.pages[-1].extract_text_lines()]
    assert "Trung tá Nguyễn Thanh Tùng Thiếu tá Phạm Văn Hiếu" in lines
    assert "Trung tá Đỗ Minh Khôi Lưu Hải Đăng" in lines


def words_of_head(opened) -> list[list[str]]:
    """The words in the first row of each table, page by page."""
    heads = [table.rows[0] for page in opened.pages for table in page.find_tables()]
    pages = [page for page in opened.pages for _ in page.find_tables()]
    return [
        " ".join(page.crop(cell).extract_text() for cell in head.cells if cell).split()
        for page, head in zip(pages, heads, strict=True)
    ]


def test_titles_and_numbers_of_four_forces_are_not_broken_inside_words(fonts):
    with opened_pdf(minutes(builders.coast()), fonts) as opened:
        (head,) = words_of_head(opened)
        text = " ".join(page.extract_text() for page in opened.pages)
    assert sorted(head) == sorted(
        "TT Chỉ tiêu Đơn vị Công an phường Ban CHQS phường Đồn Biên phòng Hải quan cảng Chung".split()
    )
    assert "1.250.000.000" in text


@pytest.mark.parametrize("count", range(1, 13))
def test_columns_of_long_words_make_more_tables_as_wide_as_the_text(fonts, count):
    columns = tuple(Column(f"Nghiêm{n:02d}nghiêm phường", ColumnRole.FIGURE) for n in range(count))
    table = Table((*COLUMNS[:3], *columns), (("1", "Vụ cháy", "vụ", *(str(n + 100) for n in range(count))),) * 2)
    content = replace(minutes(builders.facts()), blocks=(table,))
    with opened_pdf(content, fonts) as opened:
        found = [table for page in opened.pages for table in page.find_tables()]
        heads = words_of_head(opened)
        said = " ".join(page.extract_text() for page in opened.pages).split()
    assert {round((table.bbox[2] - table.bbox[0]) * MM) for table in found} == {160}
    assert [word for head in heads for word in head if word.startswith("Nghiêm")] == [
        column.title.split()[0] for column in columns
    ]
    assert all(said.count(str(n + 100)) == 2 for n in range(count))


@pytest.mark.parametrize("lines", range(14, 30))
def test_the_note_under_a_table_stays_with_its_last_row(fonts, quarter, lines):
    filler = [plain(f"Dòng {number}") for number in range(lines)]
    table = Table(COLUMNS, tuple((str(n), f"Hàng {n}", "vụ", "0") for n in range(6)))
    blocks = [*filler, table, plain("Ghi chú: * là số liệu tạm tính.", Role.NOTE), plain("Ghi chú: b.", Role.NOTE)]
    with opened_pdf(replace(quarter, blocks=tuple(blocks)), fonts) as opened:
        pages = [page.extract_text() for page in opened.pages]
        boxes = [table.bbox for page in opened.pages for table in page.find_tables()]
    assert ["Hàng 5" in page for page in pages] == ["tạm tính" in page for page in pages]
    assert "".join(pages).count("Ghi chú") == 2
    assert all(round((right - left) * MM) == 160 for left, _top, right, _bottom in boxes)


def test_a_note_longer_than_a_page_still_prints(fonts, quarter):
    table = Table(COLUMNS, (("1", "Vụ cháy", "vụ", "0"),))
    note = plain(f"Ghi chú: {long_text(20_000)}", Role.NOTE)
    with opened_pdf(replace(quarter, blocks=(table, note)), fonts) as opened:
        assert bare(note.text) in body_text(opened)


@pytest.mark.parametrize("name", ["Chủ trì (chủ tọa): ", "Địa điểm: ", "Nơi đây là một dòng dài " * 3, ""])
def test_a_place_to_fill_in_runs_to_the_end_of_its_line(fonts, quarter, name):
    with opened_pdf(replace(quarter, blocks=(plain(name + LEADER), plain("Sau"))), fonts) as opened:
        page = opened.pages[0]
        dots = letters(page, "………")
        label = letters(page, name.split()[0]) if name else dots
    assert label[0]["x0"] * MM == pytest.approx(40, abs=0.5)
    assert 184 < max(char["x1"] for char in dots) * MM <= 190.1
    gaps = [right["x0"] - left["x1"] for left, right in pairwise(label)]
    assert max(gaps) < 5


def test_without_chair_and_secretary_each_keeps_its_line(fonts):
    with opened_pdf(minutes(builders.facts()), fonts) as opened:
        lines = [line["text"] for line in opened.pages[0].extract_text_lines()]
    chair = next(line for line in lines if line.startswith("Chủ trì"))
    assert chair.count("…") > 20
    assert next(line for line in lines if line.startswith("Thư ký")).count("…") > 15
    assert [line for line in lines if set(line) == {"…"}] == []
