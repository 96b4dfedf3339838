"""`live: false`: a whole rehearsal, of which nothing reaches a network or counts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cli.inside import Inside
from cli.program import ACCOUNT
from team_repository import AISYAH, MEI, SETTINGS, TeamRepository

from mergecast.cli.approving.in_force import policy
from mergecast.cli.approving.policy_wiring import Standing
from mergecast.cli.publishing.rehearsal import Emulator
from mergecast.cli.publishing.ticking import Desk
from mergecast.cli.session import Session
from mergecast.errors import ExitCode
from mergecast.model.settings import REHEARSAL, Account
from mergecast.model.team import Team
from mergecast.sandbox.server import RunningSandbox, start

if TYPE_CHECKING:
    from cli.program import Done

BEFORE, DUE = "2026-11-23T23:00Z", "2026-11-24T01:00:10Z"
LOUD = "REHEARSAL: `live: false`"
NOWHERE = "https://198.51.100.1"
FREE = policy({}, Team(), alone=True, digest=None)


class Rehearsing:
    """A team whose main says `live: false`, with real keys in the environment."""

    def __init__(
        self, repository: TeamRepository, inside: Inside, patch: pytest.MonkeyPatch
    ) -> None:
        self.repository = repository
        self.inside = inside
        self.patch = patch

    def __call__(
        self, *args: str, now: str = "", who: tuple[str, str] = MEI, code: int = 0
    ) -> Done:
        for name, value in self.repository.env(who).items():
            self.patch.setenv(name, value)
        done = self.inside(*args, now=now)
        assert done.code == code, done
        return done

    def add(self, post: str, at: str, text: str = "你好 🎉") -> None:
        """A post that is merged and approved."""
        path = f"calendar/{at[:7].replace('-', '/')}/{at[8:10]}-{post}.yaml"
        self.repository.write(
            path, f"id: {post}\naccounts: [acme]\npublish_at: {at}\ntext: {text}\n"
        )
        self.repository.commit(f"Add {post}")
        self("approve", post, "--yes", who=AISYAH)
        self.repository.push()

    def live(self, word: str) -> None:
        """Merge settings with another `live`."""
        ledger = re.search(r"^ledger:.*\n(?: .*\n)*", self.settings(), re.MULTILINE)
        kept = ledger[0] if ledger else ""
        self.repository.write("mergecast.yaml", f"{SETTINGS}live: {word}\n{kept}")
        self.repository.commit(f"Say live: {word}")

    def settings(self) -> str:
        return (self.repository.folder / "mergecast.yaml").read_text("utf-8")

    def branches(self) -> list[str]:
        """The branches of the remote."""
        told = self.repository.git("ls-remote", "--heads", "origin")
        return sorted(line.partition("heads/")[2] for line in told.splitlines())

    def kinds(self) -> list[str]:
        told = self("ledger", "show", "--format", "json").out
        return [event["kind"] for event in json.loads(told)["events"]]


@pytest.fixture
def team(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Rehearsing:
    repository = TeamRepository.start(tmp_path, remote=True)
    monkeypatch.setenv("MERGECAST_X_API_BASE", NOWHERE)
    keys = dict.fromkeys(
        ("consumer_key", "consumer_secret", "access_token", "access_token_secret"),
        "real-key-of-acme",
    )
    monkeypatch.setenv("MERGECAST_SECRETS", json.dumps({"acme": keys}))
    monkeypatch.setenv("MERGECAST_LEDGER_KEY", f"2026-11:{'ab' * 32}")
    made = Rehearsing(
        repository, Inside(repository.folder, capsys, monkeypatch), monkeypatch
    )
    made.live("false")
    return made


def test_a_post_goes_to_the_emulator_once_and_the_record_is_a_branch_of_its_own(
    team: Rehearsing,
) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    early = team("publish", now=BEFORE)
    sent = team("publish", now=DUE)
    again = team("publish", now=DUE)

    assert early.err.startswith(LOUD)
    assert (early.out, again.out) == ("nothing to do\n", "nothing to do\n")
    assert sent.out.startswith(
        "posted   launch-2026@acme:1  https://rehearsal.invalid/acme_hq/status/"
    )
    assert team.branches() == ["main", REHEARSAL]
    assert "genesis" not in team.settings()
    assert team.kinds() == ["genesis", "tick", "claim", "sending", "posted", "tick"]
    assert "real-key" not in sent.out + sent.err


def test_every_look_says_that_it_is_a_rehearsal(team: Rehearsing) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    before = team("status", now=BEFORE, code=ExitCode.CANNOT_WORK)
    plan = team("plan", now=BEFORE)
    dry = team("publish", "--dry-run", now=DUE)
    assert team.branches() == ["main"], "a look begins nothing"
    team("publish", now=DUE)
    status = team("status", now=DUE)
    told = json.loads(team("status", "--format", "json", now=DUE).out)
    sent = json.loads(team("publish", "--format", "json", now=DUE).out)

    shown = team("ledger", "show", now=DUE)
    verified = team("ledger", "verify", now=DUE)
    frozen = team("freeze", "--reason", "flood", now=DUE)
    thawed = team("thaw", "--scope", "all", "--reason", "over", now=DUE)
    for look in (shown, verified, frozen, thawed):
        assert look.err.startswith(
            "REHEARSAL: `live: false` in mergecast.yaml. This is"
        )
    assert "nothing was rehearsed yet" in before.err
    assert f"note: {LOUD}" in plan.out
    assert "publish  launch-2026@acme" in dry.out
    assert status.out.startswith(LOUD)
    assert (told["rehearsal"], sent["rehearsal"]) == (True, True)


def test_the_emulator_keeps_its_posts_for_the_next_run_of_this_clone(
    team: Rehearsing,
) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    sent = team("publish", now=DUE)
    (kept,) = (team.repository.folder / ".git/mergecast").glob("rehearsal-*.sqlite")
    acme = Account("acme", "x", "acme_hq", "1000001")

    def seen(database: Path | None) -> list[str]:
        emulator = Emulator({"acme": acme}, database)
        try:
            since = datetime(2026, 11, 23, tzinfo=UTC)
            keys = emulator.keys(Standing(FREE), None)
            found = keys(acme).look_up(since)
            assert isinstance(found, tuple), found
            return [post.id for post in found]
        finally:
            emulator.close()

    assert seen(kept) == [sent.out.rpartition("/")[2].strip()]
    assert seen(None) == []


def test_a_week_is_walked_in_a_moment_and_nothing_of_it_is_kept(
    team: Rehearsing,
) -> None:
    team.add("launch-2026", "2026-11-24 09:00", "Out! 已经发布 🎉")
    team.add("second", "2026-11-26 18:30")
    team.repository.write(
        "calendar/2026/11/27-nobody.yaml",
        "id: nobody\naccounts: [acme]\npublish_at: 2026-11-27 10:00\ntext: Hm\n",
    )
    team.repository.commit("Add nobody")
    done = team("publish", "--rehearse", "7d", now=BEFORE)
    again = json.loads(
        team("publish", "--rehearse", "7d", "--format", "json", now=BEFORE).out
    )

    assert done.out == (
        "REHEARSAL: `live: false` in mergecast.yaml. Nothing reaches X, and nothing of "
        "this is kept\n"
        "from 2026-11-23 23:00 UTC to 2026-11-30 23:00 UTC\n\n"
        "Tue 2026-11-24 09:00 Asia/Kuala_Lumpur  posted   launch-2026@acme:1\n"
        "    Out! 已经发布 🎉\n"
        "Thu 2026-11-26 18:30 Asia/Kuala_Lumpur  posted   second@acme:1\n"
        "    你好 🎉\n"
        "Fri 2026-11-27 13:00 Asia/Kuala_Lumpur  missed   nobody@acme:1  "
        "not approved: nobody has approved it yet\n"
    )
    assert [step["key"] for step in again["steps"]][:2] == [
        "launch-2026@acme:1",
        "second@acme:1",
    ]
    assert team.branches() == ["main"]


def test_a_week_whose_approvals_nobody_can_read_is_not_one_of_missed_posts(
    team: Rehearsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.delenv("GH_TOKEN", raising=False)
    settings = team.settings().replace("{kind: offline}", "{kind: github}")
    team.repository.write("mergecast.yaml", settings)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
    team.repository.write(
        "calendar/2026/11/24-launch.yaml",
        "id: launch\naccounts: [acme]\npublish_at: 2026-11-24 09:00\ntext: Hm\n",
    )
    team.repository.commit("On GitHub")

    done = team("publish", "--rehearse", "7d", now=BEFORE, code=ExitCode.CANNOT_WORK)

    assert "reviews cannot be read: there is no token for GitHub" in done.err
    assert "nothing was rehearsed" in done.err
    assert "missed" not in done.out


def test_a_walk_goes_on_from_what_is_on_record(team: Rehearsing) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    team.add("second", "2026-11-25 09:00")
    team("publish", now=DUE)
    team("freeze", "--scope", "post:second", "--reason", "flood", now=DUE)
    done = team("publish", "--rehearse", "2d", now=DUE)

    assert "posted" not in done.out
    assert "frozen   second@acme" in done.out


def test_only_a_workspace_that_rehearses_is_walked(team: Rehearsing) -> None:
    team.live("true")
    done = team("publish", "--rehearse", "7d", code=ExitCode.CANNOT_WORK)

    assert "only a workspace with `live: false` rehearses" in done.err


@pytest.mark.parametrize("other", [("--loop",), ("--dry-run",), ("--wait", "5m")])
def test_a_walk_goes_with_no_other_way_to_run(
    team: Rehearsing, other: tuple[str, ...]
) -> None:
    done = team("publish", "--rehearse", "7d", *other, code=ExitCode.USAGE)

    assert f"--rehearse and {other[0]} exclude each other" in done.err


# --- live, then not, then live ---


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """What plays the part of the real network."""
    with start(":memory:", accounts=(ACCOUNT,)) as running:
        yield running


@pytest.fixture
def launched(team: Rehearsing, sandbox: RunningSandbox) -> Rehearsing:
    """The team after its rehearsal, live, with two posts ahead."""
    team.patch.setenv("MERGECAST_X_API_BASE", sandbox.url)
    team.patch.delenv("MERGECAST_SECRETS")
    team.add("launch-2026", "2026-11-24 09:00")
    team("publish", now=DUE)
    team.live("true")
    team("ledger", "init", "--sandbox", now="2026-11-24T01:10Z")
    team.repository.commit("Go live")
    return team


def out(sandbox: RunningSandbox) -> list[str]:
    """What is live, oldest first."""
    answer = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5)
    return [post["text"] for post in answer.json()["posts"]]


def test_nothing_that_was_rehearsed_counts_as_published(
    launched: Rehearsing, sandbox: RunningSandbox
) -> None:
    assert out(sandbox) == [], "the rehearsal is not the network"
    first = launched("publish", now="2026-11-24T01:20Z")
    again = launched("publish", now="2026-11-24T01:21Z")

    assert first.out.startswith("posted   launch-2026@acme:1  https://x.com/acme_hq/")
    assert again.out == "nothing to do\n"
    assert out(sandbox) == ["你好 🎉"]


def test_what_was_rehearsed_long_before_the_real_ledger_is_nobody_s_business(
    team: Rehearsing, sandbox: RunningSandbox
) -> None:
    team.patch.setenv("MERGECAST_X_API_BASE", sandbox.url)
    team.patch.delenv("MERGECAST_SECRETS")
    team.add("old", "2026-11-20 09:00", "old")
    team.add("ahead", "2026-12-20 09:00", "ahead")
    rehearsed = team("publish", now="2026-11-20T01:00Z")
    team.live("true")
    team("ledger", "init", "--sandbox", now="2026-11-24T01:10Z")
    team.repository.commit("Go live")
    first = team("publish", now="2026-11-24T01:20Z")
    later = team("publish", now="2026-12-20T01:00Z")

    assert "posted   old@acme:1" in rehearsed.out
    assert first.out == "nothing to do\n"
    assert "posted   ahead@acme:1" in later.out
    assert out(sandbox) == ["ahead"]


def test_live_then_a_rehearsal_then_live_doubles_nothing_and_loses_nothing(
    launched: Rehearsing, sandbox: RunningSandbox
) -> None:
    launched("publish", now="2026-11-24T01:20Z")
    launched.add("early", "2026-11-25 09:00", "early")
    launched.add("within", "2026-11-26 09:00", "within")
    launched.add("after", "2026-11-26 12:00", "after")
    launched.live("false")
    for hour in ("2026-11-24T01:30Z", "2026-11-25T01:00Z", "2026-11-26T01:00Z"):
        launched("publish", now=hour)
    assert out(sandbox) == ["你好 🎉"]
    launched.live("true")
    back = launched("publish", now="2026-11-26T01:30Z", code=4)
    launched("publish", now="2026-11-26T04:00Z")
    launched("publish", now="2026-11-26T04:30Z")

    assert out(sandbox) == ["你好 🎉", "within", "after"]
    assert "missed   early@acme" in back.out


def test_a_freeze_of_the_real_ledger_outlives_a_rehearsal(
    launched: Rehearsing, sandbox: RunningSandbox
) -> None:
    launched("freeze", "--reason", "flood", now="2026-11-24T01:15Z")
    launched.live("false")
    launched("freeze", "--reason", "try", now="2026-11-24T01:16Z")
    launched("thaw", "--scope", "all", "--reason", "tried", now="2026-11-24T01:17Z")
    launched.live("true")
    launched("publish", now="2026-11-24T01:20Z")

    assert out(sandbox) == []


def test_a_freeze_from_a_branch_that_still_rehearses_stops_what_is_live(
    launched: Rehearsing, sandbox: RunningSandbox
) -> None:
    git = launched.repository.git
    git("switch", "-q", "-c", "old", "HEAD~2")
    assert "live: false" in launched.settings()
    launched("freeze", "--reason", "flood", now="2026-11-24T01:15Z")
    git("switch", "-q", "main")
    launched("publish", now="2026-11-24T01:20Z")

    assert out(sandbox) == []


def test_checks_know_what_is_live_for_real_while_the_workspace_rehearses(
    launched: Rehearsing,
) -> None:
    launched("publish", now="2026-11-24T01:20Z")
    launched.live("false")
    launched.repository.git("switch", "-q", "-c", "edit")
    file = launched.repository.folder / "calendar/2026/11/24-launch-2026.yaml"
    file.write_text(file.read_text("utf-8").replace("你好", "再见"), "utf-8")
    launched.repository.git("commit", "-q", "-a", "-m", "Edit")
    shutil.rmtree(launched.repository.folder / ".git/mergecast")  # as in a new clone
    done = launched(
        *("check", "--ref", "HEAD", "--changed", "main"),
        now="2026-11-24T01:30Z",
        code=ExitCode.FINDINGS,
    )

    assert "'launch-2026' is live, and this changes" in done.out


def test_the_record_of_a_rehearsal_is_not_signed_and_not_named(
    team: Rehearsing,
) -> None:
    rotated = team("ledger", "rotate", code=ExitCode.USAGE)
    sandbox = team("ledger", "init", "--sandbox", code=ExitCode.CANNOT_WORK)

    assert "a rehearsal's record is never signed" in rotated.err
    assert "a rehearsal has a record of its own" in sandbox.err


def test_the_real_ledger_begins_while_the_workspace_still_rehearses(
    team: Rehearsing,
) -> None:
    done = team("ledger", "init")

    assert "commit that with `live: true`, and have it merged" in done.out
    assert team.branches() == ["main", "mergecast-ledger"]
    assert "genesis: sha256:" in team.settings()


def test_a_real_ledger_on_the_branch_for_rehearsals_is_refused(
    team: Rehearsing,
) -> None:
    settings = team.settings()
    team.repository.write(
        "mergecast.yaml", f"{SETTINGS}ledger: {{branch: {REHEARSAL}}}\n"
    )
    team.repository.commit("Take the wrong branch")
    refused = team("ledger", "init", code=ExitCode.CANNOT_WORK)
    team.repository.write("mergecast.yaml", settings)
    team.repository.commit("Back")

    assert f"the branch '{REHEARSAL}' is for rehearsals" in refused.err


def test_the_record_of_a_rehearsal_is_verified_and_proves_itself(
    team: Rehearsing, tmp_path: Path
) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    team("publish", now=DUE)
    verified = team("ledger", "verify")
    evidence = team("ledger", "evidence", "launch-2026")
    told = json.loads(evidence.out)
    file = tmp_path / "launch.json"
    file.write_text(evidence.out, "utf-8")
    checked = team("ledger", "evidence", "--check", str(file))

    assert "the ledger is whole" in verified.out
    assert (told["ledger"]["branch"], told["ledger"]["sandbox"]) == (REHEARSAL, True)
    assert checked.code == ExitCode.DONE


def test_a_person_settles_what_a_rehearsal_could_not(team: Rehearsing) -> None:
    team.repository.write(
        "calendar/2026/11/24-nobody.yaml",
        "id: nobody\naccounts: [acme]\npublish_at: 2026-11-24 09:00\ntext: Hm\n",
    )
    team.repository.commit("Add nobody")
    team("publish", now=DUE)
    missed = team("publish", now="2026-11-24T04:00Z", code=ExitCode.PERSON_NEEDED)
    settled = team(
        *("resolve", "nobody@acme:1", "--cancel", "--reason", "never mind"),
        now="2026-11-24T04:01Z",
    )
    after = team("publish", now="2026-11-24T04:02Z")

    assert "missed   nobody@acme:1" in missed.out
    assert settled.code == ExitCode.DONE
    assert after.out == "nothing to do\n"


def test_a_run_that_stays_goes_live_with_what_is_merged(
    team: Rehearsing, sandbox: RunningSandbox
) -> None:
    team.patch.setenv("MERGECAST_X_API_BASE", sandbox.url)
    team.patch.delenv("MERGECAST_SECRETS")
    team.add("launch-2026", "2026-11-24 09:00")
    session = Session(
        team.repository.folder,
        datetime.fromisoformat(DUE),
        colour=False,
        quiet=False,
        verbose=False,
    )
    desk = Desk(session, lambda: False)
    (rehearsed,) = desk.tick().steps
    states = [desk.rehearses]
    team.live("true")
    team("ledger", "init", "--sandbox", now="2026-11-24T00:30Z")
    team.repository.commit("Go live")
    (published,) = desk.tick().steps

    assert [*states, desk.rehearses] == [True, False]
    assert "rehearsal.invalid" in rehearsed.detail
    assert published.detail.startswith("https://x.com/")
    assert out(sandbox) == ["你好 🎉"]


def test_two_runs_of_a_clone_rehearse_at_once(team: Rehearsing) -> None:
    acme = Account("acme", "x", "acme_hq", "1000001")
    kept = team.repository.folder / "rehearsal.sqlite"
    free = Standing(FREE)
    first, second = Emulator({"acme": acme}, kept), Emulator({"acme": acme}, kept)
    try:
        names = [one.keys(free, None).profile(acme).handle for one in (first, second)]
    finally:
        first.close()
        second.close()

    assert names == ["acme_hq", "acme_hq"]


def test_a_rehearsal_begins_anew_once_its_branch_is_gone(team: Rehearsing) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    team("publish", now=DUE)
    team.repository.git("push", "-q", "origin", f":{REHEARSAL}")
    again = team("publish", now="2026-11-24T01:05Z")
    old = (team.repository.folder / ".git/mergecast").glob("rehearsal-*.sqlite")

    assert again.out.startswith("posted   launch-2026@acme:1")
    assert len(list(old)) == 1


def test_a_clone_that_knows_an_older_rehearsal_follows_the_new_one(
    team: Rehearsing,
) -> None:
    team.add("launch-2026", "2026-11-24 09:00")
    team("publish", now=BEFORE)
    cache = team.repository.folder / ".git/mergecast"
    shutil.move(cache, cache.with_name("kept"))
    team.repository.git("push", "-q", "origin", f":{REHEARSAL}")
    team("publish", now=DUE)
    shutil.rmtree(cache)
    shutil.move(cache.with_name("kept"), cache)
    done = team("publish", now="2026-11-24T01:05Z")

    assert done.out == "nothing to do\n"
    assert team.kinds().count("posted") == 1


def test_time_is_not_pretended_on_a_rehearsal_that_others_share(
    team: Rehearsing,
) -> None:
    git = team.repository.git
    git("remote", "set-url", "--push", "origin", "https://forge.example/acme/social")
    done = team("publish", now=DUE, code=ExitCode.CANNOT_WORK)

    assert "--now pretends a time, and others share this rehearsal" in done.err
    assert team.branches() == ["main"]


def test_without_the_word_live_all_is_as_it_was(team: Rehearsing) -> None:
    team.repository.write("mergecast.yaml", SETTINGS)
    team.repository.commit("Say nothing of live")
    done = team("publish", code=ExitCode.CANNOT_WORK)

    assert "there is no ledger yet" in done.err
    assert team.branches() == ["main"]
