"""Cost: no more requests than were planned, each at the price that was declared."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import attrs

from influence.sansio import FaultError, Request
from influence.testing._conformance._check import check
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import everything, figures, pages_of

_FAKE: Final = ("fake",)


def _requests(stage: Stage, ask: Ask) -> Sequence[Request]:
    """What one call of a read asks for."""
    before = len(stage.requests)
    stage.page(ask)
    return stage.requests[before:]


@check(
    "PC-H01",
    needs=(*_FAKE, "paged"),
    if_fails="A month takes twice as many requests as was planned, and the day's quota is spent at "
    "noon. Most often the number of items is asked for first, or each item once more. One page is "
    "one request.",
)
def one_request_a_page(subject: PlatformSubject) -> None:
    """A page of a list takes one request."""
    for ask in subject.asks(PAGED):
        stage = subject.stage(pages_of(subject, ask, pages=2, more=1))
        pages, asked = len(stage.walk(ask)), len(stage.requests)
        what = f"{subject.member} {ask.read}, {pages} pages"
        expect(what, "take a request each", asked, holds=asked == pages)


@check(
    "PC-H02",
    needs=(*_FAKE, "metrics"),
    if_fails="Figures of a thousand posts take a thousand requests. Most often each post is asked "
    "for alone in spite of the batch that is declared. Ask for all that are given at once.",
)
def batches_are_full(subject: PlatformSubject) -> None:
    """The figures of as many posts as a batch holds take one request."""
    size = subject.capability.read("metrics").batch
    holdings, ask = figures(subject, [f"p{number}" for number in range(size)])
    asked = len(_requests(subject.stage(holdings), ask))
    expect(f"{subject.member} metrics of {size} posts", "take one request", asked, holds=asked == 1)


@check(
    "PC-H03",
    needs=_FAKE,
    if_fails="The same is paid for twice. Most often an answer is asked for again to see whether "
    "there is more. Use what came.",
)
def nothing_twice(subject: PlatformSubject) -> None:
    """No call asks for the same twice."""
    holdings, asks = everything(subject)
    for ask in asks:
        asked = _requests(subject.stage(holdings), ask)
        twice = [one.purpose for place, one in enumerate(asked) if one in asked[:place]]
        expect(f"{subject.member} {ask.read}", "ask for nothing twice", twice, holds=not twice)


@check(
    "PC-H04",
    needs=_FAKE,
    if_fails="Looking whether a token works spends what it should save. Most often the check reads "
    "a list. Ask for whose token it is.",
)
def check_is_cheap(subject: PlatformSubject) -> None:
    """The check of the connection takes one request, as cheap as the cheapest read."""
    stage = subject.stage(everything(subject)[0])
    stage.concluded(stage.connector.check())
    costs = [request.cost for request in stage.requests]
    least = min([read.cost for read in subject.capability.reads], default=1)
    is_cheap = len(costs) == 1 and costs[0] <= least
    expect(f"{subject.member} check", f"cost one request of at most {least}", costs, holds=is_cheap)


@check(
    "PC-H05",
    needs=_FAKE,
    if_fails="The plan says that a pull fits into the day's quota, and it does not. Most often the "
    "cost of a read was declared and not put into its requests. Give each request its cost.",
)
def costs_are_as_declared(subject: PlatformSubject) -> None:
    """Each request costs what the capability says of its read."""
    holdings, asks = everything(subject)
    for ask in asks:
        cost = subject.capability.read(ask.read).cost
        costs = [request.cost for request in _requests(subject.stage(holdings), ask)]
        rule = f"cost {cost} each"
        expect(f"{subject.member} {ask.read}", rule, costs, holds=set(costs) == {cost})


@check(
    "PC-H06",
    needs=(*_FAKE, "metrics"),
    if_fails="A campaign without posts breaks the pull, or asks the platform for everything it "
    "has. Most often an empty list is joined into a parameter. Answer an empty page.",
)
def nothing_asked_for_nothing(subject: PlatformSubject) -> None:
    """Figures of no posts, and no figures of posts, ask for nothing."""
    holdings, ask = figures(subject, ("p1",))
    for none in (attrs.evolve(ask, post_ids=()), attrs.evolve(ask, names=())):
        stage = subject.stage(holdings)
        items = stage.page(none).items
        told = (len(stage.requests), items)
        expect(
            f"{subject.member} metrics of nothing", "ask for nothing", told, holds=told == (0, ())
        )


@check(
    "PC-H07",
    needs=(*_FAKE, "metrics"),
    if_fails="Figures that nobody wanted are paid for, and one that is not permitted fails those "
    "that are. Most often all that the platform has is asked for. Ask for the metrics that were "
    "named.",
)
def only_what_was_named(subject: PlatformSubject) -> None:
    """Of one metric asked for, one comes, and no other is asked for."""
    holdings, ask = figures(subject, ("p1",))
    sheet = subject.capability.sheet
    for name in ask.names:
        stage = subject.stage(holdings)
        items = stage.page(attrs.evolve(ask, names=(name,))).items
        found = [getattr(item, "metric", item) for item in items]
        what = f"{subject.member} metrics"
        expect(what, f"bring {name} alone", found, holds=found == [name])
        others = {one.vendor for one in sheet.fields if one.metric != name}
        asked = sorted(others & _words(stage.requests))
        expect(f"{what} of {name}", "ask for no other field", asked, holds=not asked)


def _words(requests: Sequence[Request]) -> set[str]:
    """The words in the parameters and bodies of requests."""
    found: set[str] = set()
    for request in requests:
        pairs = (*request.query, *request.form)
        texts = [value for _, value in pairs if isinstance(value, str)]
        texts.append((request.body or b"").decode("utf-8", "replace"))
        for text in texts:
            found |= {"".join(c for c in word if c.isalnum() or c in "_.") for word in _split(text)}
    return found


def _split(text: str) -> Sequence[str]:
    """A text at what parts the names of fields in parameters and in bodies."""
    for sign in ',;{}[]()":\n\\':
        text = text.replace(sign, " ")
    return text.split()


@check(
    "PC-H08",
    needs=("quotas",),
    if_fails="A read can never be made, because it takes more than there is. Most often units of "
    "two quotas were mixed up. Declare the cost in the units of the quota.",
)
def quotas_allow_each_read(subject: PlatformSubject) -> None:
    """Each quota holds at least one request of each read."""
    for quota in subject.capability.quotas:
        room = next(
            getattr(quota, name) for name in ("units", "capacity", "tokens") if hasattr(quota, name)
        )
        for read in subject.capability.reads:
            what = f"{subject.member} {read.name} under {quota.name}"
            expect(what, f"cost at most {room}", read.cost, holds=read.cost <= room)


@check(
    "PC-H09",
    needs=(*_FAKE, "sheet", "metrics"),
    if_fails="The whole request fails, since a field in it no longer exists, and with it every "
    "figure. Most often a name was left in a list. Ask the sheet for `fields_of`, which leaves "
    "retired ones out.",
)
def no_retired_fields(subject: PlatformSubject) -> None:
    """No request names a field that the sheet has as retired."""
    holdings, ask = figures(subject, ("p1",))
    fields = subject.capability.sheet.fields
    everything_ = tuple(dict.fromkeys([*ask.names, *(one.metric for one in fields if one.retired)]))
    stage = subject.stage(holdings)
    with suppress(FaultError):  # what a retired field comes to is for the platform to say
        stage.page(attrs.evolve(ask, names=everything_))
    asked = sorted({one.vendor for one in fields if one.retired} & _words(stage.requests))
    expect(f"{subject.member} metrics", "name no retired field", asked, holds=not asked)


@check(
    "PC-H10",
    needs=(*_FAKE, "sheet", "metrics"),
    if_fails="Nobody knows what a figure counts, because nobody wrote it down. Most often a field "
    "was added in haste. Write it into `fields.toml`, with its source.",
)
def every_figure_is_documented(subject: PlatformSubject) -> None:
    """Every metric that is read stands in the fact sheet."""
    holdings, ask = figures(subject, ("p1",))
    items = subject.stage(holdings).page(ask).items
    known = subject.capability.sheet.metrics
    strange = [str(getattr(item, "metric", item)) for item in items]
    strange = [name for name in strange if name not in known]
    expect(f"{subject.member} metrics", "stand in the sheet", strange, holds=not strange)
