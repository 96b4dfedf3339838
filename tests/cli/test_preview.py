"""`mergecast preview`: a post as each of its accounts will show it, or why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    return made


def test_a_post_is_shown_with_its_length_as_the_network_counts(inside: Inside) -> None:
    done = inside("preview", str(inside.folder / POST_PATH))

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert "@acme_hq on x (acme)\n" in done.out
    assert "  │ It is out. 已经发布 🎉\n" in done.out
    assert "    22 of 280\n" in done.out


def test_machines_get_each_part_with_what_it_counts(inside: Inside) -> None:
    done = inside("preview", str(inside.folder / POST_PATH), "--format", "json")

    (target,) = json.loads(done.out)["targets"]
    (part,) = target["parts"]
    assert (target["account"], target["network"]) == ("acme", "x")
    assert part["text"] == "It is out. 已经发布 🎉"
    assert (part["weighted_length"], part["limit"], part["valid"]) == (22, 280, True)


def test_what_it_costs_is_said_and_what_for(
    team: TeamRepository, inside: Inside
) -> None:
    linked = POST.replace("It is out.", "It is out: example.org/launch")
    team.write(POST_PATH, linked)
    text = inside("preview", str(inside.folder / POST_PATH))
    told = inside("preview", str(inside.folder / POST_PATH), "--format", "json")

    assert "  costs $0.20: post with a link $0.20\n" in text.out
    (target,) = json.loads(told.out)["targets"]
    assert target["cost_usd"] == target["parts"][0]["cost_usd"] == "0.2"


def test_what_is_too_long_is_said_and_still_shown(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "Out! " * 60))
    done = inside("preview", str(inside.folder / POST_PATH))

    assert done.code == ExitCode.DONE
    assert "of 280: cannot be posted like this\n" in done.out


def test_a_broken_file_is_sent_to_check(team: TeamRepository, inside: Inside) -> None:
    team.write(POST_PATH, "id: [")
    done = inside("preview", str(inside.folder / POST_PATH))

    assert done.code == ExitCode.USAGE
    assert f"'{POST_PATH}' cannot be used as it is: " in done.err
    assert f"-> run `mergecast check {POST_PATH}`\n" in done.err


def test_a_file_that_is_no_post_is_named(inside: Inside) -> None:
    done = inside("preview", str(inside.folder / "mergecast.yaml"))

    assert done.code == ExitCode.USAGE
    assert "'mergecast.yaml' is not a post" in done.err


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        (SETTINGS, "use one of: acme"),
        ("version: 1\naccounts: {}\n", "set one up in mergecast.yaml first"),
    ],
)
def test_accounts_that_nobody_set_up_are_refused_with_those_there_are(
    team: TeamRepository, inside: Inside, settings: str, hint: str
) -> None:
    team.write("mergecast.yaml", settings)
    team.write(POST_PATH, POST.replace("[acme]", "[acmee]"))
    done = inside("preview", str(inside.folder / POST_PATH))

    assert done.code == ExitCode.USAGE
    assert f"none of the accounts of '{POST_PATH}' is in mergecast.yaml" in done.err
    assert f"-> {hint}\n" in done.err


def test_a_bare_domain_is_charged_as_the_budget_says(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "It is out: example.org"))
    dear = inside("preview", str(inside.folder / POST_PATH)).out
    team.write("mergecast.yaml", f"{SETTINGS}budget: {{bare_domains: text}}\n")
    cheap = inside("preview", str(inside.folder / POST_PATH)).out

    assert "costs $0.20: post with a link $0.20" in dear
    assert "costs $0.015: post $0.015" in cheap
