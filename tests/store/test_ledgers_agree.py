"""One law for all ledgers: told the same, they say the same.

The dice tell batches of new, repeated and contradicting facts, and of statements that are the next
of their account, or told again, or other than before, or out of turn. ``INFLUENCE_LEDGER_EXAMPLES``
says how many runs; a few are enough each time, and many before a release.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import attrs
from hypothesis import given, settings, strategies as st

from influence.errors import InfluenceError
from influence.settlement import (
    GENESIS,
    ClosedStatement,
    Ledger,
    LedgerFact,
    MemoryLedger,
    canonical,
    chained,
    faults_of,
)
from influence.store import PostgresLedger, SqliteLedger
from influence.testing._ledger_chains import fact

_EXAMPLES = int(os.environ.get("INFLUENCE_LEDGER_EXAMPLES", "25"))
_SCHEMAS = count(1)
_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder in it is ours, and its files are quick

Batch: TypeAlias = "list[LedgerFact] | list[Drawn]"


@attrs.frozen
class Drawn:
    """A statement that is told: where it stands, its figures, and what is wrong with it."""

    account: str
    place: int
    booked: int
    paid: int
    wrong: str

    def statement(self, known: list[ClosedStatement]) -> ClosedStatement:
        """The statement after those that are known of its account."""
        if self.wrong == "again" and known:
            return known[-1]
        number = max(1, len(known) + 1 + self.place)
        before = known[: number - 1]
        carried = json.loads(before[-1].content)["carried"] if before else 0
        left = carried + self.booked - self.paid + (self.wrong == "carried")
        figures = {"booked": self.booked, "paid": self.paid, "carried": left}
        head = before[-1].hash if before else GENESIS
        return chained(
            statement_id=f"{self.account}/{number}",
            account=self.account,
            number=number,
            content='{"carried":0}' if self.wrong == "content" else canonical(figures),
            previous_hash="f" * 64 if self.wrong == "hash" else head,
        )


_IDS = st.sampled_from(["1", "10", "2", "Ä", "a", "a b", "🙂", "'\"%s?\\"])
_KINDS = st.sampled_from(["order", "refund", "Zoë"])
_CONTENTS = st.sampled_from([0, 1, 10**18, "x" * 3_000, "é", None])
_FACTS = st.builds(
    lambda fact_id, kind, said: fact(fact_id, kind=kind, said=said), _IDS, _KINDS, _CONTENTS
)
_MINORS = st.sampled_from([0, 0, 1, 2, 3, 5, -1, -4, 10**18 - 1, 1 - 10**18, 10**18])
_DRAWN = st.builds(
    Drawn,
    account=st.sampled_from(["maya/USD", "amara/USD"]),
    place=st.sampled_from([0, 0, 0, 0, 0, -1, 1]),
    booked=_MINORS,
    paid=_MINORS,
    wrong=st.sampled_from(["", "", "", "", "", "again", "again", "hash", "carried", "content"]),
)
_BATCHES: st.SearchStrategy[list[Batch]] = st.lists(
    st.one_of(st.lists(_FACTS, max_size=6), st.lists(_DRAWN, max_size=4)), max_size=12
)


@contextmanager
def _ledgers(url: str) -> Iterator[list[Ledger]]:
    """One of each kind, empty; the one in memory comes first."""
    with ExitStack() as opened:
        folder = opened.enter_context(TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None))
        schema = f"agree {next(_SCHEMAS)}"
        yield [
            MemoryLedger(),
            opened.enter_context(SqliteLedger(Path(folder, "ledger"))),
            opened.enter_context(PostgresLedger(url, schema=schema)),
        ]


def _statements(told: list[Drawn], *, ledger: Ledger) -> list[ClosedStatement]:
    """The statements of a batch, each after those that stand and those before it in the batch."""
    found: list[ClosedStatement] = []
    for drawn in told:
        chain = [one for one in [*ledger.statements(), *found] if one.account == drawn.account]
        known = {one.number: one for one in reversed(chain)}
        found.append(drawn.statement([known[number] for number in sorted(known)]))
    return found


def _answer(ledger: Ledger, facts: list[LedgerFact], statements: list[ClosedStatement]) -> str:
    """What a ledger says to a batch."""
    try:
        return str(ledger.close(statements) if statements else ledger.record(facts))
    except InfluenceError as error:
        return f"{type(error).__name__}: {error}"


class TestLedgersAgree:
    """Memory, SQLite and PostgreSQL answer every batch alike and keep the same."""

    @settings(max_examples=_EXAMPLES, deadline=None)
    @given(batches=_BATCHES)
    def test_told_the_same_they_say_the_same(self, postgres_url: str, batches: list[Batch]) -> None:
        with _ledgers(postgres_url) as ledgers:
            for batch in batches:
                facts = [one for one in batch if isinstance(one, LedgerFact)]
                drawn = [one for one in batch if isinstance(one, Drawn)]
                told = _statements(drawn, ledger=ledgers[0])
                answers = [_answer(ledger, facts, told) for ledger in ledgers]
                assert answers[1:] == answers[:1] * 2
            for one in ledgers[1:]:
                assert list(one.facts()) == list(ledgers[0].facts())
                assert list(one.facts(kind="Zoë")) == list(ledgers[0].facts(kind="Zoë"))
                assert list(one.conflicts()) == list(ledgers[0].conflicts())
                assert list(one.statements()) == list(ledgers[0].statements())
                assert list(one.balances()) == list(ledgers[0].balances())
                assert faults_of(one) == ()
