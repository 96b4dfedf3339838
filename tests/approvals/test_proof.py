"""What the ledger keeps of an approval: who, what and where, in canonical JSON."""

from __future__ import annotations

from dataclasses import replace

from approvals.made_cases import NOW, WORDS, evidence, judged, rules, yes

from mergecast.approvals.policy import Approved
from mergecast.approvals.ports import Person, PullRequest
from mergecast.approvals.proof import recorded
from mergecast.ledger.canonical import canonical


def test_everyone_whose_yes_was_needed_is_named_with_what_a_forge_knows() -> None:
    on_forge = yes("tom", login="tom-acme", user_id="7", review="4711")
    by = rules({"profile": "small"})
    tom = replace(by.team.members["tom"], login="tom-acme")
    by = replace(by, team=replace(by.team, members={**by.team.members, "tom": tom}))
    pull = PullRequest(12, Person("Mei"), NOW)
    found = judged(by, evidence(on_forge, yes("aisyah"), pull_request=pull))

    assert isinstance(found, Approved)
    proof = recorded(replace(found, policy="sha256:cc"))
    assert proof["payload"] == WORDS
    assert proof["commit"] == "commit of aisyah"
    assert proof["yeses"][0] == {
        "name": "Tom",
        "mail": "tom@example.org",
        "commit": "commit of tom",
        "at": "2026-11-22T11:00:00+00:00",
        "login": "tom-acme",
        "user_id": "7",
        "review": "4711",
    }
    assert [each["name"] for each in proof["yeses"]] == ["Tom", "Aisyah"]
    assert (proof["policy"], proof["pull_request"]) == ("sha256:cc", 12)
    assert canonical(proof)
