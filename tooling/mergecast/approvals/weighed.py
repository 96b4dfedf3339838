"""A question about approval, and its answer with all that people want to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.approvals.facts import Facts
from mergecast.approvals.needs import EVERY_POST, Asked, asked
from mergecast.approvals.rules import Asking, Rules
from mergecast.approvals.timing import Barrier, Timing
from mergecast.approvals.voices import Voice
from mergecast.model.approval import Need, Roles
from mergecast.model.places import filled


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be approved, and what that takes.

    ``timing`` is None where the time does not matter, ``facts`` where it is no post.
    """

    asking: Asking
    asked: tuple[Asked, ...]
    timing: Timing | None = None
    barriers: tuple[Barrier, ...] = ()
    facts: Facts | None = None


def about(payload: str, facts: Facts, rules: Rules) -> Question:
    """The question about a post that sends ``payload``."""
    asking = Asking(payload, facts.locales, facts.gloss, facts.requested_by, facts.due)
    needs = asked(facts, rules.applied, rules.team.members)
    return Question(asking, needs, facts.timing, facts.barriers, facts)


def in_crisis(question: Question, need: Need, level: str) -> Question:
    """The same question where the matrix says who has to approve, and nobody else."""
    at = f"the matrix at level '{level}'" if level else "the matrix"
    needs = (EVERY_POST, Asked(replace(need, because=at), -1))
    return replace(question, asked=needs)


@dataclass(frozen=True, slots=True)
class Filled:
    """One need with its places: the roles that may fill each, and who does."""

    asked: Asked
    places: tuple[tuple[Roles, Voice | None], ...]

    @property
    def missing(self) -> tuple[Roles, ...]:
        """The places that nobody fills."""
        return tuple(roles for roles, voice in self.places if voice is None)


def fill(asked: Asked, people: Sequence[Voice]) -> Filled:
    """Put people into the places of a need, as many as possible."""
    places = asked.need.places
    who = filled(places, [voice.fills for voice in people])
    return Filled(
        asked,
        tuple(
            (roles, None if number is None else people[number])
            for roles, number in zip(places, who, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """The whole answer: who has to, who did, and what is missing.

    Args:
        voices: everyone who said something.
        counting: those whose approval counts.
        needs: what it takes, place by place.
        unread: languages that no one of those who approved reads.
        half: from when on stand-ins count though nobody is away.
        stop: what no approval can mend (no pull request, an unsigned change).
        moved: why its present time is not approved; empty where it is.
        mover: who has to stand behind it; None where all have to approve anew.
    """

    voices: tuple[Voice, ...]
    counting: tuple[Voice, ...]
    needs: tuple[Filled, ...]
    unread: tuple[str, ...] = ()
    half: datetime | None = None
    stop: str = ""
    moved: str = ""
    mover: Filled | None = None

    @property
    def against(self) -> Voice | None:
        """Who asked for changes."""
        return next((each for each in self.voices if each.against), None)

    @property
    def words_approved(self) -> bool:
        """Whether nothing is missing but, perhaps, a yes to its time."""
        missing = any(need.missing for need in self.needs)
        lacking = missing or self.unread or self.stop or self.against
        return not lacking and bool(self.counting)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.words_approved and not self.moved
