"""The README tells strangers what is so."""

from __future__ import annotations

import re

import pytest
from markdown_pages import ROOT, blocks, inline_code, links
from PIL import Image

from mergecast.cli.app import COMMANDS

README = ROOT / "README.md"
TEXT = README.read_text("utf-8")


def test_it_says_what_mergecast_is_in_three_lines() -> None:
    title, _, first, second, third, blank, *_ = TEXT.splitlines()

    assert (title, blank) == ("# mergecast", "")
    assert "YAML file" in first
    assert "approval" in second
    assert "once" in third


def test_it_has_a_picture_before_the_fold_and_the_two_commands_soon_after() -> None:
    lines = TEXT.splitlines()
    picture = next(n for n, line in enumerate(lines) if line.startswith("!["))
    commands = next(block for block in blocks("README.md"))

    assert picture < 10
    assert [line.split("#")[0].strip() for line in commands.text.splitlines()] == [
        "make demo",
        "make test",
    ]


@pytest.mark.parametrize("target", ["demo", "test"])
def test_what_it_tells_make_to_do_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_it_names_every_command() -> None:
    named = " ".join(inline_code("README.md"))

    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", named)] == []


@pytest.mark.parametrize(
    "picture", sorted(ROOT.glob("docs/pictures/*.png")), ids=lambda path: path.name
)
def test_a_picture_is_small_sharp_and_used(picture: object) -> None:
    path = ROOT / "docs/pictures" / getattr(picture, "name", "")
    with Image.open(path) as image:
        width, form = image.width, image.format

    assert form == "PNG"
    assert width >= 1000
    assert path.stat().st_size < 150_000
    assert f"docs/pictures/{path.name}" in set(links("README.md"))


def test_every_picture_is_described() -> None:
    described = re.findall(r'!\[([^\]]*)\]|<img [^>]*alt="([^"]*)"', TEXT)

    assert len(described) == 4
    assert all(len("".join(each)) > 40 for each in described)


def test_the_version_is_that_of_the_package() -> None:
    from mergecast import __version__  # noqa: PLC0415 - read where it is compared

    minor = ".".join(__version__.split(".")[:2])

    assert re.search(rf"\bversion {re.escape(minor)}\b", TEXT)
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
