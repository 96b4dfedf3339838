"""Media files lie under `calendar/`.

A post shows only what is reviewed with it. A path that leaves `calendar/`, by `..`,
from the root or through a link, could publish any file of the machine.

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
      - {file: ../secret.png, alt: Our plans for the coming year}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.media import MediaState
from mergecast.model.post import Post

ID = "media-outside"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for paths that leave the calendar."""
    if not context.media:
        return
    for media in media_of(post, context):
        fact = context.media.get(media.file)
        if fact is not None and fact.state is MediaState.OUTSIDE:
            yield Remark(
                file_of(post, media),
                f"'{media.file}' is outside 'calendar/'",
                hint="put the file into 'calendar/media/' and write 'media/' and its "
                "name",
            )
