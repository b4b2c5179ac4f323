"""The fake: the demo platform's own side, as a WSGI application over a world.

    request → script → token → quotas → endpoint → script → response

It keeps count of calls and quotas as a platform does, and has no clock of its own: the moment comes
from the clock that it is given.
"""

from __future__ import annotations
