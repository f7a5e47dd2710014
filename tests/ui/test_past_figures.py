"""A year's past figures out of a pasted table: shown first, kept as one step, what is not understood is named."""

from datetime import date

import pytest

from giaoban_desktop.domain.periods import month
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import figures, past_figures
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.ui.views.past_figures import PastFiguresDialog
from tests.builders import UNITS

CA = UNITS["CA"].id


def table(text):
    return [line.split("\t") for line in text.splitlines()]


def kept(book, period):
    return {
        (one.indicator, one.unit_id): one.value.text
        for one in figure_rows.list_of_period(book, period)
        if one.meeting_id is None
    }


@pytest.mark.parametrize("head", ["Chỉ tiêu\tĐVT\tTháng 1\tTháng 2", "STT\tNội dung\tT1\tT2", "\t\t01/2025\t2/2025"])
def test_a_head_of_months_says_which_columns_count(book, head):
    name = "Cuộc tuần tra đêm"
    line = f"1\t{name}\t3\t5" if head.startswith("STT") else f"{name}\tcuộc\t3\t5"
    preview = past_figures.read(book, table(f"{head}\n{line}"), year=2025, unit_id=CA)
    assert (preview.count, preview.rows[0].indicator.code) == (2, "9.1")
    past_figures.keep(book, preview)
    assert kept(book, month(2025, 2)) == {("9.1", CA): "5"}


def test_without_a_head_the_columns_are_the_months_in_order(book):
    text = "Cuộc tuần tra đêm\t3\tgần 50\t0\t\tx"
    preview = past_figures.read(book, table(text), year=2025, unit_id=CA)
    past_figures.keep(book, preview)
    found = [kept(book, month(2025, n)).get(("9.1", CA)) for n in range(1, 6)]
    assert found[:4] == ["3", "gần 50", "0", None]


def test_names_are_known_without_marks_and_nearly(book):
    text = "CUOC TUAN TRA DEM\t1\nSố cuộc tuần tra đêm trong tháng\t2\nViệc chưa ai đếm bao giờ\t3"
    preview = past_figures.read(book, table(text), year=2025, unit_id=CA)
    assert [row.indicator.code if row.indicator else None for row in preview.rows] == ["9.1", "9.1", None]
    assert "left out" in str(preview.rows[2].problem)


def test_what_is_no_figure_is_named_and_the_rest_is_kept(book):
    preview = past_figures.read(book, table("Cuộc tuần tra đêm\t3\t12-\t4"), year=2025, unit_id=CA)
    assert preview.rows[0].problem is not None
    assert preview.count == 2


@pytest.mark.parametrize("text", ["", "\t\n", "chỉ có chữ", "1\t2\t3"])
def test_what_is_no_table_is_told(book, text):
    with pytest.raises(InputError):
        past_figures.read(book, table(text), year=2025, unit_id=CA)


def test_the_dialog_shows_keeps_and_one_undo_takes_back(qtbot, window, book):
    window.paste_past_figures()
    dialog = window.findChild(PastFiguresDialog)
    assert dialog.year.text() == "2025"
    assert not dialog.keep.isEnabled()
    dialog.text.setPlainText("Cuộc tuần tra đêm\t3\t5")
    assert dialog.rows.model.rowCount() == 1
    assert dialog.keep.isEnabled()
    dialog.keep.click()
    assert len(kept(book, month(2025, 1))) == 1
    window.session.undo()
    assert kept(book, month(2025, 1)) == {}
    assert figures.report(book, month(2025, 1)).rows == ()
    dialog.text.setPlainText("nhầm")
    assert dialog.told.text()
    dialog.reject()


def test_it_is_offered_after_a_first_start_only(qtbot, window, tmp_path):
    window.offer_past_figures()  # this book has figures
    assert window.findChild(PastFiguresDialog) is None
    assert date(2026, 3, 25) == window.session.today
