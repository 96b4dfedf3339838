"""What `publish` writes down of changes of policy, and what goes out meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.approval_story import AISYAH, MEI, PAID, RAHIM, SETTINGS, TEAM, TOM
from cli.program import Done, mergecast
from cli.publishing_team import approve, at, live
from team_repository import POST_PATH, TeamRepository

from mergecast.sandbox.server import RunningSandbox

DUE = "2026-11-24T01:00:10+00:00"


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    made = TeamRepository.start(tmp_path, remote=True)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    made.write("mergecast.yaml", SETTINGS)
    made.write("playbooks/team.yaml", TEAM)
    made.write(POST_PATH, PAID)
    made.commit("Draft")
    done = mergecast(made, "ledger", "init", "--sandbox")
    assert done.code == 0, done.err
    made.commit("Name the ledger")
    return made


def simpler(team: TeamRepository) -> None:
    text = (team.folder / "mergecast.yaml").read_text()
    before, _, after = text.partition("  rules:\n")
    team.write("mergecast.yaml", before + after.partition("\n")[2])
    team.commit("Simpler rules", MEI)


def say(team: TeamRepository, who: tuple[str, str], *args: str) -> None:
    done = mergecast(team, "approve", *args, "--yes", who=who)
    assert done.code == 0, done.err
    team.push()


def publish(team: TeamRepository) -> Done:
    return at(team, DUE, "publish")


def policies(team: TeamRepository) -> list[tuple[bool, str | None, object]]:
    """The changes of policy on record: accepted, why not, and whose approval."""
    shown = mergecast(team, "ledger", "show", "--kind", "policy", "--format", "json")
    return [
        (
            event["body"]["accepted"],
            event["body"].get("reason"),
            [one["name"] for one in (event["approval"] or {}).get("yeses", ())],
        )
        for event in json.loads(shown.out)["events"]
    ]


def test_a_weakened_policy_is_noted_once_and_lets_nothing_out(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    simpler(team)
    say(team, RAHIM, "launch-2026")
    first, second = publish(team), publish(team)

    refused = "nobody has approved it yet; it needs legal or brand"
    assert "is not in force: " + refused in first.out
    assert "not approved: " in second.out
    assert [(one[0], str(one[1]).startswith(refused)) for one in policies(team)] == [
        (False, True)
    ]
    assert live(sandbox) == []


def test_an_approved_change_is_on_record_with_its_proof_and_in_force(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    simpler(team)
    publish(team)
    say(team, TOM, "--policy")
    say(team, AISYAH, "--policy")
    say(team, RAHIM, "launch-2026")
    done = publish(team)

    assert done.code == 0, done.err
    assert [one[0] for one in policies(team)] == [False, True]
    assert policies(team)[1][2] == ["Tom", "Aisyah"]
    assert len(live(sandbox)) == 1


def test_a_claim_names_everyone_who_had_to_approve(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    say(team, TOM, "launch-2026")
    publish(team)
    shown = mergecast(team, "ledger", "show", "--kind", "claim", "--format", "json")
    claim = json.loads(shown.out)["events"][0]

    assert len(live(sandbox)) == 1
    assert [one["name"] for one in claim["approval"]["yeses"]] == ["Aisyah", "Tom"]
    assert claim["approval"]["policy"].startswith("sha256:")
    assert claim["approval"]["payload"] == claim["body"]["post"]


def test_a_look_writes_nothing(team: TeamRepository) -> None:
    simpler(team)
    for command in (("plan",), ("approvals", "launch-2026"), ("publish", "--dry-run")):
        at(team, DUE, *command)

    assert policies(team) == []
