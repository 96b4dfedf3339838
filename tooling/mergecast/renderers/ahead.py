"""A look ahead at approvals, for people and programs: what stops, and who can help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.report import counted
from mergecast.review.ahead import Outlook, Prospect
from mergecast.review.clocks import long_clock


@dataclass(frozen=True, slots=True)
class Coming:
    """One scheduled post.

    ``trouble`` is why it cannot be sent as it is; empty where it can.
    """

    id: str
    path: str
    at: datetime
    zone: str
    accounts: tuple[str, ...]
    outlook: Outlook
    trouble: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing that is known now will stop it."""
        return self.outlook.prospect is Prospect.APPROVED and not self.trouble


@dataclass(frozen=True, slots=True)
class AheadReport:
    """The posts from ``now`` to ``until``; ``notes`` are about the policy."""

    commit: str
    now: datetime
    until: datetime
    posts: Sequence[Coming]
    notes: Sequence[str] = ()


_MARK = {Prospect.APPROVED: "ok", Prospect.ENDS: "!!", Prospect.MISSING: ".."}


def ahead_text(report: AheadReport) -> str:
    """A headline, then what stops; all is well is one line a post."""
    bad = [each for each in report.posts if not each.sound]
    days = (report.until - report.now).days
    posts = counted(len(report.posts), "post")
    head = f"{posts} in the next {counted(days, 'day')}"
    lines = [f"{head}: {counted(len(bad), 'post')} will not go out as things stand"]
    if not report.posts:
        lines = [f"nothing is scheduled for the next {counted(days, 'day')}"]
    elif not bad:
        lines = [f"{head}: all will be approved at their time"]
    lines += [line for each in report.posts for line in _post(each)]
    lines += [f"note: {encode_terminal(note)}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _post(post: Coming) -> list[str]:
    mark = "!!" if post.trouble else _MARK[post.outlook.prospect]
    when = long_clock(post.at, post.zone)
    lines = [f"{mark} {encode_terminal(post.id)}  {when}"]
    why = [post.trouble, _why(post.outlook), post.outlook.away]
    return lines + [f"     {encode_terminal(each)}" for each in why if each]


def _why(outlook: Outlook) -> str:
    if outlook.prospect is Prospect.ENDS:
        return f"approved now, but not at its time: {outlook.reason}"
    return f"not approved: {outlook.reason}" if outlook.reason else ""


def ahead_json(report: AheadReport) -> str:
    """The report as JSON."""
    return encode_document(
        commit=report.commit,
        now=report.now.isoformat(),
        until=report.until.isoformat(),
        notes=list(report.notes),
        posts=[
            {
                "id": post.id,
                "path": post.path,
                "at": post.at.isoformat(),
                "accounts": list(post.accounts),
                "approval": post.outlook.prospect.value,
                "reason": post.outlook.reason or None,
                "away": post.outlook.away or None,
                "trouble": post.trouble or None,
                "sound": post.sound,
            }
            for post in report.posts
        ],
    )
