"""One person, one voice; and whose does not count, in a sentence each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from approvals.made_cases import (
    AT_DUE,
    FACTS,
    NOW,
    OTHER,
    evidence,
    judged,
    member,
    no,
    reason,
    rules,
    yes,
)

from mergecast.approvals.facts import Place
from mergecast.approvals.policy import Approved
from mergecast.approvals.ports import Person, Say, Yes

SMALL = rules({"profile": "small"})
TEAM = rules({})
EXPIRED = (
    "the approval of Tom does not count: approved it on 2026-08-24, and that has "
    "expired"
)
ANYONE = "it needs one member (Aisyah or Tom or عبد الرحيم or Jo)"


def test_one_member_who_is_no_author_is_enough() -> None:
    found = judged(TEAM, evidence(yes("tom")))

    assert isinstance(found, Approved)
    assert found.proof == yes("tom")
    assert found.ends == NOW - timedelta(hours=1) + timedelta(days=90)


def test_the_proof_names_everyone_who_said_yes_and_the_newest_first() -> None:
    found = judged(TEAM, evidence(yes("tom"), yes("mei"), yes("aisyah")))

    assert isinstance(found, Approved)
    assert found.proof == yes("aisyah")
    assert found.yeses == (yes("tom"), yes("aisyah"))


def test_nobody_has_said_anything() -> None:
    assert reason(TEAM, evidence()) == f"nobody has approved it yet; {ANYONE}"


@pytest.mark.parametrize(
    ("review", "why"),
    [
        (yes("mei"), "only its own author Mei Lin approved it"),
        (yes("tom", OTHER), "it was changed after Tom approved it"),
        (yes("tom", before=True), "it was changed after Tom approved it"),
        (
            yes("tom", None),
            (
                "the approval of Tom does not count: what was reviewed is gone, "
                "or did not show this change"
            ),
        ),
        (
            yes("tom", bot=True),
            "the approval of Tom does not count: a program cannot approve",
        ),
        (
            yes("tom", may_write=False),
            "the approval of Tom does not count: has no write access any more",
        ),
        (
            Yes("Eve", "eve@example.net", "sha256:aa", "c", at=NOW),
            "the approval of Eve does not count: is not on the team",
        ),
        (yes("tom", at=NOW - timedelta(days=90)), EXPIRED),
        (
            yes("tom", at=None),
            "the approval of Tom does not count: approved it nobody knows when",
        ),
    ],
)
def test_what_does_not_count_is_said(review: Yes, why: str) -> None:
    assert reason(TEAM, evidence(review)) == f"{why}; {ANYONE}"


def test_an_approval_counts_until_its_last_second() -> None:
    almost = NOW - timedelta(days=90) + timedelta(seconds=1)

    assert not reason(TEAM, evidence(yes("tom", at=almost)))


def test_in_a_small_team_approvals_do_not_expire() -> None:
    assert not reason(SMALL, evidence(yes("tom", at=NOW - timedelta(days=900))))


@pytest.mark.parametrize("author", ["Mei.Lin@Example.ORG", "mei@example.org"])
def test_an_author_is_known_by_any_spelling_of_the_address(author: str) -> None:
    by = rules({"profile": "small"})
    found = replace(evidence(yes("mei")), authors=(Person("M", author),))

    assert bool(reason(by, found)) == (author == "mei@example.org")


def test_a_co_author_is_an_author() -> None:
    found = evidence(yes("tom"), authors=("mei", "tom"))

    assert "only its own author Tom approved it" in reason(SMALL, found)


def test_an_alias_with_the_same_name_is_the_same_person() -> None:
    alias = Person("Mei  Lin", "mei@home.example")
    found = replace(evidence(yes("mei")), authors=(alias,))

    assert "only its own author Mei Lin approved it" in reason(SMALL, found)


def test_two_members_with_one_name_are_two_people() -> None:
    by = rules({"profile": "small"})
    twin = replace(by.team.members["jo"], name="Mei Lin")
    members = {**by.team.members, "jo": twin}
    by = replace(by, team=replace(by.team, members=members))
    review = Yes("Mei Lin", "jo@example.org", "sha256:aa", "c", timing=AT_DUE)

    assert not reason(by, evidence(review))


def on_forge(login: str) -> Yes:
    return Yes("Tom", "", "sha256:aa", "c", login=login, timing=AT_DUE)


def test_a_forge_s_login_goes_before_any_address() -> None:
    by = rules({"profile": "small"})
    tom = replace(by.team.members["tom"], login="tom-acme")
    by = replace(by, team=replace(by.team, members={**by.team.members, "tom": tom}))
    eve = Yes("Eve", "tom@example.org", "sha256:aa", "c", login="eve")
    own = replace(on_forge("Tom-Acme"), user_id="7")
    hidden = Person("Tom", "7+tom-acme@users.noreply.github.com")

    assert "Eve does not count: is not on the team" in reason(by, evidence(eve))
    assert not reason(by, evidence(own))
    assert "own author Tom" in reason(by, replace(evidence(own), authors=(hidden,)))


@pytest.mark.parametrize("asked", ["tom", "TOM-ACME", "@tom-acme"])
def test_who_asked_for_a_post_cannot_approve_it(asked: str) -> None:
    by = rules({"profile": "small"})
    tom = replace(by.team.members["tom"], login="tom-acme")
    by = replace(by, team=replace(by.team, members={**by.team.members, "tom": tom}))
    found = evidence(on_forge("tom-acme"))

    assert not reason(by, found)
    assert "Tom does not count: asked for this post" in reason(
        by, found, replace(FACTS, requested_by=asked)
    )


def test_a_taken_suggestion_makes_no_author_unless_the_policy_is_strict() -> None:
    found = evidence(yes("tom"), suggested=(member("tom"),))

    assert not reason(rules({}), found)
    assert "wrote some of its words" in reason(rules({"strict": True}), found)


def test_a_person_s_last_word_counts() -> None:
    assert not reason(TEAM, evidence(no("tom"), yes("tom")))
    assert reason(TEAM, evidence(yes("tom"), no("tom"))) == (
        "Tom asked for changes, and that stands"
    )
    taken_back = evidence(yes("tom"), no("tom", Say.DISMISSED))
    assert "Tom does not count: took the approval back" in reason(TEAM, taken_back)


def test_what_was_approved_before_a_change_request_does_not_come_back() -> None:
    found = evidence(yes("tom"), no("tom"), yes("tom", OTHER))

    assert "it was changed after Tom approved it" in reason(TEAM, found)


def test_a_dismissed_change_request_stops_nothing() -> None:
    found = evidence(no("tom"), no("tom", Say.DISMISSED), yes("jo"))

    assert not reason(TEAM, found)


def test_a_change_request_stands_against_the_approvals_of_others() -> None:
    found = evidence(yes("tom"), no("jo"), yes("aisyah"))

    assert reason(TEAM, found) == "Jo asked for changes, and that stands"


@pytest.mark.parametrize(
    "objection",
    [
        Yes("Eve", "eve@example.net", "sha256:aa", "c", Say.CHANGES_REQUESTED),
        yes("jo", say=Say.CHANGES_REQUESTED, may_write=False),
        yes("jo", say=Say.CHANGES_REQUESTED, bot=True),
    ],
)
def test_only_who_could_approve_can_stop_a_post(objection: Yes) -> None:
    assert not reason(TEAM, evidence(yes("tom"), objection))


def test_an_older_approval_of_other_words_does_not_hide_a_newer_one() -> None:
    assert not reason(TEAM, evidence(yes("tom", OTHER), yes("tom")))
    assert not reason(TEAM, evidence(yes("tom"), yes("tom", OTHER)))


def test_what_a_forge_finds_wanting_no_approval_mends() -> None:
    gap = "it came to main without a pull request"

    assert reason(TEAM, evidence(yes("tom"), gap=gap)) == gap


def test_without_a_policy_anyone_may_approve_who_is_no_author() -> None:
    eve = Yes("Eve", "eve@example.net", "sha256:aa", "c")

    assert not reason(rules(None), evidence(eve))
    assert reason(rules(None), evidence()) == "nobody has approved it yet"


def in_languages(*locales: str) -> tuple[Place, ...]:
    return tuple(
        Place(f"acme-{locale}", "x", locale, media=False) for locale in locales
    )


def test_who_approves_reads_the_language() -> None:
    by = rules({}, languages=True)
    facts = replace(FACTS, places=in_languages("ms"))

    assert not reason(by, evidence(yes("aisyah")), facts)
    assert reason(by, evidence(yes("tom")), facts) == (
        "the approval of Tom does not count: does not read ms, and there is no "
        "'gloss'; it needs one member (Aisyah)"
    )


def test_with_a_gloss_others_count_beside_someone_who_reads_it() -> None:
    by = rules({"rules": [{"all_of": ["legal"]}]}, languages=True)
    facts = replace(FACTS, places=in_languages("ms"), gloss=True)

    assert reason(by, evidence(yes("tom")), facts) == (
        "nobody who approved it reads ms; Aisyah does"
    )
    assert not reason(by, evidence(yes("tom"), yes("aisyah")), facts)


def test_in_a_small_team_a_gloss_will_do() -> None:
    by = rules({"profile": "small"}, languages=True)
    facts = replace(FACTS, places=in_languages("ms"), gloss=True)

    assert not reason(by, evidence(yes("tom")), facts)
    assert reason(by, evidence(yes("tom")), replace(facts, gloss=False))


def test_each_language_of_a_post_has_its_reader() -> None:
    by = rules({}, languages=True)
    facts = replace(FACTS, places=in_languages("ms", "ar", "en"), gloss=True)

    assert "nobody who approved it reads ar" in reason(
        by, evidence(yes("aisyah")), facts
    )
    assert not reason(by, evidence(yes("aisyah"), yes("rahim")), facts)


def test_a_team_that_says_no_languages_is_not_asked_for_them() -> None:
    facts = replace(FACTS, places=in_languages("ms"))

    assert not reason(rules({}), evidence(yes("tom")), facts)


def test_where_keys_are_set_only_signed_approvals_of_signed_changes_count() -> None:
    by = rules({"profile": "small"})
    tom = replace(by.team.members["tom"], signing_keys=("ssh-ed25519 AAAA",))
    by = replace(by, team=replace(by.team, members={**by.team.members, "tom": tom}))

    assert not reason(by, evidence(yes("tom", signed=True), signed=True))
    assert "did not sign it with a key" in reason(by, evidence(yes("tom"), signed=True))
    assert "who made it cannot be known: commit c0ffeec0ff is not signed" in reason(
        by, evidence(yes("tom", signed=True), signed=False)
    )
    forge = Yes("Tom", "", "sha256:aa", "c", login="tom")
    assert "not on the team" in reason(by, evidence(forge))
