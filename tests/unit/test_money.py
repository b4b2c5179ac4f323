from __future__ import annotations

import copy
import math
import pickle
import re
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import ExactMoney, Money, Rounding, known_currencies, round_fraction
from influence.shares import Share

price = Money("19.99", "USD")
_ROUNDED: dict[Rounding, tuple[int, ...]] = {
    "half_even": (2, 2, 2, 3, 4, -2, -2, -2, -3),
    "half_away_from_zero": (2, 2, 3, 3, 4, -2, -2, -3, -3),
    "floor": (2, 2, 2, 2, 3, -2, -3, -3, -3),
    "ceiling": (2, 3, 3, 3, 4, -1, -2, -2, -2),
    "towards_zero": (2, 2, 2, 2, 3, -1, -2, -2, -2),
}
_TENTHS = (20, 21, 25, 26, 35, -15, -21, -25, -26)


def _says(message: str) -> str:
    return f"^{re.escape(message)}$"


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "text"),
    [
        ("19.99", "USD", 1999, "19.99"),
        ("-19.99", "USD", -1999, "-19.99"),
        ("5", "USD", 500, "5.00"),
        ("0.5", "USD", 50, "0.50"),
        ("-0.05", "USD", -5, "-0.05"),
        ("-0", "USD", 0, "0.00"),
        ("007.50", "USD", 750, "7.50"),
        ("19.9900", "USD", 1999, "19.99"),
        ("0" * 39 + "3", "USD", 300, "3.00"),
        (Decimal(f"3.{'0' * 39}"), "USD", 300, "3.00"),
        (Decimal("0E-40"), "USD", 0, "0.00"),
        (6, "USD", 600, "6.00"),
        (1200, "USD", 120000, "1200.00"),
        (-5, "JPY", -5, "-5"),
        ("1200", "JPY", 1200, "1200"),
        ("1.234", "KWD", 1234, "1.234"),
        (Decimal("0.1"), "EUR", 10, "0.10"),
        (Decimal("-1E+3"), "EUR", -100000, "-1000.00"),
        (Decimal("12.3400"), "EUR", 1234, "12.34"),
        ("9999999999999999.99", "USD", 10**18 - 1, "9999999999999999.99"),
    ],
)
def test_money_is_made_of_what_the_amount_says_exactly(
    amount: str | int | Decimal, currency: str, minor: int, text: str
) -> None:
    money = Money(amount, currency)
    assert (money.minor, money.text, money.currency) == (minor, text, currency)
    assert money.amount == Decimal(text)
    assert money.amount.as_tuple().exponent == -money.exponent


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (19.99, "amount must be text, a whole number or a Decimal, got 19.99"),
        (True, "amount must be text, a whole number or a Decimal, got True"),
        (None, "amount must be text, a whole number or a Decimal, got None"),
        (
            Fraction(1, 2),
            "amount must be text, a whole number or a Decimal, got Fraction(1, 2)",
        ),
        (Decimal("NaN"), "amount must be a finite number, got Decimal('NaN')"),
        (Decimal("sNaN"), "amount must be a finite number, got Decimal('sNaN')"),
        (Decimal("-Infinity"), "amount must be a finite number, got Decimal('-Infinity')"),
        (
            Decimal("1E+999999"),
            "amount must be at most 40 digits long, got Decimal('1E+999999')",
        ),
        (
            Decimal("1E-999999"),
            "amount must be at most 40 digits long, got Decimal('1E-999999')",
        ),
        (
            Decimal("1" * 41),
            f"amount must be at most 40 digits long, got Decimal('{'1' * 41}')",
        ),
        (Decimal("0.001"), "amount must have at most 2 decimals in USD, got Decimal('0.001')"),
        ("19.999", "amount must have at most 2 decimals in USD, got '19.999'"),
        ("", "amount must be a plain decimal number such as 12.34, got ''"),
        (" 1", "amount must be a plain decimal number such as 12.34, got ' 1'"),
        ("1\n", "amount must be a plain decimal number such as 12.34, got '1\\n'"),
        ("1e5", "amount must be a plain decimal number such as 12.34, got '1e5'"),
        ("+5", "amount must be a plain decimal number such as 12.34, got '+5'"),
        ("1_000", "amount must be a plain decimal number such as 12.34, got '1_000'"),
        ("1,000.00", "amount must be a plain decimal number such as 12.34, got '1,000.00'"),
        (".5", "amount must be a plain decimal number such as 12.34, got '.5'"),
        ("5.", "amount must be a plain decimal number such as 12.34, got '5.'"),
        ("1/3", "amount must be a plain decimal number such as 12.34, got '1/3'"),
        ("NaN", "amount must be a plain decimal number such as 12.34, got 'NaN'"),
        ("inf", "amount must be a plain decimal number such as 12.34, got 'inf'"),
        ("١٢", "amount must be a plain decimal number such as 12.34, got '١٢'"),
        ("\uff15", "amount must be a plain decimal number such as 12.34, got '\uff15'"),
        ("$5", "amount must be a plain decimal number such as 12.34, got '$5'"),
        ("1" * 41, f"amount must be at most 40 characters long, got '{'1' * 41}'"),
        pytest.param(
            "1" * 10_000_000,
            f"amount must be at most 40 characters long, got '{'1' * 80}'... (10000000 characters)",
            id="ten-million-digits",
        ),
        (10**40, f"amount must be at most 40 digits long, got {10**40}"),
        pytest.param(
            10**5000,
            "amount must be at most 40 digits long, got a value of type int too long to write out",
            id="a-number-too-long-to-write-out",
        ),
        (
            "10000000000000000.00",
            "amount must have less than 10^18 minor units, got 1000000000000000000",
        ),
        (
            "-10000000000000000",
            "amount must have less than 10^18 minor units, got -1000000000000000000",
        ),
    ],
)
def test_what_is_not_an_exact_amount_is_refused(amount: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        Money(amount, "USD")


def test_a_yen_has_no_decimals() -> None:
    with pytest.raises(
        InvalidInputError, match=_says("amount must have at most 0 decimals in JPY, got '0.5'")
    ):
        Money("0.5", "JPY")


@pytest.mark.parametrize(
    "make", [Money, Money.from_minor, ExactMoney, ExactMoney.from_minor], ids=repr
)
def test_a_currency_that_is_not_in_the_standard_is_refused(
    make: Callable[[int, str], Money | ExactMoney],
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        make(1, "usd")
    assert str(caught.value) == (
        "currency must be one of 165 known names such as AED, AFN, ALL, AMD, AOA, got 'usd'; "
        "did you mean 'USD'?"
    )
    with pytest.raises(
        InvalidInputError, match=_says("currency must have a minor unit in ISO 4217, got 'XAU'")
    ):
        make(1, "XAU")
    number: Any = 840
    with pytest.raises(
        InvalidInputError, match=_says("currency must be an ISO 4217 code, got 840")
    ):
        make(1, number)


def test_no_amounts_of_a_currency_that_does_not_exist_have_no_total() -> None:
    for total in (Money.total, ExactMoney.total):
        with pytest.raises(UnknownNameError):
            total([], currency="EUX")


def test_money_can_be_made_of_minor_units() -> None:
    assert Money.from_minor(1999, "USD") == price
    assert Money.zero("JPY") == Money(0, "JPY")
    assert ExactMoney.zero("JPY") == Money(0, "JPY")
    assert ExactMoney.from_minor(Fraction(1, 2), "USD") == ExactMoney("0.005", "USD")


@pytest.mark.parametrize("minor", [1.0, True, "1", Decimal(1), Fraction(1)], ids=repr)
def test_minor_units_are_whole(minor: int) -> None:
    with pytest.raises(
        InvalidInputError, match=_says(f"minor units must be a whole number, got {minor!r}")
    ):
        Money.from_minor(minor, "USD")


@pytest.mark.parametrize("minor", [0.5, True, "1/2", Decimal("0.5")], ids=repr)
def test_minor_units_of_exact_money_are_exact(minor: int) -> None:
    with pytest.raises(
        InvalidInputError,
        match=_says(f"minor units must be a whole number, Fraction or Share, got {minor!r}"),
    ):
        ExactMoney.from_minor(minor, "USD")


def test_money_of_one_currency_adds_up() -> None:
    assert price + Money("0.01", "USD") == Money(20, "USD")
    assert price - Money(20, "USD") == Money("-0.01", "USD")
    assert price * 3 == 3 * price == Money("59.97", "USD")
    assert -price == price.negated() == Money("-19.99", "USD")
    assert abs(-price) == abs(price) == price


def test_the_total_of_many_amounts_is_exact_and_of_none_is_zero() -> None:
    assert Money.total([Money("0.10", "EUR")] * 3, currency="EUR") == Money("0.30", "EUR")
    assert Money.total(iter(()), currency="EUR") == Money.zero("EUR")
    assert ExactMoney.total([], currency="EUR") == Money.zero("EUR")
    third = ExactMoney("1/3", "EUR")
    assert ExactMoney.total([third, third, third, Money(1, "EUR")], currency="EUR") == (
        ExactMoney(2, "EUR")
    )


def test_a_total_may_pass_the_limit_on_the_way_and_not_at_the_end() -> None:
    most = Money.from_minor(10**18 - 1, "USD")
    assert Money.total([most, most, -most], currency="USD") == most
    message = "amount must have less than 10^18 minor units, got 1999999999999999998"
    with pytest.raises(InvalidInputError, match=_says(message)):
        Money.total([most, most], currency="USD")
    with pytest.raises(InvalidInputError, match=_says(message)):
        _ = most + most
    with pytest.raises(InvalidInputError, match=_says(message)):
        _ = most * 2
    with pytest.raises(InvalidInputError):
        _ = most.exact + most.exact


def test_a_total_holds_rounded_money_only() -> None:
    mixed: Any = [price, ExactMoney(1, "USD")]
    with pytest.raises(
        InvalidInputError,
        match=_says("summand of Money must be rounded, got ExactMoney('1', 'USD')"),
    ):
        Money.total(mixed, currency="USD")


_MEETINGS: dict[str, Callable[[Money, Money], object]] = {
    "add": lambda one, other: one + other,
    "subtract": lambda one, other: one - other,
    "less": lambda one, other: one < other,
    "at most": lambda one, other: one <= other,
    "more": lambda one, other: one > other,
    "at least": lambda one, other: one >= other,
    "add to exact": lambda one, other: one.exact + other,
    "subtract from exact": lambda one, other: one.exact - other,
    "exact less": lambda one, other: one.exact < other,
    "total": lambda one, other: Money.total([other], currency=one.currency),
    "exact total": lambda one, other: ExactMoney.total([other], currency=one.currency),
}
_EXACT_MEETINGS: dict[str, Callable[[Money, Money], object]] = {
    "add exact": lambda one, other: one + other.exact,
    "subtract exact": lambda one, other: one - other.exact,
    "at most exact": lambda one, other: one <= other.exact,
}


@pytest.mark.parametrize("meeting", _MEETINGS | _EXACT_MEETINGS)
def test_two_currencies_never_meet(meeting: str) -> None:
    meet = (_MEETINGS | _EXACT_MEETINGS)[meeting]
    with pytest.raises(
        CurrencyMismatchError, match=_says("currency must be USD like the rest, got 'EUR'")
    ):
        meet(price, Money("19.99", "EUR"))


@pytest.mark.parametrize("meeting", _MEETINGS)
def test_a_bare_number_never_meets_money(meeting: str) -> None:
    bare: Any = 1
    with pytest.raises(
        InvalidInputError,
        match=_says("what meets money must be money of the same currency, got 1"),
    ):
        _MEETINGS[meeting](price, bare)


@pytest.mark.parametrize("money", [price, price.exact])
def test_sum_is_refused_because_it_begins_with_a_bare_zero(money: Any) -> None:  # noqa: ANN401 - what a checker would refuse
    with pytest.raises(
        InvalidInputError,
        match=_says(
            "what meets money must be money of the same currency (for a sum there is total), got 0"
        ),
    ):
        sum([money])


def test_dividing_is_refused_and_says_to_split() -> None:
    message = _says("money must be split with allocate, never divided, got 3")
    whole: Any = price
    with pytest.raises(InvalidInputError, match=message):
        _ = whole / 3
    with pytest.raises(InvalidInputError, match=message):
        _ = whole // 3


@pytest.mark.parametrize("factor", [0.5, True, Decimal(2), Share("0.5"), Fraction(1, 2)], ids=repr)
def test_money_is_multiplied_by_whole_numbers_only(factor: int) -> None:
    with pytest.raises(
        InvalidInputError,
        match=_says(f"factor must be a whole number (a rate is a Share), got {factor!r}"),
    ):
        _ = price * factor


def test_money_compares_by_amount() -> None:
    less = Money("19.98", "USD")
    assert less < price
    assert less <= price <= Money("19.99", "USD")
    assert price > less
    assert price >= less
    assert price >= Money("19.99", "USD")
    assert not less >= price
    assert not price < less
    assert not price > Money("19.99", "USD")
    assert less != price
    assert max(less, price) is price


def test_money_is_equal_to_money_of_the_same_amount_and_currency_only() -> None:
    assert Money("1", "USD") == Money("1.00", "USD")
    assert Money("1", "USD") != Money("1", "EUR")
    assert Money("1", "JPY") != Money("0.01", "USD")
    assert Money("1", "USD") != 1
    assert len({Money("1", "USD"), Money("1.00", "USD"), Money("1", "EUR")}) == 2


def test_both_kinds_of_money_compare_by_value_and_hash_alike() -> None:
    exact = ExactMoney("19.99", "USD")
    assert exact == price
    assert price == exact
    assert hash(exact) == hash(price)
    assert price < ExactMoney("19.991", "USD")
    assert ExactMoney("19.991", "USD") > price
    assert ExactMoney("19.991", "USD") != price
    assert exact != "19.99 USD"


def test_amounts_that_differ_seldom_hash_alike() -> None:
    amounts = [Money.from_minor(minor, code) for minor in range(100) for code in ("USD", "EUR")]
    assert len(set(map(hash, amounts))) > 190


def test_signs_can_be_asked_for() -> None:
    cases: list[tuple[Money | ExactMoney, tuple[bool, bool, bool]]] = [
        (Money("0.01", "USD"), (True, False, False)),
        (Money(0, "USD"), (False, True, False)),
        (Money("-0.01", "USD"), (False, False, True)),
        (ExactMoney("0.001", "USD"), (True, False, False)),
        (ExactMoney("-0.001", "USD"), (False, False, True)),
    ]
    for money, signs in cases:
        assert (money.is_positive, money.is_zero, money.is_negative) == signs
        assert (money.exact.is_positive, money.exact.is_zero, money.exact.is_negative) == signs


def test_money_prints_amount_and_currency() -> None:
    assert str(price) == f"{price}" == "19.99 USD"
    assert repr(price) == "Money('19.99', 'USD')"
    assert str(Money("-1200", "JPY")) == "-1200 JPY"
    assert str(ExactMoney("0.125", "USD")) == "0.125 USD"
    assert str(ExactMoney("-1/3", "USD")) == "-1/3 USD"
    assert repr(ExactMoney("1/3", "USD")) == "ExactMoney('1/3', 'USD')"
    assert repr(ExactMoney(Fraction(1, 2**41), "USD")) == f"ExactMoney('1/{2**41}', 'USD')"


@pytest.mark.parametrize("money", [price, ExactMoney("1/3", "JPY")])
def test_money_is_frozen_and_survives_pickling_and_copying(money: Any) -> None:  # noqa: ANN401 - what a checker would refuse
    for twin in (pickle.loads(pickle.dumps(money)), copy.copy(money), copy.deepcopy(money)):  # noqa: S301 - we wrote it
        assert twin == money
        assert type(twin) is type(money)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        money.minor = 5
    assert not hasattr(money, "__dict__")


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    narrow = Context(prec=1, Emax=1, Emin=-1, traps=[])
    with localcontext(narrow):
        money = Money(Decimal("1234.56"), "USD")
        exact = Share(Decimal("0.125")).of(money)
        assert money.minor == 123456
        assert str(money.amount) == "1234.56"
        assert exact.minor == Fraction(123456, 8)
        assert str(exact.rounded()) == "154.32 USD"


def test_exact_money_takes_rates_and_is_rounded_by_name() -> None:
    commission = price.exact * Share("0.15")
    assert commission == ExactMoney("2.9985", "USD")
    assert commission == Fraction(3, 20) * price.exact
    assert commission.amount == Fraction(29985, 10000)
    assert commission.exact is commission
    assert commission.rounded() == Money("3.00", "USD")
    assert commission.rounded("floor") == Money("2.99", "USD")
    assert -commission == commission.negated() == ExactMoney("-2.9985", "USD")
    assert abs(-commission) == commission
    assert commission - commission == Money.zero("USD")
    assert price + commission == ExactMoney("22.9885", "USD")
    assert price - commission == ExactMoney("16.9915", "USD")
    assert commission * 2 == ExactMoney("5.997", "USD")


@pytest.mark.parametrize("factor", [0.5, True, "2", Decimal(2)], ids=repr)
def test_exact_money_is_multiplied_by_exact_numbers_only(factor: int) -> None:
    with pytest.raises(
        InvalidInputError,
        match=_says(f"factor must be a whole number, Fraction or Share, got {factor!r}"),
    ):
        _ = price.exact * factor


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("1/0", "amount must be a ratio of whole numbers such as 1/3, got '1/0'"),
        ("1/-3", "amount must be a ratio of whole numbers such as 1/3, got '1/-3'"),
        ("1 / 3", "amount must be a ratio of whole numbers such as 1/3, got '1 / 3'"),
        ("1/" + "3" * 39, f"amount must be at most 40 characters long, got '1/{'3' * 39}'"),
        (0.5, "amount must be text, a whole number or a Decimal, got 0.5"),
        (math.inf, "amount must be text, a whole number or a Decimal, got inf"),
    ],
)
def test_what_is_not_exact_is_not_exact_money(amount: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        ExactMoney(amount, "USD")


@pytest.mark.parametrize("rounding", _ROUNDED)
def test_each_rounding_does_what_its_name_says(rounding: Rounding) -> None:
    rounded = tuple(round_fraction(Fraction(tenths, 10), rounding) for tenths in _TENTHS)
    assert rounded == _ROUNDED[rounding]


def test_a_rounding_without_a_name_halves_to_even() -> None:
    assert round_fraction(Fraction(5, 2)) == 2
    assert round_fraction(Fraction(7, 2)) == 4


def test_half_up_is_not_a_rounding() -> None:
    half_up: Any = "half_up"
    listed: Any = ["floor"]
    with pytest.raises(UnknownNameError):
        round_fraction(Fraction(1, 2), listed)
    with pytest.raises(
        UnknownNameError,
        match=_says(
            "rounding must be one of ceiling, floor, half_away_from_zero, half_even, "
            "towards_zero, got 'half_up'; did you mean 'half_even'?"
        ),
    ):
        ExactMoney("0.005", "USD").rounded(half_up)


def test_currencies_are_known_with_their_decimals() -> None:
    known: Any = known_currencies()
    assert (known["USD"], known["JPY"], known["KWD"], known["BHD"]) == (2, 0, 3, 3)
    assert "XAU" not in known
    with pytest.raises(TypeError):
        known["USD"] = 3


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("1.00", [1, 1, 1], ["0.34", "0.33", "0.33"]),
        ("-1.00", [1, 1, 1], ["-0.34", "-0.33", "-0.33"]),
        ("0.05", [0, 1, 0, 1], ["0.00", "0.03", "0.00", "0.02"]),
        ("0.01", [1, 2, 3], ["0.00", "0.00", "0.01"]),
        ("0.00", [1, 2], ["0.00", "0.00"]),
        ("7.00", [1], ["7.00"]),
        ("10.00", [Share("0.5"), Fraction(1, 4), Share("1/4")], ["5.00", "2.50", "2.50"]),
    ],
)
def test_the_parts_sum_to_the_whole(
    amount: str, weights: list[int | Fraction | Share], parts: list[str]
) -> None:
    assert [part.text for part in Money(amount, "USD").allocate(weights)] == parts


def test_a_tie_goes_to_the_smaller_key_wherever_it_stands() -> None:
    euro = Money("1.00", "EUR")
    by_key = dict(zip("zab", euro.allocate([1, 1, 1], keys="zab"), strict=True))
    other_order = dict(zip("bza", euro.allocate([1, 1, 1], keys="bza"), strict=True))
    assert by_key == other_order
    assert by_key["a"] == Money("0.34", "EUR")


def test_a_larger_remainder_goes_before_a_smaller_key() -> None:
    parts = Money("0.10", "EUR").allocate([1, 2], keys=["a", "b"])
    assert [part.text for part in parts] == ["0.03", "0.07"]


@pytest.mark.parametrize(
    ("weights", "keys", "message"),
    [
        ([], None, "weights must hold at least one above zero, got []"),
        ([0, 0], None, "weights must hold at least one above zero, got ['0', '0']"),
        ([1, -1], None, "weight must not be below zero, got '-1'"),
        ([0.5], None, "weight must be a whole number, Fraction or Share, got 0.5"),
        ([True], None, "weight must be a whole number, Fraction or Share, got True"),
        ([1, 1], ["a"], "keys must be as many as the 2 weights, got 1"),
        ([1, 1, 1], ["b", "a", "b"], "keys must all differ, got 'b'"),
    ],
)
def test_weights_that_say_no_proportion_are_refused(
    weights: list[int], keys: list[str] | None, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        price.allocate(weights, keys=keys)
