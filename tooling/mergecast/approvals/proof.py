"""What the ledger records of an approval, so that it can be shown later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mergecast.approvals.policy import Approved
from mergecast.approvals.ports import Yes


def recorded(approved: Approved) -> dict[str, Any]:
    """The proof on which a claim, a deletion or a change of policy rests.

    The newest review stands at the top, all that were needed under ``yeses``; logins
    change hands, so a forge's ids are there as well.
    """
    evidence = approved.evidence
    found: dict[str, Any] = _review(approved.proof)
    found["payload"] = approved.proof.payload
    found["yeses"] = [_review(yes) for yes in approved.yeses or (approved.proof,)]
    if approved.policy is not None:
        found["policy"] = approved.policy
    if evidence is not None:
        found["change"] = evidence.change
        if evidence.pull_request is not None:
            found["pull_request"] = evidence.pull_request.number
    return found


def accounts_in(proofs: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The number that each login had in recorded proofs, the first one first."""
    found: dict[str, str] = {}
    for proof in proofs:
        for said in proof.get("yeses") or ():
            login, number = said.get("login"), said.get("user_id")
            if isinstance(login, str) and isinstance(number, str):
                found.setdefault(login.casefold(), number)
    return found


def _review(yes: Yes) -> dict[str, Any]:
    said: dict[str, Any] = {"name": yes.name, "mail": yes.mail, "commit": yes.commit}
    more = {
        "at": yes.at.isoformat() if yes.at else None,
        "login": yes.login,
        "user_id": yes.user_id,
        "review": yes.review,
        "signed": yes.signed or None,
    }
    return said | {name: value for name, value in more.items() if value is not None}
