r"""Every part of a post shows something.

A part needs words, an image or a poll; networks refuse one that has none of them. A
text that is there but shows nothing (spaces, invisible characters) is never meant,
even beside an image: leave the text empty then.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: ""
    media:
      - {file: media/launch.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: ""

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    thread:
      - First, the news.
      - "\u200B \u3164"
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.characters import shows_nothing
from mergecast.checks.basis.targets import rewritten, wordings
from mergecast.findings import Remark, Severity
from mergecast.model.post import Part, Post
from mergecast.source import Place

ID = "text-empty"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for something to see in each part."""
    for part in wordings(post, context):
        if not shows_nothing(part.text):
            continue
        if not part.media and not part.poll:
            yield Remark(
                Place(post.path, part.route),
                "nothing to publish: no words, no image, no poll"
                if not part.text
                else "nothing to read: the text is only spaces or invisible characters",
                hint="write the text, or delete this part"
                if "thread" in part.route
                else "write the text",
            )
        elif part.text:
            yield _blank_beside_media(post, part)


def _blank_beside_media(post: Post, part: Part) -> Remark:
    return Remark(
        Place(post.path, part.route),
        "the text is only spaces or invisible characters",
        hint='write the text, or leave it empty: text: ""',
        fix=rewritten(post, part.route, part.text, ""),
    )
