"""Testing: for people who use or extend ``influence`` and test what they made.

``performance``, ``book`` and the small builders beside them make values by hand and need nothing
more. The others are Hypothesis strategies; they come with the extra ``testing`` and are imported
when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from influence.errors import MissingExtraError
from influence.testing._books import at, book, campaign, order, touch, usd
from influence.testing._performances import performance

if TYPE_CHECKING:
    from influence.testing._book_strategies import books, moments, policies
    from influence.testing._strategies import (
        bonuses,
        commissions,
        credited_orders,
        flat_fees,
        in_kinds,
        monies,
        payment_rules,
        performances,
        shares,
    )

__all__ = [
    "at",
    "bonuses",
    "book",
    "books",
    "campaign",
    "commissions",
    "credited_orders",
    "flat_fees",
    "in_kinds",
    "moments",
    "monies",
    "order",
    "payment_rules",
    "performance",
    "performances",
    "policies",
    "shares",
    "touch",
    "usd",
]

# A checker reads the imports above, and so still refuses a misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Find a strategy; without Hypothesis the error names the extra that brings it."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        try:
            from influence.testing import _book_strategies, _strategies
        except ModuleNotFoundError as error:
            raise MissingExtraError(f"strategy {name}", "testing") from error
        home = _book_strategies if hasattr(_book_strategies, name) else _strategies
        found: object = getattr(home, name)
        return found
