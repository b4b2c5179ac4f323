from __future__ import annotations

import copy
import math
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.money import ExactMoney, Money
from influence.shares import Share, ShareLike


@attrs.frozen
class _Rate:
    rate: Share = attrs.field(converter=Share)


@pytest.mark.parametrize(
    ("value", "fraction"),
    [
        ("0.15", Fraction(3, 20)),
        ("1/3", Fraction(1, 3)),
        ("0", Fraction(0)),
        ("1.20", Fraction(6, 5)),
        (2, Fraction(2)),
        (Decimal("0.150"), Fraction(3, 20)),
        (Fraction(2, 7), Fraction(2, 7)),
        (Share("0.15"), Fraction(3, 20)),
    ],
)
def test_a_share_is_what_its_value_says_exactly(value: ShareLike, fraction: Fraction) -> None:
    assert Share(value).fraction == fraction
    assert Share.as_share(value) == Share(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("-0.1", "share must not be below zero, got '-0.1'"),
        (-1, "share must not be below zero, got '-1'"),
        ("-1/3", "share must not be below zero, got '-1/3'"),
        (0.15, "share must be text, a whole number or a Decimal, got 0.15"),
        (math.nan, "share must be text, a whole number or a Decimal, got nan"),
        (True, "share must be text, a whole number or a Decimal, got True"),
        (Decimal("NaN"), "share must be a finite number, got Decimal('NaN')"),
        ("15%", "share must be a plain decimal number such as 12.34, got '15%'"),
        ("15 %", "share must be a plain decimal number such as 12.34, got '15 %'"),
        ("1e-1", "share must be a plain decimal number such as 12.34, got '1e-1'"),
        ("", "share must be a plain decimal number such as 12.34, got ''"),
        ("1/0", "share must be a ratio of whole numbers such as 1/3, got '1/0'"),
    ],
)
def test_what_is_not_an_exact_share_is_refused(value: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Share(value)


def test_fifteen_per_cent_is_the_share_of_fifteen_hundredths() -> None:
    assert Share.percent("15") == Share("0.15")
    assert Share.percent(Decimal("12.5")) == Share("1/8")
    with pytest.raises(InvalidInputError, match=r"^share must not be below zero, got '-5'$"):
        Share.percent(-5)


def test_a_share_of_money_is_exact() -> None:
    assert Share("0.15").of(Money("19.99", "USD")) == ExactMoney("2.9985", "USD")
    assert Share("1/3").of(ExactMoney("1", "JPY")) == ExactMoney("1/3", "JPY")


def test_the_complement_is_what_is_left_of_the_whole() -> None:
    assert Share("0.15").complement() == Share("0.85")
    assert Share(1).complement() == Share(0)
    with pytest.raises(
        InvalidInputError,
        match=r"^share with a complement must be at most 1, got Share\('1\.2'\)$",
    ):
        Share("1.2").complement()


def test_shares_add_subtract_multiply_and_compare() -> None:
    assert Share("0.1") + Share("0.2") == Share("0.3")
    assert Share("0.3") - Share("0.1") == Share("0.2")
    assert Share("0.5") * Share("1/3") == Share("1/6")
    assert Share("0.1") < Share("1/3") <= Share("1/3")
    assert Share("0.5") > Share("1/3") >= Share("1/3")
    assert hash(Share("0.5")) == hash(Share("1/2"))
    assert Share("0.5") != Fraction(1, 2)


def test_a_difference_below_zero_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^share must not be below zero, got '-0\.1'$"):
        _ = Share("0.1") - Share("0.2")


@pytest.mark.parametrize("bare", [1, Fraction(1, 2), "0.5", 0.5], ids=repr)
def test_a_bare_number_never_meets_a_share(bare: Share) -> None:
    message = f"^{re.escape(f'what meets a share must be a Share, got {bare!r}')}$"
    with pytest.raises(InvalidInputError, match=message):
        _ = Share("0.5") + bare
    with pytest.raises(InvalidInputError, match=message):
        _ = Share("0.5") - bare
    with pytest.raises(InvalidInputError, match=message):
        _ = Share("0.5") * bare
    with pytest.raises(TypeError):
        _ = Share("0.5") < bare


@pytest.mark.parametrize(
    ("share", "printed", "written"),
    [
        (Share("0.15"), "15 %", "Share('0.15')"),
        (Share("0.125"), "12.5 %", "Share('0.125')"),
        (Share("1.2"), "120 %", "Share('1.2')"),
        (Share(0), "0 %", "Share('0')"),
        (Share("0.0005"), "0.05 %", "Share('0.0005')"),
        (Share("1/3"), "1/3", "Share('1/3')"),
    ],
)
def test_a_share_prints_per_cent_where_that_is_exact(
    share: Share, printed: str, written: str
) -> None:
    assert str(share) == printed
    assert repr(share) == written
    assert f"Share({share.text!r})" == written
    assert Share(share.text) == share


def test_a_share_is_written_with_forty_decimals_and_no_more() -> None:
    assert Share(Fraction(1, 10**39)).text == f"0.{'0' * 38}1"
    assert Share(Fraction(1, 10**40)).text == f"0.{'0' * 39}1"
    assert Share(Fraction(1, 10**41)).text == f"1/{10**41}"


def test_a_field_takes_text_or_a_share() -> None:
    assert _Rate("0.15") == _Rate(Share("0.15"))
    kept = Share("0.15")
    assert Share.as_share(kept) is kept


def test_a_share_is_frozen_and_survives_pickling_and_copying() -> None:
    share: Any = Share("1/3")
    for twin in (pickle.loads(pickle.dumps(share)), copy.copy(share), copy.deepcopy(share)):  # noqa: S301 - we wrote it
        assert twin == share
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        share.fraction = Fraction(1)
