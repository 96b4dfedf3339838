"""A real browser without a window: Chromium, told what to do through two pipes.

It speaks Chromium's DevTools protocol, one JSON message after the other, each ended by
a zero byte; so it needs no port and no library.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readable import readable

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    f"none of {', '.join(NAMES)} is installed; scripts/install_browser.sh does that"
)


SILENCE = 60
"""Seconds after which a browser is given up."""


def program() -> str | None:
    """The browser of this machine."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Browser:
    """One page of a browser, and all that its console said."""

    to: int
    back: int
    session: str = ""
    said: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    _number: int = 0
    _rest: bytes = b""

    def tell(self, method: str, **parameters: object) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.to, json.dumps(order).encode() + b"\0")
        while (message := self._next()).get("id") != self._number:
            self._note(message)
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    def open(self, url: str) -> None:
        """Go to a page, and wait until it is loaded."""
        self.seen.clear()
        self.tell("Page.navigate", url=url)
        self.loaded()

    def loaded(self) -> None:
        """Wait for a page that is on its way."""
        while "Page.loadEventFired" not in self.seen:
            self._note(self._next())
        self.seen.clear()

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - JavaScript's values
        """What an expression is on the page."""
        told = self.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press a key and let it go."""
        text = {"text": "\r"} if key == "Enter" else {}
        key_of = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.tell("Input.dispatchKeyEvent", type="keyDown", **key_of, **text)
        self.tell("Input.dispatchKeyEvent", type="keyUp", **key_of)

    def width(self, pixels: int) -> None:
        """Be as wide as that, as a phone or as a desk."""
        size = {"width": pixels, "height": 900, "deviceScaleFactor": 1}
        self.tell("Emulation.setDeviceMetricsOverride", **size, mobile=False)

    def likes(self, scheme: str) -> None:
        """Be on a machine that is set to light or dark."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.tell("Emulation.setEmulatedMedia", features=[feature])

    def _note(self, message: dict[str, Any]) -> None:
        method, told = message.get("method", ""), message.get("params", {})
        self.seen.add(method)
        if method == "Log.entryAdded":
            self.said.append(told["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.said.append(str(told["args"]))
        elif method == "Runtime.exceptionThrown":
            self.said.append(str(told["exceptionDetails"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready = readable(self.back, SILENCE)
            assert ready, f"the browser said nothing for {SILENCE} s"
            more = os.read(self.back, 65536)
            assert more, "the browser went away"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


def _pipe() -> tuple[int, int]:
    """A pipe whose numbers are far from 3 and 4."""
    plain = os.pipe()
    reading, writing = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in plain)
    for fd in plain:
        os.close(fd)
    return reading, writing


@contextmanager
def browsing(folder: Path) -> Iterator[Browser]:
    """A browser with an empty page; its profile is kept in ``folder``."""
    name = program()
    assert name
    (orders, to), (back, answers) = _pipe(), _pipe()
    # The browser reads what is 3 and writes to what is 4.
    shell = 'exec "$@" 3<&"$ORDERS" 4>&"$ANSWERS"'
    command = [
        *("bash", "-c", shell, "browser", name, "--headless", "--no-sandbox"),
        *("--disable-gpu", "--disable-extensions", "--no-first-run"),
        *("--disable-dev-shm-usage", "--remote-debugging-pipe", "--no-proxy-server"),
        *(f"--user-data-dir={folder}", "about:blank"),
    ]
    environment = os.environ | {"ORDERS": str(orders), "ANSWERS": str(answers)}
    with subprocess.Popen(
        command,
        env=environment,
        pass_fds=(orders, answers),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as running:
        os.close(orders)
        os.close(answers)
        made = Browser(to, back)
        try:
            pages = made.tell("Target.getTargets")["targetInfos"]
            target = next(one["targetId"] for one in pages if one["type"] == "page")
            attached = made.tell("Target.attachToTarget", targetId=target, flatten=True)
            made.session = attached["sessionId"]
            for domain in ("Page", "Runtime", "Log"):
                made.tell(f"{domain}.enable")
            yield made
        finally:
            with suppress(OSError):
                made.session = ""
                os.write(to, b'{"id":0,"method":"Browser.close"}\0')
            os.close(to)
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)
            running.kill()
            os.close(back)
