"""Every image has a description for people who cannot see it.

Screen readers read it aloud, and it is shown when the image does not load. Say what
the image shows and what matters about it, as you would on the phone. Where an image
really says nothing, say so with a reason:
`ignore: [{rule: alt-text-missing, because: logo only}]`.

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
      - file: media/launch.png
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.characters import shows_nothing
from mergecast.checks.basis.targets import media_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "alt-text-missing"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"media", "thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for media without a description."""
    for media in media_of(post, context):
        if shows_nothing(media.alt):
            yield Remark(
                Place(post.path, (*media.route, "alt")),
                f"'{media.file}' has no description for people who cannot see it",
                hint="add 'alt:' and say what the image shows",
            )
