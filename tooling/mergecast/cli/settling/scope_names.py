"""Whether a scope is one that posts are in: a typo stops nothing, and looks as if."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mergecast.cli.wiring import Published, published
from mergecast.errors import MergecastError

_FIELDS = {"post": "id", "campaign": "campaign", "bucket": "bucket", "locale": "locale"}
"""What a post says of itself, by kind of scope; accounts and networks are settings."""


def nameless(workspace: Path, scopes: Iterable[str]) -> tuple[str, ...]:
    """Those scopes that no merged post is in, as far as that can be seen.

    It is asked after the freeze, which must not wait for it; where the publishing
    branch cannot be read, nothing is said.
    """
    wanted = [one for one in scopes if one.partition(":")[0] in _FIELDS]
    if not wanted:
        return ()
    try:
        source = published(workspace)
        return tuple(one for one in wanted if not _is_in_use(source, one))
    except MergecastError:
        return ()


def _is_in_use(source: Published, scope: str) -> bool:
    """Git looks through the files as they are; a post is not read for that."""
    kind, _, name = scope.partition(":")
    rest = "(-|[^A-Za-z0-9_-]|$)" if kind == "locale" else "([^A-Za-z0-9_-]|$)"
    pattern = f"(^|[ {{,]){_FIELDS[kind]}: *[\"']?{name}{rest}"
    found = source.git.run(
        "grep", "-lE", pattern, source.commit, "--", "calendar", ok=(0, 1)
    )
    return bool(found)
