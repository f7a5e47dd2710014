"""Attaching by window: the signed scan of a paper, a file of a meeting, the evidence of a note."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from giaoban_desktop.services import attachments, directives, documents, meetings
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.recovery import offered
from giaoban_desktop.ui.views import opened_files
from giaoban_desktop.ui.views.attaching import ShrinkDialog, size_words
from tests.builders import freeze
from tests.services.attachment_samples import picture_bytes, scan_pdf, word_bytes, written

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 25)


@pytest.fixture
def meeting_id(book):
    return meetings.listed(book)[0].id


@pytest.fixture
def papers(window, book, meeting_id):
    """The page of papers with minutes that were issued."""
    freeze(book, meeting_id)
    documents.issue(book, meeting_id, number="5", issued_on=TODAY)
    window.show_page("documents")
    return window.page


def choose(page, file: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialog = page.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def opened(monkeypatch) -> list[tuple[bytes, str]]:
    """What is shown in the system's programs from now on."""
    shown: list[tuple[bytes, str]] = []
    monkeypatch.setattr(opened_files.OpenedFiles, "show", lambda _self, content, name: shown.append((content, name)))
    return shown


def lines(held) -> list[str]:
    return [held.list.item(at).text() for at in range(held.list.count())]


def test_a_signed_scan_is_attached_by_key_and_made_smaller_when_the_clerk_agrees(
    window, papers, book, meeting_id, qtbot, tmp_path, monkeypatch
):
    shown = opened(monkeypatch)
    qtbot.keyClick(papers.list, Qt.Key.Key_T, CTRL)
    choose(papers, written(tmp_path, "bien-ban-05.pdf", scan_pdf()))
    qtbot.waitUntil(lambda: papers.findChild(ShrinkDialog) is not None)
    dialog = papers.findChild(ShrinkDialog)
    assert dialog.smaller.isChecked()
    assert dialog.as_it_is.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    held = papers.panel.scans
    qtbot.waitUntil(lambda: held.list.count() == 1)
    (kept,) = attachments.scans_of(book, papers.chosen.document_id)
    assert lines(held) == [f"bien-ban-05.pdf\n{size_words(kept.size)}, 25/3/2026"]
    assert kept.size < len(scan_pdf()) / 2
    held.list.setFocus()
    qtbot.keyClick(held.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown != [])
    assert shown == [(attachments.read(book.path, kept), "bien-ban-05.pdf")]
    qtbot.keyClick(held.list, Qt.Key.Key_Delete)
    assert attachments.scans_of(book, papers.chosen.document_id) == []
    assert not held.list.isVisible()
    window.session.undo()
    qtbot.waitUntil(lambda: held.list.count() == 1)


def test_a_draft_has_no_signed_scan(window, book):
    window.show_page("documents")
    assert not window.page.panel.scans.isVisible()


def test_a_scan_that_is_too_large_as_it_is_is_only_kept_smaller(papers, book, qtbot, tmp_path):
    attachments.set_megabytes(book, 1)
    content = scan_pdf(4)
    assert len(content) > 1_000_000
    qtbot.keyClick(papers.list, Qt.Key.Key_T, CTRL)
    choose(papers, written(tmp_path, "lon.pdf", content))
    qtbot.waitUntil(lambda: papers.findChild(ShrinkDialog) is not None)
    dialog = papers.findChild(ShrinkDialog)
    assert not dialog.as_it_is.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: papers.session.task is None)
    assert papers.panel.scans.list.count() == 0


def test_a_file_that_is_not_what_its_name_says_is_told(window, papers, qtbot, tmp_path):
    qtbot.keyClick(papers.list, Qt.Key.Key_T, CTRL)
    choose(papers, written(tmp_path, "a.pdf", picture_bytes("PNG", size=(200, 300))))
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    dialog = window.findChild(ErrorDialog)
    assert any("it holds a PNG picture" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()


def test_a_report_is_attached_to_the_meeting(window, book, meeting_id, qtbot, tmp_path):
    window.show_page("meetings")
    page = window.page
    page.open_row(meeting_id)
    qtbot.keyClick(page, Qt.Key.Key_T, CTRL)
    choose(page, written(tmp_path, "bao-cao.docx", word_bytes()))
    qtbot.waitUntil(lambda: attachments.of_meeting(book, meeting_id) != [])
    page.editor.tabs.setCurrentIndex(7)
    held = page.editor.papers.attachments
    assert lines(held)[0].startswith("bao-cao.docx\n")
    assert held.head.text() == "Attached to the meeting (1)"


def test_evidence_goes_with_the_note_that_is_written(window, book, qtbot, tmp_path):
    window.show_page("directives")
    page = window.page
    page.table.selectRow(0)
    chosen = page._chosen_id()
    qtbot.keyClick(page.table, Qt.Key.Key_T, CTRL)
    choose(page, written(tmp_path, "camera.png", picture_bytes("PNG", size=(200, 300))))
    qtbot.waitUntil(lambda: bool(page.panel.files))
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    assert directives.get(book, chosen).notes == ()
    assert "Write what became of it" in page.panel.message.text()
    qtbot.keyClicks(page.progress, "Da lap 3 camera")
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    (note,) = directives.get(book, chosen).notes
    assert [one.file_name for one in attachments.evidence_of(book, chosen)[note.id]] == ["camera.png"]
    assert page.panel.files == []
    assert lines(page.panel.evidences)[0].startswith("camera.png\n")
    assert page.panel.history.item(0).text() == "25/3/2026\nDa lap 3 camera (camera.png)"


def test_the_office_says_how_large_an_attachment_may_be(window, book, qtbot):
    window.show_page("settings")
    part = window.page.part
    assert part.megabytes.currentText() == "5 MB"
    part.megabytes.setFocus()
    qtbot.keyClick(part.megabytes, Qt.Key.Key_Down)
    assert attachments.megabytes(book) == 10


def test_what_is_begun_for_a_directive_waits_for_it(window, book, qtbot, tmp_path):
    window.show_page("directives")
    page = window.page
    page.table.selectRow(0)
    first = page._chosen_id()
    qtbot.keyClicks(page.progress, "Da lam mot nua")
    qtbot.keyClicks(page.evidence, "BC 1/BC-CA")
    qtbot.keyClick(page.table, Qt.Key.Key_T, CTRL)
    page.table.selectRow(1)
    second = page._chosen_id()
    assert (page.progress.text(), page.evidence.text()) == ("", "")
    choose(page, written(tmp_path, "a.docx", word_bytes()))
    qtbot.waitUntil(lambda: window.session.task is None)
    assert page.panel.files == []
    page._done.trigger()
    assert directives.get(book, first).notes == ()
    assert [note.text for note in directives.get(book, second).notes] == ["Done"]
    page.table.selectRow(page._model.row_of(first))
    assert (page.progress.text(), page.evidence.text()) == ("Da lam mot nua", "BC 1/BC-CA")
    qtbot.waitUntil(lambda: len(page.panel.files) == 1)
    qtbot.keyClicks(page.panel.by, "Truong Cong an")
    qtbot.keyClick(page.progress, Qt.Key.Key_Return)
    (note,) = directives.get(book, first).notes
    assert (note.text, note.by, note.evidence) == ("Da lam mot nua", "Truong Cong an", "BC 1/BC-CA")
    assert "Truong Cong an, BC 1/BC-CA, a.docx" in page.panel.history.item(0).text()


def test_a_file_waits_for_its_note_over_another_start(window, book, qtbot, tmp_path):
    window.show_page("directives")
    page = window.page
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_T, CTRL)
    choose(page, written(tmp_path, "a.docx", word_bytes()))
    qtbot.waitUntil(lambda: len(page.panel.files) == 1)
    held = page.panel.files
    page.table.selectRow(1)
    assert page.panel.files == []
    page.panel.files, page.panel._shown_id = [], ""  # as after another start
    page.table.selectRow(0)
    assert page.panel.files == held
    assert offered(window.session) == []  # no text to be put back
    page.panel._let_go.click()
    page.table.selectRow(1)
    page.table.selectRow(0)
    assert page.panel.files == []


def test_a_day_to_come_is_no_day_of_a_note(window, book, qtbot):
    window.show_page("directives")
    page = window.page
    page.table.selectRow(0)
    page.panel.day.setText("1/1/2099")
    page._done.trigger()
    assert "still to come" in page.panel.message.text()
    assert directives.get(book, page._chosen_id()).is_open
