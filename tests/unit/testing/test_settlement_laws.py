"""The settlement laws find what they claim to find, and tell it as a bookkeeper reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from influence.money import Money
from influence.payments import Bonus
from influence.settlement import (
    ClosedStatement,
    Ledger,
    LedgerFact,
    MemoryLedger,
    Receipt,
    Statement,
)
from influence.testing import _settlement_laws as laws, usd


class Forgetful(MemoryLedger):
    """Loses every fact that is told while there are more than two."""

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        return super().record(list(facts) if len(self.facts()) < 3 else [])


class Rewriting(MemoryLedger):
    """Changes what it closed."""

    def statements(self, account: str | None = None) -> list[ClosedStatement]:
        kept = super().statements(account)
        return [attrs.evolve(one, hash="f" * 64) for one in kept[:1]] + list(kept[1:])


class Spendthrift(MemoryLedger):
    """Says that nothing was ever booked, so that everything is paid again."""

    def statements(self, account: str | None = None) -> list[ClosedStatement]:
        return [] if account else list(super().statements())


def _broken(make: Callable[[], Ledger]) -> str:
    class Machine(laws.SettlementMachine):
        def new_ledger(self) -> Ledger:
            return make()

    few = settings(max_examples=60, derandomize=True, database=None, deadline=None)
    with pytest.raises(AssertionError) as caught:
        run_state_machine_as_test(Machine, settings=settings(few, phases=[Phase.generate]))
    return str(caught.value)


@pytest.mark.parametrize(
    ("make", "law"),
    [(Forgetful, "20"), (Rewriting, "22"), (Spendthrift, "17")],
)
def test_a_ledger_that_breaks_a_law_is_told_by_its_number(
    make: Callable[[], Ledger], law: str
) -> None:
    message = _broken(make)
    assert message.startswith(f"law {law}: ")
    assert re.search(r"\n  payable +[0-9.]+ USD", message)


def _statement(changed: dict[str, Any]) -> Statement:
    """A statement that its own class would refuse."""
    from influence.settlement import SettlementPolicy, settle
    from influence.testing import at, performance

    did = performance(["100"], currency="USD")
    one = settle(
        laws.SettlementLaws.rule,
        did,
        creator_id="maya",
        policy=SettlementPolicy(hold_days=0),
        as_of=at(5),
    )
    for name, value in changed.items():
        object.__setattr__(one, name, value)
    return one


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"lines": ()}, "law 18: carried in + earned + adjustments must be payable + carried out"),
        (
            {"payable": usd("-1"), "carried_out": usd("11")},
            "law 19: payable must be at least 0",
        ),
        (
            {"payable": usd("4"), "carried_out": usd("6")},
            "law 19: nothing may be carried while something is paid",
        ),
    ],
)
def test_a_statement_that_does_not_add_up_is_told(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(AssertionError) as caught:
        laws._check_sums(_statement(changed))
    assert str(caught.value).startswith(message)


def test_a_run_that_was_hardly_ever_in_debt_has_tested_nothing() -> None:
    class Rich(laws.SettlementLaws):
        least_in_debt = Fraction(1)

    told: list[tuple[str, object]] = []
    with pytest.raises(AssertionError, match=r"settlements checked, \d+ in debt \(\d+\.\d %\)"):
        Rich().test_settlement_laws(lambda name, value: told.append((name, value)))
    assert told[0][0] == "counted"


def test_nothing_checked_is_nothing_in_debt() -> None:
    assert str(laws.SettlementChecks()) == "0 settlements checked, 0 in debt (0.0 %)"


def test_a_machine_that_nobody_points_elsewhere_tests_a_ledger_in_memory() -> None:
    machine = laws.SettlementMachine()
    assert isinstance(machine.ledger, MemoryLedger)
    machine.teardown()


def test_an_account_that_cannot_be_settled_breaks_the_law_without_a_statement() -> None:
    class Abroad(laws.SettlementMachine):
        terms = Bonus(metric="orders", every=1, pay=Money("5", "EUR"))

    machine = Abroad()
    machine.sell(1000, 0)
    with pytest.raises(AssertionError, match=r"^law the account can be settled\n  maya/USD: bonus"):
        machine.settle(1, "nothing")
