"""Sans-I/O: the words in which a connector and its host speak, as pure values.

    connector → Request → host → HTTP → Response → connector → Page

A connector's method is a generator. It never touches the network, so it cannot hang on it, runs
under a host that blocks and under one that awaits alike, and is tested by handing it responses.
The host is ``influence.connectors``.
"""

from __future__ import annotations

from influence.sansio._blocking import Blocking
from influence.sansio._capability import (
    READ_NAMES,
    USES,
    Auth,
    Capability,
    Incremental,
    Paging,
    Read,
    ReadName,
    Use,
)
from influence.sansio._classified import usual_fault
from influence.sansio._connector import (
    Connector,
    FindsFaults,
    ReadsAudience,
    ReadsMetrics,
    ReadsOrders,
    ReadsPosts,
    ReadsProfile,
    ReadsRefunds,
    ReadsTouches,
    Searches,
)
from influence.sansio._document import Document
from influence.sansio._fact_sheet import FactSheet, VendorField
from influence.sansio._faults import (
    ADVICE,
    Advice,
    FaultError,
    GarbledError,
    RefusedError,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    UnavailableError,
)
from influence.sansio._page import Conversation, Page
from influence.sansio._quota import FixedQuota, LeakyBucket, Quota, RollingQuota, TokenQuota
from influence.sansio._records import WHY_NONE, Audience, Connection, Profile, Reading, WhyNone
from influence.sansio._request import Request, json_body
from influence.sansio._response import Response
from influence.sansio._secret import Secret
from influence.sansio._window import Window

__all__ = [
    "ADVICE",
    "READ_NAMES",
    "USES",
    "WHY_NONE",
    "Advice",
    "Audience",
    "Auth",
    "Blocking",
    "Capability",
    "Connection",
    "Connector",
    "Conversation",
    "Document",
    "FactSheet",
    "FaultError",
    "FindsFaults",
    "FixedQuota",
    "GarbledError",
    "Incremental",
    "LeakyBucket",
    "Page",
    "Paging",
    "Profile",
    "Quota",
    "Read",
    "ReadName",
    "Reading",
    "ReadsAudience",
    "ReadsMetrics",
    "ReadsOrders",
    "ReadsPosts",
    "ReadsProfile",
    "ReadsRefunds",
    "ReadsTouches",
    "RefusedError",
    "Request",
    "Response",
    "RollingQuota",
    "Searches",
    "Secret",
    "ThrottledError",
    "TokenQuota",
    "TooMuchError",
    "UnauthorisedError",
    "UnavailableError",
    "Use",
    "VendorField",
    "WhyNone",
    "Window",
    "json_body",
    "usual_fault",
]
