"""Sentences are no longer than the voice allows.

The longest that is fine stands in styleguide/voice.yaml, under `sentences`, in words;
in Chinese, Japanese and Thai each character counts as one. Links do not count.

Passes::

    # styleguide/voice.yaml
    sentences: {longest: 5}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. You can read it.

Fails::

    # styleguide/voice.yaml
    sentences: {longest: 5}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out and you can read it now.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.style.sentences import sentences, words

ID = "voice-sentences"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Measure each sentence."""
    for own, wording in guided.devices(post, context):
        if own.longest is None:
            continue
        for route, text in guided.bodies(wording):
            for start, end in sentences(text.value):
                count = len(words(text.plain[start:end]))
                if count > own.longest:
                    yield Remark(
                        guided.place(post, route, start, end),
                        f"this sentence has {count} words, and {own.longest} are fine",
                        hint="make two sentences of it",
                    )
