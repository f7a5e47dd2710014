"""Numbers of issued papers: used twice, not seen, proposed; each series and year by itself."""

from datetime import date

import pytest

from giaoban_desktop.domain import registers
from giaoban_desktop.domain.documents import DocumentType, Secrecy
from giaoban_desktop.domain.registers import Gap, NumberSeries, RegisterEntry

OWN = NumberSeries("CA", "BB")


def entry(number: str, *, unit="CA", year=2026, secrecy=Secrecy.NONE) -> RegisterEntry:
    return RegisterEntry(
        f"{unit}-{year}-{number}-{secrecy}",
        "m",
        unit,
        DocumentType.MINUTES,
        f"BB-{unit}",
        number,
        date(year, 3, 26),
        "Hội nghị giao ban",
        secrecy,
    )


def test_a_number_is_used_twice_only_within_series_and_year():
    apart = [entry("05"), entry("05", unit="QS"), entry("05", year=2025), entry("05", secrecy=Secrecy.SECRET)]
    assert registers.duplicates(apart) == frozenset()
    twice = [*apart, RegisterEntry("x", "n", "CA", DocumentType.MINUTES, "BB-CA", "05", date(2026, 9, 1), "…")]
    assert registers.duplicates(twice) == {"CA-2026-05-", "x"}


def test_a_letter_behind_a_number_makes_it_another_one():
    assert registers.duplicates([entry("05"), entry("05a")]) == frozenset()


def test_gaps_are_told_only_in_own_series():
    entries = [entry("02"), entry("05"), entry("04", unit="QS"), entry("03", year=2025)]
    assert registers.gaps(entries, []) == []
    assert registers.gaps(entries, [OWN]) == [Gap(OWN, 2026, (1, 3, 4)), Gap(OWN, 2025, (1, 2))]


def test_a_whole_series_has_no_gap():
    assert registers.gaps([entry(f"{number:02d}") for number in range(1, 13)], [OWN]) == []


@pytest.mark.parametrize(
    ("numbers", "wanted"), [([], "01"), (["01", "02"], "03"), (["09"], "10"), (["05a"], "06"), (["112"], "113")]
)
def test_the_next_number_follows_the_highest_of_its_year(numbers, wanted):
    entries = [*map(entry, numbers), entry("40", year=2025), entry("77", unit="QS"), entry("8", secrecy=Secrecy.SECRET)]
    assert registers.next_number(entries, OWN, 2026) == wanted


def test_secret_papers_have_a_series_of_their_own():
    secret = entry("01", secrecy=Secrecy.CONFIDENTIAL)
    assert secret.series == NumberSeries("CA", "BB", is_classified=True)
    assert registers.next_number([entry("09"), secret], secret.series, 2026) == "02"


@pytest.mark.parametrize(
    ("numbers", "words"), [((), ""), ((3,), "03"), ((1, 2, 3, 7), "01–03, 07"), ((9, 10, 12), "09–10, 12")]
)
def test_numbers_that_follow_each_other_are_joined(numbers, words):
    assert registers.spans(numbers) == words
