"""What the kit takes for a connector, and what it says where it cannot."""

from __future__ import annotations

from types import MappingProxyType

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.sansio import Auth, Capability, Read, Secret
from influence.testing import CANARY, KINDS, Given, Setup, Stall, StallFake
from influence.testing._conformance._check import CheckFailedError
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import OURS, Offer, Spec
from influence.testing._conformance._target import Target
from influence.testing._demo_platform import DemoPlatform
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._stall import CAPABILITY
from influence.testing._platform_checks import KIT
from influence.testing._platform_checks._subject import PlatformSubject, platform_subject


@attrs.frozen
class _Offer(Offer):
    """An offer of one platform, without a plugin to load."""

    def own(self, family: str) -> MappingProxyType[str, Spec]:
        assert family == "platforms"
        return MappingProxyType({"demo": _SPEC})


@attrs.frozen
class _Spec:
    name: str
    make: type[Stall]
    capability: Capability


_SPEC = _Spec(name="demo", make=Stall, capability=CAPABILITY)


def _offered(*, plugin: str, fake: str | None = None) -> PlatformSubject:
    offer = _Offer(target=Target(plugin=plugin, module=plugin))
    member = Member(name="demo", offer=offer, make=Stall, given=Given(fake=fake))
    return platform_subject(member, Setup(seed=3, examples=4))


def test_a_platform_of_a_plugin_is_described_by_its_spec() -> None:
    subject = _offered(plugin="influence_stall")
    assert (subject.member, subject.capability) == ("demo", CAPABILITY)
    assert (subject.fake, subject.seed, subject.examples) == (None, 3, 4)
    assert subject.claims & {"fake", "secrets", "orders"} == {"secrets", "orders"}


def test_ours_come_with_their_fakes() -> None:
    assert _offered(plugin=OURS).fake is DemoPlatform


def test_a_fake_is_found_where_it_is_said_to_stand() -> None:
    assert _offered(plugin="stall", fake="influence.testing:StallFake").fake is StallFake


@pytest.mark.parametrize("text", ["influence.nowhere:Fake", "influence.testing:Nobody", ":Fake"])
def test_a_fake_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError) as told:
        _offered(plugin="stall", fake=text)
    rule = "be a module and a name in it, such as influence_pinterest.fakes:Fake"
    assert str(told.value) == f"fake of a platform must {rule}, got {text!r}"


def test_a_connector_that_is_not_what_its_spec_says_fails() -> None:
    subject = attrs.evolve(
        _offered(plugin="stall", fake="influence.testing:StallFake"),
        member="stall",
        promised=attrs.evolve(CAPABILITY, uses=("research",)),
    )
    with pytest.raises(CheckFailedError, match=r"^stall must be what its spec says, \('stall', "):
        check_named("PC-A03").run(subject)
    check_named("PC-A03").run(attrs.evolve(subject, promised=CAPABILITY))


def test_a_connector_that_its_fake_cannot_make_is_known_by_its_spec() -> None:
    subject = _offered(plugin="stall", fake="influence.testing._demo_platform:DemoPlatform")
    assert subject.capability is subject.promised is CAPABILITY


def test_a_class_without_plugin_and_fake_is_refused() -> None:
    member = Member(name="stall", given=Given(members=(Stall,)))
    with pytest.raises(InvalidInputError) as told:
        platform_subject(member, Setup())
    assert str(told.value) == (
        f"platform stall must be of a plugin, or be given with a fake, got {Stall}"
    )


def test_a_class_with_a_fake_describes_itself() -> None:
    member = Member(name="stall", given=Given(members=(Stall,), fake=StallFake))
    assert platform_subject(member, Setup()).capability == CAPABILITY


def test_without_a_fake_a_connector_is_made_of_its_secrets() -> None:
    subject = PlatformSubject(member="stall", make=Stall, capability=CAPABILITY)
    assert subject.bare() == Stall(token=Secret(CANARY))
    told = {one.id: one.missing(subject) for one in KIT.checks}
    assert told["PC-A01"] == ()
    assert told["PC-B01"] == ("fake",)
    for one in KIT.checks:
        if not one.missing(subject):
            one.run(subject)


def test_a_connector_that_reads_little_is_held_to_little() -> None:
    few = Capability(
        platform="stall",
        hosts=CAPABILITY.hosts,
        reads=(Read(name="profile"),),
        auth=Auth(kind="token", settings=("token",)),
    )

    class Few(Bent):
        """Reads profiles."""

        declared = few
        posts = metrics = audience = search = orders = refunds = touches = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]

    subject = PlatformSubject(member="stall", make=Few, capability=few, fake=StallFake)
    assert subject.claims & {"paged", "windows", "shop_money", "sheet", "quotas"} == set()
    left = [one for one in KIT.checks if not one.missing(subject)]
    assert 60 < len(left) < 110
    for one in left:
        one.run(subject)


def test_a_connector_that_cannot_be_made_says_why() -> None:
    def make(**settings: object) -> object:
        message = f"no network for {sorted(settings)}"
        raise OSError(message)

    subject = PlatformSubject(member="stall", make=make, capability=CAPABILITY)
    with pytest.raises(CheckFailedError) as told:
        check_named("PC-A01").run(subject)
    assert str(told.value) == (
        "stall must be made of its settings, got \"OSError: no network for ['token']\""
    )


def test_a_connector_that_is_no_attrs_class_has_no_fields() -> None:
    class Plain:
        """Says that it has a token."""

        def __init__(self, *, token: Secret) -> None:
            self.token = token

    subject = PlatformSubject(member="stall", make=Plain, capability=CAPABILITY)
    for check_id, message in (
        ("PC-A08", "stall must have a Secret for each setting of its auth, got ['token']"),
        ("PC-A12", None),
    ):
        with pytest.raises(CheckFailedError) as told:
            check_named(check_id).run(subject)
        assert message in {None, str(told.value)}


def test_the_kind_is_wired_to_its_checks() -> None:
    assert KINDS["PC"].kit is KIT
    assert {one.group for one in KIT.checks} == set(KIT.groups)
