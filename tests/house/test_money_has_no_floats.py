"""No float comes near money: not as a literal, not as a conversion, not as an annotation."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

_MONEYED = (
    # What is believed is floats; what is bought with it is not.
    "allocation/_allocate.py",
    "allocation/_ceiling.py",
    "allocation/_filling.py",
    "allocation/_line.py",
    "allocation/_partners.py",
    "allocation/_policy.py",
    "allocation/_prepared.py",
    "allocation/_puzzle.py",
    "allocation/_reasons.py",
    "allocation/_remainder.py",
    "allocation/_search.py",
    "allocation/_worth.py",
    "attribution/",
    "costs.py",
    "_increment.py",
    "deals.py",
    "exchange.py",
    # Intervals and chances are floats; what an amount comes from is not.
    "incrementality/_differences.py",
    "incrementality/_holdout",
    "incrementality/_measure.py",
    "incrementality/_panel.py",
    "incrementality/_permutation.py",
    "incrementality/_region_day.py",
    "ladders.py",
    "money.py",
    "offers/",
    "orders.py",
    "payments/",
    "payouts.py",
    "reconciliation/",
    "roi.py",
    "settlement/",
    "shares.py",
    "store/",
    "workings.py",
)


def _annotations(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.expr() as annotation):
            yield annotation
        case ast.FunctionDef(returns=ast.expr() as returns):
            yield returns
        case _:
            return


def _is_float(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float()):
            return True
        case ast.Call(func=ast.Name(id="float")):
            return True
        case _:
            return any(
                isinstance(part, ast.Name) and part.id == "float"
                for annotation in _annotations(node)
                for part in ast.walk(annotation)
            )


def _floats(tree: ast.AST) -> list[int]:
    return [getattr(node, "lineno", 0) for node in ast.walk(tree) if _is_float(node)]


def test_no_float_comes_near_money(sources: dict[str, ast.Module]) -> None:
    found = [
        f"{path}:{line}"
        for path, tree in sources.items()
        if path.startswith(_MONEYED)
        for line in _floats(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    ["x = 0.1", "float('1')", "def f(x: float) -> None: ...", "def f() -> float: ...", "x: float"],
)
def test_each_way_to_bring_in_a_float_is_seen(source: str) -> None:
    assert _floats(ast.parse(source)) == [1]


def test_refusing_a_float_is_not_bringing_one_in() -> None:
    assert _floats(ast.parse("isinstance(amount, float)")) == []
