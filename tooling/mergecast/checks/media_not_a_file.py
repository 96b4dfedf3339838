"""Media files are in the repository themselves.

A symbolic link or a submodule shows whatever it leads to, which is not what was
reviewed. A Git LFS pointer is a few lines of text in place of an image whose content
was not fetched.

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
      - {file: media/linked.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/stored-elsewhere.png, alt: A merged pull request}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.media import MediaState
from mergecast.model.post import Post

ID = "media-not-a-file"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}

_SAID = {
    MediaState.LINK: (
        "is a link to something else",
        "commit the image itself in its place",
    ),
    MediaState.POINTER: (
        "is a Git LFS pointer and not the image",
        "run 'git lfs pull', or commit the image without Git LFS",
    ),
}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for links and pointers."""
    if not context.media:
        return
    for media in media_of(post, context):
        fact = context.media.get(media.file)
        if fact is not None and fact.state in _SAID:
            what, hint = _SAID[fact.state]
            yield Remark(file_of(post, media), f"'{media.file}' {what}", hint=hint)
