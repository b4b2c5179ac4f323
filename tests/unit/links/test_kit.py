"""The kit: what deals have stays, what they lack is made and told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from influence.campaigns import Campaign, Offer
from influence.creators import Creator, Handle
from influence.deals import Deal
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.links import (
    CodePolicy,
    LinkPolicy,
    TrackingKit,
    TrackingRow,
    plain_cell,
    spreadsheet_cell,
    tracking_kit,
)
from influence.metrics import SuccessMetrics

PAGE = "https://shop.example/spring"


def _campaign(*, campaign_id: str = "spring", offer: Offer | None = None) -> Campaign:
    return Campaign(
        campaign_id=campaign_id,
        name="Spring launch",
        currency="USD",
        time_zone="UTC",
        starts=dt.date(2026, 3, 2),
        ends=dt.date(2026, 4, 13),
        success_metrics=SuccessMetrics(("saves", "clicks", "orders")),
        offer=offer,
        hashtag="#acorn",
    )


def _maya(**fields: Any) -> Creator:  # noqa: ANN401  # the fields of a creator
    usual: dict[str, Any] = {"creator_id": "maya", "name": "Maya Okafor", "platform": "instagram"}
    return Creator(**(usual | fields))


def _kit(
    *deals: Deal,
    creators: Sequence[Creator] = (_maya(),),
    campaign: Campaign | None = None,
    codes_in_use: Sequence[str] = (),
    **policy: Any,  # noqa: ANN401  # the fields of a policy
) -> TrackingKit:
    usual: dict[str, Any] = {"landing_page": PAGE}
    return tracking_kit(
        campaign or _campaign(),
        creators=creators,
        deals=deals,
        codes_in_use=codes_in_use,
        policy=LinkPolicy(**(usual | policy)),
    )


def _contents(kit: TrackingKit) -> list[tuple[str | None, str, str]]:
    return [(row.angle, row.tags.content, row.status) for row in kit.rows]


def _told(kit: TrackingKit) -> list[str]:
    return [str(finding) for finding in kit.findings]


def test_a_creator_without_a_deal_gets_one_link_a_code_and_a_keyword() -> None:
    kit = _kit(codes=CodePolicy(discount=15))
    (row,) = kit.rows
    assert row.cells == (
        "maya", "",
        f"{PAGE}?utm_source=instagram&utm_medium=social&utm_campaign=spring&utm_content=maya",
        "instagram", "social", "spring", "maya", "MAYA15", "ALPINE", "Organic Social",
        "new link code keyword",
    )  # fmt: skip
    (missing,) = kit.missing
    assert not missing.has_deal
    assert missing.deal == Deal(
        creator_id="maya", links=("maya",), codes=("MAYA15",), dm_keywords=("ALPINE",)
    )
    assert _told(kit) == [
        "campaign.toml maya: INF321 a deal, and in it lacks link maya, code MAYA15, keyword ALPINE"
    ]


def test_every_angle_without_a_link_gets_one_and_the_others_are_kept() -> None:
    deal = Deal(
        creator_id="maya",
        angles=("before-after", "A Day"),
        links=("Maya", "maya-before-after"),
        codes=("MAYA15", "SECOND"),
        dm_keywords=("SUMMIT",),
    )
    kit = _kit(deal)
    assert _contents(kit) == [
        (None, "maya", "kept"),
        ("before-after", "maya-before-after", "kept"),
        ("A Day", "maya-a-day", "new link"),
    ]
    assert {(row.code, row.dm_keyword) for row in kit.rows} == {("MAYA15", "SUMMIT")}
    (missing,) = kit.missing
    assert missing.links == ("maya-a-day",)
    assert missing.has_deal
    assert missing.deal.links == ("Maya", "maya-before-after", "maya-a-day")
    assert _told(kit) == ["campaign.toml maya: INF321 the deal lacks link maya-a-day"]


def test_nothing_is_missing_when_a_deal_has_everything() -> None:
    deal = Deal(creator_id="maya", links=("maya",), codes=("MAYA15",), dm_keywords=("SUMMIT",))
    kit = _kit(deal)
    assert kit.missing == ()
    assert kit.findings == ()
    assert [row.status for row in kit.rows] == ["kept"]


def test_the_longest_angle_that_a_link_ends_in_is_its_angle() -> None:
    deal = Deal(creator_id="maya", angles=("after", "before-after"), links=("maya-before-after",))
    assert _contents(_kit(deal))[0][:2] == ("before-after", "maya-before-after")


def test_a_link_that_would_be_taken_for_another_angle_is_named_otherwise() -> None:
    creator = _maya(creator_id="maya-before")
    deal = Deal(creator_id="maya-before", angles=("after", "before-after"))
    first, second = _kit(deal, creators=[creator]).rows
    assert (first.angle, second.angle) == ("after", "before-after")
    assert second.tags.content == "maya-before-before-after"
    assert first.tags.content.startswith("maya-before-")
    assert first.tags.content.endswith("-after")
    assert first.tags.content != "maya-before-after"


def test_ids_that_make_the_same_slug_get_links_of_their_own() -> None:
    creators = [_maya(creator_id=name) for name in ("ünal", "unal", "Ünal")]
    contents = [row.tags.content for row in _kit(creators=creators).rows]
    assert contents[0] == "unal"
    assert len(set(contents)) == 3
    assert all(content.startswith("unal") for content in contents)


@pytest.mark.parametrize("creator_id", ["玛雅", "maya@mail.example", "5550100199", "maya-okafor"])
def test_an_id_that_may_not_stand_in_a_link_is_drawn(creator_id: str) -> None:
    (row,) = _kit(creators=[_maya(creator_id=creator_id)]).rows
    assert row.tags.content.isalpha()
    assert len(row.tags.content) == 6


def test_a_long_id_is_shortened_and_an_angle_without_a_slug_gets_letters() -> None:
    deal = Deal(creator_id="x" * 100, angles=("玛雅", "y" * 60))
    one, other = _kit(deal, creators=[_maya(creator_id="x" * 100)]).rows
    for row in (one, other):
        assert row.tags.content.startswith("x" * 37 + "-")
        assert len(row.tags.content) <= 100
    again = Deal(creator_id="x" * 100, angles=deal.angles, links=(one.tags.content,))
    first, second = _kit(again, creators=[_maya(creator_id="x" * 100)]).rows
    assert (first.angle, first.tags.content) == ("玛雅", one.tags.content)
    assert (second.angle, second.tags.content) == ("y" * 60, other.tags.content)


def test_ids_whose_digits_join_to_a_number_are_parted_by_letters() -> None:
    creator = _maya(creator_id="a1234")
    (row,) = _kit(Deal(creator_id="a1234", angles=("567",)), creators=[creator]).rows
    assert row.tags.content.startswith("a1234-")
    assert row.tags.content != "a1234-567"


def test_codes_that_buyers_know_are_left() -> None:
    (row,) = _kit(codes_in_use=["MAYA"]).rows
    assert row.code == "MAYAO"


def test_words_of_the_campaign_are_no_keyword() -> None:
    offer = Offer(product="Alpine kit", primary_action="buy_with_code", landing_page=PAGE)
    (row,) = _kit(campaign=_campaign(offer=offer)).rows
    assert row.dm_keyword not in {"ALPINE", "ACORN"}


def test_the_landing_page_of_the_policy_goes_before_that_of_the_offer() -> None:
    offer = Offer(product="Kit", primary_action="buy_with_code", landing_page="https://a.example")
    campaign = _campaign(offer=offer)
    kits = (_kit(campaign=campaign, landing_page=page) for page in (None, PAGE))
    assert [kit.rows[0].url.partition("?")[0] for kit in kits] == ["https://a.example", PAGE]


def test_without_a_landing_page_there_are_no_links() -> None:
    with pytest.raises(MissingDataError) as caught:
        _kit(landing_page=None)
    assert str(caught.value) == (
        "landing page must be in [offer] or [links] of campaign.toml, got None"
    )


def test_a_landing_page_of_the_offer_that_cannot_be_linked_to_is_refused() -> None:
    offer = Offer(product="Kit", primary_action="buy_with_code", landing_page="shop.example")
    with pytest.raises(InvalidInputError) as caught:
        _kit(campaign=_campaign(offer=offer), landing_page=None)
    assert str(caught.value) == (
        "landing page must begin with http:// or https://, got 'shop.example'"
    )


@pytest.mark.parametrize(
    ("creator", "policy", "source", "channel"),
    [
        (_maya(), {}, "instagram", "Organic Social"),
        (_maya(platform=None, handles=(Handle("tiktok", "m"),)), {}, "tiktok", "Organic Social"),
        (_maya(platform=None), {}, "creators", "Organic Social"),
        (_maya(platform="玛雅"), {}, "creators", "Organic Social"),
        (_maya(platform="x"), {}, "x", "Organic Social"),
        (_maya(platform="x"), {"channel": "paid-social"}, "twitter", "Paid Social"),
        (_maya(), {"channel": "Affiliates"}, "creators", "Affiliates"),
        (_maya(platform="blog"), {"channel": "Affiliates"}, "blog", "Affiliates"),
        (_maya(platform="podcast"), {"channel": "audio"}, "podcast", "Audio"),
        (_maya(), {"source": "partners", "channel": "Affiliates"}, "partners", "Affiliates"),
    ],
)
def test_the_source_is_the_platform_where_that_leads_to_the_channel(
    creator: Creator, policy: dict[str, Any], source: str, channel: str
) -> None:
    kit = _kit(creators=[creator], **policy)
    assert [(row.tags.source, row.channel) for row in kit.rows] == [(source, channel)]
    assert [one.code for one in kit.findings] == ["INF321"]


def test_a_link_that_lands_elsewhere_is_an_error_once_a_source() -> None:
    kit = _kit(
        creators=[_maya(), _maya(creator_id="leo")], source="instagram", channel="Affiliates"
    )
    assert {row.channel for row in kit.rows} == {"Organic Social"}
    first, *_ = kit.findings
    assert first.code == "INF322"
    assert first.severity == "error"
    assert first.where == "campaign.toml utm_source instagram"
    assert [one.code for one in kit.findings].count("INF322") == 1


def test_a_platform_that_reaches_no_channel_keeps_its_name() -> None:
    kit = _kit(creators=[_maya(platform="youtube")], channel="Paid Social")
    assert [(row.tags.source, row.channel) for row in kit.rows] == [("youtube", "Paid Video")]
    assert "INF322" in [one.code for one in kit.findings]


def test_a_misspelt_medium_is_told_with_the_close_one() -> None:
    kit = _kit(creators=[_maya(platform="blog")], channel="Affiliates", medium="afiliate")
    assert "did you mean 'affiliate'?" in kit.findings[0].message


_UNFIT = "link must be short, of a-z 0-9 . _ and -, to stand in a link and be found again"
_SAID = "INF327 keyword must be no word that people say anyway"


@pytest.mark.parametrize(
    ("links", "code", "message"),
    [
        (
            ("jo@mail.example",),
            "INF323",
            "link must hold no e-mail address, got 'jo@mail.example'",
        ),
        (
            ("Ma Ya",),
            "INF324",
            f"{_UNFIT}, got 'Ma Ya'",
        ),
        (("maya-okafor",), "INF325", "link must not be a full name, got 'maya-okafor'"),
    ],
)  # fmt: skip
def test_a_link_that_may_not_stand_is_told(links: tuple[str, ...], code: str, message: str) -> None:
    kit = _kit(Deal(creator_id="maya", links=links, codes=("MAYA15",), dm_keywords=("SUMMIT",)))
    assert (kit.findings[0].code, kit.findings[0].message) == (code, message)
    assert kit.findings[0].where == "campaign.toml maya"
    (row,) = kit.rows
    assert row.status == ("kept" if code == "INF325" else "new link")


def test_marks_that_are_easily_mistaken_are_told() -> None:
    creators = [_maya(creator_id=name, name=name) for name in ("maya", "leo")]
    maya = Deal(
        creator_id="maya",
        links=("maya",),
        codes=("MAYA15", "MAYA 15", "FUCK1"),
        dm_keywords=("summit run", "deal", "shit"),
    )
    leo = Deal(
        creator_id="leo", links=("leo",), codes=("MAYAI5",), dm_keywords=("summit", "spring launch")
    )
    assert _told(_kit(maya, leo, creators=creators)) == [
        "campaign.toml leo: INF326 code must look unlike 'MAYA15' of maya, got 'MAYAI5'",
        "campaign.toml maya: INF327 keyword must hold no keyword of leo, got 'summit run'",
        f"campaign.toml maya: {_SAID}, got 'deal'",
        f"campaign.toml leo: {_SAID}, got 'spring launch'",
        "campaign.toml maya: INF328 code must hold no word that may offend, got 'FUCK1'",
        "campaign.toml maya: INF328 keyword must hold no word that may offend, got 'shit'",
    ]


def test_deals_of_people_who_are_not_asked_for_keep_their_marks() -> None:
    kit = _kit(Deal(creator_id="else", links=("maya",), codes=("MAYA",), dm_keywords=("ALPINE",)))
    (row,) = kit.rows
    assert row.tags.content.startswith("maya-")
    assert row.code == "MAYAO"
    assert row.dm_keyword != "ALPINE"


def test_letters_are_drawn_anew_until_a_link_is_free() -> None:
    taken = ["maya"]
    for _ in range(3):
        (row,) = _kit(Deal(creator_id="else", links=tuple(taken))).rows
        taken.append(row.tags.content)
    assert len(set(taken)) == 4
    assert all(content.startswith("maya") for content in taken)


def test_a_long_link_that_is_kept_is_shortened_for_the_links_of_angles() -> None:
    deal = Deal(creator_id="maya", angles=("before-after",), links=("x" * 88,))
    first, second = _kit(deal).rows
    assert (first.tags.content, first.status) == ("x" * 88, "new code keyword")
    assert len(second.tags.content) <= 100
    assert second.tags.content.endswith("-before-after")


def test_a_link_that_is_too_long_for_angles_is_told() -> None:
    kit = _kit(Deal(creator_id="maya", links=("x" * 89,)))
    assert kit.findings[0].code == "INF324"


def test_a_campaign_whose_id_cannot_stand_in_a_link_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        _kit(campaign=_campaign(campaign_id="春"))
    assert str(caught.value) == "utm_campaign must hold a letter or a digit of ASCII, got '春'"


def test_the_table_computes_nothing() -> None:
    creator = _maya(creator_id="=1+1")
    kit = _kit(
        Deal(creator_id="=1+1", codes=("@SUM(A1)",), dm_keywords=("-summit\rrun",)),
        creators=[creator],
    )
    header, line = kit.csv.splitlines(keepends=True)[0], kit.csv.partition("\n")[2]
    assert header == (
        "creator_id,angle,url,utm_source,utm_medium,utm_campaign,utm_content,code,dm_keyword,"
        "channel,status\n"
    )
    assert line.startswith('"\'=1+1","","https://')
    assert '"\'@SUM(A1)","\'-summit\rrun"' in line


def test_a_cell_comes_back() -> None:
    assert [plain_cell(spreadsheet_cell(text)) for text in ("=1", "a", "'=1", "")] == [
        "=1", "a", "'=1", "",
    ]  # fmt: skip


def test_a_row_says_what_is_new() -> None:
    row: TrackingRow = _kit().rows[0]
    assert row.new == ("link", "code", "keyword")


_LOWER = "must be lower case, of a-z 0-9 . _ and -"
_HTTP = "must begin with http:// or https://"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "A b"}, f"LinkPolicy.source {_LOWER}, got 'A b'"),
        ({"medium": ""}, "LinkPolicy.medium must be text that is not blank, got ''"),
        ({"landing_page": "x"}, f"LinkPolicy.landing_page {_HTTP}, got 'x'"),
        ({"codes": 15}, "LinkPolicy.codes must be a code policy, got 15"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        LinkPolicy(**fields)
    assert str(caught.value) == message


def test_a_channel_that_is_none_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'Affiliates'\?$"):
        LinkPolicy(channel="afiliates")
    fields: dict[str, Any] = {"channel": 7}
    with pytest.raises(UnknownNameError, match=r"^LinkPolicy.channel must be one of .*, got 7$"):
        LinkPolicy(**fields)
