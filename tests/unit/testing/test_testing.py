from __future__ import annotations

import importlib
import re
import subprocess
import sys
from typing import Any

import pytest

import influence.testing
from influence.errors import InvalidInputError, MissingExtraError
from influence.money import Money
from influence.testing import performance


def test_a_performance_made_by_hand_has_an_order_an_hour() -> None:
    did = performance(["5.00", "7.00"], refunded={1: "7.00"}, new_customers=True, currency="EUR")
    assert [order.order_id for order in did.orders] == ["order-0", "order-1"]
    assert (did.orders[1].at - did.orders[0].at).total_seconds() == 3600
    assert did.net_sales == Money("5", "EUR")
    assert all(order.is_new_customer for order in did.orders)


def test_nothing_at_all_is_a_performance_too() -> None:
    did = performance(currency="EUR")
    assert (did.orders, did.deliverables, did.metrics) == ((), {}, {})


@pytest.mark.parametrize("place", [1, -1])
def test_a_refund_of_a_sale_that_is_not_there_is_not_dropped(place: int) -> None:
    message = f"refunded must name the place of one of 1 sales, from 0, got {place}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        performance(["5.00"], refunded={place: "1.00"}, currency="EUR")


def test_every_name_that_is_promised_is_there() -> None:
    for name in influence.testing.__all__:
        assert getattr(influence.testing, name) is not None


def test_a_name_that_is_not_promised_is_an_attribute_error() -> None:
    with pytest.raises(
        AttributeError, match=r"^module 'influence.testing' has no attribute 'luck'"
    ):
        _ = influence.testing.luck  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_importing_it_needs_no_hypothesis() -> None:
    code = "import sys; import influence.testing; sys.exit('hypothesis' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_hypothesis_a_strategy_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = importlib.import_module("influence.testing")
    monkeypatch.delattr(module, "_strategies", raising=False)
    monkeypatch.delitem(sys.modules, "influence.testing._strategies", raising=False)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    message = (
        "strategy monies must have the extra 'testing', got none; "
        "run pip install 'influence-marketing[testing]'"
    )
    with pytest.raises(MissingExtraError, match=f"^{re.escape(message)}$"):
        _ = module.monies
