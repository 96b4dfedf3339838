"""`mergecast check` on a branch that touches what is live."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.program import ACCOUNT, Done, mergecast
from cli.publishing_team import DUE, approve, at, founded
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode
from mergecast.sandbox import server

if TYPE_CHECKING:
    from mergecast.sandbox.server import RunningSandbox

LATER = "2026-11-24T02:00:00+00:00"
IMAGE = "calendar/media/four.png"
PICTURED = POST + "media: [{file: media/four.png, alt: Four cards on a table}]\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:", accounts=(ACCOUNT,)) as running:
        yield running


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, sandbox: RunningSandbox
) -> TeamRepository:
    """A team whose post with an image went out."""
    made = founded(tmp_path_factory.mktemp("team"), sandbox)
    own = Path(__file__).parents[2] / "calendar/media/four-steps.png"
    (made.folder / IMAGE).parent.mkdir(parents=True)
    (made.folder / IMAGE).write_bytes(own.read_bytes())
    made.write(POST_PATH, PICTURED)
    made.commit("With an image")
    approve(made)
    done = at(made, DUE, "publish")
    assert "posted" in done.out, done.err
    return made


@pytest.fixture
def team(published: TeamRepository, tmp_path: Path) -> TeamRepository:
    """Another clone, as CI has it: it never saw the ledger."""
    published.git("clone", "-q", str(published.remote), str(tmp_path / "clone"))
    made = TeamRepository(tmp_path / "clone", published.remote, 30)
    made.environment = published.environment
    made.git("switch", "-q", "-c", "side")
    return made


def commit(team: TeamRepository) -> None:
    team.git("add", "-A")
    team.git("commit", "-q", "-m", "On a branch")


def changed(team: TeamRepository, *args: str) -> Done:
    return at(team, LATER, "check", "--changed", "origin/main", *args)


def ids(done: Done) -> list[str]:
    return sorted({each["id"] for each in json.loads(done.out)["findings"]})


def test_an_edit_of_what_is_live_fails_review_with_both_ways_on(
    team: TeamRepository,
) -> None:
    team.write(POST_PATH, PICTURED.replace("out", "OUT"))
    commit(team)
    shown = changed(team)
    by_commit = changed(team, "--ref", "HEAD", "--format", "json")
    plain = at(team, LATER, "check", "--format", "json")

    assert (shown.code, by_commit.code) == (ExitCode.FINDINGS, ExitCode.FINDINGS)
    assert "'launch-2026' is live" in shown.out
    assert "https://x.com/acme_hq/status/" in shown.out
    assert "mergecast retract launch-2026" in shown.out
    assert "use a new id" in shown.out
    assert ids(by_commit) == ["live-post-changed"]
    assert ids(plain) == ["live-post-changed"]


def test_an_image_that_is_replaced_in_place_is_an_edit_too(
    team: TeamRepository,
) -> None:
    # A PNG may have anything after its end.
    with (team.folder / IMAGE).open("ab") as image:
        image.write(b"other bytes")
    commit(team)

    assert "live-post-changed" in at(team, LATER, "check", "--ref", "HEAD").out


@pytest.mark.parametrize(
    "text",
    [
        PICTURED.replace("text:", "owner: mei\nnotes: well done\ntext:"),
        PICTURED.replace("id: launch-2026\n", "id: launch-2026\nretract: wrong\n"),
        PICTURED.replace("id:", "# a comment\nid:"),
    ],
)
def test_what_readers_do_not_get_and_a_retraction_may_change(
    team: TeamRepository, text: str
) -> None:
    team.write(POST_PATH, text)
    commit(team)
    done = changed(team, "--format", "json")

    assert not {"live-post-changed", "live-post-dropped"} & set(ids(done))


def test_to_delete_the_file_of_what_is_live_is_warned_of(team: TeamRepository) -> None:
    (team.folder / POST_PATH).unlink()
    commit(team)
    done = changed(team)

    assert done.code == ExitCode.DONE
    assert "stays live without its file" in done.out
    assert POST_PATH in done.out


def test_a_moved_file_is_no_deletion(team: TeamRepository) -> None:
    (team.folder / POST_PATH).unlink()
    team.write("calendar/2026/11/24-renamed.yaml", PICTURED)
    commit(team)

    assert ids(changed(team, "--format", "json")) == []


def test_what_others_changed_meanwhile_is_not_the_branch_s_doing(
    team: TeamRepository,
) -> None:
    start = team.git("rev-parse", "HEAD")
    team.write(POST_PATH, PICTURED.replace("out", "OUT"))
    commit(team)
    team.git("update-ref", "refs/remotes/origin/main", "HEAD")
    team.git("reset", "-q", "--hard", start)
    team.write("calendar/2026/12/01-b.yaml", POST.replace("launch-2026", "other-post"))
    commit(team)
    done = at(team, LATER, "check", "--ref", "HEAD", "--format", "json")

    assert "live-post-changed" not in ids(done)


def test_a_ledger_that_cannot_be_reached_is_said_and_stops_no_check(
    team: TeamRepository,
) -> None:
    team.write(POST_PATH, PICTURED.replace("out", "OUT"))
    commit(team)
    team.git("remote", "set-url", "origin", "/nowhere/at/all.git")
    done = changed(team, "--format", "json")

    assert done.code == ExitCode.DONE
    assert "the ledger cannot be read, so what is live is not known" in done.err
    assert ids(done) == []


def test_a_post_that_was_deleted_and_never_sent_may_come_back_under_its_id(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = founded(tmp_path, sandbox)
    at(team, "2026-11-23T01:00:00+00:00", "publish")
    (team.folder / POST_PATH).unlink()
    team.commit("Drop it")
    gone = at(team, "2026-11-23T01:10:00+00:00", "publish")
    team.git("switch", "-q", "-c", "side")
    team.write(POST_PATH, POST)
    commit(team)
    done = mergecast(
        team,
        *("--now", "2026-11-23T02:00:00+00:00"),
        *("check", "--changed", "origin/main", "--format", "json"),
    )

    assert "cancelled" in gone.out
    assert ids(done) == []
