"""Some words read as one demand, whoever asks for it."""

from datetime import date

import pytest

from giaoban_desktop.language.reading import read_demand

GIVEN_ON = date(2026, 4, 24)


@pytest.mark.parametrize(
    ("words", "text", "lead", "helpers", "due_on"),
    [
        (
            "Đề nghị Công an xã phối hợp với Ban CHQS xã tuần tra khu chợ, xong trước ngày 30/6/2026.",
            "Công an xã phối hợp với Ban CHQS xã tuần tra khu chợ, xong trước ngày 30/6/2026",
            "Công an xã",
            ("Ban CHQS xã",),
            date(2026, 6, 29),
        ),
        ("Tôi đề nghị: sửa đèn đường trong quý III", "Sửa đèn đường trong quý III", None, (), date(2026, 9, 30)),
        ("Đã hai lần hỏng loa truyền thanh.", "Đã hai lần hỏng loa truyền thanh", None, (), None),
        ("Đề nghị.", "Đề nghị.", None, (), None),
        ("?", "?", None, (), None),
    ],
)
def test_words_are_one_demand(words, text, lead, helpers, due_on):
    found = read_demand(words, GIVEN_ON)
    assert (found.text, found.lead, found.coordinating, found.deadline) == (text, lead, helpers, due_on)
    assert words[found.start : found.end].lower() == text.lower()
