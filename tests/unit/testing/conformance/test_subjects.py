"""What checks look at: members by terms of a book, values, and members that cannot be made."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from influence.attribution import TimeDecay
from influence.errors import InvalidInputError, MissingDataError
from influence.money import Money
from influence.payments import Commission, Fee, FlatFee, Performance
from influence.ranking import Profit
from influence.sources import Export, Setting, Shopify, Sourced
from influence.testing import KINDS, CheckFailedError, Given, Setup, Stall, StallFake, target_named
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import Offer, offer_of
from influence.testing._conformance._value_rules import refuse_differing_copy
from influence.testing._exporter_checks._subject import exporter_subject
from influence.testing._faulty_members._exporters import Names
from influence.testing._faulty_members._lint_rules import FewSales
from influence.testing._lint_checks._subject import lint_subject
from influence.testing._model_checks._subject import model_subject
from influence.testing._packaging_checks._subject import PluginSubject, plugin_subject
from influence.testing._platform_checks._subject import platform_subject
from influence.testing._rule_checks._subject import rule_subject
from influence.testing._source_checks._subject import source_subject
from influence.testing._strategy_checks._subject import strategy_subject

_SETUP = Setup(examples=2)


@pytest.fixture(scope="module")
def offer() -> Offer:
    return offer_of(target_named("influence"))


def _claims(prefix: str, member: Member) -> frozenset[str]:
    return KINDS[prefix].kit.subject(member, _SETUP).claims


def test_a_member_is_read_from_the_terms_that_are_given(offer: Offer) -> None:
    def member(name: str, **terms: object) -> Member:
        return Member(name=name, offer=offer, given=Given(terms=(terms,)))

    (rule,) = rule_subject(member("commission", rate="0.2"), _SETUP).rules
    assert rule == Commission(rate="0.2")
    model = model_subject(member("time_decay", half_life_days=3), _SETUP).models[0]
    assert isinstance(model, TimeDecay)
    assert model.half_life_days == 3
    assert len(lint_subject(member(next(iter(offer.own("lint_rules")), "x")), _SETUP).rules) == 1
    name = next(iter(offer.own("exporters")))
    assert exporter_subject(member(name), _SETUP).exporters[0].name == name


@pytest.mark.parametrize("prefix", ["PR", "AM", "LR", "EX"])
def test_a_member_that_nothing_makes_claims_no_examples(prefix: str) -> None:
    assert "examples" not in _claims(prefix, Member(name="nobody"))


@pytest.mark.parametrize("error", [MissingDataError("customers", "be known", None), KeyError(1)])
def test_a_rule_that_fails_is_shown_performances_all_the_same(error: Exception) -> None:
    @attrs.frozen(kw_only=True)
    class Needy:
        name: ClassVar[str] = "needy"

        def fee(self, _performance: Performance, /) -> Fee:
            raise error

    subject = rule_subject(Member(name="needy", given=Given(members=(Needy(),))), _SETUP)
    assert len(subject.cases()) == 2
    assert "commission" in subject.known.payment_rules


def test_a_strategy_with_parameters_of_its_own_is_drawn() -> None:
    @attrs.frozen(kw_only=True)
    class Weighed(Profit):
        name: ClassVar[str] = "weighed"
        weight: int

    subject = strategy_subject(Member(name="weighed", make=Weighed), _SETUP)
    assert {type(one) for one in subject.strategies} == {Weighed}
    assert _claims("RS", Member(name="never", make=lambda: 1 // 0)) == frozenset()


@attrs.frozen(kw_only=True)
class _Optional:
    name: ClassVar[str] = "optional"
    tells: ClassVar[tuple[str, ...]] = ("orders",)
    salt: str

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        if self.salt == "refuse":
            raise InvalidInputError(export.name, "be another", setting)
        raise ZeroDivisionError


def test_a_source_that_needs_options_gets_such_as_its_fields_allow() -> None:
    subject = source_subject(Member(name="optional", make=_Optional), _SETUP)
    assert isinstance(subject.source, _Optional)
    assert source_subject(Member(name="none", make=lambda: 1 // 0), _SETUP).source is None
    assert source_subject(Member(name="none"), _SETUP).source is None


def test_a_source_of_a_plugin_gets_the_options_that_are_given(offer: Offer) -> None:
    given = Given(options={"prices_include_tax": "true"})
    subject = source_subject(Member(name="shopify", offer=offer, given=given), _SETUP)
    assert isinstance(subject.source, Shopify)
    assert subject.source.prices_include_tax is True


def test_a_source_may_refuse_a_file_and_may_not_fail() -> None:
    def subject(salt: str) -> object:
        given = Given(members=(_Optional(salt=salt),))
        made = source_subject(Member(name="optional", given=given), _SETUP)
        return made.judged(lambda: Export.of_csv("a\n", name="a.csv"), case="one column")

    assert subject("refuse") is None
    with pytest.raises(CheckFailedError) as told:
        subject("fail")
    assert str(told.value) == (
        "attribution source optional, given one column, must answer a Sourced or refuse with "
        "InvalidInputError, got 'ZeroDivisionError: '"
    )


def test_an_export_that_is_not_there_is_refused() -> None:
    member = Member(name="x", make=_Optional, given=Given(exports=(Path("nowhere.csv"),)))
    with pytest.raises(InvalidInputError, match=r"export nowhere\.csv must be a readable UTF-8"):
        source_subject(member, _SETUP)


def test_a_plugin_is_named_and_not_given_as_a_value(offer: Offer) -> None:
    with pytest.raises(InvalidInputError, match="plugin x must be named, not given as a value"):
        plugin_subject(Member(name="x"), _SETUP)
    with pytest.raises(InvalidInputError, match="plugin x must be installed, got None"):
        _ = PluginSubject(member="x", offer=offer).found


def test_what_is_not_its_own_copy_is_refused() -> None:
    with pytest.raises(CheckFailedError, match="a nan must equal its pickled and deep copies"):
        refuse_differing_copy("a nan", [complex("nan")])


def test_what_a_file_promises_is_claimed() -> None:
    def claims(**told: str) -> frozenset[str]:
        made = attrs.make_class("Made", [], bases=(Names,), class_body=dict(told))
        return _claims("EX", Member(name="made", make=made))

    assert claims() == {"examples", "csv", "text"}
    assert claims(media_type="application/pdf") == {"examples"}
    assert claims(media_type="application/json") == {"examples", "json", "text"}


def test_what_is_ours_may_use_our_codes(offer: Offer) -> None:
    ours = lint_subject(Member(name="few", offer=offer, make=FewSales), _SETUP)
    theirs = lint_subject(Member(name="few", make=FewSales), _SETUP)
    assert ("foreign" in ours.claims, "foreign" in theirs.claims) == (False, True)


def test_a_platform_is_called_by_its_name() -> None:
    given = Given(members=(Stall,), fake=StallFake)
    assert platform_subject(Member(name="stall", given=given), _SETUP).member == "stall"


def test_a_rule_whose_copies_differ_is_killed_by_the_check_of_books(offer: Offer) -> None:
    @attrs.frozen(kw_only=True, eq=False)
    class Unlike(FlatFee):
        """Is equal to nothing but itself."""

    rule = Unlike(per_campaign=Money("5", "USD"))
    given = Given(members=(rule,))
    member = Member(
        name="flat_fee", offer=offer, make=offer.own("payment_rules")["flat_fee"].make, given=given
    )
    kind = KINDS["PR"]
    check = next(one for one in kind.kit.checks if one.id == "PR-V13")
    found = Judge(kind=kind, deadline_s=30, excuses={}).outcome(
        check, kind.kit.subject(member, _SETUP)
    )
    assert found.status == "failed"
    assert found.told.startswith("terms that were written and read must be ")
