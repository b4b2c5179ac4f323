"""Explain: what the id of a check stands for, as one JSON document.

    python -m influence.testing._explain PR-L05

The command line asks in a process of its own, because nothing that we ship imports this package.

0  explained
2  there is no such check; the document says which ones were known
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence

from influence.errors import UnknownNameError
from influence.testing._conformance._claims import CLAIMS
from influence.testing._conformance._kind import KINDS, check_named


def explained(check_id: str) -> Mapping[str, object]:
    """What a check asks, of what, and what it means when it fails.

    Raises:
        UnknownNameError: There is no such check; the close one is named.

    Example:
        >>> explained("PK-D01")["kind"]
        'plugin'
    """
    check = check_named(check_id)
    kind = KINDS[check.kind]
    return {
        "id": check.id,
        "kind": kind.noun,
        "group": kind.kit.groups.get(check.group, check.group),
        "title": check.title,
        "if_fails": check.if_fails,
        "skipped_when": [CLAIMS[need] for need in check.needs],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Explain the check that is named, and answer the exit code."""
    (check_id,) = sys.argv[1:] if arguments is None else arguments
    try:
        document, code = explained(check_id), 0
    except UnknownNameError as error:
        document, code = {"known": error.known}, 2
    print(json.dumps(document))  # noqa: T201  # what it prints is what it is for
    return code


if __name__ == "__main__":
    sys.exit(main())
