"""A variant is for an account or a network of this workspace.

`variants` holds other words for one account or for one network; its keys are accounts
from mergecast.yaml, or networks that one of them is on. Words under any other key reach
nobody: the accounts get the post as it stands, without anyone noticing.

Passes::

    id: launch-2026
    accounts: [acme, acme-my]
    publish_at: 2026-11-24 09:00
    text: It is out.
    variants:
      acme-my: {text: Sudah terbit.}

Fails::

    id: launch-2026
    accounts: [acme, acme-my]
    publish_at: 2026-11-24 09:00
    text: It is out.
    variants:
      acme_my: {text: Sudah terbit.}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "variant-unknown"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look each key of ``variants`` up in the settings."""
    return _unknown(post, context) if post.variants else ()


def _unknown(post: Post, context: Context) -> Iterator[Remark]:
    accounts = context.workspace.settings.accounts
    networks = dict.fromkeys(account.network for account in accounts.values())
    for variant in post.variants:
        if variant.key in accounts or variant.key in networks:
            continue
        own = dict.fromkeys((*post.accounts, *networks, *accounts))
        yield Remark(
            Place(post.path, ("variants", variant.key), on_key=True),
            f"'{variant.key}' is neither an account nor a network of mergecast.yaml, "
            "so these words go out nowhere",
            hint=suggest(variant.key, own, ""),
        )
