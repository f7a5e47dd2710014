"""The sample office is the main job from end to end; it is made once for all tests here."""

import os
from datetime import date
from pathlib import Path

import pytest

from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import StorageError
from giaoban_desktop.papers import conformance
from giaoban_desktop.services import checks, directives, figures, meetings, packages, sample
from giaoban_desktop.storage.database import Database


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    os.environ["GIAOBAN_HOME"] = str(tmp_path_factory.mktemp("home"))
    made = tmp_path_factory.mktemp("demo")
    sample.make(made)
    return made


def test_it_writes_the_four_files_and_nothing_else(folder):
    assert sorted(file.name for file in folder.iterdir()) == [
        "bien-ban-2026-02.pdf",
        "bien-ban-2026-Q1.pdf",
        "giaoban.db",
        "goi-2026-Q1.gbn",
    ]


def test_the_book_is_whole(folder):
    assert checks.check(folder / "giaoban.db") == []


def test_five_years_of_briefings(folder):
    with Database.open_read_only(folder / "giaoban.db") as db:
        found = meetings.listed(db)
    assert len(found) == 60
    assert (found[0].period.code, found[-1].period.code) == ("2021-04", "2026-Q1")
    assert {meeting.state for meeting in found[:-1]} == {MeetingState.ISSUED}
    assert found[-1].state is MeetingState.READY


def test_the_figures_of_the_two_briefings(folder):
    with Database.open_read_only(folder / "giaoban.db") as db:
        february, first_quarter = figures.report(db, month(2026, 2)), figures.report(db, quarter(2026, 1))
        others = [figures.report(db, month(2026, n)) for n in (1, 3)]
    value = {row.indicator.code: row.value.text for row in first_quarter.rows}
    assert {row.indicator.code: row.value.text for row in february.rows if row.indicator.item in (9, 10)} == {
        "9.1": "41",
        "10.2": "303",
    }
    wanted = {"9.1": "88", "10.2": "448", "39.1": "4", "19.1": "3", "19.2": "3"}
    zeros = dict.fromkeys(("23.1", "24.1", "49.1", "52.1"), "0")
    assert {code: value[code] for code in {**wanted, **zeros}} == {**wanted, **zeros}
    both = [
        sum(row.value.number.amount for found in others for row in found.rows if row.indicator.code == code)
        for code in ("9.1", "10.2")
    ]
    assert both == [47, 145]


def test_28_directives_with_the_fire_drill_and_some_overdue(folder):
    with Database.open_read_only(folder / "giaoban.db") as db:
        found = directives.listed(db, as_of=sample.TODAY)
        overdue = directives.listed(db, as_of=sample.TODAY, only_overdue=True)
    assert len(found) == 28
    assert len(overdue) == 2
    (drill,) = [directive for directive in found if "diễn tập phương án phòng cháy" in directive.text]
    assert drill.deadline is not None
    assert (drill.deadline.due_on, drill.deadline.words) == (date(2026, 12, 31), "chậm nhất trong quý IV năm 2026")
    assert {directive.state for directive in found} == set(DirectiveState)


def test_both_minutes_keep_every_rule_of_the_decree(folder):
    for name in sample.MINUTES.values():
        findings = conformance.check((folder / name).read_bytes())
        assert [finding for finding in findings if not finding.passed] == []
        assert len(findings) > 30


def test_the_package_is_whole(folder):
    found = packages.inspect(folder / sample.PACKAGE_NAME)
    assert (found.counts["meeting"], found.counts["document"]) == (3, 3)


def test_an_untouched_sample_is_made_anew_and_a_used_one_is_left(tmp_path):
    made = tmp_path / "demo"
    made.mkdir()
    (made / "giaoban.db").write_text("của người khác")
    with pytest.raises(StorageError, match="exists already"):
        sample.make(made)
    assert (made / "giaoban.db").read_text() == "của người khác"
