"""What a rule says of a hit, and what it would write there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from mergecast.style.kinds.base import Hit, filled
from mergecast.style.pattern import OverBudgetError, Pattern, PatternError
from mergecast.style.rule import Action, Rule
from mergecast.style.text import Text

_SHOWN = 60
_BLANKS = re.compile(r"\s+")
_VERB = re.compile(r"%(?:\[(\d{1,2})\])?s|%%")
_CLOSING = ".,;:!?)]}。，、；：！？）"


class Splice(NamedTuple):
    """Put ``value`` where a stretch of a text is."""

    start: int
    end: int
    value: str


def phrased(rule: Rule, hit: Hit) -> str:
    """The rule's message with what it was said of in place of each ``%s``."""
    said = list(hit.said)
    if len(hit.instead) > 1:
        quote = next((q for q in "'\"`" if f"{q}%s{q}" in rule.message), "")
        said[0] = f"{quote} or {quote}".join(hit.instead)
    following = iter(said)

    def one(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if found[1]:
            return _shown(said[min(max(int(found[1]), 1), len(said)) - 1])
        return _shown(next(following, said[-1]))

    return _BLANKS.sub(" ", _VERB.sub(one, rule.message)).strip()


def plain_message(rule: Rule) -> str:
    """The rule's message when it is about nothing in particular."""
    message = _VERB.sub(lambda one: "%" if one[0] == "%%" else "…", rule.message)
    return _BLANKS.sub(" ", message).strip()


def hint_of(rule: Rule, hit: Hit, splice: Splice | None) -> str:
    """What to do about a hit, empty where the message has to do."""
    choices = (splice.value,) if splice is not None else hit.instead
    if splice is not None and not splice.value.strip():
        return "leave it out"
    choices = tuple(_shown(each) for each in choices if each.strip())
    if choices:
        return "write " + " or ".join(f"'{each}'" for each in choices)
    return f"see {rule.link}" if rule.link.startswith("https://") else ""


def splice_of(rule: Rule, hit: Hit, text: str) -> Splice | None:
    """The one right answer to a hit, None where the rule has none, or several."""
    action = rule.action
    if action is None or hit.whole:
        return None
    value = _new(action, hit, text[hit.start : hit.end])
    if value is None or value == text[hit.start : hit.end]:
        return None
    if not value:
        return _without(text, hit.start, hit.end)
    return Splice(hit.start, hit.end, value)


def _new(action: Action, hit: Hit, words: str) -> str | None:
    """What an action makes of the words of a hit; None for no answer, or several."""
    if action.name == "remove":
        return ""
    if action.name == "replace":
        choices = action.params or hit.instead
        return choices[0] if len(choices) == 1 else None
    if action.name == "edit":
        name, *rest = action.params
        return _EDITS[name](words, rest)
    return None


def _without(text: str, start: int, end: int) -> Splice:
    """Take a stretch out, and one of the two spaces that would meet."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == " " and (after in ("", " ", "\n") or after in _CLOSING):
        start -= 1
    elif before in ("", "\n") and after == " ":
        end += 1
    return Splice(start, end, "")


def _shown(text: str) -> str:
    text = _BLANKS.sub(" ", text).strip() or text
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _regex(text: str, params: list[str]) -> str | None:
    if len(params) < 2:
        return None
    try:
        found = list(Pattern(params[0]).matches(Text(text)))
    except (PatternError, OverBudgetError):
        return None
    made, at = "", 0
    for groups in found:
        start, end = groups[0]
        made += text[at:start] + filled(params[1], text, groups)
        at = end
    return made + text[at:]


def _truncate(text: str, params: list[str]) -> str | None:
    return text.partition(params[0])[0] if params and params[0] in text else None


def _split(text: str, params: list[str]) -> str | None:
    if len(params) < 2 or not params[1].isdecimal():
        return None
    pieces = text.split(params[0])
    return pieces[int(params[1])] if int(params[1]) < len(pieces) else None


def _trimmed(how: Callable[[str, str], str]) -> Callable[[str, list[str]], str | None]:
    return lambda text, params: how(text, params[0]) if params else None


def _letters_out(text: str, letters: str) -> str:
    return "".join(each for each in text if each not in letters)


_EDITS: Final[Mapping[str, Callable[[str, list[str]], str | None]]] = {
    "regex": _regex,
    "trim": _trimmed(str.strip),
    "trim_left": _trimmed(str.lstrip),
    "trim_right": _trimmed(str.rstrip),
    "remove": _trimmed(_letters_out),
    "truncate": _truncate,
    "split": _split,
}
