"""Keep secrets out of what is written: whole, encoded, or inside a header.

Secrets never travel on purpose. But a server may quote a request in its refusal, git
may name a URL, and a traceback may show a value; so what leaves the program passes here
last.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

HIDDEN = "[hidden]"

_SHORTEST = 6
"""Shorter ones are no secrets, and would be found in innocent words."""


def redacted(text: str, secrets: Iterable[str]) -> str:
    """``text`` without any of the secrets, in whichever form they stand there."""
    for form in _forms(frozenset(secrets)):
        if form in text:
            text = text.replace(form, HIDDEN)
    return text


@lru_cache(maxsize=8)
def _forms(secrets: frozenset[str]) -> tuple[str, ...]:
    """All that a secret may look like, the longest first: none hides in another."""
    found = {form for secret in secrets for form in _of(secret)}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _of(secret: str) -> Iterator[str]:
    if len(secret) < _SHORTEST:
        return
    yield secret
    yield quote(secret, safe="")
    # In an OAuth base string it is encoded twice.
    yield quote(quote(secret, safe=""), safe="")
    raw = secret.encode("utf-8", "surrogatepass")
    for before in range(3):
        # Base64 of "user:SECRET" depends on how far in the secret begins.
        whole = b64encode(b"\0" * before + raw).rstrip(b"=").decode()
        inner = whole[(before * 8 + 5) // 6 :]
        inner = inner[: len(raw) * 8 // 6 - 1]
        if len(inner) >= _SHORTEST:
            yield inner
            yield inner.replace("+", "-").replace("/", "_")
