"""Read what each type of rule adds to the keys of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mergecast.style import rule as types
from mergecast.style.fields import Fields
from mergecast.style.formula import FormulaError, check_formula
from mergecast.style.measures import READABILITY
from mergecast.style.rule import Body

CASES = ("$title", "$sentence", "$lower", "$upper")
"""What `capitalization` knows by name; anything else under `match` is a pattern."""


def _existence(fields: Fields) -> Body:
    # A token written as a block (`- |`) ends in a line break that nobody means.
    written = (each.rstrip("\n") for each in fields.texts("tokens"))
    tokens = tuple(each for each in written if each.strip())
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
    most, least = fields.count("max"), fields.count("min")
    token = fields.needed("token")
    if not most and not least:
        fields.wrong("token", "the rule has neither 'max' nor 'min'", "add a number")
    return types.Occurrence(token, most, least, fields.flag("ignorecase"))


def _repetition(fields: Fields) -> Body:
    tokens = fields.texts("tokens")
    if not tokens:
        fields.wrong("tokens", "the rule has no 'tokens'", r"add '[^\s]+' for any word")
    most = fields.count("max")
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
    match = fields.needed("match")
    if match.startswith("$") and match not in CASES:
        known = ", ".join(CASES)
        fields.wrong(
            "match", f"there is no case '{match}'", f"use {known}, or a pattern"
        )
    return types.Capitalization(
        match,
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


MAKE: Final[Mapping[str, Callable[[Fields], Body]]] = {
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
"""What reads the keys of each type, by what `extends` says."""
