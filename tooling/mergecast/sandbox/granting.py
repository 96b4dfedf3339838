"""``/oauth``: how an app gets the keys of a profile, by the PIN that a person reads.

As on X: an app asks for a request token, a person opens the page and says as whom,
reads a PIN there, and the app changes token and PIN for the keys.
"""

from __future__ import annotations

from urllib.parse import urlencode

from mergecast.sandbox.accounts import by_handle, credentials
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.markup import NOTHING, Markup, fill, join
from mergecast.sandbox.oauth import signed_by_app
from mergecast.sandbox.problems import RefusedError
from mergecast.sandbox.wire import HTML, Answer, Request, json_answer

_FORM = "text/html; charset=utf-8"
"""X says so of its answers, and they are forms."""


def request_token(sandbox: Sandbox, request: Request) -> Answer:
    """``POST /oauth/request_token``: only PINs, so the callback has to be ``oob``."""
    app, oauth = signed_by_app(sandbox, request)
    if oauth.get("oauth_callback") != "oob":
        raise _refused(
            403, 415, "Callback URL not approved for this client application"
        )
    token, secret = sandbox.handshakes.begin(app.handle)
    return _form(
        oauth_token=token, oauth_token_secret=secret, oauth_callback_confirmed="true"
    )


def authorize(sandbox: Sandbox, request: Request) -> Answer:
    """``GET /oauth/authorize``: a page that asks as whom, and then shows the PIN."""
    token = request.argument("oauth_token") or ""
    asked = sandbox.handshakes.find(token)
    if asked is None:
        return _page(fill("oauth-gone"), 403)
    account = by_handle(sandbox.accounts, request.argument("account") or "")
    if account is None:
        links = (_link(token, each.handle) for each in sandbox.accounts)
        return _page(fill("oauth-ask", links=join(links), access=_access(sandbox)))
    pin = sandbox.handshakes.grant(token, account.handle)
    if pin is None:
        return _page(fill("oauth-gone"), 403)
    return _page(fill("oauth-pin", pin=pin, handle=f"@{account.handle}"))


def access_token(sandbox: Sandbox, request: Request) -> Answer:
    """``POST /oauth/access_token``: the keys, for a request token and its PIN."""
    _, oauth = signed_by_app(sandbox, request)
    token, pin = oauth.get("oauth_token", ""), oauth.get("oauth_verifier", "")
    handle = sandbox.handshakes.redeem(token, pin)
    account = by_handle(sandbox.accounts, handle) if handle else None
    if account is None:
        message = (
            "Error processing your OAuth request: Invalid oauth_verifier parameter"
        )
        raise RefusedError(Answer(401, message.encode(), _FORM))
    keys = credentials(account.handle)
    return _form(
        oauth_token=keys.access_token,
        oauth_token_secret=keys.access_token_secret,
        user_id=account.user_id,
        screen_name=account.handle,
    )


def _form(**fields: str) -> Answer:
    return Answer(200, urlencode(fields).encode(), _FORM)


def _refused(status: int, code: int, message: str) -> RefusedError:
    """A refusal in the older form, which these addresses still have."""
    errors = [{"code": code, "message": message}]
    return RefusedError(json_answer({"errors": errors}, status))


def _link(token: str, handle: str) -> Markup:
    query = urlencode({"oauth_token": token, "account": handle})
    return fill("oauth-link", address=f"/oauth/authorize?{query}", handle=f"@{handle}")


def _access(sandbox: Sandbox) -> str:
    if sandbox.conduct.read_only:
        return "It will be able to see posts."
    return "It will be able to see posts, to post and to delete."


def _page(body: Markup, status: int = 200) -> Answer:
    page = fill(
        "page",
        title="Authorize an app · Sandbox, not X",
        look=NOTHING,
        looks=NOTHING,
        refresh=NOTHING,
        accounts=NOTHING,
        live=NOTHING,
        heading=fill("heading-all", title="Authorize an app"),
        posts=body,
        older=NOTHING,
    )
    return Answer(status, page.html.encode(), HTML)
