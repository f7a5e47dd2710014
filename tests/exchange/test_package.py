import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop import paths
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.exchange import package
from giaoban_desktop.services import packages
from giaoban_desktop.storage import documents as document_rows
from tests.builders import briefing_data, freeze, new_book, record


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        freeze(book, record(book))
        yield book


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """A package that is written once; `exported` is a copy for each test."""
    folder = tmp_path_factory.mktemp("package")
    with new_book(folder) as book:
        freeze(book, record(book))
        packages.export(book, quarter(2026, 1), folder / "goi.gbn")
    return folder / "goi.gbn"


@pytest.fixture
def exported(written, tmp_path) -> Path:
    return Path(shutil.copy(written, tmp_path / "goi.gbn"))


def test_a_package_holds_what_belongs_up(exported):
    found = packages.inspect(exported)
    assert found.manifest["office_name"] == "UBND phường An Lạc"
    assert found.manifest["superior_name"] == "UBND tỉnh Bình Hà"
    assert (found.manifest["serial"], found.manifest["period"]) == ("1", "2026-Q1")
    assert {table: found.counts[table] for table in ("meeting", "observation", "directive", "document")} == {
        "meeting": 1,
        "observation": 2,
        "directive": 1,
        "document": 1,
    }


def test_any_sqlite_tool_reads_it(exported):
    with closing(sqlite3.connect(exported)) as connection:
        rows = connection.execute(
            "SELECT indicator_id, status, amount FROM observation ORDER BY indicator_id"
        ).fetchall()
        assert rows == [("10.2", "value", 448), ("9.1", "value", 88)]
        assert connection.execute("SELECT pdf FROM document").fetchone()[0].startswith(b"%PDF")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_nothing_of_the_office_itself_goes_up(exported):
    with closing(sqlite3.connect(exported)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == set(package.TABLES)
    assert not names & {"act", "change", "office", "person", "search_entry", "package"}


def test_drafts_stay_unless_asked_for(tmp_path):
    with new_book(tmp_path) as db:
        record(db)
        without = packages.export(db, quarter(2026, 1), tmp_path / "a.gbn")
        asked = packages.export(db, quarter(2026, 1), tmp_path / "b.gbn", include_drafts=True)
    assert (without.counts["meeting"], without.counts["observation"], without.counts["directive"]) == (0, 0, 0)
    assert (asked.counts["meeting"], asked.counts["observation"], asked.counts["directive"]) == (1, 2, 1)
    assert asked.manifest["includes_drafts"] == "yes"


def test_serial_numbers_follow_each_other(db, tmp_path):
    serials = [packages.export(db, month(2026, n), tmp_path / f"{n}.gbn").manifest["serial"] for n in (1, 2, 3)]
    assert serials == ["1", "2", "3"]
    assert [made.serial for made in document_rows.list_packages(db)] == [1, 2, 3]


def test_the_same_book_gives_the_same_content(db, tmp_path):
    one = packages.export(db, quarter(2026, 1), tmp_path / "a.gbn")
    two = packages.export(db, quarter(2026, 1), tmp_path / "b.gbn")
    digests = [{k: v for k, v in found.manifest.items() if k.startswith("digest.")} for found in (one, two)]
    assert digests[0] == digests[1]
    assert one.digest != two.digest  # the serial number


def test_another_file_is_not_overwritten_without_asking(db, tmp_path):
    file = tmp_path / "quan-trong.gbn"
    file.write_text("quan trọng")
    with pytest.raises(StorageError, match="exists already"):
        packages.export(db, quarter(2026, 1), file)
    assert file.read_text() == "quan trọng"
    packages.export(db, quarter(2026, 1), file, overwrite=True)
    assert packages.inspect(file).counts["meeting"] == 1


def test_a_book_is_never_replaced_by_a_package(db):
    with pytest.raises(StorageError, match="never replaced"):
        packages.export(db, quarter(2026, 1), db.path, overwrite=True)


def test_a_refused_export_uses_up_no_serial_number(db, tmp_path):
    with pytest.raises(StorageError):
        packages.export(db, quarter(2026, 1), tmp_path / "missing" / "goi.gbn")
    assert document_rows.list_packages(db) == []


def test_cancelling_leaves_nothing(db, tmp_path):
    def cancel(done: int, of: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        packages.export(db, quarter(2026, 1), tmp_path / "goi.gbn", progress=cancel)
    assert not list(tmp_path.glob("*goi.gbn*"))


def test_a_full_stick_is_told_and_holds_no_half_file(db, tmp_path, small_disk):
    with pytest.raises(StorageError) as refused:
        packages.export(db, quarter(2026, 1), small_disk / "goi.gbn")
    assert "disk is full" in str(refused.value) or "No space left" in str(refused.value)
    assert list(small_disk.iterdir()) == []
    assert document_rows.list_packages(db) == []


def test_a_stick_pulled_out_is_told(db, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()

    def pull_out(done: int, of: int) -> None:
        if done == 5:
            shutil.rmtree(stick)

    with pytest.raises(StorageError):
        packages.export(db, quarter(2026, 1), stick / "goi.gbn", progress=pull_out)
    assert document_rows.list_packages(db) == []


def test_every_changed_byte_is_refused(exported, tmp_path):
    content = exported.read_bytes()
    source = random.Random(1)
    places = {source.randrange(len(content)) for _ in range(300)} | set(range(100)) | {len(content) - 1}
    copy = tmp_path / "changed.gbn"
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << source.randrange(8)
        copy.write_bytes(changed)
        with pytest.raises(UserError):
            packages.inspect(copy)


@pytest.mark.parametrize("cut", [0, 1, 99, 512, 4096, -1])
def test_a_shortened_or_lengthened_package_is_refused(exported, tmp_path, cut):
    copy = tmp_path / "cut.gbn"
    copy.write_bytes(exported.read_bytes()[:cut] if cut >= 0 else exported.read_bytes() + b"x")
    with pytest.raises(UserError):
        packages.inspect(copy)


@given(st.binary(max_size=3000))
def test_any_bytes_are_refused_in_words(tmp_path, content):
    file = tmp_path / "any.gbn"
    file.write_bytes(b"SQLite format 3\0" + content)
    with pytest.raises(UserError):
        packages.inspect(file)


def resealed(file: Path, *statements: str) -> None:
    """Change a package as somebody would who knows how the seal is made."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE seal SET value = ?", (package.BLANK_SEAL,))
        connection.commit()
    content = file.read_bytes()
    place = package.seal_place(content)
    assert place is not None
    file.write_bytes(content[:place] + package.file_digest(content, place).encode() + content[place + 64 :])


def forge(file: Path, *statements: str) -> None:
    """Change a package as somebody would who knows how every count, digest and the seal are made."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        rows = []
        for table in package.CONTENT_TABLES:
            count, digest = package.table_digest(connection, table)
            rows += [(str(count), f"count.{table}"), (digest, f"digest.{table}")]
        connection.executemany("UPDATE manifest SET value = ? WHERE key = ?", rows)
        digest = package.whole_digest(connection.execute("SELECT key, value FROM manifest"))
        connection.execute("UPDATE manifest SET value = ? WHERE key = 'digest'", (digest,))
        connection.commit()
    resealed(file)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE observation SET amount = 89 WHERE indicator_id = '9.1'", "observation"),
        ("UPDATE manifest SET value = '7' WHERE key = 'serial'", "manifest"),
        ("UPDATE manifest SET value = 'x' WHERE key = 'digest'", "manifest"),
        ("DELETE FROM manifest WHERE key = 'period'", "manifest"),
        ("CREATE VIEW act AS SELECT 1", "tables"),
        ("CREATE TRIGGER t AFTER INSERT ON unit BEGIN SELECT 1; END", "tables"),
        ("ALTER TABLE meeting ADD COLUMN x TEXT", "tables"),
        ("PRAGMA user_version = 2", "package format 2"),
        ("PRAGMA application_id = 1", "not a package"),
    ],
)
def test_a_change_under_a_new_seal_is_still_found(exported, statement, where):
    resealed(exported, statement)
    with pytest.raises(UserError, match=where):
        packages.inspect(exported)


def test_a_forged_figure_cannot_be_told(exported):
    """What `forge` does goes through; so each refusal below is for what the package says."""
    forge(exported, "UPDATE observation SET amount = 89 WHERE indicator_id = '9.1'")
    assert packages.inspect(exported).counts["observation"] == 2


MANIFEST = {
    "format": ["2", "", "1 "],
    "office_id": ["", "abc"],
    "office_code": ["", "UB\x1b[2J"],
    "office_name": ["", "UBND\x1b[31m", "UBND\x00", "UBND\nphường", "UBND\x9b2J", "x" * 501],
    "superior_name": ["UBND\ttỉnh", "UBND\x07"],
    "serial": ["abc", "0", "-1", "1.0", "01", "١", ""],
    "period": ["2026-Q5", "2026-13", "2026-Q2", "2026-01-01..2026-03-30", ""],
    "period_first_on": ["2026-01-02", "", "x"],
    "period_last_on": ["2026-12-31", "2026-02-30"],
    "includes_drafts": ["maybe", "", "1"],
    "made_at": ["yesterday", "2026-13-01T08:00:00+00:00", "2026-03-25", "2026-03-25T08:00:00"],
    "program": ["other", ""],
    "program_version": ["", "1\x1b"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in MANIFEST.items() for value in values])
def test_a_manifest_with_a_value_that_cannot_be_is_refused(exported, key, value):
    forge(exported, f"UPDATE manifest SET value = CAST(X'{value.encode().hex()}' AS TEXT) WHERE key = '{key}'")
    with pytest.raises(UserError, match="was changed or damaged"):
        packages.inspect(exported)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE meeting SET held_on = '2026-02-30'", "meeting"),
        ("UPDATE meeting SET held_on = '24/3/2026'", "meeting"),
        ("UPDATE meeting SET starts_at = '25:00'", "meeting"),
        ("UPDATE meeting SET title = 'Hội nghị' || char(27) || '[2J'", "meeting"),
        ("UPDATE meeting SET conclusion = 'Tốt.' || char(0) || 'Thêm'", "meeting"),
        ("UPDATE meeting SET id = 'x'", "foreign_key_check"),
        ("UPDATE meeting SET period = '2026-Q2'", "meeting"),
        ("UPDATE meeting SET state = 'draft'", "meeting"),
        ("UPDATE observation SET period = '2026-02', period_last_on = '2026-02-28'", "observation"),
        (
            "UPDATE observation SET period = '2026-Q2', period_first_on = '2026-04-01', period_last_on = '2026-06-30'",
            "observation",
        ),
        ("UPDATE observation SET counted_to = '2025-12-31'", "observation"),
        ("UPDATE observation SET id = 'x' WHERE indicator_id = '9.1'", "observation"),
        ("UPDATE observation SET amount = -5", "integrity_check"),
        ("UPDATE observation SET amount = NULL", "integrity_check"),
        ("UPDATE observation SET status = 'many'", "integrity_check"),
        ("UPDATE observation SET scale = 7", "integrity_check"),
        ("UPDATE observation SET amount = 1000000000000000", "observation"),
        ("UPDATE observation SET dimension = 'level'", "observation"),
        ("UPDATE meeting_person SET id = 'x' WHERE role = 'chair'", "meeting_person"),
        ("UPDATE directive SET due_on = 'sớm'", "directive"),
        ("UPDATE directive SET deadline_period = 'quý IV'", "directive"),
        ("UPDATE unit SET parent_id = '01900000-0000-7000-8000-0000000000ff' WHERE code = 'CA'", "unit"),
        ("UPDATE document SET pdf = CAST('%PDF-1.4 other' AS BLOB)", "document"),
        ("UPDATE document SET pdf_digest = '0'", "document"),
        ("UPDATE document SET state = 'issued'", "document"),
    ],
)
def test_a_row_that_cannot_be_is_refused_under_right_digests(exported, statement, where):
    forge(exported, statement)
    with pytest.raises(UserError, match=rf"was changed or damaged after it was written \({where}\)"):
        packages.inspect(exported)


def test_a_paper_that_is_no_pdf_is_refused(exported):
    digest = hashlib.sha256(b"MZ").hexdigest()
    forge(exported, f"UPDATE document SET pdf = CAST('MZ' AS BLOB), pdf_digest = '{digest}'")
    with pytest.raises(UserError, match=r"\(document\)"):
        packages.inspect(exported)


LIKE_A_SEAL = "giaoban-seal:" + "5e" * 32


def test_a_text_that_looks_like_the_seal_goes_up_as_it_was_typed(tmp_path):
    data = briefing_data()["meeting"]
    texts = [{"speaker": "Ông Nam", "text": LIKE_A_SEAL} for _ in range(300)]  # so that it fills pages of its own
    with new_book(tmp_path) as db:
        freeze(db, record(db, meeting={**data, "conclusion": LIKE_A_SEAL, "statements": texts}))
        packages.export(db, quarter(2026, 1), tmp_path / "goi.gbn")
    assert packages.inspect(tmp_path / "goi.gbn").counts["statement"] == 300
    with closing(sqlite3.connect(tmp_path / "goi.gbn")) as connection:
        assert connection.execute("SELECT conclusion FROM meeting").fetchone()[0] == LIKE_A_SEAL


def test_a_seal_on_another_page_is_refused(exported):
    with closing(sqlite3.connect(exported)) as connection:
        connection.execute("DROP TABLE seal")
        connection.execute("CREATE TABLE filling (x)")
        connection.execute(package.TABLES["seal"])
        connection.execute("INSERT INTO seal VALUES (1, ?)", (package.BLANK_SEAL,))
        connection.execute("DROP TABLE filling")
        connection.commit()
    content = exported.read_bytes()
    place = package.SEAL.search(content)
    assert place is not None
    digest = package.file_digest(content, place.start(1)).encode()
    exported.write_bytes(content[: place.start(1)] + digest + content[place.end(1) :])
    with pytest.raises(UserError, match=r"\(seal\)"):
        packages.inspect(exported)


def test_the_documented_way_to_check_gives_the_same_digests(exported):
    """docs/package.md tells how to compute the digests with any tool; this is that, word for word."""
    with closing(sqlite3.connect(exported)) as connection:
        manifest = dict(connection.execute("SELECT key, value FROM manifest"))
        create = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'unit'").fetchone()[0]
        columns = [(row[1], row[2]) for row in connection.execute("PRAGMA table_info(unit)")]
        lines = [create, *(f"{name} {kind}" for name, kind in columns)]
        quoted = " || ',' || ".join(f"quote({name})" for name, _ in columns)
        lines += [line for (line,) in connection.execute(f"SELECT {quoted} FROM unit ORDER BY id")]
    assert hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest() == manifest["digest.unit"]


def test_the_format_is_documented():
    text = (paths.root() / "docs" / "package.md").read_text(encoding="utf-8")
    for statement in package.TABLES.values():
        assert statement in text, statement.split("(")[0]
