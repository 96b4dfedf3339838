"""An editor's settings get what they lack and keep what they have."""

from __future__ import annotations

import json

import pytest

from mergecast.editing.json_settings import merged

ADDED = {"yaml.schemas": {"./a.json": ["/a.yaml"]}, "files.eol": "\n"}


def test_new_settings_are_what_is_added() -> None:
    assert json.loads(merged(None, ADDED) or "") == ADDED
    assert json.loads(merged("  \n", ADDED) or "") == ADDED


def test_own_values_win_at_every_level() -> None:
    own = {"files.eol": "auto", "yaml.schemas": {"./a.json": "own", "./b.json": []}}

    assert json.loads(merged(json.dumps(own), ADDED) or "") == own


def test_what_lacks_nothing_stays_byte_for_byte() -> None:
    text = json.dumps(ADDED) + "   \n"

    assert merged(text, ADDED) == text


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ('{\n    "a": 1\n}', '\n    "a": 1,\n    "yaml'),
        ('{\n\t"a": 1\n}', '\n\t"a": 1,\n\t"yaml'),
        ('{\r\n  "a": "é"\r\n}', '\r\n  "a": "é",\r\n'),
    ],
)
def test_indentation_and_line_ends_stay(text: str, has: str) -> None:
    assert has in (merged(text, ADDED) or "")


@pytest.mark.parametrize("text", ['{"a": 1, // why\n}', "[]", "1", '{"a": 1,}'])
def test_what_is_not_plain_json_is_left_alone(text: str) -> None:
    assert merged(text, ADDED) is None
