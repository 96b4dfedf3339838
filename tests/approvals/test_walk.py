"""Changes of policy are judged one by one, each by the policy before it."""

from __future__ import annotations

from collections.abc import Collection

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Yes
from mergecast.approvals.walk import Candidate, Recorded, State, Step, Walked, walk


def state(name: str) -> State:
    return State({"approval": {"name": name}}, name)


def walked(
    history: str,
    approved: Collection[str] = (),
    recorded: str = "a",
    judged: str | None = None,
    asked: list[str] | None = None,
) -> Walked:
    """Walk commits ``c1 c2 ...`` with these policies; '?' is one nobody can read.

    ``approved`` are steps as ``ab``; ``asked`` notes each one with its ``since``.
    """

    def judge(step: Step) -> Approved | NotApproved:
        name = step.before.digest + step.after.digest
        if asked is not None:
            asked.append(f"{name} since {step.since}")
        if name in approved:
            return Approved(Yes("Tom", "tom@example.org", name, step.commit))
        return NotApproved("nobody has approved it yet")

    candidates = [
        Candidate(f"c{number}", None if name == "?" else state(name))
        for number, name in enumerate(history, 1)
    ]
    return walk(Recorded(state(recorded), judged, "c0"), candidates, judge)


def fresh(found: Walked) -> list[tuple[str, bool]]:
    return [(each.step.commit, each.accepted) for each in found.judged if each.fresh]


def test_where_nothing_changed_nothing_is_judged() -> None:
    asked: list[str] = []
    found = walked("aaa", asked=asked)

    assert (found.in_force, found.judged, asked) == (state("a"), (), [])


def test_an_approved_change_takes_the_place_of_the_one_before() -> None:
    found = walked("b", {"ab"})

    assert found.in_force == state("b")
    assert fresh(found) == [("c1", True)]
    assert found.waiting is None


def test_a_change_that_nobody_approved_leaves_the_policy_in_force() -> None:
    found = walked("b")

    assert found.in_force == state("a")
    assert fresh(found) == [("c1", False)]
    assert found.waiting is not None
    assert found.waiting.step.commit == "c1"


def test_a_weakened_policy_cannot_approve_what_follows() -> None:
    # c1 weakens and is refused; by its own rules c2 would be fine.
    found = walked("bc", {"bc"})

    assert found.in_force == state("a")
    assert fresh(found) == [("c1", False), ("c2", False)]


def test_each_change_is_judged_by_the_one_before() -> None:
    asked: list[str] = []
    found = walked("bc", {"ab", "bc"}, asked=asked)

    assert found.in_force == state("c")
    assert asked == ["ab since c0", "bc since c1"]


def test_who_changed_anything_since_the_policy_in_force_is_an_author() -> None:
    # c1 is Mei's and refused; c2 is a comma on top of it: it brings c1 with it.
    asked: list[str] = []
    walked("bc", {"ac"}, asked=asked)

    assert asked == ["ab since c0", "ac since c0"]


def test_what_cannot_be_read_is_no_policy() -> None:
    asked: list[str] = []
    found = walked("?b", asked=asked)

    assert asked == ["ab since c0"]
    assert found.in_force == state("a")


def test_putting_the_policy_in_force_back_needs_nobody() -> None:
    found = walked("ba")

    assert found.in_force == state("a")
    assert found.waiting is None
    assert fresh(found) == [("c1", False)]


def test_a_change_that_is_put_back_again_is_a_new_change() -> None:
    asked: list[str] = []
    walked("bab", asked=asked)

    assert asked == ["ab since c0", "ab since c2"]


def test_commits_that_change_no_policy_are_passed_by() -> None:
    asked: list[str] = []
    walked("bbb", asked=asked)

    assert asked == ["ab since c0"]


def test_a_refusal_is_noted_once() -> None:
    assert fresh(walked("bc", judged="c2")) == []
    assert fresh(walked("bcd", judged="c2")) == [("c3", False)]


def test_a_refused_change_is_accepted_when_its_approval_comes() -> None:
    found = walked("b", {"ab"}, judged="c1")

    assert fresh(found) == [("c1", True)]
    assert found.in_force == state("b")
