"""Hashtags are few, stand where they should and can be read aloud.

Screen readers read #PostAsCode as three words and #postascode as none. What is fine
stands in styleguide/voice.yaml, under `hashtags`: how many, whether they stand behind
all other words of a part, and whether each word of one begins large. A hashtag of one
word, of a script without capitals, or of names.yaml is always fine.

Passes::

    # styleguide/voice.yaml
    hashtags: {most: 2, place: end, camel_case: true}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "It is out. #PostAsCode #yaml"

Fails::

    # styleguide/voice.yaml
    hashtags: {most: 1}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "It is out. #a #b"

Fails::

    # styleguide/voice.yaml
    hashtags: {place: end}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "#Now it is out."

Fails::

    # styleguide/voice.yaml
    hashtags: {camel_case: true}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "It is out. #post_as_code"
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-hashtags"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at each hashtag, then count them."""
    names = context.workspace.guide.names
    known = {name.write for name in names.names} if names is not None else set()
    for own, wording in guided.devices(post, context):
        limit = own.hashtags
        if limit is None:
            continue
        found = devices.hashtags(wording)
        for each in found:
            if limit.place == "end" and not devices.at_end(each, wording):
                yield Remark(
                    each.place(post),
                    f"'{each.words}' stands before other words",
                    hint="put hashtags behind all other words",
                )
            spoken = each.words in known or devices.can_be_read(each.words)
            if limit.camel_case and not spoken:
                yield Remark(
                    each.place(post),
                    f"'{each.words}' cannot be read aloud",
                    hint="begin each of its words with a capital letter",
                )
        yield from devices.too_many(post, found, limit.most, "hashtags")
