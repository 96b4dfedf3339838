"""A change of policy in a review comment: what it was and becomes, who says yes."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.renderers.encoders.markdown import encode_code
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.policy import ABSENT, differences, shown
from mergecast.renderers.review_post import approvals
from mergecast.review.report import PolicyReview

_MOST = 30
_LONGEST = 300


def policy_markdown(policy: PolicyReview) -> str:
    """The change, value by value; it takes effect only as a whole."""
    lines = list(_lines(policy))
    told = lines[:_MOST]
    if len(lines) > _MOST:
        told.append(
            f"- and {len(lines) - _MOST} more: see `mergecast approve --policy`"
        )
    blocks = [
        "\n**This changes who may publish what**\n",
        "\n".join(told),
        "\n" + (approvals(policy.approvers, policy.notes) or "No approval is needed."),
    ]
    return "\n".join(blocks) + "\n"


def _lines(policy: PolicyReview) -> Iterator[str]:
    for name, old, new in differences("", policy.before, policy.after):
        was = "nothing" if old is ABSENT else _value(old)
        now = "nothing" if new is ABSENT else _value(new)
        yield f"- {encode_code(shorten(name, _LONGEST))}: {was} → {now}"


def _value(value: object) -> str:
    return encode_code(shorten(shown(value), _LONGEST))
