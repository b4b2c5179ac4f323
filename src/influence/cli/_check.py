"""``influence check``: what is wrong with a book and the campaign in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from influence.cli._console import err, out, print_findings, refusals
from influence.cli._reading import findings_in


def check(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
) -> None:
    """Say what is wrong with a book; exit with 1 when any of it is an error."""
    with refusals():
        findings = findings_in(book)
    print_findings(findings, console=out(), most=None)
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(
        f"{severity}s: {counts[severity]}" for severity in ("error", "warning", "note")
    )
    err().print(summary)
    if counts["error"]:
        raise typer.Exit(1)
