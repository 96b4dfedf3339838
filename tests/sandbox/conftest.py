"""A sandbox in memory, two accounts, and their clients."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sandbox.signing import Client
from sandbox.stage import ACCOUNTS, Clock

from mergecast.sandbox import server
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def sandbox(clock: Clock, log: list[str]) -> Iterator[RunningSandbox]:
    conduct = Conduct(
        hold_seconds=0.2, slow_seconds=0.05, drip_seconds=0.0, log=log.append
    )
    with server.start(
        ":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct
    ) as running:
        yield running


@pytest.fixture
def acme(sandbox: RunningSandbox) -> Iterator[Client]:
    client = Client(sandbox)
    yield client
    client.close()


@pytest.fixture
def beta(sandbox: RunningSandbox) -> Iterator[Client]:
    client = Client(sandbox, "beta_hq")
    yield client
    client.close()


@pytest.fixture
def long(sandbox: RunningSandbox) -> Iterator[Client]:
    client = Client(sandbox, "long_hq")
    yield client
    client.close()


@pytest.fixture
def big(sandbox: RunningSandbox) -> Iterator[Client]:
    client = Client(sandbox, "big_hq")
    yield client
    client.close()


@pytest.fixture
def mute(sandbox: RunningSandbox) -> Iterator[Client]:
    client = Client(sandbox, "mute_hq")
    yield client
    client.close()
