"""Two accounts of one network do not say the same words.

X calls identical posts on several accounts spam, and may lock all of them. So each of
them says it in its own words, under `variants`, or only one of them says it. Letter
case and white space make no difference. Posts with the same words weeks apart are fine.

Options: `days` (7): how far apart the same words on two accounts are at least.

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

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/25-launch-my.yaml
    id: launch-my
    accounts: [acme-my]
    publish_at: 2026-11-25 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.rows import NO_WORDS
from mergecast.checks.basis.side_by_side import (
    days_of,
    gap,
    in_time_order,
    words_seen_twice,
)
from mergecast.findings import Remark, Severity

ID = "text-same-on-accounts"
SEVERITY = Severity.WARNING
OPTIONS: Options = {"days": 7}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Compare the words of one post's accounts, then those of different posts."""
    accounts = context.workspace.settings.accounts
    networks = {key: account.network for key, account in accounts.items()}
    least = days_of(context.options, 7).total_seconds()
    for row in rows:
        if len(row.accounts) > 1:
            yield from _within(row, networks)
    for words, group in words_seen_twice(rows).items():
        # By network: the last post with these words, and the account that it was on.
        last: dict[str, tuple[Row, str]] = {}
        for row in in_time_order(group):
            for account, own in zip(row.accounts, row.texts, strict=True):
                network = networks.get(account)
                if own != words or network is None:
                    continue
                before, other = last.get(network, (row, account))
                last[network] = row, account
                if before is row or other == account or gap(before, row) >= least:
                    continue
                yield _remark(row, account, before, other)
                yield _remark(before, other, row, account)


def _within(row: Row, networks: Mapping[str, str]) -> Iterator[Remark]:
    first: dict[tuple[int, str], str] = {}
    for account, words in zip(row.accounts, row.texts, strict=True):
        network = networks.get(account)
        if words == NO_WORDS or network is None:
            continue
        other = first.setdefault((words, network), account)
        if other != account:
            yield Remark(
                row.span("accounts"),
                f"'{other}' and '{account}' say the same words on one network",
                hint=f"give '{account}' its own words under 'variants'",
            )


def _remark(row: Row, account: str, other: Row, elsewhere: str) -> Remark:
    return Remark(
        row.span("text"),
        f"'{account}' says the same words here as '{elsewhere}' in '{other.id}' "
        f"({other.path})",
        hint="say it in other words, or on one of the two accounts only",
    )
