"""What is for this machine is never handed to a proxy that the environment names."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from forge.github.fake import FakeGitHub, serve
from listening import listening

from mergecast.errors import WorkspaceError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_attachments import Hosts, fetch
from mergecast.intake.said import AskBackError
from mergecast.loopback import is_loopback, past_proxies
from mergecast.model.outcome import NotSent
from mergecast.publishers.watch import ping
from mergecast.publishers.webhook import tell
from mergecast.publishers.x import Credentials
from mergecast.publishers.x_connect import App, Seen, begin, probe
from mergecast.publishers.x_session import Patience
from mergecast.sandbox import server
from mergecast.sandbox.accounts import credentials

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
KEYS = credentials("acme_hq")
APP = App(KEYS.consumer_key, KEYS.consumer_secret)
OWN = Credentials(
    KEYS.consumer_key, KEYS.consumer_secret, KEYS.access_token, KEYS.access_token_secret
)
BRIEF = Patience(connect=2, silence=2, whole=2)


@dataclass(slots=True)
class Proxy:
    """What was said to it first, connection by connection."""

    heard: list[bytes] = field(default_factory=list)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy for everything, that refuses everything."""
    made = Proxy()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve_all() -> None:
            with suppress(OSError):
                while True:
                    one, _ = listener.accept()
                    with one:
                        made.heard.append(one.recv(65536))
                        one.sendall(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve_all)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in NAMES:
            monkeypatch.setenv(name, url)
            monkeypatch.setenv(name.lower(), url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield made
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_the_emulator_is_reached_past_a_proxy(proxy: Proxy) -> None:
    with server.start(":memory:") as sandbox:
        assert isinstance(probe(OWN, sandbox.url), Seen)
        assert begin(APP, sandbox.url).token

    assert proxy.heard == []


def test_x_itself_is_reached_through_the_proxy(proxy: Proxy) -> None:
    assert isinstance(probe(OWN, "https://api.x.com", BRIEF), NotSent)
    with pytest.raises(WorkspaceError):
        begin(APP, "https://api.x.com", BRIEF)

    told = [each.split(b" HTTP")[0] for each in proxy.heard]
    assert told == [b"CONNECT api.x.com:443"] * 2


def test_a_forge_on_this_machine_is_reached_past_a_proxy(proxy: Proxy) -> None:
    github = FakeGitHub()
    with serve(github) as base:
        api = GitHubApi("acme/social", "token", base, lambda _seconds: None)
        api.login()
        api.close()

    assert github.asked
    assert proxy.heard == []


def test_a_picture_on_this_machine_is_fetched_past_a_proxy(proxy: Proxy) -> None:
    with listening() as here:
        here.status = 404
        asset = "/user-attachments/assets/5bf66975-d4c7-4bf5-8a30-6d1dd8a3a1c0"
        with pytest.raises(AskBackError):
            fetch(here.url + asset, Hosts.of(here.url), {})

    assert here.heard == [asset]
    assert proxy.heard == []


def test_a_watch_and_a_channel_on_this_machine_hear_past_a_proxy(proxy: Proxy) -> None:
    with listening() as here:
        assert ping(f"{here.url}/ping", well=True) == ""
        assert tell(f"{here.url}/channel", "x") == ""

    assert here.heard == ["/ping", "/channel"]
    assert proxy.heard == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "LocalHost"])
def test_each_name_of_this_machine_goes_past_proxies(host: str, proxy: Proxy) -> None:
    url = f"http://{host}:8000/2/tweets"
    from requests.utils import get_environ_proxies  # noqa: PLC0415 - only here

    assert is_loopback(url)
    assert get_environ_proxies(url, no_proxy=past_proxies(url)["no_proxy"]) == {}
    assert proxy.heard == []
