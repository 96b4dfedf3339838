"""Every address of the sandbox, and the way from a request to its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mergecast.sandbox import (
    granting,
    inspection,
    limits,
    looks,
    media,
    page,
    tweets,
    users,
)
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.faults import APPLIED, FaultKind
from mergecast.sandbox.misbehaving import distorted, instead
from mergecast.sandbox.oauth import authenticate
from mergecast.sandbox.problems import (
    RefusedError,
    no_such_route,
    plain,
    read_only,
)
from mergecast.sandbox.snowflake import milliseconds
from mergecast.sandbox.wire import Answer, Request


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, ``:id`` standing for an id.

    ``limit`` is X's number of requests in 15 minutes by one account; a route that
    has one belongs to the API: it is signed, limited, and open to faults.
    """

    method: str
    path: str
    handler: Callable[..., Answer]
    limit: int = 0

    @property
    def name(self) -> str:
        """How scripts and the log call it."""
        return f"{self.method} {self.path}"


ROUTES = (
    Route("POST", "/2/tweets", tweets.create, 100),
    Route("GET", "/2/tweets", tweets.look_up, 5_000),
    Route("GET", "/2/tweets/:id", tweets.look_up_one, 900),
    Route("DELETE", "/2/tweets/:id", tweets.delete, 50),
    Route("GET", "/2/users/me", users.me, 75),
    Route("GET", "/2/users/:id/tweets", users.timeline, 900),
    Route("POST", "/2/media/upload", media.upload, 500),
    Route("GET", "/2/media/upload", media.status, 1_000),
    Route("POST", "/2/media/upload/initialize", media.initialize, 1_875),
    Route("POST", "/2/media/upload/:id/append", media.append, 1_875),
    Route("POST", "/2/media/upload/:id/finalize", media.finalize, 1_875),
    Route("POST", "/2/media/metadata", media.describe, 500),
    Route("POST", "/oauth/request_token", granting.request_token),
    Route("GET", "/oauth/authorize", granting.authorize),
    Route("POST", "/oauth/access_token", granting.access_token),
    Route("GET", "/_sandbox/posts", inspection.list_posts),
    Route("GET", "/_sandbox/faults", inspection.list_faults),
    Route("POST", "/_sandbox/faults", inspection.add_faults),
    Route("DELETE", "/_sandbox/faults", inspection.clear_faults),
    Route("GET", "/", page.timeline),
    Route("GET", "/:handle/status/:id", page.conversation),
    Route("GET", "/media/:id", page.media_file),
    Route("GET", "/look", looks.choose),
    Route("GET", "/style.css", page.stylesheet),
    Route("GET", "/icon.svg", page.icon),
)
_PARAMETERS = {"id": r"([0-9]{1,19})", "handle": r"([A-Za-z0-9_]{1,15})"}


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r":(\w+)", lambda m: _PARAMETERS[m[1]], re.escape(path)))


_PATTERNS = tuple((route, _pattern(route.path)) for route in ROUTES)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, how to misbehave in giving it, and who asked for what."""

    answer: Answer
    fault: FaultKind = FaultKind.NONE
    route: str = "unknown route"
    handle: str = ""


def respond(sandbox: Sandbox, request: Request) -> Outcome:
    """Do what a request asks, or misbehave as a fault asks."""
    found = _find(request)
    if isinstance(found, Answer):
        return Outcome(found)
    route, parameters = found
    if not route.limit:
        answer = _or_refusal(lambda: route.handler(sandbox, request, *parameters))
        return Outcome(answer, route=route.name)
    fault = sandbox.faults.draw(route.name, f"{request.method} {request.path}")
    if fault in APPLIED:
        outcome = _call_api(sandbox, request, route, parameters)
    else:
        said = instead(fault, route.limit, request.now)
        outcome = Outcome(said, route=route.name)
    return replace(outcome, fault=fault, answer=distorted(fault, outcome.answer))


def _find(request: Request) -> tuple[Route, tuple[str, ...]] | Answer:
    elsewhere = False
    for route, pattern in _PATTERNS:
        match = pattern.fullmatch(request.path)
        if match and route.method == request.method:
            return route, match.groups()
        elsewhere = elsewhere or match is not None
    return plain(405, "Method Not Allowed") if elsewhere else no_such_route().answer


def _or_refusal(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except RefusedError as refused:
        return refused.answer


def _call_api(
    sandbox: Sandbox, request: Request, route: Route, parameters: tuple[str, ...]
) -> Outcome:
    wall = milliseconds(sandbox.wall()) // 1000
    try:
        account = authenticate(
            request, sandbox.accounts, sandbox.store, wall_seconds=wall
        )
    except RefusedError as refused:
        left = limits.allowance(route.limit, 0, request.now)
        return Outcome(_with(refused.answer, left.headers()), route=route.name)
    used = sandbox.store.count_request(
        account.user_id, route.name, limits.period(request.now)
    )
    left = limits.allowance(route.limit, used, request.now)
    if left.exceeded and sandbox.conduct.rate_limits:
        answer = limits.exceeded()
    elif sandbox.conduct.read_only and request.method != "GET":
        answer = read_only()
    else:
        answer = _or_refusal(
            lambda: route.handler(sandbox, request, account, *parameters)
        )
    headers = (*left.headers(), _level(sandbox))
    return Outcome(_with(answer, headers), route=route.name, handle=account.handle)


def _level(sandbox: Sandbox) -> tuple[str, str]:
    """What X says on every answer of what the keys may do."""
    return "x-access-level", "read" if sandbox.conduct.read_only else "read-write"


def _with(answer: Answer, headers: tuple[tuple[str, str], ...]) -> Answer:
    return replace(answer, headers=(*answer.headers, *headers))
