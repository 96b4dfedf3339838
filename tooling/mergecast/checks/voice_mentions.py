"""A post names no more people by their handles than its voice allows.

Everyone who is named is told. How many are fine stands in styleguide/voice.yaml, under
`mentions`.

Passes::

    # styleguide/voice.yaml
    mentions: {most: 2}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: With @mei.

Fails::

    # styleguide/voice.yaml
    mentions: {most: 2}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "With @mei, @aisyah and @tom."
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-mentions"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count them in each wording."""
    for own, wording in guided.devices(post, context):
        if own.mentions is not None:
            found = devices.mentions(wording)
            yield from devices.too_many(post, found, own.mentions.most, "mentions")
