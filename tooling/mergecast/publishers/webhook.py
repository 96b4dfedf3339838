"""Tell a channel where people talk: one message, as Slack takes it.

Mattermost, Rocket.Chat, Discord (``/slack``) and others take the same. Its address is a
password as a rule, so it comes from the job's environment, no redirect is followed
with it, and nothing here ever shows it: neither a message nor an error has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mergecast.loopback import is_loopback, past_proxies

if TYPE_CHECKING:
    import requests

_TIMEOUT = (3.0, 5.0)


def tell(url: str, text: str) -> str:
    """Send one message.

    Returns:
        Why it may not have been heard, for people; empty if it was. Never raises:
        whether somebody hears is no reason to fail.
    """
    import requests  # noqa: PLC0415 - only where there is a channel

    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))
        if not parts.hostname or not safe:
            return "MERGECAST_ALARM_URL is not an https address"
        with requests.post(
            url,
            json={"text": text},
            headers={"User-Agent": "mergecast", "Connection": "close"},
            # Named here, or ~/.netrc would add a password of its own.
            auth=_nobody,
            proxies=past_proxies(url),
            timeout=_TIMEOUT,
            allow_redirects=False,
            stream=True,
        ) as answer:
            status = answer.status_code
    except requests.Timeout:
        return "the channel for alarms did not answer in time"
    except (requests.RequestException, ValueError):
        # The words of these errors have the address in them.
        return "the channel for alarms could not be reached"
    return "" if 200 <= status < 300 else f"the channel for alarms answered {status}"


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
