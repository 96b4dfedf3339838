"""The way to each account, with keys that are seen to be its own."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.cli import wiring
from mergecast.cli.approving.policy_wiring import Standing
from mergecast.cli.keys.credentials import refuse_mixed_up
from mergecast.cli.session import Session
from mergecast.dispatch.identity import OwnKeys, Profile, ids
from mergecast.dispatch.ports import Publisher
from mergecast.model.settings import Account


def own_keys(
    session: Session, stands: Standing, accounts: Mapping[str, Account]
) -> OwnKeys:
    """Publishers for one tick; whose keys they have is asked when one is wanted.

    Args:
        session: its pretended instant is told to a sandbox.
        stands: the policy in force, which keeps the id of each account.
        accounts: those of the settings.

    Raises:
        WorkspaceError: a variable could be meant for two of them.
    """
    refuse_mixed_up(accounts)

    def publisher(account: Account) -> Publisher:
        return wiring.publisher(account, session.pinned)

    def profile(account: Account) -> Profile:
        return wiring.publisher(account, session.pinned).profile()

    value = stands.walked.in_force.value if stands.walked else {}
    return OwnKeys(publisher, profile, ids(value.get("accounts", {}), accounts))
