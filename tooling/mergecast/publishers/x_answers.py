"""What an answer of X proves about a create, or its absence: one closed outcome.

Only what is certain is said. That nothing was created is certain where no byte of the
request was written, and where X itself refused in words of its own. An error page of
something in between, a 5xx, a redirect, a broken or endless answer prove nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mergecast.dispatch.words import normal
from mergecast.model.outcome import (
    CREDIT,
    KEYS,
    LIMITED,
    SUSPENDED,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.redaction import redacted

if TYPE_CHECKING:
    import requests

_SHORT_LINK = re.compile(r"(?<![A-Za-z0-9.])t\.co/[A-Za-z0-9]+")
_QUOTED = re.compile(r'"([^"]*)"')
_VERSION = len("HMAC-SHA1")
"""What of a signature is no secret is no longer than this."""
_NAMES = re.compile(r"^(?:@\w{1,15} )+")
_LONGEST = 300
_LAG = timedelta(minutes=15)
"""How long a post that is live may not be seen by those who answer it."""

_SNOWFLAKE = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""Since when the upper bits of X's ids count milliseconds."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that means one thing: its statuses, and one of these words in it.

    No words: the status alone will do.
    """

    statuses: frozenset[int]
    words: tuple[str, ...]
    outcome: Callable[[requests.Response], Outcome]


def _fault(reason: str, rest: timedelta) -> Callable[[requests.Response], Outcome]:
    """A fault of the whole account."""
    return lambda answer: NotSent(
        f"{reason} ({answer.status_code})", account=True, rest=rest
    )


def _limited(answer: requests.Response) -> Outcome:
    """Until the reset that X names; the longest of those that are used up."""
    name = "X's rate limit is reached (429)"
    return NotSent(name, _reset(answer.headers), account=True, rest=LIMITED)


def _twin(answer: requests.Response) -> Outcome:
    return Unknown(f"X says that the same words are live already ({said(answer)})")


_REFUSALS = (
    Refusal(frozenset({403}), ("duplicate content",), _twin),
    Refusal(
        frozenset({402}), (), _fault("the account has no credit left on X", CREDIT)
    ),
    Refusal(
        frozenset({403, 429}),
        (
            "any credits",
            "creditsdepleted",
            "problems/credits",
            "spend cap",
            "spendcap",
            "usage cap",
            "usage-capped",
            "usagecap",
        ),
        _fault("the account has no credit left on X", CREDIT),
    ),
    Refusal(
        frozenset({401, 403}),
        (
            "your account is suspended",
            "authentication is suspended",
            "problems/user-suspended",
            "temporarily locked",
        ),
        _fault("X has suspended or locked the account", SUSPENDED),
    ),
    Refusal(frozenset({401}), (), _fault("X does not accept the account's keys", KEYS)),
    Refusal(
        frozenset({403}),
        (
            "app permissions",
            "client-forbidden",
            "client-not-enrolled",
            "oauth1-permissions",
            "unsupported-authentication",
        ),
        _fault("the account's keys may not post", KEYS),
    ),
    Refusal(frozenset({429}), (), _limited),
)
"""What X was seen to refuse with; the first that fits counts."""

_NO_ANSWER_OF_X = frozenset({407, 408, 409, 425})
"""Refusals that say nothing of what became of the request."""


def outcome_of(answer: requests.Response, sent: Mapping[str, Any]) -> Outcome:
    """How a create ended.

    Args:
        answer: what came back, read whole.
        sent: the JSON that was sent.
    """
    status, words = answer.status_code, _words(answer)
    for refusal in _REFUSALS:
        if status in refusal.statuses and (
            not refusal.words or any(each in words for each in refusal.words)
        ):
            return refusal.outcome(answer)
    if 200 <= status < 300:
        return _made(answer, sent)
    if not 400 <= status < 500 or status in _NO_ANSWER_OF_X or not words:
        return Unknown(said(answer))
    if "deleted or not visible" in words and _lags(answer, sent):
        rest = timedelta(minutes=1)
        return NotSent("X does not see yet what the part answers", rest=rest)
    return Rejected(said(answer))


def said(answer: requests.Response) -> str:
    """What X said, short and without anything of the request."""
    problem = _problem(answer)
    told = [problem.get("detail"), *(one.get("message") for one in _errors(problem))]
    words = "; ".join(" ".join(str(one).split()) for one in told if one)
    words = redacted(words, _signed_with(answer))
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return f"X answered {answer.status_code}" + (f": {short}" if short else "")


def _signed_with(answer: requests.Response) -> list[str]:
    """What the request was signed with: a refusal may quote it."""
    request = getattr(answer, "request", None)
    header = str(request.headers.get("Authorization", "")) if request else ""
    quoted = [value for value in _QUOTED.findall(header) if len(value) > _VERSION]
    return [header, *quoted, *map(unquote, quoted)]


def _made(answer: requests.Response, sent: Mapping[str, Any]) -> Outcome:
    try:
        made = answer.json()["data"]
        remote_id, text = str(made["id"]), made.get("text")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Unknown(f"X answered {answer.status_code} without an id")
    if not (remote_id.isascii() and remote_id.isdigit()):
        return Unknown(f"X answered {answer.status_code} without an id")
    if isinstance(text, str) and not _same(sent, text):
        return Unknown(f"X made post {remote_id}, and says that it has other words")
    return Posted(remote_id)


def _same(sent: Mapping[str, Any], answered: str) -> bool:
    """Whether X's text is ours: its links stand for ours, or for media and quotes.

    A long text comes back cut short, an answer with the names of those it goes to.
    """
    ours, theirs = normal(str(sent.get("text", ""))), normal(html.unescape(answered))
    if "reply" in sent:
        ours, theirs = _NAMES.sub("", ours), _NAMES.sub("", theirs)
    parts = [one.strip() for one in _SHORT_LINK.split(theirs)]
    if re.fullmatch(_with_links(parts), ours):
        return True
    *parts, last = [one for one in parts if one] or [""]
    cut = last.endswith("…")
    return cut and bool(re.match(_with_links([*parts, last.removesuffix("…")]), ours))


def _with_links(parts: Iterable[str]) -> str:
    """A pattern of texts with a link, or nothing, between the parts."""
    return r"\s*\S*\s*".join(re.escape(one) for one in parts)


def _problem(answer: requests.Response) -> Mapping[str, Any]:
    try:
        problem = answer.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _errors(problem: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    errors = problem.get("errors")
    found = errors if isinstance(errors, list) else []
    return [one for one in found if isinstance(one, dict)]


def _words(answer: requests.Response) -> str:
    """All that X itself says of a refusal; nothing where it was not X that answered."""
    problem = _problem(answer)
    told = [problem.get(name) for name in ("type", "title", "detail", "reason")]
    told += [one.get("message") for one in _errors(problem)]
    return " ".join(str(one) for one in told if one).casefold()


def _reset(headers: Mapping[str, str]) -> datetime | None:
    """When X takes requests again, by its headers; None where they do not say."""
    found = []
    for name in ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"):
        reset = headers.get(f"{name}-reset", "")
        left = headers.get(f"{name}-remaining", "0")
        if left.strip() == "0" and reset.isascii() and reset.isdigit():
            found.append(min(int(reset), _FAR))
    return datetime.fromtimestamp(max(found), tz=UTC) if found else None


_FAR = 4_102_444_800
"""2100: a reset beyond it is no instant that anybody meant."""


def _lags(answer: requests.Response, sent: Mapping[str, Any]) -> bool:
    """Whether what is answered was made so lately that not all of X may see it yet."""
    parent = sent.get("reply", {}).get("in_reply_to_tweet_id", "")
    try:
        made = _SNOWFLAKE + timedelta(milliseconds=int(parent) >> 22)
        now = parsedate_to_datetime(answer.headers["Date"])
        return abs(now - made) < _LAG
    except (ValueError, KeyError, TypeError, OverflowError):
        return False
