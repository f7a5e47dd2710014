"""The annex of figures: put together from the book, printed, and read back."""

import io
import re
from datetime import date

import pdfplumber
import pytest

from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.figures import Disaggregation, number_value, parse_value
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import UserError
from giaoban_desktop.papers import annex_pdf, page_style, ruled_table
from giaoban_desktop.papers.annex import Annex
from giaoban_desktop.papers.conformance import check
from giaoban_desktop.papers.content import MonthChart, Paragraph, Table
from giaoban_desktop.services import annex, documents, figures, papers, readiness, series, validation
from giaoban_desktop.storage import annexes, indicators
from tests.builders import UNITS, freeze, missing, new_book, observation, record
from tests.papers.printed import MM, bare, letters

Q1, JANUARY, LAST_JANUARY = quarter(2026, 1), month(2026, 1), month(2025, 1)
CA, QS = UNITS["CA"].id, UNITS["QS"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def meeting_id(db):
    return record(db)


def keep(db, code, value, period=JANUARY, unit_id=None, **changed):
    typed = parse_value(value) if isinstance(value, str) else number_value(value)
    figures.record(db, observation(code, typed, period=period, unit_id=unit_id, **changed))


def briefing(db, n=1):
    """The id of a briefing of a month of 2026 without figures of its own."""
    return series.start_first(db, month(2026, n), today=date(2026, n, 28))[1]


def issue(db, meeting_id):
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=date(2026, 3, 25))


def charted(db, meeting_id, *codes):
    """What the annex says with charts of these indicators."""
    return annex.content(db, meeting_id, look=AttachedAnnex(meeting_id, codes))


def tables(found):
    return [block for block in found.blocks if isinstance(block, Table)]


def texts(found):
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def row(db, table, code):
    """The row of an indicator by the titles of the columns."""
    name = indicators.get_indicator(db, code).name
    (cells,) = [cells for cells in table.rows if cells[1] == name]
    return {column.title: cell for column, cell in zip(table.columns, cells, strict=True)}


def opened(pdf):
    return pdfplumber.open(io.BytesIO(pdf))


def test_it_says_to_which_minutes_it_belongs(db, meeting_id):
    assert annex.content(db, meeting_id).attached_to.startswith("(Kèm theo Biên bản số        /BB-CAP ngày ……")
    issue(db, meeting_id)
    attached_to = annex.content(db, meeting_id).attached_to
    assert attached_to == "(Kèm theo Biên bản số 05/BB-CAP ngày 25 tháng 3 năm 2026 của Công an phường An Lạc)"


def test_a_zero_is_a_word_and_what_nobody_reported_stays_empty(db):
    keep(db, "23.1", 0, unit_id=CA)
    keep(db, "41.1", 152, unit_id=QS)
    found = annex.content(db, briefing(db))
    credit = row(db, tables(found)[0], "23.1")
    assert (credit[UNITS["CA"].name], credit[UNITS["QS"].name], credit["Cộng"]) == ("không", "", "không")
    assert "Ghi chú: “không” là đã báo cáo không phát sinh; ô trống là chưa báo cáo." in texts(found)


def test_what_does_not_apply_and_what_is_provisional_have_their_signs(db):
    keep(db, "26.1", "x", unit_id=CA)
    keep(db, "26.1", "24?", unit_id=QS)
    found = annex.content(db, briefing(db))
    events = row(db, tables(found)[0], "26.1")
    assert (events[UNITS["CA"].name], events[UNITS["QS"].name], events["Cộng"]) == ("x", "24*", "24*")
    assert any("x là không áp dụng; * là số liệu tạm tính" in text for text in texts(found))


def test_the_rows_stand_under_the_headings_of_the_catalogue(db, meeting_id):
    keep(db, "1.1", 36, period=Q1)
    table = tables(annex.content(db, meeting_id))[0]
    assert [table.rows[place][:2] for place in table.headings] == [
        ("", "A. Trao đổi thông tin"),
        ("", "B. Tuần tra, kiểm soát"),
    ]
    assert [cells[0] for cells in table.rows] == ["", "1", "", "2", "3"]


def test_sums_are_compared_only_where_the_same_units_reported(db):
    keep(db, "26.1", 10, unit_id=CA)
    keep(db, "26.1", 10, unit_id=QS)
    keep(db, "26.1", 5, LAST_JANUARY, CA)
    meeting_id = briefing(db)
    found = annex.content(db, meeting_id)
    events = row(db, tables(found)[1], "26.1")
    assert (events["Kỳ này"], events["Cùng kỳ năm trước"], events["So với cùng kỳ"]) == ("20", "05", "–")
    assert any("– là không so sánh được" in text for text in texts(found))
    keep(db, "26.1", 5, LAST_JANUARY, QS)
    events = row(db, tables(annex.content(db, meeting_id))[1], "26.1")
    assert (events["Cùng kỳ năm trước"], events["So với cùng kỳ"]) == ("10", "tăng 10 (100\u00a0%)")


def test_the_qualifier_of_a_sum_is_printed(db):
    keep(db, "26.1", "hơn 160", unit_id=CA)
    keep(db, "26.1", 20, unit_id=QS)
    events = row(db, tables(annex.content(db, briefing(db)))[0], "26.1")
    assert (events[UNITS["CA"].name], events["Cộng"]) == ("hơn 160", "hơn 180")


def test_a_sum_that_lacks_a_month_is_at_least(db, meeting_id):
    keep(db, "26.1", 10)
    keep(db, "26.1", 7, month(2026, 2))
    events = row(db, tables(annex.content(db, meeting_id))[0], "26.1")
    assert events["Cộng"] == "ít nhất 17, thiếu 1/3"


def test_a_ratio_over_all_units_is_computed_and_not_added(db):
    codes = {one.code: one for one in indicators.list_indicators(db)}
    ratio = next(one for one in codes.values() if one.numerator)
    for unit_id, above, below in ((CA, 1, 2), (QS, 2, 4)):
        keep(db, ratio.numerator, above, unit_id=unit_id)
        keep(db, ratio.denominator, below, unit_id=unit_id)
        keep(db, ratio.code, 50, unit_id=unit_id)
    assert row(db, tables(annex.content(db, briefing(db)))[0], ratio.code)["Cộng"] == "50"


def test_parts_of_an_indicator_stand_below_it_without_a_number(db):
    keep(db, "2.1", 3)
    keep(db, "2.1", 2, disaggregation=Disaggregation("level", "tỉnh"))
    rows = tables(annex.content(db, briefing(db)))[0].rows
    assert [(cells[0], cells[1]) for cells in rows[1:]] == [
        ("1", indicators.get_indicator(db, "2.1").name),
        ("", "- cấp tỉnh"),
    ]


def test_the_check_sheet_tells_what_was_asked_and_why_it_stands(db):
    keep(db, "19.1", 0)
    keep(db, "19.2", 3)
    meeting_id = briefing(db)
    (asked,) = validation.findings(db, [JANUARY])
    assert not any("Phiếu kiểm tra" in text for text in texts(annex.content(db, meeting_id)))
    validation.accept(db, asked.finding, "Vụ của tháng trước.", date(2026, 1, 28))
    found = annex.content(db, meeting_id)
    assert any(text.endswith("Phiếu kiểm tra số liệu") for text in texts(found))
    assert tables(found)[-1].rows[0][3:] == ("tháng 01 năm 2026: 3", str(asked.finding.error), "Vụ của tháng trước.")
    without = annex.content(db, meeting_id, look=AttachedAnnex(meeting_id, has_check_sheet=False))
    assert not any("Phiếu kiểm tra" in text for text in texts(without))


def test_a_figure_counted_again_stands_with_both_values_and_the_reason(db, meeting_id):
    issue(db, meeting_id)
    keep(db, "9.1", 90, Q1, counted_to=date(2026, 3, 31), note="Bổ sung hai cuộc.")
    (table,) = [one for one in tables(annex.content(db, meeting_id)) if one.columns[-1].title == "Lý do"]
    assert table.rows[0][3:] == ("88", "90", "Bổ sung hai cuộc.")


def test_a_chart_has_its_table_and_a_sentence(db):
    keep(db, "9.1", 24)
    keep(db, "9.1", 41, month(2026, 2))
    keep(db, "9.1", 19, LAST_JANUARY)
    found = charted(db, briefing(db, 2), "9.1")
    (chart,) = [block for block in found.blocks if isinstance(block, MonthChart)]
    assert (chart.stacks[0][:3], chart.beside[:2], chart.sums[:3]) == ((24, 41, None), (19, None), (24, 65, None))
    assert "Từ đầu năm 2026 đến hết tháng 02: 65 cuộc; cao nhất tháng 02 (41); thấp nhất tháng 01 (24)." in texts(found)
    assert tables(found)[-1].rows[0][:4] == ("Năm 2026", "24", "41", "")


def test_a_month_without_figures_is_missing_in_the_sums_of_a_chart(db):
    keep(db, "9.1", 24)
    keep(db, "9.1", 20, month(2026, 3))
    found = charted(db, briefing(db, 3), "9.1")
    assert tables(found)[-1].rows[2][1:4] == ("24", "ít nhất 24, thiếu 1/2", "ít nhất 44, thiếu 1/3")


@pytest.mark.parametrize("code", ["99.9", "41.1"])
def test_what_cannot_be_a_chart_of_months_is_refused(db, meeting_id, code):
    with pytest.raises(UserError, match=code):
        charted(db, meeting_id, code)


def test_nothing_reported_is_said(db):
    with pytest.raises(UserError, match="Nothing was reported"):
        annex.content(db, briefing(db))


def test_a_page_lies_only_where_a_table_is_too_wide(db, meeting_id, fonts):
    for period in (Q1.last_year(), Q1.previous()):
        keep(db, "9.1", 20, period)
        keep(db, "10.2", 20, period)
    wide = annex.content(db, meeting_id)
    assert not all(ruled_table.is_readable(table, fonts, page_style.PORTRAIT) for table in tables(wide))
    with opened(annex_pdf.render(wide, fonts=fonts)) as pdf:
        assert pdf.pages[0].width * MM == pytest.approx(page_style.PAPER_HEIGHT_MM, abs=0.2)
        right = (page_style.PAPER_HEIGHT_MM - page_style.MARGIN_RIGHT_MM.chosen) / MM
        assert max(char["x1"] for page in pdf.pages for char in page.chars) <= right + 0.5
    narrow = annex.Annex(wide.title, wide.attached_to, wide.author, tuple(tables(wide)[:1]))
    with opened(annex_pdf.render(narrow, fonts=fonts)) as pdf:
        assert pdf.pages[0].width * MM == pytest.approx(page_style.PAPER_WIDTH_MM, abs=0.2)


def test_head_title_and_page_numbers_follow_the_decree(db, meeting_id, fonts):
    for code in ("1.1", "3.1", "19.1", "19.2", "23.1", "26.1"):
        keep(db, code, 20, Q1)
        keep(db, code, 20, Q1.last_year())
    keep(db, "9.1", 24)
    found = charted(db, meeting_id, "9.1")
    with opened(annex_pdf.render(found, fonts=fonts)) as pdf:
        first, second = pdf.pages[:2]
        head = letters(first, "Phụ lục")
        assert {(char["size"], "Bold" in char["fontname"]) for char in head} == {(14, True)}
        assert bare("SỐ LIỆU CÔNG TÁC PHỐI HỢP QUÝ I NĂM 2026") in bare(first.extract_text())
        assert {"Italic" in char["fontname"] for char in letters(first, "(Kèm theo")} == {True}
        assert second.extract_text().startswith("2\n")
        assert bare(pdf.pages[-1].extract_text()).endswith("./.")
        names = {font["BaseFont"] for page in pdf.pages for font in _fonts(page)}
    assert all("LiberationSerif" in str(name) for name in names)


def test_a_table_over_two_pages_has_its_head_on_both_and_no_line_below_its_note(db, meeting_id, fonts):
    for indicator in indicators.list_indicators(db)[:40]:
        if not indicator.numerator:
            keep(db, indicator.code, 20, Q1)
    found = annex.content(db, meeting_id)
    with opened(annex_pdf.render(found, fonts=fonts)) as pdf:
        assert all("Chỉ tiêu" in page.extract_text() for page in pdf.pages[:-1])
        page = next(page for page in pdf.pages[1:] if "Ghi chú" in page.extract_text())
        lines = {line["text"][:7]: line for line in page.extract_text_lines()}
        note, title = lines["Ghi chú"], lines["2. So s"]
        assert not any(note["top"] < line["top"] < title["bottom"] for line in page.lines)


def test_it_keeps_every_rule_of_the_decree_before_and_after_it_is_issued(db, meeting_id, fonts):
    for code in ("1.1", "3.1", "23.1", "26.1"):
        keep(db, code, 20, Q1)
        keep(db, code, 20, Q1.last_year())
    keep(db, "19.1", 0)
    keep(db, "19.2", 3)
    keep(db, "9.1", 24)
    (asked, *_others) = validation.findings(db, [JANUARY])
    validation.accept(db, asked.finding, "Vụ của tháng trước.", date(2026, 1, 28))
    annex.attach(db, AttachedAnnex(meeting_id, ("9.1", "10.2")))
    looks = [AttachedAnnex(meeting_id), AttachedAnnex(meeting_id, has_check_sheet=False), None]
    printed = [annex.annex_pdf(db, meeting_id, look=look) for look in looks]
    issue(db, meeting_id)
    keep(db, "9.1", 90, Q1, counted_to=date(2026, 4, 1), note="Bổ sung hai cuộc.")
    for pdf in (*printed, annex.annex_pdf(db, meeting_id)):
        findings = check(pdf)
        assert {"annex.word", "annex.attached"} <= {finding.rule for finding in findings}
        assert [finding for finding in findings if not finding.passed] == []


def test_the_same_figures_give_the_same_bytes(db, meeting_id, fonts):
    found = charted(db, meeting_id, "9.1")
    assert annex_pdf.render(found, fonts=fonts) == annex_pdf.render(found, fonts=fonts)


def test_a_sign_that_the_typeface_lacks_does_not_stop_the_annex(db, meeting_id, fonts):
    issue(db, meeting_id)
    keep(db, "9.1", 90, Q1, counted_to=date(2026, 3, 31), note="Bổ sung 😀 hai cuộc.")
    found = annex.content(db, meeting_id)
    with opened(annex_pdf.render(found, fonts=fonts)) as pdf:
        assert bare("Bổ sung hai cuộc.") in bare("".join(page.extract_text() for page in pdf.pages))


def test_minutes_point_to_the_annex_that_goes_with_them(db, meeting_id):
    sentence = "Số liệu chi tiết của kỳ được nêu tại Phụ lục kèm theo Biên bản này."
    assert sentence not in texts(documents.minutes_content(db, meeting_id))
    annex.attach(db, AttachedAnnex(meeting_id, ("9.1",)))
    assert sentence in texts(documents.minutes_content(db, meeting_id))
    annex.detach(db, meeting_id)
    assert annex.attached(db, meeting_id) is None
    assert sentence not in texts(documents.minutes_content(db, meeting_id))


def test_the_annex_is_frozen_taken_back_and_numbered_with_its_minutes(db, meeting_id):
    annex.attach(db, AttachedAnnex(meeting_id, ("9.1",)))
    freeze(db, meeting_id)
    frozen = annex.annex_pdf(db, meeting_id)
    keep(db, "9.1", 90, Q1, counted_to=date(2026, 3, 31))
    assert annex.annex_pdf(db, meeting_id) == frozen
    with pytest.raises(UserError, match="what goes with them"):
        annex.detach(db, meeting_id)
    documents.reopen(db, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    assert annex.annex_pdf(db, meeting_id) != frozen
    figures.withdraw(db, observation("9.1", 90, period=Q1, counted_to=date(2026, 3, 31)))
    issue(db, meeting_id)
    issued = annex.annex_pdf(db, meeting_id)
    with opened(issued) as pdf:
        assert bare("Kèm theo Biên bản số 05/BB-CAP ngày 25 tháng 3 năm 2026") in bare(pdf.pages[0].extract_text())
    keep(db, "9.1", 91, Q1, counted_to=date(2026, 4, 1))
    assert annex.annex_pdf(db, meeting_id) == issued
    with pytest.raises(UserError, match="printed as it is"):
        annex.annex_pdf(db, meeting_id, look=AttachedAnnex(meeting_id))
    assert len(papers.listed(db)) == 2  # the minutes, and their print that was taken back


def test_minutes_with_an_annex_of_nothing_are_not_frozen(db):
    meeting_id = record(db, figures=[])
    annex.attach(db, AttachedAnnex(meeting_id))
    assert missing(db, meeting_id) == [readiness.MISSING_FIGURES]
    with pytest.raises(UserError, match="nothing was reported"):
        freeze(db, meeting_id)


def test_minutes_with_a_figure_that_was_corrected_since_are_not_frozen_again(db, meeting_id):
    freeze(db, meeting_id)
    keep(db, "9.1", 90, Q1, counted_to=date(2026, 3, 31))
    documents.reopen(db, meeting_id, reason="sai số liệu tuần tra", on=date(2026, 3, 26))
    assert missing(db, meeting_id) == [readiness.CORRECTED_SINCE]


def test_a_chart_of_what_is_not_in_the_catalogue_any_more_does_not_stop_the_annex(db):
    keep(db, "9.1", 24)
    keep(db, "9.1", 41, month(2026, 2))
    meeting_id = briefing(db, 2)
    with db.act("annex.attach", "test"):
        annexes.save_annex(db, AttachedAnnex(meeting_id, ("9.1", "900.1")))
    assert len([block for block in annex.content(db, meeting_id).blocks if isinstance(block, MonthChart)]) == 1


def test_a_chart_counts_those_who_reported_only_parts(db):
    part = Disaggregation("level", "tỉnh")
    keep(db, "2.1", 7, unit_id=CA, disaggregation=part)
    keep(db, "2.1", 5, unit_id=QS)
    found = charted(db, briefing(db), "2.1")
    assert tables(found)[-1].rows[0][1] == "12"


def test_charts_are_those_of_the_annex_before_until_others_are_chosen(db, meeting_id):
    annex.attach(db, AttachedAnnex(meeting_id, ("9.1",), has_check_sheet=False))
    following = series.start_next(db, today=date(2026, 4, 24))[1]
    assert annex.proposed(db, following) == AttachedAnnex(following, ("9.1",), False)
    assert annex.attached(db, following) is None
    with pytest.raises(UserError, match=re.escape("99.9")):
        annex.attach(db, AttachedAnnex(following, ("99.9",)))


def test_what_is_frozen_is_read_back_as_it_was(db, meeting_id):
    keep(db, "9.1", 24)
    found = charted(db, meeting_id, "9.1")
    assert Annex.from_json(found.to_json()) == found
    for damaged in (
        "[]",
        '{"format": 1}',
        '{"format": 1, "title": "x", "attached_to": "", "author": "", "blocks": [0]}',
    ):
        with pytest.raises(ValueError, match="annex"):
            Annex.from_json(damaged)
    with pytest.raises(UserError, match="newer version"):
        Annex.from_json('{"format": 99}')


def _fonts(page):
    from pdfplumber.utils.pdfinternals import resolve

    return [resolve(font) for font in resolve(resolve(page.page_obj.resources)["Font"]).values()]
