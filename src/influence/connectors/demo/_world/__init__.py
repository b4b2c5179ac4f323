"""The world: a platform's creators, posts and shop as one generated value, the same for each seed.

    seed → accounts, posts, touches, orders, refunds, each with the moment from which it is listed

A world knows what was true at any moment: figures of posts grow, orders are cancelled, posts are
deleted, and some rows are listed late. It is awkward on purpose, as platforms are.
"""

from __future__ import annotations
