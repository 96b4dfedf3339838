"""What a team begins with for its first crisis names its own roles and is in order."""

from __future__ import annotations

import pytest

from mergecast.cli.starting.crisis_kit import FILES, crisis_kit
from mergecast.loading.paths import kind
from mergecast.loading.workspace import read


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        (["creator", "moderator", "strategist"], {"moderator", "strategist"}),
        (["moderator"], {"moderator"}),
        (["creator", "legal"], {"creator"}),
    ],
)
def test_it_names_roles_that_somebody_holds(roles: list[str], named: set[str]) -> None:
    made = crisis_kit(roles)

    assert set(made) == set(FILES)
    for path, text in made.items():
        file = read(path, text.encode(), kind(path) or "")
        assert file.said == ()
    matrix = read(FILES[1], made[FILES[1]].encode(), "matrix").data
    assert {role for row in matrix["levels"].values() for role in row["roles"]} == named


def test_a_team_without_roles_gets_none() -> None:
    assert crisis_kit([]) == {}
