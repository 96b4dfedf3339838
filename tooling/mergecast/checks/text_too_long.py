r"""Every text fits into one post of its network.

Networks count in their own way: on X a link counts 23 whatever its length, and a
Chinese, Japanese or Korean character, like most emoji, counts 2. A text that is too
long would be refused at the minute it is due, so it is refused here. Each wording is
counted for the accounts that get it, with the limit of their tier.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out. https://example.org/a/very/long/address/that/counts/23

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: >
      What took us so long? First we wanted the words to be right, then we wanted the
      pictures to be right, then we found that both were right but did not fit each
      other, then somebody asked whether a single post could say all this, and here we
      are, still counting characters, which by now are far too many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.targets import Target, targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Part, Post
from mergecast.networks.base import Measured
from mergecast.source import Place, Route

ID = "text-too-long"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count each text as each of its networks does."""
    seen: set[tuple[Route, str, str]] = set()
    for target in targets(post, context):
        for part in target.parts:
            known = (part.route, target.network.ID, target.tier)
            if known in seen:
                continue
            seen.add(known)
            measured = target.network.measure(part.text, target.tier)
            if measured.weighted_length > measured.limit:
                yield _remark(post, part, target, measured)


def _remark(post: Post, part: Part, target: Target, measured: Measured) -> Remark:
    name, limit = target.network.NAME, measured.limit
    fits = _fits(part.text, target)
    return Remark(
        Place(post.path, part.route, within=(fits, len(part.text))),
        f"the text counts {measured.weighted_length:,} on {name}, "
        f"{measured.weighted_length - limit:,} over the limit of {limit:,}",
        hint="shorten it, or turn it into a thread",
    )


def _fits(text: str, target: Target) -> int:
    """How many characters from the beginning fit."""

    def length(end: int) -> int:
        return target.network.measure(text[:end], target.tier).weighted_length

    limit = target.network.limits(target.tier).text_limit
    return bisect_left(range(len(text)), limit + 1, key=lambda n: length(n + 1))
