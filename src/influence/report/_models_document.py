"""The models document: the same orders under several models, as ``influence paths`` prints it.

Amounts and shared orders are decimal text.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from influence.paths import CreditSum, ModelColumn, ModelComparison
from influence.ratios import decimal_of


class ModelCredit(TypedDict):
    """What is credited to somebody."""

    orders: str
    revenue: str


class CreatorCredit(ModelCredit):
    """What is credited to one creator."""

    creator_id: str


class ModelResult(TypedDict):
    """One model: its creators and what nobody earned sum to the total."""

    model: str
    creators: list[CreatorCredit]
    unattributed: ModelCredit
    total: ModelCredit


class ModelsDocument(TypedDict):
    """The same orders under several models; the first is the book's own."""

    schema: Literal[1]
    models: list[ModelResult]


def models_document(compared: ModelComparison) -> ModelsDocument:
    """The document of a comparison of models."""
    return {"schema": 1, "models": [_model(column) for column in compared.columns]}


def _model(column: ModelColumn) -> ModelResult:
    """What one model credits."""
    return {
        "model": column.model,
        "creators": [
            CreatorCredit(creator_id=who, **_credit(credit))
            for who, credit in column.creators.items()
        ],
        "unattributed": _credit(column.unattributed),
        "total": _credit(column.total),
    }


def _credit(credit: CreditSum) -> ModelCredit:
    """Orders and revenue."""
    return {"orders": f"{decimal_of(credit.orders):f}", "revenue": credit.net.text}
