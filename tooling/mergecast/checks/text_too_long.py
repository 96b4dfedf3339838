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

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.networks.base import Network
from mergecast.source import Place, Route

ID = "text-too-long"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


_MAYBE_LINK = re.compile(r"\.\S")


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count each text as each of its networks does."""
    seen: set[tuple[Route, str, str]] = set()
    for parts, network, tier, limits in targets(post, context):
        for part in parts:
            known = (part.route, network.ID, tier)
            if surely_fits(part.text, limits.text_limit) or known in seen:
                continue
            seen.add(known)
            length = network.measure(part.text, tier).weighted_length
            if length > limits.text_limit:
                fits = _fits(part.text, network, tier)
                yield Remark(
                    Place(post.path, part.route, within=(fits, len(part.text))),
                    f"the text counts {length:,} on {network.NAME}, "
                    f"{length - limits.text_limit:,} over the limit of "
                    f"{limits.text_limit:,}",
                    hint="shorten it, or make it a thread with `mergecast split`",
                )


def surely_fits(text: str, limit: int) -> bool:
    """Whether no network could count ``text`` over ``limit``; spares most a count.

    Nobody counts an ASCII character more than 1, another more than 2 (it has two
    bytes or more) or a link, which has a dot, more than 23; a text in another form
    than NFC may grow in counting. (A test holds each network to that.)
    """
    in_utf_8 = len(text.encode("utf-8", "surrogatepass"))
    at_most = min(2 * len(text), in_utf_8) + 23 * len(_MAYBE_LINK.findall(text))
    return at_most <= limit and unicodedata.is_normalized("NFC", text)


def _fits(text: str, network: Network, tier: str) -> int:
    """How many characters from the beginning fit."""
    limit = network.limits(tier).text_limit

    def is_over(end: int) -> bool:
        return network.measure(text[:end], tier).weighted_length > limit

    return bisect_left(range(len(text)), x=True, key=lambda n: is_over(n + 1))
