"""What a claim puts on record: the proof, what to look for, and what reports need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from mergecast.approvals.policy import Approved
from mergecast.approvals.ports import Person
from mergecast.approvals.proof import recorded
from mergecast.dispatch.by_hand import seek
from mergecast.dispatch.costs import of_part
from mergecast.dispatch.scopes import locale, scopes
from mergecast.dispatch.target import Target
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Draft
from mergecast.networks.charges import decimal, total
from mergecast.payload import PartPayload


def claim(
    target: Target, part: PartPayload, approval: Approved, links: Mapping[str, str]
) -> Draft:
    """The claim of one part.

    ``seek`` is what to look for, should nobody know how its send ended; ``target`` is
    what the rest of a thread is held against.
    """
    return Draft(
        EventKind.CLAIM,
        str(part.key),
        payload=part.digest,
        approval=recorded(approval),
        body={
            "post": target.digest,
            "target": target.payload.digest if target.payload else None,
            "path": target.post.path,
            "bundle": target.content,
            "scopes": list(scopes(target)),
            "seek": seek(part, links),
            "report": report(target, approval) | {"cost": cost(target, part)},
        },
    )


def report(target: Target, approval: Approved) -> dict[str, object]:
    """What later reports need of a post, while it is at hand; null where unknown.

    What its parts cost differs from part to part; see ``cost``.

    People are named as their forge knows them, or else by mail.
    """
    evidence, post = approval.evidence, target.post
    pull = evidence.pull_request if evidence else None
    given = [yes.at for yes in approval.yeses or (approval.proof,) if yes.at]
    merged = pull.merged if pull else evidence.changed_at if evidence else None
    return {
        "due": _instant(target.schedule.at),
        "bucket": post.text("bucket"),
        "campaign": post.text("campaign"),
        "lane": post.text("lane"),
        "locale": locale(target),
        "owner": post.text("owner"),
        "authors": [_name(one) for one in evidence.authors] if evidence else None,
        "merged": _instant(merged),
        "approved_first": _instant(min(given, default=None)),
        "approved_last": _instant(max(given, default=None)),
        "pull_request": pull.number if pull else None,
        "opened": _instant(pull.opened if pull else None),
        "rounds": pull.rounds if pull else None,
        "findings": None,
    }


def cost(target: Target, part: PartPayload) -> str | None:
    """What the network takes for a part, in US dollars, by its prices of today."""
    charges = of_part(target, part)
    return None if charges is None else decimal(total(charges))


def _name(person: Person) -> str:
    return person.user_id or person.login or person.mail or person.name


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")
