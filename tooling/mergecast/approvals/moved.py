"""A new time with unchanged words: the lighter rule, and where it does not apply.

Someone whom the rule names made the move, or approved the post with its new time.
Where a move crosses an embargo, a blackout or the days of a campaign, all approve anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mergecast.approvals.needs import Asked
from mergecast.approvals.people import any_member
from mergecast.approvals.ports import Evidence, Person, Yes
from mergecast.approvals.rules import Rules
from mergecast.approvals.timing import Timing, crossed
from mergecast.approvals.voices import Voice
from mergecast.approvals.weighed import Question, Weighed, fill


def timed(
    found: Weighed, question: Question, evidence: Evidence, rules: Rules
) -> Weighed:
    """The answer, with what is missing for the present time."""
    now = question.timing
    if now is None or rules.policy is None or not found.words_approved:
        return found
    with_it = [voice for voice in found.counting if now in voice.timings]
    if with_it and not any(fill(each.asked, with_it).missing for each in found.needs):
        return found
    others = [voice for voice in found.counting if now not in voice.timings]
    wall = _wall(others, now, question)
    if wall is not None:
        return replace(found, moved=wall)
    need = Asked(rules.policy.reschedule)
    behind = [*_approved_it(found.voices, now)]
    if not rules.policy.strict:
        behind += _made_it(evidence.movers, behind, rules)
    filled = fill(need, behind)
    if not filled.missing:
        return found
    return replace(
        found, moved="its time was changed after it was approved", mover=filled
    )


def _wall(others: Iterable[Voice], now: Timing, question: Question) -> str | None:
    for voice in others:
        if not voice.timings:
            return "for which time it was approved cannot be known"
        # Also what stood there when it was approved: a campaign that was made longer
        # since, or that the post left, holds all the same.
        before = voice.timings[-1]
        name = crossed(before, now, (*before.barriers, *question.barriers))
        if name is not None:
            return f"it was moved across {name} after it was approved"
    return None


def _approved_it(voices: Iterable[Voice], now: Timing) -> list[Voice]:
    """Who approved the new time; authors of the words may."""
    return [
        voice
        for voice in voices
        if (voice.counts or voice.author) and now in voice.timings
    ]


def _made_it(
    movers: Iterable[Person], known: Sequence[Voice], rules: Rules
) -> list[Voice]:
    keys = {voice.member.key for voice in known if voice.member}
    found = []
    for person in movers:
        member = any_member(rules.team, person)
        if member is not None and member.key not in keys and not person.bot:
            yes = Yes(person.name, person.mail, None, "")
            found.append(Voice(yes, member, frozenset(member.roles)))
            keys.add(member.key)
    return found
