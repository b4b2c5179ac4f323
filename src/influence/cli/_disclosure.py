"""``influence disclosure``: what was found in posts, by what is asked where they are seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import book_in
from influence.disclosure_review import PostReview, disclosure_review
from influence.errors import UnknownNameError

_NOT_COMPLIANT = "nothing found does not mean compliant; this is no legal advice"


def disclosure(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    post: Annotated[str | None, typer.Option(metavar="ID", help="Look at this post only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say of each post what its disclosure lacks, and by whose rules it was looked at."""
    with refusals():
        reviews = _of(disclosure_review(book_in(book)), post=post)
    if as_json:
        document = {"posts": [_document(one) for one in reviews], "note": _NOT_COMPLIANT}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for one in reviews:
        for line in _lines(one):
            out().print(Text(harmless(line)))
    said = sum(bool(one.remarks) for one in reviews)
    err().print(f"posts: {len(reviews)}, with something to say: {said}; {_NOT_COMPLIANT}")


def _of(reviews: tuple[PostReview, ...], *, post: str | None) -> tuple[PostReview, ...]:
    """All of them, or the one of a post."""
    known = {one.post.post_id: one for one in reviews}
    if post is None:
        return reviews
    if post not in known:
        raise UnknownNameError("post of a deal", post, known)
    return (known[post],)


def _lines(review: PostReview) -> Iterable[str]:
    """What to say of one post."""
    asked = ", ".join(review.jurisdictions) or "nobody: the book knows no country"
    yield f"{review.post.post_id} by {review.post.creator_id}, looked at by {asked}"
    if review.unknown:
        yield f"    nothing is known here of {', '.join(review.unknown)}"
    for remark, where in review.remarks:
        yield f"    {remark.message} ({', '.join(where)})"
    if review.jurisdictions and not review.remarks:
        yield "    nothing found to say"


def _document(review: PostReview) -> dict[str, Any]:
    """One post as JSON."""
    return {
        "post_id": review.post.post_id,
        "creator_id": review.post.creator_id,
        "jurisdictions": list(review.jurisdictions),
        "unknown": list(review.unknown),
        "remarks": [
            {"kind": remark.kind, "message": remark.message, "asked_in": list(where)}
            for remark, where in review.remarks
        ],
    }
