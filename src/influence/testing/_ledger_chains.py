"""Facts and chains of statements by hand, for tests of ledgers."""

from __future__ import annotations

from influence.settlement import GENESIS, ClosedStatement, LedgerFact, canonical, chained


def fact(fact_id: str, *, kind: str = "order", **content: object) -> LedgerFact:
    """A fact with whatever content.

    Example:
        >>> fact("1042", items=8000).content
        '{"items":8000}'
    """
    return LedgerFact(kind=kind, fact_id=fact_id, content=canonical(content))


class Chain:
    """The statements of an account, each after the one before.

    Args:
        account: The account.

    Example:
        >>> chain = Chain("maya/USD")
        >>> chain.closed(booked=500, paid=0).content
        '{"booked":500,"carried":500,"paid":0}'
        >>> chain.closed(booked=0, paid=500).statement_id
        'maya/USD/2'
    """

    def __init__(self, account: str) -> None:
        """Begin with nothing."""
        self._account = account
        self._carried = 0
        self._closed: list[ClosedStatement] = []

    def closed(self, *, booked: int, paid: int) -> ClosedStatement:
        """The next statement, which carries what is left."""
        self._carried += booked - paid
        figures = {"booked": booked, "paid": paid, "carried": self._carried}
        self._closed.append(self.told(canonical(figures)))
        return self._closed[-1]

    def told(self, content: str, *, previous_hash: str | None = None) -> ClosedStatement:
        """A statement in the place of the next, whatever it says, which does not count as closed.

        Args:
            content: What it says.
            previous_hash: The hash that it follows; that of the last one when it is left out.
        """
        number = len(self._closed) + 1
        head = self._closed[-1].hash if self._closed else GENESIS
        return chained(
            statement_id=f"{self._account}/{number}",
            account=self._account,
            number=number,
            content=content,
            previous_hash=head if previous_hash is None else previous_hash,
        )
