"""Apps that ask for access to a profile: request tokens, and the PINs given for them.

It is all kept in memory: a handshake takes minutes, and outlives no sandbox.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from threading import Lock

_PIN_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """An app's request; who granted it, and the PIN that this profile was shown."""

    app: str
    secret: str
    handle: str = ""
    pin: str = ""


@dataclass(slots=True)
class Handshakes:
    """The requests under way, by their tokens."""

    _asked: dict[str, Asked] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, app: str) -> tuple[str, str]:
        """A new token for an app, and its secret."""
        token, secret = secrets.token_urlsafe(20), secrets.token_urlsafe(24)
        with self._lock:
            self._asked[token] = Asked(app, secret)
        return token, secret

    def find(self, token: str) -> Asked | None:
        """What was asked with a token, unless it was used up."""
        with self._lock:
            return self._asked.get(token)

    def pending(self) -> tuple[str, ...]:
        """The tokens that are still good, the oldest first."""
        with self._lock:
            return tuple(self._asked)

    def grant(self, token: str, handle: str) -> str | None:
        """The PIN for a profile that says yes; None if there is no such request."""
        with self._lock:
            found = self._asked.get(token)
            if found is None:
                return None
            pin = f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}}"
            self._asked[token] = replace(found, handle=handle, pin=pin)
            return pin

    def redeem(self, token: str, pin: str) -> str | None:
        """Who granted access, if the PIN is the right one; the token is gone then."""
        with self._lock:
            found = self._asked.get(token)
            if found is None or not found.pin or found.pin != pin:
                return None
            del self._asked[token]
            return found.handle
