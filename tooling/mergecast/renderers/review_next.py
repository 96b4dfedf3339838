"""The one line that a tired reader needs: what has to happen next, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.findings import Severity
from mergecast.renderers.encoders.markdown import encode_markdown
from mergecast.review.report import Approver, Review

_ROLES = 3
_NAMES = 4


def next_step(review: Review) -> str:
    """What has to happen next; empty where nothing does."""
    if errors(review):
        return "mend what is marked ❌, then ask for approval"
    open_ = list(_open(review))
    if open_:
        return _approvals(open_)
    if not all(post.approved for post in review.posts) or (
        review.policy is not None and not review.policy.approved
    ):
        return "see what stands in its way under **Approvals**"
    if what := _to_decide(review):
        return f"decide whether {what}, then merge"
    if review.posts or review.policy is not None:
        return "merge it"
    return ""


def _to_decide(review: Review) -> str:
    """What a person has to want, although nothing is missing."""
    if review.stopped or review.moved:
        return f"what is scheduled may {'stop' if review.stopped else 'move'}"
    if review.live is None:
        return ""
    return f"posts are to {'go out for real' if review.live else 'stop going out'}"


def errors(review: Review) -> int:
    """How many errors there are, unreadable files included."""
    findings = (*review.findings, *(f for post in review.posts for f in post.findings))
    grave = sum(each.severity is Severity.ERROR for each in findings)
    return grave + len(unread(review))


def unread(review: Review) -> list[str]:
    """Files that hold no readable post, of which nothing else is said."""
    told = {each.path for each in review.findings}
    return [path for path in review.broken if path not in told]


def _open(review: Review) -> Iterator[Approver]:
    groups = [post.approvers for post in review.posts if not post.approved]
    if review.policy is not None and not review.policy.approved:
        groups.append(review.policy.approvers)
    yield from (each for group in groups for each in group if each.by is None)


def _approvals(open_: Sequence[Approver]) -> str:
    """Each kind of place once, with who could fill it."""
    said: dict[str, None] = {}
    for each in open_:
        title = encode_markdown(" or ".join(each.roles) or "a member")
        if each.missing:
            said[f"**{title}**, which {encode_markdown(each.missing)}"] = None
        elif each.could:
            said[f"**{title}** ({_names(each.could)})"] = None
        else:
            said[f"**{title}**"] = None
    told = list(said)[:_ROLES]
    more = " and others" if len(said) > _ROLES else ""
    return f"approval by {', and by '.join(told)}{more}"


def _names(names: Sequence[str]) -> str:
    if len(names) > _NAMES:
        first = " or ".join(map(encode_markdown, names[: _NAMES - 1]))
        return f"{first} or {len(names) - _NAMES + 1} others"
    return " or ".join(map(encode_markdown, names))
