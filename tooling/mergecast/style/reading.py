"""Make a rule of the data in its file, or say what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from mergecast.findings import Severity
from mergecast.style import rule as types
from mergecast.style.fields import Fields, Trouble
from mergecast.style.formula import FormulaError, check_formula
from mergecast.style.measures import READABILITY
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
    make = _MAKE.get(kind)
    if make is None:
        if kind:
            known = ", ".join(_MAKE)
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


def _existence(fields: Fields) -> Body:
    tokens = tuple(each for each in fields.texts("tokens") if each.strip())
    body = types.Existence(
        tokens,
        "".join(fields.texts("raw")),
        fields.flag("append"),
        fields.flag("ignorecase"),
        fields.flag("nonword"),
    )
    if not body.tokens and not body.raw:
        fields.wrong("tokens", "the rule has no 'tokens' and no 'raw'", "add words")
    return body


def _substitution(fields: Fields) -> Body:
    swap = fields.pairs("swap")
    if not swap:
        fields.wrong("swap", "the rule has no 'swap'", "add what to write instead")
    fields.text("pos")
    return types.Substitution(
        swap,
        fields.flag("ignorecase"),
        fields.flag("nonword"),
        fields.flag("capitalize"),
    )


def _occurrence(fields: Fields) -> Body:
    most, least = int(fields.number("max")), int(fields.number("min"))
    token = fields.needed("token")
    if not most and not least:
        fields.wrong("token", "the rule has neither 'max' nor 'min'", "add a number")
    return types.Occurrence(token, most, least, fields.flag("ignorecase"))


def _repetition(fields: Fields) -> Body:
    tokens = fields.texts("tokens")
    if not tokens:
        fields.wrong("tokens", "the rule has no 'tokens'", r"add '[^\s]+' for any word")
    most = int(fields.number("max"))
    return types.Repetition(
        tokens, most, fields.flag("ignorecase"), fields.flag("alpha")
    )


def _consistency(fields: Fields) -> Body:
    either = fields.pairs("either")
    if not either:
        fields.wrong("either", "the rule has no 'either'", "add pairs of words")
    return types.Consistency(either, fields.flag("ignorecase"), fields.flag("nonword"))


def _conditional(fields: Fields) -> Body:
    fields.flag("ignorecase")
    return types.Conditional(fields.needed("first"), fields.needed("second"))


def _capitalization(fields: Fields) -> Body:
    return types.Capitalization(
        fields.needed("match"),
        fields.text("style", "AP"),
        fields.number("threshold") or 0.8,
        fields.texts("indicators"),
        fields.text("prefix"),
    )


def _metric(fields: Fields) -> Body:
    body = types.Metric(fields.needed("formula"), fields.needed("condition"))
    for key, text in (("formula", body.formula), ("condition", f"0 {body.condition}")):
        try:
            check_formula(text)
        except FormulaError as wrong:
            fields.wrong(key, f"'{key}' cannot be read: {wrong}")
    return body


def _readability(fields: Fields) -> Body:
    metrics = fields.texts("metrics")
    for each in metrics:
        if each not in READABILITY:
            known = ", ".join(READABILITY)
            fields.wrong("metrics", f"there is no measure '{each}'", f"use {known}")
    if not metrics:
        fields.wrong("metrics", "the rule has no 'metrics'")
    return types.Readability(metrics, fields.number("grade"))


def _spelling(fields: Fields) -> Body:
    named = [each for key in ("dic", "aff") if (each := fields.text(key))]
    fields.flag("append")
    fields.text("dicpath")
    return types.Spelling(
        (*fields.texts("dictionaries"), *named[:1]),
        fields.texts("filters"),
        fields.texts("ignore"),
        fields.flag("custom"),
    )


_MAKE: Mapping[str, Callable[[Fields], Body]] = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
    "repetition": _repetition,
    "consistency": _consistency,
    "conditional": _conditional,
    "capitalization": _capitalization,
    "metric": _metric,
    "readability": _readability,
    "spelling": _spelling,
}
