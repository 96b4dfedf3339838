"""No description of an image is longer than its network takes.

On X that is 1,000 characters. What needs more room belongs into the text, or into a
page that the text links to.

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
        alt: >
          A merged pull request turning into a post, step by step. First somebody
          writes a file. The file has a date, a time, an account and a text. Then
          somebody else reads it, which takes a while, since it is a long text, and
          comes back with a question. The question is answered in the same place, so
          that everybody can read the answer later. Then the text is changed, and read
          again, and this time it is found to be good. A button says merge. It is
          green. Somebody presses it. The picture now shows a calendar, on which the
          day of the post is marked with a circle, and beside the calendar a clock,
          whose hands move slowly towards nine. Below it a small machine sits and
          waits, and looks at the clock, and at the calendar, and at the file, and at
          the clock again. When the hands reach nine the machine takes the text, folds
          it once, and throws it out of the window, where it unfolds into a bird and
          flies off. On the last picture people look up from their phones and smile,
          all of them at once, and one of them waves. Then the clock is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "alt-text-too-long"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"media", "thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count the characters of each description."""
    if not any(part.media for part in post.wordings):
        return
    found: dict[Remark, None] = {}
    for parts, network, _, limits in targets(post, context):
        for media in (media for part in parts for media in part.media):
            length, most = len(media.alt), limits.alt_text_max
            if length > most:
                remark = Remark(
                    Place(post.path, (*media.route, "alt"), within=(most, length)),
                    f"the description has {length:,} characters; "
                    f"{network.NAME} takes at most {most:,}",
                    hint="shorten it; what needs more room belongs into the text",
                )
                found[remark] = None
    yield from found
