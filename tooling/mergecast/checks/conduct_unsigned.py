"""Everyone on the team has signed the rules of conduct.

Who speaks for us has read how we behave in public, in the version that holds now:
`signed` in styleguide/conduct.yaml has each member of playbooks/team.yaml.

Passes::

    # styleguide/conduct.yaml
    title: How we behave
    rules: [{rule: Be kind.}]
    signed: {mei: 1, aisyah: 1}

Fails::

    # styleguide/conduct.yaml
    title: How we behave
    version: 2
    rules: [{rule: Be kind.}]
    signed: {mei: 1, aisyah: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.guide import CONDUCT
from mergecast.source import Place

ID = "conduct-unsigned"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterator[Remark]:
    """Look each member up."""
    del present
    conduct = context.workspace.guide.conduct
    if conduct is None:
        return
    for member in context.workspace.team.members.values():
        if conduct.signed.get(member.key, 0) < conduct.version:
            yield Remark(
                Place(CONDUCT, ("signed",)),
                f"{member.name} has not signed version {conduct.version} yet",
                hint="have them read it, then add them to 'signed'",
                owner=member.key,
            )
