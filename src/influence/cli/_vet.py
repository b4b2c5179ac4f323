"""``influence vet`` and ``influence outreach``: whom to trust, and how to ask them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from influence.campaign_book import Book
from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import AsOf, book_in, moment_in
from influence.errors import UnknownNameError
from influence.outreach import outreach_note, pipeline_of
from influence.vetting import Vetted, VettingPolicy, vetting_of


def vet(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    creator: Annotated[
        str | None, typer.Argument(metavar="CREATOR", help="Only this one, with the working.")
    ] = None,
    *,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Score creators by their last posts, comments and audience; followers raise nothing."""
    with refusals():
        told = book_in(book)
        cards = _of(told, vetting_of(told, as_of=moment_in(told, as_of)), creator=creator)
    if as_json:
        document = {"creators": [_document(card) for card in cards]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    if creator is not None:
        out().print(Text(harmless(str(cards[0].working))))
    else:
        out().print(_table(cards))
    for card in cards:
        for anomaly in card.anomalies:
            line = f"{card.creator_id}: {anomaly.evidence}; or {anomaly.innocent}"
            out().print(Text(harmless(line)))
    policy, checked = VettingPolicy(), sum(card.is_checked for card in cards)
    err().print(f"checked: {checked}; {policy.least_list} to {policy.most_list} make a good list")


def outreach(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    creator: Annotated[
        str | None, typer.Argument(metavar="CREATOR", help="Whose note; without it, the pipeline.")
    ] = None,
) -> None:
    """Write a first note with a reason that is the creator's own, or show how far all have come."""
    with refusals():
        told = book_in(book)
        if creator is not None:
            typer.echo(outreach_note(told, creator), nl=False)
            return
        for state, count in pipeline_of(told).items():
            out().print(f"{count:5}  {state}")


def _of(book: Book, cards: tuple[Vetted, ...], *, creator: str | None) -> tuple[Vetted, ...]:
    """All of them, or the one of a creator."""
    known = {card.creator_id: card for card in cards}
    if creator is None:
        return tuple(sorted(cards, key=lambda card: (-(card.score or -1), card.creator_id)))
    if creator not in known:
        raise UnknownNameError("creator", creator, [one.creator_id for one in book.creators])
    return (known[creator],)


def _table(cards: tuple[Vetted, ...]) -> Table:
    """One row for each creator, the highest score first."""
    table = Table(box=None, pad_edge=False)
    for name in ("creator", "score", "posts", "comments", "intent", "unknown"):
        table.add_column(name, justify="left" if name in {"creator", "unknown"} else "right")
    for card in cards:
        score, intent = card.score, card.intent
        row = (
            card.creator_id,
            "unknown" if score is None else f"{float(score):.2f}",
            str(card.posts.posts),
            str(card.comments),
            "" if intent is None else f"{float(100 * intent):.0f} %",
            ", ".join(card.unknown).replace("_", " "),
        )
        table.add_row(*map(harmless, row))
    return table


def _document(card: Vetted) -> dict[str, Any]:
    """One card as JSON."""
    return {
        "creator_id": card.creator_id,
        "score": None if card.score is None else float(card.score),
        "parts": [
            {
                "signal": part.signal,
                "value": None if part.value is None else float(part.value),
                "weight": part.weight,
                "points": float(part.points),
            }
            for part in card.parts
        ],
        "posts": card.posts.posts,
        "comments": card.comments,
        "intent": None if card.intent is None else float(card.intent),
        "anomalies": [
            {"kind": one.kind, "evidence": one.evidence, "innocent": one.innocent}
            for one in card.anomalies
        ],
    }
