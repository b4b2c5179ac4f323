"""Splitting: the amounts of orders over their creators, by largest remainders, on the engine.

    part = floor(|amount| × weight ÷ Σ weights), and a unit more for the largest remainders

Where remainders tie, whoever was met last at the earlier time is served first, and of equal times
the earlier name: the rule of ``influence.attribution``, to the cent. Engines differ in how they
divide below zero, so signs are kept beside the amounts. The weights of an order have to sum to less
than 2^41.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from influence.frames._engines import Claim, Engine, Frame

_ORDER = "order_id"


def split(rows: Frame, *, amounts: Sequence[str], engine: Engine) -> Frame:
    """The rows with ``whole``, the sum of an order's weights, and each amount as their part of it.

    Args:
        rows: ``order_id``, ``weight``, ``turn`` (the smaller is served first), and the amounts of
            the order in each of its rows.
        amounts: Which columns are amounts.
        engine: How whole numbers are divided.
    """
    told = rows.with_columns(whole=nw.col("weight").sum().over(_ORDER).cast(nw.Int64))
    claims = [
        Claim(amount=amount, weight="weight", whole="whole", into=amount) for amount in amounts
    ]
    return with_parts(told, claims, engine=engine)


def with_parts(rows: Frame, claims: Sequence[Claim], *, engine: Engine) -> Frame:
    """The rows with what each claim comes to.

    Args:
        rows: ``order_id``, ``turn`` (the smaller is served first), and what the claims name.
        claims: What is split, by which weights.
        engine: How whole numbers are divided.
    """
    parted = engine.parted(rows, claims)
    if parted is not None:
        return parted
    amounts = sorted({claim.amount for claim in claims})
    told = rows.with_columns(_size(amount).alias(f"{amount}_units") for amount in amounts)
    told = engine.floors(told, claims).with_columns(
        (nw.col(claim.units) - nw.col(claim.part).sum().over(_ORDER).cast(nw.Int64)).alias(
            claim.missing
        )
        for claim in claims
    )
    told = engine.served(told, claims)
    signed = told.with_columns(_signed(claim).alias(claim.into) for claim in claims)
    spent = {name for claim in claims for name in claim.working}
    return signed.drop(*sorted(spent))


def _size(amount: str) -> nw.Expr:
    """An amount without its sign."""
    value = nw.col(amount)
    return nw.when(value < 0).then(-value).otherwise(value)


def _signed(claim: Claim) -> nw.Expr:
    """The part of a claim, with the sign of its amount."""
    floor = nw.col(claim.part)
    part = nw.when(nw.col(claim.is_served)).then(floor + 1).otherwise(floor)
    return nw.when(nw.col(claim.amount) < 0).then(-part).otherwise(part)
