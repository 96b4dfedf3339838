"""What holds for every policy, team and set of reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from approvals.made_cases import (
    DUE,
    FACTS,
    MEMBERS,
    NOW,
    OTHER,
    READS,
    WORDS,
    evidence,
    judged,
    member,
    rules,
    yes,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.approvals.facts import Facts, Place
from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Say, Yes
from mergecast.approvals.timing import NO_TIME, Timing
from mergecast.model.places import filled, may_fill
from mergecast.model.team import Leave

MANY = settings(max_examples=100, deadline=None)

KEYS = st.sampled_from(sorted(MEMBERS))
ROLES = st.lists(st.sampled_from(["legal", "brand", "duty"]), unique=True, max_size=2)
NEEDS = st.fixed_dictionaries(
    {"count": st.integers(1, 2)}, optional={"all_of": ROLES, "any_of": ROLES}
)
WHENS = st.fixed_dictionaries(
    {}, optional={"paid": st.booleans(), "lanes": st.just(["planned"])}
)
POLICIES = st.fixed_dictionaries(
    {
        "profile": st.sampled_from(["team", "small", "small"]),
        "strict": st.booleans(),
        "rules": st.lists(
            st.tuples(WHENS, NEEDS).map(lambda both: {**both[0], **both[1]}),
            max_size=2,
        ),
    },
    optional={
        "valid_for": st.sampled_from(["1h", "2h", "90d"]),
        "reschedule": NEEDS,
    },
)
LEAVES = st.lists(st.just(Leave("tom", "2026-11-20", "2026-11-23")), max_size=1).map(
    tuple
)
TIMES = st.sampled_from([*[Timing(DUE)] * 4, Timing(DUE + timedelta(hours=2)), NO_TIME])


@st.composite
def reviews(draw: st.DrawFn) -> Yes:
    said = draw(st.sampled_from([*[Say.APPROVED] * 6, *Say]))
    return yes(
        draw(KEYS),
        draw(st.sampled_from([WORDS, WORDS, WORDS, OTHER, None])),
        say=said,
        at=NOW - timedelta(minutes=draw(st.integers(0, 180))),
        timing=draw(TIMES),
        bot=draw(st.sampled_from([*[False] * 9, True])),
        may_write=draw(st.sampled_from([*[True] * 9, False])),
    )


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    locale = draw(st.sampled_from([None, "en", "en", "ms"]))
    return replace(
        FACTS,
        places=(Place("acme", "x", locale, media=False),),
        paid=draw(st.booleans()),
        gloss=draw(st.booleans()),
        timing=draw(TIMES),
        requested_by=draw(st.sampled_from([None, None, None, "jo"])),
    )


@dataclass(frozen=True)
class Drawn:
    """A policy, a team, a post and what was said of it."""

    policy: dict[str, Any]
    leaves: tuple[Leave, ...]
    languages: bool
    authors: list[str]
    said: list[Yes]
    post: Facts

    def answer(
        self, said: Sequence[Yes] | None = None, policy: dict[str, Any] | None = None
    ) -> Approved | NotApproved:
        """The answer, with other reviews or another policy."""
        by = rules(policy or self.policy, *self.leaves, languages=self.languages)
        heard = self.said if said is None else said
        return judged(by, evidence(*heard, authors=self.authors), self.post)

    def approved(
        self, said: Sequence[Yes] | None = None, policy: dict[str, Any] | None = None
    ) -> bool:
        """Whether the answer is yes."""
        return isinstance(self.answer(said, policy), Approved)


DRAWN = st.builds(
    Drawn,
    POLICIES,
    st.lists(st.just(Leave("tom", "2026-11-20", "2026-11-23")), max_size=1).map(tuple),
    st.booleans(),
    st.one_of(st.just(["mei"]), st.lists(KEYS, unique=True, min_size=1, max_size=2)),
    st.lists(reviews(), min_size=1, max_size=6),
    facts(),
)


@MANY
@given(DRAWN, st.data())
def test_removing_a_review_that_approves_never_approves(
    drawn: Drawn, data: st.DataObject
) -> None:
    # Nobody is a person in one review and a program in the next.
    approving = [e for e in drawn.said if e.say is Say.APPROVED and not e.bot]
    # Who approves takes their own change request back, so that belongs together.
    objecting = {each.mail for each in drawn.said if each.say is not Say.APPROVED}
    approving = [each for each in approving if each.mail not in objecting]
    if not approving:
        return
    gone = data.draw(st.sampled_from(approving))

    if drawn.approved([each for each in drawn.said if each is not gone]):
        assert drawn.approved()


@MANY
@given(DRAWN, st.data())
def test_who_may_not_approve_changes_nothing(drawn: Drawn, data: st.DataObject) -> None:
    now = drawn.post.timing
    others = [
        Yes("Eve", "eve@example.net", WORDS, "c", at=NOW, timing=now),
        Yes("Bot", "b@example.net", WORDS, "c", at=NOW, timing=now, bot=True),
        Yes("Eve", "eve@example.net", WORDS, "c", Say.CHANGES_REQUESTED, at=NOW),
    ]
    silent = [
        key
        for key in MEMBERS
        if not any(each.mail == member(key).mail for each in drawn.said)
    ]
    others += [yes(key, OTHER, timing=now) for key in silent]
    others += [yes(key, None, timing=now) for key in silent]
    others += [yes(key, may_write=False, timing=now) for key in silent]

    extra = data.draw(st.sampled_from(others))
    assert drawn.approved() == drawn.approved([*drawn.said, extra])


@MANY
@given(DRAWN, st.data())
def test_a_weaker_policy_never_needs_more(drawn: Drawn, data: st.DataObject) -> None:
    weaker = data.draw(st.sampled_from(_weaker(drawn.policy)))

    if drawn.approved():
        assert drawn.approved(policy=weaker)


def _weaker(policy: dict[str, Any]) -> list[dict[str, Any]]:
    """The same with one thing less."""
    rules_ = policy["rules"]
    fewer = [
        {**policy, "rules": rules_[:number] + rules_[number + 1 :]}
        for number in range(len(rules_))
    ]
    lower = [
        {**policy, "rules": [*rules_[:number], {**rule, "count": 1}]}
        for number, rule in enumerate(rules_)
    ]
    longer = {**policy, "valid_for": "9999d"}
    free = {**policy, "reschedule": {"count": 0}}
    return [*fewer, *lower, longer, free, {**policy, "strict": False}]


@MANY
@given(DRAWN)
def test_no_author_is_ever_counted(drawn: Drawn) -> None:
    found = drawn.answer()

    if isinstance(found, Approved):
        mails = {member(key).mail for key in drawn.authors}
        assert found.yeses
        assert not mails & {each.mail for each in found.yeses}
        assert all(each.payload == WORDS and not each.bot for each in found.yeses)


@MANY
@given(DRAWN)
def test_an_answer_that_says_no_says_why(drawn: Drawn) -> None:
    found = drawn.answer()

    if isinstance(found, NotApproved):
        assert found.reason
        assert "\n" not in found.reason
        assert not found.reason.endswith(".")


def test_both_answers_are_drawn_often() -> None:
    answers: Counter[bool] = Counter()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(DRAWN)
    def count(drawn: Drawn) -> None:
        answers[drawn.approved()] += 1

    count()
    assert min(answers[True], answers[False]) > 15


@MANY
@given(
    st.lists(ROLES.map(tuple), max_size=4),
    st.lists(st.frozensets(st.sampled_from(["legal", "brand", "duty"])), max_size=4),
)
def test_as_many_places_are_filled_as_can_be(
    places: list[tuple[str, ...]], people: list[frozenset[str]]
) -> None:
    who = filled(places, people)
    taken = [person for person in who if person is not None]

    assert len(set(taken)) == len(taken)
    for place, person in zip(places, who, strict=True):
        assert person is None or may_fill(place, people[person])
    assert len(taken) == _most(places, people)


def _most(places: Sequence[tuple[str, ...]], people: Sequence[frozenset[str]]) -> int:
    if not places:
        return 0
    first, *rest = places
    best = _most(rest, people)
    for number, roles in enumerate(people):
        if may_fill(first, roles):
            others = [*people[:number], *people[number + 1 :]]
            best = max(best, 1 + _most(rest, others))
    return best


def test_the_languages_of_the_made_team_are_known() -> None:
    assert READS.keys() == MEMBERS.keys()
