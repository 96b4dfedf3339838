"""Tell the service manager that this process lives: systemd's protocol, if it asks.

It is one datagram to the socket that the environment names. Without one nothing is
told, and what goes wrong in telling is nobody's trouble: the manager notices silence.
"""

from __future__ import annotations

import os
import socket

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def notify(state: str) -> None:
    """Tell it, if somebody wants to know."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.setblocking(False)  # noqa: FBT003 - the standard library's own
            out.sendto(state.encode(), address)
    except OSError:
        return
