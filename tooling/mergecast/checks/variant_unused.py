"""Every variant is somebody's words.

A variant for an account that is not in this post's `accounts`, or for a network that
none of them is on, is never published; nor is one for a network whose accounts here
all have words of their own. Either the account is missing from `accounts`, or the
variant is left over.

Passes::

    id: launch-2026
    accounts: [acme, acme-my]
    publish_at: 2026-11-24 09:00
    text: It is out.
    variants:
      acme-my: {text: Sudah terbit.}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    variants:
      acme-my: {text: Sudah terbit.}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "variant-unused"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Find the variants that no account of the post takes its words from."""
    return _unused(post, context) if post.variants else ()


def _unused(post: Post, context: Context) -> Iterator[Remark]:
    accounts = context.workspace.settings.accounts
    keys = {variant.key for variant in post.variants}
    networks = {account.network for account in accounts.values()}
    taken = {
        key if key in keys else accounts[key].network
        for key in post.accounts
        if key in accounts
    }
    for key in (variant.key for variant in post.variants):
        if key in taken:
            continue
        if key in accounts:
            reason = f"account '{key}' is not one of this post's accounts"
            hint = f"add '{key}' to 'accounts', or remove this variant"
        elif key in networks:
            reason = f"no account of this post takes the words for '{key}'"
            hint = "add an account that does, or remove this variant"
        else:  # a name that nobody has is another check's business
            continue
        yield Remark(
            Place(post.path, ("variants", key), on_key=True), reason, hint=hint
        )
