"""Exact numbers, read from and written to the text that people use for amounts and rates.

    value = coefficient / 10 ** decimals

Only integers are computed with, so the caller's decimal context has no say. What a float, a NaN or
a forty-digit number was meant to be is not guessed at: it is refused before any arithmetic.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from influence.errors import InvalidInputError

MOST_CHARACTERS: Final = 40
_DECIMAL_TEXT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_RATIO_TEXT = re.compile(r"(-?[0-9]+)/([0-9]+)")


def decimal_parts(value: object, *, what: str) -> tuple[int, int]:
    """Return the coefficient and the number of decimals of text, a whole number or a Decimal."""
    if isinstance(value, str):
        return _parts_of_text(value, what=what)
    if isinstance(value, Decimal):
        return _parts_of_decimal(value, what=what)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(what, "be text, a whole number or a Decimal", value)
    if abs(value) >= 10**MOST_CHARACTERS:
        raise InvalidInputError(what, f"be at most {MOST_CHARACTERS} digits long", value)
    return value, 0


def exact_fraction(value: object, *, what: str) -> Fraction:
    """Return exactly what text (``0.15``, ``1/3``), an int, a Decimal or a Fraction says."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and "/" in value:
        return _fraction_of_ratio(value, what=what)
    coefficient, decimals = decimal_parts(value, what=what)
    return Fraction(coefficient, 10**decimals)


def whole_number(value: object, *, what: str, rule: str) -> int:
    """Return *value* if it is a whole number, which a bool is not."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(what, rule, value)
    return value


def rational_number(value: object, *, what: str) -> int | Fraction:
    """Return the number that a whole number, a Fraction or something like a Share is."""
    exact: object = value if isinstance(value, int) else getattr(value, "fraction", value)
    if isinstance(exact, Fraction):
        return exact
    return whole_number(exact, what=what, rule="be a whole number, Fraction or Share")


def amount_text(coefficient: int, *, decimals: int) -> str:
    """Return ``coefficient / 10 ** decimals`` as text with exactly that many decimals."""
    if not decimals:
        return str(coefficient)
    sign = "-" if coefficient < 0 else ""
    digits = str(abs(coefficient)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def exact_text(value: Fraction) -> str:
    """Return the shortest decimal text that is exactly *value*, or ``n/d`` when there is none."""
    decimals = _decimals_needed(value.denominator)
    if decimals > MOST_CHARACTERS:
        return str(value)
    return amount_text(int(value * 10**decimals), decimals=decimals)


def _decimals_needed(denominator: int) -> int:
    """Return how many decimals a fraction over *denominator* takes, or more than fit."""
    for decimals in range(MOST_CHARACTERS + 1):
        if 10**decimals % denominator == 0:
            return decimals
    return MOST_CHARACTERS + 1


def _parts_of_text(text: str, *, what: str) -> tuple[int, int]:
    _refuse_long(text, what=what)
    match = _DECIMAL_TEXT.fullmatch(text)
    if match is None:
        raise InvalidInputError(what, "be a plain decimal number such as 12.34", text)
    sign, whole, decimals = match.groups(default="")
    return int(sign + whole + decimals), len(decimals)


def _parts_of_decimal(number: Decimal, *, what: str) -> tuple[int, int]:
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise InvalidInputError(what, "be a finite number", number)
    if len(digits) > MOST_CHARACTERS or abs(exponent) > MOST_CHARACTERS:
        raise InvalidInputError(what, f"be at most {MOST_CHARACTERS} digits long", number)
    coefficient = int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    return (-coefficient if sign else coefficient), max(-exponent, 0)


def _fraction_of_ratio(text: str, *, what: str) -> Fraction:
    _refuse_long(text, what=what)
    match = _RATIO_TEXT.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise InvalidInputError(what, "be a ratio of whole numbers such as 1/3", text)
    return Fraction(int(match[1]), int(match[2]))


def _refuse_long(text: str, *, what: str) -> None:
    """Stop at the length, so that nothing is spent on reading a number nobody meant."""
    if len(text) > MOST_CHARACTERS:
        raise InvalidInputError(what, f"be at most {MOST_CHARACTERS} characters long", text)
