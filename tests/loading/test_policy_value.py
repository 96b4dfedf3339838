"""The policy of a workspace is one value, whatever else its files say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from team_repository import SETTINGS

from mergecast.ledger.canonical import canonical
from mergecast.ledger.canonical import digest as ledger_digest
from mergecast.loading.policy_value import PolicyValue, policy_in, step
from mergecast.repository.trees import WorkTree

TEAM = "members:\n  mei: {name: Mei, roles: [legal]}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "playbooks").mkdir()
    write(tmp_path, SETTINGS)
    write(tmp_path, TEAM, "playbooks/team.yaml")
    return tmp_path


def write(folder: Path, text: str, path: str = "mergecast.yaml") -> None:
    (folder / path).write_text(text, encoding="utf-8")


def value(folder: Path) -> PolicyValue:
    found = policy_in(WorkTree(folder))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mergecast.yaml", f"{SETTINGS}approval: {{profile: small}}\n"),
        ("mergecast.yaml", SETTINGS.replace("1000001", "1000002")),
        ("mergecast.yaml", SETTINGS.replace("offline", "github")),
        ("mergecast.yaml", f"{SETTINGS}ledger: {{branch: other}}\n"),
        ("playbooks/team.yaml", TEAM.replace("legal", "brand")),
        ("playbooks/team.yaml", TEAM.replace("name: Mei", "name: Mei, login: m")),
        ("playbooks/team.yaml", TEAM.replace("name: Mei", "name: Mei, backup: x")),
        ("playbooks/team.yaml", f"{TEAM}  eve: {{name: Eve}}\n"),
        ("playbooks/matrix.yaml", "levels: []\n"),
    ],
)
def test_who_may_do_what_is_part_of_it(folder: Path, path: str, text: str) -> None:
    before = value(folder)
    write(folder, text, path)

    assert value(folder).digest != before.digest


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mergecast.yaml", f"{SETTINGS}publishing: {{spacing: 1h}}\n"),
        ("mergecast.yaml", f"# a comment\n{SETTINGS}live: true\n"),
        ("mergecast.yaml", SETTINGS.replace("acme_hq", "acme_new")),
        ("mergecast.yaml", f"{SETTINGS}ledger: {{genesis: sha256:{'0' * 64}}}\n"),
        ("playbooks/team.yaml", TEAM.replace("name: Mei", "name: Mei, notes: x")),
        ("playbooks/away.yaml", "away: []\n"),
    ],
)
def test_the_rest_is_not(folder: Path, path: str, text: str) -> None:
    before = value(folder)
    write(folder, text, path)

    assert value(folder) == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mergecast.yaml", "version: 1\naccounts: []\n"),
        ("mergecast.yaml", f"{SETTINGS}approval: {{profile: big}}\n"),
        ("playbooks/team.yaml", "members: [mei]\n"),
        ("playbooks/team.yaml", "members: {mei: {}}\n"),
    ],
)
def test_files_that_cannot_be_read_are_no_weaker_policy(
    folder: Path, path: str, text: str
) -> None:
    write(folder, text, path)

    assert policy_in(WorkTree(folder)) is None


def test_a_team_file_that_is_a_link_is_no_policy(folder: Path) -> None:
    file = folder / "playbooks/team.yaml"
    file.rename(file.with_name("other.yaml"))
    file.symlink_to("other.yaml")

    assert policy_in(WorkTree(folder)) is None


def test_the_ledger_takes_it_and_counts_the_same_digest(folder: Path) -> None:
    rule = "{paid: true, count: 2.0, because: 法律风险}"
    write(folder, f"{SETTINGS}approval: {{rules: [{rule}]}}\n")
    found = value(folder)

    assert found.value["approval"]["rules"][0]["count"] == 2
    assert ledger_digest(canonical(found.value)) == found.digest


DIGESTS = st.binary(min_size=32, max_size=32).map(lambda raw: f"sha256:{raw.hex()}")


@given(DIGESTS, DIGESTS, DIGESTS)
def test_a_step_has_a_direction(one: str, other: str, third: str) -> None:
    if one != other:
        assert step(one, other) != step(other, one)
    if other != third:
        assert step(one, other) != step(one, third)


STATEMENT = "playbooks/statements/outage.yaml"


def test_statements_are_part_of_it_where_a_matrix_may_lower_what_they_need(
    folder: Path,
) -> None:
    (folder / "playbooks/statements").mkdir()
    write(folder, "id: outage\n", STATEMENT)
    without = value(folder)
    write(folder, "levels: []\n", "playbooks/matrix.yaml")
    before = value(folder)
    write(folder, "id: outage \n", STATEMENT)
    after = value(folder)

    assert "statements" not in without.value
    assert before.value["statements"].keys() == {"outage"}
    assert before.digest != after.digest
    assert before.value["matrix"] == after.value["matrix"]


def test_files_beside_the_statements_are_no_policy(folder: Path) -> None:
    (folder / "playbooks/statements").mkdir()
    write(folder, "levels: []\n", "playbooks/matrix.yaml")
    before = value(folder)
    write(folder, "why we say so\n", "playbooks/statements/README.md")

    assert value(folder) == before
