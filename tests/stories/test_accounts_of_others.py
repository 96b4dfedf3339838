"""An account is renamed on the network, or the keys are somebody else's."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from stories.telling import a_post

from mergecast.errors import ExitCode
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")
LATER = a_post("later-2026", "2026-11-24 09:01", "Later")
WORDS = ["It is out. 已经发布"]


def with_keys_of(team: Team, handle: str) -> None:
    """The job has the keys of a profile."""
    keys = json.dumps({"acme": asdict(credentials(handle))})
    team.repository.environment["MERGECAST_SECRETS"] = keys


def test_an_account_with_a_new_handle_goes_on_and_people_are_told(team: Team) -> None:
    team.plans(NINE, PATH)
    renamed = SandboxAccount("acme_global", "1000001", "Acme")
    with server.start(":memory:", accounts=(renamed,), now=team.clock.now) as sandbox:
        team = replace(team, sandbox=sandbox)
        team.repository.environment["MERGECAST_X_API_BASE"] = sandbox.url
        with_keys_of(team, "acme_global")
        done = team.publishes_at("2026-11-24 09:00:05")
        again = team.publishes_at("09:10")
        live = team.live()

    assert done.code == ExitCode.DONE
    assert "account 'acme' is @acme_global now" in done.out
    assert "the settings say @acme_hq" in done.out
    assert "acme_global" not in again.out
    assert live == WORDS


def test_keys_of_another_profile_send_nothing_and_say_so_once(team: Team) -> None:
    team.plans(NINE, PATH)
    team.plans(LATER, "calendar/2026/11/24-later.yaml")
    both = (
        SandboxAccount("acme_hq", "1000001", "Acme"),
        SandboxAccount("a_stranger", "2000002", "A stranger"),
    )
    with server.start(":memory:", accounts=both, now=team.clock.now) as sandbox:
        team = replace(team, sandbox=sandbox)
        team.repository.environment["MERGECAST_X_API_BASE"] = sandbox.url
        with_keys_of(team, "a_stranger")
        first = team.publishes_at("2026-11-24 09:01:05")
        second = team.publishes_at("09:20")
        nothing = team.live()
        with_keys_of(team, "acme_hq")
        team.publishes_at("09:40")
        one = team.live()
        team.publishes_at("10:01")
        live = team.live()
        kinds = team.runs("ledger", "show").out

    assert (first.code, second.code) == (ExitCode.PERSON_NEEDED, ExitCode.DONE)
    assert "are those of @a_stranger (2000002)" in first.out
    assert "the ledger knows the account as 1000001" in first.out
    assert nothing == []
    assert (one, live) == (WORDS, [*WORDS, "Later"])
    assert kinds.count(" claim ") == 2
