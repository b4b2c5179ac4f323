"""The fake of the stall: a WSGI application over what the kit wants it to hold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final
from urllib.parse import parse_qs

import attrs

from influence.platforms import Account
from influence.sansio import Secret, Window
from influence.testing._faulty_connectors import _stall_rows as rows
from influence.testing._faulty_connectors._stall_paging import RefusalError, page
from influence.testing._faulty_connectors._stall_rows import Table
from influence.testing._holdings import Holdings
from influence.testing._platform_fake import TROUBLES, Trouble

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

_SECOND: Final = dt.timedelta(seconds=1)
_SILENT_POST: Final = (
    "kind url angle cost disclosure impressions reach views comments intent_comments saves shares "
    "clicks"
)
_RETIRED: Final = "looks"


@attrs.frozen
class StallFake:
    """A stall.

    Args:
        holdings: What it holds.
        trouble: What it plays.
    """

    troubles: ClassVar[frozenset[str]] = frozenset(TROUBLES)
    silent: ClassVar[Mapping[str, frozenset[str]]] = MappingProxyType(
        {
            "posts": frozenset(_SILENT_POST.split()),
            "orders": frozenset({"visitor_id", "customer_email", "referrer"}),
        }
    )

    holdings: Holdings
    trouble: Trouble | None = attrs.field(kw_only=True, default=None)

    @property
    def settings(self) -> Mapping[str, object]:
        """The token."""
        return {"token": Secret(self.holdings.token)}

    @property
    def app(self) -> WSGIApplication:
        """The application."""
        return self._answered

    def _answered(
        self, environ: dict[str, object], start_response: StartResponse
    ) -> Iterable[bytes]:
        """The answer to a request."""
        try:
            status, table = "200 OK", self._table(environ)
        except RefusalError as refusal:
            status, table = refusal.status, {"error": {"code": refusal.code}}
        told = rows.without_nulls(table) if self.trouble == "absent_nulls" else table
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(told, ensure_ascii=False).encode()]

    def _table(self, environ: Mapping[str, object]) -> Table:
        """What is answered to a request, or why nothing is."""
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self.holdings.token}":
            raise RefusalError("401 Unauthorized", "no_token")
        if self.trouble == "spent_403":
            raise RefusalError("403 Forbidden", "slow_down")
        if self.trouble == "throttled_inside":
            raise RefusalError("200 OK", "slow_down")
        path = str(environ["PATH_INFO"]).encode("latin-1").decode()
        pairs = parse_qs(str(environ["QUERY_STRING"]), keep_blank_values=True)
        query = {name: values[0] for name, values in pairs.items()}
        _, first, *rest = path.split("/")
        return self._of_account(first, rest, query) if rest else self._of_shop(first, query)

    def _of_shop(self, word: str, query: Mapping[str, str]) -> Table:
        """An answer that is of no account."""
        held, window = self.holdings, _window(query)
        match word:
            case "me":
                return {"user": "the shop", "scopes": ["posts", "insights", "shop"]}
            case "search":
                profiles = [rows.profile(one) for one in held.found(query["q"])]
                return page(profiles, "accounts", query, trouble=self.trouble, link=True)
            case "orders":
                orders = [rows.order(one, held.changed_at(one)) for one in held.orders_in(window)]
                return page(orders, "orders", query, trouble=self.trouble)
            case "refunds":
                sign = -1 if self.trouble == "negative_refunds" else 1
                refunds = [rows.refund(one, sign=sign) for one in held.refunds_in(window)]
                return page(refunds, "refunds", query, trouble=self.trouble)
            case "touches":
                touches = [rows.touch(one) for one in held.touches_in(window)]
                return page(touches, "touches", query, trouble=self.trouble)
            case _:
                return self._insights(query)

    def _of_account(self, word: str, rest: Sequence[str], query: Mapping[str, str]) -> Table:
        """An answer that is of one account."""
        account = self._account(word, rest[0])
        match rest[1:]:
            case ["posts"]:
                posts = self.holdings.posts_of(account, window=_window(query))
                return page([rows.post(one) for one in posts], "posts", query, trouble=self.trouble)
            case ["audience"]:
                found = self.holdings.audiences_of(account)
                parts = [rows.audience(one) for one in found]
                return {"hidden": not found, "audience": parts}
            case _:
                return rows.profile(self.holdings.profile_of(account))

    def _account(self, word: str, name: str) -> Account:
        """The account of an id or a handle."""
        for account in self.holdings.accounts:
            if name == (account.account_id if word == "accounts" else account.handle):
                return account
        raise RefusalError("404 Not Found", "no_account")

    def _insights(self, query: Mapping[str, str]) -> Table:
        """Figures of posts; a retired field fails all of it."""
        wanted, fields = query["ids"].split(","), query["fields"].split(",")
        if _RETIRED in fields or self.trouble == "retired_metric":
            raise RefusalError("400 Bad Request", "field_retired")
        known = {post.post_id for post in self.holdings.posts}
        told = [rows.insight(self.holdings, one, fields) for one in wanted if one in known]
        if self.trouble == "half_failed":
            told[-1] = {"id": wanted[-1], "error": "try later"}
        return {"insights": told}


def _window(query: Mapping[str, str]) -> Window:
    """The window of a request; the stall knows whole seconds, and rounds so that none is lost."""
    since, until = (
        dt.datetime.fromisoformat(query[name]) if name in query else None
        for name in ("since", "until")
    )
    if since is not None:
        since = since.replace(microsecond=0)
    if until is not None and until.microsecond:
        until = until.replace(microsecond=0) + _SECOND
    return Window(since=since, until=until)
