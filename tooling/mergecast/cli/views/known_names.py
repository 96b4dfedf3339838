"""A name that nobody has is no empty calendar: it is a typo, and is said."""

from __future__ import annotations

from mergecast.errors import UsageError
from mergecast.model.workspace import Workspace
from mergecast.planning.agenda import Wanted


def refuse_unknown(space: Workspace, wanted: Wanted) -> None:
    """Stop where nothing was found, and nothing can be.

    Raises:
        UsageError: there is no such account, person or campaign.
    """
    asked = (
        ("account", wanted.account, space.settings.accounts),
        ("person", wanted.person, space.team.members),
        ("campaign", wanted.campaign, space.campaigns),
    )
    for what, name, known in asked:
        # Where no files say who there is, posts may name whomever they like.
        if name is not None and known and name not in known:
            from mergecast.checks.basis.near import suggest  # noqa: PLC0415 - only on a typo

            raise UsageError(
                f"there is no {what} '{name}'", hint=suggest(name, sorted(known), "")
            )
