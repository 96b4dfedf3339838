"""An outside watch hears how a run ended; whatever it does, nothing fails."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
import requests
from listening import Listener, listening

from mergecast.publishers import watch
from mergecast.publishers.watch import ping

PLACE = "5bf66975-d4c7-4bf5"


@pytest.fixture
def outside() -> Iterator[Listener]:
    with listening() as made:
        made.url += f"/ping/{PLACE}"
        yield made


@pytest.mark.parametrize(
    ("end", "well", "asked"),
    [
        ("", True, ""),
        ("", False, "/fail"),
        ("/", False, "/fail"),
        ("?create=1", False, "/fail?create=1"),
        ("?status=up&msg=OK&ping=", True, "?status=up&msg=OK&ping="),
        ("?status=up&msg=OK&ping=", False, "?status=down&ping=&msg=failed"),
    ],
)
def test_it_hears_how_a_run_ended(
    outside: Listener,
    end: str,
    well: bool,  # noqa: FBT001 - pytest passes it by name
    asked: str,
) -> None:
    assert ping(outside.url + end, well=well) == ""
    assert outside.heard == [f"/ping/{PLACE}{asked}"]


@pytest.mark.parametrize("status", [301, 404, 409, 500])
def test_an_odd_answer_is_said_and_not_followed(outside: Listener, status: int) -> None:
    outside.status = status

    assert ping(outside.url, well=True) == f"the outside watch answered {status}"
    assert len(outside.heard) == 1


@pytest.mark.parametrize(
    "url",
    [
        f"http://watch.example.org/{PLACE}",
        f"ftp://127.0.0.1/{PLACE}",
        f"file:///{PLACE}",
        f"//127.0.0.1/{PLACE}",
        f"https:///{PLACE}",
        PLACE,
        f"https://[{PLACE}",
        f"https://a b/{PLACE}\n",
    ],
)
def test_what_is_no_safe_address_is_not_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise requests.ConnectionError(url)

    monkeypatch.setattr(requests, "get", never)
    said = ping(url, well=True)

    assert said
    assert PLACE not in said


def nobody_listens() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/{PLACE}"


def test_nobody_there_is_said_without_the_address() -> None:
    said = ping(nobody_listens(), well=False)

    assert said == "the outside watch could not be reached"


def test_a_watch_that_says_nothing_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "_TIMEOUT", (0.2, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/{PLACE}"

        assert ping(url, well=True) == "the outside watch did not answer in time"


@pytest.mark.parametrize(
    "answer",
    [
        lambda one: one.sendall(b"SSH-2.0-OpenSSH_9.6\r\n"),
        lambda one: one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nOK"),
        lambda one: one.sendall(b""),
    ],
)
def test_an_answer_that_is_none_does_no_harm(
    answer: Callable[[socket.socket], None],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def once() -> None:
            one, _ = server.accept()
            with one:
                one.recv(4096)
                answer(one)

        thread = threading.Thread(target=once)
        thread.start()
        said = ping(f"http://127.0.0.1:{server.getsockname()[1]}/{PLACE}", well=True)
        thread.join()

    assert PLACE not in said
