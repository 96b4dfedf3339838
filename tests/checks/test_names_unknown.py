"""Accounts, owners, campaigns, variants and ignored rules that do not exist."""

from __future__ import annotations

from checks.asking import a_post, of_post
from checks.example_workspace import context, posts

from mergecast.checks import (
    account_unknown,
    campaign_unknown,
    ignore_unknown,
    owner_unknown,
    variant_unknown,
    variant_unused,
)
from mergecast.checks.base import Context
from mergecast.checks.basis.near import nearest, suggest
from mergecast.model.settings import Settings
from mergecast.model.workspace import Workspace
from mergecast.source import Place

PATH = "calendar/2026/11/24-launch.yaml"


def test_each_unknown_account_is_named_where_it_stands() -> None:
    found = of_post(account_unknown, a_post(accounts="[acme, acme-usa, zzz]"))

    assert [remark.place for remark in found] == [
        Place(PATH, ("accounts", 1)),
        Place(PATH, ("accounts", 2)),
    ]
    assert found[0].hint == "did you mean 'acme-us'?"
    assert found[1].hint == "use one of: acme, acme-my, acme-de, acme-us"


def test_without_accounts_the_hint_says_where_they_are_set_up() -> None:
    (post,) = posts(a_post())

    (found,) = account_unknown.check(post, Context(Workspace(Settings())))

    assert found.hint == "set it up under 'accounts' there first"


def test_an_unknown_campaign_names_the_one_that_was_meant() -> None:
    (near,) = of_post(campaign_unknown, a_post(campaign="launhc"))
    (far,) = of_post(campaign_unknown, a_post(campaign="春节"))

    assert near.hint == "did you mean 'launch'?"
    assert far.message == "there is no campaign '春节'"
    assert far.hint == "use one of: launch"


def test_an_owner_is_compared_only_where_there_is_a_team() -> None:
    (post,) = posts(a_post(owner="me"))
    here = context(post)
    alone = Context(Workspace(here.workspace.settings))

    (found,) = owner_unknown.check(post, here)

    assert found.hint == "did you mean 'mei'?"
    assert not list(owner_unknown.check(post, alone))


def test_a_variant_may_be_for_an_account_or_a_network_of_the_workspace() -> None:
    known = a_post(variants="{x: {text: a}, acme: {text: b}, acme-my: {text: c}}")
    unknown = a_post(variants="{mastodon: {text: a}, acm: {text: b}}")

    assert not of_post(variant_unknown, known)
    far, near = of_post(variant_unknown, unknown)
    assert far.place == Place(PATH, ("variants", "mastodon"), on_key=True)
    assert near.hint == "did you mean 'acme'?"


def test_a_variant_is_unused_when_no_account_takes_its_words() -> None:
    other_account = a_post(variants="{acme-my: {text: a}}")
    all_replaced = a_post(
        accounts="[acme, acme-my]",
        variants="{x: {text: a}, acme: {text: b}, acme-my: {text: c}}",
    )
    one_left = a_post(
        accounts="[acme, acme-my]", variants="{x: {text: a}, acme: {text: b}}"
    )

    (first,) = of_post(variant_unused, other_account)
    (second,) = of_post(variant_unused, all_replaced)

    assert first.message == "account 'acme-my' is not one of this post's accounts"
    assert second.place == Place(PATH, ("variants", "x"), on_key=True)
    assert not of_post(variant_unused, one_left)


def test_an_unknown_variant_is_not_called_unused_as_well() -> None:
    assert not of_post(variant_unused, a_post(variants="{nobody: {text: a}}"))


def test_only_ids_that_nothing_has_are_reported_as_ignored_in_vain() -> None:
    post = a_post(
        ignore="[{rule: alt-text-missing, because: a}, {rule: alt-text-mising, "
        "because: b}, {rule: Brand.Colours, because: c}, {rule: q, because: d}]"
    )
    known = frozenset({"alt-text-missing", "Brand.Colours"})

    near, far = of_post(ignore_unknown, post, known=known)

    assert near.place == Place(PATH, ("ignore", 1, "rule"))
    assert near.hint == "did you mean 'alt-text-missing'?"
    assert far.hint == "remove this entry"


def test_a_long_list_of_names_is_cut_short() -> None:
    assert suggest("q", map(str, range(100, 120)), "").endswith("107 and 12 more")
    assert suggest("q", (), "add one first") == "add one first"


def test_one_typo_in_a_thousand_posts_is_compared_once() -> None:
    names = tuple(f"campaign-of-the-year-{number}" for number in range(500))
    nearest("campaing-of-the-year-7", names)
    before = nearest.cache_info().hits

    for _ in range(1000):
        nearest("campaing-of-the-year-7", names)

    assert nearest.cache_info().hits == before + 1000
