"""How grave is it? By the facts that are known and the levels that the team wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mergecast.model.crisis import Answer, Fact, Facts, Levels

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_DIGITS = 9


class UnknownFactError(ValueError):
    """There is no such fact in the levels file; ``known`` are those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no fact '{name}' in playbooks/levels.yaml")
        self.name = name
        self.known = known


class BadAnswerError(ValueError):
    """An answer that is no number, or neither yes nor no."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A level, and why.

    Args:
        level: its key.
        because: the facts that make it so, one a line; why not more where none do.
        unasked: facts that are not known and could make it graver, in the file's order.
        graver: the gravest level that they could lead to; None where there is none.
    """

    level: str
    because: tuple[str, ...]
    unasked: tuple[str, ...] = ()
    graver: str | None = None


def assess(facts: Facts, levels: Levels) -> Assessment:
    """The gravest level of which all facts of one set hold.

    A fact that is not known never holds; what it could change is said.
    """
    level = levels.mildest
    because: tuple[str, ...] = ("no graver level holds",)
    for key in reversed(list(levels.levels)):
        held = next(
            (each for each in levels.levels[key].any_of if _holds(each, facts)), None
        )
        if held is not None:
            level = key
            because = tuple(
                _said(name, wanted, facts[name], levels)
                for name, wanted in held.items()
            )
            break
    missing = dict(_missing(facts, levels, level))
    unasked = {name for names in missing.values() for name in names}
    return Assessment(
        level,
        because,
        tuple(name for name in levels.facts if name in unasked),
        next(reversed(missing), None),
    )


def _holds(wanted: Facts, facts: Facts) -> bool:
    return all(
        name in facts and _is(value, facts[name]) for name, value in wanted.items()
    )


def _is(wanted: Answer, known: Answer) -> bool:
    if isinstance(wanted, bool) or isinstance(known, bool):
        return wanted is known
    return known >= wanted


def _said(name: str, wanted: Answer, known: Answer, levels: Levels) -> str:
    asked = levels.facts[name].ask if name in levels.facts else name
    if isinstance(wanted, bool):
        return f"{asked} {'yes' if wanted else 'no'}"
    return f"{asked} {known}, which is at least {wanted}"


def _missing(
    facts: Facts, levels: Levels, level: str
) -> Iterator[tuple[str, set[str]]]:
    """What is not known and could lead to each level that is graver."""
    for key in list(levels.levels)[levels.rank(level) + 1 :]:
        found = set()
        for wanted in levels.levels[key].any_of:
            known = {name: own for name, own in wanted.items() if name in facts}
            if _holds(known, facts):
                found |= wanted.keys() - facts.keys()
        if found:
            yield key, found


def answers(said: Mapping[str, str], levels: Levels) -> dict[str, Answer]:
    """Facts from what somebody typed: ``{"people": "12", "harm": "no"}``.

    Raises:
        UnknownFactError: there is no such fact.
        BadAnswerError: the answer is of another kind.
    """
    found: dict[str, Answer] = {}
    for name, text in said.items():
        fact = levels.facts.get(name)
        if fact is None:
            raise UnknownFactError(name, tuple(levels.facts))
        found[name] = _answer(fact, text.strip().lower())
    return found


def _answer(fact: Fact, text: str) -> Answer:
    if fact.counts:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
            return int(text)
        raise BadAnswerError(f"'{fact.key}' takes a whole number, not '{text}'")
    if text in _YES | _NO:
        return text in _YES
    raise BadAnswerError(f"'{fact.key}' takes yes or no, not '{text}'")
