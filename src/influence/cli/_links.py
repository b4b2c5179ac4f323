"""``influence links``: for each creator a link for every angle, a code and a keyword, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from influence.books import marks_text
from influence.campaign_book import Book
from influence.cli._console import err, harmless, print_findings, refusals
from influence.cli._reading import book_in
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.links import LinkPolicy, TrackingKit, tracking_kit
from influence.qr import USES, qr_code

_REST = "influence links BOOK --toml prints what deals lack"


def links(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the CSV to this file instead.")
    ] = None,
    qr: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write QR codes of every link, for print and stories."),
    ] = None,
    toml: Annotated[
        bool, typer.Option("--toml", help="Print the lines that campaign.toml lacks instead.")
    ] = False,
    landing_page: Annotated[
        str | None, typer.Option(metavar="URL", help="Where links lead.")
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(metavar="CHANNEL", help="The GA4 channel in which visits are to be seen."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="WORD", help="The utm_source.")] = None,
    medium: Annotated[str | None, typer.Option(metavar="WORD", help="The utm_medium.")] = None,
    discount: Annotated[
        int | None, typer.Option(metavar="PERCENT", help="The discount that new codes end in.")
    ] = None,
    vanity: Annotated[
        bool | None,
        typer.Option("--vanity/--no-vanity", help="Make new codes of names, or draw them."),
    ] = None,
) -> None:
    """Give every creator a link for each angle, a code and a keyword; keep what deals have."""
    with refusals():
        told = book_in(book)
        policy = _policy(
            told.links,
            codes={"is_vanity": vanity, "discount": discount},
            landing_page=landing_page,
            channel=channel,
            source=source,
            medium=medium,
        )
        kit = _kit(told, policy)
        if qr is not None:
            _write_codes(kit, qr)
        if output is not None:
            output.write_text(kit.csv, encoding="utf-8", newline="")
        if toml or output is None:
            typer.echo(marks_text(kit) if toml else kit.csv, nl=False)
        findings = (*_of_creators(told), *kit.findings)
        print_findings(findings, console=err(), rest=_REST)
    if any(one.severity == "error" for one in findings):
        raise typer.Exit(1)


def _policy(policy: LinkPolicy, *, codes: Mapping[str, object], **given: object) -> LinkPolicy:
    """The policy of the book with what was asked for.

    Raises:
        BadParameter: What was asked for breaks a rule; that is wrong usage.
    """
    try:
        changed = attrs.evolve(policy.codes, **_told(codes))
        return attrs.evolve(policy, codes=changed, **_told(given))
    except InvalidInputError as error:
        raise typer.BadParameter(str(error)) from error


def _told(given: Mapping[str, object]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in given.items() if value is not None}


def _kit(book: Book, policy: LinkPolicy) -> TrackingKit:
    """The marks of everybody in a book, beside the codes that its buyers know."""
    typed = (touch.value for touch in book.touches if touch.kind == "code")
    return tracking_kit(
        book.campaign,
        creators=book.creators,
        deals=book.deals,
        codes_in_use=chain(typed, (code for order in book.orders for code in order.codes)),
        policy=policy,
    )


def _of_creators(book: Book) -> Iterable[Finding]:
    """What was left out of the creators; what is wrong with orders changes no link."""
    return (one for one in book.rejections if one.where.startswith("creators"))


def _write_codes(kit: TrackingKit, folder: Path) -> None:
    """Write the QR codes of every link."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in kit.rows:
        for use in USES:
            path = folder / f"{row.tags.content}-{use}.svg"
            path.write_text(qr_code(row.url, use=use).svg, encoding="utf-8", newline="")
    err().print(f"wrote {len(kit.rows) * len(USES)} QR codes to {harmless(str(folder))}")
