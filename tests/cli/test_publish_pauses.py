"""An account that cannot send rests; the others go on, and people are told once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.program import ACCOUNT, Done, mergecast
from cli.publishing_team import approve, at, kinds, live, misbehave
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.errors import ExitCode
from mergecast.publishers.x import Credentials, client
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials
from mergecast.sandbox.server import RunningSandbox

BRAVO = SandboxAccount("bravo_hq", "1000002", "Bravo")
SECOND = (
    '  bravo: {network: x, user: bravo_hq, user_id: "1000002", '
    "timezone: Asia/Kuala_Lumpur}\n"
)
DUE = "2026-11-24T01:00:10+00:00"
SOON = "2026-11-24T01:01:10+00:00"
LATER = "2026-11-24T01:31:00+00:00"
HOUR_LATER = "2026-11-24T02:00:30+00:00"


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:", accounts=(ACCOUNT, BRAVO)) as running:
        yield running


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    """Two accounts with an approved post each, due at the same minute."""
    made = TeamRepository.start(tmp_path, remote=True)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    made.write("mergecast.yaml", SETTINGS + SECOND)
    made.write(POST_PATH, POST)
    other = POST.replace("launch-2026", "bravo-2026").replace("[acme]", "[bravo]")
    made.write(POST_PATH.replace("launch", "bravo"), other.replace("out", "here"))
    made.commit("Drafts")
    done = mergecast(made, "ledger", "init", "--sandbox")
    assert done.code == 0, done.err
    made.commit("Name the ledger")
    approve(made)
    approve(made, "bravo-2026")
    return made


def publish(team: TeamRepository, now: str) -> Done:
    return at(team, now, "publish")


def test_missing_keys_of_one_account_are_one_notice_and_stop_no_other(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    team.environment["MERGECAST_SECRETS"] = json.dumps({"acme": {}})
    first, second = publish(team, DUE), publish(team, SOON)
    planned = at(team, SOON, "plan")
    del team.environment["MERGECAST_SECRETS"]
    third = publish(team, SOON)

    assert first.code == ExitCode.PERSON_NEEDED
    assert "rests    launch-2026@acme:1  there are no complete keys" in first.out
    assert (second.code, second.err) == (ExitCode.DONE, "")
    assert "the last run said: there are no complete keys" in planned.out
    assert third.code == ExitCode.DONE
    assert live(sandbox) == ["It is here. 已经发布 🎉", "It is out. 已经发布 🎉"]
    assert kinds(team).count("claim") == 2


def test_credit_that_is_gone_pauses_the_account_until_it_may_be_back(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    misbehave(sandbox, "none")
    misbehave(sandbox, "402")
    first, second = publish(team, DUE), publish(team, LATER)
    plan, status = at(team, LATER, "plan"), at(team, LATER, "status")
    third = publish(team, HOUR_LATER)

    assert first.code == ExitCode.PERSON_NEEDED
    assert "the account has no credit left on X (402)" in first.out
    assert second.code == ExitCode.DONE
    rests = "acme rests until 2026-11-24 02:00 UTC: "
    assert second.out.startswith(f"rests    acme  {rests}")
    for shown in (plan, status):
        assert f"{rests}the account has no credit left" in shown.out
    assert "posted   launch-2026@acme:1" in third.out
    assert len(live(sandbox)) == 2


def by_hand(sandbox: RunningSandbox, text: str, now: str) -> None:
    """Somebody posts as acme_hq, in the app."""
    own = credentials("acme_hq")
    keys = Credentials(
        own.consumer_key,
        own.consumer_secret,
        own.access_token,
        own.access_token_secret,
    )
    made = client(keys, sandbox.url)
    made.session.headers["X-Sandbox-Now"] = now
    made.request("POST", "/2/tweets", json={"text": text}, user_auth=True)
    made.session.close()


def test_what_somebody_posted_by_hand_meanwhile_is_not_posted_again(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    by_hand(sandbox, "It is out. 已经发布 🎉", "2026-11-24T01:20:00+00:00")
    done = publish(team, LATER)
    status = at(team, LATER, "status", "launch-2026")

    assert done.code == ExitCode.DONE
    assert "(found on the timeline: posted by hand)" in done.out
    assert "done" in status.out
    assert live(sandbox) == ["It is out. 已经发布 🎉", "It is here. 已经发布 🎉"]
