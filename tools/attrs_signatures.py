"""Gives the reference pages the constructors that attrs writes.

The docs are made from the source without running it, so the ``__init__`` of an attrs class is
nowhere to be seen. This extension of griffe puts it back, one parameter for each field.
"""

from __future__ import annotations

from collections.abc import Iterator

from griffe import (
    Attribute,
    Class,
    Expr,
    ExprAttribute,
    ExprCall,
    ExprKeyword,
    Extension,
    Function,
    Module,
    Object,
    Parameter,
    ParameterKind,
    Parameters,
)

_BUILDERS = {"attrs.define", "attrs.frozen", "attrs.mutable"}
_FIELD = "attrs.field"


def _arguments(expression: object) -> dict[str, str]:
    if not isinstance(expression, ExprCall):
        return {}
    named = (one for one in expression.arguments if isinstance(one, ExprKeyword))
    return {one.name: str(one.value) for one in named}


def _path(expression: object) -> str:
    if isinstance(expression, ExprCall):
        return _path(expression.function)
    if isinstance(expression, ExprAttribute):
        return expression.canonical_path
    return expression.canonical_path if isinstance(expression, Expr) else ""


def _builder(class_: Class) -> object | None:
    """The decorator by which attrs builds this class, if it does."""
    values = (decorator.value for decorator in class_.decorators)
    return next((value for value in values if _path(value) in _BUILDERS), None)


def _default(field: Attribute, arguments: dict[str, str]) -> str | None:
    if _path(field.value) != _FIELD:
        return None if field.value is None else str(field.value)
    if "factory" in arguments:
        return f"{arguments['factory']}()"
    return arguments.get("default")


def _is_field(member: object) -> bool:
    return (
        isinstance(member, Attribute)
        and member.annotation is not None
        and "property" not in member.labels
        and "instance-attribute" in member.labels  # a ClassVar is not
    )


def _parameters(class_: Class, *, kw_only: bool) -> Iterator[Parameter]:
    for member in class_.members.values():
        if not isinstance(member, Attribute) or not _is_field(member):
            continue
        arguments = _arguments(member.value) if _path(member.value) == _FIELD else {}
        if arguments.get("init") == "False":
            continue
        named = kw_only or arguments.get("kw_only") == "True"
        yield Parameter(
            arguments.get("alias", member.name.lstrip("_")).strip("'\""),
            annotation=member.annotation,
            kind=ParameterKind.keyword_only if named else ParameterKind.positional_or_keyword,
            default=_default(member, arguments),
        )


def _inherited(class_: Class) -> dict[str, Parameter]:
    """The parameters of the attrs classes among the ancestors and of the class, by name."""
    found: dict[str, Parameter] = {}
    for one in (*reversed(class_.mro()), class_):
        builder = _builder(one)
        if builder is not None:
            kw_only = _arguments(builder).get("kw_only") == "True"
            found |= {made.name: made for made in _parameters(one, kw_only=kw_only)}
    return found


def _give_constructor(class_: Class) -> None:
    if _builder(class_) is None or "__init__" in class_.members:
        return
    made = sorted(
        _inherited(class_).values(), key=lambda one: one.kind is ParameterKind.keyword_only
    )
    own = Parameter("self", kind=ParameterKind.positional_or_keyword)
    constructor = Function("__init__", parameters=Parameters(own, *made), returns="None")
    class_.set_member("__init__", constructor)


def _classes(place: Object) -> Iterator[Class]:
    for member in list(place.members.values()):
        if isinstance(member, Class):
            yield member
        if isinstance(member, Class | Module):
            yield from _classes(member)


class AttrsSignatures(Extension):
    """Adds the constructors once a package is read."""

    def on_package(self, *, pkg: Module, **_: object) -> None:
        """Add them to every class of *pkg* that attrs builds."""
        for class_ in _classes(pkg):
            _give_constructor(class_)
