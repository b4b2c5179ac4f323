"""Code claims: which of the codes on an order speaks for it, and why the others do not.

A code speaks when somebody owned it at the time of the order and its limit was not reached. Of
several the one of the highest priority speaks, and of equal ones the last applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from influence.attribution._conversion import Conversion
from influence.attribution._credit import Loser
from influence.attribution._path import PathTouch, mark_text
from influence.orders import Order
from influence.tracking import CodeCredit, Mark, Owners

OWNERLESS = "nobody owns it"


@attrs.frozen
class SilentCode:
    """An owned code that does not speak.

    Args:
        touch: The code, as a touch at the time of the order.
        credit: What its own terms say of it; ``None``: as the campaign says.
    """

    touch: PathTouch
    credit: CodeCredit | None


@attrs.frozen(kw_only=True)
class CodeClaims:
    """What the codes on an order claim.

    Args:
        speaking: The code that speaks; ``None`` when none does.
        credit: What its own terms say of it; ``None``: as the campaign says.
        silent: The owned codes that do not speak, in the order in which they were applied.
        losers: Every code that does not speak, with the reason.
    """

    speaking: PathTouch | None = None
    credit: CodeCredit | None = None
    silent: tuple[SilentCode, ...] = ()
    losers: tuple[Loser, ...] = ()

    @property
    def owned(self) -> tuple[PathTouch, ...]:
        """The owned codes as touches, in the order in which a path has them."""
        spoken = () if self.speaking is None else (self.speaking,)
        codes = (*spoken, *(one.touch for one in self.silent))
        return tuple(sorted(codes, key=lambda touch: touch.place))


_NONE = CodeClaims()


@attrs.frozen
class Codes:
    """Answers what the codes of an order claim.

    Args:
        owners: Whose each code is.
        beyond: The uses of codes that lie beyond their limits: order and code.
    """

    owners: Owners
    beyond: Mapping[tuple[str, str], int] = attrs.field(factory=dict[tuple[str, str], int])

    @classmethod
    def of(cls, orders: Iterable[Order], *, owners: Owners) -> Codes:
        """The codes of a campaign; paid orders use up the limits in the order of time."""
        if all(mark.terms.limit is None for mark in owners.marks):
            return cls(owners)
        used: dict[Mark, int] = {}
        beyond: dict[tuple[str, str], int] = {}
        for order in sorted(orders, key=lambda one: (one.moment, one.order_id)):
            for mark in owned_codes(order, owners) if order.is_paid else ():
                used[mark] = used.get(mark, 0) + 1
                if mark.terms.limit is not None and used[mark] > mark.terms.limit:
                    beyond[order.order_id, mark.key] = mark.terms.limit
        return cls(owners, beyond)

    def claims(self, sale: Conversion) -> CodeClaims:
        """Which of the codes on *sale* speaks, and why the others do not."""
        if not sale.codes:
            return _NONE
        found: list[tuple[PathTouch, Mark]] = []
        losers: list[Loser] = []
        for code in dict.fromkeys(sale.codes):
            mark = self.owners.mark("code", code, at=sale.at)
            if mark is None:
                losers.append(Loser(who="nobody", mark=mark_text("code", code), reason=OWNERLESS))
            elif (sale.fact, mark.key) in self.beyond:
                losers.append(_exhausted(code, mark))
            elif mark.key not in {other.key for _, other in found}:
                met = PathTouch(at=sale.at, kind="code", creator_id=mark.creator_id, value=code)
                found.append((met, mark))
        return _claims(found, losers) if found else CodeClaims(losers=tuple(losers))


def owned_codes(order: Order, owners: Owners) -> Iterable[Mark]:
    """The owned codes on an order, each once."""
    marks = (owners.mark("code", code, at=order.at) for code in order.codes)
    return dict.fromkeys(mark for mark in marks if mark is not None)


def _exhausted(code: str, mark: Mark) -> Loser:
    """A code that was used as often as was agreed."""
    reason = f"its limit of {mark.terms.limit} orders was reached"
    return Loser(who=mark.creator_id, mark=mark_text("code", code), reason=reason)


def _claims(found: list[tuple[PathTouch, Mark]], losers: list[Loser]) -> CodeClaims:
    """The claims of some owned codes: one speaks."""
    highest = max(mark.terms.priority for _, mark in found)
    speaking, spoken = next(
        (met, mark) for met, mark in reversed(found) if mark.terms.priority == highest
    )
    silent = [(met, mark) for met, mark in found if met is not speaking]
    for met, mark in silent:
        is_lower = mark.terms.priority < highest
        reason = (
            f"the code {spoken.value} has the higher priority"
            if is_lower
            else "a later code on the order was applied"
        )
        losers.append(Loser(who=met.creator_id, mark=met.mark, reason=reason))
    return CodeClaims(
        speaking=speaking,
        credit=spoken.terms.credit,
        silent=tuple(SilentCode(met, mark.terms.credit) for met, mark in silent),
        losers=tuple(losers),
    )
