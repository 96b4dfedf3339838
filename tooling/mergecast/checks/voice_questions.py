"""A post asks no more than its voice allows.

Questions invite answers; several at once get none. How many are fine stands in
styleguide/voice.yaml, under `questions`.

Passes::

    # styleguide/voice.yaml
    questions: {most: 2}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Ready?

Fails::

    # styleguide/voice.yaml
    questions: {most: 2}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Ready? Really? Now?
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-questions"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count them in each wording."""
    for own, wording in guided.devices(post, context):
        limit = own.questions
        if limit is not None:
            found = devices.questions(wording)
            yield from devices.too_many(post, found, limit.most, "question marks")
