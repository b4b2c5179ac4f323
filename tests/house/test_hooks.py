"""Every hook that a plugin author may answer is written down with its exact signature.

A hook is a field ``name: Hook[Spec]`` of the class ``Hooks``, and what its author writes is the
callable that ``Hook.__call__`` accepts, with the spec in the place of the type variable.
"""

from __future__ import annotations

import ast
from pathlib import Path


def _class(tree: ast.Module, *, name: str) -> ast.ClassDef:
    return next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)


def _accepted(tree: ast.Module, *, kind: str) -> ast.expr:
    """What the decorator of this kind of hook is put on: ``Callable[[Context], Answer]``."""
    call = next(
        node
        for node in _class(tree, name=kind).body
        if isinstance(node, ast.FunctionDef) and node.name == "__call__"
    )
    annotation = [*call.args.posonlyargs, *call.args.args][1].annotation
    assert annotation is not None
    return annotation


class _Fill(ast.NodeTransformer):
    def __init__(self, *, variable: str, spec: str) -> None:
        self._variable, self._spec = variable, spec

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._spec) if node.id == self._variable else node


def _variable(tree: ast.Module, *, kind: str) -> str:
    (base,) = _class(tree, name=kind).bases
    assert isinstance(base, ast.Subscript)
    return ast.unparse(base.slice)


def _signature(tree: ast.Module, field: ast.AnnAssign) -> str:
    assert isinstance(field.annotation, ast.Subscript)
    kind, spec = ast.unparse(field.annotation.value), ast.unparse(field.annotation.slice)
    fill = _Fill(variable=_variable(tree, kind=kind), spec=spec)
    filled = fill.visit(ast.parse(ast.unparse(_accepted(tree, kind=kind)), mode="eval").body)
    contexts, answer = filled.slice.elts
    (context,) = (ast.unparse(one) for one in contexts.elts)
    name = ast.unparse(field.target)
    return f"@hook.{name}\ndef {name}({context.lower()}: {context}) -> {ast.unparse(answer)}:"


def _signatures(tree: ast.Module) -> list[str]:
    fields = _class(tree, name="Hooks").body
    return [_signature(tree, field) for field in fields if isinstance(field, ast.AnnAssign)]


def test_every_hook_is_documented_with_its_exact_signature(
    sources: dict[str, ast.Module], root: Path
) -> None:
    page = (root / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")
    signatures = _signatures(sources["plugins/hooks.py"])
    assert signatures
    assert [one for one in signatures if one not in page] == []


def test_a_signature_is_written_as_its_author_types_it() -> None:
    tree = ast.parse(
        "class Hook(Generic[S]):\n"
        "    def __call__(self, function: Callable[[Host], Iterable[S]], /) -> None: ...\n"
        "class Hooks:\n"
        "    rules: Hook[RuleSpec] = Hook('influence_rules', RuleSpec)\n"
    )
    assert _signatures(tree) == ["@hook.rules\ndef rules(host: Host) -> Iterable[RuleSpec]:"]
