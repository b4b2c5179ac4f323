"""``influence deliverables``: where each piece stands, who is next, and what is owed for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import AsOf, book_in, moment_in
from influence.errors import UnknownNameError
from influence.production import Piece, production_of


def deliverables(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    creator: Annotated[
        str | None, typer.Option(metavar="ID", help="Only those of this creator.")
    ] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say of each deliverable how far it has come, who is to do what, and what is owed for it."""
    with refusals():
        told = book_in(book)
        moment = moment_in(told, as_of) or told.last_moment
        pieces = production_of(told, as_of=moment)
        known = {deal.creator_id for deal in told.deals}
        if creator is not None and creator not in known:
            raise UnknownNameError("creator of a deal", creator, known)
    chosen = [piece for piece in pieces if creator in {None, piece.creator_id}]
    if as_json:
        document = {"as_of": moment.isoformat(), "deliverables": [_document(p) for p in chosen]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    out().print(_table(chosen))
    late = sum(bool(piece.days_late) for piece in chosen)
    err().print(f"deliverables: {len(chosen)}, late: {late}, as of {moment.date().isoformat()}")


def _table(pieces: list[Piece]) -> Table:
    """One row for each piece."""
    table = Table(box=None, pad_edge=False)
    for name in ("creator", "deliverable", "state", "next", "due", "late", "owed"):
        table.add_column(name, justify="right" if name in {"late", "owed"} else "left")
    for piece in pieces:
        step = piece.next_step
        count = f"{piece.deliverable.count} × " if piece.deliverable.count > 1 else ""
        row = (
            piece.creator_id,
            f"{piece.name} {count}{piece.deliverable.kind.replace('_', ' ')}",
            (piece.state or "by its posts").replace("_", " "),
            f"{step[0]}: {step[1]}" if step else "",
            piece.due.date().isoformat() if piece.due else "",
            f"{piece.days_late} d" if piece.days_late else "",
            str(piece.owed) if piece.owed is not None and piece.state else "",
        )
        table.add_row(*map(harmless, row))
    return table


def _document(piece: Piece) -> dict[str, Any]:
    """One piece as JSON."""
    step = piece.next_step
    return {
        "creator_id": piece.creator_id,
        "deliverable": piece.name,
        "kind": piece.deliverable.kind,
        "count": piece.deliverable.count,
        "state": piece.state,
        "since": _since(piece),
        "next": None if step is None else {"by": step[0], "what": step[1]},
        "due": None if piece.due is None else piece.due.isoformat(),
        "days_late": piece.days_late,
        "owes": piece.owes,
        "owed": None if piece.owed is None else piece.owed.text,
        "working": [[one.text, one.result] for one in piece.working.steps],
        "steps": [
            {"to": one.after, "at": one.at.isoformat(), "by": one.by}
            for one in (piece.history.steps if piece.history else ())
        ],
    }


def _since(piece: Piece) -> str | None:
    """Since when it is in its state."""
    since = None if piece.history is None else piece.history.since
    return None if since is None else since.isoformat()
