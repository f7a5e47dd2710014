import pytest

from giaoban_desktop.services import search
from tests.builders import briefing_data, new_book, record


def test_words_are_shown_in_their_context(tmp_path):
    long = "Mở đầu dài. " * 20 + "Tổ tuần tra gặp khó ở bến đò ngang. " + "Kết thúc dài. " * 20
    data = briefing_data()["meeting"]
    data["narratives"] = [{"unit": "CA", "field": "crime", "text": long}]
    with new_book(tmp_path) as db:
        record(db, meeting=data)
        (found,) = search.find(db, "ben do")
    assert found.kind == "narrative"
    assert "bến đò" in found.context
    assert found.context.startswith("…")
    assert found.context.endswith("…")


@pytest.mark.parametrize(("text", "words"), [("ngắn thôi", "ngan"), ("", "x"), ("abc", "")])
def test_short_texts_are_shown_whole(text, words):
    assert search.context(text, words) == text
