"""How single values of the domain stand in columns."""

from __future__ import annotations

from datetime import date, time

from giaoban_desktop.domain.periods import Period, PeriodKind, parse_code


def day(value: date | None) -> str | None:
    """A day as ISO text."""
    return None if value is None else value.isoformat()


def clock(value: time | None) -> str | None:
    """A time of day as HH:MM."""
    return None if value is None else value.strftime("%H:%M")


def read_day(text: str) -> date:
    """The day of a column that is never empty."""
    return date.fromisoformat(text)


def find_day(text: str | None) -> date | None:
    """The day of a column that may be empty."""
    return None if text is None else date.fromisoformat(text)


def find_clock(text: str | None) -> time | None:
    """The time of day of a column that may be empty."""
    return None if text is None else time.fromisoformat(text)


def period_columns(period: Period) -> dict[str, str]:
    """The three columns of a period: its code, and its days for queries."""
    return {
        "period": period.code,
        "period_first_on": period.first_on.isoformat(),
        "period_last_on": period.last_on.isoformat(),
    }


_periods: dict[str, Period] = {}


def read_period(code: str) -> Period:
    """The period of a code column; the few codes of a book are parsed once."""
    period = _periods.get(code)
    if period is None:
        period = parse_code(code)
        if period.kind is not PeriodKind.RANGE and len(_periods) < 1000:
            _periods[code] = period
    return period
