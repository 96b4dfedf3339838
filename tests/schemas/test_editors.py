"""Editors find the schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mergecast.schemas import KINDS, file_name
from mergecast.schemas.editors import GLOBS, modeline, vscode_settings

ROOT = Path(__file__).parents[2]
HERE = "tooling/mergecast/schemas"


def test_this_repository_uses_its_own_schemas() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))

    assert settings == vscode_settings(HERE)
    for schema in settings["yaml.schemas"]:
        assert (ROOT / schema).is_file()


def test_every_kind_has_files() -> None:
    assert set(GLOBS) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("settings", "mergecast.yaml"),
        ("post", "calendar/2026/11/24-launch.yaml"),
        ("team", "playbooks/team.yaml"),
        ("campaign", "calendar/campaigns/launch.yaml"),
    ],
)
def test_a_modeline_leads_from_the_file_to_its_schema(kind: str, file: str) -> None:
    line = modeline(kind, file, HERE)

    start, _, path = line.partition("$schema=")
    assert start == "# yaml-language-server: "
    assert (ROOT / Path(file).parent / path).resolve() == ROOT / HERE / file_name(kind)


def test_a_modeline_can_be_an_address() -> None:
    line = modeline("post", "calendar/queue/x.yaml", "https://example.org/schemas")

    assert line.endswith("$schema=https://example.org/schemas/post.schema.json")
