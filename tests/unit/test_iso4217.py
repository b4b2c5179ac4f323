"""The vendored table against the package that it was made from.

ISO 4217 as published on 2026-01-01 has 178 codes: 165 with a minor unit, and 13 for which it names
none.
"""

from __future__ import annotations

from collections import Counter

import iso4217

from influence._iso4217 import DECIMALS, PUBLISHED


def test_the_table_is_the_published_one() -> None:
    published = {currency.code: currency.exponent for currency in iso4217.Currency}
    assert published == DECIMALS
    assert str(iso4217.__published__) == PUBLISHED


def test_the_table_has_every_code_of_the_standard() -> None:
    assert len(DECIMALS) == 178
    assert Counter(DECIMALS.values()) == {2: 139, 0: 17, None: 13, 3: 7, 4: 2}


def test_currencies_with_unusual_decimals_keep_them() -> None:
    assert {code: DECIMALS[code] for code in ("JPY", "KRW", "ISK", "CLP", "UYI")} == dict.fromkeys(
        ("JPY", "KRW", "ISK", "CLP", "UYI"), 0
    )
    assert {code for code, decimals in DECIMALS.items() if decimals == 3} == {
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    }  # fmt: skip
    assert {code for code, decimals in DECIMALS.items() if decimals == 4} == {"CLF", "UYW"}


def test_codes_without_a_minor_unit_say_so() -> None:
    assert {code for code, decimals in DECIMALS.items() if decimals is None} == {
        "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
    }  # fmt: skip
