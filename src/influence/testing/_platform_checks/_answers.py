"""Answers: what comes back is of our own kinds, with a gap for what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, cast

import attrs

from influence.orders import Order, Refund
from influence.posts import Post
from influence.sansio import Audience, Connection, Page, Profile, Reading, TooMuchError
from influence.testing._conformance._check import check
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._matching import expect, must_arrive
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PlatformSubject
from influence.testing._platform_checks._worlds import (
    audience,
    everything,
    figures,
    holding,
    post,
    world,
)
from influence.testing._platform_fake import Trouble
from influence.tracking import Touch

_FAKE: Final = ("fake",)
_METRICS: Final = ("fake", "metrics")
_KINDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "profile": Profile,
        "posts": Post,
        "metrics": Reading,
        "audience": Audience,
        "search": Profile,
        "orders": Order,
        "refunds": Refund,
        "touches": Touch,
    }
)


def _readings(stage: Stage, ask: Ask) -> Sequence[Reading]:
    """The readings of a call; what is none is left out, which is another check's."""
    return [item for item in stage.page(ask).items if isinstance(item, Reading)]


@check(
    "PC-I01",
    needs=_FAKE,
    if_fails="The book cannot take what came. Most often the platform's own table is handed on. "
    "Build our values; they check themselves.",
)
def kinds_of_items(subject: PlatformSubject) -> None:
    """Each read brings something, and values of its own kind alone."""
    holdings, asks = everything(subject)
    for ask in asks:
        kind = _KINDS[ask.read]
        items = subject.stage(holdings).page(ask).items
        strange = [item for item in items if not isinstance(item, kind)]
        what = f"{subject.member} {ask.read}"
        expect(what, f"bring {kind.__name__} alone", strange, holds=not strange and bool(items))


@check(
    "PC-I02",
    needs=_FAKE,
    if_fails="The host cannot go on, and has no place for what is missing. Most often a list is "
    "answered. Answer a `Page`, and of `profile` a `Profile`.",
)
def kinds_of_answers(subject: PlatformSubject) -> None:
    """Each read answers a page, and `profile` a profile."""
    holdings, asks = everything(subject)
    for ask in asks:
        kind = Profile if ask.read == "profile" else Page
        found = subject.stage(holdings).answer(ask)
        rule = f"answer a {kind.__name__}"
        expect(f"{subject.member} {ask.read}", rule, found, holds=isinstance(found, kind))


@check(
    "PC-I03",
    needs=(*_FAKE, "posts"),
    if_fails="A post belongs to nobody, or to another creator, who is credited with it. Most often "
    "the platform's handle is taken for the creator. Take `account.creator_id`.",
)
def owner_of_posts(subject: PlatformSubject) -> None:
    """Each post belongs to the creator whose account was asked for, on this platform."""
    ask = subject.ask("posts")
    holdings = holding(subject, ask, [post(subject, "p1")])
    for item in subject.stage(holdings).page(ask).items:
        told = (getattr(item, "creator_id", None), getattr(item, "platform", None))
        wanted = ("creator-1", subject.capability.platform)
        expect(f"{subject.member} post", f"be of {wanted}", told, holds=told == wanted)


@check(
    "PC-I04",
    needs=(*_FAKE, "profile"),
    if_fails="A profile is written to somebody else. Most often an account is made anew of what "
    "the platform calls it. Keep the creator of the account that was asked for.",
)
def owner_of_profiles(subject: PlatformSubject) -> None:
    """A profile is of the account and the creator that were asked for."""
    ask = subject.ask("profile")
    for item in subject.stage(world(subject)).page(ask).items:
        account = item.account if isinstance(item, Profile) else None
        told = account and (account.platform, account.account_id, account.creator_id)
        wanted = (subject.capability.platform, "001", "creator-1")
        expect(f"{subject.member} profile", f"be of {wanted}", told, holds=told == wanted)


@check(
    "PC-I05",
    needs=(*_FAKE, "search"),
    if_fails="Whoever was found cannot be read afterwards. Most often only a name is kept. Give "
    "the account its id or its handle, and this platform.",
)
def found_accounts(subject: PlatformSubject) -> None:
    """Each account that is found names its platform and its id or handle."""
    ask = subject.ask("search")
    for item in subject.stage(world(subject)).page(ask).items:
        account = item.account if isinstance(item, Profile) else None
        told = account and (account.platform, account.account_id or account.handle)
        known = {(subject.capability.platform, name) for name in ("001", "002")}
        expect(f"{subject.member} account found", f"be one of {known}", told, holds=told in known)


@check(
    "PC-I06",
    needs=_METRICS,
    if_fails="A figure that is missing altogether looks like one that was never asked for, and "
    "nobody asks why. Most often only what came is answered. Answer each post and metric once, "
    "told or not.",
)
def each_figure_once(subject: PlatformSubject) -> None:
    """Every post and metric that was asked for is answered once, told or not."""
    size = min(2, subject.capability.read("metrics").batch)
    holdings, ask = figures(subject, [f"p{number}" for number in range(size)], value=None)
    found = sorted((one.post_id, one.metric) for one in _readings(subject.stage(holdings), ask))
    wanted = sorted((post_id, name) for post_id in ask.post_ids for name in ask.names)
    what = f"{subject.member} metrics"
    expect(what, f"answer each of {wanted}", found, holds=found == wanted)


@check(
    "PC-I07",
    needs=_METRICS,
    if_fails="A post that was deleted has figures of zero, or takes the figures of the others with "
    "it. Most often answers are matched by their place. Match them by id, and give a reason for "
    "what is missing.",
)
def post_that_is_gone(subject: PlatformSubject) -> None:
    """Of a post that is not there, no figure has a value; the others have theirs."""
    holdings, ask = figures(subject, ("p1", "p2"))
    gone = attrs.evolve(holdings, posts=holdings.posts[:1], readings=holdings.readings)
    asked = (
        ask if subject.capability.read("metrics").batch > 1 else attrs.evolve(ask, post_ids=("p2",))
    )
    told = {one.post_id for one in _readings(subject.stage(gone), asked) if one.value is not None}
    wanted = {"p1"} & set(asked.post_ids)
    expect(f"{subject.member} metrics", f"have values of {wanted}", told, holds=told == wanted)


@check(
    "PC-I08",
    needs=(*_METRICS, "plays_half_failed"),
    if_fails="One post that fails takes the whole batch with it, or counts as zero. Most often a "
    "part of an answer that is an error is read as figures. Give its figures the reason `failed`.",
)
def half_a_batch(subject: PlatformSubject) -> None:
    """When one post of a batch fails, the others have their figures and it has a reason."""
    size = subject.capability.read("metrics").batch
    names = [f"p{number}" for number in range(min(size, 2))]
    holdings, ask = figures(subject, names)
    found = _readings(subject.stage(holdings, trouble="half_failed"), ask)
    told = {one.post_id for one in found if one.value is not None}
    reasons = {one.why_none for one in found if one.post_id == names[-1]}
    what = f"{subject.member} metrics"
    expect(what, f"have values of {names[:-1]}", told, holds=told == set(names[:-1]))
    expect(f"{what} of {names[-1]}", "say that they failed", reasons, holds=reasons == {"failed"})


@check(
    "PC-I09",
    needs=(*_METRICS, "plays_retired_metric"),
    if_fails="One metric that a platform took away takes all the others with it, every night. Most "
    "often such a refusal is taken for a broken request. Say TooMuchError, so that the host "
    "halves the names.",
)
def retired_by_the_platform(subject: PlatformSubject) -> None:
    """A metric that the platform refuses ends in TooMuchError, or in a reason for it alone."""
    holdings, ask = figures(subject, ("p1",))
    stage = subject.stage(holdings, trouble="retired_metric")
    found: object = None
    try:
        found = {one.why_none for one in _readings(stage, ask)}
    except TooMuchError:
        return
    what = f"{subject.member} metrics"
    expect(what, "ask for less, or give a reason", found, holds="retired" in str(found))


@check(
    "PC-I10",
    needs=(*_METRICS, "sheet"),
    if_fails="A metric that the platform does not have looks like one that nobody asked for. Most "
    "often it is left out. Answer it with the reason that there is none.",
)
def metric_that_is_not_there(subject: PlatformSubject) -> None:
    """A metric that the sheet does not tell of is answered without a value, or refused by name."""
    holdings, ask = figures(subject, ("p1",))
    asked = attrs.evolve(ask, names=(*ask.names, _retired_or_strange(subject)))
    found = _readings(subject.stage(holdings), asked)
    told = [one.value for one in found if one.metric == asked.names[-1]]
    what = f"{subject.member} metrics {asked.names[-1]}"
    expect(what, "be answered without a value", told, holds=told == [None])


def _retired_or_strange(subject: PlatformSubject) -> str:
    """A metric that nobody can tell."""
    living = subject.metric_names()
    retired = [one.metric for one in subject.capability.sheet.fields if one.retired]
    return next((name for name in retired if name not in living), "rewatches")


@check(
    "PC-I11",
    needs=_METRICS,
    if_fails="Figures cannot be put in order of time, so an old one overwrites a new one. Most "
    "often the moment of the post is taken. Take the platform's own, or `response.received_at`.",
)
def moment_of_figures(subject: PlatformSubject) -> None:
    """Each figure was read at the moment of the answer, or before it and after the post."""
    holdings, ask = figures(subject, ("p1",))
    published = holdings.posts[0].published_at
    for one in _readings(subject.stage(holdings), ask):
        is_then = published < one.at <= holdings.now
        rule = f"lie after {published} and not after {holdings.now}"
        expect(f"{subject.member} metrics {one.metric} at", rule, one.at, holds=is_then)


@check(
    "PC-I12",
    needs=(*_FAKE, "audience"),
    if_fails="Shares of an audience sum to more than all of it, or to another part. Most often "
    "percent are taken for parts of one. Give shares from 0 to 1.",
)
def shares_of_an_audience(subject: PlatformSubject) -> None:
    """Who follows an account arrives share by share, each by what it is parted by."""
    told = (
        audience(subject, "country", {"DE": "0.4", "FR": "0.25", "AT": "0.001"}),
        audience(subject, "age", {"18-24": "0.5", "25-34": "0.5"}),
    )
    must_arrive(subject, attrs.evolve(world(subject), audiences=told), subject.ask("audience"))


@check(
    "PC-I13",
    needs=(*_FAKE, "audience"),
    if_fails="An audience that the platform keeps to itself looks like one of nobody. Most often "
    "nothing is answered for nothing. Say in a gap that it is hidden.",
)
def hidden_audience(subject: PlatformSubject) -> None:
    """Where nothing is told of an audience, no share is made up, and a gap says so."""
    found = subject.stage(world(subject)).page(subject.ask("audience"))
    told = (found.items, len(found.gaps))
    rule = "bring nothing and say so in a gap"
    expect(f"{subject.member} audience", rule, told, holds=not found.items and bool(found.gaps))


@check(
    "PC-I14",
    needs=_FAKE,
    if_fails="A gap cannot be found again on the report. Most often its source is a text of its "
    "own. Name the platform, and say in a sentence what is missing.",
)
def gaps_name_the_platform(subject: PlatformSubject) -> None:
    """Each gap names this platform as its source, and tells more than a word."""
    holdings, asks = everything(subject)
    pages: list[Page[object]] = []
    troubles: tuple[Trouble | None, ...] = (None, "half_failed")
    for trouble in troubles:
        is_played = trouble is None or f"plays_{trouble}" in subject.claims
        pages += [
            subject.stage(held, trouble=trouble).page(ask)
            for ask in asks
            for held in (holdings, attrs.evolve(holdings, audiences=()))
            if is_played
        ]
    for gap in [gap for page in pages for gap in page.gaps]:
        is_named = gap.source == subject.capability.platform and " " in gap.told
        expect(f"{subject.member} gap", "name its platform", gap, holds=is_named)


@check(
    "PC-I15",
    needs=_FAKE,
    if_fails="Nobody sees that a token lacks a scope until a read fails. Most often the scopes of "
    "the capability are answered. Answer those of the token.",
)
def connection_is_told(subject: PlatformSubject) -> None:
    """The check of the connection tells whose the token is, with every scope that is needed."""
    stage = subject.stage(world(subject))
    found = cast("object", stage.concluded(stage.connector.check()))
    needed = set(subject.capability.auth.scopes)
    is_told = isinstance(found, Connection) and needed <= set(found.scopes)
    rule = f"be a Connection with the scopes {sorted(needed)}"
    expect(f"{subject.member} check", rule, found, holds=is_told)


@check(
    "PC-I16",
    needs=_FAKE,
    if_fails="Two answers that say the same are not equal, so that a pull writes everything anew "
    "each time. Most often a value holds the moment of reading or an object of the library. Hold "
    "what was told.",
)
def same_answer_same_value(subject: PlatformSubject) -> None:
    """The same answer of the platform is the same value."""
    holdings, asks = everything(subject)
    for ask in asks:
        once, again = subject.stage(holdings).answer(ask), subject.stage(holdings).answer(ask)
        what = f"{subject.member} {ask.read}"
        expect(what, f"be {once!r} each time", again, holds=once == again)
