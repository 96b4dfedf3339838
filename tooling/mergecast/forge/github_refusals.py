"""What an answer that is no success means: wait, ask later, or never."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from mergecast.forge.github_answer import Answer, ForgeAwayError, ForgeRefusedError
from mergecast.redaction import redacted

LONGEST_WAIT = 20.0
"""Seconds that are waited for an answer, and no more."""
_PASSING = frozenset({500, 502, 503, 504})
_LIMITED = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})
_MOVED = frozenset({301, 302, 307, 308})


def pause_before(answer: Answer, tries: int) -> float | None:
    """Seconds until the same question may be answered; None where it was."""
    if answer.status in _PASSING:
        return 2.0**tries
    if answer.status not in _LIMITED:
        return None
    after = answer.headers.get("Retry-After", "")
    if after.isdecimal():
        return float(after)
    spent = answer.headers.get("X-RateLimit-Remaining") == "0"
    return LONGEST_WAIT + 1 if spent else None


def refuse(answer: Answer, token: str | None) -> None:
    """Stop unless the answer is a success.

    Raises:
        ForgeAwayError: it says nothing, and may be another one later.
        ForgeRefusedError: GitHub understood, and does not do it.
    """
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    if status in _MOVED:
        raise ForgeAwayError(
            f"GitHub answered {status}: the repository was renamed or moved",
            hint="bring forge.repository in mergecast.yaml up to date",
        )
    if status in _PASSING or status < HTTPStatus.BAD_REQUEST:
        raise ForgeAwayError(f"GitHub answered {status}")
    if pause_before(answer, 1) is not None:
        raise ForgeAwayError("GitHub's rate limit is used up")
    why = redacted(_why(answer), [token] if token else [])
    raise ForgeRefusedError(
        f"GitHub refused: {status}{why}",
        status=status,
        hint=_HINTS.get(status, ""),
    )


_HINTS: Mapping[int, str] = {
    401: "set GITHUB_TOKEN to a token that is still valid",
    403: "give the token the permissions that the workflow's job names",
    404: "see whether forge.repository is right, and whether the token may see it",
    410: "turn issues on, in the repository's settings",
}


def _why(answer: Answer) -> str:
    """What GitHub says of it, cut short: it may hold anything."""
    try:
        said = json.loads(answer.body).get("message", "")
    except (ValueError, AttributeError):
        return ""
    return f" ({said[:100]})" if isinstance(said, str) and said else ""
