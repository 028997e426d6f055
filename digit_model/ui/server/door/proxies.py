"""Whose word is taken for a visitor's network address, which ``budget.py`` counts by.

A proxy appends the address that it was asked from to X-Forwarded-For, and anybody else may write there what they like.
uvicorn believes the proxies that FORWARDED_ALLOW_IPS lists, unless it is set those on this machine.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

VARIABLE = "FORWARDED_ALLOW_IPS"
PRIVATE = "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10"  # where a Space's proxies are


def trust_the_spaces_proxy(environment: MutableMapping[str, str] = os.environ) -> None:
    """On a Space, believe the proxies of its platform; visitors have no private addresses there."""
    if environment.get("SPACE_ID"):
        environment.setdefault(VARIABLE, PRIVATE)
