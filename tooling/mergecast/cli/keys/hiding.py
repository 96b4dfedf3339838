"""Every secret that the environment holds, and streams that print none of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import TextIO
from urllib.parse import urlsplit

from mergecast.redaction import redacted
from mergecast.repository.job_token import basic

_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")
_WHOLE = ("MERGECAST_WATCH_URL", "MERGECAST_ALARM_URL")
_KEYS = ("MERGECAST_LEDGER_KEY", "MERGECAST_LEDGER_KEYS")
_SECRETS = "MERGECAST_SECRETS"
_OF_ACCOUNT = re.compile(r"MERGECAST_X_\w+_(?:KEY|SECRET|TOKEN)")
_WORDS = re.compile(r"[^\s\"'{}\[\]:,=]{12,}")
"""What of a secret that is no JSON may be a key."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY")


def secrets(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The values that must appear nowhere."""
    found = frozenset(_found(environment))
    # What was pasted with a line break is used without it, and shown without it.
    return found | {each.strip() for each in found}


def _found(environment: Mapping[str, str]) -> Iterator[str]:
    for token in filter(None, map(environment.get, _TOKENS)):
        yield from (token, basic(token))
    yield from filter(None, map(environment.get, _WHOLE))
    for name in _KEYS:
        for key in environment.get(name, "").split():
            yield key.rpartition(":")[2].strip(",;")
    for name, value in environment.items():
        if _OF_ACCOUNT.fullmatch(name):
            yield value
    if known := environment.get(_SECRETS):
        yield known
        read = _json(known)
        yield from _texts(read) if read is not None else _WORDS.findall(known)
    for name in _PROXIES:
        if (proxy := environment.get(name)) and (word := _password(proxy)):
            yield word


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _texts(value: object) -> Iterator[str]:
    """The credentials themselves; the names of accounts are no secrets."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)


def _password(url: str) -> str | None:
    try:
        return urlsplit(url).password
    except ValueError:
        return None


class Discreet:
    """A stream that hides secrets in whatever is written to it."""

    def __init__(self, stream: TextIO, hidden: frozenset[str]) -> None:
        self._stream = stream
        self._hidden = hidden

    def write(self, text: str) -> int:
        """Write the text without secrets; says that all of it was written."""
        self._stream.write(redacted(text, self._hidden))
        return len(text)

    @property
    def beneath(self) -> TextIO:
        """The stream itself."""
        return self._stream

    def __getattr__(self, name: str) -> object:
        """Whatever else is asked of a stream."""
        return getattr(self._stream, name)


def undisguised(stream: TextIO) -> TextIO:
    """A stream that hides nothing, for the one thing whose purpose is a secret."""
    return stream.beneath if isinstance(stream, Discreet) else stream
