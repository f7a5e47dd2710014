"""Numbers as Vietnamese offices write them: 3.313 and 1,5; 03 cases; quarter IV. Integers only, never floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from giaoban_desktop.errors import InputError

LIMIT = 10**15
"""No official count is as large; SQLite and every spreadsheet hold it exactly."""
MAX_SCALE = 6

_BLANKS = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:{_BLANKS}\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP_WORDS = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ")


@total_ordering
@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount held exactly: `amount` / 10**`scale`. 12,35 is amount 1235, scale 2; zeros at the end are dropped."""

    amount: int
    scale: int = 0

    def __post_init__(self) -> None:
        amount, scale = self.amount, self.scale
        while scale > 0 and amount % 10 == 0:
            amount, scale = amount // 10, scale - 1
        if scale < 0 or scale > MAX_SCALE:
            raise InputError("At most {places} digits fit behind the comma.", places=MAX_SCALE)
        if abs(amount) >= LIMIT:
            raise InputError("The number is too large. Check it.")
        object.__setattr__(self, "amount", amount)
        object.__setattr__(self, "scale", scale)

    def scaled(self, scale: int) -> int:
        """The amount in units of 10**-scale; `scale` is not below its own."""
        return int(self.amount * 10 ** (scale - self.scale))

    def __add__(self, other: Quantity) -> Quantity:
        scale = max(self.scale, other.scale)
        return Quantity(self.scaled(scale) + other.scaled(scale), scale)

    def __neg__(self) -> Quantity:
        return Quantity(-self.amount, self.scale)

    def __sub__(self, other: Quantity) -> Quantity:
        return self + -other

    def __lt__(self, other: Quantity) -> bool:
        scale = max(self.scale, other.scale)
        return self.scaled(scale) < other.scaled(scale)

    def __str__(self) -> str:
        """Plain decimal with a point, for files: 12.35."""
        sign, digits = ("-" if self.amount < 0 else ""), str(abs(self.amount)).rjust(self.scale + 1, "0")
        return f"{sign}{digits[: -self.scale]}.{digits[-self.scale :]}" if self.scale else f"{sign}{digits}"


ZERO = Quantity(0)


def parse_number(text: str, *, field: str = "") -> Quantity:
    """The number that a clerk wrote: 3.313, 3313, 3 313 or 1,5.

    Raises: InputError for anything else, with the right way to write it.
    """
    written = text.strip()
    if len(written) > 40:
        raise InputError("The number is too large. Check it.", field=field)
    if written.startswith(("-", "−", "–")):
        raise InputError("{value} is below zero. A count cannot be; check it.", field=field, value=written)
    if not re.fullmatch(_GROUPED, written, re.ASCII):
        if re.fullmatch(r"[0-9]+\.[0-9]+", written):
            raise InputError(
                "{value}: write a comma before decimals (1,5) and a point between thousands (1.500).",
                field=field,
                value=written,
            )
        raise InputError("{value} is not a number. Write digits like 24, 3.313 or 1,5.", field=field, value=written)
    whole, _, decimals = re.sub(rf"\.|{_BLANKS}", "", written).partition(",")
    try:
        return Quantity(int(whole + decimals), len(decimals))
    except InputError as error:
        raise InputError(error.message, field=field, **error.fields) from None


def parse_decimal(text: str, *, field: str = "") -> Quantity:
    """The number of a data file: plain digits, a point before decimals, as `str(Quantity)` writes it."""
    if not re.fullmatch(r"-?[0-9]{1,16}(?:\.[0-9]{1,9})?", text):
        raise InputError("{value} is not a plain decimal number like 41 or 12.35.", field=field, value=text[:40])
    whole, _, decimals = text.partition(".")
    try:
        return Quantity(int(whole + decimals), len(decimals))
    except InputError as error:
        raise InputError(error.message, field=field, **error.fields) from None


def format_number(value: Quantity | int, *, administrative: bool = False) -> str:
    """The number as it is printed: 3.313; 1,5; with `administrative` a count below 10 gets its zero: 03."""
    quantity = value if isinstance(value, Quantity) else Quantity(value)
    whole, _, decimals = str(quantity).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if administrative and not decimals and len(whole) == 1 and not sign:
        whole = "0" + whole
    grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > 3 else whole
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def roman(number: int) -> str:
    """1 to 12 in Roman figures."""
    return _ROMAN[number - 1]


def parse_roman(text: str) -> int | None:
    """The value of a Roman figure I to XII, or None."""
    upper = text.upper()
    return _ROMAN.index(upper) + 1 if upper in _ROMAN else None


def spell(number: int) -> str:
    """A count in words: 21 is "hai mươi mốt", 105 "một trăm linh năm"."""
    if number == 0:
        return _DIGIT_WORDS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    parts = []
    for index in range(len(groups) - 1, -1, -1):
        if groups[index]:
            words = _spell_group(groups[index], leading=index == len(groups) - 1)
            parts.append(f"{words} {_GROUP_WORDS[index]}".strip())
    return " ".join(parts)


def _spell_group(group: int, *, leading: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or not leading:
        words += [_DIGIT_WORDS[hundreds], "trăm"]
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGIT_WORDS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_DIGIT_WORDS[ones])
    return " ".join(words)
