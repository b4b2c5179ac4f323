"""Sources: which sites GA4 knows as social, video, search and shopping sites.

GA4 files a visit by the category of its source before it looks at most mediums. Its list has some
eight hundred names; here are the platforms that creators publish on, the other names that people
write for them, and the largest of the rest. A source that is not here counts as unlisted, which GA4
may see otherwise.

Source: S72, S73.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

Category: TypeAlias = Literal["social", "video", "search", "shopping"]

_SOCIAL = """
    blogger blogger.com blogspot blogspot.com bit.ly buzzfeed buzzfeed.com crunchyroll
    crunchyroll.com deviantart deviantart.com digg digg.com disqus disqus.com douban facebook
    facebook.com fandom.com fb fb.me flickr flickr.com flipboard flipboard.com foursquare
    foursquare.com goo.gl goodreads goodreads.com groups.google.com hootsuite hootsuite.com houzz
    houzz.com ig instagram instagram.com instapaper instapaper.com kakao kakao.com
    l.facebook.com l.instagram.com last.fm line line.me linkedin linkedin.com livejournal
    livejournal.com lm.facebook.com lnkd.in m.facebook.com medium.com meetup meetup.com messenger
    messenger.com mix.com myspace myspace.com news.ycombinator.com ok.ru old.reddit.com
    pinterest pinterest.ca pinterest.co.uk pinterest.com pinterest.de pinterest.es pinterest.fr
    plurk quora quora.com reddit reddit.com renren researchgate.net scribd scribd.com skype
    slideshare.net snapchat snapchat.com sites.google.com stackexchange stackoverflow
    stackoverflow.com t.co t.me tagged tencent tiktok tiktok.com tinyurl tinyurl.com tripadvisor
    tripadvisor.com tumblr tumblr.com tweetdeck twitter twitter.com typepad vk.com wattpad
    wattpad.com wechat wechat.com weebly weibo weibo.com whatsapp whatsapp.com wordpress
    wordpress.com wordpress.org xing xing.com yammer yelp yelp.com zalo
"""
_VIDEO = """
    crackle curiositystream d.tube dailymotion dailymotion.com disneyplus hulu hulu.com iqiyi
    m.twitch.tv m.youtube.com music.youtube.com netflix netflix.com player.twitch.tv
    player.vimeo.com ted ted.com twitch twitch.tv utreon veoh vimeo vimeo.com wistia wistia.com
    youku youku.com youtube youtube.com
"""
_SEARCH = """
    aol ask avg baidu biglobe bing cnn comcast daum daum.net dogpile duckduckgo ecosia.org google
    google-play google.com googlemybusiness lycos msn msn.com naver naver.com onet qwant qwant.com
    rakuten rambler search.aol.com seznam sogou startsiden terra virgilio yahoo yahoo.com yandex
    yandex.com yandex.ru
"""
_SHOPPING = """
    alibaba alibaba.com amazon amazon.co.uk amazon.com checkout.shopify.com ebay ebay.co.uk
    ebay.com ebay.de etsy etsy.com igshopping mercadolibre mercadolibre.com shop.app shopify
    shopify.com shopping.yahoo.com shopzilla simplycodes.com stripe stripe.com walmart walmart.com
"""


def _categories(**names: str) -> Mapping[str, Category]:
    """The table from the words of each category."""
    table: dict[str, Category] = {}
    categories: tuple[Category, ...] = ("social", "video", "search", "shopping")
    for category in categories:
        table |= dict.fromkeys(names[category].split(), category)
    return MappingProxyType(table)


CATEGORIES: Mapping[str, Category] = _categories(
    social=_SOCIAL, video=_VIDEO, search=_SEARCH, shopping=_SHOPPING
)
