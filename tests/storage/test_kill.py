"""A program killed in the middle of acts loses nothing that it had said was stored."""

import os
import random
import subprocess
import sys
import time

from giaoban_desktop import paths
from giaoban_desktop.services import checks
from giaoban_desktop.storage import people
from giaoban_desktop.storage.database import Database
from tests.builders import new_book

KILLS = 100


def test_kill_9_in_the_middle_of_acts_loses_nothing_acknowledged(tmp_path):
    new_book(tmp_path).close()
    file = tmp_path / "giaoban.db"
    source = random.Random(9)
    acknowledged: set[str] = set()
    in_the_middle = 0
    for _ in range(KILLS):
        acknowledged |= killed_run(file, source.uniform(0.0, 0.03))
        in_the_middle += file.with_name("giaoban.db-wal").exists()
    with Database.open(file) as db:
        stored = {person.id for person in people.list_people(db)}
    assert acknowledged <= stored
    assert len(acknowledged) > KILLS
    assert in_the_middle == KILLS
    assert len(stored) - len(acknowledged) <= KILLS  # at most the one act that was not yet said
    assert checks.check(file) == []


def killed_run(file, after_seconds: float) -> set[str]:
    """Let a process act for a moment, kill it, and give the ids it said were stored."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.acting", str(file)],
        stdout=subprocess.PIPE,
        cwd=paths.root(),
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"open\n"
    time.sleep(after_seconds)
    process.kill()
    said = process.stdout.read().decode()
    process.stdout.close()
    process.wait()
    whole, _, cut = said.rpartition("\n")
    assert len(cut) < 37
    return set(whole.split())
