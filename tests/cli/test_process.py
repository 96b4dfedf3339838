"""Playbooks are listed, shown and begun, and a broken one is named with its line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import FakeGitHub, serve
from team_repository import POST, POST_PATH, TeamRepository

if TYPE_CHECKING:
    from cli.inside import Inside

ROOT = Path(__file__).parents[2]
NOW = "2026-12-20T08:00Z"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    """A team with the playbooks of this repository."""
    made = TeamRepository.start(tmp_path)
    shutil.copytree(ROOT / "playbooks", made.folder / "playbooks")
    made.write(POST_PATH, POST)
    return made


def test_the_list_has_every_kind_of_guide_with_its_keeper(inside: Inside) -> None:
    text, data = (
        inside("process", "list"),
        inside("process", "list", "--format", "json"),
    )

    names = [each["name"] for each in json.loads(data.out)["guides"]]
    eight = (
        *("campaign", "monthly-analytics", "sales-inquiries", "customer-service"),
        *("questions-for-executives", "crisis", "new-network", "new-tool"),
    )
    wanted = {*eight, "onboarding", "offboarding", "levels", "matrix"}
    kinds = {name.partition(":")[0] for name in names if ":" in name}
    assert wanted <= set(names)
    assert {"meeting", "crisis", "statement", "decision", "incident"} <= kinds
    assert "customer-service" in text.out
    assert "(community-manager)" in text.out


def test_every_guide_can_be_shown_in_every_form(inside: Inside) -> None:
    listed = json.loads(inside("process", "list", "--format", "json").out)["guides"]
    for each in listed:
        for form in ("text", "markdown", "json"):
            done = inside("process", "show", each["name"], "--format", form)

            assert done.code == 0, done.err
            assert json.loads(done.out) if form == "json" else done.out[:2] == "# "


def test_a_playbook_is_shown_with_its_clocks(inside: Inside) -> None:
    done = inside("process", "show", "crisis:outage")

    assert "2. Assess, community-manager, within 15 min of the opening" in done.out
    assert "5. Record, crisis-manager, within 2 d of the closing" in done.out
    assert "- statements: 'outage', 'outage-over'" in done.out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("customer-servce", "did you mean 'customer-service'?"),
        ("daily", "did you mean 'meeting:daily'?"),
        ("zzz", "look at `mergecast process list`"),
    ],
)
def test_an_unknown_guide_is_refused_with_what_was_meant(
    inside: Inside, name: str, hint: str
) -> None:
    done = inside("process", "show", name)

    assert (done.code, done.out) == (2, "")
    assert hint in done.err


def test_a_broken_guide_says_where_to_look(
    inside: Inside, team: TeamRepository
) -> None:
    team.write("playbooks/process/onboarding.yaml", "id: onboarding\nsteps: many\n")

    shown = inside("process", "show", "onboarding")
    checked = inside("check", "--format", "json", now=NOW)

    assert shown.code == 2
    assert "'playbooks/process/onboarding.yaml' cannot be read" in shown.err
    found = {
        (each["path"], each["line"]) for each in json.loads(checked.out)["findings"]
    }
    assert ("playbooks/process/onboarding.yaml", 2) in found


def test_a_process_begins_as_a_list_with_names_and_times(inside: Inside) -> None:
    done = inside("process", "start", "customer-service", now=NOW)

    assert "# Somebody needs help (2026-12-20)" in done.out
    assert "(community-manager: Aisyah or Priya Nair" in done.out
    assert "by 2026-12-20 10:00 UTC)" in done.out
    assert done.out.count("- [ ] ") == 9


def test_a_review_begins_with_room_for_two_scores(inside: Inside) -> None:
    done = inside("process", "start", "new-network", now=NOW)

    assert "- Are our readers there? (1: we found three; " in done.out


def test_an_agenda_is_made_of_posts_and_what_is_open(
    inside: Inside, team: TeamRepository
) -> None:
    team.write(POST_PATH, "")
    (team.folder / POST_PATH).unlink()
    later = POST.replace("2026-11-24 09:00", "2026-12-21 09:00")
    team.write("calendar/2026/12/21-launch.yaml", later)

    done = inside("process", "start", "meeting:daily", "--format", "json", now=NOW)

    items = {each["from"]: each["lines"] for each in json.loads(done.out)["items"]}
    assert items["due"] == ["2026-12-21 09:00 launch-2026 on acme"]
    assert items["actions"][0].startswith("write the alt texts guide as a thread: Mei")
    assert items["waiting"][0].startswith("not known: ")
    assert any(line.startswith("Mei Lin: ...") for line in items["wins"])


def test_an_action_is_carried_over_until_it_is_done(
    inside: Inside, team: TeamRepository
) -> None:
    path = "playbooks/minutes/2026-12-14-weekly-alignment.yaml"
    ask = ("process", "start", "meeting:monthly")
    before = inside(*ask, now="2027-01-20T08:00Z").out
    text = (team.folder / path).read_text("utf-8")
    team.write(path, text.replace("due: 2027-01-08", "done: 2027-01-07"))

    after = inside(*ask, now="2027-01-20T08:00Z").out

    assert "- write the alt texts guide as a thread: Mei Lin, by 2027-01-08 (late)" in (
        before
    )
    assert "alt texts guide" not in after
    assert "run the outage playbook as a drill" in after


def test_what_one_cannot_start_is_refused(inside: Inside) -> None:
    done = inside("process", "start", "statement:outage")

    assert done.code == 2
    assert "is nothing that one starts" in done.err


def test_with_a_forge_it_becomes_an_issue(
    inside: Inside, team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (team.folder / "mergecast.yaml").read_text("utf-8")
    forge = "forge: {kind: github, repository: acme/social}"
    team.write("mergecast.yaml", settings.replace("forge: {kind: offline}", forge))
    github = FakeGitHub()
    github.person("mei")
    with serve(github) as base:
        monkeypatch.setenv("GITHUB_TOKEN", "token")
        monkeypatch.setenv("GITHUB_API_URL", base)
        here = inside("process", "start", "onboarding", "--here", now=NOW)
        done = inside("process", "start", "onboarding", now=NOW)

    assert here.out.startswith("# Somebody joins the team")
    assert done.out.startswith("opened http")
    (issue,) = github.issues.values()
    assert issue.title == "Somebody joins the team (2026-12-20)"
    assert "- [ ] let them run the demo" in issue.body


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("levels", "{people: 40} > {poeple: 40}", "no fact 'poeple'"),
        ("levels", "{people: 4, hourly: 2} > {people: 5}", "assessed as 'mid'"),
        ("levels", "  high:\n >   grave:\n", "level 'grave' has no row"),
        ("matrix", "community-manager: {may > janitor: {may", "has the role 'janitor'"),
        ("crisis/outage", "outage-over] > outage-ovr]", "no statement 'outage-ovr'"),
        ("statements/outage", "that {what} > that {whta}", "no variable 'whta'"),
        ("process/crisis", "owner: creator > owner: editor", "is 'editor'"),
        ("incidents/docs-down-2026-10", "step: respond > step: close", "is done in it"),
        (
            "decisions/0002-replies-in-their-language",
            'number: "0002" > number: "0001"',
            "number 0001 is taken by playbooks/decisions/0001-",
        ),
    ],
)
def test_bad_input_is_found_at_its_line_with_what_to_do(
    inside: Inside, team: TeamRepository, path: str, change: str, said: str
) -> None:
    file = f"playbooks/{path}.yaml"
    text = (team.folder / file).read_text("utf-8")
    old, new = change.split(" > ")
    assert old in text
    team.write(file, text.replace(old, new, 1))

    done = inside("check", "--format", "json", now=NOW)

    found = [each for each in json.loads(done.out)["findings"] if each["path"] == file]
    hit = next(each for each in found if said in each["message"])
    assert hit["hint"]
    shift = said == "is done in it"  # at what follows the closing
    assert hit["line"] == text[: text.index(old)].count("\n") + 1 + shift


def test_a_branch_is_to_blame_for_what_it_takes_from_others(
    inside: Inside, team: TeamRepository
) -> None:
    team.commit("Playbooks")
    team.git("switch", "-qc", "drop")
    (team.folder / "playbooks/statements/outage-over.yaml").unlink()
    team.commit("Not needed any more")

    done = inside("check", "--changed", "main", "--format", "json", now=NOW)

    (found,) = json.loads(done.out)["findings"]
    assert found["path"] == "playbooks/crisis/outage.yaml"
    assert found["message"] == "there is no statement 'outage-over'"
