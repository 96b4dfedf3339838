"""A post is signed where the voice wants it.

Where several people answer for an account, `^AB` at the end says who wrote. Whether
posts are signed stands in styleguide/voice.yaml, under `signature`. Only hashtags and
links may follow it; in a thread, the last part has it.

Passes::

    # styleguide/voice.yaml
    signature: {needed: posts}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. ^ML

Fails::

    # styleguide/voice.yaml
    signature: {needed: posts}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # styleguide/voice.yaml
    signature: {needed: never}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. ^ML
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import devices, guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "voice-signature"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for a signature in each part, and want it in the last one."""
    for own, wording in guided.devices(post, context):
        if own.signature is None:
            continue
        found = devices.signatures(wording)
        if own.signature == "never":
            for each in found:
                message = f"'{each.words}' signs this, and this account does not sign"
                yield Remark(each.place(post), message, hint="leave it out")
            continue
        last = wording.parts[-1]
        signed = [each for each in found if each.route == last.route]
        if last.text and not any(devices.at_end(each, wording) for each in signed):
            yield Remark(
                post.span(*last.route),
                "nobody signs this",
                hint="end with ^ and your initials, like ^ML",
            )
