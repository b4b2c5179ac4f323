"""Ledger contract: what every ledger promises, as tests for whoever writes another.

    told once   new, and given back as it was told
    told again  nothing, or a conflict beside the first
    a batch     whole or not at all
    statements  one after the other, with their hashes and their balances

A ledger that keeps it can stand wherever ours do: in settlement, in ``influence settle`` and under
``SettlementLaws``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import pytest

from influence.errors import InvalidInputError, InvalidTransitionError
from influence.settlement import (
    GENESIS,
    Balance,
    ClosedStatement,
    Conflict,
    Ledger,
    LedgerFact,
    canonical,
    faults_of,
)
from influence.testing._ledger_chains import Chain, fact

_LARGEST = 10**18 - 1


class InterruptedTellingError(Exception):
    """What stops a batch in the middle of its telling."""


def _interrupted(told: Iterable[Any]) -> Iterator[Any]:
    """Some facts or statements, and then whoever tells them breaks down."""
    yield from told
    raise InterruptedTellingError


class LedgerContract:
    """The promises of a ledger as tests: subclass it, and give it a fixture ``make_ledger``.

    The fixture returns a function that opens the same ledger each time it is called: an empty one
    at first, and later with whatever was written into it.

    Example:
        >>> from influence.settlement import MemoryLedger
        >>> class TestMyLedger(LedgerContract):
        ...     @pytest.fixture
        ...     def make_ledger(self):
        ...         kept = MemoryLedger()
        ...         return lambda: kept
    """

    @pytest.fixture
    def ledger(self, make_ledger: Callable[[], Ledger]) -> Ledger:
        """The ledger, open and empty."""
        return make_ledger()

    def test_a_new_ledger_is_empty(self, ledger: Ledger) -> None:
        """Nothing stands in it."""
        assert (*ledger.facts(), *ledger.conflicts(), *ledger.statements()) == ()
        assert (*ledger.balances(), *faults_of(ledger)) == ()

    def test_a_fact_is_given_back_as_it_was_told(self, ledger: Ledger) -> None:
        """And the receipt names it as new."""
        told = fact("1042", items=[8000, "USD"])
        assert ledger.record([told]).new == (("order", "1042"),)
        assert list(ledger.facts()) == [told]

    def test_a_fact_told_again_changes_nothing(self, ledger: Ledger) -> None:
        """Be it in another batch or in the same."""
        ledger.record([fact("1")])
        receipt = ledger.record([fact("1"), fact("2"), fact("2")])
        assert receipt.new == (("order", "2"),)
        assert receipt.repeated == (("order", "1"), ("order", "2"))
        assert list(ledger.facts()) == [fact("1"), fact("2")]

    def test_of_two_contents_the_first_stands(self, ledger: Ledger) -> None:
        """The other is kept for a person to decide."""
        first, other = fact("1", items=8000), fact("1", items=9000)
        ledger.record([first])
        receipt = ledger.record([other, fact("2")])
        assert receipt.conflicts == (_conflict(first, other),)
        assert receipt.new == (("order", "2"),)
        assert list(ledger.conflicts()) == [_conflict(first, other)]
        assert list(ledger.facts()) == [first, fact("2")]

    def test_a_conflict_within_a_batch_is_one_too(self, ledger: Ledger) -> None:
        """The first in the batch stands."""
        first, other = fact("1", items=8000), fact("1", items=9000)
        receipt = ledger.record([first, other, other])
        assert receipt.conflicts == (_conflict(first, other), _conflict(first, other))
        assert list(ledger.conflicts()) == [_conflict(first, other)]

    def test_a_conflict_is_kept_once_and_each_other_content_is_another(
        self, ledger: Ledger
    ) -> None:
        """By kind, id and content."""
        first, *others = (fact("1", items=items) for items in (5, 9, 7))
        ledger.record([first, *others])
        ledger.record(others)
        assert list(ledger.conflicts()) == [_conflict(first, one) for one in reversed(others)]

    def test_ids_of_two_kinds_are_two_facts(self, ledger: Ledger) -> None:
        """And each kind can be asked for."""
        order, refund = fact("1"), fact("1", kind="refund")
        ledger.record([refund, order])
        assert list(ledger.facts(kind="refund")) == [refund]
        assert list(ledger.facts(kind="order")) == [order]
        assert list(ledger.facts(kind="dispute")) == []

    def test_facts_stand_in_the_order_of_their_characters(self, ledger: Ledger) -> None:
        """By number of the character, whatever a language makes of it."""
        ids = ["A", "Z", "a", "aa", "b", "é", "ß", "中", "🙂"]
        ledger.record(fact(one) for one in ["é", "b", "🙂", "A", "中", "aa", "ß", "a", "Z"])
        assert [one.fact_id for one in ledger.facts()] == sorted(ids)

    def test_text_of_every_script_is_kept(self, ledger: Ledger) -> None:
        """In ids, and in contents as they were written; two ways to write a letter are two."""
        composed, taken_apart = fact("Zo\u00eb"), fact("Zoe\u0308")
        assert ledger.record([composed, taken_apart]).repeated == ()
        assert list(ledger.facts()) == [taken_apart, composed]
        told = fact("Zoë 🙂 'quoted' \"twice\" 100 % ? \\ ; --", kind="прода́жа", text="ﬁ\n\t\0é🙂")
        ledger.record([told])
        [kept] = ledger.facts(kind="прода́жа")
        assert kept == told
        assert json.loads(kept.content)["text"] == "ﬁ\n\t\0é🙂"

    def test_ids_as_long_as_allowed_are_kept(self, ledger: Ledger) -> None:
        """And contents much longer."""
        letters = [chr(33 + (7 * place) % 90) for place in range(2_000)]
        told = fact("".join(letters), kind="k" * 200, text="".join(letters) * 100)
        again = fact("".join(letters), kind="k" * 200, text="".join(letters) * 101)
        assert ledger.record([told]).new == (("k" * 200, told.fact_id),)
        assert ledger.record([again]).conflicts == (_conflict(told, again),)
        assert ledger.record([told]).repeated == (("k" * 200, told.fact_id),)

    def test_an_empty_batch_changes_nothing(self, ledger: Ledger) -> None:
        """Neither of facts nor of statements."""
        for receipt in (ledger.record([]), ledger.close(iter(()))):
            assert (receipt.new, receipt.repeated, receipt.conflicts) == ((), (), ())
        assert (*ledger.facts(), *ledger.statements(), *ledger.balances()) == ()

    def test_a_batch_whose_telling_breaks_down_leaves_nothing(self, ledger: Ledger) -> None:
        """However much of it was told."""
        ledger.record([fact("1", items=1)])
        told = [fact("2"), fact("1", items=2)]
        with pytest.raises(InterruptedTellingError):
            ledger.record(_interrupted(told))
        with pytest.raises(InterruptedTellingError):
            ledger.close(_interrupted([Chain("a").closed(booked=1, paid=1)]))
        assert list(ledger.facts()) == [fact("1", items=1)]
        assert (*ledger.conflicts(), *ledger.statements(), *ledger.balances()) == ()

    def test_a_batch_with_something_else_in_it_leaves_nothing(self, ledger: Ledger) -> None:
        """What is no fact cannot be written, and so nothing is."""
        odd = cast("LedgerFact", object())
        with pytest.raises(Exception):  # noqa: B017, PT011  # which one is left to the ledger
            ledger.record([fact("1"), odd])
        assert list(ledger.facts()) == []
        assert ledger.record([fact("1")]).new == (("order", "1"),)

    def test_a_closed_statement_is_given_back_with_its_balance(self, ledger: Ledger) -> None:
        """The balance says what all statements of the account add up to."""
        chain = Chain("maya/USD")
        first = chain.closed(booked=9_414, paid=9_414)
        assert ledger.close([first]).new == (("statement", "maya/USD/1"),)
        second = chain.closed(booked=-5_000, paid=0)
        ledger.close([second])
        assert list(ledger.statements()) == [first, second]
        assert list(ledger.balances()) == [
            Balance(
                account="maya/USD",
                statements=2,
                booked=4_414,
                paid=9_414,
                carried=-5_000,
                head=second.hash,
            )
        ]
        assert faults_of(ledger) == ()

    def test_statements_of_several_accounts_go_into_one_batch(self, ledger: Ledger) -> None:
        """And each account has its own chain."""
        maya, amara = Chain("maya/USD"), Chain("amara/EUR")
        told = [maya.closed(booked=5, paid=5), amara.closed(booked=7, paid=0)]
        told += [maya.closed(booked=1, paid=0), amara.closed(booked=2, paid=9)]
        ledger.close(told)
        assert list(ledger.statements("maya/USD")) == [told[0], told[2]]
        assert list(ledger.statements("nobody/USD")) == []
        assert list(ledger.statements()) == [told[1], told[3], told[0], told[2]]
        assert [(one.account, one.carried) for one in ledger.balances()] == [
            ("amara/EUR", 0),
            ("maya/USD", 1),
        ]

    def test_statements_stand_in_the_order_of_their_numbers(self, ledger: Ledger) -> None:
        """The tenth after the ninth, not after the first."""
        chain = Chain("maya/USD")
        ledger.close([chain.closed(booked=1, paid=1) for _ in range(11)])
        assert [one.number for one in ledger.statements()] == list(range(1, 12))
        assert faults_of(ledger) == ()

    def test_a_statement_told_again_changes_nothing(self, ledger: Ledger) -> None:
        """Even when others were closed since, and in one batch with the next."""
        chain = Chain("maya/USD")
        told = [chain.closed(booked=5, paid=5), chain.closed(booked=7, paid=0)]
        ledger.close(told)
        receipt = ledger.close([*told, chain.closed(booked=1, paid=8)])
        assert receipt.repeated == (("statement", "maya/USD/1"), ("statement", "maya/USD/2"))
        assert receipt.new == (("statement", "maya/USD/3"),)
        assert [one.booked for one in ledger.balances()] == [13]

    def test_a_statement_with_other_content_is_a_conflict(self, ledger: Ledger) -> None:
        """The first stands, and the balance with it."""
        first = Chain("maya/USD").closed(booked=5, paid=5)
        other = Chain("maya/USD").closed(booked=6, paid=6)
        ledger.close([first])
        expected = Conflict(
            kind="statement", fact_id="maya/USD/1", kept=first.content, refused=other.content
        )
        assert ledger.close([other]).conflicts == (expected,)
        assert ledger.close([other, other]).conflicts == (expected, expected)
        assert list(ledger.conflicts()) == [expected]
        assert list(ledger.statements()) == [first]
        assert [one.booked for one in ledger.balances()] == [5]

    def test_a_gap_in_the_numbers_is_refused_with_the_whole_batch(self, ledger: Ledger) -> None:
        """Nothing that was told beside it is written, not even a conflict."""
        chain, other = Chain("maya/USD"), Chain("amara/USD")
        ledger.close([chain.closed(booked=5, paid=5)])
        chain.closed(booked=1, paid=1)
        told = [other.closed(booked=1, paid=1), Chain("maya/USD").closed(booked=6, paid=6)]
        rule = r"^statement maya/USD/3 must have the number 2, the next of maya/USD, got 3$"
        with pytest.raises(InvalidTransitionError, match=rule):
            ledger.close([*told, chain.closed(booked=1, paid=1)])
        assert (len(ledger.statements()), len(ledger.balances())) == (1, 1)
        assert list(ledger.conflicts()) == []
        assert faults_of(ledger) == ()

    def test_a_statement_after_another_hash_is_refused(self, ledger: Ledger) -> None:
        """Somebody has closed a statement since it was drawn up."""
        chain = Chain("maya/USD")
        kept = chain.closed(booked=5, paid=5)
        ledger.close([kept])
        figures = canonical({"booked": 5, "paid": 5, "carried": 0})
        stray = chain.told(figures, previous_hash=GENESIS)
        with pytest.raises(InvalidTransitionError) as caught:
            ledger.close([stray])
        assert caught.value.what == "statement maya/USD/2"
        assert caught.value.rule == f"follow the hash {kept.hash}, the last of maya/USD"
        assert caught.value.value == GENESIS
        assert list(ledger.statements()) == [kept]

    def test_a_statement_with_a_wrong_hash_is_refused(self, ledger: Ledger) -> None:
        """It would break the chain for good."""
        right = Chain("maya/USD").closed(booked=5, paid=5)
        wrong = ClosedStatement(
            statement_id=right.statement_id,
            account=right.account,
            number=right.number,
            content=right.content,
            previous_hash=right.previous_hash,
            hash="f" * 64,
        )
        with pytest.raises(InvalidInputError) as caught:
            ledger.close([wrong])
        assert caught.value.rule == f"have the hash {right.hash}"
        assert (*ledger.statements(), *ledger.balances()) == ()

    @pytest.mark.parametrize(
        ("figures", "rule"),
        [
            ({"booked": 5, "paid": 5}, "hold carried as a whole number below 10^18"),
            (
                {"booked": "5", "paid": 5, "carried": 0},
                "hold booked as a whole number below 10^18",
            ),
            (
                {"booked": 5, "paid": True, "carried": 4},
                "hold paid as a whole number below 10^18",
            ),
            (
                {"booked": 10**18, "paid": 0, "carried": 10**18},
                "hold booked as a whole number below 10^18",
            ),
            (
                {"booked": 7, "paid": 5, "carried": 1},
                "carry 2, all that was booked less all that was paid",
            ),
        ],
    )
    def test_wrong_figures_are_refused(
        self, ledger: Ledger, figures: dict[str, object], rule: str
    ) -> None:
        """A ledger whose balances do not add up helps nobody."""
        with pytest.raises(InvalidInputError) as caught:
            ledger.close([Chain("maya/USD").told(canonical(figures))])
        assert (caught.value.what, caught.value.rule) == ("statement maya/USD/1", rule)
        assert (*ledger.statements(), *ledger.balances()) == ()

    @pytest.mark.parametrize("sign", [1, -1])
    def test_the_largest_amounts_are_kept_to_the_last_unit(self, ledger: Ledger, sign: int) -> None:
        """And a balance that would go beyond them is refused."""
        chain, largest = Chain("maya/JPY"), sign * _LARGEST
        ledger.close([chain.closed(booked=largest, paid=largest)])
        [balance] = ledger.balances()
        assert (balance.booked, balance.paid, balance.carried) == (largest, largest, 0)
        with pytest.raises(InvalidInputError) as caught:
            ledger.close([chain.closed(booked=sign, paid=sign)])
        assert caught.value.rule == "leave a balance below 10^18"
        assert list(ledger.balances()) == [balance]

    def test_what_was_written_is_there_when_it_is_opened_again(
        self, make_ledger: Callable[[], Ledger]
    ) -> None:
        """Facts, conflicts, statements and balances."""
        ledger, chain = make_ledger(), Chain("maya/USD")
        first, other = fact("1", items=1), fact("1", items=2)
        ledger.record([first, other, fact("2")])
        ledger.close([chain.closed(booked=5, paid=3)])
        again = make_ledger()
        assert list(again.facts()) == [first, fact("2")]
        assert list(again.conflicts()) == [_conflict(first, other)]
        assert list(again.statements()) == list(ledger.statements())
        assert list(again.balances()) == list(ledger.balances())
        assert again.record([first]).repeated == (("order", "1"),)
        assert again.close([chain.closed(booked=0, paid=2)]).new == (("statement", "maya/USD/2"),)
        assert faults_of(again) == ()

    def test_two_openings_write_into_one_ledger(self, make_ledger: Callable[[], Ledger]) -> None:
        """What one has written, the other knows."""
        one, other, chain = make_ledger(), make_ledger(), Chain("maya/USD")
        one.record([fact("1")])
        assert other.record([fact("1"), fact("2")]).repeated == (("order", "1"),)
        assert one.record([fact("2")]).repeated == (("order", "2"),)
        one.close([chain.closed(booked=5, paid=5)])
        other.close([chain.closed(booked=1, paid=1)])
        assert [balance.booked for balance in one.balances()] == [6]
        assert faults_of(one) == ()


def _conflict(kept: LedgerFact, refused: LedgerFact) -> Conflict:
    """The conflict of two contents."""
    return Conflict(
        kind=kept.kind, fact_id=kept.fact_id, kept=kept.content, refused=refused.content
    )
