"""Model comparison: the same orders under several models.

    credited + unattributed = all orders, under every model

A model moves money between creators and never makes any. Under a precedence that lets codes go
first, an order with a code is its owner's whatever the model says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from influence.attribution import AttributionModel, LearningModel, attribute
from influence.campaign_book import Book
from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import CreatorId
from influence.money import Money
from influence.ratios import figure_text
from influence.workings import Working


@attrs.frozen(kw_only=True)
class CreditSum:
    """What somebody is credited with.

    Args:
        orders: Orders; shared ones in parts.
        net: Net items of them.
    """

    orders: Fraction
    net: Money

    @classmethod
    def of(cls, parts: Iterable[tuple[Fraction, Money]], *, currency: str) -> CreditSum:
        """The sum of parts of orders."""
        known = tuple(parts)
        return cls(
            orders=sum((share for share, _ in known), Fraction(0)),
            net=Money.total((net for _, net in known), currency=currency),
        )

    def __str__(self) -> str:
        return f"{figure_text(self.orders)}, {self.net}"


@attrs.frozen(kw_only=True)
class ModelColumn:
    """What one model credits.

    Args:
        model: The name of the model.
        creators: What it credits to each creator of the comparison.
        unattributed: What nobody earned.
        total: All orders: the creators and what nobody earned.
    """

    model: str
    creators: Mapping[CreatorId, CreditSum]
    unattributed: CreditSum
    total: CreditSum

    def working(self) -> Working:
        """The creators, which sum to all orders with what nobody earned."""
        return Working.of(
            *((f"{self.model}: {who}", credit) for who, credit in self.creators.items()),
            (f"{self.model}: unattributed", self.unattributed),
            (f"{self.model}: all orders", self.total),
        )


@attrs.frozen(kw_only=True)
class ModelComparison:
    """The same orders under several models.

    Args:
        columns: What each model credits, in the order in which the models were given.
        creators: Everybody whom any of the models credits, by name.
    """

    columns: tuple[ModelColumn, ...]
    creators: tuple[CreatorId, ...]

    def column(self, model: str) -> ModelColumn:
        """What a model credits.

        Raises:
            UnknownNameError: It is not in the comparison; the close one is named.
        """
        known = {column.model: column for column in self.columns}
        if model not in known:
            raise UnknownNameError("compared model", model, known)
        return known[model]

    def row(self, creator_id: str) -> tuple[CreditSum, ...]:
        """What each model credits to a creator.

        Raises:
            UnknownNameError: No model credits them; the close one is named.
        """
        if creator_id not in self.creators:
            raise UnknownNameError("credited creator", creator_id, self.creators)
        return tuple(column.creators[creator_id] for column in self.columns)

    def spread(self, creator_id: str) -> Money:
        """How far the models are apart about a creator: the most less the least.

        Raises:
            UnknownNameError: No model credits them; the close one is named.
        """
        nets = [credit.net for credit in self.row(creator_id)]
        return max(nets) - min(nets)

    def why(self, creator_id: str) -> Working:
        """What each model credits to a creator, and how far they are apart."""
        pairs = zip(self.columns, self.row(creator_id), strict=True)
        return Working.of(
            *((f"{creator_id} by {column.model}", credit) for column, credit in pairs),
            ("most − least", self.spread(creator_id)),
        )


def model_comparison(
    book: Book, *, models: Iterable[AttributionModel | LearningModel]
) -> ModelComparison:
    """The orders of *book* under each of *models*; all else is the book's own policy.

    Args:
        book: The orders, touches and refunds.
        models: At least one, each with a name of its own.

    Raises:
        InvalidInputError: There is no model, or two have the same name.
    """
    known = tuple(models)
    names = [model.name for model in known]
    if not names or len(set(names)) != len(names):
        raise InvalidInputError("models", "be at least one, each name once", names)
    found = [(model.name, *_credited(book, model)) for model in known]
    creators = sorted({who for _, parts, _, _ in found for who in parts})
    nothing = CreditSum.of((), currency=book.campaign.currency)
    return ModelComparison(
        columns=tuple(
            ModelColumn(
                model=name,
                creators={who: parts.get(who, nothing) for who in creators},
                unattributed=nobody,
                total=total,
            )
            for name, parts, nobody, total in found
        ),
        creators=tuple(creators),
    )


def _credited(
    book: Book, model: AttributionModel | LearningModel
) -> tuple[Mapping[CreatorId, CreditSum], CreditSum, CreditSum]:
    """What a model credits to each creator, to nobody, and in all."""
    currency = book.campaign.currency
    credited = attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=attrs.evolve(book.attribution, model=model),
        currency=currency,
    )
    parts: dict[CreatorId, list[tuple[Fraction, Money]]] = {}
    for story in credited.stories:
        for part in story.amounts:
            parts.setdefault(part.credit.creator_id, []).append((part.credit.share, part.net))
    one = Fraction(1)
    nobody = ((one, story.net) for story in credited.unattributed)
    return (
        {who: CreditSum.of(mine, currency=currency) for who, mine in parts.items()},
        CreditSum.of(nobody, currency=currency),
        CreditSum.of(((one, story.net) for story in credited.stories), currency=currency),
    )
