"""What X allows, and what it costs to ask."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from importlib import resources

import pytest

from mergecast.networks import NETWORKS, x
from mergecast.networks.base import Limits, Mention, Network, Tag, Url

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def test_every_network_stands_in_the_table_under_its_own_id() -> None:
    network: Network
    for key, network in NETWORKS.items():
        assert key == network.ID
        assert network.HOSTS
        assert isinstance(network.limits(network.DEFAULT_TIER), Limits)


def test_the_table_cannot_be_changed_at_run_time() -> None:
    with pytest.raises(TypeError):
        NETWORKS["y"] = x  # type: ignore[index] # that it cannot is what we prove


def test_the_limits_name_their_sources_and_the_day_they_were_checked() -> None:
    data = resources.files("mergecast.networks") / "data"
    for key in NETWORKS:
        facts = json.loads((data / f"{key}.json").read_text(encoding="utf-8"))

        assert all(facts["sources"].values())
        assert date.fromisoformat(facts["checked"]) >= date(2026, 11, 22)


def test_self_serve_is_the_ordinary_account() -> None:
    limits = x.limits("self-serve")

    assert (limits.text_limit, limits.thread_parts, limits.alt_text_max) == (
        280,
        25,
        1000,
    )
    assert limits.poll_options == (2, 4)
    assert limits.poll_minutes == (5, 7 * 24 * 60)
    assert limits.gif_size == (1280, 1080)
    assert "image/webp" in limits.media_types
    assert limits.cashtags_max == 1


def test_a_tier_differs_only_where_it_says_so() -> None:
    ordinary, premium = x.limits("self-serve"), x.limits("premium")

    assert premium.text_limit == 25_000
    assert premium.image_bytes == ordinary.image_bytes
    assert x.limits("enterprise").cashtags_max is None


@pytest.mark.parametrize("ask", [x.limits, lambda tier: x.measure("hi", tier)])
def test_an_unknown_tier_is_refused_with_the_known_ones(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(
        ValueError,
        match="X has no tier 'gold'; its tiers are 'self-serve', 'premium', 'enter",
    ):
        ask("gold")


def test_a_permalink_needs_no_at_sign() -> None:
    assert x.permalink("acme_hq", "18") == "https://x.com/acme_hq/status/18"
    assert x.permalink("@acme_hq", "18") == x.permalink("acme_hq", "18")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Hello", 5),
        ("“Hello” – ‘world’", 17),
        ("Selamat pagi", 12),
        ("今天", 4),
        ("e\u0301", 1),
        ("صباح الخير", 10),
        ("\u202eabc", 5),
        (FAMILY, 2),
        ("🇲🇾", 2),
        ("1\ufe0f\u20e3", 2),
        ("©", 1),
        ("©\ufe0f", 2),
        ("😀\ufe0f", 4),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("👩🏽\u200d🚀", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("👁\u200d🗨", 2),
        ("👨\u200d🦰", 2),
        # Younger than X's table (Unicode 11): the members count, and the joiner.
        ("🧑\u200d🚀", 5),
        ("see https://example.org/" + "a" * 200, 27),
        ("see example.org.", 28),
        ("e.g. version 3.5 of setup.cfg", 29),
        ("请看https://example.org了解", 4 + 23 + 4),
    ],
)
def test_a_text_is_counted_as_readers_of_x_see_it(text: str, length: int) -> None:
    measured = x.measure(text)

    assert measured.weighted_length == length
    assert measured.valid is (length > 0)


@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe", "\uffff"])
def test_a_character_that_x_refuses_makes_a_text_invalid(mark: str) -> None:
    assert not x.measure(f"hello{mark}world").valid


def test_the_limit_is_the_last_length_that_is_valid() -> None:
    assert x.measure("a" * 280).valid
    assert not x.measure("a" * 281).valid
    assert x.measure("a" * 281, "premium").valid
    assert x.measure("字" * 140).valid
    assert not x.measure("字" * 140 + "a").valid


def test_links_are_placed_in_code_points_of_the_text_as_it_stands() -> None:
    text = f"{FAMILY} e\u0301 https://example.org/a and example.com"

    assert x.measure(text).urls == (
        Url("https://example.org/a", 11, 32),
        Url("example.com", 37, 48),
    )


def test_people_hashtags_and_cashtags_are_found() -> None:
    text = "🎉 @acme_hq und @mei/list zu #Größe, #1, #中文 und $ACME $1"

    assert x.mentions(text) == (
        Mention("acme_hq", 2, 10),
        Mention("mei", 15, 24, list_slug="/list"),
    )
    assert x.hashtags(text) == (Tag("Größe", 28, 34), Tag("中文", 40, 43))
    assert x.cashtags(text) == (Tag("ACME", 48, 53),)


def test_a_hashtag_inside_a_link_is_no_hashtag() -> None:
    assert x.hashtags("https://example.org/#news #news") == (Tag("news", 26, 31),)


def test_the_tables_are_loaded_only_when_a_text_is_measured() -> None:
    script = """
import sys
from mergecast.networks import NETWORKS
NETWORKS["x"].limits("self-serve")
loaded = [name for name in sys.modules if "twitter_text" in name]
assert not loaded, loaded
NETWORKS["x"].measure("hello")
assert "mergecast.networks.twitter_text.length" in sys.modules
assert "mergecast.networks.twitter_text.tags" not in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
