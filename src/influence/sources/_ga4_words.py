"""The words of GA4: its dimensions and metrics, as the Data API and as its pages call them.

A name that is not here is refused with the close one, because a metric that is passed over is a
figure that is missing without a word.

Source: S153, S154.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from influence.errors import UnknownNameError

#: Which dimension holds the UTM content, the one of the session before the others.
CONTENTS = ("sessionManualAdContent", "manualAdContent", "firstUserManualAdContent")

_DIMENSIONS: Mapping[str, str] = {
    "date": "Date",
    "dateRange": "Date range",
    "transactionId": "Transaction ID",
    "orderCoupon": "Order coupon",
    "sessionManualAdContent": "Session manual ad content",
    "manualAdContent": "Manual ad content",
    "firstUserManualAdContent": "First user manual ad content",
    "sessionManualTerm": "Session manual term",
    "sessionManualCampaignName": "Session manual campaign name",
    "sessionManualCampaignId": "Session manual campaign ID",
    "sessionManualSource": "Session manual source",
    "sessionManualMedium": "Session manual medium",
    "sessionManualSourceMedium": "Session manual source / medium",
    "sessionManualCreativeFormat": "Session manual creative format",
    "sessionManualMarketingTactic": "Session manual marketing tactic",
    "sessionCampaignName": "Session campaign",
    "sessionCampaignId": "Session campaign ID",
    "sessionSource": "Session source",
    "sessionMedium": "Session medium",
    "sessionSourceMedium": "Session source / medium",
    "sessionDefaultChannelGroup": "Session default channel group",
    "sessionPrimaryChannelGroup": "Session primary channel group",
    "campaignName": "Campaign",
    "source": "Source",
    "medium": "Medium",
    "sourceMedium": "Source / medium",
    "defaultChannelGroup": "Default channel group",
    "landingPage": "Landing page",
    "landingPagePlusQueryString": "Landing page + query string",
    "currencyCode": "Currency",
    "country": "Country",
    "deviceCategory": "Device category",
    "itemPromotionName": "Item promotion name",
}

_METRICS: Mapping[str, str] = {
    "sessions": "Sessions",
    "engagedSessions": "Engaged sessions",
    "engagementRate": "Engagement rate",
    "bounceRate": "Bounce rate",
    "averageSessionDuration": "Average session duration",
    "totalUsers": "Total users",
    "activeUsers": "Active users",
    "newUsers": "New users",
    "eventCount": "Event count",
    "keyEvents": "Key events",
    "conversions": "Conversions",
    "ecommercePurchases": "Ecommerce purchases",
    "transactions": "Transactions",
    "purchaseRevenue": "Purchase revenue",
    "grossPurchaseRevenue": "Gross purchase revenue",
    "totalRevenue": "Total revenue",
    "refundAmount": "Refund amount",
    "taxAmount": "Tax amount",
    "shippingAmount": "Shipping amount",
    "addToCarts": "Add to carts",
    "checkouts": "Checkouts",
    "firstTimePurchasers": "First time purchasers",
    "totalPurchasers": "Total purchasers",
}

#: The placeholders that GA4 puts in the place of a value, and the gap that each is.
PLACEHOLDERS = MappingProxyType(
    {
        "": "not_set",
        "(not set)": "not_set",
        "(not provided)": "not_set",
        "(other)": "other_row",
        "(data not available)": "not_available",
        "(direct)": "direct",
        "(none)": "direct",
        "(direct) / (none)": "direct",
    }
)

_SUFFIX = re.compile(r"\s*\([^()]*\)$")


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


_NAMES = MappingProxyType(
    {
        _folded(word): name
        for words in (_DIMENSIONS, _METRICS)
        for name, shown in words.items()
        for word in (name, shown)
    }
)


def is_dimension(name: str) -> bool:
    """Whether a name of the Data API is that of a dimension."""
    return name in _DIMENSIONS


def known_name(shown: str) -> str | None:
    """The name that the Data API has for a column, or ``None`` when it is not known.

    Example:
        >>> known_name("Session manual ad content"), known_name("Key events (All events)")
        ('sessionManualAdContent', 'keyEvents')
    """
    return _NAMES.get(_folded(shown)) or _NAMES.get(_folded(_SUFFIX.sub("", shown)))


def api_name(shown: str, *, where: str) -> str:
    """The name that the Data API has for a column.

    Raises:
        UnknownNameError: There is no such dimension or metric; the close one is named.
    """
    name = known_name(shown)
    if name is None:
        what = f"{where} dimension or metric"
        raise UnknownNameError(what, shown, (*_DIMENSIONS, *_METRICS, *_shown_names()))
    return name


def _shown_names() -> tuple[str, ...]:
    return (*_DIMENSIONS.values(), *_METRICS.values())
