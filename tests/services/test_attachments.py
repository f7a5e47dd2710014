"""Attachments beside a book: attached, shown, removed, taken back, backed up once, restored, checked."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.services import (
    attachment_files,
    attachments,
    backups,
    checks,
    directives,
    documents,
    handover,
    history,
    papers,
    printing,
)
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.storage import attachment_file
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage.database import Database
from tests.builders import freeze, new_book, record
from tests.services.attachment_samples import picture_bytes, scan_pdf, word_bytes, written

DAY = date(2026, 3, 26)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def meeting_id(db):
    return record(db)


def stored(db, name="anh.png", content=None, *, megabytes=5) -> Stored:
    content = picture_bytes("PNG", size=(200, 300)) if content is None else content
    return attachments.store(
        db.path, attachment_files.prepare(written(db.path.parent, name, content)), megabytes=megabytes
    )


def test_what_was_attached_is_shown_byte_for_byte(db, meeting_id):
    content = word_bytes()
    attachments.attach_to_meeting(db, meeting_id, stored(db, "báo cáo.docx", content), on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    assert (found.file_name, found.size, found.added_on) == ("báo cáo.docx", len(content), DAY)
    assert attachments.read(db.path, found) == content
    assert checks.check(db.path) == []


def test_the_book_itself_does_not_grow_by_an_attachment(db, meeting_id):
    db.checkpoint()
    content = scan_pdf(2)
    attachments.attach_to_meeting(db, meeting_id, stored(db, "quet.pdf", content), on=DAY)
    assert len(content) > 500_000
    assert all(
        len(value) < 20_000
        for row in db.rows("SELECT before, after FROM change ORDER BY act_seq DESC LIMIT 5")
        for value in row
        if value
    )
    assert attachment_file.beside(db.path).stat().st_size > len(content)


def test_the_same_bytes_lie_there_once(db, meeting_id):
    once = stored(db, "a.png")
    size = attachment_file.beside(db.path).stat().st_size
    assert stored(db, "b.png").digest == once.digest
    assert attachment_file.beside(db.path).stat().st_size == size
    attachments.attach_to_meeting(db, meeting_id, once, on=DAY)
    with pytest.raises(InputError, match="attached here already"):
        attachments.attach_to_meeting(db, meeting_id, once, on=DAY)


def test_a_signed_scan_belongs_to_minutes_that_were_printed(db, meeting_id):
    file = stored(db, "da-ky.pdf", scan_pdf())
    with pytest.raises(UserError, match="no paper"):
        attachments.attach_scan(db, papers.listed(db)[0].document_id, file, on=DAY)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=DAY)
    document_id = papers.listed(db)[0].document_id
    attachments.attach_scan(db, document_id, file, on=DAY)
    assert [one.file_name for one in attachments.scans_of(db, document_id)] == ["da-ky.pdf"]
    assert printing.conformance_of_pdf(documents.minutes_pdf(db, meeting_id)) != []


def test_evidence_comes_and_goes_with_its_note(db, meeting_id):
    given = directive_rows.list_of_meeting(db, meeting_id)[0]
    directives.note(db, given.id, "Đã lắp 3 camera.", on=DAY, evidence="BC 45/BC-CAP", files=[stored(db)])
    (note,) = directives.get(db, given.id).notes
    held = attachments.evidence_of(db, given.id)
    assert [one.file_name for one in held[note.id]] == ["anh.png"]
    history.undo(db, history.undoable(db).seq)
    assert attachments.evidence_of(db, given.id) == {}
    history.undo(db, history.redoable(db).seq)
    assert list(attachments.evidence_of(db, given.id)) == [note.id]
    assert checks.check(db.path) == []


def test_what_was_removed_can_be_taken_back(db, meeting_id):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    attachments.remove(db, found)
    assert attachments.of_meeting(db, meeting_id) == []
    history.undo(db, history.undoable(db).seq)
    assert attachments.of_meeting(db, meeting_id) == [found]
    assert attachments.read(db.path, found)


def test_what_is_too_large_is_refused_by_the_limit_of_the_office(db):
    large = scan_pdf(4)
    assert len(large) > 1_000_000
    with pytest.raises(InputError, match="this office takes 1 MB"):
        stored(db, "lon.pdf", large, megabytes=1)
    assert not attachment_file.beside(db.path).exists()
    attachments.set_megabytes(db, 20)
    assert attachments.megabytes(db) == 20
    for wrong in (0, 21):
        with pytest.raises(InputError, match="from 1 to 20 MB"):
            attachments.set_megabytes(db, wrong)


def test_backups_hold_each_attachment_once_and_bring_it_back(db, meeting_id, tmp_path, home):
    first = stored(db, "a.png")
    attachments.attach_to_meeting(db, meeting_id, first, on=DAY)
    backup = backups.make_regular(db.path)
    held = backup.parent / "attachments"
    assert attachment_file.digests(held) == {first.digest}
    second = stored(db, "b.docx", word_bytes())
    attachments.attach_to_meeting(db, meeting_id, second, on=DAY)
    newest = backups.make_regular(db.path)
    assert attachment_file.digests(held) == {first.digest, second.digest}
    assert sum(file.name == "attachments" for file in held.parent.iterdir()) == 1
    db.close()
    attachment_file.beside(db.path).unlink()
    assert len(checks.check(db.path)) == 2
    backups.restore(db.path, newest)
    assert checks.check(db.path) == []
    assert backups.rehearse(newest).problems == ()


def test_a_copy_takes_its_attachments_along(db, meeting_id, tmp_path):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    folder = tmp_path / "stick"
    folder.mkdir()
    copy = handover.copy_to(db.path, folder, today=DAY, progress=lambda _at, _of: None)
    with Database.open_read_only(copy) as other:
        (found,) = attachments.of_meeting(other, meeting_id)
        assert attachments.read(copy, found)


def test_a_book_set_aside_takes_its_attachments_along(db, meeting_id):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    db.close()
    aside = handover.set_aside(db.path, DAY)
    assert checks.check(aside) == []
    assert not attachment_file.beside(db.path).exists()


@pytest.mark.parametrize("damage", ["gone", "changed", "foreign"])
def test_a_missing_damaged_or_foreign_companion_is_told_and_the_book_goes_on(db, meeting_id, damage):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    companion = attachment_file.beside(db.path)
    if damage == "gone":
        companion.unlink()
    elif damage == "changed":
        with closing(sqlite3.connect(companion)) as connection, connection:
            connection.execute("UPDATE attachment_bytes SET bytes = x'00'")
    else:
        companion.write_bytes(b"a file of somebody else")
    with pytest.raises(UserError) as told:
        attachments.read(db.path, found)
    assert not isinstance(told.value, StorageError)  # nothing was to be written
    assert [str(error) for error in checks.check(db.path) if "anh.png" in str(error)]
    if damage == "foreign":
        with pytest.raises(StorageError, match="another kind of file"):
            stored(db, "c.docx", word_bytes())
        assert companion.read_bytes() == b"a file of somebody else"


def test_a_companion_of_another_name_beside_the_book_is_named(db, meeting_id):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    companion = attachment_file.beside(db.path)
    companion.rename(companion.with_name("so-cu.db.attachments"))
    with pytest.raises(UserError, match=r"but so-cu\.db\.attachments is.*give that file the name giaoban\.db"):
        attachments.read(db.path, found)


def test_a_directive_goes_with_its_evidence(db, meeting_id):
    given = directive_rows.list_of_meeting(db, meeting_id)[0]
    directives.note(db, given.id, "Đã làm.", on=DAY, files=[stored(db)])
    with db.act("test", ""):
        directive_rows.remove_directive(db, given.id)
    assert checks.check(db.path) == []


def test_no_paper_is_written_over_the_attachments(db, meeting_id):
    stored(db)
    with pytest.raises(StorageError, match="never replaced"):
        printing.write_pdf(b"%PDF-", attachment_file.beside(db.path), overwrite=True)


def test_what_is_damaged_is_put_right_by_attaching_again_or_from_a_backup(db, meeting_id, tmp_path, home):
    file = stored(db)
    attachments.attach_to_meeting(db, meeting_id, file, on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    companion, backup = attachment_file.beside(db.path), backups.make_regular(db.path)

    def damage() -> None:
        with closing(sqlite3.connect(companion)) as connection, connection:
            connection.execute("UPDATE attachment_bytes SET bytes = x'00'")

    damage()
    assert stored(db) == file
    assert attachments.read(db.path, found)
    damage()
    db.close()
    backups.restore(db.path, backup)
    assert checks.check(db.path) == []


@pytest.mark.parametrize("part", [slice(100, 4096), slice(4096, 8192), slice(60_000, None)])
def test_a_companion_with_broken_pages_is_made_anew_from_a_backup_and_kept_aside(db, meeting_id, home, part):
    attachments.attach_to_meeting(db, meeting_id, stored(db, "a.docx", word_bytes() * 40), on=DAY)
    (found,) = attachments.of_meeting(db, meeting_id)
    companion, backup = attachment_file.beside(db.path), backups.make_regular(db.path)
    content = bytearray(companion.read_bytes())
    content[part] = b"\2" * len(content[part]) if part.stop else b""
    companion.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        attachments.read(db.path, found)
    db.close()
    backups.restore(db.path, backup)
    assert attachments.read(db.path, found)
    assert companion.with_name(f"{companion.name}.damaged-1").read_bytes() == bytes(content)
    assert checks.check(db.path) == []


def test_a_foreign_companion_does_not_hinder_the_backup_of_the_book(db, meeting_id, home):
    attachment_file.beside(db.path).write_bytes(b"a file of somebody else")
    with pytest.raises(StorageError, match="another kind of file"):
        backups.make_regular(db.path)
    assert backups.newest_good(db.path) is not None


def test_a_book_is_handed_over_though_an_attachment_is_missing(db, meeting_id, tmp_path):
    attachments.attach_to_meeting(db, meeting_id, stored(db), on=DAY)
    attachment_file.beside(db.path).unlink()
    folder = tmp_path / "stick"
    folder.mkdir()
    assert handover.copy_to(db.path, folder, today=DAY, progress=lambda _at, _of: None).is_file()


def test_a_scan_of_a_print_that_was_taken_back_is_refused_and_one_attached_before_is_shown(db, meeting_id):
    freeze(db, meeting_id)
    document_id = papers.listed(db)[0].document_id
    attachments.attach_scan(db, document_id, stored(db), on=DAY)
    documents.reopen(db, meeting_id, reason="sai số", on=DAY)
    taken = next(one for one in papers.listed(db) if one.is_superseded)
    assert len(attachments.scans_of(db, taken.document_id)) == 1
    with pytest.raises(UserError, match="taken back meanwhile"):
        attachments.attach_scan(db, document_id, stored(db, "b.docx", word_bytes()), on=DAY)
