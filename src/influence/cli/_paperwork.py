"""``influence paperwork``: whose payments come near a form. A reminder, not advice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import AsOf, evaluated
from influence.tax_reminders import NOT_ADVICE, tax_reminders


def paperwork(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Remind of forms that payments to creators ask for; it is no advice."""
    with refusals():
        evaluation = evaluated(book, as_of=as_of)
        told = tax_reminders(evaluation.book, evaluation.ranking)
    if as_json:
        rows = [
            {
                "creator_id": one.creator_id,
                "kind": one.kind,
                "year": one.year,
                "paid": one.paid.text,
                "cash": one.cash.text,
                "product": one.product.text,
                "form": one.rule.form,
                "threshold": one.rule.threshold.text,
                "message": one.message,
                "source": one.rule.source,
            }
            for one in told
        ]
        document = {"reminders": rows, "note": NOT_ADVICE}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for one in told:
        out().print(Text(harmless(f"{one.creator_id}: {one.message}")))
    if evaluation.book.campaign.country is None:
        out().print(Text("nothing can be told while campaign.country is not known"))
    err().print(f"reminders: {len(told)}; {NOT_ADVICE}")
