"""Released steps are frozen, and every released schema opens for ever."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from giaoban_desktop import paths
from giaoban_desktop.services import checks, meetings
from giaoban_desktop.storage import change_log, migrations
from giaoban_desktop.storage.database import Database

OLD_BOOKS = Path(__file__).parent.parent / "data" / "databases"
RELEASED: dict[str, str] = {
    "m0001_create_office": "ab202bb86015f6b3423ff30da4b07fbc2d21d5512f45465a34f15529faa75ae5",
    "m0002_add_draft_field": "7a373c659b54b20ee4a644cdd80a8ca1c7680ea626214fee89da78482ffd0356",
    "m0003_add_validation": "358f4767c1e3cc0b277ce5042a6df27d4c5cb0e447afec01c4613e082dd5572b",
    "m0004_index_figures": "0abb642705bca810ac8d68f654f13a78a8977d2b084b062b9f440d2172f5e137",
    "m0005_add_annex": "493a53be9eeed372115b81c0ba97e8fb45813fa16d7401be626b8bee205bfd2c",
    "m0006_add_series": "84757c76d77aae591360efdabf9035a050c246faabcdd54b548ad012d4f2e3f3",
    "m0007_add_extension": "34e2296df6f18aac9e524bbfbdf631c7ff4aed1f471066214acda834c017db5c",
    "m0008_add_occurrence": "6b559a21475449f1f8cc5d3358016f52d432af23a8cc66b940a2bd5a9c2171b0",
    "m0009_add_attendance_detail": "ca6cf141ee2304f5d5531bd7e6d3e185fe7a6ac4e5ad5e387cb71cc1903816d0",
    "m0010_add_agenda_detail": "ab685c59b79de24a6a3d47c980013292d08eb3494d7c1f90ac15b2e49fc4448c",
    "m0011_add_origin": "95ef08bcb5fd1da66c4a3ad319277fc1bf36524d290a843ad3959c29b8ca4a73",
    "m0012_add_reopening": "6f7dde2f9bdd3fdc18f861280ead654fb85990a6135ee79534c4a44dcae456fc",
    "m0013_add_outcome": "d622dc170b8b2897eb06d54564506866a926a9decb623a3fa0256d867e29ac3d",
    "m0014_add_attachment": "35c27be03b5731bca5d7ce961356b088f0c4dfeff18b99f384dcec518c17f5c5",
    "m0015_add_register": "bfefc3ea1efb9517b16329ac9dd30699fc8cc373d2d6fb9119e124c320f1d720",
    "m0016_add_amendment": "7870837dc051351930e198b2881f4fe32d28accd8aadd6c173acd5ee0d765ec9",
    "m0017_add_general": "c397d30e9a764a288a883dfe06e8e010c041add5fbab8519085716dc30a68f43",
    "m0018_add_appointment": "7a711f993090c2b327e0f8e3eaec22ba59fa9f8916b76146cdcc1e85df1f20a7",
    "m0019_add_amendment_print": "c53a82e6ff3742b8de5b5ba9337299353d7d4a0b65eafa00fd48ad8d6ef051d9",
}
"""Step to SHA-256 of its file, from the day it is released; a released step is never edited."""


def _digest(step: Path) -> str:
    """SHA-256 in hex over the step's text, whatever the line ends of this checkout."""
    return hashlib.sha256(step.read_text(encoding="utf-8").encode()).hexdigest()


def test_released_steps_are_unchanged():
    folder = paths.root() / "giaoban_desktop" / "storage" / "migrations"
    for name, digest in RELEASED.items():
        assert _digest(folder / f"{name}.py") == digest, name
    assert {file.stem for file in folder.glob("m*.py")} == set(migrations.STEPS)


@pytest.mark.parametrize("count", range(1, len(migrations.STEPS) + 1))
def test_the_schema_of_each_step_is_the_known_one(tmp_path, count):
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        migrations.apply_pending(connection, upto=count)
        assert change_log.schema_digest(connection) == change_log.SCHEMA_DIGESTS[count]


@pytest.mark.parametrize("old", sorted(OLD_BOOKS.glob("*.db")), ids=lambda file: file.stem)
def test_old_books_open_and_are_whole(tmp_path, old):
    file = Path(shutil.copy(old, tmp_path / "giaoban.db"))
    with Database.open(file) as db:
        assert len(meetings.listed(db)) > 0
    assert checks.check(file) == []


def test_the_search_of_an_old_book_is_written_anew(tmp_path):
    file = Path(shutil.copy(OLD_BOOKS / f"schema-{len(migrations.STEPS) - 1}.db", tmp_path / "giaoban.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE search_entry SET title = 'stale' WHERE kind = 'narrative'")
    assert len(checks.check(file)) == 1
    Database.open(file).close()
    assert checks.check(file) == []


def test_there_is_an_old_book_for_each_step():
    assert {file.stem for file in OLD_BOOKS.glob("*.db")} >= {
        f"schema-{n}" for n in range(1, len(migrations.STEPS) + 1)
    }


def test_opening_a_current_book_needs_no_sqlite_utils(tmp_path):
    import subprocess
    import sys

    from tests.builders import new_book

    new_book(tmp_path).close()
    script = (
        "import sys; from pathlib import Path; from giaoban_desktop.storage.database import Database\n"
        f"Database.open(Path({str(tmp_path / 'giaoban.db')!r})).close()\n"
        "print('sqlite_utils' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=paths.root(), check=True
    )
    assert result.stdout.strip() == "False"
