"""A reference page for a kind of file, from its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from schema_notes import EXAMPLES, LATER, NOTES, TITLES, WHERE

from mergecast.cli.app import COMMANDS
from mergecast.schemas import schema

Node = Mapping[str, Any]

_SAME_EVERYWHERE = frozenset({"thread", "media", "poll"})
"""Fields that mean the same inside another one as at the top of a post."""


def schema_page(kind: str, note: str) -> str:
    """All fields of a kind of file."""
    whole = schema(kind)
    lines = [f"# {TITLES[kind]}", "", note, "", _prose(whole["description"])]
    lines += [WHERE[kind], ""]
    lines += [
        f"`mergecast schema {kind}` prints the JSON Schema that checks its form.",
        "A key that is not listed here is an error.",
        "",
    ]
    _refuse_unknown(kind, whole)
    if kind in EXAMPLES:
        lines += ["```yaml", EXAMPLES[kind].rstrip("\n"), "```", ""]
    else:
        lines += _example(whole["examples"][0])
    lines += _table(whole, kind)
    for name, node in whole["properties"].items():
        lines += _section(kind, name, _resolved(whole, node), whole)
    text = "\n".join(lines).rstrip("\n") + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def _refuse_unknown(kind: str, whole: Node) -> None:
    """Say so when a note is about a field that is gone."""
    known = set(whole["properties"])
    for name, node in whole["properties"].items():
        known |= {way for way, _ in _deep(name, _resolved(whole, node), whole)}
    if gone := (LATER[kind].keys() | NOTES[kind].keys()) - known:
        raise SystemExit(f"no such field of a {kind}: {', '.join(sorted(gone))}")


def _table(whole: Node, kind: str) -> Iterator[str]:
    needed = whole.get("required", ())
    yield from ("| key | what it is | |", "|---|---|---|")
    for name, node in whole["properties"].items():
        state = "needed" if name in needed else ""
        state = "no effect yet" if name in LATER[kind] else state
        yield f"| [`{name}`](#{name}) | {node['title']} | {state} |"
    yield ""


def _section(kind: str, name: str, node: Node, whole: Node) -> Iterator[str]:
    yield from (f"## {name}", "", f"**{_title(node)}** {_prose(node['description'])}")
    yield ""
    if aside := _aside(kind, name):
        yield from (aside, "")
    yield from (f"- {fact}" for fact in _facts(node))
    yield ""
    examples = node.get("examples", ())
    if examples and not isinstance(examples[0], str | int | float | bool):
        yield from _example({name: examples[0]})
    for way, inner in _deep(name, node, whole):
        said = f"`{way}`: {_prose(inner.get('description', inner.get('title', '')))}"
        facts = "; ".join(_facts(inner))
        more = (f"*{facts}*" if facts else "", _aside(kind, way))
        yield " ".join(filter(None, (f"- {said}", *more)))
    yield ""


def _deep(route: str, node: Node, whole: Node) -> Iterator[tuple[str, Node]]:
    """The fields inside a field, depth first, by the way to them."""
    for name, inner in _inside(node, whole):
        way = f"{route}.{name}"
        yield way, inner
        if name.rpartition(".")[2] not in _SAME_EVERYWHERE:
            yield from _deep(way, inner, whole)


def _inside(node: Node, whole: Node) -> Iterator[tuple[str, Node]]:
    for name, inner in node.get("properties", {}).items():
        yield name, _resolved(whole, inner)
    more = node.get("additionalProperties")
    if isinstance(more, Mapping):
        found = _resolved(whole, more)
        for name, inner in found.get("properties", {}).items():
            yield f"*.{name}", _resolved(whole, inner)
    items = node.get("items")
    if isinstance(items, Mapping):
        for each in _choices(_resolved(whole, items), whole):
            for name, inner in each.get("properties", {}).items():
                yield name, _resolved(whole, inner)


def _choices(node: Node, whole: Node) -> list[Node]:
    return [_resolved(whole, each) for each in node.get("anyOf", [node])]


def _resolved(whole: Node, node: Node) -> Node:
    """A node with what it refers to; its own words go first."""
    if "$ref" not in node:
        return node
    there = whole["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return {**_resolved(whole, there), **node}


def _facts(node: Node) -> Iterator[str]:
    if "enum" in node:
        yield "one of " + ", ".join(f"`{each}`" for each in node["enum"])
    elif node.get("type") == "boolean":
        yield "`true` or `false`"
    elif node.get("type") in {"integer", "number"}:
        yield _number(node)
    elif "patternErrorMessage" in node:
        yield node["patternErrorMessage"]
    elif node.get("type") == "array":
        yield "a list"
    elif node.get("type") == "object":
        yield "a mapping"
    if "default" in node:
        default = node["default"]
        yield f"default: `{str(default).lower() if default is False else default}`"
    plain = [
        each
        for each in node.get("examples", ())
        if isinstance(each, str) and "enum" not in node
    ]
    if plain:
        yield "for example " + ", ".join(f"`{each}`" for each in plain)


def _number(node: Node) -> str:
    whole = "a whole number" if node["type"] == "integer" else "a number"
    if "const" in node:
        return f"`{node['const']}`"
    if "minimum" in node and "maximum" in node:
        return f"{whole} from {node['minimum']} to {node['maximum']}"
    return f"{whole} from {node['minimum']}" if "minimum" in node else whole


def _title(node: Node) -> str:
    title: str = node["title"]
    return title if title[-1] in "?.!" else f"{title}."


def _aside(kind: str, way: str) -> str:
    """What a reader should know of a field in this version."""
    if way in LATER[kind]:
        meaning = LATER[kind][way]
        return f"**Accepted, but without effect in this version.** {meaning}".rstrip()
    return NOTES[kind].get(way, "")


def _prose(text: str) -> str:
    """A description without the sentences about commands that do not exist (yet)."""
    sentences = re.split(r"(?<=[.:;]) (?=[A-Z'])", text)
    return " ".join(each for each in sentences if not _of_the_future(each))


def _of_the_future(sentence: str) -> bool:
    named = re.findall(r"'mergecast ([a-z]+)", sentence)
    return any(name not in COMMANDS for name in named)


def _example(data: object) -> Iterator[str]:
    text = yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, width=78, default_flow_style=None
    )
    yield from ("```yaml", text.rstrip("\n"), "```", "")
