"""Our reading of texts against that of X's reference, the npm package twitter-text.

``recorded.json`` holds what version 3.1.0 said about texts from ``texts``, so that this
holds everywhere. Where node and npm are, the package is installed beside this file, as
its lock says, and asked about 50,000 fresh texts (``DIFFERENTIAL_TEXTS``), from the
seed 1 (``DIFFERENTIAL_SEED``). Elsewhere that is skipped, but never where CI is set.
"""

from __future__ import annotations

import json
import os
import re
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


def missing(what: str) -> None:
    """Skip for want of something; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set")
    pytest.skip(f"{what}; the recorded answers were compared")


@pytest.fixture(scope="module")
def reference() -> Path:
    """The program that answers for the reference, with what it needs installed."""
    if not (shutil.which("node") and shutil.which("npm")):
        missing("node and npm are not installed")
    lock, stamp = HERE / "package-lock.json", HERE / "node_modules/.installed"
    if not (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        done = subprocess.run(
            ["npm", "ci", "--silent"],
            cwd=HERE,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            missing("npm cannot install twitter-text")
        shutil.copyfile(lock, stamp)
    return ORACLE


def ask(reference: Path, texts: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", reference],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.strip("\n").split("\n")]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    count = int(os.environ.get("DIFFERENTIAL_TEXTS", "50000"))
    return made(int(os.environ.get("DIFFERENTIAL_SEED", "1")), count)


def test_our_reading_is_that_of_the_reference(
    reference: Path, texts: list[str]
) -> None:
    answers = ask(reference, texts)

    assert len(answers) == len(texts)
    assert differences(texts, answers) == []


@pytest.mark.parametrize(
    "kind",
    [
        "[\u00a9\u00ae]",
        "[\u00a9\u00ae]\ufe0f",
        "\ufe0f",
        "\ufe0e",
        "\u200d",
        "[\U0001f3fb-\U0001f3ff]",
        "[\U0001f1e6-\U0001f1ff]{2}",
        "[\u4e00-\u9fff]",
        "[\u3040-\u30ff]",
        "[\uac00-\ud7af]",
        "[\u0590-\u06ff]",
        "https?://",
        r"(?<!/)\bexample\.\w+",
        r"[\u4e00-\u9fff](https?://)?[a-z]+\.[a-z]+",
        r"[\u0590-\u06ff](https?://)?[a-z]+\.[a-z]+",
        "[\U0001f300-\U0001faff]\ufe0f?(https?://)?[a-z]+\\.[a-z]+",
        "xn--",
        "\u20e3",
    ],
)
def test_the_texts_hold_every_corner_many_times(kind: str, texts: list[str]) -> None:
    assert sum(bool(re.search(kind, text)) for text in texts) >= 50
