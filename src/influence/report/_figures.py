"""Figures: decimal text made easy to read.

    "-1234.5" with 2 digits  →  −1,234.50
    "0.6" as a rate          →  60.0%

The document keeps every figure exact; this is where the rounding for the eye happens, half to even,
and nowhere else. A figure that is ``None`` reads ``n/a``: not known, or divided by zero, and never
shown as 0. Text that came from the book is made safe to show: a control character appears as its
code point. Only a drawing, which has no room for more, shortens it.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext

from influence.errors import InvalidInputError

UNKNOWN = "n/a"
_MINUS = "\N{MINUS SIGN}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ROOM = 60
_RANKED_BY = {"shrinkage": "what the next package is expected to return"}
_LEAST_P_VALUE = 0.0001
_MANY_ORDERS = 10
_SURE = 0.99
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def number(text: str, /) -> Decimal:
    """Read a figure of the document.

    Raises:
        InvalidInputError: *text* is not a finite decimal.
    """
    try:
        figure = Decimal(text)
    except InvalidOperation:
        figure = Decimal("NaN")
    if not figure.is_finite():
        raise InvalidInputError("figure", "be decimal text", text)
    return figure


def digits_of(text: str, /) -> int:
    """Digits after the decimal point, as the document wrote them: 2 for ``"12.50"``."""
    exponent = number(text).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def grouped(figure: Decimal, /, *, digits: int) -> str:
    """Round to *digits* and separate the thousands; a figure that rounds to zero has no sign."""
    with localcontext(prec=max(_ROOM, figure.adjusted() + digits + 2)):
        rounded = figure.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    return f"{abs(rounded):,f}" if rounded == 0 else f"{rounded:,f}".replace("-", _MINUS)


def amount(text: str | None, /, *, digits: int) -> str:
    """An amount of money without its currency: ``−1,234.50``."""
    return UNKNOWN if text is None else grouped(number(text), digits=digits)


def signed_amount(text: str | None, /, *, digits: int) -> str:
    """An amount that says whether it is a gain: ``+1,234.50``."""
    shown = amount(text, digits=digits)
    return f"+{shown}" if text is not None and number(text) > 0 else shown


def percentage(text: str | None, /) -> str:
    """A rate as per cent with one digit: ``60.0%`` for ``"0.6"``."""
    if text is None:
        return UNKNOWN
    rate = number(text)
    with localcontext(prec=max(_ROOM, len(rate.as_tuple().digits))):
        return f"{grouped(rate.scaleb(2), digits=1)}%"


def chance(figure: float | None, /) -> str:
    """A probability as per cent: ``97.0%`` for ``0.97``."""
    return UNKNOWN if figure is None else percentage(str(figure))


def p_value(figure: float | None, /) -> str:
    """The chance of as much without an effect: ``0.0200``, and never as little as zero."""
    if figure is None:
        return UNKNOWN
    return "< 0.0001" if figure < _LEAST_P_VALUE else f"{figure:.4f}"


def multiple(text: str | None, /) -> str:
    """A rate as a multiple: ``1.60×`` for ``"1.6"``."""
    return UNKNOWN if text is None else f"{grouped(number(text), digits=2)}×"


def count(figure: str | int | None, /) -> str:
    """A count, which shared credit can make a fraction: ``1,204`` or ``12.5``."""
    if figure is None:
        return UNKNOWN
    shown = grouped(number(str(figure)), digits=2)
    return shown.rstrip("0").rstrip(".")


def orders(text: str | None, /) -> str:
    """Orders of evidence, with one digit while there are few: ``3.9`` or ``15``."""
    if text is None:
        return UNKNOWN
    figure = number(text)
    return grouped(figure, digits=1 if figure < _MANY_ORDERS else 0)


def likely(figure: float | None, /) -> str:
    """A probability in whole per cent, which is never told as certain: ``over 99%``."""
    if figure is None:
        return UNKNOWN
    if figure > _SURE:
        return "over 99%"
    return "under 1%" if figure < 1 - _SURE else f"{figure:.0%}"


def sure(figure: float | None, /) -> str:
    """A probability in at most four letters, which is never told as certain: ``>99%``."""
    return likely(figure).replace("over ", ">").replace("under ", "<")


def change(text: str, /) -> str:
    """A part of a multiple with its sign: ``+0.35``."""
    shown = grouped(number(text), digits=2)
    return f"+{shown}" if number(text) > 0 else shown


def days(figure: int | None, /) -> str:
    """A number of days: ``9 days``."""
    if figure is None:
        return UNKNOWN
    return f"{count(figure)} {'day' if figure == 1 else 'days'}"


def words(name: str, /) -> str:
    """A name from the vocabulary as words: ``before and after`` for ``before_and_after``."""
    return visible(name).replace("_", " ")


def ranked(name: str, /) -> str:
    """By what a strategy ranks, in words; one that is not ours has only its name."""
    return _RANKED_BY.get(name, words(name))


def visible(text: str, /) -> str:
    """*text* with each control character written as its code point: ``<U+001B>``."""
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(letter):04X}>" if unicodedata.category(letter) in {"Cc", "Cs"} else letter
        for letter in text
    )


def in_order(text: str, /) -> str:
    """*text* that cannot turn the direction of what follows it: bidi controls are written out."""
    return "".join(
        f"<U+{ord(letter):04X}>" if letter in _BIDI_CONTROLS else letter for letter in visible(text)
    )


def day(text: str, /) -> str:
    """A date of the document: ``2 Mar 2026``."""
    return _written(_moment(text).date())


def last_day(text: str, /) -> str:
    """The last day before an exclusive end: ``12 Apr 2026`` for ``2026-04-13``."""
    return _written(_moment(text).date() - timedelta(days=1))


def moment(text: str, /) -> str:
    """A moment of the document with its offset: ``13 Apr 2026, 00:00 (UTC−04:00)``."""
    at = _moment(text)
    offset = at.isoformat(timespec="minutes")[len("2026-04-13T00:00") :].replace("-", _MINUS)
    return f"{_written(at.date())}, {at:%H:%M}" + (f" (UTC{offset})" if offset else "")


def _moment(text: str, /) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("date", "be an ISO 8601 date or time", text) from None


def _written(day: date, /) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def shortened(text: str, /, *, columns: int) -> str:
    """*text* in at most *columns* columns of type, of which a wide letter takes two."""
    room = columns
    for place, letter in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
        if room < 0:
            return f"{text[: place - 1].rstrip()}…"
    return text
