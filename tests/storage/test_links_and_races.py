"""The same book under two names, two programs at once, and programs cut off while a book is being made."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError
from giaoban_desktop.services import checks, meetings
from giaoban_desktop.storage.database import Database
from tests.builders import new_book
from tests.storage.test_wal import cut_off

SAMPLE = paths.resources() / "sample" / "2026-Q1.json"


@pytest.fixture
def link(tmp_path):
    new_book(tmp_path).close()
    made = tmp_path / "link.db"
    made.symlink_to(tmp_path / "giaoban.db")
    return made


def test_a_link_is_the_book_it_points_to(link, tmp_path):
    with Database.open(tmp_path / "giaoban.db"), pytest.raises(StorageError, match="open in another window"):
        Database.open(link)


@pytest.mark.parametrize("opener", [Database.open, Database.open_read_only])
def test_a_foreign_journal_is_refused_under_another_name_too(tmp_path, opener):
    file = cut_off(tmp_path / "a", tmp_path / "b")
    with new_book(tmp_path, "other.db"):
        pass
    shutil.copy(tmp_path / "other.db", file)
    link = tmp_path / "link.db"
    link.symlink_to(file)
    before = file.read_bytes()
    for name in (link, file):
        with pytest.raises(StorageError, match="belongs to another file"):
            opener(name)
    assert file.read_bytes() == before


def record(file, home):
    return subprocess.Popen(
        [sys.executable, "main.py", "record", "--database", str(file), str(SAMPLE), "--language", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=paths.root(),
        env={**os.environ, "GIAOBAN_HOME": str(home), "PYTHONUTF8": "1"},
    )


def test_of_two_that_make_the_same_book_at_once_one_is_refused_and_nothing_is_lost(tmp_path, home):
    source = random.Random(3)
    for attempt in range(8):
        file = tmp_path / f"{attempt}.db"
        one = record(file, home)
        time.sleep(source.uniform(0, 0.12))
        both = (one, record(file, home))
        outcomes = [(process.communicate(), process.returncode) for process in both]
        assert sorted(code for _, code in outcomes) == [0, 1], outcomes
        (said,) = [out.decode().strip() for (out, _), code in outcomes if code == 0]
        with Database.open(file) as db:
            assert [meeting.id for meeting in meetings.listed(db)] == [said]


def test_a_program_killed_while_it_makes_a_book_leaves_it_whole_or_not_at_all(tmp_path, home):
    source = random.Random(5)
    left = 0
    for attempt in range(12):
        file = tmp_path / f"{attempt}.db"
        process = record(file, home)
        # The first is cut off once its book stands, the others anywhere behind the first trace of it.
        while process.poll() is None and not (any(tmp_path.glob(f"{attempt}.db*")) if attempt else file.exists()):
            time.sleep(0.001)
        time.sleep(source.uniform(0, 0.1))
        process.kill()
        process.communicate()
        if file.exists():
            left += 1
            with Database.open(file):
                pass
            assert checks.check(file) == []
        again = record(file, home)
        _, error = again.communicate()
        assert again.returncode == 0 or b"recorded already" in error, error
    assert left > 0
