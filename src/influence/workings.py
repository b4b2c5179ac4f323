"""Workings: the lines that explain a result.

    net sales          500.00 USD
    10 % of net sales  50.00 USD

Each line says what was done and what came of it, and the last line is the answer. A working
explains; it does not compute: whoever computes a figure writes the working beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import attrs

from influence.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Step", "Working"]


def _one_line(
    instance: object,  # noqa: ARG001  # attrs fixes the signature
    attribute: attrs.Attribute[str],
    value: object,
) -> None:
    """Refuse what would not fit on the line that it is printed on."""
    what = f"{attribute.name} of a step"
    if not isinstance(value, str):
        raise InvalidInputError(what, "be text", value)
    if value.splitlines() != [value]:
        raise InvalidInputError(what, "be one line of text", value)


@attrs.frozen
class Step:
    """One line of a working.

    Args:
        text: What was done, such as ``10 % of 500.00 USD``.
        result: What came of it, such as ``50.00 USD``.

    Raises:
        InvalidInputError: Either is empty or runs over more than one line.
    """

    text: str = attrs.field(validator=_one_line)
    result: str = attrs.field(validator=_one_line)


def _some_steps(
    instance: object,  # noqa: ARG001  # attrs fixes the signature
    attribute: attrs.Attribute[tuple[Step, ...]],  # noqa: ARG001  # the same
    value: object,
) -> None:
    """Refuse a working that explains nothing."""
    if not value:
        raise InvalidInputError("working", "have at least one step", value)


@attrs.frozen
class Working:
    """The lines behind one figure, in the order in which they were worked out.

    Args:
        steps: At least one step; the last one holds the figure.

    Raises:
        InvalidInputError: There is no step.

    Example:
        >>> working = Working.of(("net sales", "500.00 USD")).then("10 % of net sales", "50.00 USD")
        >>> print(working)
        net sales          500.00 USD
        10 % of net sales  50.00 USD
        >>> working.result
        '50.00 USD'
    """

    steps: tuple[Step, ...] = attrs.field(converter=tuple[Step, ...], validator=_some_steps)

    @classmethod
    def of(cls, *pairs: tuple[str, object]) -> Self:
        """Return a working with one line for each pair of text and result."""
        return cls(_steps(pairs))

    @property
    def result(self) -> str:
        """The result of the last step: the figure that this working explains."""
        return self.steps[-1].result

    def then(self, text: str, result: object) -> Self:
        """Return this working with one more line at its end."""
        return attrs.evolve(self, steps=(*self.steps, Step(text, str(result))))

    def after(self, other: Working) -> Self:
        """Return this working preceded by the lines of *other*, on which it builds."""
        return attrs.evolve(self, steps=other.steps + self.steps)

    def __str__(self) -> str:
        """Return the lines, with the results in one column."""
        width = max(len(step.text) for step in self.steps)
        return "\n".join(f"{step.text:<{width}}  {step.result}" for step in self.steps)


def _steps(pairs: Iterable[tuple[str, object]]) -> tuple[Step, ...]:
    """Return a step for each pair."""
    return tuple(Step(text, str(result)) for text, result in pairs)
