"""A post that nobody asked for names few people.

X counts unasked mentions as spam and suspends accounts for it (its rules for
automation). Each name also sends somebody a notification. `most` is how many a part may
have; answers to others are not counted.

Passes::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    text: Thank you @partner and @city_library!

Fails::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    text: Look at this, @one @two @three @four!
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "mentions-too-many"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset()
OPTIONS: Options = {"most": 3}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count who is named in each part, the team's own accounts apart."""
    most = context.options["most"]
    if not isinstance(most, int) or post.text("reply_to"):
        return
    if not any(part.text.count("@") > most for part in post.wordings):
        return
    accounts = context.workspace.settings.accounts.values()
    own = {account.user.lower() for account in accounts}
    seen = set()
    for parts, network, _, _ in targets(post, context):
        for part in parts:
            named = [
                each
                for each in network.mentions(part.text)
                if each.handle.lower() not in own
            ]
            people = dict.fromkeys(each.handle.lower() for each in named)
            if len(people) <= most or (part.route, network.ID) in seen:
                continue
            seen.add((part.route, network.ID))
            yield Remark(
                Place(
                    post.path, part.route, within=(named[most].start, named[most].end)
                ),
                f"the text names {len(people)} people; more than {most} unasked look "
                f"like spam to {network.NAME}",
                hint="name those who expect it, and the others without the @",
            )
