"""Figures go out as a table and come back unchanged; what is wrong in one is told by its line, and nothing is kept."""

import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    REPORTED_ZERO,
    Disaggregation,
    Status,
    number_value,
    parse_value,
)
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import month, quarter, whole_year
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import completeness, documents, figure_files, figures, history, table_files
from giaoban_desktop.storage import figures as figure_rows
from tests.builders import UNITS, freeze, new_book, observation, record

CA, TODAY = UNITS["CA"].id, date(2026, 3, 25)
HEAD = ["Kỳ", "Mã chỉ tiêu", "Đơn vị báo cáo", "Số liệu"]


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def fill(db):
    """Figures in every state."""
    for one in (
        observation("9.1", 88),
        observation("9.1", REPORTED_ZERO, period=month(2026, 1)),
        observation("41.2", parse_value("gần 1.500?")),
        observation("20.1", number_value(Quantity(1235, 2)), unit_id=CA),
        observation("56.1", NOT_APPLICABLE, period=month(2026, 2), unit_id=CA),
        observation("2.1", 120, disaggregation=Disaggregation("level", "tỉnh"), note="theo công văn 12"),
        observation("1.1", parse_value("hơn 370"), period=month(2026, 3), counted_to=date(2026, 3, 24)),
    ):
        figures.record(db, one)


def counts(planned):
    return (len(planned.new), len(planned.changed), planned.unchanged, [one.line for one in planned.refused])


def planned(db, rows):
    return figure_files.plan(db, rows, today=TODAY)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_was_written_comes_back_unchanged(db, tmp_path, name):
    fill(db)
    assert figure_files.export(db, whole_year(2026), tmp_path / name) == 7
    assert counts(planned(db, table_files.read(tmp_path / name))) == (0, 0, 7, [])


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_another_book_takes_every_state_over(db, tmp_path, name):
    fill(db)
    figure_files.export(db, whole_year(2026), tmp_path / name)
    with new_book(tmp_path, "other.db") as other:
        found = planned(other, table_files.read(tmp_path / name))
        assert counts(found) == (7, 0, 0, [])
        figure_files.keep(other, found, name)
        kept = {(one.key, one.value, one.note) for one in figure_rows.list_all(other)}
        assert kept == {(one.key, one.value, one.note) for one in figure_rows.list_all(db)}
        history.undo(other, history.undoable(other).seq)
        assert figure_rows.list_all(other) == []


def test_exact_numbers_are_numbers_in_the_sheet_and_words_are_words(db, tmp_path):
    fill(db)
    figure_files.export(db, whole_year(2026), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    values = {row[1].value: row[6].value for row in sheet.iter_rows(min_row=2) if row[0].value == "2026-Q1"}
    assert values["9.1"] == 88
    assert values["20.1"] == 12.35
    assert values["41.2"] == "gần 1.500?"


def test_new_changed_and_taken_back_are_told_apart(db):
    fill(db)
    rows = [
        HEAD,
        ["2026-Q1", "9.1", "chung", "89"],
        ["Quý I năm 2026", "41.2", "", "gần 1.500?"],
        ["2026-01", "9.1", "chung", ""],
        ["Tháng 2/2026", "9.1", "", "41"],
        ["2026-Q1", "26.1", "Công an phường An Lạc", "0"],
    ]
    found = planned(db, rows)
    assert counts(found) == (2, 2, 1, [])
    assert [one.value.status for one in found.changed] == [Status.VALUE, Status.NOT_REPORTED]
    figure_files.keep(db, found, "bảng.xlsx")
    assert counts(planned(db, rows)) == (0, 0, 5, [])


@pytest.mark.parametrize(
    "row",
    [
        ["2026-Q9", "9.1", "", "1"],
        ["", "9.1", "", "1"],
        ["2026-Q1", "99.9", "", "1"],
        ["2026-Q1", "9.1", "Đội bóng", "1"],
        ["2026-Q1", "9.1", "", "nhiều"],
        ["2026-Q1", "9.1", "", "-3"],
        ["2026-Q1", "9.1", "", "1,5"],
    ],
)
def test_a_wrong_row_is_named_by_its_line_and_nothing_is_kept(db, row):
    found = planned(db, [HEAD, ["2026-Q1", "8.1", "", "50"], row])
    assert counts(found) == (1, 0, 0, [3])
    with pytest.raises(UserError):
        figure_files.keep(db, found, "bảng.xlsx")
    assert figure_rows.list_all(db) == []


def test_the_same_figure_twice_in_a_table_is_refused(db):
    found = planned(db, [HEAD, ["2026-Q1", "8.1", "", "50"], ["2026-Q1", "8.1", "chung", "51"]])
    assert counts(found) == (1, 0, 0, [3])
    assert "2" in str(found.refused[0].error)


def test_frozen_and_locked_figures_stay(db):
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="05", issued_on=date(2026, 3, 25))
    (kept, *_others) = figure_rows.list_of_meeting(db, meeting_id)
    rows = [HEAD, [kept.period.code, kept.indicator, "chung" if kept.unit_id is None else "CA", "7777"]]
    assert counts(planned(db, rows))[3] == [2]
    completeness.lock(db, quarter(2026, 1), TODAY)
    assert "locked" in str(planned(db, [HEAD, ["2026-01", "8.1", "", "50"]]).refused[0].error)


def test_a_table_without_the_columns_that_are_needed_is_told(db):
    with pytest.raises(InputError, match="Kỳ"):
        planned(db, [["Mã chỉ tiêu", "Số liệu"], ["9.1", "3"]])
    with pytest.raises(InputError):
        planned(db, [])


def test_two_thousand_rows_of_which_forty_are_wrong(db, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    codes = ["8.1", "9.1", "10.1", "10.2", "12.1", "37.1", "38.1", "39.1"]
    wrong = []
    for n in range(2000):
        year, part = 2000 + n // 96, n % 96
        is_wrong = n % 50 == 7
        code = "77.7" if is_wrong else codes[part % 8]
        sheet.append([f"{year}-{part // 8 + 1:02d}", code, "chung", n])
        if is_wrong:
            wrong.append(n + 2)
    book.save(tmp_path / "lon.xlsx")
    found = planned(db, table_files.read(tmp_path / "lon.xlsx"))
    assert counts(found) == (1960, 0, 0, wrong)
    assert len(wrong) == 40
    with pytest.raises(UserError):
        figure_files.keep(db, found, "lon.xlsx")
    assert figure_rows.list_all(db) == []


# Files from outside


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_lines_are_read_with_any_separator(tmp_path, separator):
    file = tmp_path / "a.csv"
    file.write_text(separator.join(HEAD) + "\n" + separator.join(["2026-Q1", "9.1", "", "88"]), encoding="utf-8")
    assert table_files.read(file) == [HEAD, ["2026-Q1", "9.1", "", "88"]]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    for kind in (".csv", ".xlsx"):
        content = table_files.written([["a", "b"], ["=1+1", "@x"]], kind, "t")
        file = tmp_path / f"a{kind}"
        file.write_bytes(content)
        assert [cell.removeprefix("'") for cell in table_files.read(file)[1]] == ["=1+1", "@x"]
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A2"].data_type == "s"


def _zip(file, entries):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return file


def test_broken_and_hostile_files_are_refused_in_words(tmp_path):
    bad = [
        _zip(tmp_path / "none.xlsx", {"x.txt": "x"}),
        _zip(tmp_path / "bomb.xlsx", {f"xl/{n}.xml": b" " * 2**24 for n in range(5)}),
        _zip(tmp_path / "entity.xlsx", {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ]
    (tmp_path / "binary.csv").write_bytes(b"\x00\xff\xfe\x01" * 20)
    (tmp_path / "latin.csv").write_bytes("Kỳ;Mã".encode("utf-16-le"))
    for file in (*bad, tmp_path / "binary.csv", tmp_path / "latin.csv", tmp_path / "absent.csv"):
        with pytest.raises(UserError, match=r"\S"):
            table_files.read(file)


def test_another_kind_of_file_is_not_written(db, tmp_path):
    with pytest.raises(InputError):
        figure_files.export(db, whole_year(2026), tmp_path / "a.ods")
