"""A command line as a script would call it, and a book made by it."""

import pytest

from giaoban_desktop import paths
from giaoban_desktop.app import main

SAMPLE = paths.resources() / "sample" / "2026-Q1.json"


@pytest.fixture
def run(capsys):
    """Run a command line in English; gives exit code, standard output, standard error."""

    def call(*arguments):
        code = main([*map(str, arguments), "--language", "en"])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def book(tmp_path, run):
    """A book with the sample briefing, made by `record` itself."""
    file = tmp_path / "giaoban.db"
    code, out, err = run("record", "--database", file, SAMPLE)
    assert code == 0, err
    return file, out.strip()
