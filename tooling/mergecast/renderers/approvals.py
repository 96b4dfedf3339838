"""Who has to approve what, who did, and what is missing: for people and programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.account import PersonTold, PlaceTold
from mergecast.model.spoken import clock
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.review.report import PolicyReview


@dataclass(frozen=True, slots=True)
class PostApproval:
    """How one post stands.

    Args:
        id: the post's.
        path: its file.
        payload: what is to be approved; None where that cannot be known.
        reason: why it is not approved; empty where it is.
        ends: when its approval may end by itself.
        places: all that have to be filled.
        people: a line a person.
        sample: it is on sample accounts alone, so nothing has to be approved.
    """

    id: str
    path: str
    payload: str | None
    reason: str
    ends: datetime | None = None
    places: Sequence[PlaceTold] = ()
    people: Sequence[PersonTold] = ()
    sample: bool = False

    @property
    def approved(self) -> bool:
        """Whether nothing is missing."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class ApprovalsReport:
    """Posts, the commit they are read from, and the policy that they are judged by.

    ``notes`` is what is worth knowing of that policy, ``change`` what the branch makes
    of it.
    """

    commit: str
    policy: str | None
    posts: Sequence[PostApproval]
    notes: Sequence[str] = ()
    change: PolicyReview | None = None

    @property
    def approved(self) -> bool:
        """Whether nothing is missing."""
        policy = self.change is None or self.change.approved
        return policy and all(each.approved for each in self.posts)


def approvals_text(report: ApprovalsReport) -> str:
    """For each post its answer, its places, and a line a person."""
    blocks = ["\n".join(_post(each)) for each in report.posts]
    if report.change is not None:
        blocks.append("\n".join(_policy(report.change)))
    if not blocks:
        blocks = ["nothing to approve: no post differs from the publishing branch"]
    blocks += [f"note: {encode_terminal(note)}" for note in report.notes]
    return "\n\n".join(blocks) + "\n"


def _post(post: PostApproval) -> list[str]:
    answer = "approved" if post.approved else f"not approved: {post.reason}"
    if post.sample:
        answer = "on sample accounts alone: nothing goes out, nothing is needed"
    lines = [
        f"{encode_terminal(post.id)}  {encode_terminal(post.path)}",
        f"  {encode_terminal(answer)}",
    ]
    if post.ends is not None:
        lines.append(f"  it holds until {clock(post.ends)} at least")
    lines += [f"  {encode_terminal(_place(each))}" for each in post.places]
    width = max((len(each.name) for each in post.people), default=0)
    for person in post.people:
        at = f" on {clock(person.at)}" if person.at else ""
        commit = f" ({person.commit[:10]})" if person.commit else ""
        line = f"{person.name:<{width}}  {person.says}{at}{commit}"
        lines.append(f"    {encode_terminal(line)}")
    return lines


def _policy(change: PolicyReview) -> list[str]:
    """The whole step from the policy in force, which is approved as one."""
    answer = "approved" if change.approved else "not approved"
    lines = ["a change of policy", f"  {answer}"]
    for each in change.approvers:
        roles = " or ".join(each.roles) or "a member"
        who = each.by or " or ".join(each.could) or "nobody can"
        lines.append(f"  [{'x' if each.by else ' '}] {roles}: {who}")
    lines += [f"    {note}" for note in change.notes]
    return [encode_terminal(line) for line in lines]


def _place(place: PlaceTold) -> str:
    roles = " or ".join(place.roles) or "a member"
    if place.by is not None:
        return f"[x] {roles}: {place.by}  ({place.why})"
    could = " or ".join(place.could) or "nobody can"
    return f"[ ] {roles}: {could}  ({place.why})"


def approvals_json(report: ApprovalsReport) -> str:
    """The report as JSON."""
    return encode_document(
        commit=report.commit,
        policy=report.policy,
        notes=list(report.notes),
        approved=report.approved,
        policy_change=_change(report.change) if report.change else None,
        posts=[_entry(each) for each in report.posts],
    )


def _change(change: PolicyReview) -> dict[str, object]:
    needs = [
        {"roles": list(one.roles), "by": one.by, "could": list(one.could)}
        for one in change.approvers
    ]
    return {"approved": change.approved, "needs": needs, "notes": list(change.notes)}


def _entry(post: PostApproval) -> dict[str, object]:
    return {
        "id": post.id,
        "path": post.path,
        "payload": post.payload,
        "approved": post.approved,
        "reason": post.reason or None,
        "holds_until": _instant(post.ends),
        "sample": post.sample,
        "needs": [
            {
                "rule": place.rule,
                "why": place.why,
                "roles": list(place.roles),
                "by": place.by,
                "at": _instant(place.at),
                "could": list(place.could),
            }
            for place in post.places
        ],
        "people": [
            {
                "name": person.name,
                "member": person.member,
                "login": person.login,
                "says": person.says,
                "counts": person.counts,
                "at": _instant(person.at),
                "commit": person.commit,
            }
            for person in post.people
        ],
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
