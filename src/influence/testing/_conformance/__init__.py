"""Conformance: what a plugin is held to, check by check, and what is said of it.

    target → offer → a subject for each member → checks → outcomes → report

A *check* is one law under a permanent id. A *kind* is what a plugin may offer, such as payment
rules; its checks stand in a package of its own, beside this one. Nothing here knows what a payment
rule is.
"""

from __future__ import annotations
