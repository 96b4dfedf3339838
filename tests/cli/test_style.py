"""Rules at the command line: heard, mended, explained, tried and scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside

BEFORE, AFTER = "2026-11-20T12:00Z", "2026-12-20T12:00Z"
OLD_PATH = "calendar/2026/11/02-old.yaml"
OLD = """\
id: old-2026
accounts: [acme]
publish_at: 2026-11-02 09:00
owner: mei
text: |
  It is simply out, très simply.
ignore: [{rule: House.Loud, because: a quotation}]
"""
RULE = """\
extends: existence
message: "Leave out '%s'"
description: It says nothing.
link: https://example.org/fillers
level: error
action: {name: remove}
tokens: [simply]
examples: {good: [It is out.], bad: [It is simply out.]}
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.write(OLD_PATH, OLD)
    made.write("styleguide/rules/House/Fillers.yml", RULE)
    made.write("styleguide/rules/House/Loud.yml", RULE.replace("simply", "loudly"))
    return made


def test_a_rule_s_action_is_made_in_the_file(
    team: TeamRepository, inside: Inside
) -> None:
    del team
    found = inside("check", "--format", "json", now=BEFORE)
    assert found.code == ExitCode.FINDINGS
    both = [
        each
        for each in json.loads(found.out)["findings"]
        if each["id"] == "House.Fillers"
    ]
    assert [each["column"] for each in both] == [9, 26]
    assert "fix" in both[0]
    assert "mended 2 in 1 file" in inside("check", "--fix", now=BEFORE).err
    assert "  It is out, très.\n" in inside.read(OLD_PATH)


def test_a_rule_is_explained_from_its_file(
    team: TeamRepository, inside: Inside
) -> None:
    del team
    done = inside("explain", "House.Fillers")
    assert done.code == ExitCode.DONE
    for words in ("Leave out '…'", "It says nothing.", "https://example.org/fillers"):
        assert words in done.out
    assert "It is simply out." in done.out
    near = inside("explain", "House.Filler")
    assert "did you mean 'House.Fillers'?" in near.err


def test_a_rule_is_tried_on_what_went_out(team: TeamRepository, inside: Inside) -> None:
    done = inside("style", "try", "House.Fillers", "--since", "2026-11", now=AFTER)
    assert done.code == ExitCode.DONE
    lines = done.out.splitlines()
    assert lines[0] == f"{OLD_PATH}:6:9  Leave out 'simply'"
    assert lines[-1] == (
        "'House.Fillers' (error) finds something in 1 of 2 posts that went out"
    )
    later = inside("style", "try", "House.Fillers", "--since", "2026-11-03", now=AFTER)
    assert "in 0 of 1 posts" in later.out
    new = team.folder / "drafts" / "New.yml"
    new.parent.mkdir()
    new.write_text(RULE.replace("simply", "très"), "utf-8")
    tried = inside("style", "try", str(new), "--format", "json", now=AFTER)
    document = json.loads(tried.out)
    assert (document["rule"], document["posts"]) == ("drafts.New", 1)
    assert document["hits"][0]["words"] == "très"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("House.Filler",), "did you mean 'House.Fillers'?"),
        (("House.Fillers", "--since", "tomorrow"), "write it like 2026-01"),
        (("nowhere.yml",), "cannot be read"),
    ],
)
def test_what_cannot_be_tried_is_said(
    team: TeamRepository, inside: Inside, arguments: tuple[str, ...], said: str
) -> None:
    del team
    done = inside("style", "try", *arguments, now=AFTER)
    assert done.code == ExitCode.USAGE
    assert said in done.err


def test_what_went_out_is_scored_by_post_author_and_month(
    team: TeamRepository, inside: Inside
) -> None:
    del team
    done = inside("check", "--score", now=AFTER)
    assert done.code == ExitCode.DONE
    document = json.loads(done.out)
    old = next(each for each in document["posts"] if each["id"] == "old-2026")
    assert (old["author"], old["month"], old["ignored"]) == ("mei", "2026-11", 1)
    assert old["findings"]["error"] == 2
    assert old["consistency"] == 60
    assert document["authors"]["mei"]["consistency"] == 60
    assert document["months"]["2026-11"]["posts"] == 2


def test_what_has_not_gone_out_is_not_scored(
    team: TeamRepository, inside: Inside
) -> None:
    del team
    document = json.loads(inside("check", "--score", now=BEFORE).out)
    assert [each["id"] for each in document["posts"]] == ["old-2026"]


def test_the_rules_for_people_are_a_page(team: TeamRepository, inside: Inside) -> None:
    assert "there is no styleguide/conduct.yaml" in inside("style", "conduct").err
    rules = "[{rule: Be *kind*., because: all read}, {rule: No., holds: own-accounts}]"
    conduct = f"title: Conduct\nversion: 2\nrules: {rules}\nsigned: {{mei: 2}}\n"
    team.write("styleguide/conduct.yaml", conduct)
    people = "members: {mei: {name: Mei}, tom: {name: Tom}}\n"
    team.write("playbooks/team.yaml", people)
    done = inside("style", "conduct")
    assert done.code == ExitCode.DONE
    lines = done.out.splitlines()
    assert lines[0] == "# Conduct"
    assert r"- Be \*kind\*. (all read)" in lines
    assert "## On your own accounts" in lines
    assert lines[-2:] == ["- [x] Mei", "- [ ] Tom"]


def test_a_branch_answers_for_what_its_rules_find_anew(
    team: TeamRepository, inside: Inside
) -> None:
    team.commit("Rules and posts")
    team.write("styleguide/rules/House/Tres.yml", RULE.replace("simply", "très"))
    team.commit("One more rule")
    done = inside("check", "--changed", "main~1", "--format", "json", now=BEFORE)
    found = [each["id"] for each in json.loads(done.out)["findings"]]
    assert found.count("House.Tres") == 1
    assert "House.Fillers" not in found


@pytest.mark.parametrize("since", ["2026-13", "2026-02-30", "0000", "yesterday"])
def test_a_day_that_there_is_not_is_refused(
    team: TeamRepository, inside: Inside, since: str
) -> None:
    del team
    done = inside("style", "try", "House.Fillers", "--since", since)
    assert done.code == ExitCode.USAGE
    assert f"'{since}' is no year, month or day" in done.err
    for good in ("2026", "2026-01", "2026-01-31"):
        fine = inside("style", "try", "House.Fillers", "--since", good)
        assert fine.code == ExitCode.DONE


def test_rules_are_listed_behind_the_checks(
    team: TeamRepository, inside: Inside
) -> None:
    del team
    listed = [line.split()[0] for line in inside("explain").out.splitlines()]
    assert listed[0] == "account-twice"
    assert listed[-2:] == ["House.Fillers", "House.Loud"]
