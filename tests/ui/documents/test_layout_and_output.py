"""The rules of the decree measured, the paper printed, saved and opened, and the annex."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import Cancelled
from giaoban_desktop.services import annex, documents, printing
from giaoban_desktop.ui.documents.annex_dialog import AnnexDialog
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import opened_files
from tests.builders import briefing_data, record
from tests.ui.documents.document_steps import CTRL, TODAY, changed


def test_a_fault_in_a_draft_is_told_first_with_what_is_wanted(page, book, meeting_id, qtbot):
    qtbot.waitUntil(lambda: page.panel.findings.rowCount() > 0)
    assert all(page.panel.findings.finding(row).passed for row in range(page.panel.findings.rowCount()))
    changed(book, meeting_id, conclusion="Họp lại trước ngày 5 tháng 2 năm 2027.")
    page.load()
    assert page.panel.findings.rowCount() == 0
    qtbot.waitUntil(lambda: page.panel.findings.rowCount() > 0)
    findings = page.panel.findings
    first = findings.finding(0)
    assert (first.rule, first.passed) == ("body.dates", False)
    assert all(findings.finding(row).passed for row in range(1, findings.rowCount()))
    words = findings.index(0).data()
    assert "not kept" in words
    assert "ngày 05 tháng 02" in words
    assert "Mục II.4.b" in words
    assert page.panel.findings_title.text() == f"Layout (1 not kept, {findings.rowCount() - 1} kept)"


def test_only_the_newest_paper_is_told_about(qtbot, book, meeting_id):
    session = Session(book, today=lambda: TODAY, period=quarter(2026, 1))
    newest, told = NewestTask(session), []
    newest.done.connect(told.append)
    for which in range(3):
        newest.start(lambda _progress, which=which: which)
    with qtbot.waitSignal(newest.done):
        pass
    qtbot.waitUntil(lambda: not newest._leaving)
    assert told == [2]
    session.stop()


def test_what_is_no_paper_is_said(page, qtbot):
    with qtbot.waitSignal(page.check.refused) as refused:
        page._show_pdf(b"no paper")
    assert "not a PDF" in str(refused.args[0])


def test_closing_waits_for_the_measuring(window, page):
    page.check._begin()
    (task,) = page.check._leaving
    window.close()
    assert task.wait(0)


class Reader:
    """Takes the place of what opens files in the system's programs."""

    def __init__(self, answers):
        self.answers, self.opened = answers, []

    def openUrl(self, url):  # noqa: N802 - Qt's name
        self.opened.append(Path(url.toLocalFile()))
        return self.answers


def test_no_reader_of_pdfs_is_told(window, page, qtbot, monkeypatch):
    monkeypatch.setattr(opened_files, "QDesktopServices", Reader(answers=False))
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    dialog = window.findChild(ErrorDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_the_reader_gets_a_copy_that_goes_with_the_window(window, page, qtbot, monkeypatch):
    reader = Reader(answers=True)
    monkeypatch.setattr(opened_files, "QDesktopServices", reader)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    (file,) = reader.opened
    assert file.read_bytes() == page._pdf
    assert file.name == "bien-ban-2026-Q1.pdf"
    window.close()
    assert not file.exists()


def test_the_paper_is_saved_where_it_is_wanted(window, page, qtbot, tmp_path):
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "biên bản.pdf"))
    dialog.reject()
    assert (tmp_path / "biên bản.pdf").read_bytes() == page._pdf
    assert page.panel.said.text() == "Saved as biên bản.pdf."


def test_the_dialog_of_the_system_is_asked_for_the_printer(window, page, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    dialog = page.findChild(QPrintDialog)
    assert dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    dialog.reject()


def test_a_rule_is_measured_until_it_is_broken_off(book):
    pdf = documents.minutes_pdf(book, record(book, **_other_period()))
    seen = []

    def look():
        seen.append(1)
        raise Cancelled

    with pytest.raises(Cancelled):
        printing.conformance_of_pdf(pdf, at_page=look)
    assert seen == [1]


def _other_period():
    data = briefing_data()["meeting"]
    return {
        "meeting": {**data, "kind": "month", "period": "2026-02", "held_on": "2026-02-25"},
        "figures": [],
        "directives": [],
    }


def test_the_annex_is_shown_by_key_in_the_place_of_the_minutes(page, book, meeting_id, qtbot, monkeypatch):
    page.open_row(meeting_id)
    minutes = page._pdf
    qtbot.keyClick(page.list, Qt.Key.Key_L, CTRL)
    assert page.panel.annex.isChecked()
    qtbot.waitUntil(lambda: bool(page._pdf))
    assert page._pdf != minutes
    with qtbot.waitSignal(page.check.done) as done:
        pass
    assert "annex.attached" in {finding.rule for finding in done.args[0]}
    assert page.panel.findings_title.text() == f"Layout ({len(done.args[0])} kept)"
    assert page.panel.told.text() == "By Decree 30/2020/NĐ-CP"
    asked = []
    monkeypatch.setattr(opened_files.OpenedFiles, "show", lambda self, pdf, name: asked.append((pdf, name)))
    qtbot.keyClick(page.list, Qt.Key.Key_O, CTRL)
    assert asked == [(page._pdf, "phu-luc-2026-Q1.pdf")]
    qtbot.keyClick(page.list, Qt.Key.Key_L, CTRL)
    assert page._pdf == minutes


def test_an_annex_is_let_go_with_the_minutes_by_key(page, book, meeting_id, qtbot):
    page.open_row(meeting_id)
    qtbot.keyClick(page.list, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.findChild(AnnexDialog)
    assert not dialog.charts.isEnabled()
    qtbot.keyClick(dialog.goes_with, Qt.Key.Key_Space)
    dialog.charts.setFocus()
    qtbot.keyClick(dialog.charts, Qt.Key.Key_Space)
    first = dialog.charts.item(0).data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert annex.attached(book, meeting_id).charts == (first,)
    qtbot.waitUntil(lambda: bool(page._pdf))
    assert page.panel.annex.isChecked()
    page.session.undo()
    assert annex.attached(book, meeting_id) is None
