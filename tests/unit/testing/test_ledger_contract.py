"""The contract refuses ledgers that break it, each in one way."""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs
import pytest

from influence.settlement import (
    Balance,
    ClosedStatement,
    Conflict,
    LedgerFact,
    MemoryLedger,
    Receipt,
)
from influence.testing import LedgerContract


class _LastStands(MemoryLedger):
    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        told = list(facts)
        receipt = super().record(told)
        self._contents |= {(one.kind, one.fact_id): one.content for one in told}
        return receipt


class _ForgetsConflicts(MemoryLedger):
    def conflicts(self) -> Sequence[Conflict]:
        return []


class _KeepsConflictsInTheOrderOfTelling(MemoryLedger):
    def conflicts(self) -> Sequence[Conflict]:
        return list(self._conflicts.values())


class _CallsARepetitionNew(MemoryLedger):
    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        receipt = super().record(facts)
        return attrs.evolve(receipt, new=receipt.new + receipt.repeated, repeated=())


class _WritesAsItIsTold(MemoryLedger):
    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        receipts = [super(_WritesAsItIsTold, self).record([one]) for one in facts]
        return Receipt(
            new=tuple(place for one in receipts for place in one.new),
            repeated=tuple(place for one in receipts for place in one.repeated),
            conflicts=tuple(conflict for one in receipts for conflict in one.conflicts),
        )


class _ClosesAsItIsTold(MemoryLedger):
    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        receipts = [super(_ClosesAsItIsTold, self).close([one]) for one in statements]
        return Receipt(
            new=tuple(place for one in receipts for place in one.new),
            repeated=tuple(place for one in receipts for place in one.repeated),
            conflicts=tuple(conflict for one in receipts for conflict in one.conflicts),
        )


class _ListsFactsAsTheyCame(MemoryLedger):
    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        return [
            LedgerFact(kind=place[0], fact_id=place[1], content=content)
            for place, content in self._contents.items()
            if kind is None or place[0] == kind
        ]


class _ListsFactsAsInADictionary(MemoryLedger):
    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        return sorted(super().facts(kind=kind), key=lambda one: one.fact_id.casefold())


class _IgnoresTheKind(MemoryLedger):
    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        del kind
        return super().facts()


class _NormalizesText(MemoryLedger):
    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        return super().record(
            attrs.evolve(one, fact_id=unicodedata.normalize("NFC", one.fact_id)) for one in facts
        )


class _CutsLongIds(MemoryLedger):
    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        return super().record(attrs.evolve(one, fact_id=one.fact_id[:255]) for one in facts)


class _CountsInFloats(MemoryLedger):
    def balances(self) -> Sequence[Balance]:
        return [attrs.evolve(one, booked=int(float(one.booked))) for one in super().balances()]


class _ForgetsWhatIsCarried(MemoryLedger):
    def balances(self) -> Sequence[Balance]:
        return [attrs.evolve(one, carried=max(0, one.carried)) for one in super().balances()]


class _OrdersNumbersAsText(MemoryLedger):
    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        return sorted(super().statements(account), key=lambda one: (one.account, str(one.number)))


class _ClosesAnything(MemoryLedger):
    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        told = list(statements)
        self._statements |= {one.statement_id: one for one in told}
        return Receipt(new=tuple(("statement", one.statement_id) for one in told))


class _TakesAnyAccount(MemoryLedger):
    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        del account
        return super().statements()


_BROKEN = [
    _LastStands,
    _ForgetsConflicts,
    _KeepsConflictsInTheOrderOfTelling,
    _CallsARepetitionNew,
    _WritesAsItIsTold,
    _ClosesAsItIsTold,
    _ListsFactsAsTheyCame,
    _ListsFactsAsInADictionary,
    _IgnoresTheKind,
    _NormalizesText,
    _CutsLongIds,
    _CountsInFloats,
    _ForgetsWhatIsCarried,
    _OrdersNumbersAsText,
    _ClosesAnything,
    _TakesAnyAccount,
]


def _promises() -> Iterator[tuple[Callable[..., None], dict[str, Any]]]:
    """Every test of the contract, with each of its parameters."""
    for name, method in inspect.getmembers(LedgerContract, inspect.isfunction):
        if not name.startswith("test_"):
            continue
        marks = [mark for mark in getattr(method, "pytestmark", []) if mark.name == "parametrize"]
        if not marks:
            yield method, {}
        for mark in marks:
            names, rows = mark.args
            for row in rows:
                yield (
                    method,
                    {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True)),
                )


def _broken_promises(make: Callable[[], MemoryLedger]) -> list[str]:
    found: list[str] = []
    for method, words in _promises():
        kept = make()
        opened: dict[str, Any] = {"ledger": kept, "make_ledger": lambda kept=kept: kept}
        wanted = {
            name: opened[name] for name in inspect.signature(method).parameters if name in opened
        }
        try:
            method(LedgerContract(), **wanted, **words)
        except (Exception, pytest.fail.Exception):  # noqa: BLE001  # however it breaks
            found.append(method.__name__)
    return found


def test_a_whole_ledger_keeps_every_promise() -> None:
    assert len(list(_promises())) >= 30
    assert _broken_promises(MemoryLedger) == []


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_broken_ledger_breaks_a_promise(broken: type[MemoryLedger]) -> None:
    assert _broken_promises(broken)


def test_a_ledger_that_does_not_last_breaks_a_promise() -> None:
    method = LedgerContract.test_what_was_written_is_there_when_it_is_opened_again
    with pytest.raises(AssertionError):
        method(LedgerContract(), MemoryLedger)
