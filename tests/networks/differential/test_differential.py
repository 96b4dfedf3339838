"""Our reading of texts against that of X's reference, the npm package twitter-text.

``recorded.json`` holds what version 3.1.0 said about texts from ``texts``, so that this
holds everywhere. With node and the package at hand (``npm install twitter-text@3.1.0``,
``NODE_PATH`` naming its ``node_modules``) it is asked about fresh texts, too: 4,000 or
``DIFFERENTIAL_TEXTS``, from the seed ``DIFFERENTIAL_SEED``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from networks.differential.texts import made

from mergecast.networks import x
from mergecast.networks.base import Tag

HERE = Path(__file__).parent
ORACLE = HERE / "oracle.js"
RECORDED = HERE / "recorded.json"


def ours(text: str) -> dict[str, Any]:
    """What we say, in the oracle's words."""

    def plain(tags: tuple[Tag, ...]) -> list[list[Any]]:
        return [[tag.text, tag.start, tag.end] for tag in tags]

    measured = x.measure(text)
    return {
        "length": measured.weighted_length,
        "valid": measured.valid,
        "urls": [[url.text, url.start, url.end] for url in measured.urls],
        "mentions": [
            [found.handle + found.list_slug, found.start, found.end]
            for found in x.mentions(text)
        ],
        "hashtags": plain(x.hashtags(text)),
        "cashtags": plain(x.cashtags(text)),
    }


def differences(texts: list[str], answers: list[dict[str, Any]]) -> Sequence[object]:
    return [
        (text, {key: (ours(text)[key], answer[key]) for key in answer})
        for text, answer in zip(texts, answers, strict=True)
        if ours(text) != answer
    ][:5]


def test_our_reading_is_the_one_that_was_recorded_of_the_reference() -> None:
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))

    assert len(recorded) >= 1_000
    assert (
        differences([r["text"] for r in recorded], [r["says"] for r in recorded]) == []
    )


def ask_reference(texts: list[str]) -> list[dict[str, Any]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the recorded answers were compared")
    try_require = [node, "-e", "require('twitter-text')"]
    if subprocess.run(try_require, capture_output=True, check=False).returncode:
        pytest.skip("no npm package twitter-text; the recorded answers were compared")
    done = subprocess.run(
        [node, ORACLE],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.strip("\n").split("\n")]


def test_our_reading_is_that_of_the_reference() -> None:
    count = int(os.environ.get("DIFFERENTIAL_TEXTS", "4000"))
    texts = made(int(os.environ.get("DIFFERENTIAL_SEED", "1")), count)

    assert differences(texts, ask_reference(texts)) == []
