"""Whom the forge asks: those whose approval the policy names, by their logins."""

from __future__ import annotations

from typing import Any

from mergecast.loading import build_people
from mergecast.model.codeowners import codeowners, is_ours
from mergecast.model.team import Team

PEOPLE: dict[str, Any] = {
    "mei": {"name": "Mei", "login": "meilin", "roles": ["creator"]},
    "aisyah": {"name": "Aisyah", "login": "aisyah", "roles": ["brand"]},
    "tom": {"name": "Tom\n* @mallory", "roles": ["legal"]},
    "li": {"name": "李", "login": "li", "roles": ["legal", "owner"]},
}


def team(**people: Any) -> Team:  # noqa: ANN401 - fields of a file
    return build_people.team({"members": people or PEOPLE})


def written(approval: dict[str, Any] | None, of: Team | None = None) -> list[str]:
    """The lines that are no comment, each without the blanks between columns."""
    text = codeowners(of or team(), build_people.approval(approval))
    return [" ".join(line.split()) for line in text.splitlines() if line[:1] == "/"]


RULES = {
    "policy": {"any_of": ["owner", "brand"]},
    "rules": [{"paid": True, "all_of": ["legal"]}, {"any_of": ["brand", "legal"]}],
}


def test_posts_go_to_the_roles_that_rules_name() -> None:
    assert "/calendar/ @aisyah @li" in written(RULES)


def test_people_policy_and_programs_go_to_those_who_may_change_the_policy() -> None:
    assert [
        line for line in written(RULES) if line.startswith("/calendar/") is False
    ] == [
        "/mergecast.yaml @aisyah @li",
        "/playbooks/team.yaml @aisyah @li",
        "/playbooks/matrix.yaml @aisyah @li",
        "/playbooks/statements/ @aisyah @li",
        "/.github/ @aisyah @li",
        "/tooling/ @aisyah @li",
    ]


def test_without_rules_everybody_is_asked() -> None:
    assert "/calendar/ @meilin @aisyah @li" in written(None)
    assert "/tooling/ @meilin @aisyah @li" in written({})


def test_who_has_no_login_is_named_by_a_key_that_cannot_be_an_order() -> None:
    text = codeowners(team(), build_people.approval(RULES))

    assert "# without a login, so not asked: tom\n" in text
    assert "mallory" not in text


def test_where_nobody_can_be_asked_no_line_asks() -> None:
    nobody = team(tom={"name": "Tom", "roles": ["legal"]})

    assert written(RULES, nobody) == []
    assert "# nobody can be asked" in codeowners(nobody, None)


def test_it_knows_its_own_hand() -> None:
    assert is_ours(codeowners(team(), None))
    assert not is_ours("* @meilin\n")
    assert not is_ours("")


def test_the_same_people_give_the_same_file() -> None:
    assert codeowners(team(), None) == codeowners(team(), None)
