"""A review as JSON, for whoever shows it in another way."""

from __future__ import annotations

from mergecast.findings import Finding
from mergecast.networks.charges import decimal
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.review_mix import mix_values
from mergecast.review.clocks import long_clock
from mergecast.review.report import (
    Approver,
    PartView,
    PolicyReview,
    PostReview,
    Review,
    Since,
    TargetView,
)


def review_json(review: Review) -> str:
    """The whole review."""
    return encode_document(
        base=review.base,
        head=review.head,
        posts=[_post(each) for each in review.posts],
        findings=[_finding(each) for each in review.findings],
        broken=list(review.broken),
        stopped=list(review.stopped),
        moved=list(review.moved),
        notes=list(review.notes),
        policy=_policy(review.policy) if review.policy else None,
        live=review.live,
        mix=mix_values(review.mix),
    )


def _policy(policy: PolicyReview) -> dict[str, object]:
    return {
        "before": dict(policy.before),
        "after": dict(policy.after),
        "approved": policy.approved,
        "approvals": [_approver(each) for each in policy.approvers],
        "notes": list(policy.notes),
    }


def _post(post: PostReview) -> dict[str, object]:
    return {
        "id": post.id,
        "path": post.path,
        "change": post.difference.kind.value,
        "readers": post.difference.readers,
        "said": list(post.difference.said),
        "payload": post.digest,
        "at": post.at.isoformat() if post.at else None,
        "times": [long_clock(post.at, zone) for zone in post.zones] if post.at else [],
        "asap": post.asap,
        "gloss": post.gloss,
        "labels": list(post.labels),
        "since": _since(post.since) if post.since else None,
        "targets": [_target(each) for each in post.targets],
        "findings": [_finding(each) for each in post.findings],
        "approved": post.approved,
        "approvals": [_approver(each) for each in post.approvers],
        "notes": list(post.notes),
        "checklist": [
            {"text": item.text, "done": item.done, "machine": item.machine}
            for item in post.checklist
        ],
    }


def _since(since: Since) -> dict[str, object]:
    return {
        "who": since.who,
        "at": since.at.isoformat() if since.at else None,
        "said": list(since.said),
    }


def _target(target: TargetView) -> dict[str, object]:
    return {
        "account": target.account.key,
        "network": target.account.network,
        "same_as": target.same_as,
        "by_hand": target.by_hand,
        "parts": [_part(each) for each in target.parts],
    }


def _part(view: PartView) -> dict[str, object]:
    return {
        "text": view.part.text,
        "before": view.before,
        "weighted_length": view.length,
        "limit": view.limit,
        "valid": view.valid,
        "cut_after": view.cut.after if view.cut else None,
        "urls": list(view.links),
        "cost_usd": decimal(view.cost),
        "media": [{"file": one.file, "alt": one.alt} for one in view.part.media],
    }


def _finding(each: Finding) -> dict[str, object]:
    return {
        "id": each.id,
        "severity": each.severity.value,
        "path": each.path,
        "line": each.span.line,
        "message": each.message,
        "hint": each.hint,
    }


def _approver(each: Approver) -> dict[str, object]:
    return {
        "roles": list(each.roles),
        "by": each.by,
        "at": each.at.isoformat() if each.at else None,
        "could": list(each.could),
        "logins": list(each.logins),
        "because": each.because,
        "missing": each.missing,
    }
