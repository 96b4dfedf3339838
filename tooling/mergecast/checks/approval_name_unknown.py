"""What a rule for approvals names is there.

A rule for an account, network or campaign that does not exist is about no post at all:
whatever it should have kept from going out goes out.

Passes::

    # mergecast.yaml
    approval:
      rules:
        - {accounts: [acme], campaigns: [launch], count: 2}

Fails::

    # mergecast.yaml
    approval:
      rules:
        - {accounts: [acmee], count: 2}
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.networks import NETWORKS
from mergecast.source import Place

ID = "approval-name-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look up every name that a rule mentions."""
    space = context.workspace
    known: Mapping[str, Collection[str]] = {
        "accounts": space.settings.accounts,
        "networks": NETWORKS,
        "campaigns": space.campaigns,
    }
    approval: Any = space.settings.data.get("approval", {})
    return _unknown(approval.get("rules", ()), known)


def _unknown(
    rules: Iterable[Mapping[str, Any]], known: Mapping[str, Collection[str]]
) -> Iterator[Remark]:
    for number, rule in enumerate(rules):
        for kind, there in known.items():
            for index, name in enumerate(rule.get(kind, ())):
                if name not in there:
                    yield Remark(
                        Place(
                            "mergecast.yaml",
                            ("approval", "rules", number, kind, index),
                        ),
                        f"there is no {kind[:-1]} '{name}', so this rule is about "
                        "nothing there",
                        hint=suggest(name, there, "remove it, or write its name"),
                    )
