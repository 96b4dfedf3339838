"""What a person can do about trouble that git speaks of, and that is not ours."""

from __future__ import annotations

import re

_ACCESS = (
    "see whether its token may write to the repository; a job on GitHub needs "
    "`permissions: contents: write`"
)
_HINTS = (
    (
        re.compile(
            r"could not read (?:Username|Password)|Authentication failed"
            r"|Permission denied \(|Host key verification failed"
        ),
        "let `git fetch` work here without a question; a job needs a token for it",
    ),
    (
        re.compile(r"returned error: 403|Write access to repository not granted"),
        _ACCESS,
    ),
    (
        re.compile(
            r"returned error: (?:429|5\d\d)|Could not resolve host|[Cc]onnect to"
            r"|Empty reply|Connection (?:timed out|refused|reset)|hung up unexpectedly"
            r"|unexpected disconnect|Recv failure|RPC failed"
        ),
        "try again later; the remote, or the way to it, is out of order",
    ),
    (
        re.compile(r"No space left on device|[Oo]ut of disk ?space|quota exceeded"),
        "make room on the disk, then try again",
    ),
)


def next_step(said: str) -> str:
    """The next step for what git said, empty where none is known."""
    return next((step for part, step in _HINTS if part.search(said)), "")
