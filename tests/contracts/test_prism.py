"""All that the publisher sends, through prism, in front of the emulator.

prism holds every request and every answer against X's official OpenAPI description. It
takes 90 MB of npm packages and most of a minute, so it is asked for: `make contract`.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contracts.formats import FORMATS, WHO, Talker, talker
from contracts.official import MISSING, description, place, without_security

from mergecast.publishers import x
from mergecast.sandbox import server

HERE = Path(__file__).parent / "prism"
ASKED_FOR = "MERGECAST_CONTRACT"
_STARTS = 60

pytestmark = pytest.mark.skipif(
    not os.environ.get(ASKED_FOR), reason="it takes a minute: run `make contract`"
)


@pytest.fixture(scope="module")
def prism() -> Path:
    """The program, installed as its lock says."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("prism needs node and npm, which are not here")
    lock, stamp = HERE / "package-lock.json", HERE / "node_modules/.installed"
    if not (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        command = ["npm", "ci", "--silent"]
        subprocess.run(command, cwd=HERE, check=True, stdin=subprocess.DEVNULL)
        shutil.copyfile(lock, stamp)
    return HERE / "node_modules/.bin/prism"


@pytest.fixture(scope="module")
def guarded(prism: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The emulator behind prism; gives prism's address."""
    file = place()
    if file is None:
        pytest.skip(MISSING)
    described = tmp_path_factory.mktemp("prism") / "description.json"
    described.write_text(json.dumps(without_security(description(file))))
    port = free_port()
    with server.start(":memory:", accounts=WHO) as running:
        options = ["--errors", "--host", "127.0.0.1", "--port", str(port)]
        command = [str(prism), "proxy", *options, str(described), running.url]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as started:
            try:
                wait_for(port)
                yield f"http://127.0.0.1:{port}"
            finally:
                started.terminate()


def free_port() -> int:
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(_STARTS * 10):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    pytest.fail(f"prism does not listen after {_STARTS} s")


@pytest.fixture(scope="module")
def made(guarded: str) -> Talker:
    return talker(guarded)


@pytest.mark.parametrize("name", FORMATS)
def test_prism_lets_every_request_and_answer_pass(made: Talker, name: str) -> None:
    FORMATS[name](made)


def test_prism_stops_a_request_with_an_unknown_member(
    made: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = x.request_body

    def broken(*args: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on
        return {**plain(*args), "colour": "red"}

    monkeypatch.setattr(x, "request_body", broken)
    with pytest.raises(AssertionError, match="422"):
        made.post()


def test_prism_stops_an_answer_that_x_would_not_give(
    made: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mergecast.sandbox.tweets.short_text", lambda *_args: 7)
    with pytest.raises(AssertionError, match="500"):
        made.post()
