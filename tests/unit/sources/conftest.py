"""A site on loopback, and a fetcher that may ask it."""

from __future__ import annotations

import pytest

from briefgen.sources.fetcher import GuardedFetcher
from sources_server import serving


@pytest.fixture
def site():
    with serving() as one:
        yield one


@pytest.fixture
def fetcher(site):
    return GuardedFetcher(contact="desk@example.org", allowed_hosts=frozenset({site.host}), deadline=2.0, max_bytes=1_000_000)
