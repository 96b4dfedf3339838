"""Whose yes counts: exactly these words, and somebody else's eyes."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.approvals.facts import Facts
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import Evidence, Person, Yes
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import about

WORDS = "sha256:aa"
OTHER = "sha256:bb"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
MEI = (Person("Mei", "mei@example.org"),)


def yes(name: str, payload: str = WORDS) -> Yes:
    return Yes(name, f"{name.casefold()}@example.org", payload, f"commit of {name}")


def judged(*yeses: Yes, alone: bool = False) -> Yes | NotApproved:
    rules = Rules(None, alone=alone)
    question = about(WORDS, Facts(()), rules)
    found = judge(question, Evidence(MEI, yeses, "change"), rules, NOW)
    return found.proof if isinstance(found, Approved) else found


def test_the_last_yes_of_somebody_else_is_the_proof() -> None:
    assert judged(yes("Tom"), yes("Aisyah"), yes("Mei")) == yes("Aisyah")


def test_alone_the_author_s_yes_is_the_proof_only_without_another() -> None:
    assert judged(yes("Mei"), alone=True) == yes("Mei")
    assert judged(yes("Tom"), yes("Mei"), alone=True) == yes("Tom")


def test_alone_is_no_leave_to_change_the_words() -> None:
    assert judged(yes("Mei", OTHER), alone=True) == NotApproved(
        "it was changed after Mei approved it; it needs a new approval"
    )


def test_the_author_is_told_that_another_has_to() -> None:
    assert judged(yes("Mei"), yes("Tom", OTHER)) == NotApproved(
        "only its own author Mei approved it; someone else has to"
    )


def test_nobody_s_yes_is_none() -> None:
    assert judged(alone=True) == NotApproved("nobody has approved it yet")
