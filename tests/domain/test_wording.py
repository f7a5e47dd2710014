"""Two wordings beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.wording import compare

PARAGRAPHS = st.lists(st.text("ab c,.1", max_size=12), max_size=6)


def joined(parts):
    return "".join(part.text for part in parts)


def marked(parts):
    return [part.text.strip() for part in parts if part.differs]


def test_words_added_and_removed_are_marked_in_their_paragraph():
    before = ["1. Khai mạc", "Tuần tra chung 06 lượt, xử phạt 12 trường hợp."]
    after = ["1. Khai mạc", "Tuần tra chung 16 lượt đêm, xử phạt 12 trường hợp."]
    first, second = compare(before, after)
    assert not first.differs
    assert (marked(second.before), marked(second.after)) == (["06"], ["16", "đêm"])


def test_a_paragraph_that_came_or_went_stands_alone():
    pairs = compare(["Một", "Hai ba bốn"], ["Một", "Chỉ đạo mới của Chủ tịch", "Hai ba bốn năm"])
    assert [(joined(pair.before), joined(pair.after)) for pair in pairs] == [
        ("Một", "Một"),
        ("", "Chỉ đạo mới của Chủ tịch"),
        ("Hai ba bốn", "Hai ba bốn năm"),
    ]
    assert [joined(pair.before) for pair in compare(["Một", "Bỏ đi"], ["Một"])] == ["Một", "Bỏ đi"]


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_word_of_either_wording_is_lost(before, after):
    pairs = compare(before, after)
    assert [joined(pair.before) for pair in pairs if joined(pair.before)] == [text for text in before if text]
    assert [joined(pair.after) for pair in pairs if joined(pair.after)] == [text for text in after if text]
    assert all(not pair.differs for pair in compare(before, before))
