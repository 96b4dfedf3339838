"""``/2/users``: who signed, and an account's own timeline."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from mergecast.sandbox import posts
from mergecast.sandbox.accounts import SandboxAccount, by_user_id
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.fields import Wanted, check_query, listed, wanted
from mergecast.sandbox.includes import includes
from mergecast.sandbox.objects import Object, post_object, user_object
from mergecast.sandbox.posts import Post
from mergecast.sandbox.problems import invalid, missing
from mergecast.sandbox.snowflake import from_text
from mergecast.sandbox.wire import Answer, Request, json_answer

_PARAMETERS = (
    "max_results",
    "pagination_token",
    "since_id",
    "until_id",
    "start_time",
    "end_time",
    "exclude",
)
_EVER = (0, 2**63 - 1)
_REACH = 3_200


def me(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``GET /2/users/me``."""
    check_query(request)
    return json_answer({"data": user_object(sandbox, account, wanted(request))})


def timeline(
    sandbox: Sandbox, request: Request, _account: SandboxAccount, user_id: str
) -> Answer:
    """``GET /2/users/:id/tweets``: newest first, replies too unless excluded."""
    check_query(request, _PARAMETERS)
    fields = wanted(request)
    size = _max_results(request)
    if by_user_id(sandbox.accounts, user_id) is None:
        return json_answer({"errors": [missing("user", "id", user_id)]})
    matching = _matching(sandbox, request, user_id)
    page = matching[:size]
    meta = _meta(page, more=len(matching) > size)
    return json_answer(_body(sandbox, request, page, fields) | {"meta": meta})


def _body(
    sandbox: Sandbox, request: Request, page: list[Post], fields: Wanted
) -> Object:
    if not page:
        return {}
    related = includes(sandbox, request, page, fields)
    data = [post_object(sandbox, post, fields) for post in page]
    return {"data": data} | ({"includes": related} if related else {})


def _meta(page: list[Post], *, more: bool) -> Object:
    if not page:
        return {"result_count": 0}
    meta: Object = {
        "result_count": len(page),
        "newest_id": str(page[0].id),
        "oldest_id": str(page[-1].id),
    }
    return meta | ({"next_token": _token(page[-1].id)} if more else {})


def _matching(sandbox: Sandbox, request: Request, user_id: str) -> list[Post]:
    """What fits, of the newest 3,200 posts, which is as far back as X looks."""
    since, until = _EVER
    since = max(since, _id(request, "since_id", since))
    until = min(until, _id(request, "until_id", until), _from_token(request))
    found = posts.of_user(sandbox.store, user_id, between=(since, until), limit=_REACH)
    start, end = _time(request, "start_time"), _time(request, "end_time")
    without_replies = "replies" in _excluded(request)
    lag = sandbox.conduct.timeline_lag
    return [
        post
        for post in found
        if not (lag and request.now - post.created < lag)
        and not (start and post.created < start)
        and not (end and post.created >= end)
        and not (without_replies and post.draft.reply_to is not None)
    ]


def _max_results(request: Request) -> int:
    text = request.argument("max_results")
    if text is None:
        return 10
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 5 <= number <= 100:
        message = (
            f"The `max_results` query parameter value [{text}] is not between 5 and 100"
        )
        raise invalid(message, {"max_results": [text]})
    return number


def _excluded(request: Request) -> list[str]:
    values = listed(request, "exclude")
    for value in values:
        if value not in ("replies", "retweets"):
            message = (
                f"The `exclude` query parameter value [{value}] is not one of"
                " [retweets,replies]"
            )
            raise invalid(message, {"exclude": [value]})
    return values


def _id(request: Request, name: str, default: int) -> int:
    text = request.argument(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        message = f"The `{name}` query parameter value [{text}] is not valid"
        raise invalid(message, {name: [text]})
    return from_text(text)


def _time(request: Request, name: str) -> datetime | None:
    text = request.argument(name)
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
        aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"The `{name}` query parameter value [{text}] is not a valid time"
        raise invalid(message, {name: [text]}) from None


def _token(post_id: int) -> str:
    """Where the next page begins, in the lower-case base32hex that X uses."""
    return base64.b32hexencode(post_id.to_bytes(8, "big")).decode().rstrip("=").lower()


def _from_token(request: Request) -> int:
    text = request.argument("pagination_token")
    if text is None:
        return _EVER[1]
    padded = text.upper() + "=" * (-len(text) % 8)
    try:
        raw = base64.b32hexdecode(padded)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 8:
        message = f"The `pagination_token` query parameter value [{text}] is not valid"
        raise invalid(message, {"pagination_token": [text]})
    return min(int.from_bytes(raw, "big"), _EVER[1])
