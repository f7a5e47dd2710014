"""A period in the language of the window; on paper it is always `Period.name`."""

from __future__ import annotations

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.numbers import roman
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.i18n import N_, _

_WORDS = {
    PeriodKind.MONTH: N_("month {n}/{year}"),
    PeriodKind.QUARTER: N_("quarter {roman}/{year}"),
    PeriodKind.MONTHS_9: N_("first 9 months of {year}"),
    PeriodKind.YEAR: N_("year {year}"),
    PeriodKind.TO_DATE: N_("from 1 January to {last}"),
    PeriodKind.RANGE: N_("from {first} to {last}"),
}
_HALVES = N_("first 6 months of {year}"), N_("last 6 months of {year}")


def period_words(period: Period) -> str:
    """As within a sentence: "quarter I/2026"."""
    words = _HALVES[period.n - 1] if period.kind is PeriodKind.HALF else _WORDS[period.kind]
    return _(words).format(
        n=f"{period.n:02d}" if period.n <= 2 else period.n,
        roman=roman(period.n) if period.kind is PeriodKind.QUARTER else "",
        year=period.year,
        first=short_date(period.first_on),
        last=short_date(period.last_on),
    )


def period_title(period: Period) -> str:
    """As a heading, with a capital: "Quarter I/2026"."""
    words = period_words(period)
    return words[:1].upper() + words[1:]
