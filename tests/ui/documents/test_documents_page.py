"""The list of papers and what a paper is seen through: filter, preview, words found, sizes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QAbstractItemModelTester

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import documents, papers
from giaoban_desktop.ui.documents import page as documents_page
from giaoban_desktop.ui.documents.paper_list import name, number, state
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import DARK, LIGHT
from tests.builders import freeze, new_book
from tests.ui.documents.document_steps import CTRL, TODAY, shown_rows, wheel


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
