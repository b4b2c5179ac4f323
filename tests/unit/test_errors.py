from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest

from influence.errors import (
    ConnectorError,
    CurrencyMismatchError,
    InfluenceError,
    InvalidInputError,
    InvalidTermsError,
    InvalidTransitionError,
    MissingDataError,
    MissingExtraError,
    PluginError,
    UnknownNameError,
    close_match,
    shown,
)

_PLAIN = [
    InfluenceError,
    InvalidInputError,
    CurrencyMismatchError,
    InvalidTermsError,
    InvalidTransitionError,
    MissingDataError,
    PluginError,
    ConnectorError,
]
_ALL: list[InfluenceError] = [
    *(kind("share", "be between 0 and 1", Decimal("1.5")) for kind in _PLAIN),
    UnknownNameError("payment rule", "comission", ["commission", "bonus"]),
    MissingExtraError("page", "report"),
]


def test_the_message_names_what_rule_and_value() -> None:
    error = InvalidInputError("share", "be between 0 and 1", "7")
    assert str(error) == "share must be between 0 and 1, got '7'"
    assert (error.what, error.rule, error.value) == ("share", "be between 0 and 1", "7")


@pytest.mark.parametrize("error", _ALL, ids=lambda error: type(error).__name__)
def test_every_error_survives_pickling_and_copying(error: InfluenceError) -> None:
    error.add_note("found in orders.csv")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - we wrote it
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.args == error.args
        assert vars(twin) == vars(error)


@pytest.mark.parametrize(
    ("kind", "parents"),
    [
        (InvalidInputError, (InfluenceError, ValueError)),
        (CurrencyMismatchError, (InvalidInputError,)),
        (InvalidTermsError, (InvalidInputError,)),
        (InvalidTransitionError, (InvalidInputError,)),
        (UnknownNameError, (InvalidInputError, LookupError)),
        (MissingDataError, (InfluenceError,)),
        (PluginError, (InfluenceError,)),
        (ConnectorError, (InfluenceError,)),
        (MissingExtraError, (ConnectorError,)),
    ],
)
def test_the_type_says_who_can_fix_it(
    kind: type[InfluenceError], parents: tuple[type[Exception], ...]
) -> None:
    assert kind.__bases__ == parents


def test_an_unknown_name_names_the_known_ones_and_the_close_one() -> None:
    error = UnknownNameError("payment rule", "comission", iter(["commission", "bonus"]))
    assert str(error) == (
        "payment rule must be one of bonus, commission, got 'comission'; did you mean 'commission'?"
    )
    assert error.name == "comission"
    assert error.known == ("bonus", "commission")
    assert error.close == "commission"


def test_an_unknown_name_with_nothing_near_makes_no_suggestion() -> None:
    error = UnknownNameError("payment rule", "zzz", ["commission"])
    assert str(error) == "payment rule must be one of commission, got 'zzz'"
    assert error.close == ""


def test_an_unknown_name_without_any_known_says_that_there_is_none() -> None:
    assert str(UnknownNameError("connector", "shop", [])) == (
        "connector must be one of the known names, of which there are none, got 'shop'"
    )


def test_many_known_names_are_counted_and_all_kept() -> None:
    known = [f"rule{number:02}" for number in range(13)]
    error = UnknownNameError("payment rule", "zzz", known)
    assert str(error) == (
        "payment rule must be one of 13 known names such as rule00, rule01, rule02, rule03, "
        "rule04, got 'zzz'"
    )
    assert error.known == tuple(known)


def test_a_dozen_known_names_are_all_listed() -> None:
    known = [f"r{number:02}" for number in range(12)]
    assert str(UnknownNameError("rule", "zzz", known)) == (
        f"rule must be one of {', '.join(known)}, got 'zzz'"
    )


def test_a_missing_extra_says_how_to_install_it() -> None:
    error = MissingExtraError("reading parquet", "frames")
    assert str(error) == (
        "reading parquet must have the extra 'frames', got none; "
        "run pip install 'influence-marketing[frames]'"
    )
    assert error.extra == "frames"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("usd", "USD"), ("EURO", "EUR"), ("USD", "USD"), ("zebra", ""), ("", ""), ("U" * 81, "")],
)
def test_the_close_match_is_the_name_that_was_meant(name: str, meant: str) -> None:
    assert close_match(name, ["EUR", "USD"]) == meant


def test_what_is_not_text_is_close_to_nothing() -> None:
    wrong: Any = None
    assert close_match(wrong, ["EUR"]) == ""
    assert str(UnknownNameError("currency", wrong, ["EUR"])) == (
        "currency must be one of EUR, got None"
    )


def test_a_value_of_eighty_characters_is_shown_whole() -> None:
    assert shown("x" * 80) == repr("x" * 80)


def test_a_huge_cell_does_not_fill_the_terminal() -> None:
    error = InvalidInputError("amount", "be a number", "9" * 10_000_000)
    assert str(error) == (f"amount must be a number, got '{'9' * 80}'... (10000000 characters)")


def test_a_long_list_is_cut_and_its_length_named() -> None:
    assert shown([1] * 100) == f"[{'1, ' * 26}1... (300 characters)"


def test_control_characters_are_shown_escaped() -> None:
    assert str(InvalidInputError("id", "be text", "a\x1b[2J\n")) == (
        r"id must be text, got 'a\x1b[2J\n'"
    )


def test_a_number_that_python_will_not_write_out_is_named() -> None:
    assert shown(10**5000) == "a value of type int too long to write out"
