"""The schemas are sound, and say enough to the person who reads a hover."""
# ruff: noqa: ANN401 - any node of a schema

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mergecast.schemas import KINDS, schema, schema_text

Named = tuple[str, dict[str, Any], dict[str, Any]]


def merged(own: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """A property as an editor shows it: its own words over the definition's."""
    if "$ref" not in own:
        return own
    name = own["$ref"].removeprefix("#/$defs/")
    return {**root["$defs"][name], **own}


def walk(node: Any, route: str, root: dict[str, Any]) -> Iterator[Named]:
    """Every property of a schema with its route."""
    if not isinstance(node, dict):
        return
    for key, own in node.get("properties", {}).items():
        if own is not False:
            yield f"{route}.{key}", own, root
            yield from walk(own, f"{route}.{key}", root)
    for word in ("items", "additionalProperties"):
        if isinstance(node.get(word), dict):
            yield f"{route}[]", node[word], root
            yield from walk(node[word], f"{route}[]", root)


def every_property() -> Iterator[Named]:
    for kind in KINDS:
        root = schema(kind)
        yield from walk(root, kind, root)
        for name, own in root["$defs"].items():
            yield from walk(own, f"{kind}#{name}", root)


PROPERTIES = list(every_property())


def patterns(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node
        for own in node.values():
            yield from patterns(own)


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_each_file_are_valid(kind: str) -> None:
    examples = schema(kind)["examples"]

    assert examples
    for example in examples:
        Draft202012Validator(schema(kind)).validate(example)


def test_there_are_many_properties_to_look_at() -> None:
    assert len(PROPERTIES) > 120


@pytest.mark.parametrize(
    ("own", "root"), [row[1:] for row in PROPERTIES], ids=[row[0] for row in PROPERTIES]
)
def test_every_property_has_title_description_and_valid_examples(
    own: dict[str, Any], root: dict[str, Any]
) -> None:
    shown = merged(own, root)

    assert shown["title"][0].isupper() or shown["title"].startswith("utm_")
    assert shown["description"].endswith(".")
    examples = shown.get("examples") or shown.get("enum") or items_examples(own, root)
    validator = Draft202012Validator({**own, "$defs": root["$defs"]})
    for example in [*examples, *([own["default"]] if "default" in own else [])]:
        validator.validate(example)


def items_examples(own: dict[str, Any], root: dict[str, Any]) -> list[Any]:
    """An item, an entry or a choice may leave its examples to what holds it."""
    held = any(own in patch for patch in _held(root))
    assert held, "no examples"
    return []


def _held(node: Any) -> Iterator[list[Any]]:
    if isinstance(node, dict):
        yield [node.get("items"), node.get("additionalProperties")]
        for own in node.values():
            yield from _held(own)


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_keys_are_refused_wherever_keys_are_known(kind: str) -> None:
    open_ones = []

    def look(node: Any, route: str) -> None:
        if isinstance(node, dict):
            shapes = node.get("type") == "object" and "properties" in node
            if shapes and node.get("additionalProperties") is not False:
                open_ones.append(route)
            for key, own in node.items():
                look(own, f"{route}/{key}")

    look(schema(kind), "")

    # The options of a check are the check's own.
    assert open_ones == (["/$defs/checkSetting"] if kind == "settings" else [])


def test_one_name_means_one_thing_in_all_schemas() -> None:
    meanings: dict[str, Any] = {}
    for kind in KINDS:
        for name, own in schema(kind)["$defs"].items():
            assert meanings.setdefault(name, own) == own, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_definition_is_used(kind: str) -> None:
    used = set(re.findall(r'"#/\$defs/(\w+)"', schema_text(kind)))

    assert used == set(schema(kind)["$defs"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_covers_the_whole_text_and_says_what_to_write(kind: str) -> None:
    for own in patterns(schema(kind)):
        # `$` alone lets a line break pass in Python, though not in an editor.
        assert own["pattern"].startswith("^")
        assert own["pattern"].endswith("(?!\\n)$")
        assert own["patternErrorMessage"].startswith(("write ", "leave "))
        assert own["examples"]
        for example in own["examples"]:
            assert re.search(own["pattern"], example)
            assert not re.search(own["pattern"], f"{example}\n")


def test_a_day_is_valid_exactly_when_the_calendar_has_it() -> None:
    day = re.compile(schema("campaign")["$defs"]["date"]["pattern"])
    for year in [*range(2000, 2105), 2200, 2300, 2400, 2800, 2999]:
        for month in range(14):
            for number in range(33):
                text = f"{year}-{month:02}-{number:02}"
                assert bool(day.search(text)) is exists(text), text


def exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def test_all_patterns_for_a_day_are_the_same() -> None:
    day = schema("campaign")["$defs"]["date"]["pattern"][1 : -len("(?!\\n)$")]

    assert day in schema("post")["$defs"]["wallClock"]["pattern"]
    assert day in schema("post")["$defs"]["publishAt"]["pattern"]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        (
            "publishAt",
            ["2026-11-24 09:00", "2026-11-24 23:59:59", "asap", "2028-02-29 00:00"],
            [
                *("2026-11-24T09:00", "2026-11-24 9:00", "2026-11-24 24:00", "ASAP"),
                *("2026-11-24 09:00Z", "2026-11-24 09:00+08:00", "2026-11-24"),
                *("2026-02-29 09:00", "1999-11-24 09:00", "٢٠٢٦-11-24 09:00"),
            ],
        ),
        ("wallClock", ["2026-11-24 09:00"], ["asap", "2026-11-24  09:00"]),
        ("late", ["hold", "skip", "publish-within 90m"], ["publish-within 0h", "2h"]),
        ("postId", ["abc", "2026", "a" * 64], ["ab", "-abc", "a" * 65, "Abc", "a_b"]),
        ("locale", ["en", "ms", "zh-Hans", "es-419"], ["EN", "zh_CN", "english"]),
        ("zone", ["UTC", "Asia/Kuala_Lumpur"], ["Asia/Kuala Lumpur", "+08:00"]),
        ("line", ["x", "合并 即发布", "a\u00a0b"], ["", " x", "x ", "a\nb"]),
        (
            "postReference",
            [
                *("launch-2026", "launch-2026@acme:2", "tips~2026-11-24@acme"),
                "https://x.com/acme_hq/status/1",
            ],
            ["http://x.com/a", "launch-2026:0", "@acme", "https://x.com/a b"],
        ),
    ],
)
def test_a_pattern_takes_the_good_and_refuses_the_bad(
    name: str, good: list[str], bad: list[str]
) -> None:
    pattern = schema("post")["$defs"][name]["pattern"]

    assert [text for text in good if not re.search(pattern, text)] == []
    assert [text for text in bad if re.search(pattern, text)] == []


@pytest.mark.parametrize(
    "name",
    ["-main", "main/", "a..b", "a//b", "a/.b", "main.lock", "a.lock/b", "a b", "é", ""],
)
def test_no_branch_name_can_be_an_option_or_a_trick(name: str) -> None:
    pattern = schema("settings")["$defs"]["branch"]["pattern"]

    assert re.search(pattern, "release/2026-11")
    assert not re.search(pattern, name)


def test_there_is_no_schema_of_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema_text("../post")
