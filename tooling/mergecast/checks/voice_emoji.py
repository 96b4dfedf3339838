"""Emoji are those of the voice, and no more than it allows.

An emoji is what readers see as one: a family, a flag and a thumb with a skin colour
are one each. Which are fine, and how many, stands in styleguide/voice.yaml, under
`emoji`.

Passes::

    # styleguide/voice.yaml
    emoji: {most: 1, never: [🔥]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. 🎉

Fails::

    # styleguide/voice.yaml
    emoji: {most: 1}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. 🎉🎉

Fails::

    # styleguide/voice.yaml
    emoji: {never: [🔥]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. 🔥

Fails::

    # styleguide/voice.yaml
    emoji: {only: [🎉]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. 🔥
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-emoji"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at each emoji, then count them."""
    for own, wording in guided.devices(post, context):
        limit = own.emoji
        if limit is None:
            continue
        found = devices.emoji(wording)
        for each in found:
            plain = devices.bare(each.words)
            never = plain in map(devices.bare, limit.never)
            if never or (limit.only and plain not in map(devices.bare, limit.only)):
                yield Remark(
                    each.place(post),
                    f"'{each.words}' is no emoji of this voice",
                    hint=f"use {' '.join(sorted(limit.only))}" if limit.only else "",
                )
        yield from devices.too_many(post, found, limit.most, "emoji")
