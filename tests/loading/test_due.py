"""What a tick reads of the publishing branch, with real git: moved, deleted, broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.dispatch.target import Found, Missing
from mergecast.loading.due import CommitCalendar
from mergecast.loading.gone import BROKEN, GONE, QUEUED
from mergecast.loading.workspace import usable
from mergecast.model.key import Key
from mergecast.model.ledger_state import Tick
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LAST = NOW - timedelta(minutes=10)
OLD = timedelta(days=40)
"""So long after its day that no window covers the post."""
KEY = Key("launch-2026", None, "acme", 1)
THREAD = POST.replace("text: |\n  It is out. 已经发布 🎉\n", "thread: [one, two]\n")


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.commit("A post")
    return made


def head(team: TeamRepository) -> str:
    return team.git("rev-parse", "HEAD")


def ticked(team: TeamRepository, **carry: dict[str, str]) -> Tick:
    return Tick(head(team), carry, LAST, 1)


def read(team: TeamRepository, last: Tick | None, now: datetime = NOW) -> Found:
    tree = CommitTree(Git(team.folder), head(team))
    return CommitCalendar(tree, usable(tree)).read(last, now)


def ids(found: Found) -> list[str]:
    return sorted(each.post.id for each in found.targets)


def remove(team: TeamRepository, path: str = POST_PATH) -> None:
    (team.folder / path).unlink()


def test_a_deleted_post_is_missing_with_every_part_that_it_had(
    team: TeamRepository,
) -> None:
    team.write(POST_PATH, THREAD)
    team.commit("A thread")
    last = ticked(team)
    remove(team)
    team.commit("Drop it")
    found = read(team, last)

    keys = (KEY, Key("launch-2026", None, "acme", 2))
    assert found.missing == (
        Missing("launch-2026", POST_PATH, GONE, gone=True, keys=keys),
    )
    assert found.targets == ()


@pytest.mark.parametrize(
    "path",
    [
        "calendar/2026/11/24-renamed.yaml",
        "calendar/2026/12/24-far.yaml",
        "calendar/2027/launch.yaml",
    ],
)
def test_a_moved_post_is_not_missing_and_is_read_where_it_is(
    team: TeamRepository, path: str
) -> None:
    last = ticked(team)
    remove(team)
    team.write(path, POST)
    team.commit("Move it")
    found = read(team, last)

    assert (found.missing, ids(found)) == ((), ["launch-2026"])
    assert found.targets[0].post.path == path


def test_a_post_that_went_back_to_the_queue_is_neither_gone_nor_due(
    team: TeamRepository,
) -> None:
    last = ticked(team)
    remove(team)
    team.write("calendar/queue/launch.yaml", POST)
    team.commit("Not yet")
    (missing,) = read(team, last).missing

    assert (missing.gone, missing.reason) == (False, QUEUED)
    assert missing.path == "calendar/queue/launch.yaml"


def test_a_broken_file_is_named_and_its_post_not_called_gone(
    team: TeamRepository,
) -> None:
    last = ticked(team)
    team.write(POST_PATH, "id: [")
    team.commit("Break it")
    found = read(team, last)

    assert found.broken == (POST_PATH,)
    (missing,) = found.missing
    assert (missing.gone, missing.reason, missing.keys) == (False, BROKEN, (KEY,))


def test_a_post_that_was_moved_and_broken_at_once_is_not_called_gone(
    team: TeamRepository,
) -> None:
    last = ticked(team)
    remove(team)
    broken = "calendar/2026/12/24-far.yaml"
    team.write(broken, POST + "text: twice\n")
    team.commit("Move and break it")
    (missing,) = read(team, last).missing

    assert (missing.gone, missing.path) == (False, broken)


def test_an_id_that_was_changed_in_its_file_is_gone_and_the_new_one_is_read(
    team: TeamRepository,
) -> None:
    last = ticked(team)
    team.write(POST_PATH, POST.replace("launch-2026", "launch-2027"))
    team.commit("Another id")
    found = read(team, last)

    assert ids(found) == ["launch-2027"]
    assert [(each.post, each.gone) for each in found.missing] == [("launch-2026", True)]


def test_an_account_that_was_dropped_is_gone_and_the_others_stay(
    team: TeamRepository,
) -> None:
    extra = "  acme-my: {network: x, user: acme_my, timezone: Asia/Kuala_Lumpur}\n"
    team.write("mergecast.yaml", SETTINGS + extra)
    team.write(POST_PATH, POST.replace("[acme]", "[acme, acme-my]"))
    team.commit("Two accounts")
    last = ticked(team)
    team.write(POST_PATH, POST)
    team.commit("One account")
    found = read(team, last)

    (missing,) = found.missing
    assert [str(key) for key in missing.keys] == ["launch-2026@acme-my:1"]
    assert "'acme-my' is no longer among its accounts" in missing.reason
    assert missing.gone
    assert len(found.targets) == 1


def test_of_two_files_with_one_id_the_one_that_stays_is_read(
    team: TeamRepository,
) -> None:
    team.write("calendar/2027/03/01-far.yaml", POST)
    team.commit("Its twin")
    last = ticked(team)
    remove(team)
    team.commit("Drop one")
    found = read(team, last)

    assert found.missing == ()
    assert found.targets[0].post.path == "calendar/2027/03/01-far.yaml"
    assert found.targets[0].trouble is None


def test_a_new_file_with_the_id_of_one_far_away_stops_both_and_no_other(
    team: TeamRepository,
) -> None:
    far = "calendar/2027/03/01-far.yaml"
    team.write(far, POST.replace("2026-11-24", "2027-03-01"))
    remove(team)
    team.commit("Far away")
    last = ticked(team)
    team.write(POST_PATH, POST)
    other = POST.replace("launch-2026", "other-2026")
    team.write("calendar/2026/11/24-other.yaml", other)
    team.commit("A twin, and another")
    found = read(team, last)

    troubles = {each.post.path: each.trouble for each in found.targets}
    said = "two files have the id 'launch-2026'"
    assert troubles == {
        POST_PATH: said,
        far: said,
        "calendar/2026/11/24-other.yaml": None,
    }


def test_both_files_of_one_id_are_read_again_where_they_were_carried(
    team: TeamRepository,
) -> None:
    far = "calendar/2027/03/01-far.yaml"
    team.write(far, POST)
    team.commit("A twin")
    entry = {"path": POST_PATH, "path2": far, "reason": "two files"}
    found = read(team, ticked(team, **{"launch-2026": entry}), NOW + OLD)

    assert sorted(each.post.path for each in found.targets) == [POST_PATH, far]
    assert all(each.trouble for each in found.targets)


def test_a_post_that_mentions_an_id_is_not_taken_for_it(team: TeamRepository) -> None:
    reply = "id: a-reply\naccounts: [acme]\npublish_at: 2027-03-01 09:00\n"
    team.write(
        "calendar/2027/03/01-reply.yaml", reply + "reply_to: launch-2026\ntext: b\n"
    )
    team.commit("A reply")
    last = ticked(team)
    remove(team)
    team.commit("Drop it")
    found = read(team, last)

    assert [each.gone for each in found.missing] == [True]
    assert ids(found) == []


def test_what_is_open_and_missing_stays_so_from_tick_to_tick(
    team: TeamRepository,
) -> None:
    remove(team)
    team.commit("Drop it")
    entry = {"path": POST_PATH, "reason": GONE, "open": str(KEY)}
    found = read(team, ticked(team, **{"launch-2026": entry}), NOW + OLD)

    assert found.missing == (
        Missing("launch-2026", POST_PATH, GONE, gone=True, keys=(KEY,)),
    )


def test_what_was_missing_and_is_back_is_missing_no_more(team: TeamRepository) -> None:
    text = (team.folder / POST_PATH).read_text()
    remove(team)
    team.commit("Drop it")
    entry = {"path": POST_PATH, "reason": GONE, "open": str(KEY)}
    last = ticked(team, **{"launch-2026": entry})
    team.write("calendar/2027/01/01-back.yaml", text)
    team.commit("Put it back elsewhere")
    found = read(team, last, NOW + OLD)

    assert (found.missing, ids(found)) == ((), ["launch-2026"])


def test_a_broken_file_that_is_carried_is_named_weeks_later(
    team: TeamRepository,
) -> None:
    team.write(POST_PATH, "id: [")
    team.commit("Break it")
    entry = {"path": POST_PATH, "reason": BROKEN, "open": str(KEY)}
    found = read(team, ticked(team, **{"launch-2026": entry}), NOW + OLD)

    assert found.broken == (POST_PATH,)
    assert [each.gone for each in found.missing] == [False]


@pytest.mark.parametrize("path", [POST_PATH, "calendar/queue/old.yaml"])
def test_old_posts_and_drafts_that_are_tidied_away_are_nobody_s_business(
    team: TeamRepository, path: str
) -> None:
    remove(team)
    draft = "id: launch-2026\naccounts: [acme]\ntext: a draft\n"
    team.write(path, draft if "queue" in path else POST)
    team.commit("Where it was")
    last = Tick(head(team), {}, NOW + OLD, 1)
    remove(team, path)
    team.commit("Tidy up")

    assert read(team, last, NOW + OLD + timedelta(minutes=10)).missing == ()


def test_where_the_last_commit_is_not_known_everything_is_read_and_nothing_gone(
    team: TeamRepository,
) -> None:
    far = "calendar/2027/03/01-far.yaml"
    team.write(far, POST.replace("launch-2026", "far-away"))
    team.commit("Far away")
    found = read(team, Tick("a" * 40, {}, LAST, 1))

    assert ids(found) == ["far-away", "launch-2026"]
    assert found.missing == ()


def test_a_tick_on_the_same_commit_starts_no_more_git_than_it_takes_to_list(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = Tick(head(team), {}, NOW + OLD - timedelta(minutes=10), 1)
    tree = CommitTree(Git(team.folder), head(team))
    calendar = CommitCalendar(tree, usable(tree))
    asked: list[str] = []
    plain = Git.start

    def start(git: Git, *args: str, **how: object) -> object:
        asked.append(args[0])
        return plain(git, *args, **how)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(Git, "start", start)
    calendar.read(last, NOW + OLD)

    assert asked == ["ls-tree"]


def test_a_shallow_clone_fetches_the_one_commit_that_it_lacks(
    tmp_path: Path, team: TeamRepository
) -> None:
    last = Tick(head(team), {}, NOW + OLD - timedelta(minutes=10), 1)
    remove(team)
    team.commit("Drop it")
    team.write("calendar/2027/03/01-far.yaml", POST.replace("launch-2026", "far-away"))
    team.commit("Another, far away")
    folder = tmp_path / "shallow"
    team.git("clone", "-q", "--depth=1", f"file://{team.folder}", str(folder))
    shallow = TeamRepository(folder)
    carried = {"launch-2026": {"path": POST_PATH, "reason": "not approved"}}
    found = read(shallow, replace(last, carry=carried), NOW + OLD)

    assert ids(found) == ["far-away"]
    assert [each.gone for each in found.missing] == [True]
    assert shallow.git("rev-list", "--count", "HEAD") == "1"


def test_a_post_whose_account_left_the_settings_is_named_and_not_called_gone(
    team: TeamRepository,
) -> None:
    last = ticked(team)
    team.write("mergecast.yaml", SETTINGS.replace("  acme:", "  other:"))
    team.commit("Drop the account")
    found = read(team, last)

    assert (ids(found), found.broken, found.missing) == ([], (POST_PATH,), ())
