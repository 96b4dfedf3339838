"""Which words an account gets, and where each piece stands in the file."""

from __future__ import annotations

from mergecast.model.post import Media, Part, Post, Variant
from mergecast.source import Place

BASE = (Part(("text",), "Out now."),)
FOR_ACME = (Part(("variants", "acme", "text"), "Out now, from us."),)
FOR_X = (Part(("variants", "x", "text"), "Out now on X."),)


def post(*variants: Variant, parts: tuple[Part, ...] = BASE, **data: object) -> Post:
    return Post(
        "calendar/2026/11/24-launch.yaml",
        "launch",
        ("acme", "acme-my"),
        parts,
        variants=variants,
        data=data,
    )


def test_without_variants_every_account_gets_the_post_as_it_stands() -> None:
    assert post().parts_for("acme", "x") == BASE


def test_an_account_s_variant_wins_over_its_network_s() -> None:
    both = post(Variant("x", FOR_X), Variant("acme", FOR_ACME))

    assert both.parts_for("acme", "x") == FOR_ACME
    assert both.parts_for("acme-my", "x") == FOR_X
    assert both.parts_for("acme-blue", "bluesky") == BASE


def test_wordings_are_every_part_once_in_the_file_s_order() -> None:
    picture = Part(
        ("variants", "x", "text"),
        "Look.",
        (Media(("variants", "x", "media", 0), "media/launch.png", "A launch"),),
    )
    # A variant that only replaces media keeps the base's text and its route.
    shared = post(Variant("acme", BASE), Variant("x", (picture, *FOR_X)))

    assert shared.wordings == (*BASE, picture, *FOR_X)


def test_two_parts_with_the_same_words_are_two_wordings() -> None:
    thread = (Part(("thread", 0), "One."), Part(("thread", 1), "One."))

    assert post(parts=thread).wordings == thread
    assert post(Variant("x", FOR_X), parts=thread).wordings == (*thread, *FOR_X)


def test_a_place_in_a_post_is_its_path_and_the_route() -> None:
    assert post().span("media", 1, "alt") == Place(
        "calendar/2026/11/24-launch.yaml", ("media", 1, "alt")
    )


def test_a_field_of_another_type_counts_as_absent() -> None:
    odd = post(owner="mei", paid=True, until=5, retract=["why"], manual="yes")

    assert odd.text("owner") == "mei"
    assert odd.text("until") is None
    assert odd.text("retract") is None
    assert odd.text("campaign") is None
    assert odd.flag("paid")
    assert not odd.flag("manual")
    assert not odd.flag("made_with_ai")
