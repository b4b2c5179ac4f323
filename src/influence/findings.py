"""Findings: what is wrong, odd or worth knowing, each with a stable code.

A finding names its place, says what it met there, and never changes a figure by itself. The codes
are a closed table; ``influence explain BOOK CODE`` prints a row of it.

    INF1xx  a row that was rejected
    INF2xx  a book or a table as a whole
    INF3xx  facts that contradict each other; INF32x: links, codes and keywords
    INF4xx  a figure that cannot be known from the book
    INF5xx  what stands in the way of a payment
    INF6xx  what a source does not tell
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from influence import _requirements as require
from influence._gap_findings import GAP_ROWS
from influence._link_findings import LINK_KINDS
from influence.errors import UnknownNameError

__all__ = ["FINDING_KINDS", "Finding", "FindingKind", "Severity"]

Severity = Literal["error", "warning", "note"]


@attrs.frozen(kw_only=True)
class FindingKind:
    """What a code stands for.

    Args:
        code: The stable code, such as ``INF101``.
        severity: ``error`` when something was left out or is wrong, ``warning`` when a figure may
            mislead, ``note`` otherwise.
        title: What it is, in a few words.
        meaning: Why it matters and how to mend it.
    """

    code: str
    severity: Severity
    title: str
    meaning: str


def _kinds(*kinds: tuple[str, Severity, str, str]) -> Mapping[str, FindingKind]:
    """The table of codes from its rows."""
    return MappingProxyType(
        {
            code: FindingKind(code=code, severity=severity, title=title, meaning=meaning)
            for code, severity, title, meaning in kinds
        }
    )


FINDING_KINDS: Mapping[str, FindingKind] = _kinds(
    (
        "INF101",
        "error",
        "a cell breaks its rule",
        (
            "The row was left out of every figure. Correct the cell that is named and read the "
            "book again."
        ),
    ),
    (
        "INF102",
        "error",
        "a row has the wrong number of cells",
        (
            "A separator or quote is likely missing or doubled. The row was left out; nothing was "
            "shifted into place."
        ),
    ),
    (
        "INF103",
        "error",
        "an id stands twice with different content",
        (
            "The first row was kept and the other left out, because nobody can tell which is "
            "right. Keep one."
        ),
    ),
    (
        "INF104",
        "note",
        "a row is repeated",
        "Same id, same content: the repetition was ignored and counts once.",
    ),
    (
        "INF105",
        "error",
        "a row names something the book does not hold",
        (
            "The creator or order that the row names is in no table, so the row was left out. Add "
            "it or mend the name."
        ),
    ),
    (
        "INF106",
        "error",
        "refunds exceed their order",
        (
            "More was refunded than the items cost. The refund that goes over was left out of "
            "every figure."
        ),
    ),
    (
        "INF107",
        "error",
        "a line cannot be read",
        (
            "The line is not UTF-8, has an open quote, a cell that is too large, or is not a JSON "
            "object. It was left out."
        ),
    ),
    (
        "INF108",
        "error",
        "a creator has both counted results and credited facts",
        (
            "The same sale would count twice. Keep either the creator's results or the marks in "
            "their deal."
        ),
    ),
    (
        "INF201",
        "error",
        "the campaign file breaks its rules",
        "campaign.toml says what was agreed. Each fault names its key, the rule and the value.",
    ),
    (
        "INF202",
        "note",
        "a table has columns the book does not know",
        (
            "They are kept out of every figure. If one of them was meant, rename it to the known "
            "column."
        ),
    ),
    (
        "INF203",
        "warning",
        "a table is empty",
        "The file is there and has no rows. Leave it away if there is nothing to tell, or fill it.",
    ),
    (
        "INF204",
        "note",
        "no table of a kind that others rest on",
        "Figures that need it are unknown, not zero.",
    ),
    (
        "INF205",
        "note",
        "a file was read otherwise than usual, or not at all",
        (
            "A table with other separators was read by them. Amounts in another currency were "
            "converted by the table of rates. A file that no table is called by was not read; "
            "rename it if it was meant."
        ),
    ),
    (
        "INF301",
        "warning",
        "a creator is in no deal",
        (
            "Nothing is owed to them by terms and nothing can be credited to them by link or "
            "code. Add a deal."
        ),
    ),
    (
        "INF302",
        "warning",
        "a fee was counted from orders the book does not have",
        (
            "The payer's own count of orders differs from the book's for that creator. One of the "
            "two is wrong."
        ),
    ),
    (
        "INF303",
        "warning",
        "a fee was counted from posts the book does not have",
        (
            "The payer's rate times the posts in the book is not the fee. One of the two is "
            "wrong, or the deal was for fewer posts."
        ),
    ),
    (
        "INF304",
        "warning",
        "a fee is not its own rate times its own count",
        "The amount does not follow from the figures beside it. Ask the payer which one is right.",
    ),
    (
        "INF305",
        "note",
        "orders came before every touch of their visitor",
        (
            "A touch after the order cannot have caused it, so it earns nothing. Check the clocks "
            "if there are many."
        ),
    ),
    (
        "INF306",
        "warning",
        "product is counted in the terms and in the costs",
        (
            "The deal counts product in kind at cost and the costs table has product for the same "
            "creator. If it is the same product, take one out."
        ),
    ),
    (
        "INF307",
        "note",
        "posts stand on a platform other than the creator's own",
        "Either the creator publishes there too, or the table mixes creators up.",
    ),
    (
        "INF308",
        "warning",
        "facts lie outside the campaign",
        "They are counted all the same. Check the dates of the campaign if there are many.",
    ),
    (
        "INF309",
        "warning",
        "sales are dated before the creator's first post",
        "They are credited as the book says, but no post of this campaign can have caused them.",
    ),
    (
        "INF310",
        "warning",
        "counted results tell revenue and no orders",
        (
            "Sales without an order to carry them. Their revenue counts; what depends on a count "
            "of orders may mislead."
        ),
    ),
    (
        "INF311",
        "warning",
        "refunds are dated before their order",
        "They are counted all the same. One of the two dates is wrong.",
    ),
    (
        "INF312",
        "warning",
        "orders seem to be their creator's own",
        (
            "The buyer is the creator by customer id, e-mail address or domain. The credit stands "
            "in every figure and is held from payment. Look at the order; a dispute row with the "
            "outcome won pays it, lost takes it back."
        ),
    ),
    (
        "INF313",
        "warning",
        "a code seems to have leaked",
        (
            "Most of its orders came without any touch, or from a coupon page. Give the creator a "
            'new code, or let it count only when they were met: credit = "if_involved" in the '
            "terms of the code. Nothing was taken from anybody."
        ),
    ),
    *LINK_KINDS,
    (
        "INF401",
        "warning",
        "gross profit is unknown",
        (
            "The campaign has no gross_margin and the sales carry no gross_profit, so profit "
            "cannot be told. The break-even margin still can."
        ),
    ),
    (
        "INF402",
        "note",
        "customers cannot be counted",
        (
            "Some orders name neither customer nor visitor and do not say whether the customer is "
            "new, so the cost of a customer is unknown."
        ),
    ),
    (
        "INF403",
        "warning",
        "counted results lack revenue",
        (
            "Some rows tell orders and no revenue, so the creator's revenue, and what follows "
            "from it, is unknown."
        ),
    ),
    (
        "INF405",
        "warning",
        "a control was brought and cannot be used",
        (
            "An arm is empty, or no day before or since the campaign is told by all regions. The "
            "message says what is missing; until then the report has no incremental figure."
        ),
    ),
    (
        "INF406",
        "note",
        "an incremental figure has no interval, or was not checked",
        (
            "Sums do not tell how they spread, one region does not vary, and too few days before "
            "the campaign do not show whether both arms moved alike. Bring rows by person, or more "
            "regions and days; until then nobody can tell the figure from chance."
        ),
    ),
    (
        "INF407",
        "warning",
        "days of a control were left out",
        (
            "A day that one region does not tell is left out for all, so that both arms are "
            "compared over the same days; days from the end of the campaign on do not count. "
            "Nothing was read as zero."
        ),
    ),
    (
        "INF408",
        "warning",
        "both arms moved apart before the campaign",
        (
            "The same sum finds an effect where there was no campaign yet, so the control does not "
            "show what would have happened. Choose other control regions."
        ),
    ),
    (
        "INF409",
        "note",
        "a book has two controls",
        (
            "People held out at random say more than regions, so the holdout is told and the "
            "regions are not. influence incrementality reads either table by itself."
        ),
    ),
    (
        "INF501",
        "error",
        "a fact was told again with other content",
        (
            "The ledger keeps what it was told first, because nobody can tell which is right. A "
            "correction needs an id of its own, such as a refund."
        ),
    ),
    (
        "INF502",
        "error",
        "an account cannot be settled",
        (
            "No statement was drawn up for it; the message says why. Terms that were settled by do "
            "not change: agree on an amendment with a day from which it holds."
        ),
    ),
    (
        "INF503",
        "warning",
        "a refund or dispute waits for its order",
        (
            "Its order is not in the ledger yet, so it takes nothing back. It counts as soon as "
            "the order is told."
        ),
    ),
    (
        "INF504",
        "warning",
        "an order is held back from payment",
        (
            "A dispute is open, or the order needs review. It is accrued and not payable until "
            "the reason is gone."
        ),
    ),
    *GAP_ROWS,
)


@attrs.frozen(kw_only=True)
class Finding:
    """One thing found at one place.

    Args:
        code: A code of ``FINDING_KINDS``.
        where: The place, such as ``orders.csv:17 items``.
        message: What was met there.
        rows: How many rows of a table it speaks of; 0 when it speaks of none.

    Raises:
        UnknownNameError: *code* is not in the table.
        InvalidInputError: *where* or *message* is blank.

    Example:
        >>> str(Finding(code="INF301", where="creators.csv maya", message="maya has no deal"))
        'creators.csv maya: INF301 maya has no deal'
    """

    code: str
    where: str = attrs.field(validator=require.is_text)
    message: str = attrs.field(validator=require.is_text)
    rows: int = attrs.field(default=0, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        if self.code not in FINDING_KINDS:
            raise UnknownNameError("finding code", self.code, FINDING_KINDS)

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return FINDING_KINDS[self.code].severity

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.message}"
