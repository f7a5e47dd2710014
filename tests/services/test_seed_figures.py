"""The figures and zeros of five real reports, each typed into a cell as a clerk would, and read back everywhere."""

import json
from datetime import date
from pathlib import Path

import pytest

from giaoban_desktop.domain.numbers import format_number, parse_number
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.papers.content import Table
from giaoban_desktop.services import annex, figure_files, figure_typing, figures, series, table_files
from giaoban_desktop.storage import indicators
from tests.builders import new_book

KEYS = Path(__file__).parent.parent / "data" / "reading" / "seeds"
Q1, TODAY = quarter(2026, 1), date(2026, 3, 25)


def typed_words(figure):
    """A figure as it is typed: "gần 50", "3.313"."""
    number = format_number(parse_number(figure["value"].replace(".", ",")))
    return f"{figure['qualifier']} {number}" if figure["qualifier"] else number


def figures_of(file):
    """Code to what is typed for it; where a report says an indicator twice (by parts), the first."""
    key = json.loads(file.read_text(encoding="utf-8"))
    found = {one["indicator"]: "0" for one in key["zeros"] if one["indicator"]}
    for one in reversed(key["figures"]):
        if one["indicator"]:
            found[one["indicator"]] = typed_words(one)
    return found


@pytest.mark.parametrize("file", sorted(KEYS.glob("*.json")), ids=lambda file: file.stem[:3])
def test_what_a_report_counts_is_typed_and_read_back(tmp_path, file):
    wanted = figures_of(file)
    assert len(wanted) >= 2
    with new_book(tmp_path) as db:
        meeting_id = series.start_first(db, Q1, today=TODAY)[1]
        for code, words in wanted.items():
            figure_typing.type_value(db, code, None, Q1, words)
        report = figures.report(db, Q1)
        assert {row.indicator.code: row.value.text for row in report.rows} == wanted
        assert {row.indicator.code for row in report.rows if row.value.text == "0"} == {
            code for code, words in wanted.items() if words == "0"
        }
        known = {one.name: one.code for one in indicators.list_indicators(db)}
        table = next(block for block in annex.content(db, meeting_id).blocks if isinstance(block, Table))
        printed = {known[row[1]]: row[-1] for place, row in enumerate(table.rows) if place not in table.headings}
        assert {code: "không" for code, words in wanted.items() if words == "0"}.items() <= printed.items()
        assert printed.keys() == wanted.keys()
        figure_files.export(db, Q1, tmp_path / "so.xlsx")
        planned = figure_files.plan(db, table_files.read(tmp_path / "so.xlsx"), today=TODAY)
        assert (planned.new, planned.changed, planned.unchanged, planned.refused) == ((), (), len(wanted), ())
