"""Whether an address is this very machine, and then: past every proxy.

What a proxy of the job's environment is handed has left the machine, and to it loopback
is itself. So a request to this machine is never given to one, whatever the environment
says, or forgets to say in ``NO_PROXY``.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine and nowhere else."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def past_proxies(url: str) -> dict[str, str]:
    """The ``proxies`` of one request, as requests takes them.

    >>> past_proxies("http://127.0.0.1:8000/2/tweets")
    {'no_proxy': '127.0.0.1'}
    >>> past_proxies("https://api.x.com")
    {}
    """
    return {"no_proxy": urlsplit(url).hostname or ""} if is_loopback(url) else {}
