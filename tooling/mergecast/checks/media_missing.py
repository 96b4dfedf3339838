"""Every media file that a post names is there.

Paths are relative to `calendar/`, and capital letters count: `media/Launch.png` is
another file than `media/launch.png`.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/lanch.png, alt: A merged pull request turning into a post}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.media import MediaState
from mergecast.model.post import Post

ID = "media-missing"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for files that do not exist."""
    gone = MediaState.MISSING
    if not any(fact.state is gone for fact in context.media.values()):
        return
    for media in media_of(post, context):
        fact = context.media.get(media.file)
        if fact is None or fact.state is not gone:
            continue
        near = " or ".join(f"'{name}'" for name in fact.near)
        yield Remark(
            file_of(post, media),
            f"there is no file 'calendar/{media.file}'",
            hint=f"did you mean {near}?"
            if near
            else "add the file, or correct its name",
        )
