"""``python -m influence.testing TARGET``: every check of a plugin, from a shell.

0  the plugin conforms
1  it does not
2  wrong usage
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from influence.errors import InvalidInputError
from influence.testing._conformance._kind import check_named, kind_named
from influence.testing._conformance._run import Choice, conformance
from influence.testing._conformance._setup import Given, Setup, given_in
from influence.testing._conformance._target import target_named


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the plugin that the arguments name, and answer the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        report = conformance(
            target_named(asked.target),
            setup=_setup(asked),
            choice=_choice(asked),
        )
    except InvalidInputError as error:
        print(error, file=sys.stderr)  # noqa: T201  # what it prints is what it is for
        return 2
    told = json.dumps(report.document(), indent=2) if asked.json else report.text()
    print(told)  # noqa: T201  # the same
    return report.exit_code


def _setup(asked: argparse.Namespace) -> Setup:
    """How hard to try, and with what."""
    file: str | None = asked.xfail
    given = dict[str, Given]() if file is None else given_in(Path(file))
    return Setup(
        seed=asked.seed,
        examples=asked.examples,
        deadline_s=asked.deadline,
        given=MappingProxyType(dict(given)),
    )


def _choice(asked: argparse.Namespace) -> Choice:
    """Which checks are wanted."""
    kinds = tuple(kind_named(word).prefix for word in asked.kind)
    return Choice(kinds=kinds, only=tuple(check_named(check_id).id for check_id in asked.only))


def _parser() -> argparse.ArgumentParser:
    """What may be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m influence.testing", description="Hold a plugin to the conformance kit."
    )
    parser.add_argument("target", help="a plugin, a distribution, a module, or a path to one")
    parser.add_argument("--kind", action="append", default=[], help="check members of a kind only")
    parser.add_argument("--only", action="append", default=[], help="check one id only")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--seed", type=int, default=0, help="what cases are drawn from")
    parser.add_argument("--examples", type=int, default=25, help="how many cases a check looks at")
    parser.add_argument(
        "--deadline", type=float, default=120.0, help="seconds that a check may take"
    )
    parser.add_argument("--xfail", help="a TOML file of excuses, terms and exports")
    return parser


if __name__ == "__main__":
    sys.exit(main())
