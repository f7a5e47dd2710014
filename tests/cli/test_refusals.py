"""What the commands refuse: exit codes, and one plain sentence."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest

from giaoban_desktop.app import main
from tests.builders import briefing_data, new_book, write_json
from tests.cli.conftest import SAMPLE


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["record"],
        ["directives", "--database", "x", "--open", "--overdue"],
        ["directives", "--database", "x", "--as-of", "2026-02-31"],
        ["print", "--database", "x", "--meeting", "y", "--document", "poem", "--output", "z"],
        ["meetings", "--database", "x", "--language", "fr"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("arguments", [[], ["--database", "x.db"], ["--language=en", "--today=2026-03-25"]])
def test_without_a_screen_the_window_says_so(arguments, capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(arguments) == 2
    assert "main.py --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["meetings", "--database", "FILE"],
        ["directives", "--database", "FILE", "--json"],
        ["report", "--database", "FILE", "--period", "2026-Q1"],
        ["print", "--database", "FILE", "--meeting", "x", "--document", "minutes", "--output", "o.pdf"],
        ["export", "--database", "FILE", "--period", "2026-Q1", "--output", "o.gbn"],
        ["check", "--database", "FILE"],
        ["backup", "--database", "FILE", "--output", "o.db"],
        ["inspect", "FILE"],
        ["conform", "FILE"],
    ],
)
@pytest.mark.parametrize("content", [None, b"", b"nonsense" * 1000])
def test_a_wrong_file_is_one_sentence_and_never_a_traceback(tmp_path, capsys, arguments, content, caplog):
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    code = main([str(file) if argument == "FILE" else argument for argument in arguments] + ["--language", "en"])
    _, err = capsys.readouterr()
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert "bug" not in caplog.text


def test_a_book_in_use_is_refused_in_one_sentence(tmp_path, run):
    with new_book(tmp_path) as db:
        code, _, err = run("record", "--database", db.path, SAMPLE)
    assert code == 1
    assert err.startswith("giaoban.db is open in another window")


def test_messages_speak_vietnamese_by_default(tmp_path, capsys):
    assert main(["meetings", "--database", str(tmp_path / "không có.db")]) == 1
    assert "không" in capsys.readouterr().err.replace("không có.db", "")


def test_the_log_holds_nothing_that_was_typed(book, run, home):
    file, _ = book
    run("directives", "--database", file)
    run("report", "--database", file, "--period", "bậy bạ")
    log = (home / "log" / "giaoban.log").read_text(encoding="utf-8")
    assert "refused" in log
    for typed in ("Nguyễn", "Lê Hoàng Phúc", "diễn tập", "bậy bạ"):
        assert typed not in log


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE unit SET name = CAST(x'c328' AS TEXT)",
        "UPDATE meeting SET kind = 'quarter', held_on = '2026-03-24', period = 'nonsense'",
        "DROP TABLE directive_coordinator",
    ],
)
@pytest.mark.parametrize("command", ["meetings", "directives", "report", "print", "export", "record", "check", "ready"])
def test_damaged_content_is_told_in_words_and_never_logged(book, run, tmp_path, home, damage, command):
    file, meeting_id = book
    with closing(sqlite3.connect(file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(damage)
        connection.commit()
    more = {
        "report": ["--period", "2026-Q1"],
        "print": ["--meeting", meeting_id, "--document", "minutes", "--output", tmp_path / "o.pdf"],
        "export": ["--period", "2026-Q1", "--output", tmp_path / "o.gbn"],
        "record": [SAMPLE],
        "ready": ["--meeting", meeting_id],
    }
    code, _, err = run(command, "--database", file, *more.get(command, []))
    log = (home / "log" / "giaoban.log").read_text(encoding="utf-8")
    assert "bug in version" not in log
    assert "Nguyễn" not in log
    if code:
        assert len(err.strip().splitlines()) == 1
    else:
        assert (command, damage.split()[0]) in (
            ("meetings", "DROP"),
            ("report", "DROP"),
            ("report", "UPDATE"),
            ("directives", "UPDATE"),
        )


def test_an_unwritable_place_for_log_and_backups_stops_nothing_and_is_no_traceback(tmp_path, monkeypatch, run):
    (tmp_path / "no-folder").write_text("")
    monkeypatch.setenv("GIAOBAN_HOME", str(tmp_path / "no-folder"))
    code, _, err = run("meetings", "--database", tmp_path / "none.db")
    assert (code, len(err.strip().splitlines())) == (1, 1)
    code, _, err = run("record", "--database", tmp_path / "new.db", SAMPLE)
    assert code == 0, err
    assert "No backup could be made" in err


def test_a_refused_record_leaves_no_new_book(tmp_path, run):
    data = briefing_data()
    code, out, err = run("record", "--database", tmp_path / "new.db", write_json(tmp_path, data))
    assert (code, out) == (1, "")
    assert err == "office: This book has no office yet. Describe it in the field office of the file.\n"
    assert not (tmp_path / "new.db").exists()


def test_a_wrong_record_changes_nothing(book, run, tmp_path):
    file, _ = book
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["meeting"].update(period="2026-Q2", held_on="2026-06-31")
    before = run("meetings", "--database", file, "--json")[1]
    code, _, err = run("record", "--database", file, write_json(tmp_path, data))
    assert code == 1
    assert err.startswith("meeting.held_on: 2026-06-31: there is no such day")
    assert run("meetings", "--database", file, "--json")[1] == before
