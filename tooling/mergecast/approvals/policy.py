"""The minimal policy: one yes, to exactly this payload, by someone else.

On a sandbox ledger one person alone may approve, so that a rehearsal needs no second.
"""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.approvals.ports import Evidence, Yes


@dataclass(frozen=True, slots=True)
class Approved:
    """The payload may go out; ``proof`` is recorded in the claim."""

    proof: Yes


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Why not, in one plain sentence, and who can help."""

    reason: str


def judge(payload: str, evidence: Evidence, *, alone: bool) -> Approved | NotApproved:
    """Does the evidence approve this payload?

    Args:
        payload: the digest of the whole post's payload.
        evidence: what the forge can prove.
        alone: whether an author may approve their own words (a sandbox ledger).
    """
    same = [yes for yes in evidence.yeses if yes.payload == payload]
    by_others = [yes for yes in same if yes.mail.casefold() not in evidence.authors]
    if by_others:
        return Approved(by_others[-1])
    if same and alone:
        return Approved(same[-1])
    if same:
        return NotApproved(
            f"only its own author {same[-1].name} approved it; someone else has to"
        )
    if evidence.yeses:
        last = evidence.yeses[-1]
        return NotApproved(
            f"it was changed after {last.name} approved it; it needs a new approval"
        )
    return NotApproved("nobody has approved it yet")
