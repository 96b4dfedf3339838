"""A Python that has imported all of mergecast, and becomes the program when asked.

``python warm_start.py FD`` takes orders from a socket: arguments, folder and
environment of a run, its three streams, and a pipe for the news of its end. Each order
is a fork, hence a process of its own that can be killed like any other. What it is
spared is the import of hundreds of modules, which takes longer than most of what tests
ask for.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, TextIO

import mergecast

_OTHERS = ("git", "jsonschema", "re2", "requests", "requests_oauthlib", "tweepy")
"""What is imported where it is needed; some of it may not be installed."""
_LONGEST = 1 << 20


def warm_up() -> None:
    """Import everything once."""
    for found in pkgutil.walk_packages(mergecast.__path__, "mergecast."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    for name in _OTHERS:
        with suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def serve(orders: socket.socket) -> bool:
    """Fork for each order: True in the fork, False once nobody is there to ask."""
    news, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ends: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([orders.fileno(), news], [], [])
        if news in ready:
            os.read(news, 4096)
            _tell_ends(ends)
        if orders.fileno() not in ready:
            continue
        raw, descriptors, _, _ = socket.recv_fds(orders, _LONGEST, 4)
        if not raw:
            return False
        *streams, end = descriptors
        pid = os.fork()
        if not pid:
            become(json.loads(raw), streams)
            return True
        ends[pid] = end
        for each in streams:
            os.close(each)
        orders.send(str(pid).encode())


def _tell_ends(ends: dict[int, int]) -> None:
    """Say how those ended that have."""
    for pid in list(ends):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            with suppress(OSError):
                os.write(ends[pid], str(code).encode())
            os.close(ends.pop(pid))


def become(order: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Take on what a process has that was started from nothing."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, each in enumerate(streams):
        os.dup2(each, number)
    os.closerange(3, 4096)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = list(order["args"])
    sys.stdin = _stream(0, "surrogateescape")
    sys.stdout = _stream(1, "surrogateescape")
    sys.stderr = _stream(2, "backslashreplace")


def _stream(number: int, errors: str) -> TextIO:
    """A standard stream as Python makes it where all text is UTF-8."""
    raw = open(number, "wb" if number else "rb", closefd=False)  # noqa: SIM115 - kept open
    newline = "\n" if number else None
    by_line = number == 2 or raw.isatty()
    return io.TextIOWrapper(raw, "utf-8", errors, newline, line_buffering=by_line)


def _run() -> None:
    """Run the program, and end as Python does, but for one thing.

    To free every object one by one would write to all the memory that the fork shares,
    which takes ten times as long as the fork did.
    """
    from mergecast.__main__ import main as program  # noqa: PLC0415 - in the fork alone

    try:
        program()
    except SystemExit as ended:
        if not isinstance(ended.code, int):
            raise
        threading._shutdown()  # type: ignore[attr-defined]  # as Python's own end does
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code)


def main() -> None:
    """Serve; and in what was forked, run the program."""
    orders = socket.socket(fileno=int(sys.argv[1]))
    warm_up()
    orders.send(b"warm")
    forked = serve(orders)
    # The fork has closed it with all else, and the number may be another file's.
    orders.detach()
    if forked:
        _run()


if __name__ == "__main__":
    main()
