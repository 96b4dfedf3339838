"""A post shouts no more than its voice allows.

How many exclamation marks are fine stands in styleguide/voice.yaml, under
`exclamation_marks`; full-width ones (！) and Spanish pairs (¡!) count, too.

Passes::

    # styleguide/voice.yaml
    exclamation_marks: {most: 1}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out!

Fails::

    # styleguide/voice.yaml
    exclamation_marks: {most: 1}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out! At last!
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-exclamations"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count them in each wording."""
    for own, wording in guided.devices(post, context):
        limit = own.exclamation_marks
        if limit is not None:
            found = devices.exclamations(wording)
            yield from devices.too_many(post, found, limit.most, "exclamation marks")
