"""The catalogue handed down on the command line: out of one book, tried, and into another."""

import json

import pytest

from giaoban_desktop.app import main
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.services import indicators
from giaoban_desktop.storage.database import Database
from tests.builders import new_book

WARD = 'office = "01900000-0000-7000-8000-00000000000a"'


@pytest.fixture
def run(capsys):
    """Run a command line in English; gives exit code, standard output, standard error."""

    def call(*arguments):
        code = main([*map(str, arguments), "--language", "en", "--today", "2026-03-25"])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def book(tmp_path):
    with new_book(tmp_path) as db:
        indicators.add(db, Indicator("900.1", "E", "Camera an ninh", "camera"))
    return tmp_path / "giaoban.db"


@pytest.fixture
def handed_down(book, run, tmp_path):
    """The catalogue of that book as another office would issue it."""
    file = tmp_path / "danh-muc.toml"
    assert run("catalogue", "export", "--database", book, "--output", file, "--name", "2026.1")[0] == 0
    text = file.read_text(encoding="utf-8").replace(WARD, 'office = "tinh"')
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path):
    with new_book(tmp_path, "other.db"):
        pass
    return tmp_path / "other.db"


def test_a_catalogue_is_written_once_and_over_a_file_only_when_asked(book, run, tmp_path):
    file = tmp_path / "a.toml"
    arguments = ("catalogue", "export", "--database", book, "--output", file)
    code, out, err = run(*arguments)
    assert (code, out.strip(), err.strip()) == (0, str(file), "Version 1 was written.")
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert "exists already" in err
    assert run(*arguments, "--overwrite")[0] == 0


def test_it_is_tried_then_taken_over_and_then_there_is_nothing_left(handed_down, other, run):
    arguments = ("catalogue", "import", "--database", other, handed_down, "--json")
    for more in (("--dry-run",), ()):
        code, out, _err = run(*arguments, *more)
        found = json.loads(out)
        assert (code, found["new"], found["changed"], found["refused"]) == (0, ["900.1"], [], [])
    assert found["before"] == {"name": "1", "issued_on": None, "issued_by": ""}
    assert found["version"] == {"name": "2026.1", "issued_on": "2026-03-25", "issued_by": "UBND phường An Lạc"}
    code, out, _err = run("catalogue", "import", "--database", other, handed_down)
    assert (code, out.splitlines()) == (0, ["0 new, 0 changed, 115 unchanged, 0 refused", "Nothing was changed."])
    with Database.open_read_only(other) as db:
        assert not indicators.listed(db)[-1].own


def test_a_refused_entry_changes_nothing_and_gives_one(handed_down, other, run):
    text = handed_down.read_text(encoding="utf-8").replace('unit = "camera"', 'unit = ""')
    handed_down.write_text(text, encoding="utf-8")
    code, out, _err = run("catalogue", "import", "--database", other, handed_down)
    assert code == 1
    assert out.startswith("!! 900.1: ")
    assert "Nothing was changed: " in out
    code, out, _err = run("catalogue", "import", "--database", other, handed_down, "--json")
    assert (code, json.loads(out)["refused"][0]["code"]) == (1, "900.1")


@pytest.mark.parametrize("content", [None, b"", b"nonsense" * 1000, b"\xff\xfe"])
def test_what_is_no_catalogue_is_one_sentence(other, run, tmp_path, content, caplog):
    file = tmp_path / "a.toml"
    if content is not None:
        file.write_bytes(content)
    code, _out, err = run("catalogue", "import", "--database", other, file)
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert "bug" not in caplog.text


def test_what_changes_is_told_in_words(handed_down, other, run):
    assert run("catalogue", "import", "--database", other, handed_down)[0] == 0
    text = handed_down.read_text(encoding="utf-8")
    text = text.replace('unit = "camera"\nkind = "flow"', 'unit = "chiếc"\nkind = "stock"\naliases = ["mắt thần"]')
    text += '\n[[rule]]\nformula = "900.1 <= 1.1"\nseverity = "hard"\n'
    handed_down.write_text(text, encoding="utf-8")
    code, out, _err = run("catalogue", "import", "--database", other, handed_down)
    assert (code, out.splitlines()[:5]) == (
        0,
        [
            "~  900.1 unit of measure: camera → chiếc",
            "~  900.1 kind: adds up → as it stands",
            "~  900.1 words for sentences and for reading reports",
            "+  900.1 <= 1.1 (cannot be)",
            "0 new, 1 changed, 114 unchanged, 0 refused",
        ],
    )
