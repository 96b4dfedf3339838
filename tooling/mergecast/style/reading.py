"""Make a rule of the data in its file, or say what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from mergecast.findings import Severity
from mergecast.style.fields import Fields, Trouble
from mergecast.style.reading_bodies import MAKE
from mergecast.style.rule import Action, Body, Examples, Rule, Scopes
from mergecast.style.scopes import never, read_scopes

LEVELS: Final[Mapping[str, Severity]] = {
    "suggestion": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
"""What Vale calls our severities."""

REFUSED: Final[Mapping[str, str]] = {
    "sequence": "it needs the part of speech of each word",
    "script": "it holds a program, and rules here are data",
}
"""Types of rule that are not run, and why."""

_ACTIONS = {"replace", "remove", "edit", "suggest", "convert"}
_EDITS = {"regex", "trim", "trim_left", "trim_right", "remove", "truncate", "split"}


class Read(NamedTuple):
    """A rule, None where it cannot run, and what is to be said of its file."""

    rule: Rule | None
    troubles: tuple[Trouble, ...]


def read_rule(name: str, path: str, data: object) -> Read:
    """A rule from the data of its file."""
    if not isinstance(data, Mapping):
        return Read(None, (Trouble((), "a rule is a mapping, and this is none"),))
    fields = Fields(data)
    kind = fields.needed("extends")
    if kind in REFUSED:
        message = f"rule '{name}' is of the type '{kind}' and is not run: "
        hint = "say it with another type, or switch it off in the package's .yaml"
        said = Trouble(("extends",), message + REFUSED[kind], hint, "rule-refused")
        return Read(None, (said,))
    make = MAKE.get(kind)
    if make is None:
        if kind:
            known = ", ".join(MAKE)
            fields.wrong(
                "extends", f"there is no type of rule '{kind}'", f"use {known}"
            )
        return Read(None, tuple(fields.troubles))
    body = make(fields)
    found = _rule(fields, name, path, body)
    if fields.troubles:
        return Read(None, tuple(fields.troubles))
    return Read(found, (*_unread(fields, kind), *_never(found)))


def _rule(fields: Fields, name: str, path: str, body: Body) -> Rule:
    level = fields.text("level", "suggestion")
    if level not in LEVELS:
        fields.wrong(
            "level", f"there is no level '{level}'", f"use {', '.join(LEVELS)}"
        )
    return Rule(
        name,
        path,
        body,
        fields.needed("message"),
        LEVELS.get(level, Severity.INFO),
        _scope(fields),
        fields.text("link").strip(),
        fields.text("description"),
        _action(fields),
        int(fields.number("limit")),
        fields.texts("exceptions"),
        fields.flag("vocab", default=True),
        fields.texts("locales"),
        fields.texts("accounts"),
        read_examples(fields.mapping("examples"), fields, path),
    )


def read_examples(
    data: Mapping[str, object] | None, fields: Fields, path: str, *name: str
) -> Examples:
    """Good and bad examples of a rule; what is wrong is noted."""
    if data is None:
        return Examples()
    own = Fields(data)
    found = Examples(own.texts("good"), own.texts("bad"), path, ("examples", *name))
    for key in own.unread():
        fields.wrong("examples", f"'examples' has no '{key}'", "use good and bad")
    for trouble in own.troubles:
        fields.wrong("examples", trouble.message, trouble.hint)
    return found


def _scope(fields: Fields) -> Scopes:
    scopes, unknown = read_scopes(fields.texts("scope") or ("text",))
    if unknown:
        fields.wrong("scope", f"there is no scope '{unknown}'")
    return scopes


def _action(fields: Fields) -> Action | None:
    data = fields.mapping("action")
    if data is None:
        return None
    own = Fields(data)
    found = Action(own.text("name"), own.texts("params"))
    if own.troubles or (found.name and found.name not in _ACTIONS):
        fields.wrong("action", f"there is no action '{found.name}'")
    elif found.name == "edit" and (not found.params or found.params[0] not in _EDITS):
        edit = found.params[0] if found.params else ""
        fields.wrong("action", f"there is no edit '{edit}'")
    return found if found.name else None


def _unread(fields: Fields, kind: str) -> list[Trouble]:
    hint = "take it out, or look up the keys in the reference of rules"
    return [
        Trouble((key,), f"'{kind}' rules have no '{key}'", hint, "rule-key-unknown")
        for key in fields.unread()
        # Old packages have these; they mean nothing any more, to Vale either.
        if key not in {"code", "ext", "name", "path", "notes", "tags", "source"}
    ]


def _never(rule: Rule) -> list[Trouble]:
    """A rule of a package of documents that posts have no text for."""
    scope = never(rule.scope)
    if not scope:
        return []
    message = f"rule '{rule.id}' is about '{scope}', and no post has one"
    return [Trouble(("scope",), message, "", "rule-never-applies")]
