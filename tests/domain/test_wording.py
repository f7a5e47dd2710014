"""Two wordings beside each other."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain.wording import compare, narrowed

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


def test_lines_with_one_label_stand_beside_each_other_however_much_they_changed():
    (pair,) = compare(["Địa điểm: Hội trường Ủy ban nhân dân phường."], ["Địa điểm: nhà văn hóa khu phố 3."])
    assert joined(pair.before).startswith("Địa điểm: Hội")
    assert joined(pair.after).startswith("Địa điểm: nhà")


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


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("có 88 cuộc", "có 89 cuộc", ("có 88 cuộc", "có 89 cuộc")),
        (
            "một hai ba bốn năm sáu bảy tám chín mười",
            "một hai ba bốn năm SÁU bảy tám chín mười",
            ("hai ba bốn năm sáu bảy tám chín mười", "hai ba bốn năm SÁU bảy tám chín mười"),
        ),
        ("a b c d e f g h", "a b c d e f g h i", ("e f g h", "e f g h i")),
        ("giữ nguyên, rồi bỏ đi", "giữ nguyên", ("giữ nguyên, rồi bỏ đi", "giữ nguyên")),
        ("câu", "", ("câu", "")),
        (
            "có 88 cuộc tuần tra đêm khu chợ, bến tàu",
            "có 89 cuộc tuần tra đêm khu chợ, bến tàu",
            ("có 88 cuộc tuần tra đêm", "có 89 cuộc tuần tra đêm"),
        ),
        (
            "a: có 8 lượt tuần tra đêm ở chợ, a: có 8 lượt tuần tra đêm ở bến",
            "a: có 9 lượt tuần tra đêm ở chợ, a: có 8 lượt tuần tra đêm ở bến",
            ("a: có 8 lượt tuần tra đêm ở chợ, a", "a: có 9 lượt tuần tra đêm ở chợ, a"),
        ),
        ("có 8 lượt ở chợ, bến", "có 9 lượt ở chợ, bến", ("có 8 lượt ở chợ", "có 9 lượt ở chợ")),
    ],
)
def test_what_differs_is_told_with_a_few_words_beside_it(before, after, wanted):
    assert narrowed(before, after) == wanted


def test_a_long_paragraph_is_compared_at_once():
    chosen = random.Random(7)
    syllables = [f"{onset}{rhyme}" for onset in "bcdđghklmnpqrstvx" for rhyme in ("an", "êm", "ờng", "ực", "ít", "uôn")]
    words = [chosen.choice(syllables) for _at in range(4000)]
    other = [chosen.choice(syllables) if at % 7 == 0 else word for at, word in enumerate(words)]
    before = time.perf_counter()
    (pair,) = compare([" ".join(words)], [" ".join(other)])
    assert joined(pair.after) == " ".join(other)
    assert time.perf_counter() - before < 5  # it took minutes while blanks were matched too
