r"""No link leads somewhere else than readers think, or into a private network.

Dangerous are: a name before `@` in the address (`https://x.com@evil.example` leads to
`evil.example`); a host whose letters only look like another's, also in its `xn--`
form; an address inside a private network or the machine itself (`localhost`,
`192.168.0.1`, also written as `http://3232235521`); a number in place of a host name;
and links that run something (`javascript:`, `data:`).

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. https://example.org/@acme/launch and https://例え.jp

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. https://example.org@evil.example/launch

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. https://xn--80ak6aa92e.com/

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Try it on http://0x7f.1:8080/
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.characters import compiled
from mergecast.checks.basis.hosts import PRIVATE_NAMES, danger, misleading
from mergecast.checks.basis.scripts import LETTERS, LOOKS_LATIN
from mergecast.checks.basis.targets import wordings
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "link-dangerous"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}

_SCHEME = r"(?ai)https?$"
_PLAIN = (
    r"(?ai)(?:[a-z0-9][a-z0-9-]*\.)+(?!(?:arpa|"
    + "|".join(PRIVATE_NAMES)
    + r")\b)[a-z]{2,}"
    r"(?=[/?#\s),;!\"']|\.?(?:\s|$))"
)
"""An ordinary host name, as nearly all links have it."""
_AUTHORITY = "[^\\s/?#<>\"'`|{}^\u2026\u3000-\u303f\uff00-\uff0d\uff0f\uff1a-\uff20]*"
"""Up to the path; Chinese and Japanese sentences go on without a space."""
_RUNS = (
    r"(?i)(?<![a-z])(?:(?:java|vb)script:(?=\S{0,200}[(=;`%/])\S+|data:(?:[\w.+-]+/[\w.+-]+[;,]"
    r"|[^\s,]{0,40};base64,)\S*|(?:file|smb)://\S+)"
)
_LONGEST_HOST = 253
_RUNS_BEGINNINGS = ("script:", "data:", "file:", "smb:")
_ENDING = r"(?i)\.(?:xn--[a-z0-9-]+|[a-z]{2,})(?![\w.-])"
_HOST = r"[\w.-]+"
_ALIEN = f"[{''.join(LETTERS[name] for name in LOOKS_LATIN)}]"


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at the host of each link, and for links that run something."""
    for part in wordings(post, context):
        for start, end, message in _dangers(part.text):
            yield Remark(
                Place(post.path, part.route, within=(start, end)),
                f"link '{part.text[start:end][:80]}' {message}",
                hint="write the address that readers are to see and to reach",
            )


def _dangers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and a message of each dangerous link."""
    if ":" not in text and "." not in text:
        return
    lowered = text.lower()
    punycode = "xn--" in lowered
    colon = text.find("://")
    while colon >= 0:
        ordinary = not punycode and compiled(_PLAIN).match(text, colon + 3)
        if not ordinary and (link := _http(text, colon)):
            yield link
        colon = text.find("://", colon + 3)
    if any(beginning in lowered for beginning in _RUNS_BEGINNINGS):
        for match in compiled(_RUNS).finditer(text):
            yield (
                *match.span(),
                "opens no page: it runs or shows what it holds itself",
            )
    if punycode or (not text.isascii() and compiled(_ALIEN).search(text)):
        yield from _bare(text)


def _bare(text: str) -> Iterator[tuple[int, int, str]]:
    """Misleading hosts without ``https://``, which networks make links of as well."""
    for ending in compiled(_ENDING).finditer(text):
        at = ending.start()
        before = compiled(_HOST).match(text[max(0, at - _LONGEST_HOST) : at][::-1])
        start = at - len(before[0]) if before else at
        if start < at and text[start - 1 : start] not in {"/", "@"}:
            message = misleading(text[start : ending.end()])
            if message:
                yield start, ending.end(), message


def _http(text: str, colon: int) -> tuple[int, int, str] | None:
    """The link whose ``://`` is at ``colon``, if it is one and dangerous."""
    scheme = compiled(_SCHEME).search(text, max(0, colon - 5), colon)
    authority = compiled(_AUTHORITY).match(text, colon + 3)
    if scheme is None or authority is None:
        return None
    host = authority[0].rstrip(".,;:!)\\")
    message = danger(host) if any(map(str.isalnum, host)) else None
    return (scheme.start(), colon + 3 + len(host), message) if message else None
