"""Links are few and stand where they should.

How many links are fine, and whether they stand behind all words of a part (only
hashtags and a signature may follow), stands in styleguide/voice.yaml, under `links`.

Passes::

    # styleguide/voice.yaml
    links: {most: 1, place: end}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "It is out. https://example.org #Launch"

Fails::

    # styleguide/voice.yaml
    links: {place: end}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "https://example.org is where it is."

Fails::

    # styleguide/voice.yaml
    links: {most: 1}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "https://example.org https://example.com"
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-links"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look where each stands, then count them."""
    for own, wording in guided.devices(post, context):
        limit = own.links
        if limit is None:
            continue
        found = devices.links(wording)
        for each in found:
            if limit.place == "end" and not devices.at_end(each, wording):
                yield Remark(
                    each.place(post),
                    f"'{guided.shown(each.words)}' stands before other words",
                    hint="put the link behind all other words",
                )
        yield from devices.too_many(post, found, limit.most, "links")
