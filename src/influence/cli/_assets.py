"""``influence assets``: what was made of each post, where it was used, and what that returned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import AsOf, evaluated
from influence.evaluation import Evaluation
from influence.flywheel import ChannelReuse, Content, Flywheel, Known, total_return
from influence.money import Money


def assets(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what was made of each post, where it was used, and what that returned by creator."""
    with refusals():
        evaluation = evaluated(book, as_of=as_of)
        wheel = evaluation.flywheel
    if as_json:
        typer.echo(json.dumps(_document(evaluation), ensure_ascii=False, indent=2))
        return
    for table in (_contents(evaluation), _channels(wheel)):
        out().print(table)
        out().print()
    for quota in wheel.quotas:
        if quota.lacks and quota.made:
            lacks = ", ".join(f"{count} {kind}" for kind, count in quota.lacks.items())
            out().print(Text(harmless(f"{quota.post_id} is still to give {lacks}")))
    made = sum(content.assets for content in wheel.contents)
    uses = sum(content.uses for content in wheel.contents)
    err().print(f"assets: {made}, uses: {uses}; content value stands beside the campaign's profit")


def _contents(evaluation: Evaluation) -> Table:
    """One row for each creator with assets."""
    table = Table(box=None, pad_edge=False)
    for name in ("creator", "assets", "uses", "content value", "campaign profit", "total return"):
        table.add_column(name, justify="left" if name == "creator" else "right")
    for content in evaluation.flywheel.contents:
        profit = evaluation.line(content.creator_id).profit
        row = (
            content.creator_id,
            str(content.assets),
            str(content.uses),
            _amount(content.value),
            _amount(profit),
            total_return(content, profit).result,
        )
        table.add_row(*map(harmless, row))
    return table


def _channels(wheel: Flywheel) -> Table:
    """One row for each channel."""
    table = Table(box=None, pad_edge=False)
    for name in ("channel", "uses", "impressions", "clicks", "orders", "spend", "gross profit"):
        table.add_column(name, justify="left" if name == "channel" else "right")
    for one in wheel.channels:
        counts = (one.impressions, one.clicks, one.orders)
        row = (one.channel, str(one.uses), *map(_known, counts), str(one.spend), _profit(one))
        table.add_row(*map(harmless, row))
    return table


def _known(sum_: Known) -> str:
    """A sum; of how many uses, where some do not tell it."""
    if not sum_.told:
        return "unknown"
    return str(sum_.count) if sum_.told == sum_.uses else f"{sum_.count} of {sum_.told} uses"


def _profit(one: ChannelReuse) -> str:
    """What a channel brought, as far as that is known."""
    if one.untold == one.uses:
        return "unknown"
    return f"{one.gross_profit}" + (f", {one.untold} untold" if one.untold else "")


def _amount(amount: Money | None) -> str:
    """An amount, or that it is unknown."""
    return "unknown" if amount is None else str(amount)


def _document(evaluation: Evaluation) -> dict[str, Any]:
    """The flywheel as JSON."""
    wheel = evaluation.flywheel
    return {
        "posts": [
            {"post_id": one.post_id, "made": dict(one.made), "lacks": dict(one.lacks)}
            for one in wheel.quotas
        ],
        "channels": [
            {
                "channel": one.channel,
                "uses": one.uses,
                "impressions": _told(one.impressions),
                "clicks": _told(one.clicks),
                "orders": _told(one.orders),
                "spend": one.spend.text,
                "gross_profit": one.gross_profit.text,
                "untold": one.untold,
            }
            for one in wheel.channels
        ],
        "creators": [_creator(evaluation, content) for content in wheel.contents],
    }


def _told(sum_: Known) -> dict[str, int | None]:
    """A sum as JSON."""
    return {"sum": sum_.count if sum_.told else None, "told": sum_.told}


def _creator(evaluation: Evaluation, content: Content) -> dict[str, Any]:
    """One creator as JSON, with the working."""
    profit = evaluation.line(content.creator_id).profit
    working = total_return(content, profit)
    replacement = content.replacement_value
    return {
        "creator_id": content.creator_id,
        "assets": content.assets,
        "uses": content.uses,
        "content_value": None if content.value is None else content.value.text,
        "campaign_profit": None if profit is None else profit.text,
        "replacement_value": None if replacement is None else replacement.text,
        "working": [[step.text, step.result] for step in working.steps],
    }
