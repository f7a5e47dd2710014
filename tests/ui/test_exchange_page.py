"""The page that makes the package."""

from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import figures, meetings, packages
from giaoban_desktop.ui.exchange.page import ExchangePage
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import LIGHT
from tests.builders import UNITS, freeze, observation


@pytest.fixture
def page(qtbot, book):
    made = ExchangePage(Session(book, today=lambda: date(2026, 3, 25), period=quarter(2026, 1)), LIGHT)
    qtbot.addWidget(made)
    made.show()
    made.refresh_if_stale()
    yield made
    made.session.stop()


@pytest.fixture
def write(qtbot, page):
    """Write the package and wait for its end."""

    def written(file):
        page.write_to(file, overwrite=False)
        qtbot.waitUntil(lambda: page.session.task is None, timeout=5000)

    return written


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_it_tells_what_stays_behind(page):
    assert "Meetings that are still drafts and stay behind: 1." in texts(page)
    assert page.drafts.isVisible()
    assert "No package was made yet." in texts(page)


def test_it_tells_where_to_and_what_is_missing(page, book):
    assert "Goes up to: UBND tỉnh Bình Hà" in texts(page)
    figures.record(book, observation("9.1", 12, unit_id=UNITS["CA"].id, period=quarter(2025, 1)))
    page.mark_stale()
    page.refresh_if_stale()
    assert any(text.startswith("Indicators that are not reported yet: Công an") for text in texts(page))


def test_a_package_is_written_and_read_back(page, write, book, tmp_path):
    freeze(book, meetings.listed(book)[0].id)
    page.mark_stale()
    page.refresh_if_stale()
    file = tmp_path / "goi.gbn"
    write(file)
    assert packages.inspect(file).counts["meeting"] == 1
    assert any(str(file) in text for text in texts(page))
    page.mark_stale()
    page.refresh_if_stale()
    assert page._model.rowCount() == 1


def test_drafts_go_along_when_asked(page, write, tmp_path):
    page.drafts.setChecked(True)
    write(tmp_path / "goi.gbn")
    assert packages.inspect(tmp_path / "goi.gbn").counts["meeting"] == 1


def test_a_refused_package_is_told(page, write, qtbot, tmp_path):
    file = tmp_path / "quan-trong.gbn"
    file.write_text("quan trọng")
    with qtbot.waitSignal(page.session.refused) as refused:
        write(file)
    assert "exists already" in str(refused.args[0])
    assert file.read_text() == "quan trọng"


def test_the_model_keeps_the_rules_of_qt(page, write, tmp_path):
    tester = QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    write(tmp_path / "goi.gbn")
    page.load()
    assert tester.model().rowCount() == 1


def test_a_package_that_is_cancelled_leaves_nothing(page, qtbot, tmp_path, monkeypatch):
    def slow(database, output, order, *, overwrite, progress):
        while True:  # goes on until it is told to stop
            progress(1, 9)

    monkeypatch.setattr(packages, "write", slow)
    page.write_to(tmp_path / "goi.gbn", overwrite=False)
    page.session.task.cancel()
    qtbot.waitUntil(lambda: page.session.task is None, timeout=5000)
    assert page.session.read(packages.listed) == []
    assert "No package was made yet." in texts(page)
