"""May this go out? Everyone who has to said yes, to exactly this, and it still counts.

Pure: what is asked, what the forge can prove, the policy in force and the instant give
the answer. Whatever is unknown says no, with the reason and who can help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.able import Able
from mergecast.approvals.moved import timed
from mergecast.approvals.needs import Asked, asked_then
from mergecast.approvals.people import half_way
from mergecast.approvals.ports import Evidence, Yes
from mergecast.approvals.reading import unread
from mergecast.approvals.reasons import reason
from mergecast.approvals.rules import Rules
from mergecast.approvals.voices import Voice, voices
from mergecast.approvals.weighed import Question, Weighed, fill


@dataclass(frozen=True, slots=True)
class Approved:
    """The payload may go out.

    Args:
        proof: the newest review that counts.
        yeses: all that were needed, the oldest first.
        evidence: what the forge said.
        ends: when it may stop to be so by itself.
        policy: the digest of the policy by which it was judged, where one is recorded.
    """

    proof: Yes
    yeses: tuple[Yes, ...] = ()
    evidence: Evidence | None = None
    ends: datetime | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Why not, in one plain sentence, and who can help."""

    reason: str


def judge(
    question: Question, evidence: Evidence, rules: Rules, now: datetime
) -> Approved | NotApproved:
    """Does the evidence approve what is asked, at this instant?"""
    weighed = weigh(question, evidence, rules, now)
    if not weighed.complete:
        able = Able(question, evidence, rules, weighed.half, now)
        return NotApproved(reason(weighed, able))
    counting = sorted(
        weighed.counting, key=lambda voice: evidence.yeses.index(voice.yes)
    )
    yeses = tuple(voice.yes for voice in counting)
    ends = min((voice.ends for voice in counting if voice.ends), default=None)
    return Approved(yeses[-1], yeses, evidence, ends)


def weigh(
    question: Question, evidence: Evidence, rules: Rules, now: datetime
) -> Weighed:
    """Who has to approve, who did, and what is missing."""
    half = half_way(evidence.asked or evidence.changed_at, question.asking.due)
    heard = voices(question.asking, evidence, rules, half, now)
    counting = tuple(voice for voice in heard if voice.counts)
    if not counting and rules.alone and rules.policy is None:
        counting = tuple(voice for voice in heard if voice.author)
    needs = tuple(fill(each, counting) for each in _asked(question, counting, rules))
    found = Weighed(
        heard,
        counting,
        needs,
        _unread(question, counting, rules),
        half,
        _stop(evidence, rules),
    )
    return timed(found, question, evidence, rules)


def _asked(
    question: Question, counting: Sequence[Voice], rules: Rules
) -> tuple[Asked, ...]:
    """What it takes, also by what the post was when people approved it.

    What sort of post it is stands beside the words and may change without anybody's
    yes, so a change of that alone must not make do with fewer people. It does where
    enough of them approved it as the sort that it is now.
    """
    found, now = question.asked, question.facts
    if now is None:
        return found
    other = [
        voice.yes.facts
        for voice in counting
        if voice.yes.facts is not None and voice.yes.facts.kind != now.kind
    ]
    same = [voice for voice in counting if voice.yes.facts not in other]
    if not other or not any(fill(each, same).missing for each in found):
        return found
    for facts in other:
        found += asked_then(found, facts, rules.applied, rules.team.members)
    return found


def _unread(
    question: Question, counting: Sequence[Voice], rules: Rules
) -> tuple[str, ...]:
    if not rules.applied.readers or not counting:
        return ()
    members = [voice.member for voice in counting if voice.member]
    seen = [voice.yes.facts.locales for voice in counting if voice.yes.facts]
    return unread(question.asking.locales.union(*seen), members, rules.team)


def _stop(evidence: Evidence, rules: Rules) -> str:
    if evidence.gap is not None:
        return evidence.gap
    if rules.team.signs and evidence.signed is False:
        return (
            f"who made it cannot be known: commit {evidence.change[:10]} is not signed "
            "with a key of its author in the team file"
        )
    return ""
