"""Get a profile's keys from X, by the PIN flow of OAuth 1.0a, and see what they are.

The flow needs no address to come back to: a person opens a page of X, says yes there,
and reads a PIN off it. tweepy's own handler would do, but for one thing: it opens its
second session by itself, with no timeout, and sends it to X whatever we are told. So
what it is made of (requests-oauthlib) is used here, on the session of all requests.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from mergecast.dispatch.identity import Profile
from mergecast.errors import WorkspaceError
from mergecast.model.outcome import NotSent
from mergecast.publishers.x import Credentials, client, of_error, told
from mergecast.publishers.x_answers import said

if TYPE_CHECKING:
    import requests
    from requests_oauthlib import OAuth1Session

    from mergecast.publishers.x_session import Patience

_SIGNED_FOR = "https://api.x.com"
_ID = re.compile(r"[0-9]{1,19}")
_NOTHING = "nothing was written"


class WrongPinError(Exception):
    """X does not take the PIN: it was mistyped, or is not of this request."""


@dataclass(frozen=True, slots=True)
class App:
    """An app of X's developer portal: its API key and secret."""

    key: str
    secret: str

    def __repr__(self) -> str:
        """Never the key itself: this may end in a log."""
        return "App(...)"


@dataclass(frozen=True, slots=True)
class Begun:
    """A request for access: where a person has to say yes."""

    app: App
    token: str
    secret: str
    address: str

    def __repr__(self) -> str:
        """Never the token itself: this may end in a log."""
        return "Begun(...)"


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose keys some are, and what they may do: ``read``, ``read-write`` or more.

    ``access`` is empty where X did not say; ``date`` is X's clock, as it wrote it.
    """

    profile: Profile
    access: str
    date: str = field(default="", compare=False)

    @property
    def reads_only(self) -> bool:
        """Whether X would refuse a post."""
        return self.access == "read"


def begin(app: App, base: str, patience: Patience | None = None) -> Begun:
    """Ask X for access to a profile that is not known yet.

    Raises:
        WorkspaceError: X does not know the app, or did not answer.
    """
    from mergecast.publishers.x_session import RefusedError  # noqa: PLC0415 - requests

    session = _session(app, base, patience, callback_uri="oob")
    try:
        token = session.fetch_request_token(f"{_SIGNED_FOR}/oauth/request_token")
        query = urlencode({"oauth_token": str(token["oauth_token"])})
        address = f"{base}/oauth/authorize?{query}"
        own = str(token["oauth_token"]), str(token["oauth_token_secret"])
        return Begun(app, *own, address)
    except RefusedError as error:
        raise _no_app(error.response) from None
    except Exception as error:  # noqa: BLE001 - its words may quote what X answered
        raise _no_answer(error) from None
    finally:
        session.close()


def finish(
    begun: Begun, pin: str, base: str, patience: Patience | None = None
) -> Credentials:
    """The keys, for the PIN that X showed.

    Raises:
        WrongPinError: X does not take it.
        WorkspaceError: X did not answer, or something else.
    """
    from mergecast.publishers.x_session import RefusedError  # noqa: PLC0415 - requests

    more = {
        "resource_owner_key": begun.token,
        "resource_owner_secret": begun.secret,
        "verifier": pin,
    }
    session = _session(begun.app, base, patience, **more)
    try:
        keys = session.fetch_access_token(f"{_SIGNED_FOR}/oauth/access_token")
        own = str(keys["oauth_token"]), str(keys["oauth_token_secret"])
        return Credentials(begun.app.key, begun.app.secret, *own)
    except RefusedError as error:
        if error.response is not None and error.response.status_code in {400, 401, 403}:
            raise WrongPinError from None
        raise _no_answer(error) from None
    except Exception as error:  # noqa: BLE001 - its words may quote what X answered
        raise _no_answer(error) from None
    finally:
        session.close()


def look(credentials: Credentials, base: str, patience: Patience | None = None) -> Seen:
    """Whose keys these are and what they may do, by X's own word.

    Raises:
        WorkspaceError: X did not say.
    """
    found = probe(credentials, base, patience)
    if isinstance(found, Seen):
        return found
    raise WorkspaceError(
        f"X does not say whose keys these are: {found.reason}", not_done=_NOTHING
    )


def probe(
    credentials: Credentials, base: str, patience: Patience | None = None
) -> Seen | NotSent:
    """The same for a self-check: what X said, or why it did not.

    The reason is the whole account's (``account``) where X refused these very keys.
    """
    made = client(credentials, base, patience)
    try:
        answer = made.request("GET", "/2/users/me", user_auth=True)
        data = answer.json()["data"]
        profile = Profile(str(data["id"]), str(data["username"]))
        access = str(answer.headers.get("x-access-level", "")).strip().lower()
        date = answer.headers.get("Date", "")
    except Exception as error:  # noqa: BLE001 - its words may quote what X answered
        outcome = of_error(error, {})
        return outcome if isinstance(outcome, NotSent) else NotSent(told(error))
    finally:
        made.session.close()
    if not _ID.fullmatch(profile.id):
        return NotSent("it answered without an id")
    return Seen(profile, access, date)


def _session(
    app: App,
    base: str,
    patience: Patience | None,
    **more: Any,  # noqa: ANN401 - what OAuth1Session takes, passed on
) -> OAuth1Session:
    from requests_oauthlib import OAuth1Session  # noqa: PLC0415 - only to connect

    from mergecast.publishers.x_session import lead  # noqa: PLC0415 - only to connect

    for name in ("urllib3", "requests_oauthlib", "oauthlib"):
        logging.getLogger(name).setLevel(logging.WARNING)
    made = OAuth1Session(app.key, client_secret=app.secret, **more)
    lead(made, base, patience)
    return made


def _no_app(answer: requests.Response | None) -> WorkspaceError:
    words = said(answer) if answer is not None else "X refused"
    hint = "copy the app's API key and secret once more from X's developer portal"
    if answer is not None and answer.status_code == 403:
        hint = (
            "give the app a callback URL in X's developer portal "
            "(any https address; it is not used)"
        )
    return WorkspaceError(
        f"X gives this app no access: {words}", hint=hint, not_done=_NOTHING
    )


def _no_answer(error: Exception) -> WorkspaceError:
    from requests import RequestException  # noqa: PLC0415 - loaded by then

    # Only these are known to hold an answer that may be told of.
    words = "it answered without a token"
    if isinstance(error, RequestException):
        words = told(error)
    return WorkspaceError(
        f"X gives no keys: {words}", hint="try again in a while", not_done=_NOTHING
    )
