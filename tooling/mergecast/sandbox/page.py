"""The timeline page: what was posted, as people would see it on X."""

from __future__ import annotations

import urllib.parse
from datetime import datetime

from mergecast.sandbox import files, looks, posts
from mergecast.sandbox.accounts import SandboxAccount, by_handle
from mergecast.sandbox.card import avatar, card, tone
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.markup import NOTHING, Markup, asset, fill, join
from mergecast.sandbox.phrases import count
from mergecast.sandbox.problems import no_such_route
from mergecast.sandbox.reading import arrange
from mergecast.sandbox.snowflake import from_text
from mergecast.sandbox.wire import HTML, Answer, Request

PAGE_SIZE = 50
_END = 2**63 - 1


def timeline(sandbox: Sandbox, request: Request) -> Answer:
    """``GET /``: conversations, newest first.

    ``?account=`` shows one account, ``?live=1`` refreshes by itself, ``?before=``
    goes back.
    """
    wish = request.argument("account")
    account = by_handle(sandbox.accounts, wish) if wish is not None else None
    if wish is not None and account is None:
        raise no_such_route()
    before = request.argument("before") or ""
    known = before.isascii() and before.isdigit() and len(before) <= 19
    with sandbox.store.transaction():
        found = posts.newest_conversations(
            sandbox.store,
            user_id=account.user_id if account else None,
            before=from_text(before) if known else _END,
            limit=PAGE_SIZE + 1,
        )
        shown = [
            _conversation(sandbox, request, number) for number in found[:PAGE_SIZE]
        ]
        return _page(
            sandbox,
            request,
            account,
            heading=_heading(sandbox, account),
            body=join(shown) if shown else _empty(account),
            older=found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        )


def conversation(
    sandbox: Sandbox, request: Request, handle: str, post_id: str
) -> Answer:
    """``GET /:handle/status/:id``: the conversation that a post belongs to."""
    with sandbox.store.transaction():
        post = posts.find(sandbox.store, from_text(post_id))
        account = by_handle(sandbox.accounts, handle)
        if post is None or account is None or post.user_id != account.user_id:
            raise no_such_route()
        body = _conversation(sandbox, request, post.conversation)
        heading = fill("heading-all", title="Post")
        return _page(sandbox, request, None, heading=heading, body=body, older=None)


def media_file(sandbox: Sandbox, _request: Request, media_id: str) -> Answer:
    """``GET /media/:id``: the bytes, as the type they were seen to be."""
    media = files.find(sandbox.store, from_text(media_id))
    if media is None:
        raise no_such_route()
    return Answer(200, files.content(sandbox.store, media.id), media.picture.mime)


def stylesheet(_sandbox: Sandbox, _request: Request) -> Answer:
    """``GET /style.css``."""
    return Answer(200, asset("style.css"), "text/css; charset=utf-8")


def icon(_sandbox: Sandbox, _request: Request) -> Answer:
    """``GET /icon.svg``."""
    return Answer(200, asset("icon.svg"), "image/svg+xml")


def _page(  # noqa: PLR0913 - the slots of the one page
    sandbox: Sandbox,
    request: Request,
    account: SandboxAccount | None,
    *,
    heading: Markup,
    body: Markup,
    older: int | None,
) -> Answer:
    is_live = request.argument("live") == "1"
    who = account.handle if account else None
    link = fill(
        "live-on" if is_live else "live-off",
        address=_address(request.path, account=who, live=None if is_live else "1"),
    )
    page = fill(
        "page",
        look=looks.attribute(request),
        looks=looks.switch(request),
        title=f"@{who} · Sandbox, not X" if who else "Sandbox, not X",
        refresh=fill("refresh") if is_live else NOTHING,
        accounts=_accounts(sandbox, account),
        live=link,
        heading=heading,
        posts=body,
        older=NOTHING
        if older is None
        else fill("older", address=_address("/", account=who, before=str(older))),
    )
    return Answer(200, page.html.encode(), HTML)


def _conversation(sandbox: Sandbox, request: Request, number: int) -> Markup:
    placed = arrange(posts.of_conversation(sandbox.store, number))
    now = _now(sandbox, request)
    return fill(
        "conversation",
        posts=join(card(sandbox, one, now) for one in placed),
    )


def _now(sandbox: Sandbox, request: Request) -> datetime:
    """The page's time: never before the newest post, whose time may be pinned."""
    newest = posts.newest_time(sandbox.store)
    return max(request.now, newest) if newest else request.now


def _heading(sandbox: Sandbox, account: SandboxAccount | None) -> Markup:
    if account is None:
        return fill("heading-all", title="All posts")
    number = posts.count_of_user(sandbox.store, account.user_id)
    return fill(
        "heading-account",
        tone=tone(account),
        avatar=avatar(account),
        name=account.name,
        handle=f"@{account.handle}",
        figures=count(number, "post", "posts"),
    )


def _accounts(sandbox: Sandbox, current: SandboxAccount | None) -> Markup:
    here = fill("current")
    links = [
        fill(
            "account-link",
            address=_address("/", account=account.handle),
            current=here if account is current else NOTHING,
            avatar=avatar(account),
            name=account.name,
            handle=f"@{account.handle}",
        )
        for account in sandbox.accounts
    ]
    everyone = fill(
        "account-link",
        address="/",
        current=here if current is None else NOTHING,
        avatar=fill("everyone"),
        name="All posts",
        handle="",
    )
    return join([everyone, *links])


def _empty(account: SandboxAccount | None) -> Markup:
    who = f"@{account.handle} has" if account else "Nobody has"
    return fill(
        "empty",
        title="Nothing here yet",
        text=f"{who} not posted anything. What mergecast publishes here shows up on"
        " this page.",
    )


def _address(path: str, **arguments: str | None) -> str:
    given = {name: value for name, value in arguments.items() if value is not None}
    return f"{path}?{urllib.parse.urlencode(given)}" if given else path
