"""How git reaches the forge in a job: with the job's token, for one server only.

A checkout that leaves its token in the clone's configuration leaves it on disk, for
whatever runs later. So workflows tell it not to, and git is handed the token of the
environment instead: as a header, in numbered configuration variables (an argument
could be read by every process of the machine), and for ``GITHUB_SERVER_URL`` alone.
git follows no redirection from there, since it would take the header along.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit


def signed(environment: Mapping[str, str]) -> dict[str, str]:
    """What to add to git's environment; nothing outside of a job on GitHub.

    A header that the environment already brings for git stays the only one.
    """
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    server = _server(environment.get("GITHUB_SERVER_URL", ""))
    if environment.get("GITHUB_ACTIONS") != "true" or not server or not _plain(token):
        return {}
    told = environment.get("GIT_CONFIG_COUNT", "")
    first = int(told) if told.isdecimal() else 0
    if any(_is_header(environment, number) for number in range(min(first, 1000))):
        return {}
    entries = (
        # An empty one first: a server refuses a request that has two.
        (f"http.{server}/.extraHeader", ""),
        (f"http.{server}/.extraHeader", f"Authorization: Basic {basic(token)}"),
        (f"http.{server}/.followRedirects", "false"),
    )
    made = {"GIT_CONFIG_COUNT": str(first + len(entries))}
    for number, (name, value) in enumerate(entries, first):
        made |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return made


def basic(token: str) -> str:
    """The form in which GitHub takes a token from git."""
    return b64encode(f"x-access-token:{token}".encode()).decode()


def _plain(token: str) -> bool:
    return token.isascii() and token.isprintable() and " " not in token and token != ""


def _is_header(environment: Mapping[str, str], number: int) -> bool:
    name = environment.get(f"GIT_CONFIG_KEY_{number}", "").casefold()
    return name.startswith("http.") and name.endswith(".extraheader")


def _server(url: str) -> str:
    """The server's address without a slash at its end; empty where it is not safe."""
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and _here(parts))
    except ValueError:
        return ""
    odd = parts.username or parts.query or parts.fragment or parts.path.strip("/")
    if not safe or not parts.hostname or odd or not url.isprintable() or " " in url:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def _here(parts: SplitResult) -> bool:
    """Whether nothing leaves this machine."""
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
