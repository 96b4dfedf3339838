"""X's own conformance suite for texts (twitter-text; see conformance/NOTICE).

Left out, because mergecast does not do it: the groups that ask whether a whole string
is one user name, list, hashtag or URL; the reply at the beginning of a text; and the
group ``tweets``, which is about the limit of 140 of configuration 1.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from mergecast.networks import x
from mergecast.networks.base import Mention, Tag
from mergecast.networks.twitter_text import tags, urls
from mergecast.networks.twitter_text.emoji import sequences

SUITE = Path(__file__).with_name("conformance")


@cache
def suite(name: str) -> dict[str, list[dict[str, Any]]]:
    with (SUITE / f"{name}.yml").open(encoding="utf-8") as file:
        # CSafeLoader is safe; the plain one takes seconds for the list of domains.
        groups: dict[str, list[dict[str, Any]]] = yaml.load(
            file, Loader=yaml.CSafeLoader
        )["tests"]
    return groups


def cases(name: str, *groups: str) -> list[Any]:
    return [
        pytest.param(case["text"], case["expected"], id=f"{group}: {number}")
        for group in groups
        for number, case in enumerate(suite(name)[group], start=1)
    ]


WEIGHTED = [
    *cases(
        "validate",
        "WeightedTweetsWithDiscountedEmojiCounterTest",
        "UnicodeDirectionalMarkerCounterTest",
    ),
    # An older group, about configuration 2, which did not know emoji sequences.
    *(
        case
        for case in cases("validate", "WeightedTweetsCounterTest")
        if not sequences().search(str(case.values[0]))
    ),
]


@pytest.mark.parametrize(("text", "expected"), WEIGHTED)
def test_a_text_weighs_what_x_says(text: str, expected: dict[str, Any]) -> None:
    measured = x.measure(text)

    assert measured.weighted_length == expected["weightedLength"]
    assert measured.valid is expected["valid"]
    assert 1000 * measured.weighted_length // measured.limit == expected["permillage"]


@pytest.mark.parametrize(
    ("text", "expected"), cases("extract", "urls", "tco_urls_with_params")
)
def test_links_are_found(text: str, expected: list[str]) -> None:
    assert [url.text for url in x.measure(text).urls] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    cases("extract", "urls_with_indices", "urls_with_directional_markers"),
)
def test_links_are_found_in_their_place(text: str, expected: list[Any]) -> None:
    found = urls.extract_urls(text)

    assert [{"url": u.text, "indices": [u.start, u.end]} for u in found] == expected


def test_every_top_level_domain_makes_a_link() -> None:
    wrong = [
        case["text"]
        for group in suite("tlds").values()
        for case in group
        if [url.text for url in urls.extract_urls(case["text"])] != case["expected"]
    ]

    assert sum(map(len, suite("tlds").values())) == 1574
    assert wrong == []


@pytest.mark.parametrize(("text", "expected"), cases("extract", "mentions"))
def test_mentions_are_found(text: str, expected: list[str]) -> None:
    assert [mention.handle for mention in tags.extract_mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    cases("extract", "mentions_with_indices", "mentions_or_lists_with_indices"),
)
def test_mentions_are_found_in_their_place(text: str, expected: list[Any]) -> None:
    assert tags.extract_mentions(text) == tuple(
        Mention(e["screen_name"], start, end, e.get("list_slug", ""))
        for e in expected
        for start, end in [e["indices"]]
    )


@pytest.mark.parametrize(
    ("text", "expected"), cases("extract", "hashtags", "hashtags_from_astral")
)
def test_hashtags_are_found(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in tags.extract_hashtags(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), cases("extract", "hashtags_with_indices")
)
def test_hashtags_are_found_in_their_place(text: str, expected: list[Any]) -> None:
    assert tags.extract_hashtags(text) == tuple(
        Tag(e["hashtag"], *e["indices"]) for e in expected
    )


@pytest.mark.parametrize(("text", "expected"), cases("extract", "cashtags"))
def test_cashtags_are_found(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in tags.extract_cashtags(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), cases("extract", "cashtags_with_indices")
)
def test_cashtags_are_found_in_their_place(text: str, expected: list[Any]) -> None:
    assert tags.extract_cashtags(text) == tuple(
        Tag(e["cashtag"], *e["indices"]) for e in expected
    )
