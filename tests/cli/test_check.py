"""`mergecast check` from end to end: on disk, in commits, on a branch, from memory."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from cli.program import Done, mergecast
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.errors import ExitCode

NOW = ("--now", "2026-11-20T12:00Z")
OTHER = POST.replace("launch-2026", "other-2026").replace("out", "elsewhere")
OTHER_PATH = "calendar/2026/11/25-other.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.write(OTHER_PATH, OTHER.replace("11-24", "11-25"))
    made.commit("Two posts")
    return made


def ids(done: Done) -> list[tuple[str, str, int]]:
    return [
        (each["path"], each["id"], each["line"])
        for each in json.loads(done.out)["findings"]
    ]


def check(team: TeamRepository, *args: str) -> Done:
    return mergecast(team, *NOW, "check", "--format", "json", *args)


def test_a_clean_workspace_has_no_findings(team: TeamRepository) -> None:
    done = check(team)

    assert (done.code, ids(done), done.err) == (ExitCode.DONE, [], "")


def test_a_mistake_is_found_with_its_line_and_fails(team: TeamRepository) -> None:
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    done = check(team)

    assert done.code == ExitCode.FINDINGS
    assert ids(done) == [(POST_PATH, "account-unknown", 2)]


def test_a_broken_file_does_not_hide_the_others(team: TeamRepository) -> None:
    team.write(POST_PATH, "id: [")
    team.write(OTHER_PATH, OTHER.replace("[acme]", "[acmee]"))

    assert {path for path, _, _ in ids(check(team))} == {POST_PATH, OTHER_PATH}


def test_broken_settings_leave_the_form_of_posts_to_be_judged(
    team: TeamRepository,
) -> None:
    team.write("mergecast.yaml", SETTINGS + "nonsense: true\n")
    team.write(POST_PATH, POST + "nonsense: true\n")

    found = ids(check(team))
    assert [(path, name) for path, name, _ in found] == [
        (POST_PATH, "schema-unknown-key"),
        ("mergecast.yaml", "schema-unknown-key"),
    ]


def test_paths_narrow_what_is_shown_not_what_is_compared(
    team: TeamRepository,
) -> None:
    team.write(OTHER_PATH, OTHER.replace("other-2026", "launch-2026"))

    found = ids(check(team, OTHER_PATH))
    assert ("id-duplicate", OTHER_PATH) in {(name, path) for path, name, _ in found}
    assert {path for path, _, _ in found} == {OTHER_PATH}


def test_a_commit_is_read_from_git_and_not_from_disk(team: TeamRepository) -> None:
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    here, there = check(team), check(team, "--ref", "HEAD")

    assert (here.code, there.code) == (ExitCode.FINDINGS, ExitCode.DONE)


def test_an_unknown_commit_is_named(team: TeamRepository) -> None:
    done = check(team, "--ref", "no-such")

    assert done.code == ExitCode.CANNOT_WORK
    assert "'no-such' is not a commit" in done.err


@pytest.mark.parametrize("name", ["-x", "--output=/etc/passwd", "a\nb", "HEAD:x", ""])
def test_a_hostile_name_of_a_commit_is_only_refused(
    team: TeamRepository, name: str
) -> None:
    done = check(team, f"--ref={name}")

    assert done.code == ExitCode.CANNOT_WORK
    assert f"'{name}' is not a commit".splitlines()[0] in done.err


def test_an_empty_base_does_not_mean_everything(team: TeamRepository) -> None:
    done = check(team, "--changed=")

    assert done.code == ExitCode.CANNOT_WORK
    assert "'' is not a commit" in done.err


def test_a_branch_answers_for_what_it_changed(team: TeamRepository) -> None:
    team.write(OTHER_PATH, OTHER.replace("[acme]", "[acmee]"))
    team.commit("Break the other")
    team.git("switch", "-q", "-c", "side")
    team.write(POST_PATH, POST.replace("[acme]", "[acmeee]"))
    team.commit("Break the launch")

    assert {path for path, _, _ in ids(check(team, "--changed", "main"))} == {POST_PATH}


def test_a_branch_answers_for_clashes_that_it_brings_to_unchanged_files(
    team: TeamRepository,
) -> None:
    team.git("switch", "-q", "-c", "side")
    team.write(
        "calendar/2026/11/25-a-clash.yaml",
        POST.replace("launch-2026", "a-clash")
        .replace("11-24 09:00", "11-25 08:55")
        .replace("out", "near"),
    )
    team.commit("Add a clash")

    found = {name for _, name, _ in ids(check(team, "--changed", "main"))}
    assert "spacing-too-close" in found


def test_a_change_of_settings_answers_for_all(team: TeamRepository) -> None:
    team.git("switch", "-q", "-c", "side")
    team.write("mergecast.yaml", SETTINGS.replace("  acme:", "  acme-hq:"))
    team.commit("Rename the account")

    found = {path for path, _, _ in ids(check(team, "--changed", "main"))}
    assert found == {POST_PATH, OTHER_PATH}


def test_a_post_in_the_past_is_found_only_where_it_is_new(
    team: TeamRepository,
) -> None:
    def later() -> Done:
        return mergecast(
            team, "--now", "2027-01-01T00:00Z", "check", "--format", "json"
        )

    before = later()
    team.git("switch", "-q", "-c", "side")
    team.write(
        "calendar/2026/11/26-late.yaml",
        POST.replace("launch-2026", "late-2026")
        .replace("11-24", "11-26")
        .replace("out", "late"),
    )
    after = later()

    assert ids(before) == []
    assert [name for _, name, _ in ids(after)] == ["time-passed"]


def test_memory_gives_the_same_answer_and_forgets_what_changed(
    team: TeamRepository,
) -> None:
    team.write(OTHER_PATH, OTHER.replace("[acme]", "[acmee]"))
    team.commit("Break the other")
    first, second = check(team), check(team)
    team.write(OTHER_PATH, OTHER.replace("11-24", "11-25"))
    mended = check(team)
    team.write("mergecast.yaml", SETTINGS.replace("  acme:", "  acme-hq:"))
    renamed = check(team)

    assert (team.folder / ".git/mergecast/checked.sqlite").exists()
    assert first == second
    assert ids(mended) == []
    assert {name for _, name, _ in ids(renamed)} == {"account-unknown"}


def test_memory_notices_an_image_that_went_away(team: TeamRepository) -> None:
    image = Path(__file__).parents[2] / "calendar/media/four-steps.png"
    (team.folder / "calendar/media").mkdir()
    target = team.folder / "calendar/media/steps.png"
    target.write_bytes(image.read_bytes())
    team.write(POST_PATH, POST + "media: [{file: media/steps.png, alt: Four cards}]\n")
    team.commit("Add an image")
    before = check(team)
    target.unlink()
    team.commit("Drop it")

    assert ids(before) == []
    assert [name for _, name, _ in ids(check(team))] == ["media-missing"]


def test_spoiled_memory_costs_time_and_nothing_else(team: TeamRepository) -> None:
    check(team)
    file = team.folder / ".git/mergecast/checked.sqlite"
    file.write_bytes(b"not a database")

    assert (check(team).code, check(team).code) == (ExitCode.DONE, ExitCode.DONE)


@pytest.mark.parametrize("value", ["garbage", "[]", "{}", 1, b"\xff", "[" * 200_000])
def test_spoiled_results_are_found_anew(team: TeamRepository, value: object) -> None:
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    team.commit("Draft")
    before = check(team)
    with closing(connect(team.folder / ".git/mergecast/checked.sqlite")) as base:
        base.execute("update results set value = ?", (value,))
        base.commit()

    assert ids(check(team)) == ids(before) != []


@pytest.mark.parametrize("target", ["other.txt", "/etc/passwd", POST, "nowhere"])
def test_a_link_with_the_name_of_a_post_is_found_on_disk_and_in_a_commit(
    team: TeamRepository, target: str
) -> None:
    link = team.folder / "calendar/2026/11/24-link.yaml"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    team.commit("Link")
    path = "calendar/2026/11/24-link.yaml"
    found = [(path, "content-file-name", 1)]

    assert ids(check(team)) == ids(check(team, "--ref", "HEAD")) == found
    if target == "/etc/passwd":  # the others lead nowhere
        assert ids(check(team, path)) == found


def test_outside_of_git_files_are_checked_all_the_same(tmp_path: Path) -> None:
    team = TeamRepository(tmp_path)
    team.write("mergecast.yaml", SETTINGS)
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))

    assert [name for _, name, _ in ids(check(team))] == ["account-unknown"]


def test_outside_of_git_nothing_is_known_of_changes(tmp_path: Path) -> None:
    team = TeamRepository(tmp_path)
    team.write("mergecast.yaml", SETTINGS)

    done = check(team, "--changed", "main")
    assert done.code == ExitCode.CANNOT_WORK
    assert "there is no git repository here" in done.err


def test_a_finding_is_suppressed_by_data_with_a_reason(team: TeamRepository) -> None:
    ignore = "ignore: [{rule: account-unknown, because: it comes tomorrow}]\n"
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]") + ignore)

    assert ids(check(team)) == []


def test_severity_is_the_workspace_s_to_set(team: TeamRepository) -> None:
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    team.write("mergecast.yaml", SETTINGS + "checks: {account-unknown: warning}\n")
    done = check(team)
    strict = check(team, "--fail-level", "warning")

    assert json.loads(done.out)["findings"][0]["severity"] == "warning"
    assert (done.code, strict.code) == (ExitCode.DONE, ExitCode.FINDINGS)


@pytest.mark.parametrize("form", ["text", "sarif", "github", "markdown"])
def test_every_format_names_the_finding(team: TeamRepository, form: str) -> None:
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    done = mergecast(team, *NOW, "check", "--format", form)

    assert done.code == ExitCode.FINDINGS
    assert "acmee" in done.out
