"""Light or dark: as the machine wants it, or as somebody chose by a link of the page.

The page has no script, so the choice is kept in a cookie that says nothing else.
"""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from mergecast.sandbox.markup import NOTHING, Markup, fill, join
from mergecast.sandbox.problems import no_such_route
from mergecast.sandbox.wire import HTML, Answer, Request

_COOKIE = "sandbox-look"
_LOOKS = ("auto", "light", "dark")
_OWN_PATH = re.compile(r"/(?:[A-Za-z0-9_][A-Za-z0-9_/]*)?(?:\?[A-Za-z0-9_=&%.-]*)?")


def choose(_sandbox: object, request: Request) -> Answer:
    """``GET /look?to=dark&back=/``: remember it, and go back to the page."""
    wish, back = request.argument("to") or "", request.argument("back") or "/"
    if wish not in _LOOKS or not _OWN_PATH.fullmatch(back):
        raise no_such_route()
    cookie = f"{_COOKIE}={wish}; Path=/; SameSite=Strict; HttpOnly"
    return Answer(303, b"", HTML, (("location", back), ("set-cookie", cookie)))


def attribute(request: Request) -> Markup:
    """What the page's root says of it; nothing where the machine decides."""
    look = _chosen(request)
    return NOTHING if look == "auto" else fill("look", look=look)


def switch(request: Request) -> Markup:
    """One link a look."""
    chosen = _chosen(request)
    query = f"?{request.raw_query}" if request.raw_query else ""
    back = f"{request.path}{query}"
    if not _OWN_PATH.fullmatch(back):
        back = "/"
    choices = join(
        fill(
            "look-link",
            address=f"/look?{urlencode({'to': look, 'back': back})}",
            current=fill("current") if look == chosen else NOTHING,
            name=look,
        )
        for look in _LOOKS
    )
    return fill("looks", links=choices)


def _chosen(request: Request) -> str:
    try:
        found = SimpleCookie(request.header("cookie")).get(_COOKIE)
    except CookieError:
        return "auto"
    return found.value if found and found.value in _LOOKS else "auto"
