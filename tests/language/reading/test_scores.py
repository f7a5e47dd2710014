"""How well texts are read never becomes worse, and any text is read in time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import reading as scoring
from benchmarks import reading_marks
from giaoban_desktop.services.reading import as_data, read_text


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        (
            "tuned",
            {"figures_found": 0.985, "figures_true": 0.985, "indicators": 0.96, "zeros_found": 0.94}
            | {"demands_found": 0.96, "demands_true": 0.955, "leads": 0.945, "deadlines": 0.95, "facts": 0.93},
        ),
        (
            "held",
            {"figures_found": 0.97, "figures_true": 0.97, "indicators": 0.92, "zeros_found": 0.95}
            | {"demands_found": 0.91, "demands_true": 0.91, "leads": 0.91, "deadlines": 0.94, "facts": 0.94},
        ),
        ("demands", {"demands_found": 0.97, "demands_true": 0.97, "leads": 0.95, "deadlines": 0.96}),
    ],
)
def test_reading_does_not_become_worse(folder, least):
    score = scoring.score_folder(scoring.OWN / folder, scoring.OWN / folder)
    assert {name: getattr(score, name).part for name, part in least.items() if getattr(score, name).part < part} == {}


def test_the_keys_of_other_texts_hold_values_and_places_only():
    for file in (scoring.OWN / "seeds").glob("*.json"):
        assert not Path(file.with_suffix(".txt")).exists()
        assert "phrase" not in file.read_text(encoding="utf-8")


def test_marks_make_a_text_and_its_key():
    text, key = reading_marks.parse('{"place": "hội trường"}\n===\nCó ⟦hơn 3 vụ¦3¦vụ¦hơn¦22.1⟧; không có ⟨cháy¦49.1⟩.')
    assert text == "Có hơn 3 vụ; không có cháy."
    (figure,), (zero,) = key["figures"], key["zeros"]
    assert (text[figure["start"] : figure["end"]], figure["qualifier"]) == ("hơn 3 vụ", "hơn")
    assert (text[zero["start"] : zero["end"]], zero["indicator"]) == ("cháy", "49.1")


PIECES = st.sampled_from(
    "41 cuộc| tuần tra đêm|hơn |không phát sinh |cháy nổ|, |; |.\n|yêu cầu |Công an xã |\t|quý V/2026 |ngày 31/02 |- "
    "|1. |(|)|“|từ 3 đến |1.|O3 vụ |kết luận:\n|\u0301|%".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read(text):
    found = read_text(text)
    as_data(found)
    for one in (*found.figures, *found.zeros):
        assert text[one.start : one.end] == one.phrase


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\n",
        "1 ",
        "1.",
        "A. ",
        "Nguyễn Văn ",
        "41 cuộc, ",
        "không phát sinh ",
        "(",
        '"',
        "\t",
        "từ ngày 1/1 đến ",
        "a\u0301",
    ],
)
def test_long_texts_take_linear_time(unit):
    """Ten times the text takes at most some thirty times as long: a square would take a hundred times."""
    import time

    def seconds(length):
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.perf_counter()
        read_text(text)
        return time.perf_counter() - start

    read_text(unit)
    assert seconds(100_000) < max(0.4, 30 * seconds(10_000))
