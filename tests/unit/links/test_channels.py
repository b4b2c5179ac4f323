"""The default channels of GA4, and the tags that miss theirs."""

from __future__ import annotations

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.links import (
    CHANNEL_RULES,
    CHANNELS,
    Channel,
    UtmTags,
    channel_named,
    channel_of,
    check_channel,
    medium_of,
)


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "channel"),
    [
        ("(direct)", "(none)", "", "Direct"),
        ("(direct)", "(not set)", "", "Direct"),
        ("google", "cpc", "a cross-network one", "Cross-network"),
        ("etsy", "cpc", "", "Paid Shopping"),
        ("blog", "ppc", "spring-shop", "Paid Shopping"),
        ("google", "cpc", "", "Paid Search"),
        ("instagram", "paid_social", "", "Paid Social"),
        ("facebook", "retargeting", "", "Paid Social"),
        ("youtube", "cpv", "", "Paid Video"),
        ("youtube", "paid", "", "Paid Video"),
        ("blog", "cpm", "", "Display"),
        ("instagram", "cpm", "", "Paid Social"),
        ("blog", "banner", "", "Display"),
        ("creators", "paid", "", "Paid Other"),
        ("x", "cpc", "", "Paid Other"),
        ("amazon", "referral", "", "Organic Shopping"),
        ("instagram", "social", "shopping-week", "Organic Shopping"),
        ("instagram", "social", "eshop", "Organic Shopping"),
        ("instagram", "social", "workshop", "Organic Social"),
        ("instagram", "affiliate", "", "Organic Social"),
        ("tiktok", "", "", "Organic Social"),
        ("x", "social", "", "Organic Social"),
        ("youtube", "social", "", "Organic Social"),
        ("youtube", "affiliate", "", "Organic Video"),
        ("blog", "my-video", "", "Organic Video"),
        ("bing", "affiliate", "", "Organic Search"),
        ("blog", "organic", "", "Organic Search"),
        ("newsletter", "email", "", "Email"),
        ("e-mail", "newsletter", "", "Email"),
        ("creators", "affiliate", "", "Affiliates"),
        ("blog", "referral", "", "Referral"),
        ("blog", "link", "", "Referral"),
        ("podcast", "audio", "", "Audio"),
        ("podcast", "sms", "", "SMS"),
        ("sms", "message", "", "SMS"),
        ("app-x", "webpush", "", "Mobile Push Notifications"),
        ("app-x", "mobile-ad", "", "Mobile Push Notifications"),
        ("app-x", "notifications", "", "Mobile Push Notifications"),
        ("firebase", "message", "", "Mobile Push Notifications"),
        ("creators", "influencer", "", "Unassigned"),
        ("creators", "affiliates", "", "Unassigned"),
        ("", "", "", "Unassigned"),
    ],
)
def test_the_first_rule_that_holds_decides(
    source: str, medium: str, campaign: str, channel: Channel
) -> None:
    assert channel_of(source, medium=medium, campaign=campaign) == channel


def test_every_channel_but_the_last_has_one_rule() -> None:
    assert [rule.channel for rule in CHANNEL_RULES] == list(CHANNELS[:-1])


@pytest.mark.parametrize("name", ["Paid Social", "paid-social", "PAID_SOCIAL", "paid social"])
def test_a_channel_is_found_by_any_spelling(name: str) -> None:
    assert channel_named(name) == "Paid Social"


def test_a_channel_that_no_medium_leads_to_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError) as caught:
        channel_named("Afiliates")
    assert str(caught.value).endswith("got 'Afiliates'; did you mean 'Affiliates'?")
    with pytest.raises(UnknownNameError, match=r"^channel must be one of "):
        channel_named("Direct")
    with pytest.raises(UnknownNameError, match=r"^channel must be one of .* got 'Unassigned'$"):
        medium_of("Unassigned")


def _tags(source: str, medium: str, campaign: str = "spring") -> UtmTags:
    return UtmTags(source=source, medium=medium, campaign=campaign, content="maya")


def test_tags_that_land_where_they_should_pass() -> None:
    check_channel(_tags("creators", "affiliate"), channel="Affiliates")


_AFFILIATES = "asks for medium affiliate, and a source that is no listed site"
_SOCIAL = "asks for a social site as source, or medium social, social-network, social-media or sm"


@pytest.mark.parametrize(
    ("tags", "channel", "message"),
    [
        (
            _tags("instagram", "affiliate"),
            "Affiliates",
            ("channel of utm_source=instagram, utm_medium=affiliate, utm_campaign=spring must be "
            f"Affiliates, which {_AFFILIATES}; Organic Social {_SOCIAL}, got 'Organic Social'"),
        ),
        (
            _tags("creators", "afiliate"),
            "Affiliates",
            ("channel of utm_source=creators, utm_medium=afiliate, utm_campaign=spring must be "
            f"Affiliates, which {_AFFILIATES} (did you mean 'affiliate'?), got 'Unassigned'"),
        ),
        (
            _tags("instagram", "social", "shop-opening"),
            "Organic Social",
            ("channel of utm_source=instagram, utm_medium=social, utm_campaign=shop-opening must "
            f"be Organic Social, which {_SOCIAL}; Organic Shopping asks for a shopping site as "
            "source, or a campaign named after a shop, got 'Organic Shopping'"),
        ),
        (
            _tags("blog", "link"),
            "Unassigned",
            ("channel of utm_source=blog, utm_medium=link, utm_campaign=spring must be Unassigned, "
            "got 'Referral'"),
        ),
    ],
)  # fmt: skip
def test_tags_that_land_elsewhere_are_refused_with_the_rule(
    tags: UtmTags, channel: Channel, message: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_channel(tags, channel=channel)
    assert str(caught.value) == message
