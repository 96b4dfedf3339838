"""`mergecast publish` as real processes, over a real remote and the local sandbox."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cli.program import ACCOUNT, Done, mergecast, start
from team_repository import (
    AISYAH,
    POST,
    POST_PATH,
    SETTINGS,
    TOM,
    TeamRepository,
)

from mergecast.errors import ExitCode
from mergecast.forge.offline_lines import approval_line
from mergecast.loading import build
from mergecast.payload import payload, post_digest
from mergecast.sandbox import server
from mergecast.sandbox.server import RunningSandbox

BEFORE = "2026-11-24T00:30:00+00:00"
DUE = "2026-11-24T01:00:10+00:00"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> TeamRepository:
    """A draft, and a ledger to rehearse with."""
    made = TeamRepository.start(tmp_path_factory.mktemp("pattern"), remote=True)
    made.write(POST_PATH, POST)
    made.commit("Draft")
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        made.environment["MERGECAST_X_API_BASE"] = sandbox.url
        found(made, "--sandbox")
    return made


@pytest.fixture
def team(
    pattern: TeamRepository, tmp_path: Path, sandbox: RunningSandbox
) -> TeamRepository:
    made = pattern.copied(tmp_path)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    return made


def found(team: TeamRepository, *args: str) -> None:
    done = mergecast(team, "ledger", "init", *args)
    assert done.code == 0, done.err
    team.commit("Name the ledger")


def live(sandbox: RunningSandbox) -> list[str]:
    posts = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return [post["text"] for post in posts]


def publish(team: TeamRepository, now: str = DUE, *args: str) -> Done:
    return mergecast(team, "--now", now, "publish", *args)


def approve(team: TeamRepository, who: tuple[str, str] = AISYAH) -> None:
    done = mergecast(team, "approve", "launch-2026", "--yes", who=who)
    assert done.code == 0, done.err
    team.push()


def kinds(team: TeamRepository) -> list[str]:
    shown = mergecast(team, "ledger", "show", "--format", "json")
    return [event["kind"] for event in json.loads(shown.out)["events"]]


def test_an_approved_post_goes_out_at_its_time_and_once(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    early, first, second = publish(team, BEFORE), publish(team), publish(team)

    assert early.out == "nothing to do\n"
    assert first.out.startswith("posted   launch-2026@acme:1  https://x.com/acme_hq/")
    assert second.out == "nothing to do\n"
    assert live(sandbox) == ["It is out. 已经发布 🎉"]
    assert kinds(team)[-4:] == ["claim", "sending", "posted", "tick"]
    assert mergecast(team, "ledger", "verify").code == ExitCode.DONE


def test_what_nobody_approved_waits(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    done = publish(team)

    assert (done.code, live(sandbox)) == (ExitCode.DONE, [])
    assert "not approved: nobody has approved it yet" in done.out


def test_an_edit_after_the_approval_waits(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    team.write(POST_PATH, POST.replace("out", "OUT"))
    team.commit("Shout", TOM)

    assert "it was changed after Aisyah approved it" in publish(team).out
    assert live(sandbox) == []


def test_the_work_tree_is_never_published(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    team.write(POST_PATH, POST.replace("out", "OUT"))

    publish(team)
    assert live(sandbox) == ["It is out. 已经发布 🎉"]


def test_on_a_real_ledger_an_author_cannot_approve_alone(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.environment["MERGECAST_X_API_BASE"] = sandbox.url
    team.write(POST_PATH, asap("2031-01-01 00:00"))
    team.commit("Draft")
    found(team)
    approve(team, ("Mei Lin", "mei@example.org"))
    alone = mergecast(team, "publish")
    approve(team, AISYAH)
    together = mergecast(team, "publish")

    assert "only its own author Mei Lin approved it" in alone.out
    assert "posted   launch-2026@acme:1" in together.out


def asap(until: str) -> str:
    return POST.replace("2026-11-24 09:00", f"asap\nuntil: {until}")


def test_a_failed_send_is_said_and_the_exit_status_asks_for_a_person(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    script = [{"on": "POST /2/tweets", "kind": "500-applied", "times": 1}]
    requests.post(f"{sandbox.url}/_sandbox/faults", json=script, timeout=5)
    first, second = publish(team), publish(team)

    assert first.code == ExitCode.PERSON_NEEDED
    assert "unknown  launch-2026@acme:1" in first.out
    assert "it may be live" in first.out
    assert second.code == ExitCode.DONE
    assert "posted   launch-2026@acme:1" in second.out
    assert "(found on the timeline)" in second.out
    assert len(live(sandbox)) == 1


def test_what_cannot_be_found_is_held_and_never_sent_again(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    script = [{"on": "POST /2/tweets", "kind": "500", "times": 1}]
    requests.post(f"{sandbox.url}/_sandbox/faults", json=script, timeout=5)
    publish(team)
    early = publish(team, "2026-11-24T01:10:00+00:00")
    held = publish(team, "2026-11-24T01:15:20+00:00")
    later = publish(team, "2026-11-24T01:30:00+00:00")

    assert early.code == ExitCode.DONE
    assert held.code == ExitCode.PERSON_NEEDED
    assert "not on the timeline at 2026-11-24 01:15 UTC; it may be live" in held.out
    assert "mergecast resolve launch-2026@acme:1 --resend" in held.out
    assert (later.code, live(sandbox)) == (ExitCode.DONE, [])


def test_a_dry_run_sends_and_writes_nothing(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    before = kinds(team)
    done = publish(team, DUE, "--dry-run")

    assert "publish  launch-2026@acme  approved and due" in done.out
    assert (live(sandbox), kinds(team)) == ([], before)


def test_a_ledger_branch_that_is_gone_is_damage(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    team.git("push", "-q", "origin", "--delete", "mergecast-ledger")
    done = publish(team)

    assert done.code == ExitCode.LEDGER_DAMAGED
    assert "nothing was posted" in done.err
    assert live(sandbox) == []


def test_another_genesis_is_damage(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    text = (team.folder / "mergecast.yaml").read_text()
    genesis = text.partition("genesis:")[2].strip(' "}\n')
    team.write("mergecast.yaml", text.replace(genesis, "sha256:" + "0" * 64))
    team.commit("Another")
    done = publish(team)

    assert done.code == ExitCode.LEDGER_DAMAGED
    assert "this is another ledger" in done.err
    assert live(sandbox) == []


def test_pretended_time_is_refused_on_a_real_ledger(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.environment["MERGECAST_X_API_BASE"] = sandbox.url
    found(team)
    done = publish(team)

    assert done.code == ExitCode.CANNOT_WORK
    assert "the ledger is not a sandbox" in done.err


def test_pretended_time_is_refused_without_a_local_endpoint(
    team: TeamRepository,
) -> None:
    del team.environment["MERGECAST_X_API_BASE"]
    done = publish(team)

    assert done.code == ExitCode.CANNOT_WORK
    assert "MERGECAST_X_API_BASE" in done.err


def test_a_rehearsal_never_reaches_a_real_network(team: TeamRepository) -> None:
    del team.environment["MERGECAST_X_API_BASE"]
    done = mergecast(team, "publish")

    assert done.code == ExitCode.CANNOT_WORK
    assert "made to rehearse" in done.err


def test_a_real_account_without_a_ledger_cannot_be_published_to(
    tmp_path: Path,
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    done = mergecast(team, "publish")

    assert done.code == ExitCode.CANNOT_WORK
    assert "mergecast ledger init" in done.err


def test_samples_alone_are_not_set_up_and_no_failure(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", SETTINGS.replace("user_id:", "sample: true, user_id:"))
    team.commit("Samples")
    done = mergecast(team, "publish")

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert "not set up" in done.out


def test_the_ledger_is_not_started_twice(team: TeamRepository) -> None:
    done = mergecast(team, "ledger", "init", "--sandbox")

    assert done.code == ExitCode.CANNOT_WORK
    assert "names a ledger already" in done.err


def test_keys_in_the_environment_are_in_no_output(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    canary = "canary-7f3a9c"
    keys = dict.fromkeys(
        ("consumer_key", "consumer_secret", "access_token", "access_token_secret"),
        canary,
    )
    team.environment["MERGECAST_SECRETS"] = json.dumps({"acme": keys})
    approve(team)
    done = publish(team)
    events = mergecast(team, "ledger", "show", "--format", "json")

    assert live(sandbox) == []
    assert "does not accept the account's keys" in done.out
    assert canary not in done.out + done.err + events.out


@pytest.mark.parametrize("words", ["[]", "nonsense"])
def test_keys_that_cannot_be_read_at_all_are_said_plainly(
    team: TeamRepository, words: str
) -> None:
    approve(team)
    team.environment["MERGECAST_SECRETS"] = words
    done = publish(team)

    assert done.code == ExitCode.CANNOT_WORK
    assert "MERGECAST_SECRETS" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("own", ["{}", "7", '{"consumer_key": ""}', "[1, 2]"])
def test_keys_that_are_no_keys_rest_their_account(
    team: TeamRepository, own: str
) -> None:
    approve(team)
    team.environment["MERGECAST_SECRETS"] = f'{{"acme": {own}}}'
    done = publish(team)

    assert done.code == ExitCode.PERSON_NEEDED
    assert "there are no complete keys for account 'acme'" in done.out
    assert "MERGECAST_SECRETS" in done.out
    assert done.err == ""


def test_an_id_that_went_out_is_never_used_again(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    publish(team)
    (team.folder / POST_PATH).unlink()
    team.commit("Tidy up")
    team.git("switch", "-q", "-c", "side")
    team.write(
        "calendar/2026/12/01-again.yaml",
        POST.replace("11-24", "12-01").replace("out", "out again"),
    )
    done = mergecast(team, "--now", DUE, "check", "--format", "json")

    assert len(live(sandbox)) == 1
    assert '"id-reused"' in done.out


def test_lines_in_commits_approve_nothing_where_reviews_are_on_a_forge(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    text = (team.folder / "mergecast.yaml").read_text()
    on_forge = "{kind: github, repository: acme/social}"
    team.write("mergecast.yaml", text.replace("{kind: offline}", on_forge))
    team.commit("Move to the forge")
    done = publish(team)

    assert "not approved: reviews cannot be read: there is no token" in done.out
    assert live(sandbox) == []


def test_a_merged_change_cannot_make_approvals_easier(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.environment["MERGECAST_X_API_BASE"] = sandbox.url
    on_forge = SETTINGS.replace(
        "{kind: offline}", "{kind: github, repository: acme/social}"
    )
    team.write("mergecast.yaml", on_forge)
    team.write(POST_PATH, POST)
    team.commit("On a forge")
    found(team, "--sandbox")
    text = (team.folder / "mergecast.yaml").read_text()
    offline = text.replace("{kind: github, repository: acme/social}", "{kind: offline}")
    team.write("mergecast.yaml", offline)
    team.commit("Approve by commits from now on")
    approve(team)
    done = publish(team)

    assert "not approved: reviews cannot be read: there is no token" in done.out
    assert "the policy of commit" in done.out
    assert live(sandbox) == []


def test_fifty_times_two_publishers_at_once_send_fifty_posts(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    first = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    accounts = build.settings(
        {
            "accounts": {
                "acme": {
                    "network": "x",
                    "user": "acme_hq",
                    "timezone": "Asia/Kuala_Lumpur",
                }
            }
        }
    ).accounts
    lines = []
    (team.folder / POST_PATH).unlink()
    for number in range(50):
        at = f"2026-12-01 09:{number:02}"
        text = POST.replace("launch-2026", f"race-{number}").replace(
            "2026-11-24 09:00", at
        )
        text = text.replace("It is out", f"Race {number}")
        path = f"calendar/2026/12/01-race-{number}.yaml"
        team.write(path, text)
        data = {
            "id": f"race-{number}",
            "accounts": ["acme"],
            "text": f"Race {number}. 已经发布 🎉",
        }
        sent = payload(build.post(path, data), accounts["acme"])
        digest = post_digest({"acme": sent.digest})
        lines.append(approval_line(*AISYAH, f"race-{number}", digest))
    team.commit("Fifty drafts")
    team.commit("Approve\n\n" + "\n".join(lines), AISYAH)

    for number in range(50):
        now = (first + timedelta(minutes=number, seconds=5)).isoformat()
        running = [start(team, "--now", now, "publish") for _ in range(2)]
        for process in running:
            out, err = process.communicate(timeout=120)
            assert process.returncode == ExitCode.DONE, out + err

    assert live(sandbox) == [f"Race {number}. 已经发布 🎉" for number in range(50)]
    assert kinds(team).count("posted") == 50
    assert mergecast(team, "ledger", "verify").code == ExitCode.DONE
