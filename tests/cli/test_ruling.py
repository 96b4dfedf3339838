"""A holding statement needs what the matrix says; edited by a letter, it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from team_repository import TeamRepository

from mergecast.approvals.facts import Facts
from mergecast.approvals.needs import EVERY_POST
from mergecast.approvals.policy import NotApproved
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import Question, about
from mergecast.cli.warroom.ruling import Ruling
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.loading import build, policy_value
from mergecast.loading.workspace import read
from mergecast.model.approval import Need
from mergecast.model.schedule import Schedule
from mergecast.model.settings import Late
from mergecast.repository.git import Git

STATEMENT = "playbooks/statements/outage.yaml"
FILES = {
    "playbooks/levels.yaml": """\
facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
levels: {low: {title: Low}, high: {title: High, any_of: [{harm: true}]}}
""",
    "playbooks/matrix.yaml": """\
levels:
  low:
    roles: {chief: {within: 1h}}
  high:
    roles: {chief: {may: [statement], within: 15m}}
    respond: {all_of: [chief], count: 2}
    statement: {any_of: [chief, moderator]}
""",
    STATEMENT: """\
id: outage
title: Down
levels: [high]
texts: {en: "We know that {what} is down."}
vars: {what: {ask: "What is down?", type: words}}
""",
}
POST = """\
id: outage-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
incident: outage
statement: {id: outage, blob: BLOB, vars: {what: Sign-in}}
text: We know that Sign-in is down.
"""
LESS = Need(any_of=("chief", "moderator"))
MORE = Need(("chief",), count=2)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    for path, text in FILES.items():
        made.write(path, text)
    made.commit("In peace")
    return made


def published(team: TeamRepository) -> Published:
    return Published(Git(team.folder), None, "main", team.git("rev-parse", "HEAD"))


def ruling(team: TeamRepository) -> Ruling:
    """By the policy that is there now."""
    found = policy_value.policy_in(published(team).tree)
    assert found is not None
    return Ruling(published(team), found.value["matrix"], found.value["statements"])


def needs(
    ruling: Ruling,
    team: TeamRepository,
    text: str,
    level: str,
    had: tuple[str, ...] = (),
    *,
    playbook: str | None = None,
) -> list[Need]:
    """What has to be said yes to, besides what every post needs."""
    blob = team.git("rev-parse", f"HEAD:{STATEMENT}")
    data = read("p.yaml", text.replace("BLOB", blob).encode(), "post").data
    post = build.post("calendar/2026/11/24-outage.yaml", data)
    account = published(team).space.settings.accounts["acme"]
    target = Target(
        post,
        account,
        Schedule(),
        Late("hold"),
        None,
        "sha256:1",
        crisis=level,
        graver=had,
        playbook=playbook,
    )
    found = ruling.question(target, about("sha256:1", Facts(()), Rules(None)))
    if isinstance(found, NotApproved):
        return []
    assert isinstance(found, Question)
    assert found.asked[0] == EVERY_POST
    return [Need(one.all_of, one.any_of, one.count) for one in _asked(found)]


def _asked(question: Question) -> list[Need]:
    return [each.need for each in question.asked[1:]]


def test_word_for_word_it_needs_what_the_matrix_says_of_statements(
    team: TeamRepository,
) -> None:
    assert needs(ruling(team), team, POST, "high") == [LESS]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("is down.\n", "is down!\n"),
        ("is down.\n", "was down.\n"),
        ("{what: Sign-in}", "{what: Sign-on}"),
        ("text: We", "reply_to: https://x.com/a/status/1\ntext: We"),
        ("text: We", "paid: true\ntext: We"),
        ("text: We", "variants: {acme: {text: Sorry.}}\ntext: We"),
        ("text: We", "media: [{file: media/a.png}]\ntext: We"),
        ("blob: BLOB", f"blob: {'1' * 40}"),
        ("{id: outage,", "{id: other,"),
    ],
)
def test_whatever_is_edited_takes_that_away(
    team: TeamRepository, old: str, new: str
) -> None:
    assert old in POST

    assert needs(ruling(team), team, POST.replace(old, new), "high") == [MORE]


def test_a_statement_that_was_changed_since_it_was_approved_is_one_no_more(
    team: TeamRepository,
) -> None:
    in_force = ruling(team)
    team.write(STATEMENT, FILES[STATEMENT].replace("We know", "We doubt"))
    team.commit("In a hurry")
    late = Ruling(published(team), in_force.approved, in_force.statements)
    text = POST.replace("We know", "We doubt")

    assert needs(late, team, text, "high") == [MORE]
    assert needs(ruling(team), team, text, "high") == [LESS]


def test_where_the_matrix_says_nothing_nothing_passes(team: TeamRepository) -> None:
    assert needs(ruling(team), team, POST, "low") == []


def test_a_matrix_that_nobody_approved_says_nothing(team: TeamRepository) -> None:
    in_force = ruling(team)
    team.write(
        "playbooks/matrix.yaml",
        FILES["playbooks/matrix.yaml"].replace("count: 2", "count: 1"),
    )
    team.commit("In a hurry")
    late = Ruling(published(team), in_force.approved, in_force.statements)

    assert needs(late, team, POST, "high") == []


@pytest.mark.parametrize("had", [("high",), ("odd",)])
def test_a_level_that_was_lowered_asks_for_no_fewer_people(
    team: TeamRepository, had: tuple[str, ...]
) -> None:
    text = FILES["playbooks/matrix.yaml"]
    mild = "roles: {chief: {within: 1h}}\n    respond: {any_of: [moderator]}\n"
    text = text.replace("roles: {chief: {within: 1h}}\n", mild)
    team.write("playbooks/matrix.yaml", text)
    team.commit("A mild row")
    other = POST.replace("is down.\n", "was down.\n")

    assert needs(ruling(team), team, other, "low") == [Need(any_of=("moderator",))]
    assert needs(ruling(team), team, other, "low", had) == [MORE]


CRISIS = """\
title: Outage
triggers: [two say so]
steps:
  identify: {owner: chief, within: 5m, do: [look]}
  assess: {owner: chief, within: 15m, do: [answer]}
  notify: {owner: chief, within: 15m, do: [tell]}
  respond: {owner: chief, within: 30m, do: [say]}
  record: {owner: chief, within: 48h, do: [write]}
"""


@pytest.mark.parametrize(
    ("playbook", "wanted"),
    [
        (None, Need(any_of=("moderator",))),
        ("mild", Need(any_of=("moderator",))),
        ("grave", MORE),
        ("gone", MORE),
        ("", MORE),
    ],
)
def test_over_a_plain_freeze_it_is_at_least_as_grave_as_its_playbook(
    team: TeamRepository, playbook: str | None, wanted: Need
) -> None:
    """Whoever opens a mild incident proves nothing, and the freeze says nothing."""
    text = FILES["playbooks/matrix.yaml"]
    mild = "roles: {chief: {within: 1h}}\n    respond: {any_of: [moderator]}\n"
    text = text.replace("roles: {chief: {within: 1h}}\n", mild)
    team.write("playbooks/matrix.yaml", text)
    team.write("playbooks/crisis/mild.yaml", f"id: mild\n{CRISIS}")
    team.write("playbooks/crisis/grave.yaml", f"id: grave\nlevel: high\n{CRISIS}")
    team.commit("Playbooks")
    other = POST.replace("is down.\n", "was down.\n")

    assert needs(ruling(team), team, other, "low", playbook=playbook) == [wanted]
