"""Tell an outside watch how a run ended, so that silence is noticed elsewhere.

A watch is a service that expects to hear something every so often and tells people
when it does not. Its address holds a secret as a rule, so it comes from the job's
environment, and nothing here ever shows it: neither a message nor an error has it.
"""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from mergecast.loopback import is_loopback, past_proxies

_TIMEOUT = (3.0, 5.0)


def ping(url: str, *, well: bool) -> str:
    """Say how a run ended.

    Args:
        url: the watch's address for "all is well".
        well: whether all is.

    Returns:
        Why the watch may not have heard it, for people; empty if it has. Never raises:
        whether somebody watches is no reason not to publish.
    """
    import requests  # noqa: PLC0415 - only where there is a watch

    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))
        if not parts.hostname or not safe:
            return "MERGECAST_WATCH_URL is not an https address"
        asked = url if well else _failing(parts)
        headers = {"User-Agent": "mergecast", "Connection": "close"}
        with requests.get(
            asked,
            headers=headers,
            proxies=past_proxies(url),
            timeout=_TIMEOUT,
            allow_redirects=False,
            stream=True,
        ) as answer:
            status = answer.status_code
    except requests.Timeout:
        return "the outside watch did not answer in time"
    except (requests.RequestException, ValueError):
        # The words of these errors have the address in them.
        return "the outside watch could not be reached"
    return "" if 200 <= status < 300 else f"the outside watch answered {status}"


def _failing(parts: SplitResult) -> str:
    """The address for "something is wrong".

    Two ways are common. Healthchecks and those that do as it does take ``/fail`` at
    the end of the path; Uptime Kuma's address says ``status=up``, and takes ``down``.
    """
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if ("status", "up") in asked:
        down = [(k, "down" if k == "status" else v) for k, v in asked if k != "msg"]
        return parts._replace(query=urlencode([*down, ("msg", "failed")])).geturl()
    return parts._replace(path=parts.path.rstrip("/") + "/fail").geturl()
