"""Subject: a platform's connector, with the fake that it is tried against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final, Protocol, cast

import attrs

from influence.errors import InvalidInputError
from influence.platforms import Account
from influence.sansio import Capability, Connector, Read, ReadName, Secret
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import OURS
from influence.testing._conformance._setup import Setup
from influence.testing._holdings import CANARY, Holdings
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._line import Change, Line
from influence.testing._platform_checks._stage import Stage, unchanged
from influence.testing._platform_fake import FakeMaker, Trouble, troubles_of

#: The reads that come page by page, and those that are asked for by a window.
PAGED: Final[tuple[ReadName, ...]] = ("posts", "search", "orders", "refunds", "touches")
WINDOWED: Final[tuple[ReadName, ...]] = ("posts", "orders", "refunds", "touches")

#: The fakes of the connectors that come with the library.
_OUR_FAKES: Final[Mapping[str, str]] = MappingProxyType(
    {"demo": "influence.testing._demo_platform:DemoPlatform"}
)


class Describes(Protocol):
    """A spec of a platform, as far as it is looked at here."""

    @property
    def capability(self) -> Capability:
        """What the connector can do."""
        ...


@attrs.frozen(kw_only=True)
class PlatformSubject:
    """A platform's connector.

    Args:
        member: Its name.
        make: What makes it.
        capability: What it can do, made as its fake says; else what its spec says.
        promised: What its spec says that it can do; ``None`` when it comes without one.
        fake: What makes its fake; ``None`` when none was given.
        seed: What is drawn is drawn from it.
        examples: How many cases a check looks at.
    """

    member: str
    make: Callable[..., object]
    capability: Capability
    promised: Capability | None = None
    fake: FakeMaker | None = None
    seed: int = 0
    examples: int = 25

    @property
    def claims(self) -> frozenset[str]:
        """Its reads, how they page, what secrets it has, and the troubles of its fake."""
        reads = self.capability.reads
        claimed = {str(read.name) for read in reads}
        claimed |= {"paged"} if self.reads_of(PAGED) else set()
        claimed |= {"windows"} if self.reads_of(WINDOWED) else set()
        claimed |= {"incremental"} if any(read.incremental for read in reads) else set()
        claimed |= {"secrets"} if self.capability.auth.settings else set()
        claimed |= {"quotas"} if self.capability.quotas else set()
        claimed |= {"sheet"} if self.capability.sheet.fields else set()
        claimed |= {"shop_money"} if claimed & {"orders", "refunds"} else set()
        if self.fake is not None:
            claimed |= {"fake"} | {f"plays_{name}" for name in troubles_of(self.fake)}
        return frozenset(claimed)

    def reads_of(self, names: Sequence[ReadName]) -> Sequence[Read]:
        """Those of some reads that it has."""
        return [read for read in self.capability.reads if read.name in names]

    def stage(
        self, holdings: Holdings, *, trouble: Trouble | None = None, change: Change = unchanged
    ) -> Stage:
        """The connector before its fake, which holds something."""
        maker = cast("FakeMaker", self.fake)
        fake = maker(holdings, trouble=trouble)
        connector = cast("Connector", self.make(**fake.settings))
        line = Line(app=fake.app, holdings=holdings, change=change)
        return Stage(member=self.member, connector=connector, fake=fake, line=line, maker=maker)

    def bare(self) -> object:
        """The connector alone, made as its fake says, or of nothing but its secrets."""
        return self.make(**self.settings())

    def settings(self) -> Mapping[str, object]:
        """The settings that it is made with."""
        if self.fake is None:
            return {name: Secret(CANARY) for name in self.capability.auth.settings}
        return self.fake(Holdings(), trouble=None).settings

    def account(self, number: int = 1) -> Account:
        """An account of the platform."""
        return Account(
            platform=self.capability.platform,
            handle=f"creator.{number}",
            account_id=f"00{number}",
            creator_id=f"creator-{number}",
        )

    def metric_names(self) -> tuple[str, ...]:
        """The metrics of posts that it tells: what its fake says, else those of its sheet."""
        fields = self.capability.sheet.fields
        living = [field.metric for field in fields if field.retired is None]
        told: Sequence[str] = getattr(self.fake, "metrics", living)
        return tuple(dict.fromkeys(told))

    def ask(self, read: ReadName) -> Ask:
        """A read asked for in full, of the first account."""
        return Ask(read=read, account=self.account(), words="Maya")

    def asks(self, names: Sequence[ReadName]) -> Sequence[Ask]:
        """Those of some reads that it has, asked for in full."""
        return [self.ask(read.name) for read in self.reads_of(names)]


def platform_subject(member: Member, setup: Setup, /) -> PlatformSubject:
    """The subject of a platform: of a plugin, or of a class that is given with a fake.

    Raises:
        InvalidInputError: Neither its plugin nor a fake says what it can do, or the fake is not
            where it was said to be.
    """
    make = member.make or cast("Callable[..., object]", member.given.members[0])
    fake, promised = _fake(member), _promised(member)
    capability = _told(make, fake=fake) or promised
    if capability is None:
        rule = "be of a plugin, or be given with a fake"
        raise InvalidInputError(f"platform {member.name}", rule, make)
    return PlatformSubject(
        member=member.name,
        make=make,
        capability=capability,
        promised=promised,
        fake=fake,
        seed=setup.seed,
        examples=setup.examples,
    )


def _fake(member: Member) -> FakeMaker | None:
    """What makes its fake: what was given, or what comes with ours."""
    given = member.given.fake
    if given is None and member.offer is not None and member.offer.target.plugin == OURS:
        given = _OUR_FAKES.get(member.name)
    return _imported(given) if isinstance(given, str) else given


def _imported(text: str) -> FakeMaker:
    """The fake that stands somewhere, such as ``module:Name``."""
    module, _, name = text.partition(":")
    try:
        found: FakeMaker = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        rule = "be a module and a name in it, such as influence_pinterest.fakes:Fake"
        raise InvalidInputError("fake of a platform", rule, text) from error
    return found


def _promised(member: Member) -> Capability | None:
    """What the spec of a connector says that it can do; ``None`` without a plugin."""
    if member.offer is None:
        return None
    return cast("Describes", member.offer.own("platforms")[member.name]).capability


def _told(make: Callable[..., object], *, fake: FakeMaker | None) -> Capability | None:
    """What a connector that is made as its fake says can do; ``None`` when it cannot be made."""
    if fake is None:
        return None
    try:
        connector = cast("Connector", make(**fake(Holdings(), trouble=None).settings))
    except Exception:  # noqa: BLE001  # that it cannot be made is for a check to say
        return None
    return connector.capability
