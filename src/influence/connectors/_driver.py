"""The driver: under what a conversation is driven.

Whose it is, which hosts it may ask, what counts as a fault, and the clock, dice and limits of the
host.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import cast

import attrs

from influence.connectors._clock import Clock, SystemClock
from influence.connectors._limits import Limits
from influence.connectors._meter import Meter
from influence.connectors._redaction import Redaction
from influence.connectors._telling import OnEvent, unheard
from influence.errors import PluginError, shown
from influence.sansio import (
    Connector,
    FaultError,
    FindsFaults,
    Quota,
    Response,
    Secret,
    usual_fault,
)

FindsFault = Callable[[Response], FaultError | None]


@attrs.frozen(kw_only=True)
class Driver:
    """What a conversation is driven under.

    Args:
        name: The name of the connector; empty when it is not known.
        hosts: The hosts that it may ask; ``None`` when nobody said.
        fault: What finds the fault in a response.
        secrets: The secrets that the connector was made with.
        clock: What tells the time.
        limits: How long, how often and how much.
        dice: What the length of a wait is drawn from.
        meter: What keeps count of the quotas.
        on_event: Who is told what happens.
    """

    name: str
    hosts: tuple[str, ...] | None
    fault: FindsFault
    secrets: tuple[Secret, ...]
    clock: Clock
    limits: Limits
    dice: random.Random
    meter: Meter
    on_event: OnEvent

    def found_fault(self, response: Response) -> FaultError | None:
        """The fault that *response* stands for, as the connector finds it."""
        try:
            found = self.fault(response)
        except FaultError as fault:  # raised where it should be returned: it says the same
            return fault
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            raise PluginError(f"{self.name}.fault", "answer a fault or None", told) from error
        said = cast("object", found)  # a plugin may have answered anything
        if said is not None and not isinstance(said, FaultError):
            raise PluginError(f"{self.name}.fault", "answer a fault or None", shown(said))
        return said

    def ends_at(self) -> dt.datetime:
        """The moment at which a read that begins now has to be over."""
        return self.clock.now() + dt.timedelta(seconds=self.limits.deadline_s)

    def redaction(self, *more: Secret) -> Redaction:
        """What replaces the secrets of the connector, and *more*."""
        return Redaction((*self.secrets, *more))


def driver(
    connector: Connector | None,
    *,
    clock: Clock | None,
    limits: Limits | None,
    dice: random.Random | None,
    meter: Meter | None,
    on_event: OnEvent | None,
) -> Driver:
    """The driver for *connector*, with what is usual where nothing is said."""
    name, hosts = "", None
    secrets: tuple[Secret, ...] = ()
    quotas: tuple[Quota, ...] = ()
    if connector is not None:
        name, hosts = connector.name, connector.capability.hosts
        secrets, quotas = secrets_of(connector), connector.capability.quotas
    given = cast("object", connector)
    return Driver(
        name=name,
        hosts=hosts,
        secrets=secrets,
        fault=given.fault if isinstance(given, FindsFaults) else usual_fault,
        clock=clock or SystemClock(),
        limits=limits or Limits(),
        dice=dice or random.Random(),  # noqa: S311  # the length of a wait is no secret
        meter=meter or Meter(quotas),
        on_event=on_event or unheard,
    )


def secrets_of(connector: Connector) -> tuple[Secret, ...]:
    """The secrets among the settings of *connector*."""
    kind = cast("type[object]", type(connector))
    if not attrs.has(kind):
        return ()
    values = (getattr(connector, field.name) for field in attrs.fields(kind))
    return tuple(value for value in values if isinstance(value, Secret))
