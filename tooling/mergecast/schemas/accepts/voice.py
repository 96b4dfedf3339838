"""Says whether data has the form of voice.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_TONE_USUAL_VALUES = {"friendly", "formal", "casual", "funny", "technical"}
_TONE_CRISIS_VALUES = {"formal", "casual", "friendly", "funny", "technical"}
_HASHTAGS_PLACE_VALUES = {"end", "anywhere"}
_SIGNATURE_NEEDED_VALUES = {"posts", "never"}
_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _voice(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _tone(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _TONE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "usual" in v


def _tone_usual(v: object) -> bool:
    return isinstance(v, str) and v in _TONE_USUAL_VALUES


def _tone_crisis(v: object) -> bool:
    return isinstance(v, str) and v in _TONE_CRISIS_VALUES


def _emoji(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _EMOJI_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _emoji_most(v: object) -> bool:
    return is_integer(v) and v >= 0


def _emoji_only(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_line, v))


def _exclamation_marks(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _EXCLAMATION_MARKS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "most" in v


def _questions(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _QUESTIONS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "most" in v


def _capitals(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _CAPITALS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "most" in v


def _words(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _WORDS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "never" in v


def _sentences(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SENTENCES_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "longest" in v


def _sentences_longest(v: object) -> bool:
    return is_integer(v) and v >= 1


def _hashtags(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _HASHTAGS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _hashtags_place(v: object) -> bool:
    return isinstance(v, str) and v in _HASHTAGS_PLACE_VALUES


def _hashtags_camel_case(v: object) -> bool:
    return isinstance(v, bool)


def _mentions(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _MENTIONS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "most" in v


def _links(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _LINKS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _signature(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SIGNATURE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "needed" in v


def _signature_needed(v: object) -> bool:
    return isinstance(v, str) and v in _SIGNATURE_NEEDED_VALUES


def _locales(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_locale, v))
        and all(map(_devices, v.values()))
    )


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _devices(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _DEVICES_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _accounts(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_devices, v.values()))
    )


_TONE_FIELDS: dict[str, Callable[[object], bool]] = {
    "usual": _tone_usual,
    "crisis": _tone_crisis,
}

_EMOJI_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
    "only": _emoji_only,
    "never": _emoji_only,
}

_EXCLAMATION_MARKS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
}

_QUESTIONS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
}

_CAPITALS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
    "except": _voice,
}

_WORDS_FIELDS: dict[str, Callable[[object], bool]] = {
    "never": _voice,
}

_SENTENCES_FIELDS: dict[str, Callable[[object], bool]] = {
    "longest": _sentences_longest,
}

_HASHTAGS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
    "place": _hashtags_place,
    "camel_case": _hashtags_camel_case,
}

_MENTIONS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
}

_LINKS_FIELDS: dict[str, Callable[[object], bool]] = {
    "most": _emoji_most,
    "place": _hashtags_place,
}

_SIGNATURE_FIELDS: dict[str, Callable[[object], bool]] = {
    "needed": _signature_needed,
}

_DEVICES_FIELDS: dict[str, Callable[[object], bool]] = {
    "tone": _tone,
    "emoji": _emoji,
    "exclamation_marks": _exclamation_marks,
    "questions": _questions,
    "capitals": _capitals,
    "words": _words,
    "sentences": _sentences,
    "hashtags": _hashtags,
    "mentions": _mentions,
    "links": _links,
    "signature": _signature,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "voice": _voice,
    "tone": _tone,
    "emoji": _emoji,
    "exclamation_marks": _exclamation_marks,
    "questions": _questions,
    "capitals": _capitals,
    "words": _words,
    "sentences": _sentences,
    "hashtags": _hashtags,
    "mentions": _mentions,
    "links": _links,
    "signature": _signature,
    "locales": _locales,
    "accounts": _accounts,
}
