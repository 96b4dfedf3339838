"""Who has to approve a post, who did, and who could: as a table for reviewers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.able import Able
from mergecast.approvals.needs import Asked
from mergecast.approvals.policy import weigh
from mergecast.approvals.ports import Evidence
from mergecast.approvals.reasons import reason
from mergecast.approvals.voices import Rules, Voice
from mergecast.approvals.weighed import Filled, Question, Weighed, fill
from mergecast.review.report import Approver

STAND = "earlier approvals stand: nothing that readers get changed"


@dataclass(frozen=True, slots=True)
class Table:
    """The places to fill, and what else reviewers should know of them."""

    approvers: tuple[Approver, ...]
    notes: tuple[str, ...] = ()


def of_words(
    question: Question, evidence: Evidence, rules: Rules, now: datetime
) -> Table:
    """The table for a post that readers get for the first time, or in other words."""
    weighed = weigh(question, evidence, rules, now)
    able = Able(question, evidence, rules, weighed.half, now)
    return Table(
        tuple(_places(_asked(weighed), able)),
        () if weighed.complete else tuple(_notes(weighed, able)),
    )


def of_time(
    question: Question, evidence: Evidence, rules: Rules, now: datetime
) -> Table:
    """The table for a new time with unchanged words: the lighter rule."""
    if rules.policy is None:
        return Table((), ("earlier approvals stand: words unchanged",))
    able = Able(question, evidence, rules, None, now)
    need = fill(Asked(rules.policy.reschedule), ())
    made_it = not rules.policy.strict
    places = _places([need], able, made_it=made_it)
    return Table(
        tuple(places),
        ("words unchanged: earlier approvals stand, the new time needs what is above",),
    )


def _asked(weighed: Weighed) -> list[Filled]:
    """What rules ask for; what every post needs only where no rule fits."""
    by_rule = [need for need in weighed.needs if need.asked.rule]
    return by_rule or list(weighed.needs)


def _places(
    needs: list[Filled], able: Able, *, made_it: bool = False
) -> Iterator[Approver]:
    for need in needs:
        because = need.asked.need.because
        for roles, voice in need.places:
            if voice is not None:
                yield Approver(roles, _called(voice), voice.yes.at, because=because)
                continue
            could = tuple(able.names(need, roles, made_it))
            missing = None if could else "nobody can, see the team file"
            yield Approver(roles, could=could, missing=missing, because=because)


def _called(voice: Voice) -> str:
    if not voice.instead_of:
        return voice.name
    return f"{voice.name} for {' and '.join(voice.instead_of)}"


def _notes(weighed: Weighed, able: Able) -> Iterator[str]:
    yield reason(weighed, able)
    for voice in weighed.voices:
        if voice.why_not and voice.yes.payload is not None:
            yield f"the approval of {voice.name} does not count: {voice.why_not}"
