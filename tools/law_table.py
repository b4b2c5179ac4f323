"""Writes the reference page of the payment rule laws: which rule keeps which, and why not.

    python tools/law_table.py

It runs every law of every rule first, with the declared exceptions, and writes nothing when one
fails. Run it after a change to the laws or to an exception; a test says when it was forgotten.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings

from influence.testing import RULE_LAWS, PaymentRuleLaws, faulty_rules
from influence.testing._law_trial import PERFORMANCES, SEARCHED, sentence

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "payment-rule-laws.md"
RULES = ROOT / "tests" / "laws" / "test_rules_under_their_laws.py"

_HEAD = """\
# Payment rule laws

Sixteen properties that payouts rest on. Every rule of ours runs under them in every build, and so
can yours: [Property-test a payment rule](../how-to/property-test-a-payment-rule.md). This page is
written by `python tools/law_table.py` from the tests as they run.

## The laws

The unit of rounding and the half unit are those of a line of the fee; a fee of several lines may
have several.

| | Id | The law | Bugs that it catches |
|---|---|---|---|
"""

_TABLE = """
## Our rules

A dot is a law that holds. A number is a declared exception, and the list below has its reason. An
exception that is not needed fails: {searched:,} performances are searched for one that needs it.

"""

_IN_PYTHON = """
## In Python

```python
>>> from influence.testing import RULE_LAWS
>>> list(RULE_LAWS)[3:6]
['splitting', 'monotone', 'no_cliff']
```
"""


def classes() -> dict[str, type[PaymentRuleLaws]]:
    """The test classes of our rules, by the name of the rule."""
    found = runpy.run_path(str(RULES))
    return {
        _rule_name(name): value
        for name, value in found.items()
        if name.startswith("Test") and issubclass(value, PaymentRuleLaws)
    }


def page() -> str:
    """The whole page."""
    rules = classes()
    parts = (_HEAD, *_laws(), _TABLE.format(searched=SEARCHED), *_table(rules))
    return "".join((*parts, "\n", *_reasons(rules), _IN_PYTHON))


def run(rules: dict[str, type[PaymentRuleLaws]]) -> int:
    """Run every law of every rule; how many performances were judged, without the searches."""
    judged = 0
    for rule in rules.values():
        for law_id in RULE_LAWS:
            rule().keeps(law_id)
            held = law_id not in rule.exceptions
            judged += held * rule.effort * settings().max_examples * PERFORMANCES
    return judged


def _rule_name(name: str) -> str:
    words = re.findall(r"[A-Z][a-z]*", name.removeprefix("Test"))
    return " ".join(words).capitalize()


def _laws() -> Iterator[str]:
    bugs = faulty_rules()
    for number, law_id in enumerate(RULE_LAWS, start=1):
        caught = sum(law_id in bug.caught_by for bug in bugs)
        yield f"| {number} | `{law_id}` | {sentence(law_id)} | {caught} |\n"


def _table(rules: dict[str, type[PaymentRuleLaws]]) -> Iterator[str]:
    numbers = _numbers(rules)
    yield f"| Rule | {' | '.join(map(str, range(1, len(RULE_LAWS) + 1)))} |\n"
    yield f"|---|{'---|' * len(RULE_LAWS)}\n"
    for name, rule in rules.items():
        cells = [
            f"[{numbers[rule.exceptions[law_id]]}]" if law_id in rule.exceptions else "·"
            for law_id in RULE_LAWS
        ]
        yield f"| {name} | {' | '.join(cells)} |\n"


def _reasons(rules: dict[str, type[PaymentRuleLaws]]) -> Iterator[str]:
    yield from (f"{number}. {reason}\n" for reason, number in _numbers(rules).items())


def _numbers(rules: dict[str, type[PaymentRuleLaws]]) -> dict[str, int]:
    reasons = (
        rule.exceptions[law_id]
        for rule in rules.values()
        for law_id in RULE_LAWS
        if law_id in rule.exceptions
    )
    return {reason: number for number, reason in enumerate(dict.fromkeys(reasons), start=1)}


if __name__ == "__main__":
    settings.register_profile(
        "table", derandomize=True, deadline=None, database=None, max_examples=100
    )
    settings.load_profile("table")
    print(f"{run(classes()):,} performances judged")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
