"""Free mail: domains of which an address says nothing about who employs whom.

Two people with addresses at one of these are strangers; two at a domain of their own are not. The
list is data, as of 2026-11, and names the large providers only.
"""

from __future__ import annotations

#: Domains that anybody can have an address at.
FREE_MAIL_DOMAINS: frozenset[str] = frozenset(
    {
        "aol.com",
        "bol.com.br",
        "comcast.net",
        "duck.com",
        "fastmail.com",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.co.uk",
        "hotmail.com",
        "hotmail.de",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "libero.it",
        "live.com",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "naver.com",
        "orange.fr",
        "outlook.com",
        "outlook.de",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "seznam.cz",
        "t-online.de",
        "uol.com.br",
        "web.de",
        "wp.pl",
        "yahoo.co.jp",
        "yahoo.co.uk",
        "yahoo.com",
        "yahoo.de",
        "yahoo.fr",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
        "126.com",
        "163.com",
    }
)
