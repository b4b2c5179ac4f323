"""Coupon sites: pages that spread codes to people who never met the creator.

The list is data, as of 2026-11; it names large sites only, and anybody may give another.
"""

from __future__ import annotations

#: Hosts of coupon and deal pages; a page of a host below one of them counts as well.
COUPON_SITES: frozenset[str] = frozenset(
    {
        "capitaloneshopping.com",
        "coupert.com",
        "couponbirds.com",
        "couponcabin.com",
        "couponfollow.com",
        "coupons.com",
        "dealspotr.com",
        "dontpayfull.com",
        "goodshop.com",
        "groupon.com",
        "honey.com",
        "hotdeals.com",
        "hotukdeals.com",
        "igraal.com",
        "joinhoney.com",
        "knoji.com",
        "lovecoupons.com",
        "ma-reduc.com",
        "mydealz.de",
        "offers.com",
        "picodi.com",
        "promocodes.com",
        "rakuten.com",
        "retailmenot.com",
        "savings.com",
        "simplycodes.com",
        "slickdeals.net",
        "topcashback.com",
        "vouchercodes.co.uk",
        "wethrift.com",
    }
)
