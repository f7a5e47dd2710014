"""What the documentation says is what the program does: examples are recorded, commands parsed, scripts run."""

import json
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import dev
from giaoban_desktop import cli, paths
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.exchange import package
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import checks, packages
from giaoban_desktop.services.meetings import record_data, record_file
from giaoban_desktop.storage.database import Database
from tests.builders import freeze, new_book, record

ROOT = paths.root()
PAGES = ("README.md", "README.vi.md", "CONTRIBUTING.md", "docs/briefing.md", "docs/package.md")
MUST_SHOW_COMMANDS = ("README.md", "README.vi.md", "docs/briefing.md", "docs/package.md")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, *languages: str) -> list[str]:
    """The fenced blocks of a page in these languages."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL)
    return [text for language, text in found if language in languages]


def typed_lines(page: str) -> list[str]:
    """What a page tells to type: a line each, without prompts; lines continued with a backslash are joined."""
    text = "\n".join(blocks(page, "sh", "console")).replace("\\\n", " ")
    return [line.removeprefix("$ ").removeprefix("> ").strip() for line in text.splitlines()]


def commands(page: str) -> list[list[str]]:
    """The arguments of each call of the program."""
    calls = [line.partition("main.py ")[2] for line in typed_lines(page) if "main.py " in line]
    return [shlex.split(call, comments=True) for call in calls]


def shown_calls() -> list[tuple[str, list[str]]]:
    return [(page, call) for page in PAGES for call in commands(page)]


# Commands


@pytest.mark.parametrize(("page", "call"), shown_calls(), ids=lambda value: value if isinstance(value, str) else None)
def test_a_command_that_is_shown_is_understood(page, call, capsys):
    try:
        cli._parser().parse_args(call)
    except SystemExit:
        pytest.fail(f"{page}: main.py {shlex.join(call)}: {capsys.readouterr().err}")


@pytest.mark.parametrize("page", MUST_SHOW_COMMANDS)
def test_a_page_shows_commands(page):
    assert commands(page)


def test_the_readme_shows_every_command():
    assert {call[0] for call in commands("README.md")} == {command.name for command in cli.commands.COMMANDS}


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_dev_that_are_shown_exist(page):
    named = re.findall(r"\bdev\.py ([a-z]+)", read(page))
    assert set(named) <= set(dev.COMMANDS)


def test_contributing_names_every_command_of_dev():
    assert set(re.findall(r"dev\.py ([a-z]+)", read("CONTRIBUTING.md"))) == set(dev.COMMANDS)


# Links


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_of_the_project(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", read(page))
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


# The briefing


def examples() -> list[dict]:
    return [json.loads(text) for text in blocks("docs/briefing.md", "json")]


@pytest.fixture
def office() -> dict:
    """The office of the page's own example."""
    return next(example for example in examples() if "office" in example)


@pytest.mark.parametrize("index", range(len(examples())))
def test_an_example_is_recorded_into_a_new_book(tmp_path, office, index):
    example = examples()[index]
    with Database.create(tmp_path / "giaoban.db") as db:
        if "office" not in example:
            record_data(db, Node.of(office, ""))
        recorded = record_data(db, Node.of(example, ""))
        assert (recorded.meeting_id is not None) == ("meeting" in example)
    assert checks.check(tmp_path / "giaoban.db") == []


def test_the_samples_that_the_page_names_are_recorded_in_its_order(tmp_path):
    named = [call[-1] for call in commands("docs/briefing.md") if call[0] == "record"]
    assert len(named) > 1
    with Database.create(tmp_path / "giaoban.db") as db:
        for name in named:
            assert record_file(db, ROOT / name).meeting_id


def test_every_field_that_is_understood_is_described():
    """The program names the fields it knows when it refuses one; the page has each between backquotes."""
    source = (ROOT / "giaoban_desktop" / "exchange" / "briefing.py").read_text(encoding="utf-8")
    named = re.findall(
        r"\b(?:node|root|part|person)\.(?:text|texts|flag|integer|day|find_day|find_time|choice|raw|node|nodes"
        r"|find_node|has)\(\"(\w+)\"",
        source,
    )
    text = read("docs/briefing.md")
    assert {name for name in named if f"`{name}`" not in text} == set()


# The package


@pytest.fixture
def exported(tmp_path) -> Path:
    file = tmp_path / "goi.gbn"
    with new_book(tmp_path) as db:
        freeze(db, record(db))
        packages.export(db, quarter(2026, 1), file)
    return file


def verify(script: Path, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(script), str(file)], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_script_of_the_page_verifies_a_package(tmp_path, exported):
    (text,) = blocks("docs/package.md", "python")
    script = tmp_path / "verify.py"
    script.write_text(text, encoding="utf-8")
    whole = verify(script, exported)
    assert (whole.stdout.strip(), whole.stderr) == (packages.inspect(exported).digest, "")

    content = bytearray(exported.read_bytes())
    content[len(content) // 2] ^= 1
    exported.write_bytes(content)
    changed = verify(script, exported)
    assert (changed.returncode, changed.stdout) == (1, "")
    assert "the seal does not fit" in changed.stderr


def test_the_script_of_the_page_finds_a_change_under_a_new_seal(tmp_path, exported):
    (text,) = blocks("docs/package.md", "python")
    script = tmp_path / "verify.py"
    script.write_text(text, encoding="utf-8")
    with closing(sqlite3.connect(exported)) as connection:
        connection.execute("UPDATE observation SET amount = 89 WHERE indicator_id = '9.1'")
        connection.execute("UPDATE seal SET value = ?", (package.BLANK_SEAL,))
        connection.commit()
    content = exported.read_bytes()
    place = next(package.SEAL.finditer(content)).start(1)
    exported.write_bytes(content[:place] + package.file_digest(content, place).encode() + content[place + 64 :])
    assert "the table observation was changed" in verify(script, exported).stderr


def test_the_queries_of_the_page_run(exported):
    statements = [
        statement
        for text in blocks("docs/package.md", "sql")
        if not text.startswith("CREATE")
        for statement in text.split(";\n")
        if statement.strip()
    ]
    assert len(statements) >= 6
    with closing(sqlite3.connect(f"{exported.as_uri()}?mode=ro", uri=True)) as connection:
        for statement in statements:
            assert connection.execute(statement).fetchall(), statement


def test_the_manifest_keys_are_described(exported):
    text = read("docs/package.md")
    keys = {key for key in packages.inspect(exported).manifest if "." not in key}
    assert {key for key in keys if f"`{key}`" not in text} == set()
