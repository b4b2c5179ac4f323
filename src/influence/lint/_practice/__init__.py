"""Practice: the lint rules about how a campaign is run, in the order of their findings.

They look at what was planned and agreed rather than at what the figures rest on, so an evaluation
does not ask them; ``influence check`` and ``Evaluation.practice`` do.
"""

from __future__ import annotations

from influence.lint._rule import LintRule

PRACTICE_RULES: tuple[LintRule, ...] = ()
