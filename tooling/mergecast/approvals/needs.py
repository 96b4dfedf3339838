"""Who has to approve a post: which rules fit it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from mergecast.approvals.facts import Facts, Place
from mergecast.model.approval import ONE, ApprovalPolicy, Need, When, person
from mergecast.model.fast_lane import below


@dataclass(frozen=True, slots=True)
class Asked:
    """A need, and why it is there: ``rule`` is its number, 0 what every post needs.

    What a campaign asks for has numbers below that, and its name as the reason.
    ``then``: it was asked of what people approved, and is not asked of what is there.
    """

    need: Need
    rule: int = 0
    then: bool = False

    @property
    def why(self) -> str:
        """In a word or two."""
        if self.rule < 0:
            return self.need.because or "its campaign"
        words = f"rule {self.rule}" if self.rule else "every post"
        words += ", as what it was when it was approved" if self.then else ""
        return f"{words}: {self.need.because}" if self.need.because else words


EVERY_POST = Asked(ONE)

FAST = -1_000
"""The number of what the fast lane asks for."""


def asked(
    facts: Facts, policy: ApprovalPolicy, team: Collection[str] = ()
) -> tuple[Asked, ...]:
    """All that a post needs: one approval, what rules ask for, and its campaign.

    In the fast lane: one by somebody on duty, and nothing else.

    Args:
        facts: the post.
        policy: the one in force.
        team: the keys of its members; whatever else a campaign names is a role.
    """
    lane = policy.fast_lane
    if lane is not None and facts.trend is not None and not below(facts.trend, lane):
        return (Asked(lane.need, FAST),)
    fitting = [rule for rule in policy.rules if fits(rule.when, facts)]
    found = [Asked(rule.need, rule.number) for rule in fitting]
    because = f"campaign '{facts.campaign}'"
    for number, name in enumerate(facts.approvers, 1):
        place = person(name) if name in team else name
        found.append(Asked(Need((place,), because=because), -number))
    return (EVERY_POST, *found)


def asked_then(
    now: Collection[Asked], facts: Facts, policy: ApprovalPolicy, team: Collection[str]
) -> tuple[Asked, ...]:
    """What was asked of a post as it was approved, and is not asked any more."""
    needs = [each.need for each in now]
    return tuple(
        replace(each, then=True)
        for each in asked(facts, policy, team)
        if each.need not in needs
    )


def fits(when: When, facts: Facts) -> bool:
    """Whether a rule is about a post: about one of its accounts, with all it says."""
    post = (
        _in(facts.bucket, when.buckets),
        _in(facts.campaign, when.campaigns),
        _in(facts.lane, when.lanes),
        _in(facts.rating, when.ratings),
        _in(facts.risk.value, when.risks),
        when.paid in {None, facts.paid},
        when.new_media in {None, facts.new_media},
    )
    return all(post) and any(_fits_place(when, place) for place in facts.places)


def _fits_place(when: When, place: Place) -> bool:
    return (
        _in(place.account, when.accounts)
        and _in(place.network, when.networks)
        and (not when.locales or _speaks(place.locale, when.locales))
        and when.media in {None, place.media}
    )


def _in(value: str | None, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted


def _speaks(locale: str | None, wanted: Collection[str]) -> bool:
    """Whether a rule for ``zh`` is about words in ``zh-Hans``; not the other way."""
    if locale is None:
        return False
    return any(locale == each or locale.startswith(f"{each}-") for each in wanted)
