"""The page of papers: list, preview, what is missing, the rules of the decree, and the steps to the issue."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import Cancelled
from giaoban_desktop.services import annex, documents, meetings, papers, printing
from giaoban_desktop.ui.documents import page as documents_page
from giaoban_desktop.ui.documents.annex_dialog import AnnexDialog
from giaoban_desktop.ui.documents.compare_dialog import CompareDialog
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.paper_list import name, number, state
from giaoban_desktop.ui.documents.reopen_dialog import ReopenDialog
from giaoban_desktop.ui.messages import ErrorDialog
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import DARK, LIGHT
from giaoban_desktop.ui.views import opened_files
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from tests.builders import briefing_data, complete, directive, freeze, new_book, record

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 25)


@pytest.fixture
def page(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("documents")
    return window.page


@pytest.fixture
def meeting_id(book):
    return meetings.listed(book)[0].id


def changed(book, meeting_id, **values):
    meetings.save(book, replace(meetings.get(book, meeting_id), **values))


def shown_rows(page):
    model = page.model
    return [model.index(row).data() for row in range(model.rowCount())]


def links(page):
    found = page.panel.findChildren(QPushButton)
    return [made for made in found if made.property("look") == "link" and made.isVisible()]


def wheel(view, steps):
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view.viewport(), event)


# The list


def test_papers_stand_under_their_periods_with_number_and_state(page, book, meeting_id):
    assert shown_rows(page) == ["Quarter I/2026", "Minutes, quarter I/2026, No number yet, Draft"]
    freeze(book, meeting_id)
    documents.issue(book, meeting_id, number="5", issued_on=TODAY)
    page.load()
    assert shown_rows(page)[1] == "Minutes, quarter I/2026, 05/BB-CAP, Issued 25/3"


def test_the_filter_shows_prints_taken_back_and_leads_to_the_paper_that_holds(page, book, meeting_id, qtbot):
    freeze(book, meeting_id)
    printed = documents.minutes_pdf(book, meeting_id)
    documents.reopen(book, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    page.load()
    assert page.model.rowCount() == 2
    page.filter.setFocus()
    qtbot.keyClick(page.filter, Qt.Key.Key_End)
    page.filter.activated.emit(page.filter.currentIndex())
    assert shown_rows(page)[1] == "Minutes, quarter I/2026, Print taken back, Withdrawn"
    assert papers.pdf(book, page.chosen) == printed
    assert "Back to draft on 26/3/2026: sai số liệu tuần tra" in page.panel.why.text()
    page.panel.link.click()
    assert page.chosen.id == meeting_id
    assert page.filter.currentIndex() == 0


def test_going_back_to_draft_asks_for_the_reason(page, book, meeting_id):
    freeze(book, meeting_id)
    page.load()
    page.steps.actions["reopen"].trigger()
    dialog = page.findChild(ReopenDialog)
    dialog.accept()
    assert dialog.isVisible()
    assert page.chosen.state is MeetingState.READY
    dialog.reason.setText("sai số liệu tuần tra")
    dialog.accept()
    page.load()
    assert page.chosen.state is MeetingState.DRAFT
    assert [paper.reason for paper in papers.listed(book) if paper.is_superseded] == ["sai số liệu tuần tra"]


def test_a_print_taken_back_is_compared_with_what_is_now(page, book, meeting_id):
    freeze(book, meeting_id)
    documents.reopen(book, meeting_id, reason="sai địa điểm", on=TODAY)
    meeting = meetings.get(book, meeting_id)
    meetings.save(book, replace(meeting, place="Hội trường <B>"))
    page.load()
    assert page.steps.actions["compare"].isVisible()
    page.filter.setCurrentIndex(page.filter.findData("withdrawn"))
    page.filter.activated.emit(page.filter.currentIndex())
    page.steps.actions["compare"].trigger()
    dialog = page.findChild(CompareDialog)
    assert dialog.told.text() == "1 paragraph differs."
    shown = dialog.text.toPlainText()
    assert dialog.before.currentText() == "Print taken back 25/3/2026: sai địa điểm"
    assert dialog.after.currentText() == "Now, as a draft"
    assert "Hội trường <B>" in shown
    assert "BIÊN BẢN" not in shown
    dialog.only_changes.setChecked(False)
    assert dialog.text.toPlainText().count("BIÊN BẢN") == 2
    dialog.before.setCurrentIndex(1)
    dialog.before.activated.emit(1)
    assert dialog.told.text() == "Nothing differs: both say the same."
    dialog.reject()


def test_a_paper_opened_from_elsewhere_is_shown_whatever_the_filter(window, page, book, meeting_id):
    page.filter.setCurrentIndex(page.filter.findData("issued"))
    page._show_rows("")
    assert page.chosen is None
    assert page.preview.page_count == 0
    window.open_place("documents", meeting_id)
    assert page.chosen.id == meeting_id


def test_a_row_has_two_lines_and_grows_where_they_do_not_fit(window, page, book, meeting_id, qtbot):
    row = page.model.index(1)
    assert page.list.visualRect(row).height() == 56
    freeze(book, meeting_id)
    page.load()
    window.set_scale(160)
    window.resize(1024, 640)
    letters, paper = page.list.fontMetrics(), page.chosen
    qtbot.waitUntil(lambda: page.list.visualRect(row).height() >= 3 * letters.height() + 16)
    width = page.list.viewport().width()
    assert letters.horizontalAdvance(number(paper) + state(paper).words) > width - 32
    longest = max(" ".join([name(paper), number(paper), state(paper).words]).split(), key=letters.horizontalAdvance)
    assert letters.horizontalAdvance(longest) <= width - 32 - 22


def test_the_model_keeps_the_rules_of_qt(page):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.load()
    assert tester.model() is page.model


def test_an_empty_book_says_what_belongs_here(qtbot, tmp_path):
    with new_book(tmp_path) as book:
        session = Session(book, today=lambda: TODAY, period=quarter(2026, 1))
        page = documents_page.DocumentsPage(session, LIGHT)
        qtbot.addWidget(page)
        page.show()
        page.load()
        assert page.empty.isVisible()
        with qtbot.waitSignal(page.open_requested) as asked:
            page.empty.start_button.click()
        assert asked.args == ["meetings", ""]
        session.stop()


# The preview


def test_words_are_found_counted_and_gone_through_by_keyboard(window, page, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    bar = page.preview.find_bar
    assert bar.text.hasFocus()
    bar.text.setText("LỰC LƯỢNG")  # the keys of the test know no Vietnamese
    qtbot.waitUntil(lambda: bar.count >= 2)
    count = bar.count
    assert bar.at == 0
    assert bar.told.text() == f"1 of {count}"
    qtbot.keyClick(bar.text, Qt.Key.Key_Return)
    assert bar.at == 1
    qtbot.keyClick(bar.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.at == count - 1
    assert page.preview.view.currentSearchResultIndex() == count - 1
    qtbot.keyClick(bar.text, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert page.preview.view.hasFocus()


def test_what_is_not_in_the_paper_is_said(window, page, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    bar = page.preview.find_bar
    qtbot.keyClicks(bar.text, "xyzxyz")
    qtbot.waitUntil(lambda: bar.told.text() == "Not found")
    assert not bar.after.isEnabled()


def test_the_paper_grows_and_shrinks_by_key_and_wheel(window, page, qtbot):
    preview = page.preview
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    fitted = preview.zoom_percent
    assert 40 < fitted < 100
    preview.zoom_in.trigger()
    assert preview.zoom_percent > fitted
    assert preview.levels.currentText() == f"{preview.zoom_percent:.0f} %"
    for _time in range(10):
        preview.zoom_in.trigger()
    assert preview.zoom_percent == 400
    wheel(preview.view, -1)
    assert preview.zoom_percent == 300
    preview.fit(QPdfView.ZoomMode.FitToWidth)
    assert preview.zoom_percent == pytest.approx(fitted, abs=3)  # the scroll bar may come or go
    preview.fit(QPdfView.ZoomMode.FitInView)
    assert preview.zoom_percent < fitted


def test_pages_are_turned_by_key_and_told(page, qtbot):
    preview = page.preview
    assert preview.page_count == 2
    assert preview._page.text() == "Page 1 of 2"
    assert not preview.page_before.isEnabled()
    preview.page_after.trigger()
    qtbot.waitUntil(lambda: preview._page.text() == "Page 2 of 2")
    assert not preview.page_after.isEnabled()
    preview.page_before.trigger()
    assert preview.page_number == 1


def test_the_same_paper_keeps_its_place_when_something_else_changes(page, window):
    page.preview.zoom_to(200)
    bar = page.preview.view.verticalScrollBar()
    bar.setValue(300)
    page.mark_stale()
    page.refresh_if_stale()
    assert bar.value() == 300


def test_the_paper_stays_white_in_the_dark_theme(window, page, qtbot):
    window.set_theme(DARK)
    view = page.preview.view

    def lightness():
        picture = view.viewport().grab().toImage()
        margin = picture.pixelColor(picture.width() // 2, 60)  # within the paper's upper margin
        return picture.pixelColor(4, 4).lightness(), margin.lightness()

    qtbot.waitUntil(lambda: lightness()[1] == 255)
    assert lightness()[0] < 80


# What is missing


def test_what_is_missing_leads_to_its_field_by_key(window, page, book, meeting_id, qtbot):
    complete(book, meeting_id)
    changed(book, meeting_id, ends_at=None, secretary=None)
    page.load()
    assert page.panel.check_list.title.text() == "To be added (2)"
    assert "2 things" in page.panel.why.text()
    assert not page.steps.actions["freeze"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    page = window.page
    assert page is window.pages["meetings"]
    assert page.meeting.id == meeting_id
    assert page.editor.general.told["ends_at"].control.hasFocus()


def test_tab_goes_in_reading_order(page, book, meeting_id, qtbot):
    changed(book, meeting_id, ends_at=None)
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 3)
    page.filter.setFocus()
    seen = [page.filter]
    while len(seen) < 40 and seen[-1] is not page.panel.finding_list:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    told = [made.accessibleName() or made.text() for made in seen]
    assert told == [
        "Which papers are shown",
        "Papers",
        "Register of papers",
        "Smaller paper",
        "Size of the paper",
        "Larger paper",
        "Page after",
        "Find",
        "Paper as it will be printed",
        "Annex of figures",
        "Annex and charts…",
        "Print",
        "Save as PDF…",
        "Open as PDF",
        "Open the part General",
        "Go to the figures",
        "Declare them complete…",
        "Rules of the decree with what was measured",
    ]


def test_each_link_opens_the_right_part(window, page, book, meeting_id, qtbot):
    changed(book, meeting_id, secretary=None, leader=None, attendances=())
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 4)  # they are shown at the next turn of the loop
    general, attendance, _figures, _complete = links(page)
    assert (general.text(), attendance.text()) == ("Open the part General", "Open the part Attendance")
    attendance.click()
    assert window.page.editor.attendance.head_count.hasFocus()
    window.show_page("documents")
    general.click()
    assert window.page.editor.general.people["secretary", "name"].hasFocus()


def test_a_place_is_written_and_read():
    assert str(Place("a", "ends_at")) == "a#ends_at"
    assert Place.of("a#ends_at") == Place("a", "ends_at")
    assert Place.of("a") == Place("a")


# The rules of the decree


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


# The steps


def test_from_draft_to_issue_by_keyboard_alone(window, page, book, qtbot):
    assert page.list.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    assert meetings.listed(book)[0].state is MeetingState.DRAFT
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    said = page.findChild(CompletenessDialog)
    qtbot.keyClick(said, Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    assert meetings.listed(book)[0].state is MeetingState.READY
    assert page.panel._steps.accessibleName() == "Step 3 of 4: Signed: write in number and date"
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    asked = page.findChild(NumberDialog)
    asked.number.clear()
    qtbot.keyClicks(asked.number, "5")
    asked.day.clear()
    qtbot.keyClicks(asked.day, "23/3/2026")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert "before its meeting" in asked._wrong_day.text()
    assert asked.number.text() == "5"
    asked.day.clear()
    qtbot.keyClicks(asked.day, "25/3/2026")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    assert meetings.listed(book)[0].state is MeetingState.ISSUED
    assert page.panel.register.text() == "Number 05/BB-CAP, 25/3/2026"
    assert not page.steps.actions["freeze"].isVisible()
    assert not page.steps.actions["issue"].isVisible()


def test_a_frozen_paper_goes_back_to_draft_by_key(window, page, book, qtbot):
    complete(book, page.chosen.meeting.id)
    page.load()
    page.steps.actions["freeze"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.findChild(ReopenDialog)
    qtbot.keyClicks(dialog.reason, "sai gio")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert meetings.listed(book)[0].state is MeetingState.DRAFT
    assert page.panel._steps.accessibleName() == "Step 1 of 4: Draft"


# The PDF elsewhere


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


def test_the_check_list_leads_on_and_marks_what_is_for_everybody(window, page, book, meeting_id, qtbot):
    meetings.save_directive(book, directive(meeting_id=meeting_id))
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 4)
    assert page.panel.check_list.title.text() == "To be added (2)"
    lead = next(made for made in links(page) if made.text() == "Open the part Conclusion")
    lead.click()
    assert window.page.editor.conclusion.lead.hasFocus()
    assert window.page.editor.conclusion.text.text() == "Tăng cường tuần tra đêm."
    window.show_page("documents")
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(links(page)) == 2)
    assert all(one.is_assigned for one in meetings.directives_of(book, meeting_id))
    next(made for made in links(page) if made.text() == "Go to the figures").click()
    assert window.page is window.pages["figures"]
