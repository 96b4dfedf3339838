"""Start the program by forking one that has imported everything: ``warm_start.py``.

It is the same program, in a process of its own. How it starts from nothing is tested
by those that start ``PROGRAM`` itself.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

from readable import readable

_SCRIPT = Path(__file__).with_name("warm_start.py")
_asking = Lock()


def can_be_warm(env: Mapping[str, str]) -> bool:
    """Whether a start from nothing would come to the same in this environment."""
    odd = {name for name in env if name.startswith("PYTHON")} - {"PYTHONUTF8"}
    return (
        sys.platform == "linux"
        and not odd
        and env.get("PYTHONUTF8") == "1"
        and env.get("PATH") == os.environ["PATH"]
    )


class Warm:
    """A process that was forked, with as much of ``subprocess.Popen`` as tests use."""

    def __init__(
        self, args: Sequence[str | Path], cwd: Path, env: Mapping[str, str]
    ) -> None:
        self.args = [str(each) for each in args]
        self.returncode: int | None = None
        self._looking = Lock()
        stdin, writer = os.pipe()
        out, stdout = os.pipe()
        err, stderr = os.pipe()
        self._end, end = os.pipe()
        order = {"args": self.args, "cwd": str(cwd), "env": dict(env)}
        theirs = (stdin, stdout, stderr, end)
        with _asking:
            orders = _warmed()
            socket.send_fds(orders, [json.dumps(order).encode()], theirs)
            self.pid = int(orders.recv(64))
        for each in theirs:
            os.close(each)
        self._stdin = os.fdopen(writer, "w", encoding="utf-8")
        self.stdout = os.fdopen(out, encoding="utf-8")
        self.stderr = os.fdopen(err, encoding="utf-8")

    def poll(self) -> int | None:
        """How it ended; None while it lives. Any thread may ask."""
        with self._looking:
            if self.returncode is None and readable(self._end, 0):
                self.returncode = int(os.read(self._end, 64))
            return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still lives."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def communicate(
        self, text: str = "", timeout: float | None = None
    ) -> tuple[str, str]:
        """Say something to it, and hear all that it prints until it ends."""
        until = None if timeout is None else time.monotonic() + timeout
        heard = {"out": "", "err": ""}
        files = {"out": self.stdout, "err": self.stderr}

        def hear(name: str) -> None:
            with files[name] as file:
                heard[name] = file.read()

        threads = [Thread(target=hear, args=(name,), daemon=True) for name in files]
        for each in threads:
            each.start()
        with suppress(BrokenPipeError), self._stdin:
            self._stdin.write(text)
        for each in threads:
            each.join(None if until is None else max(0.0, until - time.monotonic()))
        left = None if until is None else max(0.0, until - time.monotonic())
        readable(self._end, left)
        if self.poll() is None:
            self.kill()
            raise subprocess.TimeoutExpired(self.args, timeout or 0.0)
        os.close(self._end)
        return heard["out"], heard["err"]


@lru_cache(maxsize=1)  # one for all tests of a process: to warm up takes a second
def _warmed() -> socket.socket:
    """The socket of one that has imported everything."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", _SCRIPT, str(theirs.fileno())],
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    assert ours.recv(64) == b"warm", "it could not import everything"
    return ours
