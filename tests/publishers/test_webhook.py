"""A channel hears what it is told, or it is said why not; its address shows nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from listening import Listener, listening

from mergecast.publishers.webhook import tell

HOOK = "/services/T000/B000/canary0123456789"


@pytest.fixture
def channel() -> Iterator[Listener]:
    with listening() as made:
        yield made


def test_it_hears_one_message_as_slack_takes_it(channel: Listener) -> None:
    assert tell(channel.url + HOOK, "已经发布 🎉\nsecond line") == ""

    assert channel.heard == [HOOK]
    assert json.loads(channel.bodies[0]) == {"text": "已经发布 🎉\nsecond line"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_said_and_not_followed(channel: Listener, status: int) -> None:
    channel.status = status

    assert tell(channel.url + HOOK, "x") == f"the channel for alarms answered {status}"
    assert channel.heard == [HOOK]


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_a_refusal_is_said_without_the_address(channel: Listener, status: int) -> None:
    channel.status = status

    assert tell(channel.url + HOOK, "x") == f"the channel for alarms answered {status}"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org" + HOOK,
        "ftp://127.0.0.1" + HOOK,
        "file:///etc/passwd",
        "https://",
        "https://[" + HOOK,
        "canary",
        "\x00",
    ],
)
def test_what_is_no_safe_address_is_not_asked(url: str) -> None:
    said = tell(url, "x")

    assert said
    assert "canary" not in said


def test_nobody_there_is_said_without_the_address() -> None:
    with listening() as gone:
        url = gone.url + HOOK

    assert tell(url, "x") == "the channel for alarms could not be reached"


def test_no_password_of_the_machine_goes_along(
    channel: Listener, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="utf-8") as file:  # noqa: PTH123 - one line
        file.write("machine 127.0.0.1 login mei password hunter2hunter2\n")
    monkeypatch.setenv("NETRC", netrc)

    assert tell(channel.url + HOOK, "x") == ""
    assert channel.signed == [None]
