"""Memory ledger: a ledger that lives as long as the process, for previews, tests and small jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from influence.settlement._batches import FactBatch, StatementBatch
from influence.settlement._ledger import (
    Balance,
    ClosedStatement,
    Conflict,
    Ledger,
    LedgerFact,
    Receipt,
)


class MemoryLedger:
    """A ledger in memory.

    Example:
        >>> ledger = MemoryLedger()
        >>> fact = LedgerFact(kind="order", fact_id="1042", content="{}")
        >>> ledger.record([fact, fact]).repeated
        (('order', '1042'),)
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._contents: dict[tuple[str, str], str] = {}
        self._conflicts: dict[tuple[str, str, str], Conflict] = {}
        self._statements: dict[str, ClosedStatement] = {}
        self._chains: dict[str, list[ClosedStatement]] = {}
        self._balances: dict[str, Balance] = {}

    @classmethod
    def of(cls, ledger: Ledger) -> MemoryLedger:
        """Everything that a ledger keeps, in memory."""
        copy = cls()
        copy.record(ledger.facts())
        copy.close(ledger.statements())
        copy._keep(ledger.conflicts())
        return copy

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        """Write facts; of one id the first content stands, and another is kept as a conflict."""
        batch = FactBatch.of(facts, kept=self._contents)
        self._contents |= {(one.kind, one.fact_id): one.content for one in batch.facts}
        self._keep(batch.receipt.conflicts)
        return batch.receipt

    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        """The facts by kind and id, in the order of their characters' numbers."""
        return [
            LedgerFact(kind=place[0], fact_id=place[1], content=content)
            for place, content in sorted(self._contents.items())
            if kind is None or place[0] == kind
        ]

    def conflicts(self) -> Sequence[Conflict]:
        """What was told again with other content, by kind, id and content, each once."""
        return [conflict for _, conflict in sorted(self._conflicts.items())]

    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        """Write statements, and carry the balances on.

        Raises:
            InvalidTransitionError: A statement is not the next one of its account; nothing of the
                batch was written.
            InvalidInputError: A statement has a wrong hash or wrong figures.
        """
        batch = StatementBatch.of(statements, kept=self._statements, balances=self._balances)
        for one in batch.statements:
            self._statements[one.statement_id] = one
            self._chains.setdefault(one.account, []).append(one)
        self._balances |= {one.account: one for one in batch.balances}
        self._keep(batch.receipt.conflicts)
        return batch.receipt

    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        """The closed statements by account and number."""
        wanted = sorted(self._chains) if account is None else [account]
        return [one for name in wanted for one in self._chains.get(name, [])]

    def balances(self) -> Sequence[Balance]:
        """The balances by account."""
        return [balance for _, balance in sorted(self._balances.items())]

    def _keep(self, conflicts: Iterable[Conflict]) -> None:
        """Keep conflicts, each once."""
        for one in conflicts:
            self._conflicts.setdefault((one.kind, one.fact_id, one.refused), one)


def copied(ledger: Ledger) -> MemoryLedger:
    """Everything that a ledger keeps, in memory, so that trying something changes nothing."""
    return MemoryLedger.of(ledger)
