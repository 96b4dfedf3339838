"""What one comment on a pull request tells: values that a renderer only arranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.findings import Finding
from mergecast.model.post import Part
from mergecast.model.settings import Account
from mergecast.review.checklist import Item
from mergecast.review.difference import Difference
from mergecast.review.mixture import Shift
from mergecast.review.series import DayChange


@dataclass(frozen=True, slots=True)
class Cut:
    """Where timelines stop showing a long text: after so much, ending in ``words``."""

    after: int
    words: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as readers will see it.

    ``before`` is its text until now, or as somebody approved it last (see ``Since``).
    ``pictures`` is where each of its images can be looked at, where that is known.
    ``cost`` is what the network takes for it, in micro-dollars. ``place`` is which one
    it is, where it is no part of one thread: a text of a series.
    """

    part: Part
    length: int
    limit: int
    valid: bool
    links: tuple[str, ...] = ()
    cut: Cut | None = None
    before: str | None = None
    pictures: tuple[str, ...] = ()
    cost: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class TargetView:
    """A post on one account.

    ``network`` is its name for people, ``same_as`` an account that shows the very same,
    ``by_hand`` why a person posts it.
    """

    account: Account
    network: str
    parts: tuple[PartView, ...]
    same_as: str | None = None
    by_hand: str | None = None


@dataclass(frozen=True, slots=True)
class Approver:
    """One place that has to be filled: by which roles, by whom, or who could.

    ``missing`` is why it is open, in words; None where it is filled. ``logins`` are
    those on the forge of who could fill it.
    """

    roles: tuple[str, ...]
    by: str | None = None
    at: datetime | None = None
    could: tuple[str, ...] = ()
    missing: str | None = None
    because: str | None = None
    logins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What readers get now that they did not in what ``who`` approved, in words."""

    who: str
    at: datetime | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostReview:
    """All that is told of one post.

    ``at`` is its minute (the end of its time for one that goes out ``asap``), ``zones``
    are those of the team, the post's own first. ``gloss`` is what it says, for those
    who do not read its language. ``digest`` is what people approve: what
    they ticked of other words does not count. ``approved`` is whether no approval is
    missing. ``labels`` is what it carries beside words and media, in words.
    """

    id: str
    path: str
    difference: Difference
    targets: tuple[TargetView, ...] = ()
    digest: str | None = None
    at: datetime | None = None
    zones: tuple[str, ...] = ()
    gloss: str | None = None
    asap: bool = False
    since: Since | None = None
    findings: tuple[Finding, ...] = ()
    approvers: tuple[Approver, ...] = ()
    notes: tuple[str, ...] = ()
    approved: bool = False
    checklist: tuple[Item, ...] = ()
    labels: tuple[str, ...] = ()
    series: SeriesView | None = None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """What a series has beside its words.

    ``rule`` is all that decides its days, in a line. ``days`` are those that the change
    makes other than they were, ``coming`` how many there are from now on, and ``cost``
    what the network takes for these, in micro-dollars.
    """

    rule: str
    days: tuple[DayChange, ...] = ()
    coming: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True)
class PolicyReview:
    """A change of policy: its full value before and after, and its approvals."""

    before: Mapping[str, object]
    after: Mapping[str, object]
    approvers: tuple[Approver, ...] = ()
    notes: tuple[str, ...] = ()
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A pull request: its posts by time, and the findings that are about no post.

    ``stopped`` are posts that the change of policy or people would stop, in words,
    ``moved`` those whose clocks it sets to another zone;
    ``notes`` what is to be known of the policy in force; ``policy`` is what becomes of
    it. ``live`` is True where it ends a rehearsal, False where it begins one. What it
    does to the mix of the calendar is in ``mix``.
    """

    base: str
    head: str
    posts: tuple[PostReview, ...]
    findings: tuple[Finding, ...] = ()
    broken: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    policy: PolicyReview | None = None
    live: bool | None = None
    mix: tuple[Shift, ...] = ()
