"""Scaffold kinds: what ``influence plugins new`` can begin, by the word that a person types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from influence.errors import UnknownNameError


@attrs.frozen(kw_only=True)
class ScaffoldKind:
    """A kind of plugin that can be begun.

    Args:
        word: What a person types, such as ``payment-rule``.
        suffix: What is put after the name of the class where the name alone is taken.
        family: The attribute of a registry that holds such members; empty where members have no
            names.
    """

    word: str
    suffix: str
    family: str

    @property
    def noun(self) -> str:
        """What a member is called in a sentence."""
        return self.word.replace("-", " ")

    @property
    def folder(self) -> str:
        """The folder of its templates."""
        return self.word.replace("-", "_")

    @property
    def article(self) -> str:
        """The noun with its article."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"


#: Every kind, by its word.
SCAFFOLD_KINDS: Final[Mapping[str, ScaffoldKind]] = MappingProxyType(
    {
        word: ScaffoldKind(word=word, suffix=suffix, family=family)
        for word, suffix, family in (
            ("payment-rule", "Rule", "payment_rules"),
            ("attribution-model", "Model", "attribution_models"),
            ("attribution-source", "Source", "attribution_sources"),
            ("ranking-strategy", "Strategy", "ranking_strategies"),
            ("lint-rule", "Lint", "lint_rules"),
            ("exporter", "Exporter", "exporters"),
            ("platform", "Platform", "platforms"),
            ("account-resolver", "Resolver", ""),
            ("secret-keeper", "Keeper", ""),
            ("observer", "Observer", ""),
        )
    }
)


def scaffold_kind(word: str) -> ScaffoldKind:
    """The kind that a person typed; ``_`` is as good as ``-``.

    Raises:
        UnknownNameError: There is no such kind; the close one is named.

    Example:
        >>> scaffold_kind("lint_rule").noun
        'lint rule'
    """
    typed = word.strip().lower().replace("_", "-")
    if typed not in SCAFFOLD_KINDS:
        raise UnknownNameError("kind of plugin", word, SCAFFOLD_KINDS)
    return SCAFFOLD_KINDS[typed]
