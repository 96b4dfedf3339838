"""A post answers somebody else only where that person asked for it.

Since 2026-02-23 X takes an answer from a self-serve app only if the author of the post
named or quoted the account there; any other is refused. Answers to posts of ours are
another matter: see `thread-unproved`. With `refused: manual` under `publishing` such an
answer is posted by hand, unless the post says `manual: false`: they did ask for it.

Passes::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    reply_to: launch-2026@acme
    text: Thank you all.

Fails::

    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    reply_to: https://x.com/partner/status/1720000000000000000
    text: Thank you all.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.by_hand import sent
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.networks.by_hand import is_own

ID = "reply-uninvited"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"reply_to"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Ask each network whether it takes answers to anybody."""
    target = post.text("reply_to") or ""
    if "/" not in target or _is_own(target, post, context):
        return
    for _, network, tier, limits in targets(sent(post, context), context):
        if limits.replies == "invited":
            yield Remark(
                post.span("reply_to"),
                f"{network.NAME} takes this from the tier '{tier}' only if the author "
                "named or quoted the account in that post",
                hint="look whether they did; if not, add `manual: true`",
            )
            return


def _is_own(link: str, post: Post, context: Context) -> bool:
    """Whether the link is to a post of an account that this one goes to."""
    accounts = context.workspace.settings.accounts
    handles = {accounts[key].user.lower() for key in post.accounts if key in accounts}
    return is_own(link, handles)
