"""Words in capitals are few.

Capitals read as shouting, and screen readers may spell them. Words of four letters and
more count, outside links and hashtags; `except` names those that are written so. How
many are fine stands in styleguide/voice.yaml, under `capitals`.

Passes::

    # styleguide/voice.yaml
    capitals: {most: 0, except: [YAML]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: YAML is fine, as is NEW.

Fails::

    # styleguide/voice.yaml
    capitals: {most: 0}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is REALLY out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-capitals"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count them in each wording."""
    names = context.workspace.guide.names
    known = {name.write for name in names.names} if names is not None else set()
    for own, wording in guided.devices(post, context):
        limit = own.capitals
        if limit is not None:
            found = devices.capitals(wording, limit.exempt | known)
            yield from devices.too_many(post, found, limit.most, "words in capitals")
