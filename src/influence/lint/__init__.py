"""Lint: what is wrong or odd in a book, one rule a file.

A rule is given the book and what the book knows of each creator, and answers findings of the kinds
that it declares. Which rules are run beside ours, and what is turned off and why, is said by the
book's ``LintPolicy``.
"""

from __future__ import annotations

from influence._lint_policy import CarriedLintRule, LintPolicy, Waiver
from influence.lint._rule import LintRule, LintSubject

__all__ = ["CarriedLintRule", "LintPolicy", "LintRule", "LintSubject", "Waiver"]
