"""`mergecast init --team`: a whole set-up, asked for or told, and in order."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from cli.inside import Inside
from cli.test_init import made_wheel
from team_repository import TeamRepository

from mergecast import __version__
from mergecast.cli.starting import crisis_kit, shipped
from mergecast.cli.starting.cron_lines import cron_of, runs_a_week
from mergecast.cli.starting.running_costs import Habits, costs
from mergecast.cli.starting.team_answers import listed, person, repository_of, times
from mergecast.errors import ExitCode, UsageError

ROOT = Path(__file__).parents[2]
NOW = "2027-03-01T00:30Z"
OFFERED = ROOT / "tests/forge/github/github-openapi-excerpt.json"
MEI = (
    "mei, name=Mei Lin, login=meilin, zone=Asia/Kuala_Lumpur, languages=en+ms, "
    "roles=creator+strategist"
)
OMAR = "omar, name=عمر, login=@omar-h, zone=Europe/London, roles=moderator+strategist"
TEAM = (
    *("--account", "acme=@acme_hq,Asia/Kuala_Lumpur"),
    *("--account", "acme-uk=@acme_uk,Europe/London"),
    *("--member", MEI, "--member", OMAR, "--slots", "09:00"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "social"
    made.mkdir()
    TeamRepository(made).git("init", "-q", "-b", "main")
    TeamRepository(made).git("config", "user.name", "Mei Lin")
    return made


@pytest.fixture
def inside(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    for name, value in TeamRepository(folder.parent).env().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TZ", "Asia/Kuala_Lumpur")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return Inside(folder, capsys, monkeypatch)


def team(inside: Inside, *more: str, typed: str | None = None) -> str:
    """Set up with a wheel at hand."""
    wheel = ("--wheel", str(made_wheel(inside.folder.parent)))
    yes = () if typed is not None else ("--yes",)
    done = inside("init", "--team", *yes, *wheel, *more, now=NOW, typed=typed)
    assert done.code == ExitCode.DONE, done.err
    return done.out


def settings(inside: Inside) -> Any:  # noqa: ANN401 - YAML
    return yaml.safe_load(inside.read("mergecast.yaml"))


def test_an_empty_repository_is_set_up_and_in_order(
    folder: Path, inside: Inside
) -> None:
    said = team(inside, *TEAM)
    TeamRepository(folder).git("add", "-A")
    TeamRepository(folder).git("commit", "-q", "-m", "Set up")
    check = inside("check", now=NOW)
    doctor = inside("doctor", "--offline", "--format", "json", now=NOW)
    lines = json.loads(doctor.out)["lines"]

    assert "checked: nothing found" in said
    assert (check.code, check.out) == (0, "✓ 6 files checked, nothing found\n")
    assert doctor.code == ExitCode.DONE
    assert [each for each in lines if each["level"] == "fail"] == []
    assert inside("codeowners", "--check").code == ExitCode.DONE
    assert inside("format", "--check").code == ExitCode.DONE


def test_a_clone_of_this_project_begins_anew_and_is_in_order(
    tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("the tests do not lie in a clone")
    copy = tmp_path / "copy"
    own = TeamRepository(copy)
    copy.mkdir()
    own.git("clone", "-q", "--depth=1", f"file://{ROOT}", ".")
    there = Inside(copy, inside.capsys, monkeypatch)
    done = there(
        *("init", "--fresh", "--yes", *TEAM),
        *("--wheel", str(made_wheel(tmp_path))),
        now=NOW,
    )
    assert done.code == ExitCode.DONE, done.err
    own.git("add", "--all")
    own.git("commit", "-q", "-m", "Begin")
    own.git("branch", "-M", "main")
    own.git("remote", "remove", "origin")
    check = there("check", now=NOW)
    doctor = there("doctor", "--offline", now=NOW)

    assert (check.code, check.out) == (0, "✓ 6 files checked, nothing found\n")
    assert doctor.code == ExitCode.DONE, doctor.out
    assert own.git("ls-files").splitlines() == sorted(
        [
            *(".gitattributes", ".github/CODEOWNERS", ".github/mergecast.txt"),
            f".github/mergecast/mergecast-{__version__}-py3-none-any.whl",
            ".github/pull_request_template.md",
            *(".github/rulesets/main.json", ".github/rulesets/mergecast-ledger.json"),
            *(".gitignore", ".vscode/settings.json", "README.md", "mergecast.yaml"),
            *("calendar/templates/announcement.yaml", "playbooks/team.yaml"),
            *crisis_kit.FILES,
            *shipped.files(),
        ]
    )


def test_what_was_told_is_in_the_files(inside: Inside) -> None:
    team(inside, *TEAM, "--repository", "acme/social")
    said = settings(inside)
    people = yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]

    assert said["live"] is False
    assert said["forge"] == {"kind": "github", "repository": "acme/social"}
    assert said["approval"] == {"profile": "small"}
    assert said["accounts"]["acme-uk"] == {
        "network": "x",
        "user": "acme_uk",
        "timezone": "Europe/London",
        "slots": ["09:00"],
    }
    assert people["omar"] == {
        "name": "عمر",
        "login": "omar-h",
        "timezone": "Europe/London",
        "roles": ["moderator", "strategist"],
        "backup": "mei",
    }
    assert "@meilin @omar-h" in inside.read(".github/CODEOWNERS")


def test_nobody_and_nothing_is_a_sample(inside: Inside) -> None:
    team(inside)

    assert inside.files("calendar") == ["calendar/templates/announcement.yaml"]
    assert "sample" not in inside.read("mergecast.yaml")
    assert list(yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]) == [
        "mei"
    ]
    assert "# approval: {profile: small}" in inside.read("mergecast.yaml")


def test_the_workflows_are_those_of_the_release_but_for_their_cron(
    inside: Inside,
) -> None:
    team(inside, *TEAM)
    publish = inside.read(".github/workflows/publish.yml")

    assert cron_of(publish) == ["47 0,7,8 * * *"]
    for path, text in shipped.files().items():
        there = inside.read(path)
        if path != ".github/workflows/publish.yml":
            assert there == text
        assert shipped.digest(path, there) == shipped.digest(path, text)


def test_a_job_installs_this_release_and_its_lock_by_hash(inside: Inside) -> None:
    team(inside)
    pins = inside.read(".github/mergecast.txt")

    wheel = f".github/mergecast/mergecast-{__version__}-py3-none-any.whl"
    digest = sha256((inside.folder / wheel).read_bytes()).hexdigest()

    assert f"\n./{wheel} \\\n    --hash=sha256:{digest}\n" in pins
    assert (ROOT / "requirements/run.txt").read_text("utf-8") in pins


def test_the_lock_that_is_shipped_is_that_of_the_project() -> None:
    assert shipped.lock() == (ROOT / "requirements/run.txt").read_text("utf-8")


def test_without_a_wheel_nothing_is_fetched_and_it_says_how_to_get_one(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mergecast.cli.starting.pinning.subprocess.run", _refuse)
    done = inside("init", "--team", "--yes", now=NOW)

    assert done.code == ExitCode.DONE
    assert "in a clone of mergecast, `make wheel`\n" in done.out
    assert "mergecast init --update --yes --wheel FILE" in done.out
    assert "# mergecast 0.1.0 itself is missing" in inside.read(".github/mergecast.txt")
    assert not (inside.folder / ".github/mergecast").exists()


def _refuse(*_args: object, **_more: object) -> None:
    raise AssertionError("something was fetched")


@pytest.mark.parametrize("name", ["main", "mergecast-ledger"])
def test_the_rulesets_are_as_github_describes_them(inside: Inside, name: str) -> None:
    team(inside, *TEAM)
    ruleset = json.loads(inside.read(f".github/rulesets/{name}.json"))
    described = json.loads(OFFERED.read_text("utf-8"))["schemas"]
    schema = {
        "$ref": "#/components/schemas/repository-ruleset",
        "components": {"schemas": described},
    }
    answer = {"id": 1, "source": "acme/social", "source_type": "Repository", **ruleset}
    jsonschema.Draft202012Validator(schema).validate(answer)
    kinds = {rule["type"] for rule in ruleset["rules"]}
    rules = {f"repository-rule-{kind.replace('_', '-')}" for kind in kinds}

    assert {"deletion", "non_fast_forward"} <= kinds
    assert rules <= described.keys()
    for rule in ruleset["rules"]:
        own = f"repository-rule-{rule['type'].replace('_', '-')}"
        jsonschema.Draft202012Validator(
            {
                "$ref": f"#/components/schemas/{own}",
                "components": {"schemas": described},
            }
        ).validate(rule)


def test_main_takes_nothing_without_review_and_both_statuses(inside: Inside) -> None:
    team(inside, *TEAM)
    rules = {
        rule["type"]: rule.get("parameters", {})
        for rule in json.loads(inside.read(".github/rulesets/main.json"))["rules"]
    }

    assert rules["pull_request"]["required_approving_review_count"] == 1
    assert rules["required_status_checks"]["required_status_checks"] == [
        {"context": "check"},
        {"context": "approvals"},
    ]


def test_a_person_is_asked_and_what_cannot_be_is_asked_again(inside: Inside) -> None:
    typed = [
        *("acme", "acme=@acme_hq", "Malaysia", "Asia/Kuala_Lumpur", ""),
        *("陈美玲", "meilin", "mei", "", "en zh-Hans", "creator"),
        *("Omar", "omar-h", "", "Europe/London", "en", ""),
        *("", "team", "9:00", "09:00 18:30", "acme/social", "nas"),
    ]
    said = team(inside, typed="".join(f"{line}\n" for line in typed))
    people = yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]

    assert "'acme' is not an account" in said
    assert "'9:00' is not a time of day" in said
    assert people["mei"]["name"] == "陈美玲"
    assert people["mei"]["languages"] == ["en", "zh-Hans"]
    assert people["omar"]["roles"] == ["creator", "moderator"]
    assert settings(inside)["approval"] == {"profile": "team"}
    assert settings(inside)["accounts"]["acme"]["slots"] == ["09:00", "18:30"]
    assert "docs/how-to/triggers.md#a-nas-or-any-machine-that-is-on" in said


def test_names_in_any_script_have_keys_of_their_own(inside: Inside) -> None:
    typed = [
        *("acme=@acme_hq", "", ""),
        *("李梅", "limei", "", "", "", ""),
        *("王芳", "", "", "", "", ""),
        *("عمر", "omar-h", "", "", "", ""),
        *("Zoë Martin", "", "", "", "", ""),
        *("李明", "", "", "", "", ""),
        *("", "", "", "", "nas"),
    ]
    team(inside, typed="".join(f"{line}\n" for line in typed))
    people = yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]

    assert {key: one["name"] for key, one in people.items()} == {
        "limei": "李梅",
        "member-2": "王芳",
        "omar-h": "عمر",
        "zoe": "Zoë Martin",
        "member-5": "李明",
    }


def test_what_another_one_has_is_asked_again_at_once(inside: Inside) -> None:
    typed = [
        *("acme=@acme_hq", "", "acme=@more", "more=@ACME_HQ", "more=@more", "", ""),
        *("Mei Lin", "meilin", "", "", "", ""),
        *("Mei Tan", "MeiLin", "meitan", "mei", "", "", "", ""),
        *("", "", "", "", "nas"),
    ]
    said = team(inside, typed="".join(f"{line}\n" for line in typed))
    people = yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]

    assert "there are two accounts 'acme'; give each a key of its own" in said
    assert "there are two accounts '@ACME_HQ'; one handle is one account" in said
    assert "there are two members '@MeiLin'; 'mei' has it" in said
    assert "there are two members 'mei'; give each a key of its own" in said
    assert list(settings(inside)["accounts"]) == ["acme", "more"]
    assert {key: one["login"] for key, one in people.items()} == {
        "mei": "meilin",
        "mei-2": "meitan",
    }


def test_a_team_that_could_not_approve_is_asked_for_logins(inside: Inside) -> None:
    typed = [
        *("acme=@acme_hq", "", ""),
        *("Mei", "", "", "", "", ""),
        *("Omar", "omar-h", "", "", "", ""),
        *("", "", "OMAR-H", "meilin", "", "", "", "nas"),
    ]
    said = team(inside, typed="".join(f"{line}\n" for line in typed))

    assert said.count("only one member has a login on GitHub, so no post") == 2
    assert "@meilin @omar-h" in inside.read(".github/CODEOWNERS")


def test_what_is_there_is_kept_unless_a_person_says_otherwise(
    folder: Path, inside: Inside
) -> None:
    own = ".github/workflows/review.yml"
    (folder / ".github/workflows").mkdir(parents=True)
    mine = "name: ours\nrun: mergecast plan\n"
    (folder / own).write_text(mine)
    (folder / ".github/CODEOWNERS").write_text("* @ours\n")
    kept = team(inside, *TEAM)
    assert inside.read(own) == mine
    team(inside, "--clock", "nas", typed="y\n" * 9)

    assert f"kept  {own}\n" in kept
    assert "kept  .github/CODEOWNERS: .github/CODEOWNERS was made by hand\n" in kept
    assert inside.read(own) == shipped.files()[own]
    assert inside.read(".github/CODEOWNERS") == "* @ours\n"


@pytest.mark.parametrize("path", ["CODEOWNERS", "docs/CODEOWNERS"])
def test_owners_that_github_heeds_elsewhere_are_not_silenced(
    folder: Path, inside: Inside, path: str
) -> None:
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text("* @boss\n")
    said = team(inside, *TEAM)
    asked = inside("codeowners")
    (folder / path).unlink()
    after = inside("codeowners")

    why = f".github/CODEOWNERS would silence {path}: GitHub heeds but one"
    assert f"left out .github/CODEOWNERS: {why}\n      -> put the people" in said
    assert "wrote .github/CODEOWNERS" not in said
    assert asked.code == ExitCode.USAGE
    assert why in asked.err
    assert "then run `mergecast codeowners`" in asked.err
    assert after.code == ExitCode.DONE


def test_a_second_time_writes_nothing(folder: Path, inside: Inside) -> None:
    team(inside, *TEAM)
    TeamRepository(folder).git("add", "-A")
    said = team(inside, *TEAM)

    assert "wrote" not in said
    assert TeamRepository(folder).git("diff", "--name-only") == ""


def test_a_workspace_that_is_there_keeps_its_own_and_is_asked_nothing_of_it(
    folder: Path, inside: Inside
) -> None:
    own = (
        "version: 1\nforge: {kind: github, repository: acme/social}\naccounts:\n"
        "  acme:\n    network: x\n    user: acme_hq\n    timezone: Europe/London\n"
        '    slots: ["12:00", {at: "18:00", days: [mon]}]\n'
    )
    (folder / "mergecast.yaml").write_text(own)
    said = team(inside, typed="nas\n")

    assert inside.read("mergecast.yaml") == own
    assert cron_of(inside.read(".github/workflows/publish.yml")) == [
        "47 10,11 * * *",
        "47 16,17 * * 1",
    ]
    assert "mergecast connect acme\n" in said
    assert not (folder / "playbooks").exists()
    assert inside("check", now=NOW).code == ExitCode.DONE


def test_nothing_is_committed(folder: Path, inside: Inside) -> None:
    said = team(inside, *TEAM)
    status = TeamRepository(folder).git("status", "--porcelain").splitlines()

    assert status
    assert all(line.startswith("??") for line in status)
    assert "git add .gitattributes .github .vscode calendar mergecast.yaml" in said


def test_the_repository_is_known_from_the_remote(folder: Path, inside: Inside) -> None:
    TeamRepository(folder).git(
        "remote", "add", "origin", "git@github.com:acme/social.git"
    )
    team(inside)

    assert settings(inside)["forge"]["repository"] == "acme/social"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("git@github.com:acme/social.git", "acme/social"),
        ("https://github.com/acme/social", "acme/social"),
        ("https://x-token@github.com/acme/social.git/", "acme/social"),
        ("ssh://git@github.com/acme/social.git", "acme/social"),
        ("https://github.com.evil.example/acme/social", ""),
        ("/srv/git/social.git", ""),
        ("https://github.com/acme/social/$(id)", ""),
    ],
)
def test_only_a_repository_on_github_is_taken_from_an_address(
    url: str, name: str
) -> None:
    assert repository_of(url) == name


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--account", "acme"], "'acme' is not an account"),
        (["--account", "a=@b,Malaysia"], "Asia/Kuala_Lumpur"),
        (["--account", "a=@b", "--account", "a=@c"], "there are two accounts 'a'"),
        (["--account", "a=@b", "--account", "c=@B"], "there are two accounts '@B'"),
        (["--account", "a=@ümläut"], "1 to 15 letters"),
        (["--account", f"a=@{'b' * 16}"], "is no handle that X can have"),
        (["--member", "a, login=One", "--member", "b, login=one"], "'@one'"),
        (["--member", "a", "--member", "b"], "nobody has a login on GitHub"),
        (["--member", "a, login=a", "--member", "b"], "only one member has a login"),
        (["--member", "a, login=a, login=b"], "write 'login' once"),
        (["--member", "a, name=\x1b[31mMei"], "is not a name"),
        (["--member", "Mei Lin"], "is not a member"),
        (["--member", "mei, nickname=M"], "is not a member"),
        (["--member", "mei, login=a b"], "'a b' is not a login"),
        (["--member", "mei, roles=Boss"], "'Boss' is not a role"),
        (["--member", "mei, languages=english"], "'english' is not a language"),
        (["--slots", "9"], "'9' is not a time of day"),
        (["--repository", "social"], "'social' is not a repository"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    folder: Path, inside: Inside, args: list[str], words: str
) -> None:
    done = inside("init", "--team", "--yes", *args, now=NOW)

    assert done.code == ExitCode.USAGE
    assert words in done.err
    assert [each.name for each in folder.iterdir()] == [".git"]


@pytest.mark.parametrize(
    "name",
    ["yes", "O'Brien: the 2nd", '"quoted"', "# hash", "عمر", "👩‍👩‍👧 family", "- a"],
)
def test_any_name_is_only_a_name(inside: Inside, name: str) -> None:
    team(inside, "--member", f"mei, name={name}")
    people = yaml.safe_load(inside.read("playbooks/team.yaml"))["members"]

    assert people == {"mei": {"name": name, "timezone": "Asia/Kuala_Lumpur"}}
    assert inside("check", now=NOW).code == ExitCode.DONE


def test_lists_are_apart_by_what_people_type() -> None:
    assert listed("creator, moderator+strategist creator", "role") == (
        "creator",
        "moderator",
        "strategist",
    )
    assert times("09:00,18:30 09:00") == ("09:00", "18:30")
    assert person("mei", "UTC").name == "mei"
    with pytest.raises(UsageError):
        times("24:00")


def test_without_slots_the_times_are_those_of_the_release(inside: Inside) -> None:
    said = team(inside, "--slots", "")
    path = ".github/workflows/publish.yml"

    assert inside.read(path) == shipped.files()[path]
    lines = cron_of(shipped.files()[path])
    listed = ", ".join(f'"{line}"' for line in lines)
    runs = ceil(2 * runs_a_week(lines) * 52 / 12)  # the clock of one's own, too
    assert f"GitHub starts publish.yml at {listed} (UTC).\n" in said
    assert f"{runs:,} runs of publish" in said


def test_a_month_is_reckoned_in_the_open() -> None:
    # 7 + 7 runs, 25 heartbeats a day, a morning and a merge of the calendar each, 13
    # minutes of waiting and 4 reviews a post.
    said = "\n".join(costs(Habits(7, 7, 175, 7, 7)))

    assert "about 1,409 minutes" in said
    assert "759 of heartbeat, 62 of calendar, 124 for reviews" in said
    assert "61 runs of publish, 403 minutes in which they wait" in said
    assert "31 posts: $0.465 without links, $6.20 with a link in each" in said
    assert "within the 2,000 minutes" in said
    more = "\n".join(costs(Habits(70, 70, 175, 70)))
    assert "more than the 2,000 minutes" in more
    assert "`mergecast publish --loop`" in more


def test_what_git_would_leave_out_is_added_by_force(
    folder: Path, inside: Inside
) -> None:
    (folder / ".gitignore").write_text("*.whl\n.vscode/\n", "utf-8")
    said = team(inside, *TEAM)

    adds = [line.strip() for line in said.splitlines() if "git add" in line]
    assert adds[0] == "git add .gitattributes .github calendar mergecast.yaml playbooks"
    assert f"mergecast-{__version__}-py3-none-any.whl" in adds[1]
    assert adds[1].startswith("git add --force .github/mergecast/")
    assert adds[1].endswith("# .gitignore would leave it out")
    for line in adds:
        subprocess.run(["bash", "-ec", line], cwd=folder, check=True)
    left = TeamRepository(folder).git("status", "--porcelain", "--ignored")
    assert [line for line in left.splitlines() if line[:2] in {"??", "!!"}] == [
        "?? .gitignore"
    ]
