"""What a post is, as far as rules for approvals ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from mergecast.approvals.timing import Barrier, Timing
from mergecast.model.blackout import Blackouts
from mergecast.model.fast_lane import fast_trend
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import ASAP, Post
from mergecast.model.risk import Risk, risk
from mergecast.model.schedule import Schedule
from mergecast.model.settings import Account
from mergecast.model.workspace import Campaign


@dataclass(frozen=True, slots=True)
class Place:
    """One account that a post goes to; ``locale`` is that of its words there."""

    account: str
    network: str | None
    locale: str | None
    media: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One post. ``new_media``: no earlier post showed something that it shows.

    ``approvers`` are the roles and members that its campaign names. ``trend`` has the
    scores of a post that may take the fast lane: relevance, safety, value.
    """

    places: tuple[Place, ...]
    bucket: str | None = None
    campaign: str | None = None
    lane: str = "planned"
    rating: str | None = None
    risk: Risk = Risk.LOW
    paid: bool = False
    new_media: bool = False
    gloss: bool = False
    requested_by: str | None = None
    timing: Timing | None = None
    barriers: tuple[Barrier, ...] = ()
    approvers: tuple[str, ...] = ()
    trend: tuple[int, int, int] | None = None

    @property
    def locales(self) -> frozenset[str]:
        """All languages that its words are known to be in."""
        return frozenset(place.locale for place in self.places if place.locale)

    @property
    def kind(self) -> tuple[object, ...]:
        """All by which rules choose, so that two versions can be told apart by it."""
        sort = (self.bucket, self.campaign, self.lane, self.rating, self.risk)
        people = (self.gloss, self.requested_by, self.approvers)
        return (self.places, *sort, self.paid, *people, self.trend)

    @property
    def due(self) -> datetime | None:
        """When it goes out, as far as that can be told."""
        return self.timing.at or self.timing.until if self.timing else None


def facts(
    post: Post,
    accounts: Mapping[str, Account],
    when: Schedule,
    campaigns: Mapping[str, Campaign],
    *,
    new_media: bool = False,
) -> Facts:
    """What rules may ask of a post.

    Args:
        post: the post.
        accounts: those of the policy in force, and of the settings.
        when: its schedule; it does not matter for a post that is taken back.
        campaigns: all there are.
        new_media: whether it shows something for the first time.
    """
    gone = post.text("retract") is not None
    return Facts(
        tuple(_places(post, accounts)),
        bucket=post.text("bucket"),
        campaign=post.text("campaign"),
        lane=post.text("lane") or "planned",
        rating=post.text("rating"),
        risk=risk(post),
        paid=post.flag("paid"),
        new_media=new_media,
        gloss=post.text("gloss") is not None,
        requested_by=post.text("requested_by"),
        timing=None if gone else timing(post, when),
        barriers=tuple(barriers(post, when, campaigns)),
        approvers=approvers(post, campaigns),
        trend=None if gone else fast_trend(post),
    )


def kept_out(
    found: Facts, post: Post, accounts: Mapping[str, Account], blackouts: Blackouts
) -> Facts:
    """The facts, with the blackouts that a move of the post may not cross either."""
    if not blackouts.days:
        return found
    from mergecast.planning.blackouts import stops  # noqa: PLC0415 - only if there are any

    own = [accounts[key] for key in post.accounts if key in accounts]
    each = dict.fromkeys(shut for one in own for shut in stops(blackouts, one, post))
    more = (Barrier(one.reason, one.start, one.end, shut=True) for one in each)
    return replace(found, barriers=(*found.barriers, *more))


def approvers(post: Post, campaigns: Mapping[str, Campaign]) -> tuple[str, ...]:
    """Whom the campaign of a post asks for, as roles or members."""
    campaign = campaigns.get(post.text("campaign") or "")
    return campaign.approvers if campaign else ()


def timing(post: Post, when: Schedule) -> Timing:
    """The times of a post, for comparing what was approved with what is there."""
    said = None
    if when.trouble is not None:
        fields = ("publish_at", "timezone", "which", "until", "not_before")
        said = "\n".join(f"{name}: {post.data.get(name)}" for name in fields)
    return Timing(when.at, when.until, when.not_before, post.publish_at == ASAP, said)


def _places(post: Post, accounts: Mapping[str, Account]) -> Iterator[Place]:
    by_key = {variant.key: variant for variant in post.variants}
    for key in post.accounts:
        network = accounts[key].network if key in accounts else None
        variant = by_key.get(key) or (by_key.get(network) if network else None)
        locale = (variant.locale if variant else None) or post.text("locale")
        parts = post.parts_for(key, network or "")
        yield Place(key, network, locale, any(part.media for part in parts))


def barriers(
    post: Post, when: Schedule, campaigns: Mapping[str, Campaign]
) -> Iterator[Barrier]:
    """What a move of a post may not cross: the ends of its campaign."""
    campaign = campaigns.get(post.text("campaign") or "")
    if campaign is None:
        return
    name = f"the days of campaign '{campaign.id}'"
    start = _day(campaign.starts, when.zone)
    end = _day(campaign.ends, when.zone)
    yield Barrier(name, start, end + timedelta(days=1) if end else None)


def _day(text: str | None, where: str | None) -> datetime | None:
    """The first instant of a day, in the zone of the post."""
    if text is None:
        return None
    try:
        found = zone(where or "UTC")
    except UnknownZoneError:
        found = zone("UTC")
    midnight = datetime.fromisoformat(text).replace(tzinfo=found)
    return midnight.astimezone(UTC)
