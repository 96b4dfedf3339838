"""Words that do not fit the voice are left out.

Slang, jargon, I instead of we: what an account does not say stands in
styleguide/voice.yaml, under `words`. Whole words are meant, in any letter case.

Passes::

    # styleguide/voice.yaml
    words: {never: [gonna]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: We are going to ship.

Fails::

    # styleguide/voice.yaml
    words: {never: [gonna]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: We are Gonna ship.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-words"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for each of them."""
    for own, wording in guided.devices(post, context):
        if own.words is None:
            continue
        pattern = guided.pattern_of(own.words.never, ignorecase=True)
        for route, text in guided.texts_of(wording):
            for start, end in guided.found(pattern, text):
                yield Remark(
                    guided.place(post, route, start, end),
                    f"'{text.value[start:end]}' does not fit this voice",
                )
