"""Secrets: a token goes to its platform, in a header, and nowhere else."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

import attrs

from influence.sansio import FaultError, Page, Request, Secret
from influence.testing._conformance._check import check
from influence.testing._holdings import CANARY
from influence.testing._platform_checks import _mishaps as mishaps
from influence.testing._platform_checks._line import shown_value
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import everything, pages_of

_NEEDS: Final = ("fake", "secrets")
_LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def _asked(subject: PlatformSubject) -> Iterator[tuple[Stage, Request]]:
    """Every request that the connector makes when everything is read, pages and check included."""
    holdings, asks = everything(subject)
    stage = subject.stage(holdings)
    stage.concluded(stage.connector.check())
    for ask in asks:
        stage.page(ask)
    for ask in subject.asks(PAGED):
        paged = subject.stage(pages_of(subject, ask, pages=1, more=1))
        paged.walk(ask)
        yield from ((paged, request) for request in paged.requests)
    yield from ((stage, request) for request in stage.requests)


def _must_not_show(what: str, shown: str) -> None:
    """The token must not stand in something."""
    hidden = shown.replace(CANARY, "Secret(…)")
    expect(what, "not show the token", hidden, holds=hidden == shown)


@check(
    "PC-F01",
    needs=_NEEDS,
    if_fails="A token stands in the first log line or traceback that shows the connector, and from "
    "there in a ticket. Most often a setting is plain text. Make it a `Secret`.",
)
def connector_shows_nothing(subject: PlatformSubject) -> None:
    """However the connector is printed, formatted or taken apart, its token is not seen."""
    connector = subject.stage(everything(subject)[0]).connector
    shown = [repr(connector), str(connector), f"{connector}", repr(vars_of(connector))]
    _must_not_show(f"{subject.member}", " ".join(shown))


def vars_of(value: object) -> Sequence[object]:
    """What a value holds, as a printer of attributes finds it."""
    named = [getattr(value, field.name) for field in attrs.fields(type(value))]  # type: ignore[arg-type]
    return [*named, getattr(value, "__dict__", {})]


@check(
    "PC-F02",
    needs=_NEEDS,
    if_fails="A token is written to a file with the rest of a pickle, where anyone can read it. "
    "Most often the text is kept beside the secret. Keep the `Secret` alone.",
)
def no_pickle_of_a_token(subject: PlatformSubject) -> None:
    """A connector cannot be pickled with its token in it."""
    connector = subject.stage(everything(subject)[0]).connector
    written = b""
    with suppress(Exception):  # a Secret refuses to be pickled, which is right
        written = pickle.dumps(connector)
    _must_not_show(f"pickle of {subject.member}", written.decode("latin-1"))


@check(
    "PC-F03",
    needs=_NEEDS,
    if_fails="A token stands in the address, which every proxy and every log on the way writes "
    "down. Most often it is put into the path by an f-string. Send it in a header.",
)
def no_token_in_an_address(subject: PlatformSubject) -> None:
    """The token is in no address."""
    for stage, request in _asked(subject):
        _must_not_show(f"{stage.member} {request.purpose} url", request.url)


@check(
    "PC-F04",
    needs=_NEEDS,
    if_fails="A token is sent as a parameter, which logs keep as part of the address. Most often "
    "the platform takes both. Send a header; where it takes a key only as a parameter, declare "
    "the auth as `key`.",
)
def header_rather_than_query(subject: PlatformSubject) -> None:
    """The token is no parameter, unless the platform knows nothing but a key."""
    may = subject.capability.auth.kind == "key"
    for stage, request in _asked(subject):
        sent = [name for name, value in request.query if CANARY in shown_value(value)]
        what = f"{stage.member} {request.purpose} query"
        expect(what, "not hold the token", sent, holds=may or not sent)


@check(
    "PC-F05",
    needs=_NEEDS,
    if_fails="A token cannot be taken out of recordings and errors, because nobody knows that it "
    "is one. Most often `revealed()` is called to make a header. Use `after` or `as_password_of`.",
)
def token_stays_a_secret(subject: PlatformSubject) -> None:
    """Wherever the token stands in a request, it stands as a secret."""
    for stage, request in _asked(subject):
        pairs = (*request.query, *request.form, *request.headers.items())
        plain = [name for name, value in pairs if isinstance(value, str) and CANARY in value]
        body = (request.body or b"").decode("utf-8", "replace")
        what = f"{stage.member} {request.purpose}"
        expect(what, "hold the token as a Secret", plain, holds=not plain)
        _must_not_show(f"{what} body", body)


@check(
    "PC-F06",
    needs=_NEEDS,
    if_fails="A token stands in the progress that people watch, and in every error. Most often a "
    "purpose is made of the whole request. Say in a few words what it is for.",
)
def no_token_in_a_purpose(subject: PlatformSubject) -> None:
    """No purpose holds the token."""
    for stage, request in _asked(subject):
        _must_not_show(f"{stage.member} purpose", request.purpose)


@check(
    "PC-F07",
    needs=_NEEDS,
    if_fails="A token is written into the book, or into the place at which a pull goes on. Most "
    "often a link to the next page is kept with its parameters. Keep what is behind the token "
    "alone.",
)
def no_token_in_answers(subject: PlatformSubject) -> None:
    """No item, no gap and no cursor holds the token."""
    holdings, asks = everything(subject)
    pages: list[Page[object]] = [subject.stage(holdings).page(ask) for ask in asks]
    for ask in subject.asks(PAGED):
        pages += subject.stage(pages_of(subject, ask, pages=1, more=1)).walk(ask)
    _must_not_show(f"{subject.member} answers", repr(pages))


@check(
    "PC-F08",
    needs=_NEEDS,
    if_fails="A token stands in an error, and from there in a ticket. Most often the request is "
    "put into the message. Say which purpose failed, and what the platform answered.",
)
def no_token_in_errors(subject: PlatformSubject) -> None:
    """No fault holds the token, whatever went wrong."""
    changes = (mishaps.refused(401), mishaps.refused(403), mishaps.half_a_body, mishaps.dropped)
    holdings, asks = everything(subject)
    for change in changes:
        for ask in asks:
            stage = subject.stage(holdings, change=change)
            told = stage.line.errors_of(
                ask.conversation(stage.connector), connector=stage.connector
            )
            _must_not_show(f"errors of {subject.member} {ask.read}", " ".join(told))


@check(
    "PC-F09",
    needs=("fake",),
    if_fails="Data about creators and customers goes to somebody whom nobody named. Most often a "
    "host is taken from a setting or from an answer. Ask declared hosts alone; the host refuses "
    "others.",
)
def only_declared_hosts(subject: PlatformSubject) -> None:
    """Every request goes to a host that the capability declares."""
    holdings, asks = everything(subject)
    for ask in asks:
        stage = subject.stage(holdings)
        asked = next(ask.conversation(stage.connector))
        hosts, host = stage.connector.capability.hosts, getattr(asked, "host", "")
        what = f"{subject.member} {ask.read}"
        expect(what, f"ask one of {hosts}", host, holds=host in hosts or not host)
    for _ in _asked(subject):  # the host ends a read that asks another one later on
        pass


@check(
    "PC-F10",
    needs=("fake",),
    if_fails="A token crosses the network in the open. Most often an address was copied from old "
    "docs. Use https; http is for this very machine.",
)
def over_https(subject: PlatformSubject) -> None:
    """Every request goes over https, unless it stays on this machine."""
    for stage, request in _asked(subject):
        is_safe = request.url.startswith("https://") or request.host in _LOCAL
        expect(f"{stage.member} {request.purpose}", "use https", request.url, holds=is_safe)


@check(
    "PC-F11",
    needs=("fake", "paged", "plays_foreign_next"),
    if_fails="Whoever can change an answer is sent the token. Most often a link to the next page "
    "is followed wherever it leads. Take the cursor out of it, or look at its host first.",
)
def no_foreign_links(subject: PlatformSubject) -> None:
    """A next page on another host is not asked for."""
    for ask in subject.asks(PAGED):
        holdings = pages_of(subject, ask, pages=1, more=1)
        stage = subject.stage(holdings, trouble="foreign_next")
        with suppress(FaultError):  # the host ends a read that asks a host that is not declared
            stage.walk(ask)


@check(
    "PC-F12",
    needs=_NEEDS,
    if_fails="Whose token is used cannot be told: another account's figures are read in the name "
    "of this one. Most often a token is kept in the module. Use the setting of this very "
    "connector.",
)
def its_own_token(subject: PlatformSubject) -> None:
    """A connector sends the token that it was made with, and no other's."""
    holdings, asks = everything(subject)
    other = attrs.evolve(holdings, token="another-token-5d1b")  # noqa: S106  # it opens a fake
    first, second = subject.stage(holdings), subject.stage(other)
    for ask in asks:
        for stage in (first, second):
            with suppress(
                FaultError
            ):  # a token that is not its own is refused, and sent all the same
                stage.page(ask)
    for stage in (first, second):
        secrets = {one.revealed() for request in stage.requests for one in request.secrets()}
        strange = [one for one in secrets if stage.line.holdings.token not in one]
        what = f"{subject.member}"
        expect(what, "send its own token", [Secret(one) for one in strange], holds=not strange)
