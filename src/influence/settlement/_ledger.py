"""Ledger: what must outlive the process, kept as text that nobody changes.

    facts       what happened, once each, the first telling stands
    statements  what was closed, chained by hash
    balances    what the statements add up to, kept in the same transaction

A ledger does not interpret. What a fact means and what a statement is worth is for the rest of this
package; which file or database keeps it is for ``influence.store``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError

#: The hash before the first statement of an account.
GENESIS: Final = "0" * 64

# A database looks facts up by kind and id, and the index of one holds no more than a few thousand
# bytes a row.
_LONGEST_KIND, _LONGEST_ID = 200, 2_000


def canonical(content: Mapping[str, object]) -> str:
    """The JSON text of *content*: the same for the same content, whoever writes it.

    Example:
        >>> canonical({"rate": "0.12", "at": None})
        '{"at":null,"rate":"0.12"}'
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def is_canonical(content: str) -> bool:
    """Whether *content* is an object as ``canonical`` writes it."""
    try:
        told: object = json.loads(content)
        return isinstance(told, dict) and canonical(cast("dict[str, object]", told)) == content
    except (ValueError, RecursionError):  # no JSON at all, or nested beyond reading
        return False


def keepable(text: str, *, longest: int) -> str:
    """What *text* must be for every database to keep it as a key; empty when it is."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return "be text without the characters that no database keeps"
    if len(text.encode()) > longest:
        return f"be at most {longest} bytes long"
    return ""


def _is_kind(instance: object, attribute: attrs.Attribute[Any], value: str) -> None:
    """A word for facts; closed statements have their own."""
    _is_key(instance, attribute, value, longest=_LONGEST_KIND)
    if value == "statement":
        rule = "be another word: it is for conflicts of closed statements"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_id(instance: object, attribute: attrs.Attribute[Any], value: str) -> None:
    """What identifies a fact among its kind."""
    _is_key(instance, attribute, value, longest=_LONGEST_ID)


def _is_key(instance: object, attribute: attrs.Attribute[Any], value: str, *, longest: int) -> None:
    """A line of text that every database can look up."""
    require.is_line(instance, attribute, value)
    rule = keepable(value, longest=longest)
    if rule:
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_content(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An object in ASCII, as canonical JSON is; whether it is canonical is for ``faults_of``."""
    if not (
        isinstance(value, str)
        and value.isascii()
        and value.isprintable()
        and value.startswith("{")
        and value.endswith("}")
    ):
        rule = "be an object as canonical JSON writes it"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class LedgerFact:
    """One fact as a ledger keeps it.

    Args:
        kind: What kind of fact, such as ``order``; any word but ``statement``.
        fact_id: Identifies it among its kind; at most 2,000 bytes.
        content: What it says, as canonical JSON.

    Raises:
        InvalidInputError: Kind or id is blank, too long, or no text that a database keeps; or the
            content is no object in JSON.
    """

    kind: str = attrs.field(validator=_is_kind)
    fact_id: str = attrs.field(validator=_is_id)
    content: str = attrs.field(validator=_is_content)


@attrs.frozen(kw_only=True)
class Conflict:
    """A fact or statement that was told again with other content.

    Args:
        kind: What kind of fact, or ``statement``.
        fact_id: Its id.
        kept: The content that stands: the first.
        refused: The content that came later, kept for a person.
    """

    kind: str
    fact_id: str
    kept: str
    refused: str


@attrs.frozen(kw_only=True)
class Receipt:
    """What became of a batch: everything told is in one of the three, in the order of telling.

    Args:
        new: Kind and id of what was written.
        repeated: Kind and id of what was there with the same content.
        conflicts: What was there with other content.
    """

    new: tuple[tuple[str, str], ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@attrs.frozen(kw_only=True)
class ClosedStatement:
    """A statement for good.

    Args:
        statement_id: Account and number, such as ``maya/USD/3``.
        account: Whose chain it is in, such as ``maya/USD``.
        number: 1, 2, 3 … in its account, without gaps.
        content: Every figure as canonical JSON, with ``booked``, ``paid`` and ``carried`` in minor
            units.
        previous_hash: The hash of the statement before; 64 zeros before the first.
        hash: SHA-256 over everything above.
    """

    statement_id: str
    account: str
    number: int
    content: str
    previous_hash: str
    hash: str


@attrs.frozen(kw_only=True)
class Balance:
    """What the statements of an account add up to.

    Args:
        account: Which.
        statements: How many.
        booked: Σ booked, in minor units.
        paid: Σ paid, in minor units.
        carried: booked − paid.
        head: The hash of the last statement.
    """

    account: str
    statements: int
    booked: int
    paid: int
    carried: int
    head: str


class Ledger(Protocol):
    """Where facts and closed statements are kept; a batch is written whole or not at all."""

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        """Write facts; of one id the first content stands, and another is kept as a conflict."""
        ...

    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        """The facts by kind and id, in the order of their characters' numbers."""
        ...

    def conflicts(self) -> Sequence[Conflict]:
        """What was told again with other content, by kind, id and content, each once."""
        ...

    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        """Write statements and balances.

        Raises:
            InvalidTransitionError: A statement is not the next one of its account.
            InvalidInputError: A statement has a wrong hash or wrong figures.
        """
        ...

    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        """The closed statements by account and number."""
        ...

    def balances(self) -> Sequence[Balance]:
        """The balances by account."""
        ...
