"""The commands as a script would call them: what they give."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from giaoban_desktop import paths
from giaoban_desktop.storage.database import Database
from tests.builders import write_json
from tests.cli.conftest import SAMPLE


def test_record_makes_a_book_and_prints_the_id(book, run):
    file, meeting_id = book
    code, out, _ = run("meetings", "--database", file, "--json")
    (meeting,) = json.loads(out)
    assert code == 0
    assert {key: meeting[key] for key in ("id", "kind", "period", "date", "host", "state")} == {
        "id": meeting_id,
        "kind": "quarter",
        "period": "2026-Q1",
        "date": "2026-03-24",
        "host": "CA",
        "state": "draft",
    }


def test_directives_open_and_overdue(book, run):
    file, _ = book
    listed = json.loads(run("directives", "--database", file, "--json")[1])
    assert len(listed) == 9
    drill = listed[-1]
    assert (drill["lead"], drill["deadline"], drill["deadline_words"]) == (
        "CA",
        "2026-12-31",
        "chậm nhất trong quý IV năm 2026",
    )
    for as_of, count in (("2026-04-30", 0), ("2026-05-01", 1), ("2026-12-31", 1), ("2027-01-01", 2)):
        overdue = json.loads(run("directives", "--database", file, "--overdue", "--as-of", as_of, "--json")[1])
        assert len(overdue) == count, as_of
    assert len(json.loads(run("directives", "--database", file, "--open", "--json")[1])) == 9


def test_open_deadlines_go_into_a_calendar_file(book, run, tmp_path):
    file, _ = book
    calendar = tmp_path / "thoi-han.ics"
    said = json.loads(run("directives", "--database", file, "--calendar", calendar, "--json")[1])
    assert said == {"file": str(calendar), "deadlines": 2}
    assert calendar.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2
    code, _out, err = run("directives", "--database", file, "--calendar", calendar)
    assert (code, "exists already" in err) == (1, True)
    assert run("directives", "--database", file, "--calendar", calendar, "--overwrite", "--unit", "CA")[0] == 0


def test_today_can_be_fixed(book, run):
    file, _ = book
    out = run("directives", "--database", file, "--overdue", "--json", "--today", "2027-01-01")[1]
    assert len(json.loads(out)) == 2


def test_report_keeps_zeros_and_joint_work(book, run):
    file, _ = book
    report = json.loads(run("report", "--database", file, "--period", "2026-Q1", "--json")[1])
    figures = {figure["indicator"]: figure for figure in report["figures"]}
    assert (figures["9.1"]["value"], figures["9.1"]["unit"]) == ("88", None)
    assert (figures["23.1"]["status"], figures["23.1"]["value"], figures["23.1"]["unit"]) == ("zero", "0", "CA")


def test_print_conform_ready_issue(book, run, tmp_path):
    file, meeting_id = book
    pdf = tmp_path / "bien-ban.pdf"
    printed = ("print", "--database", file, "--meeting", meeting_id, "--document", "minutes", "--output", pdf)
    assert run(*printed)[0] == 0
    code, out, err = run("conform", pdf, "--json")
    assert code == 0, err
    assert json.loads(out)["passed"] is True
    code, _out, err = run("ready", "--database", file, "--meeting", meeting_id)
    assert (code, "not declared complete" in err) == (1, True)
    data = json.loads(run("meetings", "--database", file, "--json")[1])
    assert run("ready", "--database", file, "--meeting", meeting_id, "--complete", "--general")[0] == 0
    assert data[0]["state"] == "draft"
    assert run("ready", "--database", file, "--meeting", meeting_id, "--complete")[0] == 1  # it is ready already
    with Database.open_read_only(file) as db:
        assert db.row("SELECT count(*) FROM act WHERE kind = 'figures.complete'")[0] == 0  # part of one act
    assert (
        run("issue", "--database", file, "--meeting", meeting_id, "--number", "5", "--issued-on", "2026-03-25")[0] == 0
    )
    assert run(*printed)[0] == 1
    assert run(*printed, "--overwrite")[0] == 0
    assert json.loads(run("meetings", "--database", file, "--json")[1])[0]["state"] == "issued"


def test_conform_tells_what_is_broken(run, tmp_path):
    from reportlab.pdfgen import canvas

    file = tmp_path / "other.pdf"
    page = canvas.Canvas(str(file))
    page.drawString(100, 700, "Hello")
    page.save()
    code, out, err = run("conform", file)
    assert code == 1
    assert "BROKEN" in out
    assert "Rules that are not kept" in err


def test_export_inspect_and_a_changed_byte(book, run, tmp_path):
    file, meeting_id = book
    run("ready", "--database", file, "--meeting", meeting_id, "--complete", "--general")
    package = tmp_path / "goi.gbn"
    assert run("export", "--database", file, "--period", "2026-Q1", "--output", package)[0] == 0
    code, out, _ = run("inspect", package, "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["period"], found["serial"], found["counts"]["meeting"]) == ("2026-Q1", 1, 1)
    code, _, err = run("export", "--database", file, "--period", "2026-Q1", "--output", package)
    assert code == 1
    assert "exists already" in err
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    code, out, err = run("inspect", package)
    assert (code, out) == (1, "")
    assert "was changed or damaged" in err


def test_check_backup_restore(book, run, tmp_path):
    file, _ = book
    assert run("check", "--database", file)[0] == 0
    assert run("backup", "--database", file, "--output", tmp_path / "copy.db")[0] == 0
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER log_person_insert")
    code, _, err = run("check", "--database", file)
    assert code == 1
    assert "Problems found in giaoban.db: 1" in err
    assert run("restore", "--database", file, tmp_path / "copy.db")[0] == 0
    assert run("check", "--database", file)[0] == 0


def test_no_command_imports_qt(tmp_path):
    script = (
        "import sys\nfrom giaoban_desktop.app import main\n"
        "codes = [main(['demo', sys.argv[1]]), main(['check', '--database', sys.argv[1] + '/giaoban.db'])]\n"
        "print(codes, [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        cwd=paths.root(),
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    assert result.stdout.strip().splitlines()[-1] == "[0, 0] []"


def test_directives_are_judged_as_they_stood_on_the_day(tmp_path, run):
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    late = {"noted_on": "2026-05-10", "text": "Xong.", "state": "done"}
    data["directives"] = [{"text": "Việc A.", "deadline": "2026-03-31", "progress": [late]}]
    run("record", "--database", tmp_path / "b.db", write_json(tmp_path, data))
    for as_of, flag, count in (
        ("2026-04-01", "--overdue", 1),
        ("2026-05-10", "--overdue", 0),
        ("2026-04-01", "--open", 1),
        ("2026-03-01", "--open", 0),
    ):
        found = json.loads(run("directives", "--database", tmp_path / "b.db", flag, "--as-of", as_of, "--json")[1])
        assert len(found) == count, (as_of, flag)


def test_signs_that_cannot_be_printed_are_told(tmp_path, run):
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["meeting"]["conclusion"] = "✅ Giữ vững địa bàn."
    code, out, err = run("record", "--database", tmp_path / "b.db", write_json(tmp_path, data))
    assert code == 0, err
    pdf = tmp_path / "b.pdf"
    wanted = ("--meeting", out.strip(), "--document", "minutes", "--output", pdf)
    code, _, err = run("print", "--database", tmp_path / "b.db", *wanted)
    assert code == 0
    assert "✅" in err


def test_a_report_is_read_and_recorded(book, run, tmp_path):
    from tests.language.reading.test_reading import REPORT

    file, _meeting_id = book
    report = tmp_path / "báo cáo.txt"
    report.write_text(REPORT, encoding="utf-8")
    code, out, _ = run("extract", report, "--json")
    found = json.loads(out)
    assert code == 0
    assert set(found) == {"meeting", "figures", "zeros", "directives"}
    assert found["meeting"]["period"] == {
        "type": "quarter",
        "year": 2026,
        "n": 2,
        "from": "2026-04-01",
        "to": "2026-06-30",
    }
    assert [one["value"] for one in found["figures"]] == ["41", "300", "7", "15"]
    code, out, _ = run("extract", report, "--database", file)
    assert code == 0
    assert "41 cuộc" in out
    code, out, err = run("record", "--database", file, report)
    assert code == 0, err
    meeting_id = out.strip().splitlines()[-1]
    _code, listed, _ = run("meetings", "--database", file, "--json")
    assert meeting_id in {one["id"] for one in json.loads(listed)}


def test_figures_go_out_and_come_back_unchanged(book, run, tmp_path):
    file, _meeting = book
    for name in ("a.csv", "a.xlsx"):
        code, out, err = run("figures", "export", "--database", file, "--period", "2026", "--output", tmp_path / name)
        assert (code, out.strip()) == (0, str(tmp_path / name)), err
        code, out, _err = run("figures", "import", "--database", file, tmp_path / name, "--json")
        found = json.loads(out)
        assert code == 0
        assert (found["new"], found["changed"], found["refused"]) == (0, 0, [])
        assert found["unchanged"] > 0


def test_a_table_with_a_wrong_row_changes_nothing_and_gives_one(book, run, tmp_path):
    file, _meeting = book
    table = tmp_path / "a.csv"
    table.write_text("Kỳ;Mã chỉ tiêu;Số liệu\n2026-05;8.1;50\n2026-05;77.7;1\n", encoding="utf-8")
    for arguments in (("--dry-run", "--json"), ("--json",)):
        code, out, _err = run("figures", "import", "--database", file, table, *arguments)
        assert code == 1
        assert json.loads(out)["refused"][0]["line"] == 3
    code, out, _err = run("figures", "import", "--database", file, table)
    assert "line 3" in out
    assert "Nothing was changed: " in out
    table.write_text("Kỳ;Mã chỉ tiêu;Số liệu\n2026-05;8.1;50\n", encoding="utf-8")
    code, out, _err = run("figures", "import", "--database", file, table)
    assert (code, out) == (0, "1 new, 0 changed, 0 unchanged, 0 refused\nKept.\n")
    assert (
        json.loads(run("report", "--database", file, "--period", "2026-05", "--json")[1])["figures"][0]["text"] == "50"
    )


def test_a_report_is_compared_and_held_against_the_rules(book, run, tmp_path):
    file, _meeting = book
    table = tmp_path / "a.csv"
    rows = ["Kỳ;Mã chỉ tiêu;Số liệu", "2025-05;9.1;40", "2026-04;9.1;30", "2026-05;9.1;38", "2026-05;10.2;120"]
    table.write_text("\n".join(rows), encoding="utf-8")
    assert run("figures", "import", "--database", file, table)[0] == 0
    code, out, _err = run("report", "--database", file, "--period", "2026-05", "--json", "--check")
    found = json.loads(out)
    (patrols,) = [one for one in found["figures"] if one["indicator"] == "9.1"]
    assert code == 0
    assert found["compared_with"] == {"previous": "2026-04", "last_year": "2025-05"}
    assert patrols["change_previous"] == {"direction": "up", "amount": "8", "qualifier": None, "per_cent": "26.7"}
    assert patrols["change_last_year"]["direction"] == "down"
    table.write_text("Kỳ;Mã chỉ tiêu;Số liệu\n2026-05;10.2;37\n", encoding="utf-8")
    assert run("figures", "import", "--database", file, table)[0] == 0
    code, out, _err = run("report", "--database", file, "--period", "2026-05", "--check")
    assert code == 1
    assert "!!" in out
    assert run("report", "--database", file, "--period", "2026-05")[0] == 0


def test_the_sums_of_all_units_are_told_by_quarter(book, run):
    file, _meeting_id = book
    code, out, _err = run("report", "--database", file, "--period", "2026", "--sums", "--json")
    found = json.loads(out)
    assert (code, found["periods"]) == (0, ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026"])
    patrols = next(one for one in found["sums"] if one["indicator"] == "9.1")
    assert [patrols["by_period"][code]["text"] for code in ("2026-Q1", "2026")] == ["88", "88"]
    _code, out, _err = run("report", "--database", file, "--period", "2026", "--sums")
    assert "2026-Q4" in out.splitlines()[0]
    code, _out, err = run("report", "--database", file, "--period", "2026", "--sums", "--check")
    assert (code, err) == (1, "--check looks at single figures; leave out --sums.\n")


def test_next_meeting_proposes_and_writes_nothing(book, run):
    file, meeting_id = book
    code, out, _ = run("next-meeting", "--database", file, "--json", "--today", "2026-06-10")
    found = json.loads(out)
    assert (code, found["period"], found["date"], found["after"]["id"]) == (0, "2026-Q2", "2026-06-23", meeting_id)
    assert found["agenda"][0]["title"] == "Kiểm điểm việc thực hiện kết luận giao ban quý I/2026"
    assert len(found["open_directives"]) == len(json.loads(run("directives", "--database", file, "--json")[1]))
    assert len(json.loads(run("meetings", "--database", file, "--json")[1])) == 1
    code, out, _ = run("next-meeting", "--database", file, "--today", "2026-06-10")
    assert code == 0
    assert "Date: 23/6/2026" in out.splitlines()


def test_directives_of_a_unit_and_of_a_period(book, run):
    file, _ = book
    every = json.loads(run("directives", "--database", file, "--json")[1])
    led = json.loads(run("directives", "--database", file, "--json", "--unit", "CA")[1])
    assert 0 < len(led) < len(every)
    assert all("CA" in (one["lead"], *one["coordinating"]) for one in led)
    assert json.loads(run("directives", "--database", file, "--json", "--period", "2026-Q2")[1]) == []
    assert json.loads(run("directives", "--database", file, "--json", "--period", "2026-Q1")[1]) == every
    code, out, _ = run("directives", "--database", file, "--period", "2026-Q1", "--as-of", "2027-01-01")
    last = next(line.split() for line in out.splitlines() if line.startswith("all "))
    assert (code, last[1]) == (0, str(len(every)))
    code, _, err = run("directives", "--database", file, "--unit", "XX")
    assert (code, err) == (1, "--unit: There is no unit XX. Known are: TINH, UBND, CA, QS, BP.\n")


def test_search_finds_words_with_and_without_marks(book, run):
    file, meeting_id = book
    found = json.loads(run("search", "--database", file, "--json", "phong chay")[1])
    assert "directive" in {one["kind"] for one in found}
    assert {one["parent"] for one in found if one["kind"] == "directive"} == {meeting_id}
    assert json.loads(run("search", "--database", file, "--json", "khongcotu")[1]) == []
    code, out, _ = run("search", "--database", file, "phòng", "cháy")
    assert code == 0
    assert out.splitlines()[0].split() == ["Kind", "Date", "Title", "Words"]
