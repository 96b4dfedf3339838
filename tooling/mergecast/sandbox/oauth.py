"""OAuth 1.0a, verified as X would: over the real host's URL.

The client signs for ``https://api.twitter.com/2/...`` or ``https://api.x.com/2/...``
and then sends the request here, so that what is tested is the signing that
publishes for real.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from oauthlib.oauth1.rfc5849 import signature

from mergecast.sandbox.accounts import (
    SandboxAccount,
    by_consumer_key,
    by_token,
    credentials,
)
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.problems import unauthorized
from mergecast.sandbox.snowflake import milliseconds
from mergecast.sandbox.store import Store
from mergecast.sandbox.wire import Request

if TYPE_CHECKING:
    from oauthlib.common import Request as SignedRequest

HOSTS = ("api.twitter.com", "api.x.com")
LEEWAY_SECONDS = 600
_NEEDED_OF_APP = (
    "oauth_consumer_key",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
    "oauth_timestamp",
)
_NEEDED = (*_NEEDED_OF_APP, "oauth_token")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What oauthlib reads of a request to verify it."""

    http_method: str
    uri: str
    params: list[tuple[str, str]]
    signature: str


def authenticate(
    request: Request,
    accounts: tuple[SandboxAccount, ...],
    store: Store,
    *,
    wall_seconds: int,
) -> SandboxAccount:
    """The account that signed, or 401.

    ``wall_seconds`` is the real time: a request's ``X-Sandbox-Now`` does not count
    here, since clients sign with the clock of their machine.
    """
    signed = _signed_parameters(request)
    oauth = _oauth_parameters(signed, _NEEDED)
    stamp = _timestamp(oauth, wall_seconds)
    account = by_token(accounts, oauth["oauth_token"])
    app = by_consumer_key(accounts, oauth["oauth_consumer_key"])
    if account is None or app is None:
        raise unauthorized("no account of this sandbox has this key and token")
    secrets = (
        credentials(app.handle).consumer_secret,
        credentials(account.handle).access_token_secret,
    )
    if not any(_verifies(request, signed, host, secrets) for host in HOSTS):
        raise unauthorized("the signature does not match any of the real hosts")
    if not store.use_nonce(account.user_id, oauth["oauth_nonce"], stamp):
        raise unauthorized("the nonce was used before")
    return account


def signed_by_app(
    sandbox: Sandbox, request: Request
) -> tuple[SandboxAccount, dict[str, str]]:
    """The profile whose app signed, and what it said; or 401.

    The app asks for access, so that no profile signs yet: a request token does, once
    there is one.
    """
    signed = _signed_parameters(request)
    oauth = _oauth_parameters(signed, _NEEDED_OF_APP)
    stamp = _timestamp(oauth, milliseconds(sandbox.wall()) // 1000)
    app = by_consumer_key(sandbox.accounts, oauth["oauth_consumer_key"])
    asked = sandbox.handshakes.find(oauth.get("oauth_token", ""))
    if app is None or (asked is None) != ("oauth_token" not in oauth):
        raise unauthorized("no app of this sandbox has this key, or asked with it")
    own = asked.secret if asked else ""
    both = (credentials(app.handle).consumer_secret, own)
    if not any(_verifies(request, signed, host, both) for host in HOSTS):
        raise unauthorized("the signature does not match any of the real hosts")
    if not sandbox.store.use_nonce(f"app {app.handle}", oauth["oauth_nonce"], stamp):
        raise unauthorized("the nonce was used before")
    return app, oauth


def _signed_parameters(request: Request) -> list[tuple[str, str]]:
    """Every parameter of the query and the header, the signature too."""
    if not request.header("authorization").lower().startswith("oauth "):
        raise unauthorized("sign with OAuth 1.0a user context")
    try:
        return signature.collect_parameters(
            uri_query=request.raw_query,
            headers={"Authorization": request.header("authorization")},
            exclude_oauth_signature=False,
        )
    except (ValueError, IndexError):
        raise unauthorized("the authorization header cannot be read") from None


def _oauth_parameters(
    signed: list[tuple[str, str]], needed: tuple[str, ...]
) -> dict[str, str]:
    pairs = [pair for pair in signed if pair[0].startswith("oauth_")]
    oauth = dict(pairs)
    if len(oauth) != len(pairs):
        raise unauthorized("an oauth parameter is given twice")
    for name in needed:
        if not oauth.get(name):
            raise unauthorized(f"{name} is missing")
    if oauth["oauth_signature_method"] != "HMAC-SHA1":
        raise unauthorized("the signature method is not HMAC-SHA1")
    if oauth.get("oauth_version", "1.0") != "1.0":
        raise unauthorized("the oauth version is not 1.0")
    return oauth


def _timestamp(oauth: dict[str, str], wall_seconds: int) -> int:
    text = oauth["oauth_timestamp"]
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise unauthorized("the timestamp is not a number")
    if abs(int(text) - wall_seconds) > LEEWAY_SECONDS:
        raise unauthorized(f"the timestamp is more than {LEEWAY_SECONDS} s off")
    return int(text)


def _verifies(
    request: Request,
    signed: list[tuple[str, str]],
    host: str,
    secrets: tuple[str, str],
) -> bool:
    candidate = _Candidate(
        http_method=request.method,
        uri=f"https://{host}{request.path}",
        params=[pair for pair in signed if pair[0] != "oauth_signature"],
        signature=dict(signed)["oauth_signature"],
    )
    return signature.verify_hmac_sha1(cast("SignedRequest", candidate), *secrets)
