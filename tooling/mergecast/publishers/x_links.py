"""Links of X that people copy and click: a post's address, and a post to be written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_HOSTS = frozenset(
    f"{prefix}{host}"
    for host in ("x.com", "twitter.com")
    for prefix in ("", "www.", "mobile.")
)
_STATUS = re.compile(r"/(\w{1,15})/status/(\d{1,19})(?:/(?:photo|video)/\d)?/?")


def own_id(url: str, user: str) -> str | None:
    """The id of the post that a link leads to; None unless it is one of ``user``."""
    parts = urlsplit(url.strip())
    match = _STATUS.fullmatch(parts.path)
    if parts.scheme not in {"http", "https"} or match is None:
        return None
    if (parts.hostname or "") not in _HOSTS:
        return None
    own = match[1].casefold() == user.removeprefix("@").casefold()
    return match[2] if own else None


def intent_link(text: str, reply_to: str | None = None) -> str:
    """A link that opens X with the text filled in, ready to be posted by hand."""
    link = f"https://x.com/intent/post?text={quote(text, safe='')}"
    return f"{link}&in_reply_to={reply_to}" if reply_to else link


def profile_link(user: str) -> str:
    """Where all posts of an account can be seen, replies too."""
    return f"https://x.com/{quote(user.removeprefix('@'), safe='')}/with_replies"
