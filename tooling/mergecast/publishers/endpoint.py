"""Where requests may go: a network's own hosts, or this machine.

A signed request is worth an account, so no merged change can divert one: settings name
no host at all, and the job's environment may name another only over https or on
loopback.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from mergecast.errors import WorkspaceError
from mergecast.loopback import is_loopback


def endpoint(url: str, *, hosts: Collection[str], variable: str) -> str:
    """The base URL to send to, without a slash at its end.

    Args:
        url: what the environment says, empty for the network's own.
        hosts: the network's own hosts, the first is the one to use.
        variable: the environment variable that named it, for the message.

    Raises:
        WorkspaceError: plain http beyond this machine, or not a URL at all.
    """
    if not url:
        return f"https://{next(iter(hosts))}"
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))
    if not parts.hostname or not safe or parts.username or parts.query:
        raise WorkspaceError(
            f"{variable} is not an address to send to",
            hint="give an https URL, or http://127.0.0.1:PORT for a sandbox",
            not_done="nothing was sent",
        )
    return url.rstrip("/")
